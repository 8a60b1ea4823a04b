//! An approximation, a bound or a vague figure of the source that became an exact number.

use super::facts;
use super::quantity_drift;
use crate::evidence::Evidence;
use crate::evidence::FactKind;
use crate::facts::Relation;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for (claim, fact) in facts::of_kind(evidence, FactKind::Quantity) {
        let Some((source, other)) = facts::clash(fact, Relation::Finer) else { continue };
        found.push(quantity_drift::clash("quantity_overprecise", evidence, claim, fact, source, other));
    }
    found
}
