//! The published log: a folder of plain files, and the check of all of it.
//!
//! | file                        | holds                                                           |
//! | --------------------------- | --------------------------------------------------------------- |
//! | `checkpoint`                | the signed checkpoint, perhaps cosigned                         |
//! | `policy.txt`                | whom to believe (C2SP tlog-policy); a reader brings his own      |
//! | `tile/…`                    | tiles and bundles of entries ([`tile`](crate::tile))            |
//! | `public/<kind>/<index>.json`| the body of each public document; `<kind>` is its code           |
//! | `openings/<N>.jsonl`        | the published words of the leaves of bundle N, a line each       |
//! | `runs/<id>/manifest.json`   | the body of an analysis run once more, by its number             |
//! | `runs/<id>/tile/…`          | the tree over where that run put each contribution               |
//!
//! A line of openings is `{"idx":…,"salt_T":"…","c_A":"…","c_I":"…","bytes_T":…}` without white space,
//! salts and hashes in base64, an absent compartment the empty string, `bytes_T` the sealed bytes; or
//! `{"idx":…,"masked":true}` where the words are shown with personal data masked and so cannot be
//! opened. Withheld and erased words have no line; every other contribution has one.
//!
//! Everything is read strictly, and every byte of every file is checked, `policy.txt` apart.
//! Cost, n leaves: n leaf hashes and n node hashes, two hashes for each opening, 45 bytes of memory a
//! leaf. Files come through a function, so that this room reads none.

use std::collections::{BTreeMap, BTreeSet};

use crate::account::{Account, Input};
use crate::commitment::{PartHashes, document_commitment, part_hash};
use crate::entry::{Entry, Kind, Part};
use crate::hash::{Hash, leaf_hash};
use crate::key::{decode_32, encode};
use crate::note::Note;
use crate::policy::Policy;
use crate::report::Report;
use crate::tile::{Tile, WIDTH, numbered, unbundle};
use crate::tree::{Edge, Tree};
use crate::{Checkpoint, Error, Position, recovery, tile};

/// The files of a published log.
pub struct Files<'a> {
    /// The names of all files, with `/` between folders.
    pub names: BTreeSet<String>,
    /// The bytes of a file; `None` when it cannot be read.
    pub read: &'a dyn Fn(&str) -> Option<Vec<u8>>,
}

/// A published log whose files were checked.
#[derive(Clone, Debug)]
pub struct Published {
    /// What its checkpoint says.
    pub checkpoint: Checkpoint,
    /// How every leaf stands.
    pub account: Account,
    /// Commitment of every leaf.
    pub commitments: Vec<Hash>,
    /// Contributions shown with personal data masked.
    pub masked: u64,
    /// What each leaf refers to, for the documents among them: index, kind, reference.
    pub documents: Vec<(u64, Kind, Option<u32>)>,
    hashes: Vec<Hash>,
}

impl Published {
    /// The tree as it was at `size` leaves; `None` when it never had as many.
    pub fn tree_at(&self, size: u64) -> Option<Tree> {
        let leaves = self.hashes.get(..usize::try_from(size).ok()?)?;
        Some(tree_of(leaves.iter().copied()))
    }

    /// The hash of a leaf.
    pub fn leaf(&self, index: u64) -> Option<Hash> {
        self.hashes.get(usize::try_from(index).ok()?).copied()
    }
}

/// The tree over these leaf hashes.
pub fn tree_of(leaves: impl IntoIterator<Item = Hash>) -> Tree {
    let mut edge = Edge::new();
    for leaf in leaves {
        if edge.append(leaf).is_err() {
            break;
        }
    }
    edge.tree()
}

/// Proof that the leaf at `index` is in the tree over these leaf hashes. Cost: all of them once.
///
/// # Errors
/// [`Error::Outside`] when there is no such leaf.
pub fn inclusion_among(leaves: &[Hash], index: u64) -> Result<Vec<Hash>, Error> {
    crate::proof::inclusion(index, leaves.len() as u64, |at| node_of(leaves, at))
}

