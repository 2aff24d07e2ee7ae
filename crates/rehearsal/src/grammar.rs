//! The notation in which the texts are written, and how a text is made from it.
//!
//! A pattern is a sentence with choices: `[a|b]` is one of several, `{name}` a slot, `{3..12}` a
//! whole number of that range. A slot is filled from a list under its name:
//!
//! ```text
//! let vendor = taxis | noodle shops    another each time in a text, while there are any
//! set crop = maize | wheat             the same throughout a text
//! set here = in our town || here       the same; after the first time what follows `||`
//! ```
//!
//! Lists and patterns may run over several lines, the later ones indented. Words with synonyms are
//! choices without saying so. Everything is read and checked once; making a text then costs a few
//! nanoseconds a piece, and no memory but the text. It is a context-free grammar without recursion:
//! a slot must be listed before it is used.

use std::collections::BTreeMap;

use crate::chance::Chance;

/// A pattern that has been read.
#[derive(Clone, Debug)]
pub(crate) struct Pattern(Vec<Piece>);

#[derive(Clone, Debug)]
enum Piece {
    Words(String),
    Number { low: u64, high: u64, words: bool },
    OneOf(Vec<Pattern>),
    Slot(usize),
}

#[derive(Clone, Debug)]
struct Slot {
    alternatives: Vec<Pattern>,
    bound: bool,
    again: Vec<Pattern>,
}

/// Every list of one language.
#[derive(Clone, Debug)]
pub(crate) struct Grammar {
    slots: Vec<Slot>,
    names: BTreeMap<String, usize>,
    numerals: Numerals,
    synonyms: Synonyms,
}

/// Words or phrases and what may stand in their place, by their first character.
type Synonyms = BTreeMap<char, Vec<(&'static str, Vec<&'static str>)>>;

/// How a language writes whole numbers in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numerals {
    /// The words for one, two and so on, as far as words are used.
    pub(crate) words: &'static [&'static str],
    /// What stands between thousands; nothing in a language that writes no spaces either.
    pub(crate) mark: &'static str,
}

/// What one text has used so far: slot and alternative.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(Vec<(usize, usize)>);

impl Memory {
    /// Forgets everything: the next text begins.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    fn bound(&self, slot: usize) -> Option<usize> {
        self.0.iter().find(|(used, _)| *used == slot).map(|(_, alternative)| *alternative)
    }
}

impl Grammar {
    /// A grammar without lists. `synonyms` are words or phrases with what may stand in their place
    /// wherever a pattern says them: each such place becomes a choice.
    pub(crate) fn new(
        numerals: Numerals,
        synonyms: impl IntoIterator<Item = (&'static str, Vec<&'static str>)>,
    ) -> Self {
        let mut by_first = Synonyms::new();
        for (word, others) in synonyms {
            by_first.entry(word.chars().next().unwrap_or(' ')).or_default().push((word, others));
        }
        by_first
            .values_mut()
            .for_each(|words| words.sort_by_key(|(word, _)| usize::MAX - word.len()));
        Grammar { slots: Vec::new(), names: BTreeMap::new(), numerals, synonyms: by_first }
    }

    /// Reads a list (`let` or `set`, without that word). `scope` is the theme it belongs to, empty
    /// for all. The error says what is wrong with it.
    pub(crate) fn define(&mut self, scope: &str, line: &str, bound: bool) -> Result<(), String> {
        let (name, list) = line.split_once(" = ").ok_or_else(|| format!("no ` = ` in `{line}`"))?;
        let (first, again) = list.split_once("||").unwrap_or((list, ""));
        let slot = Slot {
            alternatives: self.list(scope, first)?,
            bound,
            again: if again.is_empty() { Vec::new() } else { self.list(scope, again)? },
        };
        let name = format!("{scope}/{}", name.trim());
        if self.names.insert(name.clone(), self.slots.len()).is_some() {
            return Err(format!("`{name}` is listed twice"));
        }
        self.slots.push(slot);
        Ok(())
    }

    /// Reads a pattern of the theme `scope`.
    pub(crate) fn pattern(&self, scope: &str, text: &str) -> Result<Pattern, String> {
        let mut choices = self.choices(scope, text)?;
        match choices.pop() {
            Some(only) if choices.is_empty() => Ok(only),
            _ => Err(format!("a `|` outside brackets in `{text}`")),
        }
    }

