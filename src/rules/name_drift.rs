//! A name in whose place the source has another person.

use super::facts;
use super::words;
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
    for (claim, fact) in facts::of_kind(evidence, FactKind::Name) {
        let Some((source, other)) = facts::clash(fact, Relation::Disjoint) else { continue };
        let source = &evidence.sources[source];
        let theirs = &source.facts(evidence.language).names[other].range;
        let (written, there) = (evidence.draft.prose.slice(&fact.range), source.seed.prose.slice(theirs));
        let message = format!(
            "the name differs from the cited source: {}, source has {} here",
            words::ticked(written),
            words::ticked(there)
        );
        let label = format!("source has {} here", words::ticked(there));
        let mut finding = facts::finding("name_drift", evidence, claim, &fact.range, label, message)
            .source(&source.seed.key, words::in_source(source, theirs, "the name in this place"));
        finding = match evidence.lines_of_name(source, written) {
            lines if lines.is_empty() => {
                finding.note(format!("{} does not occur in `{}`", words::ticked(written), source.seed.key))
            }
            lines => finding.note(format!("{} occurs on line {}", words::ticked(written), lines.join(", "))),
        };
        found.push(finding.help("correct the name, or cite the source that has it here"));
    }
    found
}
