//! A draft's quotation held against the sources it cites.

mod align;
mod changes;
mod outcome;
mod search;

pub use align::{Alignment, Piece, Step, align};
pub use changes::{Change, Row};
pub use outcome::{Outcome, Passage, compare};
