//! A name that is nearly one of the source's.

use super::facts;
use super::words;
use crate::evidence::Evidence;
use crate::evidence::FactKind;
use crate::evidence::FactOutcome;
use crate::facts::names;
use crate::findings::Finding;
use crate::findings::Safety;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for (claim, fact) in facts::of_kind(evidence, FactKind::Name) {
        let FactOutcome::Misspelled { source, fact: other } = fact.outcome else { continue };
        let source = &evidence.sources[source];
        let theirs = &source.facts(evidence.language).names[other].range;
        let (written, there) = (evidence.draft.prose.slice(&fact.range), source.seed.prose.slice(theirs));
        let part = names::differing_part(written, there, &evidence.language.names);
        let range = fact.range.start + part.start..fact.range.start + part.end;
        let slip = evidence.draft.prose.slice(&range).to_owned();
        // One slip in one draft is one finding, however often the name stands there.
        if seen.contains(&slip) {
            continue;
        }
        let meant = names::differing_part(there, written, &evidence.language.names);
        let meant = words::plain(&there[meant]);
        let message = format!("the name {} is spelled {} in its source", words::ticked(written), words::ticked(there));
        let finding = facts::finding(
            "name_misspelled",
            evidence,
            claim,
            &range,
            format!("did you mean {}?", words::ticked(&meant)),
            message,
        )
        .source(&source.seed.key, words::in_source(source, theirs, "the source's spelling"))
        .edit(evidence.draft.prose.span(&range), meant.clone(), Safety::Safe)
        .help(format!("write {}", words::ticked(&meant)));
        found.push(finding);
        seen.push(slip);
    }
    found
}
