//! `canvass verify`: receipts and published logs, checked offline.
//!
//! What was checked goes to standard output, a line each; with `--json` as one object. Exit 0 when all
//! holds, 1 when something does not.

mod way;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tlog::published::{Files, Published, check_log};
use tlog::{Policy, Report, check_receipt};

use crate::cli::{Verify, VerifyWhat};
use crate::failure::{Exit, Failure, Outcome};
use crate::output;
use way::{Mine, check_run};

/// Runs the command.
pub fn run(command: &Verify) -> Outcome {
    let report = match &command.what {
        VerifyWhat::Receipt { files, how } => receipts(files, policy(how.policy.as_deref())?)?,
        VerifyWhat::Log { dir, how } => log(dir, policy(how.policy.as_deref())?.as_ref())?.0,
        VerifyWhat::Diff { old, new, how } => diff(old, new, policy(how.policy.as_deref())?)?,
        VerifyWhat::Run { dir, run, receipt, placement, how } => {
            let policy = policy(how.policy.as_deref())?;
            let (mut report, log) = log(dir, policy.as_ref())?;
            let text = |path: &Option<std::path::PathBuf>| path.as_deref().map(text).transpose();
            let (receipt, placement) = (text(receipt)?, text(placement)?);
            let mine = Mine { receipt, placement, policy: policy.as_ref() };
            if let Some(log) = log {
                check_run(dir, &log, *run, &mine, &mut report)?;
            }
            report
        }
    };
    let json = match &command.what {
        VerifyWhat::Receipt { how, .. }
        | VerifyWhat::Log { how, .. }
        | VerifyWhat::Run { how, .. }
        | VerifyWhat::Diff { how, .. } => how.json,
    };
    say(&report, json)?;
    match report.holds() {
        true => Ok(()),
        false => {
            let what = report.failed.first().map_or("nothing was checked", String::as_str);
            let hint = "keep the files as they are and ask whoever gave them to you";
            Err(Failure::new(Exit::Differs, what, hint))
        }
    }
}

fn say(report: &Report, json: bool) -> Outcome {
    if json {
        return output::line(serde_json::json!({
            "holds": report.holds(),
            "checked": report.checked,
            "failed": report.failed,
        }));
    }
    report.checked.iter().try_for_each(|what| output::line(format!("holds  {what}")))?;
    report.failed.iter().try_for_each(|what| output::line(format!("FAILS  {what}")))
}

fn policy(path: Option<&Path>) -> Outcome<Option<Policy>> {
    let Some(path) = path else { return Ok(None) };
    let text =
        fs::read_to_string(path).map_err(|error| Failure::io(Exit::Input, "read", path, &error))?;
    let policy = Policy::read(&text).map_err(|error| {
        Failure::new(Exit::Input, format!("{}: {error}", path.display()), error.hint())
    })?;
    Ok(Some(policy))
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| Failure::io(Exit::Input, "read", path, &error))
}

fn receipts(files: &[std::path::PathBuf], policy: Option<Policy>) -> Outcome<Report> {
    let mut all = Report::default();
    for path in files {
        let bytes =
            fs::read(path).map_err(|error| Failure::io(Exit::Input, "read", path, &error))?;
        let name = path.display();
        let one = match String::from_utf8(bytes) {
            Ok(text) => check_receipt(&text, policy.as_ref()).0,
            Err(_) => Report { failed: vec!["receipt: it is no text".into()], ..Report::default() },
        };
        all.checked.extend(one.checked.iter().map(|what| format!("{name}: {what}")));
        all.failed.extend(one.failed.iter().map(|what| format!("{name}: {what}")));
    }
    Ok(all)
}

fn log(dir: &Path, policy: Option<&Policy>) -> Outcome<(Report, Option<Published>)> {
    let mut names = BTreeSet::new();
    list(dir, "", &mut names)?;
    let read = |name: &str| fs::read(dir.join(name)).ok();
    Ok(check_log(&Files { names, read: &read }, policy))
}

fn list(folder: &Path, prefix: &str, names: &mut BTreeSet<String>) -> Outcome {
    let unreadable = |error: &_| Failure::io(Exit::Input, "read", folder, error);
    for entry in fs::read_dir(folder).map_err(|error| unreadable(&error))? {
        let entry = entry.map_err(|error| unreadable(&error))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.insert(name);
        }
    }
    Ok(())
}

/// Both copies hold, and the newer only adds to the older; and which words are gone from it.
fn diff(old: &Path, new: &Path, policy: Option<Policy>) -> Outcome<Report> {
    let mut report = Report::default();
    let mut logs = Vec::new();
    for dir in [old, new] {
        let (one, found) = log(dir, policy.as_ref())?;
        let name = dir.display();
        report.checked.extend(one.checked.iter().map(|what| format!("{name}: {what}")));
        report.failed.extend(one.failed.iter().map(|what| format!("{name}: {what}")));
        logs.extend(found);
    }
    if let [older, newer] = logs.as_slice() {
        let before = older.checkpoint.tree;
        let same_log = older.checkpoint.origin == newer.checkpoint.origin;
        let grows = same_log && newer.tree_at(before.size) == Some(before);
        let size = newer.checkpoint.tree.size;
        report.note(
            grows,
            format!("consistency: {size} leaves begin with the {} before", before.size),
        );
        let gone = (0..before.size).filter(|at| older.account.is_open(*at));
        for index in gone.filter(|at| !newer.account.is_open(*at)) {
            let stands = newer.account.place(index).map(|place| place.stands);
            let stands = stands.map_or_else(String::new, |stands| format!(": {stands:?}"));
            report.pass(format!("no longer shown: leaf {index}{stands}"));
        }
    }
    Ok(report)
}
