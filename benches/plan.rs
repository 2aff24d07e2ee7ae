//! How long a large plan takes: coverage, suggested links, the statement of consideration.
//!
//!     cargo bench -p canvass --bench plan [-- --clauses N --themes N --contributions N]
//!
//! Makes a record of 5,000 clauses, 2,000 themes and 3.1 million contributions: words from `rehearsal`, a
//! few contributions a theme as its quotes, 8 of each to be pointed at sentence by sentence, as `canvass clause
//! suggest` reads them; 1,000 statements; sizes by a law of Zipf that add up to all contributions; an
//! answer to nine themes of ten and one contribution in a thousand with an answer of its own. The analysis
//! itself is not part of it. Prints how long each answer takes and by how much the most memory in use grows
//! while the statement is written; twice, as the bytes must be the same.

use std::error::Error;
use std::io::{self, Write};
use std::time::Instant;

use canvass::commands::suggest::{offered, suggested};
use consultation::{
    Heard, LocalText, ParticipantId, Statement, Timestamp, Vote, VoteCast, VoteOrder,
};
use findings::{
    Breakdown, Findings, Opinion, Quote, QuoteRole, Share, Slice, Term, Theme, ThemeId,
};
use jiff::civil::date;
use pages::Words;
use pages::site::{Frame, RecordLine, Run, Runs, consideration_markdown};
use plan::{
    Act, By, Chapter, Clause, ClauseId, ClauseVersion, Decision, Disposition, Exception, Objective,
    Plan, PublicBasis, Subject, coverage, coverage_by,
};
use rehearsal::Options;

struct Size {
    clauses: usize,
    themes: usize,
    contributions: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let size = size()?;
    let start = Instant::now();
    let (plan, findings, said, exceptions) = record(&size)?;
    println!(
        "record: {} clauses, {} themes, {} contributions, {} with an answer of their own, made in {:.1} s",
        size.clauses,
        size.themes,
        size.contributions,
        exceptions.len(),
        start.elapsed().as_secs_f64()
    );
    let themes = &findings.themes.themes;
    let start = Instant::now();
    let covered = coverage(&plan, 1, themes, &exceptions);
    let whom = coverage_by(&plan, 1, themes, &exceptions, By::Constituency);
    let how = coverage_by(&plan, 1, themes, &exceptions, By::Channel);
    println!(
        "coverage: {:.3} s ({} of {} answered, {} constituencies, {} channels)",
        start.elapsed().as_secs_f64(),
        covered.contributions.count,
        covered.contributions.of,
        whom.len(),
        how.len()
    );
    let start = Instant::now();
    let offered = offered(1, &findings, &said);
    let clauses: Vec<&Clause> = plan.clauses().collect();
    let links = suggested(&clauses, &offered, 5, 0.1);
    println!(
        "suggested links: {:.2} s ({} links, {} offered)",
        start.elapsed().as_secs_f64(),
        links.len(),
        offered.len()
    );
    statement(&plan, &findings, &exceptions)
}

/// Writes the statement twice, to nowhere but a hash.
fn statement(
    plan: &Plan,
    findings: &Findings,
    exceptions: &[Exception],
) -> Result<(), Box<dyn Error>> {
    let w = Words::english();
    let frame = Frame {
        w,
        base: String::new(),
        home: "/".to_owned(),
        plan,
        languages: Vec::new(),
        plans: Vec::new(),
        style: "/style.css",
        script: "/receipt.js",
        today: date(2026, 3, 1),
        now: Timestamp(0),
        part: None,
        pinned: None,
        record: RecordLine { leaves: 1, run: Some((1, 1)) },
    };
    let runs = Runs { latest: Some(Run { number: 1, findings }), earlier: Vec::new() };
    let mut written = Vec::new();
    for _ in 0..2 {
        let (before, start) = (memory()?, Instant::now());
        let mut sink = Sink::default();
        consideration_markdown(&frame, &runs, exceptions, &mut sink)?;
        println!(
            "statement: {:.2} s, {:.1} MB written, {} MB in use before, at most {:.1} MB more",
            start.elapsed().as_secs_f64(),
            sink.bytes as f64 / 1e6,
            before >> 10,
            memory_most()?.saturating_sub(before) as f64 / 1024.0
        );
        written.push((sink.bytes, sink.hash));
    }
    println!("same bytes: {}", written[0] == written[1]);
    Ok(())
}

