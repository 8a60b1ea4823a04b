//! A quotation that the draft gives to one person and its source to another.

use super::words;
use crate::evidence::Evidence;
use crate::evidence::Said;
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
        let Some(draft) = evidence.voice(quotation) else { continue };
        let said = evidence.said(quotation);
        let others: Vec<_> = said
            .iter()
            .filter_map(|(source, said)| match said {
                Said::By(voice) if evidence.are_two(&draft, voice, &evidence.sources[*source]) => {
                    Some((*source, voice))
                }
                _ => None,
            })
            .collect();
        // Words that stand in several places are only wrong when none of them bears the draft out.
        let Some((source, voice)) = others.first().filter(|_| others.len() == said.len()) else { continue };
        let source = &evidence.sources[*source];
        let message = format!(
            "the quotation is given to {}, in its source {} says it",
            words::ticked(&draft.name),
            words::ticked(&voice.name)
        );
        let label = format!("the source gives it to {}", words::ticked(&voice.name));
        let place = words::in_source(source, &voice.range, "said by");
        let mut finding =
            words::about_quotation("quote_wrong_speaker", evidence, quotation, &draft.range, label, message)
                .source(&source.seed.key, place);
        if voice.is_resolved {
            let written = words::ticked(source.seed.prose.slice(&voice.range));
            let note = format!("{written} is taken to be {}", words::ticked(&voice.name));
            finding = finding.note(note).confidence(Confidence::Likely);
        }
        found.push(finding.help("give the words to who said them, or cite where this person says them"));
    }
    found
}
