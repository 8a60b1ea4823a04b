//! All that a finding says, in lines of plain text: for formats that have one field for a message.

use super::printable;
use crate::findings::{Finding, SourcePlace};

/// Related places named of one finding.
const MOST_RELATED: usize = 6;

/// The headline, the places in sources with their words, notes and help, a line each and printable.
pub fn lines(finding: &Finding) -> Vec<String> {
    let mut lines = vec![printable::words(&finding.message)];
    lines.extend(sources(finding).map(|source| format!("source: {}", said(source))));
    lines.extend(rest(finding));
    lines
}

/// Notes and help, a line each.
pub fn rest(finding: &Finding) -> impl Iterator<Item = String> {
    let notes = finding.notes.iter().map(|note| format!("note: {}", printable::words(note)));
    notes.chain(finding.help.iter().map(|help| format!("help: {}", printable::words(help))))
}

/// The source, and the related places that are named after it.
pub fn sources(finding: &Finding) -> impl Iterator<Item = &SourcePlace> {
    finding.source.iter().chain(finding.related.iter().take(MOST_RELATED))
}

/// ``seeds/hearing.txt:41:5: `never` ``.
fn said(source: &SourcePlace) -> String {
    let place = &source.place;
    let position = place.text.position(place.span.start());
    let at = format!("{}:{}:{}", printable::path(&place.text.path), position.line, position.column);
    if place.span.is_empty() { at } else { format!("{at}: `{}`", printable::words(place.words())) }
}
