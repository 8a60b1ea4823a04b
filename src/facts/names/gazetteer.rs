//! Places, peoples and what stands for a government: which names say the same place, or imply each other.

use super::letters::sequence;
use crate::text::tokens;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The places we know, by the sequence of their words.
#[derive(Debug, Default)]
pub struct Gazetteer {
    listed: FxHashMap<u64, Vec<Place>>,
    /// First words, each with whether it alone is the name of a people.
    first: FxHashMap<u64, bool>,
    longest: usize,
    /// Countries that write in other letters than Latin ones.
    other_letters: FxHashSet<u16>,
}

/// One meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The same for all spellings of one place.
    pub id: u16,
    /// The place's own country; places of the same country imply it, and a country is its own.
    pub country: u16,
    pub sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Country,
    /// A capital, or a building that stands for a government.
    Seat,
    City,
    People,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    countries: BTreeMap<String, Country>,
    cities: BTreeMap<String, Vec<String>>,
    states: BTreeMap<String, Vec<String>>,
    elsewhere: Names,
    other_letters: WordList,
    pub people_too: WordList,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Country {
    #[serde(default)]
    capital: String,
    people: Option<String>,
    #[serde(default)]
    also: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordList {
    pub words: Vec<String>,
}

/// The country of places that have none.
const NOWHERE: u16 = u16::MAX;

impl Gazetteer {
    pub fn new(places: &Places, metonyms: &[String]) -> Gazetteer {
        let mut made = Gazetteer { longest: 1, ..Gazetteer::default() };
        let mut next: u16 = 0;
        let mut fresh = || {
            next += 1;
            next
        };
        let mut countries: BTreeMap<&str, u16> = BTreeMap::new();
        for (name, country) in &places.countries {
            let id = fresh();
            countries.insert(name, id);
            made.add(name, Place { id, country: id, sort: Sort::Country });
            for other in spellings(&country.also) {
                made.add(other, Place { id, country: id, sort: Sort::Country });
            }
            let seat = fresh();
            for capital in spellings(&country.capital) {
                made.add(capital, Place { id: seat, country: id, sort: Sort::Seat });
            }
            for people in spellings(country.people.as_deref().unwrap_or("")) {
                made.add(people, Place { id, country: id, sort: Sort::People });
                made.add(&format!("{people}s"), Place { id, country: id, sort: Sort::People });
            }
        }
        for (country, cities) in places.cities.iter().chain(&places.states) {
            let country = countries.get(country.as_str()).copied().unwrap_or(NOWHERE);
            for line in cities {
                let id = fresh();
                for city in spellings(line) {
                    made.add(city, Place { id, country, sort: Sort::City });
                }
            }
        }
        made.other_letters =
            places.other_letters.words.iter().filter_map(|name| countries.get(name.as_str()).copied()).collect();
        for line in &places.elsewhere.names {
            let id = fresh();
            for name in spellings(line) {
                made.add(name, Place { id, country: NOWHERE, sort: Sort::City });
            }
        }
        for line in metonyms {
            let Some((country, seats)) = line.split_once('=') else { continue };
            let country = countries.get(country.trim()).copied();
            let country = country.unwrap_or_else(&mut fresh);
            for phrase in seats.split('|') {
                made.add(phrase, Place { id: fresh(), country, sort: Sort::Seat });
            }
        }
        made
    }

    /// What the words of this sequence can name.
    pub fn at(&self, sequence: u64) -> &[Place] {
        self.listed.get(&sequence).map_or(&[], Vec::as_slice)
    }

    /// True for a town whose own spelling is in other letters than Latin ones.
    pub fn is_transliterated(&self, sequence: u64) -> bool {
        let is_town = |place: &Place| matches!(place.sort, Sort::City | Sort::Seat);
        self.at(sequence).iter().any(|place| is_town(place) && self.other_letters.contains(&place.country))
    }

    /// Words of the longest name.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The first words of all names, each with whether it is the name of a people.
    pub fn first_words(&self) -> impl Iterator<Item = (u64, bool)> {
        self.first.iter().map(|(id, is_people)| (*id, *is_people))
    }

    fn add(&mut self, name: &str, place: Place) {
        let key = sequence(name);
        let words: Vec<_> = tokens(name).into_iter().filter(|token| token.is_word()).collect();
        let Some(first) = words.first() else { return };
        let plain = super::letters::plain_id(&name[first.range()]);
        self.longest = self.longest.max(words.len());
        for id in [first.id, plain] {
            *self.first.entry(id).or_default() |= words.len() == 1 && place.sort == Sort::People;
        }
        let listed = self.listed.entry(key).or_default();
        if !listed.contains(&place) {
            listed.push(place);
        }
    }
}

fn spellings(line: &str) -> impl Iterator<Item = &str> {
    line.split('/').map(str::trim).filter(|name| !name.is_empty())
}

/// How two names of the gazetteer relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    Same,
    /// One implies the other: a country and its people, its capital or one of its cities.
    Implied,
    Different,
}

/// The most favourable relation of two lists of meanings.
pub fn relate(a: &[Place], b: &[Place]) -> Bond {
    let mut best = Bond::Different;
    for one in a {
        for other in b {
            if one.id == other.id {
                return Bond::Same;
            }
            let one_is_whole = matches!(one.sort, Sort::Country | Sort::People | Sort::Seat);
            let other_is_whole = matches!(other.sort, Sort::Country | Sort::People | Sort::Seat);
            if one.country == other.country && one.country != NOWHERE && one_is_whole && other_is_whole {
                best = Bond::Implied;
            }
        }
    }
    best
}

/// True when a text with `known` in it may well speak of `wanted`: the country of a city, a people, or the seat of a
/// government. A city is not implied by its country.
pub fn implies(known: &[Place], wanted: &[Place]) -> bool {
    wanted.iter().any(|wanted| {
        known.iter().any(|known| {
            let is_one_land = known.country == wanted.country && wanted.country != NOWHERE;
            known.id == wanted.id || (is_one_land && wanted.sort != Sort::City)
        })
    })
}
