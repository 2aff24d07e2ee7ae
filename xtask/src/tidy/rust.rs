//! A Rust file as a flat list of tokens, each with its line and whether it belongs to a test.
//!
//! Comments are gone and strings are one token each, so a pattern of tokens cannot be fooled by
//! either. Doc comments are kept apart as prose.

use std::str::FromStr as _;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The tokens of a file and its doc comments.
pub(super) struct Rust {
    pub(super) tokens: Vec<Token>,
    /// Doc comments, line by line, as they stand in the file.
    pub(super) docs: Vec<(usize, String)>,
    /// Why the file could not be read as Rust.
    pub(super) broken: Option<String>,
}

/// A token, its first and last line, and whether it is part of a test.
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) line: usize,
    pub(super) last_line: usize,
    pub(super) test: bool,
}

/// What a token is.
#[derive(Debug, PartialEq)]
pub(super) enum Kind {
    /// An identifier or a keyword.
    Word(String),
    /// A sign; `::` is two of them.
    Sign(char),
    /// A string literal without its quotes, escapes as written.
    Text(String),
    /// Any other literal.
    Value,
    /// An opening bracket.
    Open(char),
    /// A closing bracket, named by its opening one.
    Close(char),
}

impl Rust {
    /// Reads the text; `path` tells whether all of it is a test.
    pub(super) fn read(path: &str, text: &str) -> Self {
        let mut rust = Self { tokens: Vec::new(), docs: Vec::new(), broken: None };
        match TokenStream::from_str(text) {
            Ok(stream) => rust.flatten(stream, is_test_path(path)),
            Err(error) => rust.broken = Some(error.to_string()),
        }
        rust
    }

    /// Where these tokens follow one another: indices of the first. A pattern is words and signs with
    /// spaces between, for example `. unwrap ( )`.
    pub(super) fn find<'a>(&'a self, pattern: &'a str) -> impl Iterator<Item = usize> + 'a {
        let wanted: Vec<&str> = pattern.split(' ').collect();
        (0..self.tokens.len()).filter(move |&start| {
            wanted.iter().enumerate().all(|(offset, want)| self.is(start + offset, want))
        })
    }

    /// Whether the token at this index is this word, sign or bracket.
    pub(super) fn is(&self, index: usize, want: &str) -> bool {
        match self.tokens.get(index).map(|token| &token.kind) {
            Some(Kind::Word(word)) => word == want,
            Some(Kind::Sign(sign) | Kind::Open(sign)) => want.chars().eq([*sign]),
            Some(Kind::Close(open)) => want.chars().eq([closing(*open)]),
            _ => false,
        }
    }

    /// The word at this index.
    pub(super) fn word(&self, index: usize) -> Option<&str> {
        match &self.tokens.get(index)?.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The index of the bracket that closes the one opened at `open`.
    pub(super) fn close(&self, open: usize) -> usize {
        let mut depth = 0;
        for (index, token) in self.tokens.iter().enumerate().skip(open) {
            match token.kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return index;
            }
        }
        self.tokens.len() - 1
    }

    fn flatten(&mut self, stream: TokenStream, in_test: bool) {
        let mut test = in_test;
        let mut trees = stream.into_iter().peekable();
        while let Some(tree) = trees.next() {
            if let (TokenTree::Punct(sign), Some(TokenTree::Group(group))) = (&tree, trees.peek())
                && sign.as_char() == '#'
                && group.delimiter() == Delimiter::Bracket
            {
                if self.take_doc(group.stream()) {
                    trees.next();
                    continue;
                }
                test |= marks_test(&group.stream());
            }
            // `#![…]`: the doc comment of a whole file or module.
            if let (TokenTree::Punct(sign), Some(TokenTree::Group(group))) = (&tree, trees.peek())
                && sign.as_char() == '!'
                && group.delimiter() == Delimiter::Bracket
                && self.take_doc(group.stream())
            {
                trees.next();
                continue;
            }
            let ends_item = ends_item(&tree);
            self.push(tree, test);
            if ends_item {
                test = in_test;
            }
        }
    }

