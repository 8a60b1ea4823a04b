//! The quantities of one sentence: a number, what stands before it, what stands after it, and what it counts.

use super::Quantity;
use super::never;
use super::number::Number;
use super::numerals::Core;
use super::numerals::Form;
use super::numerals::Line;
use super::phrase::is_hyphen;
use super::ranges;
use super::special;
use super::suffix;
use super::suffix::Money;
use super::value::Kind;
use super::value::Measure;
use super::value::QuantityValue;
use super::words::Atom;
use std::ops::Range;

/// A number with the unit that stands with it.
pub(super) struct Operand {
    pub start: usize,
    pub end: usize,
    pub core: Core,
    pub value: QuantityValue,
    /// True when its currency stands before it: `$10`.
    pub money_before: bool,
}

impl Operand {
    pub fn has_measure(&self) -> bool {
        !matches!(self.value.measure, Measure::Count)
    }
}

/// What was read at one place: a quantity, or two (`from 10 to 15`), and where reading goes on.
pub(super) struct Found {
    pub parts: Vec<Part>,
    pub end: usize,
}

pub(super) struct Part {
    pub start: usize,
    pub end: usize,
    pub value: QuantityValue,
    pub is_loose: bool,
    pub head: HeadAt,
}

/// Where the counted noun is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadAt {
    After(usize),
    /// The expression is its own: `twice`.
    Nowhere,
}

/// Adds the quantities of the sentence to `found`. `taken` are the ranges of its dates, in order.
pub(super) fn in_sentence(line: &Line, taken: &[Range<usize>], found: &mut Vec<Quantity>) {
    let (mut at, mut floor) = (0, 0);
    let mut next_taken = 0;
    let first_found = found.len();
    while at < line.tokens.len() {
        let token = &line.tokens[at];
        let starts =
            token.is_number() || (token.is_word() && (line.words.atom(token.id).is_some() || token.has_digits()));
        if !starts {
            at += 1;
            continue;
        }
        while taken.get(next_taken).is_some_and(|range| range.end <= token.start()) {
            next_taken += 1;
            floor = floor.max(first_after(line, taken[next_taken - 1].end));
        }
        if let Some(range) = taken.get(next_taken).filter(|range| range.start < token.end()) {
            at = first_after(line, range.end).max(at + 1);
            floor = at;
            continue;
        }
        // A date that follows ends the words that can belong to a number.
        let cut = taken
            .get(next_taken)
            .map_or(line.tokens.len(), |range| line.tokens.partition_point(|token| token.start() < range.start));
        let line = &Line { tokens: &line.tokens[..cut.max(at + 1)], ..*line };
        // `that one mile` is a mile all the same.
        let is_measured = |end: usize| {
            end == at + 1
                && operand(line, at, at, true).is_some_and(|operand| operand.has_measure() && operand.end > end)
        };
        if let Some(end) = never::idiom(line, at, floor).filter(|end| !is_measured(*end)) {
            (at, floor) = (end, end);
            continue;
        }
        // .77: the point stands before the digits.
        let is_pointed = at > floor && line.is_glued(at) && line.is_leading_point(at - 1);
        match read(line, if is_pointed { at - 1 } else { at }, floor) {
            Some(read) => {
                let end = read.end.max(at + 1);
                for part in read.parts {
                    push(line, part, &mut found_since(found, first_found));
                }
                (at, floor) = (end, end);
            }
            None if token.is_number() => {
                at = never::glued_end(line, at);
                floor = at;
            }
            None => at += 1,
        }
    }
}

struct Since<'a> {
    all: &'a mut Vec<Quantity>,
    first: usize,
}

fn found_since(all: &mut Vec<Quantity>, first: usize) -> Since<'_> {
    Since { all, first }
}

fn first_after(line: &Line, byte: usize) -> usize {
    line.tokens.partition_point(|token| token.start() < byte)
}

