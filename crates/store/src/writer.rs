//! The writer: one thread through which everything kept must go.
//!
//! It takes what waits, up to [`BATCH_RECORDS_MAX`] records or [`BATCH_BYTES_MAX`] bytes, writes it in
//! one transaction with its leaves, commits, and only then answers. There is no timer: while one
//! batch waits for the disk the next one gathers.
//!
//! Invariants:
//! 1. No answer leaves before the transaction it speaks of is on stable storage
//!    (`synchronous=FULL`: COMMIT returns after the fsync of the write-ahead log).
//! 2. A post is kept whole or not at all; one that is refused leaves the others of its batch alone. Most are
//!    refused before they write anything. When one is not, the batch is begun again with a savepoint for each.
//! 3. After an error of which it cannot be said that nothing was written, nothing is ever written
//!    again by this process: every post, then and later, is answered "outcome unknown". A repeated
//!    fsync may succeed without having written what the first one lost.
//! 4. A full disk is no such error. SQLite reports it from a write only, and writes all of a batch
//!    before the first fsync; so the batch is rolled back, its posts are answered [`WriteError::Full`],
//!    and the writer lives. The room put by is given up then, and until there is room again only
//!    what withdraws, erases or moderates is taken.
//! 5. A head is signed in the transaction that keeps it, and leaves with an answer only after that is
//!    committed. Once a second the newest is kept apart from the database too (`head.rs`).

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use consultation::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode};
use tlog::{Channel, Entry, Kind, SigningKey};

use crate::directory::{BUSY_WAIT, Store};
use crate::error::{Error, Failure, Refusal, WriteError};
use crate::head::{self, LastHead, SignedHead};
use crate::mover::{Mover, loses_nothing};
use crate::plans::OwnPlans;
use crate::posts::{self, Placed};
use crate::recent::{Grown, Opened, Recent};
use crate::record::{Kept, NewRecord, Post};
use crate::reserve::Reserve;
use crate::runs::{self, RunEnd, RunRows};
use crate::standing::Standing;
use crate::tree::{self, Tlog};
use crate::{counts, documents, vote_erasure};

/// Records after which a batch takes no further post.
pub const BATCH_RECORDS_MAX: usize = 4_096;
/// Bytes of text and documents after which a batch takes no further post.
pub const BATCH_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Posts that wait at most; who comes then waits outside, or is told that the store is busy.
pub const QUEUE_POSTS_MAX: usize = 8_192;

/// Pages of write-ahead log not yet in the database after which the mover is asked to move them there.
const MOVE_PAGES: i64 = 512;
/// Pages of write-ahead log after which it is to be begun anew.
const LOG_PAGES: i64 = 8_000;
/// Pages not yet in the database that the writer moves itself, so that it can be.
const REST_PAGES: i64 = 512;
/// Pages not yet in the database after which posts wait for the mover: the log has a bound.
const FLOOD_PAGES: i64 = 32_768;
/// How long nothing must come before the write-ahead log is emptied.
const IDLE: Duration = Duration::from_secs(1);

impl Store {
    /// Keeps a post and gives its place in the tlog. Returns when it is on stable storage; waits its
    /// turn when much is waiting.
    ///
    /// # Errors
    /// [`WriteError::Refused`] and [`WriteError::Full`]: nothing was kept.
    /// [`WriteError::OutcomeUnknown`]: it may have been; the store takes no more writes.
    pub fn submit(&self, post: Post) -> Result<Kept, WriteError> {
        self.writer.wait(Work::Post(post))
    }

    /// The same without waiting: `reply` is called once, by the writer's thread, so it must not take
    /// long; or at once, with [`WriteError::Busy`], when [`QUEUE_POSTS_MAX`] posts are waiting.
    pub fn submit_with(
        &self,
        post: Post,
        reply: impl FnOnce(Result<Kept, WriteError>) + Send + 'static,
    ) {
        let task = Task { work: Work::Post(post), reply: Reply(Some(Box::new(reply))) };
        let Some(queue) = &self.writer.queue else { return };
        if let Err(TrySendError::Full(task)) = queue.try_send(task) {
            task.reply.send(Err(WriteError::Busy));
        }
    }

