//! How the members of a campaign change its letter.
//!
//! An edit exchanges a stated share of the words one for one: half of them for a word that means
//! much the same, the others for a slip of the pen (English: two letters swapped, one dropped or
//! doubled; Chinese: a character for one that sounds alike). Chinese is counted in characters, as
//! near-duplicate shingles are. The number of exchanged words is exact: the share times the number
//! of words, rounded, at least one. Cost: one pass over the letter.

use std::ops::Range;

use crate::chance::Chance;
use crate::composition::{Brief, Composer};
use crate::options::{Tongue, Variation};
use crate::wording::{Part, Wording};

/// A member's text: `letter`, varied. `brief` is the campaign's, with the member as speaker, and
/// `voice` the composer as the letter left it.
pub(crate) fn vary(
    letter: &str,
    variation: Variation,
    brief: &Brief,
    voice: &Composer,
    chance: &mut Chance,
) -> String {
    match variation {
        Variation::Verbatim => letter.to_owned(),
        Variation::Surface => surface(letter, brief.tongue, chance),
        Variation::Edit5 => edited(letter, brief.tongue, 0.05, chance),
        Variation::Edit10 => edited(letter, brief.tongue, 0.1, chance),
        Variation::Personal => {
            let own = own_words(letter.len() / 4, brief, &mut voice.clone(), chance);
            if chance.happens(0.4) {
                joined(&[&own, letter], brief.tongue)
            } else {
                joined(&[letter, &own], brief.tongue)
            }
        }
        Variation::Embedded => {
            let mut voice = voice.clone();
            let before = own_words(letter.len() / 2, brief, &mut voice, chance);
            let rest = letter.len().saturating_sub(before.len());
            let after = own_words(rest, brief, &mut voice, chance);
            joined(&[&before, letter, &after], brief.tongue)
        }
    }
}

/// The words that can be exchanged, as positions: white-space words in English, Han characters in
/// Chinese.
pub(crate) fn words(text: &str, tongue: Tongue) -> Vec<Range<usize>> {
    match tongue {
        Tongue::Chinese => text
            .char_indices()
            .filter(|(_, character)| is_han(*character))
            .map(|(at, character)| at..at + character.len_utf8())
            .collect(),
        Tongue::English => text
            .split_ascii_whitespace()
            .map(|word| {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                start..start + word.len()
            })
            .collect(),
    }
}

fn is_han(character: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&character)
}

fn joined(parts: &[&str], tongue: Tongue) -> String {
    let joint = if tongue == Tongue::English { " " } else { "" };
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(joint)
}

/// Sentences of the member's own on the campaign's theme and side, as near `length` bytes as whole
/// sentences allow, never none.
fn own_words(length: usize, brief: &Brief, voice: &mut Composer, chance: &mut Chance) -> String {
    let mut parts = [
        Part::Situation,
        Part::Reason,
        Part::Aside,
        Part::Opener,
        Part::Detail,
        Part::Situation,
        Part::Aside,
        Part::Reason,
        Part::Aside,
    ];
    chance.shuffle(&mut parts);
    let mut own = String::new();
    for part in parts {
        let before = own.len();
        voice.sentence(part, brief, chance, &mut own);
        if own.len() >= length {
            if before > 0 && own.len() - length > length - before {
                own.truncate(before);
            }
            break;
        }
    }
    own
}

/// The same words in another dress, never quite the same.
fn surface(letter: &str, tongue: Tongue, chance: &mut Chance) -> String {
    loop {
        let mut text = letter.to_owned();
        for _ in 0..=chance.below(2) {
            text = match tongue {
                Tongue::English => english_dress(&text, chance),
                Tongue::Chinese => chinese_dress(&text, chance),
            };
        }
        if text != letter {
            return text;
        }
    }
}

fn english_dress(text: &str, chance: &mut Chance) -> String {
    match chance.below(8) {
        0 => text.to_lowercase(),
        1 => text.to_uppercase(),
        2 => text.replace(", ", " "),
        3 => text.replace(". ", ".  "),
        4 => text.replace(". ", "! "),
        5 => text.replace(". ", ".\n"),
        6 => text.trim_end_matches('.').to_owned(),
        _ => format!("{text}{}", ["..", "!", "!!", " "][chance.below(4)]),
    }
}

fn chinese_dress(text: &str, chance: &mut Chance) -> String {
    match chance.below(8) {
        0 => text.replace('，', ","),
        1 => text.replace('，', " "),
        2 => text.replace('。', "！"),
        3 => text.replace('。', "。\n"),
        4 => text.trim_end_matches('。').to_owned(),
        5 => text.replace('。', "."),
        6 => text.chars().map(full_width).collect(),
        _ => format!("{text}{}", ["！", "。", "……", " "][chance.below(4)]),
    }
}

fn full_width(character: char) -> char {
    match character {
        '0'..='9' => char::from_u32(u32::from(character) - 0x30 + 0xFF10).unwrap_or(character),
        '；' => '，',
        _ => character,
    }
}

