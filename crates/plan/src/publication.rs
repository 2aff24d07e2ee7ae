//! Publications: the text of all clauses on a day, as outline, draft or final text.
//!
//! Before a draft or the final text is published, two different people approve it, and every theme
//! without an answer is listed in it. An approval holds for the text and the answers as they stood: what
//! is decided or rewritten afterwards takes it back.

use std::collections::{BTreeMap, BTreeSet};

use findings::ThemeId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::{ClauseId, Plan, Refusal, Subject};

/// People who must approve a publication.
pub const APPROVALS: usize = 2;

/// How far the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// As first published for comment.
    Outline,
    /// Rewritten from what people said; may be commented on again.
    Draft,
    /// In force; changed only by amendment.
    Final,
}

impl Stage {
    /// The word in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Outline => "outline",
            Stage::Draft => "draft",
            Stage::Final => "final",
        }
    }
}

/// A publication as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPublication {
    /// From 1; the outline of [`Act::Publish`](crate::Act) is number 0.
    pub number: u32,
    /// Draft or final.
    pub stage: Stage,
    /// The day.
    pub on: Date,
    /// The analysis run that is answered; `None` when nothing was asked.
    #[serde(default)]
    pub run: Option<u64>,
    /// Leaf themes of that run with an answer, their own or their parent's.
    #[serde(default)]
    pub answered: Vec<AnsweredTheme>,
    /// Leaf themes without one: listed, never hidden.
    #[serde(default)]
    pub unanswered: Vec<ThemeId>,
}

/// A leaf theme that has an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredTheme {
    /// The leaf theme.
    pub theme: ThemeId,
    /// The theme whose answer it has: itself or its parent.
    pub by: ThemeId,
}

/// A publication that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// From 1.
    pub number: u32,
    /// Draft or final.
    pub stage: Stage,
    /// The day.
    pub on: Date,
    /// The analysis run that is answered.
    pub run: Option<u64>,
    /// Leaf themes without an answer on that day.
    pub unanswered: Vec<ThemeId>,
    /// Who approved it.
    pub approved_by: Vec<String>,
    /// The version of each clause in it.
    pub versions: BTreeMap<ClauseId, u32>,
}

/// One person's approval of the next publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The publication.
    pub publication: u32,
    /// Who approves.
    pub by: String,
    /// The day.
    pub on: Date,
}

impl Plan {
    /// Number of the publication that comes next.
    pub fn next_publication(&self) -> u32 {
        self.publications.last().map_or(1, |last| last.number + 1)
    }

    /// True once the final text is published: from then on clauses change by amendment.
    pub fn is_final(&self) -> bool {
        self.publications.iter().any(|publication| publication.stage == Stage::Final)
    }

    /// Approvals of the next publication that still hold.
    pub fn approvals_in_force(&self) -> impl Iterator<Item = &Approval> {
        let next = self.next_publication();
        self.approvals.iter().filter(move |approval| approval.publication == next)
    }

    pub(crate) fn approve(&mut self, approval: Approval) -> Result<(), Refusal> {
        self.must_be_next(approval.publication)?;
        if approval.by.trim().is_empty() {
            return Err(Refusal::Nobody);
        }
        let same = |other: &Approval| other.by.trim().eq_ignore_ascii_case(approval.by.trim());
        if self.approvals_in_force().any(same) {
            return Err(Refusal::ApprovedAlready(approval.by));
        }
        self.approvals.push(approval);
        Ok(())
    }

    /// Takes back the approvals of a text that no longer stands as it was approved.
    pub(crate) fn take_back_approvals(&mut self) {
        let next = self.next_publication();
        self.approvals.retain(|approval| approval.publication != next);
    }

    pub(crate) fn publish_text(&mut self, new: NewPublication) -> Result<(), Refusal> {
        self.must_be_next(new.number)?;
        if new.stage == Stage::Outline {
            return Err(Refusal::AlreadyPublished);
        }
        self.lists_are_true(&new)?;
        let approved_by: Vec<String> = self.approvals_in_force().map(|a| a.by.clone()).collect();
        if approved_by.len() < APPROVALS {
            return Err(Refusal::NotApproved { number: new.number, have: approved_by.len() });
        }
        let open = self.comments.iter().filter(|comment| comment.answer.is_none()).count();
        if new.stage == Stage::Final && open > 0 {
            return Err(Refusal::CommentsOpen(open));
        }
        let versions = self.clauses().map(|c| (c.id.clone(), c.current().number)).collect();
        self.publications.push(Publication {
            number: new.number,
            stage: new.stage,
            on: new.on,
            run: new.run,
            unanswered: new.unanswered,
            approved_by,
            versions,
        });
        Ok(())
    }

    fn must_be_next(&self, number: u32) -> Result<(), Refusal> {
        match self.next_publication() {
            next if next == number => Ok(()),
            next => Err(Refusal::PublicationGap { given: number, next }),
        }
    }

    /// Every theme said to be answered is, every theme listed as unanswered is not, and none is in both.
    fn lists_are_true(&self, new: &NewPublication) -> Result<(), Refusal> {
        let Some(run) = new.run else { return Ok(()) };
        let answers = Answers::of(self);
        let in_force: BTreeSet<&ThemeId> = answers
            .all()
            .filter_map(|disposition| match &disposition.subject {
                Subject::Theme { run: of, theme } if *of == run => Some(theme),
                _ => None,
            })
            .collect();
        let mut answered: BTreeSet<&ThemeId> = BTreeSet::new();
        for theme in &new.answered {
            if !in_force.contains(&theme.by) {
                return Err(Refusal::Unlisted(theme.theme.0.clone()));
            }
            answered.insert(&theme.theme);
        }
        let both = |id: &&ThemeId| in_force.contains(id) || answered.contains(id);
        match new.unanswered.iter().find(both) {
            Some(theme) => Err(Refusal::ListedThoughAnswered(theme.0.clone())),
            None => Ok(()),
        }
    }
}

/// A clause whose version differs between two publications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedClause {
    /// The clause.
    pub clause: ClauseId,
    /// Version in the earlier publication.
    pub from: u32,
    /// Version in the later one.
    pub to: u32,
}

/// What changed between two publications; number 0 is the outline as first published, and a number
/// above the last is the text as it stands now. In reading order.
pub fn changed_between(plan: &Plan, from: u32, to: u32) -> Vec<ChangedClause> {
    let version_in = |number: u32, clause: &crate::Clause| match number {
        0 => clause.versions.first().map_or(1, |first| first.number),
        _ => {
            let publication = plan.publications.iter().find(|p| p.number == number);
            let there = publication.and_then(|p| p.versions.get(&clause.id).copied());
            there.unwrap_or(clause.current().number)
        }
    };
    plan.clauses()
        .filter_map(|clause| {
            let (from, to) = (version_in(from, clause), version_in(to, clause));
            (from != to).then(|| ChangedClause { clause: clause.id.clone(), from, to })
        })
        .collect()
}
