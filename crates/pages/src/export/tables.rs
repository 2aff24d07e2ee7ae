//! The tables of an analysis; `docs/output.md` describes their columns.

use std::borrow::Cow;
use std::collections::HashMap;

use consultation::Heard;
use findings::{
    Analysed, Findings, PartVotes, Share, StatementFinding, Theme, ThemeId, VoteCounts,
};

use super::group_tests::group_tests;
use super::table::{Row, Table, plain};

/// A row of the input that was set aside, as it stands in `quarantine.csv`.
#[derive(Clone, Copy, Debug)]
pub struct QuarantineRow<'a> {
    /// Bare file name.
    pub file: &'a str,
    /// Line on which the row begins, from 1.
    pub line: u64,
    /// Column, where the fault is in one; else empty.
    pub column: &'a str,
    /// Why it was set aside.
    pub reason: &'a str,
    /// The row as read, possibly cut.
    pub row: &'a str,
}

/// All tables of an analysis, in a fixed order. `public` leaves out those that say something of single
/// contributions or participants.
pub fn tables<'a>(
    heard: &'a Heard,
    analysed: &'a Analysed,
    quarantine: &'a [QuarantineRow<'a>],
    public: bool,
) -> Vec<Table<'a>> {
    let mut tables = vec![themes(&analysed.findings)];
    if !analysed.findings.campaigns.is_empty() {
        tables.push(campaigns(&analysed.findings));
    }
    if let Some(opinion) = &analysed.findings.opinion {
        tables.push(statements(&opinion.statements, opinion.groups.groups.len()));
        if opinion.statements.iter().any(|one| parts_of(one).next().is_some()) {
            tables.push(votes_by(&opinion.statements));
        }
        tables.extend(group_tests(&opinion.groups));
    }
    if !public {
        tables.push(assignments(heard, analysed));
        tables.push(duplicates(heard, analysed));
        if heard.votes_cast() > 0 {
            tables.push(groups_table(heard, &analysed.rows.groups));
        }
        tables.push(quarantined(quarantine));
    }
    tables
}

pub(super) fn header(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|&column| column.to_owned()).collect()
}

fn assignments<'a>(heard: &'a Heard, analysed: &'a Analysed) -> Table<'a> {
    let parents: HashMap<&ThemeId, &str> = analysed
        .findings
        .themes
        .themes
        .iter()
        .map(|theme| (&theme.id, theme.parent.as_ref().map_or("", ThemeId::as_str)))
        .collect();
    let columns = header(&["contribution", "theme", "parent", "similarity"]);
    Table::new("assignments", columns, heard.contributions.len(), move || {
        let parents = parents.clone();
        let rows = heard.contributions.iter().zip(&analysed.rows.assignments);
        rows.map(move |(contribution, assignment)| {
            let id = Cow::Borrowed(contribution.id.as_str());
            match assignment {
                None => vec![id, "".into(), "".into(), "".into()],
                Some((theme, similarity)) => vec![
                    id,
                    theme.as_str().into(),
                    parents.get(theme).copied().unwrap_or("").into(),
                    format!("{similarity:.4}").into(),
                ],
            }
        })
    })
}

fn duplicates<'a>(heard: &'a Heard, analysed: &'a Analysed) -> Table<'a> {
    let columns = header(&["contribution", "cluster", "kind"]);
    let links = &analysed.rows.duplicates;
    Table::new("duplicates", columns, links.iter().flatten().count(), move || {
        heard.contributions.iter().zip(links).filter_map(|(contribution, link)| {
            let link = link.as_ref()?;
            Some(vec![
                contribution.id.as_str().into(),
                link.cluster.to_string().into(),
                link.kind.as_str().into(),
            ])
        })
    })
}

/// One row for every participant with a vote; `groups` gives the group of each.
pub fn groups_table<'a>(heard: &'a Heard, groups: &'a [Option<u32>]) -> Table<'a> {
    let columns = header(&["participant", "group"]);
    let rows = heard.participants.iter().zip(groups);
    Table::new("groups", columns, rows.len(), move || {
        rows.clone().map(|(participant, group)| {
            let group = group.map_or(Cow::Borrowed(""), |number| number.to_string().into());
            vec![participant.as_str().into(), group]
        })
    })
}

fn themes(findings: &Findings) -> Table<'_> {
    let columns = header(&[
        "theme",
        "parent",
        "name",
        "terms",
        "contributions",
        "share",
        "low",
        "high",
        "distinct",
        "people",
        "in_campaigns",
        "without_campaigns",
        "without_share",
        "without_low",
        "without_high",
    ]);
    let themes = &findings.themes.themes;
    Table::new("themes", columns, themes.len(), move || {
        themes.iter().map(|theme| theme_row(findings, theme))
    })
}

fn theme_row<'a>(findings: &Findings, theme: &'a Theme) -> Row<'a> {
    let terms: Vec<&str> = theme.terms.iter().map(|term| term.term.as_str()).collect();
    let mut row = vec![
        theme.id.as_str().into(),
        theme.parent.as_ref().map_or("", ThemeId::as_str).into(),
        plain(&theme.name),
        plain(&terms.join("; ")).into_owned().into(),
        theme.size.count.to_string().into(),
    ];
    row.extend(share_cells(&theme.size));
    row.push(theme.size_distinct.count.to_string().into());
    let people = theme.people.filter(|people| people.count > 0);
    let people = people.map_or_else(String::new, |people| people.count.to_string());
    row.push(people.into());
    let without = findings.without_campaigns(&theme.id);
    let inside = without.as_ref().map_or(0, |without| without.inside.count);
    let size = without.map_or_else(|| findings.outside_campaigns(theme), |without| without.size);
    row.extend([inside.to_string().into(), size.count.to_string().into()]);
    row.extend(share_cells(&size));
    row
}

