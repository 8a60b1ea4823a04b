//! A name of a draft to what a document knows of it.

use super::NameKind;
use super::NameRelation;
use super::compare;
use super::entities::Entities;
use super::entities::MOST_BEARERS;
use super::entities::hash;
use super::entities::letter_set;
use super::gazetteer;
use super::letters::EMPTY;
use super::letters::is_plain;
use super::letters::letters;
use super::letters::plain_id;
use super::letters::sequence;
use super::letters::then;
use super::parts::Parts;
use super::sound;
use super::words::Words;
use super::words::class;
use crate::text::tokens;
use crate::text::word_id;

/// What a document knows of a name. Entities are indices into [`Entities::list`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The document names it, if by a fuller or shorter form.
    Same(usize),
    /// The document names it by another spelling, a nickname, an acronym, an exonym.
    Variant(usize),
    /// No entity of its own, but the text bears it out: the words stand there in this order, or it names the country
    /// of a city, the people of a country, the seat of a government that the document names.
    Implied,
    /// A slip of the pen for this entity; `mention` is an index into the names the entities were made of.
    Misspelled { entity: usize, mention: usize },
    /// The document does not name it; `nearest` shares a word with it.
    Absent { nearest: Option<usize> },
    /// It could be several of the document's.
    Ambiguous,
}

impl Match {
    /// True when the document speaks of what is named, or it cannot be told that it does not.
    pub fn is_known(self) -> bool {
        !matches!(self, Match::Misspelled { .. } | Match::Absent { .. })
    }
}

impl Entities {
    /// What the document knows of `name`, given without its title and without a possessive ending.
    pub fn find(&self, name: &str, words: &Words) -> Match {
        let key = sequence(name);
        if let Some(entity) = self.by_sequence.get(&key) {
            return Match::Same(self.resolved(*entity));
        }
        let parts = Parts::new(name, words);
        if parts.list.is_empty() {
            return Match::Implied;
        }
        if let Some(entity) = self.by_run.get(&word_id(&parts.run())) {
            return Match::Same(self.resolved(*entity));
        }
        let by_name = if parts.list.len() == 1 { self.single(&parts) } else { self.several(&parts, words) };
        if let Some(found) = by_name {
            return found;
        }
        if let Some(found) = self.by_lists(key, name, &parts, words) {
            return found;
        }
        if self.stands_in_text(name, words) {
            return Match::Implied;
        }
        self.unlike(&parts, words)
    }

    /// A single word: a family name, the only part of a name, a given name that one entity bears, a plural.
    fn single(&self, parts: &Parts) -> Option<Match> {
        let word = &parts.list[0];
        let bearers = |id: u64| self.by_word.get(&id).map_or(&[][..], Vec::as_slice);
        if let Some(entity) = self.principal(word.id) {
            return Some(Match::Same(self.resolved(entity)));
        }
        if let Some(found) = self.one_of(bearers(word.id)) {
            return Some(found);
        }
        // `the Bergs`, `the Lopezes`; in either text.
        let singular = [word.letters.strip_suffix('s'), word.letters.strip_suffix("es")];
        let singular = singular.into_iter().flatten().filter(|stem| stem.len() >= 3).map(word_id);
        let plural = [word_id(&format!("{}s", word.letters)), word_id(&format!("{}es", word.letters))];
        singular.chain(plural).find_map(|id| self.one_of(bearers(id)))
    }

    fn one_of(&self, bearers: &[u32]) -> Option<Match> {
        let first = self.resolved(*bearers.first()?);
        let is_one = bearers.iter().take(MOST_BEARERS).all(|entity| self.resolved(*entity) == first);
        Some(if is_one { Match::Same(first) } else { Match::Ambiguous })
    }

    /// Several words: an entity that shares one of them and agrees in the others.
    fn several(&self, parts: &Parts, words: &Words) -> Option<Match> {
        let mut best: Option<Match> = None;
        for part in parts.list.iter().rev() {
            let bearers = self.by_word.get(&part.id).map_or(&[][..], Vec::as_slice);
            for entity in bearers.iter().take(MOST_BEARERS) {
                let other = &self.list[*entity as usize].parts;
                if other.list.len() == 1 && !is_called(parts, &other.list[0].letters) {
                    continue;
                }
                match compare::pair(parts, other, words).relation {
                    NameRelation::Same => return Some(Match::Same(self.resolved(*entity))),
                    NameRelation::Variant => best = best.or(Some(Match::Variant(self.resolved(*entity)))),
                    _ => {}
                }
            }
        }
        best
    }

    /// Acronyms both ways, other names of a place, what a place implies.
    fn by_lists(&self, key: u64, name: &str, parts: &Parts, words: &Words) -> Option<Match> {
        let entity =
            |sequence: u64| self.by_sequence.get(&sequence).map(|entity| Match::Variant(self.resolved(*entity)));
        if let [word] = parts.list.as_slice() {
            let long = words.expansion(word.id);
            if let Some(found) = long.and_then(entity) {
                return Some(found);
            }
            let is_capitals = word.letters.len() >= 2 && name.chars().filter(|c| c.is_uppercase()).count() >= 2;
            if is_capitals && let Some(found) = self.by_initials.get(&word.id) {
                return Some(Match::Variant(self.resolved(*found)));
            }
            if let Some(found) = long.and_then(|long| self.place(long, words)) {
                return Some(found);
            }
        } else {
            if let Some(short) = words.acronym(key)
                && let Some(found) = entity(then(EMPTY, short)).or(self.has_word(short).then_some(Match::Implied))
            {
                return Some(found);
            }
            let initials: String = parts.list.iter().filter_map(|part| part.letters.chars().next()).collect();
            if initials.len() >= 3 && self.has_word(word_id(&initials)) {
                return Some(entity(then(EMPTY, word_id(&initials))).unwrap_or(Match::Implied));
            }
        }
        self.place(key, words)
    }

