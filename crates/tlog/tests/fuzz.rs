//! Altered bytes into everything this room reads: entry, note, checkpoint, proof, receipt, policy, request to a
//! witness, names of tiles. Nothing panics, and what is read is written back to the same bytes.
//!
//! Not guided by coverage: seeds are sound texts, and each is altered by one to eight edits that know what the
//! formats are made of (lines, numbers, base64, the words of the format). The same number makes the same
//! inputs. The long one is `cargo xtask torture fuzz`, 10⁶ inputs a target.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use tlog::{
    Channel, Checkpoint, CosignRequest, Entry, Hash, KeyUse, Kind, Note, Part, PartHashes, Parts,
    Policy, ProofText, Reason, Receipt, SigningKey, Tier, Tile, check_receipt, cosign, part_hash,
};

#[path = "../../../fuzz/altered.rs"]
mod altered;

use altered::Target;

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
    let target =
        |name, seeds, read: fn(&[u8]) -> Option<bool>| Target::file(name, seeds, PIECES, read);
    let request = CosignRequest { old: 1, proof: vec![Hash([9; 32])], checkpoint: checkpoint() };
    let entries = Kind::ALL.map(|kind| entry(kind).encode().unwrap().to_vec());
    vec![
        target("entry", entries.to_vec(), |bytes| {
            Entry::decode(bytes).ok().map(|entry| entry.encode().unwrap()[..] == *bytes)
        }),
        target("note", vec![checkpoint().to_string().into()], |bytes| {
            let note = Note::read(text(bytes)?).ok()?;
            // A signature that was altered must not hold.
            let signed = note.verify(&log().verifier()).is_ok();
            let same = note.text() == checkpoint().text();
            Some(note.to_string().as_bytes() == bytes && (same || !signed))
        }),
        target("checkpoint", vec![checkpoint().text().into()], |bytes| {
            Checkpoint::read(text(bytes)?).ok().map(|c| c.text().as_bytes() == bytes)
        }),
        target("proof", vec![receipt().proof.to_string().into()], |bytes| {
            ProofText::read(text(bytes)?).ok().map(|proof| proof.to_string().as_bytes() == bytes)
        }),
        target("receipt", vec![receipt().to_string().into()], read_receipt),
        target("policy", vec![policy().into()], |bytes| {
            Policy::read(text(bytes)?).ok().map(|_| true)
        }),
        target("request", vec![request.to_string().into()], |bytes| {
            CosignRequest::read(text(bytes)?).ok().map(|read| read.to_string().as_bytes() == bytes)
        }),
        target(
            "tile",
            vec![b"1/x001/234.p/17".to_vec(), b"entries/x001/x234/067".to_vec()],
            |bytes| {
                let path = text(bytes)?;
                let (tile, entries) = Tile::read_path(path)?;
                let name = if entries { tile.entries_path() } else { tile.path() };
                let _ = tile.leaves();
                Some(name.strip_prefix("tile/") == Some(path))
            },
        ),
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

const PIECES: &[&str] = &[
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

#[test]
fn altered_bytes_are_refused_or_read_to_what_they_say() {
    altered::short(&targets(), 3_000);
}

#[test]
#[ignore = "takes minutes; cargo xtask torture fuzz"]
fn long() {
    altered::long(&targets());
}
