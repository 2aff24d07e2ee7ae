//! Texts: language, duplicates, campaigns, themes.
