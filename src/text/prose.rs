//! The readable text of a document, its blocks, tokens and sentences, and the way back to the file.

use super::map::OffsetMap;
use super::sentence::{Sentence, Splitter};
use super::span::Span;
use super::token::{Token, tokens};
use std::ops::Range;

/// What kind of block a stretch of prose is. Nothing that is read across words crosses a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Paragraph,
    Heading,
    Item,
    Cell,
    /// A block quotation.
    Quote,
    Caption,
    /// The body of a footnote.
    Footnote,
}

/// What part of a document a block belongs to, and so what it is evidence for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    Body,
    Headline,
    Dateline,
    Byline,
    /// An aside of the author of a message: `(Note: … End note.)`
    Note,
    /// A remark of the author of a message: `Comment: … End Comment.`
    Comment,
    /// Header fields of a message: evidence only for statements about the document.
    Header,
    /// Banners, links, page numbers: never evidence.
    Furniture,
}

impl Zone {
    /// True when what stands here can support a claim.
    pub fn is_evidence(self) -> bool {
        !matches!(self, Zone::Header | Zone::Furniture)
    }
}

/// A stretch of the prose that reads on without a break.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub zone: Zone,
    /// Bytes of [`Prose::text`].
    pub range: Range<usize>,
    /// Indices into [`Prose::tokens`].
    pub tokens: Range<usize>,
    /// Indices into [`Prose::sentences`].
    pub sentences: Range<usize>,
}

/// The text that a reader of the document sees, without markup.
///
/// Facts are found in it and keep its byte ranges; [`Prose::span`] gives their place in the file. Ranges of prose are
/// `Range<usize>`, places in the file are [`Span`], so the two cannot be taken for each other.
#[derive(Debug, Default)]
pub struct Prose {
    pub text: String,
    map: OffsetMap,
    pub blocks: Vec<Block>,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
}

impl Prose {
    /// Plain words as they stand, one block a paragraph: for text that is in no document.
    pub fn plain(text: &str, splitter: &Splitter) -> Prose {
        let mut builder = ProseBuilder::default();
        let mut at = 0;
        for paragraph in text.split("\n\n") {
            builder.open(BlockKind::Paragraph, Zone::Body);
            builder.copy(paragraph, at);
            builder.close();
            at += paragraph.len() + 2;
        }
        builder.finish(splitter)
    }

    /// The place in the file of `range`, markup between its ends included.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let start = self.map.start(range.start);
        let end = if range.is_empty() { start } else { self.map.end(range.end) };
        Span::mapped(start as u32, end.max(start) as u32)
    }

    /// The places in the file of the letters of `range`, without the markup between them; those that touch are one.
    pub fn letters(&self, range: &Range<usize>) -> Vec<Span> {
        let mut letters: Vec<Span> = Vec::new();
        for origin in self.map.origins(range.clone()).filter(|origin| !origin.is_empty()) {
            let span = Span::mapped(origin.start as u32, origin.end as u32);
            match letters.last_mut() {
                Some(last) if last.end() == span.start() => *last = last.join(span),
                _ => letters.push(span),
            }
        }
        letters
    }

    pub fn slice(&self, range: &Range<usize>) -> &str {
        &self.text[range.clone()]
    }

    /// The letters of the token at `index`.
    pub fn word(&self, index: usize) -> &str {
        &self.text[self.tokens[index].range()]
    }

    /// Indices of the tokens that lie in `range` whole.
    pub fn tokens_in(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.start() < range.start);
        let last = self.tokens.partition_point(|token| token.end() <= range.end);
        first..last.max(first)
    }

    /// The bytes from the first to the last token of `tokens`.
    pub fn range_of(&self, tokens: &Range<usize>) -> Range<usize> {
        if tokens.is_empty() {
            let at = self.tokens.get(tokens.start).map_or(self.text.len(), Token::start);
            return at..at;
        }
        self.tokens[tokens.start].start()..self.tokens[tokens.end - 1].end()
    }

    /// Index of the block that holds the byte at `offset`, or of the last one before it.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|block| block.range.start <= offset).saturating_sub(1)
    }

    /// Index of the sentence that holds the byte at `offset`, or of the last one before it.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.range.start <= offset).saturating_sub(1)
    }
}

/// Puts a [`Prose`] together from pieces of a file, in order.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    text: String,
    map: OffsetMap,
    blocks: Vec<(BlockKind, Zone, Range<usize>)>,
    open: Option<(BlockKind, Zone, usize)>,
}

impl ProseBuilder {
    /// Bytes of prose so far.
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// Starts a block; closes the one that is open.
    pub fn open(&mut self, kind: BlockKind, zone: Zone) {
        self.close();
        self.open = Some((kind, zone, self.text.len()));
    }

    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Ends the open block, if there is one; a block of nothing but space is dropped.
    pub fn close(&mut self) {
        let Some((kind, zone, start)) = self.open.take() else { return };
        if self.text[start..].trim().is_empty() {
            return;
        }
        self.blocks.push((kind, zone, start..self.text.len()));
        // The separator maps to no bytes at the place where the block ended.
        let at = self.map.end(self.text.len());
        self.text.push_str("\n\n");
        self.map.push(2, at, 0);
    }

    /// Adds letters as they stand in the file at byte `at`.
    pub fn copy(&mut self, letters: &str, at: usize) {
        self.text.push_str(letters);
        self.map.push(letters.len(), at, letters.len());
    }

    /// Adds letters that stand for other bytes: an entity, an escape, a removed page break.
    pub fn replace(&mut self, letters: &str, origin: Range<usize>) {
        self.text.push_str(letters);
        self.map.push(letters.len(), origin.start, origin.len());
    }

    pub fn finish(mut self, splitter: &Splitter) -> Prose {
        self.close();
        let found = tokens(&self.text);
        let mut prose = Prose { text: self.text, map: self.map, tokens: found, ..Prose::default() };
        let mut first = 0;
        for (kind, zone, range) in self.blocks {
            while prose.tokens.get(first).is_some_and(|token| token.start() < range.start) {
                first += 1;
            }
            let mut last = first;
            while prose.tokens.get(last).is_some_and(|token| token.end() <= range.end) {
                last += 1;
            }
            let before = prose.sentences.len();
            splitter.split(&prose.text, &prose.tokens, first..last, prose.blocks.len(), &mut prose.sentences);
            let sentences = before..prose.sentences.len();
            prose.blocks.push(Block { kind, zone, range, tokens: first..last, sentences });
            first = last;
        }
        prose
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_over_markup_covers_the_markup() {
        // `the *old* bridge &amp; road`
        let mut builder = ProseBuilder::default();
        builder.open(BlockKind::Paragraph, Zone::Body);
        builder.copy("the ", 0);
        builder.copy("old", 5);
        builder.copy(" bridge ", 9);
        builder.replace("&", 17..22);
        builder.copy(" road", 22);
        let prose = builder.finish(&Splitter::default());
        assert_eq!(prose.text.trim_end(), "the old bridge & road");
        let at = |words: &str| {
            let start = prose.text.find(words).unwrap();
            let span = prose.span(&(start..start + words.len()));
            (span.start(), span.end())
        };
        assert_eq!(at("the old bridge"), (0, 16));
        assert_eq!(at("old"), (5, 8));
        assert_eq!(at("& road"), (17, 27));
        let letters: Vec<_> = prose.letters(&(2..21)).iter().map(|span| (span.start(), span.end())).collect();
        assert_eq!(letters, [(2, 4), (5, 8), (9, 27)]);
        assert_eq!(prose.tokens_in(&(4..14)), 1..3);
    }
}
