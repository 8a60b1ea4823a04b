//! One quotation of a draft and what came of holding it against the sources its citation names.

use super::Elsewhere;
use super::quotes::Outcome;
use crate::facts::quotes::Class;
use std::ops::Range;

/// A quotation of the draft.
#[derive(Debug)]
pub struct Quotation {
    /// Index into the draft's quotes; of an interrupted quotation, its first part.
    pub quote: usize,
    /// Bytes of the draft's prose between the marks; of an interrupted quotation, of all its parts.
    pub range: Range<usize>,
    pub class: Class,
    /// Bytes of the prose of the sentence or block that it stands in.
    pub claim: Range<usize>,
    /// Number of words.
    pub words: usize,
    /// Indices of the citations that cover it: any of them may have it.
    pub citations: Vec<usize>,
    /// True when the citation reaches it only by being carried back over the paragraph.
    pub is_carried: bool,
    /// Index of the source that comes nearest, and what came of it.
    pub outcome: Option<(usize, Outcome)>,
    /// Another seed that has its words.
    pub elsewhere: Option<Elsewhere>,
    /// Why it was left unchecked.
    pub unchecked: Option<&'static str>,
}