    /// Why the store takes no more writes; `None` while it does.
    pub fn failure(&self) -> Option<&str> {
        match (self.writer.failed.why.get(), &self.writer.thread) {
            (Some(why), _) => Some(why),
            (None, Some(thread)) if thread.is_finished() => Some("the writer stopped"),
            _ => None,
        }
    }

    /// Calls `told` once when the store takes no more writes, on the writer's thread; at once if that is
    /// so already. The process should end then: a new one starts from what the disk really holds.
    pub fn on_failure(&self, told: impl FnOnce() + Send + 'static) {
        *self.writer.failed.told.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Box::new(told));
        if self.failure().is_some() {
            self.writer.failed.tell();
        }
    }

    /// Whether the disk was found full: only what withdraws, erases or moderates is taken, until there
    /// is room again.
    pub fn is_full(&self) -> bool {
        self.writer.full.load(Ordering::Relaxed)
    }
}

/// The way to the writer's thread.
pub(crate) struct Writer {
    queue: Option<SyncSender<Task>>,
    thread: Option<JoinHandle<()>>,
    failed: Arc<Failed>,
    full: Arc<AtomicBool>,
}

/// Whether and why nothing is written any more, and who wants to be told.
#[derive(Default)]
struct Failed {
    why: OnceLock<String>,
    told: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl Failed {
    /// From now on nothing is written.
    fn because(&self, error: &dyn std::error::Error) {
        self.why.get_or_init(|| error.to_string());
        self.tell();
    }

    fn tell(&self) {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(told) = told {
            told();
        }
    }
}

/// What the writer is asked to do.
pub(crate) enum Work {
    Post(Post),
    /// Removes a portion of the rows a run left that was never finished.
    ClearRun(u64),
    RunRows(RunRows),
    RunEnd(RunEnd),
}

struct Task {
    work: Work,
    reply: Reply,
}

/// Called once; a task that is dropped unanswered is answered too.
struct Reply(Option<Box<dyn FnOnce(Answer) + Send>>);

type Answer = Result<Kept, WriteError>;

impl Reply {
    fn send(mut self, answer: Answer) {
        if let Some(reply) = self.0.take() {
            reply(answer);
        }
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        if let Some(reply) = self.0.take() {
            reply(Err(WriteError::OutcomeUnknown));
        }
    }
}

impl Writer {
    pub(crate) fn start(
        writing: Writing,
        failed_to_start: impl FnOnce(std::io::Error) -> Error,
    ) -> Result<Writer, Error> {
        let (queue, tasks) = sync_channel(QUEUE_POSTS_MAX);
        let (failed, full) = (Arc::clone(&writing.failed), Arc::clone(&writing.full));
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(|| writing.run(tasks))
            .map_err(failed_to_start)?;
        Ok(Writer { queue: Some(queue), thread: Some(thread), failed, full })
    }

    /// Waits for room, then for the answer.
    pub(crate) fn wait(&self, work: Work) -> Result<Kept, WriteError> {
        let (reply, answer) = sync_channel(1);
        let reply = Reply(Some(Box::new(move |kept| {
            // Whoever asked is waiting below.
            let _ = reply.send(kept);
        })));
        let queue = self.queue.as_ref().ok_or(WriteError::OutcomeUnknown)?;
        queue.send(Task { work, reply }).map_err(|_| WriteError::OutcomeUnknown)?;
        answer.recv().unwrap_or(Err(WriteError::OutcomeUnknown))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the writer was answered to every caller as an unknown outcome.
            let _ = thread.join();
        }
    }
}

/// The writer's thread.
pub(crate) struct Writing {
    // Before the connection, which closes last.
    mover: Mover,
    conn: Connection,
    tlog: Tlog,
    plans: OwnPlans,
    key: SigningKey,
    last_head: Arc<LastHead>,
    /// When the head was last kept apart, or tried to be: a full disk is not asked again at once.
    head_kept: Instant,
    recent: Arc<Recent>,
    reserve: Reserve,
    full: Arc<AtomicBool>,
    /// The write-ahead log may hold something.
    unsettled: bool,
    /// It may hold what was erased, so it is emptied as soon as no reader is in the way.
    erasing: bool,
    looked_after: Instant,
    failed: Arc<Failed>,
}

