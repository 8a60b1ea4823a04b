//! A quotation whose words stand in another seed than the one cited.

use super::words;
use crate::evidence::Evidence;
use crate::evidence::quotes::Outcome;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for quotation in &evidence.quotations {
        let Some((_, Outcome::Absent { .. })) = &quotation.outcome else { continue };
        let Some(elsewhere) = &quotation.elsewhere else { continue };
        let range = words::without_closing_marks(evidence, &quotation.range);
        let (keys, key) = (words::cited_keys(evidence, &quotation.citations), &elsewhere.source.seed.key);
        let message = format!("the quotation stands in `{key}`, not in {keys}");
        let label = format!("not in {keys}");
        let place = words::in_source(&elsewhere.source, &elsewhere.passage, "here are these words");
        let finding = words::about_quotation("quote_wrong_source", evidence, quotation, &range, label, message);
        found.push(finding.source(key, place).help(format!("cite `{key}` for it")));
    }
    found
}
