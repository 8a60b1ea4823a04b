//! Two quantities to how the draft's stands to the source's, and what differs.

use super::number::Number;
use super::suffix::factor_between;
use super::value::Kind;
use super::value::Measure;
use super::value::QuantityValue;
use super::value::Shape;
use crate::facts::Relation;

/// How the draft's quantity stands to the source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub relation: Relation,
    /// What differs, where the draft's is wrong or sharper than the source's.
    pub differs: Option<Difference>,
}

/// What differs between two quantities, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Difference {
    Number,
    /// The same numerals with another unit: `554 miles` for `554 km`.
    Unit,
    /// The same numerals with another power of ten: `15 billion` for `15 million`.
    Scale,
    Currency,
    /// A bound reversed, dropped or added: `up to 15` for `at least 15`, `15` for `at least 15`.
    Bound,
    /// A rise for a fall.
    Direction,
    /// Percent for percentage points, or the other way.
    PercentPoints,
    /// More digits than the source gives.
    Precision,
}

/// Rounded numbers may be this far apart (facts.md, C3).
const ROUNDING: (i128, i128) = (5, 100);
/// Converted numbers may be this far apart (facts.md, C3).
const CONVERSION: (i128, i128) = (2, 100);
/// Percentage points between a percentage and a fraction that is said in words (facts.md, C2).
const FRACTION_POINTS: i64 = 2;

/// How the draft's quantity stands to the source's; the most favourable reading of each counts.
pub fn compare(draft: &QuantityValue, source: &QuantityValue) -> Comparison {
    let Some(kinds) = kinds(draft, source) else { return unknown() };
    if let Kinds::Opposed = kinds {
        let agrees = pairs(draft, source).into_iter().any(|pair| of_pair(&pair).relation != Relation::Disjoint);
        return if agrees { differs(Relation::Disjoint, Difference::Direction) } else { disjoint_number() };
    }
    if let Some(found) = rates(draft, source) {
        return found;
    }
    let (draft, source) = match kinds {
        Kinds::AsPercent => match (as_percent(draft), as_percent(source)) {
            (Some(draft), Some(source)) => return fractions(&draft, &source),
            _ => return unknown(),
        },
        Kinds::AsFactor => match (as_factor(draft), as_factor(source)) {
            (Some(draft), Some(source)) => (draft, source),
            _ => return unknown(),
        },
        _ => (draft.clone(), source.clone()),
    };
    let mut best: Option<Comparison> = None;
    for pair in pairs(&draft, &source) {
        let found = if matches!(draft.kind, Kind::Age | Kind::Ordinal) { of_exact_pair(&pair) } else { of_pair(&pair) };
        if best.is_none_or(|best| rank(found.relation) < rank(best.relation)) {
            best = Some(found);
        }
    }
    let Some(best) = best else { return incomparable(&draft, &source) };
    if matches!(kinds, Kinds::Loose) {
        let is_said_alike = best.relation == Relation::Same && same_numerals(&draft, &source);
        return if is_said_alike { best } else { unknown() };
    }
    // `more than 8 months` would be borne out by `more than 8 years`, and is wrong all the same.
    let is_open = |value: &QuantityValue| matches!(form(value), Form::Low | Form::High);
    if is_open(&draft) && matches!(best.relation, Relation::Coarser | Relation::Overlap) {
        let slip = telling(&draft, &source);
        if matches!(slip, Difference::Unit | Difference::Scale) {
            return differs(Relation::Disjoint, slip);
        }
    }
    if best.relation == Relation::Disjoint && best.differs == Some(Difference::Number) {
        return Comparison { differs: Some(telling(&draft, &source)), ..best };
    }
    best
}

fn unknown() -> Comparison {
    Comparison { relation: Relation::Unknown, differs: None }
}

fn agrees(relation: Relation) -> Comparison {
    Comparison { relation, differs: None }
}

fn differs(relation: Relation, difference: Difference) -> Comparison {
    Comparison { relation, differs: Some(difference) }
}

