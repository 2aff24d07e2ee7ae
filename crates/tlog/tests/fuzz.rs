//! Altered bytes into everything this room reads: entry, note, checkpoint, proof, receipt, policy, request to a
//! witness, names of tiles. Nothing panics, and what is read is written back to the same bytes.
//!
//! Not guided by coverage: seeds are sound texts, and each is altered by one to eight edits that know what the
//! formats are made of (lines, numbers, base64, the words of the format). The same number makes the same
//! inputs. The long one is `cargo xtask torture fuzz`, 10⁶ inputs a target.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Instant;

use tlog::{
    Channel, Checkpoint, CosignRequest, Entry, Hash, KeyUse, Kind, Note, Part, PartHashes, Parts,
    Policy, ProofText, Reason, Receipt, SigningKey, Tier, Tile, check_receipt, cosign, part_hash,
};

/// A target: its seeds, and whether an input is read and written back alike. `None`: it was refused.
struct Target {
    name: &'static str,
    seeds: Vec<Vec<u8>>,
    read: fn(&[u8]) -> Option<bool>,
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

fn log() -> SigningKey {
    SigningKey::new("log.example/plan/log1", KeyUse::Log, &[1; 32]).unwrap()
}

fn witness() -> SigningKey {
    SigningKey::new("library.example", KeyUse::Witness, &[2; 32]).unwrap()
}

fn entry(kind: Kind) -> Entry {
    Entry {
        kind,
        channel: Channel::Web,
        tier: Tier::Open,
        parts: if kind.is_record() { hashes().parts() } else { Parts::NONE },
        reason: if kind == Kind::Withdrawal { Reason::Author } else { Reason::None },
        minute: 29_900_000,
        reference: kind.has_reference().then_some(0),
        commitment: hashes().commitment(),
    }
}

fn hashes() -> PartHashes {
    let text = part_hash(Part::Text, &[7; 32], WORDS);
    PartHashes { text: Some(text), attributes: Some(Hash([3; 32])), identity: None }
}

const WORDS: &[u8] = br#"{"text":"More trees. \u6811","v":1}"#;

fn checkpoint() -> Note {
    let leaf = tlog::leaf_hash(&entry(Kind::Contribution).encode().unwrap());
    let root = tlog::node_hash(Hash([9; 32]), leaf);
    let mut note = Checkpoint::sign(tlog::Tree { size: 2, root }, &log());
    cosign(&mut note, &witness(), 1_800_000_000);
    note
}

fn receipt() -> Receipt {
    let mut receipt = Receipt {
        key: log().verifier(),
        plan: "Example plan".into(),
        round: "大纲".into(),
        entry: entry(Kind::Contribution),
        record: WORDS.to_vec(),
        salt: Some([7; 32]),
        others: PartHashes { text: None, ..hashes() },
        proof: ProofText {
            extra: None,
            index: 1,
            path: vec![Hash([9; 32])],
            checkpoint: checkpoint(),
        },
    };
    receipt.proof.extra = receipt.extra();
    receipt
}

fn policy() -> String {
    let (log, witness) = (log().verifier(), witness().verifier());
    format!(
        "# whom to believe\nlog {log} https://log.example/\n\nwitness a {witness}\n\
         group all-of all a\ngroup civil 1 all-of\nquorum civil\n"
    )
}

fn targets() -> Vec<Target> {
    let request = CosignRequest { old: 1, proof: vec![Hash([9; 32])], checkpoint: checkpoint() };
    let entries = Kind::ALL.map(|kind| entry(kind).encode().unwrap().to_vec());
    vec![
        Target {
            name: "entry",
            seeds: entries.to_vec(),
            read: |bytes| {
                Entry::decode(bytes).ok().map(|entry| entry.encode().unwrap()[..] == *bytes)
            },
        },
        Target {
            name: "note",
            seeds: vec![checkpoint().to_string().into()],
            read: |bytes| {
                let note = Note::read(text(bytes)?).ok()?;
                // A signature that was altered must not hold.
                let signed = note.verify(&log().verifier()).is_ok();
                let same = note.text() == checkpoint().text();
                Some(note.to_string().as_bytes() == bytes && (same || !signed))
            },
        },
        Target {
            name: "checkpoint",
            seeds: vec![checkpoint().text().into()],
            read: |bytes| Checkpoint::read(text(bytes)?).ok().map(|c| c.text().as_bytes() == bytes),
        },
        Target {
            name: "proof",
            seeds: vec![receipt().proof.to_string().into()],
            read: |bytes| {
                ProofText::read(text(bytes)?)
                    .ok()
                    .map(|proof| proof.to_string().as_bytes() == bytes)
            },
        },
        Target { name: "receipt", seeds: vec![receipt().to_string().into()], read: read_receipt },
        Target {
            name: "policy",
            seeds: vec![policy().into()],
            read: |bytes| Policy::read(text(bytes)?).ok().map(|_| true),
        },
        Target {
            name: "request",
            seeds: vec![request.to_string().into()],
            read: |bytes| {
                CosignRequest::read(text(bytes)?)
                    .ok()
                    .map(|read| read.to_string().as_bytes() == bytes)
            },
        },
        Target {
            name: "tile",
            seeds: vec![b"1/x001/234.p/17".to_vec(), b"entries/x001/x234/067".to_vec()],
            read: |bytes| {
                let path = text(bytes)?;
                let (tile, entries) = Tile::read_path(path)?;
                let name = if entries { tile.entries_path() } else { tile.path() };
                let _ = tile.leaves();
                Some(name.strip_prefix("tile/") == Some(path))
            },
        },
    ]
}

/// What holds says what the sound one says; lines of strange keys and titles apart.
fn read_receipt(bytes: &[u8]) -> Option<bool> {
    let policy = Policy::of_log(log().verifier());
    let (report, read) = check_receipt(text(bytes)?, Some(&policy));
    let read = read?;
    let sound = receipt();
    let same = Receipt { plan: String::new(), round: String::new(), ..read.clone() }
        == Receipt { plan: String::new(), round: String::new(), ..sound };
    let told = read.record == WORDS && read.proof.index == 1;
    Some(read.to_string().as_bytes() == bytes && (same || told || !report.holds()))
}

/// xorshift64*, so that a failure can be repeated from its number.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

const PIECES: [&str; 24] = [
    "\n",
    "\n\n",
    " ",
    "-",
    "+",
    "=",
    "0",
    "01",
    "4294967295",
    "18446744073709551615",
    "18446744073709551616",
    "\u{2014} ",
    "index ",
    "extra ",
    "old ",
    "log ",
    "witness ",
    "group ",
    "quorum none\n",
    "any",
    "c2sp.org/tlog-proof@v1\n",
    "\u{0}",
    "\r\n",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
];

fn altered(seed: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(8) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(40)).min(bytes.len());
        match chance.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            1 if at < bytes.len() => {
                bytes[at] = [0, 0xff, b'\n', b' ', b'0', b'9', b'/'][chance.below(7)]
            }
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = PIECES[chance.below(PIECES.len())];
                drop(bytes.splice(at..at, piece.bytes()));
            }
            4 => {
                let copy = bytes[at..end].to_vec();
                let to = chance.below(bytes.len() + 1);
                drop(bytes.splice(to..to, copy));
            }
            5 => lines_swapped(&mut bytes, chance),
            _ => number_replaced(&mut bytes, at, chance),
        }
    }
    bytes
}

