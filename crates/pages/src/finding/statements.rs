//! Statements: which ones most people, or every group, agree with, and which ones part them.

use askama::Template;
use findings::{
    Again, Bridging, Findings, Opinion, PartVotes, Share, StatementFinding, VoteCounts,
};

use crate::chart;
use crate::finding::parts::part_name;
use crate::finding::slate::{Slate, slates};
use crate::markup::{Markup, isolated, shortened};
use crate::words::Words;

/// Characters of a statement that are shown.
pub(crate) const STATEMENT_SHOWN: usize = 280;

/// The same in the first sentences of the report.
const BRIEF_SHOWN: usize = 160;

/// Statements in one list.
pub(crate) const LISTED: usize = 10;

/// Statements in the list of all.
const ALL_SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "report/statements.html")]
pub(crate) struct Statements {
    pub(crate) w: &'static Words,
    pub(crate) lists: Vec<List>,
    pub(crate) rest: Option<Markup>,
    pub(crate) slates: Vec<Slate>,
    /// The statements of the lists by channel and by constituency, where there are several.
    pub(crate) by: Vec<By>,
    pub(crate) all: VotesTable,
    pub(crate) all_title: String,
}

/// Statements by channel or by constituency.
pub(crate) struct By {
    pub(crate) title: String,
    pub(crate) sentence: String,
    pub(crate) table: VotesTable,
}

/// Statements of one kind.
pub(crate) struct List {
    pub(crate) title: String,
    pub(crate) sentence: String,
    pub(crate) most: Option<String>,
    pub(crate) table: VotesTable,
    /// What follows the first of them, where only those are shown at once.
    pub(crate) further: Option<VotesTable>,
    pub(crate) cut: Option<Markup>,
}

/// A table with a row for everyone and a row for each group, statement by statement.
#[derive(Template)]
#[template(path = "finding/votes_table.html")]
pub(crate) struct VotesTable {
    pub(crate) w: &'static Words,
    pub(crate) title: String,
    /// Rows say whose votes they are.
    pub(crate) grouped: bool,
    /// They are those of channels or constituencies, whose names are longer than a letter.
    pub(crate) by_part: bool,
    /// The heading of that column.
    pub(crate) who: String,
    pub(crate) statements: Vec<Statement>,
}

