//! A run as a person reads it: a picture for each finding, then what was covered.
//!
//! codespan-reporting draws the rows that `view` chose, row by row: its own views know one row a line and draw it
//! whole, and its brackets say less of prose than carets under every row.

use super::closing;
use super::diff;
use super::edits;
use super::paint::{Paint, severity};
use super::printable;
use super::view;
use super::view::{Line, Mark, Row};
use crate::findings::{Counts, Finding, Level, Place, Run, WordDiff};
use crate::text::Text;
use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::{Config, Renderer, WriteStyle};
use std::collections::HashMap;
use std::io::{Error, Result, Write};
use std::sync::Arc;

/// Columns where the terminal does not say.
pub const USUAL_WIDTH: usize = 96;

/// Findings shown of one claim, the gravest first; the comparison study set it.
const MOST_OF_A_CLAIM: usize = 3;

/// Related places shown of one finding.
const MOST_RELATED: usize = 6;

/// Edits shown of one finding.
const MOST_EDITS: usize = 3;

/// Columns below which a long message under a label starts at the left instead.
const LEAST_MESSAGE: usize = 30;

/// Writes `run` in pictures at most `width` columns wide (40 at least), with ANSI colours when `color` is set.
///
/// Only headlines and paths may be wider. A claim shows three findings, the rest is counted after the last of them.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, run: &Run, width: usize, color: bool) -> Result<()> {
    let mut paint = Paint::new(color);
    let shown = shown(&run.findings);
    let mut hidden = hidden(&run.findings, &shown);
    for (index, finding) in run.findings.iter().enumerate().filter(|(index, _)| shown[*index]) {
        picture(&mut paint, finding, width.max(40))?;
        if let Some(counts) = hidden.remove(&index) {
            more(&mut paint, finding, counts)?;
        }
        out.write_all(&paint.take())?;
    }
    let counts = run.counts();
    writeln!(paint, "{}", closing::coverage(&run.coverage))?;
    let gravest = [(counts.errors, Severity::Error), (counts.warnings, Severity::Warning)];
    if let Some((_, severity)) = gravest.iter().find(|(count, _)| *count > 0) {
        paint.set_header(*severity)?;
    }
    write!(paint, "{}", closing::summary(run))?;
    paint.reset()?;
    writeln!(paint)?;
    if let Some(line) = closing::mendable(&run.findings) {
        writeln!(paint, "{line}")?;
    }
    out.write_all(&paint.take())
}

/// The claim of a finding: its draft and place.
fn claim(finding: &Finding) -> (*const Text, usize, usize) {
    (Arc::as_ptr(&finding.draft.text), finding.claim.start(), finding.claim.end())
}

fn shown(findings: &[Finding]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(findings[*index].level));
    let mut taken: HashMap<_, usize> = HashMap::new();
    let mut shown = vec![false; findings.len()];
    for index in order {
        let taken = taken.entry(claim(&findings[index])).or_default();
        shown[index] = *taken < MOST_OF_A_CLAIM && findings[index].level != Level::Off;
        *taken += usize::from(shown[index]);
    }
    shown
}

/// What is not shown of a claim, at the index of the last finding of it that is.
fn hidden(findings: &[Finding], shown: &[bool]) -> HashMap<usize, Counts> {
    let mut left_out: HashMap<_, Vec<&Finding>> = HashMap::new();
    let mut last_shown = HashMap::new();
    for (index, finding) in findings.iter().enumerate() {
        if shown[index] {
            last_shown.insert(claim(finding), index);
        } else {
            left_out.entry(claim(finding)).or_default().push(finding);
        }
    }
    let counted = left_out.into_iter().filter_map(|(claim, left_out)| {
        let counts = Counts::of(left_out);
        (counts.total() > 0).then_some((*last_shown.get(&claim)?, counts))
    });
    counted.collect()
}

fn more(paint: &mut Paint, finding: &Finding, counts: Counts) -> Result<()> {
    let Counts { errors, warnings, notes } = counts;
    let levels = [(errors, "error"), (warnings, "warning"), (notes, "note")];
    let levels: Vec<_> =
        levels.iter().filter(|(count, _)| *count > 0).map(|(count, level)| closing::counted(*count, level)).collect();
    let line = finding.draft.text.position(finding.claim.start()).line;
    let path = printable::path(&finding.draft.text.path);
    let rest = closing::counted(counts.total(), "more finding");
    writeln!(paint, "{path}:{line}: {rest} on this claim, not shown: {}\n", levels.join(", "))
}

