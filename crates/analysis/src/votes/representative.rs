//! Statements that are representative of a group: inside it, people vote otherwise than outside.
//!
//! Source: Polis `math/repness.clj` and `math/stats.clj`, over the statements that take part. With
//! nₐ, n_d, nₛ the agrees, disagrees and all votes (passes included) of a group on a statement:
//! - rate pₐ = (nₐ + 1) / (nₛ + 2), the mean of a Beta(1, 1) posterior; p_d alike
//! - proportion test [`proportion_test`] of nₐ in nₛ against one half
//! - representativeness rₐ = pₐ inside / pₐ outside, outside being all other groups pooled
//! - two-proportion test [`two_proportion_test`] of inside against outside
//!
//! A statement qualifies when both tests are significant for agree, or both for disagree, at 90 %
//! one-sided. Its direction is agree when that side's two-proportion test is larger. Up to five are
//! shown: the best agreed one first (see `best_agreed`), the rest by the product of rate,
//! representativeness and both tests; in the end agrees before disagrees. Where none qualifies: the
//! best agreed one, else the one with the largest two-proportion test.
//!
//! Polis does not correct the tests for their number. [`false_discovery`] does: for each group,
//! statement and direction the share of false ones to be expected among all that are at least as
//! telling (Benjamini & Hochberg 1995); the profile `robust` shows those below one in twenty.
//! Groups and tests rest on the same votes all the same. Cost O(groups · statements). Checked against
//! the published representative statements: `tests/votes`.

use findings::VoteCounts;

/// One-sided 90 % point of the standard normal distribution, as rounded by Polis.
pub(crate) const SIGNIFICANT: f64 = 1.2816;

/// Statements shown of a group.
const SHOWN: usize = 5;

/// A statement chosen for a group, with the figures of the direction it was chosen for.
#[derive(Clone, Debug, PartialEq)]
pub struct Representative {
    /// Column of the vote matrix.
    pub column: usize,
    /// True when the group agrees more than others do, false when it disagrees more.
    pub agrees: bool,
    /// Members who agree (or disagree).
    pub successes: u64,
    /// Members who voted on it.
    pub trials: u64,
    /// The same among all other groups together.
    pub outside: [u64; 2],
    /// (successes + 1) / (trials + 2).
    pub rate: f64,
    /// Proportion test of the successes against one half, a z value.
    pub test: f64,
    /// Rate inside divided by the rate outside.
    pub ratio: f64,
    /// Two-proportion test of inside against outside, a z value.
    pub ratio_test: f64,
    /// Agrees of the group where this is the best agreed statement, which stands first among
    /// agrees.
    pub best_agreed: Option<u64>,
}

/// Rate with one success and one failure added: (successes + 1) / (trials + 2).
pub fn rate(successes: u64, trials: u64) -> f64 {
    (successes as f64 + 1.0) / (trials as f64 + 2.0)
}

/// z of a proportion against one half, one success added:
/// 2·√(n + 1)·((successes + 1)/(n + 1) − 1/2). Without votes it is 1.
pub fn proportion_test(successes: u64, trials: u64) -> f64 {
    let (successes, trials) = (successes as f64 + 1.0, trials as f64 + 1.0);
    2.0 * trials.sqrt() * (successes / trials - 0.5)
}

/// z of one proportion against another, pooled, with one success added to each: (π₁ − π₂) / √(π̂(1
/// − π̂)(1/n₁ + 1/n₂)); 0 when everyone succeeds. Each pair is (successes, trials).
pub fn two_proportion_test(inside: [u64; 2], outside: [u64; 2]) -> f64 {
    let [in_successes, in_trials] = inside.map(|count| count as f64 + 1.0);
    let [out_successes, out_trials] = outside.map(|count| count as f64 + 1.0);
    let pooled = (in_successes + out_successes) / (in_trials + out_trials);
    if pooled == 1.0 {
        return 0.0;
    }
    let spread = pooled * (1.0 - pooled) * (1.0 / in_trials + 1.0 / out_trials);
    (in_successes / in_trials - out_successes / out_trials) / spread.sqrt()
}

/// The representative statements of each group. `groups` holds each group's votes on each
/// column; columns that take no part are skipped.
pub fn representative(groups: &[Vec<VoteCounts>], takes_part: &[bool]) -> Vec<Vec<Representative>> {
    (0..groups.len())
        .map(|own| {
            let compare = |column: usize| {
                let outside = groups.iter().enumerate().filter(|&(at, _)| at != own);
                let pooled = outside
                    .fold(VoteCounts::default(), |sum, (_, counts)| add(sum, counts[column]));
                Compared::of(column, groups[own][column], pooled)
            };
            let columns = (0..takes_part.len()).filter(|&column| takes_part[column]);
            choose(&columns.map(compare).collect::<Vec<_>>())
        })
        .collect()
}

