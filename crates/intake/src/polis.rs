//! Polis export folders: `comments.csv` with votes, a vote matrix, or both.
//!
//! Format: `docs/export-format.md` of Polis and the open data sets; agree is 1, disagree -1, pass 0.
//! With both, the votes come from `votes.csv` and the matrix is a check. Each comment is a
//! contribution and a statement of the same id, its text possibly empty. A vote on a statement that
//! is not among the accepted comments is quarantined; a matrix column of such a statement is listed
//! once with its number of votes. `agrees` and `disagrees` of the comments count every vote cast,
//! also those replaced later, so they only serve to notice votes of the opposite sign.
//!
//! Older servers wrote a comment's text, their last column, without quotes: there the rest of the
//! line is the text.
//!
//! Cost: one pass over each file, sorting the votes. Checked on the thirteen exports of the corpora.

use std::borrow::Cow;

use consultation::{
    Channel, Constituency, Contribution, ContributionId, Moderation, ModerationReason,
    ParticipantId, Statement, Timestamp, VoteAttributes, VoteCast,
};

use crate::account::{Account, Gathered};
use crate::ballots::{Ballots, Comments, vote};
use crate::csv::{self, Form, Table, checked_text};
use crate::date::{self, Reading, SlashOrder};
use crate::encoding;
use crate::plain_votes::{Cell, PlainVotes};
use crate::read::{FileKind, kept};
use crate::record::{Record, Records};
use crate::row::{self, Defaults, Fault, Reason};
use crate::source::{COMMENTS, MATRICES, SUMMARY, Source, VOTES};
use crate::{IntakeError, Options, kind, synonyms};

/// The files of an export.
#[derive(Debug)]
pub(crate) struct Export {
    path: String,
    comments: Source,
    votes: Option<Source>,
    matrix: Option<Source>,
    summary: Option<Source>,
}

impl Export {
    /// Picks the files of an export out of a folder; the others are let go.
    pub(crate) fn of(path: &str, files: Vec<Source>) -> Result<Self, IntakeError> {
        let (mut comments, mut votes, mut matrix, mut summary) = (None, None, None, None);
        for file in files {
            let place = match file.name() {
                COMMENTS => &mut comments,
                VOTES => &mut votes,
                SUMMARY => &mut summary,
                name if MATRICES.contains(&name) => &mut matrix,
                _ => continue,
            };
            if let Some(earlier) = place.replace(file) {
                let second = place.as_ref().map_or("", Source::path).to_owned();
                let first = earlier.path().to_owned();
                return Err(IntakeError::TwoSetsOfVotes { first, second });
            }
        }
        let missing = |missing| IntakeError::IncompleteFolder { path: path.to_owned(), missing };
        let comments = comments.ok_or_else(|| missing(COMMENTS))?;
        if votes.is_none() && matrix.is_none() {
            return Err(missing("votes.csv or participants-votes.csv"));
        }
        Ok(Export { path: path.to_owned(), comments, votes, matrix, summary })
    }

    /// Refuses votes of the opposite sign.
    fn check_sign(self, comments: &Comments, ballots: &Ballots) -> Result<(), IntakeError> {
        let (as_is, exchanged) = ballots.distances(comments);
        if as_is < 10 || exchanged >= as_is.div_ceil(4) {
            return Ok(());
        }
        let votes = self.votes.or(self.matrix);
        Err(IntakeError::VoteSign { path: votes.map_or(self.path, |v| v.path().into()) })
    }
}

/// Reads an export.
pub(crate) fn read(
    mut export: Export,
    options: &Options,
    gathered: &mut Gathered,
) -> Result<(), IntakeError> {
    if let Some(summary) = &mut export.summary {
        read_summary(summary, gathered)?;
    }
    let mut comments = read_comments(&mut export.comments, options, gathered)?;
    let mut ballots = match &mut export.votes {
        Some(source) => {
            read_votes(source, &mut comments, Ballots::with(&options.constituencies), gathered)?
        }
        None => Ballots::default(),
    };
    let mut order = ballots.order();
    if let Some(source) = &mut export.matrix {
        let mut matrix = read_matrix(source, &mut comments, Ballots::default(), gathered)?;
        if export.votes.is_some() {
            ballots.compare(&matrix, &comments, &mut gathered.read.disagreements);
        } else {
            order = matrix.order();
            ballots = matrix;
        }
    }
    export.check_sign(&comments, &ballots)?;
    gathered.put_to_vote(comments);
    ballots.settle(order, &mut gathered.read.heard);
    Ok(())
}

