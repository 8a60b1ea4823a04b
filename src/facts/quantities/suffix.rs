//! What stands with a number: its currency, unit, rate, age, bounds and direction.

use super::find::MoneyBefore;
use super::find::Operand;
use super::number::Number;
use super::numerals::Core;
use super::numerals::Form;
use super::numerals::Line;
use super::phrase::Ahead;
use super::phrase::is_hyphen;
use super::units::Unit;
use super::value::Kind;
use super::value::Measure;
use super::value::Per;
use super::value::QuantityValue;
use super::value::Shape;
use crate::text::Token;
use std::sync::Arc;

/// A currency's place in the list.
pub(super) type Money = u16;

/// `GBP3.01`, `USD50`: a code and a number that the tokens hold as one word.
pub(super) fn glued_code(line: &Line, at: usize) -> Option<(Core, Money)> {
    let token = line.tokens.get(at).filter(|token| token.is_word() && token.has_digits())?;
    let word = &line.text[token.range()];
    let letters = word.find(|letter: char| letter.is_ascii_digit()).filter(|letters| *letters == 3 || *letters == 2)?;
    let money = line.words.units.money_before(&word[..letters])?;
    let mut digits = word[letters..].to_owned();
    let mut end = at + 1;
    if line.word(end) == "." && line.is_glued(end) && line.is_glued(end + 1) && line.tokens[end + 1].is_number() {
        digits = format!("{digits}.{}", line.word(end + 1));
        end += 2;
    }
    let mut value = Number::parse(&digits)?;
    let mut step = super::numerals::step_of(value);
    if let Some((factor, _, after)) = line.scale_at(end) {
        (value, step, end) = (value.times(factor)?, step.times(factor)?, after);
    }
    let core = Core { start: at, end, value, step, form: Form::Cardinal, power: 0, is_plain: false, in_words: false };
    Some((core, money))
}

/// The currency that ends right before `start`: `$`, `US$`, `EUR`; and its first token.
pub(super) fn money_before(line: &Line, start: usize, floor: usize) -> Option<MoneyBefore> {
    for length in (1..=3).rev() {
        let Some(first) = start.checked_sub(length).filter(|first| *first >= floor) else { continue };
        if (first + 1..start).any(|at| !line.is_glued(at)) {
            continue;
        }
        let raw = &line.text[line.tokens[first].start()..line.tokens[start - 1].end()];
        if raw.len() > 8 || (length == 1 && line.is_glued(first) && line.tokens[first].is_word()) {
            continue;
        }
        if let Some(money) = line.words.units.money_before(raw) {
            return Some((money, first));
        }
    }
    None
}

/// Takes into `operand` the scale written short, the percent sign, the currency or the unit after its number.
///
/// None when what follows makes the number unreadable (it would leave the bounds).
pub(super) fn take(line: &Line, operand: &mut Operand, money: Option<Money>) -> Option<()> {
    let units = &line.words.units;
    let is_cardinal = operand.core.form == Form::Cardinal;
    if is_cardinal && operand.core.power == 0 && !operand.core.in_words {
        let after_scale = Ahead::new(line.text, line.tokens, line.past_hyphen(operand.end + 1));
        let beside_money = money.is_some() || units.money_after(&after_scale).is_some_and(|(_, power, _)| power == 0);
        let scale = line.short_scale(operand.end, beside_money).or_else(|| bare_short_scale(line, operand.end));
        if let Some((power, end)) = scale {
            let factor = Number::ten_to(i32::from(power))?;
            operand.value = operand.value.mapped(|number| number.times(factor))?;
            (operand.core.power, operand.core.is_plain, operand.end) = (power, false, end);
            operand.core.end = end;
        }
    }
    if let Some(money) = money {
        operand.value.measure = Measure::Money(units.get(money));
        // $5 US, $10 dollars: the second name says no more, except which dollar.
        let ahead = Ahead::new(line.text, line.tokens, operand.end);
        if let Some((named, 0, end)) =
            units.money_after(&ahead).filter(|(named, _, _)| units.get(*named).codes.len() == 1)
        {
            let named = units.get(named);
            let fits =
                units.get(money).codes.iter().any(|code| named.codes.contains(code)) && named.factors == [Number::ONE];
            if fits && line.word(end - 1) != "$" {
                (operand.value.measure, operand.end) = (Measure::Money(named), end);
            }
        }
        return minor(line, operand);
    }
    let mut at = line.past_hyphen(operand.end);
    if operand.value.kind == Kind::Fraction {
        let ids = &line.words.ids;
        let of = at + usize::from(line.id(at) == ids.of);
        at = of + usize::from(line.is_article(of));
    }
    let is_glued = line.is_glued(operand.end) && at == operand.end;
    if let Some((measure, factor, end)) = measure(line, at, is_glued) {
        if operand.value.kind == Kind::Fraction && !matches!(measure, Measure::Percent) {
            operand.value.kind = Kind::Amount;
        }
        operand.value = operand.value.mapped(|number| number.times(factor))?;
        (operand.value.measure, operand.end) = (measure, end);
        if operand.value.kind == Kind::Fraction {
            operand.value.kind = Kind::Amount;
        }
        // two and a half miles is read before; three miles and a half here.
        if let Some((part, end)) = line.and_part(operand.end).filter(|_| operand.core.value.is_whole()) {
            operand.value = operand.value.mapped(|number| number.plus(part))?;
            operand.end = end;
        }
        return match operand.value.measure {
            Measure::Money(_) => minor(line, operand),
            Measure::Unit(_) => compound(line, operand),
            _ => Some(()),
        };
    }
    Some(())
}

