//! Search: contributions by their words, with choices to narrow them.

use askama::Template;
use findings::{Findings, ThemeId};

use crate::finding::quote::{PublicWords, Quote, read};
use crate::finding::size::NAME_SHOWN;
use crate::layout::{Layout, Link};
use crate::markup::{in_address, shortened};
use crate::site::Frame;
use crate::site::runs::Run;
use crate::words::Words;

/// Characters of a contribution that are shown.
const READ_CHARS: usize = 600;
/// Values of a choice that are offered.
const OPTIONS_SHOWN: usize = 60;
/// Characters of the question that stand in the title.
const WORDS_SHOWN: usize = 60;

/// An answer with what was asked.
#[derive(Clone, Debug)]
pub struct SearchShown<'a> {
    /// The words asked for, as typed.
    pub words: &'a str,
    /// The run whose themes are named.
    pub run: Option<Run<'a>>,
    /// What it can be narrowed by.
    pub choices: Vec<SearchChoice>,
    /// Contributions that match.
    pub total: u64,
    /// They are in order of relevance, not of number.
    pub ranked: bool,
    /// Those of this page.
    pub hits: &'a [SearchHit],
    /// The page, from 1.
    pub page: usize,
    /// Pages there are.
    pub pages: usize,
    /// Leaves of the record that are not looked at yet.
    pub left: u64,
    /// The contribution whose like these are, in place of words.
    pub like: Option<u64>,
    /// Like ones can be asked for.
    pub can_like: bool,
}

/// A contribution that matches.
#[derive(Clone, Debug)]
pub struct SearchHit {
    /// Its words.
    pub words: PublicWords,
    /// Its leaf theme.
    pub theme: Option<ThemeId>,
}

/// Something to narrow by: theme, constituency, channel, language, round or kind.
#[derive(Clone, Debug)]
pub struct SearchChoice {
    /// Name of the field, and of its words in the locales.
    pub field: &'static str,
    /// The value chosen; empty for any.
    pub chosen: String,
    /// Values that occur, most frequent first.
    pub options: Vec<SearchOption>,
}

/// A value to narrow by.
#[derive(Clone, Debug)]
pub struct SearchOption {
    /// The value.
    pub value: String,
    /// Contributions with it; `None` for too few to tell.
    pub count: Option<u64>,
}

#[derive(Template)]
#[template(path = "site/search.html")]
struct Search<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    action: String,
    typed: &'a str,
    choices: Vec<Choice>,
    narrowed: bool,
    found: Vec<String>,
    hits: Vec<Hit>,
    before: Option<Link>,
    next: Option<Link>,
}

struct Choice {
    field: &'static str,
    label: String,
    any: String,
    options: Vec<Opt>,
}

struct Opt {
    value: String,
    text: String,
    chosen: bool,
}

struct Hit {
    quote: Quote,
    theme: Option<Link>,
    like: Option<Link>,
    /// The contribution's number, so that its link is told from the others.
    number: String,
}

/// The page.
pub fn search(frame: &Frame<'_>, shown: &SearchShown<'_>) -> String {
    let w = frame.w;
    let words = shortened(shown.words, WORDS_SHOWN);
    let title = match words.is_empty() {
        true => w.say("search-title"),
        false => w.say_with("search-title-of", &[("words", words.into())]),
    };
    let to_page =
        |number: usize, key: &str| Link { href: address(frame, shown, number), text: w.say(key) };
    let page = Search {
        layout: frame.layout(title, Vec::new()),
        w,
        action: frame.to("/search"),
        typed: shown.words,
        choices: shown.choices.iter().filter_map(|one| choice(frame, shown.run, one)).collect(),
        narrowed: shown.choices.iter().any(|choice| !choice.chosen.is_empty()),
        found: found(w, shown),
        hits: shown.hits.iter().map(|one| hit(frame, shown, one)).collect(),
        before: (shown.page > 1).then(|| to_page(shown.page - 1, "search-before")),
        next: (shown.page < shown.pages).then(|| to_page(shown.page + 1, "search-next")),
    };
    page.render().expect("a template writes into a string")
}

