//! What came of holding a quotation against one source (study A6, A7).

use super::changes::Change;
use super::changes::Near;
use super::changes::Row;
use super::changes::Sides;
use super::search;
use crate::evidence::Limits;
use crate::evidence::Source;
use crate::facts::Language;
use crate::facts::quotes::Item;
use crate::facts::quotes::Join;
use crate::facts::quotes::Segment;
use crate::text::Prose;
use std::ops::Range;

/// A stretch of a source, in bytes of its prose.
pub type Passage = Range<usize>;

/// How a quotation stands to one source, best first.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Word for word, or in another spelling that a quotation may choose.
    Verbatim {
        passage: Passage,
        /// Every place where it stands, at most 64.
        places: Vec<Passage>,
    },
    /// The words are there, in pieces that no mark sets apart, or in another order, or too far apart.
    Spliced {
        /// Bytes of the draft's prose: the two words at the join.
        draft: Range<usize>,
        parts: Vec<Passage>,
        /// Words of the source left out at the join; `None` where the order is another.
        missing: Option<usize>,
        is_marked: bool,
    },
    /// Nearly there: the changes, in order; at least one.
    Altered { passage: Passage, changes: Vec<Change>, similarity: f64, rows: Vec<Row> },
    /// Not there; the nearest passage, when it is near enough to show.
    Absent { nearest: Option<Passage> },
    /// Longer than can be compared.
    TooLong,
}

impl Outcome {
    /// Less is better: of several cited sources the best one counts.
    pub fn rank(&self) -> (u8, u32) {
        match self {
            Outcome::Verbatim { .. } => (0, 0),
            Outcome::Altered { changes, similarity, .. } => {
                let grave = changes.iter().any(|change| change.kind.is_altering());
                (if grave { 3 } else { 1 }, 1000 - (similarity * 1000.0) as u32)
            }
            Outcome::Spliced { .. } => (2, 0),
            Outcome::Absent { nearest: Some(_) } => (4, 0),
            Outcome::Absent { nearest: None } => (5, 0),
            Outcome::TooLong => (6, 0),
        }
    }
}

/// Longest quotation that is compared word by word, in words; a longer one is checked for standing there verbatim.
const LONGEST: usize = 2_500;

/// Holds a quotation, cut into `segments` of the prose `draft`, against `source`.
pub fn compare(draft: &Prose, segments: &[Segment], source: &Source, language: &Language, limits: &Limits) -> Outcome {
    let places = search::exact(segments, source);
    if let Some(chain) = best_chain(&places, source) {
        let all = places.iter().map(|chain| whole(chain, source)).collect();
        return Outcome::Verbatim { passage: whole(chain, source), places: all };
    }
    let items: Vec<&Item> = segments.iter().flat_map(|segment| &segment.items).collect();
    let words = items.len();
    if words > LONGEST {
        return Outcome::TooLong;
    }
    let sides = Sides { draft, items, source, language, limits };
    let spliced = spliced(segments, source, limits);
    if let Some(Outcome::Verbatim { .. }) = spliced {
        return spliced.expect("it was there");
    }
    let by_words = search::nearest(segments, source, &language.quotes).map(|found| (sides.near(&found), found));
    let near = if is_sure(by_words.as_ref().map(|(near, _)| near), words) {
        by_words
    } else {
        sides.by_letters(segments, by_words)
    };
    if let Some((near, found)) = &near {
        if near.changes.is_empty() {
            let passage = source.range(&found.source);
            return Outcome::Verbatim { places: vec![passage.clone()], passage };
        }
        // One word for one or two is a misquote, even where its two halves happen to stand elsewhere too.
        let is_one_word = near.changes.len() == 1 && near.longest_change <= 2;
        let is_least = spliced.is_none() || is_one_word;
        if is_least && is_accepted(near, words, limits.similarity) {
            return Outcome::Altered {
                passage: source.range(&found.source),
                changes: near.changes.clone(),
                similarity: near.similarity,
                rows: sides.rows(found),
            };
        }
    }
    if let Some(spliced) = spliced {
        return spliced;
    }
    let nearest = near.filter(|(near, _)| is_weak(near, words)).map(|(_, found)| source.range(&found.source));
    Outcome::Absent { nearest }
}

/// Share of a quotation's weight from which on its words alone have found its place.
const SURE: f64 = 0.8;
/// Words of a quotation that is too short for its words alone to find its place.
const SHORT: usize = 7;

fn is_sure(near: Option<&Near>, words: usize) -> bool {
    near.is_some_and(|near| words > SHORT && near.similarity >= SURE)
}

