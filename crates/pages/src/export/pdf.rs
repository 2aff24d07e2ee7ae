//! Printed documents (PDF 1.7, tagged as PDF/UA-1 asks): headings with an outline, paragraphs, lists, quotes.
//!
//! Fonts come from whoever runs the program: none is built in, and none of the machine's is looked for, so
//! the same paragraphs and fonts give the same bytes anywhere. Parley shapes the text, in every script that
//! the fonts hold and in either direction, and breaks its lines; krilla writes the file and refuses what
//! PDF/UA-1 does not allow, such as a character that no font holds. A PDF lists its pages at its end, so the
//! whole of it is held until then, unlike the other forms of a document.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};
use std::num::NonZeroU16;

use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::{Metadata, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfo, SourceCache};
use parley::style::{FontFamily, FontFamilyName, FontWeight, LineHeight, StyleProperty};
use parley::{Alignment, AlignmentOptions, FontContext, Layout, LayoutContext};

use super::set::Set;

/// A4, in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 71.0;
/// How far above the lower edge the page's number stands.
const FOOT: f32 = 36.0;
const NUMBER_SIZE: f32 = 9.0;
/// What stands before an item.
const MARK: &str = "–";
/// Lines of a heading's text below it that must stand on its page.
const KEPT_WITH_HEADING: f32 = 48.0;

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// No font was given, or nothing of a file is one.
    #[error("there is no font in file {0}")]
    NoFont(usize),
    /// Characters that none of the fonts holds.
    #[error("no font holds {0}")]
    NoGlyph(String),
    /// The document cannot be written as PDF/UA-1.
    #[error("the document cannot be written as PDF/UA-1: {0}")]
    Refused(String),
    /// The output cannot be written to.
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// How a paragraph is set.
struct Manner {
    size: f32,
    bold: bool,
    before: f32,
    after: f32,
    indent: f32,
}

impl Set {
    fn manner(self) -> Manner {
        let (size, bold, before, after, indent) = match self {
            Set::Title => (22.0, true, 0.0, 14.0, 0.0),
            Set::Heading(1) => (16.0, true, 22.0, 8.0, 0.0),
            Set::Heading(_) => (12.5, true, 14.0, 5.0, 0.0),
            Set::Text => (10.5, false, 0.0, 6.0, 0.0),
            Set::Strong => (10.5, true, 2.0, 4.0, 0.0),
            Set::Item => (10.5, false, 0.0, 3.0, 14.0),
            Set::Quote => (10.5, false, 3.0, 7.0, 22.0),
        };
        Manner { size, bold, before, after, indent }
    }

    /// Level of the heading that it is, from 1.
    fn level(self) -> Option<u16> {
        match self {
            Set::Title => Some(1),
            Set::Heading(level) => Some(u16::from(level.clamp(1, 5)) + 1),
            Set::Text | Set::Strong | Set::Item | Set::Quote => None,
        }
    }
}

/// A paragraph whose lines were placed, with what marks them on their pages.
struct Block {
    set: Set,
    words: String,
    page: usize,
    top: f32,
    marks: Vec<Identifier>,
}

/// Glyphs of one font on one line.
struct Glyphs {
    at: Point,
    font: Font,
    size: f32,
    glyphs: Vec<KrillaGlyph>,
    /// What they say, where that is not the paragraph's words.
    own: Option<&'static str>,
}

/// A line on the page that is being filled.
struct Line {
    block: usize,
    parts: Vec<Glyphs>,
}

/// A document while it is made.
pub struct Pdf {
    document: Document,
    setter: Setter,
    language: String,
    blocks: Vec<Block>,
    lines: Vec<Line>,
    /// Where the next line goes on the page.
    y: f32,
    page: usize,
}

