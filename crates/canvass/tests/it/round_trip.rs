//! The plan's text out, edited outside, and back: every clause that survives is found again.

use std::collections::BTreeMap;

use consultation::LocalText;
use intake::Source;
use jiff::civil::date;
use plan::{
    Act, Chapter, Clause, ClauseId, Edit, KnownBy, Objective, OutlineText, Plan, Redraft, redraft,
};
use proptest::prelude::*;

const CLAUSES: usize = 500;

/// A made-up word of eight syllables for each number.
fn word(mut n: usize) -> String {
    const SYLLABLES: [&str; 8] = ["ba", "do", "fi", "gu", "le", "mo", "ri", "tu"];
    n = n.wrapping_mul(2_654_435_761) % (1 << 24);
    (0..8).map(|at| SYLLABLES[(n >> (3 * at)) & 7]).collect()
}

fn text(nth: usize) -> String {
    let list = if nth.is_multiple_of(3) { "\n\n- homes\n- fields & <woods>" } else { "" };
    let (a, b, c) = (word(3 * nth), word(3 * nth + 1), word(3 * nth + 2));
    format!("The {a} is kept by the office.\n\nIts \"{b}\" follows 旱期 {c}.{list}")
}

/// Ten chapters of five objectives of ten clauses.
fn plan() -> Plan {
    let title = |of: &str, n: usize| LocalText::one("en", format!("{of} {}", word(n + 90_000)));
    let clause = |nth: usize| {
        let id = ClauseId(format!("{}.{}", nth / 50 + 1, nth % 50 + 1));
        Clause::new(id, title("Matter", nth), LocalText::one("en", text(nth)))
    };
    let objective = |nth: usize| Objective {
        id: format!("objective-{nth}"),
        title: title("Aim", 7_000 + nth),
        clauses: (10 * nth..10 * nth + 10).map(clause).collect(),
    };
    let chapter = |nth: usize| Chapter {
        id: (nth + 1).to_string(),
        title: title("Chapter", 8_000 + nth),
        intro: LocalText::default(),
        objectives: (5 * nth..5 * nth + 5).map(objective).collect(),
    };
    Plan { chapters: (0..CLAUSES / 50).map(chapter).collect(), ..plan::example() }
}

fn read_back(plan: &Plan, bytes: Vec<u8>, name: &str) -> Redraft {
    let outline = intake::edited_outline::read(Source::memory(name, bytes), "en").unwrap();
    let edit = Edit {
        by: LocalText::one("en", "Water office"),
        why: LocalText::one("en", "Read again."),
        review: None,
        on: date(2026, 2, 1),
    };
    redraft(plan, &outline, &edit).unwrap()
}

/// What is done to the file: an order, and which clauses are reworded, taken out or followed by a new one.
#[derive(Clone, Debug)]
struct Planted {
    order: Vec<usize>,
    reworded: Vec<usize>,
    deleted: Vec<usize>,
    new: Vec<usize>,
}

fn planted() -> impl Strategy<Value = Planted> {
    let some = || prop::collection::vec(0..CLAUSES, 0..60);
    let order = Just((0..CLAUSES).collect::<Vec<_>>()).prop_shuffle();
    (order, some(), some(), some()).prop_map(|(order, reworded, deleted, new)| Planted {
        order,
        reworded,
        deleted,
        new,
    })
}

/// Puts the clauses of a file in the planted order. A piece is a heading with all under it; `clause` gives
/// the number of a piece that is a clause, and the pieces of clauses change places among themselves.
fn edited(
    pieces: Vec<String>,
    planted: &Planted,
    is_clause: impl Fn(&str) -> bool,
    new: impl Fn(usize) -> String,
    reword: impl Fn(&str) -> String,
) -> String {
    let clauses: Vec<&String> = pieces.iter().filter(|piece| is_clause(piece)).collect();
    assert_eq!(clauses.len(), CLAUSES);
    let mut order = planted.order.iter();
    let mut file = String::new();
    for piece in &pieces {
        if !is_clause(piece) {
            file.push_str(piece);
            continue;
        }
        let &at = order.next().expect("as many clauses as places");
        if !planted.deleted.contains(&at) {
            let reworded = planted.reworded.contains(&at);
            file.push_str(&if reworded { reword(clauses[at]) } else { clauses[at].clone() });
        }
        if planted.new.contains(&at) {
            file.push_str(&new(at));
        }
    }
    file
}

