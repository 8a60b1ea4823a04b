//! A name that stands nowhere in the cited sources.

use super::facts;
use crate::evidence::Evidence;
use crate::evidence::FactKind;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for (claim, fact) in facts::of_kind(evidence, FactKind::Name) {
        let Some(finding) = facts::absence("name_not_in_source", evidence, claim, fact, "name") else { continue };
        let written = evidence.draft.prose.slice(&fact.range);
        if !seen.contains(&written) {
            seen.push(written);
            found.push(finding.help("cite the source that has the name, or take it out"));
        }
    }
    found
}
