//! A claim laid beside the passage of a source that it retells: which place of the one is which of the other.
//!
//! Where the words around a fact are the same on both sides, what stands between them in the source is its counterpart.
//! This is the strict evidence that a drift needs; nothing here is found by likeness of meaning.

use super::Source;
use super::passages::Support;
use super::quotes::Piece;
use super::quotes::Step;
use super::quotes::align;
use crate::facts::Language;
use crate::facts::quotes::WordClass;
use crate::text::Prose;
use std::ops::Range;

/// A claim laid beside a passage.
#[derive(Debug)]
pub struct Slots {
    /// Tokens of the claim that are compared, in order.
    tokens: Vec<usize>,
    /// For each of them, the position in the source of the same word.
    positions: Vec<Option<usize>>,
    /// True for those that carry matter.
    is_content: Vec<bool>,
    /// Share of the claim's weight that stands in the passage in the same order, 0.0 to 1.0.
    pub similarity: f64,
}

/// The counterpart's place of a stretch of a claim.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Positions of the source between the words that stand around it on both sides.
    pub positions: Range<usize>,
    /// Share of the content words near it that stand near it in the source too, 0.0 to 1.0.
    pub strength: f64,
    /// The same, not counting the words that lead the claim in before it retells its source.
    pub retold: f64,
    /// Content words near it that do.
    pub shared: usize,
    /// Where only one side of it is known, that one, and how many words of the draft stand between it and the fact.
    pub open: Option<Open>,
}

/// A slot of which one side alone is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// What stands before it is known.
    After(usize),
    /// What stands after it is.
    Before(usize),
}

/// Sentences of the source that a claim is laid beside, each with its neighbours.
const MOST_PASSAGES: usize = 3;
/// Share of a claim that reads as the passage does from which on no other passage is tried.
const RETOLD: f64 = 0.7;
/// Words that may lead a claim in before it retells its source.
const LONGEST_LEAD: usize = 8;
/// Words on each side of a fact that show where it belongs.
const REACH: usize = 6;
/// Words of the source that a fact's counterpart may be longer.
const LONGER: usize = 8;

impl Slots {
    /// `range` of the draft beside the best passage of `source` by order of words; `None` when nothing is shared.
    pub fn new(
        draft: &Prose,
        range: &Range<usize>,
        source: &Source,
        support: &Support,
        language: &Language,
    ) -> Option<Slots> {
        let words = &language.quotes;
        let tokens: Vec<usize> =
            draft.tokens_in(range).filter(|index| draft.tokens[*index].is_spoken()).take(LONGEST).collect();
        let pieces: Vec<Piece> = tokens
            .iter()
            .map(|index| {
                let token = &draft.tokens[*index];
                let weight = words.weight(token.id, token.has_digits());
                Piece { id: words.inflections.stem_id(draft.word(*index), token.id), weight, gap_before: false }
            })
            .collect();
        let stems = source.stems(&words.inflections);
        let mut best: Option<(u32, Vec<Step>, u32)> = None;
        for sentence in support.best.iter().take(MOST_PASSAGES) {
            let first = source.seed.prose.sentences[sentence.saturating_sub(1)].tokens.start;
            let last = (sentence + 1).min(source.seed.prose.sentences.len() - 1);
            let end = source.seed.prose.sentences[last].tokens.end;
            let window = source.index.position_of(first)..source.index.position_of(end);
            if window.len().saturating_mul(pieces.len()) > LARGEST_TABLE {
                continue;
            }
            let weights: Vec<u32> = window.clone().map(|position| source.weight(position, words)).collect();
            let found = align(&pieces, &stems.index.ids()[window.clone()], &weights, window.start);
            let is_retold = found.similarity() >= RETOLD;
            if best.as_ref().is_none_or(|(cost, _, _)| found.cost < *cost) {
                best = Some((found.cost, found.steps, found.total));
            }
            if is_retold {
                break;
            }
        }
        let (cost, steps, total) = best?;
        let mut positions = vec![None; tokens.len()];
        for step in &steps {
            if let Step::Same(piece, position) = step {
                positions[*piece] = Some(*position);
            }
        }
        let is_content = pieces
            .iter()
            .zip(&tokens)
            .map(|(piece, token)| piece.weight >= 10 && words.class(draft.tokens[*token].id) != WordClass::Negation)
            .collect();
        let similarity = 1.0 - f64::from(cost.min(total)) / f64::from(total.max(1));
        Some(Slots { tokens, positions, is_content, similarity })
    }

    /// Where the counterpart of the draft's `tokens` stands, when the words around them are the source's.
    pub fn slot(&self, tokens: &Range<usize>) -> Option<Slot> {
        let first = self.tokens.partition_point(|token| *token < tokens.start);
        let last = self.tokens.partition_point(|token| *token < tokens.end);
        if first == last {
            return None;
        }
        let left = (first.saturating_sub(REACH)..first).rev().find_map(|piece| Some((piece, self.positions[piece]?)));
        let right =
            (last..(last + REACH).min(self.tokens.len())).find_map(|piece| Some((piece, self.positions[piece]?)));
        let width = last - first + LONGER;
        let positions = match (left, right) {
            (Some((_, left)), Some((_, right))) if left < right && right - left <= width + 1 => left + 1..right,
            (Some(_), Some(_)) => return None,
            (Some((_, left)), None) => left + 1..left + 1 + width,
            (None, Some((_, right))) => right.saturating_sub(width)..right,
            (None, None) => return None,
        };
        let open = match (left, right) {
            (Some((piece, _)), None) => Some(Open::After(first - piece - 1)),
            (None, Some((piece, _))) => Some(Open::Before(piece - last)),
            _ => None,
        };
        let near = |range: Range<usize>| range.filter(|piece| self.is_content[*piece]).collect::<Vec<_>>();
        // "The article says that": what leads a claim in is not retold.
        let lead = self.positions.iter().position(Option::is_some).filter(|lead| *lead <= LONGEST_LEAD).unwrap_or(0);
        let around: Vec<usize> = near(first.saturating_sub(REACH)..first)
            .into_iter()
            .chain(near(last..(last + REACH).min(self.tokens.len())))
            .collect();
        let in_reach = |piece: &usize| {
            self.positions[*piece]
                .is_some_and(|position| position + 2 * REACH >= positions.start && position < positions.end + 2 * REACH)
        };
        let shared = around.iter().filter(|piece| in_reach(piece)).count();
        let share = |count: usize| if count == 0 { 0.0 } else { shared as f64 / count as f64 };
        let strength = share(around.len());
        let retold = share(around.iter().filter(|piece| **piece >= lead).count());
        Some(Slot { positions, strength, retold, shared, open })
    }
}

impl Slots {
    /// What stands right before and right after the draft's `tokens`, on the side of the source.
    pub fn beside(&self, tokens: &Range<usize>) -> (Beside, Beside) {
        let first = self.tokens.partition_point(|token| *token < tokens.start);
        let last = self.tokens.partition_point(|token| *token < tokens.end);
        let at = |piece: Option<usize>| match piece {
            None => Beside::Edge,
            Some(piece) => self.positions[piece].map_or(Beside::Other, Beside::Same),
        };
        (at(first.checked_sub(1)), at((last < self.tokens.len()).then_some(last)))
    }
}

/// The word next to a stretch of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// The source has it at this position.
    Same(usize),
    /// The source has another one.
    Other,
    /// The claim begins or ends there.
    Edge,
}

/// Words of a claim that are laid beside a passage; a sentence is shorter.
const LONGEST: usize = 400;
/// Cells of the largest table: a long sentence beside three long ones.
const LARGEST_TABLE: usize = 400_000;
