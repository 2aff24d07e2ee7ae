//! Bytes in a channel's format to contributions, votes and outlines, and the rows that could not be read.

mod outline;
pub mod plan_folder;
