//! What was learned from what people said; inert data, each with its provenance.
