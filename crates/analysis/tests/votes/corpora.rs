//! Published Polis conversations as [`Heard`], read with as little as it takes.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use consultation::{
    Heard, Moderation, ModerationReason, ParticipantId, Statement, Timestamp, Vote, VoteCast,
    VoteOrder,
};
use serde_json::Value;

/// The folders of one kind of corpus, sorted; empty and said so without corpora.
pub(crate) fn folders(kind: &str) -> Vec<PathBuf> {
    let Some(root) = std::env::var_os("CANVASS_CORPORA") else {
        println!("skipped: no corpora");
        return Vec::new();
    };
    let entries = fs::read_dir(Path::new(&root).join(kind)).expect("the corpora have this kind");
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The last part of a folder's path.
pub(crate) fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}

/// A conversation in the making: votes with time, participant and statement by their identifiers.
#[derive(Default)]
struct Collected {
    statements: Vec<Statement>,
    votes: Vec<(i64, String, String, Vote)>,
}

impl Collected {
    fn heard(mut self, order: VoteOrder) -> Heard {
        if order == VoteOrder::ByTime {
            self.votes.sort_by_key(|vote| vote.0);
        }
        let mut heard =
            Heard { statements: self.statements, vote_order: order, ..Heard::default() };
        let mut statement_of: HashMap<String, u32> =
            (0..).zip(&heard.statements).map(|(at, one)| (one.id.0.clone(), at)).collect();
        let mut participant_of: HashMap<String, u32> = HashMap::new();
        for (time, participant, statement, vote) in self.votes {
            let participant = *participant_of.entry(participant).or_insert_with_key(|id| {
                heard.participants.push(ParticipantId(id.clone()));
                heard.participants.len() as u32 - 1
            });
            let statement = *statement_of.entry(statement).or_insert_with_key(|id| {
                heard.statements.push(Statement::new(id.clone(), ""));
                heard.statements.len() as u32 - 1
            });
            let time = (order == VoteOrder::ByTime).then_some(Timestamp(time));
            heard.votes.push(VoteCast { participant, statement, vote, time });
        }
        heard
    }
}

fn statement(id: String, text: &str, moderated: &str, is_meta: bool) -> Statement {
    let moderation = match moderated {
        "-1" => Moderation::Hidden(ModerationReason::NotStated),
        "1" => Moderation::Released,
        _ => Moderation::Unmoderated,
    };
    Statement { moderation, is_meta, ..Statement::new(id, text) }
}

fn vote(export_sign: &str) -> Vote {
    match export_sign.trim_end_matches(".0") {
        "1" => Vote::Agree,
        "-1" => Vote::Disagree,
        "0" => Vote::Pass,
        other => panic!("`{other}` is no vote"),
    }
}

/// A conversation with the server's own analysis: what was heard, and the `math-pca2.json`.
pub(crate) fn blob(folder: &Path) -> (Heard, Value) {
    let read = |file: &str| -> Value {
        serde_json::from_slice(&fs::read(folder.join(file)).unwrap()).unwrap()
    };
    let text = |row: &Value, names: &[&str]| {
        let value = names.iter().find_map(|name| row.get(name)).expect("one of the names");
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    };
    let mut collected = Collected::default();
    for row in read("comments.json").as_array().unwrap() {
        collected.statements.push(statement(
            text(row, &["tid", "statement_id"]),
            &text(row, &["txt"]),
            &text(row, &["mod", "moderated"]),
            row["is_meta"].as_bool().unwrap(),
        ));
    }
    for row in read("votes.json").as_array().unwrap() {
        let time: f64 = text(row, &["modified"]).parse().unwrap();
        collected.votes.push((
            time as i64,
            text(row, &["pid", "participant_id"]),
            text(row, &["tid", "statement_id"]),
            vote(&text(row, &["vote"])),
        ));
    }
    (collected.heard(VoteOrder::ByTime), read("math-pca2.json"))
}

/// An exported conversation: what was heard, and each participant's published group.
pub(crate) fn exported(folder: &Path) -> (Heard, HashMap<String, String>) {
    let mut collected = Collected::default();
    let comments = Table::read(&folder.join("comments.csv"));
    for row in 0..comments.rows.len() {
        let cell = |column| comments.cell(row, column);
        let is_meta = comments.columns.contains_key("is-meta") && cell("is-meta") == "true";
        let id = cell("comment-id").to_owned();
        collected.statements.push(statement(id, cell("comment-body"), cell("moderated"), is_meta));
    }
    let matrix = Table::read(&folder.join("participants-votes.csv"));
    let published = (0..matrix.rows.len())
        .map(|row| ["participant", "group-id"].map(|column| matrix.cell(row, column).to_owned()))
        .filter(|[_, group]| !group.is_empty())
        .map(|[participant, group]| (participant, group))
        .collect();
    let votes = folder.join("votes.csv");
    let order = if votes.exists() {
        collected.votes = events(&Table::read(&votes));
        VoteOrder::ByTime
    } else {
        collected.votes = cells(&matrix);
        VoteOrder::AsInFile
    };
    (collected.heard(order), published)
}

/// Votes as `votes.csv` has them.
fn events(table: &Table) -> Vec<(i64, String, String, Vote)> {
    (0..table.rows.len())
        .map(|row| {
            let cell = |column| table.cell(row, column);
            let time = cell("timestamp").parse().unwrap();
            (time, cell("voter-id").to_owned(), cell("comment-id").to_owned(), vote(cell("vote")))
        })
        .collect()
}

/// Votes as `participants-votes.csv` has them, row by row, by statement within a row.
fn cells(table: &Table) -> Vec<(i64, String, String, Vote)> {
    let mut statements: Vec<(u32, usize)> =
        (table.columns.iter()).filter_map(|(name, &at)| Some((name.parse().ok()?, at))).collect();
    statements.sort_unstable();
    let mut votes = Vec::new();
    for (row, record) in table.rows.iter().enumerate() {
        let participant = table.cell(row, "participant");
        for (id, at) in statements.iter().filter(|(_, at)| !record[*at].is_empty()) {
            votes.push((0, participant.to_owned(), id.to_string(), vote(&record[*at])));
        }
    }
    votes
}

/// A CSV file with a header.
struct Table {
    columns: HashMap<String, usize>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    fn read(path: &Path) -> Table {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let columns = reader.headers().unwrap().iter().map(str::to_owned).zip(0..).collect();
        Table { columns, rows: reader.records().map(Result::unwrap).collect() }
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        &self.rows[row][self.columns[column]]
    }
}
