//! A published log of a thousand leaves: every altered byte is noticed, and so is a fork.

use std::collections::BTreeMap;

use tlog::published::{
    Files, bundles, check_log, document_path, masked_line, opening_line, openings_path, tiles_of,
};
use tlog::{
    Channel, Checkpoint, Entry, Hash, KeyUse, Kind, Note, Part, PartHashes, Parts, Policy,
    ProofText, Reason, Receipt, SigningKey, Tier, check_receipt, cosign, document_commitment,
    inclusion, leaf_hash, part_hash,
};

type Folder = BTreeMap<String, Vec<u8>>;

const SIZE: u64 = 1_000;

fn key() -> SigningKey {
    SigningKey::new("log.example/plan/log1", KeyUse::Log, &[1; 32]).expect("sound")
}

fn witness() -> SigningKey {
    SigningKey::new("witness.example/w1", KeyUse::Witness, &[2; 32]).expect("sound")
}

fn policy() -> String {
    let (log, witness) = (key().verifier(), witness().verifier());
    format!("log {log}\nwitness library {witness}\nquorum library\n")
}

fn text(index: u64) -> Vec<u8> {
    format!(r#"{{"text":"Trees for street {index}.","v":1}}"#).into_bytes()
}

fn hashes(index: u64) -> PartHashes {
    let salt = [index as u8; 32];
    PartHashes {
        text: Some(part_hash(Part::Text, &salt, &text(index))),
        attributes: Some(Hash([index as u8; 32])),
        identity: None,
    }
}

fn entry(kind: Kind, reference: Option<u32>, reason: Reason, commitment: Hash) -> Entry {
    let parts = match kind {
        Kind::Vote => Parts::NONE.with(Part::Text),
        kind if kind.is_record() => hashes(0).parts(),
        _ => Parts::NONE,
    };
    let (channel, tier) = (Channel::Web, Tier::Open);
    Entry { kind, channel, tier, parts, reason, minute: 29_900_000, reference, commitment }
}

/// Leaves that the run of [`RUN`] read, and contributions among them that had words.
const INPUT: usize = 700;
const PLACED: u64 = 529;
/// Leaf of an analysis run.
const RUN: u64 = 990;

/// Leaf 0 opens a round that releases at once. Of the others every tenth is a document: in turn a withdrawal of
/// the contribution before it, a moderation of it, an erasure of the vote five before; and one analysis
/// run. Every tenth from the fifth is a vote, every fiftieth from the seventh new words for the contribution
/// before it.
fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for index in 0..SIZE {
        let commitment = document_commitment(&body(index, &entries));
        let about = |before: u64| Some((index - before) as u32);
        entries.push(match index {
            0 => entry(Kind::Opening, None, Reason::None, commitment),
            RUN => entry(Kind::AnalysisRun, None, Reason::None, commitment),
            index if index % 40 == 0 => {
                entry(Kind::Withdrawal, about(5), Reason::LegalOrder, commitment)
            }
            index if index % 20 == 0 => {
                entry(Kind::Withdrawal, about(1), Reason::Author, commitment)
            }
            index if index % 10 == 0 => entry(Kind::Moderation, about(1), Reason::Hate, commitment),
            index if index % 10 == 5 => {
                let text = Some(part_hash(Part::Text, &[index as u8; 32], &[1; 17]));
                let sealed = PartHashes { text, ..PartHashes::default() }.commitment();
                entry(Kind::Vote, Some(0), Reason::None, sealed)
            }
            index if index % 50 == 7 => {
                entry(Kind::Replacement, about(1), Reason::None, hashes(index).commitment())
            }
            _ => entry(Kind::Contribution, Some(0), Reason::None, hashes(index).commitment()),
        });
    }
    entries
}

/// Whether the next leaf takes a contribution's words away.
fn is_acted_on(index: u64) -> bool {
    let next = index + 1;
    let document = next.is_multiple_of(10) && !next.is_multiple_of(40) && next != RUN;
    next < SIZE && (document || next % 50 == 7)
}

