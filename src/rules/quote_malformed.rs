//! A quotation mark without a partner.

use super::words;
use crate::evidence::Evidence;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut last_block = None;
    for (mark, spoiled) in &evidence.quotes.unpaired {
        let prose = &evidence.draft.prose;
        // One lone mark turns the sense of all that follow it: the first of a paragraph is the one to mend.
        let block = prose.block_at(mark.start);
        if last_block.replace(block) == Some(block) {
            continue;
        }
        let sentence =
            prose.sentences.get(prose.sentence_at(mark.start)).map_or(mark.clone(), |sentence| sentence.range.clone());
        let claim = sentence.start.min(mark.start)..sentence.end.max(mark.end);
        let place = words::in_draft(evidence, mark, "it has no partner in this paragraph");
        let finding = Finding::new("quote_malformed", place, prose.span(&claim), "a quotation mark has no partner");
        let finding = if spoiled.len() > mark.len() {
            finding.note("what follows it was not checked as a quotation")
        } else {
            finding
        };
        found.push(finding.help("add the missing mark, or take this one away"));
    }
    found
}
