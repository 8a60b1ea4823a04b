//! Text and places in it: files read once, byte spans, prose with its map back to the file, words, sentences.
//!
//! Everything else stands on this folder; it knows nothing of drafts, seeds or findings.

mod decode;
mod lists;
mod map;
mod phrases;
mod prose;
mod sentence;
mod source;
mod span;
mod token;

pub use decode::Encoding;
pub use lists::Lists;
pub use map::OffsetMap;
pub use phrases::Phrases;
pub use prose::{Block, BlockKind, Prose, ProseBuilder, Zone};
pub use sentence::{Sentence, Splitter};
pub use source::{Position, ReadError, Text, plain_cause, sha256};
pub use span::Span;
pub use token::{Token, TokenKind, fold, plain, tokens, word_id};
