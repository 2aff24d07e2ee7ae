//! `canvass evidence` and `canvass review`: what the plan rests on, and looks at the whole of it.

use plan::{Act, Evidence, EvidenceId, Period, Review, ReviewId, Stated, Volume};

use super::progress_acts::{of_option, stated};
use super::staff::{Desk, attribution, local, today};
use crate::cli::{AddEvidence, AddReview, CompileVolume, EvidenceCommand};
use crate::failure::Outcome;

/// `canvass evidence`.
pub fn evidence(command: &EvidenceCommand) -> Outcome {
    match command {
        EvidenceCommand::Add(add) => self::add(add),
        EvidenceCommand::Compile(compile) => self::compile(compile),
    }
}

fn add(command: &AddEvidence) -> Outcome {
    let evidence = Evidence {
        id: EvidenceId(command.id.clone()),
        title: local(&command.title),
        publisher: local(&command.publisher),
        published: of_option(command.published),
        licence: stated(&command.licence),
        attribution: attribution(&command.said),
    };
    Desk::open(&command.place)?.act(Act::AddEvidence(evidence))
}

fn compile(command: &CompileVolume) -> Outcome {
    let articles = u32::try_from(command.evidence.len()).unwrap_or(u32::MAX);
    let volume = Volume {
        title: local(&command.title),
        published: Stated::Is(command.published.unwrap_or(Period::Day(today()))),
        volumes: Stated::Is(1),
        articles: Stated::Is(articles),
        evidence: command.evidence.iter().cloned().map(EvidenceId).collect(),
        attribution: attribution(&command.said),
    };
    Desk::open(&command.place)?.act(Act::CompileVolume(volume))
}

/// `canvass review add`.
pub fn review(command: &AddReview) -> Outcome {
    let review = Review {
        id: ReviewId(command.id.clone()),
        title: local(&command.title),
        body: local(&command.body),
        on: today(),
        text: local(&command.text),
    };
    Desk::open(&command.place)?.act(Act::HoldReview(review))
}
