//! A date that is another in the source.

use super::edits;
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
    for (claim, fact) in facts::of_kind(evidence, FactKind::Date) {
        let Some((source, other)) = facts::clash(fact, Relation::Disjoint) else { continue };
        let theirs = &evidence.sources[source].facts(evidence.language).dates[other].value;
        if facts::is_count_of_time(&facts::date(evidence, fact).value, theirs) {
            continue;
        }
        found.push(clash("date_drift", evidence, claim, fact, source, other, "differs from the cited source"));
    }
    found
}

/// A finding with both dates, how each was read, and the source's in their place.
pub fn clash(
    rule: &'static str,
    evidence: &Evidence,
    claim: &crate::evidence::ClaimEvidence,
    fact: &crate::evidence::FactEvidence,
    source: usize,
    other: usize,
    fault: &str,
) -> Finding {
    let source = &evidence.sources[source];
    let ours = facts::date(evidence, fact);
    let theirs = &source.facts(evidence.language).dates[other];
    let (draft_words, source_words) = (evidence.draft.prose.slice(&fact.range), source.seed.prose.slice(&theirs.range));
    let message =
        format!("the date {fault}: {}, source has {}", words::ticked(draft_words), words::ticked(source_words));
    // A date without a year is compared without one: whatever year it would get here is beside the point.
    let label = if ours.value.is_yearless() { String::new() } else { ours.value.reading() };
    let mut finding = facts::finding(rule, evidence, claim, &fact.range, label, message)
        .source(&source.seed.key, words::in_source(source, &theirs.range, theirs.value.reading()));
    if let Some(origin) = ours.value.origin().filter(|_| !ours.value.is_yearless()) {
        finding = finding.note(format!("{} in the draft: {origin}", words::ticked(draft_words)));
    }
    if let Some(origin) = theirs.value.origin() {
        finding = finding.note(format!("{} in the source: {origin}", words::ticked(source_words)));
    }
    let replacement =
        if theirs.value.is_relative() { theirs.value.absolute() } else { Some(words::plain(source_words)) };
    match replacement {
        Some(date) => {
            let help =
                format!("write {}, or cite the source that has {}", words::ticked(&date), words::ticked(draft_words));
            edits::suggest_date(finding, evidence, fact, theirs, &date).help(help)
        }
        None => finding.help("correct the date, or cite the source that has it"),
    }
}
