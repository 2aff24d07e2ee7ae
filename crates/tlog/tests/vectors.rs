//! The vectors of `docs/log-vectors.json`, which `verify/vectors.py` reads too, and whoever writes a checker.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tlog::published::{Files, check_log, consistency_among, inclusion_among, tree_of};
use tlog::tile::numbered;
use tlog::{
    Checkpoint, Entry, Hash, KeyUse, Note, Part, PartHashes, Policy, Tile, VerifierKey,
    check_receipt, leaf_hash, part_hash, verify_consistency, verify_cosignature, verify_inclusion,
};

fn vectors() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/log-vectors.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The cases of a section; never none, so that a renamed one fails.
fn of(vectors: &Value, name: &str) -> Vec<Value> {
    let cases = vectors[name].as_array().unwrap().clone();
    assert!(!cases.is_empty(), "{name}");
    cases
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn unhex(value: &Value) -> Vec<u8> {
    let text = text(value);
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

fn hash(value: &Value) -> Hash {
    Hash(unhex(value).try_into().unwrap())
}

fn hashes(value: &Value) -> Vec<Hash> {
    value.as_array().unwrap().iter().map(hash).collect()
}

fn leaves(size: u64) -> Vec<Hash> {
    (0..size as u32).map(|index| leaf_hash(&index.to_be_bytes())).collect()
}

#[test]
fn entries_and_commitments() {
    let vectors = vectors();
    for case in of(&vectors, "entries") {
        let bytes: [u8; 46] = unhex(&case["entry"]).try_into().unwrap();
        let entry = Entry::decode(&bytes).unwrap();
        assert_eq!(entry.encode().unwrap(), bytes);
        let codes = [
            ("kind", u64::from(entry.kind as u8)),
            ("channel", u64::from(entry.channel as u8)),
            ("tier", u64::from(entry.tier as u8)),
            ("part", u64::from(bytes[4])),
            ("reason", u64::from(entry.reason as u8)),
            ("minute", u64::from(entry.minute)),
        ];
        for (name, code) in codes {
            assert_eq!(number(&case[name]), code, "{name}");
        }
        assert_eq!(case["ref"].as_u64(), entry.reference.map(u64::from));
        assert_eq!(hash(&case["commitment"]), entry.commitment);
        assert_eq!(hash(&case["leaf"]), leaf_hash(&bytes));
    }
    for case in of(&vectors, "entries_refused") {
        let bytes: [u8; 46] = unhex(&case["entry"]).try_into().unwrap();
        assert!(Entry::decode(&bytes).is_err(), "{}", case["why"]);
    }
    for case in of(&vectors, "parts") {
        let part = match text(&case["compartment"]) {
            "T" => Part::Text,
            "A" => Part::Attributes,
            _ => Part::Identity,
        };
        let salt = hash(&case["salt"]).0;
        assert_eq!(part_hash(part, &salt, &unhex(&case["bytes"])), hash(&case["hash"]));
    }
    for case in of(&vectors, "commitments") {
        let part = |name: &str| Some(&case[name]).filter(|part| !part.is_null()).map(hash);
        let parts = PartHashes { text: part("T"), attributes: part("A"), identity: part("I") };
        assert_eq!(parts.commitment(), hash(&case["commitment"]));
    }
}

#[test]
fn trees_and_tiles() {
    let vectors = vectors();
    for case in of(&vectors, "trees") {
        assert_eq!(tree_of(leaves(number(&case["size"]))).root, hash(&case["root"]));
    }
    for case in of(&vectors, "inclusion") {
        let (index, size) = (number(&case["index"]), number(&case["size"]));
        let leaves = leaves(size);
        let path = hashes(&case["path"]);
        assert_eq!(inclusion_among(&leaves, index).unwrap(), path);
        let (leaf, tree) = (leaves[index as usize], tree_of(leaves));
        verify_inclusion(leaf, index, &tree, &path).unwrap();
    }
    for case in of(&vectors, "consistency") {
        let (older, newer) = (number(&case["older"]), number(&case["newer"]));
        let path = hashes(&case["path"]);
        assert_eq!(consistency_among(&leaves(newer), older).unwrap(), path);
        verify_consistency(&tree_of(leaves(older)), &tree_of(leaves(newer)), &path).unwrap();
    }
    for case in of(&vectors, "numbers") {
        assert_eq!(numbered(number(&case["number"])), text(&case["name"]));
    }
    for case in of(&vectors, "tiles") {
        let size = number(&case["size"]);
        let tiles: Vec<String> = Tile::all(size).map(Tile::path).collect();
        let bundles: Vec<String> = Tile::of_level(0, size).map(Tile::entries_path).collect();
        assert_eq!(
            (Value::from(tiles), Value::from(bundles)),
            (case["tiles"].clone(), case["bundles"].clone())
        );
    }
}

#[test]
fn keys_checkpoints_and_policies() {
    let vectors = vectors();
    for case in of(&vectors, "keys") {
        let key: VerifierKey = text(&case["key"]).parse().unwrap();
        assert_eq!((key.name(), &key.id()[..]), (text(&case["name"]), &unhex(&case["id"])[..]));
        assert_eq!(
            (key.public()[..].to_vec(), key.key_use() == KeyUse::Log),
            (unhex(&case["public"]), case["use"] == "log")
        );
    }
    for case in of(&vectors, "checkpoints") {
        let note = Note::read(text(&case["note"])).unwrap();
        let read = Checkpoint::read(note.text()).unwrap();
        assert_eq!(
            (read.origin.as_str(), read.tree.size),
            (text(&case["origin"]), number(&case["size"]))
        );
        assert_eq!(read.tree.root, hash(&case["root"]));
        let keys: Vec<VerifierKey> = case["signed_by"]
            .as_array()
            .unwrap()
            .iter()
            .map(|key| text(key).parse().unwrap())
            .collect();
        note.verify(&keys[0]).unwrap();
        assert_eq!(verify_cosignature(&note, &keys[1]).unwrap(), number(&case["time"]));
    }
    for case in of(&vectors, "checkpoints_refused") {
        assert!(Checkpoint::read(text(&case)).is_err(), "{case}");
    }
    for case in of(&vectors, "policies") {
        let policy = Policy::read(text(&case["policy"])).unwrap();
        let believed = policy.check(&Note::read(text(&case["note"])).unwrap());
        assert_eq!(Some(believed.is_ok()), case["holds"].as_bool(), "{}", case["what"]);
    }
}

#[test]
fn receipts() {
    let vectors = vectors();
    for case in of(&vectors, "receipts") {
        let (report, receipt) = check_receipt(text(&case["receipt"]), None);
        assert_eq!(report.failed, Vec::<String>::new());
        let receipt = receipt.unwrap();
        assert_eq!(
            (receipt.proof.index, u64::from(receipt.entry.kind as u8)),
            (number(&case["index"]), number(&case["kind"]))
        );
    }
    for case in of(&vectors, "receipts_refused") {
        assert!(!check_receipt(text(&case["receipt"]), None).0.holds(), "{}", case["why"]);
    }
}

#[test]
fn a_log_and_its_faults() {
    let vectors = vectors();
    let files: BTreeMap<String, Vec<u8>> = vectors["log"]["files"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, bytes)| (name.clone(), STANDARD.decode(text(bytes)).unwrap()))
        .collect();
    let check = |files: &BTreeMap<String, Vec<u8>>| {
        let read = |name: &str| files.get(name).cloned();
        check_log(&Files { names: files.keys().cloned().collect(), read: &read }, None)
    };
    let (report, log) = check(&files);
    assert_eq!(report.failed, Vec::<String>::new());
    let log = log.unwrap();
    let mut groups = [0; 4];
    log.account.rows().iter().for_each(|(place, count)| groups[place.stands.group()] += count);
    let says = |name: &str| number(&vectors["log"]["account"][name]);
    assert_eq!(groups, ["published", "withheld", "erased", "events"].map(says));
    assert_eq!((log.account.size(), log.masked), (says("size"), says("masked")));
    for case in of(&vectors, "log_faults") {
        let mut other = files.clone();
        for (name, bytes) in case["files"].as_object().unwrap() {
            match bytes.as_str() {
                Some(bytes) => other.insert(name.clone(), STANDARD.decode(bytes).unwrap()),
                None => Some(other.remove(name).unwrap()),
            };
        }
        assert!(!check(&other).0.holds(), "{}", case["why"]);
    }
}

/// The same file, read by the checker in Python.
#[test]
fn the_second_checker_reads_them_alike() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../verify/vectors.py");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/log-vectors.json");
    match std::process::Command::new("python3").arg(script).arg(file).output() {
        Err(_) => println!("skipped: no python3"),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}
