//! A page that says one thing: not found, closed, could not be recorded.

use askama::Template;

use crate::layout::{Layout, Link};
use crate::words::Words;

/// A page with a heading, a few sentences and at most one way on. What happened comes first, then what
/// was kept, then what to do.
#[derive(Template)]
#[template(path = "message.html")]
pub struct Message<'a> {
    /// The frame; its title is the heading.
    pub layout: Layout<'a>,
    /// The language of the frame.
    pub w: &'static Words,
    /// Sentences, one a paragraph.
    pub sentences: Vec<String>,
    /// The way on.
    pub next: Option<Link>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{FootGroup, LanguageLink, Masthead, NavLink, Part, Style};
    use crate::words::pseudo;

    fn closed(w: &'static Words) -> String {
        let link = |href: &str, text: String| Link { href: href.into(), text };
        let nav = |part, current| NavLink { part, href: "/x".into(), current };
        let layout = Layout {
            plan: Some(Masthead {
                title: "Рлан", lang: "ru", office: "Бюро", href: "/".into()
            }),
            languages: Words::all().map(|w| LanguageLink { w, href: "/".into() })[1..].to_vec(),
            nav: vec![
                nav(Part::Plan, true),
                nav(Part::TakePart, false),
                nav(Part::Said, false),
                nav(Part::Progress, false),
                nav(Part::Check, false),
            ],
            crumbs: vec![link("/plan", w.say("nav-plan"))],
            foot: vec![FootGroup {
                id: "foot-plan",
                name: w.say("foot-group-plan"),
                links: vec![link("/check", w.say("nav-check"))],
            }],
            notes: vec!["№ 3".into()],
            ..Layout::bare(w, w.say("nav-said"), Style::Linked("/style.css"))
        };
        let next = Some(link("/said", w.say("nav-said")));
        Message { layout, w, sentences: vec!["<水>".into()], next }.render().unwrap()
    }

    #[test]
    fn the_frame_holds_masthead_navigation_crumbs_and_foot() {
        insta::assert_snapshot!(closed(Words::english()));
    }

    #[test]
    fn the_frame_says_nothing_past_the_locales() {
        assert_eq!(pseudo::left_over(&closed(pseudo::pseudo())), Vec::<String>::new());
    }
}
