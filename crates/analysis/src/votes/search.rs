//! The search for groups: which numbers of groups come back, and which of them is more than a
//! gradient. What is asked, and why, stands with the profile; here is how.

use findings::{GroupEvidence, GroupsOutcome, NumberTried};
use rayon::prelude::*;

use crate::random::{Random, mix};
use crate::votes::factors::Factors;
use crate::votes::nulls::{gradient, shuffled};
use crate::votes::observed::Observed;
use crate::votes::partition::{Partition, Points};
use crate::votes::ranges::{about, middle};
use crate::votes::rank::Rank;
use crate::votes::stability::Compared;

/// Groups that are tried at most.
const MOST_GROUPS: usize = 6;

/// Times that answers are dealt anew: none of 19 as extreme is one chance in twenty.
const SHUFFLES: u64 = 19;

/// Times that people are drawn anew.
const REPEATS: u64 = 100;

/// Times that votes are drawn from a gradient.
const DRAWS: u64 = 59;

/// Level of the gradient test.
const LEVEL: f64 = 0.05;

/// Least median adjusted Rand index of a stable number of groups.
const AGREEMENT: f64 = 0.8;

/// Least mean overlap of every group of a stable number of groups.
const OVERLAP: f64 = 0.75;

/// Fewest people in a group, and one in so many of all.
const FEWEST_IN_GROUP: u64 = 5;
const FEWEST_IN_GROUP_ONE_IN: usize = 100;

/// What chance is used for. One seed gives each its own numbers.
#[derive(Clone, Copy)]
pub(crate) enum Stream {
    /// Who is tested.
    Sample,
    /// Which votes are held out.
    HeldOut,
    /// How answers are dealt anew.
    Shuffle,
    /// Votes of a gradient.
    Draw,
    /// Who is drawn anew.
    Repeat,
    /// Where k-means starts.
    Starts,
    /// Who is drawn anew for the lists of statements.
    Resample,
    /// Whom the bridging score is fitted to.
    Bridging,
}

impl Stream {
    /// The seed of the numbered use.
    pub(crate) fn seed(self, seed: u64, number: u64) -> u64 {
        mix(seed ^ mix((self as u64 + 1) << 32 | number))
    }
}

/// The votes to be tested.
pub(crate) struct Search {
    pub(crate) votes: Observed,
    /// Columns that take part.
    pub(crate) columns: Vec<usize>,
    pub(crate) seed: u64,
}

/// What was found among the tested votes.
pub(crate) struct Found {
    pub(crate) outcome: GroupsOutcome,
    pub(crate) evidence: Option<GroupEvidence>,
    /// Where there is a direction.
    pub(crate) factors: Option<Factors>,
    /// Where there are groups.
    pub(crate) groups: Option<Partition>,
}

/// Clearness of each number of groups from 2 on.
type Clearness = Vec<f64>;

impl Search {
    pub(crate) fn run(&self) -> Found {
        let none = |outcome, evidence| Found { outcome, evidence, factors: None, groups: None };
        if self.votes.alike() {
            return none(GroupsOutcome::Alike, None);
        }
        let rank = Rank::of(&self.votes, Stream::HeldOut.seed(self.seed, 0));
        let mut evidence = GroupEvidence {
            people: self.votes.rows() as u64,
            dimensions: rank.chosen as u32,
            held_out: rank.losses,
            held_out_ranges: rank.ranges,
            ..GroupEvidence::default()
        };
        if rank.chosen == 0 {
            return none(GroupsOutcome::NoPattern, Some(evidence));
        }
        let factors = Factors::of(&self.votes, rank.chosen);
        let points = self.points(&self.votes, &factors);
        let chosen = match self.has_pattern(&points, rank.chosen, &mut evidence) {
            false => Err(GroupsOutcome::NoPattern),
            true => self.number_of_groups(&factors, &points, &mut evidence),
        };
        Found {
            outcome: chosen.as_ref().err().copied().unwrap_or(GroupsOutcome::Found),
            evidence: Some(evidence),
            factors: Some(factors),
            groups: chosen.ok(),
        }
    }

    /// Where each row of these votes stands.
    pub(crate) fn points(&self, votes: &Observed, factors: &Factors) -> Points {
        let axes = factors.axes(&self.columns);
        let point = |row: usize| {
            let stand = factors.stand(votes, row);
            (stand.place(&axes), stand.certainty())
        };
        let (places, weights) = (0..votes.rows()).into_par_iter().map(point).unzip();
        Points { places, weights }
    }

