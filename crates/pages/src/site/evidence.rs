//! The evidence library: documents and figures that the plan cites, and published collections.

use askama::Template;
use plan::{Evidence, EvidenceId, Volume};

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::clause::numbered;
use crate::site::source::{Source, stated};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/evidence.html")]
struct EvidencePage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    documents: Vec<Document>,
    collections: Vec<Collection>,
}

struct Document {
    id: String,
    title: Markup,
    facts: Vec<(String, Markup)>,
    source: Source,
    cited_by: Vec<Link>,
}

struct Collection {
    title: Markup,
    facts: Vec<(String, Markup)>,
    source: Source,
}

/// A document named on another page.
pub(super) struct Cited {
    pub(super) href: String,
    pub(super) title: Markup,
}

/// Documents named on another page, linked to their place in the library.
pub(super) fn cited(frame: &Frame<'_>, ids: &[EvidenceId]) -> Vec<Cited> {
    let known = ids.iter().filter_map(|id| frame.plan.evidence.iter().find(|e| e.id == *id));
    known
        .map(|evidence| Cited {
            href: frame.to(&format!("/evidence#{}", evidence.id.as_str())),
            title: frame.local(&evidence.title),
        })
        .collect()
}

/// The page of the library.
pub fn evidence(frame: &Frame<'_>) -> String {
    let w = frame.w;
    let page = EvidencePage {
        layout: frame.layout(w.say("evidence-title"), vec![frame.link("/plan", w.say("nav-plan"))]),
        w,
        documents: frame.plan.evidence.iter().map(|e| document(frame, e)).collect(),
        collections: frame.plan.volumes.iter().map(|v| collection(frame, v)).collect(),
    };
    page.render().expect("a template writes into a string")
}

fn document(frame: &Frame<'_>, evidence: &Evidence) -> Document {
    let w = frame.w;
    Document {
        id: evidence.id.as_str().to_owned(),
        title: frame.local(&evidence.title),
        facts: vec![
            (w.say("evidence-publisher"), frame.local(&evidence.publisher)),
            (
                w.say("evidence-published"),
                stated(frame, &evidence.published, |p| Markup::text(&frame.period(*p))),
            ),
            (w.say("evidence-licence"), stated(frame, &evidence.licence, |l| frame.local(l))),
        ],
        source: Source::of(frame, &evidence.attribution),
        cited_by: cited_by(frame, &evidence.id),
    }
}

/// The clauses and indicators that cite a document.
fn cited_by(frame: &Frame<'_>, id: &EvidenceId) -> Vec<Link> {
    let clauses = frame.plan.clauses().filter(|clause| clause.evidence.contains(id));
    let clauses = clauses
        .map(|clause| Link { href: frame.clause(&clause.id), text: numbered(frame, clause) });
    let rests_on = |indicator: &&plan::Indicator| {
        indicator.observations.iter().any(|observation| observation.evidence.as_ref() == Some(id))
    };
    let indicators = frame.plan.indicators.iter().filter(rests_on).map(|indicator| {
        let path = format!("/progress/indicators/{}", indicator.id.as_str());
        frame.at(&path, frame.text(&indicator.title))
    });
    clauses.chain(indicators).collect()
}

fn collection(frame: &Frame<'_>, volume: &Volume) -> Collection {
    let w = frame.w;
    let number = |n: &u32| Markup::text(&w.number(u64::from(*n)));
    Collection {
        title: frame.local(&volume.title),
        facts: vec![
            (
                w.say("evidence-published"),
                stated(frame, &volume.published, |p| Markup::text(&frame.period(*p))),
            ),
            (w.say("evidence-volumes"), stated(frame, &volume.volumes, number)),
            (w.say("evidence-articles"), stated(frame, &volume.articles, number)),
        ],
        source: Source::of(frame, &volume.attribution),
    }
}
