//! Proofs by command and by address: receipts of what was brought in files, a witness, two versions of one
//! log, checkpoint and tiles as they are served.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use axum::http::StatusCode;
use store::Store;
use tlog::{Checkpoint, Note, Policy, Receipt, check_receipt};

use crate::harness::Site;

pub(crate) fn canvass(folder: &Path, words: &str) -> Output {
    let words = words.split(' ').map(|word| word.replace('~', " "));
    let mut command = Command::new(env!("CARGO_BIN_EXE_canvass"));
    command.args(words).current_dir(folder).output().expect("the program starts")
}

/// What a command prints, when it does what it is asked.
pub(crate) fn printed(folder: &Path, words: &str) -> String {
    let output = canvass(folder, words);
    assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn init(folder: &Path, data: &str) {
    let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/small-town");
    printed(folder, &format!("init {data} --plan {plan}"));
}

fn import(folder: &Path, data: &str, name: &str, rows: &str) -> String {
    fs::write(folder.join(name), format!("id,text\n{rows}")).unwrap();
    let output =
        canvass(folder, &format!("import {data} {name} --round getting-about --channel csv"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stderr).unwrap()
}

pub(crate) fn holds(text: &str) -> Receipt {
    let (report, receipt) = check_receipt(text, None);
    assert_eq!(report.failed, Vec::<String>::new(), "{text}");
    receipt.unwrap()
}

#[test]
fn a_file_brought_has_one_receipt_and_each_row_its_own_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    init(at, "data");
    let rows = "a,Buses on Sunday.\n\"b,1\",Buses at night.\nc,More trees.\n";
    let said = import(at, "data", "in.csv", rows);
    let batch = holds(&printed(at, "receipt data --batch in.csv"));
    let index = batch.proof.index;
    assert!(said.contains(&format!("leaf {index}, receipt")), "{said}");
    let body: serde_json::Value = serde_json::from_slice(&batch.record).unwrap();
    let first = body["first"].as_u64().unwrap();
    assert_eq!((body["last"].as_u64().unwrap(), &body["accepted"]), (first + 2, &3.into()));

    let place = at.join(format!("data/imports/{index}.canvass-receipt"));
    assert_eq!(holds(&fs::read_to_string(&place).unwrap()), batch);
    let store = Store::open(&at.join("data")).unwrap();
    let hash = |leaf| store.leaf_hash(leaf).unwrap();
    let table = ["a", "\"b,1\"", "c"].iter().zip(first..);
    let table: String = table.map(|(id, leaf)| format!("{id},{leaf},{}\n", hash(leaf))).collect();
    let written = fs::read_to_string(place.with_extension("csv")).unwrap();
    assert_eq!(written, format!("contribution,index,leaf_sha256\n{table}"));
    drop(store);

    let row = holds(&printed(at, &format!("receipt data --batch {index} --row 2")));
    assert_eq!(row.proof.index, first + 1);
    assert_eq!(row.record, br#"{"text":"Buses at night.","v":1}"#);
    assert_eq!(holds(&printed(at, &format!("receipt data --leaf {}", first + 1))), row);
    for refused in ["--batch in.csv --row 4", "--batch in.csv --row 0", "--batch 0", "--leaf 99999"]
    {
        let output = canvass(at, &format!("receipt data {refused}"));
        assert_eq!((output.status.code(), output.stdout), (Some(2), Vec::new()), "{refused}");
    }

    let again = import(at, "data", "in.csv", rows);
    assert!(
        again.contains("imported before") && again.contains(&format!("{index}.canvass-receipt"))
    );
}

/// Two versions of one log that part after the first file; the witness has cosigned the first version.
#[test]
fn one_honest_witness_notices_two_versions_of_a_log() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    init(at, "one");
    import(at, "one", "first.csv", "a,Buses on Sunday.\n");
    copy(&at.join("one"), &at.join("two"));
    let log = Store::open(&at.join("one")).unwrap().log_key().to_string();
    let witness = printed(at, "witness key library.example --to witness.key");
    let once = format!("witness once DIR --of {log} --key witness.key --seen seen");

    printed(at, "log export one --to before");
    printed(at, &once.replace("DIR", "before"));
    import(at, "one", "second.csv", "b,Buses at night.\n");
    import(at, "two", "second.csv", "b,No buses at all.\nc,None.\n");
    printed(at, "log export one --to shown");
    printed(at, "log export two --to other");

    // What it cosigns is believed under a policy that asks for it, by both checkers.
    fs::write(at.join("line"), printed(at, &once.replace("DIR", "shown"))).unwrap();
    printed(at, &format!("witness attach shown line --witness {}", witness.trim()));
    let policy = format!("log {log}\nwitness library {}quorum library\n", witness);
    for name in ["policy", "shown/policy.txt", "other/policy.txt"] {
        fs::write(at.join(name), &policy).unwrap();
    }
    printed(at, "verify log shown --policy policy");
    let verifier = concat!(env!("CARGO_MANIFEST_DIR"), "/../../verify/verify.py");
    let python =
        Command::new("python3").arg(verifier).args(["log", "shown"]).current_dir(at).status();
    assert!(python.is_err() || python.is_ok_and(|status| status.success()));

    // The other version is not: neither by the witness, from the folder or by a request, nor by anyone
    // who asks for the witness's line.
    let refused = canvass(at, &once.replace("DIR", "other"));
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(
        (refused.status.code(), why.contains("two versions of its record")),
        (Some(1), true)
    );
    let size = checkpoint(&at.join("seen")).tree.size;
    let request = printed(at, &format!("witness request other --old {size}"));
    fs::write(at.join("request"), request).unwrap();
    assert_eq!(canvass(at, &once.replace("DIR", "request")).status.code(), Some(1));
    let alone = canvass(at, "verify log other --policy policy --json");
    assert_eq!(alone.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&alone.stdout).contains("quorum of witnesses is not reached"));
    assert_eq!(canvass(at, "verify diff shown other").status.code(), Some(1));

    // The honest version goes on, also by request.
    import(at, "one", "third.csv", "d,More trees.\n");
    printed(at, "log export one --to later");
    fs::write(at.join("request"), printed(at, &format!("witness request later --old {size}")))
        .unwrap();
    printed(at, &once.replace("DIR", "request"));
    assert_eq!(checkpoint(&at.join("seen")), checkpoint(&at.join("later/checkpoint")));
}

