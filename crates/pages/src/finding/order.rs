//! The order of the themes, weighed in four ways, with a word where the order depends on the way.

use findings::{Findings, Theme};
use plan::{Ranked, Weight, leaves, rank};

use crate::markup::Markup;
use crate::words::Words;

/// Themes in the table.
const ROWS_SHOWN: usize = 100;

/// What a reader is told of the order.
pub(crate) struct Order {
    /// Whether it depends on the way.
    pub(crate) lead: String,
    pub(crate) weights: Vec<Weighed>,
    pub(crate) rows: Vec<Row>,
    /// How many themes the table leaves out.
    pub(crate) hidden: usize,
}

/// A way to weigh.
pub(crate) struct Weighed {
    pub(crate) name: String,
    pub(crate) meaning: String,
    /// What it does to the order, or why it cannot be had.
    pub(crate) says: String,
}

/// A theme with its place under each weight.
pub(crate) struct Row {
    pub(crate) theme: Markup,
    pub(crate) places: Vec<Place>,
}

pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) rank: String,
    /// It stands elsewhere than per contribution.
    pub(crate) moved: Option<String>,
}

/// The order of the leaf themes, most contributions first; `named` writes a theme's name.
pub(crate) fn order(w: &Words, findings: &Findings, named: impl Fn(&Theme) -> Markup) -> Order {
    let all = &findings.themes.themes;
    let mut themes: Vec<&Theme> = leaves(all).into_iter().map(|at| &all[at]).collect();
    themes.sort_by_key(|theme| std::cmp::Reverse(theme.size.count));
    let ranked: Vec<_> = Weight::ALL.map(|weight| (weight, rank(&themes, weight))).into();
    let moved = ranked.iter().flat_map(|(_, ranked)| ranked).flatten().any(|one| one.was.is_some());
    let places = |theme: &Theme| {
        let place = |(weight, ranked): &(Weight, Option<Vec<Ranked<'_>>>)| {
            place(w, theme, *weight, ranked.as_deref())
        };
        ranked.iter().map(place).collect()
    };
    Order {
        lead: w.say(if moved { "order-differs" } else { "order-same" }),
        weights: ranked
            .iter()
            .map(|(weight, ranked)| weighed(w, findings, *weight, ranked.as_deref()))
            .collect(),
        rows: themes
            .iter()
            .take(ROWS_SHOWN)
            .map(|theme| Row { theme: named(theme), places: places(theme) })
            .collect(),
        hidden: themes.len().saturating_sub(ROWS_SHOWN),
    }
}

fn place(w: &Words, theme: &Theme, weight: Weight, ranked: Option<&[Ranked<'_>]>) -> Place {
    let name = w.named("weight", weight.as_str());
    let Some(found) = ranked.and_then(|all| all.iter().find(|one| one.theme.id == theme.id)) else {
        return Place { name, rank: w.say("weight-unknown"), moved: None };
    };
    // A share of nothing has no place that says anything: nobody is known, or too few to be shown.
    if found.share == 0.0 {
        return Place { name, rank: "–".to_owned(), moved: None };
    }
    let moved =
        found.was.map(|was| w.say(if found.rank < was { "weight-higher" } else { "weight-lower" }));
    Place { name, rank: found.rank.to_string(), moved }
}

fn weighed(
    w: &Words,
    findings: &Findings,
    weight: Weight,
    ranked: Option<&[Ranked<'_>]>,
) -> Weighed {
    let mut says = Vec::new();
    match (weight, ranked) {
        (Weight::People, None) => {
            let of = findings.themes.themes.first().map_or(0, |theme| theme.size.of);
            says.push(w.say_with("weight-unknown-people", &[("of", of.into())]));
        }
        (_, None) => says.push(w.say("weight-unknown-constituencies")),
        (_, Some(ranked)) => {
            let moved = ranked.iter().filter(|one| one.was.is_some()).count();
            match moved {
                0 if weight == Weight::Contributions => {}
                0 => says.push(w.say("weight-no-change")),
                n => says.push(w.say_with("weight-changes", &[("n", n.into())])),
            }
        }
    }
    let known = findings.themes.senders.filter(|known| known.count < known.of);
    if let (Weight::People, Some(_), Some(known)) = (weight, ranked, known) {
        let values = [("known", known.count.into()), ("of", known.of.into())];
        says.push(w.say_with("weight-people-known", &values));
    }
    Weighed {
        name: w.named("weight", weight.as_str()),
        meaning: w.named("weight-means", weight.as_str()),
        says: says.join(w.gap()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::specimen;
    use findings::Share;

    #[test]
    fn people_are_counted_where_they_are_known_and_the_others_are_named() {
        let (w, mut findings) = (Words::english(), specimen::findings());
        let people = |findings: &Findings| {
            let order = order(w, findings, |theme| Markup::text(&theme.name));
            let places: Vec<String> =
                order.rows.iter().map(|row| row.places[1].rank.clone()).collect();
            (order.weights[1].says.clone(), places)
        };
        let (says, places) = people(&findings);
        assert_eq!(says, "Not known: none of the 200 contributions says who sent it.");
        assert_eq!(places, ["not known"; 3]);
        findings.themes.senders = Some(Share::of(150, 200));
        for (theme, count) in findings.themes.themes.iter_mut().zip([20, 50, 0]) {
            theme.people = Some(Share::of(count, 70));
        }
        let (says, places) = people(&findings);
        assert!(says.contains("150 of 200 contributions say who sent them"), "{says}");
        assert_eq!(places, ["2", "1", "–"]);
    }
}
