//! A draft's quotation held against the sources it cites.

mod align;
mod changes;
mod letters;
mod outcome;
mod search;

pub use align::{Alignment, Piece, Step, align, giving_up};
pub use changes::{Change, Row};
pub use letters::Letters;
pub use outcome::{Outcome, Passage, compare};