/// Reads the statements and votes of an export to be packed. With both, the votes are read and the
/// matrix is not.
pub(crate) fn read_ballots(
    mut export: Export,
    gathered: &mut Gathered,
) -> Result<(Comments, Ballots), IntakeError> {
    if let Some(summary) = &mut export.summary {
        read_summary(summary, gathered)?;
    }
    let mut comments = read_comments(&mut export.comments, &Options::default(), gathered)?;
    let ballots = match (&mut export.votes, &mut export.matrix) {
        (Some(source), _) => read_votes(source, &mut comments, Ballots::journal(), gathered)?,
        (None, Some(source)) => read_matrix(source, &mut comments, Ballots::journal(), gathered)?,
        (None, None) => Ballots::journal(),
    };
    export.check_sign(&comments, &ballots)?;
    Ok((comments, ballots))
}

/// Reads votes, or a vote matrix, by itself, to be packed.
pub(crate) fn read_ballots_alone(
    source: &mut Source,
    comments: &mut Comments,
    gathered: &mut Gathered,
) -> Result<Ballots, IntakeError> {
    let by_vote = {
        let (table, _) = open(source, FileKind::PolisVotes)?;
        column(&table, &VOTE).is_some()
    };
    let read = if by_vote { read_votes } else { read_matrix };
    read(source, comments, Ballots::journal(), gathered)
}

/// Reads `comments.csv` by itself, as contributions and statements without votes.
pub(crate) fn read_comments_alone(
    source: &mut Source,
    options: &Options,
    gathered: &mut Gathered,
) -> Result<(), IntakeError> {
    let comments = read_comments(source, options, gathered)?;
    gathered.put_to_vote(comments);
    Ok(())
}

/// Looks at a file and opens it as a table.
fn open<'s>(source: &'s mut Source, kind: FileKind) -> Result<(Table<'s>, Account), IntakeError> {
    let path = source.path().to_owned();
    let survey = encoding::survey(source).map_err(IntakeError::io(&path))?;
    let found = kind::text(source, &survey)?;
    let table = csv::open(source, &survey, found, None)?;
    let account = table.account(&survey, kind);
    Ok((table, account))
}

/// The first column of one of these names.
fn column(table: &Table<'_>, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| {
        let name = synonyms::folded(name);
        table.header.columns.iter().position(|column| synonyms::folded(&column.name) == name)
    })
}

/// The first column of one of these names, which must be there.
fn needed(table: &Table<'_>, names: &[&str]) -> Result<usize, IntakeError> {
    column(table, names).ok_or_else(|| IntakeError::NoSuchColumn {
        path: table.path.clone(),
        what: "a Polis export".to_owned(),
        wanted: names[0].to_owned(),
        columns: table.header.columns.iter().map(|column| column.name.clone()).collect(),
    })
}

/// Names of the columns that hold a statement's id and a comment's text.
const STATEMENT: [&str; 4] = ["comment-id", "statement_id", "tid", "comment"];
const BODY: [&str; 4] = ["comment-body", "body", "txt", "text"];
/// Names of the columns that hold a vote.
const VOTE: [&str; 2] = ["vote", "vote_value"];
/// Names of the columns that hold a participant's id.
const VOTER: [&str; 5] = ["voter-id", "participant", "participant_id", "user_id", "pid"];

/// True for the header of a Polis `comments.csv`.
pub(crate) fn is_comments(names: &[String]) -> bool {
    let has = |wanted: &str| names.iter().any(|name| synonyms::folded(name) == wanted);
    has("commentid") && has("commentbody")
}

