//! `canvass analyse` as a person uses it: real files in, exit codes, nothing left behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use sha2::{Digest, Sha256};

const TEXTS: [&str; 8] = [
    "Please repair the footpath by the school",
    "The footpath by the school needs repair before winter",
    "More buses in the evening, the last one leaves at seven",
    "Evening buses would help shift workers",
    "Keep the library open on Saturdays",
    "The library should open on Saturday mornings",
    "Plant trees along the main road",
    "Trees on the main road would give shade",
];

fn canvass(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_canvass")).args(args).output().unwrap()
}

fn analyse(input: &Path, out: &Path, more: &[&str]) -> Output {
    let mut args = vec!["analyse", input.to_str().unwrap(), "--out", out.to_str().unwrap()];
    args.extend(more);
    canvass(&args)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn manifest(out: &Path) -> Value {
    serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap()
}

fn lines(path: PathBuf) -> Vec<String> {
    fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

/// Names below a folder, sorted.
fn below(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_out_of_a_chinese_spreadsheet_just_works() {
    let dir = tempfile::tempdir().unwrap();
    let rows = "编号;意见;来源群体\r\n甲1;请修复学校旁边的人行道;public\r\n甲2;晚上的公交车太少，希望增加班次;expert\r\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(rows);
    let input = dir.path().join("意见.csv");
    fs::write(&input, bytes).unwrap();
    let output = analyse(&input, &dir.path().join("out"), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let manifest = manifest(&dir.path().join("out"));
    let entry = &manifest["inputs"][0];
    assert_eq!(
        (&entry["encoding"], &entry["delimiter"], &entry["accepted"]),
        (&Value::from("GB18030"), &Value::from(";"), &Value::from(2))
    );
    let table = lines(dir.path().join("out/tables/assignments.csv"));
    assert_eq!(table[0], "contribution,theme,parent,similarity");
    assert!(table[1].starts_with("甲1,") && table[2].starts_with("甲2,"), "{table:?}");
}

#[test]
fn a_survey_workbook_with_two_header_rows_just_works() {
    let dir = tempfile::tempdir().unwrap();
    let input = dir.path().join("survey.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, (question, field)) in
        (0..).zip([("Response ID", "ResponseId"), ("What should change in your town?", "Q1_text")])
    {
        sheet.write_string(0, column, question).unwrap();
        sheet.write_string(1, column, field).unwrap();
    }
    for (row, text) in (2..).zip(TEXTS) {
        sheet.write_string(row, 0, format!("R_{row}")).unwrap();
        sheet.write_string(row, 1, text).unwrap();
    }
    book.save(&input).unwrap();
    let out = dir.path().join("out");
    let output = analyse(&input, &out, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(manifest(&out)["inputs"][0]["accepted"], TEXTS.len());
    assert!(lines(out.join("tables/assignments.csv"))[1].starts_with("R_2,"));
}

/// File, what is wrong with it, exit code. Each gets one error with a hint and leaves nothing behind.
#[test]
fn what_is_no_input_is_refused_and_leaves_nothing_behind() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    let table: [(&str, &[u8], i32); 6] = [
        ("picture.csv", png, 3),
        ("empty.csv", b"", 3),
        ("header-only.csv", b"id,text\n", 3),
        ("no-text-column.csv", b"timestamp,length,width\n1,2,3\n", 3),
        ("twice.csv", b"id,text,text\n1,a,b\n", 3),
        ("cut.xlsx", b"PK\x03\x04\x14\0\0\0\x08\0cut short", 3),
    ];
    for (name, bytes, code) in table {
        let dir = tempfile::tempdir().unwrap();
        let input = dir.path().join(name);
        fs::write(&input, bytes).unwrap();
        let output = analyse(&input, &dir.path().join("out"), &[]);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(code), "{name}: {said}");
        assert!(said.starts_with("error: ") && said.contains("\nhint: "), "{name}: {said}");
        assert!(output.stdout.is_empty(), "{name}");
        assert_eq!(below(dir.path()), [name], "{name}");
    }
}

#[test]
fn used_wrongly_exits_with_2_before_anything_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let input = dir.path().join("in.csv");
    fs::write(&input, "text\nMore buses\n").unwrap();
    let out = dir.path().join("out");
    for more in [&["--votes-profile", "other"][..], &["--model", "some"], &["--map", "colour=red"]]
    {
        let output = analyse(&input, &out, more);
        assert_eq!(output.status.code(), Some(2), "{more:?}: {}", said(&output));
        assert!(!out.exists());
    }
    fs::create_dir(&out).unwrap();
    fs::write(out.join("mine.txt"), "mine").unwrap();
    assert_eq!(analyse(&input, &out, &["--force"]).status.code(), Some(2));
    assert_eq!(below(&out), ["mine.txt"]);
}

#[test]
fn a_line_of_20_megabytes_is_quarantined_like_any_bad_row() {
    let dir = tempfile::tempdir().unwrap();
    let input = dir.path().join("long.csv");
    let long = "x".repeat(20 * 1024 * 1024);
    fs::write(&input, format!("id,text\n1,{}\n2,{long}\n3,{}\n", TEXTS[0], TEXTS[4])).unwrap();
    let out = dir.path().join("out");
    let output = analyse(&input, &out, &["--strict"]);
    assert_eq!(output.status.code(), Some(5), "{}", said(&output));
    let entry = &manifest(&out)["inputs"][0];
    assert_eq!((&entry["rows_read"], &entry["accepted"]), (&Value::from(3), &Value::from(2)));
    let quarantine = lines(out.join("tables/quarantine.csv"));
    assert_eq!(quarantine[0], "file,line,column,reason,row");
    assert!(quarantine[1].starts_with("long.csv,3,"), "{}", &quarantine[1][..80]);
}

#[test]
fn the_hash_is_over_findings_and_tables_and_does_not_depend_on_threads() {
    let dir = tempfile::tempdir().unwrap();
    let input = dir.path().join("in.csv");
    let rows: String = (0..200)
        .map(|n| format!("{n},\"{} at place {}\"\n", TEXTS[n % TEXTS.len()], n / 8))
        .collect();
    fs::write(&input, format!("id,text\n{rows}")).unwrap();
    let [one, two] = ["1", "2"].map(|threads| {
        let out = dir.path().join(format!("out-{threads}"));
        let output = analyse(&input, &out, &["--threads", threads, "--themes", "4"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        out
    });
    for name in ["report.html", "findings.json", "tables/assignments.csv", "tables/themes.csv"] {
        assert_eq!(fs::read(one.join(name)).unwrap(), fs::read(two.join(name)).unwrap(), "{name}");
    }
    let names = below(&one.join("tables")).into_iter().map(|name| format!("tables/{name}"));
    let mut hashed: Vec<String> = std::iter::once("findings.json".to_owned())
        .chain(names)
        .map(|name| {
            let hash = Sha256::digest(fs::read(one.join(&name)).unwrap());
            format!("{}  {name}\n", canvass::seal::hex(&hash))
        })
        .collect();
    hashed.sort();
    let expected = canvass::seal::hex(&Sha256::digest(hashed.concat()));
    assert_eq!(manifest(&one)["result_sha256"], expected);
    assert_eq!(manifest(&one)["result_sha256"], manifest(&two)["result_sha256"]);
    assert_eq!(lines(one.join("tables/themes.csv")).len(), 1 + 4);
    let report = fs::read_to_string(one.join("report.html")).unwrap();
    assert!(!report.contains(dir.path().to_str().unwrap()), "the report names a path");
}

#[test]
fn the_public_result_says_nothing_of_single_people() {
    let dir = tempfile::tempdir().unwrap();
    let input = dir.path().join("in.csv");
    let rows: String = (0..60)
        .map(|n| {
            format!("{n},\"{} write to me at n{n}@example.org\",yes\n", TEXTS[n % TEXTS.len()])
        })
        .collect();
    fs::write(&input, format!("id,text,quotable\n{rows}")).unwrap();
    let out = dir.path().join("out");
    let output = analyse(&input, &out, &["--public", "--themes", "4"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(below(&out.join("tables")), ["themes.csv"]);
    assert_eq!(
        below(&out),
        ["findings.json", "manifest.json", "report.html", "tables", "tables.xlsx"]
    );
    for name in ["report.html", "findings.json"] {
        let text = fs::read_to_string(out.join(name)).unwrap();
        assert!(!text.contains("@example.org"), "{name} holds an address");
        assert!(text.contains("[e-mail]"), "{name} holds no quote at all");
    }
}

/// Every real folder and file gives a whole result: exit 0, one row for every accepted contribution.
/// `canvass look FILE | head -0`
#[test]
fn a_reader_who_stops_early_is_no_fault() {
    let dir = tempfile::tempdir().unwrap();
    let input = dir.path().join("a.csv");
    fs::write(&input, "id,text\n1,Repair the wells\n").unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = Command::new(env!("CARGO_BIN_EXE_canvass"))
        .arg("look")
        .arg(&input)
        .stdout(writer)
        .output()
        .unwrap();
    assert_eq!((output.status.code(), said(&output)), (Some(141), String::new()));
}

#[test]
fn real_corpora_are_analysed() {
    let Some(corpora) = std::env::var_os("CANVASS_CORPORA").map(PathBuf::from) else {
        println!("skipped: no corpora");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    // One small folder of each alphabet and one file; the whole corpora take minutes.
    let inputs = [
        "polis/london.youth.policing",
        "polis/vtaiwan.uberx",
        "text/themefinder_gambling_synth.csv",
    ];
    for (number, input) in inputs.iter().enumerate() {
        let out = dir.path().join(number.to_string());
        let output = analyse(&corpora.join(input), &out, &[]);
        assert_eq!(output.status.code(), Some(0), "{input}: {}", said(&output));
        let findings: Value =
            serde_json::from_slice(&fs::read(out.join("findings.json")).unwrap()).unwrap();
        let contributions = findings["received"]["contributions"].as_u64().unwrap() as usize;
        let mut table = csv::Reader::from_path(out.join("tables/assignments.csv")).unwrap();
        assert_eq!(table.records().count(), contributions, "{input}");
        assert!(findings["themes"]["leaves"].as_u64().unwrap() >= 2, "{input}");
    }
}
