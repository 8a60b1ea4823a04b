//! Quantities in prose: numbers with their bounds and units, found and compared.

use super::Relation;
use crate::text::Lists;
use crate::text::Prose;
use anyhow::Result;
use std::ops::Range;

/// Number words, units, currencies, approximators.
#[derive(Debug, Default)]
pub struct Words {}

impl Words {
    /// # Errors
    /// When a newsroom's additions do not have the shape of our lists.
    pub fn new(_lists: &Lists) -> Result<Words> {
        Ok(Words {})
    }
}

/// A quantity in a text.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Bytes of the prose: modifiers, number and unit, without the noun that is counted.
    pub range: Range<usize>,
    pub value: QuantityValue,
}

/// A number or a range of numbers of some dimension.
#[derive(Clone, Debug)]
pub struct QuantityValue {}

/// The quantities of `prose`, in order, none overlapping another or a range of `taken` (its dates).
pub fn quantities(_prose: &Prose, _words: &Words, _taken: &[Range<usize>]) -> Vec<Quantity> {
    Vec::new()
}

/// How the draft's quantity stands to the source's.
pub fn relation(_draft: &QuantityValue, _source: &QuantityValue) -> Relation {
    Relation::Unknown
}
