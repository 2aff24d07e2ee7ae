//! `canvass discuss`: what is said of single things, the office's answers to it, and putting words to the
//! vote.

use plan::{Act, PutToVote, StaffReply};

use super::staff::{Desk, local, today};
use crate::cli::{AnswerWords, DiscussCommand, Place, PutWords};
use crate::failure::{Exit, Failure, Outcome};
use crate::output;
use crate::service::now;

/// Runs the command.
pub fn run(command: &DiscussCommand) -> Outcome {
    match command {
        DiscussCommand::List { place } => list(place),
        DiscussCommand::Answer(answer) => self::answer(answer),
        DiscussCommand::Vote(put) => vote(put),
    }
}

/// One line for each contribution that anyone may read, its replies below it.
fn list(place: &Place) -> Outcome {
    let desk = Desk::open(place)?;
    for (about, _) in desk.store.discussed(&desk.plan)? {
        let mut from = 0;
        loop {
            let found = desk.store.discussion(&desk.plan, &about, from, store::DISCUSSION_MAX)?;
            let Some(last) = found.last() else { break };
            from = last.contribution.index + 1;
            for one in &found {
                for said in std::iter::once(&one.contribution).chain(&one.replies) {
                    let place = said.contribution.discussed.as_deref();
                    let stance = match said.contribution.reply_to {
                        Some(_) => place.map_or("neither", |place| place.stance.as_str()),
                        None => "",
                    };
                    let text = said.contribution.text.replace(['\n', '\t'], " ");
                    let speaker = said.contribution.constituency.as_str();
                    output::line(format!("{about}\t{}\t{stance}\t{speaker}\t{text}", said.index))?;
                }
            }
        }
    }
    Ok(())
}

fn answer(command: &AnswerWords) -> Outcome {
    let reply = StaffReply {
        contribution: command.index,
        body: local(&command.body),
        text: local(&command.text),
        on: today(),
    };
    Desk::open(&command.place)?.act(Act::StaffReply(reply))
}

fn vote(command: &PutWords) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let now = now();
    let round = desk.plan_as_it_stands(|plan| match &command.round {
        Some(id) => plan.round(id).map(|round| round.id.clone()),
        None => plan.rounds.iter().find(|round| round.is_open(now)).map(|r| r.id.clone()),
    });
    let round = round.ok_or_else(|| {
        let hint = "name one with --round, or open one first";
        Failure::new(Exit::Usage, "there is no such round, or none is open", hint)
    })?;
    desk.act(Act::PutToVote(PutToVote { round, contribution: command.index, on: today() }))
}