/// True for the header of votes without the texts they are about: a statement's id, a participant's
/// and a vote, and no text.
pub(crate) fn is_votes(names: &[String]) -> bool {
    let has = |wanted: &[&str]| {
        let mut folded = wanted.iter().map(|name| synonyms::folded(name));
        folded.any(|wanted| names.iter().any(|name| synonyms::folded(name) == wanted))
    };
    has(&STATEMENT[..3]) && has(&VOTER) && has(&VOTE) && !has(&BODY)
}

/// True for the header of a vote matrix: its figures, and columns whose names are numbers.
pub(crate) fn is_matrix(names: &[String]) -> bool {
    let has = |wanted: &str| names.iter().any(|name| name.trim() == wanted);
    has("participant") && has("n-votes") && has("n-agree")
}

/// Where the columns of `comments.csv` stand.
#[derive(Debug)]
struct CommentColumns {
    id: usize,
    body: usize,
    author: Option<usize>,
    time: Option<usize>,
    moderated: Option<usize>,
    is_meta: Option<usize>,
    is_seed: Option<usize>,
    counts: Option<(usize, usize)>,
    width: usize,
}

fn read_comments(
    source: &mut Source,
    options: &Options,
    gathered: &mut Gathered,
) -> Result<Comments, IntakeError> {
    let (mut table, mut account) = open(source, FileKind::PolisComments)?;
    let columns = CommentColumns {
        id: needed(&table, &STATEMENT)?,
        body: needed(&table, &BODY)?,
        author: column(&table, &["author-id", "participant_id", "pid"]),
        time: column(&table, &["timestamp", "created"]),
        moderated: column(&table, &["moderated", "mod"]),
        is_meta: column(&table, &["is-meta"]),
        is_seed: column(&table, &["is-seed"]),
        counts: column(&table, &["agrees"]).zip(column(&table, &["disagrees"])),
        width: table.header.columns.len(),
    };
    let names = table.names();
    let form = Form::of(&table);
    let defaults = Defaults::new(options, Channel::FormImport);
    let mut comments = Comments::default();
    while let Some(record) = table.next()? {
        match comment(&record, &form, &columns, &defaults) {
            Ok((contribution, statement, counts)) => {
                account.accept();
                comments.add(contribution, statement, counts);
            }
            Err((column, reason)) => {
                let column = column.map_or("", |at| names[at].as_str());
                account.set_aside(record.line, column, reason, kept(record.raw));
            }
        }
    }
    if account.file.rows_read == 0 {
        return Err(IntakeError::HeaderOnly(account.file.path));
    }
    comments.first = gathered.hear(account, std::mem::take(&mut comments.contributions));
    Ok(comments)
}

/// A comment as contribution and statement, with its own counts of agree and disagree.
pub(crate) type Comment = (Contribution, Statement, Option<(u64, u64)>);

fn comment(
    record: &Record<'_>,
    form: &Form,
    columns: &CommentColumns,
    defaults: &Defaults<'_>,
) -> Result<Comment, Fault> {
    let (line, body) = comment_text(record, form, columns).map_err(|reason| (None, reason))?;
    let cell = |at: Option<usize>| at.map_or(Cow::Borrowed(""), |at| record.cell(line, at));
    let id = record.cell(line, columns.id);
    if row::is_blank(&id) {
        return Err((Some(columns.id), Reason::NoId));
    }
    let id = row::whole(&id).map_err(|reason| (Some(columns.id), reason))?;
    let body = row::whole(&body).map_err(|reason| (Some(columns.body), reason))?;
    let author = cell(columns.author);
    let moderation =
        moderation(&cell(columns.moderated)).map_err(|reason| (columns.moderated, reason))?;
    let sent = time(&cell(columns.time)).map_err(|reason| (columns.time, reason))?;
    let flag = |at: Option<usize>| flag(&cell(at)).map_err(|reason| (at, reason));
    let statement = Statement {
        is_meta: flag(columns.is_meta)?,
        is_seed: flag(columns.is_seed)?,
        ..Statement::new("", "")
    };
    let counts = columns.counts.and_then(|(agrees, disagrees)| {
        let count = |at| record.cell(line, at).trim().parse().ok();
        count(agrees).zip(count(disagrees))
    });
    let contribution = Contribution {
        id: ContributionId(id),
        constituency: defaults.constituency.clone(),
        participant: (!row::is_blank(&author)).then(|| ParticipantId(author.into_owned())),
        sent,
        moderation,
        ..Contribution::new("", body, defaults.channel)
    };
    Ok((contribution, statement, counts))
}

