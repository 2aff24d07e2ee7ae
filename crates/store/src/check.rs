//! The check: everything that follows from something else is worked out again and compared.
//!
//! Leaf by leaf: the entry has one reading, its hash and the nodes it completes are those kept, heads
//! are the roots at their sizes and are signed, minutes never go back, references point back to a fitting kind, each
//! leaf has its record, the record opens the commitment or is erased to zeros. Then the sums: the tally
//! (so the accounting identity), the one vote that stands, the counts of each statement.
//!
//! Cost: one pass over all tables, a few microseconds a leaf; a reader's connection, no lock.

use std::collections::BTreeMap;

use consultation::Vote;
use rusqlite::{Connection, Row};
use tlog::{Checkpoint, Edge, Entry, Hash, Kind, Part, PartHashes, Tree, VerifierKey};

use crate::contributions::read_opening;
use crate::directory::Store;
use crate::error::Error;
use crate::standing::{Erasure, Standing, reason_of_erasure};
use crate::tree;
use crate::votes::VoteCode;

/// Faults listed at most.
pub const FAULTS_MAX: usize = 100;

/// Something kept that does not follow from what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The leaf it is at; `None` where it is about a sum.
    pub index: Option<u64>,
    /// What is wrong, in words.
    pub what: &'static str,
}

impl Store {
    /// Works everything out again and lists what differs, at most [`FAULTS_MAX`]; empty when all holds.
    pub fn check(&self) -> Result<Vec<Fault>, Error> {
        self.read(|conn| {
            let mut check = Check::default();
            check.leaves(conn)?;
            check.signatures(conn, self.log_key())?;
            check.sums(conn)?;
            check.faults.truncate(FAULTS_MAX);
            Ok(check.faults)
        })
    }
}

/// The columns of a tally row.
type Place = (i64, u8, u8, u8, u8);

#[derive(Default)]
struct Check {
    edge: Edge,
    minute: u32,
    kinds: Vec<Kind>,
    tally: BTreeMap<Place, i64>,
    faults: Vec<Fault>,
}

