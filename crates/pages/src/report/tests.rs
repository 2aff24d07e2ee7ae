//! Whole reports of made-up findings: none, few and many of everything.

use std::collections::BTreeMap;

use findings::disclosure::{self, Threshold};
use findings::{
    Again, Breakdown, Bridging, Campaign, CampaignId, Duplicates, Estimate, Excluded, Findings,
    GroupEvidence, GroupStatement, GroupVotes, GroupsOutcome, HexCell, Note, NumberTried, Opinion,
    OpinionGroup, OpinionGroups, OtherReading, Provenance, Quote, QuoteRole, Received, Share,
    Slice, StatementFinding, Term, Theme, ThemeId, ThemeSigners, Themes, VectorSource, VoteCounts,
};

use super::*;
use crate::words::pseudo::{left_over, pseudo};

/// Words for made-up texts: no ASCII letter, so that any such letter on a page is the system's own.
const WORDS: [&str; 8] = ["вода", "школа", "автобус", "水源", "养老", "δάσος", "مياه", "תחבורה"];

fn words(n: usize) -> String {
    WORDS[n % WORDS.len()].to_owned()
}

fn slice(key: &str, count: u64, of: u64) -> Slice {
    Slice { key: key.to_owned(), share: Share::of(count, of) }
}

fn quote(n: usize, role: QuoteRole) -> Quote {
    Quote {
        contribution: n.to_string(),
        text: format!("{} {} {}.", words(n), words(n + 1), words(n + 2)),
        cut: false,
        language: if n % 8 == 6 { "ar" } else { "und" }.to_owned(),
        constituency: "public".to_owned(),
        channel: "paper".to_owned(),
        role,
        quotable: true,
    }
}

fn breakdown(count: u64, of: u64) -> Breakdown {
    Breakdown {
        channel: vec![
            slice("web", count - count / 4, of - of / 3),
            slice("paper", count / 4, of / 3),
        ],
        constituency: vec![slice("public", count, of)],
        language: vec![slice("en", count, of)],
        round: Vec::new(),
    }
}

fn theme(id: &str, n: usize, count: u64, of: u64) -> Theme {
    Theme {
        id: ThemeId(id.to_owned()),
        parent: id.rsplit_once('.').map(|(parent, _)| ThemeId(parent.to_owned())),
        name: format!("{}, {}", words(n), words(n + 3)),
        terms: (0..3).map(|k| Term { term: words(n + k), weight: 1.0 }).collect(),
        size: Share::of(count, of),
        size_distinct: Share::of(count - count / 10, of - of / 10),
        people: None,
        by: breakdown(count, of),
        quotes: vec![quote(n, QuoteRole::Typical), quote(n + 6, QuoteRole::Distant)],
        kept: None,
        coherence: 0.4,
        stability: None,
    }
}

/// Nothing came in but what `contributions` says; no themes, no votes.
fn bare(contributions: u64) -> Findings {
    Findings {
        schema: Findings::SCHEMA.to_owned(),
        title: None,
        received: Received {
            contributions,
            by: Breakdown {
                channel: vec![slice("csv", contributions, contributions)],
                constituency: vec![slice("public", contributions, contributions)],
                language: vec![slice("en", contributions, contributions)],
                round: Vec::new(),
            },
            ..Received::default()
        },
        duplicates: Duplicates { distinct: contributions, ..Duplicates::default() },
        campaigns: Vec::new(),
        themes: Themes::default(),
        opinion: None,
        slates: Vec::new(),
        notes: Vec::new(),
        provenance: Provenance {
            methods: BTreeMap::from([("1".to_owned(), "1".to_owned())]),
            seed: 7,
            votes_profile: "robust".to_owned(),
            vectors: VectorSource::Lsa,
        },
    }
}

/// `tops` top themes, each with two under it.
fn with_themes(mut findings: Findings, tops: usize) -> Findings {
    let of = findings.received.contributions;
    for top in 1..=tops {
        let count = of / (top as u64 + 1);
        let under = [(1, count - count / 3), (2, count / 3)];
        findings.themes.themes.push(theme(&top.to_string(), top, count, of));
        findings
            .themes
            .themes
            .extend(under.map(|(n, count)| theme(&format!("{top}.{n}"), top + n, count, of)));
    }
    findings.themes.leaves = u32::try_from(2 * tops).unwrap();
    findings
}