    fn push(&mut self, tree: TokenTree, test: bool) {
        let (start, end) = (tree.span().start().line, tree.span().end().line);
        let token = |kind, line, last_line| Token { kind, line, last_line, test };
        match tree {
            TokenTree::Ident(word) => {
                self.tokens.push(token(Kind::Word(word.to_string()), start, end));
            }
            TokenTree::Punct(sign) => {
                self.tokens.push(token(Kind::Sign(sign.as_char()), start, end));
            }
            TokenTree::Literal(value) => {
                let kind = string(&value.to_string()).map_or(Kind::Value, Kind::Text);
                self.tokens.push(token(kind, start, end));
            }
            TokenTree::Group(group) => {
                let open = opening(group.delimiter());
                let (first, last) = (group.span_open().end().line, group.span_close().end().line);
                self.tokens.push(token(Kind::Open(open), first, first));
                self.flatten(group.stream(), test);
                self.tokens.push(token(Kind::Close(open), last, last));
            }
        }
    }

    // A doc comment arrives as `#[doc = "…"]`.
    fn take_doc(&mut self, attribute: TokenStream) -> bool {
        let parts: Vec<TokenTree> = attribute.into_iter().collect();
        let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text)] = &parts[..]
        else {
            return false;
        };
        if name != "doc" {
            return false;
        }
        let first = text.span().start().line;
        let text = string(&text.to_string()).unwrap_or_default();
        let text = text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\'", "'");
        for (offset, line) in text.lines().enumerate() {
            self.docs.push((first + offset, line.to_owned()));
        }
        true
    }
}

/// Test files: a crate's `tests/`, `benches/`, `examples/`, and `tests.rs` beside what it tests.
fn is_test_path(path: &str) -> bool {
    let folder = |part| matches!(part, "tests" | "benches" | "examples" | "conformance");
    path.split('/').any(folder) || path.ends_with("/tests.rs")
}

// `#[test]`, `#[tokio::test]`, `#[cfg(test)]`, `#[cfg(all(test, …))]`, but not `#[cfg(not(test))]`.
fn marks_test(attribute: &TokenStream) -> bool {
    let words: Vec<String> = words(attribute.clone());
    let has = |word: &str| words.iter().any(|found| found == word);
    match words.first().map(String::as_str) {
        Some("cfg") => has("test") && !has("not"),
        Some("cfg_attr") | None => false,
        Some(_) => has("test"),
    }
}

fn words(stream: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for tree in stream {
        match tree {
            TokenTree::Ident(word) => found.push(word.to_string()),
            TokenTree::Group(group) => found.extend(words(group.stream())),
            _ => {}
        }
    }
    found
}

fn ends_item(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(sign) => sign.as_char() == ';' && sign.spacing() == Spacing::Alone,
        _ => false,
    }
}

fn string(literal: &str) -> Option<String> {
    let literal = literal.trim_start_matches(['b', 'c', 'r']).trim_matches('#');
    Some(literal.strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

fn opening(delimiter: Delimiter) -> char {
    match delimiter {
        Delimiter::Parenthesis => '(',
        Delimiter::Brace => '{',
        Delimiter::Bracket | Delimiter::None => '[',
    }
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '{' => '}',
        _ => ']',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(source: &str, pattern: &str) -> Vec<(usize, bool)> {
        let rust = Rust::read("crates/plan/src/lib.rs", source);
        rust.find(pattern).map(|at| (rust.tokens[at].line, rust.tokens[at].test)).collect()
    }

    #[test]
    fn tokens_know_their_line_and_whether_they_are_a_test() {
        let source = "fn a() { x.unwrap(); }\n// x.unwrap()\nconst B: &str = \"x.unwrap()\";\n\
            #[cfg(test)]\nmod tests {\n  fn c() { x.unwrap() }\n}\n#[cfg(not(test))]\n\
            fn d() { vec![x.unwrap()]; }\n#[cfg(test)]\nuse e;\nfn f() { x.unwrap() }";
        let wanted = [(1, false), (6, true), (9, false), (12, false)];
        assert_eq!(lines_of(source, ". unwrap ( )"), wanted);
    }

    #[test]
    fn doc_comments_are_kept_apart() {
        let source = "//! One.\n\n/// Two \"x\".\n/** Three\nfour */\nfn a() {}";
        let rust = Rust::read("a.rs", source);
        let docs: Vec<_> = rust.docs.iter().map(|(line, text)| (*line, text.trim())).collect();
        assert_eq!(docs, [(1, "One."), (3, "Two \"x\"."), (4, "Three"), (5, "four")]);
        assert!(rust.tokens.iter().all(|token| !matches!(token.kind, Kind::Text(_))));
    }
}
