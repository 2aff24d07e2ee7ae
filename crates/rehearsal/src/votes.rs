//! The votes: planted opinion groups in a latent space.
//!
//! Each group is a corner of a simplex, so k groups span k − 1 dimensions and none lies between two
//! others. A theme splits the groups in one of the 2ᵏ − 2 ways there are, all used in turn; on a
//! divisive statement the groups that lean towards it agree with probability m + s/2 at their
//! centre and the others with m − s/2, s being the stated separation and m near one half. A voter
//! stands off the centre by a normal number times the spread along each statement's own direction,
//! in log-odds. On the other statements all groups agree (or, one time in five, disagree) alike.
//!
//! A voter casts a log-normal number of votes, scaled so that the mean share is the stated density,
//! on statements drawn without replacement in proportion to a log-normal popularity (Efraimidis and
//! Spirakis, "Weighted random sampling with a reservoir", 2006). Cost: some seventy nanoseconds a
//! vote; memory: a few words a statement, and one ballot.
//!
//! The best that any method could do, knowing every probability above, as the adjusted Rand index
//! to the planted groups at the default spread: 0.86 for the demo's 2,000 × 40; for four groups of
//! 30,000 × 800 at a density of 0.0875, 0.93 with a separation of 0.6 and 0.98 with 0.7, but at a
//! density of 0.02 only 0.68 with 0.7.

use consultation::{ParticipantId, Statement, Timestamp, Vote, VoteCast};

use crate::calendar::moment;
use crate::chance::{Chance, Of, Weighted};
use crate::options::{Options, OptionsError, VoteOptions};
use crate::people::People;
use crate::statement::{Draft, drafts, statement};
use crate::subject::{Side, THEMES};
use crate::truth::{PlantedStatement, Voter};

/// Everything one voter cast.
#[derive(Clone, Debug, PartialEq)]
pub struct Ballot {
    /// Who voted.
    pub participant: ParticipantId,
    /// What was planted in that person.
    pub voter: Voter,
    /// Statement, answer and moment, in order of time; a later answer replaces an earlier one.
    pub votes: Vec<(u32, Vote, Timestamp)>,
}

/// Gives the ballots of a rehearsal, by voter (their votes overlap in time). Made by [`ballots`].
#[derive(Clone, Debug)]
pub struct Ballots {
    options: Options,
    people: People,
    drafts: Vec<Draft>,
    stands: Stands,
    popularity: Vec<f64>,
    running: Weighted,
    scale: f64,
    seen: Vec<u32>,
    next: u32,
}

/// How the groups stand to the statements, a row of as many numbers as groups for each: log-odds to
/// agree at each centre, and the unit vector along which the centres differ.
#[derive(Clone, Debug, Default)]
struct Stands {
    groups: usize,
    centres: Vec<f64>,
    directions: Vec<f64>,
}

/// The ballots that [`rehearse`](crate::rehearse) would join, one voter at a time.
pub fn ballots(options: &Options) -> Result<Ballots, OptionsError> {
    options.check()?;
    let drafts = drafts(options);
    let popularity: Vec<f64> = (0..drafts.len() as u64)
        .map(|at| {
            let mut chance = Chance::new(options.seed, Of::Landscape, POPULARITY + at);
            libm::exp(options.votes.popularity * chance.normal())
        })
        .collect();
    Ok(Ballots {
        people: People::new(options),
        stands: stands(options, &drafts),
        running: Weighted::new(popularity.iter().copied()),
        scale: activity_scale(&options.votes, drafts.len()),
        seen: vec![0; drafts.len()],
        popularity,
        drafts,
        options: options.clone(),
        next: 0,
    })
}

impl Ballots {
    /// The statements put to the vote.
    pub fn statements(&self) -> Vec<Statement> {
        let created = Some(self.options.opens);
        self.drafts
            .iter()
            .enumerate()
            .map(|(at, draft)| Statement { created, ..statement(at, draft) })
            .collect()
    }

