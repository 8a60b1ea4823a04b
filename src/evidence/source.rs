//! A seed opened for comparing: its words indexed, its own quotations known.

use super::Facts;
use super::quotes::Letters;
use super::stems::Stems;
use crate::facts::Language;
use crate::facts::inflection::Inflections;
use crate::facts::names::Entities;
use crate::facts::quotes;
use crate::facts::quotes::Quotes;
use crate::facts::speakers;
use crate::facts::speakers::Speaker;
use crate::seeds::Index;
use crate::seeds::Seed;
use std::ops::Range;
use std::sync::OnceLock;

/// A seed with what comparing needs of it.
#[derive(Debug)]
pub struct Source {
    pub seed: Seed,
    pub index: Index,
    /// What stands between quotation marks in it.
    pub quotes: Quotes,
    stems: OnceLock<Stems>,
    facts: OnceLock<Facts>,
    entities: OnceLock<Entities>,
    letters: OnceLock<Letters>,
    speakers: OnceLock<Vec<Option<Speaker>>>,
}

impl Source {
    pub fn new(seed: Seed) -> Source {
        let index = Index::new(&seed.prose);
        let quotes = quotes::quotes(&seed.prose);
        Source {
            seed,
            index,
            quotes,
            stems: OnceLock::new(),
            facts: OnceLock::new(),
            entities: OnceLock::new(),
            letters: OnceLock::new(),
            speakers: OnceLock::new(),
        }
    }

    /// Its words by their stems; made when first asked for.
    pub fn stems(&self, inflections: &Inflections) -> &Stems {
        self.stems.get_or_init(|| Stems::new(&self.seed.prose, &self.index, inflections))
    }

    /// Its dates, quantities and names; found when first asked for.
    pub fn facts(&self, language: &Language) -> &Facts {
        self.facts.get_or_init(|| Facts::of(&self.seed.prose, language, self.seed.date, None))
    }

    /// Whom and what it names; found when first asked for.
    pub fn entities(&self, language: &Language) -> &Entities {
        self.entities.get_or_init(|| Entities::new(&self.seed.prose, &self.facts(language).names, &language.names))
    }

    /// Its words letter by letter; made when first asked for.
    pub fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| Letters::new((0..self.index.len()).map(|position| self.word(position))))
    }

    /// For each of its quotations who speaks it; found when first asked for.
    pub fn speakers(&self, language: &Language) -> &[Option<Speaker>] {
        self.speakers.get_or_init(|| {
            speakers::speakers(&self.seed.prose, &self.quotes, &self.facts(language).names, &language.speakers)
        })
    }

    /// True when the word at `position` stands where it can support a claim.
    pub fn is_evidence(&self, position: usize) -> bool {
        let prose = &self.seed.prose;
        let start = prose.tokens[self.index.token(position)].start();
        prose.blocks.get(prose.block_at(start)).is_some_and(|block| block.zone.is_evidence())
    }

    /// The letters of the word at `position`.
    pub fn word(&self, position: usize) -> &str {
        self.seed.prose.word(self.index.token(position))
    }

    pub fn weight(&self, position: usize, words: &quotes::Words) -> u32 {
        let token = &self.seed.prose.tokens[self.index.token(position)];
        words.weight(token.id, token.has_digits())
    }

    /// Bytes of the prose from the first to the last word of `positions`.
    pub fn range(&self, positions: &Range<usize>) -> Range<usize> {
        self.index.range(&self.seed.prose, positions)
    }

    /// The quotation that holds the word at `position`, the outermost one.
    pub fn quote_at(&self, position: usize) -> Option<usize> {
        let token = self.seed.prose.tokens.get(self.index.token(position))?;
        let after = self.quotes.quotes.partition_point(|quote| quote.outer.start <= token.start());
        let mut index = after.checked_sub(1)?;
        loop {
            let quote = &self.quotes.quotes[index];
            match quote.inside {
                Some(outer) => index = outer,
                None => return (quote.outer.end > token.start()).then_some(index),
            }
        }
    }

    /// Where the speaker goes on after the source's own words, when `position` is the first word behind a quotation:
    /// `“We left,” said Hale. “It rained.”` reads on from `left` to `It`.
    pub fn after_own_words(&self, position: usize) -> Option<usize> {
        let before = self.quote_at(position.checked_sub(1)?)?;
        let next = self.quotes.quotes[before + 1..].iter().find(|quote| quote.inside.is_none())?;
        let prose = &self.seed.prose;
        let last_end = prose.tokens[self.index.token(position - 1)].end();
        let rest = &prose.text[last_end..self.quotes.quotes[before].range.end];
        let is_at_end = !rest.contains(char::is_alphanumeric);
        // One or two paragraphs on, and nobody else's words between.
        let near = prose.block_at(next.outer.start) <= prose.block_at(last_end) + 1;
        let start = self.index.position_of(prose.tokens_in(&next.range).start);
        (is_at_end && near && start > position && start - position <= LONGEST_OWN_WORDS).then_some(start)
    }

    /// The end of the quotation before the source's own words, when `position` is the first word of a quotation.
    pub fn before_own_words(&self, position: usize) -> Option<usize> {
        let here = self.quote_at(position)?;
        let before = self.quotes.quotes[..here].iter().rposition(|quote| quote.inside.is_none())?;
        let last = self.seed.prose.tokens_in(&self.quotes.quotes[before].range).end;
        let end = self.index.position_of(last);
        (self.after_own_words(end) == Some(position)).then_some(end)
    }
}

/// Words between the two halves of a quotation that the source interrupts; an attribution with a long apposition.
const LONGEST_OWN_WORDS: usize = 40;
