//! The pages of a plan's public site. Each is a struct and a template of one name (`site/home.rs`,
//! `templates/site/home.html`) that stands in a [`Frame`].

mod frame;

pub use frame::{Frame, PlanLink, RecordLine};
