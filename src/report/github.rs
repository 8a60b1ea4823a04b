//! A run as workflow commands, which GitHub shows beside the lines of a pull request.

use super::closing;
use super::details;
use super::printable;
use crate::findings::{Finding, Level, Run};
use std::io::{Result, Write};

/// Writes `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message` for every finding, then what was covered.
///
/// Columns are left out of a finding over several lines: GitHub drops both when it is given them. Nothing from a draft
/// can start a command of its own: line ends are escaped, and what is hidden is made visible first.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, run: &Run) -> Result<()> {
    for finding in &run.findings {
        writeln!(out, "{}", command(finding))?;
    }
    writeln!(out, "{}", closing::coverage(&run.coverage))?;
    writeln!(out, "{}", closing::summary(run))
}

fn command(finding: &Finding) -> String {
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "notice",
    };
    let text = &finding.draft.text;
    let span = finding.draft.span;
    let start = text.position(span.start());
    // A span that ends with a line end would otherwise end on the line below.
    let letters = text.slice(span).trim_end_matches(['\n', '\r']).len();
    let end = text.position(span.start() + letters);
    let place = match start.line == end.line {
        true => format!("line={},col={},endLine={},endColumn={}", start.line, start.column, end.line, end.column),
        false => format!("line={},endLine={}", start.line, end.line),
    };
    let path = property(&printable::path(&text.path));
    format!(
        "::{level} file={path},{place},title={}::{}",
        property(finding.rule),
        data(&details::lines(finding).join("\n"))
    )
}

/// Escapes as the runner reads them back: <https://github.com/actions/toolkit>, `core/src/command.ts`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
