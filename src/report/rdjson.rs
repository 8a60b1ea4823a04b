//! A run as reviewdog reads it: the Reviewdog Diagnostic Format.
//!
//! The shape is that of `proto/rdf/reviewdog.proto` in <https://github.com/reviewdog/reviewdog>. Columns count bytes of
//! a line from 1, ends are excluded. Accepted findings are left out.

use super::details;
use super::edits;
use super::escaped;
use super::printable;
use super::short;
use crate::findings::{Finding, Level, Place, Run};
use crate::text::Span;
use crate::text::Text;
use serde::Serialize;
use std::io::{Result, Write};

/// Writes `run` as one document on one line.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, run: &Run) -> Result<()> {
    let gravest = run.findings.iter().map(|finding| finding.level).max();
    let document = Document {
        source: Source { name: env!("CARGO_PKG_NAME") },
        severity: severity(gravest.unwrap_or(Level::Note)),
        diagnostics: run.findings.iter().map(diagnostic).collect(),
    };
    escaped::write(out, &document)
}

#[derive(Serialize)]
struct Document<'a> {
    source: Source,
    severity: &'static str,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
    /// The finding in one line, which reviewdog prints where there is no pull request.
    original_output: String,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Related<'a> {
    message: String,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

fn diagnostic(finding: &Finding) -> Diagnostic<'_> {
    let draft = &finding.draft.text;
    // Whoever makes a suggestion writes UTF-8 into the bytes of the file.
    let edit = edits::joined(&finding.edits, draft).filter(|_| is_utf8(draft));
    Diagnostic {
        message: details::lines(finding).join("\n"),
        location: location(&finding.draft),
        severity: severity(finding.level),
        code: Code { value: finding.rule },
        // Several suggestions would be a choice; the edits of a finding belong together.
        suggestions: edit.into_iter().map(|(span, text)| Suggestion { range: range(draft, span), text }).collect(),
        related_locations: details::sources(finding)
            .map(|source| Related { message: printable::words(&source.place.label), location: location(&source.place) })
            .collect(),
        original_output: short::line(finding),
    }
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Note | Level::Off => "INFO",
    }
}

fn location(place: &Place) -> Location<'_> {
    Location { path: &place.text.path, range: range(&place.text, place.span) }
}

fn range(text: &Text, span: Span) -> Range {
    Range { start: position(text, span.start()), end: position(text, span.end()) }
}

fn position(text: &Text, offset: usize) -> Position {
    let row = text.row(offset);
    let start = text.line_starts()[row] as usize;
    // A BOM stands in the bytes of the first line, and a broken byte is one byte there.
    let before = match is_utf8(text) {
        true => text.disk_byte(offset) - if row == 0 { 0 } else { text.disk_byte(start) },
        false => offset - start,
    };
    Position { line: row + 1, column: before + 1 }
}

fn is_utf8(text: &Text) -> bool {
    text.encoding.name == "UTF-8"
}
