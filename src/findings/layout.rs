//! How a draft is laid out: which bytes of its file a reader sees as what.

use crate::text::BlockKind;
use crate::text::Span;

/// The parts of a draft, each sorted by place. What is in none of them is markup, code or space.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The front matter with its fences; empty where there is none.
    pub front: Span,
    pub blocks: Vec<LaidOut>,
    /// The marks that name sources.
    pub citations: Vec<Span>,
    /// The comments that accept findings.
    pub allowances: Vec<Span>,
}

/// A block of prose in its file.
#[derive(Clone, Debug)]
pub struct LaidOut {
    pub kind: BlockKind,
    /// Its letters, without the markup between them; at least one.
    pub words: Vec<Span>,
}

impl LaidOut {
    pub fn span(&self) -> Span {
        self.words.iter().fold(self.words[0], |all, words| all.join(*words))
    }
}
