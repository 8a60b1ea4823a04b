//! Where a quotation stands in a source: word for word, nearly, or in pieces.

use super::align::Alignment;
use super::align::Piece;
use super::align::align;
use crate::evidence::Source;
use crate::facts::quotes::Item;
use crate::facts::quotes::Join;
use crate::facts::quotes::Segment;
use crate::facts::quotes::Words;
use std::ops::Range;

/// Most words of the source that a marked omission may leave out (study A4).
const LONGEST_OMISSION: usize = 40;
/// Most words of the source that words in brackets may stand for (study A4).
const LONGEST_BRACKET: usize = 6;
/// Places looked at for a word that stands everywhere; a quotation has rarer words or is not worth the time.
const MOST_PLACES: usize = 4096;
/// Largest table of an alignment, in cells: a quotation of 2,500 words against 6,000.
const LARGEST_TABLE: usize = 16_000_000;

/// Positions of the words of one segment in a source.
pub type Run = Range<usize>;

/// The segments of a quotation, one after the other, each word for word, with no more left out than its marks allow.
///
/// Every way to do so, at most 64, in the order of the source.
pub fn exact(segments: &[Segment], source: &Source) -> Vec<Vec<Run>> {
    let Some(anchor) = rarest_segment(segments, source) else { return Vec::new() };
    let mut found = Vec::new();
    for run in runs(&segments[anchor].items, source).take(64) {
        let mut chain = vec![run];
        let fits = segments[anchor + 1..].iter().all(|segment| {
            let next = follow(segment, chain.last().expect("it starts with the anchor"), source);
            chain.extend(next.clone());
            next.is_some()
        });
        let fits = fits
            && (0..anchor).rev().all(|index| {
                let before = precede(&segments[index], &segments[index + 1].join, &chain[0], source);
                before.into_iter().for_each(|run| chain.insert(0, run));
                chain.len() == segments.len() - index
            });
        if fits {
            found.push(chain);
        }
    }
    found
}

fn rarest_segment(segments: &[Segment], source: &Source) -> Option<usize> {
    let rarity = |segment: &Segment| {
        let counts = segment.items.iter().map(|item| source.index.count(item.id, 64));
        (counts.min().unwrap_or(usize::MAX), std::cmp::Reverse(segment.items.len()))
    };
    (0..segments.len()).min_by_key(|index| rarity(&segments[*index]))
}

/// Every place where `items` stand word for word.
pub fn runs<'a>(items: &'a [Item], source: &'a Source) -> impl Iterator<Item = Run> + 'a {
    let fixed = (0..items.len()).filter(|index| items[*index].unbracketed.is_none());
    let anchor = fixed.min_by_key(|index| source.index.count(items[*index].id, 64)).unwrap_or(0);
    let places = items.first().map(|_| source.index.positions(items[anchor].id).take(MOST_PLACES));
    places.into_iter().flatten().filter_map(move |place| {
        let start = place.checked_sub(anchor)?;
        stands_at(items, start, source).then_some(start..start + items.len())
    })
}

fn stands_at(items: &[Item], start: usize, source: &Source) -> bool {
    let ids = source.index.ids();
    start + items.len() <= ids.len()
        && items
            .iter()
            .enumerate()
            .all(|(index, item)| ids[start + index] == item.id || is_bracketed_form(item, start + index, source))
}

/// `plan[s]` for the source's `plans` or `planned`: the letters outside the brackets are the source's.
fn is_bracketed_form(item: &Item, position: usize, source: &Source) -> bool {
    let Some(kept) = &item.unbracketed else { return false };
    let (kept, word) = (crate::text::fold(kept), crate::text::fold(source.word(position)));
    let shared = kept.chars().count() * 2 >= word.chars().count();
    shared && (word.starts_with(&kept) || word.ends_with(&kept))
}

fn gap_of(join: &Join) -> usize {
    match join {
        Join::Contiguous => 0,
        Join::Ellipsis => LONGEST_OMISSION,
        Join::Bracket(_) => LONGEST_BRACKET,
    }
}

fn follow(segment: &Segment, before: &Run, source: &Source) -> Option<Run> {
    let starts = (0..=gap_of(&segment.join)).map(|gap| before.end + gap);
    let start =
        starts.chain(source.after_own_words(before.end)).find(|start| stands_at(&segment.items, *start, source))?;
    Some(start..start + segment.items.len())
}

fn precede(segment: &Segment, join: &Join, after: &Run, source: &Source) -> Option<Run> {
    let starts = (0..=gap_of(join)).filter_map(|gap| after.start.checked_sub(gap + segment.items.len()));
    let own = source.before_own_words(after.start).and_then(|end| end.checked_sub(segment.items.len()));
    let start = starts.chain(own).find(|start| stands_at(&segment.items, *start, source))?;
    Some(start..start + segment.items.len())
}

/// A quotation that stands in a source only in pieces.
#[derive(Clone, Debug)]
pub struct Pieces {
    /// Items of the flattened quotation, and where each piece stands.
    pub pieces: Vec<(Range<usize>, Run)>,
}

