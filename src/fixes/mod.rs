//! Findings to drafts that are mended: which edits are taken, and the bytes that come of them in the file's own encoding.
//!
//! Nothing here reads or writes a file.

mod apply;
mod choose;
mod rounds;

#[cfg(test)]
mod tests;

pub use apply::{Applied, apply};
pub use choose::choose;
pub use rounds::{Mended, mend};
