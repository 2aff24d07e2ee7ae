//! `canvass init`: a data directory with the plans of a folder, published, their rounds open.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use findings::disclosure::Threshold;
use intake::plan_folder;
use plan::leaf::SealedAct;
use plan::{Act, Plan};
use store::{NewRecord, Post, Store};

use crate::cli::Init;
use crate::failure::{Exit, Failure, Outcome, Place};
use crate::output::counted;
use crate::seal::{draw, log_key};
use crate::service::now;

/// Runs the command.
pub fn run(command: &Init) -> Outcome {
    let plans = read_plans(&command.plan)?;
    let rounds: usize = plans.iter().map(|plan| plan.rounds.len()).sum();
    let origin = origin(&command.host, plans.first());
    let (key, head_file) = (log_key(&origin)?, command.head_file.as_deref());
    let store = Store::create_with_head_at(&command.data, draw(), &key, head_file)?;
    for plan in &plans {
        publish(&store, plan)?;
    }
    seal_settings(&store)?;
    let titles: Vec<&str> = plans.iter().map(|plan| plan.title.get("en")).collect();
    eprintln!("Published  {}", titles.join("; "));
    eprintln!("Opened     {}", counted(rounds as u64, "round", "rounds"));
    eprintln!("Log key    {}", store.log_key());
    eprintln!("           print it where people can compare it; the other half is in log.key");
    eprintln!("Next:  canvass serve {}", command.data.display());
    Ok(())
}

/// Unique name of the log: host, plan, and which log of theirs it is.
pub fn origin(host: &str, plan: Option<&Plan>) -> String {
    let plan = plan.map_or("plans", |plan| plan.id.as_str());
    format!("{host}/{plan}/log1")
}

/// Seals what a reader of the log cannot see otherwise: its key, and the rule of small numbers.
pub fn seal_settings(store: &Store) -> Outcome {
    let body = serde_json::json!({
        "schema": "canvass-settings/1",
        "log_key": store.log_key().to_string(),
        "disclosure_k": Threshold::default().k(),
    });
    let body = body.to_string().into_bytes();
    store.submit(Post::one(now(), NewRecord::Settings(body)))?;
    Ok(())
}

/// Reads the plans of a folder; their rounds open now.
pub fn read_plans(folder: &Path) -> Outcome<Vec<Plan>> {
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files)?;
    plan_folder::read(&files, now()).map_err(|error| {
        let file = folder.join(&error.file).display().to_string();
        let words = error.line.and_then(|line| {
            Some((line, files.get(&error.file)?.lines().nth(line.checked_sub(1)?)?))
        });
        match words {
            Some((line, words)) => {
                let (message, words) = (error.fault.to_string(), words.to_owned());
                // What is to blame stands between the message's first quotes.
                let blamed = message.split('`').nth(1).map(str::to_owned);
                let place = Place { file, line, words, blamed };
                Failure::new(Exit::Input, message, error.hint()).at(place)
            }
            None => Failure::new(Exit::Input, format!("{file}: {}", error.fault), error.hint()),
        }
    })
}

/// Publishes a plan and opens its rounds: each an act of its own.
pub fn publish(store: &Store, plan: &Plan) -> Outcome {
    let mut published = plan.clone();
    let rounds = std::mem::take(&mut published.rounds);
    let id = plan.id.clone();
    let acts = std::iter::once(Act::Publish(Box::new(published)))
        .chain(rounds.into_iter().map(Act::OpenRound));
    for act in acts {
        store.submit(Post::one(now(), NewRecord::Act(SealedAct::new(id.clone(), act))))?;
    }
    Ok(())
}

/// Texts of a folder and the folders in it, by name within it. Only what a plan's folder is made of.
pub fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Outcome {
    let unreadable = |path: &Path, error: &_| Failure::io(Exit::Input, "read", path, error);
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files)?;
        } else if name.ends_with(".toml") || name.ends_with(".md") {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            files.insert(format!("{prefix}{name}"), text);
        }
    }
    Ok(())
}

impl From<tlog::Error> for Failure {
    fn from(error: tlog::Error) -> Failure {
        Failure::new(Exit::Usage, error.to_string(), error.hint())
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Failure {
        let exit = match &error {
            store::Error::AlreadyThere(_) | store::Error::NotThere(_) => Exit::Usage,
            store::Error::InUse(_) => Exit::Unreachable,
            _ => Exit::Io,
        };
        let cause = std::error::Error::source(&error);
        let message = cause.map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"));
        Failure::new(exit, message, error.hint())
    }
}

impl From<store::WriteError> for Failure {
    fn from(error: store::WriteError) -> Failure {
        let exit = match &error {
            store::WriteError::Refused(_) => Exit::Usage,
            store::WriteError::Full => Exit::Io,
            store::WriteError::Busy | store::WriteError::OutcomeUnknown => Exit::TryAgain,
        };
        Failure::new(exit, error.to_string(), error.hint())
    }
}
