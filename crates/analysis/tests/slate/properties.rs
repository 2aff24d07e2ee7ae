//! Properties that hold on every profile, and rules against each other.

use analysis::slate::{Profile, Rule, Ties, certificate, elect, tail};
use proptest::prelude::*;

/// Up to nine voters and six candidates, and a size that fits.
fn profiles() -> impl Strategy<Value = (Vec<Vec<u32>>, usize, usize)> {
    (2usize..=6).prop_flat_map(|candidates| {
        let ballot = proptest::sample::subsequence(
            (0..candidates as u32).collect::<Vec<_>>(),
            0..=candidates,
        );
        (proptest::collection::vec(ballot, 1..=9), Just(candidates), 1..=candidates)
    })
}

/// EJR+ by its words: no group of voters, whatever its members, has a claim.
fn by_its_words(ballots: &[Vec<u32>], candidates: usize, committee: &[u32]) -> bool {
    let size = committee.len();
    let of = |voter: usize| committee.iter().filter(|one| ballots[voter].contains(one)).count();
    let groups = 1u32..1 << ballots.len();
    !groups.into_iter().any(|group| {
        let members: Vec<usize> =
            (0..ballots.len()).filter(|voter| group >> voter & 1 == 1).collect();
        let outside = (0..candidates as u32).filter(|one| !committee.contains(one));
        outside.into_iter().any(|one| {
            members.iter().all(|&voter| ballots[voter].contains(&one))
                && (1..=size).any(|entitled| {
                    members.len() * size >= entitled * ballots.len()
                        && members.iter().all(|&voter| of(voter) < entitled)
                })
        })
    })
}

fn one(profile: &Profile, rule: Rule, size: usize) -> Vec<u32> {
    elect(profile, rule, size, Ties::Lowest).unwrap().committees.swap_remove(0)
}

proptest! {
    #[test]
    fn the_certificate_says_what_ejr_plus_says(
        (ballots, candidates, size) in profiles(), pick in any::<u64>()
    ) {
        let profile = Profile::new(candidates, &ballots).unwrap();
        let mut committee: Vec<u32> = (0..candidates as u32).collect();
        committee.rotate_left(pick as usize % candidates);
        committee.truncate(size);
        let found = certificate(&profile, &committee);
        prop_assert_eq!(found.holds(), by_its_words(&ballots, candidates, &committee));
        if let Some(claim) = found.witness() {
            let short = |ballot: &&Vec<u32>| {
                let elected = committee.iter().filter(|one| ballot.contains(one)).count();
                ballot.contains(&claim.candidate) && elected < claim.members as usize
            };
            prop_assert_eq!(ballots.iter().filter(short).count() as u64, claim.voters);
            prop_assert!(claim.voters as usize * size >= claim.members as usize * ballots.len());
        }
    }

    #[test]
    fn equal_shares_and_pav_leave_nobody_short((ballots, candidates, size) in profiles()) {
        let profile = Profile::new(candidates, &ballots).unwrap();
        for rule in [Rule::EqualShares, Rule::Pav] {
            for committee in elect(&profile, rule, size, Ties::All).unwrap().committees {
                prop_assert!(certificate(&profile, &committee).holds(), "{rule}: {committee:?}");
            }
        }
    }

    #[test]
    fn a_longer_list_only_adds_to_a_shorter_one((ballots, candidates, _) in profiles()) {
        let profile = Profile::new(candidates, &ballots).unwrap();
        for rule in [Rule::SequentialPhragmen, Rule::SequentialPav] {
            let all = one(&profile, rule, candidates);
            for size in 1..candidates {
                prop_assert_eq!(&one(&profile, rule, size)[..], &all[..size]);
            }
        }
    }

    #[test]
    fn voters_twice_over_elect_the_same((ballots, candidates, size) in profiles()) {
        let twice: Vec<Vec<u32>> = ballots.iter().chain(&ballots).cloned().collect();
        let once = Profile::new(candidates, &ballots).unwrap();
        let twice = Profile::new(candidates, &twice).unwrap();
        for rule in Rule::ALL {
            let elected = elect(&once, rule, size, Ties::All).unwrap();
            prop_assert_eq!(&elected, &elect(&twice, rule, size, Ties::All).unwrap());
            let first = &elected.committees[0];
            let tails = [tail(&once, first, |_| true), tail(&twice, first, |_| true)];
            let doubled: Vec<u64> = tails[0].voters.iter().map(|count| 2 * count).collect();
            prop_assert_eq!(&doubled, &tails[1].voters);
        }
    }
}

/// Thirty blocks of voters over 32 candidates: too many committees to look at, and the exchange of
/// members must still end where EJR+ holds.
#[test]
fn above_the_limit_pav_is_a_local_optimum_that_says_so() {
    let ballots: Vec<Vec<u32>> = (0..300u32)
        .map(|voter| (0..32).filter(|one| (voter * 7 + one * one * 5) % 11 < 3).collect())
        .collect();
    let profile = Profile::new(32, &ballots).unwrap();
    let elected = elect(&profile, Rule::Pav, 9, Ties::Lowest).unwrap();
    assert_eq!(elected.search.as_str(), "local");
    assert!(certificate(&profile, &elected.committees[0]).holds());
}

#[test]
fn a_slate_that_leaves_a_third_short_has_a_witness_and_a_lower_end() {
    let ballots = [vec![vec![0, 1, 2]; 6], vec![vec![3]; 3]].concat();
    let profile = Profile::new(4, &ballots).unwrap();
    let claim = certificate(&profile, &[0, 1, 2]).witness().unwrap();
    assert_eq!((claim.candidate, claim.members, claim.voters, claim.needed), (3, 1, 3, 3));
    let all = tail(&profile, &[0, 1, 2], |_| true);
    assert_eq!(
        (all.voters.as_slice(), all.percentile(10), all.percentile(50)),
        (&[3, 0, 0, 6][..], 0, 3)
    );
}
