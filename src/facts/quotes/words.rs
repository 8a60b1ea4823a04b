//! The word lists that quotations are read with.

use crate::facts::inflection::Inflections;
use crate::text::Lists;
use crate::text::Phrases;
use crate::text::fold;
use crate::text::plain;
use crate::text::word_id;
use anyhow::Result;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a word does in a sentence, as far as a list can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WordClass {
    Function,
    Preposition,
    Pronoun,
    Auxiliary,
    Modal,
    Hedge,
    Negation,
    Content,
}

/// Lists by the identity of their words.
#[derive(Debug, Default)]
pub struct Words {
    classes: FxHashMap<u64, WordClass>,
    opposed: FxHashSet<(u64, u64)>,
    /// Forms of one auxiliary that differ by who does it: `is`, `are`.
    agreeing: FxHashSet<(u64, u64)>,
    /// Number words as figures.
    pub(super) numbers: FxHashMap<String, String>,
    /// Phrases with the spelling that stands for all their variants.
    pub(super) canonical: FxHashMap<String, Vec<String>>,
    pub(super) endings: Vec<(String, String)>,
    pub(super) remarks: FxHashSet<String>,
    pub(super) sic: FxHashSet<String>,
    pub reporting: Phrases<()>,
    pub labelling: Phrases<()>,
    /// Words that speak of the source itself: cable, report, article.
    pub source_nouns: Phrases<()>,
    pub(super) attributing: Phrases<()>,
    pub(super) title_cues: Phrases<()>,
    pub(super) work_nouns: Phrases<()>,
    pub(super) alias_cues: Phrases<()>,
    pub(super) word_cues: Phrases<()>,
    pub inflections: Inflections,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Negation {
    operators: Vec<String>,
    implicatives: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Modality {
    modals: Vec<String>,
    hedges: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FunctionWords {
    articles: Vec<String>,
    conjunctions: Vec<String>,
    prepositions: Vec<String>,
    opposed_prepositions: Vec<(String, String)>,
    pronouns: Vec<String>,
    determiners: Vec<String>,
    auxiliaries: Vec<String>,
    agreeing: Vec<(String, String)>,
    others: Vec<String>,
}

/// What the list of number words has of numbers up to ninety.
#[derive(Deserialize)]
struct NumberWords {
    small: BTreeMap<String, u32>,
    tens: BTreeMap<String, u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variants {
    endings: Vec<(String, String)>,
    pairs: Vec<(String, String)>,
    contractions: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reporting {
    verbs: Vec<String>,
    labelling: Vec<String>,
    phrases: Vec<String>,
    title_cues: Vec<String>,
    work_nouns: Vec<String>,
    alias_cues: Vec<String>,
    word_cues: Vec<String>,
    bracket_remarks: Vec<String>,
    source_nouns: Vec<String>,
    sic: Vec<String>,
}

impl Words {
    /// # Errors
    /// When a newsroom's additions do not have the shape of our lists.
    pub fn new(lists: &Lists) -> Result<Words> {
        let inflections = Inflections::new(lists)?;
        let negation: Negation = lists.read("negation")?;
        let modality: Modality = lists.read("modality")?;
        let function: FunctionWords = lists.read("function_words")?;
        let variants: Variants = lists.read("variants")?;
        let reporting: Reporting = lists.read("reporting")?;

        let numbers: NumberWords = lists.read("number_words")?;
        // What stands for nothing is as often another word: `oh`.
        let numbers = numbers.small.into_iter().chain(numbers.tens).filter(|(_, value)| *value > 0);

        let mut classes = FxHashMap::default();
        // The first class a word is given stays: a negation is a negation before it is an auxiliary.
        for (class, words) in [
            (WordClass::Negation, &negation.operators),
            (WordClass::Negation, &negation.implicatives),
            (WordClass::Modal, &modality.modals),
            (WordClass::Pronoun, &function.pronouns),
            (WordClass::Auxiliary, &function.auxiliaries),
            (WordClass::Preposition, &function.prepositions),
            (WordClass::Function, &function.articles),
            (WordClass::Function, &function.conjunctions),
            (WordClass::Function, &function.determiners),
            (WordClass::Function, &function.others),
            (WordClass::Hedge, &modality.hedges),
        ] {
            for word in words {
                classes.entry(word_id(word)).or_insert(class);
            }
        }
        let both_ways = |pairs: &[(String, String)]| -> FxHashSet<(u64, u64)> {
            let ids = pairs.iter().map(|(one, other)| (word_id(one), word_id(other)));
            ids.flat_map(|(one, other)| [(one, other), (other, one)]).collect()
        };
        let mut canonical: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for (one, other) in variants.pairs.iter().chain(&variants.contractions) {
            canonical.entry(key(one)).or_default().push(key(other));
        }
        let none = |words: &[String]| Phrases::new(words.iter().map(|word| (word, ())));
        let with_forms = |bases: &[String]| {
            Phrases::new(bases.iter().flat_map(|base| inflections.forms(base)).map(|form| (form, ())))
        };
        Ok(Words {
            classes,
            opposed: both_ways(&function.opposed_prepositions),
            agreeing: both_ways(&function.agreeing),
            numbers: numbers.map(|(word, value)| (word, value.to_string())).collect(),
            canonical,
            endings: variants.endings,
            remarks: reporting.bracket_remarks.iter().map(|remark| key(remark)).collect(),
            sic: reporting.sic.iter().map(|remark| key(remark)).collect(),
            reporting: with_forms(&reporting.verbs),
            labelling: with_forms(&reporting.labelling),
            source_nouns: Phrases::new(
                reporting.source_nouns.iter().flat_map(|base| inflections.forms(base)).map(|form| (form, ())),
            ),
            attributing: none(&reporting.phrases),
            title_cues: none(&reporting.title_cues),
            work_nouns: none(&reporting.work_nouns),
            alias_cues: none(&reporting.alias_cues),
            word_cues: none(&reporting.word_cues),
            inflections,
        })
    }

    pub fn class(&self, id: u64) -> WordClass {
        self.classes.get(&id).copied().unwrap_or(WordClass::Content)
    }

    /// True for a word that one of the lists has.
    pub fn is_listed(&self, word: &str) -> bool {
        let id = word_id(word);
        self.classes.contains_key(&id) || self.reporting.has(id) || self.work_nouns.has(id)
    }

    pub(super) fn are_opposed(&self, one: &str, other: &str) -> bool {
        self.opposed.contains(&(word_id(one), word_id(other)))
    }

    pub(super) fn are_agreeing(&self, one: &str, other: &str) -> bool {
        self.agreeing.contains(&(word_id(one), word_id(other)))
    }

    /// What a word weighs in an alignment: how much it costs to change it (study A6, costs of a fuzzy match).
    pub fn weight(&self, id: u64, has_digits: bool) -> u32 {
        if has_digits {
            return 15;
        }
        match self.class(id) {
            WordClass::Function | WordClass::Preposition | WordClass::Pronoun | WordClass::Auxiliary => 4,
            WordClass::Modal | WordClass::Hedge => 8,
            WordClass::Negation => 15,
            WordClass::Content => 10,
        }
    }
}

/// Letters and figures of a phrase in plain form, single spaces between its words.
pub(super) fn key(phrase: &str) -> String {
    let words: Vec<_> = phrase.split_whitespace().map(|word| plain(&fold(word))).collect();
    words.join(" ")
}
