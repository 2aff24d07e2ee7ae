//! Everything at once: what came in, and what was planted.

use consultation::{
    Channel, Heard, LocalText, ParticipantId, Timestamp, VoteAttributes, VoteCast, VoteOrder,
};

use crate::contributions::contributions;
use crate::options::{Options, OptionsError};
use crate::subject::questions;
use crate::truth::{Truth, Voter};
use crate::votes::{Ballot, ballots};

/// A rehearsal.
#[derive(Clone, Debug, PartialEq)]
pub struct Rehearsed {
    /// What came in.
    pub heard: Heard,
    /// What was planted in it.
    pub truth: Truth,
}

/// Makes a whole consultation. The same options give the same bytes on every machine.
///
/// Memory: three quarters of a kilobyte a contribution and forty bytes a vote; for more than some
/// hundred thousand take [`contributions`](crate::contributions) and [`ballots`](crate::ballots)
/// one at a time. Errors: options that cannot be met.
pub fn rehearse(options: &Options) -> Result<Rehearsed, OptionsError> {
    let all = contributions(options)?;
    let campaigns = all.campaigns().to_vec();
    let (contributions, planted) = all.unzip();
    let ballots = ballots(options)?;
    let (statements, about) = (ballots.statements(), ballots.planted());
    let (participants, voters, votes) = in_order_of_time(ballots);
    let heard = Heard {
        title: Some("A rehearsal: every word and vote in it is synthetic".to_owned()),
        contributions,
        statements,
        participants,
        vote_attributes: voters.iter().zip(0..).map(vote_attributes).collect(),
        packed: None,
        vote_order: if votes.is_empty() { VoteOrder::NoVotes } else { VoteOrder::ByTime },
        votes,
        asked: questions().into_iter().flat_map(|LocalText(words)| words.into_values()).collect(),
    };
    let truth = Truth { contributions: planted, campaigns, voters, statements: about };
    Ok(Rehearsed { heard, truth })
}

/// How somebody's votes came in: one in five people voted at a meeting.
fn vote_attributes((voter, at): (&Voter, usize)) -> VoteAttributes {
    let channel = if at % 5 == 4 { Channel::Meeting } else { Channel::Web };
    VoteAttributes { channel, constituency: voter.constituency.clone() }
}

/// The ballots' votes by time, with participants numbered as they first appear.
fn in_order_of_time(
    ballots: impl Iterator<Item = Ballot>,
) -> (Vec<ParticipantId>, Vec<Voter>, Vec<VoteCast>) {
    let mut ballots: Vec<Ballot> = ballots.collect();
    ballots.sort_by_key(|ballot| ballot.votes.first().map_or(Timestamp(0), |(_, _, time)| *time));
    let mut votes: Vec<VoteCast> = (0_u32..)
        .zip(&ballots)
        .flat_map(|(participant, ballot)| {
            ballot.votes.iter().map(move |(statement, vote, time)| VoteCast {
                participant,
                statement: *statement,
                vote: *vote,
                time: Some(*time),
            })
        })
        .collect();
    votes.sort_by_key(|cast| cast.time);
    let (participants, voters) =
        ballots.into_iter().map(|ballot| (ballot.participant, ballot.voter)).unzip();
    (participants, voters, votes)
}
