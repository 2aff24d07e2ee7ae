//! The site's pages of taking part: what each answers, and what it records.

use axum::http::StatusCode;
use consultation::{LocalText, ModerationReason, RoundId};
use findings::ThemeId;
use plan::{
    Act, Attribution, ClauseId, ClauseVersion, Decision, Disposition, Figure, Indicator,
    IndicatorId, ItemStatus, Measure, MeasureId, Milestone, MilestoneId, Observation, PlanId,
    PublicBasis, Stated, Subject, Target, WorkReport, WorkReportId,
};
use store::{NewModeration, NewRecord, Post, Shown};

use crate::harness::{Answer, Site};

const TEXT: &str = "Supply homes first.\nThen fields.";

/// Fills in the form, checks it and sends it; gives what was answered to the sending, and its fields.
async fn contribute(site: &Site, text: &str) -> (Answer, Vec<(String, String)>) {
    let form = site.get("/take-part/open/answer?question=water", "").await;
    assert_eq!(form.status, StatusCode::OK);
    let key = form.field("key");
    let fields = [
        ("key", key.as_str()),
        ("question", "water"),
        ("text", text),
        ("constituency", "expert"),
        ("language", "en"),
        ("quotable", "yes"),
    ];
    let check = site.post_form("/take-part/open/check", "", &fields).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.body);
    assert_eq!(check.field("key"), key);
    let sent = site.post_form("/take-part/open/send", "", &fields).await;
    (sent, fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec())
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn an_answer_is_sent_once_and_its_code_stands_in_no_address() {
    let site = Site::new();
    let before = site.size();
    let (sent, fields) = contribute(&site, "Supply homes first.\r\nThen fields.").await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, "/done"));
    let cookie = sent.cookie();
    let stored = site.store.contribution(before).unwrap().unwrap().contribution;
    assert_eq!((stored.text.as_str(), stored.quotable), (TEXT, true));
    assert_eq!(stored.language.unwrap().as_str(), "en");

    // Sent twice, or again from the page that the back button shows: the same record, the same code.
    let again = site.post_form("/take-part/open/send", "", &borrowed(&fields)).await;
    assert_eq!((again.status, again.cookie()), (StatusCode::SEE_OTHER, cookie.clone()));
    let mut changed = fields.clone();
    changed[2].1 = "Supply fields first.".into();
    let conflict = site.post_form("/take-part/open/send", "", &borrowed(&changed)).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.words().contains("Nothing was recorded a second time"));
    assert!(conflict.words().contains("Supply fields first."), "the words are kept");
    assert_ne!(conflict.field("key"), fields[0].1, "a further answer has a key of its own");
    assert_eq!(site.size(), before + 1);

    for _ in 0..2 {
        let done = site.get("/done", &cookie).await;
        let code = cookie.split_once('=').unwrap().1;
        assert_eq!((done.status, done.header("cache-control")), (StatusCode::OK, "no-store"));
        assert!(done.body.contains(code) && done.words().contains(&format!("number {before}")));
        assert!(!done.body.contains(&format!("={code}")), "the code stands in no address");
    }
    let later = site.get("/done", "").await;
    assert_eq!((later.status, later.body.contains("name=\"code\"")), (StatusCode::OK, true));
}