fn found(w: &Words, shown: &SearchShown<'_>) -> Vec<String> {
    if let Some(index) = shown.like {
        let key = if shown.hits.is_empty() { "search-like-none" } else { "search-like-found" };
        return vec![w.say_with(key, &[("index", index.into())])];
    }
    let mut found = vec![w.say_with("search-found", &[("n", shown.total.into())])];
    if shown.total > 0 {
        found.push(w.say(if shown.ranked { "search-by-relevance" } else { "search-by-number" }));
    }
    if shown.pages > 1 {
        let values = [("page", shown.page.into()), ("pages", shown.pages.into())];
        found.push(w.say_with("search-page", &values));
    }
    if shown.left > 0 {
        found.push(w.say_with("search-left", &[("n", shown.left.into())]));
    }
    found
}

/// A choice between two values or more, or one that was made.
fn choice(frame: &Frame<'_>, run: Option<Run<'_>>, choice: &SearchChoice) -> Option<Choice> {
    let w = frame.w;
    if choice.options.len() < 2 && choice.chosen.is_empty() {
        return None;
    }
    let option = |option: &SearchOption| {
        let name = name(frame, run, choice.field, &option.value);
        let text = match option.count {
            Some(count) => {
                w.say_with("search-option", &[("name", name.into()), ("n", count.into())])
            }
            None => name,
        };
        Opt { text, chosen: option.value == choice.chosen, value: option.value.clone() }
    };
    let mut options: Vec<Opt> = choice.options.iter().take(OPTIONS_SHOWN).map(option).collect();
    if !choice.chosen.is_empty() && options.iter().all(|option| !option.chosen) {
        // What was chosen stays chosen, also where nothing has it.
        let text = name(frame, run, choice.field, &choice.chosen);
        options.push(Opt { value: choice.chosen.clone(), text, chosen: true });
    }
    let label = w.named("search-by", choice.field);
    Some(Choice { field: choice.field, label, any: w.say("search-any"), options })
}

fn name(frame: &Frame<'_>, run: Option<Run<'_>>, field: &str, value: &str) -> String {
    let known = match field {
        "theme" => run.and_then(|run| theme_named(run.findings, value)),
        "round" => {
            let found = frame.plan.rounds.iter().find(|round| round.id.as_str() == value);
            found.map(|round| frame.text(&round.title))
        }
        "constituency" => Some(frame.w.named("constituency", value)),
        "channel" => Some(frame.w.named("channel", value)),
        "language" => Some(frame.w.named("language", value)),
        _ => Some(frame.w.named("search-kind", value)),
    };
    shortened(&known.unwrap_or_else(|| value.to_owned()), NAME_SHOWN)
}

fn theme_named(findings: &Findings, id: &str) -> Option<String> {
    let found = findings.themes.themes.iter().find(|theme| theme.id.as_str() == id);
    found.map(|theme| format!("{} {}", theme.id, theme.name))
}

fn hit(frame: &Frame<'_>, shown: &SearchShown<'_>, hit: &SearchHit) -> Hit {
    let theme = hit.theme.as_ref().zip(shown.run).and_then(|(id, run)| {
        let name = theme_named(run.findings, id.as_str())?;
        Some(frame.at(&format!("/said/{id}"), shortened(&name, NAME_SHOWN)))
    });
    let path = format!("/search?like={}", hit.words.index);
    let like = shown.can_like.then(|| frame.at(&path, frame.w.say("search-like")));
    Hit {
        quote: read(frame.w, &hit.words, READ_CHARS),
        theme,
        like,
        number: frame.w.number(hit.words.index),
    }
}

/// The address of another page of the same answer.
fn address(frame: &Frame<'_>, shown: &SearchShown<'_>, page: usize) -> String {
    let mut fields = vec![format!("q={}", in_address(shown.words))];
    let chosen = shown.choices.iter().filter(|choice| !choice.chosen.is_empty());
    fields.extend(chosen.map(|choice| format!("{}={}", choice.field, in_address(&choice.chosen))));
    fields.push(format!("page={page}"));
    frame.to(&format!("/search?{}", fields.join("&")))
}