    /// What was planted in each statement.
    pub fn planted(&self) -> Vec<PlantedStatement> {
        self.drafts
            .iter()
            .zip(self.stands.centres.chunks(self.stands.groups))
            .map(|(draft, centres)| PlantedStatement {
                theme: draft.theme,
                side: draft.side,
                text: draft.text.clone(),
                agree: centres.iter().map(|centre| probability(*centre)).collect(),
            })
            .collect()
    }

    /// Which statements a voter answers, in which order.
    fn choose(&mut self, chance: &mut Chance) -> Vec<u32> {
        let all = self.drafts.len();
        let mean = self.scale * activity(&self.options.votes, chance);
        let count = ((mean + chance.unit()) as usize).clamp(1, all);
        if count * 4 > all {
            let mut keys: Vec<(f64, u32)> = (0_u32..)
                .zip(&self.popularity)
                .map(|(at, weight)| (-libm::log(1.0 - chance.unit()) / weight, at))
                .collect();
            keys.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
            return keys[..count].iter().map(|(_, at)| *at).collect();
        }
        let mut chosen = Vec::with_capacity(count);
        while chosen.len() < count {
            let drawn = self.running.draw(chance);
            if self.seen[drawn] != self.next {
                self.seen[drawn] = self.next;
                chosen.push(drawn as u32);
            }
        }
        chosen
    }
}

impl Iterator for Ballots {
    type Item = Ballot;

