//! The names of one document to its entities: who and what it speaks of, and which mention is whose.

use super::Name;
use super::NameKind;
use super::NameRelation;
use super::aliases;
use super::alike::Alike;
use super::compare;
use super::gazetteer::Place;
use super::letters::EMPTY;
use super::letters::is_plain;
use super::letters::plain_id;
use super::letters::sequence;
use super::letters::then;
use super::letters::without_possessive;
use super::parts::Parts;
use super::words::Words;
use super::words::class;
use crate::text::Prose;
use crate::text::word_id;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// Somebody or something that a document names.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The fullest mention, as written.
    pub name: String,
    pub kind: NameKind,
    /// Indices into the names that the entities were made of: the fullest mention first, then in order of the text.
    pub mentions: Vec<usize>,
    pub(super) parts: Parts,
}

/// The entities of one document, found by any of their names.
#[derive(Debug, Default)]
pub struct Entities {
    /// In the order of their fullest mentions in the text.
    pub list: Vec<Entity>,
    of_mention: Vec<Option<usize>>,
    /// Entities that are another one under a second name, as the text says.
    same_as: Vec<u32>,
    pub(super) by_sequence: FxHashMap<u64, u32>,
    pub(super) by_run: FxHashMap<u64, u32>,
    pub(super) by_word: FxHashMap<u64, Vec<u32>>,
    pub(super) alike: OnceLock<Alike>,
    pub(super) by_initials: FxHashMap<u64, u32>,
    /// The bearer that a family name alone means.
    principal: FxHashMap<u64, u32>,
    /// Entities by the place they name.
    pub(super) by_place: FxHashMap<u16, u32>,
    /// Every place, people and seat of government in the text.
    pub(super) places: Vec<Place>,
    /// Every word with a capital, and every pair of neighbours with one.
    words: FxHashSet<u64>,
    pairs: FxHashSet<u64>,
    bearers: FxHashSet<u64>,
}

/// Bearers of one word looked at for a mention; a text that names more of them is not told apart.
pub(super) const MOST_BEARERS: usize = 64;

impl Entities {
    /// The entities of `prose`, whose names are `names`.
    pub fn new(prose: &Prose, names: &[Name], words: &Words) -> Entities {
        let mut made = Entities { of_mention: vec![None; names.len()], ..Entities::default() };
        made.read_words(prose, words);
        // Most names come many times: each way of writing one is read once.
        let mut forms: Vec<Form> = Vec::new();
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        let form_of: Vec<usize> = names
            .iter()
            .map(|name| {
                let written = prose.slice(&name.range);
                *known.entry(written).or_insert_with(|| {
                    forms.push(Form { parts: Parts::new(written, words), key: sequence(written) });
                    forms.len() - 1
                })
            })
            .collect();
        let length = |index: usize| forms[form_of[index]].parts.list.len();
        let mut order: Vec<usize> = (0..names.len()).collect();
        // The fullest first, certain ones before others; of equals the first in the text.
        order.sort_by_key(|index| (!names[*index].is_certain, usize::MAX - length(*index)));
        let mut last = usize::MAX;
        for index in order {
            if length(index) == 1 && last != 1 {
                made.choose_principals(names);
            }
            last = length(index);
            made.house(prose.slice(&names[index].range), &names[index], index, &forms[form_of[index]], words);
        }
        for entity in &mut made.list {
            entity.mentions[1..].sort_unstable();
        }
        made.index_places(words);
        made.same_as = (0..made.list.len() as u32).collect();
        for (one, other) in aliases::harvest(prose, names, words) {
            made.join(one, other);
        }
        for (word, name) in aliases::nicknames(prose, names, words) {
            let nickname = plain_id(prose.word(word));
            let Some(entity) = made.of_mention[name] else { continue };
            let Some(family) = forms[form_of[name]].parts.family() else { continue };
            let full = then(then(EMPTY, nickname), family.id);
            made.by_sequence.entry(full).or_insert(entity as u32);
            made.by_sequence.entry(then(EMPTY, nickname)).or_insert(entity as u32);
        }
        made
    }

    /// The entity of the mention at `index` of the names; `None` when it could be several, or none of them surely.
    pub fn of(&self, index: usize) -> Option<usize> {
        self.of_mention.get(index).copied().flatten().map(|entity| self.resolved(entity as u32))
    }

    /// True when a word stands in the text with a capital.
    pub(super) fn has_word(&self, id: u64) -> bool {
        self.words.contains(&id)
    }

    /// True when two words stand side by side in the text, one of them with a capital.
    pub(super) fn has_pair(&self, first: u64, second: u64) -> bool {
        self.pairs.contains(&then(then(EMPTY, first), second))
    }

    /// True when a person of the text bears this word as a name.
    pub(super) fn bears(&self, id: u64) -> bool {
        self.bearers.contains(&id)
    }

    /// The entity that stands for this one after aliases.
    pub(super) fn resolved(&self, entity: u32) -> usize {
        self.same_as.get(entity as usize).map_or(entity as usize, |same| *same as usize)
    }

