//! A citation of a file outside the folders of sources. Nothing of that file is looked at or shown.

use super::words;
use crate::evidence::Evidence;
use crate::findings::Finding;
use crate::findings::Place;
use crate::seeds::Resolved;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for (citation, cited) in evidence.draft.citations.iter().zip(&evidence.citations) {
        for (target, resolved) in citation.targets.iter().zip(&cited.targets) {
            let Resolved::Outside(path) = resolved else { continue };
            let place = Place::new(&evidence.draft.text, target.span, "outside the folders of sources");
            let message = format!("the citation {} leads out of the folders of sources", words::ticked(path));
            let finding = Finding::new("source_outside", place, citation.span, message);
            found.push(finding.help("put the source into a seed folder and cite it there"));
        }
    }
    found
}
