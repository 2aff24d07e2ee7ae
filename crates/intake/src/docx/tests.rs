use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;

use super::*;

const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="Heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="own"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="4"><w:name w:val="based"/><w:basedOn w:val="3"/></w:style></w:styles>"#;

fn document(body: &str) -> String {
    format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#)
}

fn heading(style: &str, bookmark: &str, words: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:bookmarkStart w:id="1" w:name="{bookmark}"/><w:r><w:t>{words}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>"#
    )
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn archive(parts: &[(&str, &[u8])]) -> Source {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    Source::memory("plan.docx", writer.finish().unwrap().into_inner())
}

fn whole(body: &str) -> Source {
    let document = document(body);
    archive(&[("word/document.xml", document.as_bytes()), ("word/styles.xml", STYLES.as_bytes())])
}

#[test]
fn headings_by_style_lists_and_tracked_changes() {
    let body = [
        heading("Titel", "_Toc1", "Plan"),
        paragraph("Summary."),
        heading("1", "cv_chapter_2", "2 Water"),
        heading("2", "cv_objective_wells", "Wells"),
        heading("4", "cv_clause_2_d3", "2.3 Dig &amp; &#x6c34;"),
        "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"1\"/></w:pPr></w:pPrChange></w:pPr>\
         <w:r><w:t>Homes </w:t></w:r><w:del><w:r><w:delText>last</w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>first</w:t><w:br/><w:t>now.</w:t></w:r></w:ins></w:p>"
            .to_owned(),
        "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
            .repeat(2),
        "<w:p><w:pPr><w:pStyle w:val=\"4\"/></w:pPr><w:del><w:r><w:t>2.4 Gone</w:t></w:r></w:del></w:p>"
            .to_owned(),
    ]
    .concat();
    let outline = read(whole(&body), "en").unwrap();
    let lines: Vec<String> = outline
        .entries
        .iter()
        .map(|e| format!("{} {:?} {:?} {:?} {:?}", e.place, e.anchor, e.number, e.title, e.text))
        .collect();
    insta::assert_debug_snapshot!(lines, @r#"
    [
        "paragraph 3 Some(\"2\") Some(\"2\") \"Water\" \"\"",
        "paragraph 4 Some(\"wells\") None \"Wells\" \"\"",
        "paragraph 5 Some(\"2.3\") Some(\"2.3\") \"Dig & 水\" \"Homes first now.\\n\\n- a\\n- a\"",
    ]
    "#);
    assert_eq!((outline.title.as_str(), outline.summary.as_str()), ("Plan", "Summary."));
}

/// A document of one clause and one more part.
fn with(name: &str, bytes: &[u8]) -> Source {
    let body = document(&heading("1", "cv_chapter_2", "2 Water"));
    archive(&[
        ("word/document.xml", body.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        (name, bytes),
    ])
}

#[test]
fn a_hostile_document_is_refused_within_a_second() {
    let zeros = vec![0; 16 << 20];
    let relation = |kind: &str, target: &str| {
        format!(
            r#"<Relationships><Relationship Type="http://x/{kind}" Target="{target}" TargetMode="External"/></Relationships>"#
        )
    };
    let template = relation("attachedTemplate", "http://198.51.100.1/evil.dotm");
    let entity =
        r#"<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document>&e;</w:document>"#;
    let mut laughs = "<!DOCTYPE lolz [<!ENTITY l0 \"lol\">".to_owned();
    for n in 1..10 {
        laughs.push_str(&format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)));
    }
    laughs.push_str("]><w:document>&l9;</w:document>");
    let unknown = document(&paragraph("&e;"));
    let cut = {
        use std::io::Read;
        let mut bytes = Vec::new();
        with("a", b"").read_to_end(&mut bytes).unwrap();
        bytes.truncate(bytes.len() / 2);
        Source::memory("plan.docx", bytes)
    };
    let hostile: Vec<(&str, Source)> = vec![
        ("bomb", with("word/media/image1.png", &zeros)),
        ("external entity", archive(&[("word/document.xml", entity.as_bytes())])),
        ("entities of entities", archive(&[("word/document.xml", laughs.as_bytes())])),
        ("entity without a type", archive(&[("word/document.xml", unknown.as_bytes())])),
        ("macro", with("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")),
        (
            "macro type",
            with("[Content_Types].xml", b"<Types ContentType='x.macroEnabled.main+xml'/>"),
        ),
        ("template elsewhere", with("word/_rels/settings.xml.rels", template.as_bytes())),
        ("no document", archive(&[("xl/workbook.xml", b"<workbook/>")])),
        ("cut short", cut),
        ("no XML", archive(&[("word/document.xml", b"<w:p><w:r></w:p>")])),
    ];
    let mut answers = Vec::new();
    for (what, source) in hostile {
        let start = Instant::now();
        let fault = read(source, "en").unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(1), "{what} took {:?}", start.elapsed());
        answers.push(format!("{what}: {fault}; {}", fault.hint()));
    }
    insta::assert_snapshot!(answers.join("\n"));
}

#[test]
fn a_link_in_the_text_is_only_words() {
    let relations = r#"<Relationships><Relationship Type="http://x/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>"#;
    let read = read(with("word/_rels/document.xml.rels", relations.as_bytes()), "en").unwrap();
    assert_eq!(read.entries.len(), 1);
}
