//! A date that is finer than the source's.

use super::date_drift;
use super::facts;
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
    for (claim, fact) in facts::of_kind(evidence, FactKind::Date) {
        let Some((source, other)) = facts::clash(fact, Relation::Finer) else { continue };
        found.push(date_drift::clash(
            "date_overprecise",
            evidence,
            claim,
            fact,
            source,
            other,
            "is finer than the cited source",
        ));
    }
    found
}
