//! The account: how every leaf stands, worked out from the leaves alone.
//!
//! Each leaf is published, withheld (with its reason), erased (with its reason) or a system event, so
//! tree size = published + withheld + erased + system events. The rules, applied leaf by leaf:
//!
//! | leaf                  | stands at first                                   | does to the leaf it refers to     |
//! | --------------------- | ------------------------------------------------- | --------------------------------- |
//! | 1 contribution        | published if its round releases at once, else held | –                                 |
//! | 2 vote                | published: it counts as cast                       | –                                 |
//! | 3 replacement         | as a new one if the old was published, else held   | erased, as it was replaced        |
//! | 4 withdrawal, erasure | system event                                       | erased, with the entry's reason   |
//! | 5 moderation          | system event                                       | withheld with the reason, or none: published |
//! | all others            | system event                                       | –                                 |
//!
//! Memory: 16 bytes a leaf. What the account was at an earlier size is found by one pass over the leaves
//! before it: a leaf is erased from the leaf on that erased it.

use std::collections::BTreeMap;

use crate::entry::{Channel, Entry, Kind, Reason};

/// How a leaf stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// Anyone may read it; a vote counts.
    Published,
    /// Not shown: nobody has looked at it yet.
    Held,
    /// Not shown, for this reason.
    Withheld(Reason),
    /// Its words are erased, for this reason.
    Erased(Reason),
    /// Its words are erased, as its author put others in their place.
    Replaced,
    /// A public document.
    SystemEvent,
}

/// One row of the account: leaves of one round, kind and channel that stand alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Leaf of the opening of the round; `None` for what belongs to none.
    pub round: Option<u32>,
    /// What they are.
    pub kind: Kind,
    /// How they arrived.
    pub channel: Channel,
    /// How they stand.
    pub stands: Stands,
}

/// The account of a tree, grown leaf by leaf.
#[derive(Clone, Debug, Default)]
pub struct Account {
    leaves: Vec<Leaf>,
    minute: u32,
}

#[derive(Clone, Copy, Debug)]
struct Leaf {
    place: Place,
    /// Of an opening: its round releases at once.
    at_once: bool,
    /// The leaf that erased its words; `u32::MAX` for none.
    erased_by: u32,
}

/// What the leaves of a tree were at some size: the input of an analysis run adds up in these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// Contributions, and the words that replaced some, with their words; shown or not.
    pub contributions: u64,
    /// Votes as cast, those erased by then apart.
    pub votes: u64,
    /// Contributions whose words were erased or replaced by then, and votes that were erased.
    pub erased: u64,
    /// Public documents.
    pub events: u64,
}

