//! Whom a source names in the place of a claim's name, when all around the place is the same on both sides.

use super::Evidence;
use super::slots::Beside;
use super::view::STRONG;
use super::view::View;
use crate::facts::Relation;
use crate::facts::dates;
use crate::facts::dates::Date;
use crate::facts::names;
use crate::facts::names::Name;
use crate::facts::names::NameKind;
use crate::facts::quantities;
use crate::facts::quantities::Quantity;
use crate::facts::quantities::Shape;
use crate::facts::quotes::WordClass;
use crate::text::Prose;
use crate::text::plain;
use std::ops::Range;

/// Share of a claim that must read as the passage does where the claim begins or ends with the name, so that words
/// stand on one side of it only.
const AT_THE_EDGE: f64 = 0.6;

/// The index of the name that fills, word for word, the place of `range` of the draft.
pub(super) fn in_its_place(view: &View, draft: &Prose, range: &Range<usize>, names: &[Name]) -> Option<usize> {
    let slots = view.slots.as_ref().filter(|slots| slots.similarity >= AT_THE_EDGE)?;
    let tokens = draft.tokens_in(range);
    let strong = slots.slot(&tokens).is_some_and(|slot| slot.strength >= STRONG && slot.shared >= 2);
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

/// True for a name that something is said of: no byline, no caption of its own.
pub(super) fn is_told_of(view: &View, range: &Range<usize>) -> bool {
    const FEWEST: usize = 4;
    let prose = &view.source.seed.prose;
    let sentence = prose.sentences[prose.sentence_at(range.start)].tokens.clone();
    let own = prose.tokens_in(range);
    sentence.filter(|token| !own.contains(token) && prose.tokens[*token].is_word()).nth(FEWEST - 1).is_some()
}

/// Share of a claim from which on it is the passage itself with something changed.
const VERBATIM: f64 = 0.8;

/// True for two names behind a preposition of place, neither a person's, in a claim that is otherwise the passage.
pub(super) fn may_be_places(view: &View, draft: &Prose, name: &Name, other: &Name) -> bool {
    const PREPOSITIONS: [&str; 6] = ["in", "at", "from", "to", "near", "outside"];
    let follows = |prose: &Prose, range: &Range<usize>| {
        let before = prose.tokens_in(range).start.checked_sub(1);
        before.is_some_and(|before| PREPOSITIONS.contains(&prose.word(before)))
    };
    let is_place = |name: &Name| matches!(name.kind, NameKind::Place | NameKind::Unknown);
    let is_verbatim = view.slots.as_ref().is_some_and(|slots| slots.similarity >= VERBATIM);
    let both_follow = follows(draft, &name.range) && follows(&view.source.seed.prose, &other.range);
    is_verbatim && is_place(name) && is_place(other) && both_follow
}

/// True for what can be a person's name beside another that surely is: two words that are no body and no place.
pub(super) fn may_be_person(name: &Name, written: &str) -> bool {
    match name.kind {
        NameKind::Person => true,
        NameKind::Unknown => written.split_whitespace().nth(1).is_some(),
        NameKind::Org | NameKind::Place | NameKind::Vessel => false,
    }
}

/// Share of a claim's weight, without the name, that stands in the sentence that has its date or number (study D6).
const COVERED: f64 = 0.4;

/// The person of the one sentence of a source that has the claim's exact date or number, where that sentence and
/// those beside it do not speak of `entity`, whom the claim names.
///
/// A person of the same family name is enough; another one must be the only person on both sides, and the sentence
/// must carry a good part of the claim.
pub(super) fn beside_its_fact(view: &View, evidence: &Evidence, name: &Name, entity: usize) -> Option<usize> {
    let claim = evidence.draft.claim_at(name.range.start)?.range.clone();
    let (source, language) = (view.source, evidence.language);
    let (prose, facts, entities) = (&source.seed.prose, source.facts(language), source.entities(language));
    let within = |range: &Range<usize>| claim.start <= range.start && range.end <= claim.end;
    let sentence = exact_ranges(view, evidence, &claim).find_map(|ranges| {
        let mut sentences: Vec<usize> = ranges.iter().map(|range| prose.sentence_at(range.start)).collect();
        sentences.dedup();
        if let [only] = sentences[..] { Some(only) } else { None }
    })?;
    let names_in = |first: usize, last: usize| {
        let (start, end) = (prose.sentences[first].range.start, prose.sentences[last].range.end);
        let first = facts.names.partition_point(|other| other.range.start < start);
        (first..facts.names.len()).take_while(move |index| facts.names[*index].range.start < end)
    };
    let family = |written: &str| written.split_whitespace().last().map(plain);
    let full = &entities.list[entity].name;
    let own_family = family(full)?;
    let last = (sentence + 1).min(prose.sentences.len() - 1);
    // A mention whose bearer is not sure may be of this one, unless it has another given name.
    let may_be_own = |index: usize| match entities.of(index) {
        Some(other) => other == entity,
        None => family(prose.slice(&facts.names[index].range)).as_ref() == Some(&own_family),
    };
    if names_in(sentence.saturating_sub(1), last).any(may_be_own) {
        return None;
    }
    let is_full = |index: usize| prose.slice(&facts.names[index].range).split_whitespace().nth(1).is_some();
    let persons: Vec<usize> = names_in(sentence, sentence)
        .filter(|index| facts.names[*index].kind == NameKind::Person && entities.of(*index).is_some())
        .collect();
    let in_claim = |index: &usize| {
        let theirs = entities.of(*index);
        let claimed = evidence.facts.names.iter().filter(|other| within(&other.range) && other.range != name.range);
        claimed.map(|other| entities.find(evidence.draft.prose.slice(&other.range), &language.names)).any(
            |found| matches!(found, names::Match::Same(known) | names::Match::Variant(known) if Some(known) == theirs),
        )
    };
    let own_is_full = full.split_whitespace().nth(1).is_some()
        && evidence.draft.prose.slice(&name.range).split_whitespace().nth(1).is_some();
    let mut kin = persons.iter().copied().filter(|index| {
        is_full(*index) && family(prose.slice(&facts.names[*index].range)).as_ref() == Some(&own_family)
    });
    if own_is_full && let Some(first) = kin.next() {
        let is_one = kin.all(|other| entities.of(other) == entities.of(first));
        return (is_one && !in_claim(&first)).then_some(first);
    }
    let first = *persons.first()?;
    let is_alone = persons.iter().all(|other| entities.of(*other) == entities.of(first));
    let claimed = evidence.facts.names.iter().filter(|other| within(&other.range) && other.kind == NameKind::Person);
    let words = &language.quotes;
    let speaks_of_others = prose.sentences[sentence].tokens.clone().any(|token| {
        let id = prose.tokens[token].id;
        matches!(words.class(id), WordClass::Pronoun) || words.reporting.has(id)
    });
    let fits = is_alone && claimed.count() == 1 && is_full(first) && !speaks_of_others && !in_claim(&first);
    (fits && covered(view, &evidence.draft.prose, &name.range, sentence) >= COVERED).then_some(first)
}

/// For each exact date or number of the claim, where the source has the same.
fn exact_ranges<'a>(
    view: &'a View,
    evidence: &'a Evidence,
    claim: &'a Range<usize>,
) -> impl Iterator<Item = Vec<Range<usize>>> + use<'a> {
    let facts = view.source.facts(evidence.language);
    let within = move |range: &Range<usize>| claim.start <= range.start && range.end <= claim.end;
    let is_day = |date: &&Date| date.value.given.month.is_some() && date.value.given.day.is_some();
    let dates = evidence.facts.dates.iter().filter(move |date| within(&date.range)).filter(is_day).map(|date| {
        let same = facts.dates.iter().filter(|other| dates::relation(&date.value, &other.value) == Relation::Same);
        same.map(|other| other.range.clone()).collect()
    });
    let is_telling = |quantity: &&Quantity| {
        let number = quantity.value.nominal.and_then(|number| number.as_whole());
        quantity.value.shape == Shape::Exact && !quantity.is_loose && number.is_none_or(|number| number.abs() > 20)
    };
    let quantities = evidence.facts.quantities.iter().filter(move |quantity| within(&quantity.range));
    let quantities = quantities.filter(is_telling).map(|quantity| {
        let is_same = |other: &&Quantity| quantities::compare(&quantity.value, &other.value).relation == Relation::Same;
        facts.quantities.iter().filter(is_same).map(|other| other.range.clone()).collect()
    });
    dates.chain(quantities)
}

/// Share of the claim's weight, but for the words at `range`, that `sentence` of the source carries.
fn covered(view: &View, draft: &Prose, range: &Range<usize>, sentence: usize) -> f64 {
    let at = draft.tokens_in(range);
    let (mut total, mut there) = (0.0, 0.0);
    for (term, places) in view.support.terms.iter().zip(&view.support.places) {
        if at.contains(&term.token) {
            continue;
        }
        total += term.weight;
        there += if places.iter().any(|place| place.0 as usize == sentence) { term.weight } else { 0.0 };
    }
    if total > 0.0 { there / total } else { 0.0 }
}
