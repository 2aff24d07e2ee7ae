//! `canvass import`: contributions and votes of files into the store.
//!
//! One file or folder is one batch with one leaf of its own; the same file again is the same batch. Rows
//! that cannot be read are listed, and nothing else is lost by them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use consultation::{
    Channel, Constituency, Contribution, Heard, ParticipantId, RoundId, Statement, StatementId,
    VoteAttributes, VoteCast,
};
use intake::Read;
use store::{
    NewContribution, NewImport, NewParticipant, NewRecord, NewStatement, NewVote, POST_RECORDS_MAX,
    Post, Store,
};
use tlog::Tier;

use super::receipt;
use crate::cli::Import;
use crate::failure::{Exit, Failure, Outcome};
use crate::inputs;
use crate::output::counted;
use crate::seal::{draw, hex, pseudonym, sha256};
use crate::service::now;

/// Runs the command.
pub fn run(command: &Import) -> Outcome {
    let store = Store::open(&command.data)?;
    let round = known_round(&store, &command.round)?;
    let options = options(command, &store, &round)?;
    let mut quarantined = 0;
    for path in &command.files {
        let name = path.display();
        let mut read = intake::read(inputs::open(std::slice::from_ref(path))?, &options)?;
        if read.heard.packed.is_some() {
            let hint = "import the folder of the export, with its comments.csv; \
                        analyse reads votes alone, and packed votes";
            let message = format!("{name}: votes without the statements they are about");
            return Err(Failure::new(Exit::Input, message, hint));
        }
        let batch = batch_sha256(&read);
        if let Some(batch) = store.import_batch(&batch)? {
            eprintln!("{name}: imported before, as leaf {}; nothing was added", batch.index);
            eprintln!("  receipt  {}", receipt::place(&command.data, batch.index).display());
            continue;
        }
        let as_told = VoteAttributes {
            channel: command.channel,
            constituency: options.constituency.clone().unwrap_or_default(),
        };
        let voters = read.heard.participants.len();
        read.heard.vote_attributes.resize(voters, as_told);
        let rows: u64 = read.files.iter().map(|file| file.rows_read).sum();
        let set_aside: u64 = read.files.iter().map(|file| file.quarantined).sum();
        quarantined += set_aside;
        let people = command.people.clone().unwrap_or_else(|| hex(&batch));
        let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let brought = keep(&store, &round, &read.heard, &people, &stem)?;
        let import = batch_record(batch, &brought, [rows, set_aside], command.channel);
        let batch = store.submit(Post::one(now(), NewRecord::Import(import)))?.leaves.start;
        let place = receipt::write_batch(&store, &command.data, batch, &brought.contributions)?;
        eprintln!(
            "{name}: {} = {} accepted + {set_aside} quarantined",
            counted(rows as u64, "row", "rows"),
            rows - set_aside
        );
        eprintln!(
            "  {}, {}",
            counted(read.heard.contributions.len() as u64, "contribution", "contributions"),
            counted(read.heard.votes.len() as u64, "vote", "votes")
        );
        eprintln!("  leaf {batch}, receipt  {}", place.display());
        inputs::print_quarantine(&read);
        print_renamed(&brought.renamed, batch);
    }
    match (command.strict, quarantined) {
        (true, rows) if rows > 0 => {
            let message = format!("{rows} rows were quarantined");
            Err(Failure::new(Exit::Quarantined, message, "see the lines above"))
        }
        _ => Ok(()),
    }
}

/// The round of this id.
pub fn known_round(store: &Store, id: &str) -> Outcome<RoundId> {
    let plans = store.plans();
    let id = RoundId(id.to_owned());
    if plans.round(&id).is_some() {
        return Ok(id);
    }
    let rounds: Vec<&str> = plans.rounds().map(|(round, _)| round.id.as_str()).collect();
    let hint = format!("rounds are: {}", rounds.join(", "));
    Err(Failure::new(Exit::Usage, format!("there is no round `{}`", id.as_str()), hint))
}

fn options(command: &Import, store: &Store, round: &RoundId) -> Outcome<intake::Options> {
    let plans = store.plans();
    let plan = plans.opened_round(round).and_then(|opened| plans.plan(&opened.plan));
    let constituencies = plan.map_or_else(Vec::new, |plan| plan.constituencies.clone());
    let constituency = match command.constituency.as_deref() {
        None => None,
        Some(name) => Some(Constituency::among(name, &constituencies).ok_or_else(|| {
            let hint = "use public, expert or official, or one that the plan defines";
            Failure::new(Exit::Usage, format!("there is no constituency `{name}`"), hint)
        })?),
    };
    let reading = inputs::options(&command.reading)?;
    Ok(intake::Options { channel: Some(command.channel), constituency, constituencies, ..reading })
}

/// Stands for the input as a whole: its files' hashes, in their order.
fn batch_sha256(read: &Read) -> [u8; 32] {
    let hashes: Vec<&str> = read.files.iter().map(|file| file.sha256.as_str()).collect();
    sha256(hashes.join("\n"))
}