impl Check {
    fn leaves(&mut self, conn: &Connection) -> Result<(), Error> {
        let mut heads = conn.prepare("SELECT size, root FROM head ORDER BY size")?;
        let mut heads = heads
            .query_map([], |row| Ok(Tree { size: row.get(0)?, root: Hash(row.get(1)?) }))?
            .peekable();
        let mut rows = conn.prepare(
            "SELECT l.number, l.entry, l.nodes,
                    c.standing, c.reason, c.round, c.replaces, w.salt, w.text,
                    w.attributes_salt, c.constituency, c.language, c.quotable,
                    c.reply_to, t.about, t.stance, t.sources,
                    v.round, v.statement, v.vote, v.ballot, v.salt,
                    d.kind, d.about, d.body,
                    coalesce((SELECT round FROM contribution WHERE leaf = d.about AND d.kind IN (4, 5)),
                             (SELECT round FROM vote WHERE leaf = d.about AND d.kind = 4)),
                    v.participant IS NULL,
                    (SELECT entry FROM leaf WHERE number =
                        (SELECT leaf FROM document WHERE about = v.leaf AND kind = 4))
             FROM leaf l LEFT JOIN contribution c ON c.leaf = l.number
             LEFT JOIN words w ON w.leaf = l.number LEFT JOIN vote v ON v.leaf = l.number
             LEFT JOIN document d ON d.leaf = l.number
             LEFT JOIN discussion t ON t.leaf = l.number ORDER BY l.number",
        )?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let index: u64 = row.get(0)?;
            if let Some(what) = self.leaf(row, index)? {
                self.faults.push(Fault { index: Some(index), what });
                if self.faults.len() >= FAULTS_MAX {
                    return Ok(());
                }
            }
            let tree = self.edge.tree();
            while let Some(head) = heads.next_if(|head| match head {
                Ok(head) => head.size <= tree.size,
                Err(_) => true,
            }) {
                if head? != tree {
                    self.fault("a head is not the root at its size");
                }
            }
        }
        if heads.next().is_some() || tree::head(conn)? != self.edge.tree() {
            self.fault("the last head is not the root of all leaves");
        }
        Ok(())
    }

    fn signatures(&mut self, conn: &Connection, key: &VerifierKey) -> Result<(), Error> {
        let mut heads = conn.prepare("SELECT size, root, signature FROM head")?;
        let heads = heads.query_map([], |row| {
            let tree = Tree { size: row.get(0)?, root: Hash(row.get(1)?) };
            Ok((tree, row.get::<_, [u8; 64]>(2)?))
        })?;
        for head in heads {
            let (tree, signature) = head?;
            let former = tree::former_key(conn, tree.size)?;
            let key = former.as_ref().unwrap_or(key);
            let text = Checkpoint { origin: key.name().to_owned(), tree }.text();
            if !key.verify(text.as_bytes(), &signature) {
                self.fault("a head's signature does not hold");
            }
        }
        Ok(())
    }

    /// Checks one leaf; gives what is wrong with it.
    fn leaf(&mut self, row: &Row<'_>, index: u64) -> Result<Option<&'static str>, Error> {
        let (bytes, nodes): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(2)?);
        let complete = self.edge.append(tlog::leaf_hash(&bytes))?;
        if self.edge.size() != index + 1 {
            return Ok(Some("leaves are missing before it"));
        }
        if nodes != complete.iter().flat_map(|node| node.hash.0).collect::<Vec<_>>() {
            return Ok(Some("its nodes are not those of the tree"));
        }
        let Ok(entry) = Entry::decode(&bytes) else {
            return Ok(Some("its entry cannot be read"));
        };
        self.kinds.push(entry.kind);
        if entry.minute < self.minute {
            return Ok(Some("its minute is before that of an earlier leaf"));
        }
        self.minute = entry.minute;
        if !self.refers_rightly(&entry, index) {
            return Ok(Some("it refers to a leaf that does not fit"));
        }
        match entry.kind {
            Kind::Contribution | Kind::Replacement => self.contribution(row, &entry),
            Kind::Vote => self.vote(row, &entry),
            _ => self.document(row, &entry, index),
        }
    }

    fn refers_rightly(&self, entry: &Entry, index: u64) -> bool {
        let Some(reference) = entry.reference.map(u64::from) else { return true };
        let Some(kind) = self.kinds.get(reference as usize).filter(|_| reference < index) else {
            return false;
        };
        let text = matches!(kind, Kind::Contribution | Kind::Replacement);
        match entry.kind {
            Kind::Contribution | Kind::Vote | Kind::Closing => *kind == Kind::Opening,
            Kind::Disposition => text || *kind == Kind::AnalysisRun,
            Kind::Withdrawal => text || *kind == Kind::Vote,
            _ => text,
        }
    }

    fn contribution(
        &mut self,
        row: &Row<'_>,
        entry: &Entry,
    ) -> Result<Option<&'static str>, Error> {
        let Some(code) = row.get::<_, Option<u8>>(3)? else {
            return Ok(Some("its contribution is missing"));
        };
        let Some(standing) = Standing::from_codes(code, row.get(4)?) else {
            return Ok(Some("it stands in no known way"));
        };
        let round: i64 = row.get(5)?;
        let replaces: Option<u64> = row.get(6)?;
        let stated = if entry.kind == Kind::Replacement { replaces } else { Some(round as u64) };
        if stated != entry.reference.map(u64::from) {
            return Ok(Some("its contribution does not refer as its entry does"));
        }
        self.count(round, entry, standing);
        if row.get::<_, Option<Vec<u8>>>(8)?.is_none() {
            return Ok(Some("its words are missing"));
        }
        let opening = read_opening(row, 7)?;
        if !standing.has_words() {
            let salts = [opening.salt, opening.attributes_salt];
            let erased = salts == [[0; 32]; 2] && opening.text.bytes().all(|byte| byte == 0);
            let erased = erased && row.get::<_, String>(10)?.is_empty();
            return Ok((!erased).then_some("its words are not erased"));
        }
        let opens = opening.part_hashes().commitment() == entry.commitment;
        Ok((!opens).then_some("its words do not open its commitment"))
    }

    fn vote(&mut self, row: &Row<'_>, entry: &Entry) -> Result<Option<&'static str>, Error> {
        let Some(round) = row.get::<_, Option<i64>>(17)? else {
            return Ok(Some("its vote is missing"));
        };
        if Some(round as u64) != entry.reference.map(u64::from) {
            return Ok(Some("its vote is of another round"));
        }
        if row.get::<_, bool>(26)? {
            return self.erased_vote(row, round, entry);
        }
        self.count(round, entry, Standing::Published);
        let VoteCode(vote) = row.get(19)?;
        let bytes = consultation::leaf::vote(row.get(18)?, vote, row.get(20)?);
        let opens = opens(entry, &row.get(21)?, &bytes);
        Ok((!opens).then_some("its vote does not open its commitment"))
    }

    /// It is erased for the reason of the leaf that says so, and nothing of it is kept.
    fn erased_vote(
        &mut self,
        row: &Row<'_>,
        round: i64,
        entry: &Entry,
    ) -> Result<Option<&'static str>, Error> {
        let by = row.get::<_, Option<Vec<u8>>>(27)?.and_then(|bytes| Entry::decode(&bytes).ok());
        let why = Erasure::ALL
            .into_iter()
            .find(|erasure| by.is_some_and(|entry| entry.reason == reason_of_erasure(*erasure)));
        let Some(why) = why else { return Ok(Some("no leaf says why its vote is erased")) };
        self.count(round, entry, Standing::Erased(why));
        let (statement, vote, ballot): (Option<u64>, Option<u8>, Option<u64>) =
            (row.get(18)?, row.get(19)?, row.get(20)?);
        let erased = (statement, vote, ballot) == (None, None, None);
        let salt: [u8; 32] = row.get(21)?;
        Ok((!erased || salt != [0; 32]).then_some("its vote is not erased"))
    }

    fn document(
        &mut self,
        row: &Row<'_>,
        entry: &Entry,
        index: u64,
    ) -> Result<Option<&'static str>, Error> {
        let (kind, about): (Option<u8>, Option<u32>) = (row.get(22)?, row.get(23)?);
        let Some(body) = row.get::<_, Option<Vec<u8>>>(24)? else {
            return Ok(Some("its document is missing"));
        };
        if kind != Some(entry.kind as u8) || about != entry.reference {
            return Ok(Some("its document is not what its entry says"));
        }
        let round = match entry.kind {
            Kind::Opening => index as i64,
            _ => row.get::<_, Option<i64>>(25)?.unwrap_or(-1),
        };
        self.count(round, entry, Standing::SystemEvent);
        let opens = tlog::document_commitment(&body) == entry.commitment;
        Ok((!opens).then_some("its document does not open its commitment"))
    }

    fn count(&mut self, round: i64, entry: &Entry, standing: Standing) {
        let (standing, reason) = standing.codes();
        let place = (round, entry.kind as u8, entry.channel as u8, standing, reason);
        *self.tally.entry(place).or_default() += 1;
    }

    fn sums(&mut self, conn: &Connection) -> Result<(), Error> {
        let mut rows = conn.prepare(
            "SELECT round, kind, channel, standing, reason, count FROM tally WHERE count <> 0",
        )?;
        let rows = rows.query_map([], |row| {
            let place = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            Ok((place, row.get(5)?))
        })?;
        if rows.collect::<Result<BTreeMap<Place, i64>, _>>()? != self.tally {
            self.fault("the tally is not the count of the leaves");
        }
        if conn.query_row(STANDING_VOTES_DIFFER, [], |row| row.get(0))? {
            self.fault("the votes that stand are not the last ones cast");
        }
        if counted_votes(conn)? != standing_votes(conn)? {
            self.fault("a statement's counts are not those of the votes that stand");
        }
        Ok(())
    }

    fn fault(&mut self, what: &'static str) {
        self.faults.push(Fault { index: None, what });
    }
}

