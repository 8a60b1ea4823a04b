//! An approximation, a bound or a vague figure of the source that became an exact number.

use super::facts;
use super::quantity_drift;
use crate::evidence::Evidence;
use crate::facts::Relation;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    facts::clashes(evidence, Relation::Finer)
        .map(|clash| quantity_drift::finding("quantity_overprecise", evidence, &clash))
        .collect()
}
