//! Keeps and fetches; the only room with SQL.
//!
//! **In:** [`Post`]s of records: contributions, votes, acts of plans, moderation, withdrawals. **Out:**
//! for each the indices of its leaves, once they are on stable storage; later the nouns again
//! ([`StoredContribution`], [`Plans`], [`HeardAt`], [`StoredRun`]), the counts, and what proofs are
//! made of. One data directory is one SQLite database and one tlog.
//!
//! The principal type is the [`Store`]. All writing goes through one thread ([`Store::submit`]), which
//! takes what waits, writes records, salts, entries, leaf hashes, complete tree nodes and the new head
//! in one transaction, commits it, and only then answers. So whatever was acknowledged is durable,
//! numbered and in the tlog; and what a receipt needs never has to be made up afterwards. Reading goes
//! through a few read-only connections, each seeing one committed state.
//!
//! Three rules hold throughout:
//!
//! - A post is kept whole or not at all. Sent again under the same key it gets the same answer.
//! - A record is never changed. What ends or replaces it is a leaf of its own; erasing words overwrites
//!   them and their salt with zeros and leaves entry and proofs as they are.
//! - Every leaf stands in one way: published, withheld, erased, or a system event ([`Counts`]).
//!
//! Salts, tokens, codes, the key and the time are given by the caller. The store draws nothing at random
//! and asks nobody for the time of day, so the same posts make the same tree.
//!
//! ```
//! use consultation::{Channel, Constituency, LocalText, Release, Round, RoundId, Timestamp};
//! use plan::{Act, PlanId, leaf::SealedAct};
//! use store::{NewContribution, NewRecord, Post, Store};
//! use tlog::Tier;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let directory = tempfile::tempdir()?;
//! let key = tlog::SigningKey::new("localhost/example/log1", tlog::KeyUse::Log, &[2; 32])?;
//! let store = Store::create(&directory.path().join("data"), [1; 32], &key)?;
//! let now = Timestamp(1_767_225_600_000);
//!
//! let round = Round {
//!     id: RoundId("outline".into()),
//!     title: LocalText::one("en", "The outline"),
//!     opens: now,
//!     closes: Timestamp(now.0 + 86_400_000),
//!     questions: Vec::new(),
//!     statements: Vec::new(),
//!     release: Release::Held,
//!     consent: LocalText::one("en", "Your words are kept and may be read."),
//! };
//! let plan = plan::example();
//! let seal = |act| NewRecord::Act(SealedAct::new(PlanId("example".into()), act));
//! let records = vec![seal(Act::Publish(Box::new(plan))), seal(Act::OpenRound(round))];
//! store.submit(Post { key: None, now, records })?;
//!
//! let kept = store.submit(Post::one(
//!     now,
//!     NewRecord::Contribution(NewContribution {
//!         round: RoundId("outline".into()),
//!         text: "Allocate water to households first.".into(),
//!         salt: [7; 32],
//!         attributes_salt: [8; 32],
//!         channel: Channel::Web,
//!         tier: Tier::Open,
//!         constituency: Constituency::Public,
//!         language: None,
//!         quotable: false,
//!         sent: Some(now),
//!         reply_to: None,
//!         discussed: None,
//!         author: None,
//!         code_sha256: None,
//!     }),
//! ))?;
//!
//! assert_eq!(kept.leaves, 2..3);
//! let path = store.inclusion(2, kept.tree.size)?;
//! tlog::verify_inclusion(store.leaf_hash(2)?, 2, &kept.tree, &path)?;
//! assert_eq!(store.heard(None)?.heard.contributions.len(), 1);
//! assert_eq!(store.counts()?.withheld(), 1); // held until staff release it
//! # Ok(())
//! # }
//! ```

mod directory;

mod log_key;

mod head;

mod reserve;

mod record;

mod writer;

mod posts;

mod authors;
mod contributions;

mod discussion;

mod votes;

mod vote_erasure;

mod exposures;

mod documents;

mod plans;

mod runs;

mod heard;

mod search;

mod vectors;

mod standing;

mod counts;

mod check;

mod tree;

mod recent;

mod mover;

mod readers;

mod migration;

mod error;

pub use check::{FAULTS_MAX, Fault};
pub use contributions::{Audience, Opening, PAGE_MAX, StoredContribution};
pub use counts::{Count, Counts};
pub use directory::{Lost, Store};
pub use discussion::{DISCUSSION_MAX, Discussion, REPLIES_MAX};
pub use documents::{Document, ImportBatch};
pub use error::{Error, Refusal, WriteError};
pub use exposures::StoredExposure;
pub use heard::HeardAt;
pub use plans::{NotApplied, OpenedRound, Plans};
pub use posts::POST_RECORDS_MAX;
pub use recent::{Fresh, Opened};
pub use record::{
    Kept, Key, NewContribution, NewCorrection, NewErasure, NewExposure, NewImport, NewModeration,
    NewParticipant, NewRecord, NewSkip, NewStatement, NewVote, NewWithdrawal, Post, Shown,
};
pub use runs::{Assignment, InTheme, NewRun, Placement, StoredRun};
pub use search::{
    Asked, Cut, Facet, Facets, Filter, Found, SEARCH_KINDS, SEARCH_PORTION, SEARCH_RANKED_MAX,
    SearchIndex, SearchWord,
};
pub use standing::{Erasure, Standing};
pub use tree::ENTRIES_MAX;
pub use vectors::Like;
pub use vote_erasure::{Beside, VotesBeside};
pub use votes::{StoredStatement, StoredVote};
pub use writer::{BATCH_BYTES_MAX, BATCH_RECORDS_MAX, QUEUE_POSTS_MAX};
