//! Whom a source names in the place of a claim's name, when all around the place is the same on both sides.

use super::claim::View;
use super::slots::Beside;
use crate::facts::names::Name;
use crate::facts::names::NameKind;
use crate::text::Prose;
use std::ops::Range;

/// Share of a claim that must read as the passage does where the claim begins or ends with the name, so that words
/// stand on one side of it only.
const AT_THE_EDGE: f64 = 0.6;

/// The index of the name that fills, word for word, the place of `range` of the draft.
pub(super) fn in_its_place(view: &View, draft: &Prose, range: &Range<usize>, names: &[Name]) -> Option<usize> {
    let slots = view.slots.as_ref().filter(|slots| slots.similarity >= AT_THE_EDGE)?;
    let tokens = draft.tokens_in(range);
    let strong = slots.slot(&tokens).is_some_and(|slot| slot.strength >= super::claim::STRONG && slot.shared >= 2);
    let (before, after) = slots.beside(&tokens);
    let source = view.source;
    let token_at = |position: usize| &source.seed.prose.tokens[source.index.token(position)];
    let anchor = match (before, after) {
        (Beside::Same(position), Beside::Same(_) | Beside::Edge) => position,
        (Beside::Edge, Beside::Same(position)) => position,
        _ => return None,
    };
    if !strong {
        return None;
    }
    let sentence = source.seed.prose.sentence_at(token_at(anchor).start());
    let fits = |name: &Name| {
        let own = source.seed.prose.tokens_in(&name.range);
        let (first, end) = (source.index.position_of(own.start), source.index.position_of(own.end));
        let begins = match before {
            Beside::Same(position) => first == position + 1,
            _ => true,
        };
        let ends = match after {
            Beside::Same(position) => end == position,
            _ => true,
        };
        begins && ends && source.seed.prose.sentence_at(name.range.start) == sentence
    };
    let within = &source.seed.prose.sentences[sentence].range;
    let first = names.partition_point(|name| name.range.start < within.start);
    (first..names.len()).take_while(|index| names[*index].range.start < within.end).find(|index| fits(&names[*index]))
}

/// True for what can be a person's name beside another that surely is: two words that are no body and no place.
pub(super) fn may_be_person(name: &Name, written: &str) -> bool {
    match name.kind {
        NameKind::Person => true,
        NameKind::Unknown => written.split_whitespace().nth(1).is_some(),
        NameKind::Org | NameKind::Place | NameKind::Vessel => false,
    }
}
