//! Are the groups real? What was tested before groups were shown, or why none are.

use findings::{Findings, GroupEvidence, GroupsOutcome, NumberTried, OpinionGroups, Share};

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
    let hundredths = |share: f64| w.number((share * 100.0).round() as u64);
    let same = evidence.same_number?;
    let drawn = Share::of(same.into(), evidence.repeats.into());
    let times = |share: f64| w.number((share * f64::from(evidence.repeats)).round() as u64);
    let values = [
        ("repeats", evidence.repeats.into()),
        ("same", w.with_range([w.number(same.into()), times(drawn.low), times(drawn.high)]).into()),
        ("stayed", ranged(w, evidence.stayed?, evidence.stayed_range, hundredths).into()),
    ];
    Some(w.html_with("groups-stable", &values))
}

fn untested(w: &Words, groups: &OpinionGroups) -> Vec<Markup> {
    let mut sentences = vec![w.html("groups-polis")];
    if let Some(silhouette) = groups.silhouette {
        let value = figure(w, silhouette, groups.silhouette_range);
        sentences.push(w.html_with("groups-silhouette", &[("value", value.into())]));
    }
    if groups.tried.len() > 1 {
        let tried = groups.tried.iter().enumerate().map(|(at, &(number, silhouette))| {
            let value = figure(w, silhouette, groups.tried_ranges.get(at).copied());
            w.say_with("groups-tried-one", &[("n", number.into()), ("value", value.into())])
        });
        let tried = w.list(&tried.collect::<Vec<_>>());
        sentences.push(w.html_with("groups-tried", &[("tried", tried.into())]));
    }
    if groups.silhouette_range.is_some() {
        sentences.push(w.html("groups-ranges-untested"));
    }
    sentences
}

/// What the last test gave, where it was made.
fn beside_gradient(w: &Words, evidence: &GroupEvidence) -> Option<Markup> {
    // p counts the votes themselves among the draws.
    let as_clear = (evidence.p_gradient? * f64::from(evidence.draws + 1)).round() as u64 - 1;
    let most = w.percent(Share::of(as_clear, evidence.draws.into()).high, 0);
    let values = [("draws", evidence.draws.into()), ("n", as_clear.into()), ("most", most.into())];
    Some(w.html_with("groups-tested-gradient", &values))
}

/// What the tests before it gave.
fn tested(w: &Words, evidence: &GroupEvidence) -> Vec<Markup> {
    let mut sentences = Vec::new();
    if evidence.shuffles > 0 && evidence.spread > 0.0 {
        let of = |spread: f64| (evidence.spread_shuffled / spread).min(1.0);
        let range = evidence.spread_range.map(|[low, high]| [of(high), of(low)]);
        let share = ranged(w, of(evidence.spread), range, |share| w.percent(share, 0));
        let values = [("shuffles", evidence.shuffles.into()), ("share", share.into())];
        sentences.push(w.html_with("groups-tested-shuffles", &values));
    }
    let error = |dimensions: u32| {
        let at = dimensions as usize;
        let range = evidence.held_out_ranges.get(at).copied();
        Some(figure(w, *evidence.held_out.get(at)?, range))
    };
    if let Some((without, with)) = error(0).zip(error(evidence.dimensions)) {
        let values =
            [("n", evidence.dimensions.into()), ("with", with.into()), ("without", without.into())];
        sentences.push(w.html_with("groups-tested-held-out", &values));
    }
    if evidence.spread_range.is_some() || !evidence.held_out_ranges.is_empty() {
        sentences.push(w.html("groups-ranges"));
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
    values.push(("agreement", figure(w, agreement, other.agreement_range).into()));
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
        clearness: figure(w, number.clearness, number.clearness_range),
        gradient: gradient.unwrap_or_else(|| w.say("groups-number-not-drawn")),
        agreement: figure(w, number.agreement, number.agreement_range),
        weakest: figure(w, number.weakest, number.weakest_range),
        smallest: w.number(number.smallest),
    }
}

/// A figure with the range it has, where one is known.
pub(crate) fn ranged(
    w: &Words,
    value: f64,
    range: Option<[f64; 2]>,
    written: impl Fn(f64) -> String,
) -> String {
    match range {
        Some([low, high]) => w.with_range([value, low, high].map(written)),
        None => written(value),
    }
}

/// The same in two decimals.
fn figure(w: &Words, value: f64, range: Option<[f64; 2]>) -> String {
    ranged(w, value, range, two_decimals)
}

/// Two decimals and a true minus sign.
fn two_decimals(value: f64) -> String {
    format!("{value:.2}").replace('-', "−")
}
