//! Pieces of findings that the report and the site both show, each computed in one place.

pub(crate) mod accuracy;
pub(crate) mod concern;
pub(crate) mod letter;
pub(crate) mod methods;
pub(crate) mod notes;
pub(crate) mod opinion;
pub(crate) mod order;
pub(crate) mod parts;
pub(crate) mod quote;
pub(crate) mod size;
pub(crate) mod slate;
pub(crate) mod stability;
pub(crate) mod statements;
pub(crate) mod who;
