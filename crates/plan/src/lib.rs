//! What was decided and done: plan text, dispositions, measures, indicators.
