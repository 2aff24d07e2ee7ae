//! `report.html`: one page, complete in itself, that an office can read and print.
//!
//! Each section begins with a sentence that says the finding in plain words; the sentences are chosen by
//! fixed rules from the figures, the range first. Lists have limits, named here and in the sections; what
//! is cut says so and names the file that holds the rest. The page holds no path, no time and nothing of
//! the machine, so the same findings give the same bytes.

use askama::Template;
use findings::Findings;

use crate::finding::{letter, opinion, statements};
use crate::layout::{Layout, Link, Style};
use crate::markup::{Markup, shortened};
use crate::words::Words;

mod left_out;
mod made;
mod order;
mod received;
mod same_words;
#[cfg(test)]
mod tests;
mod themes;

/// Characters of the consultation's title that are shown.
const TITLE_SHOWN: usize = 200;

/// Letters are worth a first sentence when one contribution in so many carries one.
const LETTERS_IN_BRIEF: u64 = 100;

/// What the report says besides the findings, and how.
#[derive(Clone, Copy, Debug)]
pub struct ReportOptions<'a> {
    /// The language of the report's own sentences.
    pub w: &'static Words,
    /// The findings have been through `findings::disclosure` and the report may be published.
    pub public: bool,
    /// The files that were read, in the order of the input.
    pub files: &'a [FileRead<'a>],
    /// Rows set aside, by reason.
    pub set_aside: &'a [SetAside<'a>],
}

/// A file that was read.
#[derive(Clone, Copy, Debug)]
pub struct FileRead<'a> {
    /// Its bare name.
    pub name: &'a str,
    /// What it was read as, the manifest's `kind`.
    pub kind: &'a str,
    /// Data records after the header.
    pub rows_read: u64,
    /// Records that are counted.
    pub accepted: u64,
    /// Records that were set aside.
    pub quarantined: u64,
}

/// Rows set aside for one reason.
#[derive(Clone, Copy, Debug)]
pub struct SetAside<'a> {
    /// The reason, as it stands in `quarantine.csv`.
    pub reason: &'a str,
    /// How many.
    pub rows: u64,
}

/// The page.
#[derive(Template)]
#[template(path = "report.html")]
struct Report<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    public: bool,
    titled: bool,
    lead: Vec<String>,
    brief: Vec<Markup>,
    contents: Vec<Link>,
    received: received::Received,
    same_words: Option<same_words::SameWords>,
    themes: themes::Themes,
    order: Option<order::Order>,
    opinion: opinion::Opinion,
    statements: Option<statements::Statements>,
    left_out: left_out::LeftOut,
    made: made::Made,
}

/// Writes the report of an analysis. Deterministic: the same findings and options give the same bytes.
pub fn report(findings: &Findings, options: &ReportOptions<'_>) -> String {
    let w = options.w;
    let title = findings.title.as_deref().map(|title| shortened(title, TITLE_SHOWN));
    let report = Report {
        w,
        public: options.public,
        titled: title.is_some(),
        layout: Layout::bare(w, title.unwrap_or_else(|| w.say("report-title")), Style::Inside),
        lead: lead(w, findings),
        brief: brief(w, findings, options),
        contents: contents(w, findings),
        received: received::received(findings, options),
        same_words: (findings.received.contributions > 1)
            .then(|| same_words::same_words(w, findings)),
        themes: themes::themes(w, findings, options.public),
        order: order::is_shown(findings).then(|| order::order(w, findings)),
        opinion: opinion::opinion(w, findings),
        statements: statements::statements(w, findings, statements::LISTED),
        left_out: left_out::left_out(findings, options),
        made: made::made(findings, options),
    };
    report.render().expect("a template writes into a string")
}

/// What came in, in one or two sentences.
fn lead(w: &Words, findings: &Findings) -> Vec<String> {
    let received = &findings.received;
    let mut lead = Vec::new();
    // Statements are contributions too; they are counted in the next sentence.
    if received.contributions > 0 && !received::is_statements_only(findings) {
        lead.push(w.say_with("lead-texts", &[("texts", received.contributions.into())]));
    }
    if received.voters > 0 {
        let values =
            [("voters", received.voters.into()), ("statements", received.statements.into())];
        lead.push(w.say_with("lead-votes", &values));
    }
    if lead.is_empty() {
        lead.push(w.say("lead-nothing"));
    }
    lead
}

/// The first sentences of the sections that found something.
fn brief(w: &Words, findings: &Findings, options: &ReportOptions<'_>) -> Vec<Markup> {
    let plain = |sentence: &String| Markup::text(sentence);
    let mut brief: Vec<Markup> = themes::first_sentence(w, findings).into_iter().collect();
    let signers: u64 = findings.campaigns.iter().map(|campaign| campaign.signers.count).sum();
    if signers * LETTERS_IN_BRIEF >= findings.received.contributions {
        brief.extend(letter::campaigns_sentence(w, findings).iter().map(plain));
    }
    brief.extend(opinion::brief(w, findings));
    brief.extend(statements::brief(w, findings).iter().map(plain));
    brief.push(plain(&received::first_sentence(findings, options)));
    brief
}

fn contents(w: &Words, findings: &Findings) -> Vec<Link> {
    let sections = [
        (true, "#came-in", w.say("in-title")),
        (findings.received.contributions > 1, "#same-words", w.say("same-title")),
        (true, "#themes", w.say("themes-title")),
        (order::is_shown(findings), "#order", w.say("order-title")),
        (true, "#groups", w.say("groups-title")),
        (findings.opinion.is_some(), "#statements", w.say("statements-title")),
        (true, "#left-out", w.say("out-title")),
        (true, "#made", w.say("made-title")),
    ];
    let shown = sections.into_iter().filter(|(there, ..)| *there);
    shown.map(|(_, href, text)| Link { href: href.to_owned(), text }).collect()
}
