//! What people read: documents and doc comments, without code and without other people's words.

use super::tree::File;

/// The file's prose, line by line with its number; empty for a file that has none.
pub(super) fn prose(file: &File) -> Vec<(usize, String)> {
    if let Some(rust) = &file.rust {
        let lines = rust.docs.iter().map(|(line, text)| (*line, text.as_str()));
        return plain(lines);
    }
    if file.path.ends_with(".md") { plain(file.lines()) } else { Vec::new() }
}

// Fenced blocks, block quotes, code spans and quoted words are left out. A span may run over a line's
// end, not over the end of its paragraph.
fn plain<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<(usize, String)> {
    let mut kept = Vec::new();
    let mut fenced = false;
    let mut until = None;
    let mut last = 0;
    for (number, line) in lines {
        let start = line.trim_start();
        if number != last + 1 || start.is_empty() {
            until = None;
        }
        last = number;
        if start.starts_with("```") || start.starts_with("~~~") {
            fenced = !fenced;
        } else if !fenced && !start.starts_with('>') {
            kept.push((number, outside_spans(line, &mut until)));
        }
    }
    kept
}

fn outside_spans(line: &str, until: &mut Option<char>) -> String {
    let mut kept = String::with_capacity(line.len());
    for letter in line.chars() {
        match (*until, letter) {
            (Some(end), _) if letter == end => *until = None,
            (Some(_), _) => {}
            (None, '`' | '"') => *until = Some(letter),
            (None, '“') => *until = Some('”'),
            (None, _) => kept.push(letter),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::*;

    #[test]
    fn code_and_quotations_are_left_out() {
        let text =
            "One `two` \"three\" “four” five.\n> six\n```\nseven\n```\na `b\nc` d\ne `f\n\ng";
        let tree = Tree::of(&[("a.md", text)]);
        let kept: Vec<_> = prose(&tree.files[0]).into_iter().map(|(_, text)| text).collect();
        assert_eq!(kept, ["One    five.", "a ", " d", "e ", "", "g"]);
    }
}
