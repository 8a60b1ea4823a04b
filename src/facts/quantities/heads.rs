//! The noun that a number counts, and whether two such nouns can be the same things.

use super::numerals::Line;
use crate::text::Lists;
use crate::text::fold;
use crate::text::word_id;
use anyhow::Result;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// The noun that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Bytes of the prose.
    pub range: Range<usize>,
    /// Identity of its singular.
    pub lemma: u64,
    class: Option<Class>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Class {
    kind: u16,
    aspect: u16,
    group: u16,
    is_general: bool,
}

/// True when both count the same sort of thing, false when they count different ones, None when it cannot be told.
pub fn heads_agree(one: Option<&Head>, other: Option<&Head>) -> Option<bool> {
    let (one, other) = (one?, other?);
    if one.lemma == other.lemma {
        return Some(true);
    }
    let (a, b) = (one.class?, other.class?);
    if a.kind != b.kind {
        return Some(false);
    }
    if (a.aspect, a.group) == (b.aspect, b.group) {
        return Some(true);
    }
    if a.is_general || b.is_general || a.aspect != b.aspect { None } else { Some(false) }
}

/// False only when the two cannot be added up: ships and sailors.
pub(super) fn can_add(one: Option<&Head>, other: Option<&Head>) -> bool {
    let classes = one.and_then(|head| head.class).zip(other.and_then(|head| head.class));
    classes.is_none_or(|(a, b)| a.kind == b.kind)
}

#[derive(Debug, Default)]
pub(super) struct Nouns {
    irregular: FxHashMap<u64, u64>,
    classes: FxHashMap<u64, Class>,
    stops: FxHashSet<u64>,
    passed: FxHashSet<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounList {
    irregular: BTreeMap<String, String>,
    noun: Vec<NounGroups>,
    stops: Stops,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounGroups {
    kind: String,
    aspect: String,
    groups: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stops {
    words: Vec<String>,
    passed: Vec<String>,
}

/// Words looked at after a number before its noun is given up.
const FARTHEST: usize = 6;

impl Nouns {
    pub fn new(lists: &Lists) -> Result<Nouns> {
        let list: NounList = lists.read("count_nouns")?;
        let mut nouns = Nouns::default();
        let mut names: Vec<String> = Vec::new();
        let mut number = |name: &str| match names.iter().position(|known| known == name) {
            Some(at) => at as u16,
            None => {
                names.push(name.to_owned());
                (names.len() - 1) as u16
            }
        };
        let mut group = 0;
        for row in &list.noun {
            let (kind, aspect) = (number(&row.kind), number(&format!("{} {}", row.kind, row.aspect)));
            for words in &row.groups {
                group += 1;
                let class = Class { kind, aspect, group, is_general: row.aspect == "general" };
                for word in words {
                    nouns.classes.entry(word_id(word)).or_insert(class);
                }
            }
        }
        for (plural, singular) in &list.irregular {
            nouns.irregular.insert(word_id(plural), word_id(singular));
        }
        nouns.stops = list.stops.words.iter().map(|word| word_id(word)).collect();
        nouns.passed = list.stops.passed.iter().map(|word| word_id(word)).collect();
        Ok(nouns)
    }

    /// True for words that no noun phrase runs past.
    pub fn is_stop(&self, id: u64) -> bool {
        self.stops.contains(&id)
    }

    pub fn head(&self, range: Range<usize>, word: &str, id: u64) -> Head {
        let lemma = self.lemma(word, id);
        Head { range, lemma, class: self.classes.get(&lemma).copied() }
    }

    fn lemma(&self, word: &str, id: u64) -> u64 {
        if let Some(singular) = self.irregular.get(&id) {
            return *singular;
        }
        if self.classes.contains_key(&id) {
            return id;
        }
        let folded = fold(word);
        let word = folded.strip_suffix("'s").unwrap_or(&folded);
        for (ending, singular) in
            [("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("ves", "ve"), ("s", "")]
        {
            if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1 && !word.ends_with("ss")) {
                return word_id(&format!("{stem}{singular}"));
            }
        }
        word_id(word)
    }

    fn is_plural(&self, word: &str, id: u64) -> bool {
        let ends = word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is", "'s", "’s"].iter().any(|end| word.ends_with(end));
        ends || self.irregular.contains_key(&id)
    }

    /// The noun counted by a number that ends before token `at`. A single one (`is_one`, or joined by a hyphen) has a
    /// singular noun, taken only where the list knows it or it stands right after.
    pub fn after(&self, line: &Line, at: usize, is_one: bool) -> Option<Head> {
        let joined = line.past_hyphen(at) > at;
        let first = line.past_hyphen(at);
        let mut known = None;
        for place in first..line.tokens.len().min(first + FARTHEST) {
            let token = &line.tokens[place];
            let word = line.word(place);
            if self.passed.contains(&token.id) {
                continue;
            }
            let is_noun = token.is_word() && !token.has_digits() && !self.stops.contains(&token.id);
            if !is_noun {
                if word == "-" && token.is_glued() && line.is_glued(place + 1) {
                    continue;
                }
                break;
            }
            let here = || Some(self.head(token.range(), word, token.id));
            if self.is_plural(word, token.id) && !(joined && place == first) {
                return here();
            }
            let is_known = self.classes.contains_key(&token.id);
            if (is_one || joined) && (is_known || place == first) && known.is_none() {
                known = here();
                if is_known || joined {
                    return known;
                }
            }
        }
        known
    }
}
