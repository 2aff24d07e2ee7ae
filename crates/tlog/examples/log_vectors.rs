//! Writes the test vectors of the log format.
//!
//!     cargo run -p canvass-tlog --example log_vectors > docs/log-vectors.json
//!
//! The same program gives the same file. It is read by `crates/tlog/tests/vectors.rs` and by
//! `verify/vectors.py`, and is there for anyone who writes a checker of his own.

use std::collections::BTreeMap;
use std::error::Error;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tlog::published::{
    bundles, document_path, inclusion_among, masked_line, opening_line, openings_path, tiles_of,
    tree_of,
};
use tlog::recovery::SCHEMA;
use tlog::tile::numbered;
use tlog::{
    Channel, Checkpoint, Entry, Hash, KeyUse, Kind, Note, Part, PartHashes, Parts, ProofText,
    Reason, Receipt, Recovery, SigningKey, Tier, Tile, Tree, VerifierKey, cosign,
    document_commitment, leaf_hash, part_hash,
};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;
type Files = BTreeMap<String, Vec<u8>>;

const MINUTE: u32 = 29_900_000;

fn main() -> Outcome {
    let log = Log::new()?;
    let vectors = json!({
        "schema": "canvass-log-vectors/1",
        "entries": entries()?,
        "entries_refused": entries_refused()?,
        "parts": parts(),
        "commitments": commitments(),
        "trees": trees(),
        "inclusion": inclusions()?,
        "consistency": consistencies()?,
        "numbers": numbers(),
        "tiles": tiles(),
        "keys": keys()?,
        "checkpoints": checkpoints()?,
        "checkpoints_refused": CHECKPOINTS_REFUSED,
        "policies": policies()?,
        "receipts": log.receipts()?,
        "receipts_refused": log.receipts_refused()?,
        "log": {"files": encoded(&log.files), "account": account()},
        "log_faults": log.faults()?,
    });
    println!("{vectors:#}");
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn log_key() -> Outcome<SigningKey> {
    Ok(SigningKey::new("log.example/plan/log1", KeyUse::Log, &[1; 32])?)
}

fn witness() -> Outcome<SigningKey> {
    Ok(SigningKey::new("library.example", KeyUse::Witness, &[2; 32])?)
}

fn of_kind(kind: Kind) -> Entry {
    let parts = Parts::NONE.with(Part::Text);
    Entry {
        kind,
        channel: Channel::Web,
        tier: Tier::Open,
        parts: if kind.is_record() { parts } else { Parts::NONE },
        reason: if kind == Kind::Withdrawal { Reason::Author } else { Reason::None },
        minute: MINUTE,
        reference: kind.has_reference().then_some(0),
        commitment: document_commitment(b"example"),
    }
}

/// One of each kind, and others with each code at its end.
fn entries() -> Outcome<Vec<Value>> {
    let all = Parts::NONE.with(Part::Text).with(Part::Attributes).with(Part::Identity);
    let contribution = of_kind(Kind::Contribution);
    let others = [
        Entry { channel: Channel::Meeting, tier: Tier::Roll, parts: all, ..contribution },
        Entry { minute: u32::MAX, reference: Some(u32::MAX - 1), ..contribution },
        Entry { reason: Reason::NotStated, ..of_kind(Kind::Moderation) },
    ];
    let said = |entry: Entry| -> Outcome<Value> {
        let bytes = entry.encode()?;
        Ok(json!({
            "entry": hex(&bytes), "kind": entry.kind as u8, "channel": bytes[2], "tier": bytes[3],
            "part": bytes[4], "reason": bytes[5], "minute": entry.minute, "ref": entry.reference,
            "commitment": hex(&entry.commitment.0), "leaf": hex(&leaf_hash(&bytes).0),
        }))
    };
    Kind::ALL.into_iter().map(of_kind).chain(others).map(said).collect()
}

fn entries_refused() -> Outcome<Vec<Value>> {
    let contribution = of_kind(Kind::Contribution).encode()?;
    let plan = of_kind(Kind::PlanVersion).encode()?;
    let withdrawal = of_kind(Kind::Withdrawal).encode()?;
    let changes: [(&str, &[u8; 46], usize, &[u8]); 13] = [
        ("version 2", &contribution, 0, &[2]),
        ("kind 0", &contribution, 1, &[0]),
        ("kind 15", &contribution, 1, &[15]),
        ("channel 0", &contribution, 2, &[0]),
        ("channel 10", &contribution, 2, &[10]),
        ("tier 4", &contribution, 3, &[4]),
        ("a part that there is none of", &contribution, 4, &[9]),
        ("a contribution without a part", &contribution, 4, &[0]),
        ("a document with a part", &plan, 4, &[1]),
        ("reason 11", &withdrawal, 5, &[11]),
        ("a withdrawal without a reason", &withdrawal, 5, &[0]),
        ("a contribution that refers to nothing", &contribution, 10, &[255; 4]),
        ("a plan that refers", &plan, 10, &[0; 4]),
    ];
    let altered = |(why, entry, at, bytes): (&str, &[u8; 46], usize, &[u8])| {
        let mut entry = entry.to_vec();
        entry[at..at + bytes.len()].copy_from_slice(bytes);
        json!({"entry": hex(&entry), "why": why})
    };
    Ok(changes.into_iter().map(altered).collect())
}

const WORDS: [&str; 3] = [
    r#"{"text":"More trees.","v":1}"#,
    r#"{"text":"\"Bäume\"\n树\u0001","v":1}"#,
    r#"{"constituency":"public","language":"en","quotable":true,"v":1}"#,
];

fn parts() -> Vec<Value> {
    let vote = [0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0, 0, 0, 2];
    [
        (Part::Text, "T", WORDS[0].as_bytes()),
        (Part::Text, "T", WORDS[1].as_bytes()),
        (Part::Text, "T", &vote[..]),
        (Part::Attributes, "A", WORDS[2].as_bytes()),
        (Part::Identity, "I", b""),
    ]
    .into_iter()
    .map(|(part, letter, bytes)| {
        let hash = part_hash(part, &[7; 32], bytes);
        json!({"compartment": letter, "salt": hex(&[7; 32]), "bytes": hex(bytes), "hash": hex(&hash.0)})
    })
    .collect()
}

fn commitments() -> Vec<Value> {
    let (text, attributes, identity) = (Hash([1; 32]), Hash([2; 32]), Hash([3; 32]));
    let all =
        PartHashes { text: Some(text), attributes: Some(attributes), identity: Some(identity) };
    [
        all,
        PartHashes { identity: None, ..all },
        PartHashes { text: Some(text), ..Default::default() },
    ]
    .into_iter()
    .map(|hashes| {
        let hash = |hash: Option<Hash>| hash.map(|hash| hex(&hash.0));
        json!({
            "T": hash(hashes.text), "A": hash(hashes.attributes), "I": hash(hashes.identity),
            "commitment": hex(&hashes.commitment().0),
        })
    })
    .collect()
}

/// Leaf i of the trees is over i in four bytes.
fn leaves(size: u32) -> Vec<Hash> {
    (0..size).map(|index| leaf_hash(&index.to_be_bytes())).collect()
}

fn trees() -> Vec<Value> {
    let root = |size| json!({"size": size, "root": hex(&tree_of(leaves(size)).root.0)});
    [0, 1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 1_000].into_iter().map(root).collect()
}

fn path(path: Vec<Hash>) -> Vec<String> {
    path.iter().map(|hash| hex(&hash.0)).collect()
}

fn inclusions() -> Outcome<Vec<Value>> {
    [
        (0, 1),
        (0, 2),
        (1, 2),
        (2, 3),
        (4, 5),
        (6, 7),
        (0, 8),
        (5, 8),
        (255, 257),
        (256, 257),
        (700, 1_000),
    ]
    .into_iter()
    .map(|(index, size)| {
        let found = inclusion_among(&leaves(size), index)?;
        Ok(json!({"index": index, "size": size, "path": path(found)}))
    })
    .collect()
}

fn consistencies() -> Outcome<Vec<Value>> {
    [(0, 5), (1, 2), (2, 5), (4, 8), (6, 8), (7, 7), (255, 256), (256, 1_000), (700, 1_000)]
        .into_iter()
        .map(|(older, newer)| {
            let found = tlog::published::consistency_among(&leaves(newer), older)?;
            Ok(json!({"older": older, "newer": newer, "path": path(found)}))
        })
        .collect()
}

fn numbers() -> Vec<Value> {
    let name = |number| json!({"number": number, "name": numbered(number)});
    [0, 1, 67, 999, 1_000, 1_234_067].into_iter().map(name).collect()
}

fn tiles() -> Vec<Value> {
    let names = |size| {
        let tiles: Vec<String> = Tile::all(size).map(Tile::path).collect();
        let bundles: Vec<String> = Tile::of_level(0, size).map(Tile::entries_path).collect();
        json!({"size": size, "tiles": tiles, "bundles": bundles})
    };
    [1, 255, 256, 257, 600].into_iter().map(names).collect()
}

fn keys() -> Outcome<Vec<Value>> {
    let said = |(key, kind): (VerifierKey, &str)| {
        json!({
            "key": key.to_string(), "use": kind, "name": key.name(), "id": hex(&key.id()),
            "public": hex(key.public()),
        })
    };
    Ok([(log_key()?.verifier(), "log"), (witness()?.verifier(), "witness")].map(said).into())
}

fn checkpoints() -> Outcome<Vec<Value>> {
    [0, 1, 1_000]
        .into_iter()
        .map(|size| {
            let tree = tree_of(leaves(size));
            let mut note = Checkpoint::sign(tree, &log_key()?);
            cosign(&mut note, &witness()?, 1_800_000_000);
            let keys = [log_key()?.verifier().to_string(), witness()?.verifier().to_string()];
            Ok(json!({
                "note": note.to_string(), "origin": log_key()?.name(), "size": size,
                "root": hex(&tree.root.0), "signed_by": keys, "time": 1_800_000_000,
            }))
        })
        .collect()
}

/// Texts, without signatures, that are no checkpoint of this log.
const CHECKPOINTS_REFUSED: [&str; 6] = [
    "log.example/plan/log1\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "log.example/plan/log1\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "log.example/plan/log1\n18446744073709551616\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "log.example/plan/log1\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
    "log.example/plan/log1\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
    "log.example/plan/log1\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n",
];

fn policies() -> Outcome<Vec<Value>> {
    let (log, library) = (log_key()?.verifier(), witness()?.verifier());
    let other = SigningKey::new("paper.example", KeyUse::Witness, &[3; 32])?;
    let stranger = SigningKey::new("log.example/plan/log1", KeyUse::Log, &[4; 32])?;
    let tree = tree_of(leaves(8));
    let alone = Checkpoint::sign(tree, &log_key()?);
    let mut cosigned = alone.clone();
    cosign(&mut cosigned, &witness()?, 1_800_000_000);
    let forged = Checkpoint::sign(tree, &stranger);
    let paper = other.verifier();
    let witnesses = format!("witness library {library}\nwitness paper {paper}\n");
    let ask = |quorum: &str| format!("log {log}\n{witnesses}{quorum}\n");
    let case = |policy: String, note: &Note, holds: bool, what: &str| json!({"policy": policy, "note": note.to_string(), "holds": holds, "what": what});
    let none = format!("# no witness is asked for\nlog {log}\nquorum none\n");
    Ok(vec![
        case(none.clone(), &alone, true, "the log's own signature"),
        case(none.clone(), &forged, false, "another key of the same name"),
        case(ask("quorum library"), &cosigned, true, "one witness, who signed"),
        case(ask("quorum library"), &alone, false, "one witness, who did not"),
        case(ask("group civil any library paper\nquorum civil"), &cosigned, true, "one of two"),
        case(
            ask("group civil 1 library paper\nquorum civil"),
            &cosigned,
            true,
            "one of two, counted",
        ),
        case(ask("group civil all library paper\nquorum civil"), &cosigned, false, "two of two"),
        case(
            ask("group a any paper\ngroup civil 1 a library\nquorum civil"),
            &cosigned,
            true,
            "a group in a group",
        ),
    ])
}

/// How the leaves of the log stand, and how many lines of openings open words or say that they are masked.
fn account() -> Value {
    json!({
        "size": 17, "published": 4, "withheld": 3, "erased": 3, "events": 7, "opened": 2, "masked": 1,
    })
}

/// A log with every kind of leaf that changes how another stands.
struct Log {
    entries: Vec<Entry>,
    files: Files,
}

fn words(index: u64) -> Vec<u8> {
    format!(r#"{{"text":"Trees for street {index}.","v":1}}"#).into()
}

fn vote() -> Vec<u8> {
    vec![0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0, 0, 0, 1]
}

fn hashes(index: u64) -> PartHashes {
    PartHashes {
        text: Some(part_hash(Part::Text, &[index as u8; 32], &words(index))),
        attributes: Some(part_hash(Part::Attributes, &[99; 32], WORDS[2].as_bytes())),
        identity: None,
    }
}

fn opening(release: &str) -> Vec<u8> {
    format!(r#"{{"act":{{"open-round":{{"release":"{release}"}}}}}}"#).into()
}

impl Log {
    fn new() -> Outcome<Log> {
        let mut log = Log { entries: Vec::new(), files: Files::new() };
        log.document(Kind::Opening, None, Reason::None, opening("at-once"))?; // 0
        log.said(Kind::Contribution, 0); // 1, replaced by 4
        log.said(Kind::Contribution, 0); // 2, masked
        log.vote(); // 3
        log.said(Kind::Replacement, 1); // 4
        log.said(Kind::Contribution, 0); // 5, withheld by 6
        let body = br#"{"index":5}"#.to_vec();
        log.document(Kind::Moderation, Some(5), Reason::Hate, body)?; // 6
        log.said(Kind::Contribution, 0); // 7, withdrawn by 8
        let body = br#"{"schema":"canvass-withdrawal/1","reason":"author"}"#.to_vec();
        log.document(Kind::Withdrawal, Some(7), Reason::Author, body)?; // 8
        log.vote(); // 9, erased by 10
        let body = br#"{"schema":"canvass-erasure/1","index":9,"reason":"legal-order"}"#.to_vec();
        log.document(Kind::Withdrawal, Some(9), Reason::LegalOrder, body)?; // 10
        log.document(Kind::Opening, None, Reason::None, opening("held"))?; // 11
        log.said(Kind::Contribution, 11); // 12, held
        log.said(Kind::Contribution, 11); // 13, held
        log.run()?; // 14
        log.said(Kind::Contribution, 0); // 15
        log.recovered()?; // 16
        log.publish()?;
        Ok(log)
    }

    fn push(
        &mut self,
        kind: Kind,
        parts: Parts,
        reference: Option<u32>,
        reason: Reason,
        sealed: Hash,
    ) {
        let (channel, tier) = (Channel::Web, Tier::Open);
        let minute = MINUTE + self.entries.len() as u32;
        let commitment = sealed;
        self.entries.push(Entry {
            kind,
            channel,
            tier,
            parts,
            reason,
            minute,
            reference,
            commitment,
        });
    }

    fn said(&mut self, kind: Kind, about: u32) {
        let hashes = hashes(self.entries.len() as u64);
        self.push(kind, hashes.parts(), Some(about), Reason::None, hashes.commitment());
    }

    fn vote(&mut self) {
        let salt = [self.entries.len() as u8; 32];
        let text = Some(part_hash(Part::Text, &salt, &vote()));
        let hashes = PartHashes { text, ..PartHashes::default() };
        self.push(Kind::Vote, hashes.parts(), Some(0), Reason::None, hashes.commitment());
    }

    fn document(
        &mut self,
        kind: Kind,
        about: Option<u32>,
        reason: Reason,
        body: Vec<u8>,
    ) -> Outcome {
        self.push(kind, Parts::NONE, about, reason, document_commitment(&body));
        self.files.insert(document_path(kind, self.entries.len() as u64 - 1), body);
        Ok(())
    }

    fn run(&mut self) -> Outcome {
        let input = tree_of(self.leaves(13)?);
        // Contributions with words before leaf 13: 2, 4, 5 and 12.
        let assigned: Vec<Hash> = (0..4_u8).map(|at| leaf_hash(&[at; 40])).collect();
        let tree = tree_of(assigned.iter().copied());
        let body = json!({
            "run": 1, "input_size": 13, "input_root": hex(&input.root.0),
            "assignments_size": 4, "assignments_root": hex(&tree.root.0),
        });
        let body = body.to_string().into_bytes();
        self.files.insert("runs/1/manifest.json".into(), body.clone());
        for (tile, bytes) in tiles_of(&assigned) {
            self.files.insert(format!("runs/1/{}", tile.path()), bytes);
        }
        self.document(Kind::AnalysisRun, None, Reason::None, body)
    }

    /// The log went on from leaf 16 under its key; the one before signed that.
    fn recovered(&mut self) -> Outcome {
        let former = SigningKey::new("log.example/plan/log0", KeyUse::Log, &[5; 32])?;
        let held = tree_of(self.leaves(self.entries.len())?);
        let signed = Some(tree_of(leaves(20)));
        let key = log_key()?.verifier();
        let recovery = Recovery { former: former.verifier(), key: key.clone(), signed, held };
        let tree = |tree: &Tree| json!({"size": tree.size, "root": hex(&tree.root.0)});
        let body = json!({
            "schema": SCHEMA, "reason": "A backup was put back.",
            "former_log_key": former.verifier().to_string(), "log_key": key.to_string(),
            "signed": signed.as_ref().map(tree), "held": tree(&held),
            "statement": recovery.sign(&former)?.to_string(),
        });
        self.document(Kind::KeyOrPolicy, None, Reason::None, body.to_string().into())
    }

    fn encoded(&self) -> Outcome<Vec<[u8; 46]>> {
        Ok(self.entries.iter().map(Entry::encode).collect::<Result<_, _>>()?)
    }

    fn leaves(&self, size: usize) -> Outcome<Vec<Hash>> {
        Ok(self.encoded()?[..size].iter().map(|entry| leaf_hash(entry)).collect())
    }

    fn publish(&mut self) -> Outcome {
        let entries = self.encoded()?;
        let leaves = self.leaves(entries.len())?;
        self.files.extend(bundles(&entries));
        self.files.extend(tiles_of(&leaves).into_iter().map(|(tile, bytes)| (tile.path(), bytes)));
        let mut lines = masked_line(2);
        for index in [4, 15] {
            let others = PartHashes { text: None, ..hashes(index) };
            lines.extend(opening_line(index, &[index as u8; 32], &others, &words(index)));
        }
        self.files.insert(openings_path(0), lines);
        let checkpoint = Checkpoint::sign(tree_of(leaves), &log_key()?);
        self.files.insert("checkpoint".into(), checkpoint.to_string().into());
        let policy = format!("log {}\nquorum none\n", log_key()?.verifier());
        self.files.insert("policy.txt".into(), policy.into());
        Ok(())
    }

    fn receipt(&self, index: u64) -> Outcome<Receipt> {
        let leaves = self.leaves(self.entries.len())?;
        let entry = self.entries[index as usize];
        let (record, salt) = match entry.kind {
            Kind::Vote => (vote(), Some([index as u8; 32])),
            kind if kind.is_record() => (words(index), Some([index as u8; 32])),
            kind => (self.files[&document_path(kind, index)].clone(), None),
        };
        let others = match entry.kind {
            Kind::Contribution | Kind::Replacement => PartHashes { text: None, ..hashes(index) },
            _ => PartHashes::default(),
        };
        let path = inclusion_among(&leaves, index)?;
        let checkpoint = Checkpoint::sign(tree_of(leaves), &log_key()?);
        let mut receipt = Receipt {
            key: log_key()?.verifier(),
            plan: "Example plan".into(),
            round: "大纲".into(),
            entry,
            record,
            salt,
            others,
            proof: ProofText { extra: None, index, path, checkpoint },
        };
        receipt.proof.extra = receipt.extra();
        Ok(receipt)
    }

    /// Of a contribution, a vote, a correction, a withdrawal and an opening.
    fn receipts(&self) -> Outcome<Vec<Value>> {
        [15, 3, 4, 8, 0]
            .into_iter()
            .map(|index| {
                let text = self.receipt(index)?.to_string();
                Ok(json!({"receipt": text, "index": index, "kind": self.entries[index as usize].kind as u8}))
            })
            .collect()
    }

    fn receipts_refused(&self) -> Outcome<Vec<Value>> {
        let sound = self.receipt(15)?.to_string();
        let changes = [
            ("other words", "street 15", "street 16"),
            ("another minute", "\nminute 299", "\nminute 298"),
            ("another index", "\nindex 15\nkind", "\nindex 14\nkind"),
            ("another channel", "\nchannel 1\n", "\nchannel 2\n"),
            ("a line in another order", "\ntier 0\npart 3\n", "\npart 3\ntier 0\n"),
            ("a number with another spelling", "\ntier 0\n", "\ntier 00\n"),
            ("another origin", "origin log.example", "origin lag.example"),
            ("a compartment left out", "\npart 3\n", "\npart 1\n"),
        ];
        let altered = |(why, from, to): (&str, &str, &str)| {
            let receipt = sound.replacen(from, to, 1);
            assert_ne!(receipt, sound, "{why}");
            json!({"receipt": receipt, "why": why})
        };
        Ok(changes.into_iter().map(altered).collect())
    }

    /// Changes of the files, each of which must be noticed; `null` for a file that is missing.
    fn faults(&self) -> Outcome<Vec<Value>> {
        let tile = Tile { level: 0, number: 0, width: 17 };
        let (entries, hashes) = (tile.entries_path(), tile.path());
        let altered = |name: &str, at: usize| {
            let mut bytes = self.files[name].clone();
            bytes[at] ^= 1;
            json!({name: STANDARD.encode(bytes)})
        };
        let lines = String::from_utf8(self.files["openings/000.jsonl"].clone())?;
        let text = |lines: String| json!({"openings/000.jsonl": STANDARD.encode(lines)});
        let last = lines.trim_end().rsplit_once('\n').ok_or("several lines")?.0;
        let stranger = SigningKey::new("log.example/plan/log1", KeyUse::Log, &[4; 32])?;
        let forged = Checkpoint::sign(tree_of(self.leaves(self.entries.len())?), &stranger);
        let checkpoint = String::from_utf8(self.files["checkpoint"].clone())?;
        let (_, line) = forged
            .to_string()
            .split_once("\n\n")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .ok_or("a line")?;
        let case = |why: &str, files: Value| json!({"why": why, "files": files});
        Ok(vec![
            case("another commitment in an entry", altered(&entries, 30)),
            case("another length before an entry", altered(&entries, 1)),
            case("another hash in a tile", altered(&hashes, 40)),
            case("another document", altered("public/5/6.json", 3)),
            case("a document is missing", json!({"public/4/10.json": null})),
            case("a tile is missing", json!({hashes.as_str(): null})),
            case(
                "a line of openings with other words",
                text(lines.replacen("street 4", "street 5", 1)),
            ),
            case("a line of openings is missing", text(format!("{last}\n"))),
            case("the words of an erased contribution are shown", text(format!("{lines}{last}\n"))),
            case("a line with white space", text(lines.replacen("\"idx\":", "\"idx\": ", 1))),
            case("a file that is no part of the log", json!({"public/1/1.json": ""})),
            case("another manifest of a run", altered("runs/1/manifest.json", 5)),
            case("another assignment of a run", altered("runs/1/tile/0/000.p/4", 5)),
            case(
                "a checkpoint signed by another key of the name",
                json!({"checkpoint": STANDARD.encode(forged.to_string())}),
            ),
            case(
                "a line that no key of the policy explains",
                json!({"checkpoint": STANDARD.encode(format!("{checkpoint}{line}"))}),
            ),
        ])
    }
}

fn encoded(files: &Files) -> Value {
    let file =
        |(name, bytes): (&String, &Vec<u8>)| (name.clone(), Value::from(STANDARD.encode(bytes)));
    Value::Object(files.iter().map(file).collect())
}
