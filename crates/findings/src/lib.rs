//! What was learned from what people said.
//!
//! An analysis yields one [`Analysed`]: the [`Findings`] that a report and the public pages show, and
//! the [`RowFindings`] that say, row by row, where each contribution and each voter went. All of it is
//! inert data: this room computes nothing but intervals ([`Estimate`]) and what may be
//! published ([`disclosure`]).
//!
//! Everything here has a fixed order, so that its JSON is the same bytes for the same input.
//!
//! ```
//! let share = findings::Share::of(30, 200);
//! assert!(share.low < 0.15 && 0.15 < share.high);
//! ```

mod analysed;
mod campaign;
mod coding;
mod consensus;
pub mod disclosure;
mod drift;
mod duplicate;
mod estimate;
mod group;
pub mod leaf;
mod mask;
mod provenance;
mod received;
mod slate;
mod theme;
mod vectors;

pub use analysed::{Analysed, Findings, Note, RowFindings};
pub use campaign::{Campaign, CampaignId, ThemeSigners, WithoutCampaigns};
pub use coding::{Accuracy, ThemeAccuracy};
pub use consensus::{
    Again, Bridging, GroupVotes, Opinion, PartVotes, StatementFinding, VoteCounts,
};
pub use drift::{Change, Drift, DriftRow, Matched, Placed};
pub use duplicate::{DuplicateKind, DuplicateLink, Duplicates};
pub use estimate::{Estimate, Share};
pub use group::{
    GroupEvidence, GroupStatement, GroupsOutcome, HexCell, NumberTried, OpinionGroup,
    OpinionGroups, OtherReading,
};
pub use mask::{MASKING, PersonalData, mask_personal_data};
pub use provenance::{Provenance, VectorModel, VectorSource};
pub use received::{Breakdown, Excluded, Received, Slice};
pub use slate::{Agreed, AgreedInGroup, AgreedInPart, Slate, SlateCertificate, SlateClaim};
pub use theme::{Concern, Quote, QuoteRole, Term, Theme, ThemeId, Themes};
pub use vectors::{Direction, TextVectors, VectorSpace};