/// Of several equal places, the first that is evidence.
fn best_chain<'a>(places: &'a [Vec<search::Run>], source: &Source) -> Option<&'a Vec<search::Run>> {
    places.iter().find(|chain| {
        let prose = &source.seed.prose;
        let start = source.range(&chain[0]).start;
        prose.blocks.get(prose.block_at(start)).is_some_and(|block| block.zone.is_evidence())
    })
}

fn whole(chain: &[search::Run], source: &Source) -> Passage {
    let first = chain.iter().map(|run| run.start).min().unwrap_or(0);
    let last = chain.iter().map(|run| run.end).max().unwrap_or(0);
    source.range(&(first..last))
}

/// Words between two runs from which on a missing mark makes a splice; fewer are dropped words (study A7).
const SHORTEST_SPLICE: usize = 3;

fn spliced(segments: &[Segment], source: &Source, limits: &Limits) -> Option<Outcome> {
    let around = |items: &[Item], at: usize| {
        let (first, last) = (&items[at.saturating_sub(1)], &items[at.min(items.len() - 1)]);
        first.range.start..last.range.end
    };
    if let [segment] = segments {
        let found = search::in_pieces(&segment.items, source)?;
        let parts: Vec<Passage> = found.pieces.iter().map(|(_, run)| source.range(run)).collect();
        for pair in found.pieces.windows(2) {
            let (one, two) = (&pair[0].1, &pair[1].1);
            let goes_on = source.after_own_words(one.end) == Some(two.start);
            if goes_on || (two.start >= one.end && two.start - one.end < SHORTEST_SPLICE) {
                continue;
            }
            let missing = (two.start >= one.end).then(|| two.start - one.end);
            let place = around(&segment.items, pair[1].0.start);
            return Some(Outcome::Spliced { draft: place, parts, missing, is_marked: false });
        }
        let all_go_on =
            found.pieces.windows(2).all(|pair| source.after_own_words(pair[0].1.end) == Some(pair[1].1.start));
        let runs: Vec<_> = found.pieces.iter().map(|(_, run)| run.clone()).collect();
        let passage = whole(&runs, source);
        return all_go_on.then(|| Outcome::Verbatim { places: vec![passage.clone()], passage });
    }
    // Every part stands there, but not in order or not near enough to each other.
    let mut runs: Vec<search::Run> = Vec::new();
    for segment in segments {
        let places: Vec<_> = search::runs(&segment.items, source).take(64).collect();
        let after = runs.last().map_or(0, |run| run.end);
        let next = places.iter().find(|run| run.start >= after).or(places.first())?;
        runs.push(next.clone());
    }
    // A word or two stands anywhere and shows nothing.
    if segments.iter().filter(|segment| segment.items.len() >= 3).count() < 2 {
        return None;
    }
    let place = runs.windows(2).zip(&segments[1..]).find(|(pair, segment)| {
        let limit = match segment.join {
            Join::Contiguous => 0,
            Join::Ellipsis | Join::Bracket(_) => limits.longest_omission,
        };
        pair[1].start < pair[0].end || pair[1].start - pair[0].end > limit
    })?;
    let (pair, segment) = place;
    let index = segments.iter().position(|other| std::ptr::eq(other, segment)).unwrap_or(1);
    let before = segments[index - 1].items.last()?;
    let after = segment.items.first()?;
    Some(Outcome::Spliced {
        draft: before.range.start..after.range.end,
        parts: runs.iter().map(|run| source.range(run)).collect(),
        missing: pair[1].start.checked_sub(pair[0].end),
        is_marked: segment.join != Join::Contiguous,
    })
}

/// The table of study A6: how near is near enough to say that words were changed.
fn is_accepted(near: &Near, words: usize, similarity: f64) -> bool {
    match words {
        0..=2 => false,
        3..=4 => near.changes.len() == 1 && (near.altering == 0 || (near.shared >= 1 && near.shares_rare)),
        5..=7 => near.similarity >= 0.70 && (near.shared >= 2 || (near.similarity >= 0.75 && near.shares_rare)),
        // No unrelated text comes nearer than 0.50 at eight words (study 0), so a quotation of mostly small words that
        // stays well above it needs fewer of the others.
        _ => near.similarity >= similarity && (near.shared >= 3 || (near.similarity >= 0.70 && near.shared >= 1)),
    }
}

/// Near enough to be shown as the closest passage of a quotation that is not there.
fn is_weak(near: &Near, words: usize) -> bool {
    match words {
        0..=2 => false,
        3..=4 => near.changes.len() <= 2 && near.shared >= 1,
        5..=7 => near.similarity >= 0.60 && near.shared >= 1,
        _ => near.similarity >= 0.50 && near.shared >= 2,
    }
}
