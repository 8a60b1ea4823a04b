//! A run as Checkstyle's XML, which many CI systems and review tools read.
//!
//! Accepted findings are left out. Columns count characters from 1.

use super::details;
use super::printable;
use super::xml::escaped;
use crate::findings::{Finding, Level, Run};
use std::io::{Result, Write};

/// Writes a `file` for each draft with findings, in it an `error` for each of them.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, run: &Run) -> Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<checkstyle version="4.3">"#)?;
    // Findings stand in the order of the drafts.
    for file in run.findings.chunk_by(|one, next| one.draft.text.path == next.draft.text.path) {
        writeln!(out, r#"  <file name="{}">"#, escaped(&printable::path(&file[0].draft.text.path)))?;
        for finding in file {
            writeln!(out, "    {}", error(finding))?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

fn error(finding: &Finding) -> String {
    let position = finding.draft.text.position(finding.draft.span.start());
    let severity = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "info",
    };
    format!(
        r#"<error line="{}" column="{}" severity="{severity}" message="{}" source="sourceproof.{}"/>"#,
        position.line,
        position.column,
        escaped(&details::lines(finding).join("\n")),
        finding.rule,
    )
}
