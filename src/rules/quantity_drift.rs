//! A quantity that is another in the source.

use super::edits;
use super::facts;
use super::words;
use crate::evidence::Evidence;
use crate::evidence::FactKind;
use crate::facts::Relation;
use crate::facts::quantities;
use crate::facts::quantities::Difference;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for (claim, fact) in facts::of_kind(evidence, FactKind::Quantity) {
        let Some((source, other)) = facts::clash(fact, Relation::Disjoint) else { continue };
        found.push(clash("quantity_drift", evidence, claim, fact, source, other));
    }
    // So many years ago: a date that is counted, and wrong by its count or its unit.
    for (claim, fact) in facts::of_kind(evidence, FactKind::Date) {
        let Some((source, other)) = facts::clash(fact, Relation::Disjoint) else { continue };
        let theirs = &evidence.sources[source].facts(evidence.language).dates[other].value;
        let ours = &facts::date(evidence, fact).value;
        if facts::is_count_of_time(ours, theirs) {
            let what = if ours.counts_as_many_as(theirs) { "unit" } else { "number" };
            found.push(time_clash(evidence, claim, fact, source, other, what));
        }
    }
    found
}

/// A finding with both counts of time, and the source's in its place.
fn time_clash(
    evidence: &Evidence,
    claim: &crate::evidence::ClaimEvidence,
    fact: &crate::evidence::FactEvidence,
    source: usize,
    other: usize,
    what: &str,
) -> Finding {
    let source = &evidence.sources[source];
    let theirs = &source.facts(evidence.language).dates[other];
    let ours = facts::date(evidence, fact);
    let (draft_words, source_words) = (evidence.draft.prose.slice(&fact.range), source.seed.prose.slice(&theirs.range));
    let (draft_words, written) = (words::ticked(draft_words), words::plain(source_words));
    let message = format!("the {what} differs: {draft_words}, source has {}", words::ticked(source_words));
    let help = format!("write {}, or cite the source that has {draft_words}", words::ticked(&written));
    let finding = facts::finding("quantity_drift", evidence, claim, &fact.range, ours.value.reading(), message)
        .source(&source.seed.key, words::in_source(source, &theirs.range, theirs.value.reading()));
    edits::suggest(finding, evidence, &fact.range, &written).help(help)
}

/// A finding with both quantities, how each was read, and the source's in its place.
pub fn clash(
    rule: &'static str,
    evidence: &Evidence,
    claim: &crate::evidence::ClaimEvidence,
    fact: &crate::evidence::FactEvidence,
    source: usize,
    other: usize,
) -> Finding {
    let source = &evidence.sources[source];
    let ours = facts::quantity(evidence, fact);
    let theirs = &source.facts(evidence.language).quantities[other];
    let (draft_words, source_words) = (evidence.draft.prose.slice(&fact.range), source.seed.prose.slice(&theirs.range));
    let difference = quantities::compare(&ours.value, &theirs.value).differs;
    let what = difference.map_or("figure differs", name);
    let message = format!("the {what}: {}, source has {}", words::ticked(draft_words), words::ticked(source_words));
    let finding = facts::finding(rule, evidence, claim, &fact.range, ours.value.reading(), message)
        .source(&source.seed.key, words::in_source(source, &theirs.range, theirs.value.reading()));
    let written = words::plain(source_words);
    let help = format!("write {}, or cite the source that has {}", words::ticked(&written), words::ticked(draft_words));
    edits::suggest(finding, evidence, &fact.range, &written).help(help)
}

fn name(difference: Difference) -> &'static str {
    match difference {
        Difference::Number => "number differs",
        Difference::Unit => "unit differs",
        Difference::Scale => "scale differs",
        Difference::Currency => "currency differs",
        Difference::Bound => "bound differs",
        Difference::Direction => "direction differs",
        Difference::PercentPoints => "measure differs, percent for percentage points",
        Difference::Precision => "figure is finer than its source",
    }
}