    fn place(&self, key: u64, words: &Words) -> Option<Match> {
        let wanted = words.gazetteer.at(key);
        if wanted.is_empty() {
            return None;
        }
        if let Some(entity) = wanted.iter().find_map(|place| self.by_place.get(&place.id)) {
            return Some(Match::Variant(self.resolved(*entity)));
        }
        gazetteer::implies(&self.places, wanted).then_some(Match::Implied)
    }

    /// True when the words of `name` stand in the document in this order, one of each pair with a capital.
    fn stands_in_text(&self, name: &str, words: &Words) -> bool {
        let spoken: Vec<(u64, bool)> = tokens(name)
            .iter()
            .filter(|token| token.is_word() || token.is_number())
            .map(|token| {
                let written = &name[token.range()];
                let id = if is_plain(written) { token.id } else { plain_id(written) };
                (id, token.is_capital() || token.has_digits())
            })
            .collect();
        match spoken.as_slice() {
            [] => false,
            [(only, _)] => self.has_word(*only) && words.classes(*only) & class::FUNCTION == 0,
            several => several.windows(2).all(|pair| !(pair[0].1 || pair[1].1) || self.has_pair(pair[0].0, pair[1].0)),
        }
    }

    /// A name that the document has in no form: another spelling by sound, a slip, or nothing of it.
    fn unlike(&self, parts: &Parts, words: &Words) -> Match {
        let mut slips: Vec<(usize, u32)> = Vec::new();
        let mut nearest = None;
        for entity in self.alike(parts, words) {
            let other = &self.list[entity as usize];
            if other.parts.list.len() == 1 && parts.list.len() > 1 && is_other_word(parts, &other.parts.list[0].letters)
            {
                continue;
            }
            let pair = compare::pair(parts, &other.parts, words);
            match pair.relation {
                NameRelation::Same => return Match::Same(self.resolved(entity)),
                NameRelation::Variant => return Match::Variant(self.resolved(entity)),
                NameRelation::Unknown => return Match::Ambiguous,
                NameRelation::Misspelled => slips.push((pair.edits, entity)),
                NameRelation::Different if nearest.is_none() => {
                    let shares = other.parts.list.iter().any(|part| parts.list.iter().any(|own| own.id == part.id));
                    nearest = shares.then_some(self.resolved(entity));
                }
                NameRelation::Different => {}
            }
        }
        slips.sort_unstable();
        let fewest = slips.first().map_or(0, |(edits, _)| *edits);
        let mut best: Vec<usize> =
            slips.iter().take_while(|(edits, _)| *edits == fewest).map(|(_, entity)| self.resolved(*entity)).collect();
        best.sort_unstable();
        best.dedup();
        match best.as_slice() {
            [] => Match::Absent { nearest },
            [entity] => Match::Misspelled { entity: *entity, mention: self.list[*entity].mentions[0] },
            [first, ..] => Match::Misspelled { entity: *first, mention: self.list[*first].mentions[0] },
        }
    }

    /// Entities that share a word, a given name's spelling, a sound or nearly the letters of a word.
    fn alike(&self, parts: &Parts, words: &Words) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        let mut add = |listed: Option<&Vec<u32>>| {
            found.extend(listed.into_iter().flatten().take(MOST_BEARERS));
        };
        // From the family name to the given names: the nearest shares the family name where one does.
        for part in parts.list.iter().rev() {
            add(self.by_word.get(&part.id));
        }
        for part in parts.list.iter().rev() {
            for group in words.groups(part.id) {
                add(self.by_group.get(&group));
            }
            add(self.by_sound.get(&hash(&sound::loose(&sound::tight(&part.letters)))));
        }
        for part in &parts.list {
            let letters = part.letters.as_bytes();
            let (Some(first), Ok(length)) = (letters.first(), u8::try_from(letters.len())) else { continue };
            if part.is_initial {
                continue;
            }
            let set = letter_set(&part.letters);
            let firsts = [Some(*first), letters.get(1).copied().filter(|second| second != first)];
            for first in firsts.into_iter().flatten() {
                for length in length.saturating_sub(2)..=length.saturating_add(2) {
                    let listed = self.by_shape.get(&(first, length)).into_iter().flatten();
                    // Two edits change four letters of the set at most.
                    let near = listed.filter(|shaped| (shaped.letters ^ set).count_ones() <= 4);
                    let slips = near.filter(|shaped| {
                        let other = &self.list[shaped.entity as usize].parts.list[usize::from(shaped.part)];
                        compare::is_slip(part, other, words)
                    });
                    found.extend(slips.map(|shaped| shaped.entity).take(MOST_BEARERS));
                }
            }
        }
        let mut seen = rustc_hash::FxHashSet::default();
        found.retain(|entity| seen.insert(*entity));
        found
    }

    /// The kind of the entity.
    pub fn kind(&self, entity: usize) -> NameKind {
        self.list[entity].kind
    }
}

/// True when a bare mention of `word` can be the bearer of the full name: it is the family name, or in names whose
/// family name comes first that one.
fn is_called(full: &Parts, word: &str) -> bool {
    let is_last = full.list.last().is_some_and(|last| last.letters == word);
    let is_first = full.list.first().is_some_and(|first| first.letters == word && !first.is_given);
    is_last || is_first
}

/// True when a document's single word is no part that the full name would be called by, not even misspelt.
fn is_other_word(full: &Parts, word: &str) -> bool {
    full.list.iter().rev().skip(1).any(|part| part.letters == letters(word))
}
