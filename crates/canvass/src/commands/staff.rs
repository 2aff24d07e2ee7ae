//! What the commands of staff share: the store, the plan that is meant, texts in several languages, one act.

use std::path::Path;
use std::sync::mpsc;

use consultation::LocalText;
use jiff::civil::Date;
use plan::leaf::SealedAct;
use plan::{Act, Attribution, ItemStatus, Plan, PlanId};
use store::{NewRecord, Post, Store};

use crate::cli::{Place, Said};
use crate::failure::{Exit, Failure, Outcome};
use crate::service::now;

/// Acts that wait for the disk at one time, well below what the store lets wait.
const ACTS_AT_ONCE: usize = 1_000;

/// A store with the plan that a command of staff is about.
pub struct Desk {
    /// The store.
    pub store: Store,
    /// The plan.
    pub plan: PlanId,
}

impl Desk {
    /// Opens the store. Without `--plan` the top plan is meant.
    pub fn open(place: &Place) -> Outcome<Desk> {
        let store = Store::open(&place.data)?;
        let plans = store.plans();
        let found = match &place.plan {
            Some(id) => plans.plan(&PlanId(id.clone())),
            None => plans.top(),
        };
        let Some(plan) = found.map(|plan| plan.id.clone()) else {
            let ids: Vec<&str> = plans.all().map(|plan| plan.id.as_str()).collect();
            let wanted = place.plan.as_deref().unwrap_or("at the top");
            let hint = format!("plans are: {}", ids.join(", "));
            return Err(Failure::new(Exit::Usage, format!("there is no plan `{wanted}`"), hint));
        };
        drop(plans);
        Ok(Desk { store, plan })
    }

    /// Seals an act of the plan and says so.
    pub fn act(&self, act: Act) -> Outcome {
        let name = act.name();
        let sealed = SealedAct::new(self.plan.clone(), act);
        let kept = self.store.submit(Post::one(now(), NewRecord::Act(sealed)))?;
        eprintln!("{name}: recorded as leaf {}", kept.leaves.start);
        Ok(())
    }

    /// Seals acts of the plan: all of them, or none where one is refused.
    pub fn act_together(&self, acts: Vec<Act>) -> Outcome {
        let count = acts.len();
        let seal = |act| NewRecord::Act(SealedAct::new(self.plan.clone(), act));
        let records: Vec<NewRecord> = acts.into_iter().map(seal).collect();
        let kept = self.store.submit(Post { key: None, now: now(), records })?;
        eprintln!("{count} acts recorded from leaf {}", kept.leaves.start);
        Ok(())
    }

    /// Seals acts of the plan, each by itself: one that is refused leaves the others alone. Gives for each,
    /// in their order, the reason why it was refused. They wait for the disk together.
    pub fn act_each(&self, acts: Vec<Act>) -> Outcome<Vec<Result<(), String>>> {
        act_each(&self.store, &self.plan, acts)
    }

    /// Asks the plan something, as last committed.
    pub fn plan_as_it_stands<T>(&self, question: impl FnOnce(&Plan) -> T) -> T {
        let plans = self.store.plans();
        question(plans.plan(&self.plan).expect("the desk was opened with a plan that is there"))
    }
}

/// [`Desk::act_each`] for a store that is open already.
pub fn act_each(store: &Store, plan: &PlanId, acts: Vec<Act>) -> Outcome<Vec<Result<(), String>>> {
    let mut outcomes = Vec::with_capacity(acts.len());
    let mut acts = acts.into_iter().peekable();
    while acts.peek().is_some() {
        let (reply, replies) = mpsc::channel();
        for act in acts.by_ref().take(ACTS_AT_ONCE) {
            let post = Post::one(now(), NewRecord::Act(SealedAct::new(plan.clone(), act)));
            let place = outcomes.len();
            outcomes.push(Ok(()));
            let reply = reply.clone();
            // The receiver waits below for every reply.
            store.submit_with(post, move |kept| _ = reply.send((place, kept)));
        }
        drop(reply);
        for (place, kept) in replies {
            match kept.map_err(Failure::from) {
                Ok(_) => {}
                Err(failure) if failure.exit == Exit::Usage => {
                    outcomes[place] = Err(failure.message);
                }
                Err(failure) => return Err(failure),
            }
        }
    }
    Ok(outcomes)
}

/// Texts as the command line gives them: `TEXT` is English, `zh=TEXT` Chinese, and so on.
pub fn local(texts: &[String]) -> LocalText {
    let mut local = LocalText::default();
    for text in texts {
        let (language, words) = match text.split_once('=') {
            Some((tag, words)) if is_tag(tag) => (tag, words),
            _ => ("en", text.as_str()),
        };
        local.0.insert(language.to_owned(), words.to_owned());
    }
    local
}

fn is_tag(tag: &str) -> bool {
    (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Who says so, as the command line gives it.
pub fn attribution(said: &Said) -> Attribution {
    Attribution {
        lines: String::new(),
        speaker: local(&said.by),
        status: if said.synthetic { ItemStatus::Synthetic } else { ItemStatus::Done },
        qualifier: None,
    }
}

/// Reads a text file.
pub fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| Failure::io(Exit::Input, "read", path, &error))
}

/// The day on which staff act.
pub fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_say_their_language_or_are_english() {
        let texts = ["Dig wells a=b".to_owned(), "zh=打井".to_owned()];
        assert_eq!(local(&texts), LocalText::en_zh("Dig wells a=b", "打井"));
    }
}
