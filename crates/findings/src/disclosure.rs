//! What may be published. Every public page and file goes through here.
//!
//! The rules, with k = 10 unless an office decides otherwise (never below 5):
//!
//! 1. **Small cells.** A part of a breakdown with 1 to k − 1 contributions is folded into one part called
//!    `other`, together with the next smallest, until `other` is at least k and hides at least two
//!    parts (complementary suppression). Where a part is hidden in one theme only, the same part is
//!    hidden in the smallest other theme of the same level, so that it cannot be had by subtraction.
//! 2. **Counts of votes** are rounded to the nearest multiple of k, and every share is worked out again
//!    from the rounded counts. A published count therefore moves only in steps of k, and none lies between
//!    0 and k.
//!    Votes by channel or constituency: a part of fewer than k voters is left out, and with a single one
//!    the next smallest.
//! 3. **Groups** below k are not shown; neither are hexagons of the map with fewer than k participants.
//!    A bridging score and its interval are told to two decimals, and not at all below k votes. So is the
//!    group-informed consensus, and not where a group is not shown or has fewer than k votes on the statement.
//! 4. **Themes, small distinct concerns and campaigns** below k are not shown, and a note says how many.
//! 5. **Quotes** come only from authors who agreed. Personal data in them, in letters and in statements is
//!    masked by a visible mark.
//!
//! What this gives up: it checks each sum that a reader can see, one at a time, and not every
//! combination of sums, as a linear programme would.

use std::collections::{BTreeMap, BTreeSet};

use crate::mask::mask_personal_data;
use crate::{
    Agreed, Breakdown, Bridging, Estimate, Findings, GroupVotes, Note, Opinion, OpinionGroups,
    PartVotes, Quote, Share, Slate, Slice, StatementFinding, Theme, ThemeId, Themes, VoteCounts,
};

/// Fewest people in anything that is published, unless an office decides otherwise.
pub const K_DEFAULT: u64 = 10;

/// The least that an office may set.
pub const K_MIN: u64 = 5;

/// The part that small parts are folded into.
pub const OTHER: &str = "other";

/// How much must stand together to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold(u64);

impl Default for Threshold {
    fn default() -> Self {
        Threshold(K_DEFAULT)
    }
}

impl Threshold {
    /// A threshold of `k`; `None` below [`K_MIN`].
    pub fn new(k: u64) -> Option<Threshold> {
        (k >= K_MIN).then_some(Threshold(k))
    }

    /// The number.
    pub fn k(self) -> u64 {
        self.0
    }

    /// A count of votes as it is published: rounded to the nearest multiple of k, halves up.
    pub fn rounded(self, count: u64) -> u64 {
        (count + self.0 / 2) / self.0 * self.0
    }

    fn hides(self, count: u64) -> bool {
        (1..self.0).contains(&count)
    }
}

/// The findings as they may be published.
pub fn publish(findings: &Findings, threshold: Threshold) -> Findings {
    let mut public = findings.clone();
    fold_breakdown(&mut public.received.by, threshold);
    let hidden_themes = publish_themes(&mut public.themes.themes, threshold);
    let hidden_concerns = publish_concerns(&mut public.themes, threshold);
    public.themes.senders = public.themes.senders.filter(|senders| senders.count >= threshold.k());
    public.themes.leaves = count_leaves(&public.themes.themes);
    // How much personal data there was says something of few people where there was little of it.
    let told =
        |value: &String| value.parse().is_ok_and(|count| count == 0 || !threshold.hides(count));
    public.notes.retain(|note| note.code != Note::PERSONAL_DATA || note.values.iter().all(told));
    let before = public.campaigns.len();
    public.campaigns.retain(|campaign| campaign.senders() >= threshold.k());
    let hidden_campaigns = before - public.campaigns.len();
    for campaign in &mut public.campaigns {
        fold_breakdown(&mut campaign.by, threshold);
        campaign.letter = published_letter(&campaign.letter);
        if !public.themes.themes.iter().any(|theme| Some(&theme.id) == campaign.theme.as_ref()) {
            campaign.theme = None;
        }
        campaign.with_own_words = campaign.with_own_words.filter(|n| !threshold.hides(*n));
        campaign.by_theme.retain(|part| {
            let shown = public.themes.themes.iter().any(|theme| theme.id == part.theme);
            shown && part.signers >= threshold.k()
        });
    }
    if let Some(opinion) = &mut public.opinion {
        publish_opinion(opinion, threshold);
        // Beside the rounded votes the number of voters is rounded too, as far as that leaves any.
        let voters = opinion.groups.placed.of;
        public.received.voters = if voters > 0 { voters } else { public.received.voters };
    }
    let shown: Vec<u32> = public.opinion.iter().flat_map(shown_groups).collect();
    for slate in &mut public.slates {
        publish_slate(slate, &shown, threshold);
    }
    note(&mut public.notes, "disclosure-k", threshold.k());
    for (code, count) in [
        ("themes-not-shown", hidden_themes),
        ("concerns-not-shown", hidden_concerns),
        ("campaigns-not-shown", hidden_campaigns),
    ] {
        if count > 0 {
            note(&mut public.notes, code, count as u64);
        }
    }
    public
}

