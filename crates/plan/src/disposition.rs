//! Dispositions: what became of a theme or of a single contribution, and why.

use std::collections::BTreeMap;

use consultation::LocalText;
use findings::ThemeId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ClauseId, EvidenceId};

/// The decision. "No answer yet" is the absence of a disposition, not a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Taken up in a clause.
    Adopted,
    /// Taken up in part.
    PartlyAdopted,
    /// Not taken up.
    NotAdopted,
    /// Taken note of; asks for no decision.
    Noted,
}

impl Decision {
    /// Every decision, in the order pages show them.
    pub const ALL: [Decision; 4] =
        [Decision::Adopted, Decision::PartlyAdopted, Decision::NotAdopted, Decision::Noted];

    /// The word in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Decision::Adopted => "adopted",
            Decision::PartlyAdopted => "partly-adopted",
            Decision::NotAdopted => "not-adopted",
            Decision::Noted => "noted",
        }
    }

    /// Reads the word; `None` for anything else.
    pub fn read(word: &str) -> Option<Decision> {
        let word = word.trim().to_lowercase().replace([' ', '_'], "-");
        Decision::ALL.into_iter().find(|decision| decision.as_str() == word)
    }
}

/// What a disposition answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A theme of an analysis run, and with it every contribution whose primary theme it is.
    Theme {
        /// The run.
        run: u64,
        /// The theme in it.
        theme: ThemeId,
    },
    /// One contribution, by the index of its leaf; an exception to what its theme was answered.
    Contribution(u64),
}

/// The decision on a theme or a contribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Disposition {
    /// What it answers.
    pub subject: Subject,
    /// The decision.
    pub decision: Decision,
    /// Why: a sentence that could be false.
    pub reason: LocalText,
    /// The clause that takes it up, or that already covered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<ClauseId>,
    /// Evidence the reason rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceId>,
    /// The day it was decided.
    pub on: Date,
}

/// Answers that may give one reason, word for word. A reason pasted more often answers nobody.
pub const SAME_REASON_MOST: usize = 20;

/// Words that say a clause covers it already. They are empty unless the clause is named.
const COVERED: [&str; 7] = [
    "already covered",
    "already included",
    "already contained",
    "bereits enthalten",
    "已涵盖",
    "已包含",
    "已有规定",
];

/// How often each reason stands, word for word, among the answers in force. Kept beside a plan's
/// dispositions so that the next one is looked up and not compared with all before it: O(log n).
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    read: usize,
    of: BTreeMap<Subject, BTreeMap<String, String>>,
    times: BTreeMap<BTreeMap<String, String>, usize>,
}

/// They follow from the dispositions, so they never make two plans differ.
impl PartialEq for Reasons {
    fn eq(&self, _: &Reasons) -> bool {
        true
    }
}

impl Reasons {
    /// Reads the dispositions that came since.
    pub(crate) fn catch_up(&mut self, dispositions: &[Disposition]) {
        for disposition in dispositions.iter().skip(self.read) {
            let reason = &disposition.reason.0;
            if let Some(before) = self.of.insert(disposition.subject.clone(), reason.clone())
                && let Some(times) = self.times.get_mut(&before)
            {
                *times -= 1;
            }
            *self.times.entry(reason.clone()).or_default() += 1;
        }
        self.read = dispositions.len();
    }

    /// Other subjects whose answer in force gives the same reason.
    pub(crate) fn times_given(&self, new: &Disposition) -> usize {
        let all = self.times.get(&new.reason.0).copied().unwrap_or(0);
        let own = self.of.get(&new.subject).is_some_and(|reason| *reason == new.reason.0);
        all - usize::from(own)
    }
}

impl Disposition {
    /// True when the reason is that some clause covers it already, and the clause is not named.
    pub fn covered_nowhere(&self) -> bool {
        let says = |text: &String| {
            let text = text.to_lowercase();
            COVERED.iter().any(|words| text.contains(words))
        };
        self.clause.is_none() && self.reason.0.values().any(says)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::answers::tests::on_contribution;
    use crate::example;
    use proptest::prelude::*;

    proptest! {
        /// What is looked up is what a count over all answers in force gives.
        #[test]
        fn a_reason_is_given_as_often_as_it_stands(
            given in prop::collection::vec((0u64..6, 0usize..3), 0..40),
            next in (0u64..6, 0usize..3),
        ) {
            let disposition = |(index, reason): (u64, usize)| Disposition {
                reason: LocalText::one("en", format!("Reason {reason}.")),
                ..on_contribution(index, Decision::Noted)
            };
            let mut plan = example();
            let mut reasons = Reasons::default();
            for (at, one) in given.into_iter().enumerate() {
                plan.dispositions.push(disposition(one));
                if at % 3 == 0 {
                    reasons.catch_up(&plan.dispositions);
                }
            }
            reasons.catch_up(&plan.dispositions);
            let new = disposition(next);
            let others = |d: &&Disposition| d.subject != new.subject && d.reason == new.reason;
            let counted = Answers::of(&plan).all().filter(others).count();
            prop_assert_eq!(reasons.times_given(&new), counted);
        }
    }
}
