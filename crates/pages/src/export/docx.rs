//! Text documents (DOCX, ISO/IEC 29500), written while they are made: nothing but one paragraph is held.
//!
//! A document is a zip archive of five small parts. Its parts, their order and their times are always
//! the same, so the same paragraphs give the same bytes. Word processors know a heading by its style and
//! keep bookmarks through every edit; in those an outline's anchors travel.

use std::io::{self, Write};

use plan::{Block, Level, OutlineText, blocks};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::outline::words;
use super::set::Set;

impl Set {
    fn style(self) -> &'static str {
        match self {
            Set::Title => "Title",
            Set::Heading(1) => "Heading1",
            Set::Heading(2) => "Heading2",
            Set::Heading(_) => "Heading3",
            Set::Text | Set::Strong => "Normal",
            Set::Item => "ListBullet",
            Set::Quote => "Quote",
        }
    }
}

/// A document while it is written.
pub struct Docx<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    bookmarks: u32,
}

impl<W: Write> Docx<W> {
    /// Begins a document whose words are in `language`.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn begin(out: W, language: &str) -> io::Result<Docx<W>> {
        let mut zip = ZipWriter::new_stream(out);
        let styles = STYLES.replace("{lang}", &escaped(language));
        let parts = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/_rels/document.xml.rels", PARTS),
            ("word/styles.xml", &styles),
            ("word/numbering.xml", NUMBERING),
        ];
        for (name, content) in parts {
            zip.start_file(name, options())?;
            zip.write_all(content.as_bytes())?;
        }
        zip.start_file("word/document.xml", options())?;
        write!(zip, r#"{XML}<w:document xmlns:w="{MAIN}"><w:body>"#)?;
        Ok(Docx { zip, bookmarks: 0 })
    }

    /// Writes a paragraph.
    ///
    /// # Errors
    /// When the output cannot be written to.
    pub fn paragraph(&mut self, set: Set, words: &str) -> io::Result<()> {
        self.marked(set, words, None)
    }

    /// Writes a paragraph that a bookmark is about.
    fn marked(&mut self, set: Set, words: &str, bookmark: Option<&str>) -> io::Result<()> {
        write!(self.zip, r#"<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>"#, set.style())?;
        if let Some(name) = bookmark {
            let (id, name) = (self.bookmarks, escaped(name));
            write!(self.zip, r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>"#)?;
        }
        let bold = if set == Set::Strong { "<w:rPr><w:b/></w:rPr>" } else { "" };
        let words = escaped(words);
        write!(self.zip, r#"<w:r>{bold}<w:t xml:space="preserve">{words}</w:t></w:r>"#)?;
        if bookmark.is_some() {
            write!(self.zip, r#"<w:bookmarkEnd w:id="{}"/>"#, self.bookmarks)?;
            self.bookmarks += 1;
        }
        self.zip.write_all(b"</w:p>\n")
    }

    /// Writes the paragraphs and lists of a text.
    ///
    /// # Errors
    /// When the output cannot be written to.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        for block in blocks(text) {
            match block {
                Block::Paragraph(words) => self.paragraph(Set::Text, &words)?,
                Block::List(items) => {
                    items.iter().try_for_each(|item| self.paragraph(Set::Item, item))?;
                }
            }
        }
        Ok(())
    }

    /// Ends the document and gives the output back.
    ///
    /// # Errors
    /// When the output cannot be written to.
    pub fn end(mut self) -> io::Result<W> {
        write!(
            self.zip,
            r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418"/></w:sectPr></w:body></w:document>"#
        )?;
        Ok(self.zip.finish()?.into_inner())
    }
}

/// Writes an outline as a text document; every heading carries its anchor as a bookmark.
///
/// # Errors
/// When `out` cannot be written to.
pub fn outline_docx<W: Write>(outline: &OutlineText, out: W) -> io::Result<W> {
    let mut docx = Docx::begin(out, &outline.language)?;
    docx.paragraph(Set::Title, &outline.title)?;
    docx.paragraph(Set::Quote, &outline.notice)?;
    docx.text(&outline.summary)?;
    for entry in &outline.entries {
        let set = match entry.level {
            Level::Chapter => Set::Heading(1),
            Level::Objective => Set::Heading(2),
            Level::Clause => Set::Heading(3),
        };
        let bookmark = entry.anchor.as_ref().and_then(|id| entry.level.bookmark(id));
        docx.marked(set, &words(entry), bookmark.as_deref())?;
        docx.text(&entry.text)?;
    }
    docx.end()
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
}

/// Text as XML holds it. Characters that XML has no place for are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
"#;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:eastAsia="SimSun" w:cs="Times New Roman"/><w:sz w:val="22"/><w:lang w:val="{lang}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="480"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="360"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:ind w:left="567"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="567" w:hanging="283"/></w:pPr></w:style></w:styles>"#;

const NUMBERING: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="567" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