fn note(notes: &mut Vec<Note>, code: &str, value: u64) {
    notes.push(Note { code: code.to_owned(), values: vec![value.to_string()] });
}

/// A campaign's letter is shown for its words, which all signers share; the author of the copy shown is not.
fn published_letter(letter: &Quote) -> Quote {
    Quote {
        contribution: String::new(),
        text: mask_personal_data(&letter.text).0,
        ..letter.clone()
    }
}

fn published_quote(quote: &Quote) -> Quote {
    Quote { text: mask_personal_data(&quote.text).0, ..quote.clone() }
}

/// Returns how many themes are not shown.
fn publish_themes(themes: &mut Vec<Theme>, threshold: Threshold) -> usize {
    let before = themes.len();
    themes.retain(|theme| theme.size.count >= threshold.k());
    for theme in themes.iter_mut() {
        theme.quotes.retain(|quote| quote.quotable);
        theme.quotes = theme.quotes.iter().map(published_quote).collect();
        if theme.size_distinct.count < threshold.k() {
            theme.size_distinct = Share::of(0, theme.size_distinct.of);
        }
        theme.people = theme.people.filter(|people| people.of >= threshold.k()).map(|people| {
            if people.count < threshold.k() { Share::of(0, people.of) } else { people }
        });
    }
    for dimension in [channel, constituency, language, round] {
        publish_dimension(themes, dimension, threshold);
    }
    before - themes.len()
}

/// A concern is shown when it and what is left of its theme are large enough, and its theme is shown. Returns how many are not shown.
fn publish_concerns(themes: &mut Themes, threshold: Threshold) -> usize {
    let before = themes.concerns.len();
    let shown: BTreeSet<ThemeId> = themes.themes.iter().map(|theme| theme.id.clone()).collect();
    themes.concerns.retain(|concern| {
        let Share { count, of, .. } = concern.size;
        let rest = of - count;
        count >= threshold.k()
            && (rest == 0 || rest >= threshold.k())
            && shown.contains(&concern.theme)
    });
    for concern in &mut themes.concerns {
        concern.quotes.retain(|quote| quote.quotable);
        concern.quotes = concern.quotes.iter().map(published_quote).collect();
    }
    before - themes.concerns.len()
}

fn count_leaves(themes: &[Theme]) -> u32 {
    let is_leaf =
        |theme: &&Theme| themes.iter().all(|other| other.parent.as_ref() != Some(&theme.id));
    u32::try_from(themes.iter().filter(is_leaf).count()).unwrap_or(u32::MAX)
}

fn channel(by: &mut Breakdown) -> &mut Vec<Slice> {
    &mut by.channel
}

fn constituency(by: &mut Breakdown) -> &mut Vec<Slice> {
    &mut by.constituency
}

fn language(by: &mut Breakdown) -> &mut Vec<Slice> {
    &mut by.language
}

fn round(by: &mut Breakdown) -> &mut Vec<Slice> {
    &mut by.round
}