/// `items` as two or three runs that each stand in the source word for word, out of order or with words between them
/// left out. A piece has two words or more, three where there are three pieces.
pub fn in_pieces(items: &[Item], source: &Source) -> Option<Pieces> {
    if items.len() < 5 {
        return None;
    }
    let head = longest_run(items, source);
    if head.is_empty() {
        return None;
    }
    let split = head[0].len();
    if split < 2 {
        return None;
    }
    // The second run may start earlier than the first one ends by chance: keep two words for each.
    let split = split.min(items.len() - 2);
    let place = |at: usize| {
        let first = head.iter().map(|run| run.start..run.start + at);
        let rest: Vec<Run> = runs(&items[at..], source).take(64).collect();
        first
            .flat_map(|one| rest.iter().map(move |two| (one.clone(), two.clone())))
            .min_by_key(|(one, two)| distance(one, two))
    };
    for at in (2..=split).rev().take(6) {
        if let Some((one, two)) = place(at) {
            return Some(Pieces { pieces: vec![(0..at, one), (at..items.len(), two)] });
        }
    }
    let rest = &items[split..];
    let middle = longest_run(rest, source);
    let length = middle.first().map_or(0, Range::len);
    if split < 3 || length < 3 || rest.len() < length + 3 {
        return None;
    }
    let tail = runs(&rest[length..], source).next()?;
    Some(Pieces {
        pieces: vec![
            (0..split, head[0].start..head[0].start + split),
            (split..split + length, middle[0].clone()),
            (split + length..items.len(), tail),
        ],
    })
}

/// How far `two` stands from following `one`; a step back counts more than a step ahead.
fn distance(one: &Run, two: &Run) -> usize {
    if two.start >= one.end { two.start - one.end } else { 1_000_000 + one.end - two.start }
}

/// The places of the longest run that starts with the first of `items`, at most 64.
fn longest_run(items: &[Item], source: &Source) -> Vec<Run> {
    let ids = source.index.ids();
    let mut best: Vec<Run> = Vec::new();
    for start in source.index.positions(items[0].id).take(MOST_PLACES) {
        let length = items.iter().zip(&ids[start..]).take_while(|(item, id)| item.id == **id).count();
        let known = best.first().map_or(1, Range::len);
        if length > known || (best.is_empty() && length == known) {
            best.clear();
        }
        if length >= known && best.len() < 64 {
            best.push(start..start + length);
        }
    }
    best
}

/// The stretch of the source that the quotation comes nearest to, by its rarest words.
pub fn nearest(segments: &[Segment], source: &Source, words: &Words) -> Option<Alignment> {
    let pieces = pieces(segments, words);
    let slack = slack(segments, pieces.len());
    let windows = windows(&pieces, source, slack).into_iter();
    windows.filter_map(|window| lay(&pieces, source, words, window)).min_by_key(|found| found.cost)
}

/// The quotation laid on a stretch of the source that something else has found.
pub fn align_in(segments: &[Segment], source: &Source, words: &Words, window: &Range<usize>) -> Option<Alignment> {
    let pieces = pieces(segments, words);
    lay(&pieces, source, words, window.start.saturating_sub(1)..window.end + 1)
}

fn lay(pieces: &[Piece], source: &Source, words: &Words, window: Range<usize>) -> Option<Alignment> {
    let stretch = window.start..window.end.min(source.index.len());
    if stretch.is_empty() || stretch.len().saturating_mul(pieces.len()) > LARGEST_TABLE {
        return None;
    }
    let weights: Vec<u32> = stretch.clone().map(|position| source.weight(position, words)).collect();
    let ids = &source.index.ids()[stretch.clone()];
    Some(align(pieces, ids, &weights, stretch.start).with_last_word(pieces, ids, stretch.start))
}

fn pieces(segments: &[Segment], words: &Words) -> Vec<Piece> {
    let items = segments.iter().flat_map(|segment| {
        segment
            .items
            .iter()
            .enumerate()
            .map(move |(index, item)| (index == 0 && segment.join != Join::Contiguous, item))
    });
    items
        .map(|(gap_before, item)| Piece { id: item.id, weight: words.weight(item.id, item.has_digits), gap_before })
        .collect()
}

/// Words by which a quotation may be longer in the source.
fn slack(segments: &[Segment], words: usize) -> usize {
    3 + words / 5 + segments.iter().map(|segment| gap_of(&segment.join)).sum::<usize>()
}

/// The three stretches of the source that the rarest words of the quotation vote for.
fn windows(pieces: &[Piece], source: &Source, slack: usize) -> Vec<Range<usize>> {
    let mut rarity: Vec<(usize, usize)> = pieces
        .iter()
        .enumerate()
        .map(|(index, piece)| (source.index.count(piece.id, 65), index))
        .filter(|(count, _)| (1..=64).contains(count))
        .collect();
    rarity.sort_unstable();
    rarity.truncate(16);
    if rarity.is_empty() {
        return Vec::new();
    }
    let total = source.index.len() as f64;
    let mut votes: Vec<(i64, f64)> = Vec::new();
    for (count, index) in rarity {
        let weight = (1.0 + total / count as f64).ln();
        for position in source.index.positions(pieces[index].id) {
            votes.push((position as i64 - index as i64, weight));
        }
    }
    votes.sort_by_key(|(start, _)| *start);
    let mut windows = Vec::new();
    for _ in 0..3 {
        let Some((first, last)) = heaviest(&votes, slack as i64) else { break };
        let (start, end) = (votes[first].0, votes[last].0);
        let from = (start - slack as i64).max(0) as usize;
        let until = (end + (pieces.len() + slack) as i64).max(0) as usize;
        windows.push(from.min(source.index.len())..until);
        votes.drain(first..=last);
    }
    windows
}

fn heaviest(votes: &[(i64, f64)], width: i64) -> Option<(usize, usize)> {
    let (mut sum, mut first, mut best) = (0.0, 0, None::<(f64, usize, usize)>);
    for last in 0..votes.len() {
        sum += votes[last].1;
        while votes[last].0 - votes[first].0 > width {
            sum -= votes[first].1;
            first += 1;
        }
        if best.is_none_or(|(known, _, _)| sum > known + 1e-9) {
            best = Some((sum, first, last));
        }
    }
    best.map(|(_, first, last)| (first, last))
}
