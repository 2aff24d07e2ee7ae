//! What the office does in a discussion: it answers in its own name, and it puts words of somebody to the
//! vote. The words themselves are contributions and stand with the consultation.

use consultation::{LocalText, RoundId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Plan, Refusal};

/// An answer of the office in a discussion. It decides nothing: a disposition does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffReply {
    /// Leaf of the contribution that is answered.
    pub contribution: u64,
    /// Which body answers.
    pub body: LocalText,
    /// What it says.
    pub text: LocalText,
    /// The day.
    pub on: Date,
}

/// A contribution whose words are put to the vote as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutToVote {
    /// The round in which people vote on it.
    pub round: RoundId,
    /// Leaf of the contribution.
    pub contribution: u64,
    /// The day.
    pub on: Date,
}

impl Plan {
    /// What the office answered to a contribution, in order.
    pub fn staff_replies_to(&self, contribution: u64) -> impl Iterator<Item = &StaffReply> {
        self.staff_replies.iter().filter(move |reply| reply.contribution == contribution)
    }

    /// The round in which a contribution's words are put to the vote.
    pub fn put_to_vote_in(&self, contribution: u64) -> Option<&RoundId> {
        let found = self.put_to_vote.iter().find(|put| put.contribution == contribution);
        found.map(|put| &put.round)
    }

    pub(crate) fn staff_reply(&mut self, reply: StaffReply) -> Result<(), Refusal> {
        if reply.text.is_blank() {
            return Err(Refusal::NoReason);
        }
        self.staff_replies.push(reply);
        Ok(())
    }

    pub(crate) fn put(&mut self, put: PutToVote) -> Result<(), Refusal> {
        let round = put.round.as_str();
        if self.round(round).is_none() {
            return Err(Refusal::Unknown { what: "round", id: round.to_owned() });
        }
        if self.put_to_vote_in(put.contribution).is_some() {
            let id = put.contribution.to_string();
            return Err(Refusal::Taken { what: "statement from contribution", id });
        }
        self.put_to_vote.push(put);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Act, example};
    use jiff::civil::date;

    #[test]
    fn the_office_answers_in_words_and_puts_a_contribution_to_the_vote_once() {
        let mut plan = example();
        let reply = |text: &str| {
            Act::StaffReply(StaffReply {
                contribution: 7,
                body: LocalText::one("en", "Water office"),
                text: LocalText::one("en", text),
                on: date(2026, 3, 1),
            })
        };
        assert_eq!(plan.apply(reply(" ")), Err(Refusal::NoReason));
        plan.apply(reply("The wells are counted in May.")).unwrap();
        assert_eq!(plan.staff_replies_to(7).count(), 1);
        assert_eq!(plan.staff_replies_to(8).count(), 0);

        let put = PutToVote { round: RoundId("r".into()), contribution: 7, on: date(2026, 3, 1) };
        let unknown = Refusal::Unknown { what: "round", id: "r".into() };
        assert_eq!(plan.apply(Act::PutToVote(put)), Err(unknown));
    }
}
