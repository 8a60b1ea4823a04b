//! Two numbers to one range: `10 to 15 million`, `between 5 and 7 km`, `two or three`; and what only looks like one.

use super::find::Found;
use super::find::HeadAt;
use super::find::Operand;
use super::find::Part;
use super::find::operand;
use super::never;
use super::number::Number;
use super::numerals::Core;
use super::numerals::Form;
use super::numerals::Line;
use super::suffix;
use super::value::Kind;
use super::value::Measure;
use super::value::QuantityValue;

/// How two numbers are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Dash,
    To,
    Or,
    And,
}

/// `10 to 15 million`, `between 5 and 7 km`, `$10-$20`, `8- to 16-metre`, `two or three`.
pub(super) fn range(line: &Line, first: Operand, between: Option<usize>, floor: usize) -> Option<Found> {
    let (link, next) = link_at(line, first.end, between.is_some())?;
    let second = (next..line.tokens.len().min(next + 4)).find_map(|at| {
        let clear = (next..at).all(|place| is_between_numbers(line, place));
        if clear { operand(line, at, next, true) } else { None }
    })?;
    let is_from = between.is_none() && first.start > floor && line.id(first.start - 1) == line.words.ids.from;
    let usable = |operand: &Operand| !matches!(operand.core.form, Form::Ordinal | Form::LooseFraction);
    if !usable(&first) || !usable(&second) {
        return None;
    }
    let (start_core, end_core) = (first.core, second.core);
    let end = second.end;
    let first_start = first.start;
    let money = first.money_before;
    let (low, high) = level(first, second, link)?;
    let has_measure = !matches!(low.measure, Measure::Count);
    let blocked = |core: &Core| {
        !core.in_words
            && (never::is_none(line, core, true) && link != Link::Dash || is_year_like(line, core, has_measure))
    };
    if blocked(&start_core) || blocked(&end_core) || (link == Link::Dash && is_code_range(line, &start_core, &end_core))
    {
        return None;
    }
    let (a, b) = (low.nominal?, high.nominal?);
    let counts = line.words.nouns.after(line, end, false).is_some();
    let is_led = between.is_some() || is_from || line.words.before.before(&line.tokens[floor..first_start]).is_some();
    let is_close = a < b
        && match link {
            Link::And => between.is_some(),
            Link::Dash => has_measure || counts || is_led || start_core.power > 0,
            Link::To => true,
            Link::Or => has_measure || counts || b <= Number::whole(20),
        };
    let is_score =
        matches!(link, Link::Dash | Link::To) && !has_measure && !money && has_score_word(line, first_start, end);
    if is_from && link == Link::To && (has_change(line, first_start, floor) || a >= b) {
        let age = Part {
            start: first_start,
            end: start_core.end.max(first_start + 1),
            value: low,
            is_loose: false,
            head: HeadAt::After(end),
        };
        let other = Part {
            start: second_start(line, next, &end_core),
            end,
            value: high,
            is_loose: false,
            head: HeadAt::After(end),
        };
        return Some(Found { parts: vec![age, other], end });
    }
    if !is_close || is_score {
        return None;
    }
    let mut value = low.to(&high)?;
    let (mut start, mut end) = (between.unwrap_or(first_start), end);
    let mut head_at = end;
    if let Some((age_start, age_end, unit)) = suffix::age(line, start, end, floor, &value) {
        (start, end, head_at) = (age_start, age_end, age_end);
        value.kind = Kind::Age;
        value.measure = Measure::Unit(unit);
    }
    if let Some((per, after)) = suffix::per(line, end, has_measure) {
        (value.per, end, head_at) = (Some(per), after, after);
    }
    // `about 10-20`: the range says as much; the word belongs to the label.
    if between.is_none()
        && let Some((length, _)) = line.words.before.before(&line.tokens[floor..start])
    {
        start -= length;
    }
    let value = suffix::changed(line, value, start, end, floor);
    Some(Found { parts: vec![Part { start, end, value, is_loose: false, head: HeadAt::After(head_at) }], end })
}

fn second_start(line: &Line, next: usize, core: &Core) -> usize {
    suffix::money_before(line, core.start, next).map_or(core.start, |(_, start)| start)
}

