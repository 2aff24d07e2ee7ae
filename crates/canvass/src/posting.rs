//! Taking a contribution or votes: the same rules for the form and for the interface.

use consultation::{About, Channel, Constituency, Discussed, Language, RoundId, Stance, Vote};
use serde::Serialize;
use store::{
    Key, NewContribution, NewCorrection, NewParticipant, NewRecord, NewVote, NewWithdrawal, Post,
};
use tlog::Tier;

use crate::config::{
    CONTRIBUTION_CHARS_MAX, KEY_CHARS, LANGUAGE_CHARS_MAX, SOURCE_CHARS_MAX, SOURCES_MAX, VOTES_MAX,
};
use crate::problem::Problem;
use crate::routing::{Drawn, exposure};
use crate::seal::{FollowUpCode, derived_token, draw, pseudonym, sha256};
use crate::service::{Service, now};

/// A contribution as it was sent. Its JSON is what an idempotency key stands for.
#[derive(Clone, Debug, Serialize)]
pub struct Sent {
    /// The round's identifier.
    pub round: String,
    /// The words.
    pub text: String,
    /// For whom it speaks; the public when not stated.
    pub constituency: Option<String>,
    /// The language tag the sender stated.
    pub language: Option<String>,
    /// Leaf of the contribution it replies to.
    pub reply_to: Option<u64>,
    /// What it is about, such as `clause:2.3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// How it stands to what it replies to: for, against or neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stance: Option<String>,
    /// Sources its author names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// The author agreed to be quoted.
    pub quotable: bool,
    /// How it arrived.
    pub channel: Channel,
    /// The participant's token, where the sender gave it: what one person sends counts as one person's.
    #[serde(skip)]
    pub participant: Option<String>,
}

/// A contribution that is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its leaf.
    pub index: u64,
    /// Leaves of the tree that it was recorded with: what its receipt proves against.
    pub size: u64,
    /// Its follow-up code.
    pub code: FollowUpCode,
    /// It was recorded before, under the same key.
    pub again: bool,
}

/// Records a contribution under an idempotency key.
pub async fn contribute(service: &Service, key: &str, sent: Sent) -> Result<Recorded, Problem> {
    check_key(key)?;
    let now = now();
    let round = service.open_round(&sent.round, now)?;
    check_text(&sent.text)?;
    let constituency = constituency(service, &round, sent.constituency.as_deref())?;
    let discussed = discussed(service, &round, &sent).await?;
    let code = FollowUpCode::of_key(service.store().secret(), key);
    let body = serde_json::to_vec(&sent).expect("strings and numbers have a JSON form");
    let record = NewRecord::Contribution(NewContribution {
        round,
        text: sent.text,
        salt: draw(),
        attributes_salt: draw(),
        channel: sent.channel,
        tier: Tier::Open,
        constituency,
        language: language(sent.language)?,
        quotable: sent.quotable,
        sent: Some(now),
        reply_to: sent.reply_to,
        discussed,
        author: sent
            .participant
            .map(|token| pseudonym(service.store().secret(), "participant", &token)),
        code_sha256: Some(code.sha256()),
    });
    let key = key_of("contribution", "", key, &body);
    let kept = service.submit(Post { key: Some(key), now, records: vec![record] }).await?;
    let (index, size) = (kept.leaves.start, kept.tree.size);
    Ok(Recorded { index, size, code, again: kept.again })
}

/// Whether a contribution could be recorded as it is, apart from the round's dates.
pub async fn check(service: &Service, sent: &Sent) -> Result<(), Problem> {
    check_text(&sent.text)?;
    let round = RoundId(sent.round.clone());
    constituency(service, &round, sent.constituency.as_deref())?;
    discussed(service, &round, sent).await?;
    language(sent.language.clone()).map(drop)
}

/// Whether a text may be an idempotency key.
pub fn is_key(key: &str) -> bool {
    let visible = key.bytes().all(|byte| byte.is_ascii_graphic());
    visible && KEY_CHARS.contains(&key.len())
}

/// Somebody who votes by themselves. For whom they speak stands beside the token and in no leaf.
fn participant(token_sha256: [u8; 32], constituency: Constituency) -> NewParticipant {
    NewParticipant { token_sha256, name: None, constituency }
}

