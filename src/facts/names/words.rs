//! The word lists of names, read once: what a word can be in a name.

use super::gazetteer::Gazetteer;
use super::gazetteer::Places;
use super::letters::EMPTY;
use super::letters::letters;
use super::letters::sequence;
use super::letters::then;
use super::office;
use super::office::Offices;
use crate::text::Lists;
use crate::text::Phrases;
use crate::text::tokens;
use crate::text::word_id;
use anyhow::Result;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a word can be, as a set of the constants of [`class`].
pub type Classes = u32;

/// The classes of a word; a word can be in many.
pub mod class {
    pub const GIVEN: u32 = 1;
    pub const TITLE: u32 = 1 << 1;
    /// Before a name it tells a person, in lower case as well: `spokesman`, `singer`.
    pub const ROLE: u32 = 1 << 2;
    pub const KIN: u32 = 1 << 3;
    pub const MODIFIER: u32 = 1 << 4;
    pub const DOMAIN: u32 = 1 << 5;
    pub const SURNAME_TOO: u32 = 1 << 6;
    pub const SUFFIX: u32 = 1 << 7;
    pub const PARTICLE: u32 = 1 << 8;
    pub const ARTICLE: u32 = 1 << 9;
    pub const MARKER: u32 = 1 << 10;
    pub const CONNECTOR: u32 = 1 << 11;
    pub const ORG_HEAD: u32 = 1 << 12;
    pub const ORG_FOR: u32 = 1 << 13;
    pub const PLACE_HEAD: u32 = 1 << 14;
    pub const HEAD_TOO: u32 = 1 << 15;
    pub const VESSEL: u32 = 1 << 16;
    pub const VESSEL_PREFIX: u32 = 1 << 17;
    /// Months, languages, holidays: capitals that name nobody.
    pub const NO_NAME: u32 = 1 << 18;
    /// Peoples, parties, faiths: dropped in front of a name.
    pub const PEOPLE: u32 = 1 << 19;
    pub const COMMON: u32 = 1 << 20;
    pub const FUNCTION: u32 = 1 << 21;
    pub const REPORTING: u32 = 1 << 22;
    pub const PLAIN_CAPITALS: u32 = 1 << 23;
    /// The first word of something in the gazetteer.
    pub const PLACE: u32 = 1 << 24;
    pub const PERSON_TOO: u32 = 1 << 25;
    pub const HONORIFIC: u32 = 1 << 26;
    pub const TRANSLITERATED: u32 = 1 << 27;
    pub const ACRONYM: u32 = 1 << 28;
    /// An office of a state or a town.
    pub const CIVIL: u32 = 1 << 29;
}