fn checkpoint(path: &Path) -> Checkpoint {
    let note = Note::read(&fs::read_to_string(path).unwrap()).unwrap();
    Checkpoint::read(note.text()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}

/// What is served is what is exported: the tree and its entries, and a checkpoint that they lead to.
#[tokio::test]
async fn checkpoint_and_tiles_are_served_to_anyone() {
    let site = Site::new();
    let size = site.size();
    // It is served once it is kept apart, within a second or so.
    let mut answer = site.get("/checkpoint", "").await;
    for _ in 0..100 {
        if answer.status == StatusCode::OK {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        answer = site.get("/checkpoint", "").await;
    }
    assert_eq!(
        (answer.status, answer.header("access-control-allow-origin")),
        (StatusCode::OK, "*")
    );
    let note = Note::read(&answer.body).unwrap();
    let policy = Policy::of_log(site.store.log_key().clone());
    let shown = policy.check(&note).unwrap().checkpoint.tree;
    assert!(shown.size > 0 && shown.size <= size);
    let get = async |path: String| {
        let request = axum::http::Request::get(path).body(axum::body::Body::empty()).unwrap();
        let service = canvass::router::router(site.service.clone());
        let response = tower::ServiceExt::oneshot(service, request).await.unwrap();
        let status = response.status();
        (status, axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap())
    };
    for width in [1, shown.size] {
        let tile = tlog::Tile { level: 0, number: 0, width };
        let (_, hashes) = get(format!("/{}", tile.path())).await;
        let hashes = hashes.as_chunks::<32>().0.iter().map(|hash| tlog::Hash(*hash));
        assert_eq!(tlog::published::tree_of(hashes), site.store.tree_at(width).unwrap());
        let (_, entries) = get(format!("/{}", tile.entries_path())).await;
        let entries: Vec<_> = tlog::tile::unbundle(&entries).unwrap().copied().collect();
        assert_eq!(entries, site.store.entries(0..width).unwrap());
    }
    for missing in [format!("0/000.p/{}", size + 1), "0/000".into(), "1/000".into(), "x".into()] {
        assert_eq!(get(format!("/tile/{missing}")).await.0, StatusCode::NOT_FOUND, "{missing}");
    }
}

/// From a contribution of the worked example to its theme, answer, clause and measures, by leaves alone.
#[test]
fn the_way_of_a_contribution_is_proved_step_by_step() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    printed(at, "demo --once --contributions 300 --data data");
    printed(at, "log export data --to log");
    let store = Store::open(&at.join("data")).unwrap();
    let run = store.run(1).unwrap().unwrap();
    // Two contributions of different themes.
    let sorted = store.sorted(1).unwrap();
    let (mine, theme) = sorted[0].clone();
    let (other, _) = sorted.iter().find(|(_, found)| *found != theme).unwrap().clone();
    drop(store);
    for (leaf, name) in [(mine, "mine"), (other, "other")] {
        let text = printed(at, &format!("receipt data --leaf {leaf}"));
        fs::write(at.join(format!("{name}.receipt")), text).unwrap();
        let text = printed(at, &format!("receipt data --leaf {leaf} --run 1"));
        fs::write(at.join(format!("{name}.placement")), text).unwrap();
    }
    let said = printed(at, "verify run log 1 --receipt mine.receipt --placement mine.placement");
    for step in [
        format!("run 1: sealed as leaf {}", run.index),
        format!("run 1: of {} leaves it placed 300 of 300 contributions", run.input_size),
        format!("receipt: leaf {mine} of this log; it stands as published"),
        format!("placement: run 1 put leaf {mine} into theme {theme}"),
        "answer: ".into(),
    ] {
        assert!(said.contains(&step), "{step}: {said}");
    }

    // Another's placement, another theme, a run that is not there: each is noticed.
    let placement = fs::read_to_string(at.join("mine.placement")).unwrap();
    let claimed = placement.replace(&format!("theme {theme}\n"), "theme 99\n");
    fs::write(at.join("claimed.placement"), claimed).unwrap();
    for (words, why) in [
        ("1 --receipt mine.receipt --placement other.placement", "of another run or another leaf"),
        ("1 --receipt mine.receipt --placement claimed.placement", "leads to root"),
        ("2 --receipt mine.receipt", "this log has none"),
    ] {
        let refused = canvass(at, &format!("verify run log {words} --json"));
        assert_eq!(refused.status.code(), Some(1), "{words}");
        assert!(String::from_utf8_lossy(&refused.stdout).contains(why), "{words}");
    }
}
