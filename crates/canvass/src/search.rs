//! The search index in use: opened when first asked for, and kept up with the record.
//!
//! The words of a text are masked before they are cut, so nobody finds a contribution by a telephone number
//! in it. The marks themselves are no words.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use analysis::text::search::{METHOD, sorted_words, sought};
use findings::{MASKING, mask_personal_data};
use rayon::prelude::*;
use store::{Asked, Audience, Cut, Filter, Found, SearchIndex, SearchWord, Store};

/// How often a serving process looks whether there is something to take in or out.
const LOOKED_AFTER: Duration = Duration::from_secs(2);

/// How texts are masked and cut: an index made otherwise holds what is masked by now.
static CUT: LazyLock<String> = LazyLock::new(|| format!("{METHOD} {MASKING}"));

/// Portions taken in before an answer; what is more is taken in meanwhile.
const PORTIONS_AT_ONCE: usize = 1;

/// The index of one store.
#[derive(Default)]
pub struct Search {
    index: Mutex<Option<Arc<SearchIndex>>>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// What was found.
    pub found: Found,
    /// Leaves that are not looked at yet.
    pub left: u64,
}

impl Search {
    /// Looks for words. What came since is taken in first, as far as that is soon done.
    ///
    /// # Errors
    /// When the index can be neither read nor made.
    pub fn find(
        &self,
        store: &Store,
        asked: &Asked,
        audience: Audience,
    ) -> Result<Answered, store::Error> {
        let index = self.open(store)?;
        let left = index.catch_up(store, PORTIONS_AT_ONCE)?;
        Ok(Answered { found: index.find(asked, audience)?, left })
    }

    /// Takes in everything that is new; `told` hears how many leaves are left.
    ///
    /// # Errors
    /// As [`Search::find`].
    pub fn catch_up(&self, store: &Store, mut told: impl FnMut(u64)) -> Result<(), store::Error> {
        let index = self.open(store)?;
        loop {
            match index.catch_up(store, PORTIONS_AT_ONCE)? {
                0 => return Ok(()),
                left => told(left),
            }
        }
    }

    fn open(&self, store: &Store) -> Result<Arc<SearchIndex>, store::Error> {
        let mut index = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = &*index {
            return Ok(Arc::clone(index));
        }
        let cut = Cut { name: &CUT, words: masked_words };
        let opened = Arc::new(store.search_index(cut)?);
        *index = Some(Arc::clone(&opened));
        Ok(opened)
    }

    /// Keeps the index up with the record on a thread of its own, as long as what it gives is held. An index
    /// is made when somebody searches or a run has left vectors.
    pub fn keep_up(self: &Arc<Self>, store: &Arc<Store>) -> KeptUp {
        let (search, store) = (Arc::clone(self), Arc::clone(store));
        let ends = Arc::new(AtomicBool::new(false));
        let asked_to_end = Arc::clone(&ends);
        let looking = move || {
            while !asked_to_end.load(Ordering::Relaxed) {
                let there = store.has_search_index() || store.has_vectors();
                let there = there && store.failure().is_none();
                // A full disk is met again at the next look.
                if !there || search.portion(&store) == 0 {
                    std::thread::park_timeout(LOOKED_AFTER);
                }
            }
        };
        // Without the thread the index is kept up by each question.
        let thread = std::thread::Builder::new().name("search".into()).spawn(looking).ok();
        KeptUp { ends, thread }
    }

    fn portion(&self, store: &Store) -> u64 {
        let caught_up = self.open(store).and_then(|index| index.catch_up(store, 1));
        caught_up.unwrap_or_else(|error| {
            eprintln!("error: the search index: {error}");
            0
        })
    }
}

/// An index that is kept up until this is dropped.
pub struct KeptUp {
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for KeptUp {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // A panic there ended the thread; the index is kept up by each question then.
            let _ = thread.join();
        }
    }
}

/// Takes words that were erased out of the index and the vectors, where there are such, and takes in what came.
///
/// # Errors
/// As [`Search::find`].
pub fn catch_up(store: &Store) -> Result<(), store::Error> {
    match store.has_search_index() || store.has_vectors() {
        true => Search::default().catch_up(store, |_| {}),
        false => Ok(()),
    }
}

/// A question in words, with what contributions must be.
pub fn asked(words: &str, filter: Filter, skip: usize, take: usize) -> Asked {
    let words = sought(words);
    let words = words.into_iter().map(|word| SearchWord { whole: word.whole, parts: word.parts });
    Asked { words: words.collect(), filter, skip, take }
}

fn masked_words(texts: &[String]) -> Vec<String> {
    let masked: Vec<String> = texts.par_iter().map(|text| without_personal_data(text)).collect();
    sorted_words(&masked)
}

fn without_personal_data(text: &str) -> String {
    let (masked, found) = mask_personal_data(text);
    found.iter().fold(masked, |text, kind| text.replacen(&kind.to_string(), " ", 1))
}
