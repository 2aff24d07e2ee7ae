//! The analysis runs that a page speaks of.

use findings::{Findings, Theme, ThemeId};

use crate::markup::{Markup, escaped};
use crate::site::Frame;

/// An analysis run with its findings as they may be published.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// Its number.
    pub number: u64,
    /// Its findings.
    pub findings: &'a Findings,
}

/// The latest run, and earlier ones that answers or clauses refer to.
#[derive(Clone, Debug, Default)]
pub struct Runs<'a> {
    /// The latest; `None` before the first.
    pub latest: Option<Run<'a>>,
    /// Earlier ones that the page speaks of.
    pub earlier: Vec<Run<'a>>,
}

impl<'a> Runs<'a> {
    /// A theme of a run; `None` when the run is not at hand or the theme may not be shown.
    pub fn theme(&self, run: u64, id: &ThemeId) -> Option<&'a Theme> {
        let run = self.latest.iter().chain(&self.earlier).find(|known| known.number == run)?;
        run.findings.themes.themes.iter().find(|theme| theme.id == *id)
    }

    /// True for the run that pages of themes show.
    pub(super) fn is_latest(&self, run: u64) -> bool {
        self.latest.is_some_and(|latest| latest.number == run)
    }
}

/// A theme by its name, linked to its page; of an earlier run, to the page that shows it as it was.
pub(super) fn theme_link(frame: &Frame<'_>, runs: &Runs<'_>, run: u64, id: &ThemeId) -> Markup {
    let Some(theme) = runs.theme(run, id) else {
        let values = [("theme", id.as_str().into()), ("run", run.to_string().into())];
        return Markup::text(&frame.w.say_with("theme-of-run", &values));
    };
    let name = format!("<bdi>{}</bdi>", escaped(&theme.name));
    let href = match runs.is_latest(run) {
        true => frame.to(&format!("/said/{id}")),
        false => format!("{}/runs/{run}/said/{id}", frame.base),
    };
    Markup::trusted(format!(r#"<a href="{}">{name}</a>"#, escaped(&href)))
}
