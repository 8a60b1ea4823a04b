//! A run as GitLab shows it beside the lines of a merge request: a code quality report.
//!
//! The shape is that of <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>. Accepted
//! findings are left out.

use super::details;
use super::escaped;
use crate::findings::{Finding, Level, Run};
use crate::text::Position;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::{Result, Write};

/// Writes an array of findings on one line.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, run: &Run) -> Result<()> {
    let mut seen = HashMap::new();
    let issues: Vec<Issue> = run.findings.iter().map(|finding| issue(finding, &mut seen)).collect();
    escaped::write(out, &issues)
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: PositionShape,
    end: PositionShape,
}

#[derive(Serialize)]
struct PositionShape {
    line: usize,
    column: usize,
}

fn issue<'a>(finding: &'a Finding, seen: &mut HashMap<String, usize>) -> Issue<'a> {
    let text = &finding.draft.text;
    let span = finding.draft.span;
    Issue {
        description: details::lines(finding).join("\n"),
        check_name: finding.rule,
        fingerprint: fingerprint(finding, seen),
        severity: match finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Note | Level::Off => "info",
        },
        location: Location {
            path: &text.path,
            positions: Positions {
                begin: position(text.position(span.start())),
                end: position(text.position(span.end())),
            },
        },
    }
}

/// No two findings of a report have the same: GitLab would show only one of them.
fn fingerprint(finding: &Finding, seen: &mut HashMap<String, usize>) -> String {
    let one = format!("{}\0{}", finding.draft.text.path, finding.fingerprint());
    let twins = seen.entry(one.clone()).or_default();
    *twins += 1;
    let digest = Sha256::digest(format!("{one}\0{twins}"));
    digest[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn position(position: Position) -> PositionShape {
    PositionShape { line: position.line, column: position.column }
}