/// The record of a batch of so many rows, of which so many were set aside.
fn batch_record(
    batch: [u8; 32],
    brought: &Brought,
    [rows, set_aside]: [u64; 2],
    channel: Channel,
) -> NewImport {
    let mut body = serde_json::json!({
        "schema": "canvass-import/1",
        "sha256": hex(&batch),
        "first": brought.first,
        "last": brought.last,
        "accepted": rows - set_aside,
        "quarantined": set_aside,
    });
    if !brought.renamed.is_empty() {
        let pair = |one: &Renamed| serde_json::json!({ "id": one.id, "kept_as": one.kept_as });
        body["renamed"] = brought.renamed.iter().map(pair).collect();
    }
    NewImport {
        file_sha256: batch,
        first: brought.first,
        last: brought.last,
        accepted: rows - set_aside,
        quarantined: set_aside,
        channel,
        body: body.to_string().into_bytes(),
    }
}

/// First and last leaf of a batch; other records may lie between.
#[derive(Default)]
pub struct Brought {
    /// First leaf.
    pub first: u64,
    /// Last leaf.
    pub last: u64,
    /// The leaf of each contribution with words, by its id in the file, in the file's order.
    pub contributions: Vec<(String, u64)>,
    /// Statements whose ids the round had already.
    pub renamed: Vec<Renamed>,
}

impl Brought {
    fn add(&mut self, leaves: Range<u64>) {
        if leaves.is_empty() {
            return;
        }
        if self.last == 0 {
            self.first = leaves.start;
        }
        self.last = leaves.end - 1;
    }
}

/// A statement that is kept under another id than its file gives it.
#[derive(Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The file's.
    pub id: String,
    /// The round's.
    pub kept_as: String,
}

/// The ids under which a file's statements are kept: their own, or where the round has that already the
/// file's or folder's name and a colon before it, and `#2`, `#3` behind where that is taken too.
fn free_ids(taken: &HashSet<String>, statements: &[Statement], name: &str) -> Vec<String> {
    let of_file = statements.iter().map(|one| one.id.as_str());
    let own: HashSet<&str> = of_file.clone().filter(|id| !taken.contains(*id)).collect();
    let mut given = HashSet::new();
    let free = |id: &str| {
        if own.contains(id) {
            return id.to_owned();
        }
        let plain = format!("{name}:{id}");
        let numbered = (2..).map(|n: u64| format!("{plain}#{n}"));
        let is_free =
            |id: &String| !taken.contains(id) && !own.contains(id.as_str()) && !given.contains(id);
        let free = std::iter::once(plain.clone()).chain(numbered).find(is_free);
        let free = free.expect("numbers do not end");
        given.insert(free.clone());
        free
    };
    of_file.map(free).collect()
}

/// Keeps everything heard. `people` names the files whose participants' ids mean the same people, `name`
/// is the file's own, for statements whose ids the round has already.
pub fn keep(
    store: &Store,
    round: &RoundId,
    heard: &Heard,
    people: &str,
    name: &str,
) -> Outcome<Brought> {
    let mut brought = Brought::default();
    let leaf_of = keep_contributions(store, round, &heard.contributions, people, &mut brought)?;
    let kept = heard.contributions.iter().filter_map(|one| {
        leaf_of.get(one.id.as_str()).map(|leaf| (one.id.as_str().to_owned(), *leaf))
    });
    brought.contributions = kept.collect();
    let before = store.statements(round)?;
    let first = before.len() as u64 + 1;
    let taken = before.into_iter().map(|one| one.statement.id.0).collect();
    let ids = free_ids(&taken, &heard.statements, name);
    keep_statements(store, round, &heard.statements, &ids, &leaf_of)?;
    let numbers: Vec<u64> = (first..).take(ids.len()).collect();
    let renamed = heard.statements.iter().zip(ids).filter(|(one, id)| one.id.as_str() != id);
    brought.renamed =
        renamed.map(|(one, kept_as)| Renamed { id: one.id.0.clone(), kept_as }).collect();
    keep_votes(store, round, heard, &numbers, &mut brought)?;
    Ok(brought)
}

/// Gives the leaf of each contribution by its id in the file.
pub fn keep_contributions<'a>(
    store: &Store,
    round: &RoundId,
    contributions: &'a [Contribution],
    people: &str,
    brought: &mut Brought,
) -> Outcome<HashMap<&'a str, u64>> {
    let mut leaf_of = HashMap::new();
    // Replies are one level deep: what replies to a reply is brought as a reply to what that replies to.
    let answered: HashMap<&str, &str> = contributions
        .iter()
        .filter_map(|one| Some((one.id.as_str(), one.reply_to.as_ref()?.as_str())))
        .collect();
    // Polis lists statements without text; there are no words of which to keep a contribution.
    let worded: Vec<&Contribution> =
        contributions.iter().filter(|one| !one.text.trim().is_empty()).collect();
    for portion in worded.chunks(POST_RECORDS_MAX) {
        let record = |one: &&Contribution| {
            let reply_to = first_of(&answered, one.id.as_str());
            let reply_to = reply_to.and_then(|id| leaf_of.get(id).copied());
            NewRecord::Contribution(NewContribution {
                round: round.clone(),
                text: one.text.clone(),
                salt: draw(),
                attributes_salt: draw(),
                channel: one.channel,
                tier: Tier::Open,
                constituency: one.constituency.clone(),
                language: one.language.clone(),
                quotable: one.quotable,
                sent: one.sent,
                reply_to,
                discussed: one.discussed.as_deref().cloned(),
                author: one
                    .participant
                    .as_ref()
                    .map(|name| pseudonym(store.secret(), people, name.as_str())),
                code_sha256: None,
            })
        };
        let records = portion.iter().map(record).collect();
        let kept = store.submit(Post { key: None, now: now(), records })?;
        leaf_of.extend(portion.iter().map(|one| one.id.as_str()).zip(kept.leaves.clone()));
        brought.add(kept.leaves);
    }
    Ok(leaf_of)
}

