//! Analysis runs: findings with where each contribution and each voter went.
//!
//! A run of millions of rows would keep everyone else waiting in one transaction. Its rows go in
//! portions, between the batches of others; its last transaction brings leaf and findings, and only
//! then is the run there. Rows that a crash left without their run are removed before the next one.

use consultation::{Channel, Constituency, Timestamp, UNDETERMINED};
use findings::leaf::RunTrees;
use findings::{Analysed, DuplicateKind, DuplicateLink, Findings, Quote, ThemeId};
use rusqlite::{Connection, OptionalExtension, Row};
use std::sync::PoisonError;
use tlog::{Hash, Kind};

use crate::contributions::{
    Audience, PAGE_MAX, StoredContribution, has_words, read_stored, stored,
};
use crate::directory::Store;
use crate::error::{Error, Failure, Refusal, WriteError};
use crate::heard::HeardAt;
use crate::posts::Placed;
use crate::record::Kept;
use crate::standing::ChannelCode;
use crate::writer::{Batch, Work};

/// Rows in one portion.
pub(crate) const PORTION: usize = 4_096;

/// An analysis to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewRun<'a> {
    /// The moment it is kept.
    pub now: Timestamp,
    /// What was analysed.
    pub input: &'a HeardAt,
    /// What came of it; its rows are in the order of the input.
    pub analysed: &'a Analysed,
    /// Hash of its findings and tables, lower-case hex.
    pub result_sha256: &'a str,
    /// A random salt for the assignment of each contribution of the input.
    pub salts: &'a [[u8; 32]],
}

/// An analysis as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRun {
    /// From 1.
    pub number: u64,
    /// Its leaf.
    pub index: u64,
    /// Leaves of the tree it read.
    pub input_size: u64,
    /// Hash of its findings and tables as they were, lower-case hex.
    pub result_sha256: String,
    /// The findings; quotes of words erased since are empty.
    pub findings: Findings,
    /// Quotes emptied since. With the number it tells whether a copy is up to date.
    pub blanked: u64,
}

/// The leaf of one contribution in the tree over a run's assignments, opened, with its proof.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// Its leaf theme; `None` for an empty text.
    pub theme: Option<ThemeId>,
    /// The salt; `None` in a run that was sealed without.
    pub salt: Option<[u8; 32]>,
    /// Place among the run's assignments, from 0.
    pub at: u64,
    /// Assignments of the run.
    pub size: u64,
    /// That it is among them.
    pub path: Vec<Hash>,
}

/// A contribution in the theme where a run put it, without its words.
#[derive(Clone, Debug, PartialEq)]
pub struct InTheme {
    /// The leaf of the contribution.
    pub index: u64,
    /// Its leaf theme.
    pub theme: ThemeId,
    /// How it arrived.
    pub channel: Channel,
    /// For whom it speaks.
    pub constituency: Constituency,
    /// Anyone may read it.
    pub published: bool,
}

/// Where a run put one contribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// Its leaf theme; `None` for an empty text.
    pub theme: Option<ThemeId>,
    /// Cosine to the theme's centroid.
    pub similarity: Option<f64>,
    /// Its place among duplicates.
    pub duplicate: Option<DuplicateLink>,
    /// Its language tag, as stated or detected.
    pub language: String,
}

