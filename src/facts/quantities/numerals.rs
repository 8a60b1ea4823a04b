//! Digits and number words to one exact number: `1,234.5`, `two and a half million`, `half a dozen`, `three quarters`.

use super::number::Number;
use super::phrase::is_hyphen;
use super::words::Atom;
use super::words::Words;
use crate::text::Token;

/// A number read from a run of tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Core {
    pub start: usize,
    pub end: usize,
    pub value: Number,
    /// Place value of the last digit that is not a trailing zero.
    pub step: Number,
    pub form: Form,
    /// The power of ten of its scale word: 6 for `3.5 million`.
    pub power: u8,
    /// True for one token of digits and nothing else.
    pub is_plain: bool,
    /// True when its first token is a word.
    pub in_words: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Cardinal,
    Fraction,
    Ordinal,
    /// A fraction that may be a name of a place in a row instead: `a third`.
    LooseFraction,
}

/// A sentence's tokens and the lists to read them by.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a Words,
}

impl<'a> Line<'a> {
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.text[token.range()])
    }

    pub fn id(&self, at: usize) -> u64 {
        self.tokens.get(at).map_or(0, |token| token.id)
    }

    pub fn atom(&self, at: usize) -> Option<Atom> {
        self.tokens.get(at).filter(|token| token.is_word()).and_then(|token| self.words.atom(token.id))
    }

    pub fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_glued)
    }

    pub fn is_article(&self, at: usize) -> bool {
        let id = self.id(at);
        id == self.words.ids.a || id == self.words.ids.an
    }

    /// The place after a hyphen that joins the token at `at` to the one before it.
    pub fn past_hyphen(&self, at: usize) -> usize {
        let joins = self.tokens.get(at).is_some_and(|token| is_hyphen(self.text, token)) && self.is_glued(at + 1);
        if joins { at + 1 } else { at }
    }

    /// The number that starts at `at`, or that the word at `at` makes with the article before it (not before `floor`).
    /// With `joined` false, `and` ends it: `between one hundred and two hundred`.
    pub fn core(&self, at: usize, floor: usize, joined: bool) -> Option<Core> {
        let core = self.unraised(at, floor, joined)?;
        if core.form != Form::Cardinal || core.power > 0 {
            return Some(core);
        }
        // 10^6, two to the power of five
        let Some((power, end)) = self.power_after(core.end) else { return Some(core) };
        let value = core.value.raised(power)?;
        let step = if value.is_whole() { step_of(value) } else { value.absolute().times(Number::new(1, 100)?)? };
        Some(Core { end, value, step, is_plain: false, ..core })
    }

    /// The exponent at `at` and the token after it.
    fn power_after(&self, at: usize) -> Option<(i32, usize)> {
        if self.word(at) == "^" && self.is_glued(at) && self.is_glued(at + 1) {
            return self.signed(at + 1);
        }
        let (length, ()) = self.tokens.get(at..).and_then(|rest| self.words.raised.at(rest))?;
        let power = self.unraised(at + length, at + length, false).filter(|core| core.form == Form::Cardinal)?;
        let whole = power.value.as_whole().and_then(|whole| i32::try_from(whole).ok())?;
        (whole.abs() < 100).then_some((whole, power.end))
    }

    fn unraised(&self, at: usize, floor: usize, joined: bool) -> Option<Core> {
        let token = self.tokens.get(at)?;
        if token.is_number() || self.is_leading_point(at) {
            return self.digits(at);
        }
        let has_article = at > floor && self.is_article(at - 1);
        match self.atom(at)? {
            Atom::Small(_) | Atom::Tens(_) => self.in_words(at, joined),
            Atom::Hundred | Atom::Scale(_, false) | Atom::Set(_, false) => {
                let core = self.in_words(at, joined)?;
                Some(Core { start: if has_article { at - 1 } else { at }, ..core })
            }
            Atom::Half => self.half(at, has_article),
            Atom::Quarter(false) if has_article || self.is_before_unit(at + 1) => {
                self.part_of_scale(at, has_article, Number::new(1, 4)?)
            }
            Atom::Quarter(_) => None,
            Atom::Ordinal(value, false) if has_article && value > 2 => {
                self.part_of_scale(at, true, Number::new(1, i128::from(value))?)
            }
            Atom::Ordinal(value, false) => self.ordinal(at, at + 1, i64::from(value)),
            Atom::ScaleOrdinal(power, false) => {
                let part = Number::ten_to(-i32::from(power))?;
                let form = if has_article { Form::LooseFraction } else { Form::Ordinal };
                let value = if has_article { part } else { Number::ten_to(i32::from(power))? };
                Some(self.made(at - usize::from(has_article), at + 1, value, part, form, true))
            }
            _ => None,
        }
    }

    pub fn made(&self, start: usize, end: usize, value: Number, step: Number, form: Form, in_words: bool) -> Core {
        Core { start, end, value, step, form, power: 0, is_plain: false, in_words }
    }

    pub fn ordinal(&self, start: usize, end: usize, value: i64) -> Option<Core> {
        Some(self.made(start, end, Number::whole(value), Number::ONE, Form::Ordinal, self.tokens[start].is_word()))
    }

    /// `.77` with nothing before the point.
    pub fn is_leading_point(&self, at: usize) -> bool {
        let next_is_digits = self.tokens.get(at + 1).is_some_and(|next| next.is_number() && next.is_glued());
        self.word(at) == "." && !self.is_glued(at) && next_is_digits
    }

    /// True when a scale or a unit other than of time follows: `quarter million`, `quarter-litre`.
    fn is_before_unit(&self, at: usize) -> bool {
        let next = self.past_hyphen(at);
        self.scale_at(next).is_some() || self.atom(next) == Some(Atom::Countable)
    }

    /// `half a million`, `half-dozen`, `half of`, `half the`, `half an hour`.
    fn half(&self, at: usize, has_article: bool) -> Option<Core> {
        let start = if has_article { at - 1 } else { at };
        let half = Number::new(1, 2)?;
        let mut next = self.past_hyphen(at + 1);
        if self.is_article(next) {
            next += 1;
        }
        if let Some((factor, power, end)) = self.scale_at(next) {
            let (value, step) = (half.times(factor)?, factor.over(Number::whole(10))?);
            return Some(Core { power, ..self.made(start, end, value, step, Form::Cardinal, true) });
        }
        Some(self.made(start, at + 1, half, half, Form::LooseFraction, true))
    }

    /// `a quarter of a million`, `a third`: a part, and the scale that it is a part of.
    fn part_of_scale(&self, at: usize, has_article: bool, part: Number) -> Option<Core> {
        let start = if has_article { at - 1 } else { at };
        let mut next = self.past_hyphen(at + 1);
        if self.id(next) == self.words.ids.of && self.is_article(next + 1) {
            next += 2;
        }
        if let Some((factor, power, end)) = self.scale_at(next) {
            let (value, step) = (part.times(factor)?, factor.over(Number::whole(100))?);
            return Some(Core { power, ..self.made(start, end, value, step, Form::Cardinal, true) });
        }
        Some(self.made(start, at + 1, part, Number::new(1, 100)?, Form::LooseFraction, true))
    }

    /// Scale words in a row, multiplied: the factor, its power of ten (0 for a dozen) and the token after.
    pub fn scale_at(&self, at: usize) -> Option<(Number, u8, usize)> {
        let (mut factor, mut power, mut end) = (Number::ONE, 0, at);
        for _ in 0..3 {
            let (times, more) = match self.atom(end) {
                Some(Atom::Scale(power, _)) => (Number::ten_to(i32::from(power))?, power),
                Some(Atom::Hundred) if end > at => break,
                Some(Atom::Hundred) => (Number::whole(100), 2),
                Some(Atom::Set(value, _)) => (Number::whole(i64::from(value)), 0),
                _ => break,
            };
            factor = factor.times(times)?;
            power += more;
            end += 1;
        }
        (end > at).then_some((factor, power, end))
    }

    /// A scale written short after digits: `15m` is one only beside a currency, which the caller knows.
    pub fn short_scale(&self, at: usize, beside_money: bool) -> Option<(u8, usize)> {
        let id = self.id(at);
        let power = self
            .words
            .short_scales
            .get(&id)
            .or_else(|| if beside_money { self.words.money_scales.get(&id) } else { None })?;
        let fits = self.is_glued(at) || beside_money || *power > 3;
        let ends = !self.is_glued(at + 1) || !self.tokens.get(at + 1).is_some_and(|next| next.is_number());
        let dotted = self.word(at) == "tr" && !beside_money;
        (fits && ends && !dotted).then_some((*power, at + 1))
    }

    /// Figures after `point`: `two`, `nought four`, `seventy-one`, `77`.
    pub fn after_point(&self, at: usize) -> Option<(Number, Number, usize)> {
        let mut digits = String::new();
        let mut end = at;
        if self.tokens.get(at)?.is_number() {
            digits.push_str(self.word(at));
            end = at + 1;
        } else if let Some((value, after)) = self.under_hundred(at).filter(|(value, _)| *value >= 10) {
            digits = value.to_string();
            end = after;
        } else {
            while let Some(Atom::Small(value)) = self.atom(end).filter(|_| digits.len() < 20) {
                if value > 9 {
                    break;
                }
                digits.push(char::from(b'0' + value));
                end += 1;
            }
        }
        let places = i32::try_from(digits.len()).ok().filter(|places| (1..=20).contains(places))?;
        let step = Number::ten_to(-places)?;
        Some((Number::parse(&digits)?.times(step)?, step, end))
    }

    /// `twenty-one`, `twenty one`, `seven`: the value and the token after.
    fn under_hundred(&self, at: usize) -> Option<(u64, usize)> {
        match self.atom(at)? {
            Atom::Small(value) => Some((u64::from(value), at + 1)),
            Atom::Tens(tens) => {
                let next = if self.id(at + 1) == self.words.ids.hyphen { at + 2 } else { at + 1 };
                match self.atom(next) {
                    Some(Atom::Small(value)) if (1..10).contains(&value) => Some((u64::from(tens + value), next + 1)),
                    _ => Some((u64::from(tens), at + 1)),
                }
            }
            _ => None,
        }
    }

    /// `twenty-fifth` from its tens on, or `fifth`: the value and the token after. Plural for denominators.
    fn ordinal_under_hundred(&self, at: usize, plural: bool) -> Option<(u64, usize)> {
        match self.atom(at)? {
            Atom::Ordinal(value, is_plural) if is_plural == plural => Some((u64::from(value), at + 1)),
            Atom::Tens(tens) => {
                let next = if self.id(at + 1) == self.words.ids.hyphen { at + 2 } else { at + 1 };
                match self.atom(next)? {
                    Atom::Ordinal(value, is_plural) if is_plural == plural && value < 10 => {
                        Some((u64::from(tens) + u64::from(value), next + 1))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Below a thousand, or so many hundred: `nineteen hundred`, `two hundred and five`, and with digits in front.
    fn group(&self, at: usize, joined: bool) -> Option<(u64, usize)> {
        let (mut value, mut end) = match self.atom(at)? {
            Atom::Hundred => (1, at),
            _ => self.under_hundred(at)?,
        };
        let hundred = self.past_hyphen(end);
        if self.atom(hundred) != Some(Atom::Hundred) {
            return Some((value, end));
        }
        value *= 100;
        end = hundred + 1;
        if let Some((more, after)) = self.rest_of_group(end, joined) {
            (value, end) = (value + more, after);
        }
        Some((value, end))
    }

    /// What may follow a hundred: `and five`, `twenty-three`, but not `and five thousand`.
    fn rest_of_group(&self, at: usize, joined: bool) -> Option<(u64, usize)> {
        let mut next = self.past_hyphen(at);
        let has_and = self.is_and(next);
        if has_and {
            if !joined {
                return None;
            }
            next = self.past_hyphen(next + 1);
        }
        if self.ordinal_under_hundred(next, false).is_some() {
            return None;
        }
        let (more, after) = self.under_hundred(next)?;
        let leads_on = self.atom(after) == Some(Atom::Hundred);
        // a hundred and three quarters
        let is_part = has_and && more < 10 && self.denominator(self.past_hyphen(after), more == 1).is_some();
        (more > 0 && !leads_on && !is_part).then_some((more, after))
    }

    fn is_and(&self, at: usize) -> bool {
        let id = self.id(at);
        id == self.words.ids.and || id == self.words.ids.ampersand
    }

    /// A number that starts with a word.
    fn in_words(&self, at: usize, joined: bool) -> Option<Core> {
        let starts_with_scale = matches!(self.atom(at)?, Atom::Scale(..) | Atom::Set(..));
        let (value, mut end) = if starts_with_scale { (1, at) } else { self.group(at, joined)? };
        // Ordinals: twenty-fifth, one hundred and fifth.
        if !starts_with_scale {
            if matches!(self.atom(at), Some(Atom::Tens(_)))
                && let Some((value, after)) = self.ordinal_under_hundred(at, false)
            {
                return self.ordinal(at, after, value as i64);
            }
            let tail = if joined && self.is_and(end) { end + 1 } else { end };
            if value >= 100
                && value % 100 == 0
                && let Some((more, after)) = self.ordinal_under_hundred(self.past_hyphen(tail), false)
            {
                return self.ordinal(at, after, (value + more) as i64);
            }
        }
        let whole = Number::whole(i64::try_from(value).ok()?);
        let mut value = whole;
        let mut step = step_of(value);
        // nine point nought four
        if !starts_with_scale
            && self.id(end) == self.words.ids.point
            && let Some((part, places, after)) = self.after_point(end + 1)
        {
            (value, step, end) = (value.plus(part)?, places, after);
        }
        // three quarters, two-thirds, one half, three twenty-firsts
        if !starts_with_scale
            && let Some((bottom, after)) = self.denominator(self.past_hyphen(end), whole == Number::ONE)
        {
            let value = whole.over(bottom)?;
            let form = if whole == Number::ONE && !self.is_glued(end) { Form::LooseFraction } else { Form::Fraction };
            let mut next = self.past_hyphen(after);
            if self.id(next) == self.words.ids.of && self.is_article(next + 1) {
                next += 2;
            }
            if let Some((factor, power, end)) = self.scale_at(next) {
                let (value, step) = (value.times(factor)?, factor.over(Number::whole(100))?);
                return Some(Core { power, ..self.made(at, end, value, step, Form::Cardinal, true) });
            }
            return Some(self.made(at, after, value, Number::new(1, 100)?, form, true));
        }
        // Two numbers in a row are a year or a phone number: twenty ten, nineteen eighty-four.
        let next_is_number = !starts_with_scale && end < self.tokens.len() && self.under_hundred(end).is_some();
        if next_is_number && value.is_whole() && !self.is_glued(end) {
            return None;
        }
        let mut core = self.with_scales(self.made(at, end, value, step, Form::Cardinal, true), joined)?;
        // a hundred thousand trillionths
        if core.end > end
            && let Some(Atom::ScaleOrdinal(power, true)) = self.atom(core.end)
        {
            let part = Number::ten_to(-i32::from(power))?;
            core = self.made(core.start, core.end + 1, core.value.times(part)?, part, Form::Fraction, true);
        }
        Some(core)
    }

    /// `thirds`, `quarter`, `half`, `hundredths`, `twenty-fifth`: what divides the number before it.
    fn denominator(&self, at: usize, is_one: bool) -> Option<(Number, usize)> {
        match self.atom(at)? {
            Atom::Half if is_one => Some((Number::whole(2), at + 1)),
            Atom::Quarter(plural) if plural != is_one => Some((Number::whole(4), at + 1)),
            Atom::ScaleOrdinal(power, plural) if plural != is_one => Some((Number::ten_to(i32::from(power))?, at + 1)),
            _ => {
                let (value, end) = self.ordinal_under_hundred(at, !is_one)?;
                (value > 2).then_some((Number::whole(value as i64), end))
            }
        }
    }

    /// `and a half`, `and three-quarters`: the part and the token after.
    pub fn and_part(&self, at: usize) -> Option<(Number, usize)> {
        let at = self.past_hyphen(at);
        if !self.is_and(at) {
            return None;
        }
        let next = self.past_hyphen(at + 1);
        let (top, next) =
            if self.is_article(next) { (1, next + 1) } else { self.under_hundred(next).filter(|(top, _)| *top > 0)? };
        let (bottom, end) = self.denominator(self.past_hyphen(next), top == 1)?;
        Some((Number::whole(top as i64).over(bottom)?, end)).filter(|(part, _)| *part < Number::ONE)
    }

    /// Adds parts, scales and smaller groups: `two` + `and a half million`, `five thousand` + `, six hundred`.
    pub fn with_scales(&self, mut core: Core, joined: bool) -> Option<Core> {
        if let Some((part, end)) = self.and_part(core.end).filter(|_| joined && core.value.is_whole()) {
            core.value = core.value.plus(part)?;
            core.step = Number::new(1, 2)?;
            core.end = end;
        }
        // 3 hundred and one
        if !core.in_words && core.value.is_whole() && self.atom(core.end) == Some(Atom::Hundred) {
            core.value = core.value.times(Number::whole(100))?;
            core.step = core.step.times(Number::whole(100))?;
            core.end += 1;
            let figure = core.end + 1;
            let in_digits = self.tokens.get(figure).filter(|next| joined && self.is_and(core.end) && next.is_number());
            let in_digits = in_digits
                .and_then(|_| Some((self.word(figure).parse::<u64>().ok().filter(|more| *more < 100)?, figure + 1)));
            if let Some((more, end)) = self.rest_of_group(core.end, joined).or(in_digits) {
                core.value = core.value.plus(Number::whole(more as i64))?;
                (core.step, core.end) = (step_of(core.value), end);
            }
        }
        let scale = self.scale_at(self.past_hyphen(core.end));
        let Some((factor, power, end)) = scale else { return Some(core) };
        core.value = core.value.times(factor)?;
        core.step = core.step.times(factor)?;
        (core.power, core.end, core.is_plain) = (power, end, false);
        // a million and a half
        if let Some((part, end)) = self.and_part(core.end).filter(|_| joined && power > 0) {
            let next_scale = self.scale_at(self.past_hyphen(end));
            let (part, end) = match next_scale {
                Some((smaller, _, after)) if smaller < factor => (part.times(smaller)?, after),
                _ => (part.times(factor)?, end),
            };
            core.value = core.value.plus(part)?;
            core.step = factor.over(Number::whole(10))?;
            core.end = end;
            return Some(core);
        }
        if power == 0 {
            return Some(core);
        }
        self.smaller_groups(core, factor, joined)
    }

    /// Groups below a scale: `two hundred thousand` after `three million`.
    fn smaller_groups(&self, mut core: Core, mut factor: Number, joined: bool) -> Option<Core> {
        for _ in 0..6 {
            let mut next = core.end;
            let comma = self.word(next) == "," && self.is_glued(next);
            next += usize::from(comma);
            let has_and = self.is_and(next);
            if has_and && (!joined || !core.in_words) {
                break;
            }
            next += usize::from(has_and);
            let (value, end) = match self.tokens.get(next) {
                Some(token) if token.is_number() && !has_and && !comma && !core.in_words => {
                    let small: Option<u64> = self.word(next).parse().ok().filter(|value| *value < 1000);
                    let Some(small) = small else { break };
                    let is_hundred = self.atom(next + 1) == Some(Atom::Hundred);
                    let is_scale = matches!(self.atom(next + 1), Some(Atom::Scale(..)));
                    if !is_hundred && !is_scale {
                        break;
                    }
                    if is_hundred { (small * 100, next + 2) } else { (small, next + 1) }
                }
                Some(_) => match self.group(next, joined) {
                    Some(found) => found,
                    None => break,
                },
                None => break,
            };
            let scale = self.scale_at(end);
            let (group_factor, after) = scale.map_or((Number::ONE, end), |(factor, _, after)| (factor, after));
            // After a comma a bare small number is as likely the next thing in a list.
            let is_clear = !comma || value >= 100 || group_factor > Number::ONE;
            let added = Number::whole(i64::try_from(value).ok()?).times(group_factor)?;
            let is_followed_by_part = self.denominator(self.past_hyphen(after), value == 1).is_some();
            if group_factor >= factor || added >= factor || !is_clear || value == 0 || is_followed_by_part {
                break;
            }
            core.value = core.value.plus(added)?;
            (core.end, factor) = (after, group_factor);
            core.step = step_of(core.value);
            core.power = 0;
            if group_factor == Number::ONE {
                break;
            }
        }
        Some(core)
    }
}

/// Place value of the last digit of a whole number that is not a trailing zero.
pub(super) fn step_of(value: Number) -> Number {
    let Some(mut whole) = value.as_whole().filter(|whole| *whole != 0) else { return Number::ONE };
    let mut step = 1;
    while whole % 10 == 0 {
        (whole, step) = (whole / 10, step * 10);
    }
    Number::whole(step)
}
