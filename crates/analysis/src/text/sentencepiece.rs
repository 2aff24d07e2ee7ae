//! SentencePiece: a text as pieces of a fixed vocabulary.
//!
//! Kudo, "Subword regularization" (2018): every piece has a score, the logarithm of its share in the texts
//! that the vocabulary was made from, and of all ways to write a text in pieces the one is taken whose
//! scores add up highest (Viterbi, left to right, the earlier start on ties). Before that the model's own
//! table folds characters: a double-array trie (Aoe 1989) from bytes to replacements, the longest match
//! first. Both come from the model's file, a protocol buffer: pieces in field 1 (text 1, score 2), the
//! table in field 3, there 2. Cost: linear in the text times the longest piece. Held by `teacher` to ids
//! and vectors that the model's own package gives.

use std::collections::HashMap;

use super::teacher::ModelError;
use crate::random::{Hashed, mix};

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
    scores: Vec<f32>,
    unknown: f64,
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
            trie: Trie::of(&pieces),
            scores,
            unknown: worst - UNKNOWN_PENALTY,
        })
    }

    /// Number of pieces.
    pub(crate) fn len(&self) -> usize {
        self.scores.len()
    }

    /// The pieces of a text, in order.
    pub(crate) fn pieces(&self, text: &str) -> Vec<u32> {
        let characters: Vec<char> = self.folding.fold(text).chars().collect();
        if characters.is_empty() {
            return vec![UNKNOWN];
        }
        // For each position the best score that ends there, where its last piece starts, and that piece.
        let mut best = vec![(f64::NEG_INFINITY, 0, UNKNOWN); characters.len() + 1];
        best[0].0 = 0.0;
        for start in 0..characters.len() {
            self.extend(&characters, start, &mut best);
        }
        let mut pieces = Vec::new();
        let mut end = characters.len();
        while end > 0 {
            let (_, start, piece) = best[end];
            pieces.push(piece);
            end = start;
        }
        pieces.reverse();
        pieces
    }

    /// Offers every piece that starts here to the position where it ends.
    fn extend(&self, characters: &[char], start: usize, best: &mut [(f64, usize, u32)]) {
        let base = best[start].0;
        let mut offer = |end: usize, score: f64, piece: u32| {
            if base + score > best[end].0 {
                best[end] = (base + score, start, piece);
            }
        };
        let (mut node, mut single) = (Trie::ROOT, false);
        for (end, &c) in (start + 1..).zip(&characters[start..]) {
            let Some(next) = self.trie.step(node, c) else { break };
            node = next;
            if let Some(piece) = self.trie.ends[node] {
                offer(end, f64::from(self.scores[piece as usize]), piece);
                single |= end == start + 1;
            }
        }
        if !single {
            offer(start + 1, self.unknown, UNKNOWN);
        }
    }
}

/// All pieces by their first characters. Nodes are numbered breadth first.
#[derive(Debug)]
struct Trie {
    /// The child of a node by a character ([`Trie::key`]), those of the root left to `at_once` where they are there.
    children: HashMap<u64, u32, Hashed>,
    /// For each node the piece that ends there.
    ends: Vec<Option<u32>>,
    /// The root's child by each character below [`Trie::AT_ONCE`], 0 where there is none.
    at_once: Vec<u32>,
}

impl Trie {
    const ROOT: usize = 0;

    /// Characters whose node under the root is found without a search.
    const AT_ONCE: usize = 0x1_0000;

    fn of(pieces: &[&str]) -> Trie {
        let mut sorted: Vec<(Vec<char>, u32)> =
            (0..).zip(pieces).map(|(number, piece)| (piece.chars().collect(), number)).collect();
        sorted.sort_unstable();
        let mut trie = Trie {
            children: HashMap::default(),
            ends: Vec::new(),
            at_once: vec![0; Trie::AT_ONCE],
        };
        // For each node the pieces under it and its depth, in the order of the nodes.
        let mut open = std::collections::VecDeque::from([(&sorted[..], 0)]);
        while let Some((under, depth)) = open.pop_front() {
            let node = trie.ends.len();
            let ended = under.partition_point(|(piece, _)| piece.len() == depth);
            trie.ends.push(under[..ended].last().map(|&(_, number)| number));
            for group in under[ended..].chunk_by(|a, b| a.0[depth] == b.0[depth]) {
                open.push_back((group, depth + 1));
                let (c, child) = (group[0].0[depth], (node + open.len()) as u32);
                match trie.at_once.get_mut(c as usize).filter(|_| node == Trie::ROOT) {
                    Some(at) => *at = child,
                    None => {
                        trie.children.insert(Trie::key(node, c), child);
                    }
                }
            }
        }
        trie
    }

    fn key(node: usize, c: char) -> u64 {
        mix((node as u64) << 32 | u64::from(u32::from(c)))
    }

    /// Where a node leads by a character.
    fn step(&self, node: usize, c: char) -> Option<usize> {
        if node == Trie::ROOT && (c as usize) < Trie::AT_ONCE {
            let child = self.at_once[c as usize] as usize;
            return (child > 0).then_some(child);
        }
        self.children.get(&Trie::key(node, c)).map(|&child| child as usize)
    }
}

/// The table that folds characters before they are looked up.
#[derive(Debug)]
struct Folding {
    units: Vec<u32>,
    /// Replacements, each ended by a zero.
    replacements: String,
}

impl Folding {
    /// The folded text, spaces as [`SPACE`], one before the first word and none doubled or at the end.
    fn fold(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len() + 3);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (taken, replacement) = self
                .longest(rest.as_bytes())
                .filter(|&(taken, _)| rest.is_char_boundary(taken))
                .unwrap_or((first.len_utf8(), &rest[..first.len_utf8()]));
            for c in replacement.chars() {
                match c {
                    ' ' if folded.is_empty() || folded.ends_with(SPACE) => {}
                    ' ' => folded.push(SPACE),
                    c => {
                        if folded.is_empty() {
                            folded.push(SPACE);
                        }
                        folded.push(c);
                    }
                }
            }
            rest = &rest[taken..];
        }
        folded.truncate(folded.trim_end_matches(SPACE).len());
        folded
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
    let units = trie.as_chunks::<4>().0.iter().map(|unit| u32::from_le_bytes(*unit)).collect();
    Some(Folding { units, replacements: String::from_utf8(replacements.to_vec()).ok()? })
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
        let trie = Trie::of(&pieces);
        let walk = |text: &str| text.chars().try_fold(Trie::ROOT, |node, c| trie.step(node, c));
        for (number, piece) in (0..).zip(pieces) {
            assert_eq!(walk(piece).and_then(|node| trie.ends[node]), Some(number), "{piece}");
        }
        for (text, node) in [("<un", true), ("abcd", false), ("文", false), ("\0", false)] {
            let reached = walk(text);
            assert_eq!(reached.is_some(), node, "{text}");
            assert_eq!(reached.and_then(|node| trie.ends[node]), None, "{text}");
        }
    }
}
