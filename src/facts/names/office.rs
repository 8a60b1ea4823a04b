//! A title to its office and rank: `Deputy Defense Minister` is the office of a defense minister, one rank below it.

use super::words::Words;
use super::words::class;
use crate::text::Prose;
use crate::text::word_id;
use std::ops::Range;

/// An office as a title states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// What sets the holder below the office itself, sorted.
    pub ranks: Vec<Rank>,
    /// Identities of its other words but for the small ones, in order.
    words: Vec<u64>,
}

/// A word that makes another office of the one it stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    Deputy,
    Vice,
    Assistant,
    /// `acting`, `interim`
    Acting,
}

fn rank(word: &str) -> Option<Rank> {
    const RANKS: [(&str, Rank); 5] = [
        ("deputy", Rank::Deputy),
        ("vice", Rank::Vice),
        ("assistant", Rank::Assistant),
        ("acting", Rank::Acting),
        ("interim", Rank::Acting),
    ];
    RANKS.iter().find(|(listed, _)| word.eq_ignore_ascii_case(listed)).map(|(_, rank)| *rank)
}

/// The office that `title`, bytes of the prose, states; `None` for honorifics, for offices that its holder has left,
/// and for admirals, whom courtesy calls so whatever their rank.
pub fn office(prose: &Prose, title: &Range<usize>, words: &Words) -> Option<Office> {
    const PAST: [&str; 8] = ["former", "ex", "then", "late", "outgoing", "incoming", "retired", "honorary"];
    let mut found = Office { ranks: Vec::new(), words: Vec::new() };
    let mut has_head = false;
    for index in prose.tokens_in(title) {
        let (token, word) = (&prose.tokens[index], prose.word(index));
        if !token.is_word() || is_small(word) {
            continue;
        }
        let classes = words.classes(token.id);
        if classes & class::HONORIFIC != 0 || PAST.iter().chain(&["admiral"]).any(|no| word.eq_ignore_ascii_case(no)) {
            return None;
        }
        match rank(word) {
            Some(rank) => found.ranks.push(rank),
            None => {
                has_head |= classes & (class::TITLE | class::ROLE) != 0;
                found.words.push(word_id(&word.to_lowercase()));
            }
        }
    }
    found.ranks.sort_unstable();
    found.ranks.dedup();
    has_head.then_some(found)
}

/// The whole of a title of which `title` is the end: `deputy` and `defense` belong to `minister`.
pub fn whole_title(prose: &Prose, title: &Range<usize>, words: &Words) -> Range<usize> {
    const LEADS: u32 = class::DOMAIN | class::MODIFIER;
    let first = prose.sentences[prose.sentence_at(title.start)].tokens.start;
    let mut start = prose.tokens_in(title).start;
    while start > first {
        let word = &prose.tokens[start - 1];
        if !word.is_word() || words.classes(word.id) & LEADS == 0 {
            break;
        }
        start -= 1;
    }
    prose.tokens.get(start).map_or(title.start, |token| token.start().min(title.start))..title.end
}

/// An office as a text gives it to somebody: its bytes, and the ranks before it.
#[derive(Clone, Debug)]
pub struct Stated {
    pub range: Range<usize>,
    pub ranks: Vec<Rank>,
}

/// Where `tokens` of the prose have the words of `office` in a row, with whatever ranks.
pub fn stated(prose: &Prose, tokens: &Range<usize>, office: &Office, words: &Words) -> Vec<Stated> {
    let spoken: Vec<usize> = tokens
        .clone()
        .filter(|index| prose.tokens[*index].is_word() && !is_small(prose.word(*index)) || is_stop(prose, *index))
        .collect();
    let id = |at: usize| word_id(&prose.word(spoken[at]).to_lowercase());
    let length = office.words.len();
    let mut found = Vec::new();
    for first in 0..(spoken.len() + 1).saturating_sub(length.max(1)) {
        if !(0..length).all(|at| id(first + at) == office.words[at]) {
            continue;
        }
        let mut ranks = Vec::new();
        let mut start = first;
        while start > 0 {
            let before = spoken[start - 1];
            let leads = words.classes(prose.tokens[before].id) & (class::DOMAIN | class::MODIFIER) != 0;
            match rank(prose.word(before)) {
                Some(rank) => ranks.push(rank),
                None if leads => {}
                None => break,
            }
            start -= 1;
        }
        ranks.sort_unstable();
        ranks.dedup();
        let range = prose.tokens[spoken[start]].start()..prose.tokens[spoken[first + length - 1]].end();
        found.push(Stated { range, ranks });
    }
    found
}

fn is_small(word: &str) -> bool {
    ["of", "for", "the", "and", "a", "an"].iter().any(|small| word.eq_ignore_ascii_case(small))
}

/// A mark over which no office goes on.
fn is_stop(prose: &Prose, index: usize) -> bool {
    let token = &prose.tokens[index];
    !token.is_word() && !matches!(prose.word(index), "-" | "‐" | "‑" | "&")
}
