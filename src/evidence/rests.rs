//! The passages that a claim rests on, and what became of one that was known before.

use super::ClaimEvidence;
use super::Evidence;
use super::FactEvidence;
use super::FactKind;
use super::FactOutcome;
use super::Source;
use super::passages;
use super::places::PLACED;
use super::quotes::Outcome;
use crate::facts::Language;
use crate::text::Prose;
use std::ops::Range;

/// A passage that a claim rested on and that its source no longer has.
#[derive(Clone, Debug)]
pub struct ChangedPassage {
    /// Index into the evidence's claims.
    pub claim: usize,
    /// Index of the source.
    pub source: usize,
    /// How it read.
    pub was: String,
    /// The sentence that comes nearest to it now, in bytes of the source's prose.
    pub now: Option<Range<usize>>,
}

/// Sentences from the one that carries most of a claim within which its dates and quantities are looked for; further
/// off, the same figure may be about something else.
const NEAR: usize = 2;
/// Share of a passage's weight that a sentence must have to be shown as what became of it.
const ALIKE: f64 = 0.4;

impl Evidence<'_> {
    /// The sentences that a claim rests on, each with the index of its source: those of its quotations, and where it has
    /// none, the one that carries most of it; beside that one those with the claim's dates and quantities. None when that
    /// is not sure.
    pub fn rests_on(&self, claim: &ClaimEvidence) -> Vec<(usize, Range<usize>)> {
        let quotations = &self.quotations;
        let first = quotations.partition_point(|quotation| quotation.range.start < claim.range.start);
        let inside = quotations[first..].iter().take_while(|quotation| quotation.range.start < claim.range.end);
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for (source, outcome) in inside.filter_map(|quotation| quotation.outcome.as_ref()) {
            match outcome {
                Outcome::Verbatim { passage, .. } | Outcome::Altered { passage, .. } => {
                    found.push((*source, sentences(&self.sources[*source], passage)));
                }
                Outcome::Spliced { parts, .. } => {
                    found.extend(parts.iter().map(|part| (*source, sentences(&self.sources[*source], part))));
                }
                Outcome::Absent { .. } | Outcome::TooLong => {}
            }
        }
        let sure = claim.support.as_ref().filter(|(_, support)| support.window >= PLACED);
        if let Some((source, best)) = sure.and_then(|(source, support)| Some((*source, *support.best.first()?))) {
            let sentences = &self.sources[source].seed.prose.sentences;
            if found.is_empty() {
                found.push((source, sentences[best].range.clone()));
            }
            let near = |sentence: &usize| sentence.abs_diff(best) <= NEAR;
            let facts = claim.facts.iter().filter_map(|fact| self.sentence_of(fact, source)).filter(near);
            found.extend(facts.map(|sentence| (source, sentences[sentence].range.clone())));
        }
        found.sort_by_key(|(source, range)| (*source, range.start, range.end));
        found.dedup();
        found
    }

    /// The sentence of `source` that has what a date or quantity of a claim was held against.
    fn sentence_of(&self, fact: &FactEvidence, source: usize) -> Option<usize> {
        let (FactOutcome::Agrees { source: held, fact: Some(there) }
        | FactOutcome::Differs { source: held, fact: there, .. }) = fact.outcome
        else {
            return None;
        };
        let facts = self.sources[source].facts(self.language);
        let range = match fact.kind {
            FactKind::Date => &facts.dates.get(there)?.range,
            FactKind::Quantity => &facts.quantities.get(there)?.range,
            FactKind::Name => return None,
        };
        (held == source).then(|| self.sources[source].seed.prose.sentence_at(range.start))
    }
}

/// The whole sentences that hold `passage`.
fn sentences(source: &Source, passage: &Range<usize>) -> Range<usize> {
    let prose = &source.seed.prose;
    let sentence = |offset: usize| prose.sentences.get(prose.sentence_at(offset)).map(|sentence| &sentence.range);
    let start = sentence(passage.start).map_or(passage.start, |range| range.start.min(passage.start));
    let last = passage.end.saturating_sub(1).max(passage.start);
    start..sentence(last).map_or(passage.end, |range| range.end.max(passage.end))
}

/// The sentence of `source` that has most of `words`, when it has enough of them to be what became of them.
pub fn nearest_sentence(words: &str, source: &Source, language: &Language) -> Option<Range<usize>> {
    let prose = Prose::plain(words, &language.splitter);
    let terms = passages::terms(&prose, &(0..prose.text.len()), &[], language);
    let support = passages::support(&prose, terms, source, language);
    let best = support.best.first().filter(|_| support.window >= ALIKE)?;
    source.seed.prose.sentences.get(*best).map(|sentence| sentence.range.clone())
}
