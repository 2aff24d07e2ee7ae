//! Texts of a plan: paragraphs and lists.
//!
//! An outline is Markdown without headings. Of Markdown, what plans use is read: paragraphs, parted by
//! blank lines, and lists of lines that begin with `- ` or `* `. White space within either counts as one
//! space, so a text that an editor wrapped anew reads as before. Cost: one pass.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, on one line.
    Paragraph(String),
    /// The items of a list, each on one line.
    List(Vec<String>),
}

/// The paragraphs and lists of a text. Lists that follow each other are one.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            lines.push(line.trim());
        } else if !lines.is_empty() {
            add(&mut found, &lines);
            lines.clear();
        }
    }
    found
}

/// True when two texts have the same words in the same paragraphs and lists.
pub fn reads_the_same(one: &str, other: &str) -> bool {
    one == other || blocks(one) == blocks(other)
}

fn add(found: &mut Vec<Block>, lines: &[&str]) {
    if item(lines[0]).is_none() {
        found.push(Block::Paragraph(on_one_line(&lines.join(" "))));
        return;
    }
    let mut items: Vec<String> = Vec::new();
    for line in lines {
        match (item(line), items.last_mut()) {
            (None, Some(last)) => *last = on_one_line(&format!("{last} {line}")),
            (text, _) => items.push(on_one_line(text.unwrap_or(line))),
        }
    }
    match found.last_mut() {
        Some(Block::List(before)) => before.append(&mut items),
        _ => found.push(Block::List(items)),
    }
}

fn item(line: &str) -> Option<&str> {
    line.strip_prefix("- ").or_else(|| line.strip_prefix("* "))
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_anew_a_text_reads_the_same() {
        let text = "One two.\n\n- a\n  more\n- b\n\n* c\n\nEnd.";
        let paragraph = |text: &str| Block::Paragraph(text.into());
        let list = ["a more", "b", "c"].map(str::to_owned).to_vec();
        assert_eq!(blocks(text), [paragraph("One two."), Block::List(list), paragraph("End.")]);
        assert!(reads_the_same("One  two.\n\nEnd.\n", "One\ntwo.\n\n\nEnd."));
        assert!(!reads_the_same("One two. End.", "One two.\n\nEnd."));
    }
}