    /// Writes one way to say `pattern` at the end of `out`.
    pub(crate) fn say(
        &self,
        pattern: &Pattern,
        chance: &mut Chance,
        memory: &mut Memory,
        out: &mut String,
    ) {
        for piece in &pattern.0 {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Number { low, high, words } => {
                    let number = rounded(*low, *high, chance);
                    let word = self.numerals.words.get(number.wrapping_sub(1) as usize);
                    match word.filter(|_| *words) {
                        Some(word) => out.push_str(word),
                        None => push_digits(out, number, self.numerals.mark),
                    }
                }
                Piece::OneOf(choices) => self.say(chance.pick(choices), chance, memory, out),
                Piece::Slot(slot) => {
                    self.say(self.fill(*slot, chance, memory), chance, memory, out);
                }
            }
        }
    }

    fn fill(&self, number: usize, chance: &mut Chance, memory: &mut Memory) -> &Pattern {
        let slot = &self.slots[number];
        if slot.bound
            && let Some(used) = memory.bound(number)
        {
            let again = !slot.again.is_empty();
            return if again { chance.pick(&slot.again) } else { &slot.alternatives[used] };
        }
        let mut drawn = chance.below(slot.alternatives.len());
        for _ in 0..TRIES {
            if !memory.0.contains(&(number, drawn)) {
                break;
            }
            drawn = chance.below(slot.alternatives.len());
        }
        memory.0.push((number, drawn));
        &slot.alternatives[drawn]
    }

    fn list(&self, scope: &str, text: &str) -> Result<Vec<Pattern>, String> {
        split(text)?.into_iter().map(|part| self.pieces(scope, part.trim())).collect()
    }

    fn choices(&self, scope: &str, text: &str) -> Result<Vec<Pattern>, String> {
        split(text)?.into_iter().map(|part| self.pieces(scope, part)).collect()
    }

    fn pieces(&self, scope: &str, mut text: &str) -> Result<Pattern, String> {
        let mut pieces = Vec::new();
        while let Some(open) = text.find(['[', '{']) {
            self.words(&text[..open], &mut pieces);
            let close = closing(&text[open..])? + open;
            let inside = &text[open + 1..close];
            let percent = text[close + 1..].starts_with('%');
            pieces.push(match &text[open..=open] {
                "[" => Piece::OneOf(self.choices(scope, inside)?),
                _ => self.slot_or_number(scope, inside, !percent)?,
            });
            text = &text[close + 1..];
        }
        self.words(text, &mut pieces);
        Ok(Pattern(pieces))
    }

    /// Words as they stand, but for a choice wherever there are synonyms.
    fn words(&self, text: &str, pieces: &mut Vec<Piece>) {
        let spaced = !self.numerals.mark.is_empty();
        let letter = |beside: Option<char>| beside.is_some_and(|c| c.is_alphabetic() || c == '\'');
        let (mut kept, mut at) = (0, 0);
        while let Some(first) = text[at..].chars().next() {
            let whole = |word: &str| {
                text[at..].starts_with(word)
                    && !(spaced && letter(text[..at].chars().next_back()))
                    && !(spaced && letter(text[at + word.len()..].chars().next()))
            };
            let found =
                self.synonyms.get(&first).and_then(|words| words.iter().find(|w| whole(w.0)));
            let Some((word, others)) = found else {
                at += first.len_utf8();
                continue;
            };
            if kept < at {
                pieces.push(Piece::Words(text[kept..at].to_owned()));
            }
            let choices = std::iter::once(word).chain(others);
            let choices = choices.map(|word| Pattern(vec![Piece::Words((*word).to_owned())]));
            pieces.push(Piece::OneOf(choices.collect()));
            at += word.len();
            kept = at;
        }
        if kept < text.len() {
            pieces.push(Piece::Words(text[kept..].to_owned()));
        }
    }

    /// `words` is false where a number stands before a sign and takes digits.
    fn slot_or_number(&self, scope: &str, inside: &str, words: bool) -> Result<Piece, String> {
        if let Some((low, high)) = inside.split_once("..") {
            let number = |text: &str| text.parse().map_err(|_| format!("`{text}` is no number"));
            let (low, high) = (number(low)?, number(high)?);
            return Ok(Piece::Number { low, high, words: words && low > 0 });
        }
        self.names
            .get(&format!("{scope}/{inside}"))
            .or_else(|| self.names.get(&format!("/{inside}")))
            .map(|slot| Piece::Slot(*slot))
            .ok_or_else(|| format!("no list `{inside}` for `{scope}`"))
    }
}

