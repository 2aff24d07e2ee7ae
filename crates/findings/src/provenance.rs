//! Provenance: what a finding was computed from and how.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How findings were made; with the same input it gives the same bytes again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Version of each method that took part, by its name.
    pub methods: BTreeMap<String, String>,
    /// The seed every pseudo-random choice starts from.
    pub seed: u64,
    /// The vote profile: `polis` or `robust`.
    pub votes_profile: String,
    /// Where the vectors of the texts come from.
    pub vectors: VectorSource,
}

/// Where the vectors of the texts come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum VectorSource {
    /// Latent semantic analysis of the texts themselves, language by language.
    Lsa,
    /// A model that was added and named.
    Model(VectorModel),
}

/// A vector model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VectorModel {
    /// Its wheel's distribution name.
    pub name: String,
    /// SHA-256 of the wheel, lower-case hex.
    pub sha256: String,
}