/// What the writer's thread starts with.
pub(crate) struct Start {
    pub(crate) conn: Connection,
    /// The database's file.
    pub(crate) database: PathBuf,
    pub(crate) tlog: Tlog,
    pub(crate) plans: OwnPlans,
    pub(crate) key: SigningKey,
    pub(crate) last_head: LastHead,
    pub(crate) recent: Arc<Recent>,
    pub(crate) reserve: Reserve,
}

/// Why a batch was not committed.
enum Trouble {
    Full,
    Broken(rusqlite::Error),
}

impl Writing {
    pub(crate) fn new(start: Start) -> Result<Writing, rusqlite::Error> {
        let Start { conn, database, tlog, plans, key, last_head, recent, reserve } = start;
        let full = Arc::new(AtomicBool::new(!reserve.is_held()));
        let failed = Arc::<Failed>::default();
        let its = Arc::clone(&failed);
        let last_head = Arc::new(last_head);
        let mover =
            Mover::start(&database, Arc::clone(&last_head), move |error| its.because(error))?;
        Ok(Writing {
            mover,
            conn,
            tlog,
            plans,
            key,
            last_head,
            head_kept: Instant::now(),
            recent,
            reserve,
            full,
            unsettled: false,
            erasing: false,
            looked_after: Instant::now(),
            failed,
        })
    }

    fn run(mut self, queue: Receiver<Task>) {
        while let Some(first) = self.next(&queue) {
            let (work, replies): (Vec<_>, Vec<_>) =
                take(first, &queue).into_iter().map(|task| (task.work, task.reply)).unzip();
            let answers = self.answers(&work.iter().collect::<Vec<_>>());
            for (reply, answer) in replies.into_iter().zip(answers) {
                reply.send(answer);
            }
            self.checkpoint();
            if self.looked_after.elapsed() >= IDLE {
                self.look_after(false);
            }
        }
        self.keep_head(true);
        if self.failed.why.get().is_some() {
            self.leave_log();
        }
    }

