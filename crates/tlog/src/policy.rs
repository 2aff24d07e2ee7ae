//! The policy: which logs are believed, and which witnesses must have cosigned.
//!
//! Source: C2SP tlog-policy. Lines `log KEY [URL]`, `witness NAME KEY [URL]`,
//! `group NAME all|any|N MEMBER…` and exactly one `quorum NAME|none`; a member is a witness or a
//! group of an earlier line and belongs to one group at most. Empty lines and lines that begin
//! with `#` say nothing.

use std::collections::BTreeMap;

use crate::Error;
use crate::checkpoint::{Checkpoint, decimal, verify_cosignature};
use crate::key::{KeyUse, VerifierKey};
use crate::note::Note;

/// Lines of a policy at most.
pub const POLICY_LINES_MAX: usize = 1_024;

/// Whom a checker believes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<VerifierKey>,
    witnesses: Vec<VerifierKey>,
    quorum: Option<Quorum>,
}

/// Who must have cosigned.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Quorum {
    /// A witness, by its place in the list.
    Witness(usize),
    /// So many of these.
    Group { least: usize, of: Vec<Quorum> },
}

/// What a checkpoint's signatures come to under a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Believed {
    /// What it says.
    pub checkpoint: Checkpoint,
    /// Names and times (seconds since 1970-01-01 00:00 UTC) of the known witnesses that cosigned.
    pub witnesses: Vec<(String, u64)>,
    /// Names of signature lines of unknown keys; they prove nothing.
    pub unknown: Vec<String>,
}

impl Policy {
    /// The policy that believes one log and asks for no witness.
    pub fn of_log(log: VerifierKey) -> Policy {
        Policy { logs: vec![log], witnesses: Vec::new(), quorum: None }
    }

    /// Reads a policy file.
    ///
    /// # Errors
    /// [`Error::PolicyLine`] with the line's number, from 1.
    pub fn read(text: &str) -> Result<Policy, Error> {
        let mut reading = Reading::default();
        for (number, line) in (1..).zip(text.split('\n')) {
            let refuse = |rule| Error::PolicyLine { line: number, rule };
            if number > POLICY_LINES_MAX {
                return Err(refuse("a policy has at most 1,024 lines"));
            }
            if line.chars().any(|c| c < ' ' && c != '\t') {
                return Err(refuse("it has control characters"));
            }
            let words: Vec<&str> = line.split([' ', '\t']).filter(|w| !w.is_empty()).collect();
            if words.first().is_some_and(|word| !word.starts_with('#')) {
                reading.line(&words).map_err(refuse)?;
            }
        }
        let quorum = reading.quorum.ok_or(Error::PolicyLine {
            line: text.lines().count(),
            rule: "one line says `quorum NAME` or `quorum none`",
        })?;
        Ok(Policy { logs: reading.logs, witnesses: reading.witnesses, quorum })
    }

    /// The logs believed.
    pub fn logs(&self) -> &[VerifierKey] {
        &self.logs
    }

    /// Checks a signed checkpoint: a believed log of that origin signed it, every line of a known key
    /// holds, and the quorum is reached.
    ///
    /// # Errors
    /// [`Error::Malformed`], [`Error::NotSigned`], [`Error::Signature`] or [`Error::Quorum`].
    pub fn check(&self, note: &Note) -> Result<Believed, Error> {
        let checkpoint = Checkpoint::read(note.text())?;
        let log = self.logs.iter().find(|log| log.name() == checkpoint.origin);
        let log = log.ok_or_else(|| Error::NotSigned { name: checkpoint.origin.clone() })?;
        note.verify(log)?;
        let mut witnesses = Vec::new();
        let mut cosigned = vec![false; self.witnesses.len()];
        for (known, done) in self.witnesses.iter().zip(&mut cosigned) {
            if note.line_of(known).is_some() {
                witnesses.push((known.name().to_owned(), verify_cosignature(note, known)?));
                *done = true;
            }
        }
        let mut known: Vec<&VerifierKey> = self.witnesses.iter().chain([log]).collect();
        let unknown = note.signatures().iter().filter(|line| {
            let found =
                known.iter().position(|key| (key.name(), key.id()) == (&line.name, line.id));
            // A second line of one key says nothing either.
            found.map(|at| known.swap_remove(at)).is_none()
        });
        let unknown = unknown.map(|line| line.name.clone()).collect();
        match self.quorum.as_ref().is_none_or(|quorum| quorum.reached(&cosigned)) {
            true => Ok(Believed { checkpoint, witnesses, unknown }),
            false => Err(Error::Quorum),
        }
    }
}

