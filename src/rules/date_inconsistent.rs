//! A date that cannot be as it is written: a weekday that is another, a day that does not exist.

use super::words;
use crate::evidence::Evidence;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let prose = &evidence.draft.prose;
    let mut found = Vec::new();
    for date in &evidence.facts.dates {
        let Some(contradiction) = date.value.contradiction() else { continue };
        // What a speaker got wrong is not the draft's to mend.
        if evidence.is_quoted(&date.range) {
            continue;
        }
        let sentence =
            prose.sentences.get(prose.sentence_at(date.range.start)).map_or(&date.range, |sentence| &sentence.range);
        let written = words::ticked(prose.slice(&date.range));
        let place = words::in_draft(evidence, &date.range, contradiction.message());
        let message = format!("the date {written} contradicts itself: {}", contradiction.message());
        found.push(Finding::new("date_inconsistent", place, prose.span(sentence), message).help(contradiction.help()));
    }
    found
}
