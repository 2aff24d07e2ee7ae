//! Groups when people are drawn anew: how far the profile `polis`'s silhouettes and the agreement of two
//! sets of groups would move.
//!
//! People are drawn in the lots of [`tallies`](crate::votes::tallies), as for the lists of
//! statements. Given are the directions, where everybody stands and whose base cluster is whose; each
//! base cluster moves to the mean of those drawn, and the groups are formed from them again (or are
//! those given, where some were). The agreement takes both sets of groups as they are. Cost: one
//! look at every person, then O(base clusters² · numbers tried) a drawing, whatever the number of votes.

use rayon::prelude::*;

use crate::votes::groups::{Grouping, regrouped};
use crate::votes::ranges::about;
use crate::votes::resamples::{LANES, RESAMPLES, weights};
use crate::votes::search::Stream;
use crate::votes::stability::Compared;

/// Least and largest silhouette, and the same of an adjusted Rand index.
const BOUNDS: [f64; 2] = [-1.0, 1.0];

/// Who is in which lot.
pub(crate) struct Drawings {
    lots: usize,
    /// The lot of each row.
    lot_of: Vec<u32>,
    seed: u64,
}

/// 95 % intervals of silhouettes.
pub(crate) struct Silhouettes {
    /// Of the groups.
    pub(crate) chosen: Option<[f64; 2]>,
    /// Of each number of groups that was tried.
    pub(crate) tried: Vec<[f64; 2]>,
}

impl Drawings {
    /// From the rows of each lot.
    pub(crate) fn of(dealt: &[Vec<u32>], seed: u64) -> Drawings {
        let rows = dealt.iter().map(Vec::len).sum();
        let mut lot_of = vec![0; rows];
        for (lot, rows) in (0..).zip(dealt) {
            rows.iter().for_each(|&row| lot_of[row as usize] = lot);
        }
        Drawings { lots: dealt.len(), lot_of, seed }
    }

    /// One figure or several for each drawing, from how often each lot is in it.
    fn each<T: Send>(&self, figure: impl Fn(&[u32]) -> T + Sync) -> Vec<T> {
        let of_block = |block: usize| {
            let seed = Stream::Resample.seed(self.seed, block as u64);
            let drawn = weights(seed, self.lots);
            let lane = |lane: usize| -> Vec<u32> { drawn.iter().map(|all| all[lane]).collect() };
            (0..LANES).map(|at| figure(&lane(at))).collect::<Vec<T>>()
        };
        (0..RESAMPLES / LANES).into_par_iter().flat_map_iter(of_block).collect()
    }

    /// How far the silhouettes of a grouping would move; `positions` are where the rows stand.
    pub(crate) fn silhouettes(&self, grouping: &Grouping, positions: &[[f64; 2]]) -> Silhouettes {
        let Some(silhouette) = grouping.silhouette else {
            return Silhouettes { chosen: None, tried: Vec::new() };
        };
        let sums = self.base_sums(grouping, positions);
        let all: Vec<Vec<f64>> = self.each(|weights| {
            let drawn = sums.iter().map(|lots| weighted(lots, weights)).collect::<Vec<_>>();
            regrouped(grouping, &drawn)
        });
        let range = |at: usize, value: f64| {
            let drawn: Vec<f64> = all.iter().map(|one| one[at]).collect();
            about(value, &drawn, BOUNDS)
        };
        let tried: Vec<[f64; 2]> =
            grouping.tried.iter().enumerate().map(|(at, &(_, value))| range(at, value)).collect();
        let number = |&(k, _): &(u32, f64)| k as usize == grouping.groups.len();
        let chosen = match grouping.tried.iter().position(number) {
            Some(at) => tried[at],
            None => range(0, silhouette),
        };
        Silhouettes { chosen: Some(chosen), tried }
    }