    /// The bearer of a family name that stands alone.
    pub(super) fn principal(&self, family: u64) -> Option<u32> {
        self.principal.get(&family).copied()
    }

    /// Gives the mention at `index` its entity, a new one where it has none yet.
    fn house(&mut self, written: &str, name: &Name, index: usize, form: &Form, words: &Words) {
        let Form { parts: own, key } = form;
        let key = *key;
        if own.list.is_empty() {
            return;
        }
        let found = match self.by_sequence.get(&key) {
            Some(entity) if fit(self.list[*entity as usize].kind, name.kind) => Home::Of(*entity),
            _ => self.home(own, name.kind, words),
        };
        match found {
            Home::Of(entity) => {
                let entity_of = &mut self.list[entity as usize];
                entity_of.mentions.push(index);
                if entity_of.kind == NameKind::Unknown {
                    entity_of.kind = name.kind;
                }
                self.by_sequence.entry(key).or_insert(entity);
                self.of_mention[index] = Some(entity as usize);
            }
            Home::Several => {}
            Home::None if name.is_certain || own.list.len() > 1 => {
                self.of_mention[index] = Some(self.list.len());
                self.add(written, name.kind, own.clone(), index, key);
            }
            Home::None => {}
        }
    }

    fn home(&self, own: &Parts, kind: NameKind, words: &Words) -> Home {
        let [only] = own.list.as_slice() else {
            let (Some(first), Some(last)) = (own.list.first(), own.list.last()) else { return Home::None };
            let bearers = [last.id, first.id].into_iter().filter_map(|id| self.by_word.get(&id));
            let candidates = bearers.flat_map(|listed| listed.iter().take(MOST_BEARERS));
            let mut fitting = candidates.filter(|entity| {
                let entity = &self.list[**entity as usize];
                fit(entity.kind, kind)
                    && entity.parts.list.len() > 1
                    && compare::pair(own, &entity.parts, words).relation == NameRelation::Same
            });
            return fitting.next().map_or(Home::None, |entity| Home::Of(*entity));
        };
        if matches!(kind, NameKind::Place | NameKind::Vessel) {
            return Home::None;
        }
        let may_be = |entity: &u32| {
            let entity = &self.list[*entity as usize];
            fit(entity.kind, kind) && !matches!(entity.kind, NameKind::Place | NameKind::Org | NameKind::Vessel)
        };
        if let Some(entity) = self.principal(only.id).filter(may_be) {
            return Home::Of(entity);
        }
        let listed = self.by_word.get(&only.id).map_or(&[][..], Vec::as_slice);
        let mut bearers = listed.iter().take(MOST_BEARERS).filter(|entity| may_be(entity));
        match (bearers.next(), bearers.next()) {
            (None, _) => Home::None,
            (Some(entity), None) => Home::Of(*entity),
            _ => Home::Several,
        }
    }

    fn add(&mut self, written: &str, kind: NameKind, parts: Parts, mention: usize, key: u64) {
        let entity = self.list.len() as u32;
        self.by_sequence.entry(key).or_insert(entity);
        let run = parts.run();
        self.by_run.entry(word_id(&run)).or_insert(entity);
        let mut initials = String::new();
        for part in &parts.list {
            initials.extend(part.letters.chars().next());
            if part.is_initial {
                continue;
            }
            push(self.by_word.entry(part.id).or_default(), entity);
            if kind == NameKind::Person {
                self.bearers.insert(part.id);
            }
        }
        if parts.list.len() >= 2 && kind != NameKind::Person {
            self.by_initials.entry(word_id(&initials)).or_insert(entity);
        }
        self.list.push(Entity { name: written.to_owned(), kind, mentions: vec![mention], parts });
    }

    /// For each family name the bearer that it means alone: the first in the text, unless another has far more mentions.
    fn choose_principals(&mut self, names: &[Name]) {
        for (index, entity) in self.list.iter().enumerate() {
            let is_person = matches!(entity.kind, NameKind::Person | NameKind::Unknown) && entity.parts.list.len() > 1;
            let Some(family) = entity.parts.family().filter(|_| is_person) else { continue };
            let listed = self.principal.entry(family.id).or_insert(index as u32);
            let other = &self.list[*listed as usize];
            let place = |entity: &Entity| entity.mentions.first().map_or(usize::MAX, |first| names[*first].range.start);
            let (mine, theirs) = (entity.mentions.len(), other.mentions.len());
            let is_far_more = mine >= 2 * theirs + 2;
            let is_earlier = place(entity) < place(other) && theirs < 2 * mine + 2;
            let is_surer = entity.kind == NameKind::Person && other.kind == NameKind::Unknown;
            if is_far_more || is_earlier || is_surer {
                *listed = index as u32;
            }
        }
    }