fn disjoint_number() -> Comparison {
    differs(Relation::Disjoint, Difference::Number)
}

/// Lower is more favourable to the draft.
fn rank(relation: Relation) -> u8 {
    match relation {
        Relation::Same => 0,
        Relation::Coarser => 1,
        Relation::Overlap => 2,
        Relation::Unknown => 3,
        Relation::Finer => 4,
        Relation::Disjoint => 5,
    }
}

enum Kinds {
    Alike,
    /// One side says that it is a change, the other does not: only agreement can be told.
    Loose,
    /// A rise and a fall.
    Opposed,
    AsPercent,
    AsFactor,
}

/// How the kinds of the two go together; None when they do not.
fn kinds(draft: &QuantityValue, source: &QuantityValue) -> Option<Kinds> {
    use Kind::{Age, Amount, Fall, Fraction, Multiple, Ordinal, Rise};
    let is_percent = |value: &QuantityValue| matches!(value.measure, Measure::Percent);
    match (draft.kind, source.kind) {
        (Rise, Fall) | (Fall, Rise) => Some(Kinds::Opposed),
        (Fraction, Fraction) => Some(Kinds::AsPercent),
        (Fraction, _) => is_percent(source).then_some(Kinds::AsPercent),
        (_, Fraction) => is_percent(draft).then_some(Kinds::AsPercent),
        (a, b) if a == b => Some(Kinds::Alike),
        (Multiple, Rise | Fall) => is_percent(source).then_some(Kinds::AsFactor),
        (Rise | Fall, Multiple) => is_percent(draft).then_some(Kinds::AsFactor),
        // A verb seen on one side only (`raised £2 million`, `collected £1 million`) does not make them different things,
        // except where a share can be a change or a level.
        (Rise | Fall, Amount) | (Amount, Rise | Fall) => {
            let is_share = |value: &QuantityValue| {
                matches!(value.measure, Measure::Percent | Measure::Points | Measure::BarePoints)
            };
            Some(if is_share(draft) || is_share(source) { Kinds::Loose } else { Kinds::Alike })
        }
        (Age, Amount) | (Amount, Age) => Some(Kinds::Loose),
        (Ordinal | Multiple | Amount | Rise | Fall | Age, _) => None,
    }
}

/// Settles rates: both must be over the same thing.
fn rates(draft: &QuantityValue, source: &QuantityValue) -> Option<Comparison> {
    let (one, other) = match (&draft.per, &source.per) {
        (None, None) => return None,
        (Some(one), Some(other)) => (one, other),
        _ => {
            let bare = |value: &QuantityValue| QuantityValue { per: None, ..value.clone() };
            let found = compare(&bare(draft), &bare(source));
            return Some(if found.relation.agrees() { found } else { unknown() });
        }
    };
    let is_same_count = one.count == other.count;
    let is_same_name = one.name == other.name || one.name.is_empty() || other.name.is_empty();
    if is_same_count && is_same_name {
        return None;
    }
    let is_clash = one.is_time && other.is_time && same_numerals(draft, source);
    Some(if is_clash { differs(Relation::Disjoint, Difference::Unit) } else { unknown() })
}

/// The two values in one measure.
struct Pair {
    draft: QuantityValue,
    source: QuantityValue,
    is_converted: bool,
}

