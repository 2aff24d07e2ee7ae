//! SentencePiece: a text as pieces of a fixed vocabulary.
//!
//! Kudo, "Subword regularization" (2018): every piece has a score, the logarithm of its share in the texts
//! that the vocabulary was made from, and of all ways to write a text in pieces the one is taken whose
//! scores add up highest (Viterbi, left to right, the earlier start on ties). Before that the model's own
//! table folds characters: a double-array trie (Aoe 1989) from bytes to replacements, the longest match
//! first. Both come from the model's file, a protocol buffer: pieces in field 1 (text 1, score 2), the
//! table in field 3, there 2. Cost: linear in the text times the longest piece. Held by `teacher` to ids
//! and vectors that the model's own package gives.

use super::sieve::Sieve;
use super::teacher::ModelError;

/// Stands for a space, so that pieces may hold one.
const SPACE: char = '\u{2581}';

/// Piece for a character that the vocabulary has not.
const UNKNOWN: u32 = 0;

/// How far under the worst piece a character outside the vocabulary scores.
const UNKNOWN_PENALTY: f64 = 10.0;

/// A vocabulary with its scores and its folding table.
#[derive(Debug)]
pub(crate) struct SentencePiece {
    folding: Folding,
    trie: Trie,
    pieces: usize,
    unknown: f64,
}

/// The best way to write a text up to some place.
#[derive(Clone, Copy)]
struct Best {
    score: f64,
    /// Where its last piece starts, and that piece.
    start: u32,
    piece: u32,
}

impl SentencePiece {
    /// Reads the model's file.
    pub(crate) fn read(file: &[u8]) -> Result<SentencePiece, ModelError> {
        let broken = || ModelError::Unreadable { part: "the SentencePiece model" };
        let (mut pieces, mut scores) = (Vec::new(), Vec::new());
        let mut folding = None;
        for (field, value) in fields(file).ok_or_else(broken)? {
            match (field, value) {
                (1, Value::Bytes(piece)) => {
                    let (text, score) = read_piece(piece).ok_or_else(broken)?;
                    pieces.push(text);
                    scores.push(score);
                }
                (3, Value::Bytes(spec)) => folding = read_folding(spec),
                _ => {}
            }
        }
        let worst = scores.iter().fold(0.0_f64, |worst, &score| worst.min(f64::from(score)));
        Ok(SentencePiece {
            folding: folding.ok_or_else(broken)?,
            trie: Trie::of(&pieces, &scores),
            pieces: pieces.len(),
            unknown: worst - UNKNOWN_PENALTY,
        })
    }

    /// Number of pieces.
    pub(crate) fn len(&self) -> usize {
        self.pieces
    }

    /// The pieces of a text, in order.
    pub(crate) fn pieces(&self, text: &str) -> Vec<u32> {
        let characters = self.folding.fold(text);
        if characters.is_empty() {
            return vec![UNKNOWN];
        }
        let none = Best { score: f64::NEG_INFINITY, start: 0, piece: UNKNOWN };
        let mut best = vec![none; characters.len() + 1];
        best[0].score = 0.0;
        for start in 0..characters.len() {
            self.extend(&characters[start..], start, &mut best[start..]);
        }
        let mut pieces = Vec::new();
        let mut end = characters.len();
        while end > 0 {
            let Best { start, piece, .. } = best[end];
            pieces.push(piece);
            end = start as usize;
        }
        pieces.reverse();
        pieces
    }

    /// Offers every piece that starts here to the place where it ends. `rest` and `best` begin here.
    fn extend(&self, rest: &[char], start: usize, best: &mut [Best]) {
        let (base, start) = (best[0].score, start as u32);
        let offer = |best: &mut Best, score: f64, piece: u32| {
            if base + score > best.score {
                *best = Best { score: base + score, start, piece };
            }
        };
        let (mut node, mut single) = (Trie::ROOT, false);
        for (length, &c) in (1..).zip(rest) {
            let Some(step) = self.trie.step(node, c) else { break };
            if step.piece != Step::NO_PIECE {
                offer(&mut best[length], f64::from(step.score), step.piece);
                single |= length == 1;
            }
            if step.node == Step::LEAF {
                break;
            }
            node = step.node;
        }
        if !single {
            offer(&mut best[1], self.unknown, UNKNOWN);
        }
    }
}