    /// The words of the text that stand with a capital, their neighbours, and the places among them.
    fn read_words(&mut self, prose: &Prose, words: &Words) {
        let identity = |index: usize| {
            let written = prose.word(index);
            if is_plain(written) { prose.tokens[index].id } else { plain_id(&written[..without_possessive(written)]) }
        };
        let capitals = prose.tokens.iter().filter(|token| token.is_capital()).count();
        self.words.reserve(capitals / 3);
        self.pairs.reserve(capitals);
        // The word before, as a token and, once it was needed, its identity.
        let mut before: Option<(usize, Option<u64>)> = None;
        // Sequences that started at the last few words and may go on to the name of a place.
        let mut open: Vec<(u64, usize)> = Vec::new();
        let mut known: FxHashSet<u16> = FxHashSet::default();
        for (index, token) in prose.tokens.iter().enumerate() {
            if !token.is_word() && !token.is_number() {
                continue;
            }
            let is_capital = token.is_capital() || token.has_digits();
            if !is_capital && before.is_none_or(|(_, id)| id.is_none()) && open.is_empty() {
                before = Some((index, None));
                continue;
            }
            let id = identity(index);
            if let Some((earlier, known_id)) = before
                && (is_capital || known_id.is_some())
            {
                let earlier = known_id.unwrap_or_else(|| identity(earlier));
                self.pairs.insert(then(then(EMPTY, earlier), id));
            }
            before = Some((index, is_capital.then_some(id)));
            if is_capital {
                self.words.insert(id);
            }
            for (sequence, length) in &mut open {
                *sequence = then(*sequence, id);
                *length += 1;
            }
            open.retain(|(_, length)| *length <= words.gazetteer.longest());
            if token.is_capital() && words.classes(id) & class::PLACE != 0 {
                open.push((then(EMPTY, id), 1));
            }
            for (sequence, _) in &open {
                for place in words.gazetteer.at(*sequence) {
                    if known.insert(place.id) {
                        self.places.push(*place);
                    }
                }
            }
        }
    }

    fn index_places(&mut self, words: &Words) {
        for (index, entity) in self.list.iter().enumerate() {
            for place in words.gazetteer.at(sequence(&entity.name)) {
                self.by_place.entry(place.id).or_insert(index as u32);
            }
        }
    }

    /// Makes the entities of two mentions one; the one mentioned first stays.
    fn join(&mut self, one: usize, other: usize) {
        let (Some(one), Some(other)) = (self.of(one), self.of(other)) else { return };
        let (stays, goes) = (one.min(other) as u32, one.max(other) as u32);
        if stays == goes {
            return;
        }
        for same in &mut self.same_as {
            if *same == goes {
                *same = stays;
            }
        }
        let moved = self.list[goes as usize].mentions.clone();
        self.list[stays as usize].mentions.extend(moved);
    }
}

/// One way of writing a name, read.
struct Form {
    parts: Parts,
    key: u64,
}

enum Home {
    Of(u32),
    Several,
    None,
}

/// Names of two kinds are never one entity; an unknown kind fits all.
pub(super) fn fit(one: NameKind, other: NameKind) -> bool {
    one == other || one == NameKind::Unknown || other == NameKind::Unknown
}

fn push(listed: &mut Vec<u32>, entity: u32) {
    if listed.last() != Some(&entity) {
        listed.push(entity);
    }
}

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::super::tests::prose;
    use super::super::tests::words;
    use super::*;

    /// For each mention the name of its entity.
    fn owners(text: &str) -> Vec<String> {
        let prose = prose(text);
        let found = names(&prose, words());
        let entities = Entities::new(&prose, &found, words());
        let owner = |index| entities.of(index).map_or("?".to_owned(), |entity| entities.list[entity].name.clone());
        (0..found.len()).map(owner).collect()
    }

    #[test]
    fn shorter_mentions_join_the_fullest() {
        assert_eq!(owners("We met Berg. Ola Berg and Ola K. Berg left."), ["Ola K. Berg"; 3]);
        assert_eq!(owners("Ola Berg left with Ines Berg. Berg sang."), ["Ola Berg", "Ines Berg", "Ola Berg"]);
        assert_eq!(
            owners("Saif al-Tani left with Omar al-Tani. Then Saif and al-Tani sang."),
            ["Saif al-Tani", "Omar al-Tani", "Saif al-Tani", "Saif al-Tani"]
        );
        assert_eq!(owners("Paul Hale met Paul Tan. Then Paul sang."), ["Paul Hale", "Paul Tan", "?"]);
    }

    #[test]
    fn entities_of_one_text_are_never_taken_for_slips() {
        assert_eq!(owners("We met Hanna Lindqvist and Hanna Lindkvist."), ["Hanna Lindqvist", "Hanna Lindkvist"]);
    }

    #[test]
    fn what_the_text_calls_one_is_one() {
        assert_eq!(owners("The Harbour Safety Board (HSB) paid."), ["Harbour Safety Board"; 2]);
        assert_eq!(owners("We met Ola Berg, also known as \"Karl Stone\"."), ["Ola Berg"; 2]);
    }
}
