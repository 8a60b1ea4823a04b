//! A citation that leads nowhere.

use super::words;
use crate::claims::CitationKind;
use crate::evidence::Evidence;
use crate::findings::Finding;
use crate::findings::Place;
use crate::findings::Safety;
use crate::seeds::Resolved;
use crate::text::Span;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for (citation, cited) in evidence.draft.citations.iter().zip(&evidence.citations) {
        if !cited.is_citation {
            continue;
        }
        let finding = |span: Span, message: String| {
            let place = Place::new(&evidence.draft.text, span, "leads nowhere");
            Finding::new("missing_source", place, citation.span, message)
        };
        if let Some(problem) = citation.problem.as_ref().filter(|_| citation.targets.is_empty()) {
            found.push(finding(citation.span, problem.clone()).help("define the footnote, and name the source in it"));
        }
        for (target, resolved) in citation.targets.iter().zip(&cited.targets) {
            let wanted = words::ticked(&target.wanted);
            match resolved {
                Resolved::Missing { nearest } => {
                    let finding = finding(target.span, format!("there is no source {wanted}"));
                    found.push(match nearest {
                        Some(nearest) => {
                            let finding = finding.help(format!("did you mean `{nearest}`?"));
                            // A key of other letters would have to be written in braces.
                            let is_sign = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
                            let is_key = citation.kind == CitationKind::Key && nearest.chars().all(is_sign);
                            let written = evidence.draft.text.slice(target.span);
                            let key = written.strip_prefix('@').map_or(nearest.clone(), |_| format!("@{nearest}"));
                            if is_key { finding.edit(target.span, key, Safety::Suggested) } else { finding }
                        }
                        None => finding.help("put the source into a seed folder, or correct the citation"),
                    });
                }
                Resolved::NotASeed if citation.kind == CitationKind::Note => {
                    let finding = finding(target.span, format!("{wanted} is in no folder of sources"));
                    found.push(finding.help("put the source into a seed folder, or correct the citation"));
                }
                _ => {}
            }
        }
    }
    found
}