/// Proof that the tree over these leaf hashes adds to the tree over the first `older` of them.
///
/// # Errors
/// [`Error::Shrinks`] when there are not as many.
pub fn consistency_among(leaves: &[Hash], older: u64) -> Result<Vec<Hash>, Error> {
    crate::proof::consistency(older, leaves.len() as u64, |at| node_of(leaves, at))
}

fn node_of(leaves: &[Hash], at: Position) -> Result<Hash, Error> {
    let (first, end) = (at.index << at.level, (at.index + 1) << at.level);
    let below = leaves.get(first as usize..end as usize).ok_or(Error::Missing(at))?;
    Ok(tree_of(below.iter().copied()).root)
}

/// The tiles of the tree over these leaf hashes, with their bytes.
pub fn tiles_of(leaves: &[Hash]) -> Vec<(Tile, Vec<u8>)> {
    let mut levels = vec![leaves.to_vec()];
    while levels.last().is_some_and(|level| level.len() as u64 >= WIDTH) {
        let below = levels.last().map_or(&[][..], |level| level);
        let (full, _) = below.as_chunks::<{ WIDTH as usize }>();
        let above = full.iter().map(|tile| tree_of(tile.iter().copied()).root).collect();
        levels.push(above);
    }
    let bytes = |tile: Tile| {
        let first = (tile.number * WIDTH) as usize;
        let hashes = &levels[usize::from(tile.level)][first..first + tile.width as usize];
        hashes.iter().flat_map(|hash| hash.0).collect()
    };
    Tile::all(leaves.len() as u64).map(|tile| (tile, bytes(tile))).collect()
}

/// One line of openings: published words. `bytes` are the sealed bytes of the text compartment.
pub fn opening_line(index: u64, salt: &[u8; 32], others: &PartHashes, bytes: &[u8]) -> Vec<u8> {
    let hash = |hash: Option<Hash>| hash.map(|hash| encode(&hash.0)).unwrap_or_default();
    let mut line = format!(
        r#"{{"idx":{index},"salt_T":"{}","c_A":"{}","c_I":"{}","bytes_T":"#,
        encode(salt),
        hash(others.attributes),
        hash(others.identity)
    )
    .into_bytes();
    line.extend_from_slice(bytes);
    line.extend_from_slice(b"}\n");
    line
}

/// One line of openings: words that are shown with personal data masked.
pub fn masked_line(index: u64) -> Vec<u8> {
    format!("{{\"idx\":{index},\"masked\":true}}\n").into_bytes()
}

/// Name of the file of openings of a bundle.
pub fn openings_path(bundle: u64) -> String {
    format!("openings/{}.jsonl", numbered(bundle))
}

/// Name of the file of a public document.
pub fn document_path(kind: Kind, index: u64) -> String {
    format!("public/{}/{index}.json", kind as u8)
}

/// Checks every file of a published log. Without a policy that of the folder is used. The log is given
/// back when its tree could be read and its checkpoint holds, so that more can be asked of it.
pub fn check_log(files: &Files<'_>, policy: Option<&Policy>) -> (Report, Option<Published>) {
    let mut checking = Checking { files, left: files.names.clone(), report: Report::default() };
    let found = checking.checkpoint(policy).and_then(|checkpoint| checking.log(checkpoint));
    let mut report = checking.report;
    let left: Vec<&str> = checking.left.iter().map(String::as_str).take(3).collect();
    if found.is_some() && !left.is_empty() {
        report.fail(format!("files: `{}` is no part of the log", left.join("`, `")));
    }
    (report, found)
}

struct Checking<'f> {
    files: &'f Files<'f>,
    /// Files nobody has asked for yet.
    left: BTreeSet<String>,
    report: Report,
}

/// What is known of the leaves while they are read.
#[derive(Default)]
struct Reading {
    edge: Edge,
    account: Account,
    hashes: Vec<Hash>,
    commitments: Vec<Hash>,
    documents: Vec<(u64, Kind, Option<u32>)>,
}