fn statement(n: usize, groups: u32) -> StatementFinding {
    let counts = VoteCounts { agree: 40 + n as u64 % 50, disagree: 60 - n as u64 % 60, pass: 11 };
    let by_group = |group| GroupVotes {
        group,
        counts: VoteCounts { agree: 20 + 9 * u64::from(group), disagree: 18, pass: 3 },
    };
    StatementFinding {
        id: n.to_string(),
        text: format!("{} {}?", words(n), words(n + 5)),
        takes_part: true,
        counts,
        agree: Share::of(counts.agree, counts.seen()),
        disagree: Share::of(counts.disagree, counts.seen()),
        by_group: (0..groups).map(by_group).collect(),
        group_informed: Some(0.4),
        group_informed_disagree: Some(0.1),
        group_informed_range: Some([0.31, 0.52]),
        group_informed_disagree_range: Some([0.06, 0.17]),
        bridging: Some(Bridging {
            score: Estimate { value: 0.12 - n as f64 / 100.0, low: -0.2, high: 0.15 },
            sides: [Share::of(30, 50), Share::of(40, 61)],
            lowest: 0.51,
        }),
        again: Some(Again { agreed: 0.87, bridging: 0.5, ..Again::default() }),
        by_channel: Vec::new(),
        by_constituency: Vec::new(),
        extremity: 0.5,
        priority: 1.0,
    }
}

fn with_votes(mut findings: Findings, statements: usize, groups: u32) -> Findings {
    findings.received.statements = statements as u64;
    findings.received.voters = 111;
    findings.received.votes = 5_000;
    findings.received.votes_cast = 5_012;
    let first = |n: u32| (0..n.min(statements as u32)).collect::<Vec<_>>();
    let telling = |statement| GroupStatement {
        statement,
        agrees: statement % 2 == 0,
        inside: Share::of(30, 33),
        outside: Share::of(9, 60),
        z: 4.0,
        q: Some(0.001),
    };
    let group = |id| OpinionGroup {
        id,
        size: Share::of(33, 99),
        centre: [0.0, 0.0],
        representative: first(3).into_iter().map(telling).collect(),
    };
    let cell = |n: u16| HexCell {
        row: n / 6,
        column: n % 6,
        group: (groups > 0).then(|| u32::from(n % 6) / 2 % groups.max(1)),
        count: u32::from(n % 7) + 1,
    };
    findings.opinion = Some(Opinion {
        statements: (0..statements).map(|n| statement(n, groups)).collect(),
        agreed: first(5),
        rejected: Vec::new(),
        across_groups: first(12),
        divisive: first(1),
        bridging: first(2),
        groups: OpinionGroups {
            outcome: if groups > 0 { GroupsOutcome::Found } else { GroupsOutcome::TooFew },
            people_needed: 100,
            evidence: (groups > 0).then(evidence),
            other: (groups > 0).then(|| OtherReading {
                profile: "polis".to_owned(),
                groups: 5,
                agreement: Some(0.62),
                agreement_range: Some([0.58, 0.66]),
            }),
            groups: (0..groups).map(group).collect(),
            placed: Share::of(if groups > 0 { 99 } else { 0 }, 111),
            votes_needed: 7,
            silhouette: (groups > 0).then_some(-0.25),
            silhouette_range: (groups > 0).then_some([-0.31, -0.19]),
            tried: if groups > 0 { vec![(2, 0.1), (3, -0.25)] } else { Vec::new() },
            tried_ranges: if groups > 0 { vec![[0.05, 0.15], [-0.31, -0.19]] } else { Vec::new() },
            map: (0..if groups > 0 { 36 } else { 0 }).map(cell).collect(),
            variance: [0.21, 0.08],
            variance_ranges: Some([[0.19, 0.23], [0.07, 0.09]]),
        },
    });
    findings
}

fn evidence() -> GroupEvidence {
    let number = |groups, stable: bool| NumberTried {
        groups,
        clearness: 0.5,
        clearness_range: Some([0.47, 0.53]),
        gradient: stable.then_some(0.4),
        gradient_highest: stable.then_some(0.45),
        excess: stable.then_some(3.5),
        agreement: 0.91,
        agreement_range: Some([0.84, 0.97]),
        weakest: 0.7,
        weakest_range: Some([0.52, 0.88]),
        smallest: 12,
        stable,
    };
    GroupEvidence {
        people: 99,
        dimensions: 2,
        held_out: vec![0.8, 0.7, 0.65],
        held_out_ranges: vec![[0.77, 0.83], [0.67, 0.73], [0.62, 0.68]],
        shuffles: 19,
        spread: 0.2,
        spread_range: Some([0.18, 0.22]),
        spread_shuffled: 0.02,
        repeats: 100,
        same_number: Some(94),
        stayed: Some(0.912),
        stayed_range: Some([0.86, 0.96]),
        draws: 59,
        p_gradient: Some(1.0 / 60.0),
        numbers: vec![number(2, false), number(3, true)],
    }
}

