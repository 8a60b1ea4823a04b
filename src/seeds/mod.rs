//! Source documents: bytes to prose with zones, the document's own date, speech turns; and the catalogue of them.
//!
//! Nothing here knows of drafts; reading never fails, a file without text is a seed that says so.

mod anchor;
mod catalog;
mod dateline;
mod format;
mod furniture;
mod header;
mod index;
mod lines;
pub mod locator;
mod markdown;
mod marks;
mod pages;
mod paragraphs;
mod plain;
mod read;
mod resolve;
mod seed;
mod stamps;
mod turns;
mod words;
mod zones;

pub use catalog::{Catalog, Configured, Entry};
pub use format::Format;
pub use index::Index;
pub use read::read;
pub use resolve::Resolved;
pub use seed::{DateOrigin, Seed};
pub use turns::Turn;
pub use words::Words;