impl Checking<'_> {
    fn take(&mut self, name: &str) -> Option<Vec<u8>> {
        self.left.remove(name);
        let bytes = (self.files.read)(name);
        if bytes.is_none() {
            self.report.fail(format!("files: `{name}` is missing"));
        }
        bytes
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let text = String::from_utf8(self.take(name)?).ok();
        if text.is_none() {
            self.report.fail(format!("{name}: it is no text"));
        }
        text
    }

    fn checkpoint(&mut self, policy: Option<&Policy>) -> Option<Checkpoint> {
        let own = match self.left.contains("policy.txt") || policy.is_none() {
            true => self.text("policy.txt").map(|text| Policy::read(&text)),
            false => None,
        };
        let note = self.text("checkpoint")?;
        let believed = match (policy, own) {
            (Some(policy), _) => Note::read(&note).and_then(|note| policy.check(&note)),
            (None, Some(Ok(policy))) => Note::read(&note).and_then(|note| policy.check(&note)),
            (None, Some(Err(error))) => Err(error),
            (None, None) => return None,
        };
        let spelled = Note::read(&note).is_ok_and(|read| read.to_string() == note);
        match believed {
            Ok(believed) if spelled && believed.unknown.is_empty() => {
                let whose =
                    if policy.is_some() { "the policy given" } else { "the folder's policy" };
                self.report.pass(format!("checkpoint: signed as {whose} asks"));
                for (witness, time) in believed.witnesses {
                    self.report.pass(format!("checkpoint: cosigned by {witness} at {time}"));
                }
                Some(believed.checkpoint)
            }
            Ok(_) => {
                self.report.fail("checkpoint: it has a line that no key of the policy explains");
                None
            }
            Err(error) => {
                self.report.fail(format!("checkpoint: {error}"));
                None
            }
        }
    }

    fn log(&mut self, checkpoint: Checkpoint) -> Option<Published> {
        let size = checkpoint.tree.size;
        let mut reading = Reading::default();
        for tile in Tile::of_level(0, size) {
            self.bundle(tile, &mut reading)?;
        }
        let tree = reading.edge.tree();
        self.report.note(tree == checkpoint.tree, format!("tree: {size} leaves lead to its root"));
        self.tiles(&reading.hashes);
        let Reading { account, hashes, commitments, documents, .. } = reading;
        let masked = self.openings(&account, &commitments);
        let log = Published { checkpoint, account, commitments, masked, documents, hashes };
        self.identity(&log);
        self.recoveries(&log);
        self.runs(&log);
        Some(log)
    }

    fn bundle(&mut self, tile: Tile, reading: &mut Reading) -> Option<()> {
        let name = tile.entries_path();
        let bytes = self.take(&name)?;
        let entries = match unbundle(&bytes) {
            Ok(entries) if bytes.len() as u64 == tile.width * (crate::entry::LENGTH as u64 + 2) => {
                entries
            }
            _ => {
                self.report.fail(format!("{name}: it does not hold {} entries", tile.width));
                return None;
            }
        };
        for bytes in entries {
            let index = reading.edge.size();
            let entry = match Entry::decode(bytes) {
                Ok(entry) => entry,
                Err(error) => {
                    self.report.fail(format!("leaf {index}: {error}"));
                    return None;
                }
            };
            let at_once = self.document(index, &entry, reading);
            if let Err(what) = reading.account.add(&entry, at_once) {
                self.report.fail(format!("leaf {index}: {what}"));
                return None;
            }
            let leaf = leaf_hash(bytes);
            reading.edge.append(leaf).ok()?;
            reading.hashes.push(leaf);
            reading.commitments.push(entry.commitment);
        }
        Some(())
    }

    /// Checks the body of a public document; gives whether it opens a round that releases at once.
    fn document(&mut self, index: u64, entry: &Entry, reading: &mut Reading) -> bool {
        if entry.kind.is_record() {
            return false;
        }
        reading.documents.push((index, entry.kind, entry.reference));
        let Some(body) = self.take(&document_path(entry.kind, index)) else { return false };
        if document_commitment(&body) != entry.commitment {
            self.report.fail(format!("leaf {index}: its document is not the one sealed"));
        }
        entry.kind == Kind::Opening && releases_at_once(&body)
    }

    fn tiles(&mut self, hashes: &[Hash]) {
        let mut count = 0;
        for (tile, expected) in tiles_of(hashes) {
            let name = tile.path();
            count += 1;
            if self.take(&name).is_some_and(|bytes| bytes != expected) {
                self.report.fail(format!("{name}: it does not hold the hashes of its leaves"));
            }
        }
        self.report.pass(format!("tiles: {count} read"));
    }

    /// Checks the openings; gives how many are masked.
    fn openings(&mut self, account: &Account, commitments: &[Hash]) -> u64 {
        let (mut opened, mut masked) = (0, 0);
        for bundle in 0..account.size().div_ceil(WIDTH) {
            let end = account.size().min((bundle + 1) * WIDTH);
            let open: Vec<u64> =
                (bundle * WIDTH..end).filter(|index| account.is_open(*index)).collect();
            if open.is_empty() {
                continue;
            }
            let name = openings_path(bundle);
            let Some(bytes) = self.take(&name) else { continue };
            let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
            for index in open {
                let line = lines.next().unwrap_or_default();
                if line == masked_line(index) {
                    masked += 1;
                } else if opens(line, index, &commitments[index as usize]) {
                    opened += 1;
                } else {
                    self.report.fail(format!("{name}: leaf {index} is not opened by its line"));
                }
            }
            if lines.next().is_some() {
                self.report.fail(format!("{name}: it has lines of words that are not published"));
            }
        }
        self.report.pass(format!("openings: {opened} open their leaves, {masked} are masked"));
        masked
    }

    /// The accounting identity, with each reason named.
    fn identity(&mut self, log: &Published) {
        let mut groups = [0u64; 4];
        let mut of_round: BTreeMap<_, [u64; 4]> = BTreeMap::new();
        for (place, count) in log.account.rows() {
            groups[place.stands.group()] += count;
            if place.kind.is_record() {
                let row = of_round.entry((place.round, place.kind, place.channel)).or_default();
                row[place.stands.group()] += count;
            }
        }
        let [published, withheld, erased, events] = groups;
        let sum: u64 = groups.iter().sum();
        self.report.note(
            sum == log.checkpoint.tree.size,
            format!(
                "account: {sum} leaves = {published} published + {withheld} withheld + {erased} \
                 erased + {events} system events"
            ),
        );
        for ((round, kind, channel), [published, withheld, erased, _]) in of_round {
            let round = round.map_or_else(|| "none".to_owned(), |round| round.to_string());
            let (kind, channel) = (kind as u8, channel as u8);
            let sum = published + withheld + erased;
            self.report.pass(format!(
                "account: round {round}, kind {kind}, channel {channel}: {sum} = {published} \
                 published + {withheld} withheld + {erased} erased"
            ));
        }
    }

    /// Where the log went on under another key, the former one signed that.
    fn recoveries(&mut self, log: &Published) {
        let stated = log.documents.iter().filter(|(_, kind, _)| *kind == Kind::KeyOrPolicy);
        for (index, ..) in stated {
            let body = (self.files.read)(&document_path(Kind::KeyOrPolicy, *index));
            let held = body.as_deref().and_then(|body| recovery::holds(body, log.tree_at(*index)));
            if let Some(holds) = held {
                let what = "the log goes on under another key, as the former one signed";
                self.report.note(holds, format!("leaf {index}: {what}"));
            }
        }
    }

    /// Each analysis run has its manifest under its number, and the tree over its assignments.
    fn runs(&mut self, log: &Published) {
        let runs = log.documents.iter().filter(|(_, kind, _)| *kind == Kind::AnalysisRun);
        for (index, ..) in runs {
            let body = (self.files.read)(&document_path(Kind::AnalysisRun, *index));
            let Some(run) = body.as_deref().and_then(RunBody::read) else {
                self.report.fail(format!("leaf {index}: its run cannot be read"));
                continue;
            };
            let name = format!("runs/{}/manifest.json", run.number);
            if self.take(&name) != body {
                self.report.fail(format!("{name}: it is not the one sealed"));
            }
            self.run(log, *index, &run);
        }
    }

    fn run(&mut self, log: &Published, index: u64, run: &RunBody) {
        let id = run.number;
        let input = log.tree_at(run.input.size).filter(|tree| tree.size <= index);
        if input != Some(run.input) {
            self.report.fail(format!("run {id}: its input is no earlier tree of this log"));
        }
        let size = run.input.size;
        if let Some(Input { contributions, votes, erased, events }) = log.account.input_at(size) {
            self.report.note(
                contributions == run.assignments.size,
                format!(
                    "run {id}: of {size} leaves it placed {} of {contributions} contributions with \
                     words; {votes} votes + {erased} erased + {events} system events are the rest",
                    run.assignments.size
                ),
            );
        }
        let folder = format!("runs/{id}/");
        let mut leaves = Vec::new();
        let mut tiles = Vec::new();
        for tile in Tile::all(run.assignments.size) {
            let name = format!("{folder}{}", tile.path());
            let Some(bytes) = self.take(&name) else { return };
            if tile.level == 0 {
                leaves.extend(bytes.as_chunks::<32>().0.iter().map(|hash| Hash(*hash)));
            }
            tiles.push((tile, bytes));
        }
        if tree_of(leaves.iter().copied()) != run.assignments || tiles_of(&leaves) != tiles {
            self.report.fail(format!("run {id}: its tiles do not lead to its root"));
        }
    }
}