/// The checked line and the comment's text in it.
fn comment_text<'r>(
    record: &Record<'r>,
    form: &Form,
    columns: &CommentColumns,
) -> Result<(&'r str, Cow<'r, str>), Reason> {
    let line = checked_text(record, form.found())?;
    let start = record.start_of(columns.body).unwrap_or(line.len());
    let is_last = columns.body + 1 == columns.width;
    if is_last && record.len() > columns.width && !line[start..].starts_with('"') {
        return Ok((line, Cow::Borrowed(&line[start..])));
    }
    form.check(record)?;
    Ok((line, record.cell(line, columns.body)))
}

/// Reads a moderation: -1 rejected, 0 not looked at, 1 released.
pub(crate) fn moderation(cell: &str) -> Result<Moderation, Reason> {
    match cell.trim() {
        "-1" => Ok(Moderation::Hidden(ModerationReason::NotStated)),
        "0" | "" => Ok(Moderation::Unmoderated),
        "1" => Ok(Moderation::Released),
        other => Err(Reason::BadModeration(other.to_owned())),
    }
}

/// Reads a time; an empty cell and 0 are unknown.
pub(crate) fn time(cell: &str) -> Result<Option<Timestamp>, Reason> {
    match date::read(cell, SlashOrder::Unsettled) {
        Reading::At(time) => Ok(Some(time)),
        Reading::Unknown => Ok(None),
        Reading::Unusable => Err(Reason::BadDate(cell.to_owned())),
    }
}

/// Reads a flag; an empty cell is no.
pub(crate) fn flag(cell: &str) -> Result<bool, Reason> {
    if row::is_blank(cell) {
        return Ok(false);
    }
    synonyms::yes(cell).ok_or_else(|| Reason::BadAnswer(cell.to_owned()))
}

fn read_votes(
    source: &mut Source,
    comments: &mut Comments,
    mut ballots: Ballots,
    gathered: &mut Gathered,
) -> Result<Ballots, IntakeError> {
    let (mut table, mut account) = open(source, FileKind::PolisVotes)?;
    let columns = VoteColumns {
        statement: needed(&table, &STATEMENT)?,
        voter: needed(&table, &VOTER)?,
        vote: needed(&table, &VOTE)?,
        time: column(&table, &["timestamp"]),
        channel: column(&table, &["channel"]),
        constituency: column(&table, &["constituency"]),
    };
    let names = table.names();
    let form = Form::of(&table);
    let mut plain = columns.plain(&table);
    loop {
        if let Some(plain) = &mut plain {
            let taken = |bytes: &[u8]| plain.take(bytes, comments, &mut ballots);
            let path = &table.path;
            account
                .accept_many(each_plain(&mut table.records, taken).map_err(IntakeError::io(path))?);
        }
        let Some(record) = table.next()? else { break };
        match cast(&record, &form, &columns, comments, &mut ballots) {
            Ok(vote) => {
                account.accept();
                ballots.cast(vote);
            }
            Err((column, reason)) => {
                let column = column.map_or("", |at| names[at].as_str());
                account.set_aside(record.line, column, reason, kept(record.raw));
            }
        }
    }
    gathered.close(account);
    Ok(ballots)
}

/// Reads records as long as they are taken, and counts them.
fn each_plain(
    records: &mut Records<'_>,
    mut take: impl FnMut(&[u8]) -> Option<usize>,
) -> std::io::Result<u64> {
    let mut taken = 0;
    records.each_plain(|bytes| {
        let length = take(bytes);
        taken += u64::from(length.is_some());
        length
    })?;
    Ok(taken)
}

