//! A locator that points at another place than the passage.

use super::words;
use crate::claims::LocatorKind;
use crate::evidence::Evidence;
use crate::evidence::Source;
use crate::findings::Confidence;
use crate::findings::Finding;
use crate::findings::Place;
use crate::findings::Safety;
use crate::seeds::Resolved;
use crate::seeds::locator;
use crate::text::BlockKind;
use serde::Deserialize;
use std::ops::Range;

/// Numbers of the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Lines that a passage may lie outside the cited ones.
    lines: usize,
}

pub fn check(evidence: &Evidence, params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, (citation, cited)) in evidence.draft.citations.iter().zip(&evidence.citations).enumerate() {
        for (target, resolved) in citation.targets.iter().zip(&cited.targets) {
            let (Some(locator), Resolved::Seed(seed)) = (&target.locator, resolved) else { continue };
            let key = &evidence.catalog.entries[*seed].key;
            let Some(source) = evidence.sources.iter().find(|source| source.seed.key == *key) else { continue };
            let passages = evidence.passages_of(index, source);
            let fault = match &locator.kind {
                LocatorKind::Lines(first, last) => {
                    lines(source, &passages, *first as usize, *last as usize, params.lines)
                }
                LocatorKind::Paragraphs(first, last) => paragraphs(source, &passages, *first as usize, *last as usize),
                LocatorKind::Heading(text) => heading(source, text),
                LocatorKind::Pages(..) | LocatorKind::Time(..) | LocatorKind::Other(_) => None,
            };
            let Some((label, message)) = fault else { continue };
            let place = Place::new(&evidence.draft.text, locator.span, label);
            let mut finding = Finding::new("wrong_locator", place, citation.span, message);
            finding = match passages.first() {
                Some(passage) => {
                    let span = source.seed.prose.span(passage);
                    let line = written(rows(source, passage));
                    let there = Place::new(&source.seed.text, span, format!("it stands here, on line {line}"));
                    let finding = finding.source(key, there).help(format!("cite line {line}"));
                    let is_figure = |byte: u8| byte.is_ascii_digit() || byte == b'-';
                    let is_lines = evidence.draft.text.slice(locator.span).bytes().all(is_figure);
                    if is_lines { finding.edit(locator.span, line, Safety::Suggested) } else { finding }
                }
                None => finding.help("correct the place, or leave it out").confidence(Confidence::Likely),
            };
            found.push(finding);
        }
    }
    found
}

/// First and last line of a passage, counted from 1.
fn rows(source: &Source, passage: &Range<usize>) -> (usize, usize) {
    let span = source.seed.prose.span(passage);
    let text = &source.seed.text;
    (text.row(span.start()) + 1, text.row(span.end().max(span.start() + 1) - 1) + 1)
}

fn written((first, last): (usize, usize)) -> String {
    if first == last { format!("{first}") } else { format!("{first}-{last}") }
}

/// The label and the message of a fault.
type Fault = Option<(&'static str, String)>;

fn lines(source: &Source, passages: &[Range<usize>], first: usize, last: usize, slack: usize) -> Fault {
    let (key, count) = (&source.seed.key, source.seed.text.line_count());
    if first > count || first == 0 || last < first {
        return Some((
            "no such lines",
            format!("the source `{key}` has {count} lines, so no line {}", written((first, last))),
        ));
    }
    let is_near = |passage: &Range<usize>| {
        let (start, end) = rows(source, passage);
        start <= last + slack && first <= end + slack
    };
    elsewhere(passages, is_near, "lines", key)
}

fn paragraphs(source: &Source, passages: &[Range<usize>], first: usize, last: usize) -> Fault {
    let key = &source.seed.key;
    let there: Vec<Range<usize>> =
        (first..=last.min(first + 50)).filter_map(|number| locator::paragraph(&source.seed, number)).collect();
    let (Some(start), Some(end)) = (there.first(), there.last()) else {
        return Some(("no such paragraph", format!("the source `{key}` has no paragraph {first}")));
    };
    // Blank lines and headings make people count one more or one less.
    let block = |offset: usize| source.seed.prose.block_at(offset);
    let named = block(start.start).saturating_sub(1)..=block(end.end.saturating_sub(1)) + 1;
    let is_near = |passage: &Range<usize>| {
        block(passage.start) <= *named.end() && *named.start() <= block(passage.end.saturating_sub(1))
    };
    elsewhere(passages, is_near, "paragraph", key)
}

fn heading(source: &Source, text: &str) -> Fault {
    // A section's number may stand in no heading, and only Markdown says surely what a heading is.
    let is_words = text.chars().any(char::is_alphabetic);
    let is_markdown = [".md", ".markdown", ".qmd"].iter().any(|ending| source.seed.text.path.ends_with(ending));
    let blocks = &source.seed.prose.blocks;
    let has_headings = is_words && is_markdown && blocks.iter().any(|block| block.kind == BlockKind::Heading);
    let is_there = locator::heading(&source.seed, text).is_some();
    let key = &source.seed.key;
    (has_headings && !is_there)
        .then(|| ("no such heading", format!("the source `{key}` has no heading {}", words::ticked(text))))
}

fn elsewhere(passages: &[Range<usize>], is_near: impl Fn(&Range<usize>) -> bool, noun: &str, key: &str) -> Fault {
    let is_wrong = !passages.is_empty() && !passages.iter().any(is_near);
    is_wrong.then(|| ("another place", format!("the passage does not stand in the cited {noun} of `{key}`")))
}