/// Records somebody who may vote, for the public where no constituency is stated, else for one that
/// some plan has; gives the bearer token.
pub async fn take_part(service: &Service, stated: Option<&str>) -> Result<String, Problem> {
    let constituency = match stated {
        None => Constituency::Public,
        Some(name) => {
            let found = service.store().plans().constituency(name);
            found.ok_or_else(|| Problem::unknown_constituency(name))?
        }
    };
    let token = crate::seal::token();
    let record = NewRecord::Participant(participant(sha256(&token), constituency));
    service.submit(Post::one(now(), record)).await?;
    Ok(token)
}

/// Records somebody who may vote, once for each key, for the constituency stated in the round's plan;
/// gives the bearer token, which comes from the key. The key is known to whoever was shown the form and
/// to nobody else.
pub async fn take_part_once(
    service: &Service,
    key: &str,
    round: &RoundId,
    stated: Option<&str>,
) -> Result<String, Problem> {
    check_key(key)?;
    let constituency = constituency(service, round, stated)?;
    let token = derived_token(service.store().secret(), key);
    let hash = sha256(&token);
    if service.read(move |store| store.is_participant(&hash)).await? {
        return Ok(token);
    }
    let record = NewRecord::Participant(participant(hash, constituency));
    match service.submit(Post::one(now(), record)).await {
        // The same form, sent twice at one moment.
        Err(problem) if problem.kind == "taken" => Ok(token),
        kept => kept.map(|_| token),
    }
}

/// Votes that are recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cast {
    /// Leaf of the first; the others follow it.
    pub first: u64,
    /// Leaves of the tree that they were recorded with: what their receipts prove against.
    pub size: u64,
    /// They were recorded before, under the same key.
    pub again: bool,
}

/// Votes of one participant in a round, recorded together; gives the leaf of the first.
///
/// Each vote has a leaf of its own, in the order given.
pub async fn vote(
    service: &Service,
    token: &str,
    key: &str,
    round: &str,
    votes: &[(u64, Vote)],
    channel: Channel,
) -> Result<Cast, Problem> {
    vote_on_shown(service, token, key, round, Votes { votes, channel, shown: None }).await
}

/// What a participant says, and where it is the answer to what routing showed a browser that had no
/// token yet, what that was.
#[derive(Clone, Copy, Debug)]
pub struct Votes<'a> {
    /// Statements by their numbers, with the answers.
    pub votes: &'a [(u64, Vote)],
    /// How they arrived.
    pub channel: Channel,
    /// What was shown before the first vote.
    pub shown: Option<Drawn>,
}

/// The same, with what was shown.
pub async fn vote_on_shown(
    service: &Service,
    token: &str,
    key: &str,
    round: &str,
    Votes { votes, channel, shown }: Votes<'_>,
) -> Result<Cast, Problem> {
    check_key(key)?;
    if votes.is_empty() || votes.len() > VOTES_MAX {
        return Err(Problem::vote_count(votes.len()));
    }
    let now = now();
    let round = service.open_round(round, now)?;
    let participant = sha256(token);
    let body = serde_json::to_vec(&(&round, votes)).expect("numbers have a JSON form");
    let shown = shown.map(|drawn| NewRecord::Exposure(exposure(token, &round, drawn)));
    let votes = votes.iter().map(|&(statement, vote)| {
        NewRecord::Vote(NewVote {
            participant,
            round: round.clone(),
            statement,
            vote,
            salt: draw(),
            channel,
            tier: Tier::Open,
            sent: Some(now),
        })
    });
    let records = shown.into_iter().chain(votes).collect();
    let post = Post { key: Some(key_of("votes", token, key, &body)), now, records };
    let kept = service.submit(post).await?;
    Ok(Cast { first: kept.leaves.start, size: kept.tree.size, again: kept.again })
}

/// New words for the contribution with a code; gives its new leaf. With the leaf of the words that
/// they are to take the place of, they are recorded once, however often they are sent.
pub async fn correct(
    service: &Service,
    code: &str,
    text: String,
    channel: Channel,
    instead_of: Option<u64>,
) -> Result<u64, Problem> {
    check_text(&text)?;
    let code = FollowUpCode::read(code).ok_or_else(Problem::unknown_code)?;
    let key = instead_of
        .map(|leaf| key_of("correction", &code.to_string(), &leaf.to_string(), text.as_bytes()));
    let now = now();
    let record = NewRecord::Correction(NewCorrection {
        code_sha256: code.sha256(),
        text,
        salt: draw(),
        attributes_salt: draw(),
        channel,
        tier: Tier::Open,
        language: None,
        sent: Some(now),
    });
    Ok(service.submit(Post { key, now, records: vec![record] }).await?.leaves.start)
}

