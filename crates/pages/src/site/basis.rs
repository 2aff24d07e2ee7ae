//! What stands beside a clause: directions from the top and the public's advice, in equal weight, and the
//! answers that point at it.

use consultation::Statement;
use findings::disclosure::OTHER;
use findings::{Share, StatementFinding, Theme};
use plan::{Clause, Decision, Disposition, Passage, PublicBasis, Subject};

use crate::chart;
use crate::finding::quote::{self, PublicWords, Quote};
use crate::layout::Link;
use crate::markup::Markup;
use crate::site::runs::{Runs, theme_link};
use crate::site::source::Source;
use crate::site::{Frame, tag};

/// A direction with its source.
pub(super) struct Asked {
    pub(super) text: Markup,
    pub(super) source: Source,
}

/// A theme that a clause draws on.
pub(super) struct Advice {
    pub(super) name: Markup,
    /// "Between 4% and 7% of 9,812 contributions."
    pub(super) size: String,
    /// Constituency by constituency: name, share as a range.
    pub(super) parts: Vec<(String, String)>,
}

/// A statement that a clause draws on.
pub(super) struct VotedOn {
    pub(super) text: String,
    pub(super) lang: Option<String>,
    pub(super) bar: Markup,
    pub(super) agree: Option<String>,
}

/// An answer that points at a clause.
pub(super) struct Answer {
    pub(super) tag: Markup,
    pub(super) subject: Markup,
    pub(super) size: Option<String>,
    pub(super) reason: Markup,
    pub(super) on: String,
}

/// The directions a clause answers to.
pub(super) fn directions(frame: &Frame<'_>, clause: &Clause) -> Vec<Asked> {
    let known = clause.directions.iter().filter_map(|id| frame.plan.direction(id));
    known
        .map(|direction| Asked {
            text: frame.local(&direction.text),
            source: Source::of(frame, &direction.attribution),
        })
        .collect()
}

/// The themes a text draws on.
pub(super) fn themes(frame: &Frame<'_>, runs: &Runs<'_>, basis: &PublicBasis) -> Vec<Advice> {
    let Some(run) = basis.run else { return Vec::new() };
    let advice = |id| {
        let theme = runs.theme(run, id);
        Advice {
            name: theme_link(frame, runs, run, id),
            size: theme.map_or_else(|| frame.w.say("theme-not-shown"), |t| size(frame, &t.size)),
            parts: theme.map_or_else(Vec::new, |theme| by_constituency(frame, theme)),
        }
    };
    basis.themes.iter().map(advice).collect()
}

/// The statements a text draws on, with the votes of the latest run.
pub(super) fn statements(frame: &Frame<'_>, runs: &Runs<'_>, basis: &PublicBasis) -> Vec<VotedOn> {
    let opinion = runs.latest.and_then(|run| run.findings.opinion.as_ref());
    let found = |id: &str| opinion.and_then(|o| o.statements.iter().find(|s| s.id == id));
    let shown = |id: &String| match found(id) {
        Some(finding) => Some(voted_on(frame, finding)),
        None => {
            let statement = statement_of(frame, id)?;
            let (text, lang) = in_language(frame, statement);
            Some(VotedOn { text, lang, bar: Markup::default(), agree: None })
        }
    };
    basis.statements.iter().filter_map(shown).collect()
}

/// A passage whose words anyone may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageShown {
    /// Its place.
    pub passage: Passage,
    /// Its words, personal data masked.
    pub words: PublicWords,
}

/// A passage that a clause draws on.
pub(super) struct Quoted {
    /// `None` where the words may not be shown.
    pub(super) words: Option<Quote>,
    /// The contribution it stands in.
    pub(super) of: Link,
}

/// The passages a text draws on, with their words where they are among those `shown`.
pub(super) fn passages(
    frame: &Frame<'_>,
    basis: &PublicBasis,
    shown: &[PassageShown],
) -> Vec<Quoted> {
    let quoted = |passage: &Passage| Quoted {
        words: shown
            .iter()
            .find(|one| one.passage == *passage)
            .map(|one| quote::passage(frame.w, &one.words)),
        of: frame.contribution(passage.contribution),
    };
    basis.passages.iter().map(quoted).collect()
}

