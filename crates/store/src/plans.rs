//! Plans: what the acts in the tlog make of them, folded once and then kept up to date by the writer.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, PoisonError, RwLock};

use consultation::{Constituency, Release, Round, RoundId};
use plan::leaf::SealedAct;
use plan::{Act, Plan, PlanId};
use rusqlite::Connection;

use crate::directory::Store;
use crate::error::{Error, Refusal};

/// Every plan of the directory with its rounds, as of one committed state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plans {
    plans: BTreeMap<PlanId, Plan>,
    rounds: BTreeMap<RoundId, OpenedRound>,
    not_applied: Vec<NotApplied>,
}

/// An act in the record that changes no plan: this version of the program refuses or cannot read it. It
/// stays sealed; the plan stands as if it had not been made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotApplied {
    /// Its leaf.
    pub leaf: u64,
    /// What it is; empty where it cannot be read.
    pub act: &'static str,
    /// Why it was not applied.
    pub cause: String,
}

/// Where a round stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedRound {
    /// The plan it belongs to.
    pub plan: PlanId,
    /// Leaf of its opening, which its contributions and votes refer to.
    pub opening: u64,
    /// Whether new contributions wait for staff.
    pub release: Release,
}

impl Plans {
    /// Every plan, by identifier.
    pub fn all(&self) -> impl Iterator<Item = &Plan> {
        self.plans.values()
    }

    /// Acts of the record that were not applied, in order.
    pub fn not_applied(&self) -> &[NotApplied] {
        &self.not_applied
    }

    /// The plan with that identifier.
    pub fn plan(&self, id: &PlanId) -> Option<&Plan> {
        self.plans.get(id)
    }

    /// The plan that is nested under no other, first by identifier where there are several.
    pub fn top(&self) -> Option<&Plan> {
        self.all().find(|plan| plan.parent.is_none())
    }

    /// Every round with its place, by identifier.
    pub fn rounds(&self) -> impl Iterator<Item = (&Round, &OpenedRound)> {
        self.rounds.iter().filter_map(|(id, opened)| Some((self.round(id)?, opened)))
    }

    /// The round with that identifier, in whatever plan.
    pub fn round(&self, id: &RoundId) -> Option<&Round> {
        self.plan(&self.rounds.get(id)?.plan)?.round(id.as_str())
    }

    /// The constituency of that name: one that every plan has, or one that some plan defines.
    pub fn constituency(&self, name: &str) -> Option<Constituency> {
        let defined = self.all().find_map(|plan| Constituency::among(name, &plan.constituencies));
        defined.or_else(|| Constituency::among(name, &[]))
    }

    /// Where the round with that identifier stands.
    pub fn opened_round(&self, id: &RoundId) -> Option<&OpenedRound> {
        self.rounds.get(id)
    }

    pub(crate) fn opened(&self, id: &RoundId) -> Result<&OpenedRound, Refusal> {
        self.rounds.get(id).ok_or_else(|| Refusal::UnknownRound(id.0.clone()))
    }

    /// The rule of the round that was opened by leaf `opening`.
    pub(crate) fn release(&self, opening: u64) -> Release {
        let opened = self.rounds.values().find(|opened| opened.opening == opening);
        opened.map_or(Release::Held, |opened| opened.release)
    }

    /// Carries out an act whose leaf is `leaf`.
    pub(crate) fn apply(&mut self, leaf: u64, sealed: SealedAct) -> Result<(), Refusal> {
        let SealedAct { plan: id, act, .. } = sealed;
        if let Act::Publish(plan) = act {
            return self.publish(&id, *plan);
        }
        let opened = match &act {
            Act::OpenRound(round) if self.rounds.contains_key(&round.id) => {
                return Err(Refusal::Taken("round"));
            }
            Act::OpenRound(round) => {
                let opened =
                    OpenedRound { plan: id.clone(), opening: leaf, release: round.release };
                Some((round.id.clone(), opened))
            }
            _ => None,
        };
        let plan = self.plans.get_mut(&id).ok_or(Refusal::UnknownPlan(id.0))?;
        plan.apply(act).map_err(Refusal::Plan)?;
        self.rounds.extend(opened);
        Ok(())
    }

