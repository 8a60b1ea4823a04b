//! A quantity that stands nowhere in the cited sources.

use super::facts;
use crate::evidence::Evidence;
use crate::evidence::FactKind;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    facts::of_kind(evidence, FactKind::Quantity)
        .filter_map(|(claim, fact)| {
            let finding = facts::absence("quantity_not_in_source", evidence, claim, fact, "figure")?;
            let tried = match evidence.nearest_sum(claim, fact) {
                Some(sum) => format!("the nearest that figures near the passage make is {sum}"),
                None => "no figures near the passage add up to it".to_owned(),
            };
            let reading = facts::quantity(evidence, fact).value.reading();
            // A figure that was read as it is written needs no reading.
            let is_plain = reading == evidence.draft.prose.slice(&fact.range);
            let note = if is_plain { tried } else { format!("it was read as {reading}; {tried}") };
            Some(finding.note(note).help("cite the source that has the figure, or take it out"))
        })
        .collect()
}
