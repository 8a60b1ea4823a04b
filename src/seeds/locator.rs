//! A locator (lines, a paragraph, a heading) to the prose it names.

use super::seed::Seed;
use crate::text::BlockKind;
use crate::text::Prose;
use crate::text::Token;
use crate::text::Zone;
use crate::text::tokens;
use std::ops::Range;

/// The prose of lines `first..=last`, counted from 1 as an editor does; `None` when there are no such lines, or no
/// words on them.
pub fn lines(seed: &Seed, first: usize, last: usize) -> Option<Range<usize>> {
    if first == 0 || last < first || last > seed.text.line_count() {
        return None;
    }
    let span = seed.text.rows(first - 1, last - 1)?;
    let prose = &seed.prose;
    let place = |token: &Token| prose.span(&token.range());
    let start = prose.tokens.partition_point(|token| place(token).end() <= span.start());
    let end = prose.tokens.partition_point(|token| place(token).start() < span.end());
    (start < end).then(|| prose.range_of(&(start..end)))
}

/// The paragraph with the number that the document gives it; where it gives none, the `number`th of its text, from 1.
pub fn paragraph(seed: &Seed, number: usize) -> Option<Range<usize>> {
    let numbered = seed.paragraphs.iter().any(|paragraph| paragraph.number.is_some());
    let mut fitting = seed.paragraphs.iter().filter(|paragraph| !numbered || paragraph.number.is_some());
    let found = if numbered {
        fitting.find(|paragraph| paragraph.number == u32::try_from(number).ok())
    } else {
        fitting.filter(|paragraph| is_text(seed, &paragraph.range)).nth(number.checked_sub(1)?)
    };
    words_of(&seed.prose, &found?.range)
}

/// From a heading of these words (or its anchor, `the-harbour`) to the next one that is not under it.
pub fn heading(seed: &Seed, text: &str) -> Option<Range<usize>> {
    let prose = &seed.prose;
    let wanted: Vec<u64> = tokens(text).iter().filter(|token| token.is_spoken()).map(|token| token.id).collect();
    let is_heading =
        |index: &usize| prose.blocks[*index].kind == BlockKind::Heading && prose.blocks[*index].zone != Zone::Furniture;
    let matches = |index: &usize| {
        let found = prose.tokens[prose.blocks[*index].tokens.clone()].iter().filter(|token| token.is_spoken());
        !wanted.is_empty() && found.map(|token| token.id).eq(wanted.iter().copied())
    };
    let first = (0..prose.blocks.len()).filter(is_heading).find(matches)?;
    let level = |index: usize| {
        let at = prose.blocks[index].range.start;
        seed.headings.binary_search_by_key(&at, |heading| heading.at).map_or(1, |found| seed.headings[found].level)
    };
    let own = level(first);
    let after = (first + 1..prose.blocks.len()).filter(is_heading).find(|index| level(*index) <= own);
    let end = after.map_or(prose.text.len(), |index| prose.blocks[index].range.start);
    words_of(prose, &(prose.blocks[first].range.start..end))
}

fn words_of(prose: &Prose, range: &Range<usize>) -> Option<Range<usize>> {
    let tokens = prose.tokens_in(range);
    (!tokens.is_empty()).then(|| prose.range_of(&tokens))
}

/// True when a block of the story starts in `range`.
fn is_text(seed: &Seed, range: &Range<usize>) -> bool {
    let blocks = &seed.prose.blocks;
    let first = blocks.partition_point(|block| block.range.start < range.start);
    let mut inside = blocks[first..].iter().take_while(|block| block.range.start < range.end);
    inside.any(|block| matches!(block.zone, Zone::Body | Zone::Note | Zone::Comment))
}