/// Counts and hashes (FNV-1a) what is written.
#[derive(Default)]
struct Sink {
    bytes: u64,
    hash: u64,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len() as u64;
        for byte in bytes {
            self.hash = (self.hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Memory in use, in KiB, as the kernel counts it; the most in use is counted anew from here.
fn memory() -> Result<u64, Box<dyn Error>> {
    std::fs::write("/proc/self/clear_refs", "5")?;
    status("VmRSS:")
}

/// Most memory in use since [`memory`] was asked, in KiB.
fn memory_most() -> Result<u64, Box<dyn Error>> {
    status("VmHWM:")
}

fn status(name: &str) -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or("no such line")?;
    Ok(line.trim().trim_end_matches(" kB").trim().parse()?)
}

fn size() -> Result<Size, Box<dyn Error>> {
    let mut size = Size { clauses: 5_000, themes: 2_000, contributions: 3_113_000 };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number =
            || words.next().ok_or("a number is missing")?.parse().map_err(Box::<dyn Error>::from);
        match word.as_str() {
            "--clauses" => size.clauses = number()?,
            "--themes" => size.themes = number()?,
            "--contributions" => size.contributions = number()? as u64,
            "--bench" => {}
            other => return Err(format!("{other}: not an option").into()),
        }
    }
    Ok(size)
}

/// Contributions of each theme that are pointed at, the first of them its quotes; statements.
const SAID: usize = 8;
const QUOTES: usize = 4;
const STATEMENTS: usize = 1_000;

/// Plan, findings, what was said, exceptions.
type Record = (Plan, Findings, Vec<(u64, String)>, Vec<Exception>);

fn record(size: &Size) -> Result<Record, Box<dyn Error>> {
    let (opens, closes) = (Timestamp(1_747_699_200_000), Timestamp(1_750_377_600_000));
    let wanted = size.clauses + STATEMENTS + SAID * size.themes;
    let options = Options { contributions: wanted, voters: 0, ..Options::new(opens, closes) };
    let made = rehearsal::rehearse(&options)?;
    let mut said = made.heard.contributions.into_iter();
    let mut findings =
        analysis::analyse(&Heard::default(), &analysis::Options::default(), &|_, _, _| {})?
            .analysed
            .findings;
    let mut pointed_at = Vec::new();
    let weights: Vec<f64> = (0..size.themes).map(|n| 1.0 / (n as f64 + 10.0)).collect();
    let all: f64 = weights.iter().sum();
    for (at, weight) in weights.iter().enumerate() {
        let count = (size.contributions as f64 * weight / all) as u64;
        let of_theme: Vec<_> = (at * SAID..).zip(said.by_ref().take(SAID)).collect();
        let quotes = of_theme.iter().take(QUOTES).map(|(number, one)| quote(*number, one.clone()));
        findings.themes.themes.push(theme(at, count, size.contributions, quotes.collect()));
        pointed_at.extend(of_theme.into_iter().map(|(number, one)| (number as u64, one.text)));
    }
    let statements = said.by_ref().take(STATEMENTS).enumerate();
    let statements: Vec<Statement> =
        statements.map(|(at, one)| Statement::new(at.to_string(), one.text)).collect();
    findings.opinion = opinion(statements)?;
    findings.received.contributions = size.contributions;
    let clauses: Vec<Clause> = said
        .take(size.clauses)
        .enumerate()
        .map(|(at, one)| {
            let tag = one.language.as_ref().map_or("en", |language| language.as_str());
            let title = LocalText::one(tag, format!("Matter {at}"));
            Clause::new(ClauseId(format!("1.{at}")), title, LocalText::one(tag, one.text))
        })
        .collect();
    let objective = Objective { id: "all".into(), title: LocalText::default(), clauses };
    let mut plan = plan::example();
    plan.chapters = vec![Chapter {
        id: "1".into(),
        title: LocalText::default(),
        intro: LocalText::default(),
        objectives: vec![objective],
    }];
    rewrite(&mut plan, size)?;
    let exceptions = answer(&mut plan, &findings.themes.themes, size)?;
    Ok((plan, findings, pointed_at, exceptions))
}

/// Statements that nobody cares for: two people vote on each.
fn opinion(statements: Vec<Statement>) -> Result<Option<Opinion>, Box<dyn Error>> {
    let votes = (0..statements.len() as u32).flat_map(|statement| {
        let cast = move |(participant, vote)| VoteCast { participant, statement, vote, time: None };
        [(0, Vote::Agree), (1, Vote::Disagree)].map(cast)
    });
    let heard = Heard {
        votes: votes.collect(),
        participants: ["a", "b"].map(|name| ParticipantId(name.into())).into(),
        vote_order: VoteOrder::AsInFile,
        statements,
        ..Heard::default()
    };
    let found = analysis::analyse(&heard, &analysis::Options::default(), &|_, _, _| {})?;
    Ok(found.analysed.findings.opinion)
}

fn quote(at: usize, one: consultation::Contribution) -> Quote {
    Quote {
        contribution: at.to_string(),
        text: one.text,
        language: one.language.map_or("und".to_owned(), |language| language.as_str().to_owned()),
        channel: one.channel.as_str().to_owned(),
        constituency: one.constituency.as_str().to_owned(),
        role: QuoteRole::Typical,
        cut: false,
        quotable: true,
    }
}

fn theme(at: usize, count: u64, of: u64, quotes: Vec<Quote>) -> Theme {
    let slice =
        |key: &str, part: u64, whole: u64| Slice { key: key.into(), share: Share::of(part, whole) };
    let (expert, paper) = (count / 10, count / 5);
    Theme {
        id: ThemeId((at + 1).to_string()),
        parent: None,
        name: quotes.first().map_or_else(String::new, |q| q.text.chars().take(40).collect()),
        kept: None,
        terms: Vec::<Term>::new(),
        size: Share::of(count, of),
        size_distinct: Share::of(count, of),
        people: Some(Share::of(count - count / 8, of - of / 8)),
        by: Breakdown {
            constituency: vec![
                slice("public", count - expert, of - of / 10),
                slice("expert", expert, of / 10),
            ],
            channel: vec![slice("web", count - paper, of - of / 5), slice("paper", paper, of / 5)],
            ..Breakdown::default()
        },
        quotes,
        coherence: 0.5,
        stability: None,
    }
}

/// Rewrites every other clause for a theme.
fn rewrite(plan: &mut Plan, size: &Size) -> Result<(), Box<dyn Error>> {
    for at in (0..size.clauses).step_by(2) {
        let clause = ClauseId(format!("1.{at}"));
        let before = plan.clause(&clause).ok_or("a clause is missing")?.current().text.clone();
        let text = before.0.into_iter().map(|(tag, text)| (tag, format!("{text} And so on.")));
        let theme = ThemeId((at % size.themes + 1).to_string());
        let version = ClauseVersion {
            number: 2,
            text: LocalText(text.collect()),
            why: LocalText::one("en", format!("Theme {theme} asks for it.")),
            by: LocalText::default(),
            review: None,
            on: Some(date(2026, 2, 1)),
            basis: PublicBasis { run: Some(1), themes: vec![theme], ..PublicBasis::default() },
        };
        plan.apply(Act::ReviseClause { clause, version })?;
    }
    Ok(())
}

/// Answers nine themes of ten, and one contribution in a thousand by itself.
fn answer(
    plan: &mut Plan,
    themes: &[Theme],
    size: &Size,
) -> Result<Vec<Exception>, Box<dyn Error>> {
    let start = Instant::now();
    let answer = |subject, decision, reason: String, clause: Option<usize>| {
        Act::Dispose(Disposition {
            subject,
            decision,
            reason: LocalText::one("en", reason),
            clause: clause.map(|at| ClauseId(format!("1.{at}"))),
            evidence: Vec::new(),
            on: date(2026, 2, 1),
        })
    };
    for (at, theme) in themes.iter().enumerate().filter(|(at, _)| at % 10 != 9) {
        let subject = Subject::Theme { run: 1, theme: theme.id.clone() };
        let reason = format!("Theme {} was weighed.", theme.id);
        plan.apply(answer(subject, Decision::Adopted, reason, Some(at % size.clauses)))?;
    }
    let mut exceptions = Vec::new();
    for nth in 0..size.contributions / 1000 {
        let theme = &themes[(nth as usize * 7) % themes.len()];
        let reason = format!("Contribution {nth} asks for something else.");
        plan.apply(answer(Subject::Contribution(nth), Decision::NotAdopted, reason, None))?;
        exceptions.push(Exception {
            theme: theme.id.clone(),
            decision: Decision::NotAdopted,
            channel: "web".into(),
            constituency: "public".into(),
        });
    }
    println!("answers: {} in {:.2} s", plan.dispositions.len(), start.elapsed().as_secs_f64());
    Ok(exceptions)
}
