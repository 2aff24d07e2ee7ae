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
use crate::{Clause, ClauseId, ClauseVersion, Plan, Rearranged, Refusal, Subject};

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

/// A clause that reads otherwise in two publications.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedClause<'a> {
    /// The clause, as it stands or last stood.
    pub clause: &'a Clause,
    /// Its version in the earlier publication; `None` where it was not in it.
    pub from: Option<&'a ClauseVersion>,
    /// Its version in the later one; `None` where it is not in it.
    pub to: Option<&'a ClauseVersion>,
}

impl<'a> ChangedClause<'a> {
    /// The versions by which it came from one to the other, the first one first: each says who made it,
    /// why, and what it draws on.
    pub fn steps(&self) -> impl Iterator<Item = &'a ClauseVersion> {
        let after = self.from.map_or(0, |from| from.number);
        let until = self.to.map_or(0, |to| to.number);
        let between =
            move |version: &&ClauseVersion| after < version.number && version.number <= until;
        self.clause.versions.iter().filter(between)
    }
}

/// What changed between two publications; number 0 is the outline as first published, and a number
/// above the last is the text as it stands now. Standing clauses in reading order, then those gone.
pub fn changed_between(plan: &Plan, from: u32, to: u32) -> Vec<ChangedClause<'_>> {
    let gone = plan.withdrawn.iter().map(|withdrawn| (&withdrawn.clause, false));
    let all = plan.clauses().map(|clause| (clause, true)).chain(gone);
    all.filter_map(|(clause, stands)| {
        let version = |number| version_in(plan, clause, stands, number);
        let changed = ChangedClause { clause, from: version(from), to: version(to) };
        let number = |version: Option<&ClauseVersion>| version.map(|version| version.number);
        (number(changed.from) != number(changed.to)).then_some(changed)
    })
    .collect()
}

/// The version of a clause in a publication.
fn version_in<'a>(
    plan: &Plan,
    clause: &'a Clause,
    stands: bool,
    number: u32,
) -> Option<&'a ClauseVersion> {
    // The versions of the outline are the only ones without a day.
    if number == 0 {
        return clause.versions.first().filter(|first| first.on.is_none());
    }
    match plan.publications.iter().find(|publication| publication.number == number) {
        Some(publication) => {
            let number = publication.versions.get(&clause.id)?;
            clause.versions.iter().find(|version| version.number == *number)
        }
        None => stands.then(|| clause.current()),
    }
}

/// The arrangements that a publication shows and an earlier one does not.
pub fn rearranged_between(plan: &Plan, from: u32, to: u32) -> impl Iterator<Item = &Rearranged> {
    plan.rearranged
        .iter()
        .filter(move |change| from < change.publication && change.publication <= to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Act, ArrangedClause, Arrangement, Decision, Disposition, PublicBasis, example};
    use consultation::LocalText;
    use jiff::civil::date;

    fn revise(number: u32, text: &str) -> Act {
        let version = ClauseVersion {
            number,
            text: LocalText::one("en", text),
            why: LocalText::one("en", format!("Reason {number}.")),
            by: LocalText::one("en", "Water office"),
            review: None,
            on: Some(date(2026, 2, 1)),
            basis: PublicBasis::default(),
        };
        Act::ReviseClause { clause: ClauseId("2.1".into()), version }
    }

    fn arrange(plan: &Plan, change: impl Fn(&mut Vec<ArrangedClause>)) -> Act {
        let mut order = Arrangement::of(plan, date(2026, 2, 2));
        change(&mut order.chapters[0].objectives[0].clauses);
        Act::Arrange(order)
    }

    fn publish(plan: &mut Plan, stage: Stage) {
        let number = plan.next_publication();
        for by in ["A", "B"] {
            let on = date(2026, 2, 3);
            plan.apply(Act::Approve(Approval { publication: number, by: by.into(), on })).unwrap();
        }
        let (run, answered, unanswered) = (None, Vec::new(), Vec::new());
        let on = date(2026, 2, 4);
        let new = NewPublication { number, stage, on, run, answered, unanswered };
        plan.apply(Act::PublishText(new)).unwrap();
    }

    /// "2.1 1→3 (2, 3)": clause, versions, steps.
    fn told(plan: &Plan, from: u32, to: u32) -> Vec<String> {
        let number = |version: Option<&ClauseVersion>| {
            version.map_or("-".to_owned(), |version| version.number.to_string())
        };
        let one = |change: &ChangedClause<'_>| {
            let steps: Vec<String> = change.steps().map(|step| step.number.to_string()).collect();
            let (id, from, to) =
                (change.clause.id.as_str(), number(change.from), number(change.to));
            format!("{id} {from}→{to} ({})", steps.join(", "))
        };
        changed_between(plan, from, to).iter().map(one).collect()
    }

    #[test]
    fn outline_draft_and_final_each_against_each() {
        let mut plan = example();
        let new = |id: &str| ArrangedClause {
            id: ClauseId(id.into()),
            title: LocalText::one("en", "New"),
            text: Some(LocalText::one("en", "New text.")),
        };
        plan.apply(revise(2, "Homes and hospitals first.")).unwrap();
        let act = arrange(&plan, |clauses| clauses.insert(0, new("2.2")));
        plan.apply(act).unwrap();
        publish(&mut plan, Stage::Draft);
        plan.apply(revise(3, "Hospitals and homes first.")).unwrap();
        let act = arrange(&plan, |clauses| {
            clauses.remove(0);
        });
        plan.apply(act).unwrap();
        publish(&mut plan, Stage::Final);

        assert_eq!(told(&plan, 0, 1), ["2.1 1→2 (2)", "2.2 -→1 (1)"]);
        assert_eq!(told(&plan, 1, 2), ["2.1 2→3 (3)", "2.2 1→- ()"]);
        assert_eq!(told(&plan, 0, 2), ["2.1 1→3 (2, 3)"]);
        assert_eq!(told(&plan, 2, 3), Vec::<String>::new());
        assert_eq!(rearranged_between(&plan, 0, 1).count(), 1);
        assert_eq!(rearranged_between(&plan, 0, 2).count(), 2);
    }

    #[test]
    fn a_withdrawn_clause_leaves_the_answers_that_point_at_it() {
        let mut plan = example();
        let text = |text: &str| Some(LocalText::one("en", text));
        let (id, title) = (ClauseId("2.2".into()), LocalText::one("en", "New"));
        let new = ArrangedClause { id: id.clone(), title, text: text("New text.") };
        let act = arrange(&plan, |clauses| clauses.push(new.clone()));
        plan.apply(act).unwrap();
        let answer = crate::answers::tests::on_theme("1", Decision::Adopted, Some("2.2"));
        plan.apply(Act::Dispose(Disposition { clause: Some(id.clone()), ..answer })).unwrap();
        let act = arrange(&plan, |clauses| {
            clauses.pop();
        });
        plan.apply(act).unwrap();
        let loose: Vec<_> =
            plan.answers_without_their_clause().iter().map(|d| d.clause.clone()).collect();
        assert_eq!(loose, [Some(id)]);
    }
}
