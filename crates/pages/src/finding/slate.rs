//! A slate: statements that together speak for everyone, whether anybody is left short, and how people
//! fare by it.

use findings::{Agreed, AgreedInPart, Findings, Opinion, Share, SlateCertificate, SlateClaim};

use crate::chart;
use crate::finding::parts::part_name;
use crate::finding::statements::{Kind, VotesTable, group_colour, letter, table};
use crate::markup::{Markup, isolated};
use crate::words::Words;

/// Characters of a statement in a sentence.
const CLAIMED_SHOWN: usize = 160;

pub(crate) struct Slate {
    pub(crate) sentence: String,
    pub(crate) rule: Markup,
    pub(crate) table: VotesTable,
    /// Whether anybody is left short, in sentences.
    pub(crate) check: Vec<String>,
    pub(crate) fare: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) groups: Vec<Group>,
    /// How people fare by channel and by constituency, where there are several.
    pub(crate) parts: Vec<Fare>,
}

/// How people fare by the parts of one dimension.
pub(crate) struct Fare {
    pub(crate) title: String,
    pub(crate) rows: Vec<FareRow>,
}

/// How the voters of one channel or constituency fare.
pub(crate) struct FareRow {
    pub(crate) name: Markup,
    pub(crate) people: String,
    /// Those who agree with none, out of them, with the range of the share.
    pub(crate) none: String,
    /// The worst-off tenth agree with at most so many.
    pub(crate) tenth: String,
}

/// Voters who agree with so many of the statements.
pub(crate) struct Row {
    pub(crate) members: String,
    pub(crate) people: String,
    pub(crate) share: String,
    pub(crate) range: String,
    pub(crate) bar: Markup,
}

/// How the members of a group fare.
pub(crate) struct Group {
    pub(crate) letter: char,
    pub(crate) colour: &'static str,
    pub(crate) sentence: String,
}

/// The slates of an analysis.
pub(crate) fn slates(w: &'static Words, findings: &Findings, opinion: &Opinion) -> Vec<Slate> {
    findings.slates.iter().map(|slate| one(w, slate, opinion)).collect()
}

/// What a slate is and whom it speaks for.
pub(crate) fn sentence(w: &Words, slate: &findings::Slate) -> String {
    let voters = slate.represented + slate.left_out;
    let values = [
        ("n", slate.statements.len().into()),
        ("represented", slate.represented.into()),
        ("range", w.range_in(&Share::of(slate.represented, voters), 0).into()),
        ("voters", voters.into()),
        ("left", slate.left_out.into()),
    ];
    w.say_with("slates-sentence", &values)
}

fn one(w: &'static Words, slate: &findings::Slate, opinion: &Opinion) -> Slate {
    let group = |part: &findings::AgreedInGroup| Group {
        letter: letter(part.group),
        colour: group_colour(part.group),
        sentence: fare(w, &part.agreed),
    };
    Slate {
        sentence: sentence(w, slate),
        rule: w.html_with("slate-rule", &[("rule", slate.rule.as_str().into())]),
        table: table(w, opinion, &slate.statements, &w.say("slates-title"), &Kind::Grouped),
        check: check(w, slate, opinion),
        fare: fare(w, &slate.agreed),
        rows: rows(w, &slate.agreed),
        groups: slate.by_group.iter().map(group).collect(),
        parts: [("channel", &slate.by_channel), ("constituency", &slate.by_constituency)]
            .into_iter()
            .filter(|(_, parts)| parts.len() > 1)
            .map(|(family, parts)| Fare {
                title: w.say(&format!("by-{family}")),
                rows: parts.iter().map(|part| fare_row(w, family, part)).collect(),
            })
            .collect(),
    }
}

fn fare_row(w: &Words, family: &str, part: &AgreedInPart) -> FareRow {
    let none = part.agreed.voters.first().copied().unwrap_or(0);
    let share = Share::of(none, part.agreed.of.max(none));
    FareRow {
        name: part_name(w, family, &part.part),
        people: w.number(part.agreed.of),
        none: w.range_in(&share, 0),
        tenth: at_most(w, part.agreed.tenth, part.agreed.tenth_range()),
    }
}

fn check(w: &Words, slate: &findings::Slate, opinion: &Opinion) -> Vec<String> {
    let SlateCertificate { axiom, holds, checked, place, nearest } = &slate.certificate;
    let claim = |key: &str, claim: &SlateClaim| {
        let statement = opinion.statements.get(claim.statement as usize)?;
        let values = [
            ("text", isolated(&statement.text, CLAIMED_SHOWN).into()),
            ("voters", claim.voters.into()),
            ("members", claim.members.into()),
            ("needed", claim.needed.into()),
        ];
        Some(w.say_with(key, &values))
    };
    let place = w.say_with(
        "slate-place",
        &[("n", slate.statements.len().into()), ("place", (*place).into())],
    );
    let name = [("axiom", axiom.as_str().into()), ("checked", (*checked).into())];
    let verdict = if *holds { "slate-holds" } else { "slate-fails" };
    let key = if *holds { "slate-nearest" } else { "slate-witness" };
    let told = nearest.as_ref().and_then(|nearest| claim(key, nearest));
    let mut sentences = vec![place, w.say_with(verdict, &name)];
    sentences.extend(told);
    sentences.push(w.say("slate-unseen"));
    sentences
}

fn fare(w: &Words, agreed: &Agreed) -> String {
    let none = agreed.voters.first().copied().unwrap_or(0);
    let share = Share::of(none, agreed.of.max(none));
    let values = [
        ("none", none.into()),
        ("range", w.range_in(&share, 0).into()),
        ("voters", agreed.of.into()),
        ("tenth", at_most(w, agreed.tenth, agreed.tenth_range()).into()),
        ("half", at_most(w, agreed.half, agreed.half_range()).into()),
    ];
    w.say_with("slate-fare", &values)
}

/// A number of statements, with its range where that holds others.
fn at_most(w: &Words, number: u32, [low, high]: [u32; 2]) -> String {
    if low == high {
        return w.number(number.into());
    }
    let values = [("n", number.into()), ("low", low.into()), ("high", high.into())];
    w.say_with("slate-at-most", &values)
}

fn rows(w: &Words, agreed: &Agreed) -> Vec<Row> {
    let row = |(members, &people): (usize, &u64)| {
        let share = Share::of(people, agreed.of.max(people));
        Row {
            members: w.say_with("slate-members", &[("n", members.into())]),
            people: w.number(people),
            share: w.point_in(&share, 0),
            range: w.range_in(&share, 0),
            bar: chart::share(share.value()),
        }
    };
    agreed.voters.iter().enumerate().map(row).collect()
}