fn picture(paint: &mut Paint, finding: &Finding, width: usize) -> Result<()> {
    let severity = severity(finding.level);
    let files = files(finding);
    let padding = files.iter().flat_map(|file| file.marks.iter().map(|mark| digits(last_line(file, mark)))).max();
    let padding = padding.unwrap_or(1);
    let columns = width.saturating_sub(padding + 3);
    let config = Config { tab_width: printable::TAB, ..Config::default() };
    let mut canvas = Canvas { renderer: Renderer::new(paint, &config), padding, columns, severity };
    let message = printable::words(&finding.message);
    canvas.renderer.render_header(None, severity, Some(finding.rule), &message).map_err(io)?;
    let says_more = finding.diff.is_some()
        || !finding.notes.is_empty()
        || finding.related.len() > MOST_RELATED
        || finding.help.is_some()
        || !finding.edits.is_empty();
    for (index, file) in files.iter().enumerate() {
        canvas.file(file)?;
        if says_more || index + 1 < files.len() {
            canvas.empty()?;
        }
    }
    if let Some(diff) = &finding.diff {
        canvas.diff(diff)?;
    }
    for note in &finding.notes {
        canvas.note("note", note)?;
    }
    let left_out = finding.related.len().saturating_sub(MOST_RELATED);
    if left_out > 0 {
        canvas.note("note", &closing::counted(left_out, "more place"))?;
    }
    match &finding.help {
        Some(help) => canvas.note("help", help)?,
        None => {
            for edit in finding.edits.iter().take(MOST_EDITS) {
                canvas.note("help", &edits::described(edit, &finding.draft.text))?;
            }
            let rest = finding.edits.len().saturating_sub(MOST_EDITS);
            if rest > 0 {
                canvas.note("help", &closing::counted(rest, "more edit"))?;
            }
        }
    }
    writeln!(canvas.renderer)
}

/// The places of one file, in the order they are spoken of.
struct File<'a> {
    text: &'a Text,
    marks: Vec<Mark>,
}

fn files(finding: &Finding) -> Vec<File<'_>> {
    let related = finding.related.iter().take(MOST_RELATED);
    let sources = finding.source.iter().chain(related).map(|source| (&source.place, false));
    let mut files: Vec<File> = Vec::new();
    for (place, is_primary) in [(&finding.draft, true)].into_iter().chain(sources) {
        let mark = mark(place, is_primary);
        match files.iter_mut().find(|file| std::ptr::eq(file.text, &*place.text)) {
            Some(file) => file.marks.push(mark),
            None => files.push(File { text: &place.text, marks: vec![mark] }),
        }
    }
    files
}

fn mark(place: &Place, is_primary: bool) -> Mark {
    Mark { span: place.span, is_primary, message: printable::words(&place.label).trim().into() }
}

/// The last line that a mark shows, from 1.
fn last_line(file: &File, mark: &Mark) -> usize {
    file.text.row(mark.span.end().saturating_sub(1).max(mark.span.start())) + 1
}

fn digits(number: usize) -> usize {
    number.max(1).ilog10() as usize + 1
}

/// Draws one finding.
struct Canvas<'a> {
    renderer: Renderer<'a, 'a>,
    /// Columns of the longest line number.
    padding: usize,
    /// Columns to the right of the border.
    columns: usize,
    severity: Severity,
}