/// One row for every campaign: its letter once, with all its signers.
fn campaigns(findings: &Findings) -> Table<'_> {
    let columns = header(&[
        "campaign",
        "cluster",
        "signers",
        "share",
        "low",
        "high",
        "people",
        "exact",
        "with_own_words",
        "theme",
        "letter",
        "added",
    ]);
    Table::new("campaigns", columns, findings.campaigns.len(), move || {
        findings.campaigns.iter().map(|campaign| {
            let added: Vec<&str> = campaign.added.iter().map(|term| term.term.as_str()).collect();
            let mut row: Row<'_> = vec![
                campaign.id.0.to_string().into(),
                campaign.cluster.to_string().into(),
                campaign.signers.count.to_string().into(),
            ];
            row.extend(share_cells(&campaign.signers));
            row.extend([
                campaign.people.map_or(Cow::Borrowed(""), |people| people.to_string().into()),
                campaign.exact.to_string().into(),
                campaign.with_own_words.map_or(Cow::Borrowed(""), |own| own.to_string().into()),
                campaign.theme.as_ref().map_or("", ThemeId::as_str).into(),
                plain(&campaign.letter.text),
                plain(&added.join("; ")).into_owned().into(),
            ]);
            row
        })
    })
}

fn statements(statements: &[StatementFinding], groups: usize) -> Table<'_> {
    let mut columns = header(&[
        "statement",
        "text",
        "takes_part",
        "agree",
        "disagree",
        "pass",
        "agree_share",
        "agree_low",
        "agree_high",
        "group_informed",
        "group_informed_low",
        "group_informed_high",
        "bridging",
        "bridging_low",
        "bridging_high",
        "side_1_agree",
        "side_1_low",
        "side_1_high",
        "side_2_agree",
        "side_2_low",
        "side_2_high",
        "bridges",
    ]);
    for group in 0..groups {
        columns.extend(["agree", "disagree", "pass"].map(|vote| format!("group_{group}_{vote}")));
    }
    let width = columns.len();
    Table::new("statements", columns, statements.len(), move || {
        statements.iter().map(move |statement| statement_row(statement, width))
    })
}

/// Votes on each statement by channel and by constituency.
fn votes_by(statements: &[StatementFinding]) -> Table<'_> {
    let columns = header(&[
        "statement",
        "dimension",
        "part",
        "agree",
        "disagree",
        "pass",
        "agree_share",
        "agree_low",
        "agree_high",
    ]);
    let rows = statements.iter().map(|one| parts_of(one).count()).sum();
    Table::new("votes-by", columns, rows, move || {
        statements.iter().flat_map(|one| {
            parts_of(one).map(|(dimension, part)| {
                let mut row: Row<'_> =
                    vec![one.id.as_str().into(), dimension.into(), part.part.as_str().into()];
                row.extend(count_cells(&part.counts));
                row.extend(share_cells(&part.agree()));
                row
            })
        })
    })
}

fn parts_of(one: &StatementFinding) -> impl Iterator<Item = (&'static str, &PartVotes)> {
    let channel = one.by_channel.iter().map(|part| ("channel", part));
    channel.chain(one.by_constituency.iter().map(|part| ("constituency", part)))
}

fn statement_row(statement: &StatementFinding, width: usize) -> Row<'_> {
    let mut row = vec![
        statement.id.as_str().into(),
        plain(&statement.text),
        if statement.takes_part { "yes" } else { "no" }.into(),
    ];
    row.extend(count_cells(&statement.counts));
    row.extend(share_cells(&statement.agree));
    let [low, high] = statement.group_informed_range.map_or([None; 2], |range| range.map(Some));
    let informed = [statement.group_informed, low, high];
    row.extend(informed.map(|value| value.map_or(Cow::Borrowed(""), |v| format!("{v:.6}").into())));
    row.extend(bridging_cells(statement));
    row.extend(statement.by_group.iter().flat_map(|group| count_cells(&group.counts)));
    row.resize(width, Cow::Borrowed(""));
    row
}

fn count_cells<'a>(counts: &VoteCounts) -> [Cow<'a, str>; 3] {
    [counts.agree, counts.disagree, counts.pass].map(|count| count.to_string().into())
}

/// Score, its interval, the shares who agree on each side, and whether it bridges.
fn bridging_cells<'a>(statement: &StatementFinding) -> Vec<Cow<'a, str>> {
    let Some(bridging) = &statement.bridging else { return vec![Cow::Borrowed(""); 10] };
    let score = [bridging.score.value, bridging.score.low, bridging.score.high];
    let mut cells: Vec<Cow<'a, str>> = score.map(|value| format!("{value:.4}").into()).into();
    cells.extend(bridging.sides.iter().flat_map(share_cells));
    cells.push(if bridging.bridges() { "yes" } else { "no" }.into());
    cells
}

fn share_cells<'a>(share: &Share) -> [Cow<'a, str>; 3] {
    [share.value(), share.low, share.high].map(|value| format!("{value:.4}").into())
}

fn quarantined<'a>(rows: &'a [QuarantineRow<'a>]) -> Table<'a> {
    let columns = header(&["file", "line", "column", "reason", "row"]);
    Table::new("quarantine", columns, rows.len(), move || {
        rows.iter().map(|row| {
            vec![
                row.file.into(),
                row.line.to_string().into(),
                plain(row.column),
                plain(row.reason),
                plain(row.row),
            ]
        })
    })
}
