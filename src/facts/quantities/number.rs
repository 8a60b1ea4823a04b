//! Exact numbers: a fraction of two whole numbers, so that thirds and unit factors lose nothing.

use std::cmp::Ordering;
use std::fmt;

/// A rational number in lowest terms. Both parts stay within 10^36; what would leave that is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    top: i128,
    /// Above zero.
    bottom: i128,
}

/// Bound of both parts: leaves room to write digits by long division in 128 bits.
const LARGEST: i128 = 10_i128.pow(36);

/// Digits after the first one that is not zero, for a fraction without end (a third): as many as a double shows.
const SHOWN_DIGITS: usize = 15;

impl Number {
    pub const ZERO: Number = Number { top: 0, bottom: 1 };
    pub const ONE: Number = Number { top: 1, bottom: 1 };

    /// `top / bottom`; `None` when `bottom` is zero or a part is too large.
    pub fn new(top: i128, bottom: i128) -> Option<Number> {
        if bottom == 0 || top == i128::MIN || bottom == i128::MIN {
            return None;
        }
        let shared = gcd(top.unsigned_abs(), bottom.unsigned_abs()) as i128;
        let sign = bottom.signum();
        let made = Number { top: sign * top / shared, bottom: sign * bottom / shared };
        (made.top.abs() <= LARGEST && made.bottom <= LARGEST).then_some(made)
    }

    pub const fn whole(number: i64) -> Number {
        Number { top: number as i128, bottom: 1 }
    }

    /// Ten to the power of `exponent`.
    pub fn ten_to(exponent: i32) -> Option<Number> {
        let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
        if exponent < 0 { Number::new(1, power) } else { Number::new(power, 1) }
    }

    /// Multiplied by itself so many times; one over that below zero.
    pub fn raised(self, power: i32) -> Option<Number> {
        let mut found = Number::ONE;
        for _ in 0..power.unsigned_abs().min(1_000) {
            found = found.times(self)?;
        }
        if power < 0 { Number::ONE.over(found) } else { Some(found) }
    }

    /// Reads `1609.344`, `-2` and `5/9`.
    pub fn parse(written: &str) -> Option<Number> {
        if let Some((top, bottom)) = written.split_once('/') {
            return Number::parse(top)?.over(Number::parse(bottom)?);
        }
        let (sign, digits) = written.strip_prefix('-').map_or((1, written), |digits| (-1, digits));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + part.len() > 36 || whole.len() + part.len() == 0 || !is_digits(whole) || !is_digits(part) {
            return None;
        }
        let all: i128 = format!("{whole}{part}").parse().ok()?;
        Number::new(sign * all, 10_i128.pow(part.len() as u32))
    }

    pub fn plus(self, other: Number) -> Option<Number> {
        let shared = gcd(self.bottom as u128, other.bottom as u128) as i128;
        let left = self.top.checked_mul(other.bottom / shared)?;
        let right = other.top.checked_mul(self.bottom / shared)?;
        Number::new(left.checked_add(right)?, (self.bottom / shared).checked_mul(other.bottom)?)
    }

    pub fn minus(self, other: Number) -> Option<Number> {
        self.plus(other.negated())
    }

    pub fn times(self, other: Number) -> Option<Number> {
        let one = gcd(self.top.unsigned_abs(), other.bottom as u128).max(1) as i128;
        let two = gcd(other.top.unsigned_abs(), self.bottom as u128).max(1) as i128;
        let top = (self.top / one).checked_mul(other.top / two)?;
        Number::new(top, (self.bottom / two).checked_mul(other.bottom / one)?)
    }

    pub fn over(self, other: Number) -> Option<Number> {
        if other.top == 0 {
            return None;
        }
        self.times(Number { top: other.top.signum() * other.bottom, bottom: other.top.abs() })
    }

    pub fn negated(self) -> Number {
        Number { top: -self.top, bottom: self.bottom }
    }

    pub fn absolute(self) -> Number {
        Number { top: self.top.abs(), bottom: self.bottom }
    }

    pub fn is_zero(self) -> bool {
        self.top == 0
    }

    pub fn is_negative(self) -> bool {
        self.top < 0
    }

    pub fn is_whole(self) -> bool {
        self.bottom == 1
    }

    /// The number as `i64` when it is whole and fits.
    pub fn as_whole(self) -> Option<i64> {
        if self.bottom == 1 { i64::try_from(self.top).ok() } else { None }
    }

    /// Rounded half away from zero to `places` decimal places, for showing.
    pub fn rounded(self, places: u32) -> Option<Number> {
        let scale = 10_i128.checked_pow(places)?;
        let scaled = self.times(Number::new(scale, 1)?)?;
        let (whole, rest) = (scaled.top / scaled.bottom, scaled.top % scaled.bottom);
        let up = if rest.abs() * 2 >= scaled.bottom { scaled.top.signum() } else { 0 };
        Number::new(whole + up, scale)
    }