    fn next(&mut self) -> Option<Ballot> {
        if self.next as usize == self.options.voters {
            return None;
        }
        let number = self.next as usize;
        self.next += 1;
        let mut chance = Chance::new(self.options.seed, Of::Voter, number as u64);
        let (person, voter) = self.people.voter(number, &mut chance);
        let off_centre: Vec<f64> = (0..self.options.votes.groups.len())
            .map(|_| self.options.votes.spread * chance.normal())
            .collect();
        let (opens, closes) = (self.options.opens, self.options.closes);
        let mut time = moment(chance.unit(), opens, closes).0;
        let mut votes = Vec::new();
        for at in self.choose(&mut chance) {
            let vote = if chance.happens(self.options.votes.pass) {
                Vote::Pass
            } else {
                self.stands.answer(at as usize, voter.group, &off_centre, &mut chance)
            };
            votes.push((at, vote, Timestamp(time)));
            if chance.happens(self.options.votes.revised) {
                let left = (closes.0 - time) as f64;
                let later = time + (chance.unit() * left) as i64;
                votes.push((at, another(vote, &mut chance), Timestamp(later)));
            }
            time = (time + PAUSE_MS + chance.below(PAUSES_MS) as i64).min(closes.0 - 1);
        }
        votes.sort_by_key(|(_, _, time)| *time);
        Some(Ballot { participant: self.people.id(person), voter, votes })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.options.voters - self.next as usize;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Ballots {}

/// The same votes, with the answers to each statement dealt anew among those who answered it: who
/// saw what and every statement's counts stay, and no structure is left. The null of a permutation
/// test.
pub fn shuffled(votes: &[VoteCast], seed: u64) -> Vec<VoteCast> {
    let mut places: Vec<usize> = (0..votes.len()).collect();
    places.sort_by_key(|at| votes[*at].statement);
    let mut shuffled = votes.to_vec();
    for places in places.chunk_by(|left, right| votes[*left].statement == votes[*right].statement) {
        let mut answers: Vec<Vote> = places.iter().map(|at| votes[*at].vote).collect();
        Chance::new(seed, Of::Shuffle, u64::from(votes[places[0]].statement)).shuffle(&mut answers);
        places.iter().zip(answers).for_each(|(at, vote)| shuffled[*at].vote = vote);
    }
    shuffled
}

/// Streams of [`Of::Landscape`] from here on are statements' popularity, stands and the splits.
const POPULARITY: u64 = 1 << 32;
const STANDS: u64 = 2 << 32;
const SPLITS: u64 = 3 << 32;
/// Time between two votes of a sitting: at least this, and up to so much more.
const PAUSE_MS: i64 = 3_000;
const PAUSES_MS: usize = 30_000;
/// Share of the agreed statements that everybody rejects.
const REJECTED: f64 = 0.2;

/// For each theme the groups that lean towards its first side. Every way to split the groups is
/// used as often as every other.
fn splits(options: &Options) -> Vec<Vec<bool>> {
    let groups = options.votes.groups.len();
    let ways = (1_usize << groups) - 2;
    let mut chance = Chance::new(options.seed, Of::Landscape, SPLITS);
    let mut order: Vec<usize> = (0..THEMES.len()).collect();
    chance.shuffle(&mut order);
    let first = chance.below(ways.max(1));
    order
        .into_iter()
        .map(|at| {
            let way = if ways == 0 { 1 } else { 1 + (first + at) % ways };
            (0..groups).map(|group| way >> group & 1 == 1).collect()
        })
        .collect()
}

fn stands(options: &Options, drafts: &[Draft]) -> Stands {
    let splits = splits(options);
    let mut stands = Stands { groups: options.votes.groups.len(), ..Stands::default() };
    for (at, draft) in drafts.iter().enumerate() {
        let centres = centres(options, at, draft, &splits[draft.theme]);
        stands.directions.extend(direction(&centres));
        stands.centres.extend(centres);
    }
    stands
}

impl Stands {
    /// The answer of someone who does not pass and stands this far off the group's centre.
    fn answer(
        &self,
        statement: usize,
        group: usize,
        off_centre: &[f64],
        chance: &mut Chance,
    ) -> Vote {
        let row = statement * self.groups;
        let directions = &self.directions[row..row + self.groups];
        let along: f64 = directions.iter().zip(off_centre).map(|(one, off)| one * off).sum();
        let agrees = chance.happens(probability(self.centres[row + group] + along));
        if agrees { Vote::Agree } else { Vote::Disagree }
    }
}

/// The log-odds to agree with a statement at each group's centre.
fn centres(options: &Options, at: usize, draft: &Draft, split: &[bool]) -> Vec<f64> {
    let mut chance = Chance::new(options.seed, Of::Landscape, STANDS + at as u64);
    let Some(side) = draft.side else {
        let liked = 0.8 + 0.14 * chance.unit();
        let rejected = !draft.is_seed && chance.happens(REJECTED);
        return vec![log_odds(if rejected { 1.0 - liked } else { liked }); split.len()];
    };
    let half = options.votes.separation / 2.0;
    let room = (0.48 - half).clamp(0.0, 0.12);
    let middle = 0.5 + room * (2.0 * chance.unit() - 1.0);
    let leans = |for_it: bool| if for_it == (side == Side::For) { half } else { -half };
    split.iter().map(|for_it| log_odds(middle + leans(*for_it))).collect()
}

/// The unit vector along which the centres differ; nothing where they do not.
fn direction(centres: &[f64]) -> Vec<f64> {
    let mean = centres.iter().sum::<f64>() / centres.len() as f64;
    let off: Vec<f64> = centres.iter().map(|centre| centre - mean).collect();
    let length = libm::sqrt(off.iter().map(|one| one * one).sum());
    off.iter().map(|one| if length > 1e-9 { one / length } else { 0.0 }).collect()
}

fn another(vote: Vote, chance: &mut Chance) -> Vote {
    let others = match vote {
        Vote::Agree => [Vote::Disagree, Vote::Pass],
        Vote::Disagree => [Vote::Agree, Vote::Pass],
        Vote::Pass => [Vote::Agree, Vote::Disagree],
    };
    *chance.pick(&others)
}

fn activity(options: &VoteOptions, chance: &mut Chance) -> f64 {
    libm::exp(options.activity * chance.normal())
}

/// What to multiply activities by so that the mean number of votes, none below one and none above
/// all, is the density's; by bisection over a fixed sample.
fn activity_scale(options: &VoteOptions, statements: usize) -> f64 {
    let mut chance = Chance::new(0, Of::Landscape, 0);
    let sample: Vec<f64> = (0..4_096).map(|_| activity(options, &mut chance)).collect();
    let all = statements as f64;
    let mean = |scale: f64| {
        sample.iter().map(|one| (scale * one).clamp(1.0, all)).sum::<f64>() / sample.len() as f64
    };
    let (mut low, mut high) = (0.0, all * 1e6);
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if mean(middle) < options.density * all {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

fn log_odds(probability: f64) -> f64 {
    libm::log(probability / (1.0 - probability))
}