impl Pdf {
    /// Begins a document whose words are in `language`, set in these font files: of several the first that
    /// holds a character sets it.
    ///
    /// # Errors
    /// [`PdfError::NoFont`].
    pub fn begin(language: &str, fonts: &[Vec<u8>]) -> Result<Pdf, PdfError> {
        let settings = SerializeSettings {
            configuration: configuration(),
            enable_tagging: true,
            ..SerializeSettings::default()
        };
        Ok(Pdf {
            document: Document::new_with(settings),
            setter: Setter::of(language, fonts)?,
            language: language.to_owned(),
            blocks: Vec::new(),
            lines: Vec::new(),
            y: MARGIN,
            page: 0,
        })
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, set: Set, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return;
        }
        let manner = set.manner();
        let layout = self.setter.lay_out(&words, &manner);
        if self.y > MARGIN {
            self.y += manner.before;
        }
        let below = if set.level().is_some() { KEPT_WITH_HEADING } else { 0.0 };
        if self.y + layout.height() + below > PAGE.1 - MARGIN && layout.height() < PAGE.1 / 2.0 {
            self.end_page();
        }
        let block = self.blocks.len();
        self.blocks.push(Block {
            set,
            words: words.clone(),
            page: self.page,
            top: self.y,
            marks: Vec::new(),
        });
        let mut above = 0.0;
        for line in layout.lines() {
            let height = line.metrics().line_height;
            if self.y + height > PAGE.1 - MARGIN {
                self.end_page();
            }
            // Its baseline is told from the paragraph's top, which may be on an earlier page.
            let baseline = self.y + line.metrics().baseline - above;
            let start = MARGIN + manner.indent;
            let parts = self.setter.place(&line, &words, Point::from_xy(start, baseline));
            self.lines.push(Line { block, parts });
            self.y += height;
            above += height;
        }
        if set == Set::Item {
            self.bullet(block, &manner);
        }
        self.y += manner.after;
    }

    /// The mark of an item, in the line that its first line is.
    fn bullet(&mut self, block: usize, manner: &Manner) {
        let Some(first) = self.lines.iter_mut().find(|line| line.block == block) else { return };
        let Some(at) = first.parts.first().map(|part| part.at.y) else { return };
        let layout = self.setter.lay_out(MARK, manner);
        let mark = layout.lines().next();
        let mark = mark.map(|line| self.setter.place(&line, MARK, Point::from_xy(MARGIN, at)));
        let mark = mark.into_iter().flatten().map(|part| Glyphs { own: Some(MARK), ..part });
        first.parts.splice(0..0, mark);
    }

    /// Writes the page that was filled and begins the next.
    fn end_page(&mut self) {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).expect("a page has a size");
        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        for line in self.lines.drain(..) {
            let block = &mut self.blocks[line.block];
            let tag = ContentTag::Span(SpanTag::empty());
            block.marks.push(surface.start_tagged(tag));
            for Glyphs { at, font, size, glyphs, own } in line.parts {
                let words = own.unwrap_or(&block.words);
                surface.draw_glyphs(at, &glyphs, font, words, size, false);
            }
            surface.end_tagged();
        }
        let number = (self.page + 1).to_string();
        let manner = Manner { size: NUMBER_SIZE, ..Set::Text.manner() };
        let layout = self.setter.lay_out(&number, &manner);
        let at = Point::from_xy((PAGE.0 - layout.full_width()) / 2.0, PAGE.1 - FOOT);
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        for line in layout.lines().take(1) {
            for Glyphs { at, font, size, glyphs, .. } in self.setter.place(&line, &number, at) {
                surface.draw_glyphs(at, &glyphs, font, &number, size, false);
            }
        }
        surface.end_tagged();
        surface.finish();
        page.finish();
        (self.page, self.y) = (self.page + 1, MARGIN);
    }

    /// Writes the document and gives the output back.
    ///
    /// # Errors
    /// [`PdfError::NoGlyph`], [`PdfError::Refused`], [`PdfError::Output`].
    pub fn end<W: Write>(mut self, title: &str, mut out: W) -> Result<W, PdfError> {
        self.end_page();
        if !self.setter.missing.is_empty() {
            let missing: Vec<String> = self.setter.missing.iter().take(20).cloned().collect();
            return Err(PdfError::NoGlyph(missing.join(" ")));
        }
        self.document.set_outline(outline(&self.blocks));
        let from_right = matches!(self.language.split('-').next(), Some("ar" | "fa" | "he" | "ur"));
        let direction =
            if from_right { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
        let metadata = Metadata::new()
            .title(title.to_owned())
            .language(self.language.clone())
            .creator("canvass".to_owned())
            .text_direction(direction);
        self.document.set_metadata(metadata);
        self.document.set_tag_tree(tree(self.blocks, &self.language));
        let bytes =
            self.document.finish().map_err(|error| PdfError::Refused(format!("{error:?}")))?;
        out.write_all(&bytes)?;
        Ok(out)
    }
}

fn configuration() -> Configuration {
    ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .expect("PDF/UA-1 is a kind of PDF 1.7")
}