pub(crate) struct Statement {
    pub(crate) text: String,
    /// What else the list it stands in says of it.
    pub(crate) notes: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

pub(crate) struct Row {
    /// The letter and colour of a group; `None` for everyone and for other parts.
    pub(crate) group: Option<(char, &'static str)>,
    /// The name of a channel or constituency.
    pub(crate) part: Option<Markup>,
    pub(crate) bar: Markup,
    pub(crate) agree: String,
    pub(crate) agree_range: String,
    pub(crate) disagree: String,
    pub(crate) disagree_range: String,
}

/// The lists, with the `first` statements of each in its table, and all statements.
pub(crate) fn statements(
    w: &'static Words,
    findings: &Findings,
    first: usize,
) -> Option<Statements> {
    let opinion = findings.opinion.as_ref()?;
    let n = opinion.statements.len();
    let (all, all_title) = all(w, opinion, |_| true);
    Some(Statements {
        w,
        lists: lists(w, opinion, first),
        rest: (n > 0).then(|| w.html_with("statements-rest", &[("n", n.into())])),
        slates: slates(w, findings, opinion),
        by: by(w, opinion),
        all,
        all_title,
    })
}

/// The statements that `which` holds for, those with the most votes first, and the title of their table.
pub(crate) fn all(
    w: &'static Words,
    opinion: &Opinion,
    which: impl Fn(&StatementFinding) -> bool,
) -> (VotesTable, String) {
    let kept = (0..).zip(&opinion.statements).filter(|(_, one)| which(one));
    let mut most_seen: Vec<u32> = kept.map(|(at, _)| at).collect();
    let n = most_seen.len();
    most_seen.sort_by_key(|&at| std::cmp::Reverse(opinion.statements[at as usize].counts.seen()));
    most_seen.truncate(ALL_SHOWN);
    let title = match n > ALL_SHOWN {
        true => w.say_with("statements-all-cut", &[("n", n.into()), ("shown", ALL_SHOWN.into())]),
        false => w.say_with("statements-all", &[("n", n.into())]),
    };
    (table(w, opinion, &most_seen, &title, &Kind::Plain), title)
}

/// The first statement of the lists that say most, in its own words.
pub(crate) fn brief(w: &Words, findings: &Findings) -> Vec<String> {
    let Some(opinion) = &findings.opinion else { return Vec::new() };
    let across = match opinion.groups.groups.len() {
        0 | 1 => first_of(w, opinion, &opinion.agreed, "agreed-brief"),
        _ => first_of(w, opinion, &opinion.across_groups, "across-brief"),
    };
    across.into_iter().chain(first_of(w, opinion, &opinion.divisive, "divisive-brief")).collect()
}

fn first_of(w: &Words, opinion: &Opinion, positions: &[u32], key: &str) -> Option<String> {
    let first = opinion.statements.get(*positions.first()? as usize)?;
    let values = [
        ("text", isolated(&first.text, BRIEF_SHOWN).into()),
        ("agree", w.range_in(&first.agree, 0).into()),
        ("disagree", w.range_in(&first.disagree, 0).into()),
    ];
    Some(w.say_with(key, &values))
}

/// The statements that lead the lists, by channel and by constituency, each where several parts have
/// figures that may be shown.
fn by(w: &'static Words, opinion: &Opinion) -> Vec<By> {
    /// Statements taken from each list.
    const OF_EACH: usize = 3;
    let lists = [&opinion.across_groups, &opinion.bridging, &opinion.agreed, &opinion.divisive];
    let mut leading: Vec<u32> = Vec::new();
    for &at in lists.into_iter().flat_map(|list| list.iter().take(OF_EACH)) {
        if !leading.contains(&at) {
            leading.push(at);
        }
    }
    let dimension = |family: &'static str, parts: PartsOf| {
        let several = |at: &&u32| {
            opinion.statements.get(**at as usize).is_some_and(|one| parts(one).len() > 1)
        };
        let told: Vec<u32> = leading.iter().filter(several).copied().collect();
        let title = w.say(&format!("by-{family}"));
        let table = table(w, opinion, &told, &title, &Kind::By(family, parts));
        (!told.is_empty()).then(|| By {
            sentence: w.say_with("votes-by-sentence", &[("n", told.len().into())]),
            table,
            title,
        })
    };
    let channel = dimension("channel", |one| &one.by_channel);
    channel.into_iter().chain(dimension("constituency", |one| &one.by_constituency)).collect()
}

/// A statement's votes by the parts of one dimension.
type PartsOf = fn(&StatementFinding) -> &[PartVotes];

/// What a table says of each of its statements.
pub(crate) enum Kind {
    /// Everyone's votes.
    Plain,
    /// A row for each group too.
    Grouped,
    /// The same, and how often the statement is listed again when people are drawn anew.
    Again(fn(&Again) -> f64),
    /// The same, and its bridging score.
    Bridging,
    /// A row for each channel or constituency, by the family of its names.
    By(&'static str, PartsOf),
}

fn lists(w: &'static Words, opinion: &Opinion, first: usize) -> Vec<List> {
    let list = |positions: &[u32], [title, sentence]: [&str; 2], kind: Kind, most| {
        let title = w.say(title);
        let shown = &positions[..positions.len().min(LISTED)];
        let hidden = positions.len() - shown.len();
        List {
            sentence: w.say_with(sentence, &[("n", positions.len().into())]),
            most,
            table: table(w, opinion, &shown[..shown.len().min(first)], &title, &kind),
            further: (shown.len() > first)
                .then(|| table(w, opinion, &shown[first..], &title, &kind)),
            cut: (hidden > 0).then(|| w.html_with("statements-cut", &[("n", hidden.into())])),
            title,
        }
    };
    let mut lists = Vec::new();
    if opinion.groups.groups.len() > 1 {
        let kind = Kind::Again(|again| again.across_groups);
        lists.push(list(&opinion.across_groups, ["across-title", "across-sentence"], kind, None));
    }
    if opinion.statements.iter().any(|one| one.bridging.is_some()) {
        let about = Some(w.say("bridging-about"));
        lists.push(list(
            &opinion.bridging,
            ["bridging-title", "bridging-sentence"],
            Kind::Bridging,
            about,
        ));
    }
    let most = most_divided(w, opinion);
    lists.push(list(
        &opinion.divisive,
        ["divisive-title", "divisive-sentence"],
        Kind::Again(|again| again.divisive),
        most,
    ));
    lists.push(list(
        &opinion.agreed,
        ["agreed-title", "agreed-sentence"],
        Kind::Again(|again| again.agreed),
        None,
    ));
    lists.push(list(
        &opinion.rejected,
        ["rejected-title", "rejected-sentence"],
        Kind::Again(|again| again.rejected),
        None,
    ));
    lists
}

/// What a list of this kind says of a statement.
fn notes(w: &Words, statement: &StatementFinding, kind: &Kind) -> Vec<String> {
    let again = |of: fn(&Again) -> f64| {
        let times = (of(statement.again.as_ref()?) * 100.0).round() as u64;
        Some(w.say_with("statement-again", &[("n", times.into())]))
    };
    let notes = match kind {
        Kind::Plain | Kind::Grouped | Kind::By(..) => Vec::new(),
        Kind::Again(of) => vec![again(*of)],
        Kind::Bridging => vec![
            statement.bridging.as_ref().map(|bridging| score(w, bridging)),
            informed(w, statement),
            again(|again| again.bridging),
        ],
    };
    notes.into_iter().flatten().collect()
}

fn score(w: &Words, bridging: &Bridging) -> String {
    let [first, second] = bridging.sides.each_ref().map(|side| w.range_in(side, 0));
    let score = bridging.score;
    let values = [
        ("score", signed(score.value).into()),
        ("low", signed(score.low).into()),
        ("high", signed(score.high).into()),
        ("first", first.into()),
        ("second", second.into()),
    ];
    w.say_with("bridging-score", &values)
}

/// Group-informed consensus, where there are groups.
fn informed(w: &Words, statement: &StatementFinding) -> Option<String> {
    let (value, [low, high]) = statement.group_informed.zip(statement.group_informed_range)?;
    let decimals = |value: f64| format!("{value:.2}");
    let values = [
        ("value", decimals(value).into()),
        ("low", decimals(low).into()),
        ("high", decimals(high).into()),
    ];
    Some(w.say_with("bridging-informed", &values))
}

/// Two decimals and a true sign.
fn signed(value: f64) -> String {
    format!("{value:+.2}").replace('-', "−")
}

fn most_divided(w: &Words, opinion: &Opinion) -> Option<String> {
    let first = opinion.statements.get(*opinion.divisive.first()? as usize)?;
    let values = [
        ("agree", w.range_in(&first.agree, 0).into()),
        ("disagree", w.range_in(&first.disagree, 0).into()),
    ];
    Some(w.say_with("divisive-most", &values))
}

/// The table of the statements at `positions`.
pub(crate) fn table(
    w: &'static Words,
    opinion: &Opinion,
    positions: &[u32],
    title: &str,
    kind: &Kind,
) -> VotesTable {
    let grouped = match kind {
        Kind::Plain => false,
        Kind::By(..) => true,
        _ => opinion.groups.groups.len() > 1,
    };
    let who = match kind {
        Kind::By(family, _) => w.say(&format!("by-{family}")),
        _ => w.say("group-letter"),
    };
    let shown = positions.iter().filter_map(|&at| opinion.statements.get(at as usize));
    let statements = shown.map(|statement| Statement {
        text: shortened(&statement.text, STATEMENT_SHOWN),
        notes: notes(w, statement, kind),
        rows: match kind {
            Kind::By(family, parts) => by_part(w, statement, family, parts(statement)),
            _ => rows(w, statement, grouped),
        },
    });
    VotesTable {
        w,
        title: title.to_owned(),
        grouped,
        by_part: matches!(kind, Kind::By(..)),
        who,
        statements: statements.collect(),
    }
}

/// A row for everyone and one for each part.
fn by_part(w: &Words, statement: &StatementFinding, family: &str, parts: &[PartVotes]) -> Vec<Row> {
    let of_part = |part: &PartVotes| {
        let disagree = Share::of(part.counts.disagree, part.counts.seen());
        let row = row(w, None, &part.counts, &part.agree(), &disagree);
        Row { part: Some(part_name(w, family, &part.part)), ..row }
    };
    rows(w, statement, false).into_iter().chain(parts.iter().map(of_part)).collect()
}

fn rows(w: &Words, statement: &StatementFinding, grouped: bool) -> Vec<Row> {
    let mut rows = vec![row(w, None, &statement.counts, &statement.agree, &statement.disagree)];
    if grouped {
        rows.extend(statement.by_group.iter().map(|votes| {
            let (counts, seen) = (&votes.counts, votes.counts.seen());
            let (agree, disagree) =
                (Share::of(counts.agree, seen), Share::of(counts.disagree, seen));
            row(w, Some(votes.group), counts, &agree, &disagree)
        }));
    }
    rows
}

fn row(w: &Words, group: Option<u32>, counts: &VoteCounts, agree: &Share, against: &Share) -> Row {
    let voted = counts.seen() > 0;
    let range = |share| if voted { w.range_in(share, 0) } else { String::new() };
    Row {
        group: group.map(|id| (letter(id), group_colour(id))),
        part: None,
        bar: chart::votes(counts),
        agree: w.point_in(agree, 0),
        agree_range: range(agree),
        disagree: if voted { w.point_in(against, 0) } else { String::new() },
        disagree_range: range(against),
    }
}

/// A to Z, as [`findings::OpinionGroup::letter`] gives it.
pub(crate) fn letter(group: u32) -> char {
    char::from(b'A' + u8::try_from(group % 26).unwrap_or(0))
}

/// The class that colours a group; the sixth and later share one.
pub(crate) fn group_colour(group: u32) -> &'static str {
    ["ga", "gb", "gc", "gd", "ge"].get(group as usize).copied().unwrap_or("gx")
}
