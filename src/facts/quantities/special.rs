//! Quantities without a plain number: multiples, `twice`, `a mile`, `several`, `thousands of`.

use super::find::Found;
use super::find::HeadAt;
use super::find::Part;
use super::number::Number;
use super::numerals::Line;
use super::phrase::Ahead;
use super::phrase::is_hyphen;
use super::suffix;
use super::value::Kind;
use super::value::Measure;
use super::value::QuantityValue;
use super::value::Shape;
use super::words::Atom;

/// `three times as many`, `20-fold`, `3x`: the multiple and the token after.
pub(super) fn times(line: &Line, end: usize, value: &QuantityValue) -> Option<(QuantityValue, usize)> {
    let next = line.past_hyphen(end);
    let mut multiple = QuantityValue { kind: Kind::Multiple, ..value.clone() };
    if line.id(next) == line.words.ids.fold || (line.word(next) == "x" && line.is_glued(next)) {
        return Some((multiple, next + 1));
    }
    if line.id(next) != line.words.ids.times {
        return None;
    }
    let after = line.word(next + 1).to_lowercase();
    match after.as_str() {
        "as" | "the" | "its" | "their" | "his" | "her" | "that" | "what" => Some((multiple, next + 1)),
        "more" | "higher" | "larger" | "greater" | "bigger" | "faster" | "longer" | "heavier" | "likelier"
        | "stronger" => {
            // Some mean three, some mean four by `three times more`.
            multiple.high = Some(value.nominal?.plus(Number::ONE)?);
            multiple.shape = Shape::Range;
            Some((multiple, next + 1))
        }
        _ => None,
    }
}

/// `doubled`, `halved`, `tenfold`.
pub(super) fn multiple(line: &Line, at: usize, floor: usize, halves: u16) -> Option<Found> {
    let number = Number::new(i128::from(halves), 2)?;
    let value = QuantityValue { kind: Kind::Multiple, ..QuantityValue::count(number, Number::ONE) };
    let (value, start, end, _) = suffix::shaped(line, value, at, at + 1, floor)?;
    Some(Found { parts: vec![Part { start, end, value, is_loose: true, head: HeadAt::After(line.tokens.len()) }], end })
}

/// `twice`: so often, or so many times as much.
pub(super) fn adverb(line: &Line, at: usize, floor: usize, times: u8) -> Option<Found> {
    let next = line.word(at + 1).to_lowercase();
    let multiplies = matches!(next.as_str(), "as" | "the" | "its" | "their" | "his" | "her" | "that" | "what");
    let mut value = QuantityValue::count(Number::whole(i64::from(times)), Number::ONE);
    if multiplies {
        value.kind = Kind::Multiple;
    }
    let (value, start, end, _) = suffix::shaped(line, value, at, at + 1, floor)?;
    let head = if multiplies { HeadAt::After(line.tokens.len()) } else { HeadAt::Nowhere };
    Some(Found { parts: vec![Part { start, end, value, is_loose: false, head }], end })
}

/// `a mile`, `a dollar`; `more than a year`.
pub(super) fn one_unit(line: &Line, at: usize, floor: usize) -> Option<Found> {
    let article = at.checked_sub(1).filter(|article| *article >= floor && line.is_article(*article))?;
    let ahead = Ahead::new(line.text, line.tokens, at);
    let mut value = QuantityValue::count(Number::ONE, Number::ONE);
    let mut end = at + 1;
    if let Some((unit, after)) = line.words.units.unit_at(&ahead, false) {
        (value.measure, end) = (Measure::Unit(line.words.units.get(unit)), after);
    } else {
        let (unit, power, after) = line.words.units.money_after(&ahead)?;
        if power > 0 {
            return None;
        }
        (value.measure, end) = (Measure::Money(line.words.units.get(unit)), after.max(end));
    }
    let is_span = line.atom(at) == Some(Atom::Span);
    if line.tokens.get(end).is_some_and(|next| is_hyphen(line.text, next)) {
        return None;
    }
    // an hour and a half
    let mut has_part = false;
    if let Some((part, after)) = line.and_part(end) {
        value = value.mapped(|number| number.plus(part))?;
        value.step = part;
        (end, has_part) = (after, true);
    }
    let (value, start, end, is_shaped) = suffix::shaped(line, value, article, end, floor)?;
    if is_span && !is_shaped && !has_part {
        return None;
    }
    let is_loose = !is_shaped && !has_part;
    Some(Found { parts: vec![Part { start, end, value, is_loose, head: HeadAt::After(end) }], end })
}

