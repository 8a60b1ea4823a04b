//! A run as SARIF 2.1.0, which code scanning services and editors read.
//!
//! The shape is that of <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. Columns count UTF-16 code
//! units, as most readers do whatever a file says; bytes are those of the file on disk; ends are excluded. Messages
//! are printable; replacements and paths are exact.

use super::closing;
use super::details;
use super::edits;
use super::escaped;
use super::markdown;
use super::printable;
use super::uri;
use crate::findings::{Confidence, Finding, Level, Place, RuleCard, Run, Suppression};
use crate::text::Span;
use crate::text::Text;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::io::{Result, Write};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What relative paths count from, by the name that GitHub expects.
const ROOT: &str = "%SRCROOT%";
/// The fingerprint's name and version: a new way to compute it is a new version.
const FINGERPRINT: &str = "findingHash/v1";
/// Letters of the labelled words above which they are not repeated beside their place.
const LONGEST_SNIPPET: usize = 600;

/// Writes `run` as one document on one line. What is accepted is listed with its suppression.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, run: &Run) -> Result<()> {
    let mut files = Files::default();
    let rules: HashMap<&str, usize> = run.rules.iter().enumerate().map(|(index, rule)| (rule.name, index)).collect();
    let open = run.findings.iter().map(|finding| (finding, None));
    let accepted = run.suppressed.iter().map(|suppressed| (&suppressed.finding, Some(&suppressed.by)));
    let results = open.chain(accepted).map(|(finding, by)| result(finding, by, &rules, &mut files)).collect();
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: run.rules.iter().map(rule).collect(),
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [RunShape {
            tool: Tool { driver },
            invocations: [invocation(run)],
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                Base { description: text("The folder of sourceproof.toml".into()) },
            )]),
            artifacts: files.artifacts,
            results,
            column_kind: "utf16CodeUnits",
            newline_sequences: ["\r\n", "\n", "\r"],
        }],
    };
    escaped::write(out, &log)
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [RunShape; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunShape {
    tool: Tool,
    invocations: [Invocation; 1],
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    artifacts: Vec<Artifact>,
    results: Vec<ResultShape>,
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

#[derive(Serialize)]
struct Artifact {
    location: ArtifactLocation,
    length: usize,
    encoding: &'static str,
    hashes: BTreeMap<&'static str, String>,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultShape {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
    /// Empty where nothing accepts the finding: a run says so of all its results or of none.
    suppressions: Vec<SuppressionShape>,
    properties: Properties,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(flatten)]
    bytes: Option<Bytes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bytes {
    byte_offset: usize,
    byte_length: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

#[derive(Serialize)]
struct SuppressionShape {
    kind: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<String>,
}

#[derive(Serialize)]
struct Properties {
    confidence: Confidence,
}

fn rule(card: &RuleCard) -> Rule {
    let (summary, why) = (paragraphs(&card.summary), paragraphs(&card.why));
    let limits: String = card.limits.iter().map(|limit| format!("\n- {}", paragraphs(limit))).collect();
    let limits = if limits.is_empty() { limits } else { format!("\n\nLimits:\n{limits}") };
    let whole = format!("{why}{limits}");
    Rule {
        id: card.name,
        short_description: text(summary),
        full_description: text(why),
        help: Help { markdown: markdown::prose(&whole), text: whole },
        default_configuration: Configuration { enabled: card.level != Level::Off, level: level(card.level) },
    }
}

/// A page's words, which may have several paragraphs and are never cut.
fn paragraphs(page: &str) -> String {
    page.trim().lines().map(printable::line).collect::<Vec<_>>().join("\n")
}

/// Says what was covered, so that a log without results is not taken for more than it is.
fn invocation(run: &Run) -> Invocation {
    let problems = run.problems.iter().map(|problem| ("error", paragraphs(problem)));
    let covered = ("note", closing::coverage(&run.coverage));
    Invocation {
        execution_successful: run.problems.is_empty(),
        tool_execution_notifications: problems
            .chain([covered])
            .map(|(level, words)| Notification { level, message: text(words) })
            .collect(),
    }
}

fn result(finding: &Finding, by: Option<&Suppression>, rules: &HashMap<&str, usize>, files: &mut Files) -> ResultShape {
    ResultShape {
        rule_id: finding.rule,
        rule_index: rules.get(finding.rule).copied(),
        level: level(finding.level),
        message: text(message(finding)),
        locations: [Location {
            id: None,
            physical_location: files.place(&finding.draft),
            message: label(&finding.draft),
        }],
        related_locations: details::sources(finding)
            .enumerate()
            .map(|(index, source)| Location {
                id: Some(index + 1),
                physical_location: files.place(&source.place),
                message: label(&source.place),
            })
            .collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, finding.fingerprint())]),
        fixes: fix(finding, files).into_iter().collect(),
        suppressions: by.map(suppression).into_iter().collect(),
        properties: Properties { confidence: finding.confidence },
    }
}

