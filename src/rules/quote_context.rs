//! Quoted words that the source denies, asks, supposes or gives to others, or whose negation an omission leaves out.

use super::words;
use crate::evidence::Evidence;
use crate::evidence::Frame;
use crate::evidence::Lost;
use crate::evidence::Quotation;
use crate::facts::quotes::Class;
use crate::facts::stance::Cue;
use crate::findings::Confidence;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let quotations = evidence.quotations.iter().filter(|quotation| quotation.class == Class::Quotation);
    quotations.filter_map(|quotation| left_out(evidence, quotation).or_else(|| framed(evidence, quotation))).collect()
}

fn left_out(evidence: &Evidence, quotation: &Quotation) -> Option<Finding> {
    let found = evidence.left_out(quotation)?;
    let source = &evidence.sources[found.source];
    let lost = words::ticked(source.seed.prose.slice(&found.range));
    let (message, label) = match found.what {
        Lost::Cue(cue) => {
            let mark = if found.is_bracket { "a bracket" } else { "an omission" };
            let message = format!("{mark} in the quotation leaves out {lost}, which governs words that are kept");
            (message, format!("{} is left out here", noun(cue)))
        }
        Lost::Number => {
            (format!("a bracket in the quotation leaves out the number {lost}"), "a number is left out here".into())
        }
        Lost::Name => (
            format!("a bracket in the quotation puts another name in the place of {lost}"),
            format!("the source names {lost} here"),
        ),
    };
    let place = words::in_source(source, &found.range, "left out in the draft");
    let gap = words::ticked(source.seed.prose.slice(&found.gap));
    Some(
        words::about_quotation("quote_context", evidence, quotation, &found.draft, label, message)
            .source(&source.seed.key, place)
            .note(format!("the words left out are {gap}"))
            .help(format!("restore {lost}, or quote another part")),
    )
}

fn framed(evidence: &Evidence, quotation: &Quotation) -> Option<Finding> {
    let found = evidence.framed(quotation)?;
    let source = &evidence.sources[found.source];
    let (message, label) = match found.frame {
        Frame::Governed(Cue::Negation) => ("the source negates the quoted words", "source frame: a negation"),
        Frame::Governed(Cue::Denial) => {
            ("the source has the quoted words as denied or not said", "source frame: a denial")
        }
        Frame::Governed(Cue::Hedge) => ("the source is not sure of the quoted words", "source frame: a reservation"),
        Frame::Governed(Cue::Condition) => ("the source only supposes the quoted words", "source frame: a condition"),
        Frame::Governed(Cue::Exception) => ("the source excepts the quoted words", "source frame: an exception"),
        Frame::Asked => ("the source asks what the quotation states", "source frame: a question"),
        Frame::Others => ("the speaker gives the quoted words to somebody else", "source frame: words of others"),
    };
    let assertion = match evidence.voice(quotation) {
        Some(voice) => format!("quoted as a statement of {}", words::ticked(&voice.name)),
        None => "quoted as a plain statement".into(),
    };
    let range = words::without_closing_marks(evidence, &quotation.range);
    let place = words::in_source(source, &found.range, label);
    Some(
        words::about_quotation("quote_context", evidence, quotation, &range, assertion, message)
            .source(&source.seed.key, place)
            .confidence(Confidence::Likely)
            .help("quote the frame as well, or say in the sentence how the words were meant"),
    )
}

fn noun(cue: Cue) -> &'static str {
    match cue {
        Cue::Negation => "a negation",
        Cue::Denial => "a denial",
        Cue::Hedge => "a reservation",
        Cue::Condition => "a condition",
        Cue::Exception => "an exception",
    }
}