/// The surviving clauses were found, each by its anchor and each where it stands; what was planted is what
/// was found, and the plan then stands as the file does.
fn holds(planted: &Planted, found: Redraft) -> Result<(), TestCaseError> {
    let id = |at: usize| ClauseId(format!("{}.{}", at / 50 + 1, at % 50 + 1));
    let survives = |at: &usize| !planted.deleted.contains(at);
    let wanted: Vec<ClauseId> = planted.order.iter().copied().filter(survives).map(id).collect();
    let got: Vec<ClauseId> = found.found.iter().map(|one| one.clause.clone()).collect();
    prop_assert_eq!(&got, &wanted);
    prop_assert!(found.found.iter().all(|one| one.by == KnownBy::Anchor));
    let distinct = |list: &[usize]| list.iter().collect::<std::collections::BTreeSet<_>>().len();
    prop_assert_eq!(found.withdrawn.len(), distinct(&planted.deleted));
    prop_assert_eq!(found.new.len(), distinct(&planted.new));
    let reworded: BTreeMap<ClauseId, u32> =
        found.revised.iter().map(|(id, version)| (id.clone(), version.number)).collect();
    let wanted = planted.reworded.iter().copied().filter(survives).map(|at| (id(at), 2)).collect();
    prop_assert_eq!(reworded, wanted);
    let mut plan = plan();
    for act in found.acts() {
        plan.apply(act).unwrap();
    }
    let order: Vec<&ClauseId> = plan.clauses().map(|clause| &clause.id).collect();
    prop_assert_eq!(order.iter().filter(|id| got.contains(id)).count(), got.len());
    Ok(())
}

#[test]
fn markdown_that_nobody_edited_changes_nothing() {
    let plan = plan();
    let mut file = Vec::new();
    pages::export::outline_markdown(&OutlineText::of(&plan, "en"), &mut file).unwrap();
    let found = read_back(&plan, file, "plan.md");
    assert_eq!((found.found.len(), found.acts()), (CLAUSES, Vec::<Act>::new()));
}

fn markdown_pieces(plan: &Plan) -> Vec<String> {
    let mut file = Vec::new();
    pages::export::outline_markdown(&OutlineText::of(plan, "en"), &mut file).unwrap();
    let file = String::from_utf8(file).unwrap();
    let mut pieces = vec![String::new()];
    for line in file.lines() {
        if line.starts_with('#') {
            pieces.push(String::new());
        }
        let piece = pieces.last_mut().unwrap();
        piece.push_str(line);
        piece.push('\n');
    }
    pieces
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn markdown_edited_outside_comes_back(planted in planted()) {
        let plan = plan();
        let file = edited(
            markdown_pieces(&plan),
            &planted,
            |piece| piece.starts_with("#### "),
            |at| format!("#### {}\n\nNobody asked for {} yet.\n\n", word(at + 500_000), word(at + 600_000)),
            |piece| piece.replace("is kept", "shall be kept"),
        );
        holds(&planted, read_back(&plan, file.into_bytes(), "plan.md"))?;
    }
}

#[cfg(feature = "docx")]
mod docx {
    use std::io::{Cursor, Read, Write};

    use super::*;

    fn written(plan: &Plan) -> Vec<u8> {
        pages::export::outline_docx(&OutlineText::of(plan, "en"), Vec::new()).unwrap()
    }

    /// The document's XML before the first paragraph, its paragraphs by heading, and what closes it.
    fn pieces(bytes: &[u8]) -> (String, Vec<String>, String) {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut xml = String::new();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
        let (head, rest) = xml.split_at(xml.find("<w:p>").unwrap());
        let (body, tail) = rest.split_at(rest.find("<w:sectPr>").unwrap());
        let mut pieces: Vec<String> = Vec::new();
        for paragraph in body.split_inclusive("</w:p>\n") {
            if paragraph.contains("\"Heading") || pieces.is_empty() {
                pieces.push(String::new());
            }
            pieces.last_mut().unwrap().push_str(paragraph);
        }
        (head.to_owned(), pieces, tail.to_owned())
    }

    /// The same archive with another document in it.
    fn with_document(bytes: &[u8], xml: &str) -> Vec<u8> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut part = Vec::new();
            file.read_to_end(&mut part).unwrap();
            let name = String::from_utf8(file.name_raw().to_vec()).unwrap();
            writer.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
            let part = if name == "word/document.xml" { xml.as_bytes() } else { &part };
            writer.write_all(part).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_document_that_nobody_edited_changes_nothing_and_is_the_same_each_time() {
        let plan = plan();
        let bytes = written(&plan);
        assert_eq!(bytes, written(&plan));
        let found = read_back(&plan, bytes, "plan.docx");
        assert_eq!((found.found.len(), found.acts()), (CLAUSES, Vec::<Act>::new()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(6))]

        #[test]
        fn a_document_edited_outside_comes_back(planted in planted()) {
            let plan = plan();
            let bytes = written(&plan);
            let (head, pieces, tail) = pieces(&bytes);
            let body = edited(
                pieces,
                &planted,
                |piece| piece.contains("\"Heading3\""),
                |at| {
                    let (title, text) = (word(at + 500_000), word(at + 600_000));
                    format!("<w:p><w:pPr><w:pStyle w:val=\"Heading3\"/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p>\
                             <w:p><w:r><w:t>Nobody asked for </w:t></w:r><w:r><w:t>{text} yet.</w:t></w:r></w:p>")
                },
                |piece| piece.replace(
                    "is kept",
                    "</w:t></w:r><w:del><w:r><w:delText>is</w:delText></w:r></w:del><w:ins><w:r>\
                     <w:t>shall be</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> kept",
                ),
            );
            let bytes = with_document(&bytes, &format!("{head}{body}{tail}"));
            holds(&planted, read_back(&plan, bytes, "plan.docx"))?;
        }
    }
}
