//! Bytes in a channel's format to contributions, votes and outlines, and the rows that could not be read.
