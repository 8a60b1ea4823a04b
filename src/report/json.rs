//! A run as JSON, version 1: own structs, so that the inside can change and this cannot.
//!
//! The shape is promised; keys may be added. Lines and columns count from 1, columns in characters; `byte` counts from
//! 0 in the file as it is on disk; ends are excluded. What is hidden in a string is written as `\u…`, so the document
//! says the same and can be shown on a terminal.

use super::escaped;
use crate::findings::{
    Confidence, Coverage, Edit, Finding, Level, Place, Run, Safety, SourcePlace, Status, Tally, Verdict, WordChange,
};
use crate::text::Position;
use serde::Serialize;
use std::io::{Result, Write};

/// Writes `run` as one document on one line.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, run: &Run) -> Result<()> {
    escaped::write(out, &Document::from(run))
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool,
    findings: Vec<FindingShape<'a>>,
    claims: Vec<ClaimShape<'a>>,
    coverage: CoverageShape<'a>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct FindingShape<'a> {
    rule: &'a str,
    level: Level,
    confidence: Confidence,
    message: &'a str,
    draft: PlaceShape<'a>,
    source: Option<SourceShape<'a>>,
    related: Vec<SourceShape<'a>>,
    diff: Option<Vec<ChangeShape<'a>>>,
    notes: &'a [String],
    help: Option<&'a str>,
    edits: Vec<EditShape<'a>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct PlaceShape<'a> {
    path: &'a str,
    start: PositionShape,
    end: PositionShape,
    text: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct SourceShape<'a> {
    key: &'a str,
    #[serde(flatten)]
    place: PlaceShape<'a>,
}

#[derive(Serialize)]
struct PositionShape {
    line: usize,
    column: usize,
    byte: usize,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ChangeShape<'a> {
    Both { both: &'a str },
    Differs { draft: &'a str, source: &'a str },
}

#[derive(Serialize)]
struct EditShape<'a> {
    start_byte: usize,
    end_byte: usize,
    replacement: &'a str,
    safety: &'static str,
}

#[derive(Serialize)]
struct ClaimShape<'a> {
    draft: PlaceShape<'a>,
    keys: &'a [String],
    status: Status,
    support: Option<f64>,
    source: Option<SourceShape<'a>>,
    facts: Vec<FactShape<'a>>,
}

#[derive(Serialize)]
struct FactShape<'a> {
    kind: &'static str,
    text: &'a str,
    status: &'static str,
    start: PositionShape,
    end: PositionShape,
}

#[derive(Serialize)]
struct CoverageShape<'a> {
    drafts: usize,
    sources: usize,
    claims: usize,
    claims_checked: usize,
    claims_unchecked: Vec<Unchecked<'a>>,
    quotes: TallyShape<'a>,
    dates: TallyShape<'a>,
    quantities: TallyShape<'a>,
    names: TallyShape<'a>,
    /// Only of a run that was narrowed to what changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    unchanged: Option<UnchangedShape<'a>>,
}

#[derive(Serialize)]
struct UnchangedShape<'a> {
    since: &'a str,
    drafts: usize,
    claims: usize,
}

#[derive(Serialize)]
struct TallyShape<'a> {
    found: usize,
    checked: usize,
    unchecked: Vec<Unchecked<'a>>,
}

#[derive(Serialize)]
struct Unchecked<'a> {
    reason: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Findings that the baseline accepts; only of a run that has one.
    #[serde(skip_serializing_if = "is_none")]
    in_baseline: usize,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

impl<'a> From<&'a Run> for Document<'a> {
    fn from(run: &'a Run) -> Document<'a> {
        let counts = run.counts();
        Document {
            version: 1,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            findings: run.findings.iter().map(finding).collect(),
            claims: run.verdicts.iter().map(claim).collect(),
            coverage: coverage(&run.coverage),
            summary: Summary {
                errors: counts.errors,
                warnings: counts.warnings,
                notes: counts.notes,
                in_baseline: run.in_baseline(),
            },
        }
    }
}

fn finding(finding: &Finding) -> FindingShape<'_> {
    FindingShape {
        rule: finding.rule,
        level: finding.level,
        confidence: finding.confidence,
        message: &finding.message,
        draft: place(&finding.draft),
        source: finding.source.as_ref().map(source),
        related: finding.related.iter().map(source).collect(),
        diff: finding.diff.as_ref().map(|diff| diff.changes.iter().map(change).collect()),
        notes: &finding.notes,
        help: finding.help.as_deref(),
        edits: finding.edits.iter().map(|edit| edit_shape(edit, &finding.draft)).collect(),
        fingerprint: finding.fingerprint(),
    }
}

fn place(place: &Place) -> PlaceShape<'_> {
    PlaceShape {
        path: &place.text.path,
        start: position(place.text.position(place.span.start())),
        end: position(place.text.position(place.span.end())),
        text: place.words(),
        label: &place.label,
    }
}

fn source(source: &SourcePlace) -> SourceShape<'_> {
    SourceShape { key: &source.key, place: place(&source.place) }
}

fn position(position: Position) -> PositionShape {
    PositionShape { line: position.line, column: position.column, byte: position.byte }
}

fn change(change: &WordChange) -> ChangeShape<'_> {
    match change {
        WordChange::Both(both) => ChangeShape::Both { both },
        WordChange::Differs { draft, source } => ChangeShape::Differs { draft, source },
    }
}

fn edit_shape<'a>(edit: &'a Edit, draft: &Place) -> EditShape<'a> {
    EditShape {
        start_byte: draft.text.disk_byte(edit.span.start()),
        end_byte: draft.text.disk_byte(edit.span.end()),
        replacement: &edit.replacement,
        safety: match edit.safety {
            Safety::Safe => "safe",
            Safety::Suggested => "suggested",
        },
    }
}

fn claim(verdict: &Verdict) -> ClaimShape<'_> {
    let facts = verdict.facts.iter().map(|fact| FactShape {
        kind: fact.kind,
        text: fact.place.words(),
        status: fact.status,
        start: position(fact.place.text.position(fact.place.span.start())),
        end: position(fact.place.text.position(fact.place.span.end())),
    });
    ClaimShape {
        draft: place(&verdict.draft),
        keys: &verdict.keys,
        status: verdict.status,
        support: verdict.support.map(|share| (share * 1000.0).round() / 1000.0),
        source: verdict.source.as_ref().map(source),
        facts: facts.collect(),
    }
}

fn coverage(coverage: &Coverage) -> CoverageShape<'_> {
    CoverageShape {
        drafts: coverage.drafts,
        sources: coverage.seeds,
        claims: coverage.claims.found,
        claims_checked: coverage.claims.checked,
        claims_unchecked: unchecked(&coverage.claims),
        quotes: tally(&coverage.quotes),
        dates: tally(&coverage.dates),
        quantities: tally(&coverage.quantities),
        names: tally(&coverage.names),
        unchanged: coverage.left_out.as_ref().map(|left_out| UnchangedShape {
            since: &left_out.since,
            drafts: left_out.drafts,
            claims: left_out.claims,
        }),
    }
}

fn tally(tally: &Tally) -> TallyShape<'_> {
    TallyShape { found: tally.found, checked: tally.checked, unchecked: unchecked(tally) }
}

fn unchecked(tally: &Tally) -> Vec<Unchecked<'_>> {
    tally.unchecked.iter().map(|(reason, count)| Unchecked { reason, count: *count }).collect()
}