/// One breakdown of every theme: hides small parts, then whatever a sum over siblings would give away.
fn publish_dimension(
    themes: &mut [Theme],
    dimension: fn(&mut Breakdown) -> &mut Vec<Slice>,
    threshold: Threshold,
) {
    let mut hidden: Vec<Vec<String>> =
        themes.iter_mut().map(|theme| to_hide(dimension(&mut theme.by), threshold)).collect();
    // Each turn hides at least one more part, so this ends.
    while let Some((position, key)) = lone_hidden(themes, &hidden, dimension) {
        hidden[position].push(key);
        let parts = dimension(&mut themes[position].by);
        let extended = complete(parts, std::mem::take(&mut hidden[position]), threshold);
        hidden[position] = extended;
    }
    for (theme, keys) in themes.iter_mut().zip(&hidden) {
        fold(dimension(&mut theme.by), keys);
    }
}

/// A part that must be hidden as well, since it is hidden in exactly one theme among siblings: the
/// smallest shown one of the same name, by position and name.
fn lone_hidden(
    themes: &mut [Theme],
    hidden: &[Vec<String>],
    dimension: fn(&mut Breakdown) -> &mut Vec<Slice>,
) -> Option<(usize, String)> {
    let mut levels: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for (position, theme) in themes.iter().enumerate() {
        let parent = theme.parent.as_ref().map(|id| id.as_str().to_owned());
        levels.entry(parent).or_default().push(position);
    }
    for siblings in levels.values() {
        let mut count: BTreeMap<&String, usize> = BTreeMap::new();
        siblings
            .iter()
            .flat_map(|&at| &hidden[at])
            .for_each(|key| *count.entry(key).or_default() += 1);
        for (key, _) in count.into_iter().filter(|&(_, times)| times == 1) {
            let shown = siblings.iter().filter(|&&at| !hidden[at].contains(key));
            let sizes = shown.filter_map(|&at| {
                let parts = dimension(&mut themes[at].by);
                let part = parts.iter().find(|slice| slice.key == *key && slice.share.count > 0)?;
                Some((part.share.count, at))
            });
            if let Some((_, at)) = sizes.min() {
                return Some((at, key.clone()));
            }
        }
    }
    None
}

fn fold_breakdown(by: &mut Breakdown, threshold: Threshold) {
    for parts in [&mut by.channel, &mut by.constituency, &mut by.language, &mut by.round] {
        let keys = to_hide(parts, threshold);
        fold(parts, &keys);
    }
}

fn to_hide(parts: &[Slice], threshold: Threshold) -> Vec<String> {
    let small = parts.iter().filter(|slice| threshold.hides(slice.share.count));
    complete(parts, small.map(|slice| slice.key.clone()).collect(), threshold)
}

/// Adds the smallest shown parts until at least two are hidden and they hold at least k together.
fn complete(parts: &[Slice], mut keys: Vec<String>, threshold: Threshold) -> Vec<String> {
    if keys.is_empty() {
        return keys;
    }
    let mut shown: Vec<&Slice> =
        parts.iter().filter(|slice| slice.share.count > 0 && !keys.contains(&slice.key)).collect();
    shown.sort_by(|a, b| (b.share.count, &b.key).cmp(&(a.share.count, &a.key)));
    let mut sum: u64 =
        parts.iter().filter(|slice| keys.contains(&slice.key)).map(|slice| slice.share.count).sum();
    while keys.len() < 2 || sum < threshold.k() {
        let Some(next) = shown.pop() else { break };
        sum += next.share.count;
        keys.push(next.key.clone());
    }
    keys
}

/// Folds the parts named into one called [`OTHER`], at the end.
fn fold(parts: &mut Vec<Slice>, keys: &[String]) {
    if keys.is_empty() {
        return;
    }
    let (folded, kept): (Vec<Slice>, Vec<Slice>) =
        parts.drain(..).partition(|slice| keys.contains(&slice.key));
    let count = folded.iter().map(|slice| slice.share.count).sum();
    // The parts' own denominators may be the same (all contributions) or each part's; either way the
    // sum over distinct parts is the folded part's, unless they share one denominator.
    let same = folded.windows(2).all(|pair| pair[0].share.of == pair[1].share.of);
    let of = if same {
        folded.first().map_or(0, |slice| slice.share.of)
    } else {
        folded.iter().map(|slice| slice.share.of).sum()
    };
    *parts = kept;
    parts.push(Slice { key: OTHER.to_owned(), share: Share::of(count, of.max(count)) });
}