/// All pieces by their first characters. Nodes are numbered breadth first.
#[derive(Debug)]
struct Trie {
    /// The root's steps by characters below [`Trie::AT_ONCE`].
    at_once: Vec<Option<Step>>,
    /// All others: a table with open addresses, at most half full, by [`Trie::key`].
    slots: Vec<Option<(u64, Step)>>,
    /// Most characters lead nowhere, and the table is large.
    sieve: Sieve<21>,
}

/// Where a node leads by a character.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// The node, or [`Step::LEAF`] when it leads nowhere further.
    node: u32,
    /// The piece that ends there, or [`Step::NO_PIECE`].
    piece: u32,
    /// The score of that piece.
    score: f32,
}

impl Step {
    const LEAF: u32 = u32::MAX;
    const NO_PIECE: u32 = u32::MAX;
}

impl Trie {
    const ROOT: u32 = 0;

    /// Characters whose step from the root is found without a search.
    const AT_ONCE: usize = 0x1_0000;

    fn of(pieces: &[&str], scores: &[f32]) -> Trie {
        let mut sorted: Vec<(Vec<char>, u32)> =
            (0..).zip(pieces).map(|(number, piece)| (piece.chars().collect(), number)).collect();
        sorted.sort_unstable();
        let mut trie =
            Trie { at_once: vec![None; Trie::AT_ONCE], slots: Vec::new(), sieve: Sieve::default() };
        let mut steps: Vec<(u64, Step)> = Vec::new();
        // For each node the pieces under it and its depth, in the order of the nodes.
        let mut open = std::collections::VecDeque::from([(&sorted[..], 0)]);
        let mut node = Trie::ROOT;
        while let Some((under, depth)) = open.pop_front() {
            let here = under.iter().take_while(|(piece, _)| piece.len() == depth).count();
            for group in under[here..].chunk_by(|a, b| a.0[depth] == b.0[depth]) {
                let ended = group.iter().take_while(|(piece, _)| piece.len() == depth + 1);
                let piece = ended.last().map(|&(_, number)| number);
                let ends = group.iter().all(|(piece, _)| piece.len() == depth + 1);
                if !ends {
                    open.push_back((group, depth + 1));
                }
                let step = Step {
                    node: if ends { Step::LEAF } else { node + open.len() as u32 },
                    piece: piece.unwrap_or(Step::NO_PIECE),
                    score: piece.map_or(0.0, |piece| scores[piece as usize]),
                };
                let c = group[0].0[depth];
                match trie.at_once.get_mut(c as usize).filter(|_| node == Trie::ROOT) {
                    Some(at) => *at = Some(step),
                    None => steps.push((Trie::key(node, c), step)),
                }
            }
            node += 1;
        }
        trie.slots = vec![None; (2 * steps.len()).next_power_of_two()];
        for (key, step) in steps {
            let free = trie.places(key).find(|&at| trie.slots[at].is_none());
            trie.slots[free.unwrap_or(0)] = Some((key, step));
            trie.sieve.mark(Trie::hash(key));
        }
        trie
    }

    fn key(node: u32, c: char) -> u64 {
        u64::from(node) << 32 | u64::from(u32::from(c))
    }

    fn hash(key: u64) -> u64 {
        key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    /// Where a key is looked for, one place after the other.
    fn places(&self, key: u64) -> impl Iterator<Item = usize> + use<> {
        let last = self.slots.len() - 1;
        let first = (Trie::hash(key) >> 32) as usize;
        (0..=last).map(move |gap| (first + gap) & last)
    }

    /// Where a node leads by a character.
    fn step(&self, node: u32, c: char) -> Option<Step> {
        if node == Trie::ROOT && (c as usize) < Trie::AT_ONCE {
            return self.at_once[c as usize];
        }
        let key = Trie::key(node, c);
        if !self.sieve.may_hold(Trie::hash(key)) {
            return None;
        }
        for at in self.places(key) {
            let (other, step) = self.slots[at]?;
            if other == key {
                return Some(step);
            }
        }
        None
    }
}

/// The table that folds characters before they are looked up.
#[derive(Debug)]
struct Folding {
    units: Vec<u32>,
    /// Replacements, each ended by a zero.
    replacements: String,
    /// For each two bytes whether no entry begins with them.
    plain: Vec<bool>,
}

/// Adds a character to a folded text.
fn push(folded: &mut Vec<char>, c: char) {
    match c {
        ' ' if folded.last().is_none_or(|last| *last == SPACE) => {}
        ' ' => folded.push(SPACE),
        c => {
            if folded.is_empty() {
                folded.push(SPACE);
            }
            folded.push(c);
        }
    }
}

impl Folding {
    /// The folded text, spaces as [`SPACE`], one before the first word and none doubled or at the end.
    fn fold(&self, text: &str) -> Vec<char> {
        let mut folded = Vec::with_capacity(text.len() + 1);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let whole = first.len_utf8();
            let entry = match self.is_plain(rest.as_bytes()) {
                true => None,
                false => self.longest(rest.as_bytes()),
            };
            match entry.filter(|&(taken, _)| rest.is_char_boundary(taken)) {
                Some((taken, replacement)) => {
                    replacement.chars().for_each(|c| push(&mut folded, c));
                    rest = &rest[taken..];
                }
                None => {
                    push(&mut folded, first);
                    rest = &rest[whole..];
                }
            }
        }
        while folded.last() == Some(&SPACE) {
            folded.pop();
        }
        folded
    }

