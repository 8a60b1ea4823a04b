//! Block quotations: which blocks they are, which words are quoted, which line says whose they are.

use crate::text::Prose;
use std::ops::Range;

/// A block quotation, read whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockQuote {
    /// Its blocks in the prose.
    pub blocks: Range<usize>,
    /// The quoted words, from the first to the last, without an attribution line; bytes of the prose.
    pub words: Range<usize>,
    /// The line that says whose words they are: `— Ines Okafor`, the last line of the quotation or a paragraph of its
    /// own right after it.
    pub attribution: Option<Range<usize>>,
    /// The block of `attribution` when it stands after the quotation.
    pub attribution_block: Option<usize>,
    /// The block before it that ends in a colon.
    pub lead_in: Option<usize>,
}

/// What the reader of a format sees of a block quotation.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub blocks: Range<usize>,
    pub lead_in: Option<usize>,
    /// The paragraph right after it.
    pub after: Option<usize>,
    /// The last block came from a list of one item with a dash: `> - Ines Okafor`.
    pub ends_in_dash_item: bool,
}

/// Longest attribution line in bytes; what is longer and starts with a dash is speech or an aside.
const LONGEST_ATTRIBUTION: usize = 240;

pub(super) fn block_quotes(prose: &Prose, seen: &[Seen]) -> Vec<BlockQuote> {
    seen.iter().map(|seen| block_quote(prose, seen)).collect()
}

fn block_quote(prose: &Prose, seen: &Seen) -> BlockQuote {
    let first = prose.blocks[seen.blocks.start].range.start;
    let last_block = seen.blocks.end - 1;
    let last = &prose.blocks[last_block].range;
    let mut quote = BlockQuote {
        blocks: seen.blocks.clone(),
        words: first..last.end,
        attribution: None,
        attribution_block: None,
        lead_in: seen.lead_in,
    };
    let letters = &prose.text[last.clone()];
    let line = letters.trim_end().rfind('\n').map_or(last.start, |newline| last.start + newline + 1);
    let has_words_before = prose.text[first..line].contains(char::is_alphanumeric);
    let is_dashed = is_attribution(&prose.text[line..last.end]);
    let is_item = seen.ends_in_dash_item && line == last.start && last.len() <= LONGEST_ATTRIBUTION;
    if has_words_before && (is_dashed || is_item) {
        quote.attribution = Some(line..last.end);
        let words = prose.text[first..line].trim_end().len();
        quote.words = first..first + words;
        return quote;
    }
    if let Some(after) = seen.after.filter(|after| is_attribution(&prose.text[prose.blocks[*after].range.clone()])) {
        quote.attribution = Some(prose.blocks[after].range.clone());
        quote.attribution_block = Some(after);
    }
    quote
}

/// True for `— Name`, `-- Name`, `– Name, 3 May`.
fn is_attribution(line: &str) -> bool {
    let line = line.trim();
    let name = line.trim_start_matches(['—', '–', '―', '-', '~']);
    name.len() < line.len() && !name.trim().is_empty() && line.len() <= LONGEST_ATTRIBUTION && !line.contains('\n')
}