/// Every way to bring the two into one measure: several where a word stands for several units. None at all when they
/// cannot be compared.
fn pairs(draft: &QuantityValue, source: &QuantityValue) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut add = |source: Option<QuantityValue>, is_converted: bool| {
        if let Some(source) = source {
            found.push(Pair { draft: draft.clone(), source, is_converted });
        }
    };
    match (&draft.measure, &source.measure) {
        (Measure::Unit(to), Measure::Unit(from)) if to.name == from.name => add(Some(source.clone()), false),
        (Measure::Unit(to), Measure::Unit(from)) if to.dimension == from.dimension => {
            let is_change = draft.kind != Kind::Amount;
            for one in &from.factors {
                for other in &to.factors {
                    let (from_offset, to_offset) =
                        if is_change { (Number::ZERO, Number::ZERO) } else { (from.offset, to.offset) };
                    let change = |number: Number| number.plus(from_offset)?.times(*one)?.over(*other)?.minus(to_offset);
                    add(source.mapped(change), true);
                }
            }
        }
        (Measure::Money(money), Measure::Unit(unit)) | (Measure::Unit(unit), Measure::Money(money)) => {
            // Pounds of money, read as pounds of weight on one side.
            let is_shared = unit.codes.iter().any(|code| money.codes.contains(code)) && money.factors == [Number::ONE];
            add(is_shared.then(|| source.clone()), false);
        }
        (Measure::BarePoints, Measure::Points) | (Measure::Points, Measure::BarePoints) => {
            add(Some(source.clone()), false)
        }
        (to, from) => {
            let factor = factor_between(from, to);
            add(factor.and_then(|factor| source.mapped(|number| number.times(factor))), false);
        }
    }
    found
}

/// Same numerals in measures that cannot be turned into each other.
fn incomparable(draft: &QuantityValue, source: &QuantityValue) -> Comparison {
    if !same_numerals(draft, source) {
        return unknown();
    }
    // `at the age of 78` and `Berg, 78,`: a bare number bears an age out, and never clashes with it.
    let is_bare = |one: &QuantityValue, other: &QuantityValue| {
        one.kind == Kind::Age && matches!(other.measure, Measure::Count) && other.kind == Kind::Amount
    };
    if is_bare(draft, source) || is_bare(source, draft) {
        return agrees(Relation::Same);
    }
    match (&draft.measure, &source.measure) {
        (Measure::Money(_), Measure::Money(_)) => differs(Relation::Disjoint, Difference::Currency),
        (Measure::Percent, Measure::Points | Measure::BarePoints)
        | (Measure::Points | Measure::BarePoints, Measure::Percent) => {
            differs(Relation::Disjoint, Difference::PercentPoints)
        }
        _ => unknown(),
    }
}

fn same_numerals(draft: &QuantityValue, source: &QuantityValue) -> bool {
    match (draft.nominal, source.nominal) {
        (Some(one), Some(other)) => one == other,
        (None, None) => draft.low == source.low && draft.high == source.high,
        _ => false,
    }
}

/// What sets two disjoint values apart.
fn telling(draft: &QuantityValue, source: &QuantityValue) -> Difference {
    if let (Measure::Unit(one), Measure::Unit(other)) = (&draft.measure, &source.measure)
        && one.name != other.name
        && same_numerals(draft, source)
    {
        return Difference::Unit;
    }
    if let (Some(one), Some(other)) = (draft.nominal, source.nominal) {
        if one == other {
            return Difference::Bound;
        }
        let large = Number::whole(1000);
        let is_scale = |one: Number, other: Number| {
            (1..=4).any(|times| {
                let factor = (0..times).try_fold(Number::ONE, |all, _| all.times(large));
                factor.and_then(|factor| other.times(factor)).is_some_and(|scaled| scaled == one && !one.is_zero())
            })
        };
        if is_scale(one, other) || is_scale(other, one) {
            return Difference::Scale;
        }
    }
    Difference::Number
}

/// The five ways in which a value covers numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Exact,
    Fuzzy,
    Low,
    High,
    Range,
    Vague,
}

fn form(value: &QuantityValue) -> Form {
    match value.shape {
        Shape::Exact => Form::Exact,
        Shape::About | Shape::Nearly | Shape::JustOver => Form::Fuzzy,
        Shape::AtLeast | Shape::MoreThan => Form::Low,
        Shape::AtMost | Shape::LessThan => Form::High,
        Shape::Range => Form::Range,
        Shape::Vague => Form::Vague,
    }
}

fn share(number: Number, (top, bottom): (i128, i128)) -> Option<Number> {
    number.absolute().times(Number::new(top, bottom)?)
}

