//! Plans: what the acts in the tlog make of them, folded once and then kept up to date by the writer.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use consultation::{Release, Round, RoundId};
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

    /// Folds the acts of the tlog.
    pub(crate) fn read(conn: &Connection) -> Result<Plans, Error> {
        let unreadable = Error::Unreadable { what: "an act" };
        let mut rows = conn.prepare(
            "SELECT leaf, body FROM document WHERE kind IN (7, 9, 10, 11, 14) ORDER BY leaf",
        )?;
        let mut rows = rows.query([])?;
        let mut plans = Plans::default();
        while let Some(row) = rows.next()? {
            let body: Vec<u8> = row.get(1)?;
            let kept = SealedAct::from_bytes(&body).ok();
            if kept.and_then(|act| plans.apply(row.get(0).ok()?, act).ok()).is_none() {
                return Err(unreadable);
            }
        }
        Ok(plans)
    }
}

impl Store {
    /// Every plan with its rounds, as last committed. Costs nothing: the writer keeps it at hand.
    pub fn plans(&self) -> Arc<Plans> {
        Arc::clone(&self.plans.read().unwrap_or_else(PoisonError::into_inner))
    }
}
