//! What a text is about: its words without those that say nothing of a matter.
//!
//! Left out are function words ([`super::function_words`]), in Chinese what the dictionary has in a closed
//! class, and numbers: numerals are a closed class too, and "first" or "two" is said of anything. The
//! language is the one detected; where it cannot be told, the lists of all languages hold.
//!
//! Words are compared by their first [`STEM`] letters, as Can et al. ("Information retrieval on Turkish
//! texts", 2008) found to serve as well as a stemmer; Han words as a whole.

use std::collections::HashSet;
use std::sync::LazyLock;

use consultation::UNDETERMINED;

use super::function_words::is_function_word;
use super::language::detect;
use super::normalise::normalise;
use super::shingle::hash;
use super::tokens::{Word, comparable, is_han, words};

/// Letters by which two words are taken for one.
const STEM: usize = 5;

/// Characters of a text that are read.
const CHARACTERS: usize = 20_000;

/// What a text is about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matter {
    /// Its words in order, with a space where something was left out.
    pub(crate) words: String,
    /// Hashes of their stems, each once, ascending.
    pub(crate) stems: Vec<u64>,
}

impl Matter {
    /// Reads a text as it was written.
    pub(crate) fn of(text: &str) -> Matter {
        let read: String = text.chars().take(CHARACTERS).collect();
        let language = Some(detect(&read)).filter(|&tag| tag != UNDETERMINED);
        let normal = normalise(&read);
        let mut matter = Matter::default();
        let mut left_out = true;
        for word in words(&normal, language) {
            let telling = is_telling(&word, language);
            if telling {
                if left_out || !word.tight {
                    matter.words.push(' ');
                }
                matter.words.push_str(word.surface);
                matter.stems.extend(stem(word.surface));
            }
            left_out = !telling;
        }
        matter.stems.sort_unstable();
        matter.stems.dedup();
        matter
    }
}

fn is_telling(word: &Word<'_>, language: Option<&str>) -> bool {
    let number = |word: &str| word.chars().all(|c| c.is_numeric() || matches!(c, '.' | ','));
    let surface = word.surface;
    !word.closed && !number(surface) && !is_numeral(surface) && !is_function_word(surface, language)
}

/// The hash of a word's stem; none for a single letter or Han character, which is more often a part of a word.
fn stem(word: &str) -> Option<u64> {
    let letters: Vec<char> = comparable(word, CHARACTERS).filter(|c| c.is_alphanumeric()).collect();
    let stem = match letters.first() {
        Some(&c) if is_han(c) => &letters[..],
        _ => &letters[..letters.len().min(STEM)],
    };
    (stem.len() > 1).then(|| hash(stem.iter().copied()))
}

/// True for a cardinal or ordinal number in words, in normal form, and what puts things in an order likewise.
fn is_numeral(word: &str) -> bool {
    static NUMBERS: LazyLock<HashSet<String>> =
        LazyLock::new(|| NUMERALS.split_whitespace().map(normalise).collect());
    NUMBERS.contains(word)
}

const NUMERALS: &str = "two three four five six seven eight nine ten eleven twelve hundred hundreds thousand
    thousands million millions billion first firstly second secondly third thirdly fourth fifth last
    half quarter
    vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend million millionen erste ersten erster erstes
    zweite zweiten zweiter dritte dritten dritter letzte letzten letzter hälfte
    deux trois quatre cinq sept huit neuf dix onze douze cent cents mille premier première premiers premières
    deuxième troisième dernier dernière derniers dernières moitié
    dos tres cuatro cinco seis siete ocho nueve diez once doce cien ciento mil millón millones primer primero
    primera primeros primeras segundo segunda tercero tercera último última mitad
    due quattro cinque sei sette otto nove dieci undici dodici cento primo prima primi prime secondo seconda
    terzo terza ultimo ultima metà
    dois duas quatro sete oito nove dez onze doze cem primeiro primeira segundo segunda terceiro terceira
    twee drie vijf zes zeven acht negen tien elf twaalf honderd duizend miljoen eerste tweede derde laatste helft
    два две три четыре пять шесть семь восемь девять десять сто тысяча тысячи миллион первый первая первое
    первые первую первой второй вторая второе третий третья последний последняя половина
    اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة عشرة مئة مائة الف مليون أول الأول أولى الأولى ثاني الثاني
    ثالث الثالث آخر الأخير نصف";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_of_a_matter_is_left_out() {
        let of = |text: &str| Matter::of(text).words;
        assert_eq!(
            of("Delivery platforms should pay from the first order."),
            " delivery platforms pay order"
        );
        assert_eq!(of("我们应该优先保障居民用水。"), " 优先保障居民用水");
        assert_eq!(of("Zwei von drei Zügen sind zu spät."), " zügen spät");
        assert_eq!(of("Supply 38 homes in 2026."), " supply homes");
    }

    #[test]
    fn words_share_a_stem_whatever_their_ending() {
        let shared = |one, other| {
            let (one, other) = (Matter::of(one), Matter::of(other));
            one.stems.iter().filter(|stem| other.stems.contains(stem)).count()
        };
        assert_eq!(shared("Households need water", "The household has no water"), 2);
        assert_eq!(shared("居民用水要优先", "优先保障居民用水"), 3);
        assert_eq!(shared("the first of these", "first of those"), 0);
    }
}