/// True when two numbers are no farther apart than a share of the larger, or than `least` allows.
fn within(one: Number, other: Number, limit: (i128, i128), least: Number) -> bool {
    let Some(apart) = one.minus(other).map(Number::absolute) else { return false };
    let largest = one.absolute().max(other.absolute());
    share(largest, limit).is_some_and(|limit| apart <= limit.max(least))
}

/// Half of the place value that the number was said to.
fn half_step(value: &QuantityValue) -> Number {
    value.step.absolute().times(Number::new(1, 2).unwrap_or(Number::ONE)).unwrap_or(Number::ZERO)
}

/// True when the two are the same number after rounding to the coarser one's digits, or after conversion.
fn is_about(pair: &Pair, one: Number, other: Number) -> bool {
    if one == other {
        return true;
    }
    if pair.is_converted {
        return within(one, other, CONVERSION, half_step(&pair.draft));
    }
    // Whole numbers below a hundred are said as they are: 20 is no rounded 21.
    let small = |number: Number| number.is_whole() && number.absolute() < Number::whole(100);
    if small(one) && small(other) {
        return false;
    }
    let step = half_step(&pair.draft).max(half_step(&pair.source));
    let Some(apart) = one.minus(other).map(Number::absolute) else { return false };
    apart <= step && within(one, other, ROUNDING, Number::ZERO)
}

/// Ages and places in a row: the number itself or nothing.
fn of_exact_pair(pair: &Pair) -> Comparison {
    let exact = form(&pair.draft) == Form::Exact && form(&pair.source) == Form::Exact;
    match (pair.draft.nominal, pair.source.nominal) {
        (Some(one), Some(other)) if exact && !pair.is_converted => {
            if one == other {
                agrees(Relation::Same)
            } else {
                disjoint_number()
            }
        }
        _ => of_pair(pair),
    }
}