/// `9m people`, `10M`: a short scale without a currency, taken for a scale only where nothing else fits.
fn bare_short_scale(line: &Line, at: usize) -> Option<(u8, usize)> {
    if !line.is_glued(at) {
        return None;
    }
    let power = match line.word(at) {
        "m" | "M" => 6,
        "b" | "B" => 9,
        _ => return None,
    };
    let counts = line
        .words
        .nouns
        .after(line, at + 1, false)
        .is_some_and(|head| line.tokens.get(at + 1).is_some_and(|next| next.start() == head.range.start));
    let is_clear = line.word(at) == "M" || (power == 9 && line.word(at - 1).contains('.'));
    let ends = !line.is_glued(at + 1)
        || line.tokens.get(at + 1).is_none_or(|next| !next.is_spoken() && !is_hyphen(line.text, next));
    (counts || (is_clear && ends)).then_some((power, at + 1))
}

/// The unit at `at`: its measure, the factor for its number, and the token after.
pub(super) fn measure(line: &Line, at: usize, is_glued: bool) -> Option<(Measure, Number, usize)> {
    if let Some(found) = percent(line, at) {
        return Some(found);
    }
    let ahead = Ahead::new(line.text, line.tokens, at);
    let units = &line.words.units;
    let unit = units.unit_at(&ahead, is_glued);
    let money = units.money_after(&ahead);
    if let Some((money, power, end)) = money.filter(|(_, _, end)| unit.is_none_or(|(_, other)| *end > other)) {
        // `$10 $30`: a sign glued to the next number belongs to that one.
        let is_next =
            !line.is_glued(at) && line.is_glued(end) && line.tokens.get(end).is_some_and(|next| next.is_number());
        let is_pence = line.word(at) == "p" && !is_glued;
        if !is_next && !is_pence {
            return Some((Measure::Money(units.get(money)), Number::ten_to(i32::from(power))?, end));
        }
    }
    let (unit, end) = unit?;
    let unit = units.get(unit);
    if !unit.codes.is_empty() && is_money_talk(line, at) {
        let pound = units.money_before("£")?;
        return Some((Measure::Money(units.get(pound)), Number::ONE, end));
    }
    let word = line.word(at);
    // A straight mark is a prime only in `6'2"`, or where no quotation can end: `a 5" nail`.
    if word == "'" && !(line.is_glued(end) && line.tokens[end].is_number()) {
        return None;
    }
    let open_quotes = || (at.saturating_sub(QUOTE_REACH)..at).filter(|before| line.word(*before) == "\"").count() % 2;
    if word == "\"" && (open_quotes() == 1 || line.tokens[at - 1].is_word()) {
        return None;
    }
    // 4526C is a serial, 20C a temperature.
    if matches!(word, "C" | "F") && is_glued && line.word(at - 1).len() > 3 && !line.word(at - 1).contains('.') {
        return None;
    }
    // `World Cup 2018 day five`, `season 2 week 3`: the unit counts what comes after it. `2 hours 30` is a time.
    let is_number = |token: &Token| token.is_number() || line.words.is_number_word(token.id);
    let is_label = unit.dimension == "duration" && unit.name == word && !is_glued;
    let counts_many = line.tokens[at - 1].is_number() && line.word(at - 1) != "1";
    if is_label && counts_many && end == at + 1 && line.tokens.get(end).is_some_and(is_number) {
        return None;
    }
    // `2 in` is inches only where it ends a phrase.
    if matches!(word, "in" | "in.") && !is_glued {
        return None;
    }
    Some((Measure::Unit(unit), Number::ONE, end))
}

/// Tokens before a straight quotation mark that are searched for its opening one.
const QUOTE_REACH: usize = 80;