impl Account {
    /// Takes the next leaf. `at_once`: it opens a round that shows contributions at once.
    ///
    /// # Errors
    /// What does not fit the leaves before: a minute that goes back, a reference to a leaf of a kind
    /// it cannot refer to, or to one that is erased.
    pub fn add(&mut self, entry: &Entry, at_once: bool) -> Result<(), &'static str> {
        if entry.minute < self.minute {
            return Err("its minute is before that of an earlier leaf");
        }
        let about = match entry.reference {
            None => None,
            Some(index) => match self.leaves.get(index as usize) {
                Some(leaf) if fits(entry.kind, leaf.place.kind) => Some((index, *leaf)),
                _ => return Err("it refers to a leaf that does not fit"),
            },
        };
        let (round, stands) = match (entry.kind, about) {
            (Kind::Contribution, Some((round, leaf))) => (Some(round), at_first(leaf.at_once)),
            (Kind::Vote, Some((round, _))) => (Some(round), Stands::Published),
            (Kind::Replacement, Some((_, old))) => (old.place.round, self.replaces(&old)),
            (Kind::Withdrawal | Kind::Moderation, Some((_, leaf))) => {
                (leaf.place.round, Stands::SystemEvent)
            }
            (Kind::Opening, _) => (u32::try_from(self.leaves.len()).ok(), Stands::SystemEvent),
            _ => (None, Stands::SystemEvent),
        };
        if let Some((index, leaf)) = about {
            self.act_on(entry, index, leaf)?;
        }
        self.minute = entry.minute;
        let place = Place { round, kind: entry.kind, channel: entry.channel, stands };
        self.leaves.push(Leaf { place, at_once, erased_by: u32::MAX });
        Ok(())
    }

    fn replaces(&self, old: &Leaf) -> Stands {
        let opening = old.place.round.and_then(|round| self.leaves.get(round as usize));
        let at_once = opening.is_some_and(|opening| opening.at_once);
        at_first(at_once && old.place.stands == Stands::Published)
    }

    fn act_on(&mut self, entry: &Entry, index: u32, leaf: Leaf) -> Result<(), &'static str> {
        let stands = match (entry.kind, entry.reason) {
            (Kind::Replacement, _) => Stands::Replaced,
            (Kind::Withdrawal, reason) => Stands::Erased(reason),
            (Kind::Moderation, Reason::None) => Stands::Published,
            (Kind::Moderation, reason) => Stands::Withheld(reason),
            _ => return Ok(()),
        };
        if matches!(leaf.place.stands, Stands::Erased(_) | Stands::Replaced) {
            return Err("it acts on a record that is erased");
        }
        let by = u32::try_from(self.leaves.len()).unwrap_or(u32::MAX);
        let leaf = &mut self.leaves[index as usize];
        leaf.place.stands = stands;
        if matches!(stands, Stands::Erased(_) | Stands::Replaced) {
            leaf.erased_by = by;
        }
        Ok(())
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// Where a leaf stands; `None` when there is none.
    pub fn place(&self, index: u64) -> Option<Place> {
        self.leaves.get(usize::try_from(index).ok()?).map(|leaf| leaf.place)
    }

    /// Whether an opening of the leaf's words is published: those of contributions that are.
    pub fn is_open(&self, index: u64) -> bool {
        self.place(index).is_some_and(|place| {
            place.stands == Stands::Published && place.kind.is_record() && place.kind != Kind::Vote
        })
    }

    /// What the tree held when it had `size` leaves; `None` when it has not as many.
    pub fn input_at(&self, size: u64) -> Option<Input> {
        let mut input = Input::default();
        for leaf in self.leaves.get(..usize::try_from(size).ok()?)? {
            match leaf.place.kind {
                kind if !kind.is_record() => input.events += 1,
                _ if u64::from(leaf.erased_by) < size => input.erased += 1,
                Kind::Vote => input.votes += 1,
                _ => input.contributions += 1,
            }
        }
        Some(input)
    }

    /// The rows of the account, in order; their sum is the size of the tree.
    pub fn rows(&self) -> BTreeMap<Place, u64> {
        let mut rows = BTreeMap::new();
        for leaf in &self.leaves {
            *rows.entry(leaf.place).or_default() += 1;
        }
        rows
    }
}

impl Stands {
    /// The four groups of the identity: 0 published, 1 withheld, 2 erased, 3 system event.
    pub fn group(self) -> usize {
        match self {
            Stands::Published => 0,
            Stands::Held | Stands::Withheld(_) => 1,
            Stands::Erased(_) | Stands::Replaced => 2,
            Stands::SystemEvent => 3,
        }
    }
}

/// Whether a leaf of `kind` may refer to one of `about`.
fn fits(kind: Kind, about: Kind) -> bool {
    let words = matches!(about, Kind::Contribution | Kind::Replacement);
    match kind {
        Kind::Contribution | Kind::Vote | Kind::Closing => about == Kind::Opening,
        Kind::Disposition => words || about == Kind::AnalysisRun,
        Kind::Withdrawal => words || about == Kind::Vote,
        _ => words,
    }
}

fn at_first(at_once: bool) -> Stands {
    if at_once { Stands::Published } else { Stands::Held }
}