/// For each group and column, for agree and for disagree: the least rate of false discoveries at
/// which it counts as more frequent inside than outside, among all groups, columns that take part
/// and both answers. One-sided tests of two proportions, pooled, nothing added.
pub fn false_discovery(groups: &[Vec<VoteCounts>], takes_part: &[bool]) -> Vec<Vec<[f64; 2]>> {
    let mut tests: Vec<(f64, usize, usize, usize)> = Vec::new();
    for (own, counts) in groups.iter().enumerate() {
        for (column, inside) in counts.iter().enumerate().filter(|&(at, _)| takes_part[at]) {
            let others = groups.iter().enumerate().filter(|&(at, _)| at != own);
            let outside =
                others.fold(VoteCounts::default(), |sum, (_, counts)| add(sum, counts[column]));
            let sides = [(inside.agree, outside.agree), (inside.disagree, outside.disagree)];
            for (answer, (inner, outer)) in sides.into_iter().enumerate() {
                let z = pooled_z([inner, inside.seen()], [outer, outside.seen()]);
                tests.push((0.5 * libm::erfc(z / std::f64::consts::SQRT_2), own, column, answer));
            }
        }
    }
    tests.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut rates = vec![vec![[1.0; 2]; takes_part.len()]; groups.len()];
    let mut least = 1.0_f64;
    for (rank, &(p, own, column, answer)) in tests.iter().enumerate().rev() {
        least = least.min(p * tests.len() as f64 / (rank + 1) as f64);
        rates[own][column][answer] = least;
    }
    rates
}

/// z of two proportions with a pooled variance; 0 without votes or variance.
fn pooled_z(inside: [u64; 2], outside: [u64; 2]) -> f64 {
    let [[a, m], [b, n]] = [inside, outside].map(|pair| pair.map(|count| count as f64));
    let pooled = (a + b) / (m + n);
    let variance = pooled * (1.0 - pooled) * (1.0 / m + 1.0 / n);
    if m > 0.0 && n > 0.0 && variance > 0.0 { (a / m - b / n) / variance.sqrt() } else { 0.0 }
}

fn add(a: VoteCounts, b: VoteCounts) -> VoteCounts {
    VoteCounts {
        agree: a.agree + b.agree,
        disagree: a.disagree + b.disagree,
        pass: a.pass + b.pass,
    }
}

/// One group against the others on one statement, for agree and for disagree.
struct Compared {
    agree: Representative,
    disagree: Representative,
}

impl Compared {
    fn of(column: usize, inside: VoteCounts, outside: VoteCounts) -> Compared {
        let direction = |agrees: bool, successes: u64, others: u64| {
            let (trials, outside) = (inside.seen(), [others, outside.seen()]);
            Representative {
                column,
                agrees,
                successes,
                trials,
                outside,
                rate: rate(successes, trials),
                test: proportion_test(successes, trials),
                ratio: rate(successes, trials) / rate(outside[0], outside[1]),
                ratio_test: two_proportion_test([successes, trials], outside),
                best_agreed: None,
            }
        };
        Compared {
            agree: direction(true, inside.agree, outside.agree),
            disagree: direction(false, inside.disagree, outside.disagree),
        }
    }

    /// The direction whose two-proportion test is larger; disagree on a tie.
    fn direction(&self) -> &Representative {
        if self.agree.ratio_test > self.disagree.ratio_test { &self.agree } else { &self.disagree }
    }

    fn qualifies(&self) -> bool {
        [&self.agree, &self.disagree]
            .into_iter()
            .any(|side| side.ratio_test > SIGNIFICANT && side.test > SIGNIFICANT)
    }
}

impl Representative {
    fn weight(&self) -> f64 {
        self.ratio * self.ratio_test * self.rate * self.test
    }
}

fn choose(statements: &[Compared]) -> Vec<Representative> {
    let best = best_agreed(statements);
    let head = best.map(|at| Representative {
        best_agreed: Some(statements[at].agree.successes),
        ..statements[at].direction().clone()
    });
    let mut rest: Vec<&Representative> = statements
        .iter()
        .enumerate()
        .filter(|(at, compared)| compared.qualifies() && Some(*at) != best)
        .map(|(_, compared)| compared.direction())
        .collect();
    if !statements.iter().any(Compared::qualifies) {
        return head.or_else(|| most_different(statements).cloned()).into_iter().collect();
    }
    rest.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    let mut chosen: Vec<_> =
        head.into_iter().chain(rest.into_iter().cloned()).take(SHOWN).collect();
    chosen.sort_by_key(|statement| !statement.agrees);
    chosen
}