    /// The next task; `None` when there will be none. Does meanwhile what is better done when idle.
    fn next(&mut self, queue: &Receiver<Task>) -> Option<Task> {
        loop {
            let behind = self.last_head.is_behind(self.tlog.size());
            let waits = self.unsettled || behind || !self.reserve.is_held();
            if !waits || self.failed.why.get().is_some() {
                return queue.recv().ok();
            }
            match queue.recv_timeout(IDLE) {
                Ok(task) => return Some(task),
                Err(RecvTimeoutError::Timeout) => self.look_after(true),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// What is done once a second: keeping the newest head apart, emptying the write-ahead log when
    /// `idle` or when something erased is in it, looking whether there is room again.
    fn look_after(&mut self, idle: bool) {
        self.looked_after = Instant::now();
        self.keep_head(idle);
        if idle && self.unsettled || self.erasing {
            self.settle();
        }
        self.reserve.regain();
        self.full.store(!self.reserve.is_held(), Ordering::Relaxed);
    }

    fn answers(&mut self, work: &[&Work]) -> Vec<Answer> {
        if self.reserve.is_held() {
            return self.written(work);
        }
        let taken: Vec<&Work> = work.iter().copied().filter(|work| work.makes_room()).collect();
        let mut answers = self.written(&taken).into_iter();
        let refused = Err(WriteError::Full);
        work.iter()
            .map(|work| if work.makes_room() { answers.next() } else { None })
            .map(|answer| answer.unwrap_or_else(|| refused.clone()))
            .collect()
    }

    fn written(&mut self, work: &[&Work]) -> Vec<Answer> {
        if self.failed.why.get().is_some() {
            return vec![Err(WriteError::OutcomeUnknown); work.len()];
        }
        match self.write(work) {
            Ok(answers) => answers,
            Err(Trouble::Full) => {
                self.reserve.release();
                self.full.store(true, Ordering::Relaxed);
                self.settle();
                vec![Err(WriteError::Full); work.len()]
            }
            Err(Trouble::Broken(error)) => {
                self.fail(&error);
                vec![Err(WriteError::OutcomeUnknown); work.len()]
            }
        }
    }

    /// Writes and commits a batch, or rolls it back.
    fn write(&mut self, work: &[&Work]) -> Result<Vec<Answer>, Trouble> {
        match commit(&self.conn, &self.tlog, &mut self.plans, &self.key, work) {
            Ok(written) => {
                self.plans.publish();
                if let Some(signature) = written.signature {
                    self.recent.add(written.tlog.tree(), signature, written.grown);
                }
                if written.erased {
                    self.recent.forget();
                }
                self.tlog = written.tlog;
                self.unsettled = true;
                self.erasing |= written.erased;
                if self.erasing {
                    self.settle();
                }
                Ok(written.answers)
            }
            Err(error) => {
                self.plans.undo_to(0);
                let undone = self.conn.is_autocommit() || execute(&self.conn, "ROLLBACK").is_ok();
                match error.sqlite_error_code() {
                    Some(ErrorCode::DiskFull) if undone => Err(Trouble::Full),
                    _ if undone && was_not_written(&error) && self.reserve.quota_is_used_up() => {
                        Err(Trouble::Full)
                    }
                    _ => Err(Trouble::Broken(error)),
                }
            }
        }
    }

    /// Has a long write-ahead log moved into the database, and moves what little is left.
    fn checkpoint(&mut self) {
        if self.failed.why.get().is_some() {
            return;
        }
        let done = match checkpoint(&self.conn, "PRAGMA wal_checkpoint(NOOP)") {
            Ok(found) => {
                let left = found.pages - found.moved;
                let is_long = found.pages >= LOG_PAGES;
                let mine = left >= FLOOD_PAGES || is_long && (1..=REST_PAGES).contains(&left);
                let asked = !mine && (is_long && left > 0 || left >= MOVE_PAGES);
                if !mine {
                    if asked {
                        self.mover.ask();
                    }
                    return;
                }
                let _turn = self.mover.turn();
                checkpoint(&self.conn, "PRAGMA wal_checkpoint(PASSIVE)").map(|_| ())
            }
            Err(error) => Err(error),
        };
        self.tolerate(done);
    }

    /// Moves all of the write-ahead log into the database and empties its file, unless a reader is
    /// using it; then it is tried again.
    fn settle(&mut self) {
        if self.failed.why.get().is_some() {
            return;
        }
        let turn = self.mover.turn();
        let waits = |wait| self.conn.busy_timeout(wait);
        let done = waits(Duration::ZERO)
            .and_then(|()| checkpoint(&self.conn, "PRAGMA wal_checkpoint(TRUNCATE)"));
        let done = waits(BUSY_WAIT).and(done);
        drop(turn);
        self.unsettled = !matches!(done, Ok(Checkpoint { busy: false, .. }));
        self.erasing &= self.unsettled;
        self.tolerate(done.map(|_| ()));
    }

    /// Keeps the newest head apart from the database: at most once a second by the mover, or `soon` by the
    /// writer itself.
    fn keep_head(&mut self, soon: bool) {
        let tree = self.tlog.tree();
        let due = soon || self.head_kept.elapsed() >= head::EVERY;
        if self.failed.why.get().is_some() || !due || !self.last_head.is_behind(tree.size) {
            return;
        }
        self.head_kept = Instant::now();
        let signed = || SignedHead::new(tree, &self.key);
        if !soon && self.mover.keep(signed()) {
            return;
        }
        if let Err(error) = self.last_head.keep(&signed()) {
            self.fail(&error);
        }
    }

    fn tolerate(&mut self, done: Result<(), rusqlite::Error>) {
        if let Err(error) = done
            && !loses_nothing(&error)
        {
            self.fail(&error);
        }
    }

    fn fail(&self, error: &dyn std::error::Error) {
        self.failed.because(error);
        self.leave_log();
    }

    /// Closing must not write after a failure; what is in the write-ahead log is for the next start.
    fn leave_log(&self) {
        let kept = self.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        debug_assert!(kept.is_ok(), "a flag of the connection, set in memory");
    }
}

/// Takes what waits, until the batch is large enough.
fn take(first: Task, queue: &Receiver<Task>) -> Vec<Task> {
    let (mut records, mut bytes) = (0, 0);
    let mut tasks = Vec::new();
    let mut next = Some(first);
    while let Some(task) = next {
        let (more_records, more_bytes) = task.work.size();
        records += more_records;
        bytes += more_bytes;
        tasks.push(task);
        let full = records >= BATCH_RECORDS_MAX || bytes >= BATCH_BYTES_MAX;
        next = if full { None } else { queue.try_recv().ok() };
    }
    tasks
}

impl Work {
    /// Records and bytes, for the limits of a batch.
    fn size(&self) -> (usize, usize) {
        match self {
            Work::Post(post) => {
                (post.records.len(), post.records.iter().map(NewRecord::weight).sum())
            }
            Work::RunRows(rows) => (rows.len(), 0),
            Work::ClearRun(_) => (runs::PORTION, 0),
            Work::RunEnd(end) => (1, end.findings.len()),
        }
    }

    /// Whether it is taken although the disk is full.
    fn makes_room(&self) -> bool {
        let Work::Post(post) = self else { return false };
        post.records.iter().all(|record| {
            matches!(
                record,
                NewRecord::Withdrawal(_)
                    | NewRecord::Erasure(_)
                    | NewRecord::Forgotten(_)
                    | NewRecord::Moderation(_)
            )
        })
    }
}

/// A batch that is committed.
struct Written {
    tlog: Tlog,
    grown: Grown,
    /// That of its head; `None` where no leaf was added.
    signature: Option<[u8; 64]>,
    erased: bool,
    answers: Vec<Answer>,
}

fn commit(
    conn: &Connection,
    tlog: &Tlog,
    plans: &mut OwnPlans,
    key: &SigningKey,
    work: &[&Work],
) -> Result<Written, rusqlite::Error> {
    execute(conn, "BEGIN IMMEDIATE")?;
    let committed = tlog.size();
    let mut batch = Batch::new(conn, tlog.clone(), plans);
    let placed = match batch.place_all(work)? {
        Some(placed) => placed,
        None => {
            execute(conn, "ROLLBACK")?;
            execute(conn, "BEGIN IMMEDIATE")?;
            let plans = batch.plans;
            plans.undo_to(0);
            batch = Batch::new(conn, tlog.clone(), plans);
            work.iter().map(|work| batch.place_or_undo(work)).collect::<Result<Vec<_>, _>>()?
        }
    };
    let mut signature = None;
    if batch.tlog.size() > committed {
        signature = Some(batch.tlog.keep_head(conn, key)?);
        counts::keep(conn, &batch.tally)?;
    }
    if batch.votes_erased {
        vote_erasure::rewrite(conn)?;
    }
    let answers = placed
        .into_iter()
        .map(|placed| match placed {
            Ok(placed) => Ok(Ok(batch.kept(placed, committed)?)),
            Err(refusal) => Ok(Err(WriteError::Refused(refusal))),
        })
        .collect::<Result<Vec<_>, rusqlite::Error>>()?;
    execute(conn, "COMMIT")?;
    let Batch { tlog, grown, erased, .. } = batch;
    Ok(Written { tlog, grown, signature, erased, answers })
}

/// Has another key sign from now on, beginning with the leaf that says why; gives the tree.
pub(crate) fn change_key(
    conn: &Connection,
    tlog: Tlog,
    plans: &mut OwnPlans,
    key: &SigningKey,
    now: Timestamp,
    body: &[u8],
) -> Result<Tlog, Failure> {
    execute(conn, "BEGIN IMMEDIATE")?;
    let mut batch = Batch::new(conn, tlog, plans);
    batch.tlog.change_key(conn, key)?;
    batch.tlog.advance(now);
    documents::keep_settings(&mut batch, body)?;
    batch.tlog.keep_head(conn, key)?;
    counts::keep(conn, &batch.tally)?;
    execute(conn, "COMMIT")?;
    Ok(batch.tlog)
}

/// How a leaf is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) round: Option<u64>,
    pub(crate) kind: Kind,
    pub(crate) channel: Channel,
    pub(crate) standing: Standing,
}

/// A transaction in the making.
pub(crate) struct Batch<'c> {
    pub(crate) conn: &'c Connection,
    pub(crate) tlog: Tlog,
    pub(crate) plans: &'c mut OwnPlans,
    /// Changes of the tally, written once a batch.
    pub(crate) tally: Vec<(Place, i64)>,
    pub(crate) erased: bool,
    /// Votes among it: tables that hold them are to be written anew.
    pub(crate) votes_erased: bool,
    grown: Grown,
}

impl<'c> Batch<'c> {
    fn new(conn: &'c Connection, tlog: Tlog, plans: &'c mut OwnPlans) -> Batch<'c> {
        let (grown, tally) = (tlog.grown(), Vec::new());
        Batch { conn, tlog, plans, tally, erased: false, votes_erased: false, grown }
    }