/// Where the columns of `votes.csv` stand.
#[derive(Debug)]
struct VoteColumns {
    statement: usize,
    voter: usize,
    vote: usize,
    time: Option<usize>,
    channel: Option<usize>,
    constituency: Option<usize>,
}

impl VoteColumns {
    /// How a vote came in and for whom it speaks; `None` where the file says neither.
    fn attributes(
        &self,
        cell: impl Fn(usize) -> String,
        constituencies: &[String],
    ) -> Result<Option<VoteAttributes>, Fault> {
        if self.channel.is_none() && self.constituency.is_none() {
            return Ok(None);
        }
        let word = |at: Option<usize>| at.map(&cell).filter(|word| !row::is_blank(word));
        let channel = word(self.channel).map_or(Ok(Channel::FormImport), |word| {
            let unknown = || (self.channel, Reason::UnknownChannel(word.clone()));
            synonyms::channel(&word).ok_or_else(unknown)
        })?;
        let constituency = word(self.constituency).map_or(Ok(Constituency::default()), |word| {
            let unknown = || (self.constituency, Reason::UnknownConstituency(word.clone()));
            synonyms::constituency(&word, constituencies).ok_or_else(unknown)
        })?;
        Ok(Some(VoteAttributes { channel, constituency }))
    }

    /// How plain rows are read, where the table can have some: one cell for each name, each of a
    /// meaning of its own.
    fn plain(&self, table: &Table<'_>) -> Option<PlainVotes> {
        if self.channel.is_some() || self.constituency.is_some() {
            return None;
        }
        let mut cells = vec![Cell::Other; table.width()];
        let named = [
            (Some(self.statement), Cell::Statement),
            (Some(self.voter), Cell::Voter),
            (Some(self.vote), Cell::Vote),
            (self.time, Cell::Time),
        ];
        for (at, cell) in named.into_iter().filter_map(|(at, cell)| Some((at?, cell))) {
            if std::mem::replace(cells.get_mut(at)?, cell) != Cell::Other {
                return None;
            }
        }
        Some(PlainVotes::new(table.plain_delimiter()?, cells))
    }
}

fn cast(
    record: &Record<'_>,
    form: &Form,
    columns: &VoteColumns,
    comments: &mut Comments,
    ballots: &mut Ballots,
) -> Result<VoteCast, Fault> {
    let line = form.check(record).map_err(|reason| (None, reason))?;
    let voter = record.cell(line, columns.voter);
    if row::is_blank(&voter) {
        return Err((Some(columns.voter), Reason::NoId));
    }
    row::whole(&voter).map_err(|reason| (Some(columns.voter), reason))?;
    let cell = record.cell(line, columns.vote);
    let Some(vote) = vote(&cell) else {
        return Err((Some(columns.vote), Reason::BadVote(cell.into_owned())));
    };
    let stated = columns.time.map_or(Cow::Borrowed(""), |at| record.cell(line, at));
    let time = time(&stated).map_err(|reason| (columns.time, reason))?;
    let attributes =
        columns.attributes(|at| record.cell(line, at).into_owned(), ballots.constituencies())?;
    let id = record.cell(line, columns.statement);
    let Some(statement) = comments.position_of_vote(&id) else {
        return Err((Some(columns.statement), Reason::UnknownStatement(id.into_owned())));
    };
    let participant = ballots.participant(&voter);
    if let Some(attributes) = attributes {
        ballots.came(participant, attributes);
    }
    Ok(VoteCast { participant, statement, vote, time })
}

