//! A claim whose passage is no longer in its source as it was when the claim was locked.

use super::words;
use crate::claims::CitationKind;
use crate::evidence::Evidence;
use crate::findings::Finding;
use crate::findings::Level;
use crate::findings::Place;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut last = None;
    for changed in &evidence.changed {
        let was = format!("it was locked when the source read: `{}`", words::plain(&changed.was));
        // Several passages of one claim in one source are one thing to read again.
        let is_same = last.replace((changed.claim, changed.source)) == Some((changed.claim, changed.source));
        if let Some(finding) = found.last_mut().filter(|_| is_same) {
            finding.notes.push(was);
            continue;
        }
        let claim = &evidence.claims[changed.claim];
        let source = &evidence.sources[changed.source];
        let draft = evidence.draft;
        let span = draft.prose.span(&claim.range);
        let citations = draft.claims[claim.claim].citations.iter();
        let citation = citations
            .filter(|citation| evidence.citations[**citation].sources.contains(&changed.source))
            .map(|citation| &draft.citations[*citation])
            .find(|citation| citation.kind != CitationKind::Comment && !claim.is_carried);
        let label = "the source read otherwise when this was locked";
        let place = match citation {
            Some(citation) => Place::new(&draft.text, citation.span, label),
            None => words::in_draft(evidence, &claim.range, label),
        };
        let key = words::ticked(&source.seed.key);
        let mut finding = match &changed.now {
            Some(now) => {
                let message = format!("the passage of {key} that this rests on has changed");
                let there = words::in_source(source, now, "what comes nearest to it now");
                Finding::new("changed_source", place, span, message).source(&source.seed.key, there)
            }
            None => {
                let message = format!("the passage of {key} that this rests on is no longer there");
                Finding::new("changed_source", place, span, message)
            }
        };
        if claim.is_carried {
            finding.level_cap = Level::Note;
        }
        found.push(
            finding
                .note(was)
                .help("read the source again, correct the sentence if need be, then run `sourceproof lock`"),
        );
    }
    found
}
