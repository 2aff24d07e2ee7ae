//! A theme's name and its size in words.

use findings::{Findings, Share, Theme, ThemeId};

use crate::markup::{Markup, shortened};
use crate::words::Words;

/// Characters of a theme's working name that are shown.
pub(crate) const NAME_SHOWN: usize = 80;

/// Below this count a sentence gives the count itself, as a share of so few says little.
pub(crate) const FEW: u64 = 30;

/// A theme's working name by its number.
pub(crate) fn theme_name(findings: &Findings, id: &ThemeId) -> String {
    let theme = findings.themes.themes.iter().find(|theme| theme.id == *id);
    theme.map_or(String::new(), |theme| shortened(&theme.name, NAME_SHOWN))
}

/// A theme's size in a sentence, the range first.
pub(crate) fn sentence(w: &Words, size: &Share) -> Markup {
    let mut values = vec![("of", size.of.into()), ("count", size.count.into())];
    let key = match w.ends(size) {
        _ if size.count < FEW => "theme-few",
        _ if size.high < 0.01 => "theme-small",
        Some((low, high)) => {
            let share = w.point(size);
            values.extend([("low", low.into()), ("high", high.into()), ("share", share.into())]);
            "theme-between"
        }
        None => {
            values.push(("share", w.percent(size.value(), 2).into()));
            "theme-about"
        }
    };
    w.html_with(key, &values)
}

/// The size with like words counted once, where that is another size.
pub(crate) fn once(w: &Words, theme: &Theme) -> Option<String> {
    let once = &theme.size_distinct;
    let values = [("range", w.range(once).into()), ("count", once.count.into())];
    (once.count > 0 && once.count != theme.size.count).then(|| w.say_with("theme-once", &values))
}
