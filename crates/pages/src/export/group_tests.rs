//! What the groups were tested by, figure by figure with its range: the table `group-tests`.

use std::borrow::Cow;

use findings::OpinionGroups;

use super::table::{Row, Table};
use super::tables::header;

/// A figure: its name, what it is of, value and range.
type Figure = (&'static str, String, f64, Option<[f64; 2]>);

/// A row for each figure; `None` where nothing was tested.
pub(super) fn group_tests(groups: &OpinionGroups) -> Option<Table<'_>> {
    let figures = figures(groups);
    if figures.is_empty() {
        return None;
    }
    let columns = header(&["figure", "of", "value", "low", "high"]);
    Some(Table::new("group-tests", columns, figures.len(), move || {
        figures.clone().into_iter().map(row)
    }))
}

fn row<'a>((name, of, value, range): Figure) -> Row<'a> {
    let decimals = |value: f64| Cow::Owned(format!("{value:.4}"));
    let [low, high] = range.map_or([const { Cow::Borrowed("") }; 2], |range| range.map(decimals));
    vec![name.into(), of.into(), decimals(value), low, high]
}

fn figures(groups: &OpinionGroups) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    for (at, &(number, value)) in groups.tried.iter().enumerate() {
        let range = groups.tried_ranges.get(at).copied();
        figures.push(("silhouette", number.to_string(), value, range));
    }
    if let Some(evidence) = &groups.evidence {
        for tried in &evidence.numbers {
            let of = tried.groups.to_string();
            figures.push(("agreement", of.clone(), tried.agreement, tried.agreement_range));
            figures.push(("overlap-of-weakest", of, tried.weakest, tried.weakest_range));
        }
        for (dimensions, &value) in evidence.held_out.iter().enumerate() {
            let range = evidence.held_out_ranges.get(dimensions).copied();
            figures.push(("held-out-error", dimensions.to_string(), value, range));
        }
        if evidence.shuffles > 0 {
            let of = evidence.dimensions.to_string();
            figures.push(("spread", of, evidence.spread, evidence.spread_range));
        }
        if let Some(stayed) = evidence.stayed {
            figures.push((
                "stayed",
                groups.groups.len().to_string(),
                stayed,
                evidence.stayed_range,
            ));
        }
    }
    if let Some(other) = &groups.other
        && let Some(agreement) = other.agreement
    {
        let range = other.agreement_range;
        figures.push(("agreement-of-profiles", other.profile.clone(), agreement, range));
    }
    if !groups.groups.is_empty() {
        for (at, &share) in groups.variance.iter().enumerate() {
            let range = groups.variance_ranges.map(|ranges| ranges[at]);
            figures.push(("variance-of-direction", (at + 1).to_string(), share, range));
        }
    }
    figures
}