impl Store {
    /// Keeps an analysis as the next run; gives its number and the place of its leaf.
    ///
    /// # Errors
    /// As [`Store::submit`]. After a crash or an unknown outcome the run is either there whole or not.
    ///
    /// # Panics
    /// When the rows are not as many as the input's.
    pub fn keep_run(&self, new: &NewRun<'_>) -> Result<(u64, Kept), WriteError> {
        let rows = &new.analysed.rows;
        assert_eq!(rows.assignments.len(), new.input.contributions.len(), "a row a contribution");
        assert_eq!(rows.groups.len(), new.input.participants.len(), "a row a participant");
        assert_eq!(new.salts.len(), new.input.contributions.len(), "a salt a contribution");
        let _one_at_a_time = self.keeping_run.lock().unwrap_or_else(PoisonError::into_inner);
        let unreadable = |_| WriteError::OutcomeUnknown;
        let run = self.latest_run_number().map_err(unreadable)?.unwrap_or(0) + 1;
        while self.has_rows(run).map_err(unreadable)? {
            self.writer.wait(Work::ClearRun(run))?;
        }
        for portion in portions(run, new) {
            self.writer.wait(Work::RunRows(portion))?;
        }
        let assigned = new.input.contributions.iter().zip(&rows.assignments).zip(new.salts);
        let assigned = assigned.map(|((leaf, found), salt)| {
            (Some(*salt), *leaf, found.as_ref().map(|(id, _)| id.clone()))
        });
        let assignments = tlog::published::tree_of(assigned.map(assignment_leaf));
        let input = self.tree_at(new.input.size).map_err(unreadable)?;
        let trees = RunTrees {
            input_size: input.size,
            input_root: &input.root.to_string(),
            assignments_size: assignments.size,
            assignments_root: &assignments.root.to_string(),
        };
        let end = RunEnd {
            run,
            now: new.now,
            input_size: new.input.size,
            result_sha256: new.result_sha256.to_owned(),
            body: findings::leaf::run(run, trees, new.result_sha256, &new.analysed.findings),
            findings: serde_json::to_vec(&new.analysed.findings)
                .expect("findings of strings and numbers have a JSON form"),
            quoted: quotes(&new.analysed.findings).filter_map(quoted_leaf).collect(),
        };
        Ok((run, self.writer.wait(Work::RunEnd(end))?))
    }

    /// Number of the latest run; `None` before the first.
    pub fn latest_run_number(&self) -> Result<Option<u64>, Error> {
        self.read(|conn| {
            Ok(conn
                .prepare_cached("SELECT max(number) FROM run")?
                .query_row([], |row| row.get(0))?)
        })
    }

    /// The latest run; `None` before the first. Its findings are read each time.
    pub fn latest_run(&self) -> Result<Option<StoredRun>, Error> {
        match self.latest_run_number()? {
            Some(number) => self.run(number),
            None => Ok(None),
        }
    }

