//! Tags: how something stands, as an icon and an adjective. A tag is read, never followed.

use consultation::Stance;
use plan::{Attribution, Decision, ItemStatus, Milestone, RiskState, Standing};

use crate::markup::Markup;
use crate::site::Frame;
pub(super) use crate::tag::done;
use crate::tag::{FULL, tag};
use crate::words::Words;

const HALF: &str = r#"<circle class="ring" cx="8" cy="8" r="7"/><path d="M8 1a7 7 0 0 0 0 14z" fill="currentColor"/>"#;
const BARRED: &str =
    r#"<circle class="ring" cx="8" cy="8" r="7"/><path class="ring" d="M4.5 8h7"/>"#;
const EMPTY: &str = r#"<circle class="ring" cx="8" cy="8" r="7"/>"#;
const DOTTED: &str = r#"<circle class="ring dotted" cx="8" cy="8" r="7"/>"#;
const UP: &str = r#"<path d="M8 1 15.5 15H.5z" fill="currentColor"/>"#;
const CHANGED: &str = r#"<path class="ring" d="M1 12.5 10.5 3l2.5 2.5L3.5 15H1z"/>"#;
const MADE_UP: &str = r#"<path class="ring" d="M2 2h12v12H2zM2 14 14 2"/>"#;

/// What became of a theme or a contribution; `None` while it has no answer.
pub(crate) fn decision(w: &Words, decision: Option<Decision>) -> Markup {
    let (class, icon) = match decision {
        Some(Decision::Adopted) => ("good", FULL),
        Some(Decision::PartlyAdopted) => ("good", HALF),
        Some(Decision::NotAdopted) => ("mute", BARRED),
        Some(Decision::Noted) => ("mute", EMPTY),
        None => ("mute", DOTTED),
    };
    tag(class, icon, &decision_name(w, decision))
}

/// The words of a decision, without the icon.
pub(crate) fn decision_name(w: &Words, decision: Option<Decision>) -> String {
    w.named("decision", decision.map_or("none", Decision::as_str))
}

/// How an indicator stands against its pace.
pub(super) fn standing(w: &Words, standing: Standing) -> Markup {
    let (class, icon, word) = match standing {
        Standing::Reached => ("good", FULL, "reached"),
        Standing::OnPace => ("good", HALF, "on-pace"),
        Standing::Behind => ("warn", UP, "behind"),
        Standing::NoTarget => ("mute", DOTTED, "no-target"),
        Standing::NoBaseline => ("mute", DOTTED, "no-baseline"),
        Standing::NoData => ("mute", DOTTED, "no-data"),
    };
    tag(class, icon, &w.named("standing", word))
}

/// How a milestone stands on the day of the frame: reached, missed by so many days, still to come.
pub(super) fn milestone(frame: &Frame<'_>, milestone: &Milestone) -> Markup {
    let w = frame.w;
    match (milestone.reached, milestone.due.value()) {
        (Some(when), _) => {
            let when = frame.period(when);
            tag("good", FULL, &w.say_with("milestone-reached", &[("when", when.into())]))
        }
        (None, Some(due)) if milestone.is_missed(frame.today) => {
            let days = (frame.today - due.end()).get_days();
            tag("warn", UP, &w.say_with("milestone-missed", &[("days", days.into())]))
        }
        (None, Some(_)) => tag("mute", EMPTY, &w.say("milestone-to-come")),
        (None, None) => tag("mute", DOTTED, &w.say("milestone-no-date")),
    }
}

/// How firmly a source states something.
pub(super) fn status(w: &Words, status: ItemStatus) -> Markup {
    let (class, icon) = match status {
        ItemStatus::Done => ("good", FULL),
        ItemStatus::UnderWay => ("good", HALF),
        ItemStatus::Intended | ItemStatus::AskedFor => ("mute", EMPTY),
        ItemStatus::Claimed => ("mute", DOTTED),
        ItemStatus::Synthetic => ("synthetic", MADE_UP),
    };
    tag(class, icon, &w.named("status", status.as_str()))
}

/// How a problem or risk stands.
pub(super) fn risk(w: &Words, state: RiskState) -> Markup {
    let (class, icon, word) = match state {
        RiskState::Open => ("warn", DOTTED, "open"),
        RiskState::BeingAnswered => ("good", HALF, "being-answered"),
        RiskState::Closed => ("mute", FULL, "closed"),
    };
    tag(class, icon, &w.named("risk-state", word))
}

/// How a reply stands to what it replies to.
pub(super) fn stance(w: &Words, stance: Stance) -> Markup {
    let (class, icon) = match stance {
        Stance::For => ("good", FULL),
        Stance::Against => ("warn", BARRED),
        Stance::Neither => ("mute", EMPTY),
    };
    tag(class, icon, &w.named("stance", stance.as_str()))
}

/// The words of a risk's state, without the icon.
pub(super) fn risk_name(w: &Words, state: RiskState) -> String {
    w.named("risk-state", state.as_str())
}

/// Something late or missed, in words.
pub(super) fn late(text: &str) -> Markup {
    tag("warn", UP, text)
}

/// A text that no longer reads as first published, in words.
pub(super) fn changed(text: &str) -> Markup {
    tag("mute", CHANGED, text)
}

/// Something neither good nor bad, in words.
pub(super) fn neutral(text: &str) -> Markup {
    tag("mute", EMPTY, text)
}

/// The mark of what is made up; empty for anything else.
pub(crate) fn synthetic(w: &Words, attribution: Option<&Attribution>) -> Markup {
    match attribution {
        Some(attribution) if attribution.status == ItemStatus::Synthetic => {
            status(w, ItemStatus::Synthetic)
        }
        _ => Markup::default(),
    }
}
