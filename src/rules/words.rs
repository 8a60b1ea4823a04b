//! Words and places that several rules put in their findings.

use crate::evidence::Evidence;
use crate::evidence::Quotation;
use crate::evidence::Source;
use crate::evidence::quotes::Row;
use crate::findings::Finding;
use crate::findings::Level;
use crate::findings::Place;
use crate::findings::WordChange;
use crate::findings::WordDiff;
use std::ops::Range;

/// `range` of the draft's prose as a place.
pub fn in_draft(evidence: &Evidence, range: &Range<usize>, label: impl Into<String>) -> Place {
    Place::new(&evidence.draft.text, evidence.draft.prose.span(range), label)
}

/// `range` of a source's prose as a place.
pub fn in_source(source: &Source, range: &Range<usize>, label: impl Into<String>) -> Place {
    Place::new(&source.seed.text, source.seed.prose.span(range), label)
}

/// A finding about a quotation, labelled at `range` of the draft's prose.
pub fn about_quotation(
    rule: &'static str,
    evidence: &Evidence,
    quotation: &Quotation,
    range: &Range<usize>,
    label: impl Into<String>,
    message: impl Into<String>,
) -> Finding {
    let claim = evidence.draft.prose.span(&quotation.claim);
    let mut finding = Finding::new(rule, in_draft(evidence, range, label), claim, message);
    if quotation.is_carried {
        finding.level_cap = Level::Note;
    }
    finding
}

/// The quoted words without the punctuation that closes them.
pub fn without_closing_marks(evidence: &Evidence, range: &Range<usize>) -> Range<usize> {
    let words = evidence.draft.prose.slice(range);
    let start = words.len() - words.trim_start().len();
    let end =
        words.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | ';' | ':')).len();
    range.start + start..range.start + end.max(start)
}

/// Rows of words as a word diff.
pub fn word_diff(rows: &[Row]) -> WordDiff {
    let changes = rows.iter().map(|row| match row.is_same {
        true => WordChange::Both(row.draft.clone()),
        false => WordChange::Differs { draft: row.draft.clone(), source: row.source.clone() },
    });
    WordDiff { changes: changes.collect() }
}

/// `text` on one line, single spaces between its words.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` in backticks, cut to a length that fits a line.
pub fn ticked(text: &str) -> String {
    const LONGEST: usize = 60;
    let words = plain(text);
    if words.chars().count() <= LONGEST {
        return format!("`{words}`");
    }
    let mut cut: String = words.chars().take(LONGEST).collect();
    if let Some(space) = cut.rfind(' ') {
        cut.truncate(space);
    }
    format!("`{cut} …`")
}

/// The sources that a quotation's claim cites, as a person names them: `speech`, or `speech and report`.
pub fn cited_keys(evidence: &Evidence, citations: &[usize]) -> String {
    keys(evidence, &evidence.sources_of(citations))
}

/// Sources as a person names them: `speech`, or `speech or report`.
pub fn keys(evidence: &Evidence, sources: &[usize]) -> String {
    let keys: Vec<String> = sources.iter().map(|source| format!("`{}`", evidence.sources[*source].seed.key)).collect();
    match keys.as_slice() {
        [] => "the cited source".into(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