    /// For each base cluster and lot: people, and the sums of where they stand.
    fn base_sums(&self, grouping: &Grouping, positions: &[[f64; 2]]) -> Vec<Vec<[f64; 3]>> {
        let of_base = |members: &[u32]| {
            let mut lots = vec![[0.0; 3]; self.lots];
            for &row in members {
                let sum = &mut lots[self.lot_of[row as usize] as usize];
                let [x, y] = positions[row as usize];
                *sum = [sum[0] + 1.0, sum[1] + x, sum[2] + y];
            }
            lots
        };
        grouping.base.iter().map(|base| of_base(&base.members)).collect()
    }

    /// How far the adjusted Rand index `value` of two sets of groups would move; `pairs` are each row's
    /// groups in both, and `parts` how many either has.
    pub(crate) fn agreement(
        &self,
        value: f64,
        pairs: impl Iterator<Item = Option<(u32, u32)>>,
        parts: [usize; 2],
    ) -> [f64; 2] {
        let cells = parts[0] * parts[1];
        let mut tables = vec![0_u32; self.lots * cells];
        for (&lot, pair) in self.lot_of.iter().zip(pairs) {
            if let Some((a, b)) = pair {
                tables[lot as usize * cells + a as usize * parts[1] + b as usize] += 1;
            }
        }
        let drawn = self.each(|weights| {
            let mut table = vec![vec![0.0; parts[1]]; parts[0]];
            for (lot, &weight) in weights.iter().enumerate() {
                let counts = &tables[lot * cells..][..cells];
                for (to, &count) in table.iter_mut().flatten().zip(counts) {
                    *to += f64::from(weight) * f64::from(count);
                }
            }
            Compared::of_table(table).adjusted_rand()
        });
        about(value, &drawn, BOUNDS)
    }
}

/// People drawn into a base cluster, and the mean of where they stand.
fn weighted(lots: &[[f64; 3]], weights: &[u32]) -> (f64, [f64; 2]) {
    let mut sum = [0.0; 3];
    for (lot, &weight) in lots.iter().zip(weights) {
        (0..3).for_each(|at| sum[at] += f64::from(weight) * lot[at]);
    }
    let [people, x, y] = sum;
    (people, if people > 0.0 { [x / people, y / people] } else { [0.0; 2] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::votes::groups::tests::grouped_at;
    use crate::votes::tallies::dealt;

    /// 400 people in two clouds: the silhouette hardly hangs on who of them voted, that of forty
    /// more, and its range holds it.
    #[test]
    fn more_people_make_a_silhouette_surer() {
        let width = |people: usize| {
            let places: Vec<[f64; 2]> = (0..people)
                .map(|at| {
                    let side = if at % 2 == 0 { 0.0 } else { 4.0 };
                    [side + (at * 7 % 11) as f64 / 5.0, (at * 5 % 13) as f64 / 6.0]
                })
                .collect();
            let grouping = grouped_at(&places);
            let found = Drawings::of(&dealt(people, 1), 1).silhouettes(&grouping, &places);
            let ([low, high], value) = (found.chosen.unwrap(), grouping.silhouette.unwrap());
            assert!(low < value && value < high, "{low} {value} {high}");
            assert_eq!(found.tried.len(), grouping.tried.len());
            high - low
        };
        let (few, many) = (width(40), width(400));
        assert!(many < few && few < 0.5, "{few} {many}");
    }

    #[test]
    fn the_same_groups_agree_in_every_drawing_and_others_have_a_range() {
        let drawings = Drawings::of(&dealt(300, 1), 1);
        let same = (0..300).map(|row| Some((row % 2, row % 2)));
        assert_eq!(drawings.agreement(1.0, same, [2, 2]), [1.0, 1.0]);
        let near = |row: u32| (row % 2, if row.is_multiple_of(20) { 1 } else { row % 2 });
        let (ours, theirs): (Vec<u32>, Vec<u32>) = (0..300).map(near).unzip();
        let value = Compared::of(&ours, &theirs, [2, 2]).adjusted_rand();
        let [low, high] = drawings.agreement(value, (0..300).map(|row| Some(near(row))), [2, 2]);
        // 15 of 300 changed sides: an index of .81, uncertain by about twice 4 · √(.05 · .95 / 300).
        assert!(low < value && value < high && (0.06..0.3).contains(&(high - low)), "{low} {high}");
    }
}