/// What a run's sealed body says of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunBody {
    /// Number of the run, from 1.
    pub number: u64,
    /// The tree it read.
    pub input: Tree,
    /// The tree over its assignments, one leaf for each contribution it read.
    pub assignments: Tree,
}

impl RunBody {
    /// Reads it from the JSON of the document; `None` when a member is missing.
    pub fn read(body: &[u8]) -> Option<RunBody> {
        let json: serde_json::Value = serde_json::from_slice(body).ok()?;
        let tree = |size: &str, root: &str| {
            let hash: Hash = json.get(root)?.as_str()?.parse().ok()?;
            Some(Tree { size: json.get(size)?.as_u64()?, root: hash })
        };
        Some(RunBody {
            number: json.get("run")?.as_u64()?,
            input: tree("input_size", "input_root")?,
            assignments: tree("assignments_size", "assignments_root")?,
        })
    }
}

/// Whether the body of an opening says that contributions are shown at once.
fn releases_at_once(body: &[u8]) -> bool {
    let json: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    let release = json.as_ref().and_then(|json| json.pointer("/act/open-round/release"));
    release.and_then(serde_json::Value::as_str) == Some("at-once")
}

/// Whether a line of openings has one spelling and opens the commitment of `index`.
fn opens(line: &[u8], index: u64, commitment: &Hash) -> bool {
    let opened = || {
        let rest = line.strip_prefix(format!("{{\"idx\":{index},\"salt_T\":\"").as_bytes())?;
        let (salt, rest) = base64_until(rest, b"\",\"c_A\":\"")?;
        let (attributes, rest) = base64_until(rest, b"\",\"c_I\":\"")?;
        let (identity, rest) = base64_until(rest, b"\",\"bytes_T\":")?;
        let bytes = rest.strip_suffix(b"}\n")?;
        let text = Some(part_hash(Part::Text, &salt?, bytes));
        let [attributes, identity] = [attributes, identity].map(|hash| hash.map(Hash));
        Some(PartHashes { text, attributes, identity }.commitment())
    };
    opened() == Some(*commitment)
}

/// 32 bytes in base64, or none, before `end`; and what follows it.
fn base64_until<'a>(text: &'a [u8], end: &[u8]) -> Option<(Option<[u8; 32]>, &'a [u8])> {
    let at = if text.starts_with(end) { 0 } else { 44 };
    let (value, rest) = text.split_at_checked(at)?;
    let rest = rest.strip_prefix(end)?;
    match at {
        0 => Some((None, rest)),
        _ => Some((Some(decode_32(std::str::from_utf8(value).ok()?)?), rest)),
    }
}

/// The bundles of entries of a tree, by name.
pub fn bundles(entries: &[[u8; crate::entry::LENGTH]]) -> impl Iterator<Item = (String, Vec<u8>)> {
    Tile::of_level(0, entries.len() as u64).map(|tile| {
        let first = (tile.number * WIDTH) as usize;
        let entries = &entries[first..first + tile.width as usize];
        (tile.entries_path(), tile::bundle(entries))
    })
}
