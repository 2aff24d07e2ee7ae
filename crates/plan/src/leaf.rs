//! The exact bytes that are sealed for what was decided and done.

use serde::{Deserialize, Serialize};

use crate::{Act, PlanId};

/// An act with the plan it belongs to: what is sealed and kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealedAct {
    /// Always [`SealedAct::SCHEMA`].
    pub schema: String,
    /// The plan.
    pub plan: PlanId,
    /// The act.
    pub act: Act,
}

impl SealedAct {
    /// Name and version of the byte form.
    pub const SCHEMA: &'static str = "canvass-act/1";

    /// An act of a plan.
    pub fn new(plan: PlanId, act: Act) -> SealedAct {
        SealedAct { schema: Self::SCHEMA.to_owned(), plan, act }
    }

    /// The public body: JSON with members in the order of the types and no white space.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("an act of strings and numbers has a JSON form")
    }

    /// Reads a body back.
    pub fn from_bytes(bytes: &[u8]) -> Result<SealedAct, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_plan_reads_back_to_the_same_bytes() {
        let plan = crate::example();
        let sealed = SealedAct::new(plan.id.clone(), Act::Publish(Box::new(plan)));
        let bytes = sealed.to_bytes();
        let back = SealedAct::from_bytes(&bytes).unwrap();
        assert_eq!(back, sealed);
        assert_eq!(back.to_bytes(), bytes);
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap());
    }
}
