//! The title that a draft gives a person held against those that a source gives the same person.

use super::Evidence;
use super::FactEvidence;
use crate::facts::names;
use crate::facts::names::Match;
use crate::facts::names::NameKind;
use crate::facts::names::Stated;
use crate::text::Prose;
use std::ops::Range;

/// A title that is one rank off.
#[derive(Clone, Debug)]
pub struct OtherTitle {
    /// Bytes of the draft's prose.
    pub draft: Range<usize>,
    /// Index of the source, and bytes of its prose.
    pub source: usize,
    pub stated: Range<usize>,
}

/// Tokens before and behind a name that may hold its bearer's office.
const WIDEST: usize = 12;

impl Evidence<'_> {
    /// The title in front of a name of the draft, where the sources give its bearer the same office with a rank that
    /// the draft lacks or without the one it has; `None` where one of them has the draft's anywhere near the bearer.
    pub fn other_title(&self, fact: &FactEvidence, sources: &[usize]) -> Option<OtherTitle> {
        let (draft, words) = (&self.draft.prose, &self.language.names);
        let name = &self.facts.names[fact.fact];
        let title = name.title.clone().filter(|_| name.kind == NameKind::Person)?;
        let title = names::whole_title(draft, &title, words);
        let office = names::office(draft, &title, words)?;
        let mut other = None;
        for number in sources {
            let source = &self.sources[*number];
            let (prose, entities) = (&source.seed.prose, source.entities(self.language));
            let (Match::Same(entity) | Match::Variant(entity)) = entities.find(draft.slice(&name.range), words) else {
                continue;
            };
            for mention in &entities.list[entity].mentions {
                let at = prose.tokens_in(&source.facts(self.language).names[*mention].range);
                let sentence = prose.sentence_at(prose.tokens[at.start].start());
                let first = prose.sentences[sentence.saturating_sub(1)].tokens.start;
                let last = prose.sentences[(sentence + 1).min(prose.sentences.len() - 1)].tokens.end;
                let near = names::stated(prose, &(first..last), &office, words);
                if near.iter().any(|stated| stated.ranks == office.ranks) {
                    return None;
                }
                let held = near.iter().find(|stated| is_held(prose, stated, &at));
                other = other.or(held.map(|stated| OtherTitle {
                    draft: title.clone(),
                    source: *number,
                    stated: stated.range.clone(),
                }));
            }
        }
        other
    }
}

/// True for an office right before the name, or right behind it between commas.
fn is_held(prose: &Prose, stated: &Stated, name: &Range<usize>) -> bool {
    let own = prose.tokens_in(&stated.range);
    if own.end <= name.start {
        let mut between = own.end..name.start;
        return name.start - own.end <= 1 && between.all(|token| prose.word(token) == ",");
    }
    let opens = name.end < prose.tokens.len() && matches!(prose.word(name.end), "," | "(");
    let mut between = name.end + 1..own.start;
    opens && own.start > name.end && own.end - name.end <= WIDEST && between.all(|token| prose.tokens[token].is_word())
}
