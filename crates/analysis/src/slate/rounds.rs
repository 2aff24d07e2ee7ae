//! Place by place: what sequential rules have in common.

use std::collections::BTreeSet;

use crate::slate::{MAX_TIED, Profile, SlateError, Ties};

/// How far an election by a sequential rule has come.
pub(super) trait Round: Clone + Ord {
    /// The candidates elected so far; [`Ties::All`] keeps them ascending.
    fn chosen(&mut self) -> &mut Vec<u32>;

    /// The best of the candidates that are left, ascending; more than one is a tie.
    fn best(&self, profile: &Profile) -> Vec<u32>;

    /// Gives the place to one of the best and brings the state up to date, `chosen` aside.
    fn elect(&mut self, profile: &Profile, candidate: u32);
}

/// Fills `size` places. Ways that have come to the same state are followed once.
pub(super) fn fill<S: Round>(
    start: S,
    profile: &Profile,
    size: usize,
    ties: Ties,
) -> Result<Vec<Vec<u32>>, SlateError> {
    let mut states = BTreeSet::from([start]);
    for _ in 0..size {
        let mut next = BTreeSet::new();
        for state in states {
            let mut best = state.best(profile);
            if ties == Ties::Lowest {
                best.truncate(1);
            }
            for candidate in best {
                next.insert(after(&state, profile, candidate, ties));
                if next.len() > MAX_TIED {
                    return Err(SlateError::TooManyTied);
                }
            }
        }
        states = next;
    }
    let committees = states.into_iter().map(|mut state| std::mem::take(state.chosen()));
    Ok(committees.collect::<BTreeSet<_>>().into_iter().collect())
}

fn after<S: Round>(state: &S, profile: &Profile, candidate: u32, ties: Ties) -> S {
    let mut state = state.clone();
    state.elect(profile, candidate);
    state.chosen().push(candidate);
    if ties == Ties::All {
        state.chosen().sort_unstable();
    }
    state
}

/// Candidates that are not in `chosen`, ascending.
pub(super) fn left(profile: &Profile, chosen: &[u32]) -> Vec<u32> {
    let mut taken = vec![false; profile.candidates()];
    chosen.iter().for_each(|&candidate| taken[candidate as usize] = true);
    (0..profile.candidates() as u32).filter(|&candidate| !taken[candidate as usize]).collect()
}

/// The candidates of the best score, in the order given; `better` compares two scores, `Less`
/// being better.
pub(super) fn ties_of<T>(
    scored: Vec<(u32, T)>,
    better: impl Fn(&T, &T) -> std::cmp::Ordering,
) -> Vec<u32> {
    let Some(best) = scored.iter().map(|(_, score)| score).min_by(|a, b| better(a, b)) else {
        return Vec::new();
    };
    scored
        .iter()
        .filter(|(_, score)| better(score, best).is_eq())
        .map(|(candidate, _)| *candidate)
        .collect()
}
