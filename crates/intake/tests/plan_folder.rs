//! The worked examples read whole, and each kind of fault is refused with its line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use consultation::Timestamp;
use intake::plan_folder;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// The texts of a folder by their names within it.
fn folder(root: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(&dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn the_worked_example_reads() {
    let plans = plan_folder::read(&folder(&examples().join("five-year-plan")), Timestamp(0))
        .unwrap_or_else(|error| panic!("{error}\nhint: {}", error.hint()));
    assert_eq!(plans.len(), 2);
}