/// Columns of a vote matrix that are no statements.
const MATRIX_FIGURES: [&str; 7] =
    ["xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "n-important"];

/// A statement's column in a vote matrix.
#[derive(Debug)]
struct MatrixColumn {
    at: usize,
    /// `None` when no accepted comment has this id.
    statement: Option<u32>,
    /// Votes in a column without statement.
    left_out: u64,
}

fn read_matrix(
    source: &mut Source,
    comments: &mut Comments,
    mut ballots: Ballots,
    gathered: &mut Gathered,
) -> Result<Ballots, IntakeError> {
    let (mut table, mut account) = open(source, FileKind::PolisMatrix)?;
    let participant = needed(&table, &["participant", "participant-id", "voter-id", "pid"])?;
    let names = table.names();
    let mut columns = matrix_columns(&names, participant, comments, &mut account);
    let form = Form::of(&table);
    let header_line = table.header.rows.1;
    while let Some(record) = table.next()? {
        let voter = form
            .check(&record)
            .map_err(|reason| (None, reason))
            .and_then(|line| matrix_voter(&record, line, participant, &ballots));
        let (line, voter) = match voter {
            Ok(voter) => voter,
            Err((column, reason)) => {
                let column = column.map_or("", |at| names[at].as_str());
                account.set_aside(record.line, column, reason, kept(record.raw));
                continue;
            }
        };
        account.accept();
        let who = ballots.participant(&voter);
        for column in &mut columns {
            let cell = record.cell(line, column.at);
            if row::is_blank(&cell) {
                continue;
            }
            let (Some(vote), Some(statement)) = (vote(&cell), column.statement) else {
                if column.statement.is_none() {
                    column.left_out += 1;
                } else {
                    let reason = Reason::BadVote(cell.into_owned());
                    account.list(record.line, &names[column.at], reason, kept(record.raw));
                }
                continue;
            };
            ballots.cast(VoteCast { participant: who, statement, vote, time: None });
        }
    }
    for column in columns.iter().filter(|column| column.left_out > 0) {
        let reason = Reason::UnknownStatementColumn { votes: column.left_out };
        account.list(header_line, &names[column.at], reason, String::new());
    }
    gathered.close(account);
    Ok(ballots)
}

/// The columns of statements. Others are named in the account unless they are known figures.
fn matrix_columns(
    names: &[String],
    participant: usize,
    comments: &mut Comments,
    account: &mut Account,
) -> Vec<MatrixColumn> {
    let mut columns = Vec::new();
    for (at, name) in names.iter().enumerate().filter(|(at, _)| *at != participant) {
        let is_figure = MATRIX_FIGURES.contains(&name.trim());
        let is_number = name.trim().bytes().all(|byte| byte.is_ascii_digit());
        let statement = match comments.is_open() {
            true if is_number => comments.position_of_vote(name),
            true => None,
            false => comments.position(name).filter(|_| !is_figure),
        };
        if statement.is_some() || is_number {
            columns.push(MatrixColumn { at, statement, left_out: 0 });
        } else if !is_figure {
            account.file.notes.push(format!("the column `{name}` is not read"));
        }
    }
    columns
}

/// The participant of a row of the matrix, who must not have had one before.
fn matrix_voter<'r>(
    record: &Record<'r>,
    line: &'r str,
    participant: usize,
    ballots: &Ballots,
) -> Result<(&'r str, Cow<'r, str>), Fault> {
    let voter = record.cell(line, participant);
    if row::is_blank(&voter) {
        return Err((Some(participant), Reason::NoId));
    }
    row::whole(&voter).map_err(|reason| (Some(participant), reason))?;
    if ballots.knows(&voter) {
        return Err((Some(participant), Reason::RepeatedParticipant(voter.into_owned())));
    }
    Ok((line, voter))
}

/// Reads the title and the description of a conversation. It has no header: each row is a key and a
/// value.
fn read_summary(source: &mut Source, gathered: &mut Gathered) -> Result<(), IntakeError> {
    let path = source.path().to_owned();
    let survey = encoding::survey(source).map_err(IntakeError::io(&path))?;
    if survey.length == 0 {
        return Ok(());
    }
    let found = kind::text(source, &survey)?;
    let pairs = csv::pairs(source, found).map_err(IntakeError::io(&path))?;
    for (key, value) in pairs.into_iter().filter(|(_, value)| !row::is_blank(value)) {
        match key.trim() {
            "topic" => {
                gathered.read.heard.asked.push(value.clone());
                gathered.read.heard.title.get_or_insert(value);
            }
            "conversation-description" => gathered.read.heard.asked.push(value),
            "vote-convention" if value.split(';').any(|part| part.trim() == "agree=-1") => {
                return Err(IntakeError::VoteSign { path });
            }
            _ => {}
        }
    }
    Ok(())
}
