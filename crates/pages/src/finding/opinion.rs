//! Opinion groups: how many there are, where they stand, and what sets each apart.

use askama::Template;
use findings::{
    Findings, GroupStatement, GroupsOutcome, Opinion as Votes, OpinionGroup, OpinionGroups,
};

use crate::chart::{HexMap, hex};
use crate::finding::stability::{Stability, ranged, stability};
use crate::finding::statements::{STATEMENT_SHOWN, group_colour};
use crate::markup::{Markup, shortened};
use crate::words::Words;

/// Statements that set a group apart, for each group.
const TELLING_SHOWN: usize = 5;

#[derive(Template)]
#[template(path = "report/opinion.html")]
pub(crate) struct Opinion {
    pub(crate) w: &'static Words,
    pub(crate) sentence: Markup,
    pub(crate) facts: Vec<Markup>,
    pub(crate) stability: Option<Stability>,
    pub(crate) map: Option<Map>,
    pub(crate) groups: Vec<Group>,
}

pub(crate) struct Map {
    pub(crate) drawn: HexMap,
    pub(crate) sentences: Vec<String>,
    pub(crate) key: String,
}

pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) letter: char,
    pub(crate) colour: &'static str,
    pub(crate) sentence: Markup,
    pub(crate) people: String,
    pub(crate) range: String,
    pub(crate) point: String,
    pub(crate) telling: Vec<Telling>,
}

/// A statement on which a group differs from the others.
pub(crate) struct Telling {
    pub(crate) text: String,
    pub(crate) figures: String,
}

pub(crate) fn opinion(w: &'static Words, findings: &Findings) -> Opinion {
    let none = Opinion {
        w,
        sentence: w.html("votes-none"),
        facts: Vec::new(),
        stability: None,
        map: None,
        groups: Vec::new(),
    };
    let Some(votes) = findings.opinion.as_ref().filter(|_| findings.received.voters > 0) else {
        return none;
    };
    Opinion {
        sentence: first_sentence(w, findings).unwrap_or_default(),
        facts: facts(w, &votes.groups),
        stability: stability(w, findings),
        map: map(w, &votes.groups),
        groups: votes.groups.groups.iter().map(|group| card(w, votes, group)).collect(),
        ..none
    }
}

/// How many groups the votes form; `None` without votes.
pub(crate) fn first_sentence(w: &Words, findings: &Findings) -> Option<Markup> {
    let found = &findings.opinion.as_ref()?.groups;
    let groups = found.groups.len();
    let received = &findings.received;
    let looked = !matches!(found.outcome, GroupsOutcome::TooFew | GroupsOutcome::Alike);
    let key = match groups {
        _ if received.voters == 0 => return None,
        0 if looked => "groups-none-stable",
        0 => "groups-not-found",
        1 => "groups-one",
        _ => "groups-found",
    };
    let mut values =
        vec![("voters", received.voters.into()), ("statements", received.statements.into())];
    if groups > 1 {
        values.push(("groups", groups.into()));
    }
    Some(w.html_with(key, &values))
}

/// The same for the beginning of the report, where it follows the number of voters.
pub(crate) fn brief(w: &Words, findings: &Findings) -> Option<Markup> {
    let found = &findings.opinion.as_ref()?.groups;
    let groups = found.groups.len();
    let key = match found.outcome {
        GroupsOutcome::Untested => "groups-brief-untested",
        _ => "groups-brief",
    };
    (groups > 1).then(|| w.html_with(key, &[("groups", groups.into())]))
}

fn facts(w: &Words, groups: &OpinionGroups) -> Vec<Markup> {
    let needed = ("needed", groups.votes_needed.into());
    let placed = ("placed", groups.placed.count.into());
    match groups.outcome {
        GroupsOutcome::TooFew if groups.people_needed > 0 => {
            let people = ("people", groups.people_needed.into());
            return vec![w.html_with("groups-too-few", &[people, needed, placed])];
        }
        GroupsOutcome::TooFew => return vec![w.html_with("groups-few", &[needed, placed])],
        _ if groups.groups.is_empty() => return vec![w.html("groups-lists-stay")],
        _ => {}
    }
    let voters = ("voters", groups.placed.of.into());
    vec![
        w.html("groups-from-votes"),
        w.html_with("groups-placed", &[placed, voters, needed]),
        w.html("groups-size"),
    ]
}

fn map(w: &Words, groups: &OpinionGroups) -> Option<Map> {
    let counts: Vec<String> =
        groups.groups.iter().map(|group| w.number(group.size.count)).collect();
    let mut sentences: Vec<String> = largest(w, groups).into_iter().collect();
    let title = w.say_with("map-alt", &[("placed", groups.placed.count.into())]);
    let drawn = hex(groups, &title, &sentences.join(" "), &counts)?;
    sentences.push(w.say_with("map-shared", &[("n", drawn.shared_cells.into())]));
    let [first, second] = [0, 1].map(|at| {
        let range = groups.variance_ranges.map(|ranges| ranges[at]);
        ranged(w, groups.variance[at], range, |share| w.percent(share, 0))
    });
    let values = [("first", first.into()), ("second", second.into())];
    let key = if groups.evidence.is_some() { "map-variance-fit" } else { "map-variance" };
    sentences.push(w.say_with(key, &values));
    let step = |&(low, high): &(u64, u64)| match low == high {
        true => w.number(low),
        false => w.say_with("map-step", &[("low", low.into()), ("high", high.into())]),
    };
    let steps = drawn.steps.iter().map(step).collect::<Vec<_>>();
    let key = w.say_with("map-key", &[("steps", w.list(&steps).into())]);
    Some(Map { drawn, sentences, key })
}

fn largest(w: &Words, groups: &OpinionGroups) -> Option<String> {
    let group = groups.groups.iter().max_by_key(|g| (g.size.count, std::cmp::Reverse(g.id)))?;
    let values = [
        ("group", group.letter().to_string().into()),
        ("n", group.size.count.into()),
        ("share", w.point(&group.size).into()),
        ("range", w.range(&group.size).into()),
    ];
    Some(w.say_with("map-largest", &values))
}

fn card(w: &Words, votes: &Votes, group: &OpinionGroup) -> Group {
    let point = w.point(&group.size);
    let range = w.range(&group.size);
    let values = [
        ("n", group.size.count.into()),
        ("share", point.clone().into()),
        ("range", range.clone().into()),
    ];
    let telling = group.representative.iter().take(TELLING_SHOWN);
    Group {
        name: w.say_with("group", &[("group", group.letter().to_string().into())]),
        letter: group.letter(),
        colour: group_colour(group.id),
        sentence: w.html_with("group-more", &values),
        people: w.number(group.size.count),
        range,
        point,
        telling: telling.filter_map(|one| telling_statement(w, votes, one)).collect(),
    }
}

fn telling_statement(w: &Words, votes: &Votes, one: &GroupStatement) -> Option<Telling> {
    let statement = votes.statements.get(one.statement as usize)?;
    let values = [
        ("inside", w.point_in(&one.inside, 0).into()),
        ("inside-range", w.range_in(&one.inside, 0).into()),
        ("outside", w.point_in(&one.outside, 0).into()),
        ("outside-range", w.range_in(&one.outside, 0).into()),
    ];
    let key = if one.agrees { "group-agree" } else { "group-disagree" };
    Some(Telling {
        text: shortened(&statement.text, STATEMENT_SHOWN),
        figures: w.say_with(key, &values),
    })
}
