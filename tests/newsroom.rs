//! The newsroom of this repository shows every planted fault and nothing else.

use serde::Deserialize;
use sourceproof::check::{Project, inputs};
use sourceproof::config::Config;
use sourceproof::report::{FORMATS, Screen};
use sourceproof::rules::RULES;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Newsroom {
    finding: Vec<Planted>,
}

/// A finding, in the order that `tests/newsroom.toml` keeps.
#[derive(Deserialize, Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
#[serde(deny_unknown_fields)]
struct Planted {
    draft: String,
    line: usize,
    rule: String,
    text: String,
}

impl std::fmt::Display for Planted {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "{}:{}: {} on `{}`", self.draft, self.line, self.rule, self.text)
    }
}

#[test]
fn every_planted_fault_is_found_and_nothing_else() {
    let mut expected: Vec<Planted> = toml::from_str::<Newsroom>(include_str!("newsroom.toml")).unwrap().finding;
    expected.retain(|planted| RULES.iter().any(|rule| rule.name == planted.rule));
    expected.sort();
    let found = found();
    let missed: Vec<String> = expected
        .iter()
        .filter(|planted| !found.contains(planted))
        .map(|planted| format!("  missed: {planted}"))
        .collect();
    let besides: Vec<String> =
        found.iter().filter(|found| !expected.contains(found)).map(|found| format!("  found too: {found}")).collect();
    assert!(missed.is_empty() && besides.is_empty(), "\n{}", [missed, besides].concat().join("\n"));
    assert_eq!(found, expected, "the same finding twice");
}

#[test]
fn the_clean_article_is_clean() {
    let found: Vec<Planted> = found().into_iter().filter(|found| found.draft == "claims/harbour.md").collect();
    assert!(found.is_empty(), "{found:#?}");
    let article = std::fs::read_to_string(root().join("claims/harbour.md")).unwrap();
    assert!(article.split_whitespace().count() >= 600, "claims/harbour.md is to be an article of 600 words");
}

/// Rules whose fault no draft shows yet. One that is planted is taken out here; the list ends empty.
const NOT_PLANTED_YET: &[&str] = &[];

#[test]
fn every_rule_is_shown_once() {
    let planted = toml::from_str::<Newsroom>(include_str!("newsroom.toml")).unwrap().finding;
    let times = |rule: &str| planted.iter().filter(|planted| planted.rule == rule).count();
    let not_planted: Vec<&str> = RULES.iter().map(|rule| rule.name).filter(|rule| times(rule) == 0).collect();
    assert_eq!(not_planted, NOT_PLANTED_YET, "rules that tests/newsroom.toml does not plant, against NOT_PLANTED_YET");
    let again: Vec<&str> = RULES.iter().map(|rule| rule.name).filter(|rule| times(rule) > 1).collect();
    assert!(again.is_empty(), "planted more than once: {again:?}");
}

#[test]
fn every_format_holds_every_finding() {
    let text = std::fs::read_to_string(root().join("sourceproof.toml")).unwrap();
    let project = Project::new(Config::parse(&text, root()).unwrap()).unwrap();
    let run = project.check(&inputs(&project.config, &[]).unwrap(), true, &|_| {});
    for format in FORMATS {
        let mut out = Vec::new();
        (format.write)(&mut out, &run, Screen { width: 96, color: false }).unwrap();
        let out = String::from_utf8(out).unwrap();
        // A terminal shows three findings of a claim and counts the rest.
        for finding in run.findings.iter().filter(|_| format.name != "human") {
            assert!(out.contains(finding.rule), "{} without {}", format.name, finding.rule);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn found() -> Vec<Planted> {
    let text = std::fs::read_to_string(root().join("sourceproof.toml")).unwrap();
    let project = Project::new(Config::parse(&text, root()).unwrap()).unwrap();
    let run = project.check(&inputs(&project.config, &[]).unwrap(), false, &|_| {});
    assert!(run.problems.is_empty(), "{:?}", run.problems);
    let mut found: Vec<Planted> = run
        .findings
        .iter()
        .map(|finding| Planted {
            draft: finding.draft.text.path.to_string(),
            line: finding.draft.text.position(finding.draft.span.start()).line,
            rule: finding.rule.to_owned(),
            text: finding.draft.words().to_owned(),
        })
        .collect();
    found.sort();
    found
}
