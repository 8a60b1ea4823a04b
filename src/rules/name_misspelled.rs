//! A name that is nearly one of the source's.

use super::edits;
use super::facts;
use super::words;
use crate::evidence::Evidence;
use crate::evidence::FactKind;
use crate::evidence::FactOutcome;
use crate::facts::names;
use crate::facts::names::Spelling;
use crate::findings::Edit;
use crate::findings::Finding;
use crate::findings::Safety;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found: Vec<Finding> = against_house(evidence);
    // Each slip with the finding that speaks of it.
    let mut seen: Vec<(String, usize)> = Vec::new();
    for (claim, fact) in facts::of_kind(evidence, FactKind::Name) {
        let FactOutcome::Misspelled { source, fact: other } = fact.outcome else { continue };
        let source = &evidence.sources[source];
        let theirs = &source.facts(evidence.language).names[other].range;
        let (written, there) = (evidence.draft.prose.slice(&fact.range), source.seed.prose.slice(theirs));
        // The house's own spelling is right, whatever the source has.
        if evidence.canonical_names.iter().any(|house| house.has(written)) {
            continue;
        }
        let part = names::differing_part(written, there, &evidence.language.names);
        let range = fact.range.start + part.start..fact.range.start + part.end;
        let slip = evidence.draft.prose.slice(&range).to_owned();
        let meant = names::differing_part(there, written, &evidence.language.names);
        let meant = words::plain(&there[meant]);
        // One slip in one draft is one finding, however often the name stands there.
        if let Some((_, first)) = seen.iter().find(|(word, _)| *word == slip) {
            mend_too(&mut found[*first], evidence, &range, &meant);
            continue;
        }
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
        .help(format!("write {}", words::ticked(&meant)));
        seen.push((slip, found.len()));
        found.push(edits::suggest(finding, evidence, &range, &meant));
    }
    found
}

/// Adds the edit for one more place of a name to the finding that speaks of all.
fn mend_too(finding: &mut Finding, evidence: &Evidence, range: &Range<usize>, meant: &str) {
    // In order of place; a place that two claims share is mended once.
    let is_next = |edit: &Edit| finding.edits.last().is_none_or(|last| last.span.end() <= edit.span.start());
    if let Some(edit) = edits::replace(evidence, range, meant).filter(is_next) {
        finding.edits.push(Edit { safety: Safety::Suggested, ..edit });
    }
}

/// Names that the house spells otherwise, one finding a spelling with an edit for each of its mentions.
fn against_house(evidence: &Evidence) -> Vec<Finding> {
    let prose = &evidence.draft.prose;
    let mut found: Vec<Finding> = Vec::new();
    let mut place_of: FxHashMap<&str, (usize, &str)> = FxHashMap::default();
    if evidence.canonical_names.is_empty() {
        return found;
    }
    for name in &evidence.facts.names {
        let written = prose.slice(&name.range);
        if evidence.is_quoted(&name.range) || evidence.is_known_name(written) {
            continue;
        }
        if let Some(place) = place_of.get(written) {
            mend_too(&mut found[place.0], evidence, &name.range, place.1);
            continue;
        }
        let known = &evidence.language.names;
        let spelling = Spelling::new(written, known);
        if evidence.canonical_names.iter().any(|house| house.has(written)) {
            continue;
        }
        let Some(meant) = evidence.canonical_names.iter().find_map(|house| spelling.by_house(house, known)) else {
            continue;
        };
        let sentence =
            prose.sentences.get(prose.sentence_at(name.range.start)).map_or(&name.range, |sentence| &sentence.range);
        let (ours, house) = (words::ticked(written), words::ticked(meant));
        let place = words::in_draft(evidence, &name.range, format!("{house} in this house"));
        place_of.insert(written, (found.len(), meant));
        let message = format!("the name {ours} is spelled {house} in this house");
        let finding = Finding::new("name_misspelled", place, prose.span(sentence), message);
        found.push(edits::suggest(finding, evidence, &name.range, meant).help(format!("write {house}")));
    }
    found
}
