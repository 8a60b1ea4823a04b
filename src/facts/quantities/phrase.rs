//! Phrases read forward across hyphens, and backward from a place.

use crate::text::Phrases;
use crate::text::Token;
use crate::text::tokens;
use rustc_hash::FxHashMap;

/// Tokens looked at for one phrase; the longest of our phrases has six words.
const LONGEST: usize = 8;

/// The tokens that follow a place in a sentence.
pub(super) struct Ahead<'a> {
    text: &'a str,
    tokens: &'a [Token],
    first: usize,
}

impl<'a> Ahead<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], first: usize) -> Ahead<'a> {
        Ahead { text, tokens, first }
    }

    /// The letters from the first token up to the token at `end`.
    pub fn raw(&self, end: usize) -> &'a str {
        match self.tokens.get(self.first) {
            Some(token) if end > self.first => &self.text[token.start()..self.tokens[end - 1].end()],
            _ => "",
        }
    }

    /// The longest run of tokens glued together whose letters are a key of `table`: its end and its meaning.
    pub fn longest_raw<T>(&self, table: &'a FxHashMap<String, T>, folded: bool) -> Option<(usize, &'a T)> {
        let mut best = None;
        for end in self.first + 1..=self.tokens.len().min(self.first + LONGEST) {
            if end > self.first + 1 && !self.tokens[end - 1].is_glued() {
                break;
            }
            let raw = self.raw(end);
            if raw.len() > 16 {
                break;
            }
            let found = if folded { table.get(raw.to_lowercase().as_str()) } else { table.get(raw) };
            let is_cut = self.tokens.get(end).is_some_and(|next| {
                next.is_glued() && (next.is_word() || next.is_number()) && raw.ends_with(char::is_alphanumeric)
            });
            if let Some(meaning) = found
                && !is_cut
            {
                best = Some((end, meaning));
            }
        }
        best
    }

    /// The longest of `phrases` here, hyphens between its words passed over: its meaning and the token after it.
    pub fn phrase<T>(&self, phrases: &'a Phrases<T>) -> Option<(&'a T, usize)> {
        let first = self.tokens.get(self.first)?;
        let plain = &self.tokens[self.first..self.tokens.len().min(self.first + LONGEST)];
        let here = phrases.at(plain).map(|(length, meaning)| (meaning, self.first + length));
        if !plain.iter().any(|token| is_hyphen(self.text, token)) {
            return here;
        }
        let mut words = [*first; LONGEST];
        let mut places = [self.first; LONGEST];
        let mut count = 0;
        for (offset, token) in plain.iter().enumerate() {
            if !is_hyphen(self.text, token) {
                (words[count], places[count]) = (*token, self.first + offset);
                count += 1;
            }
        }
        let joined = phrases.at(&words[..count]).map(|(length, meaning)| (meaning, places[length - 1] + 1));
        joined.filter(|(_, end)| here.as_ref().is_none_or(|(_, other)| end > other)).or(here)
    }
}

/// True for a hyphen or short dash with nothing before it.
pub(super) fn is_hyphen(text: &str, token: &Token) -> bool {
    token.is_glued() && matches!(&text[token.range()], "-" | "‐" | "‑" | "–")
}

/// Phrases looked up by their last word.
#[derive(Debug)]
pub(super) struct Endings<T> {
    by_last: FxHashMap<u64, Vec<(Vec<u64>, T)>>,
}

impl<T> Default for Endings<T> {
    fn default() -> Endings<T> {
        Endings { by_last: FxHashMap::default() }
    }
}

impl<T> Endings<T> {
    pub fn add(&mut self, phrase: &str, meaning: T) {
        let mut ids: Vec<u64> = tokens(phrase).iter().map(|token| token.id).collect();
        ids.reverse();
        let Some(last) = ids.first() else { return };
        let listed = self.by_last.entry(*last).or_default();
        let place = listed.partition_point(|(other, _)| other.len() >= ids.len());
        listed.insert(place, (ids, meaning));
    }

    /// The longest phrase whose last word is the last of `tokens`: its number of tokens and its meaning.
    pub fn before(&self, tokens: &[Token]) -> Option<(usize, &T)> {
        let listed = self.by_last.get(&tokens.last()?.id)?;
        let fits = |ids: &[u64]| {
            ids.len() <= tokens.len() && ids.iter().zip(tokens.iter().rev()).all(|(id, token)| *id == token.id)
        };
        listed.iter().find(|(ids, _)| fits(ids)).map(|(ids, meaning)| (ids.len(), meaning))
    }
}
