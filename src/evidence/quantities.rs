//! A quantity of a claim held against the quantities of a source (study C3, C4, C6).

use super::ClaimEvidence;
use super::Evidence;
use super::FactEvidence;
use super::FactOutcome;
use super::Facts;
use super::facts::facts_in;
use super::view::View;
use crate::facts::Language;
use crate::facts::Relation;
use crate::facts::quantities;
use crate::facts::quantities::Difference;
use crate::facts::quantities::Measure;
use crate::facts::quantities::Quantity;
use crate::facts::quantities::QuantityValue;
use crate::facts::quantities::Shape;
use crate::facts::quantities::heads_agree;
use crate::text::Prose;
use std::ops::Range;

/// How the quantity at `index` of `known`, those of the draft, stands to the source.
pub(super) fn outcome(
    known: &[Quantity],
    index: usize,
    view: &View,
    draft: &Prose,
    language: &Language,
) -> FactOutcome {
    let found = of_one(&known[index], view, draft, language);
    if matches!(found, FactOutcome::Agrees { .. } | FactOutcome::Unclear) {
        return found;
    }
    // `100 miles (160 km)`: the second figure is the draft's own conversion of the first.
    match quantities::restated(draft, known, index).filter(|other| *other < index) {
        Some(first) => match of_one(&known[first], view, draft, language) {
            FactOutcome::Agrees { source, .. } => FactOutcome::Agrees { source, fact: None },
            _ => found,
        },
        None => found,
    }
}

fn of_one(quantity: &Quantity, view: &View, draft: &Prose, language: &Language) -> FactOutcome {
    let facts = view.source.facts(language);
    let relation = |index: usize| quantities::compare(&quantity.value, &facts.quantities[index].value).relation;
    // Of a measure that the source says twice, the one in the draft's unit is the counterpart, or else the first.
    let is_other_unit = |index: usize| {
        let unit_name = |index: usize| facts.quantities[index].value.unit_name();
        let ours = quantity.value.unit_name();
        unit_name(index) != ours
            && quantities::restated(&view.source.seed.prose, &facts.quantities, index)
                .is_some_and(|other| unit_name(other) == ours || other < index)
    };
    // Two nouns that no list joins count two things, until it is shown otherwise.
    let heads = |index: usize| {
        let can_be = match (&quantity.head, &facts.quantities[index].head) {
            (Some(one), Some(other)) => heads_agree(Some(one), Some(other)) == Some(true),
            _ => true,
        };
        can_be && relation(index) != Relation::Unknown && !is_other_unit(index)
    };
    let ranges: Vec<&Range<usize>> = facts.quantities.iter().map(|quantity| &quantity.range).collect();
    let found = view.compare(draft, &quantity.range, &ranges, relation, heads);
    let slip =
        if matches!(found, FactOutcome::Absent | FactOutcome::Unclear) { slipped(quantity, view, facts) } else { None };
    if let Some(fact) = slip {
        return FactOutcome::Differs { source: view.number, fact, relation: Relation::Disjoint };
    }
    let is_verbatim = view.slots.as_ref().is_some_and(|slots| slots.similarity >= WORD_FOR_WORD);
    match found {
        FactOutcome::Absent if quantity.is_loose || is_small_count(quantity, draft) || is_a_few(&quantity.value) => {
            FactOutcome::Unclear
        }
        FactOutcome::Absent if has_numerals(quantity, facts) => FactOutcome::Unclear,
        // `46 points above the last quarter and 67 above the year before`, told in brief: the sentence has both.
        FactOutcome::Differs { fact, .. } if is_beside(quantity, fact, view, facts) => FactOutcome::Unclear,
        FactOutcome::Absent | FactOutcome::Differs { .. } if !is_verbatim && is_derived(quantity, view, facts) => {
            FactOutcome::Agrees { source: view.number, fact: None }
        }
        found => found,
    }
}

/// True when the sentence of the source's `fact` has the draft's very number too.
fn is_beside(quantity: &Quantity, fact: usize, view: &View, facts: &Facts) -> bool {
    let prose = &view.source.seed.prose;
    let start = facts.quantities[fact].range.start;
    let Some(sentence) = prose.sentences.get(prose.sentence_at(start)) else { return false };
    facts_in(&facts.quantities, |quantity| &quantity.range, &sentence.range).any(|other| {
        let other = &facts.quantities[other];
        let is_other_thing = heads_agree(quantity.head.as_ref(), other.head.as_ref()) == Some(false);
        !is_other_thing && quantities::compare(&quantity.value, &other.value).relation == Relation::Same
    })
}

/// True when the source has the very number under another bound: `upwards of £111m` for `£111m`.
fn has_numerals(quantity: &Quantity, facts: &Facts) -> bool {
    let is_bound = |other: &Quantity| {
        quantities::compare(&quantity.value, &other.value).differs == Some(Difference::Bound)
            && quantity.value.nominal == other.value.nominal
    };
    facts.quantities.iter().any(is_bound)
}

/// `several`, `a few`, `a couple`: said of anything that is more than one.
fn is_a_few(value: &QuantityValue) -> bool {
    value.shape == Shape::Vague && value.low.is_some_and(|low| low < quantities::Number::whole(10))
}

