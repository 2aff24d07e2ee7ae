//! The frame that every page stands in: masthead, navigation, breadcrumbs, footer.
//!
//! A page struct has two fields besides its own: `layout: Layout<'a>` and `w: &'static Words`; its
//! template begins `{% extends "layout.html" %}` and fills the block `main`.

use crate::markup::{Markup, escaped};
use crate::words::Words;

/// The one style sheet. The site serves it under a name with its hash; a report carries it inside.
pub const STYLE: &str = include_str!("../style.css");

/// The frame of a page.
#[derive(Clone, Debug)]
pub struct Layout<'a> {
    /// The language of the frame.
    pub w: &'static Words,
    /// The page's own title, without the plan's.
    pub title: String,
    /// Whose pages these are; `None` where there is no plan, as in a report on bare files.
    pub plan: Option<Masthead<'a>>,
    /// What a reader must know first, for instance that this is an example; empty for nothing.
    pub notice: Markup,
    /// Where the style sheet is.
    pub style: Style<'a>,
    /// The same page in other languages, this one among them.
    pub languages: Vec<LanguageLink>,
    /// The parts of the site that exist, in the order shown.
    pub nav: Vec<NavLink>,
    /// The pages above this one, the outermost first.
    pub crumbs: Vec<Link>,
    /// What says that the page shows an earlier analysis, and leads to the latest.
    pub pinned: Option<Markup>,
    /// Links at the foot, in groups.
    pub foot: Vec<FootGroup>,
    /// Sentences at the foot: what the record holds, that this is an example.
    pub notes: Vec<String>,
}

/// Whose pages these are.
#[derive(Clone, Debug)]
pub struct Masthead<'a> {
    /// The plan's title.
    pub title: &'a str,
    /// The language of the title and of the office's name.
    pub lang: &'a str,
    /// The office that asks.
    pub office: &'a str,
    /// Address of the home page.
    pub href: String,
}

/// Where the style sheet is.
#[derive(Clone, Copy, Debug)]
pub enum Style<'a> {
    /// At this address, which holds its hash.
    Linked(&'a str),
    /// In the page itself, which then needs nothing else.
    Inside,
}

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub href: String,
    /// What it leads to.
    pub text: String,
}

impl Link {
    /// The link as it stands in a page.
    pub(crate) fn anchor(&self) -> Markup {
        Markup::trusted(format!(r#"<a href="{}">{}</a>"#, escaped(&self.href), escaped(&self.text)))
    }
}

/// Links at the foot that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootGroup {
    /// A word for its address within the page.
    pub id: &'static str,
    /// What they are about.
    pub name: String,
    /// The links, of which there is at least one.
    pub links: Vec<Link>,
}

/// The same page in another language.
#[derive(Clone, Debug)]
pub struct LanguageLink {
    /// Its words.
    pub w: &'static Words,
    /// Its address.
    pub href: String,
}

/// A part of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The outline and its clauses.
    Plan,
    /// Contribute and vote.
    TakePart,
    /// Findings.
    Said,
    /// What people wrote, by its words.
    Search,
    /// Measures and indicators.
    Progress,
    /// Proofs.
    Check,
}

impl Part {
    /// What the part is called.
    pub fn name(self, w: &Words) -> String {
        match self {
            Part::Plan => w.say("nav-plan"),
            Part::TakePart => w.say("nav-take-part"),
            Part::Said => w.say("nav-said"),
            Part::Search => w.say("nav-search"),
            Part::Progress => w.say("nav-progress"),
            Part::Check => w.say("nav-check"),
        }
    }
}

/// A link of the navigation.
#[derive(Clone, Debug)]
pub struct NavLink {
    /// The part it leads to.
    pub part: Part,
    /// Its address.
    pub href: String,
    /// The page shown belongs to this part.
    pub current: bool,
}

impl<'a> Layout<'a> {
    /// A frame with a title and nothing around it.
    pub fn bare(w: &'static Words, title: String, style: Style<'a>) -> Self {
        Layout {
            w,
            title,
            plan: None,
            notice: Markup::default(),
            style,
            languages: Vec::new(),
            nav: Vec::new(),
            crumbs: Vec::new(),
            pinned: None,
            foot: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// What the browser's title bar says: the page, then the plan.
    pub(crate) fn full_title(&self) -> String {
        match &self.plan {
            Some(plan) if plan.title != self.title => self.w.say_with(
                "title-of",
                &[("page", self.title.as_str().into()), ("plan", plan.title.into())],
            ),
            _ => self.title.clone(),
        }
    }

    pub(crate) fn has_notice(&self) -> bool {
        !self.notice.as_str().is_empty()
    }

    pub(crate) fn style_address(&self) -> Option<&str> {
        match self.style {
            Style::Linked(address) => Some(address),
            Style::Inside => None,
        }
    }

    pub(crate) fn style_text(&self) -> Markup {
        Markup::trusted(STYLE.to_owned())
    }
}
