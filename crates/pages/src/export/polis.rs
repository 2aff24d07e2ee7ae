//! A round's votes as a Polis export, so that an office can leave with them: `summary.csv`, `comments.csv`,
//! `votes.csv`, the vote matrix and `comment-groups.csv`, as Polis writes them (`polis-export/1`): agree is
//! 1, disagree -1, pass 0; times in milliseconds since 1970, 0 where none is known; statements by their
//! number in the round. Words stand verbatim, for a reader that takes them so.
//!
//! Voters are not joined with who wrote what, so `author-id` is empty and `n-comments` is 0. What
//! `canvass analyse` makes of the folder is what it makes of the votes it came from: a test holds it.

use std::borrow::Cow;

use consultation::{Heard, Moderation, Statement, Vote};
use findings::{Opinion, VoteCounts};

use super::table::{Row, Table};
use super::tables::header;

/// Most cells of a vote matrix; with more of them it is left out, and `votes.csv` holds the votes.
pub const POLIS_CELLS_MAX: usize = 200_000_000;

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub struct PolisExport<'a> {
    /// The votes of one round, and its statements by their numbers, the first being 1.
    pub heard: &'a Heard,
    /// The opinion group of each participant, by the profile `polis`.
    pub groups: &'a [Option<u32>],
    /// What the votes say; `None` without votes.
    pub opinion: Option<&'a Opinion>,
}

/// The tables, each by its name without `.csv`. `summary` has no header: its first row stands for one.
pub fn polis_export<'a>(export: PolisExport<'a>) -> Vec<Table<'a>> {
    let PolisExport { heard, groups, opinion } = export;
    let mut tables = vec![summary(export), comments(heard), votes(heard)];
    let cells = heard.participants.len().saturating_mul(heard.statements.len());
    if cells <= POLIS_CELLS_MAX {
        tables.push(matrix(heard, groups));
    }
    tables.extend(opinion.map(|opinion| comment_groups(heard, opinion)));
    tables
}

/// Its number in the round, from its position.
fn number<'a>(at: usize) -> Cow<'a, str> {
    (at + 1).to_string().into()
}

fn summary(export: PolisExport<'_>) -> Table<'_> {
    let PolisExport { heard, groups, opinion } = export;
    let groups_found = opinion.map_or(0, |opinion| opinion.groups.groups.len());
    let placed = groups.iter().flatten().count();
    let rows = [
        ("url", String::new()),
        ("voters", heard.participants.len().to_string()),
        ("voters-in-conv", placed.to_string()),
        ("commenters", String::new()),
        ("comments", heard.statements.len().to_string()),
        ("groups", groups_found.to_string()),
        ("conversation-description", String::new()),
        ("vote-convention", "agree=+1;disagree=-1;pass=0;format=polis-export/1".to_owned()),
    ];
    let title = heard.title.clone().unwrap_or_default();
    Table::new("summary", vec!["topic".to_owned(), title], rows.len(), move || {
        rows.clone().into_iter().map(|(key, value)| vec![key.into(), value.into()])
    })
}

fn comments(heard: &Heard) -> Table<'_> {
    let columns = header(&[
        "timestamp",
        "datetime",
        "comment-id",
        "author-id",
        "agrees",
        "disagrees",
        "moderated",
        "is-meta",
        "is-seed",
        "comment-body",
    ]);
    // Polis counts every vote cast here, also those that were replaced.
    let mut cast = vec![VoteCounts::default(); heard.statements.len()];
    for vote in &heard.votes {
        add(&mut cast[vote.statement as usize], vote.vote);
    }
    Table::new("comments", columns, heard.statements.len(), move || {
        let cast = cast.clone();
        let row = move |(at, statement): (usize, &'_ Statement)| comment(at, statement, cast[at]);
        heard.statements.iter().enumerate().map(row)
    })
}

fn comment<'a>(at: usize, statement: &Statement, cast: VoteCounts) -> Row<'a> {
    let yes = |is: bool| Cow::Borrowed(if is { "true" } else { "false" });
    let [time, moment] = times(statement.created);
    let moderated = match statement.moderation {
        Moderation::Hidden(_) => "-1",
        Moderation::Released => "1",
        Moderation::Unmoderated | Moderation::Held => "0",
    };
    vec![
        time,
        moment,
        number(at),
        Cow::Borrowed(""),
        cast.agree.to_string().into(),
        cast.disagree.to_string().into(),
        moderated.into(),
        yes(statement.is_meta),
        yes(statement.is_seed),
        statement.text.clone().into(),
    ]
}

/// Milliseconds since 1970, and the moment as Polis writes it, in UTC.
fn times<'a>(at: Option<consultation::Timestamp>) -> [Cow<'a, str>; 2] {
    let milliseconds = at.map_or(0, |at| at.0);
    let moment = at.and_then(|at| jiff::Timestamp::from_millisecond(at.0).ok());
    let moment = moment.map(|moment| moment.strftime("%a %b %d %H:%M:%S UTC %Y").to_string());
    [milliseconds.to_string().into(), moment.unwrap_or_default().into()]
}

