//! A text: which sentences, in which order, about one theme and from one side.
//!
//! A recipe names the parts; each part is one pattern of the grammar, no pattern twice in a text.
//! One text in twelve is a single sentence, one in twenty a paragraph of seven or more. In short
//! texts many an ask has half a sentence before or after it, so that those who ask for the same
//! thing do not say the same. Texts about different things share such halves, an opening or a
//! closing now and then, and little else.

use consultation::Constituency;

use crate::chance::{Chance, Of, Weighted, name};
use crate::grammar::Memory;
use crate::options::{Design, Options, Tongue};
use crate::subject::{Side, THEMES};
use crate::wording::Part::{self, *};
use crate::wording::{Entry, Wording};

/// What a text is about and who writes it.
#[derive(Clone, Debug)]
pub(crate) struct Brief {
    pub(crate) seed: u64,
    pub(crate) theme: usize,
    pub(crate) side: Side,
    pub(crate) tongue: Tongue,
    pub(crate) speaker: Constituency,
    pub(crate) design: Design,
}

/// Draws what a text of the public is about, in its own words; made once for many.
pub(crate) struct Briefs<'a> {
    options: &'a Options,
    themes: Weighted,
    tongues: Weighted,
}

impl<'a> Briefs<'a> {
    pub(crate) fn of(options: &'a Options) -> Briefs<'a> {
        Briefs {
            options,
            themes: Weighted::new(THEMES.iter().map(|theme| theme.weight)),
            tongues: Weighted::new(options.languages.iter().map(|(_, weight)| *weight)),
        }
    }

    /// Theme, side and language, drawn in this order.
    pub(crate) fn draw(&self, chance: &mut Chance) -> Brief {
        Brief {
            seed: self.options.seed,
            theme: self.themes.draw(chance),
            side: *chance.pick(&Side::ALL),
            tongue: self.options.languages[self.tongues.draw(chance)].0,
            speaker: Constituency::Public,
            design: Design::OwnWords,
        }
    }
}

/// Writes texts one after the other; what it keeps between them is memory to use again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Composer {
    memory: Memory,
    used: Vec<(Part, usize)>,
    said_who: bool,
    adorned: f64,
}

/// Recipes by number of sentences: the chance in a hundred that a text is of that length, and the
/// orders that read well.
const LENGTHS: [(f64, &[&[Part]]); 5] = [
    (8.0, &[&[Ask]]),
    (
        44.0,
        &[
            &[Ask, Aside],
            &[Ask, Aside],
            &[Reason, Aside],
            &[Situation, Aside],
            &[Situation, Ask],
            &[Ask, Reason],
        ],
    ),
    (
        31.0,
        &[
            &[Situation, Ask, Aside],
            &[Situation, Aside, Ask],
            &[Situation, Aside, Reason],
            &[Ask, Reason, Aside],
            &[Ask, Aside, Detail],
            &[Reason, Aside, Ask],
            &[Situation, Reason, Ask],
            &[Ask, Aside, Concession],
        ],
    ),
    (
        12.0,
        &[
            &[Situation, Ask, Reason, Aside],
            &[Reason, Aside, Concession, Ask],
            &[Ask, Reason, Aside, Detail],
            &[Reason, Situation, Ask, Aside, Detail],
            &[Situation, Aside, Reason, Ask, Concession],
        ],
    ),
    (
        5.0,
        &[
            &[Situation, Aside, Reason, Ask, Detail, Reason, Concession],
            &[Situation, Ask, Reason, Aside, Ask, Reason, Detail],
            &[Situation, Ask, Aside, Concession, Ask, Detail, Aside],
        ],
    ),
];

/// The orders of a campaign's letter.
const LETTER: [&[Part]; 5] = [
    &[Situation, Ask, Reason],
    &[Reason, Situation, Ask],
    &[Ask, Reason, Detail],
    &[Situation, Reason, Ask, Detail],
    &[Ask, Reason, Detail, Concession],
];

/// How often a short sentence runs on into the next.
const LINKED: f64 = 0.25;
/// How often a short text has no stop at its end.
const HASTY: f64 = 0.12;

