//! What a rehearsal promises, measured on what it makes.

use std::collections::{BTreeMap, BTreeSet};

use consultation::{Channel, Constituency, Timestamp, Vote};
use proptest::prelude::*;
use rehearsal::{
    CampaignOptions, Design, Options, OptionsError, PersonalData, Rehearsed, THEMES, Tongue,
    Variation, VoteOptions, ballots, contributions, rehearse, shuffled,
};
use sha2::{Digest, Sha256};

const DAY: i64 = 86_400_000;

fn month() -> Options {
    Options::new(Timestamp(1_747_699_200_000), Timestamp(1_747_699_200_000 + 31 * DAY))
}

fn digest(made: &Rehearsed) -> String {
    let mut hash = Sha256::new();
    for one in &made.heard.contributions {
        hash.update(format!("{one:?}\n"));
    }
    for cast in &made.heard.votes {
        hash.update(format!("{cast:?}\n"));
    }
    hash.update(format!("{:?}{:?}", made.heard.participants, made.truth));
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn one_seed_gives_the_same_bytes_and_another_gives_others() {
    let small = Options { contributions: 1_500, voters: 150, statements: 60, ..month() };
    let made = rehearse(&small).unwrap();
    insta::assert_snapshot!(digest(&made), @"0e346133884c618d");
    assert_eq!(made, rehearse(&small).unwrap());
    let other = rehearse(&Options { seed: 2027, ..small.clone() }).unwrap();
    assert_ne!(digest(&made), digest(&other));
    let stock = Options { design: Design::StockSentences, ..small };
    insta::assert_snapshot!(digest(&rehearse(&stock).unwrap()), @"e8a80b2c7aff9fa8");
}

#[test]
fn twenty_texts_to_read() {
    let options = Options { contributions: 400, voters: 0, ..month() };
    let made = rehearse(&options).unwrap();
    let texts: Vec<String> = made
        .truth
        .contributions
        .iter()
        .zip(&made.heard.contributions)
        .filter(|(planted, _)| planted.campaign.is_none())
        .take(20)
        .map(|(planted, one)| {
            format!("{}, {:?}\n{}\n", THEMES[planted.theme].key, planted.side, one.text)
        })
        .collect();
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn shares_are_those_asked_for() {
    let made = rehearse(&Options { voters: 0, ..month() }).unwrap();
    let all = made.heard.contributions.len();
    assert_eq!(all, 10_000);
    let share = |count: usize| count as f64 / all as f64;
    let near = |found: f64, asked: f64| assert!((found - asked).abs() < 0.015, "{found} {asked}");
    let contributions = || made.heard.contributions.iter();
    let truth = || made.truth.contributions.iter();
    near(share(truth().filter(|one| one.tongue == Tongue::Chinese).count()), 0.6);
    near(share(contributions().filter(|one| one.channel == Channel::Web).count()), 0.62);
    near(share(contributions().filter(|one| one.channel == Channel::Paper).count()), 0.1);
    let experts = contributions().filter(|one| one.constituency == Constituency::Expert);
    near(share(experts.count()), 0.09);
    near(share(contributions().filter(|one| one.quotable).count()), 0.7);
    assert_eq!(truth().filter(|one| one.campaign.is_some()).count(), 2_000);
    let planted = |data| truth().filter(move |one| one.personal_data == Some(data)).count();
    let (telephones, emails) = (planted(PersonalData::Telephone), planted(PersonalData::Email));
    assert!((15..50).contains(&(telephones + emails)) && emails > 0, "{telephones} {emails}");
    let themes: BTreeSet<usize> = truth().map(|one| one.theme).collect();
    assert_eq!(themes.len(), THEMES.len());
}

#[test]
fn personal_data_is_where_the_truth_says_and_belongs_to_nobody() {
    let options = Options { voters: 0, personal_data: 0.2, contributions: 3_000, ..month() };
    for (one, planted) in contributions(&options).unwrap() {
        let reserved = ["01632 960", "7700 900", "555-01", "0400", "0500"];
        match planted.personal_data {
            Some(PersonalData::Telephone) => {
                assert!(reserved.iter().any(|range| one.text.contains(range)), "{}", one.text);
            }
            Some(PersonalData::Email) => {
                let domains = ["@example.org", "@example.com", "@example.net"];
                assert!(domains.iter().any(|domain| one.text.contains(domain)), "{}", one.text);
            }
            None => assert!(!one.text.contains('@'), "{}", one.text),
        }
    }
}

#[test]
fn people_with_words_of_their_own_never_say_quite_the_same() {
    let made = rehearse(&Options { voters: 0, ..month() }).unwrap();
    let own = made.truth.contributions.iter().zip(&made.heard.contributions);
    let texts: Vec<&str> = own
        .filter(|(planted, _)| planted.campaign.is_none())
        .map(|(_, one)| one.text.as_str())
        .collect();
    let distinct: BTreeSet<&str> = texts.iter().copied().collect();
    assert_eq!((texts.len(), distinct.len()), (8_000, 8_000));
}

#[test]
fn texts_are_in_the_script_of_their_language_and_end_in_words() {
    for design in [Design::OwnWords, Design::StockSentences] {
        let options = Options { voters: 0, contributions: 6_000, design, ..month() };
        for (one, planted) in contributions(&options).unwrap() {
            let text = &one.text;
            match planted.tongue {
                Tongue::Chinese => {
                    assert!(!text.contains(|c: char| c.is_ascii_alphabetic()), "{text}");
                }
                Tongue::English => assert!(text.is_ascii(), "{text}"),
            }
            assert!(!text.contains(['{', '}', '[', ']', '|']), "{text}");
            if planted.campaign.is_none() {
                assert!(!text.contains("  ") && !text.contains(" ,"), "{text}");
            }
        }
    }
}

/// Letters and digits, in one case and width.
fn bare(text: &str) -> String {
    let width = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c),
        _ => c,
    };
    text.to_lowercase().chars().map(width).filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a text; in Chinese, its characters.
fn words(text: &str, tongue: Tongue) -> Vec<String> {
    match tongue {
        Tongue::English => text.split_whitespace().map(str::to_owned).collect(),
        Tongue::Chinese => {
            text.chars().filter(|c| c.is_alphabetic()).map(|c| c.to_string()).collect()
        }
    }
}

/// How far a member's text is from its campaign's letter, in the measure of its kind.
fn measured(variation: Variation, letter: &str, text: &str, tongue: Tongue) -> f64 {
    match variation {
        Variation::Verbatim => f64::from(letter != text),
        Variation::Surface => f64::from(bare(letter) != bare(text) || letter == text),
        Variation::Edit5 | Variation::Edit10 => {
            let (before, after) = (words(letter, tongue), words(text, tongue));
            assert_eq!(before.len(), after.len(), "{text}");
            let changed = before.iter().zip(&after).filter(|(old, new)| old != new).count();
            changed as f64 / before.len() as f64
        }
        Variation::Personal | Variation::Embedded => {
            assert!(text.contains(letter), "{text}");
            (text.len() - letter.len()) as f64 / letter.len() as f64
        }
    }
}

#[test]
fn members_of_campaigns_vary_the_letter_as_stated() {
    for design in [Design::OwnWords, Design::StockSentences] {
        let options = Options { contributions: 8_000, voters: 0, design, ..month() };
        let all = contributions(&options).unwrap();
        let campaigns = all.campaigns().to_vec();
        let mut found: BTreeMap<Variation, Vec<f64>> = BTreeMap::new();
        let mut members = vec![0; campaigns.len()];
        for (one, planted) in all {
            let Some((number, variation)) = planted.campaign else { continue };
            let campaign = &campaigns[number];
            members[number] += 1;
            assert_eq!((planted.theme, planted.tongue), (campaign.theme, campaign.tongue));
            let measure = measured(variation, &campaign.letter, &one.text, campaign.tongue);
            found.entry(variation).or_default().push(measure);
        }
        let sizes: Vec<usize> = campaigns.iter().map(|campaign| campaign.members).collect();
        assert_eq!(members, sizes);
        assert!(sizes.is_sorted_by(|left, right| left >= right) && sizes[0] > 6 * sizes[12]);
        let mean = |variation| {
            let measures: &Vec<f64> = &found[&variation];
            measures.iter().sum::<f64>() / measures.len() as f64
        };
        assert_eq!((mean(Variation::Verbatim), mean(Variation::Surface)), (0.0, 0.0));
        assert!((mean(Variation::Edit5) - 0.05).abs() < 0.008, "{}", mean(Variation::Edit5));
        assert!((mean(Variation::Edit10) - 0.1).abs() < 0.008, "{}", mean(Variation::Edit10));
        assert!((mean(Variation::Personal) - 0.25).abs() < 0.1, "{}", mean(Variation::Personal));
        assert!((mean(Variation::Embedded) - 1.0).abs() < 0.15, "{}", mean(Variation::Embedded));
    }
}

/// Share of pairs of texts on different themes, in one language, with a passage of twelve
/// characters (Chinese) or sixty (English) in common; campaigns apart.
fn shared_passages(design: Design) -> f64 {
    let options = Options { contributions: 400, voters: 0, design, ..month() };
    let texts: Vec<_> = contributions(&options)
        .expect("the options are fine")
        .filter(|(_, planted)| planted.campaign.is_none())
        .map(|(one, planted)| {
            let length = if planted.tongue == Tongue::English { 60 } else { 12 };
            let characters: Vec<char> = one.text.chars().collect();
            let passages: BTreeSet<Vec<char>> =
                characters.windows(length).map(<[char]>::to_vec).collect();
            (planted, passages)
        })
        .collect();
    let (mut pairs, mut shared) = (0_u32, 0_u32);
    for (at, (left, passages)) in texts.iter().enumerate() {
        for (right, others) in &texts[..at] {
            if left.tongue == right.tongue && left.theme != right.theme {
                pairs += 1;
                shared += u32::from(!passages.is_disjoint(others));
            }
        }
    }
    f64::from(shared) / f64::from(pairs)
}

#[test]
fn unrelated_texts_share_sentences_in_one_design_only() {
    let (own, stock) = (shared_passages(Design::OwnWords), shared_passages(Design::StockSentences));
    assert!(own < 0.01 && stock > 0.1, "{own} {stock}");
}

#[test]
fn groups_vote_as_planted_and_shuffling_leaves_only_the_counts() {
    let votes = VoteOptions {
        groups: vec![1.0; 4],
        spread: 0.0,
        revised: 0.0,
        density: 0.3,
        ..VoteOptions::default()
    };
    let options = Options { contributions: 0, voters: 4_000, statements: 100, votes, ..month() };
    let made = rehearse(&options).unwrap();
    let rates = |casts: &[consultation::VoteCast]| {
        let mut tallies = vec![[[0_u32; 2]; 4]; 100];
        for cast in casts {
            let group = made.truth.voters[cast.participant as usize].group;
            let tally = &mut tallies[cast.statement as usize][group];
            tally[0] += u32::from(cast.vote == Vote::Agree);
            tally[1] += u32::from(cast.vote != Vote::Pass);
        }
        tallies
    };
    let (mut gaps, mut off) = (Vec::new(), 0);
    for (tally, planted) in rates(&made.heard.votes).iter().zip(&made.truth.statements) {
        for (group, [agree, seen]) in tally.iter().enumerate() {
            let (found, asked) = (f64::from(*agree) / f64::from(*seen), planted.agree[group]);
            let deviation = (asked * (1.0 - asked) / f64::from(*seen)).sqrt();
            off += u32::from((found - asked).abs() > 3.0 * deviation);
        }
        if planted.is_divisive() {
            let (low, high) = planted
                .agree
                .iter()
                .fold((1.0_f64, 0.0_f64), |(low, high), one| (low.min(*one), high.max(*one)));
            gaps.push(high - low);
        }
    }
    assert!(off < 8, "{off} of 400 rates are over three deviations off");
    assert!(gaps.len() > 50 && gaps.iter().all(|gap| (gap - 0.7).abs() < 1e-9));
    let density = made.heard.votes.len() as f64 / (4_000.0 * 100.0);
    assert!((density - 0.3).abs() < 0.01, "{density}");

    let dealt = shuffled(&made.heard.votes, 5);
    let count = |casts: &[consultation::VoteCast]| {
        casts.iter().filter(|cast| cast.statement == 3 && cast.vote == Vote::Agree).count()
    };
    assert_eq!(count(&dealt), count(&made.heard.votes));
    let divisive = made.truth.statements.iter().position(|one| one.is_divisive()).unwrap();
    let after: Vec<f64> = rates(&dealt)[divisive]
        .iter()
        .map(|[agree, seen]| f64::from(*agree) / f64::from(*seen))
        .collect();
    assert!(after.iter().all(|rate| (rate - after[0]).abs() < 0.12), "{after:?}");
}

#[test]
fn some_votes_are_cast_anew_and_only_the_later_one_may_differ() {
    let made = rehearse(&Options { contributions: 0, ..month() }).unwrap();
    let mut seen: BTreeMap<(u32, u32), Vote> = BTreeMap::new();
    let (mut first, mut anew) = (0.0, 0.0);
    for cast in &made.heard.votes {
        match seen.insert((cast.participant, cast.statement), cast.vote) {
            Some(before) => {
                assert_ne!(before, cast.vote);
                anew += 1.0;
            }
            None => first += 1.0,
        }
    }
    assert!((anew / first - 0.03_f64).abs() < 0.005, "{anew} {first}");
    let mean = first / (2_000.0 * 40.0);
    assert!((mean - 0.5_f64).abs() < 0.02, "{mean}");
}

#[test]
fn options_that_cannot_be_met_are_refused_with_what_is_wrong() {
    let refused = |options: Options| rehearse(&options).unwrap_err().to_string();
    let late = Options { closes: Timestamp(0), ..month() };
    let mute = Options { languages: vec![(Tongue::English, 0.0)], ..month() };
    let crowd =
        Options { votes: VoteOptions { groups: vec![1.0; 7], ..Default::default() }, ..month() };
    let torn = Options { votes: VoteOptions { separation: 1.5, ..Default::default() }, ..month() };
    let empty = Options { statements: 0, ..month() };
    let shape =
        Options { campaigns: CampaignOptions { shape: 0.0, ..Default::default() }, ..month() };
    let said = [late, mute, crowd, torn, empty, shape].map(refused).join("\n");
    insta::assert_snapshot!(said, @r"
    the round closes at 0 ms, not after it opens at 1747699200000 ms; give it a duration
    the weights of the languages must be finite, none below 0, at least one above 0
    7 opinion groups were asked for; one to six can be planted
    the separation is 1.5; it must be between 0 and 0.96
    2000 voters have no statement to vote on; ask for one statement at least
    the Pareto shape is 0; it must be above 0
    ");
    assert_eq!(
        ballots(&Options { statements: 0, ..month() }).err(),
        Some(OptionsError::NoStatements { voters: 2_000 })
    );
}

fn any_options() -> impl Strategy<Value = Options> {
    let sizes = (0..400_usize, 0..60_usize, 1..70_usize, any::<u64>());
    let round = (1..60_i64, 0.0..=1.0_f64, 0..30_usize, 0.3..3.0_f64);
    let votes = (1..6_usize, 0.0..0.96_f64, 0.001..=1.0_f64, 0.0..2.0_f64, 0.0..0.9_f64);
    (sizes, round, votes, any::<bool>(), 0.0..=1.0_f64).prop_map(
        |((contributions, voters, statements, seed), round, votes, stock, english)| {
            let (hours, share, count, shape) = round;
            let (groups, separation, density, activity, pass) = votes;
            Options {
                seed,
                contributions,
                voters,
                statements,
                closes: Timestamp(1_747_699_200_000 + hours * 3_600_000),
                languages: vec![(Tongue::English, english), (Tongue::Chinese, 1.0 - english)],
                design: if stock { Design::StockSentences } else { Design::OwnWords },
                campaigns: CampaignOptions { count, share, shape, ..Default::default() },
                votes: VoteOptions {
                    groups: vec![1.0; groups],
                    separation,
                    density,
                    activity,
                    pass,
                    ..Default::default()
                },
                ..month()
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_asked_for_comes_whole_and_in_order(options in any_options()) {
        let Rehearsed { heard, truth } = rehearse(&options).unwrap();
        prop_assert_eq!(heard.contributions.len(), options.contributions);
        prop_assert_eq!(truth.contributions.len(), options.contributions);
        prop_assert_eq!(heard.statements.len(), options.statements);
        prop_assert_eq!(truth.statements.len(), options.statements);
        prop_assert_eq!(heard.participants.len(), options.voters);
        prop_assert_eq!(truth.voters.len(), options.voters);
        let sent: Vec<Timestamp> = heard.contributions.iter().filter_map(|one| one.sent).collect();
        let cast: Vec<Timestamp> = heard.votes.iter().filter_map(|cast| cast.time).collect();
        prop_assert_eq!((sent.len(), cast.len()), (options.contributions, heard.votes.len()));
        for times in [&sent, &cast] {
            prop_assert!(times.is_sorted());
            prop_assert!(times.iter().all(|time| options.opens <= *time && *time < options.closes));
        }
        let mut next = 0;
        for cast in &heard.votes {
            prop_assert!(cast.participant <= next);
            next += u32::from(cast.participant == next);
        }
        prop_assert_eq!(next as usize, options.voters);
        let ids: BTreeSet<_> = heard.contributions.iter().map(|one| &one.id).collect();
        let people: BTreeSet<_> = heard.participants.iter().collect();
        prop_assert_eq!((ids.len(), people.len()), (options.contributions, options.voters));
        prop_assert!(heard.contributions.iter().all(|one| one.text.chars().count() > 5));
        let planted = truth.contributions.iter().filter(|one| one.campaign.is_some()).count();
        let members: usize = truth.campaigns.iter().map(|campaign| campaign.members).sum();
        prop_assert_eq!(planted, members);
    }
}
