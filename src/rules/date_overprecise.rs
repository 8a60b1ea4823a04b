//! A date that is finer than the source's.

use super::date_drift;
use super::facts;
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
        .map(|clash| date_drift::finding("date_overprecise", evidence, &clash, "is finer than the cited source"))
        .collect()
}