fn opens(entry: &Entry, salt: &[u8; 32], bytes: &[u8]) -> bool {
    let text = Some(tlog::part_hash(Part::Text, salt, bytes));
    PartHashes { text, ..PartHashes::default() }.commitment() == entry.commitment
}

/// Agree, disagree and pass by round and statement; statements without a vote are left out.
type Votes = BTreeMap<(i64, i64), [i64; 3]>;

/// As the statements have it.
fn counted_votes(conn: &Connection) -> Result<Votes, Error> {
    let mut rows = conn.prepare(
        "SELECT round, number, agree, disagree, pass FROM statement
         WHERE agree <> 0 OR disagree <> 0 OR pass <> 0",
    )?;
    let rows = rows.query_map([], |row| {
        Ok(((row.get(0)?, row.get(1)?), [row.get(2)?, row.get(3)?, row.get(4)?]))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// As the votes have it that stand.
fn standing_votes(conn: &Connection) -> Result<Votes, Error> {
    let mut votes = Votes::new();
    let mut rows = conn.prepare("SELECT round, statement, vote FROM current_vote")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let counts = votes.entry((row.get(0)?, row.get(1)?)).or_default();
        match row.get::<_, VoteCode>(2)?.0 {
            Vote::Agree => counts[0] += 1,
            Vote::Disagree => counts[1] += 1,
            Vote::Pass => counts[2] += 1,
        }
    }
    Ok(votes)
}

/// Each vote that stands was cast, none was cast after it, and the ballots number the votes cast, erased ones apart.
/// Written with look-ups by key: sorting a hundred million votes would want their size in memory.
const STANDING_VOTES_DIFFER: &str = "
    SELECT EXISTS (
        SELECT 1 FROM current_vote c LEFT JOIN vote v ON v.leaf = c.leaf
        WHERE (v.participant, v.round, v.statement, v.vote, v.ballot)
              IS NOT (c.participant, c.round, c.statement, c.vote, c.ballot)
    ) OR EXISTS (
        SELECT 1 FROM vote v LEFT JOIN current_vote c USING (participant, round, statement)
        WHERE v.participant IS NOT NULL AND
              (c.leaf IS NULL OR v.leaf > c.leaf OR (v.leaf < c.leaf) <> (v.ballot < c.ballot))
    ) OR (SELECT coalesce(sum(ballot), 0) FROM current_vote)
         NOT BETWEEN (SELECT count(participant) FROM vote) AND (SELECT count(*) FROM vote)";
