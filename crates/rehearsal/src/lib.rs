//! Synthetic consultations with planted truth.
//!
//! In: [`Options`], above all how many contributions and voters, in which languages, with which
//! campaigns and opinion groups, between which two moments, and a seed. Out: a
//! [`Heard`](consultation::Heard), like one that real channels bring, and the [`Truth`] planted in
//! it: theme, side, language, campaign and kind of variation of every contribution, group of every
//! voter, and how each group stands to every statement. The demo shows one, benchmarks measure
//! against one, and an office can rehearse a round before it goes live.
//!
//! ```
//! use consultation::Timestamp;
//! use rehearsal::{Options, THEMES, Tongue, rehearse};
//!
//! let (opens, closes) = (Timestamp(1_747_699_200_000), Timestamp(1_750_377_600_000));
//! let options = Options { contributions: 500, voters: 50, ..Options::new(opens, closes) };
//! let made = rehearse(&options)?;
//!
//! let planted = &made.truth.contributions[0];
//! println!("{}: {}", THEMES[planted.theme].en, made.heard.contributions[0].text);
//! let chinese = made.truth.contributions.iter().filter(|one| one.tongue == Tongue::Chinese);
//! assert!((270..330).contains(&chinese.count()));
//! assert_eq!(made, rehearse(&options)?);
//! # Ok::<(), rehearsal::OptionsError>(())
//! ```
//!
//! **The texts** are about eight [`CHAPTERS`] and twenty-eight [`THEMES`], and each theme has two
//! [`Side`]s that ask for different things. They are written, in English and in Chinese, in the
//! `grammar` folder: no text names a real person or place, praises or blames anybody. Their parts
//! were written one by one to be read; a reader of some hundred texts begins to know them.
//!
//! **Limits.** Texts of one theme are more alike than real ones. Of 10,000 contributions of
//! [`Design::OwnWords`], campaigns apart, none repeats another to the letter (in a million, 73 do);
//! of the pairs on one theme in one language, 2 in 100,000 share half of their shingles
//! (characters by fours in English, by twos in Chinese). Which side a person's words take and which
//! group that person votes with are drawn apart.
//!
//! **Cost.** Under three microseconds a contribution of 270 bytes in the mean, 70 nanoseconds a
//! vote: 3,113,000 contributions take 8 CPU seconds and 22 MB from [`contributions`], 1,000,000
//! voters with 104 million votes on 10,000 statements 7 CPU seconds from [`ballots`], one at a time
//! (one core, release build). [`rehearse`] keeps everything, 0.75 kB a contribution.
//!
//! The same options give the same bytes on every machine: chance comes from xoshiro256++ streams
//! named by what they are for, and everything that is not a whole number from `libm`.

mod calendar;
mod campaign;
mod chance;
mod composition;
mod contributions;
mod grammar;
mod options;
mod people;
mod rehearsed;
mod statement;
mod subject;
mod truth;
mod variation;
mod votes;
mod wording;

pub use contributions::{Contributions, contributions};
pub use options::{CampaignOptions, Design, Options, OptionsError, Tongue, Variation, VoteOptions};
pub use rehearsed::{Rehearsed, rehearse};
pub use statement::statements;
pub use subject::{CHAPTERS, Side, THEMES, Theme, questions};
pub use truth::{Campaign, PersonalData, Planted, PlantedStatement, Truth, Voter};
pub use votes::{Ballot, Ballots, ballots, shuffled};
