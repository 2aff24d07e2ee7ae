//! Counts by channel, constituency, language and round.

use std::collections::BTreeMap;

use consultation::Heard;
use findings::{Breakdown, Share, Slice};

/// How many of some rows come by each channel, from each constituency and in each language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    channel: BTreeMap<String, u64>,
    constituency: BTreeMap<String, u64>,
    language: BTreeMap<String, u64>,
    round: BTreeMap<String, u64>,
}

impl Parts {
    /// Counts rows of what was heard.
    pub(crate) fn of(
        heard: &Heard,
        languages: &[String],
        rows: impl Iterator<Item = usize>,
    ) -> Parts {
        let mut parts = Parts::default();
        for row in rows {
            let contribution = &heard.contributions[row];
            count(&mut parts.channel, contribution.channel.as_str());
            count(&mut parts.constituency, contribution.constituency.as_str());
            count(&mut parts.language, &languages[row]);
            if let Some(round) = &contribution.round {
                count(&mut parts.round, round.as_str());
            }
        }
        parts
    }

    /// Each part as a share of the same part of `whole`, most first, ties by name.
    pub(crate) fn out_of(&self, whole: &Parts) -> Breakdown {
        let shares = |own: &BTreeMap<String, u64>, all: &BTreeMap<String, u64>| {
            slices(own, |key| all.get(key).copied().unwrap_or(0))
        };
        Breakdown {
            channel: shares(&self.channel, &whole.channel),
            constituency: shares(&self.constituency, &whole.constituency),
            language: shares(&self.language, &whole.language),
            round: shares(&self.round, &whole.round),
        }
    }

    /// Each part as a share of one total.
    pub(crate) fn out_of_total(&self, total: u64) -> Breakdown {
        let shares = |own: &BTreeMap<String, u64>| slices(own, |_| total);
        Breakdown {
            channel: shares(&self.channel),
            constituency: shares(&self.constituency),
            language: shares(&self.language),
            round: shares(&self.round),
        }
    }
}

fn count(counts: &mut BTreeMap<String, u64>, key: &str) {
    match counts.get_mut(key) {
        Some(count) => *count += 1,
        None => {
            counts.insert(key.to_owned(), 1);
        }
    }
}

fn slices(counts: &BTreeMap<String, u64>, of: impl Fn(&str) -> u64) -> Vec<Slice> {
    let mut slices: Vec<Slice> = counts
        .iter()
        .map(|(key, &count)| Slice { key: key.clone(), share: Share::of(count, of(key)) })
        .collect();
    slices.sort_by_key(|slice| std::cmp::Reverse(slice.share.count));
    slices
}