    /// Places everything, up to the first that cannot be taken back by itself; then `None`.
    fn place_all(
        &mut self,
        work: &[&Work],
    ) -> Result<Option<Vec<Result<Placed, Refusal>>>, rusqlite::Error> {
        let mut all = Vec::with_capacity(work.len());
        for work in work {
            match self.place(work)? {
                Some(placed) => all.push(placed),
                None => return Ok(None),
            }
        }
        Ok(Some(all))
    }

    /// Places one piece of work. `None`: it was refused after it had written something, which only undoing the
    /// transaction takes back.
    fn place(&mut self, work: &Work) -> Result<Option<Result<Placed, Refusal>>, rusqlite::Error> {
        let before = self.at();
        let written = self.conn.total_changes();
        match self.keep(work) {
            Ok(placed) => Ok(Some(Ok(placed))),
            Err(Failure::Database(error)) => Err(error),
            Err(Failure::Refused(refusal)) if self.conn.total_changes() == written => {
                self.back_to(before);
                Ok(Some(Err(refusal)))
            }
            Err(Failure::Refused(_)) => Ok(None),
        }
    }

    /// The same with a savepoint, by which what a refusal leaves behind is undone. For each page that work
    /// changes SQLite keeps a copy then, so it takes about twice as long.
    fn place_or_undo(&mut self, work: &Work) -> Result<Result<Placed, Refusal>, rusqlite::Error> {
        let before = self.at();
        execute(self.conn, "SAVEPOINT post")?;
        let placed = match self.keep(work) {
            Ok(placed) => Ok(placed),
            Err(Failure::Database(error)) => return Err(error),
            Err(Failure::Refused(refusal)) => {
                execute(self.conn, "ROLLBACK TO post")?;
                self.back_to(before);
                Err(refusal)
            }
        };
        execute(self.conn, "RELEASE post")?;
        Ok(placed)
    }

