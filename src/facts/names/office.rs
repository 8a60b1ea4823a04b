//! A title to its office: `Deputy Defense Minister` is the office of a minister, for defense, one rank below it.

use super::gazetteer;
use super::gazetteer::Bond;
use super::gazetteer::Place;
use super::gazetteer::Sort;
use super::letters::EMPTY;
use super::letters::plain_id;
use super::letters::then;
use super::letters::without_possessive;
use super::words::Words;
use super::words::class;
use crate::text::Prose;
use crate::text::tokens;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::ops::Range;

/// What sets the holder below an office or beside it, as its place in the list of ranks: deputy, acting.
pub type Rank = u8;

/// What an office is for, as its place in the list of fields: defense, health.
type Field = u8;

/// What the list of titles has of offices.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    ranks: Vec<String>,
    past: Vec<String>,
    courtesy: Vec<String>,
    fields: Vec<String>,
    small: Vec<String>,
    of_lands: Vec<String>,
}

/// The word lists of offices.
#[derive(Debug, Default)]
pub struct Offices {
    ranks: FxHashMap<u64, Rank>,
    past: FxHashSet<u64>,
    courtesy: FxHashSet<u64>,
    fields: FxHashMap<u64, Field>,
    small: FxHashSet<u64>,
    of_lands: FxHashSet<u64>,
}

impl Offices {
    pub fn new(listed: &Listed) -> Offices {
        let ids = |lines: &[String]| lines.iter().flat_map(|line| tokens(line)).map(|token| token.id).collect();
        let numbered = |lines: &[String]| {
            let lines = lines.iter().zip(0u8..);
            lines.flat_map(|(line, number)| tokens(line).into_iter().map(move |token| (token.id, number))).collect()
        };
        Offices {
            ranks: numbered(&listed.ranks),
            past: ids(&listed.past),
            courtesy: ids(&listed.courtesy),
            fields: numbered(&listed.fields),
            small: ids(&listed.small),
            of_lands: ids(&listed.of_lands),
        }
    }
}

/// An office as a title states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// What sets the holder below the office itself, sorted.
    pub ranks: Vec<Rank>,
    /// Identities of its other words but for the small ones, in order.
    words: Vec<u64>,
}

/// The office that `title`, bytes of the prose, states; `None` for honorifics, for offices that its holder has left,
/// and for admirals, whom courtesy calls so whatever their rank.
pub fn office(prose: &Prose, title: &Range<usize>, words: &Words) -> Option<Office> {
    let mut found = Office { ranks: Vec::new(), words: Vec::new() };
    let mut has_head = false;
    for index in prose.tokens_in(title) {
        let token = &prose.tokens[index];
        if !token.is_word() || is_small(token.id, words) {
            continue;
        }
        let classes = words.classes(token.id);
        let id = prose.tokens[index].id;
        let offices = &words.offices;
        if classes & class::HONORIFIC != 0 || offices.past.contains(&id) || offices.courtesy.contains(&id) {
            return None;
        }
        match offices.ranks.get(&id) {
            Some(rank) => found.ranks.push(*rank),
            None => {
                has_head |= classes & (class::TITLE | class::ROLE) != 0;
                found.words.push(id);
            }
        }
    }
    found.ranks.sort_unstable();
    found.ranks.dedup();
    has_head.then_some(found)
}

