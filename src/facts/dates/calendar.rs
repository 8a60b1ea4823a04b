//! Days and stretches of days: units of the calendar, steps from one to the next, the days of Easter.

use jiff::Span;
use jiff::civil;
use jiff::civil::Weekday;

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    pub first: civil::Date,
    pub last: civil::Date,
}

impl Days {
    /// `2008`, `2008-10` or `2008-10-17`, as configurations and front matters give the date of a document.
    pub fn parse(written: &str) -> Option<Days> {
        let written = written.trim();
        if !written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return None;
        }
        let mut parts = written.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let two = |part: &str| (part.len() == 2).then(|| part.parse::<i8>().ok()).flatten();
        let days = match (parts.next(), parts.next()) {
            (None, _) => year_days(year),
            (Some(month), None) => month_days(year, two(month)?),
            (Some(month), Some(date)) => day(year, two(month)?, two(date)?),
        };
        days.filter(|_| parts.next().is_none() && year > 0)
    }

    pub fn one(day: civil::Date) -> Days {
        Days { first: day, last: day }
    }

    pub fn contains(self, other: Days) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    pub fn overlaps(self, other: Days) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// How many days, at least one.
    pub fn count(self) -> i64 {
        days_between(self.first, self.last) + 1
    }

    /// The smallest stretch that holds both.
    pub fn join(self, other: Days) -> Days {
        Days { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// As many days more on both sides.
    pub fn widened(self, days: i64) -> Days {
        Days { first: plus_days(self.first, -days), last: plus_days(self.last, days) }
    }
}

/// The earliest and the latest day that can be said; they stand for "without end".
pub(super) const NEVER: Days = Days { first: civil::Date::MIN, last: civil::Date::MAX };

/// A unit of the calendar, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Day,
    Workday,
    Weekend,
    Workweek,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// Days that one has, about: for the width of "a month ago".
    pub(super) fn length(self) -> i64 {
        match self {
            Unit::Day | Unit::Workday => 1,
            Unit::Weekend => 2,
            Unit::Workweek => 5,
            Unit::Week => 7,
            Unit::Fortnight => 14,
            Unit::Month => 30,
            Unit::Quarter | Unit::Season => 91,
            Unit::Half => 182,
            Unit::Year => 365,
            Unit::Decade => 3_652,
            Unit::Century => 36_524,
            Unit::Millennium => 365_242,
        }
    }
}

pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Days> {
    civil::Date::new(year, month, day).ok().map(Days::one)
}

pub(super) fn month_days(year: i16, month: i8) -> Option<Days> {
    let first = civil::Date::new(year, month, 1).ok()?;
    Some(Days { first, last: first.last_of_month() })
}

/// From the first of `from` to the end of `to`, months of one year.
pub(super) fn months(year: i16, from: i8, to: i8) -> Option<Days> {
    Some(month_days(year, from)?.join(month_days(year, to)?))
}

pub(super) fn year_days(year: i16) -> Option<Days> {
    years(year, year)
}

pub(super) fn years(from: i16, to: i16) -> Option<Days> {
    let first = civil::Date::new(from, 1, 1).ok()?;
    let last = civil::Date::new(to, 12, 31).ok()?;
    (first <= last).then_some(Days { first, last })
}

pub(super) fn plus_days(date: civil::Date, days: i64) -> civil::Date {
    Span::new().try_days(days).map_or(date, |span| date.saturating_add(span))
}

pub(super) fn plus_months(date: civil::Date, months: i64) -> civil::Date {
    Span::new().try_months(months).map_or(date, |span| date.saturating_add(span))
}

pub(super) fn days_between(first: civil::Date, last: civil::Date) -> i64 {
    first.until((jiff::Unit::Day, last)).map_or(0, |span| i64::from(span.get_days()))
}

/// `count` units on from `date` (back when negative), on the same day of the month where there is one.
pub(super) fn plus_units(date: civil::Date, unit: Unit, count: i64) -> civil::Date {
    let months = |each: i64| plus_months(date, count.saturating_mul(each));
    match unit {
        Unit::Day | Unit::Workday => plus_days(date, count),
        Unit::Weekend | Unit::Workweek | Unit::Week => plus_days(date, count.saturating_mul(7)),
        Unit::Fortnight => plus_days(date, count.saturating_mul(14)),
        Unit::Month => months(1),
        Unit::Quarter | Unit::Season => months(3),
        Unit::Half => months(6),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1_200),
        Unit::Millennium => months(12_000),
    }
}