/// The headline, then a line for each source, with a link to its place, for each note and for the help.
fn message(finding: &Finding) -> String {
    let mut lines = vec![unlinked(&printable::words(&finding.message))];
    for (index, source) in details::sources(finding).enumerate() {
        let place = &source.place;
        let at = format!("{}:{}", printable::path(&place.text.path), place.text.row(place.span.start()) + 1);
        let mut line = format!("source: [{}]({})", bracketed(&at), index + 1);
        if !place.span.is_empty() {
            line.push_str(&unlinked(&format!(": `{}`", printable::words(place.words()))));
        }
        lines.push(line);
    }
    lines.extend(details::rest(finding).map(|line| unlinked(&line)));
    lines.join("\n")
}

/// Words that hold no link: `[…](…)` is one in a message, wherever it comes from.
fn unlinked(words: &str) -> String {
    words.replace("](", "] (")
}

/// The text of a link.
fn bracketed(words: &str) -> String {
    words.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn label(place: &Place) -> Option<Message> {
    let label = printable::words(&place.label);
    (!label.trim().is_empty()).then(|| text(unlinked(&label)))
}

fn suppression(by: &Suppression) -> SuppressionShape {
    let (kind, justification) = match by {
        Suppression::Allowance(reason) => ("inSource", Some(printable::words(reason))),
        Suppression::Baseline => ("external", None),
    };
    SuppressionShape { kind, status: "accepted", justification }
}

fn fix(finding: &Finding, files: &mut Files) -> Option<Fix> {
    let draft = &finding.draft.text;
    let ordered = edits::in_order(&finding.edits);
    let described: Vec<String> = ordered.iter().map(|edit| edits::described(edit, draft)).collect();
    let replacements: Vec<Replacement> = ordered
        .iter()
        .map(|edit| Replacement {
            deleted_region: files.region(draft, edit.span),
            inserted_content: text(edit.replacement.clone()),
        })
        .collect();
    let artifact_location = files.location(draft);
    (!replacements.is_empty()).then(|| Fix {
        description: text(unlinked(&described.join("; "))),
        artifact_changes: [ArtifactChange { artifact_location, replacements }],
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Off => "none",
        level => level.name(),
    }
}

fn text(text: String) -> Message {
    Message { text }
}

/// The files that results point into, each listed once.
#[derive(Default)]
struct Files {
    artifacts: Vec<Artifact>,
    indices: HashMap<String, usize>,
    /// Where letters of two UTF-16 code units stand, by the text's address.
    wide: HashMap<*const Text, Vec<u32>>,
}

impl Files {
    fn location(&mut self, text: &Text) -> ArtifactLocation {
        let location = ArtifactLocation {
            uri: uri::of_path(&text.path),
            uri_base_id: (!uri::is_absolute(&text.path)).then_some(ROOT),
            index: None,
        };
        let artifacts = &mut self.artifacts;
        let index = *self.indices.entry(text.path.clone()).or_insert_with(|| {
            artifacts.push(Artifact {
                location: location.clone(),
                length: text.bytes().len(),
                encoding: text.encoding.name,
                hashes: BTreeMap::from([("sha-256", text.sha256())]),
            });
            artifacts.len() - 1
        });
        ArtifactLocation { index: Some(index), ..location }
    }

    fn place(&mut self, place: &Place) -> PhysicalLocation {
        let text = &place.text;
        let mut region = self.region(text, place.span);
        let byte_offset = text.disk_byte(place.span.start());
        let byte_length = text.disk_byte(place.span.end()) - byte_offset;
        region.bytes = Some(Bytes { byte_offset, byte_length });
        let words = place.words();
        let is_plain = words.len() <= LONGEST_SNIPPET && printable::words(words) == words;
        region.snippet = (is_plain && !words.is_empty()).then(|| Message { text: words.into() });
        PhysicalLocation { artifact_location: self.location(text), region }
    }

    fn region(&mut self, text: &Text, span: Span) -> Region {
        let (start_line, start_column) = self.position(text, span.start());
        let (end_line, end_column) = self.position(text, span.end());
        Region { start_line, start_column, end_line, end_column, bytes: None, snippet: None }
    }

    /// Line and column, both from 1.
    fn position(&mut self, text: &Text, offset: usize) -> (usize, usize) {
        let wide = self.wide.entry(std::ptr::from_ref(text)).or_insert_with(|| {
            let letters = text.content.char_indices();
            letters.filter(|(_, letter)| letter.len_utf16() == 2).map(|(at, _)| at as u32).collect()
        });
        let position = text.position(offset);
        let line_start = text.line_starts()[position.line - 1];
        let before = |offset: u32| wide.partition_point(|at| *at < offset);
        (position.line, position.column + before(offset as u32) - before(line_start))
    }
}