    fn publish(&mut self, id: &PlanId, plan: Plan) -> Result<(), Refusal> {
        if plan.id != *id {
            return Err(Refusal::UnknownPlan(id.0.clone()));
        }
        if !plan.rounds.is_empty() {
            return Err(Refusal::RoundsInPublication);
        }
        if let Some(parent) = plan.parent.as_ref().filter(|parent| self.plan(parent).is_none()) {
            return Err(Refusal::UnknownPlan(parent.0.clone()));
        }
        if self.plans.contains_key(id) {
            return Err(Refusal::Taken("plan"));
        }
        self.plans.insert(plan.id.clone(), plan);
        Ok(())
    }

    /// Folds the acts of the tlog. One that no longer applies is listed with its cause and changes
    /// nothing else: rules may have become stricter since it was recorded.
    pub(crate) fn read(conn: &Connection) -> Result<Plans, Error> {
        let mut rows = conn.prepare(
            "SELECT leaf, body FROM document WHERE kind IN (7, 9, 10, 11, 14) ORDER BY leaf",
        )?;
        let mut rows = rows.query([])?;
        let mut plans = Plans::default();
        while let Some(row) = rows.next()? {
            let (leaf, body): (u64, Vec<u8>) = (row.get(0)?, row.get(1)?);
            let not_applied = match SealedAct::from_bytes(&body) {
                Err(fault) => Some(("", fault.to_string())),
                Ok(sealed) => {
                    let act = sealed.act.name();
                    plans.apply(leaf, sealed).err().map(|refusal| (act, refusal.to_string()))
                }
            };
            plans.not_applied.extend(not_applied.map(|(act, cause)| NotApplied {
                leaf,
                act,
                cause,
            }));
        }
        Ok(plans)
    }
}

/// The writer's own plans beside those that are shown.
///
/// An act is carried out on the writer's own when its post is placed, and on the shown ones when the batch
/// is committed, both in place: an act costs what it changes, not what the plan holds. A copy is made only
/// where something must be undone, and where somebody reads the shown plans at the moment of the commit.
pub(crate) struct OwnPlans {
    own: Plans,
    /// Acts that the shown plans lack.
    acts: Vec<(u64, SealedAct)>,
    shown: Arc<RwLock<Arc<Plans>>>,
}

impl OwnPlans {
    /// Both begin as `plans`.
    pub(crate) fn of(plans: Plans) -> OwnPlans {
        let shown = Arc::new(RwLock::new(Arc::new(plans.clone())));
        OwnPlans { own: plans, acts: Vec::new(), shown }
    }

    /// Where the shown plans stand.
    pub(crate) fn shared(&self) -> Arc<RwLock<Arc<Plans>>> {
        Arc::clone(&self.shown)
    }

    /// Carries out an act whose leaf is `leaf`; nobody sees it yet.
    pub(crate) fn apply(&mut self, leaf: u64, sealed: &SealedAct) -> Result<(), Refusal> {
        self.own.apply(leaf, sealed.clone())?;
        self.acts.push((leaf, sealed.clone()));
        Ok(())
    }

    /// Acts that nobody sees yet.
    pub(crate) fn acts(&self) -> usize {
        self.acts.len()
    }

    /// Takes back all but the first `count` of the acts that nobody sees yet.
    pub(crate) fn undo_to(&mut self, count: usize) {
        if count >= self.acts.len() {
            return;
        }
        self.acts.truncate(count);
        self.own = Plans::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner));
        for (leaf, sealed) in self.acts.clone() {
            again(self.own.apply(leaf, sealed));
        }
    }

    /// Shows what was applied, now that it is committed.
    pub(crate) fn publish(&mut self) {
        if self.acts.is_empty() {
            return;
        }
        let acts = std::mem::take(&mut self.acts);
        {
            let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
            if let Some(plans) = Arc::get_mut(&mut shown) {
                for (leaf, sealed) in acts {
                    again(plans.apply(leaf, sealed));
                }
                return;
            }
        }
        // Somebody reads them. The copy is made while nobody waits.
        let copy = Arc::new(self.own.clone());
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = copy;
    }
}