fn publish_opinion(opinion: &mut Opinion, threshold: Threshold) {
    let kept: Vec<u32> = opinion
        .groups
        .groups
        .iter()
        .filter(|group| group.size.count >= threshold.k())
        .map(|group| group.id)
        .collect();
    for statement in &mut opinion.statements {
        publish_statement(statement, &kept, threshold);
    }
    publish_groups(&mut opinion.groups, &kept, threshold);
}

fn publish_statement(statement: &mut StatementFinding, kept: &[u32], threshold: Threshold) {
    statement.text = mask_personal_data(&statement.text).0;
    statement.counts = rounded(&statement.counts, threshold);
    statement.agree = Share::of(statement.counts.agree, statement.counts.seen());
    statement.disagree = Share::of(statement.counts.disagree, statement.counts.seen());
    let told = statement.counts.seen() > 0;
    let shown =
        |group: &GroupVotes| kept.contains(&group.group) && group.counts.seen() >= threshold.k();
    let in_all = told && !statement.by_group.is_empty() && statement.by_group.iter().all(shown);
    let informed = [&mut statement.group_informed, &mut statement.group_informed_disagree];
    for value in informed {
        *value = value.filter(|_| in_all).map(two_decimals);
    }
    let ranges =
        [&mut statement.group_informed_range, &mut statement.group_informed_disagree_range];
    for range in ranges {
        *range = range.filter(|_| in_all).map(|ends| ends.map(two_decimals));
    }
    statement.by_group.retain(|group| kept.contains(&group.group));
    for group in &mut statement.by_group {
        group.counts = rounded(&group.counts, threshold);
    }
    for parts in [&mut statement.by_channel, &mut statement.by_constituency] {
        publish_parts(parts, threshold);
    }
    statement.bridging = statement
        .bridging
        .filter(|_| told)
        .map(|bridging| published_bridging(&bridging, threshold));
    statement.again = statement.again.filter(|_| told);
    // Routing may use live figures; a page may not show them.
    statement.priority = 0.0;
    statement.extremity = 0.0;
}

/// Counts move in steps of k; a part of fewer than k voters is left out, and with a single one the
/// next smallest, so that the rest of all votes tells nothing of it.
fn publish_parts(parts: &mut Vec<PartVotes>, threshold: Threshold) {
    let keep = kept_parts(parts.iter().map(|part| part.counts.seen()), threshold);
    let mut keep = keep.into_iter();
    parts.retain(|_| keep.next().unwrap_or(false));
    parts.iter_mut().for_each(|part| part.counts = rounded(&part.counts, threshold));
    parts.retain(|part| part.counts.seen() > 0);
}

/// Which parts of these sizes may be told.
fn kept_parts(sizes: impl Iterator<Item = u64>, threshold: Threshold) -> Vec<bool> {
    let sizes: Vec<u64> = sizes.collect();
    let mut keep: Vec<bool> = sizes.iter().map(|&size| !threshold.hides(size)).collect();
    let mut hidden: Vec<usize> = (0..sizes.len()).filter(|&at| !keep[at]).collect();
    let together = |hidden: &[usize]| hidden.iter().map(|&at| sizes[at]).sum::<u64>();
    while !hidden.is_empty() && (hidden.len() < 2 || together(&hidden) < threshold.k()) {
        let shown = (0..sizes.len()).filter(|&at| keep[at]);
        let Some(next) = shown.min_by_key(|&at| (sizes[at], std::cmp::Reverse(at))) else { break };
        keep[next] = false;
        hidden.push(next);
    }
    keep
}

fn published_bridging(bridging: &Bridging, threshold: Threshold) -> Bridging {
    let Estimate { value, low, high } = bridging.score;
    let [value, low, high] = [value, low, high].map(two_decimals);
    Bridging {
        score: Estimate { value, low, high },
        sides: bridging.sides.each_ref().map(|side| rounded_share(side, threshold)),
        // What is above one half must stay so, and nothing else may come to be.
        lowest: match bridging.bridges() {
            true => two_decimals(bridging.lowest).max(0.51),
            false => two_decimals(bridging.lowest).min(0.5),
        },
    }
}

