//! The word lists that quantities are read by, made ready for looking up.

use super::heads::Nouns;
use super::number::Number;
use super::phrase::Endings;
use super::units::Units;
use super::value::Shape;
use crate::text::Lists;
use crate::text::Phrases;
use crate::text::word_id;
use anyhow::{Context, Result};
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    /// 0 to 19.
    Small(u8),
    /// 20 to 90.
    Tens(u8),
    Hundred,
    /// A power of ten; true for the plural (`thousands`), which can stand alone.
    Scale(u8, bool),
    /// A dozen; true for the plural.
    Set(u8, bool),
    Half,
    /// `quarter`, `quarters`
    Quarter(bool),
    /// `third`; true for the plural, which is only a fraction.
    Ordinal(u8, bool),
    ScaleOrdinal(u8, bool),
    /// `doubled`, in halves: 4 is two times.
    Multiple(u16),
    Times(u8),
    /// `several`, `a few`: looked up as a phrase.
    Vague,
    /// A unit that `a` counts: `a mile`.
    Countable,
    /// A unit of time, which `a` counts only beside a bound: `more than a year`.
    Span,
}

/// Number words, units, currencies, approximators.
#[derive(Debug, Default)]
pub struct Words {
    atoms: FxHashMap<u64, Atom>,
    /// One bit per low end of an id: most words of a text are told from number words by it alone.
    filter: Vec<u64>,
    pub(super) short_scales: FxHashMap<u64, u8>,
    pub(super) money_scales: FxHashMap<u64, u8>,
    pub(super) before: Endings<Shape>,
    pub(super) after: Phrases<Shape>,
    pub(super) vague: Phrases<(Number, Number, Option<Number>)>,
    pub(super) idioms: Phrases<()>,
    pub(super) class_nouns: Endings<()>,
    pub(super) clock: Phrases<()>,
    pub(super) score_words: FxHashSet<u64>,
    pub(super) streets: FxHashSet<u64>,
    pub(super) rise: FxHashSet<u64>,
    pub(super) fall: FxHashSet<u64>,
    pub(super) rise_after: FxHashSet<u64>,
    pub(super) fall_after: FxHashSet<u64>,
    pub(super) change_between: FxHashSet<u64>,
    pub(super) to: Phrases<()>,
    /// `to the power of`
    pub(super) raised: Phrases<()>,
    pub(super) units: Units,
    pub(super) nouns: Nouns,
    pub(super) ids: Ids,
}

/// Words that the grammar itself asks for.
#[derive(Debug)]
pub(super) struct Ids {
    pub a: u64,
    pub an: u64,
    pub and: u64,
    pub ampersand: u64,
    pub or: u64,
    pub of: u64,
    pub between: u64,
    pub from: u64,
    pub one: u64,
    pub in_: u64,
    pub out: u64,
    pub over: u64,
    pub per: u64,
    pub every: u64,
    pub old: u64,
    pub age: u64,
    pub aged: u64,
    pub minus: u64,
    pub negative: u64,
    pub point: u64,
    pub points: u64,
    pub times: u64,
    pub fold: u64,
    pub hyphen: u64,
}

