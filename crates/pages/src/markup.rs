//! Text that is HTML already, and the one way to make other text safe to stand in it.

use std::fmt;

use askama::filters::HtmlSafe;

/// HTML or SVG that this room wrote itself; templates do not escape it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Takes text that is HTML already. Whatever came from outside has been through [`escaped`].
    pub(crate) fn trusted(html: String) -> Self {
        Markup(html)
    }

    /// Plain text, made safe.
    pub(crate) fn text(plain: &str) -> Self {
        Markup(escaped(plain))
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// Text as it must be written to stand in HTML, in an element or in a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
    html
}

/// Text as it must be written to be the value of a field in an address (RFC 3986, unreserved characters as they
/// are).
pub(crate) fn in_address(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Words of somebody outside as they may stand inside a sentence of ours: at most `length` characters
/// on one line, between Unicode isolates, so that a right-to-left name cannot turn the sentence round.
/// Marks of direction within the text are dropped: one of them could end the isolate.
pub fn isolated(text: &str, length: usize) -> String {
    let plain: String = text.chars().filter(|c| !is_direction_mark(*c)).collect();
    format!("\u{2068}{}\u{2069}", shortened(&plain, length))
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// At most `length` characters of a text on one line; a text that is cut ends in `…`.
pub(crate) fn shortened(text: &str, length: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= length {
        return line;
    }
    let kept: String = line.chars().take(length.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_from_outside_cannot_open_a_tag_or_close_an_attribute() {
        assert_eq!(escaped("<b a='1'>\"&\""), "&lt;b a=&#39;1&#39;&gt;&quot;&amp;&quot;");
    }

    #[test]
    fn a_field_of_an_address_holds_any_text() {
        assert_eq!(in_address("a&b=水 <"), "a%26b%3D%E6%B0%B4%20%3C");
    }

    #[test]
    fn a_long_name_is_cut_at_a_character_and_says_so() {
        assert_eq!(shortened(" 水\n田  ok ", 10), "水 田 ok");
        assert_eq!(shortened("abcdef", 4), "abc…");
        assert_eq!(isolated("של\u{2069}\u{202e}ום", 9), "\u{2068}שלום\u{2069}");
    }
}
