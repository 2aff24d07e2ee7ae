//! The grammar files: how every theme is put in every language.
//!
//! A file holds lists (`let`, `set`; see [`grammar`](crate::grammar)) and patterns, each after `-
//! `, under a heading such as `for ask`; `+ ` stands before a pattern in which the writers say who
//! they are, of which a text has one at most. What comes after `theme KEY` belongs to that theme.
//! Patterns of one heading must be able to stand in for one another: the composer draws among them,
//! and puts them beside patterns of other headings of the same theme and side. The files are part
//! of the program; they are read once, at first use, in some milliseconds.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use consultation::Constituency;

use crate::grammar::{Grammar, Numerals, Pattern};
use crate::options::Tongue;
use crate::subject::{Side, THEMES};

/// What a sentence does in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Who is speaking.
    Opener,
    /// What happened, or how things are.
    Situation,
    /// What is asked for.
    Ask,
    /// Half a sentence before an ask.
    Head,
    /// Half a sentence after an ask.
    Tail,
    /// Why.
    Reason,
    /// What speaks for the other side.
    Concession,
    /// How, whichever side prevails.
    Detail,
    /// Something of the writer's life beside the matter.
    Aside,
    /// A last word.
    Closing,
    /// A sentence that many unrelated texts share.
    Stock,
    /// A telephone number that belongs to nobody.
    Telephone,
    /// An e-mail address that belongs to nobody.
    Email,
}

/// Everything there is to say in one language.
#[derive(Debug)]
pub(crate) struct Wording {
    pub(crate) grammar: Grammar,
    patterns: BTreeMap<(&'static str, &'static str), Vec<Entry>>,
    /// Words and what they may be exchanged for, one for one.
    pub(crate) exchanges: BTreeMap<&'static str, Vec<&'static str>>,
}

/// One way to say a part.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) pattern: Pattern,
    /// The writers say who they are.
    pub(crate) of_self: bool,
    /// It asks that something be left undone.
    pub(crate) forbids: bool,
}

impl Wording {
    /// The wording of a language.
    pub(crate) fn of(tongue: Tongue) -> &'static Wording {
        static EN: LazyLock<Wording> =
            LazyLock::new(|| read(&ENGLISH, WORDS_EN, " ", NUMERALS_EN).expect(CHECKED));
        static ZH: LazyLock<Wording> =
            LazyLock::new(|| read(&CHINESE, WORDS_ZH, "", NUMERALS_ZH).expect(CHECKED));
        match tongue {
            Tongue::English => &EN,
            Tongue::Chinese => &ZH,
        }
    }

    /// The patterns that may do `part` for this theme, side and speaker.
    pub(crate) fn patterns(
        &self,
        part: Part,
        theme: usize,
        side: Side,
        speaker: &Constituency,
    ) -> &[Entry] {
        let heading = heading(part, side, speaker);
        let scope = if heading.1 { THEMES[theme].key } else { "" };
        self.patterns.get(&(scope, heading.0)).map_or(&[], Vec::as_slice)
    }
}

const CHECKED: &str = "the grammar files are part of the program and a test reads them";

const ENGLISH: [&str; 9] = [
    include_str!("../grammar/en/shared.txt"),
    include_str!("../grammar/en/1-manufacturing.txt"),
    include_str!("../grammar/en/2-countryside.txt"),
    include_str!("../grammar/en/3-environment.txt"),
    include_str!("../grammar/en/4-inbound-travel.txt"),
    include_str!("../grammar/en/5-culture.txt"),
    include_str!("../grammar/en/6-wellbeing.txt"),
    include_str!("../grammar/en/7-cooperation.txt"),
    include_str!("../grammar/en/8-the-plan.txt"),
];

const CHINESE: [&str; 9] = [
    include_str!("../grammar/zh/shared.txt"),
    include_str!("../grammar/zh/1-manufacturing.txt"),
    include_str!("../grammar/zh/2-countryside.txt"),
    include_str!("../grammar/zh/3-environment.txt"),
    include_str!("../grammar/zh/4-inbound-travel.txt"),
    include_str!("../grammar/zh/5-culture.txt"),
    include_str!("../grammar/zh/6-wellbeing.txt"),
    include_str!("../grammar/zh/7-cooperation.txt"),
    include_str!("../grammar/zh/8-the-plan.txt"),
];

/// Synonyms, then the exchanges of those who edit a letter.
const WORDS_EN: [&str; 2] =
    [include_str!("../grammar/en/synonyms.txt"), include_str!("../grammar/en/exchanges.txt")];
const WORDS_ZH: [&str; 2] =
    [include_str!("../grammar/zh/synonyms.txt"), include_str!("../grammar/zh/exchanges.txt")];

const NUMERALS_EN: Numerals = Numerals {
    words: &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ],
    mark: ",",
};
const NUMERALS_ZH: Numerals = Numerals {
    words: &["一", "两", "三", "四", "五", "六", "七", "八", "九", "十"],
    mark: "",
};

