//! The opinion map: hexagons coloured by the group of most people in them, stronger where there are more.
//!
//! Pointy-top hexagons in rows, odd rows shifted by half a cell. One `<path>` for each group and step of
//! strength, so the number of elements does not grow with the map. Steps are equal in the square root of
//! the number of people, decided in whole numbers. Labels are a second drawing over the first, placed in
//! percent, so that their letters keep the page's size.

use std::collections::{BTreeMap, BTreeSet};

use findings::{HexCell, OpinionGroups};

use crate::chart::{decimal, percent};
use crate::markup::{Markup, escaped};

/// Steps of strength.
const STEPS: u64 = 5;
/// Width of a hexagon in units of the drawing; the corner radius follows as width / √3.
const WIDTH: f64 = 20.0;
const RADIUS: f64 = 11.547;
/// Share of a hexagon that is coloured; the rest is the gap to the next.
const FILL: f64 = 0.94;
/// Labels nearer than this (fractions of the map) are moved apart.
const LABEL_WIDE: f64 = 0.3;
const LABEL_HIGH: f64 = 0.085;

/// A drawn map with what its key must say.
#[derive(Clone, Debug, PartialEq)]
pub struct HexMap {
    /// The drawing and its labels.
    pub svg: Markup,
    /// For each step of strength the fewest and the most people in a cell, weakest first; steps that no
    /// cell falls into are left out.
    pub steps: Vec<(u64, u64)>,
    /// Cells in which participants of more than one group stand.
    pub shared_cells: usize,
}

/// A cell of the map with everyone in it.
struct Cell {
    group: Option<u32>,
    people: u64,
    mixed: bool,
}

/// Draws the map. `title` and `description` are for those who do not see it; `counts` are the labels'
/// second words, group 0 first. `None` when the map has no cell.
pub fn hex(
    groups: &OpinionGroups,
    title: &str,
    description: &str,
    counts: &[String],
) -> Option<HexMap> {
    let cells = cells(&groups.map);
    let most = cells.values().map(|cell| cell.people).max()?;
    let columns = f64::from(cells.keys().map(|&(_, column)| column).max()?) + 1.5;
    let rows = f64::from(cells.keys().map(|&(row, _)| row).max()?) + 1.0;
    let (width, height) = (columns * WIDTH, (rows * 1.5 + 0.5) * RADIUS);
    let mut svg = format!(
        r#"<svg class="hexes" viewBox="0 0 {} {}" role="img" aria-labelledby="map-title map-description"><title id="map-title">{}</title><desc id="map-description">{}</desc>"#,
        decimal(width),
        decimal(height),
        escaped(title),
        escaped(description)
    );
    svg.push_str(&paths(&cells, most));
    svg.push_str("</svg>");
    svg.push_str(&labels(groups, counts, (width, height)));
    let used: BTreeSet<u64> = cells.values().map(|cell| step(cell.people, most)).collect();
    Some(HexMap {
        svg: Markup::trusted(svg),
        steps: used.into_iter().map(|step| people(step, most)).collect(),
        shared_cells: cells.values().filter(|cell| cell.mixed).count(),
    })
}

// The group of most people has the cell; of equals the first, and any group before those not clustered.
fn cells(map: &[HexCell]) -> BTreeMap<(u16, u16), Cell> {
    let mut parts: BTreeMap<(u16, u16), Vec<&HexCell>> = BTreeMap::new();
    for cell in map {
        parts.entry((cell.row, cell.column)).or_default().push(cell);
    }
    let whole = |parts: Vec<&HexCell>| {
        let order =
            |cell: &&&HexCell| (cell.count, std::cmp::Reverse(cell.group.unwrap_or(u32::MAX)));
        Cell {
            group: parts.iter().max_by_key(order).and_then(|cell| cell.group),
            people: parts.iter().map(|cell| u64::from(cell.count)).sum(),
            mixed: parts.iter().filter(|cell| cell.group.is_some()).count() > 1,
        }
    };
    parts.into_iter().map(|(place, parts)| (place, whole(parts))).collect()
}

/// The step of a cell with `people`, where the fullest has `most`: the least s with people/most ≤ (s/5)².
fn step(people: u64, most: u64) -> u64 {
    (1..STEPS).find(|s| people * STEPS * STEPS <= most * s * s).unwrap_or(STEPS)
}

/// The fewest and the most people that a step stands for.
fn people(step: u64, most: u64) -> (u64, u64) {
    let end = |s: u64| most * s * s / (STEPS * STEPS);
    (end(step - 1) + 1, end(step))
}

fn paths(cells: &BTreeMap<(u16, u16), Cell>, most: u64) -> String {
    let mut paths: BTreeMap<(u32, u64), String> = BTreeMap::new();
    for (&place, cell) in cells {
        let key = (cell.group.unwrap_or(u32::MAX), step(cell.people, most));
        paths.entry(key).or_default().push_str(&hexagon(place));
    }
    let path = |((group, step), d): ((u32, u64), String)| {
        format!(r#"<path class="{} s{step}" d="{d}"/>"#, colour(group))
    };
    paths.into_iter().map(path).collect()
}

/// The class that colours a group. Beyond the fifth the letter alone tells groups apart.
fn colour(group: u32) -> &'static str {
    ["ga", "gb", "gc", "gd", "ge"].get(group as usize).copied().unwrap_or("gx")
}

