//! Dates in prose: found, resolved to days, compared.
//!
//! Tokens become dates as they are written (`find`, `atom`, `day`, `stretch`, `counted`,
//! `numeric`, `bare_year`), those get days from the
//! calendar, the document's own date and the dates before them (`resolve`, `relative`, `pattern`, `calendar`), and two
//! of them are compared (`relation`). Which date of a source a draft's date belongs to is the evidence's business.

mod almanac;
mod atom;
mod bare_year;
mod calendar;
mod counted;
mod day;
mod find;
mod moons;
mod numeric;
mod pattern;
mod relation;
mod relative;
mod resolve;
mod scan;
mod stretch;
mod value;
mod words;

pub use calendar::{Days, Unit};
pub use pattern::{Core, Feast, Part, Season};
pub use relation::relation;
pub use relative::{Rel, Tense};
pub use scan::clock_times;
pub use value::{Bound, Contradiction, DateValue, Given, Grain, Kind, Reading, Via};
pub use words::Words;

use crate::text::Prose;
use std::ops::Range;

/// A date in a text.
#[derive(Clone, Debug)]
pub struct Date {
    /// Bytes of the prose: the whole expression with its modifiers, without a leading preposition.
    pub range: Range<usize>,
    pub value: DateValue,
}

/// The dates of `prose`, in order, none overlapping another. Relative ones count from `anchor`, the document's own date.
///
/// Time grows with the text alone: only numbers and the words of our lists are looked at twice.
pub fn dates(prose: &Prose, words: &Words, anchor: Option<Days>) -> Vec<Date> {
    let mentions = find::mentions(prose, words);
    let mut story = resolve::Story::new(prose, words, anchor, &mentions);
    let date = |mention: &find::Mention| Date {
        range: prose.range_of(&(mention.start..mention.end)),
        value: story.resolve(mention),
    };
    mentions.iter().map(date).collect()
}

#[cfg(test)]
mod tests;
