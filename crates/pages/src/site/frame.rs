//! The frame of every page of the site: whose plan it is, in which language, what else there is.
//!
//! A page of the site takes a `&Frame` besides what it shows. [`Frame::layout`] gives its masthead,
//! navigation and foot; its links begin with [`Frame::base`].

use consultation::{LocalText, Timestamp};
use jiff::civil::Date;
use plan::{ClauseId, Period, Plan};

use crate::layout::{FootGroup, LanguageLink, Layout, Link, Masthead, NavLink, Part, Style};
use crate::markup::{Markup, escaped};
use crate::words::Words;

/// What every page of the site stands in.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    /// The language of the frame.
    pub w: &'static Words,
    /// What the addresses of this language and plan begin with, without a slash at the end: empty, `/zh`
    /// or `/zh/province`. A link is `{base}/plan/2`.
    pub base: String,
    /// Address of the home page: the base, or `/`.
    pub home: String,
    /// The plan.
    pub plan: &'a Plan,
    /// The same page in each language, this one among them.
    pub languages: Vec<LanguageLink>,
    /// The plan above and the plans nested under this one, in this language.
    pub plans: Vec<PlanLink<'a>>,
    /// Address of the style sheet, which holds its hash.
    pub style: &'a str,
    /// Address of the script that checks a receipt, which holds its hash.
    pub script: &'a str,
    /// The day shown, in UTC.
    pub today: Date,
    /// The moment of the request.
    pub now: Timestamp,
    /// The part that the page belongs to; `None` for home and pages outside the parts.
    pub part: Option<Part>,
    /// The run whose findings this page shows whatever came since; `None` for the latest.
    pub pinned: Option<u64>,
    /// What the public record holds.
    pub record: RecordLine,
}

/// Another plan of the same site.
#[derive(Clone, Copy, Debug)]
pub struct PlanLink<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// It is the plan above, not one nested under this one.
    pub above: bool,
}

/// What the public record holds, for the foot of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordLine {
    /// Leaves of the tree.
    pub leaves: u64,
    /// The latest analysis run and the number of leaves it looked at.
    pub run: Option<(u64, u64)>,
}