/// Titles, particles, given names, places, acronyms.
#[derive(Debug, Default)]
pub struct Words {
    classes: FxHashMap<u64, Classes>,
    /// The spelling groups of a given name, by its plain letters; at most four, unused ones are 0.
    groups: FxHashMap<u64, [u16; 4]>,
    pub(super) gazetteer: Gazetteer,
    pub(super) offices: Offices,
    /// Acronym to the sequence of what it stands for, and back.
    expansions: FxHashMap<u64, u64>,
    acronyms: FxHashMap<u64, u64>,
    /// What stands between two names of one bearer.
    pub(super) aliases: Phrases<()>,
    /// Names in Chinese characters, marks left out, to the sequence of their usual form in Latin letters.
    characters: FxHashMap<u64, u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Aliases {
    phrases: Vec<String>,
    characters: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Titles {
    honorifics: Vec<String>,
    civil: Vec<String>,
    military: Vec<String>,
    church: Vec<String>,
    academic: Vec<String>,
    corporate: Vec<String>,
    roles: Vec<String>,
    kin: Vec<String>,
    modifiers: Vec<String>,
    domains: Vec<String>,
    surnames_too: Vec<String>,
    suffixes: Vec<String>,
    offices: office::Listed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Particles {
    person: Vec<String>,
    articles: Vec<String>,
    markers: Vec<String>,
    connectors: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisations {
    heads: Vec<String>,
    heads_for: Vec<String>,
    place_heads: Vec<String>,
    heads_too: Vec<String>,
    vessel_heads: Vec<String>,
    vessel_prefixes: Vec<String>,
    metonyms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Acronyms {
    expansions: BTreeMap<String, String>,
    plain: Plain,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommonCapitals {
    words: Vec<String>,
    adjectives: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommonWords {
    function: Vec<String>,
    adverbs: Vec<String>,
    people: Vec<String>,
    nouns: Vec<String>,
    verbs: Vec<String>,
    adjectives: Vec<String>,
    places_and_titles: Vec<String>,
    reporting: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenNames {
    groups: Vec<String>,
    names: Vec<String>,
    transliterated: Vec<String>,
}

impl Words {
    /// # Errors
    /// When a newsroom's additions do not have the shape of our lists.
    pub fn new(lists: &Lists) -> Result<Words> {
        use class::*;
        let mut words = Words::default();
        words.classes.reserve(12_000);
        let titles: Titles = lists.read("titles")?;
        words.mark(&titles.honorifics, TITLE | HONORIFIC);
        for offices in [&titles.civil, &titles.military, &titles.church, &titles.academic, &titles.corporate] {
            words.mark(offices, TITLE);
        }
        words.mark(&titles.civil, CIVIL);
        words.mark(&titles.roles, ROLE);
        words.offices = Offices::new(&titles.offices);
        words.mark(&titles.kin, KIN);
        words.mark(&titles.modifiers, MODIFIER);
        words.mark(&titles.domains, DOMAIN);
        words.mark(&titles.surnames_too, SURNAME_TOO);
        words.mark(&titles.suffixes, SUFFIX);
        let particles: Particles = lists.read("particles")?;
        words.mark(&particles.person, PARTICLE);
        words.mark(&particles.articles, ARTICLE);
        words.mark(&particles.markers, MARKER);
        words.mark(&particles.connectors, CONNECTOR);
        let organisations: Organisations = lists.read("organisations")?;
        words.mark(&organisations.heads, ORG_HEAD);
        words.mark(&organisations.heads_for, ORG_HEAD | ORG_FOR);
        words.mark(&organisations.place_heads, PLACE_HEAD);
        words.mark(&organisations.heads_too, HEAD_TOO);
        words.mark(&organisations.vessel_heads, VESSEL);
        words.mark(&organisations.vessel_prefixes, VESSEL | VESSEL_PREFIX);
        let capitals: CommonCapitals = lists.read("common_capitals")?;
        words.mark(&capitals.words, NO_NAME);
        words.mark(&capitals.adjectives, PEOPLE);
        let common: CommonWords = lists.read("common_words")?;
        words.mark(&common.function, COMMON | FUNCTION);
        for list in [&common.adverbs, &common.people, &common.nouns, &common.verbs, &common.adjectives] {
            words.mark(list, COMMON);
        }
        words.mark(&common.places_and_titles, COMMON);
        words.mark(&common.reporting, COMMON | REPORTING);
        words.given(&lists.read("given_names")?);
        words.acronyms(&lists.read("acronyms")?);
        let aliases: Aliases = lists.read("aliases")?;
        words.aliases = Phrases::new(aliases.phrases.iter().map(|phrase| (phrase, ())));
        for (latin, written) in &aliases.characters {
            for written in written.split_whitespace() {
                words.characters.insert(word_id(&characters(written)), sequence(latin));
            }
        }
        let places: Places = lists.read("places")?;
        words.gazetteer = Gazetteer::new(&places, &organisations.metonyms);
        words.mark(&places.people_too.words, PERSON_TOO);
        for (id, is_people) in words.gazetteer.first_words() {
            *words.classes.entry(id).or_default() |= if is_people { PEOPLE | PLACE } else { PLACE };
        }
        Ok(words)
    }

    /// True for one of the language's common words.
    pub fn is_common(&self, id: u64) -> bool {
        self.classes(id) & class::COMMON != 0
    }

    /// What a word of this identity can be.
    pub(super) fn classes(&self, id: u64) -> Classes {
        self.classes.get(&id).copied().unwrap_or(0)
    }

    /// True when two given names are spellings or short forms of one.
    pub(super) fn is_one_name(&self, a: u64, b: u64) -> bool {
        let (Some(a), Some(b)) = (self.groups.get(&a), self.groups.get(&b)) else { return false };
        a.iter().any(|group| *group != 0 && b.contains(group))
    }

    /// True when `written` is in Chinese characters the name that `latin` is in Latin letters.
    pub(super) fn is_other_script(&self, written: &str, latin: &str) -> bool {
        let is_written = written.chars().next().is_some_and(is_character);
        is_written && self.characters.get(&word_id(&characters(written))).is_some_and(|known| *known == sequence(latin))
    }

    /// The spelling groups of a given name.
    pub(super) fn groups(&self, id: u64) -> impl Iterator<Item = u16> {
        self.groups.get(&id).copied().unwrap_or_default().into_iter().filter(|group| *group != 0)
    }

    /// The sequence that an acronym stands for; given as a sequence of one word.
    pub(super) fn expansion(&self, acronym: u64) -> Option<u64> {
        self.expansions.get(&acronym).copied()
    }

    /// The acronym of what the sequence says.
    pub(super) fn acronym(&self, sequence: u64) -> Option<u64> {
        self.acronyms.get(&sequence).copied()
    }

    fn mark(&mut self, lines: &[String], classes: Classes) {
        for line in lines {
            for token in tokens(line) {
                *self.classes.entry(token.id).or_default() |= classes;
                let word = &line[token.range()];
                if !word.is_ascii() {
                    *self.classes.entry(word_id(&letters(word))).or_default() |= classes;
                }
            }
        }
    }

    fn given(&mut self, given: &GivenNames) {
        self.mark(&given.names, class::GIVEN);
        self.mark(&given.groups, class::GIVEN);
        self.mark(&given.transliterated, class::GIVEN | class::TRANSLITERATED);
        for (index, line) in given.groups.iter().enumerate() {
            let group = (index + 1) as u16;
            for token in tokens(line) {
                let word = &line[token.range()];
                let id = if word.is_ascii() { token.id } else { word_id(&letters(word)) };
                let listed = self.groups.entry(id).or_default();
                if let Some(free) = listed.iter_mut().find(|listed| **listed == 0 || **listed == group) {
                    *free = group;
                }
            }
        }
    }

    fn acronyms(&mut self, acronyms: &Acronyms) {
        self.mark(&acronyms.plain.words, class::PLAIN_CAPITALS);
        for (short, long) in &acronyms.expansions {
            let (short, long) = (word_id(short), sequence(long));
            *self.classes.entry(short).or_default() |= class::ACRONYM;
            self.expansions.entry(then(EMPTY, short)).or_insert(long);
            self.acronyms.entry(long).or_insert(short);
        }
    }
}

fn is_character(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}')
}

/// The characters of a name without the marks between its parts.
fn characters(written: &str) -> String {
    written.chars().filter(|letter| is_character(*letter)).take(32).collect()
}
