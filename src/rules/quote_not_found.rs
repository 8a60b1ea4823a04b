//! A quotation that no cited source has.

use super::words;
use crate::evidence::Evidence;
use crate::evidence::quotes::Outcome;
use crate::findings::Confidence;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for quotation in &evidence.quotations {
        let Some((source, Outcome::Absent { nearest })) = &quotation.outcome else { continue };
        if quotation.elsewhere.is_some() {
            continue;
        }
        let keys = words::cited_keys(evidence, &quotation.citations);
        let range = words::without_closing_marks(evidence, &quotation.range);
        let message = format!("no passage of {keys} comes near this quotation");
        let mut finding =
            words::about_quotation("quote_not_found", evidence, quotation, &range, "not in the source", message);
        let source = &evidence.sources[*source];
        if let Some(passage) = nearest {
            finding.message = format!("this quotation is not in {keys}");
            finding = finding
                .source(&source.seed.key, words::in_source(source, passage, "the closest passage"))
                .confidence(Confidence::Likely);
        }
        found.push(finding.help("cite the source that has these words, or take the quotation marks away"));
    }
    found
}