    fn keep(&mut self, work: &Work) -> Result<Placed, Failure> {
        match work {
            Work::Post(post) => posts::keep(self, post),
            Work::ClearRun(run) => runs::clear(self, *run),
            Work::RunRows(rows) => runs::keep_rows(self, rows),
            Work::RunEnd(end) => runs::keep_end(self, end),
        }
    }

    /// Where it stands in memory.
    fn at(&self) -> (Tlog, usize, usize) {
        (self.tlog.clone(), self.tally.len(), self.plans.acts())
    }

    fn back_to(&mut self, (tlog, counted, acts): (Tlog, usize, usize)) {
        self.tlog = tlog;
        self.plans.undo_to(acts);
        self.tally.truncate(counted);
        self.grown.shrink(self.tlog.size());
    }

    /// Appends a leaf and counts it. `round` is the leaf of the round's opening.
    pub(crate) fn leaf(
        &mut self,
        entry: Entry,
        round: Option<u64>,
        standing: Standing,
    ) -> Result<u64, Failure> {
        let (index, _) = self.tlog.append(self.conn, entry, &mut self.grown)?;
        self.tally.push((Place { round, kind: entry.kind, channel: entry.channel, standing }, 1));
        Ok(index)
    }

    /// The same for a record of a participant, with what opens it: its receipt is about to be asked for.
    pub(crate) fn record(
        &mut self,
        entry: Entry,
        round: u64,
        standing: Standing,
        opened: Opened,
    ) -> Result<u64, Failure> {
        let (index, entry) = self.tlog.append(self.conn, entry, &mut self.grown)?;
        let (kind, channel) = (entry.kind, entry.channel);
        self.tally.push((Place { round: Some(round), kind, channel, standing }, 1));
        self.grown.open(index, entry, opened);
        Ok(index)
    }

