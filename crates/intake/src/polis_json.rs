//! pol.is conversations as JSON: `votes.json` and `comments.json`, two lists of objects.
//!
//! Both spellings are read: `pid`, `tid`, `mod`, and `participant_id`, `statement_id`, `moderated`.
//! Agree is 1 here. The comments carry their own counts; if those fit the votes better with agree
//! and disagree exchanged, the file is refused, since every finding would be turned round; other
//! differences are listed. `conversation.json` gives the title, where it is there.
//!
//! Cost: one pass over each list, element by element. Checked on the three conversations of the
//! corpora, whose counts all agree.

use std::borrow::Cow;
use std::fmt;
use std::io::{BufReader, Read, Seek, SeekFrom};

use consultation::{Channel, Contribution, ContributionId, ParticipantId, Statement, VoteCast};
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;

use crate::account::{Account, Gathered};
use crate::ballots::{Ballots, Comments, vote};
use crate::jsonl::Object;
use crate::polis::{Comment, flag, moderation, time};
use crate::read::{FileKind, FileRead, kept};
use crate::row::{self, Defaults, Reason};
use crate::source::{COMMENTS_JSON, CONVERSATION_JSON, Source, VOTES_JSON};
use crate::{IntakeError, Options, encoding, kind};

/// The files of a conversation.
#[derive(Debug)]
pub(crate) struct Conversation {
    comments: Source,
    votes: Source,
    about: Option<Source>,
}

impl Conversation {
    /// Picks the files of a conversation out of a folder; the others are let go.
    pub(crate) fn of(path: &str, files: Vec<Source>) -> Result<Self, IntakeError> {
        let (mut comments, mut votes, mut about) = (None, None, None);
        for file in files {
            match file.name() {
                COMMENTS_JSON => comments = Some(file),
                VOTES_JSON => votes = Some(file),
                CONVERSATION_JSON => about = Some(file),
                _ => {}
            }
        }
        let missing = |missing| IntakeError::IncompleteFolder { path: path.to_owned(), missing };
        let comments = comments.ok_or_else(|| missing(COMMENTS_JSON))?;
        let votes = votes.ok_or_else(|| missing(VOTES_JSON))?;
        Ok(Conversation { comments, votes, about })
    }
}

/// Reads a conversation.
pub(crate) fn read(
    mut conversation: Conversation,
    options: &Options,
    gathered: &mut Gathered,
) -> Result<(), IntakeError> {
    if let Some(about) = &mut conversation.about {
        read_about(about, gathered)?;
    }
    let comments = read_comments(&mut conversation.comments, options, gathered)?;
    let mut ballots = read_votes(&mut conversation.votes, &comments, gathered)?;
    let order = ballots.order();
    let (as_is, exchanged) = ballots.distances(&comments);
    if exchanged < as_is {
        return Err(IntakeError::VoteSign { path: conversation.votes.path().to_owned() });
    }
    ballots.compare_counts(&comments, &mut gathered.read.disagreements);
    gathered.put_to_vote(comments);
    ballots.settle(order, &mut gathered.read.heard);
    Ok(())
}

/// A reason with the key it stands under; empty when the element as a whole is at fault.
type Fault = (&'static str, Reason);

fn read_comments(
    source: &mut Source,
    options: &Options,
    gathered: &mut Gathered,
) -> Result<Comments, IntakeError> {
    let defaults = Defaults::new(options, Channel::FormImport);
    let mut comments = Comments::default();
    let account = each_element(source, FileKind::PolisCommentsJson, |object| {
        let (contribution, statement, counts) = comment(object, &defaults)?;
        comments.add(contribution, statement, counts);
        Ok(())
    })?;
    if account.file.rows_read == 0 {
        return Err(IntakeError::Empty(account.file.path));
    }
    comments.first = gathered.hear(account, std::mem::take(&mut comments.contributions));
    Ok(comments)
}

fn comment(object: &Object, defaults: &Defaults<'_>) -> Result<Comment, Fault> {
    let id = id(object, ["tid", "statement_id"])?;
    let (key, body) = text(object, ["txt", "text"])?;
    let body = row::whole(&body).map_err(|reason| (key, reason))?;
    let (key, state) = text(object, ["mod", "moderated"])?;
    let moderation = moderation(&state).map_err(|reason| (key, reason))?;
    let (key, created) = text(object, ["created", "timestamp"])?;
    let sent = time(&created).map_err(|reason| (key, reason))?;
    let flagged = |key: &'static str| {
        text(object, [key, key]).and_then(|(_, cell)| flag(&cell).map_err(|reason| (key, reason)))
    };
    let statement = Statement {
        is_meta: flagged("is_meta")?,
        is_seed: flagged("is_seed")?,
        ..Statement::new("", "")
    };
    let count = |key: &str| object.text(key).ok()?.parse::<u64>().ok();
    let (_, author) = text(object, ["pid", "participant_id"])?;
    let contribution = Contribution {
        id: ContributionId(id),
        constituency: defaults.constituency.clone(),
        participant: (!row::is_blank(&author)).then(|| ParticipantId(author.into_owned())),
        sent,
        moderation,
        ..Contribution::new("", body, defaults.channel)
    };
    Ok((contribution, statement, count("agree_count").zip(count("disagree_count"))))
}