    /// True when no entry begins with the first two of these bytes, or with the first alone.
    fn is_plain(&self, bytes: &[u8]) -> bool {
        matches!(bytes, [first, second, ..] if self.plain[usize::from(*first) << 8 | usize::from(*second)])
    }

    /// See [`Folding::is_plain`]; for each two bytes.
    fn plain(units: &[u32]) -> Vec<bool> {
        let under = |node: u32, byte: u8| {
            let at = node ^ u32::from(byte);
            let unit =
                units.get(at as usize).filter(|unit| **unit & 0x8000_00FF == u32::from(byte));
            unit.map(|unit| (unit & 0x100 != 0, at ^ offset(*unit)))
        };
        let root = units.first().map_or(0, |unit| offset(*unit));
        let mut plain = Vec::with_capacity(0x1_0000);
        for first in 0..=u8::MAX {
            let led = under(root, first);
            plain.extend((0..=u8::MAX).map(|second| match led {
                Some((ends, node)) => !ends && under(node, second).is_none(),
                None => true,
            }));
        }
        plain
    }

    /// How many bytes the longest entry takes that these begin with, and what stands in its place.
    fn longest(&self, bytes: &[u8]) -> Option<(usize, &str)> {
        let mut node = offset(*self.units.first()?) as usize;
        let mut found = None;
        for (at, &byte) in bytes.iter().enumerate() {
            node ^= usize::from(byte);
            let Some(&unit) = self.units.get(node) else { break };
            if unit & 0x8000_00FF != u32::from(byte) {
                break;
            }
            node ^= offset(unit) as usize;
            if unit & 0x100 != 0 {
                let value = self.units.get(node)? & 0x7FFF_FFFF;
                found = Some((at + 1, value as usize));
            }
        }
        let (taken, value) = found?;
        let from = self.replacements.get(value..)?;
        Some((taken, from.split('\0').next().unwrap_or_default()))
    }
}

/// Where the children of a unit of the double array lie, to be combined with a byte.
fn offset(unit: u32) -> u32 {
    (unit >> 10) << ((unit & 0x200) >> 6)
}

fn read_piece(piece: &[u8]) -> Option<(&str, f32)> {
    let (mut text, mut score) = (None, 0.0);
    for (field, value) in fields(piece)? {
        match (field, value) {
            (1, Value::Bytes(bytes)) => text = std::str::from_utf8(bytes).ok(),
            (2, Value::Four(bytes)) => score = f32::from_le_bytes(bytes),
            _ => {}
        }
    }
    Some((text?, score))
}

fn read_folding(spec: &[u8]) -> Option<Folding> {
    let table = fields(spec)?.into_iter().find_map(|(field, value)| match value {
        Value::Bytes(bytes) if field == 2 => Some(bytes),
        _ => None,
    })?;
    let (size, rest) = table.split_at_checked(4)?;
    let size = u32::from_le_bytes(size.try_into().ok()?) as usize;
    let (trie, replacements) = rest.split_at_checked(size)?;
    let units: Vec<u32> =
        trie.as_chunks::<4>().0.iter().map(|unit| u32::from_le_bytes(*unit)).collect();
    let replacements = String::from_utf8(replacements.to_vec()).ok()?;
    Some(Folding { plain: Folding::plain(&units), units, replacements })
}

/// A value of a protocol buffer, as far as these files hold any.
enum Value<'a> {
    Bytes(&'a [u8]),
    Four([u8; 4]),
    Other,
}

