//! One suggestion's journey, from the form to the outcome, through every room.
//!
//!     cargo run --example journey

use canvass::seal::{FollowUpCode, draw, log_key, token};
use consultation::{Channel, Constituency, LocalText, Release, Round, RoundId, Timestamp};
use findings::{Findings, ThemeId};
use plan::leaf::SealedAct;
use plan::{Act, ClauseId, ClauseVersion, Decision, Disposition, Measure, MeasureId, PublicBasis};
use store::{NewContribution, NewRecord, NewRun, Post, Store};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const NOW: Timestamp = Timestamp(1_767_225_600_000);

/// Walks the journey and prints where it ends.
pub(crate) fn main() -> Outcome {
    let folder = std::env::temp_dir().join(format!("canvass-journey-{}", token()));
    let store = Store::create(&folder, draw(), &log_key("localhost/example/log1")?)?;
    let round = frame(&store)?;
    let code = hear(&store, &round)?;
    let (run, findings) = weigh(&store)?;
    let theme = draft(&store, run, code)?;
    deliver(&store)?;
    account(&store, run, &findings, &theme, code)?;
    drop(store);
    Ok(std::fs::remove_dir_all(&folder)?)
}

/// The outline is published, and its round opens.
fn frame(store: &Store) -> Outcome<RoundId> {
    act(store, Act::Publish(Box::new(plan::example())))?;
    let id = RoundId("outline".into());
    act(
        store,
        Act::OpenRound(Round {
            id: id.clone(),
            title: LocalText::one("en", "Comments on the outline"),
            opens: NOW,
            closes: Timestamp(NOW.0 + 1),
            questions: Vec::new(),
            statements: Vec::new(),
            release: Release::AtOnce,
            consent: LocalText::default(),
        }),
    )?;
    Ok(id)
}

/// Words come in, are numbered and sealed. The first are ours: we keep their code.
fn hear(store: &Store, round: &RoundId) -> Outcome<FollowUpCode> {
    let ours = FollowUpCode::of_key(store.secret(), "a key that the form drew");
    let words = [
        ("Publish who gets water first in drought", Some(ours)),
        ("Tell us who gets water first in drought", None),
        ("More buses in the evening", None),
        ("Evening buses for late shifts", None),
    ];
    for (text, code) in words {
        let contribution = NewContribution {
            round: round.clone(),
            text: text.to_owned(),
            salt: draw(),
            attributes_salt: draw(),
            channel: Channel::Web,
            tier: tlog::Tier::Open,
            constituency: Constituency::Public,
            language: None,
            quotable: true,
            sent: Some(NOW),
            reply_to: None,
            discussed: None,
            author: None,
            code_sha256: code.map(FollowUpCode::sha256),
        };
        store.submit(Post::one(NOW, NewRecord::Contribution(contribution)))?;
    }
    Ok(ours)
}

/// The analysis reads everything; the run is kept and sealed.
fn weigh(store: &Store) -> Outcome<(u64, Findings)> {
    let input = store.heard(None)?;
    let options = analysis::Options { themes: Some(2), seed: 1, ..Default::default() };
    let analysed = analysis::analyse(&input.heard, &options, &|_, _, _| ())?.analysed;
    let result_sha256 = canvass::result_folder::sha256_of(&input.heard, &analysed);
    let run = NewRun {
        now: NOW,
        input: &input,
        analysed: &analysed,
        result_sha256: &result_sha256,
        salts: &canvass::seal::draw_many(input.contributions.len()),
    };
    let (number, _) = store.keep_run(&run)?;
    Ok((number, analysed.findings))
}

/// Our theme is answered, and a clause says that it draws on it.
fn draft(store: &Store, run: u64, code: FollowUpCode) -> Outcome<ThemeId> {
    let ours = store.contribution_by_code(&code.sha256())?.ok_or("the code opens it")?;
    let theme = store.assignment(run, ours.index)?.and_then(|a| a.theme).ok_or("it has a theme")?;
    let on = jiff::civil::date(2026, 2, 1);
    act(
        store,
        Act::Dispose(Disposition {
            subject: plan::Subject::Theme { run, theme: theme.clone() },
            decision: Decision::Adopted,
            reason: LocalText::one("en", "The clause now asks for it."),
            clause: Some(ClauseId("2.1".into())),
            evidence: Vec::new(),
            on,
        }),
    )?;
    let version = ClauseVersion {
        number: 2,
        text: LocalText::one("en", "In drought, homes are supplied first. The order is published."),
        why: LocalText::one("en", "People asked for it."),
        by: LocalText::default(),
        review: None,
        on: Some(on),
        basis: PublicBasis {
            run: Some(run),
            themes: vec![theme.clone()],
            ..PublicBasis::default()
        },
    };
    act(store, Act::ReviseClause { clause: ClauseId("2.1".into()), version })?;
    Ok(theme)
}

/// A measure follows from the clause.
fn deliver(store: &Store) -> Outcome {
    let title = LocalText::one("en", "Publish the order before the season");
    let measure = Measure::new(MeasureId("2.1.a".into()), ClauseId("2.1".into()), title);
    act(store, Act::AddMeasure(measure))
}

/// Whoever holds the code sees all of it.
fn account(
    store: &Store,
    run: u64,
    findings: &Findings,
    theme: &ThemeId,
    code: FollowUpCode,
) -> Outcome {
    let ours = store.contribution_by_code(&code.sha256())?.ok_or("the code opens it")?;
    let plans = store.plans();
    let plan = plans.top().ok_or("the plan is published")?;
    let theme = findings.themes.themes.iter().find(|one| one.id == *theme).ok_or("it is found")?;
    let way = plan::way_of_theme(plan, run, theme);
    let answer = way.disposition.ok_or("it is answered")?;
    let clause = way.clause.ok_or("a clause takes it up")?;
    let measure = way.measures.first().ok_or("a measure follows")?.measure;
    println!("number   {}: {}", ours.index, ours.contribution.text);
    println!("answer   {}", answer.reason.get("en"));
    println!("clause   {} {}", clause.id.as_str(), clause.current().text.get("en"));
    println!("measure  {} {}", measure.id.as_str(), measure.title.get("en"));
    Ok(())
}

fn act(store: &Store, act: Act) -> Outcome {
    let sealed = SealedAct::new(plan::example().id, act);
    store.submit(Post::one(NOW, NewRecord::Act(sealed)))?;
    Ok(())
}