/// A bit of everything that a report can hold.
fn everything() -> Findings {
    let mut findings = with_votes(with_themes(bare(3_113), 4), 30, 3);
    findings.title = Some("Что дальше <2030>?".to_owned());
    findings.received.by = Breakdown {
        channel: vec![slice("web", 2_076, 3_113), slice("paper", 1_037, 3_113)],
        ..breakdown(3_113, 3_113)
    };
    findings.received.quarantined = 12;
    findings.received.excluded = vec![Excluded { reason: "empty-text".to_owned(), count: 3 }];
    findings.duplicates = Duplicates {
        contributions: 700,
        clusters: 40,
        exact: 500,
        near: 150,
        template: 50,
        distinct: 2_453,
    };
    findings.campaigns = vec![Campaign {
        id: CampaignId(1),
        cluster: 0,
        signers: Share::of(412, 3_113),
        exact: 300,
        letter: quote(3, QuoteRole::Letter),
        by: breakdown(412, 3_113),
        theme: Some(ThemeId("2".to_owned())),
        added: vec![Term { term: words(1), weight: 2.0 }],
        with_own_words: Some(31),
        people: Some(398),
        by_theme: vec![ThemeSigners { theme: ThemeId("2".to_owned()), signers: 412 }],
    }];
    findings
}

fn html(findings: &Findings, w: &'static Words, public: bool) -> String {
    let files = [
        FileRead {
            name: "1.csv",
            kind: "polis-comments",
            rows_read: 3_000,
            accepted: 2_988,
            quarantined: 12,
        },
        FileRead { name: "2.csv", kind: "csv", rows_read: 125, accepted: 125, quarantined: 0 },
    ];
    let set_aside = [SetAside { reason: "too-long", rows: 12 }];
    let sum = usize::from(findings.received.quarantined > 0);
    let (files, set_aside) = (&files[..2 * sum], &set_aside[..sum]);
    report(findings, &ReportOptions { w, public, files, set_aside })
}

/// The text of a page, one line for each element that holds some.
fn text(html: &str) -> String {
    let body = html.split("<main").nth(1).unwrap_or_default();
    let lines = body.split('<').skip(1).filter_map(|piece| piece.split_once('>'));
    let lines = lines.map(|(_, text)| text.trim()).filter(|text| !text.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn one_contribution_makes_a_short_report() {
    let findings = with_themes(bare(1), 0);
    insta::assert_snapshot!(text(&html(&findings, Words::english(), false)));
}

#[test]
fn everything_in_english() {
    insta::assert_snapshot!(html(&everything(), Words::english(), false).replace(crate::STYLE, ""));
}

#[test]
fn everything_in_chinese() {
    insta::assert_snapshot!(text(&html(&everything(), Words::of("zh").unwrap(), false)));
}

#[test]
fn a_public_report_names_no_file_and_no_reason() {
    let public = disclosure::publish(&everything(), Threshold::default());
    let page = text(&html(&public, Words::english(), true));
    for office in ["1.csv", "assignments.csv", "quarantine.csv", "groups.csv", "For the office"] {
        assert!(!page.contains(office), "{office}");
    }
    assert!(page.starts_with("For everyone."));
    assert!(page.contains("Nothing is shown of fewer than 10 people or contributions"));
}

#[test]
fn nothing_is_said_past_the_locales() {
    let votes_only = with_votes(bare(0), 1_000, 0);
    for findings in [everything(), bare(0), bare(1), votes_only, with_votes(bare(30), 30, 1)] {
        assert_eq!(left_over(&html(&findings, pseudo(), false)), Vec::<String>::new());
        let public = disclosure::publish(&findings, Threshold::default());
        assert_eq!(left_over(&html(&public, pseudo(), true)), Vec::<String>::new());
    }
}

#[test]
fn lists_have_limits_and_say_what_they_cut() {
    let many = with_votes(with_themes(bare(1_000_000), 45), 1_000, 5);
    let page = html(&many, Words::english(), false);
    assert!(page.len() < 500_000, "{} bytes", page.len());
    assert!(page.contains("75 more themes stand in <code>tables/themes.csv</code>"));
    assert!(page.contains("50 of 1,000 statements with their votes"));
}

#[test]
fn texts_of_any_length_and_direction_stay_in_their_place() {
    let mut findings = everything();
    let endless = "й".repeat(5_000);
    findings.themes.themes[1].quotes[0].text.clone_from(&endless);
    findings.themes.themes[1].name.clone_from(&endless);
    findings.opinion.as_mut().unwrap().statements[0].text = format!("<script>{endless}");
    let page = html(&findings, Words::english(), false);
    assert!(!page.contains(&"й".repeat(701)) && !page.contains("<script"));
    assert!(page.contains(r#"<p class="text" dir="auto" lang="ar">"#));
    assert!(!page.contains("style=\""));
}

#[test]
fn a_note_without_a_sentence_is_shown_all_the_same() {
    let mut findings = bare(2);
    findings.notes = vec![Note { code: "новое".to_owned(), values: vec!["7".to_owned()] }];
    let page = text(&html(&findings, Words::english(), false));
    assert!(page.contains("The analysis also noted: новое (7)."));
}
