//! The profile `robust` held to votes with planted groups, to votes without any, and to published
//! conversations. `examples/groups_power.rs` does the same at length.

use analysis::VotesProfile;
use analysis::votes::{VotesResult, opinion};
use consultation::{Heard, Timestamp};
use findings::GroupsOutcome;
use rehearsal::{Options, Rehearsed, VoteOptions, rehearse, shuffled};

use crate::agreement::adjusted_rand;
use crate::corpora;

/// `groups` equal groups of together 400 voters, each answering half of 60 statements.
fn planted(groups: usize, separation: f64, seed: u64) -> Rehearsed {
    let month = Options::new(Timestamp(1_747_699_200_000), Timestamp(1_750_377_600_000));
    let votes = VoteOptions { groups: vec![1.0; groups], separation, ..month.votes.clone() };
    let options = Options { contributions: 0, voters: 400, statements: 60, votes, seed, ..month };
    rehearse(&options).unwrap()
}

fn robust(heard: &Heard) -> VotesResult {
    opinion(heard, VotesProfile::Robust, None, 1).unwrap().unwrap()
}

fn agreement(made: &Rehearsed, result: &VotesResult) -> f64 {
    let planted = made.truth.voters.iter().map(|voter| Some(voter.group));
    let pairs: Vec<_> = result.groups.iter().copied().zip(planted).collect();
    adjusted_rand(&pairs)
}

#[test]
fn planted_groups_are_found_in_their_number() {
    for groups in 2..=4 {
        let made = planted(groups, 0.7, 7);
        let result = robust(&made.heard);
        let found = &result.opinion.groups;
        assert_eq!((found.outcome, found.groups.len()), (GroupsOutcome::Found, groups));
        let agreement = agreement(&made, &result);
        assert!(agreement >= 0.8, "{groups} groups: {agreement}");
        assert!(found.groups.windows(2).all(|pair| pair[0].size.count >= pair[1].size.count));
    }
}

#[test]
fn votes_dealt_anew_and_people_of_one_mind_show_no_groups() {
    let made = planted(3, 0.7, 8);
    for seed in 0..3 {
        let votes = shuffled(&made.heard.votes, seed);
        let result = robust(&Heard { votes, ..made.heard.clone() });
        assert_eq!(result.opinion.groups.outcome, GroupsOutcome::NoPattern);
        assert!(result.groups.iter().all(Option::is_none) && result.opinion.groups.map.is_empty());
        assert!(result.opinion.across_groups.is_empty());
    }
    let one = robust(&planted(1, 0.7, 8).heard);
    assert_eq!(one.opinion.groups.outcome, GroupsOutcome::NoPattern);
}

#[test]
fn too_few_people_and_people_who_all_say_the_same_are_told_apart() {
    let made = planted(2, 0.7, 9);
    let few = |votes: &mut Vec<consultation::VoteCast>| votes.retain(|cast| cast.participant < 90);
    let mut heard = made.heard.clone();
    few(&mut heard.votes);
    let groups = robust(&heard).opinion.groups;
    assert_eq!(groups.outcome, GroupsOutcome::TooFew);
    assert!(groups.placed.count < groups.people_needed);
    for cast in &mut heard.votes {
        cast.vote = consultation::Vote::Agree;
    }
    assert_eq!(robust(&heard).opinion.groups.outcome, GroupsOutcome::Alike);
    heard.votes.truncate(1);
    assert_eq!(robust(&heard).opinion.groups.outcome, GroupsOutcome::TooFew);
}

#[test]
fn any_number_of_threads_finds_the_same() {
    let made = planted(3, 0.7, 10);
    let [one, two] = [1, 2].map(|threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let result = pool.install(|| robust(&made.heard));
        (serde_json::to_string(&result.opinion).unwrap(), result.groups)
    });
    assert_eq!(one, two);
}

#[test]
fn published_conversations_with_groups_show_them() {
    for folder in corpora::folders("polis") {
        let name = corpora::name(&folder);
        if name == "scoop-hivemind.biodiversity" || name.starts_with("austria-climate.5twd") {
            let (heard, _) = corpora::exported(&folder);
            let found = robust(&heard).opinion.groups;
            assert_eq!((found.outcome, found.groups.len()), (GroupsOutcome::Found, 2), "{name}");
        }
    }
}
