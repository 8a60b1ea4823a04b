//! The tokens of a block as dates see them, and the small pieces that dates are made of.

use super::words::AND;
use super::words::ENDING;
use super::words::HUNDRED;
use super::words::SINGLE;
use super::words::SOME;
use super::words::Sense;
use super::words::THE;
use super::words::THOUSAND;
use super::words::Words;
use crate::text::Phrases;
use crate::text::Prose;
use crate::text::Token;
use jiff::civil::Weekday;
use std::ops::Range;

/// A block's tokens; nothing outside of it is seen.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub prose: &'a Prose,
    pub words: &'a Words,
    pub first: usize,
    pub end: usize,
    /// How many dates this one is read inside of.
    depth: u8,
}

/// The year of a date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearOf {
    Given(i16),
    /// The last two figures of it.
    Short(i8),
    Open,
}

/// How many of something: a number, or nobody can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    Exact(i32),
    Some,
}

impl<'a> Scan<'a> {
    pub fn new(prose: &'a Prose, words: &'a Words, tokens: &Range<usize>) -> Scan<'a> {
        Scan { prose, words, first: tokens.start, end: tokens.end, depth: 0 }
    }

    /// For a date inside of a date (`the day after the end of May`): none when there are too many already, so that no
    /// text can make the reading deep or slow.
    pub fn inside(&self) -> Option<Scan<'a>> {
        (self.depth < DEEPEST).then_some(Scan { depth: self.depth + 1, ..*self })
    }

    pub fn token(&self, at: usize) -> Option<&'a Token> {
        (self.first <= at && at < self.end).then(|| &self.prose.tokens[at])
    }

    pub fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| &self.prose.text[token.range()])
    }

    /// What the word can mean; nothing for numbers, marks and words outside of the block.
    pub fn sense(&self, at: usize) -> Sense {
        self.token(at).filter(|token| token.is_word()).map(|token| self.words.sense(token.id)).unwrap_or_default()
    }

    pub fn has(&self, at: usize, flag: u32) -> bool {
        self.sense(at).has(flag)
    }

    /// True where a date may start: a number, a word of our lists.
    pub fn may_start(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            token.is_number()
                || matches!(self.text(at), "'" | "’" | "‘")
                || (token.is_word() && (token.has_digits() || self.words.can_start(token.id)))
        })
    }

    /// What the word before `at` can mean.
    pub fn before(&self, at: usize) -> Sense {
        at.checked_sub(1).map(|at| self.sense(at)).unwrap_or_default()
    }

    pub fn text_before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.text(at))
    }

    pub fn is_glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_glued)
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_capital)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_word)
    }

    pub fn is_number(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_number)
    }

    pub fn is(&self, at: usize, mark: &str) -> bool {
        self.text(at) == mark
    }

    pub fn phrase<T: Copy>(&self, phrases: &Phrases<T>, at: usize) -> Option<(usize, T)> {
        if at < self.first || at >= self.end {
            return None;
        }
        phrases.at(&self.prose.tokens[at..self.end]).map(|(length, meaning)| (at + length, *meaning))
    }

    /// Whole figures and how many of them: `0829` is (829, 4).
    pub fn figures(&self, at: usize) -> Option<(i64, usize)> {
        let text = self.token(at).filter(|token| token.is_number()).map(|_| self.text(at))?;
        let is_whole = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_whole.then(|| text.parse().ok().map(|number| (number, text.len()))).flatten()
    }

    /// True when a number stands for itself: no sign of money, share, section or a decimal point touches it.
    pub fn is_free(&self, at: usize, end: usize) -> bool {
        let before = if self.is_glued(at) { self.text_before(at) } else { "" };
        let after = if self.is_glued(end) { self.text(end) } else { "" };
        let bad_before =
            matches!(before, "$" | "£" | "€" | "¥" | "#" | "@" | "/" | "." | ":" | "+" | "=" | "_" | "§" | "\\");
        let bad_after = matches!(after, "%" | "°" | "/" | "@" | "_" | "+" | "=" | "$" | "€" | "£" | "\\")
            || (after == ":" && self.is_number(end + 1) && self.is_glued(end + 1))
            || (self.is_number(end) && self.is_glued(end));
        let spaced_money = matches!(self.text_before(at), "$" | "£" | "€" | "¥");
        !(bad_before || bad_after || spaced_money)
    }

    /// True for a mark that ends a phrase.
    pub fn is_mark(&self, at: usize) -> bool {
        matches!(self.text(at), "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "\"" | "'" | "”" | "’")
    }

    /// True for the point of a word written short: it stands inside of its sentence.
    fn is_short_point(&self, at: usize) -> bool {
        let is_point = self.is(at, ".") && self.is_glued(at);
        let sentence = |at: usize| self.token(at).map(|token| self.prose.sentence_at(token.start()));
        is_point && sentence(at + 1).is_some_and(|next| Some(next) == sentence(at))
    }

    /// Skips one mark.
    pub fn skip(&self, at: usize, mark: &str) -> usize {
        at + usize::from(self.is(at, mark))
    }

    pub fn skip_the(&self, at: usize) -> usize {
        at + usize::from(self.has(at, THE))
    }

    /// `-`, `–`, `—`.
    pub fn is_dash(&self, at: usize) -> bool {
        matches!(self.text(at), "-" | "–" | "—" | "‐" | "‑" | "‒")
    }

    /// A day of a month: `3`, `03`, `3rd`, `third`, `twenty-first`; its end, and true for a place in a row.
    pub fn day(&self, at: usize) -> Option<(i8, usize, bool)> {
        if let Some((number, length)) = self.figures(at) {
            let has_ending = self.is_glued(at + 1) && self.has(at + 1, ENDING);
            let end = at + 1 + usize::from(has_ending);
            let fits = (1..=31).contains(&number) && length <= 2;
            // "3pm", "3m": another word grows on it.
            let grown = !has_ending && self.is_glued(at + 1) && self.is_word(at + 1);
            return (fits && !grown && self.is_free(at, end)).then_some((number as i8, end, has_ending));
        }
        let (place, end) = self.ordinal(at)?;
        (1..=31).contains(&place).then_some((place, end, true))
    }

    /// A place in a row, in words or figures: `third`, `twenty-first`, `3rd`.
    pub fn ordinal(&self, at: usize) -> Option<(i8, usize)> {
        if let Some((number, _)) = self.figures(at) {
            let is_place = self.is_glued(at + 1) && self.has(at + 1, ENDING) && (1..=99).contains(&number);
            return is_place.then_some((number as i8, at + 2));
        }
        let sense = self.sense(at);
        if sense.ordinal > 0 {
            return Some((sense.ordinal, at + 1));
        }
        if sense.tens > 0 {
            let next = at + 1 + usize::from(self.is_dash(at + 1));
            let unit = self.sense(next).ordinal;
            return (1..=9).contains(&unit).then_some((sense.tens + unit, next + 1));
        }
        None
    }

    /// `3`, `three`, `twenty-five`, `a`, `several`; its end.
    pub fn count(&self, at: usize) -> Option<(Count, usize)> {
        if let Some((number, _)) = self.figures(at) {
            return (number < 100_000 && self.is_free(at, at + 1)).then_some((Count::Exact(number as i32), at + 1));
        }
        if let Some(token) = self.token(at).filter(|token| token.is_number()) {
            // "5,000 years ago"
            let text: String = self.prose.text[token.range()].chars().filter(|letter| *letter != ',').collect();
            let number = text.parse::<i32>().ok().filter(|number| (0..1_000_000).contains(number))?;
            return Some((Count::Exact(number), at + 1));
        }
        let sense = self.sense(at);
        if sense.has(SOME) {
            let end = at + 1 + usize::from(self.text(at + 1).eq_ignore_ascii_case("of"));
            return Some((Count::Some, end));
        }
        if sense.has(SINGLE) {
            let next = self.sense(at + 1);
            if next.has(SOME) {
                return self.count(at + 1);
            }
            return Some((Count::Exact(1), at + 1));
        }
        if sense.tens > 0 {
            let next = at + 1 + usize::from(self.is_dash(at + 1));
            let unit = self.sense(next).cardinal;
            if (1..=9).contains(&unit) {
                return Some((Count::Exact(i32::from(sense.tens) + i32::from(unit)), next + 1));
            }
        }
        if sense.cardinal > 0 {
            return match self.sense(at + 1) {
                next if next.has(HUNDRED) => Some((Count::Exact(i32::from(sense.cardinal) * 100), at + 2)),
                next if next.has(THOUSAND) => Some((Count::Exact(i32::from(sense.cardinal) * 1_000), at + 2)),
                _ => Some((Count::Exact(sense.cardinal.into()), at + 1)),
            };
        }
        None
    }

    /// A year that stands where only a year can: `2008`, `'08`, `nineteen ninety-six`, `two thousand and ten`.
    pub fn year(&self, at: usize) -> Option<(YearOf, usize)> {
        if matches!(self.text(at), "'" | "’" | "‘") && self.is_glued(at + 1) {
            let (number, length) = self.figures(at + 1)?;
            let plain = length == 2 && !(self.is_glued(at + 2) && self.is_word(at + 2));
            return plain.then_some((YearOf::Short(number as i8), at + 2));
        }
        if let Some((number, 4)) = self.figures(at) {
            let grown = self.is_glued(at + 1) && self.is_word(at + 1);
            let fits = (1000..=2999).contains(&number) && !grown && self.is_free(at, at + 1);
            return fits.then_some((YearOf::Given(number as i16), at + 1));
        }
        self.spelled_year(at)
    }

    fn spelled_year(&self, at: usize) -> Option<(YearOf, usize)> {
        let under_hundred = |at: usize| match self.count(at) {
            Some((Count::Exact(number), end))
                if (1..100).contains(&number) && !self.has(at, SINGLE) && !self.is_number(at) =>
            {
                Some((number as i16, end))
            }
            _ => None,
        };
        let sense = self.sense(at);
        if sense.cardinal == 2 && self.has(at + 1, THOUSAND) {
            let next = at + 2 + usize::from(self.has(at + 2, AND));
            return Some(match under_hundred(next) {
                Some((rest, end)) => (YearOf::Given(2000 + rest), end),
                None => (YearOf::Given(2000), at + 2),
            });
        }
        let century = (11..=20).contains(&sense.cardinal).then_some(sense.cardinal)?;
        let after_hundred = at + 1 + usize::from(self.has(at + 1, HUNDRED));
        let next = after_hundred + usize::from(self.has(after_hundred, AND));
        let (rest, end) = under_hundred(next).filter(|(rest, _)| *rest >= 10 || next > at + 1)?;
        Some((YearOf::Given(century * 100 + rest), end))
    }

    /// `Friday`, `Fri.`; its end, and false for short names that are words of their own.
    pub fn weekday(&self, at: usize) -> Option<(Weekday, usize, bool)> {
        let sense = self.sense(at);
        let weekday = sense.weekday?;
        let alone = super::atom::is_alone(self, at, at + 1);
        let doubtful = sense.has(super::words::DOUBTFUL) && !alone;
        if doubtful && !self.is_capital(at) {
            return None;
        }
        let end = at + 1;
        let end = if self.text(at).len() <= 5 && self.is_short_point(end) { end + 1 } else { end };
        Some((weekday, end, !doubtful))
    }

    /// A month by name, with the dot of a short one; its end.
    pub fn month(&self, at: usize) -> Option<(i8, usize)> {
        let sense = self.sense(at);
        if sense.month == 0 {
            return None;
        }
        let end = at + 1;
        let end = if self.text(at).len() <= 4 && self.is_short_point(end) { end + 1 } else { end };
        Some((sense.month, end))
    }

    /// A year of four figures joined to a date by a stroke or hyphen.
    pub fn joined_year(&self, at: usize) -> Option<(YearOf, usize)> {
        let (number, 4) = self.figures(at).filter(|_| self.is_glued(at))? else { return None };
        (1000..=2999).contains(&number).then_some((YearOf::Given(number as i16), at + 1))
    }

    /// Where a time of day ends that starts at `at`: `10:30`, `10:30:15 p.m.`, `5 pm`, `0430 GMT`.
    pub fn clock(&self, at: usize) -> Option<usize> {
        let (hour, length) = self.figures(at).or_else(|| {
            // "5.30 pm"
            let (hour, minute) =
                self.token(at).filter(|t| t.is_number()).and_then(|_| self.text(at).split_once('.'))?;
            let fits = minute.len() == 2 && minute.parse::<i64>().ok()? < 60 && self.is_meridiem(at + 1).is_some();
            fits.then(|| hour.parse().ok().map(|number| (number, hour.len()))).flatten()
        })?;
        let sixty = |at: usize| {
            let (number, length) = self.figures(at)?;
            (number < 60 && length == 2 && self.is_glued(at)).then_some(at + 1)
        };
        if length <= 2 && hour <= 24 && self.is(at + 1, ":") && self.is_glued(at + 1) {
            let mut end = sixty(at + 2)?;
            if self.is(end, ":") && self.is_glued(end) {
                let fraction = self.is_number(end + 1) && self.is_glued(end + 1);
                end = if fraction { end + 2 } else { end };
            }
            return Some(self.zone(self.is_meridiem(end).unwrap_or(end)));
        }
        if length <= 2 && (1..=12).contains(&hour) {
            let end = self
                .is_meridiem(at + 1)
                .or_else(|| self.text(at + 1).eq_ignore_ascii_case("o'clock").then_some(at + 2));
            return end.map(|end| self.zone(end));
        }
        if length == 4 && hour < 2400 && hour % 100 < 60 {
            // "2016-11" has no zone.
            let end = if self.is_word(at + 1) { self.zone(at + 1) } else { at + 1 };
            let is_hours = matches!(self.text(at + 1), "hours" | "hrs");
            return if is_hours { Some(at + 2) } else { (end > at + 1).then_some(end) };
        }
        None
    }

    fn is_meridiem(&self, at: usize) -> Option<usize> {
        let text = self.text(at);
        if ["am", "pm", "a.m.", "p.m.", "a.m", "p.m"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
            return Some(at + 1);
        }
        None
    }

    /// Past the zone of a time: `GMT`, `Z`, `+0200`, `+02:00`.
    fn zone(&self, at: usize) -> usize {
        if self.is_word(at) {
            let text = self.text(at);
            let named = [
                "GMT", "UTC", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "CET", "CEST", "BST", "Z", "ET",
                "local",
            ];
            return at + usize::from(named.contains(&text));
        }
        let signed = matches!(self.text(at), "+" | "-") && self.is_number(at + 1) && self.is_glued(at + 1);
        if !signed || !matches!(self.figures(at + 1), Some((_, 2 | 4))) {
            return at;
        }
        if self.is(at + 2, ":") && self.is_glued(at + 2) && self.is_number(at + 3) { at + 4 } else { at + 2 }
    }
}

/// Dates inside of each other that are read: `two days before the end of early May` has three.
const DEEPEST: u8 = 4;

/// The times of day of a text, as byte ranges of the prose: no dates, and no quantities either.
pub fn clock_times(prose: &Prose, words: &Words) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for block in &prose.blocks {
        let scan = Scan::new(prose, words, &block.tokens);
        let mut at = block.tokens.start;
        while at < block.tokens.end {
            let end = if prose.tokens[at].is_number() && scan.is_free_clock(at) { scan.clock(at) } else { None };
            if let Some(end) = end {
                found.push(prose.range_of(&(at..end)));
            }
            at = end.unwrap_or(at + 1);
        }
    }
    found
}

impl Scan<'_> {
    /// False inside `1:10:30` and the like: what is glued on both sides is no time.
    fn is_free_clock(&self, at: usize) -> bool {
        !(self.is_glued(at) && matches!(self.text_before(at), ":" | "." | "$" | "£" | "€" | "#"))
    }
}