/// Shapes text in the fonts given and breaks its lines.
struct Setter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    families: Vec<String>,
    /// Which forms of characters that several languages share.
    language: String,
    /// Fonts that were used, by the number and place of their data.
    used: HashMap<(u64, u32), Font>,
    /// Characters without a glyph.
    missing: BTreeSet<String>,
}

impl Setter {
    fn of(language: &str, fonts: &[Vec<u8>]) -> Result<Setter, PdfError> {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let mut families: Vec<String> = Vec::new();
        for (at, font) in (1..).zip(fonts) {
            let mut added = collection.register_fonts(Blob::from(font.clone()), None);
            if added.is_empty() {
                return Err(PdfError::NoFont(at));
            }
            // Of a collection (TTC) in the order of its faces; they come in any.
            added.sort_by_key(|(_, faces)| faces.iter().map(FontInfo::index).min());
            for (family, _) in added {
                let name = collection.family_name(family).map(str::to_owned);
                families.extend(name.filter(|name| !families.contains(name)));
            }
        }
        if families.is_empty() {
            return Err(PdfError::NoFont(1));
        }
        Ok(Setter {
            fonts: FontContext { collection, source_cache: SourceCache::default() },
            layouts: LayoutContext::new(),
            families,
            language: language.to_owned(),
            used: HashMap::new(),
            missing: BTreeSet::new(),
        })
    }

    fn lay_out(&mut self, words: &str, manner: &Manner) -> Layout<()> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, words, 1.0, false);
        let named = |name: &String| FontFamilyName::Named(name.clone().into());
        let families: Vec<FontFamilyName<'_>> = self.families.iter().map(named).collect();
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(families.into())));
        builder.push_default(StyleProperty::Locale(self.language.parse().ok()));
        builder.push_default(StyleProperty::FontSize(manner.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.5)));
        if manner.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        let mut layout = builder.build(words);
        layout.break_all_lines(Some(PAGE.0 - 2.0 * MARGIN - manner.indent));
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }

    /// The glyphs of a line of `words` whose left end is at `at`.
    fn place(&mut self, line: &parley::Line<'_, ()>, words: &str, at: Point) -> Vec<Glyphs> {
        let mut placed = Vec::new();
        let mut x = at.x + line.metrics().offset;
        for run in line.runs() {
            let (start, size) = (x, run.font_size());
            let Some(font) = self.font(&run) else { continue };
            let mut glyphs: Vec<KrillaGlyph> = Vec::new();
            for cluster in run.visual_clusters() {
                let range = cluster.text_range();
                if cluster.is_ligature_continuation() {
                    if let Some(last) = glyphs.last_mut() {
                        last.text_range.end = last.text_range.end.max(range.end);
                    }
                    continue;
                }
                for glyph in cluster.glyphs() {
                    if glyph.id == 0 {
                        self.missing.insert(words[range.clone()].to_owned());
                    }
                    glyphs.push(KrillaGlyph::new(
                        GlyphId::new(glyph.id),
                        glyph.advance / size,
                        glyph.x / size,
                        glyph.y / size,
                        0.0,
                        range.clone(),
                        None,
                    ));
                    x += glyph.advance;
                }
            }
            let at = Point::from_xy(start, at.y);
            placed.push(Glyphs { at, font, size, glyphs, own: None });
        }
        placed
    }

    /// A run's font as it is written.
    fn font(&mut self, run: &parley::Run<'_, ()>) -> Option<Font> {
        let parley::FontData { data, index } = run.font();
        if let Some(font) = self.used.get(&(data.id(), *index)) {
            return Some(font.clone());
        }
        let font = Font::new(data.as_ref().to_vec().into(), *index)?;
        self.used.insert((data.id(), *index), font.clone());
        Some(font)
    }
}

