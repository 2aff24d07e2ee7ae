//! The evidence library: documents and figures that the plan cites, and published collections.

use askama::Template;
use plan::{Evidence, EvidenceId, Subject, Volume};

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::clause::numbered;
use crate::site::runs::Runs;
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
    volumes: Vec<Link>,
}

struct Collection {
    /// Its place in the list, which its address ends in.
    number: u32,
    title: Markup,
    facts: Vec<(String, Markup)>,
    /// What is compiled in it, where the record says.
    contents: Vec<Cited>,
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

/// The page of the library. Answers that cite a document are named by their subject.
pub fn evidence(frame: &Frame<'_>, runs: &Runs<'_>) -> String {
    let w = frame.w;
    let page = EvidencePage {
        layout: frame.layout(w.say("evidence-title"), vec![frame.link("/plan", w.say("nav-plan"))]),
        w,
        documents: frame.plan.evidence.iter().map(|e| document(frame, runs, e)).collect(),
        collections: (1..).zip(&frame.plan.volumes).map(|(n, v)| collection(frame, n, v)).collect(),
    };
    page.render().expect("a template writes into a string")
}

fn document(frame: &Frame<'_>, runs: &Runs<'_>, evidence: &Evidence) -> Document {
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
        cited_by: cited_by(frame, runs, &evidence.id),
        volumes: in_volumes(frame, &evidence.id),
    }
}

/// The collections that a document is compiled in.
fn in_volumes(frame: &Frame<'_>, id: &EvidenceId) -> Vec<Link> {
    let volumes = (1..).zip(&frame.plan.volumes);
    let with = volumes.filter(|(_, volume): &(u32, &Volume)| volume.evidence.contains(id));
    with.map(|(n, volume)| frame.at(&format!("/evidence#volume-{n}"), frame.text(&volume.title)))
        .collect()
}

/// The clauses, indicators and answers that cite a document.
fn cited_by(frame: &Frame<'_>, runs: &Runs<'_>, id: &EvidenceId) -> Vec<Link> {
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
    let plan = frame.plan;
    let in_force = plan::Answers::of(plan);
    let answers = in_force.all().filter(|answer| answer.evidence.contains(id));
    let answers = answers.map(|answer| match &answer.subject {
        Subject::Theme { run, theme } => {
            let name = runs.theme(*run, theme).map(|theme| theme.name.clone());
            let values = [("theme", name.unwrap_or_else(|| theme.to_string()).into())];
            let text = frame.w.say_with("evidence-answer", &values);
            match runs.is_latest(*run) && runs.theme(*run, theme).is_some() {
                true => frame.at(&format!("/said/{theme}"), text),
                false => frame.at("/coverage", text),
            }
        }
        Subject::Contribution(index) => {
            let values = [("index", (*index).into())];
            frame.at("/coverage", frame.w.say_with("evidence-answer-single", &values))
        }
    });
    clauses.chain(indicators).chain(answers).collect()
}

fn collection(frame: &Frame<'_>, number: u32, volume: &Volume) -> Collection {
    let w = frame.w;
    let counted = |n: &u32| Markup::text(&w.number(u64::from(*n)));
    Collection {
        number,
        title: frame.local(&volume.title),
        facts: vec![
            (
                w.say("evidence-published"),
                stated(frame, &volume.published, |p| Markup::text(&frame.period(*p))),
            ),
            (w.say("evidence-volumes"), stated(frame, &volume.volumes, counted)),
            (w.say("evidence-articles"), stated(frame, &volume.articles, counted)),
        ],
        contents: cited(frame, &volume.evidence),
        source: Source::of(frame, &volume.attribution),
    }
}
