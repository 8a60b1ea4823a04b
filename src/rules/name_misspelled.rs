//! A name that is nearly one of the source's.

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

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found: Vec<Finding> = against_house(evidence);
    let mut seen: Vec<String> = Vec::new();
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

/// Names that the house spells otherwise, one finding a spelling with an edit for each of its mentions.
fn against_house(evidence: &Evidence) -> Vec<Finding> {
    let prose = &evidence.draft.prose;
    let mut found: Vec<Finding> = Vec::new();
    let mut place_of: FxHashMap<&str, usize> = FxHashMap::default();
    if evidence.canonical_names.is_empty() {
        return found;
    }
    for name in &evidence.facts.names {
        let written = prose.slice(&name.range);
        if evidence.is_quoted(&name.range) || evidence.is_known_name(written) {
            continue;
        }
        if let Some(place) = place_of.get(written) {
            let replacement = found[*place].edits[0].replacement.clone();
            found[*place].edits.push(Edit { span: prose.span(&name.range), replacement, safety: Safety::Safe });
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
        place_of.insert(written, found.len());
        found.push(
            Finding::new(
                "name_misspelled",
                place,
                prose.span(sentence),
                format!("the name {ours} is spelled {house} in this house"),
            )
            .edit(prose.span(&name.range), meant, Safety::Safe)
            .help(format!("write {house}")),
        );
    }
    found
}
