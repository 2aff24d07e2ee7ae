//! What is wrong with what somebody sent: said on top of the page and at the field, in the same words.

use crate::words::Words;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No words.
    Empty,
    /// Too many words.
    Long {
        /// Characters sent.
        chars: usize,
        /// Characters taken.
        most: usize,
    },
    /// None of the plan's constituencies.
    Constituency,
    /// No language.
    Language,
    /// No answer to the statement.
    Vote,
    /// No contribution has the code.
    Code,
    /// The box that confirms a withdrawal is empty.
    Unsure,
    /// Too much is waiting to be written; nothing was recorded.
    Busy,
    /// No room to record it; nothing was recorded.
    Full,
    /// What it is about, or replies to, is not there.
    Place,
    /// Too many sources, or too long ones.
    Sources {
        /// Sources taken.
        most: usize,
        /// Characters of each that are taken.
        chars: usize,
    },
    /// Nobody knows whether it was recorded.
    OutcomeUnknown,
    /// A fault of the program.
    Ours,
}

/// The part of a form that a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Constituency,
    Language,
    Vote,
    Code,
    Sure,
    Sources,
    Form,
}

/// What is wrong, as it stands on top of a page.
pub(super) struct OnTop {
    pub(super) sentence: String,
    /// The field it is about, as an address on the page.
    pub(super) at: Option<&'static str>,
}

impl Fault {
    /// The form for an answer has a field to mend; else the answer itself is sound.
    pub fn is_about_the_answer(self) -> bool {
        matches!(self.field(), Field::Text | Field::Constituency | Field::Language | Field::Sources)
    }

    pub(super) fn field(self) -> Field {
        match self {
            Fault::Empty | Fault::Long { .. } => Field::Text,
            Fault::Constituency => Field::Constituency,
            Fault::Language => Field::Language,
            Fault::Vote => Field::Vote,
            Fault::Code => Field::Code,
            Fault::Unsure => Field::Sure,
            Fault::Sources { .. } => Field::Sources,
            Fault::Busy | Fault::Full | Fault::OutcomeUnknown | Fault::Place | Fault::Ours => {
                Field::Form
            }
        }
    }

    pub(super) fn sentence(self, w: &Words) -> String {
        match self {
            Fault::Empty => w.say("fault-empty"),
            Fault::Long { chars, most } => {
                w.say_with("fault-long", &[("chars", chars.into()), ("most", most.into())])
            }
            Fault::Constituency => w.say("fault-constituency"),
            Fault::Language => w.say("fault-language"),
            Fault::Vote => w.say("vote-choose"),
            Fault::Code => w.say("mine-unknown"),
            Fault::Unsure => w.say("way-withdraw-fault"),
            Fault::Place => w.say("fault-place"),
            Fault::Sources { most, chars } => {
                w.say_with("fault-sources", &[("most", most.into()), ("chars", chars.into())])
            }
            Fault::Busy => w.say("fault-busy"),
            Fault::Full => w.say("fault-full"),
            Fault::OutcomeUnknown => w.say("fault-unknown"),
            Fault::Ours => w.say("fault-ours"),
        }
    }

    pub(super) fn on_top(self, w: &Words) -> OnTop {
        let at = match self.field() {
            Field::Text => Some("#text"),
            Field::Constituency => Some("#constituency"),
            Field::Language => Some("#language"),
            Field::Vote => Some("#vote"),
            Field::Code => Some("#code"),
            Field::Sure => Some("#sure"),
            Field::Sources => Some("#sources"),
            Field::Form => None,
        };
        OnTop { sentence: self.sentence(w), at }
    }

    /// The title of a page, which begins with "Error:" when something is wrong on it.
    pub(super) fn title(w: &Words, fault: Option<Fault>, title: String) -> String {
        match fault {
            Some(_) => w.say_with("title-error", &[("title", title.into())]),
            None => title,
        }
    }
}