/// The statement a group most agrees with, by a scan in column order. The first needs a significant
/// proportion test, or more agreement than outside and more than half. It is replaced by one with a
/// larger product of all four figures if it is agreed more than outside, otherwise by one with a
/// larger product of rate and test. A statement that is only passed never counts.
fn best_agreed(statements: &[Compared]) -> Option<usize> {
    let mut best: Option<(usize, &Representative)> = None;
    for (at, compared) in statements.iter().enumerate() {
        let agree = &compared.agree;
        if agree.successes == 0 && compared.disagree.successes == 0 {
            continue;
        }
        let better = match best {
            Some((_, best)) if best.ratio > 1.0 => agree.weight() > best.weight(),
            Some((_, best)) => agree.rate * agree.test > best.rate * best.test,
            None => agree.test > SIGNIFICANT || (agree.ratio > 1.0 && agree.rate > 0.5),
        };
        if better {
            best = Some((at, agree));
        }
    }
    best.map(|(at, _)| at)
}

fn most_different(statements: &[Compared]) -> Option<&Representative> {
    let mut most: Option<&Representative> = None;
    for compared in statements {
        let direction = compared.direction();
        if most.is_none_or(|most| direction.ratio_test > most.ratio_test) {
            most = Some(direction);
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(agree: u64, disagree: u64, pass: u64) -> VoteCounts {
        VoteCounts { agree, disagree, pass }
    }

    #[test]
    fn proportion_test_by_hand() {
        // 2·√(n+1)·((s+1)/(n+1) − 1/2)
        let table = [(0, 0, 1.0), (3, 3, 2.0), (0, 3, -1.0), (7, 8, 7.0 / 3.0), (4, 8, 1.0 / 3.0)];
        for (successes, trials, z) in table {
            assert!((proportion_test(successes, trials) - z).abs() < 1e-12, "{successes}/{trials}");
        }
    }

    #[test]
    fn two_proportion_test_by_hand() {
        // ((s₁, n₁), (s₂, n₂)) after adding one: 8/10 against 2/10, pooled 1/2: 0.6/√(1/20).
        let table = [
            ([7, 9], [1, 9], 0.6 / 0.05f64.sqrt()),
            ([1, 9], [7, 9], -0.6 / 0.05f64.sqrt()),
            ([5, 9], [5, 9], 0.0),
            ([3, 3], [8, 8], 0.0),
            // 3/4 against 3/12, pooled 6/16: 0.5/√(0.375·0.625·(1/4 + 1/12)).
            ([2, 3], [2, 11], 0.5 / (0.375 * 0.625 / 3.0f64).sqrt()),
        ];
        for (inside, outside, z) in table {
            assert!((two_proportion_test(inside, outside) - z).abs() < 1e-12, "{inside:?}");
        }
    }

    #[test]
    fn false_discovery_by_hand() {
        // Of 100 against 100: 70 and 30 agree (z = 5.657), 50 and 50 (z = 0); hidden ones are no tests.
        let group =
            |agree: u64| vec![counts(agree, 100 - agree, 0), counts(50, 50, 0), counts(9, 1, 0)];
        let rates = false_discovery(&[group(70), group(30)], &[true, true, false]);
        // Eight tests; the two telling ones of the first column tie with their mirror images.
        let p = 0.5 * libm::erfc(40.0 / 50.0f64.sqrt() / std::f64::consts::SQRT_2);
        assert!((rates[0][0][0] - p * 8.0 / 2.0).abs() < 1e-15, "{:?}", rates[0]);
        assert_eq!(rates[0][0][0], rates[1][0][1]);
        assert!((rates[0][1][0] - 0.5 * 8.0 / 6.0).abs() < 1e-12);
        assert!(rates[0][0][1] > 0.99);
        assert_eq!(rates[0][2], [1.0; 2]);
    }

    #[test]
    fn shows_what_sets_a_group_apart_agrees_first() {
        let inside = vec![counts(1, 19, 0), counts(18, 1, 1), counts(10, 10, 0), counts(20, 0, 0)];
        let outside = vec![counts(28, 2, 0), counts(3, 27, 0), counts(15, 15, 0), counts(30, 0, 0)];
        let found = representative(&[inside, outside], &[true; 4]);
        let shown: Vec<Vec<_>> = found
            .iter()
            .map(|group| group.iter().map(|r| (r.column, r.agrees)).collect())
            .collect();
        assert_eq!(shown, [[(1, true), (0, false)], [(0, true), (1, false)]]);
        assert_eq!(found[0][0].best_agreed, Some(18));
    }

    #[test]
    fn a_group_without_a_qualifying_statement_still_shows_one() {
        let group = || vec![counts(2, 2, 0), counts(1, 2, 1)];
        let found = representative(&[group(), group()], &[true, true]);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
        let none_take_part = representative(&[group(), group()], &[false, false]);
        assert!(none_take_part.iter().all(Vec::is_empty));
    }
}