/// The heading a part stands under, and whether that heading belongs to a theme.
fn heading(part: Part, side: Side, speaker: &Constituency) -> (&'static str, bool) {
    match (part, side) {
        (Part::Situation, _) => ("both situation", true),
        (Part::Detail, _) => ("both detail", true),
        (Part::Ask, Side::For) => ("for ask", true),
        (Part::Ask, Side::Against) => ("against ask", true),
        (Part::Reason, Side::For) => ("for reason", true),
        (Part::Reason, Side::Against) => ("against reason", true),
        (Part::Concession, Side::For) => ("for concession", true),
        (Part::Concession, Side::Against) => ("against concession", true),
        (Part::Opener, _) => match speaker {
            Constituency::Expert => ("expert opener", false),
            Constituency::Official => ("official opener", false),
            Constituency::Public | Constituency::Defined(_) => ("public opener", false),
        },
        (Part::Head, _) => ("head", false),
        (Part::Tail, _) => ("tail", false),
        (Part::Aside, _) => ("aside", false),
        (Part::Closing, _) => ("closing", false),
        (Part::Stock, _) => ("stock", false),
        (Part::Telephone, _) => ("telephone", false),
        (Part::Email, _) => ("email", false),
    }
}

/// Reads one language; the lines of an entry are joined with `joint`.
fn read(
    files: &[&'static str],
    [synonyms, exchanges]: [&'static str; 2],
    joint: &str,
    numerals: Numerals,
) -> Result<Wording, String> {
    let mut wording = Wording {
        grammar: Grammar::new(numerals, synonyms.lines().filter_map(exchange)),
        patterns: BTreeMap::new(),
        exchanges: exchanges.lines().filter_map(exchange).collect(),
    };
    for file in files {
        let (mut scope, mut heading) = ("", "");
        for (line, entry) in entries(file, joint) {
            if let Some(key) = line.strip_prefix("theme ") {
                scope = key;
            } else if let Some(list) = entry.strip_prefix("let ") {
                wording.grammar.define(scope, list, false)?;
            } else if let Some(list) = entry.strip_prefix("set ") {
                wording.grammar.define(scope, list, true)?;
            } else if let Some(text) = entry.strip_prefix(['-', '+']) {
                let pattern = wording.grammar.pattern(scope, text.trim_start())?;
                let of_self = entry.starts_with('+');
                let forbids = text.contains("{asknot}");
                let entry = Entry { pattern, of_self, forbids };
                wording.patterns.entry((scope, heading)).or_default().push(entry);
            } else {
                heading = line;
            }
        }
    }
    Ok(wording)
}

/// The entries of a file, each as its first line and as a whole: lines that begin with white space
/// go on with the entry above them, without `joint` where the break stands beside a `|`.
fn entries<'a>(file: &'a str, joint: &str) -> Vec<(&'a str, String)> {
    let mut entries: Vec<(&str, String)> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        match entries.last_mut() {
            Some((_, entry)) if line.starts_with(' ') => {
                let line = line.trim();
                if !line.starts_with('|') && !entry.ends_with('|') {
                    entry.push_str(joint);
                }
                entry.push_str(line);
            }
            _ => entries.push((line.trim_end(), line.trim_end().to_owned())),
        }
    }
    entries
}

/// `word = other | another`.
fn exchange(line: &'static str) -> Option<(&'static str, Vec<&'static str>)> {
    let (word, others) = line.split_once(" = ")?;
    Some((word, others.split('|').map(str::trim).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_has_enough_to_say_on_both_sides_in_both_languages() {
        let least = [
            (Part::Ask, 3),
            (Part::Reason, 3),
            (Part::Concession, 1),
            (Part::Situation, 3),
            (Part::Detail, 3),
            (Part::Opener, 4),
            (Part::Closing, 4),
            (Part::Aside, 12),
            (Part::Head, 12),
            (Part::Tail, 12),
            (Part::Stock, 8),
            (Part::Telephone, 1),
        ];
        for tongue in Tongue::ALL {
            for (theme, side) in (0..THEMES.len()).flat_map(|theme| Side::ALL.map(|s| (theme, s))) {
                for (part, least) in least {
                    let speaker = Constituency::Expert;
                    let found = Wording::of(tongue).patterns(part, theme, side, &speaker).len();
                    assert!(found >= least, "{tongue:?} {} {part:?}", THEMES[theme].key);
                }
            }
        }
    }

    #[test]
    fn every_file_speaks_only_of_themes_and_headings_there_are() {
        let known: Vec<_> = THEMES.iter().map(|theme| theme.key).collect();
        for tongue in Tongue::ALL {
            for (scope, heading) in Wording::of(tongue).patterns.keys() {
                assert!(scope.is_empty() || known.contains(scope), "{scope}");
                let mut headings = ALL_PARTS.iter().flat_map(|part| {
                    let sides = Side::ALL.iter().flat_map(move |side| {
                        Constituency::ALWAYS.map(|who| super::heading(*part, *side, &who).0)
                    });
                    sides.collect::<Vec<_>>()
                });
                assert!(headings.any(|known| known == *heading), "nothing reads `{heading}`");
            }
        }
    }

    const ALL_PARTS: [Part; 13] = [
        Part::Aside,
        Part::Head,
        Part::Tail,
        Part::Opener,
        Part::Situation,
        Part::Ask,
        Part::Reason,
        Part::Concession,
        Part::Detail,
        Part::Closing,
        Part::Stock,
        Part::Telephone,
        Part::Email,
    ];
}