fn assignments() -> Vec<Hash> {
    (0..PLACED).map(|at| leaf_hash(&at.to_be_bytes())).collect()
}

/// The body of a document; `before` are the entries before it.
fn body(index: u64, before: &[Entry]) -> Vec<u8> {
    match index {
        0 => br#"{"act":{"open-round":{"release":"at-once"}}}"#.to_vec(),
        RUN => {
            let input = tlog::published::tree_of(leaves(&before[..INPUT]));
            let assigned = tlog::published::tree_of(assignments());
            format!(
                r#"{{"run":1,"input_size":{INPUT},"input_root":"{}","assignments_size":{PLACED},"assignments_root":"{}"}}"#,
                input.root, assigned.root
            )
            .into_bytes()
        }
        _ => format!(r#"{{"about":{}}}"#, index - 1).into_bytes(),
    }
}

fn leaves(entries: &[Entry]) -> Vec<Hash> {
    entries.iter().map(|entry| leaf_hash(&entry.encode().expect("sound"))).collect()
}

/// The folder as it is published: one contribution is masked.
fn published(entries: &[Entry]) -> Folder {
    let encoded: Vec<_> = entries.iter().map(|entry| entry.encode().expect("sound")).collect();
    let leaves = leaves(entries);
    let mut folder: Folder = bundles(&encoded).collect();
    folder.extend(tiles_of(&leaves).into_iter().map(|(tile, bytes)| (tile.path(), bytes)));
    for (index, entry) in (0..).zip(entries) {
        if !entry.kind.is_record() {
            folder.insert(document_path(entry.kind, index), body(index, entries));
        } else if entry.kind != Kind::Vote && !is_acted_on(index) {
            let line = match index {
                77 => masked_line(index),
                _ => opening_line(index, &[index as u8; 32], &hashes(index), &text(index)),
            };
            folder.entry(openings_path(index / 256)).or_default().extend(line);
        }
    }
    folder.insert("runs/1/manifest.json".into(), body(RUN, entries));
    for (tile, bytes) in tiles_of(&assignments()) {
        folder.insert(format!("runs/1/{}", tile.path()), bytes);
    }
    let tree = tlog::published::tree_of(leaves);
    let mut note = Checkpoint::sign(tree, &key());
    cosign(&mut note, &witness(), 1_800_000_000);
    folder.insert("checkpoint".into(), note.to_string().into_bytes());
    folder.insert("policy.txt".into(), policy().into_bytes());
    folder
}

fn check(folder: &Folder, policy: Option<&Policy>) -> tlog::Report {
    let read = |name: &str| folder.get(name).cloned();
    check_log(&Files { names: folder.keys().cloned().collect(), read: &read }, policy).0
}

#[test]
fn a_sound_log_holds_and_says_what_was_checked() {
    let report = check(&published(&entries()), None);
    assert_eq!(report.failed, Vec::<String>::new());
    assert_eq!(
        report.checked[1..],
        [
            "checkpoint: cosigned by witness.example/w1 at 1800000000",
            "tree: 1000 leaves lead to its root",
            "tiles: 5 read",
            "openings: 705 open their leaves, 1 are masked",
            "account: 1000 leaves = 782 published + 49 withheld + 69 erased + 100 system events",
            "account: round 0, kind 1, channel 1: 780 = 686 published + 49 withheld + 45 erased",
            "account: round 0, kind 2, channel 1: 100 = 76 published + 0 withheld + 24 erased",
            "account: round 0, kind 3, channel 1: 20 = 20 published + 0 withheld + 0 erased",
            "run 1: of 700 leaves it placed 529 of 529 contributions with words; 53 votes + 48 erased + \
             70 system events are the rest",
        ]
    );
}

/// One byte in each of many places of every file; the whole is `torture`'s, by stride 1.
#[test]
fn an_altered_byte_is_noticed() {
    let folder = published(&entries());
    let stride =
        std::env::var("TLOG_MUTATION_STRIDE").map_or(997, |text| text.parse().expect("sound"));
    let mut altered = 0;
    for (name, bytes) in &folder {
        for at in (0..bytes.len()).step_by(stride).filter(|_| name != "policy.txt") {
            let mut other = folder.clone();
            other.get_mut(name).expect("sound")[at] ^= 1 << (at % 8);
            assert!(!check(&other, None).holds(), "byte {at} of {name}");
            altered += 1;
        }
    }
    assert!(altered > 150, "{altered} bytes altered");
}

/// Every byte but those of the policy with one bit turned, another one from byte to byte; and each byte of the
/// checkpoint, whose spelling no hash covers, with all its 255 other values.
fn alterations(folder: &Folder) -> Vec<(&str, usize, u8)> {
    let mut all = Vec::new();
    for (name, bytes) in folder.iter().filter(|(name, _)| *name != "policy.txt") {
        for at in 0..bytes.len() {
            match name.as_str() {
                "checkpoint" => all.extend((1..=255).map(|other| (name.as_str(), at, other))),
                name => all.push((name, at, 1 << (at % 8))),
            }
        }
    }
    all
}

/// Those of the alterations that the check does not notice.
fn not_noticed(folder: &Folder, alterations: &[(&str, usize, u8)]) -> Vec<String> {
    let mut other = folder.clone();
    let mut missed = Vec::new();
    for (name, at, bits) in alterations {
        other.get_mut(*name).expect("sound")[*at] ^= bits;
        if check(&other, None).holds() {
            missed.push(format!("byte {at} of {name}, {bits} turned"));
        }
        other.get_mut(*name).expect("sound")[*at] ^= bits;
    }
    missed
}

/// Every byte, by both checkers; `cargo xtask torture mutations`.
#[test]
#[ignore = "takes minutes"]
fn every_altered_byte_is_noticed_by_both() {
    let folder = published(&entries());
    let all = alterations(&folder);
    let since = std::time::Instant::now();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let missed: Vec<String> = std::thread::scope(|scope| {
        let pieces = all.chunks(all.len().div_ceil(threads));
        let started: Vec<_> =
            pieces.map(|piece| scope.spawn(|| not_noticed(&folder, piece))).collect();
        started.into_iter().flat_map(|piece| piece.join().expect("it ends")).collect()
    });
    assert_eq!(missed, Vec::<String>::new());
    let bytes: usize =
        folder.iter().filter(|(name, _)| *name != "policy.txt").map(|(_, bytes)| bytes.len()).sum();
    println!(
        "this program: {} alterations of {bytes} bytes of {} files, 0 not noticed ({:.0} s)",
        all.len(),
        folder.len() - 1,
        since.elapsed().as_secs_f64()
    );
    let top = std::env::temp_dir().join(format!("canvass-mutations-{}", std::process::id()));
    write_to(&top, &folder);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../verify/mutations.py");
    let python = std::process::Command::new("python3").arg(script).arg(&top).status();
    std::fs::remove_dir_all(&top).expect("it is removed");
    assert!(python.expect("python3 runs").success(), "verify.py missed one");
    println!(
        "mutations: {} alterations of a log of {SIZE} leaves ({bytes} bytes), each noticed by both checkers",
        all.len()
    );
}

fn write_to(top: &std::path::Path, folder: &Folder) {
    for (name, bytes) in folder {
        let path = top.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
        std::fs::write(path, bytes).expect("it is written");
    }
}

#[test]
fn files_that_are_missing_or_too_many_are_noticed() {
    let folder = published(&entries());
    for name in folder.keys() {
        let mut other = folder.clone();
        other.remove(name);
        assert!(!check(&other, None).holds(), "without {name}");
    }
    let mut other = folder.clone();
    other.insert("public/1/5.json".into(), Vec::new());
    assert_eq!(check(&other, None).failed, ["files: `public/1/5.json` is no part of the log"]);
}

/// Two histories of one log: the honest witness cosigned the first, so the second reaches no quorum.
#[test]
fn a_fork_is_noticed_with_one_honest_witness() {
    let policy = Policy::read(&policy()).expect("sound");
    let mut forked = entries();
    forked[998].tier = Tier::Roll;
    let mut fork = published(&forked);
    assert!(check(&fork, Some(&policy)).holds(), "if the witness had cosigned both");
    let note = String::from_utf8(fork["checkpoint"].clone()).expect("sound");
    let mut alone = Note::new(Note::read(&note).expect("sound").text().to_owned()).expect("sound");
    alone.sign(&key());
    fork.insert("checkpoint".into(), alone.to_string().into_bytes());
    assert_eq!(
        check(&fork, Some(&policy)).failed,
        ["checkpoint: the quorum of witnesses is not reached"]
    );
}

fn receipt(index: u64) -> Receipt {
    let entries = entries();
    let leaves = leaves(&entries);
    let nodes: BTreeMap<_, _> = {
        let mut edge = tlog::Edge::new();
        leaves
            .iter()
            .flat_map(|leaf| edge.append(*leaf).expect("sound"))
            .map(|n| (n.at, n.hash))
            .collect()
    };
    let path = inclusion(index, SIZE, |at| nodes.get(&at).copied().ok_or(tlog::Error::Missing(at)));
    let checkpoint = Checkpoint::sign(tlog::published::tree_of(leaves), &key());
    let mut receipt = Receipt {
        key: key().verifier(),
        plan: "Example plan".into(),
        round: "The outline".into(),
        entry: entries[index as usize],
        record: text(index),
        salt: Some([index as u8; 32]),
        others: PartHashes { text: None, ..hashes(index) },
        proof: ProofText { extra: None, index, path: path.expect("sound"), checkpoint },
    };
    receipt.proof.extra = receipt.extra();
    receipt
}

/// Every byte of a receipt but those of the titles, which nothing vouches for.
#[test]
fn an_altered_receipt_does_not_hold() {
    let text = receipt(123).to_string();
    let policy = Policy::of_log(key().verifier());
    let (report, read) = check_receipt(&text, Some(&policy));
    assert_eq!((report.failed, read), (vec![], Some(receipt(123))));
    let titles = text.find("plan ").expect("sound")..text.find("index ").expect("sound");
    for at in (0..text.len()).filter(|at| !titles.contains(at)) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1 << (at % 7);
        let Ok(altered) = String::from_utf8(bytes) else { continue };
        assert!(!check_receipt(&altered, Some(&policy)).0.holds(), "byte {at}: {altered}");
    }
}

