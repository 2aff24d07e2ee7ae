//! How far two groupings of the same people agree.

use std::collections::BTreeMap;

/// Adjusted Rand index (Hubert & Arabie 1985) over those who have a label in both: 1 for the same
/// groups under any names, about 0 for unrelated ones.
pub(crate) fn adjusted_rand<A: Ord + Clone, B: Ord + Clone>(
    pairs: &[(Option<A>, Option<B>)],
) -> f64 {
    let (mut both, mut left, mut right) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut people = 0.0;
    for (a, b) in pairs {
        let (Some(a), Some(b)) = (a, b) else { continue };
        *both.entry((a.clone(), b.clone())).or_insert(0.0) += 1.0;
        *left.entry(a.clone()).or_insert(0.0) += 1.0;
        *right.entry(b.clone()).or_insert(0.0) += 1.0;
        people += 1.0;
    }
    let within = |counts: f64| counts * (counts - 1.0) / 2.0;
    let index: f64 = both.values().copied().map(within).sum();
    let of_left: f64 = left.values().copied().map(within).sum();
    let of_right: f64 = right.values().copied().map(within).sum();
    let expected = of_left * of_right / within(people);
    (index - expected) / ((of_left + of_right) / 2.0 - expected)
}

#[test]
fn a_worked_example() {
    // Contingency table [[2, 1], [0, 3]]: index 4, sums 6 and 7 of 15 pairs, expected 2.8.
    let labels = [('a', 'x'), ('a', 'x'), ('a', 'y'), ('b', 'y'), ('b', 'y'), ('b', 'y')];
    let pairs: Vec<_> = labels.iter().map(|&(a, b)| (Some(a), Some(b))).collect();
    assert!((adjusted_rand(&pairs) - 1.2 / 3.7).abs() < 1e-12);
}
