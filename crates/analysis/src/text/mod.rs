//! Texts: language, duplicates, campaigns, themes.

mod lanes;
