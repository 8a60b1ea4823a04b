//! Names in prose: persons, organisations, places, vessels, and how two names relate.

use crate::text::Lists;
use crate::text::Prose;
use anyhow::Result;
use std::ops::Range;

/// Titles, particles, given names, places, acronyms.
#[derive(Debug, Default)]
pub struct Words {}

impl Words {
    /// # Errors
    /// When a newsroom's additions do not have the shape of our lists.
    pub fn new(_lists: &Lists) -> Result<Words> {
        Ok(Words {})
    }
}

/// A name in a text.
#[derive(Clone, Debug)]
pub struct Name {
    /// Bytes of the prose: the name without its title.
    pub range: Range<usize>,
}

/// The names of `prose`, in order, none overlapping another.
pub fn names(_prose: &Prose, _words: &Words) -> Vec<Name> {
    Vec::new()
}

/// How two names relate when nothing but the names is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameRelation {
    /// One name: equal, or one is a shorter form of the other.
    Same,
    /// Another spelling of one name: a transliteration, a nickname, an exonym.
    Variant,
    /// A slip of the pen in one of them.
    Misspelled,
    Different,
    Unknown,
}

/// How the names `a` and `b` relate, titles and particles understood.
pub fn relation(_a: &str, _b: &str, _words: &Words) -> NameRelation {
    NameRelation::Unknown
}
