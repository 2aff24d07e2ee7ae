//! Moments.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Whole minutes since the epoch, as the sealed entry keeps them; never below 0.
    pub fn minute(self) -> u32 {
        u32::try_from(self.0.max(0) / 60_000).unwrap_or(u32::MAX)
    }
}