#[tokio::test]
async fn the_thank_you_holds_receipt_and_slip_and_the_receipt_gives_nothing_else_away() {
    let site = Site::new();
    let (sent, _) = contribute(&site, TEXT).await;
    let cookie = sent.cookie();
    let code = cookie.split_once('=').unwrap().1.to_owned();
    let file = site.get("/mine/receipt/file", &cookie).await;
    assert_eq!((file.status, file.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(file.header("content-disposition").starts_with("attachment; filename="));
    let policy = tlog::Policy::of_log(site.store.log_key().clone());
    let (report, receipt) = tlog::check_receipt(&file.body, Some(&policy));
    assert_eq!(report.failed, Vec::<String>::new());
    let receipt = receipt.unwrap();

    let slip = site.get("/mine/receipt/slip", &cookie).await.body;
    let opening = site.store.opening(receipt.proof.index).unwrap().unwrap();
    let attributes = String::from_utf8(opening.attributes).unwrap();
    for private in [code.as_str(), &attributes, &canvass::seal::hex(&opening.attributes_salt)] {
        assert!(slip.contains(private) && !file.body.contains(private), "{private}");
    }
    let code_bytes = canvass::seal::FollowUpCode::read(&code).unwrap();
    assert!(!file.body.contains(&canvass::seal::hex(&code_bytes.sha256())));

    // Both stand in the page itself, and the receipt is the same however much follows it.
    for page in ["/done", "/mine/receipt"] {
        let page = site.get(page, &cookie).await;
        assert!(page.body.contains(&receipt.proof.to_string()));
        assert!(page.words().contains("Checked by this server") && page.body.contains("salt-A "));
    }
    contribute(&site, "Something else.").await;
    assert_eq!(site.get("/mine/receipt/file", &cookie).await.body, file.body);

    let withdrawn = site.post_form("/mine/withdraw", &cookie, &[("sure", "yes")]).await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
    for page in ["/mine/receipt", "/mine/receipt/file", "/mine/receipt/slip"] {
        let gone = site.get(page, &cookie).await;
        assert_eq!(gone.status, StatusCode::GONE, "{page}");
        assert!(!gone.body.contains("Supply") && gone.body.contains("erased"), "{page}");
        assert!(site.get(page, "").await.body.contains("name=\"code\""), "{page}");
    }
}

#[tokio::test]
async fn a_form_that_cannot_be_sent_comes_back_with_its_words() {
    let site = Site::new();
    let size = site.size();
    let long = "a".repeat(5_001);
    // what, text, constituency, language, status, words on top
    let table = [
        ("empty", " \r\n ", "public", "", 422, "Write your answer."),
        ("long", long.as_str(), "public", "", 413, "Your answer has 5,001 characters."),
        ("constituency", "Homes.", "kings", "", 422, "Choose for whom you speak."),
        ("language", "Homes.", "public", "no tag", 422, "Choose a language from the list."),
    ];
    for (what, text, constituency, language, status, words) in table {
        let fields = [
            ("key", "0123456789abcdef"),
            ("text", text),
            ("constituency", constituency),
            ("language", language),
        ];
        for path in ["/take-part/open/check", "/take-part/open/send"] {
            let answer = site.post_form(path, "", &fields).await;
            assert_eq!(answer.status.as_u16(), status, "{what}");
            assert!(answer.body.contains("<title>Error: "), "{what}");
            assert_eq!(answer.body.matches(words).count(), 2, "{what}: on top and at the field");
            assert!(answer.body.contains("autofocus"), "{what}: the summary takes the focus");
            assert!(answer.body.contains(text.trim()), "{what}: the words are kept");
            assert_eq!(answer.field("key"), "0123456789abcdef", "{what}");
        }
    }
    // A round that closed while the form was open, and a form without its key.
    let fields = [("key", "0123456789abcdef"), ("text", "Homes first.")];
    let closed = site.post_form("/take-part/over/send", "", &fields).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    assert!(closed.words().contains("Nothing was recorded. Your text is below"));
    assert!(closed.words().contains("Homes first."));
    let keyless = site.post_form("/take-part/open/send", "", &fields[1..]).await;
    assert_eq!(keyless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(keyless.body.contains("/take-part/open/send") && keyless.field("key").len() == 32);
    let missing = site.post_form("/take-part/none/check", "", &fields).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert_eq!(site.size(), size);
}

#[tokio::test]
async fn rounds_are_there_before_they_open_and_after_they_close() {
    let site = Site::new();
    // page, status, words
    let table = [
        ("/take-part", 200, "Open now"),
        ("/take-part/open", 200, "Who should be supplied first?"),
        ("/take-part/over", 200, "This round closed on"),
        ("/take-part/later", 200, "This round opens on"),
        ("/take-part/over/answer", 303, ""),
        ("/take-part/none", 404, "There is no page at this address"),
        ("/vote/over", 200, "Voting closed on"),
        ("/vote/later", 200, "Voting opens on"),
        ("/votes/open", 200, "No votes are analysed yet."),
        ("/said", 200, "No findings yet."),
        ("/said/1", 404, "There is no page at this address"),
        ("/mine", 200, "Follow-up code"),
        ("/check", 200, "It holds:"),
        ("/how", 200, "How we count, moderate and weigh"),
        ("/zh/take-part/open", 200, "应先供给何处？"),
        ("/zh/vote/open", 200, "您赞成这条陈述吗？"),
        ("/zh/check", 200, "成立："),
    ];
    for (path, status, words) in table {
        let answer = site.get(path, "").await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert!(answer.words().contains(words), "{path}: {}", answer.words());
    }
}

#[tokio::test]
async fn a_code_opens_what_it_stands_for_and_nothing_tells_a_wrong_from_an_unknown_one() {
    let site = Site::new();
    let (sent, _) = contribute(&site, TEXT).await;
    let code = sent.cookie().split_once('=').unwrap().1.to_owned();
    let typed = code.to_lowercase().replace('-', "  ").replace('0', "o");
    let opened = site.post_form("/mine", "", &[("code", &typed)]).await;
    assert_eq!((opened.status, opened.header("location")), (StatusCode::SEE_OTHER, "/mine/way"));
    assert_eq!(opened.cookie(), sent.cookie());
    let way = site.get("/mine/way", &opened.cookie()).await;
    assert!(way.body.contains(TEXT) && way.words().contains("Not yet counted in an analysis"));

    let answer = |typed: &'static str| {
        let site = &site;
        async move {
            let answer = site.post_form("/mine", "", &[("code", typed)]).await;
            (answer.status, answer.body.replace(typed, ""), answer.header("set-cookie").to_owned())
        }
    };
    let unknown = answer("00000-00000-00000-00000-00000-00").await;
    assert_eq!(unknown, answer("11111-00000-00000-00000-00000-00").await);
    assert_eq!((unknown.0, unknown.2.as_str()), (StatusCode::NOT_FOUND, ""));

    let closed = site.post_form("/mine", &opened.cookie(), &[("close", "yes")]).await;
    assert!(closed.header("set-cookie").contains("Max-Age=0"));
}

#[tokio::test]
async fn an_author_corrects_and_withdraws() {
    let site = Site::new();
    let (sent, _) = contribute(&site, TEXT).await;
    let cookie = sent.cookie();
    let first = site.size() - 1;
    let index = first.to_string();
    let new = [("index", index.as_str()), ("text", "Supply hospitals first.")];
    for _ in 0..2 {
        let answer = site.post_form("/mine/correct", &cookie, &new).await;
        assert_eq!(answer.header("location"), "/mine/way");
    }
    assert_eq!(site.size(), first + 2, "sent twice, recorded once");
    let index = (first + 1).to_string();
    let empty = [("index", index.as_str()), ("text", "  ")];
    let refused = site.post_form("/mine/correct", &cookie, &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("<title>Error: ") && refused.words().contains("hospitals"));

    let unsure = site.post_form("/mine/withdraw", &cookie, &[]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsure.words().contains("Tick the box"));
    for _ in 0..2 {
        let gone = site.post_form("/mine/withdraw", &cookie, &[("sure", "yes")]).await;
        assert_eq!(gone.header("location"), "/mine/way");
    }
    let way = site.get("/mine/way", &cookie).await;
    assert_eq!(way.status, StatusCode::GONE);
    assert!(way.words().contains(&format!("Number {}", first + 1)));
    assert!(!way.body.contains("hospitals"));
    assert_eq!(site.get("/done", &cookie).await.header("location"), "/mine/way");
}

#[tokio::test]
async fn one_vote_at_a_time_and_a_card_sent_twice_counts_once() {
    let site = Site::new();
    let before = site.size();
    let card = site.get("/vote/open", "").await;
    assert!(card.words().contains("1 of 3"));
    let [key, drawn, shown] = ["key", "statement", "shown"].map(|name| card.field(name));
    let ballot = |vote: &str| {
        [("statement", drawn.as_str()), ("key", "0123456789abcdef"), ("vote", vote)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let sent = [("statement", &*drawn), ("key", &*key), ("shown", &*shown), ("vote", "agree")];
    let first = site.post_form("/vote/open", "", &sent).await;
    assert_eq!(first.header("location"), format!("/vote/open?after={drawn}"));
    // The browser had no token yet when it sent the card a second time.
    let second = site.post_form("/vote/open", "", &sent).await;
    assert_eq!((second.cookie(), site.size()), (first.cookie(), before + 1));
    let voter = first.cookie();

    let next = site.get(&format!("/vote/open?after={drawn}"), &voter).await;
    assert!(next.words().contains("2 of 3") && next.field("statement") != drawn);
    assert!(next.words().contains(&format!("Recorded: “Agree” on statement no. {drawn}.")));
    let again = site.get(&format!("/vote/open?again={drawn}"), &voter).await;
    assert!(again.words().contains("You said “Agree” on this statement."));

    // To and fro from one card that the browser kept: what was said last stands.
    for vote in ["disagree", "pass", "disagree"] {
        site.post_form("/vote/open", &voter, &borrowed(&ballot(vote))).await;
    }
    let statements = site.store.statements(&RoundId("open".into())).unwrap();
    let counts = statements[drawn.parse::<usize>().unwrap() - 1].counts;
    assert_eq!((counts.agree, counts.disagree, counts.pass), (0, 1, 0));

    let nothing = site.post_form("/vote/open", &voter, &borrowed(&ballot("maybe"))).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.words().contains("Choose one of the three answers."));
    for _ in 0..2 {
        let statement = site.get("/vote/open", &voter).await.field("statement");
        let key = format!("0123456789abcde{statement}");
        let ballot = [("statement", &*statement), ("key", &*key), ("vote", "pass")];
        site.post_form("/vote/open", &voter, &ballot).await;
    }
    let end = site.get("/vote/open", &voter).await;
    assert!(end.words().contains("You have answered all 3 statements"));
    let closed = site.post_form("/vote/over", &voter, &borrowed(&ballot("agree"))).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    // A cookie of another installation: the voter begins anew.
    let stranger = "canvass-voter=0123456789abcdef0123456789abcdef";
    let fresh = site.post_form("/vote/open", stranger, &sent).await;
    assert_eq!(fresh.cookie(), voter, "the card was this browser's");
}

/// For whom somebody votes is asked before the first answer, holds for all their votes, and stands beside
/// the token and nowhere else.
#[tokio::test]
async fn a_voter_may_state_a_constituency_before_the_first_answer() {
    let site = Site::new();
    let card = site.get("/vote/open", "").await;
    assert!(card.words().contains("I vote as (optional)") && card.body.contains("farmers"));
    let [key, drawn, shown] = ["key", "statement", "shown"].map(|name| card.field(name));
    let sent = |speaks| {
        [
            ("statement", drawn.clone()),
            ("key", key.clone()),
            ("shown", shown.clone()),
            ("vote", "agree".to_owned()),
            ("constituency", String::from(speaks)),
        ]
    };
    let before = site.size();
    let unknown = sent("fishers");
    let refused =
        site.post_form("/vote/open", "", &unknown.each_ref().map(|(n, v)| (*n, &**v))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("Choose for whom you speak."));
    assert_eq!(site.size(), before);
    // The same card, with what it carries of how it was drawn.
    assert_eq!([refused.field("key"), refused.field("shown")], [key.clone(), shown.clone()]);
    let farmers = sent("farmers");
    let first =
        site.post_form("/vote/open", "", &farmers.each_ref().map(|(n, v)| (*n, &**v))).await;
    let voter = first.cookie();
    let next = site.get("/vote/open", &voter).await;
    assert!(!next.words().contains("I vote as"), "it is asked once");
    let second = next.field("statement");
    let ballot = [("statement", &*second), ("key", "0123456789abcdef"), ("vote", "pass")];
    site.post_form("/vote/open", &voter, &ballot).await;
    // Somebody else states nothing.
    let card = site.get("/vote/open", "").await;
    let [key, drawn] = ["key", "statement"].map(|name| card.field(name));
    let ballot = [("statement", &*drawn), ("key", &*key), ("vote", "skip")];
    site.post_form("/vote/open", "", &ballot).await;

    let heard = site.store.heard(Some(&RoundId("open".into()))).unwrap().heard;
    let spoken = |who: u32| heard.vote_attributes[who as usize].constituency.as_str();
    assert_eq!(
        heard.votes.iter().map(|cast| spoken(cast.participant)).collect::<Vec<_>>(),
        ["farmers"; 2]
    );
    assert_eq!(site.size(), before + 2, "a leaf for each vote, and none for who casts it");
}

/// Every card is drawn with a known probability, stays until it is answered or skipped, and is on
/// record from the first vote on.
#[tokio::test]
async fn what_is_shown_is_recorded_with_its_probability() {
    use consultation::ExposureOutcome::{Answered, Shown, Skipped};
    let site = Site::new();
    let seen = || {
        let found = site.store.exposures(&RoundId("open".into())).unwrap();
        found.iter().map(|one| (one.statement, one.outcome)).collect::<Vec<_>>()
    };
    let card = site.get("/vote/open", "").await;
    assert_eq!(seen(), [], "nobody is known yet");
    let [key, first, shown] = ["key", "statement", "shown"].map(|name| card.field(name));
    let sent = [("statement", &*first), ("key", &*key), ("shown", &*shown), ("vote", "agree")];
    let voter = site.post_form("/vote/open", "", &sent).await.cookie();
    let number = |text: &str| text.parse::<u64>().unwrap();
    assert_eq!(seen(), [(number(&first), Answered)]);

    let second = site.get("/vote/open", &voter).await.field("statement");
    assert_eq!(site.get("/vote/open", &voter).await.field("statement"), second, "it stays");
    assert_eq!(seen()[1..], [(number(&second), Shown)]);
    let skip = [("statement", &*second), ("key", "0123456789abcdef"), ("vote", "skip")];
    site.post_form("/vote/open", &voter, &skip).await;
    let third = site.get("/vote/open", &voter).await.field("statement");
    assert_eq!(seen()[1..], [(number(&second), Skipped), (number(&third), Shown)]);
    let last = [("statement", &*third), ("key", "0123456789abcdeg"), ("vote", "pass")];
    site.post_form("/vote/open", &voter, &last).await;
    let end = site.get("/vote/open", &voter).await;
    assert!(end.words().contains("answered 2 statements of this round and left 1 unanswered"));

    // Of three new statements each was as likely as any; of two, one half; of one, certain.
    let found = site.store.exposures(&RoundId("open".into())).unwrap();
    let expected = [1.0 / 3.0, 0.5, 1.0];
    for (one, expected) in found.iter().zip(expected) {
        assert!((one.probability - expected).abs() < 1e-12, "{found:?}");
    }

    // A probability that this installation did not mark is not taken; the vote is.
    let card = site.get("/vote/open", "").await;
    let forged = format!("3ff0000000000000{}", &card.field("shown")[16..]);
    let [key, statement] = ["key", "statement"].map(|name| card.field(name));
    let sent = [("statement", &*statement), ("key", &*key), ("shown", &*forged), ("vote", "agree")];
    assert_eq!(site.post_form("/vote/open", "", &sent).await.status, StatusCode::SEE_OTHER);
    assert_eq!(seen().len(), 3);
}

/// Thirty letters on two subjects, the author's among them, released, analysed and answered.
async fn weighed(site: &Site, decision: Decision) -> String {
    let subjects = [
        "In a drought the water of the reservoir should go to homes first",
        "Visitors from abroad find it hard to pay in shops and hotels by card",
    ];
    let text = |number: usize| {
        format!("{}, says writer {number}. Call 13800138000.", subjects[number % 2])
    };
    site.write(0..30, text).await;
    let (sent, _) = contribute(site, "Water of the reservoir should go to homes first.").await;
    let index = site.size() - 1;
    for released in index - 30..index {
        moderate(site, released, Shown::Release);
    }
    let run = site.analyse(2);
    let theme = site.store.assignment(run, index).unwrap().unwrap().theme.unwrap();
    for act in followed(run, theme, decision) {
        site.act(&PlanId("example".into()), act);
    }
    sent.cookie()
}

fn moderate(site: &Site, index: u64, shown: Shown) {
    let record = NewRecord::Moderation(NewModeration { index, shown, body: b"{}".to_vec() });
    site.store.submit(Post::one(canvass::service::now(), record)).unwrap();
}

/// The answer, and where it adopts, the clause, a measure and what shows how far it is.
fn followed(run: u64, theme: ThemeId, decision: Decision) -> Vec<Act> {
    let text = |en: &str| LocalText::one("en", en);
    let day = |text: &str| text.parse().unwrap();
    let clause = ClauseId("2.1".into());
    let adopts = decision == Decision::PartlyAdopted;
    let subject = Subject::Theme { run, theme };
    let answer = Act::Dispose(Disposition {
        subject,
        decision,
        reason: text("Hospitals are supplied before homes."),
        clause: adopts.then(|| clause.clone()),
        evidence: Vec::new(),
        on: day("2026-03-01"),
    });
    if !adopts {
        return vec![answer];
    }
    let synthetic = Attribution {
        lines: String::new(),
        speaker: LocalText::default(),
        status: ItemStatus::Synthetic,
        qualifier: None,
    };
    let measure = Measure {
        due: Stated::Is("2027".parse().unwrap()),
        ..Measure::new(MeasureId("2.1.a".into()), clause.clone(), text("Meter every reservoir"))
    };
    vec![
        answer,
        revised(clause.clone()),
        Act::AddMilestone(Milestone {
            id: MilestoneId("2.1.a-1".into()),
            measure: measure.id.clone(),
            title: text("Half of them"),
            due: Stated::Is("2025-06".parse().unwrap()),
            reached: None,
            attribution: None,
        }),
        Act::AddIndicator(metered(clause, &measure)),
        Act::Observe {
            indicator: IndicatorId("2.a".into()),
            observation: Observation {
                period: "2026".parse().unwrap(),
                part: Default::default(),
                figure: Figure::exact(12.0),
                released: Stated::NotStated,
                evidence: None,
                attribution: synthetic.clone(),
            },
        },
        Act::Report(WorkReport {
            id: WorkReportId("spring".into()),
            body: text("Water office"),
            period: Stated::Is("2026".parse().unwrap()),
            given: Stated::NotStated,
            text: text("Meters are being built."),
            measures: vec![measure.id.clone()],
            clauses: Vec::new(),
            attribution: synthetic,
        }),
        Act::AddMeasure(measure),
    ]
    .into_iter()
    .fold(Vec::new(), in_order)
}

fn revised(clause: ClauseId) -> Act {
    let text = |en: &str| LocalText::one("en", en);
    Act::ReviseClause {
        clause,
        version: ClauseVersion {
            number: 2,
            text: text("In drought, hospitals and homes are supplied first."),
            why: text("People asked for an order of supply."),
            by: LocalText::default(),
            review: None,
            on: Some("2026-03-02".parse().unwrap()),
            basis: PublicBasis::default(),
        },
    }
}

fn metered(clause: ClauseId, measure: &Measure) -> Indicator {
    let text = |en: &str| LocalText::one("en", en);
    let target = |year: &str, number| {
        Stated::Is(Target { period: year.parse().unwrap(), figure: Figure::exact(number) })
    };
    Indicator {
        id: IndicatorId("2.a".into()),
        clause,
        measures: vec![measure.id.clone()],
        title: text("Reservoirs with a meter"),
        unit: text("of 100"),
        source: Stated::NotStated,
        frequency: Stated::NotStated,
        bindingness: Stated::NotStated,
        better: Stated::NotStated,
        baseline: target("2024", 0.0),
        target: target("2030", 90.0),
        observations: Vec::new(),
        attribution: None,
    }
}

/// A measure comes before what points at it.
fn in_order(mut acts: Vec<Act>, act: Act) -> Vec<Act> {
    match act {
        Act::AddMeasure(_) => acts.insert(0, act),
        _ => acts.push(act),
    }
    acts
}

#[tokio::test]
async fn the_way_shows_every_step_from_words_to_outcome() {
    let site = Site::new();
    let cookie = weighed(&site, Decision::PartlyAdopted).await;
    let words = site.get("/mine/way", &cookie).await.words();
    for step in [
        "Part of what you raised is in the plan.",
        "Water of the reservoir should go to homes first.",
        "Held until a person has checked them",
        "Counted in analysis run 1",
        "With 16 contributions in all.",
        "Partly adopted",
        "Hospitals are supplied before homes.",
        "Clause 2.1",
        "added: hospitals and",
        "People asked for an order of supply.",
        "2.1.a Meter every reservoir",
        "due 2027",
        "Half of them Missed",
        "2.a Reservoirs with a meter",
        "Behind pace",
        "Synthetic",
        "12 of 100 (2026)",
        "Water office, for 2026",
    ] {
        assert!(words.contains(step), "`{step}` is not in: {words}");
    }
    assert!(!words.contains("13800138000"), "others' words are shown masked");
}

#[tokio::test]
async fn a_refusal_stands_where_an_adoption_would() {
    let site = Site::new();
    let cookie = weighed(&site, Decision::NotAdopted).await;
    let words = site.get("/mine/way", &cookie).await.words();
    for step in [
        "What you raised was not adopted. The reason is below.",
        "Not adopted",
        "Hospitals are supplied before homes.",
        "No clause takes this up. Nothing in the plan follows from it.",
        "No measure yet",
    ] {
        assert!(words.contains(step), "`{step}` is not in: {words}");
    }
    let index = site.size() - 1;
    let own = (0..index).rev().find(|at| {
        let stored = site.store.contribution(*at).unwrap();
        stored.is_some_and(|stored| stored.contribution.text.starts_with("Water of"))
    });
    moderate(&site, own.unwrap(), Shown::Hide(ModerationReason::OffTopic));
    let words = site.get("/mine/way", &cookie).await.words();
    assert!(words.contains("Not shown to others: they are not about the plan"), "{words}");
}

#[tokio::test]
async fn findings_are_shown_only_as_they_may_be_published() {
    let site = Site::new();
    weighed(&site, Decision::PartlyAdopted).await;
    let said = site.get("/said", "").await;
    assert!(said.words().contains("31 contributions were counted. They raise 2 themes."));
    assert!(said.words().contains("1 of 2 themes have an answer."));
    let published = site.service.published().await.unwrap().unwrap();
    for theme in &published.findings.themes.themes {
        let page = site.get(&format!("/said/{}", theme.id), "").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.words().contains("[telephone]") && !page.body.contains("13800138000"));
        // Ten on a page, oldest first; the next page begins where this one ends.
        let first = page.body.matches("<blockquote").count();
        assert!(first >= 10, "{first}");
        let from = page.body.split("?from=").nth(1).unwrap().split('#').next().unwrap();
        let next = site.get(&format!("/said/{}?from={from}", theme.id), "").await;
        assert!(next.words().contains(&format!("no. {from}")));
    }
    assert_eq!(site.get("/said/99", "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/votes/open", "").await.status, StatusCode::OK);
    let check = site.get("/check", "").await;
    let root = canvass::seal::hex(&site.store.tree().unwrap().root.0);
    let shown = check.words().replace(' ', "");
    assert!(shown.contains(&root), "{root} in {shown}");
}