/// The outline: each heading under the last one of a higher level.
fn outline(blocks: &[Block]) -> Outline {
    let headings = blocks.iter().filter_map(|block| Some((block.set.level()?, block)));
    let mut open: Vec<(u16, OutlineNode)> = Vec::new();
    let mut outline = Outline::new();
    let close = |open: &mut Vec<(u16, OutlineNode)>, outline: &mut Outline, level| {
        while open.last().is_some_and(|(last, _)| *last >= level) {
            let Some((_, node)) = open.pop() else { break };
            match open.last_mut() {
                Some((_, above)) => above.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for (level, block) in headings {
        close(&mut open, &mut outline, level);
        let place = XyzDestination::new(block.page, Point::from_xy(MARGIN, block.top));
        open.push((level, OutlineNode::new(block.words.clone(), place)));
    }
    close(&mut open, &mut outline, 0);
    outline
}

/// The tags, in reading order; items that follow each other are one list.
fn tree(blocks: Vec<Block>, language: &str) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    let mut list: Option<TagGroup> = None;
    for Block { set, words, marks, .. } in blocks {
        let marks: Vec<Node> = marks.into_iter().map(Node::from).collect();
        if set == Set::Item {
            let body = TagGroup::with_children(Tag::LBody, marks);
            let item = TagGroup::with_children(Tag::LI, vec![body.into()]);
            list.get_or_insert_with(|| TagGroup::new(Tag::L(ListNumbering::Disc))).push(item);
            continue;
        }
        if let Some(list) = list.take() {
            tree.push(list);
        }
        let group = match set.level().and_then(NonZeroU16::new) {
            Some(level) => TagGroup::with_children(Tag::Hn(level, Some(words)), marks),
            None if set == Set::Quote => {
                let paragraph = TagGroup::with_children(Tag::P, marks);
                TagGroup::with_children(Tag::BlockQuote, vec![paragraph.into()])
            }
            None => TagGroup::with_children(TagKind::from(Tag::P), marks),
        };
        tree.push(group);
    }
    if let Some(list) = list {
        tree.push(list);
    }
    tree
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font of this machine, by the end of its file's name.
    fn font(name: &str) -> Option<Vec<u8>> {
        fn find(folder: &std::path::Path, name: &str) -> Option<std::path::PathBuf> {
            let mut entries: Vec<_> = std::fs::read_dir(folder).ok()?.flatten().collect();
            entries.sort_by_key(std::fs::DirEntry::path);
            entries.into_iter().map(|entry| entry.path()).find_map(|path| match path.is_dir() {
                true => find(&path, name),
                false => path.to_string_lossy().ends_with(name).then_some(path),
            })
        }
        let found = find(std::path::Path::new("/usr/share/fonts"), name);
        let bytes = found.and_then(|path| std::fs::read(path).ok());
        if bytes.is_none() {
            eprintln!("skipped: no font {name}");
        }
        bytes
    }

    fn document(fonts: &[Vec<u8>], words: &str) -> Result<Vec<u8>, PdfError> {
        let mut pdf = Pdf::begin("en", fonts)?;
        pdf.paragraph(Set::Title, "What became of what people said");
        for chapter in 1..=3 {
            pdf.paragraph(Set::Heading(1), &format!("Chapter {chapter}"));
            pdf.paragraph(Set::Heading(2), words);
            pdf.paragraph(Set::Item, "12 of 80");
            pdf.paragraph(Set::Item, "7 of 80");
            pdf.paragraph(Set::Quote, words);
            pdf.paragraph(Set::Strong, "Adopted");
            for _ in 0..12 {
                pdf.paragraph(Set::Text, &[words; 20].join(" "));
            }
        }
        pdf.end("A statement", Vec::new())
    }

    #[test]
    fn a_document_is_the_same_each_time_and_says_what_no_font_holds() {
        let Some(latin) = font("DejaVuSans.ttf") else { return };
        let held = [latin];
        let one = document(&held, "Wells run dry.").unwrap();
        assert!(one.starts_with(b"%PDF-1.7"));
        assert_eq!(one, document(&held, "Wells run dry.").unwrap());
        let fault = document(&held, "Wells 河水 dry.").unwrap_err();
        assert!(matches!(&fault, PdfError::NoGlyph(which) if which == "水 河"), "{fault}");
        assert!(matches!(document(&[], "Wells."), Err(PdfError::NoFont(1))));
        assert!(matches!(document(&[b"no font".to_vec()], "Wells."), Err(PdfError::NoFont(1))));
    }

    #[test]
    fn chinese_is_set_in_a_font_that_holds_it() {
        let (latin, chinese) = (font("DejaVuSans.ttf"), font("NotoSansCJK-Regular.ttc"));
        let Some((latin, chinese)) = latin.zip(chinese) else { return };
        let words = "旱期优先保障居民用水，不足时公布次序。Wells run dry.";
        let made = document(&[latin.clone(), chinese.clone()], words).unwrap();
        // What is used of the fonts is in it, not the fonts.
        assert!(made.len() < 400_000, "{} bytes", made.len());
        // The ten faces of the collection were taken in any order, and the bytes were others each time.
        for _ in 0..4 {
            assert!(made == document(&[latin.clone(), chinese.clone()], words).unwrap());
        }
    }
}