/// The unit of the calendar that holds `date`; weeks start on Monday.
pub(super) fn unit_of(date: civil::Date, unit: Unit) -> Days {
    let monday = plus_days(date, -i64::from(date.weekday().to_monday_zero_offset()));
    let stretch = |from: i64, to: i64| Days { first: plus_days(monday, from), last: plus_days(monday, to) };
    let round = |size: i16| {
        let from = date.year().div_euclid(size) * size;
        years(from, from.saturating_add(size - 1)).unwrap_or(Days::one(date))
    };
    let (year, month) = (date.year(), date.month());
    let made = match unit {
        Unit::Day | Unit::Workday => Some(Days::one(date)),
        Unit::Weekend => Some(stretch(5, 6)),
        Unit::Workweek => Some(stretch(0, 4)),
        Unit::Week => Some(stretch(0, 6)),
        Unit::Fortnight => Some(stretch(0, 13)),
        Unit::Month => month_days(year, month),
        Unit::Quarter => months(year, (month - 1) / 3 * 3 + 1, (month - 1) / 3 * 3 + 3),
        Unit::Season => {
            // Meteorological: from March, June, September and December on.
            let first = month / 3 * 3;
            let start = if first == 0 { civil::Date::new(year - 1, 12, 1) } else { civil::Date::new(year, first, 1) };
            start.ok().map(|first| Days { first, last: plus_months(first, 2).last_of_month() })
        }
        Unit::Half => months(year, (month - 1) / 6 * 6 + 1, (month - 1) / 6 * 6 + 6),
        Unit::Year => year_days(year),
        Unit::Decade => Some(round(10)),
        Unit::Century => Some(round(100)),
        Unit::Millennium => Some(round(1000)),
    };
    made.unwrap_or(Days::one(date))
}

/// The latest such weekday on or before `date`.
pub(super) fn weekday_until(date: civil::Date, weekday: Weekday) -> civil::Date {
    plus_days(date, -i64::from(weekday.until(date.weekday())))
}

/// The earliest such weekday on or after `date`.
pub(super) fn weekday_from(date: civil::Date, weekday: Weekday) -> civil::Date {
    plus_days(date, i64::from(weekday.since(date.weekday())))
}

/// The `place`th such weekday of a stretch; counted from the end when negative.
pub(super) fn nth_weekday(days: Days, place: i8, weekday: Weekday) -> Option<Days> {
    let found = if place > 0 {
        plus_days(weekday_from(days.first, weekday), i64::from(place - 1) * 7)
    } else {
        plus_days(weekday_until(days.last, weekday), i64::from(place + 1) * 7)
    };
    let found = Days::one(found);
    (place != 0 && days.contains(found)).then_some(found)
}

/// Week `week` of `year` as ISO 8601 counts: week 1 holds 4 January.
pub(super) fn iso_week(year: i16, week: i8) -> Option<Days> {
    let fourth = civil::Date::new(year, 1, 4).ok()?;
    let first = plus_days(unit_of(fourth, Unit::Week).first, i64::from(week - 1) * 7);
    let days = Days { first, last: plus_days(first, 6) };
    // Its Thursday lies in the year that it is counted in.
    ((1..=53).contains(&week) && plus_days(first, 3).year() == year).then_some(days)
}

/// Easter Sunday of the western churches (Gregorian computus as in Meeus, Astronomical Algorithms, 1991).
pub(super) fn easter(year: i16) -> Option<civil::Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - b.div_euclid(4) - g + 15).rem_euclid(30);
    let l = (32 + 2 * b.rem_euclid(4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    civil::Date::new(year, month as i8, day as i8).ok()
}

/// Easter Sunday of the eastern churches, in the Gregorian calendar (Julian computus, Meeus 1991).
pub(super) fn orthodox_easter(year: i16) -> Option<civil::Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(4), y.rem_euclid(7), y.rem_euclid(19));
    let d = (19 * c + 15).rem_euclid(30);
    let e = (2 * a + 4 * b - d + 34).rem_euclid(7);
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    let julian = civil::Date::new(year, month as i8, day as i8).ok()?;
    let behind = y.div_euclid(100) - y.div_euclid(400) - 2;
    Some(plus_days(julian, i64::from(behind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_a_document() {
        let check = |written: &str, days: Option<(&str, &str)>| {
            let found = Days::parse(written).map(|days| (days.first.to_string(), days.last.to_string()));
            assert_eq!(found.as_ref().map(|(a, b)| (a.as_str(), b.as_str())), days, "{written}");
        };
        check("2008", Some(("2008-01-01", "2008-12-31")));
        check("2008-02", Some(("2008-02-01", "2008-02-29")));
        check("2008-10-17", Some(("2008-10-17", "2008-10-17")));
        for bad in ["", "208", "2008-13", "2008-02-30", "2008-10-17-1", "0000", "99999", "20081017", "-2008", "2008-1"]
        {
            check(bad, None);
        }
    }

    #[test]
    fn feasts_and_weeks() {
        assert_eq!(easter(2008).unwrap().to_string(), "2008-03-23");
        assert_eq!(easter(2019).unwrap().to_string(), "2019-04-21");
        assert_eq!(orthodox_easter(2020).unwrap().to_string(), "2020-04-19");
        assert_eq!(iso_week(2024, 15).unwrap().first.to_string(), "2024-04-08");
        assert_eq!(iso_week(2021, 53), None);
        assert_eq!(unit_of(civil::date(2024, 1, 9), Unit::Season).first.to_string(), "2023-12-01");
        assert_eq!(
            nth_weekday(month_days(2008, 5).unwrap(), -1, Weekday::Monday).unwrap().first.to_string(),
            "2008-05-26"
        );
    }
}
