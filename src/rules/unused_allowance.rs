//! An allowance that allows nothing, or no longer does.

use super::edits;
use super::words;
use crate::evidence::Evidence;
use crate::findings::Finding;
use crate::findings::Place;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for unused in &evidence.unused_allowances {
        let allowance = &evidence.draft.allowances[unused.index];
        let (message, help) = match &allowance.problem {
            Some(problem) => (problem.clone(), "write it as `<!-- sourceproof: allow RULE: REASON -->`".to_owned()),
            None if super::RULES.iter().all(|rule| rule.name != allowance.rule) => (
                super::ruleset::no_such_rule(&allowance.rule),
                "correct the rule's name, or take the comment out".to_owned(),
            ),
            None if unused.is_over => (
                format!(
                    "the allowance of {} expired on {}",
                    words::ticked(&allowance.rule),
                    allowance.until.map_or_else(String::new, |until| until.last.to_string())
                ),
                "correct the sentence, give a later day and the reason for it, or take the comment out".to_owned(),
            ),
            None => (
                format!("nothing here needs the allowance of {}", words::ticked(&allowance.rule)),
                "take the comment out".to_owned(),
            ),
        };
        let place = Place::new(&evidence.draft.text, allowance.span, "allows nothing");
        let finding = Finding::new("unused_allowance", place, allowance.span, message).help(help);
        let is_a_rule = super::RULES.iter().any(|rule| rule.name == allowance.rule);
        let is_sound = allowance.problem.is_none() && is_a_rule;
        let edit = edits::without_comment(evidence, allowance.span).filter(|_| is_sound);
        found.push(edits::with_all(finding, vec![edit]));
    }
    found
}
