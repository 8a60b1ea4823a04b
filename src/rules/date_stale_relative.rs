//! A relative date taken over from the source, which means another day here.

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
        let source = &evidence.sources[source];
        let (ours, theirs) = (&facts::date(evidence, fact).value, &source.facts(evidence.language).dates[other]);
        if !ours.is_deictic() || !ours.has_wording_of(&theirs.value) {
            continue;
        }
        let written = words::ticked(evidence.draft.prose.slice(&fact.range));
        let (here, there) = (ours.reading(), theirs.value.reading());
        let message = format!("{written} means another time here than in the source");
        let mut finding =
            facts::finding("date_stale_relative", evidence, claim, &fact.range, format!("{here} here"), message)
                .source(&source.seed.key, words::in_source(source, &theirs.range, format!("{there} there")));
        finding = match theirs.value.absolute() {
            Some(date) => {
                let help = format!("write {}", words::ticked(&date));
                edits::suggest_date(finding, evidence, fact, theirs, &date).help(help)
            }
            None => finding.help(format!("say it by the calendar: the source means {there}")),
        };
        found.push(finding);
    }
    found
}
