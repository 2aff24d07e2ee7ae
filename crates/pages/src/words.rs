//! What the system says, in each language it speaks.
//!
//! Sentences stand in `locales/LANGUAGE/*.ftl` in the syntax of Project Fluent, one folder a language,
//! the same keys in each. A sentence is whole there: counts choose their plural inside it, and nothing
//! is ever joined from pieces here. Whole numbers are grouped as the language writes them; shares,
//! ranges and dates come as text from [`number`] and [`date`].

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::markup::{Markup, escaped};

mod date;
mod number;
#[cfg(test)]
pub(crate) mod pseudo;
#[cfg(test)]
mod tests;

pub use date::machine;

/// A value for a sentence: a number (which may choose a plural) or text.
pub type Value<'a> = FluentValue<'a>;

/// The words of one language.
pub struct Words {
    tag: &'static str,
    lang: &'static str,
    name: &'static str,
    rtl: bool,
    bundle: FluentBundle<FluentResource>,
}

/// The texts of one language, file by file.
type Texts = &'static [&'static str];

const ENGLISH_TEXTS: Texts = &[
    include_str!("../locales/en/layout.ftl"),
    include_str!("../locales/en/report.ftl"),
    include_str!("../locales/en/site-plan.ftl"),
    include_str!("../locales/en/site-part.ftl"),
    include_str!("../locales/en/site-decide.ftl"),
    include_str!("../locales/en/site-deliver.ftl"),
    include_str!("../locales/en/site-search.ftl"),
    include_str!("../locales/en/site-text.ftl"),
    include_str!("../locales/en/site-discuss.ftl"),
];
const CHINESE_TEXTS: Texts = &[
    include_str!("../locales/zh/layout.ftl"),
    include_str!("../locales/zh/report.ftl"),
    include_str!("../locales/zh/site-plan.ftl"),
    include_str!("../locales/zh/site-part.ftl"),
    include_str!("../locales/zh/site-decide.ftl"),
    include_str!("../locales/zh/site-deliver.ftl"),
    include_str!("../locales/zh/site-search.ftl"),
    include_str!("../locales/zh/site-text.ftl"),
    include_str!("../locales/zh/site-discuss.ftl"),
];

static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::read("en", "en", "English", false, ENGLISH_TEXTS));
static CHINESE: LazyLock<Words> =
    LazyLock::new(|| Words::read("zh", "zh-Hans", "中文", false, CHINESE_TEXTS));

impl Words {
    /// Every language, the default first.
    pub fn all() -> [&'static Words; 2] {
        [&ENGLISH, &CHINESE]
    }

    /// The language with this short tag (`en`, `zh`), if the system speaks it.
    pub fn of(tag: &str) -> Option<&'static Words> {
        Words::all().into_iter().find(|words| words.tag == tag)
    }

    /// English.
    pub fn english() -> &'static Words {
        &ENGLISH
    }

    fn read(
        tag: &'static str,
        lang: &'static str,
        name: &'static str,
        rtl: bool,
        texts: Texts,
    ) -> Words {
        let id: LanguageIdentifier = lang.parse().expect("the tags above are well formed");
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(number::grouped_number));
        for text in texts {
            let resource = FluentResource::try_new((*text).to_owned())
                .unwrap_or_else(|(_, errors)| panic!("locale {tag} does not parse: {errors:?}"));
            bundle
                .add_resource(resource)
                .unwrap_or_else(|errors| panic!("locale {tag} says a key twice: {errors:?}"));
        }
        Words { tag, lang, name, rtl, bundle }
    }

    /// The short tag, as it stands in addresses: `en`, `zh`.
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// The exact tag for `lang` attributes: `en`, `zh-Hans`.
    pub fn lang(&self) -> &'static str {
        self.lang
    }

    /// What the language calls itself.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The direction of writing, for `dir` attributes: `ltr` or `rtl`.
    pub fn dir(&self) -> &'static str {
        if self.rtl { "rtl" } else { "ltr" }
    }

    /// The sentence under `key`. Plain text: a template escapes it.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The sentence under `key` with its values. Plain text: a template escapes it.
    pub fn say_with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        self.format(key, &args)
    }

    /// The sentence under `key` that holds tags of its own (`<b>`, `<code>`); it stands in a page as it is.
    pub fn html(&self, key: &str) -> Markup {
        self.html_with(key, &[])
    }

    /// The same with its values. Texts among them are escaped here.
    pub fn html_with(&self, key: &str, values: &[(&str, Value<'_>)]) -> Markup {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            match value {
                FluentValue::String(text) => args.set(*name, escaped(text)),
                other => args.set(*name, other.clone()),
            }
        }
        Markup::trusted(self.format(key, &args))
    }

    /// The word for `word` among the keys `family-…`, for instance `channel` and `paper`. A word that has
    /// no key is not ours (a constituency that a plan defines) and is given back as it is.
    pub fn named(&self, family: &str, word: &str) -> String {
        let key = format!("{family}-{word}");
        if self.bundle.has_message(&key) { self.say(&key) } else { word.to_owned() }
    }

    /// True when the sentence `family-word` exists.
    pub fn knows(&self, family: &str, word: &str) -> bool {
        self.bundle.has_message(&format!("{family}-{word}"))
    }

    /// Several things in one phrase: "a, b and c".
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first, rest @ .., last] => {
                let joined = rest.iter().fold(first.clone(), |so_far, next| {
                    self.say_with("list-more", &[("a", so_far.into()), ("b", next.into())])
                });
                self.say_with("list-last", &[("a", joined.into()), ("b", last.into())])
            }
        }
    }

    /// What stands between two sentences of one paragraph: a space, or nothing.
    pub fn gap(&self) -> &'static str {
        if self.tag == "zh" { "" } else { " " }
    }

    // A test holds every key in the code to the locales, so a missing one is a fault of ours; a visible
    // mark on the page is better than no page.
    fn format(&self, key: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            debug_assert!(false, "no sentence `{key}` in {}", self.tag);
            return format!("⟦{key}⟧");
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        debug_assert!(errors.is_empty(), "`{key}` in {}: {errors:?}", self.tag);
        text.into_owned()
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.tag)
    }
}
