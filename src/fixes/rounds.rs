//! Drafts mended until there is nothing left to mend.

use super::apply::apply;
use super::choose::choose;
use crate::findings::Finding;
use crate::findings::Safety;
use crate::text::Text;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A draft that the fixes change.
#[derive(Debug)]
pub struct Mended {
    /// The draft as it was read.
    pub old: Arc<Text>,
    /// What is to stand on disk instead.
    pub bytes: Vec<u8>,
    /// Findings that were mended.
    pub count: usize,
}

/// Rounds after which fixes that go on changing a draft are given up: edits that meet take a round each, and three have
/// been the most.
const MOST_ROUNDS: usize = 20;

/// A draft on its way.
struct Underway {
    mended: Mended,
    /// All that it has been.
    versions: Vec<Vec<u8>>,
    is_endless: bool,
}

/// Mends the drafts that `findings` are about, checks them again, and so on until nothing changes; messages on what
/// could not be mended come second.
///
/// `recheck` gives the findings of drafts, each with its path and bytes. A draft that its own fixes would lead round in
/// a circle is left as it was, so that mending what was mended changes nothing.
pub fn mend(
    mut findings: Vec<Finding>,
    widest: Safety,
    recheck: &mut dyn FnMut(Vec<(String, Vec<u8>)>) -> Vec<Finding>,
) -> (Vec<Mended>, Vec<String>) {
    let mut drafts: BTreeMap<String, Underway> = BTreeMap::new();
    let mut problems: Vec<String> = Vec::new();
    for round in 0..=MOST_ROUNDS {
        let mut by_draft: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in &findings {
            by_draft.entry(&finding.draft.text.path).or_default().push(finding);
        }
        let mut changed = Vec::new();
        for (path, findings) in by_draft {
            // Names that are no UTF-8 can look the same; the edits of one file are not for the other.
            if findings.iter().any(|finding| !Arc::ptr_eq(&finding.draft.text, &findings[0].draft.text)) {
                problems.push(format!("cannot fix {path}: more than one file is called so"));
                continue;
            }
            let chosen = choose(&findings, widest);
            let Some(first) = chosen.first() else { continue };
            let text = &first.draft.text;
            let applied = apply(text, &chosen);
            problems.extend(applied.problems);
            if applied.mended == 0 {
                continue;
            }
            let draft = drafts.entry(path.to_owned()).or_insert_with(|| Underway {
                mended: Mended { old: Arc::clone(text), bytes: Vec::new(), count: 0 },
                versions: vec![text.bytes().to_vec()],
                is_endless: false,
            });
            draft.is_endless = round == MOST_ROUNDS || draft.versions.contains(&applied.bytes);
            if !draft.is_endless {
                draft.mended.count += applied.mended;
                draft.mended.bytes.clone_from(&applied.bytes);
                draft.versions.push(applied.bytes.clone());
                changed.push((path.to_owned(), applied.bytes));
            }
        }
        if changed.is_empty() {
            break;
        }
        findings = recheck(changed);
    }
    let mut done = Vec::new();
    for (path, draft) in drafts {
        if draft.is_endless {
            problems.push(format!("cannot fix {path}: its fixes undo each other; nothing was changed"));
        } else {
            done.push(draft.mended);
        }
    }
    // A finding that could not be mended is met again in each round.
    problems.sort();
    problems.dedup();
    (done, problems)
}
