//! Named limits on what comes from outside.

use std::time::Duration;

/// Characters in a contribution.
pub const CONTRIBUTION_CHARS_MAX: usize = 5_000;

/// Sources that a contribution may name.
pub const SOURCES_MAX: usize = 10;

/// Characters of one of them.
pub const SOURCE_CHARS_MAX: usize = 500;

/// Bytes of a request's body.
pub const BODY_BYTES_MAX: usize = 256 * 1024;

/// Votes in one request.
pub const VOTES_MAX: usize = 500;

/// Characters of an idempotency key, least and most.
pub const KEY_CHARS: std::ops::RangeInclusive<usize> = 16..=128;

/// Characters of a language tag.
pub const LANGUAGE_CHARS_MAX: usize = 35;

/// Contributions of a theme on one page.
pub const READ_PAGE: usize = 10;

/// Passages of contributions whose words a clause's page shows; those after them stand with their numbers.
pub const PASSAGES_MAX: usize = 40;

/// Contributions on one page of a search.
pub const SEARCH_PAGE: usize = 20;

/// How long a request may take.
pub const REQUEST_TIME_MAX: Duration = Duration::from_secs(30);

/// How long a browser keeps a follow-up code.
pub const FOLLOW_SECONDS: u32 = 30 * 60;

/// How long a browser keeps a voter's token: one round with its extension.
pub const VOTER_SECONDS: u32 = 60 * 60 * 24 * 60;

/// Bytes of an answer that is sent while it is written, in one piece.
pub const STREAM_PIECE_BYTES: usize = 64 * 1024;

/// Pieces that wait for their reader before the writer waits too.
pub const STREAM_PIECES: usize = 4;

/// Bytes of one act in a file of acts.
pub const ACT_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Bytes of a page that is given a tag, so that a reader who holds it is not sent it again.
pub const TAGGED_BYTES_MAX: usize = 4 * 1024 * 1024;
