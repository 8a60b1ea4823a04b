//! One writer a format; nothing here decides anything.
//!
//! Whatever comes from a draft or a source passes through `printable` on its way out, in every format.

mod closing;
mod diff;
pub mod facts;
pub mod github;
pub mod human;
pub mod json;
pub mod listing;
mod paint;
pub mod printable;
pub mod short;
mod view;

#[cfg(test)]
mod tests;
