//! A draft's quotation held against the sources it cites.

mod align;
mod outcome;
mod search;

pub use align::{Alignment, Piece, Step, align};
pub use outcome::{Change, Outcome, Passage, compare};
