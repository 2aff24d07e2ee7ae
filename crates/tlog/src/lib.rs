//! Transparency log: a Merkle tree over bytes it is given. It knows hashes, not consultations.
//!
//! **In:** entries of 46 bytes, one for each contribution, vote and public act; they carry a
//! commitment, never a text. **Out:** the root hash of the tree over all of them, and two kinds of
//! proof anyone can check with SHA-256 alone: a leaf is in the tree (inclusion), a newer tree only
//! adds to an older one (consistency). Hashing is that of RFC 6962, so other programs can check it.
//!
//! The principal type is the [`Edge`], the right edge of the tree: at most 32 hashes that are all
//! one needs to append a leaf and know the new root. Appending hands back the [`Node`]s that became
//! complete, and a complete node never changes again. Whoever keeps them in a table can serve
//! every proof, of the tree now or at any earlier size, from some forty rows: the functions of
//! [`proof`] ask for the nodes they need and never for all leaves. This crate reads no file, no
//! clock and no source of chance; salts and minutes are given to it.
//!
//! ```
//! use std::collections::BTreeMap;
//! use tlog::{Channel, Edge, Entry, Error, Kind, Part, PartHashes, Parts, Reason, Tier};
//!
//! fn main() -> Result<(), Error> {
//!     let mut edge = Edge::new();
//!     let mut table = BTreeMap::new(); // the store's part: complete nodes by position
//!
//!     // The opening of a round is a public document: its commitment is its plain SHA-256.
//!     let opening = Entry {
//!         kind: Kind::Opening,
//!         channel: Channel::Api,
//!         tier: Tier::Open,
//!         parts: Parts::NONE,
//!         reason: Reason::None,
//!         minute: 29_900_000,
//!         reference: None,
//!         commitment: tlog::document_commitment(br#"{"round":"spring"}"#),
//!     };
//!     // A contribution is committed to part by part, each under a salt of its own.
//!     let text = tlog::part_hash(Part::Text, &[7; 32], br#"{"text":"More trees."}"#);
//!     let hashes = PartHashes { text: Some(text), ..PartHashes::default() };
//!     let contribution = Entry {
//!         kind: Kind::Contribution,
//!         channel: Channel::Web,
//!         parts: hashes.parts(),
//!         minute: 29_900_001,
//!         reference: Some(0), // the index of the opening it belongs to
//!         commitment: hashes.commitment(),
//!         ..opening
//!     };
//!
//!     let opening_leaf = tlog::leaf_hash(&opening.encode()?);
//!     table.extend(edge.append(opening_leaf)?.into_iter().map(|node| (node.at, node.hash)));
//!     let before = edge.tree();
//!     let leaf = tlog::leaf_hash(&contribution.encode()?);
//!     table.extend(edge.append(leaf)?.into_iter().map(|node| (node.at, node.hash)));
//!     let after = edge.tree();
//!
//!     let read = |at| table.get(&at).copied().ok_or(Error::Missing(at));
//!     let path = tlog::inclusion(1, after.size, read)?;
//!     tlog::verify_inclusion(leaf, 1, &after, &path)?;
//!     let path = tlog::consistency(before.size, after.size, read)?;
//!     tlog::verify_consistency(&before, &after, &path)?;
//!     assert_eq!(Edge::rebuild(2, read)?, edge); // after a restart
//!     Ok(())
//! }
//! ```

pub mod hash;

pub mod entry;

pub mod commitment;

pub mod tree;

pub mod proof;

pub mod tile;

pub mod key;

pub mod note;

pub mod checkpoint;

pub mod policy;

pub mod proof_text;

pub mod receipt;

pub mod account;

pub mod published;

pub mod witness;

pub mod recovery;

mod report;

mod error;

pub use checkpoint::{Checkpoint, cosign, verify_cosignature};

pub use commitment::{PartHashes, document_commitment, part_hash};
pub use entry::{Channel, Entry, Kind, Part, Parts, Reason, Tier};
pub use error::Error;
pub use hash::{Hash, leaf_hash, node_hash};
pub use key::{KeyUse, SigningKey, VerifierKey};
pub use note::Note;
pub use policy::{Believed, Policy};
pub use proof::{consistency, inclusion, verify_consistency, verify_inclusion};
pub use proof_text::ProofText;
pub use receipt::{Receipt, check_receipt};
pub use recovery::Recovery;
pub use report::Report;
pub use tile::Tile;
pub use tree::{Edge, Node, Position, Tree};
pub use witness::{CosignRequest, Refused};
