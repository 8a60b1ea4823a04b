//! Words of the source's writer that a draft puts between quotation marks as a person's own.

use super::words;
use crate::evidence::Evidence;
use crate::evidence::Said;
use crate::facts::quotes::Class;
use crate::findings::Confidence;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Shorter runs stand in any text.
    words: usize,
}

pub fn check(evidence: &Evidence, params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for quotation in &evidence.quotations {
        if quotation.words < params.words || quotation.class != Class::Quotation {
            continue;
        }
        let Some(draft) = evidence.voice(quotation) else { continue };
        let said = evidence.said(quotation);
        let reported: Vec<_> = said
            .iter()
            .filter_map(|(source, said)| match said {
                Said::Reported(voice) if !evidence.are_two(&draft, voice, &evidence.sources[*source]) => {
                    Some((*source, voice))
                }
                _ => None,
            })
            .collect();
        let Some((source, voice)) = reported.first().filter(|_| reported.len() == said.len()) else { continue };
        let source = &evidence.sources[*source];
        let range = words::without_closing_marks(evidence, &quotation.range);
        let message =
            format!("the source reports this in its own words, not in those of {}", words::ticked(&draft.name));
        let label = format!("presented as the words of {}", words::ticked(&draft.name));
        let place = words::in_source(source, &voice.range, "indirect speech, in the source's words");
        found.push(
            words::about_quotation("paraphrase_as_quote", evidence, quotation, &range, label, message)
                .source(&source.seed.key, place)
                .confidence(Confidence::Likely)
                .help("take the quotation marks away, or give the words to the source"),
        );
    }
    found
}
