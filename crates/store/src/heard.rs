//! Everything stored that takes part: the input of an analysis.

use std::collections::{BTreeMap, BTreeSet};

use consultation::{
    Constituency, Heard, LocalText, ParticipantId, Round, RoundId, StatementId, Timestamp,
    VoteAttributes, VoteCast, VoteOrder,
};
use plan::Plan;
use rusqlite::Connection;

use crate::authors;
use crate::contributions::{read_stored, stored};
use crate::directory::Store;
use crate::error::Error;
use crate::plans::Plans;
use crate::standing::ChannelCode;
use crate::tree;
use crate::votes::{VoteCode, statements};

/// What was stored at one moment, with what is needed to keep the findings made of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeardAt {
    /// What people said. Contributions are named by their leaf, participants by the store's number; a
    /// statement whose words are a contribution's is named as that is, any other by its own id, after
    /// its round and a colon where that is taken.
    pub heard: Heard,
    /// Leaves of the tree at that moment.
    pub size: u64,
    /// Leaf of each contribution.
    pub contributions: Vec<u64>,
    /// The store's number of each participant.
    pub participants: Vec<u64>,
}

impl Store {
    /// All that still has its words, of one round or of all: withheld contributions take part, erased
    /// and replaced ones do not. Votes are in the order they came in.
    pub fn heard(&self, round: Option<&RoundId>) -> Result<HeardAt, Error> {
        let plans = self.plans();
        self.read(|conn| {
            let mut at = HeardAt { size: tree::head(conn)?.size, ..HeardAt::default() };
            at.heard.title = title(&plans, round);
            at.heard.asked = asked(&plans, round);
            let rounds = rounds(conn, round)?;
            read_contributions(conn, &rounds, &mut at)?;
            let positions = read_statements(conn, &rounds, &mut at)?;
            read_votes(conn, &positions, &mut at)?;
            Ok(at)
        })
    }
}

/// The rounds asked for, by the leaf of their opening.
fn rounds(conn: &Connection, only: Option<&RoundId>) -> Result<BTreeMap<u64, RoundId>, Error> {
    let mut rows = conn.prepare_cached("SELECT opening, id FROM round")?;
    let rows = rows.query_map([], |row| Ok((row.get(0)?, RoundId(row.get(1)?))))?;
    let mut rounds: BTreeMap<u64, RoundId> = rows.collect::<Result<_, _>>()?;
    rounds.retain(|_, id| only.is_none_or(|only| id == only));
    Ok(rounds)
}

fn read_contributions(
    conn: &Connection,
    rounds: &BTreeMap<u64, RoundId>,
    at: &mut HeardAt,
) -> Result<(), Error> {
    let wanted: BTreeSet<&RoundId> = rounds.values().collect();
    let mut authors = authors::all(conn)?;
    let mut rows =
        conn.prepare_cached(concat!(stored!(), "WHERE c.standing <= 2 ORDER BY c.leaf"))?;
    for stored in rows.query_map([], read_stored)? {
        let mut stored = stored?;
        stored.contribution.participant = authors.remove(&stored.index);
        if stored.contribution.round.as_ref().is_some_and(|round| wanted.contains(round)) {
            at.contributions.push(stored.index);
            at.heard.contributions.push(stored.contribution);
        }
    }
    Ok(())
}

/// Reads the statements; gives the position of each by its round's opening and its number.
fn read_statements(
    conn: &Connection,
    rounds: &BTreeMap<u64, RoundId>,
    at: &mut HeardAt,
) -> Result<BTreeMap<(u64, u64), u32>, Error> {
    let mut positions = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (opening, round) in rounds {
        for stored in statements(conn, round.as_str())? {
            let mut statement = stored.statement;
            if let Some(leaf) = stored.contribution {
                statement.id = StatementId(leaf.to_string());
            } else if taken.contains(&statement.id) {
                statement.id = StatementId(format!("{}:{}", round.0, statement.id.0));
            }
            taken.insert(statement.id.clone());
            positions.insert((*opening, stored.number), position(at.heard.statements.len()));
            at.heard.statements.push(statement);
        }
    }
    Ok(positions)
}

fn read_votes(
    conn: &Connection,
    positions: &BTreeMap<(u64, u64), u32>,
    at: &mut HeardAt,
) -> Result<(), Error> {
    let mut known: BTreeMap<u64, u32> = BTreeMap::new();
    let mut rows = conn.prepare_cached(
        "SELECT v.participant, v.round, v.statement, v.vote, v.sent, v.channel, p.constituency
         FROM vote v JOIN participant p ON p.id = v.participant
         WHERE v.participant IS NOT NULL ORDER BY v.leaf",
    )?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let Some(&statement) = positions.get(&(row.get(1)?, row.get(2)?)) else { continue };
        let number: u64 = row.get(0)?;
        let ChannelCode(channel) = row.get(5)?;
        let constituency: Option<String> = row.get(6)?;
        let participant = *known.entry(number).or_insert_with(|| {
            let constituency = constituency.map_or_else(Constituency::default, Constituency::from);
            at.heard.vote_attributes.push(VoteAttributes { channel, constituency });
            at.participants.push(number);
            at.heard.participants.push(ParticipantId(number.to_string()));
            position(at.participants.len() - 1)
        });
        let VoteCode(vote) = row.get(3)?;
        let time = row.get::<_, Option<i64>>(4)?.map(Timestamp);
        at.heard.votes.push(VoteCast { participant, statement, vote, time });
    }
    at.heard.vote_order = match at.heard.votes.as_slice() {
        [] => VoteOrder::NoVotes,
        votes if votes.iter().all(|vote| vote.time.is_some()) => VoteOrder::ByTime,
        _ => VoteOrder::AsInFile,
    };
    Ok(())
}

fn position(count: usize) -> u32 {
    u32::try_from(count).expect("each has a leaf or a vote with one, and leaves fit 32 bits")
}

fn title(plans: &Plans, round: Option<&RoundId>) -> Option<String> {
    let title = match round {
        Some(id) => &plans.round(id)?.title,
        None => &plans.top()?.title,
    };
    Some(title.get("en").to_owned())
}

/// The words of the office, in every language: those of the rounds asked for and of their plans.
fn asked(plans: &Plans, only: Option<&RoundId>) -> Vec<String> {
    let rounds: Vec<&Round> = plans
        .rounds()
        .map(|(round, _)| round)
        .filter(|round| only.is_none_or(|only| round.id == *only))
        .collect();
    let of_rounds = rounds.iter().flat_map(|round| {
        let questions = round.questions.iter().map(|question| &question.text);
        [&round.title, &round.consent].into_iter().chain(questions)
    });
    let of_plans = plans
        .all()
        .filter(|plan| rounds.iter().any(|round| plan.round(round.id.as_str()).is_some()))
        .flat_map(plan_words);
    let texts: BTreeSet<&String> =
        of_rounds.chain(of_plans).flat_map(|text| text.0.values()).collect();
    texts.into_iter().filter(|text| !text.trim().is_empty()).cloned().collect()
}

fn plan_words(plan: &Plan) -> impl Iterator<Item = &LocalText> {
    let chapters = plan.chapters.iter().flat_map(|chapter| [&chapter.title, &chapter.intro]);
    let objectives = plan.chapters.iter().flat_map(|chapter| &chapter.objectives);
    let clauses = plan.clauses().flat_map(|clause| [&clause.title, &clause.current().text]);
    [&plan.title, &plan.summary]
        .into_iter()
        .chain(chapters)
        .chain(objectives.map(|objective| &objective.title))
        .chain(clauses)
}