    fn partitions(&self, points: &Points, number: u64) -> Vec<Partition> {
        let seed = Stream::Starts.seed(self.seed, number);
        (2..=MOST_GROUPS).map(|k| points.partition(k, seed)).collect()
    }

    /// Whether people stand farther apart than in every shuffle.
    fn has_pattern(&self, points: &Points, rank: usize, evidence: &mut GroupEvidence) -> bool {
        let spread = |number: u64| {
            let votes = shuffled(&self.votes, Stream::Shuffle.seed(self.seed, number));
            self.points(&votes, &Factors::of(&votes, rank)).spread()
        };
        let spreads: Vec<f64> = (0..SHUFFLES).into_par_iter().map(spread).collect();
        evidence.shuffles = SHUFFLES as u32;
        evidence.spread = points.spread();
        evidence.spread_range = Some(points.spread_range());
        evidence.spread_shuffled = spreads.into_iter().fold(0.0, f64::max);
        evidence.spread > evidence.spread_shuffled
    }

    /// The groups to show, or why there are none.
    fn number_of_groups(
        &self,
        factors: &Factors,
        points: &Points,
        evidence: &mut GroupEvidence,
    ) -> Result<Partition, GroupsOutcome> {
        let partitions = self.partitions(points, 0);
        let repeats: Vec<Repeat> =
            (0..REPEATS).into_par_iter().map(|number| self.repeat(factors, number)).collect();
        let clearness: Clearness = partitions.iter().map(|one| points.clearness(one)).collect();
        evidence.repeats = REPEATS as u32;
        evidence.numbers = (0..partitions.len())
            .map(|at| tried(at, &partitions[at], clearness[at], &repeats))
            .collect();
        if evidence.numbers.iter().all(|number| !number.stable) {
            return Err(GroupsOutcome::NotStable);
        }
        let draws: Vec<Clearness> =
            (0..DRAWS).into_par_iter().map(|number| self.draw(factors, number)).collect();
        let scale = Scale::of(&draws);
        let (best, p) = beyond_gradient(&clearness, &draws, &scale, evidence);
        evidence.draws = DRAWS as u32;
        evidence.p_gradient = Some(p);
        let same =
            repeats.iter().filter(|repeat| scale.best(&repeat.clearness, |_| true).0 == best);
        evidence.same_number = Some(same.count() as u32);
        let stayed = |repeat: &Repeat| compared(&partitions[best], repeat, best).stayed();
        let stayed: Vec<f64> = repeats.iter().map(stayed).collect();
        evidence.stayed = Some(stayed.iter().sum::<f64>() / REPEATS as f64);
        evidence.stayed_range = middle(stayed);
        if p <= LEVEL { Ok(partitions[best].clone()) } else { Err(GroupsOutcome::Gradient) }
    }

    /// People drawn anew with replacement, and everyone put to the groups found among them.
    fn repeat(&self, factors: &Factors, number: u64) -> Repeat {
        let mut random = Random::stream(Stream::Repeat.seed(self.seed, number), 0);
        let people = self.votes.rows();
        let mut rows: Vec<u32> = (0..people).map(|_| random.below(people) as u32).collect();
        rows.sort_unstable();
        let everyone = self.points(&self.votes, &factors.refitted(&self.votes, &rows));
        let drawn = everyone.some(&rows);
        let found = self.partitions(&drawn, 1 + number);
        Repeat {
            clearness: found.iter().map(|one| drawn.clearness(one)).collect(),
            partitions: found.iter().map(|one| everyone.nearest(&one.centres)).collect(),
        }
    }

    fn draw(&self, factors: &Factors, number: u64) -> Clearness {
        let votes = gradient(&self.votes, factors, Stream::Draw.seed(self.seed, number));
        let points = self.points(&votes, &factors.refitted(&votes, &votes.all_rows()));
        let found = self.partitions(&points, 1 + REPEATS + number);
        found.iter().map(|one| points.clearness(one)).collect()
    }
}

/// What one drawing of people gives: everyone's group for each number of groups from 2 on, and how
/// clear-cut the groups are among those drawn.
struct Repeat {
    clearness: Clearness,
    partitions: Vec<Partition>,
}

