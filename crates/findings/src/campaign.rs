//! Campaigns: many like contributions, shown once, with every signer counted.

use serde::{Deserialize, Serialize};

use crate::{Breakdown, Quote, Share, Term, ThemeId};

/// A campaign's number within its findings, from 1, largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CampaignId(pub u32);

/// Many like contributions. That they were organised by someone is not known, only that they are alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    /// Number, from 1, largest first.
    pub id: CampaignId,
    /// The cluster in [`RowFindings::duplicates`](crate::RowFindings).
    pub cluster: u32,
    /// Contributions that carry the words.
    pub signers: Share,
    /// Of them, word for word the same after normalising.
    pub exact: u64,
    /// The member that shares most with the others.
    pub letter: Quote,
    /// Signers by channel, constituency and language, as shares of all signers.
    pub by: Breakdown,
    /// The theme of most signers.
    pub theme: Option<ThemeId>,
    /// Words that signers added to the letter, most distinctive first.
    pub added: Vec<Term>,
}