fn lines_swapped(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let mut lines: Vec<Vec<u8>> = bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    lines.swap(one, other);
    *bytes = lines.join(&b'\n');
}

fn number_replaced(bytes: &mut Vec<u8>, from: usize, chance: &mut Chance) {
    let Some(start) = bytes[from..].iter().position(u8::is_ascii_digit).map(|at| from + at) else {
        return;
    };
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = match chance.below(4) {
        0 => "0".to_owned(),
        1 => u64::MAX.to_string(),
        2 => format!("0{}", chance.below(100)),
        _ => chance.next().to_string(),
    };
    drop(bytes.splice(start..start + length, number.bytes()));
}

/// Gives how many inputs were read rather than refused.
fn run(target: &Target, inputs: u64) -> u64 {
    let mut taken = 0;
    for number in 0..inputs {
        let mut chance =
            Chance(0x9E37_79B9_7F4A_7C15 ^ (number + 1).wrapping_mul(0xA24B_AED4_963E_E407));
        let seed = &target.seeds[chance.below(target.seeds.len())];
        let input = altered(seed, &mut chance);
        match (target.read)(&input) {
            None => {}
            Some(true) => taken += 1,
            Some(false) => panic!(
                "{}, input {number}: read, and written otherwise: {}",
                target.name,
                String::from_utf8_lossy(&input)
            ),
        }
    }
    taken
}

#[test]
fn altered_bytes_are_refused_or_read_to_what_they_say() {
    for target in targets() {
        for seed in &target.seeds {
            assert_eq!((target.read)(seed), Some(true), "{}: its seed", target.name);
        }
        run(&target, 3_000);
    }
}

#[test]
#[ignore = "takes minutes; cargo xtask torture fuzz"]
fn long() {
    for target in targets() {
        let (since, inputs) = (Instant::now(), 1_000_000);
        let taken = run(&target, inputs);
        println!(
            "{}: {inputs} altered inputs, {taken} read, 0 crashes, 0 read otherwise than written ({:.0} s)",
            target.name,
            since.elapsed().as_secs_f64()
        );
    }
}
