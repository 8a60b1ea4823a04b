//! The claims and findings of a draft to stretches of its bytes, each with the one claim and finding that it belongs to.

use super::page::Sheet;
use crate::findings::Level;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A stretch of a draft under the same marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub start: usize,
    /// Index of the narrowest claim.
    pub claim: Option<usize>,
    /// Index of the gravest finding, and all that stand here.
    pub finding: Option<usize>,
    pub findings: Vec<usize>,
}

/// Findings named by one mark; those under it besides are in the margin like all others.
const MOST_NAMED: usize = 8;

/// Stretches that cover the draft from its first byte on, each until the next.
pub fn stretches(sheet: &Sheet) -> Vec<Stretch> {
    // At one place what ends goes before what starts.
    let mut events: Vec<(usize, bool, bool, usize)> = Vec::new();
    for (index, claim) in sheet.claims.iter().enumerate() {
        let span = claim.verdict.draft.span;
        if !span.is_empty() {
            events.extend([(span.start(), true, false, index), (span.end(), false, false, index)]);
        }
    }
    for (index, finding) in sheet.findings.iter().enumerate() {
        let span = finding.finding.draft.span;
        if !span.is_empty() {
            events.extend([(span.start(), true, true, index), (span.end(), false, true, index)]);
        }
    }
    events.sort_unstable();
    let mut claims: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut findings: BTreeSet<(Reverse<Level>, usize, usize)> = BTreeSet::new();
    let mut stretches = vec![Stretch { start: 0, claim: None, finding: None, findings: Vec::new() }];
    for (place, (at, starts, is_finding, index)) in events.iter().copied().enumerate() {
        if is_finding {
            let finding = &sheet.findings[index];
            let level = if finding.accepted.is_some() { Level::Off } else { finding.finding.level };
            let key = (Reverse(level), finding.finding.draft.span.len(), index);
            if starts {
                findings.insert(key)
            } else {
                findings.remove(&key)
            };
        } else {
            let key = (sheet.claims[index].verdict.draft.span.len(), index);
            if starts {
                claims.insert(key)
            } else {
                claims.remove(&key)
            };
        }
        if events.get(place + 1).is_some_and(|next| next.0 == at) {
            continue;
        }
        let stretch = Stretch {
            start: at,
            claim: claims.first().map(|(_, index)| *index),
            finding: findings.first().map(|(.., index)| *index),
            findings: findings.iter().take(MOST_NAMED).map(|(.., index)| *index).collect(),
        };
        match stretches.last_mut() {
            Some(last) if last.start == at => *last = stretch,
            _ => stretches.push(stretch),
        }
    }
    stretches
}
