//! A cited source that is the draft itself, or a copy of it.

use crate::evidence::Evidence;
use crate::findings::Finding;
use crate::findings::Place;
use crate::seeds::Resolved;
use serde::Deserialize;

/// Numbers of the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Share of the draft's words that stand in the source in runs.
    shared: f64,
    /// Fewest words of a draft that is held against its sources as a whole.
    words: usize,
}

pub fn check(evidence: &Evidence, params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    let copies: Vec<bool> =
        evidence.sources.iter().map(|source| evidence.copied_share(source, params.words) >= params.shared).collect();
    if !copies.contains(&true) {
        return found;
    }
    for (citation, cited) in evidence.draft.citations.iter().zip(&evidence.citations) {
        for (target, resolved) in citation.targets.iter().zip(&cited.targets) {
            let Resolved::Seed(seed) = resolved else { continue };
            let key = &evidence.catalog.entries[*seed].key;
            let is_copy = evidence.sources.iter().zip(&copies).any(|(source, copy)| *copy && source.seed.key == *key);
            if is_copy {
                let place = Place::new(&evidence.draft.text, target.span, "a copy of this draft");
                let message = format!("the source `{key}` is a copy of the draft, so it bears nothing out");
                let finding = Finding::new("self_citation", place, citation.span, message);
                found.push(finding.help("cite the document that the draft was written from"));
            }
        }
    }
    // Every mark of the same copy is the same fault; the first one stands for all.
    found.truncate(1);
    found
}
