//! What a quantity says: a number or an interval of numbers, of some measure.

use super::number::Number;
use super::units::Unit;
use std::sync::Arc;

/// How sharp a number is meant, or which side of it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    Exact,
    /// `about 200`
    About,
    /// `nearly 200`: at most a tenth below.
    Nearly,
    /// `just over 200`: at most a fifth above.
    JustOver,
    /// `at least 200`
    AtLeast,
    /// `more than 200`
    MoreThan,
    /// `up to 200`
    AtMost,
    /// `fewer than 200`
    LessThan,
    /// `200 to 300`
    Range,
    /// `several`, `dozens`, `thousands of`
    Vague,
}

/// What the number counts or measures, beside its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// So many of something.
    Amount,
    /// A part of a whole: `a third`, `one in five`.
    Fraction,
    /// `doubled`, `three times as many`, `tenfold`
    Multiple,
    /// `rose 5 percent`, `a drop of 20`
    Rise,
    Fall,
    /// `the third`, `2nd`
    Ordinal,
    /// `aged 7`, `7-year-old`
    Age,
}

/// The dimension of a number.
#[derive(Clone, Debug)]
pub enum Measure {
    /// A bare number; what it counts is the quantity's head.
    Count,
    Percent,
    /// Percentage points, in points.
    Points,
    /// `points` of an unnamed scale: an index, a game, or percentage points said short.
    BarePoints,
    Unit(Arc<Unit>),
    Money(Arc<Unit>),
}

/// What a rate is counted over: `a day`, `per head`, `per 100,000`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Per {
    /// The unit's or noun's plain name.
    pub name: String,
    /// How many of it; 1 for `a day`.
    pub count: Number,
    /// True when it is a unit of time.
    pub is_time: bool,
}

/// A number or a range of numbers of some measure.
#[derive(Clone, Debug)]
pub struct QuantityValue {
    /// The number as said, scale words included (`$3.5 million` is 3500000), in its own unit. None for `hundreds`.
    pub nominal: Option<Number>,
    /// Ends of what it can mean, in its own unit; None is open.
    pub low: Option<Number>,
    pub high: Option<Number>,
    /// False where the end itself is left out (`more than`).
    pub has_low: bool,
    pub has_high: bool,
    pub shape: Shape,
    pub kind: Kind,
    pub measure: Measure,
    pub per: Option<Per>,
    /// Place value of the last significant digit as written: 100 for `200`, 1 for `554`, 1000000 for `$15 million`.
    pub step: Number,
}

impl QuantityValue {
    /// An exact count of `number`.
    pub fn count(number: Number, step: Number) -> QuantityValue {
        QuantityValue {
            nominal: Some(number),
            low: Some(number),
            high: Some(number),
            has_low: true,
            has_high: true,
            shape: Shape::Exact,
            kind: Kind::Amount,
            measure: Measure::Count,
            per: None,
            step,
        }
    }

    /// The same number meant as `shape`, with the interval that it then covers. None when that is out of bounds.
    ///
    /// The widths are those of facts.md C1: a tenth for *about* and *nearly*, a fifth for *just over*, and for *about*
    /// at least half of the last place said.
    pub fn shaped(mut self, shape: Shape) -> Option<QuantityValue> {
        let nominal = self.nominal?;
        let part = |share: i128| nominal.absolute().times(Number::new(share, 10)?);
        let (low, high) = match shape {
            Shape::About => {
                let width = part(1)?.max(self.step.times(Number::new(1, 2)?)?);
                (Some(nominal.minus(width)?), Some(nominal.plus(width)?))
            }
            Shape::Nearly => (Some(nominal.minus(part(1)?)?), Some(nominal)),
            Shape::JustOver => (Some(nominal), Some(nominal.plus(part(2)?)?)),
            Shape::AtLeast | Shape::MoreThan => (Some(nominal), None),
            Shape::AtMost | Shape::LessThan => (None, Some(nominal)),
            Shape::Exact | Shape::Range | Shape::Vague => (Some(nominal), Some(nominal)),
        };
        (self.low, self.high, self.shape) = (low, high, shape);
        self.has_low = !matches!(shape, Shape::JustOver | Shape::MoreThan);
        self.has_high = !matches!(shape, Shape::Nearly | Shape::LessThan);
        Some(self)
    }

    /// Everything from the low end of `self` to the high end of `other`, in the measure of `self`.
    pub fn to(mut self, other: &QuantityValue) -> Option<QuantityValue> {
        let (low, high) = (self.low.or(self.nominal)?, other.high.or(other.nominal)?);
        self.nominal = Some(low.plus(high)?.over(Number::whole(2))?);
        (self.low, self.high, self.shape) = (Some(low), Some(high), Shape::Range);
        (self.has_low, self.has_high) = (true, true);
        self.step = self.step.min(other.step);
        Some(self)
    }

    /// True when `number`, in this value's own unit, is within its ends.
    pub fn holds(&self, number: Number) -> bool {
        let above = self.low.is_none_or(|low| low < number || (self.has_low && low == number));
        let below = self.high.is_none_or(|high| number < high || (self.has_high && high == number));
        above && below
    }

    /// True when the two intervals share a number.
    pub fn meets(&self, other: &QuantityValue) -> bool {
        let reaches = |low: &QuantityValue, high: &QuantityValue| match (low.low, high.high) {
            (Some(start), Some(end)) => start < end || (start == end && low.has_low && high.has_high),
            _ => true,
        };
        reaches(self, other) && reaches(other, self)
    }

    /// True when everything in `other` is within this value's ends.
    pub fn covers(&self, other: &QuantityValue) -> bool {
        let low = match (self.low, other.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(its)) => mine < its || (mine == its && (self.has_low || !other.has_low)),
        };
        let high = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(its)) => its < mine || (mine == its && (self.has_high || !other.has_high)),
        };
        low && high
    }

    /// True for `at least 200` and `up to 200`.
    pub fn is_one_sided(&self) -> bool {
        matches!(self.shape, Shape::AtLeast | Shape::MoreThan | Shape::AtMost | Shape::LessThan)
    }

    /// Every number of it changed by `change`, an increasing function; None when one leaves the bounds.
    pub fn mapped(&self, change: impl Fn(Number) -> Option<Number>) -> Option<QuantityValue> {
        let end = |number: Option<Number>| match number {
            None => Some(None),
            Some(number) => change(number).map(Some),
        };
        let zero = change(Number::ZERO)?;
        Some(QuantityValue {
            nominal: end(self.nominal)?,
            low: end(self.low)?,
            high: end(self.high)?,
            step: change(self.step)?.minus(zero)?,
            measure: self.measure.clone(),
            per: self.per.clone(),
            ..*self
        })
    }
}
