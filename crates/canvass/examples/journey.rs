//! One suggestion's journey, from the form to the outcome, through every room.
//!
//!     cargo run --example journey

use canvass::seal::{FollowUpCode, draw};
use consultation::{Channel, Constituency, LocalText, Release, Round, RoundId, Timestamp};
use plan::leaf::SealedAct;
use plan::{Act, ClauseId, ClauseVersion, Decision, Disposition, Measure, MeasureId, PublicBasis};
use store::{NewContribution, NewRecord, NewRun, Post, Store};

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("canvass-journey-{}", canvass::seal::token()));
    let store = Store::create(&folder, draw())?;
    let now = Timestamp(1_767_225_600_000);
    let plan = plan::example();
    let seal = |act| Post::one(now, NewRecord::Act(SealedAct::new(plan.id.clone(), act)));

    // Frame: the outline is published, its round opens.
    store.submit(seal(Act::Publish(Box::new(plan.clone()))))?;
    let round = RoundId("outline".into());
    store.submit(seal(Act::OpenRound(Round {
        id: round.clone(),
        title: LocalText::one("en", "Comments on the outline"),
        opens: now,
        closes: Timestamp(now.0 + 1),
        questions: Vec::new(),
        statements: Vec::new(),
        release: Release::AtOnce,
        consent: LocalText::default(),
    })))?;

    // Hear: words come in, are numbered and sealed; one of them is ours, with a code.
    let code = FollowUpCode::of_key(store.secret(), "a key that the form drew");
    let words = ["Publish who gets water first", "Tell us who gets water first in drought",
        "More buses in the evening", "Evening buses for late shifts"];
    for (text, code) in words.iter().zip([Some(code), None, None, None]) {
        store.submit(Post::one(now, NewRecord::Contribution(NewContribution {
            round: round.clone(),
            text: (*text).to_owned(),
            salt: draw(),
            channel: Channel::Web,
            tier: tlog::Tier::Open,
            constituency: Constituency::Public,
            language: None,
            quotable: true,
            sent: Some(now),
            reply_to: None,
            code_sha256: code.map(FollowUpCode::sha256),
        })))?;
    }

    // Weigh: the analysis reads them all; the run is kept and sealed.
    let input = store.heard(None)?;
    let options = analysis::Options { themes: Some(2), seed: 1, ..Default::default() };
    let found = analysis::analyse(&input.heard, &options, &|_, _, _| ())?.analysed;
    let result_sha256 = canvass::result_folder::sha256_of(&input.heard, &found);
    let run = NewRun { now, input: &input, analysed: &found, result_sha256: &result_sha256 };
    let (run, _) = store.keep_run(&run)?;

    // Draft: our theme is answered, and the clause says what it draws on.
    let ours = store.contribution_by_code(&code.sha256())?.ok_or("the code opens it")?;
    let theme = store.assignment(run, ours.index)?.and_then(|a| a.theme).ok_or("it has a theme")?;
    let (clause, on) = (ClauseId("2.1".into()), jiff::civil::date(2026, 2, 1));
    store.submit(seal(Act::Dispose(Disposition {
        subject: plan::Subject::Theme { run, theme: theme.clone() },
        decision: Decision::Adopted,
        reason: LocalText::one("en", "The clause now asks for it."),
        clause: Some(clause.clone()),
        on,
    })))?;
    let version = ClauseVersion {
        number: 2,
        text: LocalText::one("en", "In drought, homes are supplied first. The order is published."),
        why: LocalText::one("en", "People asked for it."),
        on: Some(on),
        basis: PublicBasis { run: Some(run), themes: vec![theme], statements: Vec::new() },
    };
    store.submit(seal(Act::ReviseClause { clause: clause.clone(), version }))?;

    // Deliver: a measure follows from the clause.
    let title = LocalText::one("en", "Publish the order before the season");
    let measure = Measure::new(MeasureId("2.1.a".into()), clause, title);
    store.submit(seal(Act::AddMeasure(measure)))?;

    // Account: whoever holds the code sees all of it.
    let plans = store.plans();
    let plan = plans.top().ok_or("the plan is published")?;
    let theme = found.findings.themes.themes.iter().find(|theme| plan.disposition_of(run, theme).is_some());
    let way = plan::way_of_theme(plan, run, theme.ok_or("the theme is answered")?);
    println!("number {} · \"{}\"", ours.index, ours.contribution.text);
    println!("answer: {}", way.disposition.ok_or("it is answered")?.reason.get("en"));
    println!("clause: {}", way.clause.ok_or("a clause takes it up")?.current().text.get("en"));
    println!("measure: {}", way.measures.first().ok_or("a measure follows")?.measure.title.get("en"));
    drop(store);
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
