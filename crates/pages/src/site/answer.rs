//! The form for an answer. It posts to the page that shows the answer once more before it is sent.

use askama::Template;
use consultation::{Constituency, Question, Round};

use crate::layout::Layout;
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::discussion::{place_of, stances};
use crate::site::fault::{Fault, Field, OnTop};
use crate::site::round::becomes_public;
use crate::words::Words;

/// Languages offered, by tag; others are found by the analysis.
const LANGUAGES: [&str; 23] = [
    "en", "zh", "ar", "de", "es", "fa", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru",
    "sv", "sw", "th", "tr", "uk", "ur", "vi",
];

/// Sources that the form says are taken.
const SOURCES_MOST: u64 = 10;

/// What has been typed so far. It goes from page to page in hidden fields; nothing of it is kept before
/// it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Drawn when the form was first shown; under it the answer is recorded once, however often it is
    /// sent.
    pub key: String,
    /// The question's identifier; empty for none.
    pub question: String,
    /// The words.
    pub text: String,
    /// For whom they speak; empty means the public.
    pub constituency: String,
    /// Language tag; empty when not stated.
    pub language: String,
    /// They may be quoted.
    pub quotable: bool,
    /// What they are about, such as `clause:2.3`; empty for nothing in particular.
    pub about: String,
    /// Number of the contribution they reply to; empty for none.
    pub reply_to: String,
    /// How they stand to it; empty means neither for nor against.
    pub stance: String,
    /// Sources, each on a line.
    pub sources: String,
}

impl Typed {
    /// The question of the round that is answered, if there is one.
    pub fn asked<'a>(&self, round: &'a Round) -> Option<&'a Question> {
        round.questions.iter().find(|question| question.id == self.question)
    }

    pub(super) fn speaks_for(&self) -> &str {
        speaks_for(&self.constituency)
    }
}

/// The constituency of this name, the public where none is stated.
fn speaks_for(name: &str) -> &str {
    if name.is_empty() { Constituency::Public.as_str() } else { name }
}

#[derive(Template)]
#[template(path = "site/answer.html")]
struct Answer<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    title: Markup,
    round_title: Markup,
    /// What the words are about, where that is not the round's question.
    place: Option<Markup>,
    stances: Vec<(&'static str, String, bool)>,
    sources_fault: Option<String>,
    sources_most: String,
    action: String,
    back: String,
    most: String,
    typed: &'a Typed,
    on_top: Option<OnTop>,
    text_fault: Option<String>,
    constituency_fault: Option<String>,
    language_fault: Option<String>,
    speakers: Vec<Choice>,
    languages: Vec<Choice>,
    consent: Markup,
    becomes_public: Vec<String>,
}

/// One of several to choose from.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) chosen: bool,
}

/// The form, empty or with what was typed and what is wrong with it. `most` is the limit of
/// characters.
pub fn answer(
    frame: &Frame<'_>,
    round: &Round,
    typed: &Typed,
    most: usize,
    fault: Option<Fault>,
) -> String {
    let w = frame.w;
    let here = format!("/take-part/{}", round.id.as_str());
    let question = typed.asked(round);
    let title = question.map_or_else(|| w.say("answer-any"), |asked| frame.text(&asked.text));
    let sentence =
        |field: Field| fault.filter(|fault| fault.field() == field).map(|fault| fault.sentence(w));
    let page = Answer {
        layout: frame.layout(
            Fault::title(w, fault, title.clone()),
            vec![
                frame.link("/take-part", w.say("nav-take-part")),
                frame.link(here.clone(), frame.text(&round.title)),
            ],
        ),
        w,
        title: question.map_or_else(|| Markup::text(&title), |asked| frame.local(&asked.text)),
        round_title: frame.local(&round.title),
        place: place_of(frame, &typed.about, &typed.reply_to),
        stances: match typed.reply_to.as_str() {
            "" => Vec::new(),
            _ => stances(w, &typed.stance),
        },
        sources_fault: sentence(Field::Sources),
        sources_most: w.number(SOURCES_MOST),
        action: frame.to(&format!("{here}/check")),
        back: frame.to(&here),
        most: w.number(most as u64),
        typed,
        on_top: fault.map(|fault| fault.on_top(w)),
        text_fault: sentence(Field::Text),
        constituency_fault: sentence(Field::Constituency),
        language_fault: sentence(Field::Language),
        speakers: speakers(frame, &typed.constituency),
        languages: languages(w, typed),
        consent: frame.local(&round.consent),
        becomes_public: becomes_public(w, round, false),
    };
    page.render().expect("a template writes into a string")
}

/// For whom one may speak; `chosen` is empty for the public.
pub(super) fn speakers(frame: &Frame<'_>, chosen: &str) -> Vec<Choice> {
    let chosen = speaks_for(chosen);
    let always = Constituency::ALWAYS.iter().map(Constituency::as_str);
    let defined = frame.plan.constituencies.iter().map(String::as_str);
    let choice = |value: &str| Choice {
        value: value.to_owned(),
        name: frame.w.named("speak-as", value),
        chosen: value == chosen,
    };
    always.chain(defined).map(choice).collect()
}

fn languages(w: &Words, typed: &Typed) -> Vec<Choice> {
    let choice = |tag: &&str| Choice {
        value: (*tag).to_owned(),
        name: w.named("language", tag),
        chosen: typed.language == *tag,
    };
    LANGUAGES.iter().map(choice).collect()
}
