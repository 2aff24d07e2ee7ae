//! What was asked and said.
//!
//! A [`Round`] asks [`Question`]s and puts [`Statement`]s to a vote. A [`Participant`](ParticipantId) answers with a
//! [`Contribution`] (words) or a [`VoteCast`] (agree, disagree, pass), through a [`Channel`] and on behalf of a
//! [`Constituency`]. Everything that came in at one time, from files or from the store, is one
//! [`Heard`]: the input of every analysis.
//!
//! This room holds words and their rules. It reads no file, knows no clock and no network; the exact
//! bytes that are sealed for each record are in [`leaf`].
//!
//! ```
//! use consultation::{Channel, Constituency, Contribution, Heard};
//!
//! let mut heard = Heard::default();
//! heard.contributions.push(Contribution {
//!     constituency: Constituency::Expert,
//!     ..Contribution::new("17", "Allocate water to households first.", Channel::Paper)
//! });
//! assert_eq!(heard.contributions[0].id.as_str(), "17");
//! ```

mod channel;
mod constituency;
mod contribution;
mod discussion;
mod exposure;
mod heard;
mod language;
pub mod leaf;
mod moderation;
mod packed;
mod participant;
mod question;
mod statement;
mod time;
mod vote;

pub use channel::{Channel, UnknownChannel};
pub use constituency::Constituency;
pub use contribution::{Contribution, ContributionId};
pub use discussion::{About, Discussed, Stance, UnknownPlace};
pub use exposure::ExposureOutcome;
pub use heard::{Heard, VoteOrder};
pub use language::{Language, LocalText, UNDETERMINED};
pub use moderation::{Moderation, ModerationReason};
pub use packed::{Cells, PackedVotes};
pub use participant::{ParticipantId, VoteAttributes};
pub use question::{Question, Release, Round, RoundId};
pub use statement::{Statement, StatementId};
pub use time::Timestamp;
pub use vote::{UnknownVote, Vote, VoteCast};
