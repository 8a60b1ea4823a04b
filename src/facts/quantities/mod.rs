//! Quantities in prose: numbers with their bounds and units, found and compared.

mod compare;
mod derived;
mod digits;
mod find;
mod heads;
mod never;
mod number;
mod numerals;
mod phrase;
mod ranges;
mod reading;
mod restated;
mod special;
mod suffix;
mod units;
mod value;
mod words;

pub use compare::{Comparison, Difference, compare};
pub use derived::derived;
pub use heads::{Head, heads_agree};
pub use number::Number;
pub use restated::restated;
pub use units::Unit;
pub use value::{Kind, Measure, Per, QuantityValue, Shape};
pub use words::Words;

use crate::text::Prose;
use std::ops::Range;

/// A quantity in a text.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Bytes of the prose: modifiers, number and unit, without the noun that is counted.
    pub range: Range<usize>,
    pub value: QuantityValue,
    /// The noun that is counted: `sailors` of `1,200 sailors`.
    pub head: Option<Head>,
    /// True for what may be no more than an article or a turn of phrase (`one official`, `a mile`, `the third time`,
    /// `doubled`): it counts only against another quantity of the same head or measure, never by its absence.
    pub is_loose: bool,
}

/// The quantities of `prose`, in order, none overlapping another or a range of `taken` (its dates, in order).
///
/// A number that cannot be read surely, or that is a name, a mark, a score or an idiom, is left out. Time grows with
/// the text: each number looks at a few tokens around it.
pub fn quantities(prose: &Prose, words: &Words, taken: &[Range<usize>]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut first = 0;
    for sentence in &prose.sentences {
        while taken.get(first).is_some_and(|range| range.end <= sentence.range.start) {
            first += 1;
        }
        let line = numerals::Line { text: &prose.text, tokens: &prose.tokens[sentence.tokens.clone()], words };
        find::in_sentence(&line, &taken[first..], &mut found);
    }
    found
}

#[cfg(test)]
mod tests;