/// The word or dash that joins two numbers, and the token after it.
fn link_at(line: &Line, end: usize, between: bool) -> Option<(Link, usize)> {
    let ids = &line.words.ids;
    let mut at = end;
    // 8- to 16-metre
    if line.id(at) == ids.hyphen && line.is_glued(at) && !line.is_glued(at + 1) {
        at += 1;
    }
    if line.id(at) == ids.and || line.id(at) == ids.ampersand {
        return between.then_some((Link::And, at + 1));
    }
    if between {
        // between 2.0 and 7.0: only `and` closes it, a dash may stand for it.
        return (line.id(at) == ids.hyphen).then_some((Link::Dash, at + 1));
    }
    if let Some((length, _)) = line.tokens.get(at..).and_then(|rest| line.words.to.at(rest)) {
        return Some((Link::To, at + length));
    }
    if line.id(at) == ids.or {
        return Some((Link::Or, at + 1));
    }
    let is_dash = line.id(at) == ids.hyphen || line.word(at) == "~";
    (is_dash && at == end).then_some((Link::Dash, at + 1))
}

/// Currencies, approximators and articles may stand between a link and its second number.
fn is_between_numbers(line: &Line, at: usize) -> bool {
    let token = &line.tokens[at];
    line.is_article(at)
        || line.words.units.money_before(line.word(at)).is_some()
        || line.words.before.before(std::slice::from_ref(token)).is_some()
        || matches!(line.word(at), "US" | "A" | "C" | "-" | "−")
}

/// Gives both ends the scale and the unit that only one of them was written with.
fn level(mut first: Operand, mut second: Operand, link: Link) -> Option<(QuantityValue, QuantityValue)> {
    if second.core.power > 0 && first.core.power == 0 {
        let factor = Number::ten_to(i32::from(second.core.power))?;
        let mantissa = second.value.nominal?.over(factor)?;
        if first.value.nominal? < mantissa {
            first.value = first.value.mapped(|number| number.times(factor))?;
        }
    }
    match (first.has_measure(), second.has_measure()) {
        (false, true) => first.value.measure = second.value.measure.clone(),
        (true, false) if first.money_before => second.value.measure = first.value.measure.clone(),
        (true, false) if link == Link::And || link == Link::Or => return None,
        (true, false) => return None,
        (true, true) => {
            let factor = suffix::factor_between(&second.value.measure, &first.value.measure)?;
            second.value = second.value.mapped(|number| number.times(factor))?;
            second.value.measure = first.value.measure.clone();
        }
        (false, false) => {}
    }
    if second.value.kind != first.value.kind {
        first.value.kind = second.value.kind;
    }
    Some((first.value, second.value))
}

fn is_year_like(line: &Line, core: &Core, has_measure: bool) -> bool {
    let word = line.word(core.start);
    let year = word.parse::<u32>().ok().filter(|year| word.len() == 4 && (1800..2100).contains(year));
    core.is_plain && !has_measure && year.is_some()
}

/// A dash between figures that is part of a longer code: `1-222-2222`, `a1-5`.
fn is_code_range(line: &Line, first: &Core, second: &Core) -> bool {
    let before = line.is_glued(first.start) && first.start > 0 && {
        let previous = &line.tokens[first.start - 1];
        previous.is_word()
            || matches!(line.word(first.start - 1), "-" | "/" | ":" | "." | "_" | "#" | "+")
                && first.start > 1
                && line.is_glued(first.start - 1)
    };
    let after = line.is_glued(second.end)
        && matches!(line.word(second.end), "-" | "/" | ":" | "_")
        && line.is_glued(second.end + 1)
        && line.tokens[second.end + 1].is_number();
    before || after
}

fn has_score_word(line: &Line, start: usize, end: usize) -> bool {
    let near = start.saturating_sub(3)..line.tokens.len().min(end + 2);
    near.filter(|at| !(start..end).contains(at)).any(|at| line.words.score_words.contains(&line.id(at)))
}

/// True when the words before `from` say that something changed.
fn has_change(line: &Line, start: usize, floor: usize) -> bool {
    let first = start.saturating_sub(7).max(floor);
    (first..start).any(|at| {
        let id = line.id(at);
        line.words.rise.contains(&id)
            || line.words.fall.contains(&id)
            || matches!(line.word(at), "went" | "changed" | "moved" | "go")
    })
}
