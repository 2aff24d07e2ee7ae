//! People: how many sent the contributions of a theme, each counted once.

use std::collections::HashMap;

use consultation::Heard;
use findings::Share;

/// A row whose sender is not known.
const NOBODY: u32 = u32::MAX;

/// Who sent each row, as far as the input says.
pub(crate) struct People {
    /// For each row a number of its sender, or [`NOBODY`].
    of_row: Vec<u32>,
    /// People who sent any of the rows with a theme.
    count: u64,
    /// Rows with a theme whose sender is known, out of all rows with a theme.
    pub(crate) senders: Share,
}

impl People {
    /// Those who sent the rows with a theme; `None` where nobody is known.
    pub(crate) fn of(heard: &Heard, themed: impl Iterator<Item = u32>) -> Option<People> {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let of_row: Vec<u32> = heard
            .contributions
            .iter()
            .map(|one| {
                let next = numbers.len() as u32;
                let number = |name: &str| numbers.get(name).copied();
                let Some(name) = one.participant.as_ref().map(|name| name.as_str()) else {
                    return NOBODY;
                };
                number(name).unwrap_or_else(|| {
                    numbers.insert(name, next);
                    next
                })
            })
            .collect();
        if numbers.is_empty() {
            return None;
        }
        let (mut known, mut all) = (Vec::new(), 0);
        for row in themed {
            all += 1;
            known.extend(Some(of_row[row as usize]).filter(|number| *number != NOBODY));
        }
        let senders = Share::of(known.len() as u64, all);
        let count = distinct(known);
        (count > 0).then_some(People { of_row, count, senders })
    }

    /// People who sent some of the rows, out of all.
    pub(crate) fn among(&self, rows: impl Iterator<Item = u32>) -> Share {
        let known = rows.map(|row| self.of_row[row as usize]).filter(|number| *number != NOBODY);
        Share::of(distinct(known.collect()), self.count)
    }
}

fn distinct(mut numbers: Vec<u32>) -> u64 {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use consultation::{Channel, Contribution, ParticipantId};

    #[test]
    fn a_person_counts_once_and_nobody_is_not_a_person() {
        let sent = |who: &str| Contribution {
            participant: (!who.is_empty()).then(|| ParticipantId(who.into())),
            ..Contribution::new("", "Wells run dry.", Channel::Csv)
        };
        let heard = |who: &[&str]| Heard {
            contributions: who.iter().map(|who| sent(who)).collect(),
            ..Heard::default()
        };
        let some = heard(&["ann", "", "ann", "bo", "", "cy"]);
        // The last row has no theme.
        let people = People::of(&some, 0..5).unwrap();
        assert_eq!(people.senders, Share::of(3, 5));
        assert_eq!(people.among([0, 1, 2].into_iter()), Share::of(1, 2));
        assert_eq!(people.among([1, 4].into_iter()), Share::of(0, 2));
        assert_eq!(people.among(0..5), Share::of(2, 2));
        assert!(People::of(&heard(&["", ""]), 0..2).is_none());
        assert!(People::of(&some, [1, 4].into_iter()).is_none());
    }
}
