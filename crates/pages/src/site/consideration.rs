//! The statement of consideration: what was asked, theme by theme, what was answered and why, and what
//! changed in the text for it. Generated from the record alone, so one record gives one statement.
//!
//! It may be long, so neither form is ever held whole: themes and clauses are walked one after another
//! while the page or the Markdown is written.

use std::io::{self, Write};

use askama::Template;
use findings::{Quote, Theme};
use plan::{Answers, Clause, Exception, leaves};

use crate::export::Set;
use crate::layout::{Layout, Link};
use crate::site::basis::size;
use crate::site::clause::numbered;
use crate::site::runs::{Run, Runs};
use crate::site::{Frame, chapter, tag};
use crate::words::Words;

/// Quotes shown for each theme.
const QUOTES: usize = 2;

#[derive(Template)]
#[template(path = "site/consideration.html")]
struct ConsiderationPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    lead: Vec<String>,
    markdown: Link,
    statement: &'a Statement<'a>,
}

/// What the statement is made of.
struct Statement<'a> {
    frame: &'a Frame<'a>,
    runs: &'a Runs<'a>,
    run: Option<Run<'a>>,
    answers: Answers<'a>,
    /// The answers that single contributions of the latest run have.
    own: &'a [Exception],
}

/// A theme with its answer, as text.
struct Considered {
    name: String,
    size: String,
    /// "Experts and scholars: 12 of 80".
    parts: Vec<String>,
    quotes: Vec<(String, String)>,
    decision: String,
    reason: Option<String>,
    clause: Option<Link>,
    own: Option<String>,
}

/// A clause that was rewritten, as text.
struct Rewritten {
    title: String,
    href: String,
    text: String,
    why: String,
    basis: String,
}

impl<'a> Statement<'a> {
    fn new(frame: &'a Frame<'a>, runs: &'a Runs<'a>, own: &'a [Exception]) -> Statement<'a> {
        Statement { frame, runs, run: runs.latest, answers: Answers::of(frame.plan), own }
    }

    /// The leaf themes with or without an answer, largest first.
    fn themes(&self, answered: bool) -> impl Iterator<Item = Considered> + '_ {
        let mut found: Vec<&Theme> = Vec::new();
        if let Some(run) = self.run {
            let themes = &run.findings.themes.themes;
            found.extend(leaves(themes).into_iter().map(|at| &themes[at]));
            found.retain(|theme| self.answers.to_theme(run.number, theme).is_some() == answered);
        }
        found.sort_by_key(|theme| std::cmp::Reverse(theme.size.count));
        found.into_iter().map(|theme| self.considered(theme))
    }

    fn considered(&self, theme: &Theme) -> Considered {
        let (w, frame) = (self.frame.w, self.frame);
        let answer = self.run.and_then(|run| self.answers.to_theme(run.number, theme));
        let clause = answer.and_then(|a| frame.plan.clause(a.clause.as_ref()?));
        let own = self.own.iter().filter(|exception| exception.theme == theme.id).count();
        let parts = theme.by.constituency.iter().filter(|part| part.share.count > 0);
        let quotes = theme.quotes.iter().filter(|quote| quote.quotable && !quote.text.is_empty());
        Considered {
            name: theme.name.clone(),
            size: size(frame, &theme.size),
            parts: parts
                .map(|part| {
                    let who = w.named("constituency", &part.key);
                    let values = [("who", who.into()), ("n", part.share.count.into())];
                    w.say_with("consideration-part", &values)
                })
                .collect(),
            quotes: quotes.take(QUOTES).map(|q| (quoted(q), q.language.clone())).collect(),
            decision: tag::decision_name(w, answer.map(|answer| answer.decision)),
            reason: answer.map(|answer| frame.text(&answer.reason)),
            clause: clause.map(|clause| Link {
                href: frame.clause(&clause.id),
                text: numbered(frame, clause),
            }),
            own: (own > 0).then(|| w.say_with("coverage-exceptions", &[("n", own.into())])),
        }
    }

    /// The clauses that no longer read as first published, in reading order.
    fn clauses(&self) -> impl Iterator<Item = Rewritten> + '_ {
        let changed = self.frame.plan.clauses().filter(|clause| clause.previous().is_some());
        changed.map(|clause| self.rewritten(clause))
    }

    fn rewritten(&self, clause: &Clause) -> Rewritten {
        let current = clause.current();
        Rewritten {
            title: numbered(self.frame, clause),
            href: self.frame.clause(&clause.id),
            text: self.frame.text(&current.text),
            why: self.frame.text(&current.why),
            basis: chapter::basis_in_short(self.frame, self.runs, clause),
        }
    }

    /// How much came in and how much of it is answered.
    fn lead(&self) -> Vec<String> {
        let w = self.frame.w;
        let Some(run) = self.run else { return vec![w.say("coverage-no-run")] };
        let themes = &run.findings.themes.themes;
        let covered = plan::themes_answered(self.frame.plan, run.number, themes);
        let came = [
            ("n", run.findings.received.contributions.into()),
            ("run", run.number.to_string().into()),
        ];
        let answered = [("n", covered.count.into()), ("of", covered.of.into())];
        vec![
            w.say_with("consideration-came", &came),
            w.say_with("coverage-themes", &answered),
            w.say("consideration-made"),
        ]
    }
}

/// A quote's words; where they go on, it says so.
fn quoted(quote: &Quote) -> String {
    format!("{}{}", quote.text, if quote.cut { " …" } else { "" })
}

