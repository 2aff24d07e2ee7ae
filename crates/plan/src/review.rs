//! Reviews of a plan on its way, such as the one at half of its time. Amendments follow from them.

use consultation::LocalText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Clause, ClauseVersion, Plan};

/// A review's identifier, such as `mid-term`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReviewId(pub String);

/// Somebody looks at the whole plan and says what is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Unique within the plan; a short word that stands in addresses.
    pub id: ReviewId,
    /// What it is called.
    pub title: LocalText,
    /// Who holds it.
    pub body: LocalText,
    /// The day.
    pub on: Date,
    /// What was found; paragraphs separated by blank lines.
    pub text: LocalText,
}

impl Plan {
    /// The clause versions that follow from a review, in reading order.
    pub fn amendments_of<'a>(
        &'a self,
        review: &'a ReviewId,
    ) -> impl Iterator<Item = (&'a Clause, &'a ClauseVersion)> {
        self.clauses().flat_map(move |clause| {
            let of = clause.versions.iter().filter(|v| v.review.as_ref() == Some(review));
            of.map(move |version| (clause, version))
        })
    }
}