/// Tokens on either side that are searched for a sign that pounds are money.
const MONEY_REACH: usize = 40;

/// True when the words around speak of pounds as money.
fn is_money_talk(line: &Line, at: usize) -> bool {
    let near = at.saturating_sub(MONEY_REACH)..line.tokens.len().min(at + MONEY_REACH);
    line.tokens[near].iter().any(|token| matches!(&line.text[token.range()], "£" | "sterling" | "Sterling" | "GBP"))
}

/// `%`, `percent`, `per cent`, `percentage points`, `basis points`, `points`.
fn percent(line: &Line, at: usize) -> Option<(Measure, Number, usize)> {
    let word = line.word(at).to_lowercase();
    let points = |at: usize| {
        let next = line.past_hyphen(at);
        (line.id(next) == line.words.ids.points || line.id(next) == line.words.ids.point).then_some(next + 1)
    };
    let percent_end = match word.as_str() {
        "%" | "percent" | "percents" | "pct" | "pct." | "percentage" => at + 1,
        "pc" if !line.is_glued(at) => at + 1,
        "per" if line.word(at + 1).eq_ignore_ascii_case("cent") => at + 2,
        "per" if line.is_glued(at + 1) && line.word(at + 2).eq_ignore_ascii_case("cent") => at + 3,
        "basis" => return Some((Measure::Points, Number::new(1, 100)?, points(at + 1)?)),
        "bp" | "bps" => return Some((Measure::Points, Number::new(1, 100)?, at + 1)),
        "pp" | "ppt" | "ppts" => return Some((Measure::Points, Number::ONE, at + 1)),
        "point" | "points" => return Some((Measure::BarePoints, Number::ONE, at + 1)),
        _ => return None,
    };
    if let Some(end) = points(percent_end) {
        return Some((Measure::Points, Number::ONE, end));
    }
    Some((Measure::Percent, Number::ONE, percent_end))
}

/// `13 dollars and 45 cents`, `$13 and 45 cents`.
fn minor(line: &Line, operand: &mut Operand) -> Option<()> {
    let Measure::Money(unit) = operand.value.measure.clone() else { return Some(()) };
    let at = past_and(line, operand.end);
    let is_small = operand.value.nominal.is_some_and(Number::is_whole) && unit.factors == [Number::ONE];
    let Some(core) = line.core(at, at, true).filter(|core| is_small && core.form == Form::Cardinal) else {
        return Some(());
    };
    let Some((Measure::Money(cents), factor, end)) = measure(line, core.end, line.is_glued(core.end)) else {
        return Some(());
    };
    let share = cents.factors.first().copied().unwrap_or(Number::ONE);
    let shared_code =
        cents.codes.iter().any(|code| unit.codes.contains(code)) || cents.name == "cent" || cents.name == "pence";
    let is_below = core.value < Number::whole(100) && share < Number::ONE && factor == Number::ONE;
    if is_below
        && shared_code
        && let Some(added) = core.value.times(share)
    {
        operand.value = operand.value.mapped(|number| number.plus(added))?;
        operand.value.step = share;
        operand.end = end;
    }
    Some(())
}

/// `7 feet 10 inches`, `3 hours and 20 minutes`: told in the smallest unit, in which it is whole.
fn compound(line: &Line, operand: &mut Operand) -> Option<()> {
    for _ in 0..4 {
        let Measure::Unit(unit) = operand.value.measure.clone() else { return Some(()) };
        let (at, is_about) = past_about(line, operand.end);
        let Some(core) = line.core(at, at, true).filter(|core| core.form == Form::Cardinal && core.power == 0) else {
            return Some(());
        };
        // `12 ft 2 in`: after feet, `in` is inches.
        let is_inch = unit.name == "foot" && line.word(core.end) == "in";
        let Some((Measure::Unit(smaller), _, end)) = measure(line, core.end, is_inch || line.is_glued(core.end)) else {
            return Some(());
        };
        let Some(ratio) = ratio(&unit, &smaller) else { return Some(()) };
        let fits = unit.dimension == smaller.dimension && ratio > Number::ONE && unit.offset.is_zero();
        let Some(whole) = operand.value.nominal.and_then(|number| number.times(ratio)) else { return Some(()) };
        // `two miles about 3,200 metres` says it twice: behind `about` only a rest adds to what stands before it.
        let is_below = core.value < if is_about { ratio } else { ratio.times(Number::whole(3)).unwrap_or(ratio) };
        if !fits || !is_below || matches!(unit.dimension.as_str(), "temperature" | "degree") {
            return Some(());
        }
        let sum = whole.plus(core.value)?;
        operand.value = QuantityValue { measure: Measure::Unit(smaller), ..QuantityValue::count(sum, core.step) };
        operand.end = end;
    }
    Some(())
}

