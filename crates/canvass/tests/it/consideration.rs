//! The statement of consideration and what single answers do to coverage, as served.

use std::path::{Path, PathBuf};
use std::process::Command;

use axum::http::StatusCode;
use plan::Answers;
use rust_xlsxwriter::Workbook;
use store::Store;

use crate::harness::Site;
use crate::served::{Served, run};

#[tokio::test]
async fn the_statement_is_the_same_each_time_and_says_so_before_the_first_run() {
    let site = Site::new();
    for (path, kind) in [
        ("/consideration", "text/html; charset=utf-8"),
        ("/zh/consideration.md", "text/markdown; charset=utf-8"),
    ] {
        let (first, again) = (site.get(path, "").await, site.get(path, "").await);
        assert_eq!((first.status, first.header("content-type")), (StatusCode::OK, kind), "{path}");
        assert_eq!(first.body, again.body, "{path}");
    }
    let words = site.get("/consideration", "").await.words();
    assert!(words.contains("Nothing has been analysed yet"), "{words}");
}

/// A response table as the office sends it back: the run, a theme, and rows on the sheet of single
/// contributions: number, disposition, reason, clause.
fn filled(path: &Path, theme: [&str; 4], single: &[[&str; 4]]) {
    let mut book = Workbook::new();
    let headings = |subject| [subject, "disposition", "reason", "clause"];
    let sheets: [(&str, &str, &[[&str; 4]]); 2] =
        [("themes", "theme", &[theme]), ("single contributions", "contribution", single)];
    for (name, subject, rows) in sheets {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, headings(subject)).unwrap();
        for (line, row) in (1..).zip(rows) {
            sheet.write_row(line, 0, *row).unwrap();
        }
    }
    book.add_worksheet().set_name("about").unwrap().write_row(0, 0, ["run", "1"]).unwrap();
    book.save(path).unwrap();
}

/// The demo's data, small.
fn demo(folder: &Path) -> PathBuf {
    let data = folder.join("data");
    run(&["demo", "--once", "--contributions", "300", "--data", data.to_str().unwrap()]).unwrap();
    data
}

/// The rows of the sheet of single contributions are answers of their own: they count, they stand where the
/// contribution is followed, and the theme's answer, given later, does not reach them.
#[test]
fn single_contributions_are_answered_on_a_sheet_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let data = demo(folder.path());
    let store = Store::open(&data).unwrap();
    let sorted = store.sorted(1).unwrap();
    let theme = sorted[0].1.clone();
    let of_theme = sorted.iter().filter(|(_, other)| *other == theme).map(|(leaf, _)| *leaf);
    let plans = store.plans();
    let own = plans.top().map(Answers::of).unwrap().exceptions().count();
    let answered = |leaf: &u64| {
        let answers = plans.top().map(Answers::of).unwrap();
        answers.exceptions().any(|(index, _)| index == *leaf)
    };
    let [one, two]: [u64; 2] =
        of_theme.filter(|leaf| !answered(leaf)).take(2).collect::<Vec<_>>().try_into().unwrap();
    drop((plans, store));

    let table = folder.path().join("filled.xlsx");
    let (first, second) = (one.to_string(), two.to_string());
    let single = [
        [first.as_str(), "not-adopted", "The well in question is private.", ""],
        [second.as_str(), "adopted", "The well is reopened.", "2.3"],
        ["99999999", "noted", "Nobody wrote this.", ""],
        ["first", "noted", "Which one?", ""],
        [second.as_str(), "noted", " ", ""],
        [second.as_str(), "adopted", "Taken up somewhere.", ""],
        [first.as_str(), "", "Not decided yet.", ""],
    ];
    filled(&table, [theme.as_str(), "noted", "Noted for the water law.", ""], &single);
    let dispose = ["theme", "dispose", data.to_str().unwrap(), "--from", table.to_str().unwrap()];
    let told = Command::new(env!("CARGO_BIN_EXE_canvass")).args(dispose).output().unwrap();
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    // What is said of each row that is not taken.
    let refused = [
        "single contributions, row 4: there is no contribution at index 99999999",
        "single contributions, row 5: `first` is no number of a contribution",
        "single contributions, row 6: a disposition needs a reason",
        "single contributions, row 7: `adopted` needs the clause that takes it up",
        "3 dispositions recorded, 4 rows refused, 1 rows empty",
    ];
    for line in refused {
        assert!(told.contains(line), "no “{line}” in {told}");
    }

    let site = Served::start(&data);
    let coverage = site.get("/coverage").words();
    let count = format!("{} contributions have answers of their own", own + 2);
    assert!(coverage.contains(&count), "no “{count}” in {coverage}");
    let table = [(one, "The well in question is private."), (two, "The well is reopened.")];
    for (leaf, reason) in table {
        let words = site.get(&format!("/said/contribution/{leaf}")).words();
        assert!(words.contains(reason), "{leaf}: {words}");
        assert!(!words.contains("Noted for the water law."), "{leaf}: {words}");
    }
    let other = sorted.iter().find(|(leaf, of)| *of == theme && ![one, two].contains(leaf));
    let other = other.map(|(leaf, _)| *leaf).unwrap();
    let words = site.get(&format!("/said/contribution/{other}")).words();
    assert!(words.contains("Noted for the water law."), "{other}: {words}");
    let statement = site.get("/consideration.md").html;
    assert!(statement.contains("Noted for the water law."), "{statement}");
}

