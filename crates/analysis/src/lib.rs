//! What people said to findings: pure, deterministic functions over texts and votes.
//!
//! [`analyse`] takes everything [`Heard`](consultation::Heard) and gives an [`Analysis`]: the
//! [`Findings`](findings::Findings) that a report shows, and where each row went. Two halves run one after
//! the other and know nothing of each other: [`text`] finds duplicates, campaigns and themes among
//! contributions; [`votes`] finds opinion groups and consensus among statements. `compose` sets them side
//! by side with an account of what came in.
//!
//! Beside the two, [`coding`] measures the program's sorting against people who sort a sample by hand.
//!
//! No file, network or clock is touched. Work runs in the rayon pool it is called in, and the result is the
//! same bytes on any number of threads and any processor: sums have a written order (`text::lanes`),
//! pseudo-random choices start from [`Options::seed`] (`random`), no hash table's order decides anything,
//! and transcendental functions come from `libm`.
//!
//! ```
//! use analysis::{Options, analyse};
//! use consultation::{Channel, Contribution, Heard};
//!
//! let said = ["More trains on Sunday, please.", "Save the river!", "save the  river!"];
//! let mut heard = Heard::default();
//! for (number, text) in said.into_iter().enumerate() {
//!     heard.contributions.push(Contribution::new(number.to_string(), text, Channel::Web));
//! }
//! let found = analyse(&heard, &Options::default(), &|_stage, _done, _of| {})?.analysed;
//! assert_eq!(found.findings.duplicates.exact, 2);
//! assert!(found.rows.assignments.iter().all(Option::is_some));
//! # Ok::<(), analysis::AnalysisError>(())
//! ```

pub mod coding;
mod compose;
pub mod drift;
mod random;
pub mod routing;
pub mod slate;
pub mod text;
pub mod votes;

pub use compose::{Analysis, AnalysisError, Model, Options, Progress, analyse};
pub use votes::VotesProfile;