fn middle((row, column): (u16, u16)) -> (f64, f64) {
    let shift = if row % 2 == 1 { 1.0 } else { 0.5 };
    ((f64::from(column) + shift) * WIDTH, (f64::from(row) * 1.5 + 1.0) * RADIUS)
}

fn hexagon(place: (u16, u16)) -> String {
    let (x, y) = middle(place);
    let (half, radius) = (WIDTH / 2.0 * FILL, RADIUS * FILL);
    format!(
        "M{} {}l{h} {r2}v{r}l-{h} {r2}-{h}-{r2}v-{r}z",
        decimal(x),
        decimal(y - radius),
        h = decimal(half),
        r = decimal(radius),
        r2 = decimal(radius / 2.0)
    )
}

/// A label at the middle of each group's people, as a fraction of the map.
fn labels(groups: &OpinionGroups, counts: &[String], (width, height): (f64, f64)) -> String {
    let mut places: Vec<(u32, f64, f64)> = Vec::new();
    for group in &groups.groups {
        let (mut people, mut x, mut y) = (0.0, 0.0, 0.0);
        for cell in groups.map.iter().filter(|cell| cell.group == Some(group.id)) {
            let (cell_x, cell_y) = middle((cell.row, cell.column));
            let weight = f64::from(cell.count);
            (people, x, y) = (people + weight, x + weight * cell_x, y + weight * cell_y);
        }
        if people > 0.0 {
            places.push((group.id, x / people / width, y / people / height));
        }
    }
    apart(&mut places);
    let mut svg = String::from(r#"<svg class="labels" aria-hidden="true">"#);
    for (group, x, y) in places {
        let count = counts.get(group as usize).map_or("", String::as_str);
        let letter = groups.groups.iter().find(|g| g.id == group).map_or('?', |g| g.letter());
        svg.push_str(&label(letter, colour(group), count, (x, y)));
    }
    svg.push_str("</svg>");
    svg
}

// From the top down, each label is moved below those it would cover.
fn apart(places: &mut [(u32, f64, f64)]) {
    places.sort_by(|a, b| a.2.total_cmp(&b.2).then(a.0.cmp(&b.0)));
    for i in 1..places.len() {
        for above in 0..i {
            let ((_, x, y), (_, above_x, above_y)) = (places[i], places[above]);
            if (x - above_x).abs() < LABEL_WIDE && y - above_y < LABEL_HIGH {
                places[i].2 = (above_y + LABEL_HIGH).min(0.96);
            }
        }
    }
}

fn label(letter: char, colour: &str, count: &str, (x, y): (f64, f64)) -> String {
    // Digits are 0.6 em wide in the fonts of the style sheet; the pill only has to hold them.
    let pill = decimal(count.chars().count() as f64 * 0.62 + 2.6);
    format!(
        r#"<svg class="label {colour}" x="{}" y="{}"><rect class="pill" x="-1.15em" y="-1.15em" width="{pill}em" height="2.3em" rx="1.15em"/><circle r=".9em"/><text class="letter" dy=".36em">{letter}</text><text class="count" x="1.3em" dy=".36em">{}</text></svg>"#,
        percent(x),
        percent(y),
        escaped(count)
    )
}

#[cfg(test)]
mod tests {
    use findings::{GroupsOutcome, OpinionGroup, Share};

    use super::*;

    fn groups() -> OpinionGroups {
        let group = |id| OpinionGroup {
            id,
            size: Share::of(10, 20),
            centre: [0.0, 0.0],
            representative: Vec::new(),
        };
        let cell = |row, column, group, count| HexCell { row, column, group, count };
        OpinionGroups {
            outcome: GroupsOutcome::Untested,
            people_needed: 0,
            evidence: None,
            other: None,
            groups: vec![group(0), group(1)],
            placed: Share::of(20, 20),
            votes_needed: 7,
            silhouette: None,
            silhouette_range: None,
            tried: Vec::new(),
            tried_ranges: Vec::new(),
            map: vec![
                cell(0, 0, Some(0), 1),
                cell(0, 1, Some(0), 4),
                cell(0, 1, Some(1), 4),
                cell(1, 0, None, 2),
                cell(1, 2, Some(1), 25),
            ],
            variance: [0.3, 0.1],
            variance_ranges: None,
        }
    }

    #[test]
    fn a_map_is_one_path_for_each_group_and_step() {
        let map = hex(&groups(), "Map", "Two <areas>", &["5".into(), "29".into()]).unwrap();
        assert_eq!(map.shared_cells, 1);
        assert_eq!(map.steps, [(1, 1), (2, 4), (5, 9), (17, 25)], "no cell holds 10 to 16");
        insta::assert_snapshot!(map.svg.as_str().replace("><", ">\n<"));
    }

    #[test]
    fn every_count_falls_into_the_step_whose_range_names_it() {
        for most in [1, 2, 7, 25, 1_000] {
            for count in 1..=most {
                let (low, high) = people(step(count, most), most);
                assert!(low <= count && count <= high, "{count} of {most}: {low} to {high}");
            }
        }
    }

    #[test]
    fn labels_at_one_place_are_moved_apart() {
        let mut places = [(0, 0.5, 0.5), (1, 0.52, 0.5), (2, 0.9, 0.5)];
        apart(&mut places);
        assert_eq!(places[1], (1, 0.52, 0.5 + LABEL_HIGH));
        assert_eq!(places[2], (2, 0.9, 0.5));
    }
}