/// How many ways a sentence about a theme is put where sentences recur.
const RECURRING: usize = 8;

impl Composer {
    /// Writes a text of any length at the end of `out`.
    pub(crate) fn text(&mut self, brief: &Brief, chance: &mut Chance, out: &mut String) {
        self.forget();
        let length = self.length(brief, chance);
        let recipe = *chance.pick(LENGTHS[length].1);
        let (before, after, adorned) = match length {
            0 => (0.03, 0.0, 0.75),
            1 => (0.08, 0.03, 0.45),
            2 => (0.16, 0.06, 0.3),
            _ => (0.3, 0.15, 0.15),
        };
        self.adorned = adorned;
        if chance.happens(before) {
            self.sentence(Opener, brief, chance, out);
        }
        let stock = match brief.design {
            Design::OwnWords => None,
            Design::StockSentences => Some(chance.below(recipe.len() + 1)),
        };
        let break_at = (recipe.len() > 3 && chance.happens(0.25)).then_some(recipe.len() / 2);
        for (at, part) in recipe.iter().enumerate() {
            if stock == Some(at) {
                self.sentence(Stock, brief, chance, out);
            }
            if break_at == Some(at) {
                out.push('\n');
            } else if at > 0 && runs_on(recipe[at - 1], *part) && chance.happens(LINKED) {
                link(brief.tongue, out);
            }
            self.sentence(*part, brief, chance, out);
        }
        if stock == Some(recipe.len()) || stock.is_some() && chance.happens(0.4) {
            self.sentence(Stock, brief, chance, out);
        }
        if chance.happens(after) {
            self.sentence(Closing, brief, chance, out);
        }
        if recipe.len() < 3 && chance.happens(HASTY) {
            out.truncate(out.trim_end_matches(['.', '。']).len());
        }
    }

    /// Writes a campaign's letter: three or four sentences, long enough to be changed.
    pub(crate) fn letter(&mut self, brief: &Brief, chance: &mut Chance, out: &mut String) {
        self.forget();
        for part in *chance.pick(&LETTER) {
            self.sentence(*part, brief, chance, out);
        }
    }

    /// Writes one ask: a statement of somebody's.
    pub(crate) fn ask(&mut self, brief: &Brief, chance: &mut Chance, out: &mut String) {
        self.forget();
        self.sentence(Ask, brief, chance, out);
    }

    /// Begins another text.
    fn forget(&mut self) {
        self.memory.clear();
        self.used.clear();
        self.said_who = false;
        self.adorned = 0.0;
    }

    /// Writes one more sentence of the text at the end of `out`.
    pub(crate) fn sentence(
        &mut self,
        part: Part,
        brief: &Brief,
        chance: &mut Chance,
        out: &mut String,
    ) {
        let wording = Wording::of(brief.tongue);
        let entries = wording.patterns(part, brief.theme, brief.side, &brief.speaker);
        let Some(pick) = self.unused(part, entries, chance) else { return };
        let entry = &entries[pick];
        if brief.tongue == Tongue::English && !out.is_empty() && !out.ends_with(['\n', ' ']) {
            out.push(' ');
        }
        let start = out.len();
        match brief.design {
            Design::StockSentences => {
                let way = if part == Stock { 0 } else { chance.below(RECURRING) };
                let mut chance = recurring(brief, part, pick, way);
                wording.grammar.say(&entry.pattern, &mut chance, &mut Memory::default(), out);
            }
            Design::OwnWords => {
                if part == Ask && chance.happens(self.adorned) {
                    self.fragment(Head, brief, chance, out);
                    out.push_str(if brief.tongue == Tongue::English { " " } else { "" });
                }
                wording.grammar.say(&entry.pattern, chance, &mut self.memory, out);
                if part == Ask && !entry.forbids && chance.happens(self.adorned) {
                    self.fragment(Tail, brief, chance, out);
                }
            }
        }
        finish(brief.tongue, start, out);
    }

