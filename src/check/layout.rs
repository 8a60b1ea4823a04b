//! A draft as it was read to how a report lays it out.

use crate::claims::Draft;
use crate::findings::LaidOut;
use crate::findings::Layout;

/// The parts of `draft` in its file.
pub fn layout(draft: &Draft) -> Layout {
    let blocks = draft.prose.blocks.iter().map(|block| {
        // Words that a reader put in (a space where a mark was left out) have no bytes of their own.
        LaidOut { kind: block.kind, words: draft.prose.letters(&block.range) }
    });
    let mut blocks: Vec<LaidOut> = blocks.filter(|block| !block.words.is_empty()).collect();
    for block in &mut blocks {
        block.words.sort_unstable();
    }
    blocks.sort_by_key(|block| block.span());
    let mut citations: Vec<_> = draft.citations.iter().map(|citation| citation.span).collect();
    let mut allowances: Vec<_> = draft.allowances.iter().map(|allowance| allowance.span).collect();
    for marks in [&mut citations, &mut allowances] {
        marks.sort_unstable();
        marks.dedup();
    }
    Layout { front: draft.front.extent, blocks, citations, allowances }
}
