//! One defect, one finding: which finding silences which (study 7), and in what order they are shown.

use super::finding::Finding;
use std::cmp::Ordering;
use std::path::Path;

/// What a finding of one rule silences.
enum Reach {
    /// Findings in the same claim.
    Claim,
    /// Findings whose place overlaps.
    Place,
}

/// Silencer, what it silences (`*` ends a common beginning), how far it reaches.
const SILENCES: &[(&str, &[&str], Reach)] = &[
    ("quote_wrong_source", &["*"], Reach::Claim),
    ("quote_malformed", &["misquote", "quote_*"], Reach::Place),
    ("quote_not_found", &["unsupported_statement"], Reach::Claim),
    ("misquote", &["quote_context"], Reach::Place),
    ("quote_context", &["paraphrase_as_quote"], Reach::Place),
    (
        "unsupported_statement",
        &[
            "date_not_in_source",
            "quantity_not_in_source",
            "name_not_in_source",
            "negation_drift",
            "direction_drift",
            "hedge_dropped",
            "plan_as_fact",
            "attribution_dropped",
            "quantifier_drift",
            "role_swap",
            "causal_leap",
        ],
        Reach::Claim,
    ),
    ("date_inconsistent", &["date_drift", "date_overprecise", "date_not_in_source"], Reach::Place),
    ("date_stale_relative", &["date_drift", "date_overprecise", "date_not_in_source"], Reach::Place),
    ("date_drift", &["date_not_in_source", "date_overprecise"], Reach::Place),
    ("quantity_drift", &["quantity_not_in_source", "quantity_overprecise"], Reach::Place),
    ("name_misspelled", &["name_drift", "name_not_in_source", "name_inconsistent"], Reach::Place),
    ("title_drift", &["name_drift"], Reach::Place),
    ("name_drift", &["name_not_in_source"], Reach::Place),
    ("role_swap", &["name_drift"], Reach::Place),
    ("plan_as_fact", &["hedge_dropped", "attribution_dropped"], Reach::Place),
    ("hedge_dropped", &["attribution_dropped"], Reach::Place),
    ("self_citation", &["*"], Reach::Claim),
];

/// A sentence of megabytes with a finding at every word is arbitrated piece by piece, so that work stays in line.
const LARGEST_GROUP: usize = 500;

/// The findings of one draft that remain, sorted by place and rule.
///
/// Whether a finding silences depends on what the rules found, never on how grave a newsroom calls it.
pub fn arbitrate(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| finding.claim);
    let mut kept = vec![true; findings.len()];
    let mut first = 0;
    while first < findings.len() {
        // Claims nest at most (a clause in its sentence): those that overlap stand side by side after sorting.
        let mut reach = findings[first].claim.end();
        let mut last = first + 1;
        while last < findings.len()
            && last - first < LARGEST_GROUP
            && findings[last].claim.start() < reach.max(findings[first].claim.start() + 1)
        {
            reach = reach.max(findings[last].claim.end());
            last += 1;
        }
        let group: Vec<usize> = (first..last).collect();
        for silencer in &group {
            for (_, silenced, reach) in SILENCES.iter().filter(|(rule, _, _)| *rule == findings[*silencer].rule) {
                for other in &group {
                    if other != silencer
                        && names(silenced, findings[*other].rule)
                        && reaches(reach, &findings[*silencer], &findings[*other])
                    {
                        kept[*other] = false;
                    }
                }
            }
        }
        first = last;
    }
    let mut kept = kept.into_iter();
    findings.retain(|_| kept.next().unwrap_or(true));
    sort(&mut findings);
    findings
}

/// By place in the draft, then by rule.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(order);
}

/// By draft, then as [`sort`] does: what holds the findings of many drafts.
pub fn sort_by_draft<T>(these: &mut [T], finding: impl Fn(&T) -> &Finding) {
    these.sort_by(|one, other| {
        let (one, other) = (finding(one), finding(other));
        let (path, other_path) = (Path::new(&one.draft.text.path), Path::new(&other.draft.text.path));
        path.cmp(other_path).then_with(|| order(one, other))
    });
}

fn order(one: &Finding, other: &Finding) -> Ordering {
    let key = |finding: &Finding| (finding.draft.span.start(), finding.rule, finding.draft.span.end());
    key(one).cmp(&key(other)).then_with(|| one.message.cmp(&other.message))
}

fn names(silenced: &[&str], rule: &str) -> bool {
    silenced.iter().any(|name| match name.strip_suffix('*') {
        Some(beginning) => rule.starts_with(beginning) && !is_about_the_draft(rule),
        None => *name == rule,
    })
}

/// Findings about the draft's marks are no opinions on its claims and stay.
fn is_about_the_draft(rule: &str) -> bool {
    matches!(
        rule,
        "missing_source"
            | "source_outside"
            | "unreadable_source"
            | "unused_allowance"
            | "quote_uncited"
            | "self_citation"
            | "quote_wrong_source"
    )
}

fn reaches(reach: &Reach, silencer: &Finding, other: &Finding) -> bool {
    match reach {
        Reach::Claim => silencer.claim.overlaps(other.claim) || silencer.claim == other.claim,
        Reach::Place => {
            let (one, two) = (silencer.draft.span, other.draft.span);
            one.overlaps(two) || one.contains(two) || two.contains(one)
        }
    }
}