/// The checker in Python agrees, on the sound log and on each of a few altered ones.
#[test]
fn the_second_checker_agrees() {
    let top = std::env::temp_dir().join(format!("canvass-published-{}", std::process::id()));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../verify/verify.py");
    let run = |what: &str, path: &std::path::Path| {
        let mut python = std::process::Command::new("python3");
        python.arg(script).arg(what).arg(path).output().map(|output| output.status.code())
    };
    if run("none", &top).is_err() {
        println!("skipped: no python3");
        return;
    }
    let folder = published(&entries());
    let write = |name: &str, bytes: &[u8]| {
        let path = top.join(name);
        std::fs::write(path, bytes).expect("it is written");
    };
    write_to(&top, &folder);
    assert_eq!(run("log", &top).expect("python3 runs"), Some(0));
    for (name, bytes) in folder.iter().filter(|(name, _)| *name != "policy.txt").step_by(8) {
        let mut altered = bytes.clone();
        let at = altered.len() / 2;
        altered[at] ^= 1;
        write(name, &altered);
        assert_eq!(run("log", &top).expect("python3 runs"), Some(1), "byte {at} of {name}");
        write(name, bytes);
    }
    let text = receipt(123).to_string();
    write("receipt", text.as_bytes());
    let file = top.join("receipt");
    assert_eq!(run("receipt", &file).expect("python3 runs"), Some(0));
    write("receipt", text.replace("street 123", "street 124").as_bytes());
    assert_eq!(run("receipt", &file).expect("python3 runs"), Some(1));
    std::fs::remove_dir_all(&top).expect("it is removed");
}
