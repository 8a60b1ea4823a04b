//! Dates in prose: found, resolved to days, compared.

use super::Relation;
use crate::text::Lists;
use crate::text::Prose;
use anyhow::Result;
use jiff::civil;
use std::ops::Range;

/// Month and weekday names, seasons, holidays, cues.
#[derive(Debug, Default)]
pub struct Words {}

impl Words {
    /// # Errors
    /// When a newsroom's additions do not have the shape of our lists.
    pub fn new(_lists: &Lists) -> Result<Words> {
        Ok(Words {})
    }
}

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    pub first: civil::Date,
    pub last: civil::Date,
}

impl Days {
    /// `2008`, `2008-10` or `2008-10-17`, as configurations and front matters give the date of a document.
    pub fn parse(_written: &str) -> Option<Days> {
        todo!()
    }
}

/// A date in a text.
#[derive(Clone, Debug)]
pub struct Date {
    /// Bytes of the prose: the whole expression with its modifiers, without a leading preposition.
    pub range: Range<usize>,
    pub value: DateValue,
}

/// What a date expression can mean.
#[derive(Clone, Debug)]
pub struct DateValue {}

/// The dates of `prose`, in order, none overlapping another. Relative ones count from `anchor`, the document's own date.
pub fn dates(_prose: &Prose, _words: &Words, _anchor: Option<Days>) -> Vec<Date> {
    Vec::new()
}

/// How the draft's date stands to the source's; the most favourable of their readings counts.
pub fn relation(_draft: &DateValue, _source: &DateValue) -> Relation {
    Relation::Unknown
}
