//! The evidence of a draft to what `sourceproof.lock` keeps of it, and against what it kept.

use crate::evidence::ChangedPassage;
use crate::evidence::Evidence;
use crate::evidence::Source;
use crate::evidence::nearest_sentence;
use crate::history::lock;
use crate::history::lock::{LockedClaim, LockedDraft, Passage};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What the claims of a draft rest on now.
pub fn locked(evidence: &Evidence) -> LockedDraft {
    let mut draft = LockedDraft::default();
    for claim in &evidence.claims {
        let words = evidence.draft.prose.slice(&claim.range);
        let known = draft.claims.len();
        for (source, range) in evidence.rests_on(claim) {
            let source = &evidence.sources[source];
            let key = &source.seed.key;
            if let Some(passage) = Passage::new(source.seed.prose.slice(&range), ids(source, &range)) {
                draft.sources.entry(key.clone()).or_insert_with(|| source.seed.text.sha256());
                draft.claims.push(LockedClaim::new(words, key, passage));
            }
        }
        draft.unsure += usize::from(draft.claims.len() == known && claim.unchecked.is_none());
    }
    draft.claims.sort();
    draft.claims.dedup();
    draft
}

/// The passages that claims of the draft rested on when it was locked and that their sources no longer have. A source
/// that is as it was is not searched.
pub fn changed(evidence: &Evidence, locked: &LockedDraft) -> Vec<ChangedPassage> {
    let mut changed = Vec::new();
    let has_changed: Vec<bool> = evidence
        .sources
        .iter()
        .map(|source| locked.sources.get(&source.seed.key).is_some_and(|hash| *hash != source.seed.text.sha256()))
        .collect();
    if !has_changed.contains(&true) {
        return changed;
    }
    let mut by_claim: FxHashMap<&str, Vec<&LockedClaim>> = FxHashMap::default();
    for known in &locked.claims {
        by_claim.entry(&known.claim).or_default().push(known);
    }
    for (index, claim) in evidence.claims.iter().enumerate() {
        let cited = claim.sources.iter().filter(|source| has_changed[**source]);
        let id = lock::claim_id(evidence.draft.prose.slice(&claim.range));
        for number in cited {
            let source = &evidence.sources[*number];
            let positions = |id: u64| source.index.positions(id).collect();
            let known = by_claim.get(id.as_str()).into_iter().flatten();
            let known = known.filter(|known| known.source == source.seed.key);
            let gone = known.filter(|known| !known.passage.stands_in(source.index.ids(), positions));
            changed.extend(gone.map(|known| {
                let was = known.passage.passage.clone();
                let now = nearest_sentence(&was, source, evidence.language);
                ChangedPassage { claim: index, source: *number, was, now }
            }));
        }
    }
    changed
}

/// Identities of the words of `range` of a source's prose.
fn ids<'a>(source: &'a Source, range: &Range<usize>) -> &'a [u64] {
    let tokens = source.seed.prose.tokens_in(range);
    let index = &source.index;
    &index.ids()[index.position_of(tokens.start)..index.position_of(tokens.end)]
}