fn push(line: &Line, part: Part, found: &mut Since) {
    let range = line.tokens[part.start].start()..line.tokens[part.end - 1].end();
    let is_one = part.value.nominal == Some(Number::ONE) || part.value.kind == Kind::Ordinal;
    let head = match part.head {
        HeadAt::After(at) if matches!(part.value.measure, Measure::Count) && part.value.kind != Kind::Age => {
            line.words.nouns.after(line, at, is_one)
        }
        HeadAt::Nowhere => {
            let range = line.tokens[part.start].range();
            Some(line.words.nouns.head(range, "times", line.words.ids.times))
        }
        HeadAt::After(_) => None,
    };
    // `45 and 50 mg`, `two and three ships`: what stands after the last belongs to each.
    let mut border = part.start;
    for index in (found.first..found.all.len()).rev() {
        let last = first_after(line, found.all[index].range.end);
        let is_joined = (last..border).all(|at| {
            let id = line.id(at);
            matches!(line.word(at), "," | "and" | "or" | "&" | "-")
                || id == line.words.ids.and
                || id == line.words.ids.or
        });
        let earlier = &mut found.all[index];
        let is_bare = matches!(earlier.value.measure, Measure::Count) && earlier.head.is_none();
        let both = (earlier.value.kind, part.value.kind);
        let fits = matches!(both, (Kind::Amount, Kind::Amount | Kind::Age)) && border > last;
        if !is_joined || !is_bare || !fits || earlier.is_loose || last == border {
            break;
        }
        if !matches!(part.value.measure, Measure::Money(_)) || !part_has_sign(line, part.start) {
            earlier.value.measure = part.value.measure.clone();
            earlier.value.kind = part.value.kind;
            earlier.head = head.clone();
        }
        border = first_after(line, earlier.range.start);
    }
    found.all.push(Quantity { range, value: part.value, head, is_loose: part.is_loose });
}

fn part_has_sign(line: &Line, at: usize) -> bool {
    !line.tokens[at].is_number()
}

/// Reads what the token at `at` starts.
fn read(line: &Line, at: usize, floor: usize) -> Option<Found> {
    match line.atom(at) {
        Some(Atom::Countable | Atom::Span) => return special::one_unit(line, at, floor),
        Some(Atom::Vague) => {
            if let Some(found) = special::vague(line, at, floor) {
                return Some(found);
            }
        }
        Some(Atom::Multiple(halves)) => return special::multiple(line, at, floor, halves),
        Some(Atom::Times(times)) => return special::adverb(line, at, floor, times),
        Some(Atom::Scale(power, true)) => return special::magnitude(line, at, floor, power),
        Some(Atom::Scale(power, false)) if at >= floor + 2 && line.is_glued(at) => {
            let is_multi =
                line.word(at - 2).eq_ignore_ascii_case("multi") && is_hyphen(line.text, &line.tokens[at - 1]);
            if is_multi {
                return special::magnitude_from(line, at - 2, at + 1, floor, power);
            }
        }
        Some(Atom::Set(12, true)) => return special::vague(line, at, floor),
        _ => {}
    }
    let between = between_before(line, at, floor);
    if let Some(start) = between
        && let Some(first) = operand(line, at, floor, false)
        && let Some(found) = ranges::range(line, first, Some(start), floor)
    {
        return Some(found);
    }
    let first = operand(line, at, floor, true)?;
    if let Some(found) = one_in(line, &first, floor) {
        return Some(found);
    }
    let (start, end) = (first.start, first.end);
    let (core, has_measure) = (first.core, first.has_measure());
    if let Some(found) = ranges::range(line, operand(line, at, floor, true)?, None, floor) {
        return Some(found);
    }
    if never::is_none(line, &core, has_measure) || is_score(line, &first) {
        return None;
    }
    single(line, first, floor, start, end)
}

/// The `between` that governs the number at `at`, over an approximator or a sign.
fn between_before(line: &Line, at: usize, floor: usize) -> Option<usize> {
    // `between the range of $90 million and $100 million`
    let is_range = (at.saturating_sub(3).max(floor)..at).any(|place| line.word(place) == "range");
    let first = at.saturating_sub(if is_range { 6 } else { 4 }).max(floor);
    (first..at).rev().find(|place| line.id(*place) == line.words.ids.between)
}

/// The number at `at` with its sign, currency and unit.
pub(super) fn operand(line: &Line, at: usize, floor: usize, joined: bool) -> Option<Operand> {
    let (core, glued_money) = match suffix::glued_code(line, at) {
        Some((core, money)) => (core, Some(money)),
        None => (line.core(at, floor, joined)?, None),
    };
    let mut start = core.start;
    let mut money = glued_money;
    if let Some((found, first)) = suffix::money_before(line, start, floor).filter(|_| money.is_none()) {
        (money, start) = (Some(found), first);
    }
    let money_before = money.is_some();
    let mut is_negative = false;
    if let Some(sign) = sign_before(line, start, floor, core.start) {
        (is_negative, start) = (true, sign);
    }
    if money.is_none() && is_negative {
        // -$5 and $-5
        if let Some((found, first)) = suffix::money_before(line, start, floor) {
            (money, start) = (Some(found), first);
        }
    }
    let mut value = QuantityValue::count(core.value, core.step);
    if matches!(core.form, Form::Fraction | Form::LooseFraction) {
        value.kind = Kind::Fraction;
    }
    if core.form == Form::Ordinal {
        value.kind = Kind::Ordinal;
        return Some(Operand { start: core.start, end: core.end, core, value, money_before: false });
    }
    let mut operand = Operand { start, end: core.end, core, value, money_before };
    suffix::take(line, &mut operand, money)?;
    // 20 degrees below zero
    if line.word(operand.end).eq_ignore_ascii_case("below") && matches!(line.word(operand.end + 1), "zero" | "freezing")
    {
        (is_negative, operand.end) = (true, operand.end + 2);
    }
    if is_negative {
        negate(&mut operand.value);
    }
    Some(operand)
}