/// The table of facts.md, C3.
fn of_pair(pair: &Pair) -> Comparison {
    use Form::{Exact, Fuzzy, High, Low, Range, Vague};
    let (draft, source) = (&pair.draft, &pair.source);
    let meets = draft.meets(source);
    let bound = |value: &QuantityValue| value.low.or(value.high).unwrap_or(Number::ZERO);
    let finer = |difference: Difference| differs(Relation::Finer, difference);
    let disjoint = || {
        let same = draft.nominal.zip(source.nominal).is_some_and(|(one, other)| one == other);
        differs(Relation::Disjoint, if same { Difference::Bound } else { Difference::Number })
    };
    let or_disjoint = |holds: bool, relation: Relation| if holds { agrees(relation) } else { disjoint() };
    // An open side bears out what is of its own order of magnitude, and is silent on the rest.
    let borne_out = |holds: bool| match (holds, is_far(draft, source)) {
        (true, true) => agrees(Relation::Overlap),
        (holds, _) => or_disjoint(holds, Relation::Coarser),
    };
    let near = |number: Option<Number>, value: &QuantityValue| {
        number.is_some_and(|number| {
            value.holds(number) || value.nominal.is_some_and(|other| is_about(pair, number, other))
        })
    };
    match (form(draft), form(source)) {
        (Exact, Exact) => exact_exact(pair),
        (Exact, Fuzzy | Low | High) => {
            if near(draft.nominal, source) {
                finer(Difference::Bound)
            } else {
                disjoint()
            }
        }
        (Exact, Range | Vague) => {
            if holds_tolerantly(source, draft, pair) {
                finer(Difference::Precision)
            } else {
                disjoint()
            }
        }
        (Fuzzy, Exact) => or_disjoint(near(source.nominal, draft), Relation::Coarser),
        // Two that only touch at their edges, about 100 and about 200, are two numbers.
        (Fuzzy, Fuzzy) => or_disjoint(near(source.nominal, draft) || near(draft.nominal, source), Relation::Same),
        (Fuzzy, Low | High) => {
            if draft.holds(bound(source)) || near(Some(bound(source)), draft) {
                agrees(Relation::Same)
            } else if meets {
                finer(Difference::Bound)
            } else {
                disjoint()
            }
        }
        (Fuzzy, Range) => or_disjoint(meets, Relation::Coarser),
        (Fuzzy, Vague) => {
            if meets || holds_tolerantly(source, draft, pair) {
                finer(Difference::Precision)
            } else {
                disjoint()
            }
        }
        (Low, Exact) | (High, Exact) => borne_out(holds_bound(draft, source, pair)),
        (Low, Fuzzy) | (High, Fuzzy) => borne_out(meets),
        (Low, Low) | (High, High) => {
            let (one, other) = (bound(draft), bound(source));
            if is_about(pair, one, other) {
                agrees(Relation::Same)
            } else if (one < other) == (form(draft) == Low) {
                borne_out(true)
            } else {
                // A bound that says more than the source's is another number, not the same one said more sharply.
                disjoint_number()
            }
        }
        (Low, High) | (High, Low) => {
            if is_about(pair, bound(draft), bound(source)) || !meets {
                differs(Relation::Disjoint, Difference::Bound)
            } else {
                agrees(Relation::Overlap)
            }
        }
        (Low | High, Range) => {
            let end = if form(draft) == Low { source.low } else { source.high };
            if end.is_some_and(|end| draft.holds(end)) || near(end, draft) {
                agrees(Relation::Coarser)
            } else {
                or_disjoint(meets, Relation::Overlap)
            }
        }
        (Low | High, Vague) => borne_out(meets),
        (Range, Exact) => {
            or_disjoint(draft.holds(bound(source)) || ends_near(pair, draft, bound(source)), Relation::Coarser)
        }
        (Range, Fuzzy) => or_disjoint(meets, Relation::Coarser),
        (Range, Low | High) => {
            let end = if form(source) == Low { draft.low } else { draft.high };
            if end.is_some_and(|end| is_about(pair, end, bound(source))) || source.covers(draft) {
                finer(Difference::Bound)
            } else {
                or_disjoint(meets, Relation::Overlap)
            }
        }
        (Range, Range) => range_range(pair),
        (Range, Vague) => {
            if source.covers(draft) {
                finer(Difference::Precision)
            } else {
                or_disjoint(meets, Relation::Overlap)
            }
        }
        (Vague, Exact) => or_disjoint(holds_tolerantly(draft, source, pair), Relation::Coarser),
        (Vague, Fuzzy | Range) => or_disjoint(meets, Relation::Coarser),
        (Vague, Low | High) => borne_out(meets),
        (Vague, Vague) => {
            if draft.low == source.low && draft.high == source.high {
                agrees(Relation::Same)
            } else {
                or_disjoint(meets, Relation::Overlap)
            }
        }
    }
}

fn exact_exact(pair: &Pair) -> Comparison {
    let (Some(one), Some(other)) = (pair.draft.nominal, pair.source.nominal) else { return unknown() };
    if one == other {
        return agrees(Relation::Same);
    }
    if !is_about(pair, one, other) {
        return disjoint_number();
    }
    if pair.is_converted {
        return agrees(Relation::Same);
    }
    match pair.draft.step.absolute().cmp(&pair.source.step.absolute()) {
        std::cmp::Ordering::Greater => agrees(Relation::Coarser),
        std::cmp::Ordering::Less => differs(Relation::Finer, Difference::Precision),
        std::cmp::Ordering::Equal => disjoint_number(),
    }
}

/// True when a one-sided draft holds the exact number of the source; `more than 15` does not hold 15.
fn holds_bound(draft: &QuantityValue, source: &QuantityValue, pair: &Pair) -> bool {
    let Some(number) = source.nominal else { return draft.meets(source) };
    let edge = draft.low.or(draft.high);
    // After conversion the edge itself is blurred.
    draft.holds(number) || (pair.is_converted && edge.is_some_and(|edge| is_about(pair, edge, number)))
}

