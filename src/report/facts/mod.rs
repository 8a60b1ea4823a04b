//! The facts of a text as JSON, version 1.

pub mod dates;
pub mod names;
pub mod quantities;
