//! Against the published committees of 360 approval profiles, ties included.

use std::fs;

use analysis::slate::{Profile, Rule, Search, Ties, elect};

/// A profile with the committees each rule must elect.
struct Instance {
    name: String,
    profile: Profile,
    size: usize,
    /// Rule and committees with all ties, ascending.
    expected: Vec<(Rule, Vec<Vec<u32>>)>,
}

/// The instances, or none, saying so, where the corpora are not.
fn instances() -> Vec<Instance> {
    let Some(corpora) = std::env::var_os("CANVASS_CORPORA") else {
        eprintln!("skipped: no corpora");
        return Vec::new();
    };
    let folder = std::path::Path::new(&corpora).join("approval-slates");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 360);
    let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| instance(name(path), &fs::read_to_string(path).unwrap())).collect()
}

fn instance(name: String, text: &str) -> Instance {
    let ballots: Vec<Vec<u32>> =
        serde_json::from_str(between(text, "profile:", "num_cand:")).unwrap();
    let candidates = between(text, "num_cand:", "committeesize:").trim().parse().unwrap();
    let size = between(text, "committeesize:", "compute:").trim().parse().unwrap();
    let mut expected = Vec::new();
    for entry in text.split("- rule_id: ").skip(1) {
        let rule = entry.lines().next().unwrap().parse();
        let all_ties = between(entry, "resolute:", "\n").trim() == "false";
        if let (Ok(rule), true) = (rule, all_ties) {
            let result = between(entry, "result:", "resolute:");
            expected.push((rule, ascending(serde_json::from_str(result).unwrap())));
        }
    }
    let profile = Profile::new(candidates, &ballots).unwrap();
    Instance { name, profile, size, expected }
}

/// Some files list members by the hash of their numbers.
fn ascending(mut committees: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    committees.iter_mut().for_each(|committee| committee.sort_unstable());
    committees.sort();
    committees
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text.find(start).unwrap() + start.len();
    let until = text[from..].find(end).unwrap_or(text.len() - from);
    &text[from..from + until]
}

#[test]
fn every_instance_elects_the_published_committees() {
    let (mut checked, mut wrong) = (0, Vec::new());
    let instances = instances();
    for Instance { name, profile, size, expected } in &instances {
        for (rule, committees) in expected {
            let elected = elect(profile, *rule, *size, Ties::All).unwrap();
            assert_ne!(elected.search, Search::Local);
            checked += 1;
            if elected.committees != *committees {
                wrong.push(format!("{name} {rule}: {:?}, not {committees:?}", elected.committees));
            }
            let mut lowest = elect(profile, *rule, *size, Ties::Lowest).unwrap().committees;
            assert_eq!(lowest.len(), 1);
            lowest[0].sort_unstable();
            assert!(committees.contains(&lowest[0]), "{name} {rule}: {lowest:?}");
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(checked, 4 * instances.len());
}