/// True when the numbers that the two were said with are more than tenfold apart.
fn is_far(one: &QuantityValue, other: &QuantityValue) -> bool {
    let said = |value: &QuantityValue| value.nominal.or(value.low).or(value.high).map(Number::absolute);
    let (Some(one), Some(other)) = (said(one), said(other)) else { return false };
    let (small, large) = (one.min(other), one.max(other));
    small.times(Number::whole(10)).is_some_and(|limit| limit < large)
}

/// True when `one` is at an end of the range.
fn ends_near(pair: &Pair, range: &QuantityValue, one: Number) -> bool {
    [range.low, range.high].into_iter().flatten().any(|end| is_about(pair, end, one))
}

/// True when the range or vague amount takes in the number; a vague power of ten tolerates up to a hundredfold.
fn holds_tolerantly(wide: &QuantityValue, one: &QuantityValue, pair: &Pair) -> bool {
    let Some(number) = one.nominal.or(one.low) else { return wide.meets(one) };
    if wide.holds(number) || ends_near(pair, wide, number) {
        return true;
    }
    let is_magnitude = wide.shape == Shape::Vague && wide.nominal.is_none() && !wide.has_high;
    let tolerated = wide.high.and_then(|high| high.times(Number::whole(10)));
    is_magnitude && wide.low.is_some_and(|low| number >= low) && tolerated.is_some_and(|high| number <= high)
}

fn range_range(pair: &Pair) -> Comparison {
    let (draft, source) = (&pair.draft, &pair.source);
    let ends = [(draft.low, source.low), (draft.high, source.high)];
    let is_same =
        ends.iter().all(|(one, other)| one.zip(*other).is_some_and(|(one, other)| is_about(pair, one, other)));
    if is_same {
        agrees(Relation::Same)
    } else if draft.covers(source) {
        agrees(Relation::Coarser)
    } else if source.covers(draft) {
        differs(Relation::Finer, Difference::Precision)
    } else if draft.meets(source) {
        agrees(Relation::Overlap)
    } else {
        disjoint_number()
    }
}

/// A fraction as percent; a percentage as it is.
fn as_percent(value: &QuantityValue) -> Option<QuantityValue> {
    let mut made = match value.kind {
        Kind::Fraction => value.mapped(|number| number.times(Number::whole(100)))?,
        _ => value.clone(),
    };
    made.measure = Measure::Percent;
    Some(made)
}

/// Fractions and percentages: two points either way are the same share.
fn fractions(draft: &QuantityValue, source: &QuantityValue) -> Comparison {
    let pair = Pair { draft: draft.clone(), source: source.clone(), is_converted: false };
    let found = of_pair(&pair);
    let (Some(one), Some(other)) = (draft.nominal, source.nominal) else { return found };
    let is_exact = form(draft) == Form::Exact && form(source) == Form::Exact;
    if !is_exact || one == other {
        return found;
    }
    let is_near = one.minus(other).is_some_and(|apart| apart.absolute() <= Number::whole(FRACTION_POINTS));
    match (is_near, draft.kind == Kind::Fraction, source.kind == Kind::Fraction) {
        (true, true, false) => agrees(Relation::Coarser),
        (true, false, true) => differs(Relation::Finer, Difference::Precision),
        (true, ..) if one.minus(other).is_some_and(|apart| apart.absolute() <= Number::ONE) => agrees(Relation::Same),
        _ => disjoint_number(),
    }
}

/// A multiple, or a change in percent as the multiple that it makes: +100 % is 2, −50 % is ½.
fn as_factor(value: &QuantityValue) -> Option<QuantityValue> {
    let hundredth = Number::new(1, 100)?;
    let mut made = match value.kind {
        Kind::Rise => value.mapped(|number| number.times(hundredth)?.plus(Number::ONE))?,
        Kind::Fall => {
            let turned = value.mapped(|number| number.times(hundredth))?;
            let rest = |number: Option<Number>| number.and_then(|number| Number::ONE.minus(number));
            QuantityValue { nominal: rest(turned.nominal), low: rest(turned.high), high: rest(turned.low), ..turned }
        }
        _ => value.clone(),
    };
    (made.kind, made.measure) = (Kind::Multiple, Measure::Count);
    Some(made)
}
