//! The log as files: exported, checked, altered, compared.

use std::path::Path;
use std::process::{Command, Output};

fn canvass(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_canvass"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

#[test]
fn an_exported_log_holds_until_a_byte_is_altered() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/small-town");
    assert!(canvass(&["init", "data", "--plan", plan], at).status.success());
    assert!(canvass(&["log", "export", "data", "--to", "log"], at).status.success());
    let first = canvass(&["verify", "log", "log", "--json"], at);
    assert_eq!((first.status.code(), json(&first)["holds"].as_bool()), (Some(0), Some(true)));

    let again = canvass(&["log", "export", "data", "--to", "log"], at);
    assert_eq!(again.status.code(), Some(73));
    assert!(canvass(&["log", "export", "data", "--to", "later"], at).status.success());
    assert_eq!(canvass(&["verify", "diff", "log", "later"], at).status.code(), Some(0));

    let checkpoint = at.join("later/checkpoint");
    let text = std::fs::read_to_string(&checkpoint).unwrap();
    std::fs::write(&checkpoint, text.replacen('l', "L", 1)).unwrap();
    let altered = canvass(&["verify", "log", "later", "--json"], at);
    assert_eq!((altered.status.code(), json(&altered)["holds"].as_bool()), (Some(1), Some(false)));
}
