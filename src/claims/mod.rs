//! Bytes of a draft to a [`Draft`]: what a reader sees, the citations in it, what they cover, what is allowed.
//!
//! Reading never fails: what cannot be understood is kept with its place and a sentence on what is wrong, for a rule to
//! report. Whether a citation leads to a source is not known here.

mod assemble;
mod directive;
mod footnote;
mod front;
mod gaps;
mod links;
mod locator;
mod markdown;
mod marks;
mod plain;
mod quotes;
mod run;
mod scope;
mod target;

#[cfg(test)]
mod tests;

pub use front::FrontMatter;
pub use quotes::BlockQuote;
pub use scope::{Claim, Cluster, Scope};

use crate::facts::dates::Days;
use crate::text::Prose;
use crate::text::Span;
use crate::text::Splitter;
use crate::text::Text;
use std::ops::Range;
use std::sync::Arc;

/// A draft as it was read.
#[derive(Debug)]
pub struct Draft {
    pub text: Arc<Text>,
    pub prose: Prose,
    pub front: FrontMatter,
    /// By place in the prose. Those inside notes and footnote definitions that are no prose are their targets instead.
    pub citations: Vec<Citation>,
    /// By start; see [`Draft::rescope`].
    pub claims: Vec<Claim>,
    /// By place in the file.
    pub allowances: Vec<Allowance>,
    pub quotes: Vec<BlockQuote>,
    /// For each block of the prose, the index in `quotes` of the block quotation that it belongs to.
    pub quote_group: Vec<Option<usize>>,
    /// For each block, the block before it that ends in a colon and leads in to it: to a list, a block quotation, or a
    /// paragraph.
    pub lead_in: Vec<Option<usize>>,
    clusters: Vec<Cluster>,
    /// For each block, the citations that cover its end.
    closing: Vec<Option<Arc<[usize]>>>,
}

/// A mark that names one or more sources.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The mark in the file.
    pub span: Span,
    /// Where it stood: bytes of prose before it. For a link, the end of its label.
    pub at: usize,
    /// Where its own words begin in the prose; the same as `at` but for a link.
    pub from: usize,
    /// The block that it stands in; `None` where a mark stands alone or before a block.
    pub block: Option<usize>,
    pub kind: CitationKind,
    /// Shared by all references to one footnote.
    pub targets: Arc<[Target]>,
    /// True when it leads to the web and nowhere else.
    pub external: bool,
    /// For a `cite` comment on its own line: the blocks it covers.
    pub covers: Option<Range<usize>>,
    /// True for a key or link that reads as a word of its sentence: `@doe says that …`
    pub is_worded: bool,
    /// What is wrong with it, when that is known without the sources: an undefined footnote.
    pub problem: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CitationKind {
    /// `[^k]`, with the targets of its definition; also a path inside a definition that is prose.
    Footnote,
    /// A link that is relative, to a seed or to anything else.
    Link,
    /// `[@key]`, `@key`.
    Key,
    /// `^[…]`.
    Note,
    /// `<!-- sourceproof: cite … -->`.
    Comment,
}

/// What a citation asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The path or key without its locator; `%20` and the like are read in a path.
    pub wanted: String,
    pub form: Form,
    /// The path or key in the file, a key with its `@`; for a link the whole link.
    pub span: Span,
    pub locator: Option<Locator>,
}

/// How sure it is that a target is meant as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Has a folder or a file extension, or is a link.
    Path,
    /// In the brackets of a citation, or in a comment.
    Key,
    /// `@key` in the running text: a handle, when no source has that key; also `[@fig-x]`, Quarto's cross-reference.
    Mention,
    /// A single word that is all of a footnote: no citation, when no source has that key.
    Word,
}

/// Where in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    pub kind: LocatorKind,
    /// Without the `:` or `#` before it; for one inside a link's destination the whole link.
    pub span: Span,
}

/// First and last are both included and equal for a single one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocatorKind {
    Lines(u32, u32),
    Pages(u32, u32),
    Paragraphs(u32, u32),
    /// A heading's slug or number: `#the-harbour`, `§ 2`.
    Heading(String),
    /// Seconds from the start.
    Time(u32, Option<u32>),
    Other(String),
}

/// A comment that accepts a finding.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// The rule's name as written; empty when there is none.
    pub rule: String,
    /// The last day on which it holds; one day.
    pub until: Option<Days>,
    pub reason: Arc<str>,
    /// The whole comment.
    pub span: Span,
    /// What it allows findings in; empty where it stands before nothing.
    pub covers: Span,
    /// Why it allows nothing: no reason, a word that is no directive …
    pub problem: Option<String>,
}

impl Allowance {
    /// True when it can silence a finding of `rule` at `place`, as far as its day goes: see [`Allowance::is_over`].
    pub fn allows(&self, rule: &str, place: Span) -> bool {
        self.problem.is_none() && self.rule == rule && self.covers.contains(place)
    }

    /// True when its last day lies before `today`.
    pub fn is_over(&self, today: Days) -> bool {
        self.problem.is_none() && self.until.is_some_and(|until| until.last < today.first)
    }
}

/// Reads a draft in the format that its path tells: `.md`, `.markdown`, `.qmd`, `.mdx` are Markdown, anything else is
/// plain text. Time and memory grow with its length.
///
/// Claims are those of [`Scope::Sentence`] when every candidate is a citation; [`Draft::rescope`] after the citations
/// have been looked up.
pub fn read(text: Arc<Text>, splitter: &Splitter) -> Draft {
    if is_markdown(&text.path) { markdown::read(text, splitter) } else { plain::read(text, splitter) }
}

/// True when a draft of that path is read as Markdown.
pub fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    matches!(extension.as_str(), "md" | "markdown" | "qmd" | "mdx")
}
