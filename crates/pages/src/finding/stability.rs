//! Are the groups real? What was tested before groups were shown, or why none are.

use findings::{Findings, GroupEvidence, GroupsOutcome, NumberTried, OpinionGroups};

use crate::markup::Markup;
use crate::tag;
use crate::words::Words;

/// The panel that stands beside the groups.
pub(crate) struct Stability {
    pub(crate) title: String,
    /// One word before all others, where the groups hold.
    pub(crate) verdict: Option<Markup>,
    pub(crate) sentences: Vec<Markup>,
    /// The tests before the last one, for those who ask.
    pub(crate) further: Vec<Markup>,
    pub(crate) numbers: Vec<Number>,
}

/// One number of groups that was tried, as a row of a table.
pub(crate) struct Number {
    pub(crate) groups: String,
    pub(crate) clearness: String,
    pub(crate) gradient: String,
    pub(crate) agreement: String,
    pub(crate) weakest: String,
    pub(crate) smallest: String,
}

/// `None` where nothing can be said.
pub(crate) fn stability(w: &Words, findings: &Findings) -> Option<Stability> {
    let groups = &findings.opinion.as_ref()?.groups;
    let evidence = groups.evidence.as_ref();
    let mut sentences = outcome(w, groups);
    sentences.extend(evidence.and_then(|evidence| beside_gradient(w, evidence)));
    sentences.extend(other(w, groups));
    let numbers = evidence.iter().flat_map(|evidence| &evidence.numbers);
    let asked = matches!(groups.outcome, GroupsOutcome::Found | GroupsOutcome::Untested);
    (!sentences.is_empty()).then(|| Stability {
        title: w.say(if asked { "groups-real" } else { "groups-why-none" }),
        verdict: (groups.outcome == GroupsOutcome::Found)
            .then(|| tag::done(&w.say("groups-stable-word"))),
        sentences,
        further: evidence.map_or_else(Vec::new, |evidence| tested(w, evidence)),
        numbers: numbers.map(|number| row(w, number)).collect(),
    })
}

/// The first sentences: what came of looking for groups.
fn outcome(w: &Words, groups: &OpinionGroups) -> Vec<Markup> {
    match groups.outcome {
        GroupsOutcome::Found => found(w, groups).into_iter().collect(),
        GroupsOutcome::Untested => untested(w, groups),
        GroupsOutcome::TooFew => Vec::new(),
        GroupsOutcome::Alike => vec![w.html("groups-alike")],
        GroupsOutcome::NoPattern => vec![w.html("groups-no-pattern")],
        GroupsOutcome::NotStable => vec![w.html("groups-not-stable")],
        GroupsOutcome::Gradient => vec![w.html("groups-gradient")],
    }
}

fn found(w: &Words, groups: &OpinionGroups) -> Option<Markup> {
    let evidence = groups.evidence.as_ref()?;
    let stayed = (evidence.stayed? * 100.0).round() as u64;
    let values = [
        ("repeats", evidence.repeats.into()),
        ("same", evidence.same_number?.into()),
        ("stayed", stayed.into()),
    ];
    Some(w.html_with("groups-stable", &values))
}

fn untested(w: &Words, groups: &OpinionGroups) -> Vec<Markup> {
    let mut sentences = vec![w.html("groups-polis")];
    if let Some(silhouette) = groups.silhouette {
        let value = two_decimals(silhouette);
        sentences.push(w.html_with("groups-silhouette", &[("value", value.into())]));
    }
    if groups.tried.len() > 1 {
        let tried = groups.tried.iter().map(|&(number, silhouette)| {
            let values = [("n", number.into()), ("value", two_decimals(silhouette).into())];
            w.say_with("groups-tried-one", &values)
        });
        let tried = w.list(&tried.collect::<Vec<_>>());
        sentences.push(w.html_with("groups-tried", &[("tried", tried.into())]));
    }
    sentences
}

/// What the last test gave, where it was made.
fn beside_gradient(w: &Words, evidence: &GroupEvidence) -> Option<Markup> {
    // p counts the votes themselves among the draws.
    let as_clear = (evidence.p_gradient? * f64::from(evidence.draws + 1)).round() as u64 - 1;
    let values = [("draws", evidence.draws.into()), ("n", as_clear.into())];
    Some(w.html_with("groups-tested-gradient", &values))
}

/// What the tests before it gave.
fn tested(w: &Words, evidence: &GroupEvidence) -> Vec<Markup> {
    let mut sentences = Vec::new();
    if evidence.shuffles > 0 && evidence.spread > 0.0 {
        let share = w.percent((evidence.spread_shuffled / evidence.spread).min(1.0), 0);
        let values = [("shuffles", evidence.shuffles.into()), ("share", share.into())];
        sentences.push(w.html_with("groups-tested-shuffles", &values));
    }
    let error = |dimensions: u32| evidence.held_out.get(dimensions as usize).copied();
    if let Some((without, with)) = error(0).zip(error(evidence.dimensions)) {
        let values = [
            ("n", evidence.dimensions.into()),
            ("with", two_decimals(with).into()),
            ("without", two_decimals(without).into()),
        ];
        sentences.push(w.html_with("groups-tested-held-out", &values));
    }
    sentences
}

/// What the other profile makes of the same votes, and why it may differ.
fn other(w: &Words, groups: &OpinionGroups) -> Option<Markup> {
    let other = groups.other.as_ref().filter(|other| other.groups > 0)?;
    let mut values =
        vec![("profile", other.profile.as_str().into()), ("groups", other.groups.into())];
    let Some(agreement) = other.agreement else {
        return Some(w.html_with("groups-other-alone", &values));
    };
    values.push(("agreement", two_decimals(agreement).into()));
    Some(w.html_with("groups-other", &values))
}

fn row(w: &Words, number: &NumberTried) -> Number {
    let gradient = number.gradient.zip(number.gradient_highest).map(|(mean, highest)| {
        let values =
            [("mean", two_decimals(mean).into()), ("highest", two_decimals(highest).into())];
        w.say_with("groups-number-gradient", &values)
    });
    Number {
        groups: w.number(number.groups.into()),
        clearness: two_decimals(number.clearness),
        gradient: gradient.unwrap_or_else(|| w.say("groups-number-not-drawn")),
        agreement: two_decimals(number.agreement),
        weakest: two_decimals(number.weakest),
        smallest: w.number(number.smallest),
    }
}

/// Two decimals and a true minus sign.
fn two_decimals(value: f64) -> String {
    format!("{value:.2}").replace('-', "−")
}