    /// The answer to a post; `committed` is the size of the tree before this batch.
    fn kept(&self, placed: Placed, committed: u64) -> Result<Kept, rusqlite::Error> {
        let Placed { leaves, minute, again } = placed;
        let before = if leaves.end <= committed && !leaves.is_empty() {
            tree::head_of(self.conn, leaves.start)?
        } else {
            None
        };
        let tree = before.unwrap_or_else(|| self.tlog.tree());
        Ok(Kept { leaves, minute, tree, again })
    }
}

/// Whether a write itself failed. All of a batch's writes come before its fsync, so then none was made.
fn was_not_written(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    code == Some(rusqlite::ffi::SQLITE_IOERR_WRITE)
}

/// What a checkpoint found: pages in the write-ahead log, and those of them that are in the database.
struct Checkpoint {
    busy: bool,
    pages: i64,
    moved: i64,
}

fn checkpoint(conn: &Connection, pragma: &'static str) -> Result<Checkpoint, rusqlite::Error> {
    conn.prepare_cached(pragma)?.query_row([], |row| {
        Ok(Checkpoint { busy: row.get(0)?, pages: row.get(1)?, moved: row.get(2)? })
    })
}

fn execute(conn: &Connection, sql: &'static str) -> Result<(), rusqlite::Error> {
    conn.prepare_cached(sql)?.execute([]).map(|_| ())
}

#[cfg(test)]
mod tests {
    use consultation::LocalText;
    use plan::leaf::SealedAct;
    use plan::{Act, ClauseId, Measure, MeasureId, PlanId};

    use super::*;
    use crate::plans::Plans;

    /// A post of one act whose body is `length` bytes and a little.
    fn measure(id: usize, length: usize) -> Work {
        let title = LocalText::one("en", "x".repeat(length));
        let measure = Measure::new(MeasureId(id.to_string()), ClauseId("2.1".into()), title);
        act(Act::AddMeasure(measure))
    }

    fn act(act: Act) -> Work {
        let sealed = SealedAct::new(PlanId("example".into()), act);
        Work::Post(Post::one(Timestamp(0), NewRecord::Act(sealed)))
    }

    /// The writer of a new directory with a published plan, without its thread.
    fn writing(directory: &std::path::Path) -> Writing {
        let key = SigningKey::new("log.example/1", tlog::KeyUse::Log, &[2; 32]).unwrap();
        drop(Store::create(directory, [1; 32], &key).unwrap());
        let conn = crate::directory::open_writer(&directory.join("canvass.db")).unwrap();
        let mut writing = Writing::new(Start {
            tlog: Tlog::read(&conn).unwrap(),
            conn,
            database: directory.join("canvass.db"),
            key,
            plans: OwnPlans::of(Plans::default()),
            last_head: LastHead::of_file(directory.join("canvass.head")).unwrap(),
            recent: Arc::default(),
            reserve: Reserve::hold(directory),
        })
        .unwrap();
        let plan = Act::Publish(Box::new(plan::example()));
        assert!(writing.answers(&[&act(plan)])[0].is_ok());
        writing
    }