    /// Writes half a sentence at the end of `out`.
    fn fragment(&mut self, part: Part, brief: &Brief, chance: &mut Chance, out: &mut String) {
        let wording = Wording::of(brief.tongue);
        let entries = wording.patterns(part, brief.theme, brief.side, &brief.speaker);
        if let Some(pick) = self.unused(part, entries, chance) {
            wording.grammar.say(&entries[pick].pattern, chance, &mut self.memory, out);
        }
    }

    fn length(&self, brief: &Brief, chance: &mut Chance) -> usize {
        let longer = if brief.design == Design::StockSentences { 2 } else { 0 };
        let mut at = chance.unit() * 100.0;
        for (length, (share, _)) in LENGTHS.iter().enumerate() {
            at -= share;
            if at < 0.0 {
                return length.max(longer);
            }
        }
        LENGTHS.len() - 1
    }

    /// A pattern of this part that the text has not used and that does not say a second time who
    /// is writing; `None` when there is none.
    fn unused(&mut self, part: Part, entries: &[Entry], chance: &mut Chance) -> Option<usize> {
        let fits = |pick: &usize| {
            let again = self.said_who && entries[*pick].of_self;
            !again && !self.used.contains(&(part, *pick))
        };
        let free = (0..entries.len()).filter(fits).count();
        if free == 0 {
            return None;
        }
        let pick = (0..entries.len()).filter(fits).nth(chance.below(free))?;
        self.said_who |= entries[pick].of_self;
        self.used.push((part, pick));
        Some(pick)
    }
}

/// The chance behind one of the few ways in which a sentence recurs.
fn recurring(brief: &Brief, part: Part, pick: usize, way: usize) -> Chance {
    let theme = if matches!(part, Opener | Closing | Stock | Aside) { 0 } else { brief.theme + 1 };
    let sentence = [theme, brief.side as usize, part as usize, pick, way]
        .iter()
        .fold(brief.tongue as u64, |number, next| number * 64 + *next as u64);
    Chance::new(name(brief.seed, Of::Sentence, 0), Of::Sentence, sentence)
}

/// Whether one part may run on into another.
fn runs_on(before: Part, after: Part) -> bool {
    matches!((before, after), (Situation | Reason, Ask) | (Ask, Reason) | (Situation, Reason))
}

/// Lets the last sentence, when it is short and plain, run on into the one to come.
fn link(tongue: Tongue, out: &mut String) {
    let (stop, comma, longest) = match tongue {
        Tongue::English => ('.', ";", 90),
        Tongue::Chinese => ('。', "，", 75),
    };
    let Some(rest) = out.strip_suffix(stop) else { return };
    let last = rest.rfind([stop, '？', '?', '\n']).map_or(rest, |at| &rest[at..]);
    if last.len() < longest && !last.contains([';', '；']) {
        out.truncate(rest.len());
        out.push_str(comma);
    }
}

/// Gives the sentence that begins at `start` its capital, its stop and single spaces.
fn finish(tongue: Tongue, start: usize, out: &mut String) {
    match tongue {
        Tongue::Chinese => {
            if !out.ends_with(['。', '？', '！']) {
                out.push('。');
            }
        }
        Tongue::English => {
            close_gaps(start, out);
            let (before, sentence) = out.split_at_mut(start);
            if !before.ends_with("; ")
                && let Some(first) = sentence.get_mut(..1)
            {
                first.make_ascii_uppercase();
            }
            if !out.ends_with(['.', '?', '!']) {
                out.push('.');
            }
        }
    }
}

/// Takes out the white space that empty choices leave: double, before a stop, at the end.
fn close_gaps(start: usize, out: &mut String) {
    let gap = |pair: &[u8]| pair[0] == b' ' && matches!(pair[1], b' ' | b',' | b'.' | b';' | b'?');
    if out.as_bytes()[start..].windows(2).any(gap) {
        let sentence = out.split_off(start);
        let mut next = sentence.chars().skip(1);
        for character in sentence.chars() {
            let follows = next.next().unwrap_or(' ');
            if !(character == ' ' && matches!(follows, ' ' | ',' | '.' | ';' | '?')) {
                out.push(character);
            }
        }
    }
    out.truncate(out.trim_end().len().max(start));
}
