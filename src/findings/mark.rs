//! A citation in the draft and where it leads, whether or not a rule speaks.

use super::finding::Place;
use crate::text::Span;
use crate::text::Text;
use std::sync::Arc;

/// A mark that names sources.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The mark itself; each of its targets may stand elsewhere, in the definition of a footnote.
    pub draft: Place,
    /// Those that could be opened, in the order of the mark.
    pub targets: Vec<Target>,
}

/// One source that a mark names.
#[derive(Clone, Debug)]
pub struct Target {
    /// The key or path in the draft.
    pub draft: Span,
    pub key: String,
    /// The source's text.
    pub text: Arc<Text>,
    /// The passage that bears out what the mark covers, else the place that its locator names.
    pub passage: Option<Span>,
}