/// A statement with its votes, in the language of the frame where the office gave it.
pub(super) fn voted_on(frame: &Frame<'_>, finding: &StatementFinding) -> VotedOn {
    let statement = statement_of(frame, &finding.id).filter(|known| known.text == finding.text);
    let (text, lang) = match statement {
        Some(statement) => in_language(frame, statement),
        None => (finding.text.clone(), None),
    };
    let values = [("agree", frame.w.point(&finding.agree).into()), ("n", finding.agree.of.into())];
    VotedOn {
        text,
        lang,
        bar: chart::votes(&finding.counts),
        agree: Some(frame.w.say_with("voted-agree", &values)),
    }
}

/// Of the rounds' statements the one with this id.
fn statement_of<'a>(frame: &Frame<'a>, id: &str) -> Option<&'a Statement> {
    let plan = frame.plan;
    plan.rounds.iter().flat_map(|round| &round.statements).find(|known| known.id.as_str() == id)
}

fn in_language(frame: &Frame<'_>, statement: &Statement) -> (String, Option<String>) {
    let tag = frame.w.tag();
    let known = statement.translations.0.contains_key(tag);
    (statement.text_in(tag).to_owned(), known.then(|| frame.w.lang().to_owned()))
}

/// The answers that point at a clause: those of these decisions, the latest word on each subject.
pub(super) fn answers(
    frame: &Frame<'_>,
    runs: &Runs<'_>,
    clause: &Clause,
    decisions: &[Decision],
) -> Vec<Answer> {
    let plan = frame.plan;
    let in_force = |disposition: &&Disposition| {
        let last = plan.dispositions.iter().rfind(|other| other.subject == disposition.subject);
        last.is_some_and(|last| std::ptr::eq(last, *disposition))
    };
    plan.dispositions
        .iter()
        .filter(|d| d.clause.as_ref() == Some(&clause.id) && decisions.contains(&d.decision))
        .filter(in_force)
        .map(|disposition| answer(frame, runs, disposition))
        .collect()
}

fn answer(frame: &Frame<'_>, runs: &Runs<'_>, disposition: &Disposition) -> Answer {
    let w = frame.w;
    let (subject, theme) = match &disposition.subject {
        Subject::Theme { run, theme } => {
            (theme_link(frame, runs, *run, theme), runs.theme(*run, theme))
        }
        Subject::Contribution(index) => (frame.contribution(*index).anchor(), None),
    };
    Answer {
        tag: tag::decision(w, Some(disposition.decision)),
        subject,
        size: theme.map(|theme| size(frame, &theme.size)),
        reason: frame.local(&disposition.reason),
        on: frame.day(disposition.on),
    }
}

/// "Between 4% and 7% of 9,812 contributions"; a range comes first.
pub(super) fn size(frame: &Frame<'_>, share: &Share) -> String {
    let w = frame.w;
    match w.ends(share) {
        Some((low, high)) => {
            let values = [("low", low.into()), ("high", high.into()), ("of", share.of.into())];
            w.say_with("share-range", &values)
        }
        None => {
            let values = [("share", w.point(share).into()), ("of", share.of.into())];
            w.say_with("share-point", &values)
        }
    }
}

/// Constituency by constituency: name, share as a range.
pub(super) fn by_constituency(frame: &Frame<'_>, theme: &Theme) -> Vec<(String, String)> {
    let w = frame.w;
    let part =
        |slice: &findings::Slice| (w.named("constituency", &slice.key), w.range(&slice.share));
    let parts = &theme.by.constituency;
    if parts.iter().all(|slice| slice.key == OTHER) {
        return Vec::new();
    }
    parts.iter().filter(|slice| slice.share.of > 0).map(part).collect()
}
