//! A quotation that no citation covers.

use super::words;
use crate::evidence::Evidence;
use crate::facts::quotes::Class;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Quotations of fewer words may be a name, a title or a manner of speaking.
    words: usize,
}

pub fn check(evidence: &Evidence, params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for quotation in &evidence.quotations {
        let is_uncited = quotation.class == Class::Quotation && quotation.citations.is_empty();
        if !is_uncited || quotation.words < params.words {
            continue;
        }
        let range = words::without_closing_marks(evidence, &quotation.range);
        let message = "the quotation has no citation";
        let finding =
            words::about_quotation("quote_uncited", evidence, quotation, &range, "no source is named for it", message);
        found.push(match &quotation.elsewhere {
            Some(elsewhere) => {
                let key = &elsewhere.source.seed.key;
                let place = words::in_source(&elsewhere.source, &elsewhere.passage, "here are these words");
                finding.source(key, place).help(format!("cite `{key}`, which has these words"))
            }
            None => finding.help("cite the source of these words"),
        });
    }
    found
}
