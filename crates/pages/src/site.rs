//! The pages of a plan's public site. Each is a struct and a template of one name (`site/home.rs`,
//! `templates/site/home.html`) that stands in a [`Frame`].

mod answer;
mod check_answer;
mod done;
mod fault;
mod frame;
mod mine;
mod refused;
mod round;
mod take_part;
mod vote;

pub use answer::{Typed, answer};
pub use check_answer::{NotRecorded, check_answer, not_recorded};
pub use done::{Recorded, done};
pub use fault::Fault;
pub use frame::{Frame, PlanLink, RecordLine};
pub use mine::{AskedForCode, mine};
pub use refused::{Refused, refused};
pub use round::{Phase, RoundShown, round};
pub use take_part::take_part;
pub use vote::{Card, Given, NoVote, no_vote, vote, vote_end};
