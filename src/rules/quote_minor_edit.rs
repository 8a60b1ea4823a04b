//! A quotation that differs from its source in a small word, an ending or a letter.

use super::misquote;
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
        let Some((source, Outcome::Altered { changes, rows, .. })) = &quotation.outcome else { continue };
        if changes.iter().any(|change| change.kind.is_altering()) {
            continue;
        }
        let source = &evidence.sources[*source];
        let change = &changes[0];
        let message = if change.is_wrong_sic {
            format!(
                "`[sic]` marks {}, which the source spells {}",
                words::ticked(&change.draft_words),
                words::ticked(&change.source_words)
            )
        } else {
            format!("the quotation differs from its source in {}", change.kind.name())
        };
        let place = words::in_source(source, &change.source, misquote::source_label(change));
        let finding = words::about_quotation(
            "quote_minor_edit",
            evidence,
            quotation,
            &change.draft,
            misquote::draft_label(change),
            message,
        )
        .source(&source.seed.key, place);
        let mut finding = misquote::with_changes(finding, evidence, source, changes, change);
        finding.diff = Some(words::word_diff(rows));
        found.push(finding.help("restore the words of the source"));
    }
    found
}
