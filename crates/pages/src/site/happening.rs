//! What the record holds of a body's period, sentence by sentence: beside its work report, and as the draft
//! that the report is written from.

use plan::{Happening, Period, happenings};

use crate::layout::Link;
use crate::site::clause::numbered;
use crate::site::figure::figure;
use crate::site::{Frame, tag};

/// One sentence of the record with the page it stands on.
pub(super) struct Entry {
    pub(super) link: Link,
    pub(super) sentence: String,
}

/// What happened in a period, for one body or for all.
pub(super) fn entries(frame: &Frame<'_>, period: Period, body: Option<&str>) -> Vec<Entry> {
    happenings(frame.plan, period, body).iter().map(|one| entry(frame, one)).collect()
}

fn entry(frame: &Frame<'_>, happening: &Happening<'_>) -> Entry {
    let w = frame.w;
    let of_measure = |measure: &plan::Measure| {
        frame.at(&format!("/progress/{}", measure.id.as_str()), frame.text(&measure.title))
    };
    match happening {
        Happening::Reached(measure, milestone) => Entry {
            link: of_measure(measure),
            sentence: w.say_with(
                "happening-reached",
                &[("milestone", frame.text(&milestone.title).into())],
            ),
        },
        Happening::Missed(measure, milestone) => {
            let due = milestone.due.value().map(|due| frame.period(*due)).unwrap_or_default();
            let values = [("milestone", frame.text(&milestone.title).into()), ("due", due.into())];
            Entry { link: of_measure(measure), sentence: w.say_with("happening-missed", &values) }
        }
        Happening::Set(measure, parameter, value) => {
            let unit = frame.text(&parameter.unit);
            let number = value.value.value().map(|number| figure(w, number, &unit));
            let change = value.change.as_ref().map(|change| frame.text(change));
            let set = number.or(change).unwrap_or_else(|| w.say("not-stated"));
            let values = [("name", frame.text(&parameter.name).into()), ("value", set.into())];
            Entry { link: of_measure(measure), sentence: w.say_with("happening-set", &values) }
        }
        Happening::Observed(indicator, observation) => {
            let path = format!("/progress/indicators/{}", indicator.id.as_str());
            let value = figure(w, &observation.figure, &frame.text(&indicator.unit));
            let period = frame.period(observation.period);
            let values = [("value", value.into()), ("period", period.into())];
            Entry {
                link: frame.at(&path, frame.text(&indicator.title)),
                sentence: w.say_with("happening-observed", &values),
            }
        }
        Happening::Rewritten(clause, version) => Entry {
            link: Link { href: frame.clause(&clause.id), text: numbered(frame, clause) },
            sentence: w
                .say_with("happening-rewritten", &[("why", frame.text(&version.why).into())]),
        },
        Happening::Reviewed(risk, review) => {
            let values = [
                ("state", tag::risk_name(w, review.state).into()),
                ("note", frame.text(&review.note).into()),
            ];
            Entry {
                link: frame.at(&format!("/risks#{}", risk.id.0), frame.text(&risk.title)),
                sentence: w.say_with("happening-reviewed", &values),
            }
        }
    }
}

/// A work report for a body and a period as the record has it: paragraphs that the body then edits. A
/// period without entries gives one sentence that says so.
pub fn report_draft(frame: &Frame<'_>, period: Period, body: &str) -> String {
    let w = frame.w;
    let values = [("body", body.into()), ("period", frame.period(period).into())];
    let mut paragraphs = vec![w.say_with("report-draft-head", &values)];
    let found = entries(frame, period, Some(body));
    if found.is_empty() {
        paragraphs.push(w.say("report-record-none"));
    }
    for Entry { link, sentence } in found {
        let values = [("what", link.text.into()), ("sentence", sentence.into())];
        paragraphs.push(w.say_with("report-draft-line", &values));
    }
    paragraphs.join("\n\n")
}