    fn withdrawal() -> Work {
        let record = NewRecord::Withdrawal(crate::NewWithdrawal {
            code_sha256: [9; 32],
            channel: consultation::Channel::Web,
            body: b"{}".to_vec(),
        });
        Work::Post(Post::one(Timestamp(0), record))
    }

    fn pages_max(writing: &Writing, more: i64) {
        let pages: i64 = writing.conn.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        writing.conn.pragma_update(None, "max_page_count", pages + more).unwrap();
    }

    #[test]
    fn a_full_disk_keeps_nothing_of_a_batch_and_the_writer_lives() {
        let directory = tempfile::tempdir().unwrap();
        let mut writing = writing(directory.path());
        let before = writing.tlog.tree();
        pages_max(&writing, 2);
        let batch = [&measure(1, 100), &measure(2, 100_000)];
        assert_eq!(writing.answers(&batch), [Err(WriteError::Full), Err(WriteError::Full)]);
        assert_eq!(writing.tlog.tree(), before);
        assert_eq!(tree::head(&writing.conn).unwrap(), before);

        // Until there is room again only what makes room is looked at.
        assert!(writing.full.load(Ordering::Relaxed));
        let answers = writing.answers(&[&measure(1, 100), &withdrawal()]);
        let unknown = Err(WriteError::Refused(Refusal::UnknownCode));
        assert_eq!(answers, [Err(WriteError::Full), unknown]);
        writing.look_after(true);
        assert!(!writing.full.load(Ordering::Relaxed));
        assert_eq!(writing.answers(&[&measure(1, 100)])[0].as_ref().unwrap().leaves, 1..2);
        pages_max(&writing, 1_000);
        assert_eq!(writing.answers(&[&measure(2, 100_000)])[0].as_ref().unwrap().leaves, 2..3);
        let read = Tlog::read(&writing.conn).unwrap();
        assert_eq!(read.tree(), writing.tlog.tree());
    }

    #[test]
    fn after_any_other_failure_nothing_is_written_again() {
        let directory = tempfile::tempdir().unwrap();
        let mut writing = writing(directory.path());
        let before = writing.tlog.tree();
        writing.conn.execute_batch("ALTER TABLE document RENAME TO lost").unwrap();
        assert_eq!(writing.answers(&[&measure(1, 100)]), [Err(WriteError::OutcomeUnknown)]);
        writing.conn.execute_batch("ALTER TABLE lost RENAME TO document").unwrap();
        assert_eq!(writing.answers(&[&measure(1, 100)]), [Err(WriteError::OutcomeUnknown)]);
        assert_eq!(writing.failed.why.get().unwrap(), "no such table: document");
        drop(writing);

        let store = Store::open(directory.path()).unwrap();
        assert_eq!(store.tree().unwrap(), before);
        let Work::Post(post) = measure(1, 100) else { unreachable!() };
        assert_eq!(store.submit(post).unwrap().leaves, 1..2);
    }

    #[test]
    fn a_batch_ends_at_its_limits_and_an_unanswered_task_is_answered() {
        let (queue, tasks) = sync_channel(100);
        let (reply, answers) = std::sync::mpsc::channel();
        let post = |records: usize| {
            let reply = reply.clone();
            let Work::Post(post) = measure(1, 10) else { unreachable!() };
            let records = vec![post.records[0].clone(); records];
            let reply = Reply(Some(Box::new(move |answer| reply.send(answer).unwrap())));
            Task { work: Work::Post(Post { records, ..post }), reply }
        };
        // An act counts 64 KiB, so 32 of them are 2 MiB.
        for records in [1, 30, 1, 1, 40, 1] {
            queue.send(post(records)).unwrap();
        }
        let sizes: Vec<usize> =
            std::iter::from_fn(|| Some(take(tasks.try_recv().ok()?, &tasks).len())).collect();
        assert_eq!(sizes, [3, 2, 1]);
        drop(reply);
        assert_eq!(answers.iter().collect::<Vec<_>>(), vec![Err(WriteError::OutcomeUnknown); 6]);
    }
}