/// The whole of a title of which `title` is the end: `deputy` and `defense` belong to `minister`.
pub fn whole_title(prose: &Prose, title: &Range<usize>, words: &Words) -> Range<usize> {
    let first = prose.sentences[prose.sentence_at(title.start)].tokens.start;
    let mut start = prose.tokens_in(title).start;
    while start > first && leads(prose, start - 1, words) {
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
        .filter(|index| {
            let token = &prose.tokens[*index];
            token.is_word() && !is_small(token.id, words) || is_stop(prose, *index)
        })
        .collect();
    let id = |at: usize| prose.tokens[spoken[at]].id;
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
            match words.offices.ranks.get(&prose.tokens[before].id) {
                Some(rank) => ranks.push(*rank),
                None if leads(prose, before, words) => {}
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

/// A civil office with what it is for and where it is held.
#[derive(Clone, Debug)]
pub struct Post {
    /// From its first word to its last, `of France` included, the country before it not.
    pub tokens: Range<usize>,
    /// The word that says what the office is.
    head: u64,
    fields: Vec<Field>,
    lands: Vec<Place>,
    /// Its holder has left it, or does not hold it yet.
    is_past: bool,
}

/// Words that an office is long, with all that it is for.
const LONGEST: usize = 10;

impl Post {
    /// The office whose head stands at token `head`; `None` where none does.
    pub fn at(prose: &Prose, head: usize, words: &Words) -> Option<Post> {
        let is_head = |token: usize| {
            let classes = words.classes(prose.tokens[token].id);
            classes & class::CIVIL != 0 && classes & class::HONORIFIC == 0
        };
        if !is_head(head) {
            return None;
        }
        let sentence = prose.sentences[prose.sentence_at(prose.tokens[head].start())].tokens.clone();
        let mut post = Post {
            tokens: head..head + 1,
            head: prose.tokens[head].id,
            fields: Vec::new(),
            lands: Vec::new(),
            is_past: false,
        };
        let is_small = |token: usize| is_small(prose.tokens[token].id, words);
        let is_hyphen = |token: usize| prose.word(token) == "-" && prose.tokens[token].is_glued();
        let floor = sentence.start.max(head.saturating_sub(LONGEST));
        while post.tokens.start > floor {
            let before = post.tokens.start - 1;
            let joins = (is_small(before) || is_hyphen(before)) && before > floor && leads(prose, before - 1, words);
            let is_own = leads(prose, before, words) && !is_head(before);
            if !is_own && !joins {
                break;
            }
            post.read(prose, before, words);
            post.tokens.start = before;
        }
        let ceiling = sentence.end.min(head + LONGEST);
        // `Minister of Foreign Affairs`, `Secretary for Health and Social Services`
        let mut at = head + 1;
        while at < ceiling {
            let is_own = leads(prose, at, words);
            if !(is_own || is_small(at)) || is_head(at) {
                break;
            }
            at += 1;
            if is_own {
                (post.tokens.end..at).for_each(|token| post.read(prose, token, words));
                post.tokens.end = at;
            }
        }
        let lands = land_before(prose, post.tokens.start, words);
        let of = post.tokens.end;
        if lands.is_empty() && of < ceiling && words.offices.of_lands.contains(&prose.tokens[of].id) {
            let first = (of + 1..ceiling).find(|token| !is_small(*token)).unwrap_or(ceiling);
            let reach = (first + 1..=(first + MOST_WORDS).min(ceiling)).rev();
            if let Some((end, lands)) =
                reach.map(|end| (end, lands_at(prose, first..end, words))).find(|(_, lands)| !lands.is_empty())
            {
                post.tokens.end = end;
                post.lands = lands;
            }
        } else {
            post.lands = lands;
        }
        Some(post)
    }

    /// Its tokens with the country before it.
    pub fn shown(&self, prose: &Prose, words: &Words) -> Range<usize> {
        let start = self.tokens.start;
        let lengths = (1..=MOST_WORDS.min(start)).rev();
        let land = lengths.into_iter().find(|length| !lands_at(prose, start - length..start, words).is_empty());
        start - land.unwrap_or(0)..self.tokens.end
    }

    fn read(&mut self, prose: &Prose, token: usize, words: &Words) {
        let id = prose.tokens[token].id;
        self.is_past |= words.offices.past.contains(&id);
        self.fields.extend(words.offices.fields.get(&id));
    }

    /// The office in a title before a name.
    pub fn in_title(prose: &Prose, title: &Range<usize>, words: &Words) -> Option<Post> {
        prose.tokens_in(title).find_map(|token| {
            let next = prose.tokens.get(token + 1).map_or(0, |next| words.classes(next.id));
            let goes_on = next & class::CIVIL != 0 && prose.tokens[token + 1].end() <= title.end;
            Post::at(prose, token, words).filter(|_| !goes_on)
        })
    }

    /// The office right behind a name: `Maria Lopez, the finance minister of Spain,`.
    pub fn behind(prose: &Prose, name: &Range<usize>, words: &Words) -> Option<Post> {
        let end = prose.sentences[prose.sentence_at(name.start)].tokens.end;
        let comma = prose.tokens_in(name).end;
        if comma >= end || !matches!(prose.word(comma), "," | "(") {
            return None;
        }
        let until = end.min(comma + LONGEST);
        let post = (comma + 1..until).find_map(|token| Post::at(prose, token, words))?;
        let closes = post.tokens.end >= end || matches!(prose.word(post.tokens.end), "," | ")" | "." | ";");
        let starts = (comma + 1..post.tokens.start).all(|token| {
            is_small(prose.tokens[token].id, words)
                || words.classes(prose.tokens[token].id) & (class::PEOPLE | class::PLACE) != 0
        });
        // `a minister` of some government, some time.
        let is_one = prose.tokens.get(comma + 1).is_some_and(|first| prose.text[first.range()].len() < 3);
        (closes && starts && !is_one).then_some(post)
    }

    /// The office that a name between commas stands behind: `the finance minister, Maria Lopez,`.
    pub fn before(prose: &Prose, name: &Range<usize>, words: &Words) -> Option<Post> {
        let tokens = prose.tokens_in(name);
        let comma = tokens.start.checked_sub(1).filter(|comma| prose.word(*comma) == ",")?;
        let ends = prose.tokens.get(tokens.end).is_none_or(|next| !next.is_word());
        let heads = (comma.saturating_sub(LONGEST)..comma).rev().filter_map(|token| Post::at(prose, token, words));
        heads.take(2).find(|post| ends && post.tokens.end == comma)
    }

    /// True when one person cannot well hold both at a time: another field of the same office, another country's.
    pub fn clashes(&self, other: &Post) -> bool {
        let is_other_field = !self.fields.is_empty()
            && !other.fields.is_empty()
            && self.fields.iter().all(|field| !other.fields.contains(field));
        let is_other_land = !self.lands.is_empty()
            && !other.lands.is_empty()
            && gazetteer::relate(&self.lands, &other.lands) == Bond::Different;
        self.head == other.head && !self.is_past && !other.is_past && (is_other_field || is_other_land)
    }

    /// True when `token` of another text speaks of this office's field and country, as far as they clash with `other`.
    pub fn is_spoken_of(&self, other: &Post, prose: &Prose, token: usize, words: &Words) -> bool {
        let field = words.offices.fields.get(&prose.tokens[token].id);
        let shares_field = field.is_some_and(|field| self.fields.contains(field) && !other.fields.contains(field));
        let is_land = |length: usize| {
            let end = token + length;
            let lands = if end <= prose.tokens.len() { lands_at(prose, token..end, words) } else { Vec::new() };
            !lands.is_empty()
                && gazetteer::relate(&self.lands, &lands) != Bond::Different
                && gazetteer::relate(&other.lands, &lands) == Bond::Different
        };
        shares_field || (1..=MOST_WORDS).any(is_land)
    }
}

/// Words of a country's name before or behind an office.
const MOST_WORDS: usize = 3;

/// The country or people right before `start`: `French`, `South Korea's`.
fn land_before(prose: &Prose, start: usize, words: &Words) -> Vec<Place> {
    let tokens = (1..=MOST_WORDS.min(start)).rev().map(|length| start - length..start);
    tokens.map(|tokens| lands_at(prose, tokens, words)).find(|lands| !lands.is_empty()).unwrap_or_default()
}

/// The countries that these tokens, all words, name as such or as a people.
fn lands_at(prose: &Prose, tokens: Range<usize>, words: &Words) -> Vec<Place> {
    let first = &prose.tokens[tokens.start];
    if !first.is_capital() || !tokens.clone().all(|token| prose.tokens[token].is_word()) {
        return Vec::new();
    }
    let key = tokens.fold(EMPTY, |sum, token| {
        let word = prose.word(token);
        then(sum, plain_id(&word[..without_possessive(word)]))
    });
    let listed = words.gazetteer.at(words.expansion(key).unwrap_or(key));
    listed.iter().filter(|place| matches!(place.sort, Sort::Country | Sort::People)).copied().collect()
}

/// True for a word that goes before the head of an office.
fn leads(prose: &Prose, token: usize, words: &Words) -> bool {
    let found = &prose.tokens[token];
    let offices = &words.offices;
    let id = prose.tokens[token].id;
    let is_listed = offices.ranks.contains_key(&id) || offices.fields.contains_key(&id) || offices.past.contains(&id);
    found.is_word() && (is_listed || words.classes(found.id) & (class::DOMAIN | class::MODIFIER) != 0)
}

fn is_small(id: u64, words: &Words) -> bool {
    words.offices.small.contains(&id)
}

/// A mark over which no office goes on.
fn is_stop(prose: &Prose, index: usize) -> bool {
    let token = &prose.tokens[index];
    !token.is_word() && !matches!(prose.word(index), "-" | "‐" | "‑" | "&")
}