/// How often a slot draws again when it has drawn what the text already used.
const TRIES: usize = 6;

/// A number as people give it: the larger, the rounder; years as they are.
fn rounded(low: u64, high: u64, chance: &mut Chance) -> u64 {
    let span = usize::try_from(high - low).unwrap_or(0) + 1;
    let number = low + chance.below(span) as u64;
    match number {
        _ if low >= 1900 && high <= 2100 => number,
        10_000.. => number / 1_000 * 1_000,
        1_000.. => number / 100 * 100,
        100.. => number / 10 * 10,
        _ => number,
    }
}

fn push_digits(out: &mut String, number: u64, mark: &str) {
    let year = (1900..2100).contains(&number);
    if number < 1_000 || year {
        push_number(out, number, 1);
    } else {
        push_number(out, number / 1_000, 1);
        out.push_str(mark);
        push_number(out, number % 1_000, 3);
    }
}

/// At least `width` digits; at most four fit a number below 10,000.
fn push_number(out: &mut String, number: u64, width: u32) {
    let digits = (0..4).rev().map(|power| (power, number / 10_u64.pow(power) % 10));
    for (power, digit) in digits {
        if power < width || number >= 10_u64.pow(power) {
            out.push(char::from(b'0' + digit as u8));
        }
    }
}

/// The parts of `text` between the `|` that stand outside every bracket.
fn split(text: &str) -> Result<Vec<&str>, String> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => {
                depth = depth
                    .checked_sub(1)
                    .ok_or_else(|| format!("a bracket closes that never opened in `{text}`"))?;
            }
            b'|' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    if depth == 0 { Ok(parts) } else { Err(format!("a bracket stays open in `{text}`")) }
}

/// Where the bracket closes that `text` begins with.
fn closing(text: &str) -> Result<usize, String> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth == 1 => return Ok(at),
            b']' | b'}' => depth -= 1,
            _ => {}
        }
    }
    Err(format!("a bracket stays open in `{text}`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Of;

    fn said(grammar: &Grammar, pattern: &str, number: u64, memory: &mut Memory) -> String {
        let pattern = grammar.pattern("t", pattern).unwrap();
        let mut out = String::new();
        grammar.say(&pattern, &mut Chance::new(1, Of::Shuffle, number), memory, &mut out);
        out
    }

    #[test]
    fn slots_vary_or_stay_within_a_text() {
        let mut grammar =
            Grammar::new(Numerals { words: &["one", "two"], mark: "," }, [("figs", vec!["dates"])]);
        grammar.define("", "fruit = figs | plums", false).unwrap();
        grammar.define("t", "tree = an oak | an [old ]elm || it", true).unwrap();
        for number in 0..50 {
            let mut memory = Memory::default();
            let two = said(&grammar, "{fruit} and {fruit}", number, &mut memory);
            let two = two.replace("dates", "figs");
            assert!(two == "figs and plums" || two == "plums and figs", "{two}");
            let first = said(&grammar, "{tree}", number, &mut memory);
            assert!(["an oak", "an elm", "an old elm"].contains(&first.as_str()), "{first}");
            assert_eq!(said(&grammar, "{tree}", number, &mut memory), "it");
            let drawn = said(
                &grammar,
                "[{2..3}|{2..2}%|{250..253}|{2024..2025}|{31050..31070}]",
                number,
                &mut memory,
            );
            let fine = ["two", "3", "2%", "250", "2024", "2025", "31,000"];
            assert!(fine.contains(&drawn.as_str()), "{drawn}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_pattern_is_said() {
        let grammar = Grammar::new(Numerals { words: &[], mark: "" }, []);
        let wrong = ["a [b", "a b]", "a|b", "{nothing}", "{3..x}"];
        let said = wrong.map(|text| grammar.pattern("t", text).unwrap_err()).join("\n");
        insta::assert_snapshot!(said, @r"
        a bracket stays open in `a [b`
        a bracket closes that never opened in `a b]`
        a `|` outside brackets in `a|b`
        no list `nothing` for `t`
        `x` is no number
        ");
    }
}
