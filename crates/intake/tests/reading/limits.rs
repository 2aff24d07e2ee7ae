//! Rows above the limit.

use crate::{read_one, shown};

const TWENTY_MB: usize = 20_000_000;

#[test]
fn a_line_of_20_mb_is_quarantined_and_the_rows_around_it_stand() {
    let long = "x".repeat(TWENTY_MB);
    let text = format!("id,text\n1,before\n2,{long}\n3,after\n");
    insta::assert_snapshot!(shown(&read_one("long.csv", text).unwrap()), @r#"
        long.csv: csv UTF-8 `,`, 3 = 2 + 1
        1 | "before" | csv public
        3 | "after" | csv public
        quarantine long.csv:3 [] the row is longer than 16 MiB: "2,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        "#);
    let text =
        format!("{{\"text\":\"{long}\"}}\n{{\"text\":\"between\"}}\n{{\"text\":\"{long}\"}}\n");
    insta::assert_snapshot!(shown(&read_one("long.jsonl", text).unwrap()), @r#"
        long.jsonl: jsonl UTF-8, 3 = 1 + 2
        2 | "between" | form-import public
        quarantine long.jsonl:1 [] the row is longer than 16 MiB: "{\"text\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        quarantine long.jsonl:3 [] the row is longer than 16 MiB: "{\"text\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        "#);
}

#[test]
fn a_quoted_cell_of_20_mb_with_line_breaks_is_one_row() {
    let long = "many lines\n".repeat(TWENTY_MB / 11);
    let text = format!("id,text\n1,before\n2,\"{long}\"\n3,after\n");
    insta::assert_snapshot!(shown(&read_one("long.csv", text).unwrap()), @r#"
        long.csv: csv UTF-8 `,`, 3 = 2 + 1
        1 | "before" | csv public
        3 | "after" | csv public
        quarantine long.csv:3 [] the row is longer than 16 MiB: "2,\"many lines\nmany lines\nmany lines\nmany lines\nmany lines\nma"
        "#);
}

#[test]
fn a_quote_that_is_never_closed_costs_one_line_of_20_mb_more() {
    let many = format!("7,{}\n", "fine".repeat(250_000)).repeat(17);
    let latin = format!("id,text\n1,before\n2,\"open\n{many}");
    let (chinese, _, _) = encoding_rs::GB18030.encode("编号,内容\n1,先\n2,\"开\n");
    for bytes in [latin.into_bytes(), [chinese.as_ref(), many.as_bytes()].concat()] {
        let read = read_one("open.csv", bytes).unwrap();
        assert_eq!(read.files[0].rows_read, 19);
        let row = &read.quarantine[0];
        assert_eq!((read.quarantine.len(), row.line), (1, 3));
        assert_eq!(row.reason.code(), "quote-not-closed");
        assert!(row.row.len() < 10, "{}", row.row);
    }
}
