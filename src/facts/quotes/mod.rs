//! Quotations in prose: the spans between quotation marks, what they are, and how quoted words can differ.

mod class;
mod difference;
mod marks;
mod parts;
mod words;

pub use class::{Class, classify};
pub use difference::{Kind, difference};
pub use marks::{Quotes, SIGNATURES, quotes};
pub use parts::{Item, Join, Segment, segments};
pub use words::{WordClass, Words};

use std::ops::Range;

/// A stretch of prose between quotation marks, or a block quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Bytes of the prose between the marks.
    pub range: Range<usize>,
    /// Bytes with the marks.
    pub outer: Range<usize>,
    /// Index of the quotation that this one stands in.
    pub inside: Option<usize>,
    pub is_block: bool,
}
