//! Words and phrases of a list, looked up by the tokens of a text.

use super::token::{Token, tokens};
use rustc_hash::FxHashMap;

/// Phrases of one or more words, each with what it means. At a token, the longest phrase wins.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    by_first: FxHashMap<u64, Vec<(Vec<u64>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Phrases<T> {
        Phrases { by_first: FxHashMap::default() }
    }
}

impl<T> Phrases<T> {
    pub fn new<S: AsRef<str>>(phrases: impl IntoIterator<Item = (S, T)>) -> Phrases<T> {
        let mut made = Phrases::default();
        for (phrase, meaning) in phrases {
            made.add(phrase.as_ref(), meaning);
        }
        made
    }

    /// Adds a phrase; a phrase of no words is left out, and one that is there already keeps its first meaning.
    pub fn add(&mut self, phrase: &str, meaning: T) {
        let ids: Vec<u64> = tokens(phrase).iter().map(|token| token.id).collect();
        let Some(first) = ids.first() else { return };
        let listed = self.by_first.entry(*first).or_default();
        let place = listed.partition_point(|(other, _)| other.len() >= ids.len());
        if !listed.iter().any(|(other, _)| *other == ids) {
            listed.insert(place, (ids, meaning));
        }
    }

    /// The longest phrase that starts with the first of `tokens`: its number of tokens and its meaning.
    pub fn at(&self, tokens: &[Token]) -> Option<(usize, &T)> {
        let listed = self.by_first.get(&tokens.first()?.id)?;
        let fits = |ids: &[u64]| ids.len() <= tokens.len() && ids.iter().zip(tokens).all(|(id, token)| *id == token.id);
        listed.iter().find(|(ids, _)| fits(ids)).map(|(ids, meaning)| (ids.len(), meaning))
    }

    /// The meaning of a single word.
    pub fn get(&self, id: u64) -> Option<&T> {
        self.by_first.get(&id)?.iter().find(|(ids, _)| ids.len() == 1).map(|(_, meaning)| meaning)
    }

    pub fn has(&self, id: u64) -> bool {
        self.get(id).is_some()
    }

    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let phrases = Phrases::new([("more", 1), ("more than", 2), ("no more than", 3)]);
        assert_eq!(phrases.at(&tokens("More than ten")), Some((2, &2)));
        assert_eq!(phrases.at(&tokens("more or less")), Some((1, &1)));
        assert_eq!(phrases.at(&tokens("no  more\nthan ten")), Some((3, &3)));
        assert_eq!(phrases.at(&tokens("ten")), None);
    }
}