impl<'a> Frame<'a> {
    /// The layout of a page with this title, below the pages of `crumbs` (addresses within the plan).
    pub fn layout(&self, title: String, crumbs: Vec<Link>) -> Layout<'a> {
        let within = |link: &Link| Link { href: self.to(&link.href), text: link.text.clone() };
        let mut layout = Layout::bare(self.w, title, Style::Linked(self.style));
        layout.plan = Some(Masthead {
            title: self.plan.title.get(self.w.tag()),
            lang: self.plan.title.language_of(self.w.tag()),
            office: self.plan.office.get(self.w.tag()),
            href: self.home.clone(),
        });
        layout.notice = self.local(&self.plan.notice);
        layout.languages = self.languages.clone();
        layout.nav = self.parts().map(|part| self.nav_link(part)).collect();
        layout.crumbs = self.plan_above().into_iter().chain(crumbs.iter().map(within)).collect();
        layout.foot = self.foot();
        layout.notes = vec![self.record_sentence()];
        layout.pinned = self.pinned.map(|run| self.pinned_sentence(run));
        layout
    }

    /// The address of `path` (`/plan/2`) in this language and plan.
    pub fn to(&self, path: &str) -> String {
        match self.pinned {
            _ if path == "/" => self.home.clone(),
            Some(run) if speaks_of_a_run(path) => format!("{}/runs/{run}{path}", self.base),
            _ => format!("{}{path}", self.base),
        }
    }

    /// The address of `path` in another plan of the site and this language.
    pub fn to_plan(&self, plan: &Plan, path: &str) -> String {
        let mut base = String::new();
        if self.w.tag() != Words::english().tag() {
            base = format!("/{}", self.w.tag());
        }
        if plan.parent.is_some() {
            base = format!("{base}/{}", plan.id.as_str());
        }
        match (base.is_empty(), path) {
            (true, _) => path.to_owned(),
            (false, "/") => base,
            (false, _) => base + path,
        }
    }

    /// A link within the plan, for crumbs.
    pub fn link(&self, path: impl Into<String>, text: impl Into<String>) -> Link {
        Link { href: path.into(), text: text.into() }
    }

    /// A link to a page of the same plan, ready to stand in a template.
    pub(super) fn at(&self, path: &str, text: impl Into<String>) -> Link {
        Link { href: self.to(path), text: text.into() }
    }

    /// A contribution by its number: its words and what came of it.
    pub(super) fn contribution(&self, index: u64) -> Link {
        let words = self.w.say_with("contribution-number", &[("index", index.into())]);
        self.at(&format!("/said/contribution/{index}"), words)
    }

    /// The address of a clause of this plan.
    pub(super) fn clause(&self, clause: &ClauseId) -> String {
        self.to(&clause_path(self.plan, clause))
    }

    /// A text of the plan in the language of the frame, as plain text. Use [`local`](Self::local) where
    /// markup may stand: it says so when the text is in another language.
    pub fn text(&self, text: &LocalText) -> String {
        text.get(self.w.tag()).to_owned()
    }

    /// A text of the plan, marked with its language where that is not the frame's.
    pub fn local(&self, text: &LocalText) -> Markup {
        let (found, lang) = (text.get(self.w.tag()), text.language_of(self.w.tag()));
        if lang == self.w.tag() || found.is_empty() {
            return Markup::text(found);
        }
        Markup::trusted(format!(
            "<span lang=\"{}\" dir=\"auto\">{}</span>",
            escaped(lang),
            escaped(found)
        ))
    }

    /// A day as the language writes it: 3 June 2030.
    pub fn day(&self, day: Date) -> String {
        let part = |n: i8| u32::try_from(n).expect("months and days count from 1");
        self.w.date_of(day.year().into(), part(day.month()), part(day.day()))
    }

    /// A year, a month or a day as the language writes it: 2024, June 2024, 3 June 2024.
    pub fn period(&self, period: Period) -> String {
        match period {
            Period::Year(year) => self.w.say_with("year", &[("year", year.to_string().into())]),
            Period::Month(year, month) => self.w.say_with(
                "month-of-year",
                &[("year", year.to_string().into()), ("month", month.into())],
            ),
            Period::Day(day) => self.day(day),
        }
    }

    /// The parts of the site that exist.
    fn parts(&self) -> impl Iterator<Item = Part> {
        let plan = self.plan;
        let follows = !plan.measures.is_empty() || !plan.indicators.is_empty();
        [
            (Part::Plan, true),
            (Part::TakePart, !plan.rounds.is_empty()),
            (Part::Said, self.record.run.is_some()),
            (Part::Search, !plan.rounds.is_empty()),
            (Part::Progress, follows),
            (Part::Check, true),
        ]
        .into_iter()
        .filter_map(|(part, exists)| exists.then_some(part))
    }

    /// The pages named at the foot: those outside the parts that have something to show, in groups.
    fn foot(&self) -> Vec<FootGroup> {
        let (plan, w) = (self.plan, self.w);
        let (asks, has_run) = (!plan.rounds.is_empty(), self.record.run.is_some());
        let group = |id, name: &str, pages: &[(&str, bool, &str)]| FootGroup {
            id,
            name: w.say(name),
            links: pages
                .iter()
                .filter(|&&(_, exists, _)| exists)
                .map(|(path, _, title)| self.at(path, w.say(title)))
                .collect(),
        };
        let plan_pages = [
            ("/history", true, "history-title"),
            ("/evidence", !plan.evidence.is_empty(), "evidence-title"),
            ("/alignment", !self.plans.is_empty(), "alignment-title"),
            ("/how", true, "foot-how"),
        ];
        let said = [
            ("/mine", asks, "foot-mine"),
            ("/discuss", asks, "discussions-title"),
            ("/coverage", has_run, "coverage-title"),
            ("/runs", has_run, "runs-title"),
        ];
        let done = [
            ("/reports", !plan.reports.is_empty(), "reports-title"),
            ("/risks", !plan.risks.is_empty(), "risks-title"),
            ("/progress/evaluations", !plan.evaluations.is_empty(), "evaluations-title"),
        ];
        let groups = [
            group("foot-plan", "foot-group-plan", &plan_pages),
            group("foot-said", "foot-group-said", &said),
            group("foot-done", "foot-group-done", &done),
        ];
        groups.into_iter().filter(|group| !group.links.is_empty()).collect()
    }

    /// The plan above, which every page of a nested one stands under.
    fn plan_above(&self) -> Option<Link> {
        let above = self.plans.iter().find(|link| link.above)?;
        Some(Link { href: self.to_plan(above.plan, "/"), text: self.text(&above.plan.title) })
    }

    fn nav_link(&self, part: Part) -> NavLink {
        let path = match part {
            Part::Plan => "/plan",
            Part::TakePart => "/take-part",
            Part::Said => "/said",
            Part::Search => "/search",
            Part::Progress => "/progress",
            Part::Check => "/check",
        };
        NavLink { part, href: self.to(path), current: self.part == Some(part) }
    }

    /// That this is an earlier analysis, with the way to the latest.
    fn pinned_sentence(&self, run: u64) -> Markup {
        let sentence = self.w.say_with("pinned", &[("run", run.to_string().into())]);
        let latest = format!("{}/said", self.base);
        Markup::trusted(format!(
            "{}{}<a href=\"{}\">{}</a>",
            escaped(&sentence),
            self.w.gap(),
            escaped(&latest),
            escaped(&self.w.say("pinned-latest")),
        ))
    }

    fn record_sentence(&self) -> String {
        match self.record.run {
            Some((run, leaves)) => self.w.say_with(
                "record-with-run",
                &[
                    ("leaves", self.record.leaves.into()),
                    ("run", run.to_string().into()),
                    ("read", leaves.into()),
                ],
            ),
            None => self.w.say_with("record-line", &[("leaves", self.record.leaves.into())]),
        }
    }
}

/// Whether what stands at an address within a plan speaks of one run's findings alone, so that it can be
/// shown of any run.
pub fn speaks_of_a_run(path: &str) -> bool {
    let page = path.split(['?', '#']).next().unwrap_or_default();
    let below = |part: &str| page.strip_prefix(part).is_some_and(|rest| rest.starts_with('/'));
    page == "/said" || below("/said") && !below("/said/contribution") || below("/votes")
}

/// The address of a clause within its plan. An unknown one leads to the outline.
pub(super) fn clause_path(plan: &Plan, clause: &ClauseId) -> String {
    match plan.chapter_of(clause) {
        Some(chapter) => format!("/plan/{}/{}", chapter.id, clause.as_str()),
        None => "/plan".to_owned(),
    }
}