/// `several`, `a few hundred`, `dozens of`.
pub(super) fn vague(line: &Line, at: usize, floor: usize) -> Option<Found> {
    let first = at.saturating_sub(2).max(floor);
    let (start, mut end, (low, high, middle)) = (first..=at).find_map(|start| {
        let (length, meaning) = line.words.vague.at(&line.tokens[start..])?;
        (start + length > at).then_some((start, start + length, *meaning))
    })?;
    let factor = match line.atom(end) {
        Some(Atom::Hundred) => Number::whole(100),
        Some(Atom::Scale(power, _)) => Number::ten_to(i32::from(power))?,
        Some(Atom::Set(value, _)) => Number::whole(i64::from(value)),
        _ => Number::ONE,
    };
    end += usize::from(factor > Number::ONE);
    let mut value = QuantityValue::count(low.times(factor)?, factor);
    value.high = Some(high.times(factor)?);
    value.nominal = match middle {
        Some(middle) => Some(middle.times(factor)?),
        None => None,
    };
    value.shape = Shape::Vague;
    with_unit(line, value, start, end, floor)
}

/// `hundreds of`, `tens of thousands`, `millions of dollars`.
pub(super) fn magnitude(line: &Line, at: usize, floor: usize, power: u8) -> Option<Found> {
    if power == 1 && line.id(at + 1) != line.words.ids.of {
        return None;
    }
    magnitude_from(line, at, at + 1, floor, power)
}

pub(super) fn magnitude_from(line: &Line, start: usize, mut end: usize, floor: usize, mut power: u8) -> Option<Found> {
    if line.id(end) == line.words.ids.of
        && let Some(Atom::Scale(more, true)) = line.atom(end + 1)
    {
        power += more;
        end += 2;
    } else if power == 1 {
        return None;
    }
    let ten = Number::ten_to(i32::from(power))?;
    let mut value = QuantityValue::count(ten.times(Number::whole(2))?, ten);
    (value.nominal, value.high) = (None, ten.times(Number::whole(10)));
    (value.has_high, value.shape) = (false, Shape::Vague);
    with_unit(line, value, start, end, floor)
}

/// Takes the unit after a vague amount, over an `of`, and what stands before it.
fn with_unit(line: &Line, mut value: QuantityValue, start: usize, end: usize, floor: usize) -> Option<Found> {
    let mut after = line.past_hyphen(end);
    if line.id(after) == line.words.ids.of {
        after += 1;
    }
    let mut end = end;
    if let Some((measure, factor, unit_end)) = suffix::measure(line, after, false) {
        value = value.mapped(|number| number.times(factor))?;
        (value.measure, end) = (measure, unit_end);
    }
    // `of` belongs to the unit after it, not to the noun that is counted: `dozens of` ends before it.
    while end > start + 1 && line.id(end - 1) == line.words.ids.of {
        end -= 1;
    }
    let mut start = start;
    if let Some((length, shape)) = line.words.before.before(&line.tokens[floor..start]) {
        let width = match shape {
            Shape::MoreThan | Shape::AtLeast => Some((value.low, None)),
            Shape::AtMost | Shape::LessThan => Some((None, value.high)),
            _ => None,
        };
        if let Some((low, high)) = width {
            (value.low, value.high, value.shape) = (low, high, *shape);
            start -= length;
        }
    }
    let next = line.words.nouns.after(line, end, false).is_none() && matches!(value.measure, Measure::Count);
    let is_loose = next;
    Some(Found { parts: vec![Part { start, end, value, is_loose, head: HeadAt::After(end) }], end })
}