/// Takes back the contribution with a code; its words are erased. Gives the leaf of the withdrawal.
pub async fn withdraw(service: &Service, code: &str, channel: Channel) -> Result<u64, Problem> {
    let code = FollowUpCode::read(code).ok_or_else(Problem::unknown_code)?;
    let record = NewRecord::Withdrawal(NewWithdrawal {
        code_sha256: code.sha256(),
        channel,
        body: br#"{"schema":"canvass-withdrawal/1","reason":"author"}"#.to_vec(),
    });
    Ok(service.submit(Post::one(now(), record)).await?.leaves.start)
}

fn check_key(key: &str) -> Result<(), Problem> {
    if is_key(key) { Ok(()) } else { Err(Problem::bad_key()) }
}

fn check_text(text: &str) -> Result<(), Problem> {
    if text.trim().is_empty() {
        return Err(Problem::empty_text());
    }
    match text.chars().count() {
        chars if chars > CONTRIBUTION_CHARS_MAX => Err(Problem::long_text(chars)),
        _ => Ok(()),
    }
}

fn constituency(
    service: &Service,
    round: &RoundId,
    name: Option<&str>,
) -> Result<Constituency, Problem> {
    let Some(name) = name else { return Ok(Constituency::Public) };
    let plans = service.store().plans();
    let plan = plans.opened_round(round).and_then(|opened| plans.plan(&opened.plan));
    let defined = plan.map_or(&[][..], |plan| &plan.constituencies);
    Constituency::among(name, defined).ok_or_else(|| Problem::unknown_constituency(name))
}

/// Where it stands in a discussion; `None` where it says nothing of one.
async fn discussed(
    service: &Service,
    round: &RoundId,
    sent: &Sent,
) -> Result<Option<Discussed>, Problem> {
    let stance = sent.stance.as_deref().unwrap_or_default();
    let stance = Stance::named(stance).ok_or_else(Problem::unknown_place)?;
    let lines = sent.sources.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let sources: Vec<String> = lines.map(str::to_owned).collect();
    let long = |line: &String| line.chars().count() > SOURCE_CHARS_MAX || line.contains('\n');
    if sources.len() > SOURCES_MAX || sources.iter().any(long) {
        return Err(Problem::bad_sources());
    }
    let about = match &sent.about {
        // A reply is about what that is about.
        Some(words) if sent.reply_to.is_none() => {
            let about = words.parse().map_err(|_| Problem::unknown_place())?;
            exists(service, round, &about).await?;
            Some(about)
        }
        _ => None,
    };
    if let Some(index) = sent.reply_to {
        let found = service.read(move |store| store.contribution(index)).await?;
        found.ok_or_else(Problem::unknown_place)?;
    }
    let placed = sent.reply_to.is_some() || about.is_some() || !sources.is_empty();
    Ok(placed.then_some(Discussed { about, stance, sources }))
}

/// Whether there is such a clause in the round's plan, such a question in the round, such a theme.
async fn exists(service: &Service, round: &RoundId, about: &About) -> Result<(), Problem> {
    let is_there = match about {
        About::Theme { run, theme } => {
            let (run, theme) = (*run, theme.clone());
            let found = service.read(move |store| store.run(run)).await?;
            found.is_some_and(|run| {
                run.findings.themes.themes.iter().any(|known| known.id.as_str() == theme)
            })
        }
        About::Question(id) => {
            let plans = service.store().plans();
            plans.round(round).is_some_and(|round| round.questions.iter().any(|q| q.id == *id))
        }
        About::Clause(id) => {
            let plans = service.store().plans();
            let plan = plans.opened_round(round).and_then(|opened| plans.plan(&opened.plan));
            plan.is_some_and(|plan| plan.clauses().any(|clause| clause.id.as_str() == id))
        }
    };
    if is_there { Ok(()) } else { Err(Problem::unknown_place()) }
}

fn language(tag: Option<String>) -> Result<Option<Language>, Problem> {
    match tag {
        Some(tag) if !is_tag(&tag) => Err(Problem::bad_body("`language` is no BCP 47 tag.")),
        tag => Ok(tag.map(Language::new)),
    }
}

fn is_tag(tag: &str) -> bool {
    let fits = (2..=LANGUAGE_CHARS_MAX).contains(&tag.len());
    fits && tag.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// A key is private to what it is for and to who sends it, so that two people who draw the same one do
/// not meet.
fn key_of(purpose: &str, owner: &str, key: &str, body: &[u8]) -> Key {
    let scoped = format!("{purpose}\n{owner}\n{key}");
    Key { key_sha256: sha256(scoped), body_sha256: sha256(body) }
}
