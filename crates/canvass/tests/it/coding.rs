//! A sample is drawn, two people sort it by hand, and the program is measured against them.

use std::path::Path;
use std::process::{Command, Output};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use store::Store;

fn canvass(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_canvass")).args(args).output().unwrap()
}

/// The contributions of a sheet, in its order. It must not tell where the program put them.
fn to_code(path: &Path) -> Vec<u64> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let texts = book.worksheet_range("texts").unwrap();
    let mut rows = texts.rows();
    let header: Vec<String> = rows.next().unwrap().iter().map(Data::to_string).collect();
    assert_eq!(header, ["contribution", "language", "text", "theme"]);
    rows.map(|row| {
        assert!(
            !row[2].to_string().is_empty() && row.get(3).is_none_or(|cell| *cell == Data::Empty)
        );
        row[0].to_string().parse().unwrap()
    })
    .collect()
}

/// A code like 1.10 that a coder types was the number 1.1.
fn assert_codes_stay_words(path: &Path) {
    let part = |name: &str| {
        let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
    };
    let (sheet, styles) = (part("xl/worksheets/sheet1.xml"), part("xl/styles.xml"));
    let column = sheet.split("<col ").find(|col| col.starts_with(r#"min="4" max="4""#)).unwrap();
    let style = column.split(r#"style=""#).nth(1).unwrap().split('"').next().unwrap();
    let mut formats = styles.split("<cellXfs").nth(1).unwrap().split("<xf ").skip(1);
    let format = formats.nth(style.parse().unwrap()).unwrap();
    let number = format.split('"').nth(1).unwrap();
    let text = format!(r#"<numFmt numFmtId="{number}" formatCode="@"/>"#);
    assert!(styles.contains(&text), "{format}");
}

fn fill(path: &Path, run: &str, codes: &[(u64, String)]) {
    let mut book = Workbook::new();
    let texts = book.add_worksheet();
    texts.write_row(0, 0, ["contribution", "theme"]).unwrap();
    for (line, (contribution, theme)) in (1..).zip(codes) {
        texts.write_row(line, 0, [contribution.to_string(), theme.clone()]).unwrap();
    }
    let about = book.add_worksheet().set_name("about").unwrap();
    about.write_row(0, 0, ["run", run]).unwrap();
    book.save(path).unwrap();
}

/// The first coder finds what the program found; the second thinks that no text fits the largest theme.
#[test]
fn a_sample_is_sorted_by_hand_and_read_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (data, to) = (path("data"), path("coding"));
    let made = canvass(&["demo", "--once", "--contributions", "300", "--data", &data]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let drawn = canvass(&["theme", "sample", &data, "--to", &to, "--size", "60", "--least", "2"]);
    assert!(drawn.status.success(), "{}", String::from_utf8_lossy(&drawn.stderr));

    let one = to_code(&dir.path().join("coding/coder-1.xlsx"));
    let mut two = to_code(&dir.path().join("coding/coder-2.xlsx"));
    assert_codes_stay_words(&dir.path().join("coding/coder-1.xlsx"));
    assert_ne!(one, two, "each coder has an order of their own");
    let store = Store::open(Path::new(&data)).unwrap();
    let found = |text: &u64| store.assignment(1, *text).unwrap().unwrap().theme.unwrap().0;
    let first: Vec<(u64, String)> = one.iter().map(|text| (*text, found(text))).collect();
    let run = store.run(1).unwrap().unwrap();
    let themes = &run.findings.themes.themes;
    let leaf = |id: &str| !themes.iter().any(|it| it.parent.as_ref().is_some_and(|up| up.0 == id));
    let largest = themes.iter().filter(|it| leaf(&it.id.0)).max_by_key(|it| it.size.count).unwrap();
    let largest = largest.id.0.clone();
    let other = |text: &u64| if found(text) == largest { "none".to_owned() } else { found(text) };
    let second: Vec<(u64, String)> = two.iter().map(|text| (*text, other(text))).collect();
    drop(store);
    fill(&dir.path().join("1.xlsx"), "1", &first);
    fill(&dir.path().join("2.xlsx"), "1", &[second, vec![(two[0], "99".to_owned())]].concat());

    let (filled_1, filled_2) = (path("1.xlsx"), path("2.xlsx"));
    let told = canvass(&["theme", "agreement", &data, &filled_1, &filled_2, "--json"]);
    let words = String::from_utf8_lossy(&told.stderr);
    assert!(words.contains("`99` is no theme offered, nor none"), "{words}");
    let accuracy: Value = serde_json::from_slice(&told.stdout).unwrap();
    two.sort_unstable();
    let mut same = one.clone();
    same.sort_unstable();
    assert_eq!(same, two);
    assert_eq!(accuracy["texts"], one.len());
    for theme in accuracy["themes"].as_array().unwrap() {
        let is_largest = theme["theme"] == largest.as_str();
        let precision = if is_largest { 0.5 } else { 1.0 };
        assert_eq!(theme["precision"]["value"], precision, "{theme}");
        assert_eq!(theme["recall"]["value"], 1.0, "{theme}");
    }
    assert!(accuracy["kappa"]["value"].as_f64().unwrap() < 1.0);

    let store = Store::open(Path::new(&data)).unwrap();
    assert_eq!(store.plans().top().unwrap().accuracy_of(1), None, "not without being asked");
    drop(store);
    let published =
        ["theme", "agreement", &data, &filled_1, &filled_2, "--publish", "--by", "A. Staff"];
    assert!(canvass(&published).status.success());
    let store = Store::open(Path::new(&data)).unwrap();
    let plans = store.plans();
    let measured = plans.top().unwrap().accuracy_of(1).unwrap();
    assert_eq!((measured.by.as_str(), measured.accuracy.texts), ("A. Staff", one.len() as u64));
    drop((plans, store));

    let other_run = path("3.xlsx");
    fill(Path::new(&other_run), "2", &first);
    let refused = canvass(&["theme", "agreement", &data, &filled_1, &other_run]);
    assert_eq!(refused.status.code(), Some(3));
}

/// `theme dispose --from` did not find the beginning of a workbook on disk again.
#[test]
fn a_response_table_is_filled_in_and_read_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (data, filled) = (path("data"), path("filled.xlsx"));
    let made = canvass(&["demo", "--once", "--contributions", "300", "--data", &data]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut table: Xlsx<_> = open_workbook(dir.path().join("data/response-table.xlsx")).unwrap();
    let themes = table.worksheet_range("themes").unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in (0..).zip(themes.rows().take(2)) {
        for (column, cell) in (0..).zip(row) {
            sheet.write_string(line, column, cell.to_string()).unwrap();
        }
    }
    let column = |name: &str| {
        let header = themes.rows().next().unwrap();
        header.iter().position(|cell| *cell == name).unwrap() as u16
    };
    sheet.write_string(1, column("disposition"), "noted").unwrap();
    sheet.write_string(1, column("reason"), "It is taken up in the water law of 2025.").unwrap();
    book.save(&filled).unwrap();
    let taken = canvass(&["theme", "dispose", &data, "--from", &filled]);
    let words = String::from_utf8_lossy(&taken.stderr);
    assert!(words.contains("1 dispositions recorded, 0 rows refused, 0 rows empty"), "{words}");
}
