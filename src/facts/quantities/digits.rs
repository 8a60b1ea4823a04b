//! Figures to exact numbers: `1,234.5`, `2 1/2`, `½`, `25th`, `6.2×10^3`.

use super::number::Number;
use super::numerals::Core;
use super::numerals::Form;
use super::numerals::Line;
use super::numerals::step_of;

impl Line<'_> {
    /// A number that starts with digits.
    pub(super) fn digits(&self, at: usize) -> Option<Core> {
        let (mut value, mut step, mut end) = self.figure(at)?;
        let first_end = end;
        let mut form = Form::Cardinal;
        // 25th
        let suffix = self.word(end);
        if self.is_glued(end) && matches!(suffix, "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH") {
            return if value.is_whole() { self.ordinal(at, end + 1, value.as_whole()?) } else { None };
        }
        // 2½, 2 1/2, 3/4
        if let Some((part, after)) = self.slashed(at) {
            (value, step, end, form) = (part, part, after, Form::Fraction);
        } else if value.is_whole() && !is_vulgar(self.word(at)) {
            let glyph = vulgar(self.word(end)).filter(|_| self.tokens.get(end).is_some_and(|token| token.is_number()));
            if let Some(part) = glyph {
                (value, step, end) = (value.plus(part)?, part, end + 1);
            } else if let Some((part, after)) = self.slashed(end)
                && part < Number::ONE
                && !self.is_glued(end)
            {
                (value, step, end) = (value.plus(part)?, part, after);
            } else if let Some((part, after)) = self.slashed(end + 1)
                && self.past_hyphen(end) == end + 1
                && part < Number::ONE
            {
                (value, step, end) = (value.plus(part)?, part, after);
            }
        } else if is_vulgar(self.word(at)) {
            form = Form::Fraction;
        }
        if form == Form::Cardinal
            && let Some((power, after)) = self.exponent(end)
        {
            let factor = Number::ten_to(power)?;
            return Some(self.made(at, after, value.times(factor)?, step.times(factor)?, Form::Cardinal, false));
        }
        // 1 point 1
        if self.id(end) == self.words.ids.point
            && value.is_whole()
            && let Some((part, places, after)) = self.after_point(end + 1)
        {
            (value, step, end) = (value.plus(part)?, places, after);
        }
        let mut core = Core {
            power: 0,
            is_plain: end == at + 1 && first_end == end && self.word(at).bytes().all(|byte| byte.is_ascii_digit()),
            ..self.made(at, end, value, step, form, false)
        };
        if form == Form::Cardinal {
            core = self.with_scales(core, true)?;
        }
        Some(core)
    }

    /// One figure of digits: its number, its step and the token after it. Groups of three may be apart by thin spaces.
    fn figure(&self, at: usize) -> Option<(Number, Number, usize)> {
        if self.word(at) == "." {
            let digits = self.word(at + 1);
            let places = i32::try_from(digits.len()).ok()?;
            let whole = Number::parse(digits)?;
            return Some((whole.times(Number::ten_to(-places)?)?, Number::ten_to(-places)?, at + 2));
        }
        let word = self.word(at);
        if let Some(part) = vulgar(word) {
            return Some((part, part, at + 1));
        }
        if word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()) && word != "0" {
            let mut digits = word.to_owned();
            let mut end = at + 1;
            while let Some(next) = self.tokens.get(end).filter(|next| next.is_number() && !next.is_glued()) {
                let gap = &self.text[self.tokens[end - 1].end()..next.start()];
                let group = self.word(end);
                let is_thin = matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2009}");
                let is_group = group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
                if !is_group || !(is_thin || (gap == " " && group == "000")) || digits.len() > 30 {
                    break;
                }
                digits.push_str(group);
                end += 1;
            }
            if end > at + 1 {
                let (value, step) = plain_figure(&digits)?;
                return Some((value, step, end));
            }
        }
        let (value, step) = plain_figure(word)?;
        Some((value, step, at + 1))
    }

    /// `3/4` with nothing else glued to it.
    fn slashed(&self, at: usize) -> Option<(Number, usize)> {
        let mut slash = at + 1;
        if self.word(slash) != "/" && self.word(slash) != "⁄" {
            return None;
        }
        if self.is_glued(slash) != self.is_glued(slash + 1) {
            return None;
        }
        slash += 1;
        let (top, bottom) = (self.word(at), self.word(slash));
        let is_small = |text: &str| {
            (1..=4).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let goes_on = self.is_glued(slash + 1) && matches!(self.word(slash + 1), "/" | "." | ":");
        if !is_small(top) || !is_small(bottom) || goes_on || bottom == "1" {
            return None;
        }
        Some((Number::new(top.parse().ok()?, bottom.parse().ok()?)?, slash + 1))
    }

    /// A whole number of at most two figures with its sign, and the token after it.
    pub(super) fn signed(&self, mut at: usize) -> Option<(i32, usize)> {
        let sign = match self.word(at) {
            "-" | "−" | "–" => -1,
            "+" => 1,
            _ => 0,
        };
        at += usize::from(sign != 0);
        let digits = self.word(at);
        let power: i32 = digits.parse().ok().filter(|_| digits.len() <= 2 && self.is_glued(at))?;
        Some((if sign < 0 { -power } else { power }, at + 1))
    }

    /// `e-3`, `E14`, `×10−5`, `x10^6`: the power of ten and the token after.
    fn exponent(&self, at: usize) -> Option<(i32, usize)> {
        let word = self.word(at);
        if self.is_glued(at) && (word == "e" || word == "E") {
            return self.signed(at + 1);
        }
        if self.is_glued(at) && word.len() <= 3 && (word.starts_with('e') || word.starts_with('E')) {
            return Some((word[1..].parse().ok()?, at + 1));
        }
        let ten = match word {
            "×" | "x" if self.word(at + 1) == "10" => at + 2,
            "x10" => at + 1,
            _ => return None,
        };
        if self.word(ten) == "^" { self.signed(ten + 1) } else { self.signed(ten).filter(|_| self.is_glued(ten)) }
    }
}

/// A figure of ASCII digits with a decimal point or commas between groups of three: its number and its step.
fn plain_figure(word: &str) -> Option<(Number, Number)> {
    let is_figure = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
    let (whole, part) = word.split_once('.').unwrap_or((word, ""));
    if !is_figure || word.len() > 48 || part.contains(['.', ',']) || (word.contains('.') && part.is_empty()) {
        return None;
    }
    if whole.contains(',') {
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or("");
        // The last group has three digits; those between have three, or two as in lakhs (12,34,567).
        let rest: Vec<&str> = groups.collect();
        let (last, middle) = rest.split_last()?;
        let is_thousands = middle.iter().all(|group| group.len() == 3);
        let is_lakhs = middle.iter().all(|group| group.len() == 2);
        if first.is_empty() || first.len() > 3 || last.len() != 3 || !(is_thousands || is_lakhs) {
            return None;
        }
    }
    let bare: String = word.chars().filter(|letter| *letter != ',').collect();
    let value = Number::parse(&bare)?;
    let step = if part.is_empty() { step_of(value) } else { Number::ten_to(-i32::try_from(part.len()).ok()?)? };
    Some((value, step))
}

fn is_vulgar(word: &str) -> bool {
    vulgar(word).is_some()
}

/// The number that `½` and its like stand for.
fn vulgar(word: &str) -> Option<Number> {
    let (top, bottom) = match word {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Number::new(top, bottom)
}