/// `letter` with `rate` of its words exchanged.
fn edited(letter: &str, tongue: Tongue, rate: f64, chance: &mut Chance) -> String {
    let places = words(letter, tongue);
    let wanted = libm::round(places.len() as f64 * rate).max(1.0) as usize;
    let mut order: Vec<usize> = (0..places.len()).collect();
    chance.shuffle(&mut order);
    let mut exchanged: Vec<(Range<usize>, String)> = Vec::with_capacity(wanted);
    for slips in [false, true] {
        let limit = if slips { wanted } else { wanted.div_ceil(2) };
        for at in &order {
            if exchanged.len() >= limit {
                break;
            }
            let place = &places[*at];
            if exchanged.iter().any(|(taken, _)| taken == place) {
                continue;
            }
            let other = if slips {
                slip(letter, place, tongue, chance)
            } else {
                synonym(letter, place, tongue, chance)
            };
            exchanged.extend(other.map(|other| (place.clone(), other)));
        }
    }
    exchanged.sort_by_key(|(place, _)| place.start);
    let (mut text, mut from) = (String::with_capacity(letter.len() + 16), 0);
    for (place, other) in exchanged {
        text.push_str(&letter[from..place.start]);
        text.push_str(&other);
        from = place.end;
    }
    text + &letter[from..]
}

/// A word of much the same meaning; in Chinese one character of a two-character word.
fn synonym(
    letter: &str,
    place: &Range<usize>,
    tongue: Tongue,
    chance: &mut Chance,
) -> Option<String> {
    let exchanges = &Wording::of(tongue).exchanges;
    match tongue {
        Tongue::English => {
            let (core, rest) = core(&letter[place.clone()]);
            let other = chance.pick(exchanges.get(core)?);
            Some(format!("{other}{rest}"))
        }
        Tongue::Chinese => {
            let pair = letter.get(place.start..place.end + 3)?;
            let other = chance.pick(exchanges.get(pair)?);
            Some(other.chars().take(1).collect())
        }
    }
}

/// A slip of the pen.
fn slip(letter: &str, place: &Range<usize>, tongue: Tongue, chance: &mut Chance) -> Option<String> {
    let word = &letter[place.clone()];
    match tongue {
        Tongue::Chinese => {
            Wording::of(tongue).exchanges.get(word).map(|others| (*chance.pick(others)).to_owned())
        }
        Tongue::English => {
            let (core, rest) = core(word);
            if core.len() < 3 || !core.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                return None;
            }
            let at = chance.below(core.len() - 1);
            let (left, right) = (&core[at..=at], &core[at + 1..at + 2]);
            let middle = match chance.below(3) {
                0 if left != right => format!("{right}{left}"),
                1 => right.to_owned(),
                _ => format!("{left}{left}{right}"),
            };
            Some(format!("{}{middle}{}{rest}", &core[..at], &core[at + 2..]))
        }
    }
}

/// A word without the marks that follow it, and the marks.
fn core(word: &str) -> (&str, &str) {
    word.split_at(word.trim_end_matches(|mark: char| mark.is_ascii_punctuation()).len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Of;

    #[test]
    fn an_edit_exchanges_just_the_share_it_should() {
        let english = "The canal reached us ten days late last summer, and the tap ran every other \
                       day. Please keep household taps running before any field is watered again.";
        let chinese = "去年夏天水渠里的水晚到了十天，家里的自来水也是隔天才有。建议先保证居民用水，\
                       再安排农田灌溉，用水的时间应该提前告诉大家。";
        for (letter, tongue) in [(english, Tongue::English), (chinese, Tongue::Chinese)] {
            for (rate, number) in [(0.05, 0), (0.1, 1), (0.1, 2)] {
                let mut chance = Chance::new(3, Of::Campaign, number);
                let text = edited(letter, tongue, rate, &mut chance);
                let (before, after) = (words(letter, tongue), words(&text, tongue));
                assert_eq!(before.len(), after.len(), "{text}");
                let differ = before
                    .iter()
                    .zip(&after)
                    .filter(|(old, new)| letter[(*old).clone()] != text[(*new).clone()])
                    .count();
                assert_eq!(differ, libm::round(before.len() as f64 * rate) as usize, "{text}");
            }
        }
    }

    #[test]
    fn another_dress_changes_no_word() {
        let bare = |text: &str| -> String {
            text.to_lowercase().chars().filter(|character| character.is_alphabetic()).collect()
        };
        for (letter, tongue) in [
            ("Ask first, then build. It is fair.", Tongue::English),
            ("先问，再建。这才公平。", Tongue::Chinese),
        ] {
            for number in 0..64 {
                let text = surface(letter, tongue, &mut Chance::new(4, Of::Campaign, number));
                assert_ne!(text, letter);
                assert_eq!(bare(&text), bare(letter));
            }
        }
    }
}
