//! A locator that points at another place than the passage.

use crate::claims::LocatorKind;
use crate::evidence::Evidence;
use crate::findings::Confidence;
use crate::findings::Finding;
use crate::findings::Place;
use crate::findings::Safety;
use crate::seeds::Resolved;
use serde::Deserialize;

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
            let LocatorKind::Lines(first, last) = locator.kind else { continue };
            let key = &evidence.catalog.entries[*seed].key;
            let Some(source) = evidence.sources.iter().find(|source| source.seed.key == *key) else { continue };
            let text = &source.seed.text;
            let place = |label: &str| Place::new(&evidence.draft.text, locator.span, label);
            let finding =
                |label: &str, message: String| Finding::new("wrong_locator", place(label), citation.span, message);
            let (first, last) = (first as usize, last as usize);
            let passages = evidence.passages_of(index, source);
            let rows: Vec<(usize, usize)> = passages
                .iter()
                .map(|range| {
                    let span = source.seed.prose.span(range);
                    (text.row(span.start()) + 1, text.row(span.end().max(span.start() + 1) - 1) + 1)
                })
                .collect();
            let written = |row: &(usize, usize)| {
                if row.0 == row.1 { format!("{}", row.0) } else { format!("{}-{}", row.0, row.1) }
            };
            let count = text.line_count();
            let is_beyond = first > count || first == 0 || last < first;
            let is_near = rows.iter().any(|(start, end)| *start <= last + params.lines && first <= *end + params.lines);
            if !is_beyond && (rows.is_empty() || is_near) {
                continue;
            }
            let mut finding = if is_beyond {
                finding("no such lines", format!("the source `{key}` has {count} lines, so no line {first}"))
            } else {
                finding("another place", format!("the passage does not stand on the cited lines of `{key}`"))
            };
            if let (Some(row), Some(range)) = (rows.first(), passages.first()) {
                let label = format!("it stands here, on line {}", written(row));
                finding = finding.source(key, Place::new(text, source.seed.prose.span(range), label));
                finding = finding.help(format!("cite line {}", written(row)));
                let old = evidence.draft.text.slice(locator.span);
                if old.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
                    finding = finding.edit(locator.span, written(row), Safety::Suggested);
                }
            } else {
                finding = finding.help("correct the lines, or leave them out").confidence(Confidence::Likely);
            }
            found.push(finding);
        }
    }
    found
}
