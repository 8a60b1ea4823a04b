//! A claim of which its sources have hardly a word.

use super::words;
use crate::evidence::Evidence;
use crate::findings::Finding;
use crate::findings::Level;
use serde::Deserialize;

/// Numbers of the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Share of a claim's weight in its best passage under which it has no support there.
    passage: f64,
    /// The same for the whole source.
    source: f64,
}

/// Fewest telling words of a claim that is judged (study E3).
const FEWEST_WORDS: usize = 3;

pub fn check(evidence: &Evidence, params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for claim in &evidence.claims {
        let Some((source, support)) = &claim.support else { continue };
        let is_bare = support.window < params.passage && support.whole < params.source;
        if !is_bare || support.terms.len() < FEWEST_WORDS || !evidence.is_statement(&claim.range) {
            continue;
        }
        let source = &evidence.sources[*source];
        let range = words::without_closing_marks(evidence, &claim.range);
        let percent = (support.whole * 100.0).round();
        let message = format!("hardly anything of this statement stands in `{}`", source.seed.key);
        let label = format!("{percent} % of its telling words are in the source");
        let span = evidence.draft.prose.span(&claim.range);
        let mut finding =
            Finding::new("unsupported_statement", words::in_draft(evidence, &range, label), span, message);
        if claim.is_carried {
            finding.level_cap = Level::Note;
        }
        let missing = evidence.missing_words(source, support);
        if !missing.is_empty() {
            finding = finding.note(format!("the source does not have: {}", missing.join(", ")));
        }
        if let Some(sentence) = support.best.first() {
            let range = &source.seed.prose.sentences[*sentence].range;
            finding = finding.source(&source.seed.key, words::in_source(source, range, "the nearest sentence"));
        }
        if evidence.is_in_furniture(source, support) {
            finding =
                finding.note("these words stand only in a banner or a link of the source's page, which is no evidence");
        }
        found.push(finding.help("cite the source that says so, or take the citation away"));
    }
    found
}
