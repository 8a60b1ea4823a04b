//! A run as a test report in the manner of JUnit, which every CI system shows: a suite a draft, a case a claim.
//!
//! A case fails where the run fails: on errors, and on warnings when they are denied. Other findings are told in the
//! case's output, so that a job that passes shows no red. A claim that was not checked is skipped, not passed. Names
//! hold no line numbers: a viewer compares them with those of the run before.

use super::closing;
use super::details;
use super::printable;
use super::short;
use super::xml;
use super::xml::escaped;
use crate::findings::{Finding, Run, Status, Verdict};
use crate::text::Span;
use std::collections::HashMap;
use std::io::{Result, Write};

/// Letters of a claim in the name of its case.
const LONGEST_NAME: usize = 100;

/// Writes a document of suites.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, run: &Run) -> Result<()> {
    let suites = suites(run);
    let total = suites.iter().fold(Tally::default(), |total, suite| total.and(suite.tally()));
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="sourceproof" {}>"#, total.with_errors(run.problems.len()).attributes())?;
    for suite in &suites {
        let path = escaped(&printable::path(suite.path));
        writeln!(out, r#"  <testsuite name="{path}" {}>"#, suite.tally().attributes())?;
        for case in &suite.cases {
            write_case(out, case, &path)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    if !run.problems.is_empty() {
        let tally = Tally::default().with_errors(run.problems.len());
        writeln!(out, r#"  <testsuite name="could not check" {}>"#, tally.attributes())?;
        for problem in &run.problems {
            let problem = escaped(&printable::words(problem));
            writeln!(out, r#"    <testcase classname="could not check" name="{problem}" time="0">"#)?;
            writeln!(out, r#"      <error message="{problem}" type="could_not_check"/>"#)?;
            writeln!(out, "    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

/// One draft.
struct Suite<'a> {
    path: &'a str,
    cases: Vec<Case<'a>>,
}

/// One claim, or a finding that is about no claim.
struct Case<'a> {
    name: String,
    is_checked: bool,
    /// Those that fail the run.
    failing: Vec<&'a Finding>,
    others: Vec<&'a Finding>,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Tally {
    fn and(self, other: Tally) -> Tally {
        Tally {
            tests: self.tests + other.tests,
            failures: self.failures + other.failures,
            errors: self.errors + other.errors,
            skipped: self.skipped + other.skipped,
        }
    }

    fn with_errors(self, errors: usize) -> Tally {
        self.and(Tally { tests: errors, errors, ..Tally::default() })
    }

    fn attributes(self) -> String {
        let Tally { tests, failures, errors, skipped } = self;
        format!(r#"tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}" time="0""#)
    }
}

impl Suite<'_> {
    fn tally(&self) -> Tally {
        Tally {
            tests: self.cases.len(),
            failures: self.cases.iter().filter(|case| case.fails()).count(),
            errors: 0,
            skipped: self.cases.iter().filter(|case| case.is_skipped()).count(),
        }
    }
}

impl Case<'_> {
    fn fails(&self) -> bool {
        !self.failing.is_empty()
    }

    fn is_skipped(&self) -> bool {
        !self.is_checked && !self.fails()
    }
}

/// The drafts in the order of the run, each with its claims and then with the findings that are about none.
fn suites(run: &Run) -> Vec<Suite<'_>> {
    let mut suites: Vec<Suite> = Vec::new();
    let mut suite_of: HashMap<&str, usize> = HashMap::new();
    let mut case_of: HashMap<(usize, Span), usize> = HashMap::new();
    let drafts = run.drafts.iter().map(|draft| draft.text.path.as_str());
    let named = run.verdicts.iter().map(|verdict| verdict.draft.text.path.as_str());
    let found = run.findings.iter().map(|finding| finding.draft.text.path.as_str());
    for path in drafts.chain(named).chain(found) {
        suite_of.entry(path).or_insert_with(|| {
            suites.push(Suite { path, cases: Vec::new() });
            suites.len() - 1
        });
    }
    for verdict in &run.verdicts {
        let suite = suite_of[verdict.draft.text.path.as_str()];
        let cases = &mut suites[suite].cases;
        case_of.entry((suite, verdict.draft.span)).or_insert_with(|| {
            cases.push(of_claim(verdict));
            cases.len() - 1
        });
    }
    for finding in &run.findings {
        let suite = suite_of[finding.draft.text.path.as_str()];
        let cases = &mut suites[suite].cases;
        let case = case_of.get(&(suite, finding.claim)).copied().unwrap_or_else(|| {
            cases.push(of_finding(finding));
            cases.len() - 1
        });
        match run.fails_at(finding.level) {
            true => cases[case].failing.push(finding),
            false => cases[case].others.push(finding),
        }
    }
    suites.iter_mut().for_each(|suite| number_twins(&mut suite.cases));
    suites
}

fn of_claim(verdict: &Verdict) -> Case<'_> {
    let is_checked = verdict.status != Status::Unchecked;
    Case { name: clipped(verdict.draft.words()), is_checked, failing: Vec::new(), others: Vec::new() }
}

fn of_finding(finding: &Finding) -> Case<'_> {
    let name = clipped(&format!("{}: {}", finding.rule, finding.draft.words()));
    Case { name, is_checked: true, failing: Vec::new(), others: Vec::new() }
}

fn clipped(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", printable::words(&words[..end])),
        None => printable::words(&words),
    }
}

/// Cases of one name are one case to a viewer.
fn number_twins(cases: &mut [Case]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for case in cases {
        let twins = seen.entry(case.name.clone()).or_default();
        *twins += 1;
        if *twins > 1 {
            case.name.push_str(&format!(" ({twins})"));
        }
    }
}

fn write_case(out: &mut dyn Write, case: &Case, path: &str) -> Result<()> {
    let name = escaped(&case.name);
    write!(out, r#"    <testcase classname="{path}" name="{name}" file="{path}" time="0""#)?;
    if !case.fails() && !case.is_skipped() && case.others.is_empty() {
        return writeln!(out, "/>");
    }
    writeln!(out, ">")?;
    if let Some((first, rest)) = case.failing.split_first() {
        // Readers know one failure a case.
        let mut message = printable::words(&first.message);
        if !rest.is_empty() {
            message.push_str(&format!(" (and {})", closing::counted(rest.len(), "more finding")));
        }
        let (message, kind) = (escaped(&message), escaped(first.rule));
        let told = xml::lines(&told(&case.failing));
        writeln!(out, r#"      <failure message="{message}" type="{kind}">{told}</failure>"#)?;
    } else if case.is_skipped() {
        writeln!(out, r#"      <skipped message="this claim was not checked"/>"#)?;
    }
    if !case.others.is_empty() {
        writeln!(out, "      <system-out>{}</system-out>", xml::lines(&told(&case.others)))?;
    }
    writeln!(out, "    </testcase>")
}

/// Place and headline of each, below them all else that it says.
fn told(findings: &[&Finding]) -> Vec<String> {
    let lines = findings.iter().flat_map(|finding| {
        let rest = details::lines(finding).into_iter().skip(1).map(|line| format!("  {line}"));
        std::iter::once(short::line(finding)).chain(rest)
    });
    lines.collect()
}