    /// The run with that number.
    pub fn run(&self, number: u64) -> Result<Option<StoredRun>, Error> {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        self.read(|conn| {
            let found = conn
                .prepare_cached(
                    "SELECT number, leaf, input_size, result, blanked, json
                     FROM run JOIN run_findings ON run = number WHERE number = ?1",
                )?
                .query_row([number], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                        row.get::<_, Vec<u8>>(5)?,
                    ))
                })
                .optional()?;
            let Some((number, index, input_size, result_sha256, blanked, json)) = found else {
                return Ok(None);
            };
            let findings = serde_json::from_slice(&json)
                .map_err(|_| Error::Unreadable { what: "findings" })?;
            Ok(Some(StoredRun { number, index, input_size, result_sha256, findings, blanked }))
        })
    }

    /// Number of the latest run and how many of its quotes were emptied since: equal values mean that
    /// a copy of its findings is up to date.
    pub fn latest_run_stamp(&self) -> Result<Option<(u64, u64)>, Error> {
        self.read(|conn| {
            Ok(conn
                .prepare_cached("SELECT number, blanked FROM run ORDER BY number DESC LIMIT 1")?
                .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?)
        })
    }

    /// The same of the run with that number; `None` where there is none.
    pub fn run_stamp(&self, number: u64) -> Result<Option<(u64, u64)>, Error> {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        self.read(|conn| {
            Ok(conn
                .prepare_cached("SELECT number, blanked FROM run WHERE number = ?1")?
                .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?)
        })
    }

    /// The newest runs, at most [`PAGE_MAX`]: number, leaves read, hash of the result; the newest first.
    pub fn newest_runs(&self) -> Result<Vec<(u64, u64, String)>, Error> {
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT number, input_size, result FROM run ORDER BY number DESC LIMIT ?1",
            )?;
            let rows =
                rows.query_map([PAGE_MAX], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Where a run put a contribution; `None` when it took no part in it.
    pub fn assignment(&self, run: u64, contribution: u64) -> Result<Option<Assignment>, Error> {
        let sql = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT theme, similarity, cluster, duplicate, language FROM assignment
                 WHERE run = ?1 AND contribution = ?2
                   AND EXISTS (SELECT 1 FROM run WHERE number = ?1)",
            )?;
            Ok(rows.query_row((sql(run), sql(contribution)), read_assignment).optional()?)
        })
    }

    /// Where a run put these contributions, without their words; those that took no part in it or have no
    /// theme are left out.
    pub fn in_themes(&self, run: u64, contributions: &[u64]) -> Result<Vec<InTheme>, Error> {
        let sql = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT a.theme, c.channel, c.constituency, c.standing = 0
                 FROM assignment a JOIN contribution c ON c.leaf = a.contribution
                 WHERE a.run = ?1 AND a.contribution = ?2 AND a.theme IS NOT NULL
                   AND EXISTS (SELECT 1 FROM run WHERE number = ?1)",
            )?;
            let mut found = Vec::with_capacity(contributions.len());
            for &index in contributions {
                let row = |row: &Row<'_>| {
                    let ChannelCode(channel) = row.get(1)?;
                    Ok(InTheme {
                        index,
                        theme: ThemeId(row.get(0)?),
                        channel,
                        constituency: Constituency::from(row.get::<_, String>(2)?),
                        published: row.get(3)?,
                    })
                };
                found.extend(rows.query_row((sql(run), sql(index)), row).optional()?);
            }
            Ok(found)
        })
    }

    /// The leaves of the tree over a run's assignments, in the order of the contributions.
    pub fn assignment_leaves(&self, run: u64) -> Result<Vec<Hash>, Error> {
        let run = i64::try_from(run).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT salt, contribution, theme FROM assignment WHERE run = ?1
                 ORDER BY contribution",
            )?;
            let rows = rows.query_map([run], |row| {
                let theme: Option<String> = row.get(2)?;
                Ok(assignment_leaf((row.get(0)?, row.get(1)?, theme.map(ThemeId))))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Where a run put a contribution, with the proof; `None` when it took no part in it. Reads all
    /// assignments of the run.
    pub fn placement(&self, run: u64, contribution: u64) -> Result<Option<Placement>, Error> {
        let sql = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let (run_sql, leaf_sql) = (sql(run), sql(contribution));
        let found: Option<(Option<[u8; 32]>, Option<String>, u64)> = self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT salt, theme, (SELECT count(*) FROM assignment
                     WHERE run = ?1 AND contribution < ?2) FROM assignment
                 WHERE run = ?1 AND contribution = ?2
                   AND EXISTS (SELECT 1 FROM run WHERE number = ?1)",
            )?;
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            Ok(rows.query_row((run_sql, leaf_sql), row).optional()?)
        })?;
        let Some((salt, theme, at)) = found else { return Ok(None) };
        let leaves = self.assignment_leaves(run)?;
        let size = leaves.len() as u64;
        let path = tlog::published::inclusion_among(&leaves, at)?;
        Ok(Some(Placement { theme: theme.map(ThemeId), salt, at, size, path }))
    }

    /// The opinion group a run put a participant in; `None` for none.
    pub fn group_of(&self, run: u64, token_sha256: &[u8; 32]) -> Result<Option<u32>, Error> {
        let run = i64::try_from(run).unwrap_or(i64::MAX);
        self.read(|conn| {
            let group: Option<Option<u32>> = conn
                .prepare_cached(
                    "SELECT number FROM opinion_group
                     WHERE run = ?1 AND participant = (SELECT id FROM participant WHERE token = ?2)
                       AND EXISTS (SELECT 1 FROM run WHERE number = ?1)",
                )?
                .query_row((run, token_sha256), |row| row.get(0))
                .optional()?;
            Ok(group.flatten())
        })
    }

    /// Contributions of a leaf theme, oldest first: at most `limit` (and [`PAGE_MAX`]) of those with a leaf
    /// of `from` or above that `audience` may read.
    pub fn of_theme(
        &self,
        run: u64,
        theme: &ThemeId,
        audience: Audience,
        from: u64,
        limit: u32,
    ) -> Result<Vec<StoredContribution>, Error> {
        let sql = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let standing_max = match audience {
            Audience::Public => 0,
            Audience::Office => 2,
        };
        self.read(|conn| {
            let mut rows = conn.prepare_cached(concat!(
                stored!(),
                "JOIN assignment a ON a.contribution = c.leaf
                 WHERE a.run = ?1 AND a.theme = ?2 AND a.contribution >= ?3 AND c.standing <= ?4
                   AND EXISTS (SELECT 1 FROM run WHERE number = ?1)
                 ORDER BY a.contribution LIMIT ?5"
            ))?;
            let rows = rows.query_map(
                (sql(run), theme.as_str(), sql(from), standing_max, limit.min(PAGE_MAX)),
                read_stored,
            )?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Every contribution that a run put in a theme and that still has its words, ascending, with its leaf
    /// theme.
    pub fn sorted(&self, run: u64) -> Result<Vec<(u64, ThemeId)>, Error> {
        let run = i64::try_from(run).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT a.contribution, a.theme FROM assignment a
                 JOIN contribution c ON c.leaf = a.contribution
                 WHERE a.run = ?1 AND a.theme IS NOT NULL AND c.standing <= 2
                   AND EXISTS (SELECT 1 FROM run WHERE number = ?1)
                 ORDER BY a.contribution",
            )?;
            let rows = rows.query_map([run], |row| {
                Ok((row.get::<_, u64>(0)?, ThemeId(row.get::<_, String>(1)?)))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    fn has_rows(&self, run: u64) -> Result<bool, Error> {
        self.read(|conn| {
            Ok(conn
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM assignment WHERE run = ?1)
                         OR EXISTS (SELECT 1 FROM opinion_group WHERE run = ?1)",
                )?
                .query_row([run], |row| row.get(0))?)
        })
    }
}

fn assignment_leaf((salt, leaf, theme): (Option<[u8; 32]>, u64, Option<ThemeId>)) -> Hash {
    let index = u32::try_from(leaf).expect("a tree has fewer than 2^32 leaves");
    tlog::leaf_hash(&findings::leaf::assignment(salt.as_ref(), index, theme.as_ref()))
}

/// A portion of a run's rows.
#[derive(Default)]
pub(crate) struct RunRows {
    run: u64,
    assignments: Vec<(u64, Assignment, [u8; 32])>,
    groups: Vec<(u64, Option<u32>)>,
}

impl RunRows {
    pub(crate) fn len(&self) -> usize {
        self.assignments.len() + self.groups.len()
    }
}

/// What makes a run visible.
pub(crate) struct RunEnd {
    run: u64,
    now: Timestamp,
    input_size: u64,
    result_sha256: String,
    body: Vec<u8>,
    pub(crate) findings: Vec<u8>,
    quoted: Vec<u64>,
}

fn portions<'a>(run: u64, new: &NewRun<'a>) -> impl Iterator<Item = RunRows> + use<'a> {
    let NewRun { input, analysed, salts, .. } = *new;
    let rows = &analysed.rows;
    let assignments = (0..input.contributions.len().div_ceil(PORTION)).map(move |portion| {
        let range = portion * PORTION..input.contributions.len().min((portion + 1) * PORTION);
        let row = |at: usize| {
            let assignment = Assignment {
                theme: rows.assignments[at].as_ref().map(|(theme, _)| theme.clone()),
                similarity: rows.assignments[at].as_ref().map(|(_, similarity)| *similarity),
                duplicate: rows.duplicates.get(at).copied().flatten(),
                language: rows
                    .languages
                    .get(at)
                    .cloned()
                    .unwrap_or_else(|| UNDETERMINED.to_owned()),
            };
            (input.contributions[at], assignment, salts[at])
        };
        RunRows { run, assignments: range.map(row).collect(), groups: Vec::new() }
    });
    let groups = input.participants.chunks(PORTION).zip(rows.groups.chunks(PORTION));
    let groups = groups.map(move |(participants, groups)| RunRows {
        run,
        assignments: Vec::new(),
        groups: participants.iter().copied().zip(groups.iter().copied()).collect(),
    });
    assignments.chain(groups)
}