/// Past what joins the parts of one measure, and true when that is `about`: `7 feet about 5 centimetres`.
fn past_about(line: &Line, at: usize) -> (usize, bool) {
    let next = past_and(line, at);
    let about = line.tokens.get(next..next + 1).filter(|_| line.word(at) != ",");
    match about.and_then(|word| line.words.before.before(word)) {
        Some((1, Shape::About)) => (next + 1, true),
        _ => (next, false),
    }
}

/// Past a comma or `and` between the parts of one measure.
fn past_and(line: &Line, at: usize) -> usize {
    let comma = at + usize::from(line.word(at) == ",");
    comma + usize::from(line.id(comma) == line.words.ids.and)
}

fn ratio(from: &Unit, to: &Unit) -> Option<Number> {
    from.factors.first()?.over(*to.factors.first()?)
}

/// What a number in `from` is multiplied by to be one in `to`; None when they are of different kinds.
pub(super) fn factor_between(from: &Measure, to: &Measure) -> Option<Number> {
    match (from, to) {
        (Measure::Percent, Measure::Percent) | (Measure::Points, Measure::Points) => Some(Number::ONE),
        (Measure::BarePoints, Measure::BarePoints) | (Measure::Count, Measure::Count) => Some(Number::ONE),
        (Measure::Unit(from), Measure::Unit(to)) if from.name == to.name => Some(Number::ONE),
        (Measure::Unit(from), Measure::Unit(to)) => {
            let is_scale = from.dimension == to.dimension && from.offset.is_zero() && to.offset.is_zero();
            if is_scale { ratio(from, to) } else { None }
        }
        (Measure::Money(from), Measure::Money(to)) => {
            let shares = from.codes.iter().any(|code| to.codes.contains(code));
            if shares { ratio(from, to) } else { None }
        }
        _ => None,
    }
}

/// `a day`, `per head`, `per 100,000`, `an hour`, `/kg`. Without a measure only `per` and `for every` lead one in.
pub(super) fn per(line: &Line, end: usize, has_measure: bool) -> Option<(Per, usize)> {
    let ids = &line.words.ids;
    let mut at = line.past_hyphen(end);
    let word = line.word(at);
    let is_per = line.id(at) == ids.per || (word == "/" && has_measure);
    let is_each = line.id(at) == ids.every || word.eq_ignore_ascii_case("each") || line.is_article(at);
    at += match () {
        () if is_per || (is_each && has_measure) => 1,
        () if word.eq_ignore_ascii_case("for") && line.id(at + 1) == ids.every => 2,
        () => return None,
    };
    at = line.past_hyphen(at);
    let mut count = Number::ONE;
    if let Some(core) = line.core(at, at, false).filter(|core| core.form == Form::Cardinal) {
        if line.is_article(at.saturating_sub(1)) {
            return None;
        }
        (count, at) = (core.value, core.end);
        if is_per && count >= Number::whole(100) {
            return Some((Per { name: String::new(), count, is_time: false }, at));
        }
    }
    let ahead = Ahead::new(line.text, line.tokens, at);
    if let Some((unit, end)) = line.words.units.unit_at(&ahead, false) {
        let unit = line.words.units.get(unit);
        let is_time = unit.dimension == "duration";
        return Some((Per { name: unit.name.clone(), count, is_time }, end));
    }
    let end = line.words.units.per_noun(&ahead)?;
    Some((Per { name: crate::text::fold(line.word(end - 1)), count, is_time: line.word(at) == "annum" }, end))
}

