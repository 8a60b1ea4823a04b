//! Numbers that a writer may work out from those of a source: sums, differences, ratios, percent changes.

use super::Quantity;
use super::heads::can_add;
use super::number::Number;
use super::suffix::factor_between;
use super::value::Kind;
use super::value::Measure;
use super::value::QuantityValue;
use super::value::Shape;

/// Quantities of one sentence and its neighbours that are looked at, at most.
const MOST: usize = 12;
/// Quantities added up, at most (facts.md, C4).
const LONGEST_SUM: usize = 4;
/// How far apart, in quantities, the two of a pair may stand.
const PAIR_REACH: usize = 3;

/// What can be worked out from `values`, those of one sentence and its neighbours in their order, each with the way it
/// was worked out: `nearly 200 + 100 = nearly 300`. List counts are left to others.
///
/// Only amounts of one measure go together, and only heads that can be added up. Past the first twelve values nothing
/// is worked out, so the result has at most a few hundred entries.
pub fn derived(values: &[&Quantity]) -> Vec<(QuantityValue, String)> {
    let amounts: Vec<&Quantity> = values
        .iter()
        .copied()
        .filter(|quantity| {
            matches!(quantity.value.kind, Kind::Amount | Kind::Rise | Kind::Fall) && quantity.value.per.is_none()
        })
        .take(MOST)
        .collect();
    let mut found = Vec::new();
    for first in 0..amounts.len() {
        sums(&amounts[first..], &mut found);
        for second in amounts.iter().skip(first + 1).take(PAIR_REACH) {
            pair(amounts[first], second, &mut found);
        }
    }
    found
}

/// Sums that start with the first of `amounts`; others of the same measure may be skipped over only where they do not
/// fit.
fn sums(amounts: &[&Quantity], found: &mut Vec<(QuantityValue, String)>) {
    let Some((first, rest)) = amounts.split_first() else { return };
    let mut sum = first.value.clone();
    let mut shown = sum.reading();
    let mut parts = 1;
    for next in rest {
        let fits = can_add(first.head.as_ref(), next.head.as_ref());
        let Some(value) = in_measure(&next.value, &sum).filter(|_| fits) else { continue };
        let Some(added) = add(&sum, &value) else { return };
        parts += 1;
        shown = format!("{shown} + {}", next.value.reading());
        found.push((added.clone(), format!("{shown} = {}", added.reading())));
        if parts == LONGEST_SUM {
            return;
        }
        sum = added;
    }
}

/// `value` in the measure of `other`.
fn in_measure(value: &QuantityValue, other: &QuantityValue) -> Option<QuantityValue> {
    let factor = factor_between(&value.measure, &other.measure)?;
    let made = value.mapped(|number| number.times(factor))?;
    Some(QuantityValue { measure: other.measure.clone(), ..made })
}

/// Interval arithmetic; the one shape that is not exact is kept, several become a range.
fn add(one: &QuantityValue, other: &QuantityValue) -> Option<QuantityValue> {
    let ends = |one: Option<Number>, other: Option<Number>| match (one, other) {
        (Some(one), Some(other)) => one.plus(other).map(Some),
        _ => Some(None),
    };
    let shape = match (one.shape, other.shape) {
        (Shape::Exact, shape) | (shape, Shape::Exact) => shape,
        (one, other) if one == other && !matches!(one, Shape::Vague) => one,
        _ => Shape::Range,
    };
    let (low, high) = (ends(one.low, other.low)?, ends(one.high, other.high)?);
    let nominal = ends(one.nominal, other.nominal)?;
    if shape == Shape::Range && (low.is_none() || high.is_none()) {
        return None;
    }
    Some(QuantityValue {
        nominal,
        low,
        high,
        has_low: one.has_low && other.has_low,
        has_high: one.has_high && other.has_high,
        shape,
        kind: Kind::Amount,
        measure: one.measure.clone(),
        per: None,
        step: one.step.min(other.step),
    })
}

/// Difference, ratio and change in percent of two exact numbers.
fn pair(one: &Quantity, other: &Quantity, found: &mut Vec<(QuantityValue, String)>) {
    let Some(second) = in_measure(&other.value, &one.value) else { return };
    let is_exact = one.value.shape == Shape::Exact && second.shape == Shape::Exact;
    let (Some(from), Some(to)) = (one.value.nominal, second.nominal) else { return };
    if !is_exact || from.is_zero() || to.is_zero() || from == to {
        return;
    }
    let (small, large) = (from.absolute().min(to.absolute()), from.absolute().max(to.absolute()));
    let step = one.value.step.min(second.step);
    let shown = |number: Number| number.rounded(2).unwrap_or(number).grouped();
    if let Some(apart) = large.minus(small) {
        let measure = match one.value.measure {
            Measure::Percent => Measure::Points,
            ref measure => measure.clone(),
        };
        let value = QuantityValue { measure, ..QuantityValue::count(apart, step) };
        let note = format!("{} − {} = {}", shown(large), shown(small), value.reading());
        let kind = if to > from { Kind::Rise } else { Kind::Fall };
        found.push((QuantityValue { kind, ..value.clone() }, note.clone()));
        found.push((value, note));
    }
    if let Some(times) = large.over(small).and_then(|times| times.rounded(2)) {
        let step = Number::new(1, 10).unwrap_or(Number::ONE);
        let value = QuantityValue { kind: Kind::Multiple, ..QuantityValue::count(times, step) };
        if let Some(value) = value.shaped(Shape::About) {
            found.push((value, format!("{} ÷ {} = {}", shown(large), shown(small), shown(times))));
        }
    }
    let change = to.minus(from).and_then(|apart| apart.absolute().over(from.absolute()));
    if let Some(percent) = change.and_then(|change| change.times(Number::whole(100))?.rounded(1)) {
        let kind = if to > from { Kind::Rise } else { Kind::Fall };
        let step = Number::new(1, 10).unwrap_or(Number::ONE);
        let value = QuantityValue { measure: Measure::Percent, kind, ..QuantityValue::count(percent, step) };
        let note = format!("from {} to {} is {}", shown(from), shown(to), value.reading());
        found.push((value, note));
    }
}
