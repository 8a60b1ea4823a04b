//! A cited source without text to compare.

use crate::evidence::Evidence;
use crate::findings::Finding;
use crate::findings::Place;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for (citation, cited) in evidence.draft.citations.iter().zip(&evidence.citations) {
        for (target, why) in &cited.unreadable {
            let target = &citation.targets[*target];
            let place = Place::new(&evidence.draft.text, target.span, why.clone());
            let message = format!("the source `{}` has no text to check against: {why}", target.wanted);
            let finding = Finding::new("unreadable_source", place, citation.span, message);
            found.push(finding.help("put a text version of the source beside it and cite that"));
        }
    }
    found
}