impl Deref for OwnPlans {
    type Target = Plans;

    fn deref(&self) -> &Plans {
        &self.own
    }
}

/// What one copy of a plan took, an equal one takes.
fn again(applied: Result<(), Refusal>) {
    applied.expect("the act was applied to the same plans before");
}

impl Store {
    /// Every plan with its rounds, as last committed. Costs nothing: the writer keeps it at hand.
    pub fn plans(&self) -> Arc<Plans> {
        Arc::clone(&self.plans.read().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use consultation::LocalText;
    use plan::{ClauseId, Measure, MeasureId};

    fn act(act: Act) -> SealedAct {
        SealedAct::new(PlanId("example".into()), act)
    }

    fn measure(id: &str, clause: &str) -> SealedAct {
        let (id, title) = (MeasureId(id.into()), LocalText::one("en", "Dig wells"));
        act(Act::AddMeasure(Measure::new(id, ClauseId(clause.into()), title)))
    }

    #[test]
    fn an_act_is_shown_once_committed_and_copies_nothing_unless_somebody_reads() {
        let shown = |plans: &OwnPlans| Arc::clone(&plans.shown.read().unwrap());
        let measures = |plans: &Plans| plans.top().map_or(0, |plan| plan.measures.len());
        let mut plans = OwnPlans::of(Plans::default());
        plans.apply(0, &act(Act::Publish(Box::new(plan::example())))).unwrap();
        plans.publish();
        let before = Arc::as_ptr(&shown(&plans));
        plans.apply(1, &measure("a", "2.1")).unwrap();
        assert_eq!((measures(&plans), measures(&shown(&plans))), (1, 0));
        plans.publish();
        assert_eq!((measures(&plans), measures(&shown(&plans))), (1, 1));
        assert_eq!(Arc::as_ptr(&shown(&plans)), before, "changed in place");

        let reader = shown(&plans);
        plans.apply(2, &measure("b", "2.1")).unwrap();
        plans.publish();
        assert_eq!((measures(&reader), measures(&shown(&plans))), (1, 2));
        assert_eq!(*shown(&plans), plans.own);

        // A post of two acts whose second is refused, after another post of the batch.
        plans.apply(3, &measure("c", "2.1")).unwrap();
        let kept = plans.acts();
        plans.apply(4, &measure("d", "2.1")).unwrap();
        plans.apply(5, &measure("e", "9.9")).unwrap_err();
        plans.undo_to(kept);
        plans.publish();
        assert_eq!((measures(&plans), measures(&shown(&plans))), (3, 3));
        plans.apply(4, &measure("d", "2.1")).unwrap();
        plans.undo_to(0);
        assert_eq!(*shown(&plans), plans.own);
    }

    #[test]
    fn an_act_that_no_longer_applies_is_listed_and_fails_nothing_else() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE document (leaf INTEGER, kind INTEGER, body BLOB)")
            .unwrap();
        let keep = |leaf: u64, body: &[u8]| {
            conn.execute("INSERT INTO document VALUES (?1, 10, ?2)", (leaf, body)).unwrap();
        };
        keep(0, &act(Act::Publish(Box::new(plan::example()))).to_bytes());
        keep(1, &measure("2.1.a", "9.9").to_bytes());
        keep(2, b"{\"schema\":\"canvass-act/1\",\"plan\":\"example\",\"act\":{\"levitate\":{}}}");
        keep(3, &measure("2.1.a", "2.1").to_bytes());
        let plans = Plans::read(&conn).unwrap();
        let listed: Vec<(u64, &str)> =
            plans.not_applied().iter().map(|act| (act.leaf, act.act)).collect();
        assert_eq!(listed, [(1, "add-measure"), (2, "")]);
        assert!(plans.not_applied()[0].cause.contains("no clause `9.9`"));
        assert!(plans.not_applied()[1].cause.contains("levitate"));
        assert_eq!(plans.top().unwrap().measures.len(), 1);
    }
}
