//! A quotation whose words are not those of its source.

use super::edits;
use super::words;
use crate::evidence::Evidence;
use crate::evidence::Source;
use crate::evidence::quotes::Change;
use crate::evidence::quotes::Outcome;
use crate::facts::quotes::Kind;
use crate::findings::Edit;
use crate::findings::Finding;
use crate::findings::Safety;
use serde::Deserialize;

/// Numbers of the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Least share of a long quotation's weight that stands unchanged; read where quotations are compared.
    #[serde(rename = "similarity")]
    _similarity: f64,
}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for quotation in &evidence.quotations {
        let Some((source, Outcome::Altered { changes, rows, .. })) = &quotation.outcome else { continue };
        let source = &evidence.sources[*source];
        let Some(change) = changes.iter().find(|change| change.kind.is_altering()) else { continue };
        let message = headline(change);
        let finding =
            words::about_quotation("misquote", evidence, quotation, &change.draft, draft_label(change), message)
                .source(&source.seed.key, words::in_source(source, &change.source, source_label(change)));
        let mut finding = with_changes(finding, evidence, source, changes, change);
        for edit in &mut finding.edits {
            edit.safety = Safety::Suggested;
        }
        finding.diff = Some(words::word_diff(rows));
        found.push(finding.help(help(change)));
    }
    found
}

/// The other changes as notes, and the edits that restore the source's words.
pub fn with_changes(
    mut finding: Finding,
    evidence: &Evidence,
    source: &Source,
    changes: &[Change],
    first: &Change,
) -> Finding {
    let others = changes.iter().filter(|change| !std::ptr::eq(*change, first)).count();
    if others > 0 {
        let places = if others == 1 { "one more place" } else { "more places" };
        finding =
            finding.note(format!("the quotation differs from the source in {places}; see the words side by side"));
    }
    edits::with_all(finding, changes.iter().map(|change| restored(evidence, source, change)).collect())
}

/// The edit that puts the source's words back, where no more than words has to change.
fn restored(evidence: &Evidence, source: &Source, change: &Change) -> Option<Edit> {
    let prose = &evidence.draft.prose;
    let (ours, theirs) = (prose.slice(&change.draft), words::plain(source.seed.prose.slice(&change.source)));
    // A quotation that is broken off and taken up again, a bracket, an ellipsis: how it goes on is the writer's to say.
    let is_sign = |letter: char| matches!(letter, '"' | '“' | '”' | '„' | '«' | '»' | '[' | ']' | '(' | ')' | '…');
    let has_signs = |text: &str| text.contains(is_sign) || text.contains("..");
    let theirs_in = |at: usize| source.seed.prose.sentence_at(at);
    let is_one_sentence = theirs_in(change.source.start) == theirs_in(change.source.end.saturating_sub(1));
    if change.is_wrong_sic || has_signs(ours) || !is_one_sentence {
        return None;
    }
    match (change.draft_words.is_empty(), change.source_words.is_empty()) {
        (true, _) if has_signs(&change.source_words) => None,
        (true, _) => {
            let (_, after) = ours.split_once(char::is_whitespace)?;
            let is_one_word = after.starts_with(char::is_alphanumeric) && !after.contains(char::is_whitespace);
            is_one_word.then(|| edits::insert(evidence, change.draft.end - after.len(), &change.source_words))?
        }
        (_, true) => edits::remove(evidence, &change.draft),
        _ if has_signs(&theirs) => None,
        _ => edits::replace(evidence, &change.draft, &theirs),
    }
}

fn headline(change: &Change) -> String {
    let (draft, source) = (words::ticked(&change.draft_words), words::ticked(&change.source_words));
    match (change.draft_words.is_empty(), change.source_words.is_empty()) {
        (true, _) => format!("the quotation lacks {source}, which its source has"),
        (_, true) => format!("the quotation adds {draft}, which its source does not have"),
        _ if change.kind == Kind::Order => format!("the quotation has {draft} where its source has {source}"),
        _ => format!("the quotation says {draft}, its source {source}"),
    }
}

pub fn draft_label(change: &Change) -> String {
    match (change.draft_words.is_empty(), change.source_words.is_empty()) {
        (true, _) => format!("{} is missing here", words::ticked(&change.source_words)),
        (_, true) => "not in the source".into(),
        _ => format!("the source has {}", words::ticked(&change.source_words)),
    }
}

pub fn source_label(change: &Change) -> String {
    match (change.draft_words.is_empty(), change.source_words.is_empty()) {
        (true, _) => "missing in the draft".into(),
        (_, true) => format!("the draft adds {} here", words::ticked(&change.draft_words)),
        _ => format!("the draft has {}", words::ticked(&change.draft_words)),
    }
}

fn help(change: &Change) -> String {
    match (change.draft_words.is_empty(), change.source_words.is_empty()) {
        (true, _) => format!("restore {}, or mark the omission with an ellipsis", words::ticked(&change.source_words)),
        (_, true) => "take the added words out, or put them in brackets".into(),
        _ => format!("restore {}, or put the change in brackets", words::ticked(&change.source_words)),
    }
}