    /// Digits with commas between groups of three, for notes.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
        let (whole, part) = digits.split_once('.').map_or((digits, String::new()), |(w, p)| (w, format!(".{p}")));
        let mut out = String::from(sign);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out + &part
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    /// Exact and without overflow: the whole parts first, then the rests turned upside down (continued fractions).
    fn cmp(&self, other: &Number) -> Ordering {
        let (mut one, mut two) = (*self, *other);
        let mut flipped = false;
        loop {
            let (a, b) = (one.top.div_euclid(one.bottom), two.top.div_euclid(two.bottom));
            let (r, s) = (one.top.rem_euclid(one.bottom), two.top.rem_euclid(two.bottom));
            let order = if a != b || r == 0 || s == 0 { Some(a.cmp(&b).then(r.cmp(&0).cmp(&s.cmp(&0)))) } else { None };
            if let Some(order) = order {
                return if flipped { order.reverse() } else { order };
            }
            one = Number { top: one.bottom, bottom: r };
            two = Number { top: two.bottom, bottom: s };
            flipped = !flipped;
        }
    }
}

impl fmt::Display for Number {
    /// A plain decimal: exact where it ends, otherwise cut after 15 digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.top < 0 {
            f.write_str("-")?;
        }
        let (top, bottom) = (self.top.unsigned_abs(), self.bottom as u128);
        let (mut whole, mut rest) = (top / bottom, top % bottom);
        let mut digits = Vec::new();
        let mut ends = false;
        // The longest finite expansion under LARGEST: 2^119 needs 119 digits.
        for _ in 0..120 {
            if rest == 0 {
                ends = true;
                break;
            }
            digits.push((rest * 10 / bottom) as u8);
            rest = rest * 10 % bottom;
        }
        if !ends {
            let leading = digits.iter().take_while(|digit| **digit == 0).count();
            let kept = if whole == 0 {
                leading + SHOWN_DIGITS
            } else {
                SHOWN_DIGITS.saturating_sub(whole.to_string().len()).max(1)
            };
            let up = digits.get(kept).is_some_and(|digit| *digit >= 5);
            digits.truncate(kept);
            if up {
                let carried = digits.iter().rposition(|digit| *digit < 9);
                let first_nine = carried.map_or(0, |at| at + 1);
                digits[first_nine..].fill(0);
                match carried {
                    Some(at) => digits[at] += 1,
                    None => whole += 1,
                }
            }
            while digits.last() == Some(&0) {
                digits.pop();
            }
        }
        write!(f, "{whole}")?;
        if !digits.is_empty() {
            f.write_str(".")?;
            for digit in digits {
                write!(f, "{digit}")?;
            }
        }
        Ok(())
    }
}

fn gcd(mut one: u128, mut two: u128) -> u128 {
    while two != 0 {
        (one, two) = (two, one % two);
    }
    one.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(written: &str) -> Number {
        Number::parse(written).unwrap()
    }

    #[test]
    fn written_as_plain_decimals() {
        for (written, shown) in [
            ("15000000", "15000000"),
            ("3.50", "3.5"),
            ("-0.25", "-0.25"),
            ("1/3", "0.333333333333333"),
            ("2/3", "0.666666666666667"),
            ("2/200000", "0.00001"),
            ("5/9", "0.555555555555556"),
            ("1000000/3", "333333.333333333"),
        ] {
            assert_eq!(number(written).to_string(), shown);
        }
        assert_eq!(number("-1234567.5").grouped(), "-1,234,567.5");
        assert_eq!(number("999").grouped(), "999");
        assert_eq!(number("344.2395").rounded(1).unwrap().to_string(), "344.2");
    }

    #[test]
    fn too_large_is_none() {
        assert_eq!(Number::parse(&"9".repeat(10_000)), None);
        assert_eq!(Number::ten_to(400), None);
        assert_eq!(number("1000000000000000000").times(number("10000000000000000000")), None);
        assert_eq!(Number::new(1, 0), None);
        assert_eq!(Number::parse(""), None);
    }

    proptest! {
        #[test]
        fn order_agrees_with_subtraction(a in -1_000_000_i128..1_000_000, b in 1_i128..10_000, c in -1_000_000_i128..1_000_000, d in 1_i128..10_000) {
            let (one, two) = (Number::new(a, b).unwrap(), Number::new(c, d).unwrap());
            let less = one.minus(two).unwrap();
            prop_assert_eq!(one.cmp(&two), less.cmp(&Number::ZERO));
            prop_assert_eq!(one.plus(two).unwrap().minus(two).unwrap(), one);
        }
    }
}
