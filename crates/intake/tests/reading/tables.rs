//! CSV and JSONL as people's programs write them.

use consultation::Channel;
use intake::{Field, Options};

use crate::{fault, read, read_one, shown, utf16_le};

#[test]
fn a_gb18030_table_out_of_excel() {
    let text = "编号;渠道;日期;意见\r\n\
        A-1;web;2026/5/1;\"请修复人行道;\r\n谢谢\"\r\n\
        A-2;纸质;2026年5月2日;\"他说\"\"好\"\"\"\r\n\
        A-3;fax;2026/5/3;希望增加公共汽车班次\r\n\
        A-4;web;2026/5/4;\r\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    insta::assert_snapshot!(shown(&read_one("意见.csv", &bytes).unwrap()), @r#"
        意见.csv: csv GB18030 `;`, 4 = 2 + 2
        A-1 | "请修复人行道;\r\n谢谢" | web public at 1777593600000
        A-2 | "他说\"好\"" | paper public at 1777680000000
        quarantine 意见.csv:5 [渠道] `fax` is not a channel: web, api, form-import, csv, xlsx, mbox, paper, phone, meeting: "A-3;fax;2026/5/3;希望增加公共汽车班次"
        quarantine 意见.csv:6 [意见] the text is empty: "A-4;web;2026/5/4;"
        "#);
}

#[test]
fn other_encodings_and_delimiters() {
    let read_as = |encoding: &'static encoding_rs::Encoding, text: &str| {
        let (bytes, _, damaged) = encoding.encode(text);
        assert!(!damaged);
        shown(&read_one("t.csv", &bytes).unwrap())
    };
    let mut all = read_as(encoding_rs::BIG5, "編號|內容\n1|請修復人行道\n");
    all += &read_as(encoding_rs::WINDOWS_1252, "Nr;Beitrag\n1;Mehr Bäume, weniger Lärm\n");
    all += &read_as(encoding_rs::WINDOWS_1251, "номер\tтекст\n1\tБольше деревьев\n");
    all += &shown(&read_one("t.csv", utf16_le("id\ttext\n1\tmore trees 水\n")).unwrap());
    all += &shown(&read_one("t.csv", "sep=;\nid;text\n1;a,b\n").unwrap());
    all += &shown(&read_one("t.csv", "text\nMore trees, please\n\"Less, noise\"\n").unwrap());
    insta::assert_snapshot!(all, @r#"
        t.csv: csv Big5 `|`, 1 = 1 + 0
        1 | "請修復人行道" | csv public
        t.csv: csv Windows-1252 `;`, 1 = 1 + 0
        1 | "Mehr Bäume, weniger Lärm" | csv public
        t.csv: csv Windows-1251 `	`, 1 = 1 + 0
        1 | "Больше деревьев" | csv public
        t.csv: csv UTF-16LE `	`, 1 = 1 + 0
        1 | "more trees 水" | csv public
        t.csv: csv UTF-8 `;`, 1 = 1 + 0
        1 | "a,b" | csv public
        t.csv: csv UTF-8, 2 = 2 + 0
        1 | "More trees, please" | csv public
        2 | "Less, noise" | csv public
        "#);
}