/// The contribution that stands at the beginning of a chain of replies; `None` for one that replies to
/// nothing. A chain that comes back to itself ends after as many steps as there are replies.
fn first_of<'a>(answered: &HashMap<&'a str, &'a str>, id: &'a str) -> Option<&'a str> {
    let mut first = *answered.get(id)?;
    for _ in 0..answered.len() {
        match answered.get(first) {
            Some(before) => first = before,
            None => return Some(first),
        }
    }
    None
}

/// Keeps statements under these ids. One whose words are a contribution's points at it.
fn keep_statements(
    store: &Store,
    round: &RoundId,
    statements: &[Statement],
    ids: &[String],
    leaf_of: &HashMap<&str, u64>,
) -> Outcome {
    let named: Vec<(&Statement, &String)> = statements.iter().zip(ids).collect();
    let record = |&(statement, id): &(&Statement, &String)| {
        let contribution = leaf_of.get(statement.id.as_str()).copied();
        let mut statement = Statement { id: StatementId(id.clone()), ..statement.clone() };
        if contribution.is_some() {
            statement.text.clear();
        }
        NewRecord::Statement(NewStatement { round: round.clone(), statement, contribution })
    };
    for portion in named.chunks(POST_RECORDS_MAX) {
        let records = portion.iter().map(record).collect();
        store.submit(Post { key: None, now: now(), records })?;
    }
    Ok(())
}

/// Keeps the votes and those who cast them; `numbers` gives each statement's number in the round.
pub fn keep_votes(
    store: &Store,
    round: &RoundId,
    heard: &Heard,
    numbers: &[u64],
    brought: &mut Brought,
) -> Outcome {
    // Nobody can vote as an imported participant later: the token is drawn and forgotten.
    let tokens: Vec<[u8; 32]> = heard.participants.iter().map(|_| draw()).collect();
    let participants: Vec<(usize, (&[u8; 32], &ParticipantId))> =
        tokens.iter().zip(&heard.participants).enumerate().collect();
    for portion in participants.chunks(POST_RECORDS_MAX) {
        let record = |&(at, (token, name)): &(usize, (&[u8; 32], &ParticipantId))| {
            let attributes = heard.vote_attributes.get(at);
            NewRecord::Participant(NewParticipant {
                token_sha256: *token,
                name: Some(name.clone()),
                constituency: attributes.map(|one| one.constituency.clone()).unwrap_or_default(),
            })
        };
        let records = portion.iter().map(record).collect();
        store.submit(Post { key: None, now: now(), records })?;
    }
    for portion in heard.votes.chunks(POST_RECORDS_MAX) {
        let record = |cast: &VoteCast| {
            NewRecord::Vote(NewVote {
                participant: tokens[cast.participant as usize],
                round: round.clone(),
                statement: numbers[cast.statement as usize],
                vote: cast.vote,
                salt: draw(),
                channel: heard
                    .vote_attributes
                    .get(cast.participant as usize)
                    .map_or(Channel::FormImport, |one| one.channel),
                tier: Tier::Open,
                sent: cast.time,
            })
        };
        let records = portion.iter().map(record).collect();
        let kept = store.submit(Post { key: None, now: now(), records })?;
        brought.add(kept.leaves);
    }
    Ok(())
}

/// Statements kept under other ids, and where all of them stand.
fn print_renamed(renamed: &[Renamed], batch: u64) {
    let Some(first) = renamed.first() else { return };
    eprintln!(
        "  new ids for {} of the statements, since the round has theirs already (first: `{}` is `{}`); \
         leaf {batch} holds them all",
        renamed.len(),
        first.id,
        first.kept_as
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_are_taken_get_the_files_name() {
        let statements = |ids: &[&str]| -> Vec<Statement> {
            ids.iter().map(|id| Statement::new(*id, "Buses.")).collect()
        };
        let taken = ["0", "1", "uberx:1"].map(str::to_owned).into();
        let given = free_ids(&taken, &statements(&["0", "1", "2", "uberx:0"]), "uberx");
        assert_eq!(given, ["uberx:0#2", "uberx:1#2", "2", "uberx:0"]);
        assert_eq!(free_ids(&HashSet::new(), &statements(&["7"]), "uberx"), ["7"]);
    }
}