fn two_decimals(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn rounded(counts: &VoteCounts, threshold: Threshold) -> VoteCounts {
    VoteCounts {
        agree: threshold.rounded(counts.agree),
        disagree: threshold.rounded(counts.disagree),
        pass: threshold.rounded(counts.pass),
    }
}

fn publish_groups(groups: &mut OpinionGroups, kept: &[u32], threshold: Threshold) {
    groups.groups.retain(|group| kept.contains(&group.id));
    for group in &mut groups.groups {
        group.size = rounded_share(&group.size, threshold);
        for statement in &mut group.representative {
            statement.inside = rounded_share(&statement.inside, threshold);
            statement.outside = rounded_share(&statement.outside, threshold);
        }
        group.representative.retain(|statement| statement.inside.of > 0);
    }
    groups.placed = rounded_share(&groups.placed, threshold);
    if let Some(evidence) = &mut groups.evidence {
        evidence.people = threshold.rounded(evidence.people);
        for number in &mut evidence.numbers {
            number.smallest = threshold.rounded(number.smallest);
        }
    }
    groups.map.retain(|cell| {
        u64::from(cell.count) >= threshold.k() && cell.group.is_none_or(|id| kept.contains(&id))
    });
}

fn shown_groups(opinion: &Opinion) -> impl Iterator<Item = u32> {
    opinion.groups.groups.iter().map(|group| group.id)
}

/// The nearest claim is shown only where it is good: rounded counts could make one look good that
/// is not.
fn publish_slate(slate: &mut Slate, shown: &[u32], threshold: Threshold) {
    slate.by_group.retain(|part| shown.contains(&part.group));
    for part in &mut slate.by_group {
        publish_agreed(&mut part.agreed, threshold);
    }
    for parts in [&mut slate.by_channel, &mut slate.by_constituency] {
        let keep = kept_parts(parts.iter().map(|part| part.agreed.of), threshold);
        let mut keep = keep.into_iter();
        parts.retain(|_| keep.next().unwrap_or(false));
        parts.iter_mut().for_each(|part| publish_agreed(&mut part.agreed, threshold));
    }
    publish_agreed(&mut slate.agreed, threshold);
    slate.left_out = slate.agreed.voters.first().copied().unwrap_or(0);
    slate.represented = slate.agreed.of.saturating_sub(slate.left_out);
    let certificate = &mut slate.certificate;
    certificate.place = threshold.rounded(certificate.place);
    certificate.nearest = certificate.nearest.take().filter(|_| !certificate.holds);
    if let Some(claim) = &mut certificate.nearest {
        claim.voters = threshold.rounded(claim.voters);
        claim.needed = threshold.rounded(claim.needed);
    }
}

fn publish_agreed(agreed: &mut Agreed, threshold: Threshold) {
    agreed.of = threshold.rounded(agreed.of);
    agreed.voters.iter_mut().for_each(|voters| *voters = threshold.rounded(*voters));
}

fn rounded_share(share: &Share, threshold: Threshold) -> Share {
    let of = threshold.rounded(share.of);
    Share::of(threshold.rounded(share.count).min(of), of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AgreedInGroup, AgreedInPart, SlateCertificate, SlateClaim};
    use proptest::prelude::*;

    /// Twelve people spread thinly: their number stays, no cell below k is told, and a claim that is
    /// not good is not shown.
    #[test]
    fn a_slate_tells_no_small_cell_and_keeps_its_totals() {
        let agreed =
            |voters: Vec<u64>| Agreed { of: voters.iter().sum(), voters, tenth: 0, half: 1 };
        let claim = SlateClaim { statement: 7, members: 1, voters: 11, needed: 12 };
        let mut slate = Slate {
            rule: "seqphragmen".into(),
            statements: vec![0, 1],
            represented: 113,
            left_out: 4,
            agreed: agreed(vec![4, 100, 13]),
            by_group: [0, 1]
                .map(|group| AgreedInGroup { group, agreed: agreed(vec![4, 4, 4]) })
                .to_vec(),
            certificate: SlateCertificate {
                axiom: "EJR+".into(),
                holds: true,
                checked: 9,
                place: 59,
                nearest: Some(claim),
            },
            by_channel: [
                ("web", vec![2, 60, 10]),
                ("paper", vec![1, 3, 2]),
                ("api", vec![9, 9, 9]),
            ]
            .map(|(part, people)| AgreedInPart { part: part.into(), agreed: agreed(people) })
            .to_vec(),
            by_constituency: Vec::new(),
        };
        publish_slate(&mut slate, &[1], Threshold::default());
        assert_eq!((slate.represented, slate.left_out, slate.certificate.place), (120, 0, 60));
        assert_eq!(slate.agreed.voters, [0, 100, 10]);
        // The six on paper are not told, and with them the next smallest part.
        let parts: Vec<&str> = slate.by_channel.iter().map(|one| one.part.as_str()).collect();
        assert_eq!(
            (parts, slate.by_channel[0].agreed.voters.clone()),
            (vec!["web"], vec![0, 60, 10])
        );
        let only = &slate.by_group[0];
        assert_eq!((slate.by_group.len(), only.group, only.agreed.of), (1, 1, 10));
        assert_eq!(
            (only.agreed.voters.as_slice(), slate.certificate.nearest),
            (&[0, 0, 0][..], None)
        );
    }

    fn parts(counts: &[u64]) -> Vec<Slice> {
        let total = counts.iter().sum();
        let slice = |(n, &count): (usize, &u64)| Slice {
            key: format!("part{n}"),
            share: Share::of(count, total),
        };
        counts.iter().enumerate().map(slice).collect()
    }

    fn theme(id: &str, counts: &[u64]) -> Theme {
        let by = Breakdown { channel: parts(counts), ..Breakdown::default() };
        let total: u64 = counts.iter().sum();
        Theme {
            id: crate::ThemeId(id.into()),
            parent: None,
            name: id.into(),
            terms: Vec::new(),
            size: Share::of(total, 1000),
            size_distinct: Share::of(total, 1000),
            people: None,
            by,
            quotes: Vec::new(),
            kept: None,
            coherence: 0.5,
            stability: None,
        }
    }

    fn shown(theme: &Theme) -> Vec<(&str, u64)> {
        theme.by.channel.iter().map(|slice| (slice.key.as_str(), slice.share.count)).collect()
    }

    #[test]
    fn a_small_part_takes_the_next_smallest_with_it() {
        let mut by = Breakdown { channel: parts(&[500, 40, 3]), ..Breakdown::default() };
        fold_breakdown(&mut by, Threshold::default());
        let shown: Vec<_> = by.channel.iter().map(|s| (s.key.as_str(), s.share.count)).collect();
        assert_eq!(shown, [("part0", 500), ("other", 43)]);
    }

    #[test]
    fn a_part_hidden_in_one_theme_is_hidden_in_another_too() {
        let mut themes =
            vec![theme("1", &[100, 60, 4]), theme("2", &[90, 50, 30]), theme("3", &[80, 70, 60])];
        publish_themes(&mut themes, Threshold::default());
        assert_eq!(shown(&themes[0]), [("part0", 100), ("other", 64)]);
        // part1 and part2 are hidden in theme 1, so in a second theme as well.
        assert_eq!(shown(&themes[1]), [("part0", 90), ("other", 80)]);
        assert_eq!(shown(&themes[2]), [("part0", 80), ("part1", 70), ("part2", 60)]);
    }

    /// Of a theme of 100, concerns of 9 and of 95 would tell of fewer than ten; so would one of a hidden theme.
    #[test]
    fn a_concern_is_told_only_where_it_and_the_rest_of_its_theme_are_large_enough() {
        let quote = |quotable| Quote {
            contribution: "7".into(),
            text: "Write to me at ada@example.org".into(),
            cut: false,
            language: "en".into(),
            constituency: "public".into(),
            channel: "web".into(),
            role: crate::QuoteRole::Typical,
            quotable,
        };
        let concern = |theme: &str, count| crate::Concern {
            theme: ThemeId(theme.into()),
            name: "bats".into(),
            terms: Vec::new(),
            size: Share::of(count, 100),
            quotes: vec![quote(true), quote(false)],
        };
        let mut themes = Themes {
            themes: vec![theme("1", &[100])],
            concerns: vec![
                concern("1", 9),
                concern("1", 12),
                concern("1", 95),
                concern("2", 12),
                concern("1", 100),
            ],
            ..Themes::default()
        };
        assert_eq!(publish_concerns(&mut themes, Threshold::default()), 3);
        let counts: Vec<u64> = themes.concerns.iter().map(|one| one.size.count).collect();
        assert_eq!(counts, [12, 100]);
        let quotes = &themes.concerns[0].quotes;
        assert_eq!(quotes.len(), 1);
        assert!(!quotes[0].text.contains('@'), "{}", quotes[0].text);
    }

    #[test]
    fn the_threshold_has_a_floor() {
        assert_eq!(Threshold::new(4), None);
        assert_eq!(Threshold::new(5).map(Threshold::k), Some(5));
    }

    /// It was worked out again from rounded counts, and its range was not: 0.81 (0.29 to 0.69).
    #[test]
    fn a_published_consensus_lies_within_its_range() {
        let statement = |small: u64| {
            let votes = |group, agree| GroupVotes {
                group,
                counts: VoteCounts { agree, disagree: 2, pass: 1 },
            };
            let counts = VoteCounts { agree: 13 + small, disagree: 4, pass: 2 };
            StatementFinding {
                id: "s".into(),
                text: "Buses.".into(),
                takes_part: true,
                counts,
                agree: Share::of(counts.agree, counts.seen()),
                disagree: Share::of(counts.disagree, counts.seen()),
                by_group: vec![votes(0, 13), votes(1, small)],
                by_channel: Vec::new(),
                by_constituency: Vec::new(),
                group_informed: Some(0.503_2),
                group_informed_disagree: Some(0.047),
                group_informed_range: Some([0.291, 0.687]),
                group_informed_disagree_range: Some([0.012, 0.104]),
                bridging: None,
                again: None,
                extremity: 0.1,
                priority: 1.0,
            }
        };
        let published = |mut statement: StatementFinding, kept: &[u32]| {
            publish_statement(&mut statement, kept, Threshold::default());
            (statement.group_informed, statement.group_informed_range)
        };
        assert_eq!(published(statement(9), &[0, 1]), (Some(0.5), Some([0.29, 0.69])));
        // A group that is not shown, or of whom fewer than k voted on it, would be told of.
        assert_eq!(published(statement(9), &[0]), (None, None));
        assert_eq!(published(statement(6), &[0, 1]), (None, None));
    }

    proptest! {
        #[test]
        fn no_part_shown_is_small_and_no_sum_over_themes_gives_one_away(
            rows in prop::collection::vec(prop::collection::vec(0u64..40, 4), 2..6)
        ) {
            let threshold = Threshold::default();
            let mut themes: Vec<Theme> =
                rows.iter().enumerate().map(|(n, row)| theme(&(n + 1).to_string(), row)).collect();
            publish_themes(&mut themes, threshold);
            for theme in &themes {
                for slice in &theme.by.channel {
                    // `other` alone may stay small, when the whole theme has no more than that in two parts.
                    prop_assert!(slice.key == OTHER || !threshold.hides(slice.share.count));
                }
            }
            for key in (0..4).map(|n| format!("part{n}")) {
                let hides = |theme: &&Theme| {
                    let was: u64 = rows[theme.id.as_str().parse::<usize>().unwrap() - 1]
                        [key[4..].parse::<usize>().unwrap()];
                    was > 0 && theme.by.channel.iter().all(|slice| slice.key != key)
                };
                let lone = themes.iter().filter(hides).count() == 1;
                let others = themes.iter().filter(|t| t.by.channel.iter().any(|s| s.key == key && s.share.count > 0)).count();
                prop_assert!(!(lone && others > 0));
            }
        }

        #[test]
        fn published_votes_move_in_steps_of_k(agree in 0u64..300, disagree in 0u64..300, pass in 0u64..300) {
            let threshold = Threshold::default();
            let counts = rounded(&VoteCounts { agree, disagree, pass }, threshold);
            for count in [counts.agree, counts.disagree, counts.pass] {
                prop_assert!(count % threshold.k() == 0 && !threshold.hides(count));
            }
        }
    }
}