/// The numbered fields of a protocol buffer, in order; `None` when it breaks off.
fn fields(mut bytes: &[u8]) -> Option<Vec<(u64, Value<'_>)>> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let key = varint(&mut bytes)?;
        let value = match key & 7 {
            0 => {
                varint(&mut bytes)?;
                Value::Other
            }
            1 => {
                bytes = bytes.get(8..)?;
                Value::Other
            }
            2 => {
                let length = usize::try_from(varint(&mut bytes)?).ok()?;
                let (value, rest) = bytes.split_at_checked(length)?;
                bytes = rest;
                Value::Bytes(value)
            }
            5 => {
                let (value, rest) = bytes.split_at_checked(4)?;
                bytes = rest;
                Value::Four(value.try_into().ok()?)
            }
            _ => return None,
        };
        fields.push((key >> 3, value));
    }
    Some(fields)
}

/// A whole number of seven bits a byte, the least first.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A model's file with these pieces and scores, which folds A to a and nothing else.
    pub(crate) fn file(pieces: &[(&str, f32)]) -> Vec<u8> {
        let field = |key: u8, value: &[u8]| {
            let length = u16::try_from(value.len()).unwrap();
            let varint = [(length & 0x7F) as u8 | 0x80, (length >> 7) as u8];
            assert!(length < 1 << 14);
            [&[key][..], &varint, value].concat()
        };
        let piece = |(text, score): &(&str, f32)| {
            let score = [&[0x15][..], &score.to_le_bytes()].concat();
            field(0x0A, &[field(0x0A, text.as_bytes()), score].concat())
        };
        // The root's children lie at 0x100 ^ byte; the only one is A, and its value lies at 0x200.
        let mut units = [0_u32; 0x201];
        units[0] = 0x100 << 10;
        units[0x141] = 0x341 << 10 | 0x100 | 0x41;
        units[0x200] = 0x8000_0000;
        let trie: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let table = [&(trie.len() as u32).to_le_bytes()[..], &trie, b"a\0"].concat();
        let pieces: Vec<u8> = pieces.iter().flat_map(piece).collect();
        [pieces, field(0x1A, &field(0x12, &table))].concat()
    }

    #[test]
    fn pieces_are_those_whose_scores_add_up_highest() {
        let names = ["<unk>", "▁", "▁a", "b", "ab", "▁ab", "c", "▁abc", "bc"];
        let scores = [0.0, -3.0, -2.0, -2.0, -2.5, -3.0, -1.0, -9.0, -4.0];
        let given: Vec<(&str, f32)> = names.into_iter().zip(scores).collect();
        let model = SentencePiece::read(&file(&given)).unwrap();
        assert_eq!(model.len(), 9);
        for (text, pieces) in [
            ("", &["<unk>"][..]),
            ("Ab", &["▁ab"]),
            ("  ab\u{20} A", &["▁ab", "▁a"]),
            ("abc", &["▁ab", "c"]),
            ("zz", &["▁", "<unk>", "<unk>"]),
            ("cab", &["▁", "c", "ab"]),
        ] {
            let named: Vec<&str> =
                model.pieces(text).into_iter().map(|piece| names[piece as usize]).collect();
            assert_eq!(named, pieces, "{text}");
        }
    }

    #[test]
    fn broken_files_are_refused() {
        for file in [&b""[..], b"\x0a\x05ab", b"\x0f", &[0x80; 20]] {
            assert!(SentencePiece::read(file).is_err(), "{file:?}");
        }
    }

    #[test]
    fn a_trie_leads_to_every_piece_and_nowhere_else() {
        let pieces = ["<unk>", "b", "ab", "abc", "a", "\u{1F600}", "中文", "", "中"];
        let trie = Trie::of(&pieces, &[0.5; 9]);
        let walk = |text: &str| {
            let mut step = Step { node: Trie::ROOT, piece: Step::NO_PIECE, score: 0.0 };
            for c in text.chars() {
                step = trie.step(step.node, c)?;
            }
            Some(step)
        };
        for (number, piece) in (0..).zip(pieces).filter(|(_, piece)| !piece.is_empty()) {
            assert_eq!(walk(piece).map(|step| step.piece), Some(number), "{piece}");
        }
        for (text, node) in [("<un", true), ("abcd", false), ("文", false), ("\0", false)] {
            let reached = walk(text);
            assert_eq!(reached.is_some(), node, "{text}");
            assert!(reached.is_none_or(|step| step.piece == Step::NO_PIECE), "{text}");
        }
    }
}