fn negate(value: &mut QuantityValue) {
    let (low, high) = (value.low.map(Number::negated), value.high.map(Number::negated));
    (value.low, value.high) = (high, low);
    value.nominal = value.nominal.map(Number::negated);
}

/// The place of a minus that belongs to the number whose first token is `start`.
fn sign_before(line: &Line, start: usize, floor: usize, number: usize) -> Option<usize> {
    let before = start.checked_sub(1).filter(|before| *before >= floor)?;
    let id = line.id(before);
    if id == line.words.ids.minus || (id == line.words.ids.negative && line.atom(number).is_some()) {
        return Some(before);
    }
    let is_minus = matches!(line.word(before), "-" | "−" | "–") && line.is_glued(start);
    let follows_word = line.is_glued(before)
        && before > 0
        && !matches!(line.word(before - 1), "(" | "[" | "$" | "£" | "€" | "¥" | "<" | ">" | "=" | "≤" | "≥" | "~");
    (is_minus && !follows_word).then_some(before)
}

/// Adds what stands around a single number and decides whether it is one.
fn single(line: &Line, operand: Operand, floor: usize, start: usize, end: usize) -> Option<Found> {
    let core = operand.core;
    if core.form == Form::Ordinal {
        return ordinal(line, operand);
    }
    let mut value = operand.value;
    let (mut start, mut end) = (start, end);
    let mut head_at = end;
    // three times as many, 20-fold, 3x
    if matches!(value.measure, Measure::Count)
        && value.kind == Kind::Amount
        && let Some((multiple, after)) = special::times(line, end, &value)
    {
        (value, end) = (multiple, after);
        head_at = end;
    }
    if let Some((age_start, age_end, unit)) = suffix::age(line, start, end, floor, &value) {
        (start, end, head_at) = (age_start, age_end, age_end);
        value.kind = Kind::Age;
        value.measure = Measure::Unit(unit);
    }
    if value.per.is_none()
        && let Some((per, after)) = suffix::per(line, end, !matches!(value.measure, Measure::Count))
    {
        (value.per, end, head_at) = (Some(per), after, after);
    }
    // 12 cases per 100,000 people, 20 flights per day
    let mut is_counted = false;
    if value.per.is_none()
        && value.kind == Kind::Amount
        && matches!(value.measure, Measure::Count)
        && let Some(head) = line.words.nouns.after(line, head_at, false)
        && let Some((per, after)) = suffix::per(line, first_after(line, head.range.end), false)
    {
        (value.per, end, is_counted) = (Some(per), after, true);
    }
    let (value, start, end, is_shaped) = suffix::shaped(line, value, start, end, floor)?;
    if end > head_at && is_shaped && !is_counted {
        head_at = end;
    }
    let value = suffix::changed(line, value, start, end, floor);
    let is_alone = end - start == line.tokens.len();
    let has_measure = !matches!(value.measure, Measure::Count);
    let is_word_one = core.in_words && core.value == Number::ONE && core.end == core.start + 1;
    let mut is_loose = false;
    if is_word_one && !has_measure && !is_shaped && !is_alone && value.kind == Kind::Amount {
        let next = line.past_hyphen(end);
        let is_noun = line
            .tokens
            .get(next)
            .is_some_and(|token| token.is_word() && !token.is_capital() && !line.words.nouns.is_stop(token.id));
        if !is_noun || (line.word(next) == "of") {
            return None;
        }
        is_loose = true;
    }
    let is_zero_word = core.in_words && core.value.is_zero() && !has_measure && !is_alone;
    if is_zero_word && !matches!(line.word(core.start).to_lowercase().as_str(), "zero" | "nil" | "nought") {
        return None;
    }
    if core.form == Form::LooseFraction
        && value.kind == Kind::Fraction
        && !is_part(line, end, is_shaped, has_measure, is_alone, &core)
    {
        return None;
    }
    if core.form == Form::Fraction && value.kind == Kind::Fraction && value.nominal.is_some_and(|part| part.is_zero()) {
        return None;
    }
    Some(Found { parts: vec![Part { start, end, value, is_loose, head: HeadAt::After(head_at) }], end })
}

