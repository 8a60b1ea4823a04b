//! Where the evidence for a citation or a claim stands, and what is not there.

use super::Evidence;
use super::FactOutcome;
use super::Source;
use super::Support;
use super::quotes::Outcome;
use crate::facts::names::Match;
use crate::text::BlockKind;
use std::ops::Range;

/// Share of a claim's weight from which on its best sentence is the passage that it was taken from.
pub(super) const PLACED: f64 = 0.6;

impl Evidence<'_> {
    /// The passages of `source` that what `citation` covers was found in, quotations first; none when that is not sure.
    pub fn passages_of(&self, citation: usize, source: &Source) -> Vec<Range<usize>> {
        let is_source = |index: usize| self.sources[index].seed.key == source.seed.key;
        let mut found: Vec<Range<usize>> = Vec::new();
        for quotation in self.quotations.iter().filter(|quotation| quotation.citations.contains(&citation)) {
            match &quotation.outcome {
                Some((index, Outcome::Verbatim { places, .. })) if is_source(*index) => {
                    found.extend(places.iter().cloned())
                }
                Some((index, Outcome::Altered { passage, .. })) if is_source(*index) => found.push(passage.clone()),
                _ => {}
            }
        }
        if !found.is_empty() {
            return found;
        }
        for claim in &self.claims {
            let cites = self.draft.claims[claim.claim].citations.contains(&citation);
            let Some((index, support)) = claim.support.as_ref().filter(|_| cites) else { continue };
            if is_source(*index)
                && support.window >= PLACED
                && claim.facts.iter().all(|fact| !matches!(fact.outcome, FactOutcome::Absent))
            {
                let sentences =
                    support.best.iter().take(2).map(|sentence| source.seed.prose.sentences[*sentence].range.clone());
                found.extend(sentences);
            }
        }
        found
    }

    /// True for a sentence that states something: no heading, no question, not the writer's own voice.
    pub fn is_statement(&self, range: &Range<usize>) -> bool {
        let prose = &self.draft.prose;
        let block = &prose.blocks[prose.block_at(range.start)];
        let words = prose.slice(range).trim_end_matches(['"', '”', '’', ')', ' ', '\n']);
        let first_person =
            |word: &str| matches!(word.to_lowercase().as_str(), "i" | "we" | "my" | "our" | "i'm" | "we're");
        let mut spoken = prose.tokens_in(range).filter(|index| prose.tokens[*index].is_spoken());
        let is_own_voice = spoken.next().is_some_and(|index| first_person(prose.word(index)));
        block.kind != BlockKind::Heading && !words.ends_with('?') && !is_own_voice
    }

    /// True when `range` of the draft's prose stands between quotation marks.
    pub fn is_quoted(&self, range: &Range<usize>) -> bool {
        let quotes = &self.quotes.quotes;
        let after = quotes.partition_point(|quote| quote.outer.start <= range.start);
        quotes[after.saturating_sub(8)..after].iter().any(|quote| range.end <= quote.outer.end)
    }

    /// True when `range` of the draft's prose stands in a sentence with a quotation, a verb of saying near it.
    pub fn is_beside_quotation(&self, range: &Range<usize>) -> bool {
        let prose = &self.draft.prose;
        let sentence = &prose.sentences[prose.sentence_at(range.start)];
        let quotes = &self.quotes.quotes;
        let first = quotes.partition_point(|quote| quote.outer.end <= sentence.range.start);
        let has_quotation = quotes.get(first).is_some_and(|quote| quote.outer.start < sentence.range.end);
        let tokens = prose.tokens_in(range);
        let near = tokens.start.saturating_sub(4).max(sentence.tokens.start)..(tokens.end + 4).min(sentence.tokens.end);
        let words = &self.language.quotes;
        has_quotation
            && prose.tokens[near.start.min(near.end)..near.end].iter().any(|token| {
                words.reporting.has(token.id)
                    || prose.text[token.range()] == *":"
                    || prose.text[token.range()].eq_ignore_ascii_case("words")
            })
    }

    /// Lines of `source` on which the bearer of a name is named, counted from 1, at most three.
    pub fn lines_of_name(&self, source: &Source, name: &str) -> Vec<String> {
        let entities = source.entities(self.language);
        let (Match::Same(entity) | Match::Variant(entity)) = entities.find(name, &self.language.names) else {
            return Vec::new();
        };
        let names = &source.facts(self.language).names;
        let line =
            |mention: &usize| source.seed.text.position(source.seed.prose.span(&names[*mention].range).start()).line;
        let mut lines: Vec<usize> = entities.list[entity].mentions.iter().map(line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines.iter().take(3).map(usize::to_string).collect()
    }

    /// The heaviest words of a claim that `source` does not have, at most six.
    pub fn missing_words(&self, source: &Source, support: &Support) -> Vec<String> {
        let stems = source.stems(&self.language.quotes.inflections);
        let mut missing: Vec<_> =
            support.terms.iter().filter(|term| stems.index.positions(term.stem).next().is_none()).collect();
        missing.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.token.cmp(&other.token)));
        missing.iter().take(6).map(|term| self.draft.prose.word(term.token).to_owned()).collect()
    }

    /// True when most of a claim stands in the page furniture of `source`.
    pub fn is_in_furniture(&self, source: &Source, support: &Support) -> bool {
        let stems = source.stems(&self.language.quotes.inflections);
        let stands = |stem: u64| stems.index.positions(stem).take(64).any(|position| !source.is_evidence(position));
        let total: f64 = support.terms.iter().map(|term| term.weight).sum();
        let there: f64 = support.terms.iter().filter(|term| stands(term.stem)).map(|term| term.weight).sum();
        there > total / 2.0
    }
}