/// What a reader of PDF files sees, told by pdftotext; `None` where it or the fonts are not there.
#[cfg(feature = "pdf")]
fn printed(data: &Path, language: &str, fonts: &[&str]) -> Option<(String, Vec<u8>)> {
    let missing = fonts.iter().find(|font| !Path::new(font).exists());
    if let Some(missing) = missing.copied().or_else(|| {
        let found = Command::new("pdftotext").arg("-v").output();
        found.is_err().then_some("pdftotext")
    }) {
        assert!(std::env::var_os("CI").is_none(), "CI lacks {missing}");
        eprintln!("skipped: no {missing}");
        return None;
    }
    let to = data.join(format!("statement-{language}.pdf"));
    let words = ["consideration", data.to_str()?, "--format", "pdf", "--lang", language, "--out"];
    let given = fonts.iter().flat_map(|font| ["--font", font]);
    let words: Vec<&str> = words.into_iter().chain([to.to_str()?]).chain(given).collect();
    run(&words).unwrap();
    let text = Command::new("pdftotext").arg("-layout").arg(&to).arg("-").output().unwrap();
    assert!(text.status.success(), "{}", String::from_utf8_lossy(&text.stderr));
    let text = String::from_utf8(text.stdout).unwrap();
    Some((text, std::fs::read(&to).unwrap()))
}

#[cfg(feature = "pdf")]
#[test]
fn the_statement_is_printed_in_english_and_chinese_as_a_reader_of_pdf_files_reads_it() {
    const LATIN: &str = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
    const BOLD: &str = "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf";
    const CHINESE: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
    let folder = tempfile::tempdir().unwrap();
    let data = demo(folder.path());
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for (language, fonts) in [("en", [LATIN, BOLD, CHINESE]), ("zh", [CHINESE, LATIN, BOLD])] {
        let Some((text, bytes)) = printed(&data, language, &fonts) else { return };
        let text = plain(&text);
        let again = printed(&data, language, &fonts).map(|(_, bytes)| bytes);
        assert!(again == Some(bytes), "{language}: the same record, other bytes");
        let markdown = run(&["consideration", data.to_str().unwrap(), "--lang", language]).unwrap();
        let headings: Vec<&str> =
            markdown.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert!(headings.len() >= 2, "{markdown}");
        for heading in headings {
            assert!(text.contains(&plain(heading)), "{language}: no “{heading}” in {text}");
        }
    }
    let without = ["consideration", data.to_str().unwrap(), "--format", "pdf", "--font", LATIN];
    let to = folder.path().join("none.pdf");
    let words = [&without[..], &["--lang", "zh", "--out", to.to_str().unwrap()]].concat();
    let (code, said) = run(&words).expect_err("Noto Sans holds no Chinese");
    assert!(code == 3 && said.contains("no font holds"), "{code}: {said}");
    assert!(!to.exists(), "nothing is written");
    let (code, said) = run(&without[..4]).expect_err("a PDF without a font");
    assert!(code == 2 && said.contains("a PDF needs a font"), "{code}: {said}");
}