/// Writes the statement as a page of the site. `own` are the answers that single contributions of the latest
/// run have.
///
/// # Errors
/// When `out` cannot be written to.
pub fn consideration(
    frame: &Frame<'_>,
    runs: &Runs<'_>,
    own: &[Exception],
    out: &mut impl Write,
) -> io::Result<()> {
    let w = frame.w;
    let statement = Statement::new(frame, runs, own);
    let page = ConsiderationPage {
        layout: frame.layout(
            w.say("consideration-title"),
            vec![frame.link("/coverage", w.say("coverage-title"))],
        ),
        w,
        lead: statement.lead(),
        markdown: frame.at("/consideration.md", w.say("consideration-markdown")),
        statement: &statement,
    };
    page.write_into(out)
}

/// Writes the statement as Markdown.
///
/// # Errors
/// When `out` cannot be written to.
pub fn consideration_markdown(
    frame: &Frame<'_>,
    runs: &Runs<'_>,
    own: &[Exception],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut in_list = false;
    Statement::new(frame, runs, own).write(&mut |set, words| {
        if in_list && set != Set::Item {
            writeln!(out)?;
        }
        in_list = set == Set::Item;
        let words = line(words);
        match set {
            Set::Title => writeln!(out, "# {words}\n"),
            Set::Heading(level) => {
                let hashes = if level == 1 { "##" } else { "###" };
                writeln!(out, "{hashes} {words}\n")
            }
            Set::Text => writeln!(out, "{words}\n"),
            Set::Item => writeln!(out, "- {words}"),
            Set::Quote => writeln!(out, "> {words}\n"),
            Set::Strong => writeln!(out, "**{words}**\n"),
        }
    })
}

/// Writes the statement as a text document (DOCX) and gives the output back.
///
/// # Errors
/// When `out` cannot be written to.
#[cfg(feature = "docx")]
pub fn consideration_docx<W: Write>(
    frame: &Frame<'_>,
    runs: &Runs<'_>,
    own: &[Exception],
    out: W,
) -> io::Result<W> {
    let mut docx = crate::export::Docx::begin(out, frame.w.lang())?;
    Statement::new(frame, runs, own).write(&mut |set, words| docx.paragraph(set, words))?;
    docx.end()
}

/// Makes the statement a printed document (PDF) in these font files and gives the output back.
///
/// # Errors
/// When the fonts do not hold what it says, or `out` cannot be written to.
#[cfg(feature = "pdf")]
pub fn consideration_pdf<W: Write>(
    frame: &Frame<'_>,
    runs: &Runs<'_>,
    own: &[Exception],
    fonts: &[Vec<u8>],
    out: W,
) -> Result<W, crate::export::PdfError> {
    let mut pdf = crate::export::Pdf::begin(frame.w.lang(), fonts)?;
    Statement::new(frame, runs, own).write(&mut |set, words| {
        pdf.paragraph(set, words);
        Ok(())
    })?;
    pdf.end(&frame.w.say("consideration-title"), out)
}

impl Statement<'_> {
    /// Hands over the statement paragraph by paragraph.
    fn write(&self, put: &mut Put<'_>) -> io::Result<()> {
        let (w, frame) = (self.frame.w, self.frame);
        put(Set::Title, &w.say("consideration-title"))?;
        put(Set::Text, &frame.text(&frame.plan.title))?;
        put(Set::Quote, &frame.text(&frame.plan.notice))?;
        self.lead().iter().try_for_each(|sentence| put(Set::Text, sentence))?;
        for (title, answered) in [("consideration-answered", true), ("consideration-open", false)] {
            put(Set::Heading(1), &w.say(title))?;
            self.themes(answered).try_for_each(|theme| theme.write(w, put))?;
        }
        put(Set::Heading(1), &w.say("consideration-clauses"))?;
        for clause in self.clauses() {
            put(Set::Heading(2), &clause.title)?;
            put(Set::Text, &clause.text)?;
            put(Set::Text, &format!("{} {}", w.say("reason"), clause.why))?;
            put(Set::Text, &clause.basis)?;
        }
        Ok(())
    }
}

/// Takes the paragraphs of a statement one by one.
type Put<'a> = dyn FnMut(Set, &str) -> io::Result<()> + 'a;

impl Considered {
    fn write(&self, w: &Words, put: &mut Put<'_>) -> io::Result<()> {
        put(Set::Heading(2), &self.name)?;
        put(Set::Text, &self.size)?;
        self.parts.iter().try_for_each(|part| put(Set::Item, part))?;
        self.quotes.iter().try_for_each(|(quote, _)| put(Set::Quote, quote))?;
        put(Set::Strong, &self.decision)?;
        if let Some(reason) = &self.reason {
            put(Set::Text, &format!("{} {reason}", w.say("reason")))?;
        }
        if let Some(clause) = &self.clause {
            put(Set::Text, &clause.text)?;
        }
        self.own.as_ref().map_or(Ok(()), |own| put(Set::Text, own))
    }
}

/// Text from outside on one line, with the marks of Markdown made plain: it may not become a heading, a
/// link, a table or HTML.
fn line(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for c in word.chars() {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
                plain.push('\\');
            }
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::specimen;

    #[test]
    fn markdown_holds_every_theme_and_nothing_of_it_can_become_markup() {
        let (plan, mut findings) = (specimen::plan(), specimen::findings());
        findings.themes.themes[1].name = "# <b>[x](y)</b>\n\n| a".into();
        let frame = specimen::frame(Words::english(), &plan, None);
        let runs =
            Runs { latest: Some(Run { number: 1, findings: &findings }), earlier: Vec::new() };
        let mut out = Vec::new();
        consideration_markdown(&frame, &runs, &[], &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap());
    }
}
