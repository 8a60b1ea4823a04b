//! What came of holding a quotation against one source (study A6, A7).

use super::align::Alignment;
use super::align::Step;
use super::search;
use crate::evidence::Limits;
use crate::evidence::Source;
use crate::facts::quotes::Item;
use crate::facts::quotes::Join;
use crate::facts::quotes::Kind;
use crate::facts::quotes::Segment;
use crate::facts::quotes::WordClass;
use crate::facts::quotes::Words;
use crate::facts::quotes::difference;
use crate::text::Prose;
use std::ops::Range;

/// A stretch of a source, in bytes of its prose.
pub type Passage = Range<usize>;

/// Words that differ.
#[derive(Clone, Debug)]
pub struct Change {
    pub kind: Kind,
    /// Bytes of the draft's prose: the words that are other than in the source, or, where words are missing, the two
    /// around the gap.
    pub draft: Range<usize>,
    /// The draft's words; empty where words are missing.
    pub draft_words: String,
    /// Bytes of the source's prose: its words, or the two around where the draft has more.
    pub source: Passage,
    /// The source's words; empty where the draft has more.
    pub source_words: String,
    /// `[sic]` stands after a word that the source spells otherwise.
    pub is_wrong_sic: bool,
}

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
    Altered { passage: Passage, changes: Vec<Change>, similarity: f64, diff: Vec<(bool, String, String)> },
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
///
pub fn compare(draft: &Prose, segments: &[Segment], source: &Source, words: &Words, limits: &Limits) -> Outcome {
    let places = search::exact(segments, source);
    if let Some(chain) = best_chain(&places, source) {
        let all = places.iter().map(|chain| whole(chain, source)).collect();
        return Outcome::Verbatim { passage: whole(chain, source), places: all };
    }
    let items: Vec<&Item> = segments.iter().flat_map(|segment| &segment.items).collect();
    if items.len() > LONGEST {
        return Outcome::TooLong;
    }
    let spliced = spliced(segments, source, limits);
    if let Some(Outcome::Verbatim { .. }) = spliced {
        return spliced.expect("it was there");
    }
    let near = search::nearest(segments, source, words)
        .map(|found| (judge(draft, &items, &found, source, words, limits), found));
    if let Some((near, found)) = &near {
        if near.changes.is_empty() {
            let passage = source.range(&found.source);
            return Outcome::Verbatim { places: vec![passage.clone()], passage };
        }
        // One word for one or two is a misquote, even where its two halves happen to stand elsewhere too.
        let is_one_word = near.changes.len() == 1 && near.longest_change <= 2;
        let is_least = spliced.is_none() || is_one_word;
        if is_least && is_accepted(near, items.len(), limits.similarity) {
            return Outcome::Altered {
                passage: source.range(&found.source),
                changes: near.changes.clone(),
                similarity: near.similarity,
                diff: diff(draft, &items, found, source),
            };
        }
    }
    if let Some(spliced) = spliced {
        return spliced;
    }
    match near {
        Some((near, found)) if is_weak(&near, items.len()) => {
            Outcome::Absent { nearest: Some(source.range(&found.source)) }
        }
        _ => Outcome::Absent { nearest: None },
    }
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

/// What an alignment shows.
struct Near {
    changes: Vec<Change>,
    similarity: f64,
    /// Content words that stand unchanged.
    shared: usize,
    /// One of them stands in the source at most twice.
    shares_rare: bool,
    /// Changes of a word that carries matter.
    content_changes: usize,
    /// Most words of either side that one change takes.
    longest_change: usize,
}

fn judge(draft: &Prose, items: &[&Item], found: &Alignment, source: &Source, words: &Words, limits: &Limits) -> Near {
    let mut near = Near {
        changes: Vec::new(),
        similarity: search::refined_similarity(found, items, draft, source, words),
        shared: 0,
        shares_rare: false,
        content_changes: 0,
        longest_change: 0,
    };
    let mut steps = found.steps.iter().peekable();
    let mut last_position = found.source.start;
    let mut last_item = 0;
    while let Some(step) = steps.next() {
        if let Step::Same(item, position) = step {
            (last_item, last_position) = (*item, *position);
            if words.class(items[*item].id) == WordClass::Content {
                near.shared += 1;
                near.shares_rare |= source.index.count(items[*item].id, 3) <= 2;
            }
            continue;
        }
        if let Step::Omitted(position) = step {
            last_position = *position;
            continue;
        }
        let (mut ours, mut theirs): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut next = Some(step);
        loop {
            match next {
                Some(Step::Changed(item, position)) => {
                    ours.push(*item);
                    theirs.push(*position);
                }
                Some(Step::Added(item)) => ours.push(*item),
                Some(Step::Dropped(position)) => theirs.push(*position),
                _ => {}
            }
            next = match steps.peek() {
                Some(Step::Changed(..) | Step::Added(_) | Step::Dropped(_)) => steps.next(),
                _ => break,
            };
        }
        if let Some(change) = change(draft, items, &ours, &theirs, (last_item, last_position), source, words, limits) {
            near.content_changes += usize::from(change.kind.is_altering());
            near.longest_change = near.longest_change.max(ours.len()).max(theirs.len());
            near.changes.push(change);
        }
        last_item = ours.last().copied().unwrap_or(last_item);
        last_position = theirs.last().copied().unwrap_or(last_position);
    }
    near
}

fn change(
    draft: &Prose,
    items: &[&Item],
    ours: &[usize],
    theirs: &[usize],
    before: (usize, usize),
    source: &Source,
    words: &Words,
    limits: &Limits,
) -> Option<Change> {
    let draft_words: Vec<&str> = ours.iter().map(|item| draft.slice(&items[*item].range)).collect();
    let source_words: Vec<&str> = theirs.iter().map(|position| source.word(*position)).collect();
    // `plan[s]` beside `planned`: what stands outside the brackets is the source's.
    let bracketed = ours.len() == 1 && theirs.len() == 1 && items[ours[0]].unbracketed.is_some();
    if bracketed && words.inflections.same_word(draft_words[0], source_words[0]) {
        return None;
    }
    let is_known = |word: &str| words.is_listed(word) || source.index.count(crate::text::word_id(word), 3) > 2;
    let is_wrong_sic = ours.iter().any(|item| items[*item].is_sic);
    let mut kind = difference(&draft_words, &source_words, words, &is_known);
    if is_wrong_sic {
        kind = kind.max(Kind::Spelling);
    }
    if kind == Kind::Same || (kind == Kind::Variant && !limits.strict) {
        return None;
    }
    let in_draft = |first: usize, last: usize| items[first].range.start..items[last.min(items.len() - 1)].range.end;
    let draft_range = match (ours.first(), ours.last()) {
        (Some(first), Some(last)) => in_draft(*first, *last),
        _ => in_draft(before.0, before.0 + 1),
    };
    let source_positions = match (theirs.first(), theirs.last()) {
        (Some(first), Some(last)) => *first..last + 1,
        _ => before.1..(before.1 + 2).min(source.index.len()),
    };
    Some(Change {
        kind,
        draft: draft_range,
        draft_words: draft_words.join(" "),
        source: source.range(&source_positions),
        source_words: if theirs.is_empty() {
            String::new()
        } else {
            source.seed.prose.slice(&source.range(&source_positions)).split_whitespace().collect::<Vec<_>>().join(" ")
        },
        is_wrong_sic,
    })
}

/// The table of study A6: how near is near enough to say that words were changed.
fn is_accepted(near: &Near, words: usize, similarity: f64) -> bool {
    match words {
        0..=2 => false,
        3..=4 => near.changes.len() == 1 && (near.content_changes == 0 || (near.shared >= 1 && near.shares_rare)),
        5..=7 => near.similarity >= 0.70 && near.shared >= 2,
        _ => near.similarity >= similarity && near.shared >= 3,
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

/// Words side by side for the eye: whether both have them, the draft's, the source's.
fn diff(draft: &Prose, items: &[&Item], found: &Alignment, source: &Source) -> Vec<(bool, String, String)> {
    let omitted = |position: &usize| found.steps.contains(&Step::Omitted(*position));
    let positions: Vec<usize> = if items.len() < 300 {
        found.source.clone().filter(|position| !omitted(position)).collect()
    } else {
        found.source.clone().collect()
    };
    let ours: Vec<u64> = items.iter().map(|item| item.id).collect();
    let theirs: Vec<u64> = positions.iter().map(|position| source.index.ids()[*position]).collect();
    let left = |range: Range<usize>| words(items[range].iter().map(|item| draft.slice(&item.range)));
    let right = |range: Range<usize>| words(positions[range].iter().map(|position| source.word(*position)));
    similar::capture_diff_slices(similar::Algorithm::Patience, &ours, &theirs)
        .into_iter()
        .map(|change| {
            let both = change.tag() == similar::DiffTag::Equal;
            (both, left(change.old_range()), right(change.new_range()))
        })
        .collect()
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}
