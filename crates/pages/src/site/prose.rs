//! Texts of a plan as HTML: paragraphs and lists, as [`plan::blocks`] finds them. No HTML passes through.

use plan::{Block, blocks};

use crate::markup::{Markup, escaped};

/// The paragraphs and lists of a text.
pub(crate) fn prose(text: &str) -> Markup {
    Markup::trusted(blocks(text).iter().map(block).collect())
}

/// The first paragraph of a text, without markup.
pub(super) fn first_paragraph(text: &str) -> &str {
    text.trim().split("\n\n").next().unwrap_or_default().trim()
}

/// What follows the first paragraph.
pub(super) fn after_first_paragraph(text: &str) -> &str {
    text.trim().split_once("\n\n").map_or("", |(_, rest)| rest)
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(words) => format!("<p>{}</p>\n", escaped(words)),
        Block::List(items) => {
            let items = items.iter().map(|item| format!("<li>{}</li>", escaped(item)));
            format!("<ul>{}</ul>\n", items.collect::<String>())
        }
    }
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
