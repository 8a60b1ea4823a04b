//! A name of a draft to what a document knows of it.

use super::NameKind;
use super::NameRelation;
use super::alike::Alike;
use super::compare;
use super::entities::Entities;
use super::entities::MOST_BEARERS;
use super::gazetteer;
use super::letters::EMPTY;
use super::letters::is_plain;
use super::letters::letters;
use super::letters::plain_id;
use super::letters::sequence;
use super::letters::then;
use super::parts::Parts;
use super::words::Words;
use super::words::class;
use crate::text::tokens;
use crate::text::word_id;
use rustc_hash::FxHashSet;
use std::ops::Range;

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
            let long = words.expansion(then(EMPTY, word.id));
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
        let mut is_borne = false;
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
                // A spelling that the document has too is no slip for another one.
                NameRelation::Misspelled if self.has_part(parts, pair.differing.as_ref()) => {
                    nearest = nearest.or(Some(self.resolved(entity)));
                    is_borne = true;
                }
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
            [] if is_borne => Match::Ambiguous,
            [] => Match::Absent { nearest },
            [entity] => Match::Misspelled { entity: *entity, mention: self.list[*entity].mentions[0] },
            [first, ..] => Match::Misspelled { entity: *first, mention: self.list[*first].mentions[0] },
        }
    }

    /// True when the document has the word of `parts` that stands at these bytes of the name.
    fn has_part(&self, parts: &Parts, differing: Option<&Range<usize>>) -> bool {
        let part = differing.and_then(|range| parts.list.iter().find(|part| part.range == *range));
        part.is_some_and(|part| self.has_word(part.id))
    }

    /// Entities that share a word, a given name's spelling, a sound or nearly the letters of a word.
    fn alike(&self, parts: &Parts, words: &Words) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        // From the family name to the given names: the nearest shares the family name where one does.
        for part in parts.list.iter().rev() {
            found.extend(self.by_word.get(&part.id).into_iter().flatten().take(MOST_BEARERS));
        }
        let alike = self.alike.get_or_init(|| Alike::new(&self.list, words));
        for part in parts.list.iter().rev() {
            alike.collect(part, &self.list, words, &mut found);
        }
        let mut seen = FxHashSet::default();
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

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::super::tests::prose;
    use super::super::tests::words;
    use super::*;

    const SEED: &str = "Gen. Khalifa Dolin met the envoy Ben Fisher in Tripoli. Dolin left with Karl Dolin, a brother. \
        The Harbour Safety Board (HSB) wrote to Norwegian officials. Ola Berg, better known as \"Ola Stone\", went to Kiev \
        with William Hale and Mark Allen of the Central Intelligence Agency. Dolin said that Berg had seen Norman Rugby. Earvin \"Magic\" Harker left with Bram Teller, nicknamed Buck.";

    /// `same Ben Fisher`, `absent near Ben Fisher` …
    fn shown(name: &str) -> String {
        let prose = prose(SEED);
        let entities = Entities::new(&prose, &names(&prose, words()), words());
        let of = |entity: usize| entities.list[entity].name.clone();
        match entities.find(name, words()) {
            Match::Same(entity) => format!("same {}", of(entity)),
            Match::Variant(entity) => format!("variant {}", of(entity)),
            Match::Implied => "implied".into(),
            Match::Misspelled { entity, .. } => format!("misspelled {}", of(entity)),
            Match::Absent { nearest: Some(entity) } => format!("absent near {}", of(entity)),
            Match::Absent { nearest: None } => "absent".into(),
            Match::Ambiguous => "ambiguous".into(),
        }
    }

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(shown(name), expected, "{name}");
    }

    #[test]
    fn names_of_a_draft_against_a_source() {
        check("Ben Fisher", "same Ben Fisher");
        check("Fisher", "same Ben Fisher");
        check("Benjamin Fisher", "variant Ben Fisher");
        check("the Fishers", "same Ben Fisher");
        check("Ben Fischer", "misspelled Ben Fisher");
        check("Fischer", "misspelled Ben Fisher");
        check("Paul Fisher", "absent near Ben Fisher");
        check("Dolin", "same Khalifa Dolin");
        check("Khaleefa Dolin", "variant Khalifa Dolin");
        check("Bill Hale", "variant William Hale");
        check("Mark Allan", "absent near Mark Allen");
        check("Sergei Lavrin", "absent");
        check("HSB", "same Harbour Safety Board");
        check("Harbour Board", "same Harbour Safety Board");
        check("CIA", "variant Central Intelligence Agency");
        check("C.I.A.", "variant Central Intelligence Agency");
        check("Ola Stone", "same Ola Berg");
        check("Magic Harker", "same Harker");
        check("Buck Teller", "same Bram Teller");
        check("Magic Fisher", "absent near Ben Fisher");
    }

    #[test]
    fn places_imply_their_countries() {
        check("Kyiv", "variant Kiev");
        check("Libya", "implied");
        check("Norway", "implied");
        check("Ukraine", "implied");
        check("Kharkiv", "absent");
        check("Niger", "absent");
        check("Oslo", "implied");
    }
}