/// The one quantity of the best passages that has the same figures and another unit, scale or currency
/// (`554-kilometer` for `554-mile`): figures of so many digits do not meet by chance.
fn slipped(quantity: &Quantity, view: &View, facts: &Facts) -> Option<usize> {
    let is_telling = |quantity: &Quantity| {
        let value = &quantity.value;
        let is_long =
            value.nominal.is_some_and(|number| value.step.times(TELLING).is_some_and(|least| number >= least));
        is_long && !quantity.is_loose
    };
    let is_slip = |index: &usize| {
        let found = quantities::compare(&quantity.value, &facts.quantities[*index].value);
        let differs = matches!(found.differs, Some(Difference::Unit | Difference::Scale | Difference::Currency));
        found.relation == Relation::Disjoint && differs && is_telling(&facts.quantities[*index])
    };
    if !is_telling(quantity) {
        return None;
    }
    let prose = &view.source.seed.prose;
    let passages = view.support.best.iter().map(|sentence| &prose.sentences[*sentence].range);
    let mut found =
        passages.flat_map(|range| facts_in(&facts.quantities, |quantity| &quantity.range, range)).filter(is_slip);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Least number of its own last places that a telling figure has: two digits or more.
const TELLING: quantities::Number = quantities::Number::whole(10);

/// Share of a claim from which on it retells the passage word by word; sums are no excuse there.
const WORD_FOR_WORD: f64 = 0.7;
/// Things that a text may list one by one instead of saying how many they are (study C4).
const LONGEST_LIST: i64 = 12;

/// A number so small that the source may state it by other means: a bare count of what it lists; and, where it is
/// written in words, the time between two events that it dates (`two years after the vote`) or the points between two
/// scores.
fn is_small_count(quantity: &Quantity, draft: &Prose) -> bool {
    let value = &quantity.value;
    let is_small =
        value.nominal.and_then(|number| number.as_whole()).is_some_and(|number| number.abs() <= LONGEST_LIST);
    let in_words = !draft.slice(&quantity.range).contains(|letter: char| letter.is_ascii_digit());
    let by_other_means = match &value.measure {
        Measure::Count => true,
        Measure::BarePoints => in_words,
        Measure::Unit(unit) if unit.dimension == "duration" => in_words && is_between_events(draft, &quantity.range),
        _ => false,
    };
    is_small && by_other_means
}

/// True for `two years after`, `six days before`, `after just six minutes`.
fn is_between_events(draft: &Prose, range: &Range<usize>) -> bool {
    let tokens = draft.tokens_in(range);
    let is_event = |at: usize| {
        draft.tokens.get(at).is_some() && matches!(draft.word(at), "after" | "before" | "After" | "Before" | "into")
    };
    is_event(tokens.end) || (1..=2).any(|back| tokens.start.checked_sub(back).is_some_and(is_event))
}

/// True when the quantity is a sum, a difference, a ratio or a change of what the best passages state (study C4).
fn is_derived(quantity: &Quantity, view: &View, facts: &Facts) -> bool {
    view.support.best.iter().any(|sentence| {
        worked_out(*sentence, &view.source.seed.prose, facts).iter().any(|(value, _)| {
            let relation = quantities::compare(&quantity.value, value).relation;
            // Some sum or difference is always below `less than 39,000`.
            if quantity.value.is_one_sided() { relation == Relation::Same } else { relation.agrees() }
        })
    })
}

/// What the figures of a sentence and its neighbours make together.
fn worked_out(sentence: usize, prose: &Prose, facts: &Facts) -> Vec<(QuantityValue, String)> {
    let first = prose.sentences[sentence.saturating_sub(1)].range.start;
    let last = prose.sentences[(sentence + 1).min(prose.sentences.len() - 1)].range.end;
    let stated: Vec<&Quantity> = facts_in(&facts.quantities, |quantity| &quantity.range, &(first..last))
        .map(|index| &facts.quantities[index])
        .collect();
    quantities::derived(&stated)
}

/// A sum that is further off than one part in so many of a quantity says nothing of where the quantity came from.
const NEAR: quantities::Number = quantities::Number::whole(4);

impl Evidence<'_> {
    /// The sum, difference or ratio of figures near the claim's passage that comes nearest to one of its quantities,
    /// as it is worked out: `nearly 200 + 100 = nearly 300`. None where the nearest is far from it.
    pub fn nearest_sum(&self, claim: &ClaimEvidence, fact: &FactEvidence) -> Option<String> {
        let value = &self.facts.quantities.get(fact.fact)?.value;
        let (source, support) = claim.support.as_ref()?;
        let source = &self.sources[*source];
        let facts = source.facts(self.language);
        let sums = support.best.iter().flat_map(|sentence| worked_out(*sentence, &source.seed.prose, facts));
        let farthest = value.nominal?.absolute().over(NEAR)?;
        let mut nearest: Option<(quantities::Number, String)> = None;
        for (sum, note) in sums {
            let is_like = sum.kind == value.kind && quantities::compare(value, &sum).relation != Relation::Unknown;
            let is_same_unit = sum.unit_name() == value.unit_name();
            let apart = value.nominal.zip(sum.nominal).and_then(|(one, other)| one.minus(other));
            let Some(apart) = apart.filter(|_| is_like && is_same_unit).map(|apart| apart.absolute()) else { continue };
            if apart <= farthest && nearest.as_ref().is_none_or(|(known, _)| apart < *known) {
                nearest = Some((apart, note));
            }
        }
        nearest.map(|(_, note)| note)
    }
}