/// Removes a portion of the rows of a run that is not there.
pub(crate) fn clear(batch: &Batch<'_>, run: u64) -> Result<Placed, Failure> {
    must_be_next(batch.conn, run)?;
    batch
        .conn
        .prepare_cached(
            "DELETE FROM assignment WHERE run = ?1 AND contribution IN
                (SELECT contribution FROM assignment WHERE run = ?1 LIMIT ?2)",
        )?
        .execute((run, PORTION as i64))?;
    batch
        .conn
        .prepare_cached(
            "DELETE FROM opinion_group WHERE run = ?1 AND participant IN
                (SELECT participant FROM opinion_group WHERE run = ?1 LIMIT ?2)",
        )?
        .execute((run, PORTION as i64))?;
    Ok(nothing(batch))
}

/// Keeps a portion of the rows of a run to be.
pub(crate) fn keep_rows(batch: &Batch<'_>, rows: &RunRows) -> Result<Placed, Failure> {
    must_be_next(batch.conn, rows.run)?;
    let mut insert = batch.conn.prepare_cached(
        "INSERT INTO assignment
             (run, contribution, theme, similarity, cluster, duplicate, language, salt)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (contribution, assignment, salt) in &rows.assignments {
        insert.execute((
            rows.run,
            contribution,
            assignment.theme.as_ref().map(ThemeId::as_str),
            assignment.similarity,
            assignment.duplicate.map(|link| link.cluster),
            assignment.duplicate.map(|link| link.kind as u8),
            &assignment.language,
            salt,
        ))?;
    }
    let mut insert = batch.conn.prepare_cached(
        "INSERT INTO opinion_group (run, participant, number) VALUES (?1, ?2, ?3)",
    )?;
    for (participant, group) in &rows.groups {
        insert.execute((rows.run, participant, group))?;
    }
    Ok(nothing(batch))
}

/// Seals a run and makes it visible.
pub(crate) fn keep_end(batch: &mut Batch<'_>, end: &RunEnd) -> Result<Placed, Failure> {
    must_be_next(batch.conn, end.run)?;
    batch.tlog.advance(end.now);
    let entry = Batch::document(Kind::AnalysisRun, &end.body);
    let leaf = batch.keep_document(entry, None, &end.body)?;
    // Words erased while the analysis was under way must not come back with its quotes.
    let (mut json, mut blanked) = (end.findings.clone(), 0);
    for contribution in &end.quoted {
        if !has_words(batch.conn, *contribution)? {
            let quotes;
            (json, quotes) = without_quotes(&json, *contribution)?;
            blanked += quotes;
        }
    }
    batch
        .conn
        .prepare_cached(
            "INSERT INTO run (number, leaf, input_size, result, blanked)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((end.run, leaf, end.input_size, &end.result_sha256, blanked))?;
    batch
        .conn
        .prepare_cached("INSERT INTO run_findings (run, json) VALUES (?1, ?2)")?
        .execute((end.run, json))?;
    let mut insert = batch
        .conn
        .prepare_cached("INSERT OR IGNORE INTO run_quote (contribution, run) VALUES (?1, ?2)")?;
    for contribution in &end.quoted {
        insert.execute((contribution, end.run))?;
    }
    drop(insert);
    let minute = batch.tlog.minute();
    Ok(Placed { leaves: leaf..leaf + 1, minute, again: false })
}

fn must_be_next(conn: &Connection, run: u64) -> Result<(), Failure> {
    let last: Option<u64> =
        conn.prepare_cached("SELECT max(number) FROM run")?.query_row([], |row| row.get(0))?;
    match last.unwrap_or(0) + 1 == run {
        true => Ok(()),
        false => Err(Refusal::Taken("analysis run").into()),
    }
}

fn nothing(batch: &Batch<'_>) -> Placed {
    let size = batch.tlog.size();
    Placed { leaves: size..size, minute: batch.tlog.minute(), again: false }
}

/// Empties the quotes of a contribution in every run's findings.
pub(crate) fn blank_quotes(conn: &Connection, contribution: u64) -> Result<(), Failure> {
    let runs: Vec<u64> = conn
        .prepare_cached("SELECT run FROM run_quote WHERE contribution = ?1")?
        .query_map([contribution], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for run in runs {
        let json: Vec<u8> = conn
            .prepare_cached("SELECT json FROM run_findings WHERE run = ?1")?
            .query_row([run], |row| row.get(0))?;
        let (json, blanked) = without_quotes(&json, contribution)?;
        conn.prepare_cached("UPDATE run_findings SET json = ?2 WHERE run = ?1")?
            .execute((run, json))?;
        conn.prepare_cached("UPDATE run SET blanked = blanked + ?2 WHERE number = ?1")?
            .execute((run, blanked))?;
    }
    Ok(())
}

/// Findings with the quotes of a contribution emptied, and how many these were. The JSON keeps its
/// length, filled up with spaces at the end, so that SQLite overwrites it where it is.
fn without_quotes(json: &[u8], contribution: u64) -> Result<(Vec<u8>, u32), Failure> {
    let unreadable = |_| Refusal::Rule("findings that cannot be read".to_owned());
    let mut findings: Findings = serde_json::from_slice(json).map_err(unreadable)?;
    let mut blanked = 0;
    let of_contribution = |quote: &&mut Quote| quoted_leaf(quote) == Some(contribution);
    for quote in quotes_mut(&mut findings).filter(of_contribution) {
        blanked += u32::from(!quote.text.is_empty());
        quote.text.clear();
    }
    let mut blank = serde_json::to_vec(&findings).map_err(unreadable)?;
    blank.resize(json.len().max(blank.len()), b' ');
    Ok((blank, blanked))
}

fn quotes(findings: &Findings) -> impl Iterator<Item = &Quote> {
    let of_themes = findings.themes.themes.iter().flat_map(|theme| &theme.quotes);
    of_themes.chain(findings.campaigns.iter().map(|campaign| &campaign.letter))
}

fn quotes_mut(findings: &mut Findings) -> impl Iterator<Item = &mut Quote> {
    let of_themes = findings.themes.themes.iter_mut().flat_map(|theme| &mut theme.quotes);
    of_themes.chain(findings.campaigns.iter_mut().map(|campaign| &mut campaign.letter))
}

fn quoted_leaf(quote: &Quote) -> Option<u64> {
    quote.contribution.parse().ok()
}

fn read_assignment(row: &Row<'_>) -> Result<Assignment, rusqlite::Error> {
    const KINDS: [DuplicateKind; 3] =
        [DuplicateKind::Exact, DuplicateKind::Near, DuplicateKind::Template];
    let (cluster, code): (Option<u32>, Option<u8>) = (row.get(2)?, row.get(3)?);
    let kind = code.and_then(|code| KINDS.into_iter().find(|kind| *kind as u8 == code));
    Ok(Assignment {
        theme: row.get::<_, Option<String>>(0)?.map(ThemeId),
        similarity: row.get(1)?,
        duplicate: cluster.zip(kind).map(|(cluster, kind)| DuplicateLink { cluster, kind }),
        language: row.get(4)?,
    })
}
