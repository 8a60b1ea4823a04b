//! A run in one line a finding, as editors and `grep` read it.

use super::closing;
use super::printable;
use crate::findings::{Finding, Run};
use std::io::{Result, Write};

/// Writes `path:line:column: level[rule]: message` for every finding, then what was covered.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, run: &Run) -> Result<()> {
    for finding in &run.findings {
        writeln!(out, "{}", line(finding))?;
    }
    writeln!(out, "{}", closing::coverage(&run.coverage))?;
    writeln!(out, "{}", closing::summary(run))
}

/// `path:line:column: level[rule]: message`.
pub fn line(finding: &Finding) -> String {
    let text = &finding.draft.text;
    let position = text.position(finding.draft.span.start());
    format!(
        "{}:{}:{}: {}[{}]: {}",
        printable::path(&text.path),
        position.line,
        position.column,
        finding.level.name(),
        finding.rule,
        printable::words(&finding.message)
    )
}
