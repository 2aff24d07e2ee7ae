//! What every request works with: the store, the clock, and answers for people who contribute or vote.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use analysis::drift::{Sorted, drift};
use consultation::{RoundId, Timestamp};
use findings::disclosure::{Threshold, publish};
use findings::{Drift, Findings};
use store::{Kept, Post, Store, StoredRun, WriteError};
use tokio::sync::oneshot;

use crate::problem::Problem;
use crate::routing::Extremities;
use crate::search::Search;

/// The latest run's findings as they may be published.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The run.
    pub run: u64,
    /// Leaves of the tree it read.
    pub input_size: u64,
    /// Its findings without small cells, with personal data masked.
    pub findings: Findings,
    /// Hash of its result as it was, lower-case hex.
    pub result_sha256: String,
    /// How far each statement would move a voter, as the run found it; routes voters, is not shown.
    pub extremities: Extremities,
    blanked: u64,
}

impl Published {
    fn of(run: StoredRun) -> Published {
        let statements = run.findings.opinion.iter().flat_map(|opinion| &opinion.statements);
        Published {
            run: run.number,
            input_size: run.input_size,
            extremities: statements.map(|one| (one.id.clone(), one.extremity)).collect(),
            findings: publish(&run.findings, Threshold::default()),
            result_sha256: run.result_sha256,
            blanked: run.blanked,
        }
    }
}

/// What every request works with. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    store: Arc<Store>,
    published: Arc<Mutex<Option<Arc<Published>>>>,
    search: Arc<Search>,
    earlier: Arc<Mutex<Option<Arc<Published>>>>,
    drift: Arc<Mutex<Option<Arc<Drift>>>>,
    /// The address is reached by others than this machine, so cookies are for TLS only.
    pub public: bool,
}

impl Service {
    /// A service on a store. `public` when it listens on another address than this machine's own.
    pub fn new(store: Arc<Store>, public: bool) -> Service {
        Service {
            store,
            published: Arc::default(),
            search: Arc::default(),
            earlier: Arc::default(),
            drift: Arc::default(),
            public,
        }
    }

    /// The store, for reads that are served from memory and for the writer's health.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The search index.
    pub fn search(&self) -> &Arc<Search> {
        &self.search
    }

    /// Runs a read of the store on a thread where it may wait.
    pub async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Store) -> Result<T, store::Error> + Send + 'static,
    ) -> Result<T, Problem> {
        let store = Arc::clone(&self.store);
        let answer = tokio::task::spawn_blocking(move || question(&store)).await;
        answer.map_err(|_| Problem::internal())?.map_err(|error| Problem::from_read(&error))
    }

    /// The latest run as it may be published; `None` before the first. Kept until a newer run is there
    /// or words that it quotes are erased.
    pub async fn published(&self) -> Result<Option<Arc<Published>>, Problem> {
        let kept = Arc::clone(&self.published);
        self.read(move |store| {
            let stamp = store.latest_run_stamp()?;
            let at_hand = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if at_hand.as_ref().map(|p| (p.run, p.blanked)) == stamp {
                return Ok(at_hand);
            }
            let published = store.latest_run()?.map(|run| Arc::new(Published::of(run)));
            kept.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&published);
            Ok(published)
        })
        .await
    }

    /// A run as it may be published; `None` where there is none of that number. Kept until another is asked
    /// for or words that it quotes are erased.
    pub async fn published_run(&self, number: u64) -> Result<Option<Arc<Published>>, Problem> {
        if let Some(latest) = self.published().await?.filter(|latest| latest.run == number) {
            return Ok(Some(latest));
        }
        let kept = Arc::clone(&self.earlier);
        self.read(move |store| {
            let stamp = store.run_stamp(number)?;
            let at_hand = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some(run) = at_hand.filter(|run| Some((run.run, run.blanked)) == stamp) {
                return Ok(Some(run));
            }
            let found = store.run(number)?.map(|run| Arc::new(Published::of(run)));
            kept.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&found);
            Ok(found)
        })
        .await
    }

    /// What became of the themes of an earlier run in `to`, from what may be published of both. Kept until
    /// another is asked for.
    pub async fn drift(&self, from: u64, to: Arc<Published>) -> Result<Arc<Drift>, Problem> {
        let kept = Arc::clone(&self.drift);
        self.read(move |store| {
            let at_hand = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some(drift) = at_hand.filter(|drift| (drift.from, drift.to) == (from, to.run)) {
                return Ok(drift);
            }
            let before = store.run(from)?.map(|run| publish(&run.findings, Threshold::default()));
            let before = before.map(|findings| findings.themes.themes).unwrap_or_default();
            let (one, other) = (store.sorted(from)?, store.sorted(to.run)?);
            let found = Arc::new(drift(
                Sorted { run: from, themes: &before, sorted: &one },
                Sorted { run: to.run, themes: &to.findings.themes.themes, sorted: &other },
            ));
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&found));
            Ok(found)
        })
        .await
    }

    /// Hands a post to the writer and waits until it is on stable storage.
    pub async fn submit(&self, post: Post) -> Result<Kept, Problem> {
        let (reply, answer) = oneshot::channel();
        self.store.submit_with(post, move |kept| {
            // The request may have gone; the record stands all the same.
            let _ = reply.send(kept);
        });
        let kept = answer.await.unwrap_or(Err(WriteError::OutcomeUnknown));
        kept.map_err(|error| Problem::from_write(&error))
    }

    /// The round with that identifier, if contributions and votes are taken now.
    pub fn open_round(&self, id: &str, now: Timestamp) -> Result<RoundId, Problem> {
        let (plans, id) = (self.store.plans(), RoundId(id.to_owned()));
        match plans.round(&id) {
            None => Err(Problem::unknown_round(id.as_str())),
            Some(round) if !round.is_open(now) => Err(Problem::closed(round)),
            Some(_) => Ok(id),
        }
    }
}

/// The system's time.
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