impl Default for Ids {
    fn default() -> Ids {
        Ids {
            a: word_id("a"),
            an: word_id("an"),
            and: word_id("and"),
            ampersand: word_id("&"),
            or: word_id("or"),
            of: word_id("of"),
            between: word_id("between"),
            from: word_id("from"),
            one: word_id("one"),
            in_: word_id("in"),
            out: word_id("out"),
            over: word_id("over"),
            per: word_id("per"),
            every: word_id("every"),
            old: word_id("old"),
            age: word_id("age"),
            aged: word_id("aged"),
            minus: word_id("minus"),
            negative: word_id("negative"),
            point: word_id("point"),
            points: word_id("points"),
            times: word_id("times"),
            fold: word_id("fold"),
            hyphen: word_id("-"),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberWords {
    small: BTreeMap<String, u8>,
    tens: BTreeMap<String, u8>,
    scales: BTreeMap<String, u8>,
    short_scales: BTreeMap<String, u8>,
    money_scales: BTreeMap<String, u8>,
    sets: BTreeMap<String, u8>,
    ordinals: BTreeMap<String, u8>,
    scale_ordinals: BTreeMap<String, u8>,
    multiples: BTreeMap<String, String>,
    times: BTreeMap<String, String>,
    raised: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Approximators {
    before: ShapeWords,
    after: ShapeWords,
    vague: BTreeMap<String, [String; 3]>,
    magnitudes: BTreeMap<String, u8>,
    connectors: Connectors,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct ShapeWords {
    about: Vec<String>,
    nearly: Vec<String>,
    just_over: Vec<String>,
    more_than: Vec<String>,
    at_least: Vec<String>,
    at_most: Vec<String>,
    less_than: Vec<String>,
    exact: Vec<String>,
}

impl ShapeWords {
    fn each(&self) -> impl Iterator<Item = (&str, Shape)> {
        [
            (&self.about, Shape::About),
            (&self.nearly, Shape::Nearly),
            (&self.just_over, Shape::JustOver),
            (&self.more_than, Shape::MoreThan),
            (&self.at_least, Shape::AtLeast),
            (&self.at_most, Shape::AtMost),
            (&self.less_than, Shape::LessThan),
            (&self.exact, Shape::Exact),
        ]
        .into_iter()
        .flat_map(|(words, shape)| words.iter().map(move |word| (word.as_str(), shape)))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Connectors {
    to: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Directions {
    rise: Vec<String>,
    fall: Vec<String>,
    rise_after: Vec<String>,
    fall_after: Vec<String>,
    between: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Idioms {
    phrases: Vec<String>,
    class_nouns: Vec<String>,
    after: Vec<String>,
    score_words: Vec<String>,
    streets: Vec<String>,
}

const FILTER_BITS: u64 = 1 << 14;

impl Words {
    /// # Errors
    /// When a newsroom's additions do not have the shape of our lists.
    pub fn new(lists: &Lists) -> Result<Words> {
        let mut words = Words { units: Units::new(lists)?, nouns: Nouns::new(lists)?, ..Words::default() };
        words.numbers(lists.read("number_words")?).context("word list number_words.toml")?;
        words.approximators(lists.read("approximators")?).context("word list approximators.toml")?;
        let ids = |list: &[String]| list.iter().map(|word| word_id(word)).collect::<FxHashSet<u64>>();
        let directions: Directions = lists.read("directions")?;
        words.rise = ids(&directions.rise);
        words.fall = ids(&directions.fall);
        words.rise_after = ids(&directions.rise_after);
        words.fall_after = ids(&directions.fall_after);
        words.change_between = ids(&directions.between);
        let idioms: Idioms = lists.read("number_idioms")?;
        for phrase in &idioms.phrases {
            words.idioms.add(phrase, ());
        }
        for noun in &idioms.class_nouns {
            words.class_nouns.add(noun, ());
        }
        for word in &idioms.after {
            words.clock.add(word, ());
        }
        words.score_words = ids(&idioms.score_words);
        words.streets = ids(&idioms.streets);
        for id in words.units.spans.clone() {
            words.atoms.entry(id).or_insert(Atom::Span);
        }
        for id in words.units.countable.clone() {
            words.atoms.entry(id).or_insert(Atom::Countable);
        }
        words.filter = vec![0; (FILTER_BITS / 64) as usize];
        for id in words.atoms.keys() {
            let bit = id % FILTER_BITS;
            words.filter[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        Ok(words)
    }

    fn numbers(&mut self, list: NumberWords) -> Result<()> {
        let mut add = |word: &str, atom: Atom| self.atoms.insert(word_id(word), atom);
        for (word, value) in &list.small {
            add(word, Atom::Small(*value));
        }
        for (word, value) in &list.tens {
            add(word, Atom::Tens(*value));
        }
        for (word, power) in &list.scales {
            add(word, Atom::Scale(*power, word.ends_with('s')));
        }
        add("hundred", Atom::Hundred);
        add("hundreds", Atom::Scale(2, true));
        for (word, value) in &list.sets {
            add(word, Atom::Set(*value, word.ends_with('s')));
        }
        add("half", Atom::Half);
        add("halves", Atom::Half);
        add("quarter", Atom::Quarter(false));
        add("quarters", Atom::Quarter(true));
        for (word, value) in &list.ordinals {
            add(word, Atom::Ordinal(*value, false));
            if *value > 2 {
                add(&format!("{word}s"), Atom::Ordinal(*value, true));
            }
        }
        for (word, power) in &list.scale_ordinals {
            add(word, Atom::ScaleOrdinal(*power, false));
            add(&format!("{word}s"), Atom::ScaleOrdinal(*power, true));
        }
        for (word, value) in &list.multiples {
            let doubled = Number::parse(value).and_then(|value| value.times(Number::whole(2)));
            let halves = doubled.and_then(Number::as_whole).context("a multiple is a whole number of halves")?;
            add(word, Atom::Multiple(u16::try_from(halves)?));
        }
        for (word, value) in &list.times {
            add(word, Atom::Times(value.parse()?));
        }
        for phrase in &list.raised {
            self.raised.add(phrase, ());
        }
        let powers = |list: &BTreeMap<String, u8>| list.iter().map(|(word, power)| (word_id(word), *power)).collect();
        self.short_scales = powers(&list.short_scales);
        self.money_scales = powers(&list.money_scales);
        Ok(())
    }

    fn approximators(&mut self, list: Approximators) -> Result<()> {
        for (word, shape) in list.before.each() {
            self.before.add(word, shape);
        }
        for (word, shape) in list.after.each() {
            self.after.add(word, shape);
        }
        for (phrase, [low, high, middle]) in &list.vague {
            let end = |text: &str| Number::parse(text).with_context(|| format!("`{phrase}`: `{text}` is no number"));
            let middle = if middle.is_empty() { None } else { Some(end(middle)?) };
            self.vague.add(phrase, (end(low)?, end(high)?, middle));
            let word = phrase.split(' ').rfind(|word| *word != "of").unwrap_or(phrase);
            self.atoms.entry(word_id(word)).or_insert(Atom::Vague);
        }
        for (word, power) in &list.magnitudes {
            self.atoms.insert(word_id(word), Atom::Scale(*power, true));
        }
        for phrase in &list.connectors.to {
            self.to.add(phrase, ());
        }
        Ok(())
    }

    /// True for a word that numbers are written with: `three`, `dozen`, `third`, `few`; a unit is none.
    pub fn is_number_word(&self, id: u64) -> bool {
        self.atom(id).is_some_and(|atom| !matches!(atom, Atom::Countable | Atom::Span))
    }

    /// What the word with this id is in a number.
    pub(super) fn atom(&self, id: u64) -> Option<Atom> {
        let bit = id % FILTER_BITS;
        let word = self.filter.get((bit / 64) as usize)?;
        if word & (1 << (bit % 64)) == 0 { None } else { self.atoms.get(&id).copied() }
    }
}
