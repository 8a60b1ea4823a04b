//! The word lists that speakers are found with: what a word can do beside a quotation.

use crate::facts::inflection::Inflections;
use crate::text::Lists;
use crate::text::Phrases;
use crate::text::tokens;
use crate::text::word_id;
use anyhow::Result;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// What a word can be, as a set of the constants of [`class`].
pub type Classes = u32;

pub mod class {
    pub const SPEECH: u32 = 1;
    pub const ADJACENT: u32 = 1 << 1;
    pub const LABELLING: u32 = 1 << 2;
    pub const WITH_HEARER: u32 = 1 << 3;
    /// The form in -ing of one of these verbs, and the form without an ending.
    pub const ING: u32 = 1 << 4;
    pub const BASE: u32 = 1 << 5;
    pub const DOCUMENT: u32 = 1 << 6;
    pub const HE: u32 = 1 << 7;
    pub const SHE: u32 = 1 << 8;
    pub const THEY: u32 = 1 << 9;
    pub const RELATIVE: u32 = 1 << 10;
    pub const SOMEBODY: u32 = 1 << 11;
    pub const DETERMINER: u32 = 1 << 12;
    pub const CONJUNCTION: u32 = 1 << 13;
    pub const LINK: u32 = 1 << 14;
    pub const BETWEEN: u32 = 1 << 15;
    pub const TIME: u32 = 1 << 16;
    pub const WOMAN: u32 = 1 << 17;
    pub const MAN: u32 = 1 << 18;
    pub const POSSESSED: u32 = 1 << 19;
    /// Auxiliaries and modals; `be` apart.
    pub const AUXILIARY: u32 = 1 << 20;
    pub const BE: u32 = 1 << 21;
    /// Prepositions and other words that no noun phrase holds.
    pub const SMALL: u32 = 1 << 22;
    /// Titles, offices and roles: `mayor`, `spokesman`.
    pub const ROLE: u32 = 1 << 23;
    /// `the`, and `a`.
    pub const DEFINITE: u32 = 1 << 24;
    pub const INDEFINITE: u32 = 1 << 25;
    pub const VERB: u32 = SPEECH | ADJACENT | LABELLING;
}

/// Lists by the identity of their words.
#[derive(Debug, Default)]
pub struct Words {
    classes: FxHashMap<u64, Classes>,
    pub(super) phrases: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Speaking {
    speech: Vec<String>,
    adjacent: Vec<String>,
    labelling: Vec<String>,
    with_hearer: Vec<String>,
    phrases: Vec<String>,
    possessed: Vec<String>,
    documents: Vec<String>,
    he: Vec<String>,
    she: Vec<String>,
    they: Vec<String>,
    relative: Vec<String>,
    somebody: Vec<String>,
    determiners: Vec<String>,
    definite: Vec<String>,
    indefinite: Vec<String>,
    be: Vec<String>,
    unchanged: Vec<String>,
    conjunctions: Vec<String>,
    links: Vec<String>,
    between: Vec<String>,
    times: Vec<String>,
    women: Vec<String>,
    men: Vec<String>,
}

/// What other lists have that bears on speakers.
#[derive(Deserialize)]
struct FunctionWords {
    prepositions: Vec<String>,
    auxiliaries: Vec<String>,
}

#[derive(Deserialize)]
struct Modality {
    modals: Vec<String>,
}

#[derive(Deserialize)]
struct Negation {
    operators: Vec<String>,
}

#[derive(Deserialize)]
struct Titles {
    civil: Vec<String>,
    military: Vec<String>,
    church: Vec<String>,
    academic: Vec<String>,
    corporate: Vec<String>,
    roles: Vec<String>,
}

impl Words {
    /// # Errors
    /// When a newsroom's additions do not have the shape of our lists.
    pub fn new(lists: &Lists, inflections: &Inflections) -> Result<Words> {
        use class::*;
        let speaking: Speaking = lists.read("speakers")?;
        let function: FunctionWords = lists.read("function_words")?;
        let modality: Modality = lists.read("modality")?;
        let negation: Negation = lists.read("negation")?;
        let titles: Titles = lists.read("titles")?;
        let mut words = Words::default();
        for (class, verbs) in [
            (SPEECH, &speaking.speech),
            (ADJACENT, &speaking.adjacent),
            (LABELLING, &speaking.labelling),
            (WITH_HEARER, &speaking.with_hearer),
        ] {
            for base in verbs {
                words.verb(base, class, &speaking.unchanged, inflections);
            }
        }
        for (class, listed) in [
            (POSSESSED, &speaking.possessed),
            (DOCUMENT, &speaking.documents),
            (HE, &speaking.he),
            (SHE, &speaking.she),
            (THEY, &speaking.they),
            (RELATIVE, &speaking.relative),
            (SOMEBODY, &speaking.somebody),
            (DETERMINER, &speaking.determiners),
            (DEFINITE, &speaking.definite),
            (INDEFINITE, &speaking.indefinite),
            (BE, &speaking.be),
            (CONJUNCTION, &speaking.conjunctions),
            (LINK | SMALL, &speaking.links),
            (BETWEEN, &speaking.between),
            (TIME, &speaking.times),
            (WOMAN, &speaking.women),
            (MAN, &speaking.men),
            (SMALL, &function.prepositions),
            (AUXILIARY, &function.auxiliaries),
            (AUXILIARY, &modality.modals),
            (AUXILIARY, &negation.operators),
            (ROLE, &titles.civil),
            (ROLE, &titles.military),
            (ROLE, &titles.church),
            (ROLE, &titles.academic),
            (ROLE, &titles.corporate),
            (ROLE, &titles.roles),
        ] {
            for line in listed {
                for token in tokens(line) {
                    *words.classes.entry(token.id).or_default() |= class;
                }
            }
        }
        words.phrases = Phrases::new(speaking.phrases.iter().map(|phrase| (phrase, ())));
        Ok(words)
    }

    pub(super) fn classes(&self, id: u64) -> Classes {
        self.classes.get(&id).copied().unwrap_or(0)
    }

    /// True for words that tell an office or a role and no name: `the mayor`, `MODERATOR`.
    pub fn is_role(&self, label: &str) -> bool {
        tokens(label)
            .iter()
            .any(|token| self.classes(token.id) & (class::ROLE | class::DOCUMENT | class::DETERMINER) != 0)
    }

    fn verb(&mut self, base: &str, class: Classes, unchanged: &[String], inflections: &Inflections) {
        use class::*;
        for form in inflections.forms(base) {
            let is_base = form == base && !unchanged.iter().any(|verb| verb == base);
            let shape = if form.ends_with("ing") { ING } else { BASE * u32::from(is_base) };
            *self.classes.entry(word_id(&form)).or_default() |= class | shape;
        }
    }
}