impl Canvas<'_> {
    fn file(&mut self, file: &File) -> Result<()> {
        let position = file.text.position(file.marks[0].span.start());
        write!(self.renderer, "{:1$} ", "", self.padding)?;
        self.renderer.set_source_border()?;
        write!(self.renderer, "┌─")?;
        self.renderer.reset()?;
        writeln!(self.renderer, " {}:{}:{}", printable::path(&file.text.path), position.line, position.column)?;
        self.empty()?;
        for line in view::lines(file.text, &file.marks, self.columns) {
            match line {
                Line::Row(row) => self.row(&row, &file.marks)?,
                Line::Gap => {
                    self.renderer.render_snippet_break(self.padding, self.severity, 0, &[]).map_err(io)?;
                }
            }
        }
        Ok(())
    }

    fn empty(&mut self) -> Result<()> {
        self.renderer.render_snippet_empty(self.padding, self.severity, 0, &[]).map_err(io)
    }

    fn row(&mut self, row: &Row, marks: &[Mark]) -> Result<()> {
        let last_end = row.labels.iter().map(|label| label.range.end).max().unwrap_or(0);
        let mut labels = Vec::new();
        let mut below = Vec::new();
        for label in &row.labels {
            let mark = &marks[label.mark];
            let style = if mark.is_primary { LabelStyle::Primary } else { LabelStyle::Secondary };
            let message = if label.is_last { mark.message.as_str() } else { "" };
            // The last message stands to the right of its carets; others hang below the start of theirs.
            let from =
                if label.range.end == last_end { label.range.end.min(row.text.len()) } else { label.range.start };
            let column = printable::width(row.text.get(..from).unwrap_or(&row.text));
            if column + 1 + printable::width(message) <= self.columns {
                labels.push((style, label.range.clone(), message));
            } else {
                labels.push((style, label.range.clone(), ""));
                below.push((style, printable::width(row.text.get(..label.range.start).unwrap_or("")), message));
            }
        }
        labels.sort_by_key(|(_, range, _)| (range.start, range.end));
        self.renderer
            .render_snippet_source(self.padding, row.number, &row.text, self.severity, &labels, 0, &[])
            .map_err(io)?;
        for (style, column, message) in below {
            let column = if self.columns.saturating_sub(column) < LEAST_MESSAGE { 0 } else { column };
            for line in printable::wrapped(message, self.columns - column) {
                write!(self.renderer, "{:1$} ", "", self.padding)?;
                self.renderer.set_source_border()?;
                write!(self.renderer, "│")?;
                self.renderer.reset()?;
                write!(self.renderer, " {:column$}", "")?;
                self.renderer.set_label(self.severity, style)?;
                write!(self.renderer, "{line}")?;
                self.renderer.reset()?;
                writeln!(self.renderer)?;
            }
        }
        Ok(())
    }

    /// `= note: …`, later rows under the first.
    fn note(&mut self, title: &str, words: &str) -> Result<()> {
        let indent = " ".repeat(title.len() + 2);
        let rows = printable::wrapped(&printable::words(words), self.columns.saturating_sub(indent.len()).max(20));
        let rest = rows[1..].iter().map(|row| printable::defused(format!("\n{indent}{row}")));
        let note = format!("{title}: {}{}", rows[0], rest.collect::<String>());
        self.renderer.render_snippet_note(self.padding, &note).map_err(io)
    }

    fn diff(&mut self, diff: &WordDiff) -> Result<()> {
        const TITLES: [&str; 2] = ["draft:  ", "source: "];
        for (index, block) in diff::blocks(diff, self.columns - TITLES[0].len()).iter().enumerate() {
            if index > 0 {
                writeln!(self.renderer)?;
            }
            for (side, title) in TITLES.iter().enumerate() {
                write!(self.renderer, "{:1$} ", "", self.padding)?;
                if index + side == 0 {
                    self.renderer.set_note_bullet()?;
                    write!(self.renderer, "=")?;
                    self.renderer.reset()?;
                } else {
                    write!(self.renderer, " ")?;
                }
                write!(self.renderer, " {title}")?;
                let mut blanks = 0;
                for cell in block {
                    let words = if side == 0 { &cell.draft } else { &cell.source };
                    if !words.is_empty() {
                        let style = if side == 0 { LabelStyle::Primary } else { LabelStyle::Secondary };
                        write!(self.renderer, "{:blanks$}", "")?;
                        blanks = 0;
                        if cell.differs {
                            self.renderer.set_label(self.severity, style)?;
                        }
                        write!(self.renderer, "{words}")?;
                        if cell.differs {
                            self.renderer.reset()?;
                        }
                    }
                    blanks += cell.columns() - printable::width(words) + 1;
                }
                writeln!(self.renderer)?;
            }
        }
        Ok(())
    }
}

fn io(error: codespan_reporting::files::Error) -> Error {
    match error {
        codespan_reporting::files::Error::Io(error) => error,
        other => Error::other(other.to_string()),
    }
}
