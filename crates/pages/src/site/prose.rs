//! Texts of a plan as HTML: paragraphs and lists.
//!
//! An outline is Markdown without headings. Of Markdown, what plans use is shown: paragraphs, parted by
//! blank lines, and lists of lines that begin with `- ` or `* `. Everything else stands as it was written.
//! No HTML passes through. Cost: one pass.

use crate::markup::{Markup, escaped};

/// The paragraphs and lists of a text.
pub(crate) fn prose(text: &str) -> Markup {
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    Markup::trusted(blocks.map(block).collect())
}

/// The first paragraph of a text, without markup.
pub(super) fn first_paragraph(text: &str) -> &str {
    text.trim().split("\n\n").next().unwrap_or_default().trim()
}

/// What follows the first paragraph.
pub(super) fn after_first_paragraph(text: &str) -> &str {
    text.trim().split_once("\n\n").map_or("", |(_, rest)| rest)
}

fn block(text: &str) -> String {
    let item = |line: &str| {
        let rest = line.trim().strip_prefix("- ").or_else(|| line.trim().strip_prefix("* "));
        rest.map(str::to_owned)
    };
    if item(text.lines().next().unwrap_or_default()).is_none() {
        return format!("<p>{}</p>\n", escaped(text));
    }
    let mut items: Vec<String> = Vec::new();
    for line in text.lines() {
        match (item(line), items.last_mut()) {
            (Some(new), _) => items.push(new),
            // A line without a mark goes on with the item above.
            (None, Some(last)) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            (None, None) => {}
        }
    }
    let items: String = items.iter().map(|item| format!("<li>{}</li>", escaped(item))).collect();
    format!("<ul>{items}</ul>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_lists_are_set_and_nothing_else_passes() {
        insta::assert_snapshot!(
            prose("One & <two>.\n\n- a\n  more\n- b\n\nEnd."),
            @r"
        <p>One &amp; &lt;two&gt;.</p>
        <ul><li>a more</li><li>b</li></ul>
        <p>End.</p>
        "
        );
        assert_eq!(
            (first_paragraph("a\n\nb\n\nc"), after_first_paragraph("a\n\nb\n\nc")),
            ("a", "b\n\nc")
        );
    }
}