/// True when `half`, `a third` or `one fifth` is a part of something and not a place in a row or a name.
fn is_part(line: &Line, end: usize, is_shaped: bool, has_measure: bool, is_alone: bool, core: &Core) -> bool {
    if has_measure || is_alone {
        return true;
    }
    let next = line.word(end).to_lowercase();
    let compares =
        matches!(next.as_str(), "of" | "as" | "more" | "less" | "fewer" | "higher" | "lower" | "larger" | "smaller");
    let is_half = core.value == Number::new(1, 2).unwrap_or(Number::ONE);
    if is_half {
        let owner = matches!(
            next.as_str(),
            "the"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
                | "my"
                | "your"
                | "that"
                | "this"
                | "those"
                | "these"
                | "what"
        );
        return compares || owner || is_shaped;
    }
    let starts_with_one = line.id(core.start) == line.words.ids.one;
    let ends_phrase = line.tokens.get(end).is_none_or(|token| !token.is_word() && !token.is_number())
        || line.words.nouns.is_stop(line.id(end));
    compares || (ends_phrase && (starts_with_one || is_shaped))
}

/// Ordinals are quantities only before the noun that they number; all are loose.
fn ordinal(line: &Line, operand: Operand) -> Option<Found> {
    let end = operand.end;
    let next = line.past_hyphen(end);
    let token = line
        .tokens
        .get(next)
        .filter(|token| token.is_word() && !token.is_capital() && !line.words.nouns.is_stop(token.id))?;
    let before = operand.start.checked_sub(1).map_or("", |before| line.word(before)).to_lowercase();
    let is_common = operand.value.nominal.is_some_and(|value| value <= Number::whole(2)) && operand.core.in_words;
    let is_led = matches!(before.as_str(), "the" | "his" | "her" | "its" | "their" | "a" | "this" | "my" | "our")
        || before.ends_with("s'")
        || before.ends_with("'s")
        || before.ends_with("’s");
    if token.has_digits() || (is_common && !is_led) {
        return None;
    }
    let part = Part { start: operand.start, end, value: operand.value, is_loose: true, head: HeadAt::After(end) };
    Some(Found { parts: vec![part], end })
}

/// `one in five`, `nine out of ten`.
fn one_in(line: &Line, first: &Operand, floor: usize) -> Option<Found> {
    let is_whole = first.core.value.is_whole() && first.core.form == Form::Cardinal && !first.has_measure();
    let ids = &line.words.ids;
    let start = first.end;
    let is_out = line.id(start) == ids.out && line.id(start + 1) == ids.of;
    let is_in = line.id(start) == ids.in_;
    // 1 over 3: where nothing is counted, and the second is no bound.
    let is_over = line.id(start) == ids.over;
    if !is_whole || !(is_in || is_out || is_over) {
        return None;
    }
    let from = if is_out { start + 2 } else { start + 1 };
    let from = from + usize::from(line.id(from) == ids.every);
    let second = operand(line, from, from, true)?;
    let bottom = second.core.value;
    let round =
        [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000];
    let is_round =
        bottom.as_whole().is_some_and(|bottom| round.contains(&bottom) || (bottom < 100 && second.core.in_words));
    let rests = line.tokens.get(second.end).is_none_or(|token| !token.is_word() && !token.is_number());
    let is_clear = if is_over { rests && bottom.is_whole() } else { is_round };
    if second.has_measure() || second.core.form != Form::Cardinal || !is_clear || first.core.value >= bottom {
        return None;
    }
    let value = first.core.value.over(bottom)?;
    let value = QuantityValue { kind: Kind::Fraction, ..QuantityValue::count(value, Number::new(1, 100)?) };
    let (value, start, end, _) = suffix::shaped(line, value, first.start, second.end, floor)?;
    Some(Found { parts: vec![Part { start, end, value, is_loose: false, head: HeadAt::After(second.end) }], end })
}

/// A number joined by a dash to another and not read as a range: a score, a vote, odds.
fn is_score(line: &Line, operand: &Operand) -> bool {
    let joins = |dash: usize, other: usize| {
        line.id(dash) == line.words.ids.hyphen
            && line.is_glued(dash)
            && line.tokens.get(other).is_some_and(|token| token.is_number())
            && !operand.has_measure()
    };
    let after = joins(operand.core.end, operand.core.end + 1) && line.is_glued(operand.core.end + 1);
    let before = operand.core.start >= 2
        && joins(operand.core.start - 1, operand.core.start - 2)
        && line.is_glued(operand.core.start);
    after || before
}

/// The currency given with a number and where it stood.
pub(super) type MoneyBefore = (Money, usize);