impl Quorum {
    fn reached(&self, cosigned: &[bool]) -> bool {
        match self {
            Quorum::Witness(at) => cosigned[*at],
            Quorum::Group { least, of } => {
                of.iter().filter(|one| one.reached(cosigned)).count() >= *least
            }
        }
    }
}

/// A policy half read.
#[derive(Default)]
struct Reading {
    logs: Vec<VerifierKey>,
    witnesses: Vec<VerifierKey>,
    /// Witnesses and groups no group has taken yet; `None` for those it has.
    named: BTreeMap<String, Option<Quorum>>,
    quorum: Option<Option<Quorum>>,
}

impl Reading {
    fn line(&mut self, words: &[&str]) -> Result<(), &'static str> {
        match words {
            ["log", key] | ["log", key, _] => {
                let key = read_key(key, KeyUse::Log)?;
                if self.logs.iter().any(|other| other.public() == key.public()) {
                    return Err("this log stands in an earlier line");
                }
                self.logs.push(key);
            }
            ["witness", name, key] | ["witness", name, key, _] => {
                let key = read_key(key, KeyUse::Witness)?;
                if self.witnesses.iter().any(|other| other.public() == key.public()) {
                    return Err("this witness stands in an earlier line");
                }
                self.name(name, Quorum::Witness(self.witnesses.len()))?;
                self.witnesses.push(key);
            }
            ["group", name, least, members @ ..] if !members.is_empty() => {
                let group = self.group(least, members)?;
                self.name(name, group)?;
            }
            ["quorum", name] if self.quorum.is_none() => {
                self.quorum = Some(match *name {
                    "none" => None,
                    name => Some(self.member(name)?),
                });
            }
            ["quorum", _] => return Err("the quorum stands in an earlier line"),
            _ => return Err("it is no line of a log, witness, group or quorum"),
        }
        Ok(())
    }

    fn name(&mut self, name: &str, quorum: Quorum) -> Result<(), &'static str> {
        if name == "none" || self.named.contains_key(name) {
            return Err("this name stands in an earlier line");
        }
        self.named.insert(name.to_owned(), Some(quorum));
        Ok(())
    }

    fn group(&mut self, least: &str, members: &[&str]) -> Result<Quorum, &'static str> {
        let of = members.iter().map(|name| self.member(name)).collect::<Result<Vec<_>, _>>()?;
        let least = match least {
            "all" => of.len(),
            "any" => 1,
            number => decimal(number)
                .and_then(|least| usize::try_from(least).ok())
                .filter(|least| (1..=of.len()).contains(least))
                .ok_or("a group needs `all`, `any` or a number of its members")?,
        };
        Ok(Quorum::Group { least, of })
    }

    fn member(&mut self, name: &str) -> Result<Quorum, &'static str> {
        let member = self.named.get_mut(name).ok_or("no earlier line has this name")?;
        member.take().ok_or("it is a member of an earlier group")
    }
}

fn read_key(text: &str, key_use: KeyUse) -> Result<VerifierKey, &'static str> {
    let key: VerifierKey = text.parse().map_err(|_| "it holds no verifier key")?;
    if key.key_use() == key_use { Ok(key) } else { Err("the key is of the other type") }
}
