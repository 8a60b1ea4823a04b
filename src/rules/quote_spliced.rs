//! A quotation put together from passages that do not follow each other.

use super::words;
use crate::evidence::Evidence;
use crate::evidence::quotes::Outcome;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Most words that a marked omission may leave out; read where quotations are compared.
    #[serde(rename = "longest_omission")]
    _longest_omission: usize,
}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for quotation in &evidence.quotations {
        let Some((source, Outcome::Spliced { draft, parts, missing, is_marked })) = &quotation.outcome else {
            continue;
        };
        let source = &evidence.sources[*source];
        let (message, label) = match (missing, is_marked) {
            (Some(missing), false) => (
                format!("the quotation joins passages that stand {} apart in its source", count(*missing)),
                format!("{} of the source are left out here without a mark", count(*missing)),
            ),
            (Some(missing), true) => (
                format!("an omission in the quotation leaves out {} of its source", count(*missing)),
                format!("{} of the source are left out here", count(*missing)),
            ),
            (None, _) => (
                "the quotation joins passages in another order than its source".into(),
                "the source has these passages in another order".into(),
            ),
        };
        let mut finding = words::about_quotation("quote_spliced", evidence, quotation, draft, label, message);
        for (index, part) in parts.iter().enumerate() {
            let label = if index == 0 { "the first passage" } else { "the next passage" };
            let place = words::in_source(source, part, label);
            finding = if index == 0 {
                finding.source(&source.seed.key, place)
            } else {
                finding.related(&source.seed.key, place)
            };
        }
        let help = if *is_marked {
            "quote the passages one by one"
        } else {
            "mark the omission with an ellipsis, or quote the passages one by one"
        };
        found.push(finding.help(help));
    }
    found
}

fn count(words: usize) -> String {
    if words == 1 { "1 word".into() } else { format!("{words} words") }
}
