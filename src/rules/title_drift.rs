//! A title one rank above or below the one that the source gives the same person.

use super::facts;
use super::words;
use crate::evidence::Evidence;
use crate::evidence::FactKind;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for (claim, fact) in facts::of_kind(evidence, FactKind::Name) {
        let Some(other) = evidence.other_title(fact, &claim.sources) else { continue };
        let source = &evidence.sources[other.source];
        let (written, there) = (evidence.draft.prose.slice(&other.draft), source.seed.prose.slice(&other.stated));
        let message = format!(
            "the title differs from the cited source: {}, source has {}",
            words::ticked(written),
            words::ticked(there)
        );
        let label = format!("source has {}", words::ticked(there));
        let finding = facts::finding("title_drift", evidence, claim, &other.draft, label, message)
            .source(&source.seed.key, words::in_source(source, &other.stated, "the source's title"));
        found.push(finding.help("give the title as the source does"));
    }
    found
}
