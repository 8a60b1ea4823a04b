//! A linter for writing that cites its sources.
//!
//! A draft's claims are held against the source documents (seeds) that they cite; what differs is said as a compiler
//! says it. The folders read downward: `text`, `facts`, `seeds` and `claims`, `evidence`, `findings`, `history`,
//! `rules`, `fixes`, `report`; `tests/layers.rs` holds that direction.

pub mod check;
pub mod claims;
pub mod cli;
pub mod config;
pub mod evidence;
pub mod facts;
pub mod files;
pub mod findings;
pub mod fixes;
pub mod history;
pub mod listing;
pub mod lsp;
pub mod report;
pub mod rules;
pub mod seeds;
pub mod text;