fn compared(partition: &Partition, repeat: &Repeat, at: usize) -> Compared {
    let other = &repeat.partitions[at];
    let parts = [partition.centres.len(), other.centres.len()];
    Compared::of(&partition.labels, &other.labels, parts)
}

fn tried(at: usize, partition: &Partition, clearness: f64, repeats: &[Repeat]) -> NumberTried {
    let compared: Vec<Compared> =
        repeats.iter().map(|repeat| compared(partition, repeat, at)).collect();
    let mut agreements: Vec<f64> = compared.iter().map(Compared::adjusted_rand).collect();
    agreements.sort_by(f64::total_cmp);
    let agreement = agreements[agreements.len() / 2];
    let overlaps: Vec<Vec<f64>> = compared.iter().map(Compared::overlaps).collect();
    let of_part = |part: usize| overlaps.iter().map(move |overlaps| overlaps[part]);
    let mean = |part: usize| of_part(part).sum::<f64>() / compared.len() as f64;
    let means = (0..partition.centres.len()).map(|part| (part, mean(part)));
    let weakest = means.min_by(|(_, a), (_, b)| a.total_cmp(b));
    let clear: Vec<f64> = repeats.iter().map(|repeat| repeat.clearness[at]).collect();
    let weakest_range = weakest.and_then(|(part, _)| middle(of_part(part).collect()));
    let weakest = weakest.map_or(0.0, |(_, mean)| mean);
    let smallest = partition.sizes().into_iter().min().unwrap_or(0);
    let least = FEWEST_IN_GROUP.max(partition.labels.len().div_ceil(FEWEST_IN_GROUP_ONE_IN) as u64);
    let complete = partition.centres.len() == at + 2;
    NumberTried {
        groups: at as u32 + 2,
        clearness,
        clearness_range: Some(about(clearness, &clear, [0.0, 1.0])),
        gradient: None,
        gradient_highest: None,
        excess: None,
        agreement,
        agreement_range: middle(agreements),
        weakest,
        weakest_range,
        smallest,
        stable: complete && agreement >= AGREEMENT && weakest >= OVERLAP && smallest >= least,
    }
}

/// Mean and standard deviation of clearness in the draws, for each number of groups.
struct Scale(Vec<(f64, f64)>);

impl Scale {
    fn of(draws: &[Clearness]) -> Scale {
        let count = draws.len() as f64;
        let of = |at: usize| {
            let mean = draws.iter().map(|draw| draw[at]).sum::<f64>() / count;
            let squares: f64 = draws.iter().map(|draw| (draw[at] - mean) * (draw[at] - mean)).sum();
            (mean, (squares / (count - 1.0)).sqrt().max(f64::EPSILON))
        };
        Scale((0..draws[0].len()).map(of).collect())
    }

    fn excess(&self, clearness: &[f64], at: usize) -> f64 {
        let (mean, deviation) = self.0[at];
        (clearness[at] - mean) / deviation
    }

    /// Which number of groups among those allowed lies farthest above the draws, and how far.
    fn best(&self, clearness: &[f64], allowed: impl Fn(usize) -> bool) -> (usize, f64) {
        let mut best = (0, f64::NEG_INFINITY);
        for at in (0..clearness.len()).filter(|&at| allowed(at)) {
            let excess = self.excess(clearness, at);
            if excess > best.1 {
                best = (at, excess);
            }
        }
        best
    }
}

/// The stable number of groups farthest above the draws, as a position, and the chance that a draw
/// lies as far above at any stable number.
fn beyond_gradient(
    clearness: &[f64],
    draws: &[Clearness],
    scale: &Scale,
    evidence: &mut GroupEvidence,
) -> (usize, f64) {
    for (at, number) in evidence.numbers.iter_mut().enumerate() {
        let highest = draws.iter().map(|draw| draw[at]).fold(0.0, f64::max);
        number.gradient = Some(scale.0[at].0);
        number.gradient_highest = Some(highest);
        number.excess = Some(scale.excess(clearness, at));
    }
    let stable = |at: usize| evidence.numbers[at].stable;
    let (best, excess) = scale.best(clearness, stable);
    let as_far = draws.iter().filter(|draw| scale.best(draw, stable).1 >= excess).count();
    (best, (1 + as_far) as f64 / (1 + draws.len()) as f64)
}