fn read_votes(
    source: &mut Source,
    comments: &Comments,
    gathered: &mut Gathered,
) -> Result<Ballots, IntakeError> {
    let mut ballots = Ballots::default();
    let account = each_element(source, FileKind::PolisVotesJson, |object| {
        let voter = id(object, ["pid", "participant_id"])?;
        let (key, cell) = text(object, ["vote", "vote"])?;
        let vote = vote(&cell).ok_or_else(|| (key, Reason::BadVote(cell.into_owned())))?;
        let (key, modified) = text(object, ["modified", "created"])?;
        let time = time(&modified).map_err(|reason| (key, reason))?;
        let (key, on) = text(object, ["tid", "statement_id"])?;
        let statement = comments
            .position(&on)
            .ok_or_else(|| (key, Reason::UnknownStatement(on.into_owned())))?;
        let participant = ballots.participant(&voter);
        ballots.votes.push(VoteCast { participant, statement, vote, time });
        Ok(())
    })?;
    gathered.close(account);
    Ok(ballots)
}

/// The first of two spellings of a key that the object has, with its content.
fn text<'o>(
    object: &'o Object,
    keys: [&'static str; 2],
) -> Result<(&'static str, Cow<'o, str>), Fault> {
    let has = |key: &str| object.0.iter().any(|(name, _)| name == key);
    let key = if has(keys[0]) { keys[0] } else { keys[1] };
    object.text(key).map(|text| (key, text)).map_err(|reason| (key, reason))
}

/// An id, which must not be empty.
fn id(object: &Object, keys: [&'static str; 2]) -> Result<String, Fault> {
    let (key, id) = text(object, keys)?;
    if row::is_blank(&id) {
        return Err((key, Reason::NoId));
    }
    row::whole(&id).map_err(|reason| (key, reason))
}

/// Hands each object of a JSON list to `take`; what it refuses, and elements that are no objects,
/// are set aside.
fn each_element(
    source: &mut Source,
    kind: FileKind,
    mut take: impl FnMut(&Object) -> Result<(), Fault>,
) -> Result<Account, IntakeError> {
    let (path, name) = (source.path().to_owned(), source.name().to_owned());
    let failed = |cause: serde_json::Error| match cause.io_error_kind() {
        Some(_) => IntakeError::Io { path: path.clone(), cause: cause.into() },
        None => IntakeError::NotJson { path: path.clone(), cause: cause.to_string() },
    };
    let survey = encoding::survey(source).map_err(IntakeError::io(&path))?;
    let found = kind::text(source, &survey)?;
    let mut file = FileRead::new(&path, survey.sha256.clone(), kind);
    file.encoding = Some(found.name());
    let mut account = Account::new(file, &name);
    let text = encoding::Text::new(source, found).map_err(IntakeError::io(&path))?;
    let mut reader = serde_json::Deserializer::from_reader(BufReader::new(text));
    let mut number = 0;
    let each = Each(|element: Value| {
        number += 1;
        let row = |value: &Value| kept(value.to_string().as_bytes());
        let object = match element {
            Value::Object(members) => Object(members.into_iter().collect()),
            other => {
                let reason = Reason::NotAnObject("the element is a plain value or a list".into());
                return account.set_aside(number, "", reason, row(&other));
            }
        };
        match take(&object) {
            Ok(()) => account.accept(),
            Err((key, reason)) => {
                let element = Value::Object(object.0.into_iter().collect());
                account.set_aside(number, key, reason, row(&element));
            }
        }
    });
    each.deserialize(&mut reader).map_err(failed)?;
    reader.end().map_err(failed)?;
    Ok(account)
}

/// Reads a list element by element, so that it is never held as a whole.
struct Each<F>(F);

impl<'de, F: FnMut(Value)> DeserializeSeed<'de> for Each<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(Value)> Visitor<'de> for Each<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<S: SeqAccess<'de>>(mut self, mut list: S) -> Result<(), S::Error> {
        while let Some(element) = list.next_element()? {
            (self.0)(element);
        }
        Ok(())
    }
}

/// Most bytes of `conversation.json` that are read.
const MAX_ABOUT_BYTES: u64 = 1 << 20;

/// Reads title and description of a conversation; a file that is something else says nothing.
fn read_about(source: &mut Source, gathered: &mut Gathered) -> Result<(), IntakeError> {
    let path = source.path().to_owned();
    let mut bytes = Vec::new();
    source
        .seek(SeekFrom::Start(0))
        .and_then(|_| source.take(MAX_ABOUT_BYTES).read_to_end(&mut bytes))
        .map_err(IntakeError::io(&path))?;
    let Ok(about) = serde_json::from_slice::<Object>(&bytes) else {
        return Ok(());
    };
    let heard = &mut gathered.read.heard;
    for key in ["topic", "description"] {
        let text = about.text(key).unwrap_or_default();
        if row::is_blank(&text) {
            continue;
        }
        heard.asked.push(text.clone().into_owned());
        if key == "topic" {
            heard.title.get_or_insert(text.into_owned());
        }
    }
    Ok(())
}
