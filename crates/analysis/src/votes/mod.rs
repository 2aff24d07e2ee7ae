//! Votes: matrix, components, groups, consensus.