#[test]
fn every_kind_of_bad_row_is_set_aside_with_its_line_and_reason() {
    let text = b"id,text,channel,constituency,language,date,quotable\n\
        1,good,web,expert,eng_Latn,2026-05-01T10:00:00Z,yes\n\
        2,,web,,,,\n\
        3, \xe3\x80\x80 ,web,,,,\n\
        4,good,fax,,,,\n\
        5,good,,martians,,,\n\
        6,good,,farmers,,,\n\
        7,good,,,Klingon!,,\n\
        8,good,,,,31.06.2026,\n\
        9,good,,,,,perhaps\n\
        10,good,,\n\
        11,good,,,,,,,\n\
        12,good,,,,,,more\n\
        13,a\0b,,,,,\n\
        14,\"a \"quoted\" word\",,,,,\n\
        15,caf\xe9,,,,,\n\
        16,\"two\nlines\",,,,,\n\
        ,without id,,,,,\n";
    let filler = "99,fine,,,,,\n".repeat(90);
    let bytes =
        [&text[..], filler.as_bytes(), b"200,\"never closed,,,,,\n201,last,,,,,\n"].concat();
    let options = Options { constituencies: vec!["farmers".into()], ..Options::default() };
    let all = shown(&read(&[("rows.csv", bytes)], &options).unwrap());
    let all: Vec<&str> = all.lines().filter(|line| !line.contains("\"fine\"")).collect();
    insta::assert_snapshot!(all.join("\n"), @r#"
        rows.csv: csv UTF-8 `,`, 109 = 96 + 13
          note: rows without an id go by their row number: 1
          note: 90 rows share an id with another; they are written `rows:id`, the second and later with #2, #3
        1 | "good" | web expert en at 1777629600000 quotable
        6 | "good" | csv farmers
        11 | "good" | csv public
        16 | "two\nlines" | csv public
        17 | "without id" | csv public
        201 | "last" | csv public
        quarantine rows.csv:3 [text] the text is empty: "2,,web,,,,"
        quarantine rows.csv:4 [text] the text is empty: "3, \u{3000} ,web,,,,"
        quarantine rows.csv:5 [channel] `fax` is not a channel: web, api, form-import, csv, xlsx, mbox, paper, phone, meeting: "4,good,fax,,,,"
        quarantine rows.csv:6 [constituency] `martians` is not a constituency: public, expert, official or one that the plan defines: "5,good,,martians,,,"
        quarantine rows.csv:8 [language] `Klingon!` is not a language: "7,good,,,Klingon!,,"
        quarantine rows.csv:9 [date] `31.06.2026` is not a date: "8,good,,,,31.06.2026,"
        quarantine rows.csv:10 [quotable] `perhaps` is neither yes nor no: "9,good,,,,,perhaps"
        quarantine rows.csv:11 [] 4 cells where the header has 7: "10,good,,"
        quarantine rows.csv:13 [] 8 cells where the header has 7: "12,good,,,,,,more"
        quarantine rows.csv:14 [text] it holds the character U+0000: "13,a\0b,,,,,"
        quarantine rows.csv:15 [] a quote inside a quoted cell is not doubled: "14,\"a \"quoted\" word\",,,,,"
        quarantine rows.csv:16 [] bytes that are not UTF-8: "15,caf�,,,,,"
        quarantine rows.csv:110 [] a quoted cell is not closed: "200,\"never closed,,,,,"
        "#);
}

#[test]
fn several_inputs_and_what_the_caller_says() {
    let files = [("a/letters.csv", "id,text\n1,one\n1,two\n"), ("b/letters.csv", "text\nthree\n")];
    let options = Options { channel: Some(Channel::Paper), ..Options::default() };
    insta::assert_snapshot!(shown(&read(&files, &options).unwrap()), @r#"
        a/letters.csv: csv UTF-8 `,`, 2 = 2 + 0
          note: ids are written `letters:id`, as there are several inputs
          note: 2 rows share an id with another; they are written `letters:id`, the second and later with #2, #3
        b/letters.csv: csv UTF-8, 1 = 1 + 0
          note: ids are written `letters:id`, as there are several inputs
        letters:1 | "one" | paper public
        letters:1#2 | "two" | paper public
        letters:1#3 | "three" | paper public
        "#);
}

#[test]
fn decidim_and_survey_tables() {
    let decidim = "id;body/de;body/fr;author/id;published_at;locale\n\
        5;;Plus d'arbres;77;2026-05-01 10:00:00 UTC;fr\n\
        6;Mehr Bäume;;78;2026-05-01 10:00:00 UTC;\n";
    let qualtrics = "ResponseId,RecordedDate,Q1\n\
        Response ID,Recorded Date,What should the plan do first?\n\
        \"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n\
        R_1,2026-05-01 10:00:00,Mend the footpaths in the old town.\n";
    let all = shown(&read_one("decidim.csv", decidim).unwrap())
        + &shown(&read_one("survey.csv", qualtrics).unwrap());
    insta::assert_snapshot!(all, @r#"
        decidim.csv: csv UTF-8 `;`, 2 = 2 + 0
        5 | "Plus d'arbres" | csv public fr at 1777629600000 by 77
        6 | "Mehr Bäume" | csv public de at 1777629600000 by 78
        survey.csv: csv UTF-8 `,`, 1 = 1 + 0
          note: lines 1 to 3 are its header
          note: the text is taken from `Q1`, which reads like answers
        R_1 | "Mend the footpaths in the old town." | csv public at 1777629600000
        "#);
}

#[test]
fn jsonl_of_themefinder_with_bad_lines() {
    let text = "{\"themefinder_id\":17,\"text\":\"More trees\",\"tags\":[1]}\n\
        \n\
        not json\n\
        {\"themefinder_id\":18,\"text\":\"\"}\n\
        {\"themefinder_id\":19,\"text\":[\"a\"]}\n\
        {\"themefinder_id\":20,\"text\":\"x\",\"text\":\"y\"}\n\
        [1]\n\
        {\"themefinder_id\":21,\"text\":\"Less noise\\nat night\"}";
    insta::assert_snapshot!(shown(&read_one("responses.jsonl", text).unwrap()), @r#"
        responses.jsonl: jsonl UTF-8, 7 = 2 + 5
        17 | "More trees" | form-import public
        21 | "Less noise\nat night" | form-import public
        quarantine responses.jsonl:3 [] this is no JSON object: expected ident at line 1 column 2: "not json"
        quarantine responses.jsonl:4 [text] the text is empty: "{\"themefinder_id\":18,\"text\":\"\"}"
        quarantine responses.jsonl:5 [text] a list or an object where a text is needed: "{\"themefinder_id\":19,\"text\":[\"a\"]}"
        quarantine responses.jsonl:6 [text] the key occurs twice: "{\"themefinder_id\":20,\"text\":\"x\",\"text\":\"y\"}"
        quarantine responses.jsonl:7 [] this is no JSON object: invalid type: sequence, expected an object at line 1 column 0: "[1]"
        "#);
}

#[test]
fn what_cannot_be_read_at_all_says_why_and_what_to_type() {
    let mut all = String::new();
    let map =
        |field, column: &str| Options { map: vec![(field, column.into())], ..Options::default() };
    let row = |row| Options { header_row: Some(row), ..Options::default() };
    for (path, text, options) in [
        ("empty.csv", "", Options::default()),
        ("blank.csv", "\n \n", Options::default()),
        ("header.csv", "id,text\n", Options::default()),
        ("double.csv", "id,text,Text\n1,a,b\n", Options::default()),
        ("votes.csv", "comment-id,voter-id,vote,Vote\n2,3,1,1\n", Options::default()),
        ("remarks.csv", "id,remark\n1,Please mend the road.\n", Options::default()),
        ("mapped.csv", "id,text\n1,a\n", map(Field::Channel, "Kanal")),
        ("short.csv", "id,text\n1,a\n", row(9)),
        ("list.json", "[{\"text\":\"a\"}]", Options::default()),
        ("one.json", "{\n\"text\":\"a\"\n}", Options::default()),
    ] {
        all += &format!("{}\n", fault(read(&[(path, text)], &options)));
    }
    all += &fault(read::<&str>(&[], &Options::default()));
    insta::assert_snapshot!(all, @r"
        error: empty.csv: the file is empty
        hint: export it again, or leave it out
        exit 3
        error: blank.csv: the file is empty
        hint: export it again, or leave it out
        exit 3
        error: header.csv: there is a header but no row below it
        hint: export it again with its rows; if the names of the columns stand further down, write --header-row N
        exit 3
        error: double.csv: two columns are called `text`
        hint: rename one of the two in the file
        exit 3
        error: votes.csv: two columns are called `vote`
        hint: rename one of the two in the file
        exit 3
        error: remarks.csv: no column for the text; columns are: id, remark
        hint: name the column: --map text=remark
        exit 3
        error: mapped.csv: no column `Kanal` for channel; columns are: id, text
        hint: use one of these names, as it is written
        exit 3
        error: short.csv: there is no row 9 to take the column names from
        hint: --header-row counts the rows of the sheet, or the lines of the file, from 1
        exit 2
        error: list.json: this is one JSON document, not one object a line
        hint: write one object a line; a pol.is conversation is given as a folder with votes.json and comments.json
        exit 3
        error: one.json: this is one JSON document, not one object a line
        hint: write one object a line; a pol.is conversation is given as a folder with votes.json and comments.json
        exit 3
        error: no input was given
        hint: name a file or a Polis folder
        exit 2
        ");
}

#[test]
fn a_header_further_down_and_a_column_by_hand() {
    let text = "Export of 5 May\n\nNr;Was sagen Sie, kurz?\n1;Mehr Bäume\n";
    let text = format!("{text}2;Weniger Lärm\n");
    let options = Options {
        header_row: Some(3),
        map: vec![(Field::Text, "was sagen sie, kurz?".into())],
        ..Options::default()
    };
    insta::assert_snapshot!(shown(&read(&[("t.csv", text)], &options).unwrap()), @r#"
        t.csv: csv UTF-8 `;`, 2 = 2 + 0
        1 | "Mehr Bäume" | csv public
        2 | "Weniger Lärm" | csv public
        "#);
}

#[test]
fn dates_that_cannot_be_told_apart_are_left_out_with_a_word() {
    let all = shown(&read_one("t.csv", "text,date\na,3/4/2026\nb,5/6/2026\n").unwrap())
        + &shown(&read_one("t.csv", "text,date\na,3/4/2026\nb,13/6/2026\n").unwrap())
        + &shown(&read_one("t.csv", "[id],text,timestamp\n1,a,00:12\n").unwrap());
    insta::assert_snapshot!(all, @r#"
        t.csv: csv UTF-8 `,`, 2 = 2 + 0
          note: dates such as `3/4/2026` can be read two ways and are left out
        1 | "a" | csv public
        2 | "b" | csv public
        t.csv: csv UTF-8 `,`, 2 = 2 + 0
        1 | "a" | csv public at 1775174400000
        2 | "b" | csv public at 1781308800000
        t.csv: csv UTF-8 `,`, 1 = 1 + 0
          note: `timestamp` holds no dates we can read and is left out
        1 | "a" | csv public
        "#);
}