fn votes(heard: &Heard) -> Table<'_> {
    let columns = header(&["timestamp", "datetime", "comment-id", "voter-id", "vote"]);
    Table::new("votes", columns, heard.votes.len(), move || {
        heard.votes.iter().map(|cast| {
            let [time, moment] = times(cast.time);
            vec![
                time,
                moment,
                number(cast.statement as usize),
                heard.participants[cast.participant as usize].as_str().into(),
                sign(cast.vote).into(),
            ]
        })
    })
}

/// One row a participant, with their votes that stand.
fn matrix<'a>(heard: &'a Heard, groups: &'a [Option<u32>]) -> Table<'a> {
    let mut columns =
        header(&["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"]);
    columns.extend((0..heard.statements.len()).map(|at| number(at).into_owned()));
    let mut by_participant: Vec<Vec<(u32, Vote)>> = vec![Vec::new(); heard.participants.len()];
    for cast in &heard.votes {
        by_participant[cast.participant as usize].push((cast.statement, cast.vote));
    }
    let row = move |at: usize| -> Row<'a> {
        let mut cells = vec![None; heard.statements.len()];
        // In the order they were cast, so that the last one stands.
        by_participant[at].iter().for_each(|&(column, vote)| cells[column as usize] = Some(vote));
        let mut counts = VoteCounts::default();
        cells.iter().flatten().for_each(|&vote| add(&mut counts, vote));
        let group = groups.get(at).copied().flatten();
        let mut row = vec![
            heard.participants[at].as_str().into(),
            group.map_or(Cow::Borrowed(""), |group| group.to_string().into()),
            "0".into(),
            counts.seen().to_string().into(),
            counts.agree.to_string().into(),
            counts.disagree.to_string().into(),
        ];
        row.extend(cells.into_iter().map(|vote| Cow::Borrowed(vote.map_or("", sign))));
        row
    };
    let row = std::rc::Rc::new(row);
    Table::new("participants-votes", columns, heard.participants.len(), move || {
        let row = std::rc::Rc::clone(&row);
        (0..heard.participants.len()).map(move |at| row(at))
    })
}

/// Votes that stand on each statement, of everybody and inside each group.
fn comment_groups<'a>(heard: &'a Heard, opinion: &'a Opinion) -> Table<'a> {
    let counted =
        |of: &str| ["votes", "agrees", "disagrees", "passes"].map(|what| format!("{of}-{what}"));
    let mut columns = header(&["comment-id", "comment"]);
    columns.extend(counted("total"));
    for group in &opinion.groups.groups {
        columns.extend(counted(&format!("group-{}", group.letter().to_ascii_lowercase())));
    }
    let cells = |counts: &VoteCounts| {
        [counts.seen(), counts.agree, counts.disagree, counts.pass].map(|count| count.to_string())
    };
    Table::new("comment-groups", columns, opinion.statements.len(), move || {
        opinion.statements.iter().enumerate().map(move |(at, found)| {
            let text = heard.statements[at].text.as_str();
            let mut row = vec![number(at), text.into()];
            row.extend(cells(&found.counts).map(Cow::Owned));
            row.extend(
                found.by_group.iter().flat_map(|group| cells(&group.counts)).map(Cow::Owned),
            );
            row
        })
    })
}

fn add(counts: &mut VoteCounts, vote: Vote) {
    match vote {
        Vote::Agree => counts.agree += 1,
        Vote::Disagree => counts.disagree += 1,
        Vote::Pass => counts.pass += 1,
    }
}

/// As the files of Polis have it; its database has the opposite sign.
fn sign(vote: Vote) -> &'static str {
    match vote {
        Vote::Agree => "1",
        Vote::Disagree => "-1",
        Vote::Pass => "0",
    }
}