/// `7-year-old`, `60 years old`, `eighteen months of age`, `aged 7`, `Hale, 52,`: first and last token and the unit.
pub(super) fn age(
    line: &Line,
    start: usize,
    end: usize,
    floor: usize,
    value: &QuantityValue,
) -> Option<(usize, usize, Arc<Unit>)> {
    let ids = &line.words.ids;
    match &value.measure {
        Measure::Unit(unit) if unit.dimension == "duration" => {
            let next = line.past_hyphen(end);
            if line.id(next) == ids.old || line.word(next).eq_ignore_ascii_case("olds") {
                return Some((start, next + 1, unit.clone()));
            }
            let of_age = line.id(next) == ids.of && line.id(next + 1) == ids.age;
            if of_age {
                return Some((start, next + 2, unit.clone()));
            }
            let before = start.checked_sub(1).filter(|before| *before >= floor)?;
            (line.id(before) == ids.aged).then(|| (before, end, unit.clone()))
        }
        Measure::Count => {
            let year = || {
                let words = crate::text::tokens("years");
                let (unit, _) = line.words.units.unit_at(&Ahead::new("years", &words, 0), false)?;
                Some(line.words.units.get(unit))
            };
            let is_years = value.nominal.is_some_and(|number| number > Number::ZERO && number <= Number::whole(125));
            let before = start.checked_sub(1).filter(|before| *before >= floor && is_years)?;
            if line.id(before) == ids.aged
                || (line.id(before) == ids.age && line.words.nouns.after(line, end, false).is_none())
            {
                return Some((before, end, year()?));
            }
            // "at the age of nine"
            let of_age = line.id(before) == ids.of && before > floor && line.id(before - 1) == ids.age;
            if of_age && line.words.nouns.after(line, end, false).is_none() {
                return Some((before - 1, end, year()?));
            }
            let is_apposition = line.word(before) == ","
                && before > 0
                && line.tokens[before - 1].is_word()
                && line.tokens[before - 1].is_capital()
                && line.word(before - 1).len() > 1
                && end == start + 1
                && line.tokens[start].is_number()
                && value.nominal.is_some_and(|number| number.is_whole() && number >= Number::whole(10))
                && matches!(line.word(end), "," | "." | ";" | ")" | "");
            if is_apposition { Some((start, end, year()?)) } else { None }
        }
        _ => None,
    }
}

/// Takes the words that bound the number: `at least` before, `or more` after. True at the end when there were any.
pub(super) fn shaped(
    line: &Line,
    value: QuantityValue,
    start: usize,
    end: usize,
    floor: usize,
) -> Option<(QuantityValue, usize, usize, bool)> {
    let (mut start, mut end) = (start, end);
    let mut shape = None;
    for _ in 0..2 {
        let Some((length, found)) = line.words.before.before(&line.tokens[floor..start]) else { break };
        // A capital inside a sentence is a name: `Over 40`, but not `the Over 40 club`.
        if shape.is_none() || shape == Some(Shape::About) || shape == Some(Shape::Exact) {
            shape = Some(*found);
        }
        start -= length;
    }
    let after = line.tokens.get(end..).unwrap_or(&[]);
    let glued_plus = line.word(end) == "+" && line.is_glued(end) && !line.is_glued(end + 1);
    let mut took_after = false;
    if glued_plus {
        (shape, end, took_after) = (Some(Shape::AtLeast), end + 1, true);
    } else if let Some((length, found)) = line.words.after.at(after) {
        let leads_on = line.words.before.before(&line.tokens[floor..end + length]).is_some()
            && line.tokens.get(end + length).is_some_and(|next| next.is_number() || line.atom(end + length).is_some());
        let is_plus =
            line.word(end) == "plus" && line.tokens.get(end + 1).is_some_and(|next| next.is_word() || next.is_number());
        if !leads_on && !is_plus && shape.is_none_or(|shape| shape == Shape::About || shape == *found) {
            (shape, end, took_after) = (Some(*found), end + length, true);
        }
    }
    let is_shaped = shape.is_some() || took_after;
    let Some(shape) = shape.filter(|_| value.shape == Shape::Exact) else {
        return Some((value, start, end, is_shaped));
    };
    if shape == Shape::Exact {
        return Some((value, start, end, true));
    }
    Some((value.shaped(shape)?, start, end, is_shaped))
}

/// Words between a verb of change and its number, at most.
const CHANGE_DISTANCE: usize = 4;

/// Marks the value as a rise or a fall when the words beside it say so: `fell by 5 percent`, `20 percent higher`.
pub(super) fn changed(line: &Line, mut value: QuantityValue, start: usize, end: usize, floor: usize) -> QuantityValue {
    if value.kind != Kind::Amount || value.per.as_ref().is_some_and(|per| !per.is_time) {
        return value;
    }
    let words = line.words;
    let first = start.saturating_sub(CHANGE_DISTANCE).max(floor);
    for at in (first..start).rev() {
        let id = line.id(at);
        let kind = if words.rise.contains(&id) {
            Kind::Rise
        } else if words.fall.contains(&id) {
            Kind::Fall
        } else if words.change_between.contains(&id) {
            continue;
        } else {
            break;
        };
        value.kind = kind;
        return value;
    }
    let is_share = matches!(value.measure, Measure::Percent | Measure::Points | Measure::BarePoints);
    let next = line.id(line.past_hyphen(end));
    if is_share && words.rise_after.contains(&next) {
        value.kind = Kind::Rise;
    } else if is_share && words.fall_after.contains(&next) {
        value.kind = Kind::Fall;
    }
    value
}
