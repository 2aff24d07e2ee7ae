//! Do groups come back? Agreement of two partitions of the same people, and of each group.
//!
//! - Adjusted Rand index (Hubert & Arabie 1985): 1 for the same partition, about 0 for unrelated
//!   ones.
//! - A group's Jaccard overlap with the group most like it (Hennig 2007, *Cluster-wise assessment of
//!   cluster stability*): members in both over members in either.
//! - The share of people who stayed with the same others: groups matched one to one so that as many
//!   as possible did, over all ways to match up to six groups.

/// Two partitions of the same people held side by side.
pub(crate) struct Compared {
    /// People in each pair of parts, a row for each part of the first.
    table: Vec<Vec<f64>>,
    people: f64,
}

impl Compared {
    /// `parts` are the numbers of parts of `a` and of `b`.
    pub(crate) fn of(a: &[u32], b: &[u32], parts: [usize; 2]) -> Compared {
        let mut table = vec![vec![0.0; parts[1]]; parts[0]];
        a.iter().zip(b).for_each(|(&a, &b)| table[a as usize][b as usize] += 1.0);
        Compared { table, people: a.len().min(b.len()) as f64 }
    }

    /// From the people in each pair of parts, a row for each part of the first.
    pub(crate) fn of_table(table: Vec<Vec<f64>>) -> Compared {
        let people = table.iter().flatten().sum();
        Compared { table, people }
    }

    /// Adjusted Rand index; 1 where both have one part only.
    pub(crate) fn adjusted_rand(&self) -> f64 {
        let pairs = |count: f64| count * (count - 1.0) / 2.0;
        let rows: f64 = self.table.iter().map(|row| pairs(row.iter().sum())).sum();
        let columns: f64 = self.of_second().into_iter().map(pairs).sum();
        let both: f64 = self.table.iter().flatten().map(|&count| pairs(count)).sum();
        let expected = rows * columns / pairs(self.people).max(1.0);
        let most = (rows + columns) / 2.0;
        if most == expected { 1.0 } else { (both - expected) / (most - expected) }
    }

    /// For each part of the first its overlap with the part of the second most like it.
    pub(crate) fn overlaps(&self) -> Vec<f64> {
        let second = self.of_second();
        let overlap = |row: &Vec<f64>| {
            let own: f64 = row.iter().sum();
            let jaccard = row.iter().zip(&second).map(|(both, other)| match own + other - both {
                0.0 => 0.0,
                either => both / either,
            });
            jaccard.fold(0.0, f64::max)
        };
        self.table.iter().map(overlap).collect()
    }

    /// Share of people in matched parts, 0 to 1.
    pub(crate) fn stayed(&self) -> f64 {
        let mut free = vec![true; self.of_second().len()];
        best_match(&self.table, &mut free) / self.people.max(1.0)
    }

    fn of_second(&self) -> Vec<f64> {
        let parts = self.table.first().map_or(0, Vec::len);
        (0..parts).map(|at| self.table.iter().map(|row| row[at]).sum()).collect()
    }
}

/// Most people that a matching of these parts to free ones keeps together.
fn best_match(table: &[Vec<f64>], free: &mut [bool]) -> f64 {
    let Some((row, rest)) = table.split_first() else { return 0.0 };
    // A part may stay without a partner where the other side has fewer.
    let mut best = best_match(rest, free);
    for at in 0..free.len() {
        if free[at] {
            free[at] = false;
            best = best.max(row[at] + best_match(rest, free));
            free[at] = true;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worked_example() {
        // Contingency table [[2, 1], [0, 3]]: index 4, sums 6 and 7 of 15 pairs, expected 2.8.
        let compared = Compared::of(&[0, 0, 0, 1, 1, 1], &[0, 0, 1, 1, 1, 1], [2, 2]);
        assert!((compared.adjusted_rand() - 1.2 / 3.7).abs() < 1e-12);
        assert_eq!(compared.overlaps(), [2.0 / 3.0, 3.0 / 4.0]);
        assert_eq!(compared.stayed(), 5.0 / 6.0);
    }

    #[test]
    fn names_do_not_matter_and_parts_may_be_missing() {
        let same = Compared::of(&[0, 1, 2, 2], &[2, 0, 1, 1], [3, 3]);
        assert_eq!((same.adjusted_rand(), same.stayed()), (1.0, 1.0));
        let merged = Compared::of(&[0, 0, 1, 2], &[0, 0, 0, 1], [3, 2]);
        assert_eq!(merged.stayed(), 0.75);
        assert_eq!(Compared::of(&[0, 0], &[0, 0], [1, 1]).adjusted_rand(), 1.0);
    }
}
