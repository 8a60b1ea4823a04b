//! Feasts of the Hebrew and Islamic calendars to days of ours, by whole-number arithmetic.
//!
//! Both calendars as in Dershowitz and Reingold, Calendrical Calculations (3rd edition, 2008): the Hebrew one is exact,
//! the Islamic one the civil reckoning, from which a sighted moon may be a day away.

use super::calendar;
use super::calendar::Days;
use jiff::civil;

/// From when a Hebrew feast is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HebrewDay {
    Passover,
    NewYear,
    Hanukkah,
}

/// The days of a Hebrew feast in a year of ours: the day, its eve (it begins at sunset), and of several days the whole.
pub(super) fn hebrew(from: HebrewDay, on: i8, length: i8, year: i16) -> Vec<Days> {
    let year = i64::from(year);
    let first = match from {
        // The next new year is 163 days after Passover.
        HebrewDay::Passover => new_year(year + 3761) - 163,
        HebrewDay::NewYear => new_year(year + 3761),
        HebrewDay::Hanukkah => {
            let (start, next) = (new_year(year + 3761), new_year(year + 3762));
            // A long Heshvan in years of 355 and 385 days.
            let heshvan = if (next - start) % 10 == 5 { 30 } else { 29 };
            start + 30 + heshvan + 24
        }
    };
    let first = first + i64::from(on);
    let span = |from: i64, to: i64| Some(Days { first: date(from)?, last: date(to)? });
    let found = if length > 1 {
        let last = first + i64::from(length) - 1;
        vec![span(first, last), span(first - 1, last), span(first, first), span(first - 1, first - 1)]
    } else {
        vec![span(first, first), span(first - 1, first - 1)]
    };
    found.into_iter().flatten().collect()
}

/// The days of an Islamic feast in a year of ours, which may hold it twice: as reckoned, and a day before and after.
pub(super) fn islamic(month: i8, day: i8, length: i8, year: i16) -> Vec<Days> {
    let about = (i64::from(year) - 622) * 33 / 32;
    let mut found = Vec::new();
    for islamic_year in about - 1..=about + 2 {
        let (month, day) = (i64::from(month), i64::from(day));
        let first = 227_014
            + (islamic_year - 1) * 354
            + (3 + 11 * islamic_year).div_euclid(30)
            + 29 * (month - 1)
            + month / 2
            + day;
        for shift in [0, -1, 1] {
            let ends = date(first + shift).zip(date(first + shift + i64::from(length) - 1));
            found.extend(ends.filter(|(first, _)| first.year() == year).map(|(first, last)| Days { first, last }));
        }
    }
    found
}

/// The day of a count that has 1 January of year 1 as its first.
fn date(count: i64) -> Option<civil::Date> {
    let start = civil::Date::new(1, 1, 1).ok()?;
    (1..=3_600_000).contains(&count).then(|| calendar::plus_days(start, count - 1))
}

/// The first day of a Hebrew year.
fn new_year(year: i64) -> i64 {
    let (before, this, next) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let late = if next - this == 356 {
        2
    } else if this - before == 382 {
        1
    } else {
        0
    };
    this + late - 1_373_427
}

/// Days up to a Hebrew year before its two postponements.
fn elapsed(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_of_the_moon() {
        let hebrew = |from, on, year| hebrew(from, on, 1, year)[0].first.to_string();
        for (from, on, year, day) in [
            (HebrewDay::NewYear, 0, 2018, "2018-09-10"),
            (HebrewDay::NewYear, 9, 2018, "2018-09-19"),
            (HebrewDay::NewYear, 0, 2023, "2023-09-16"),
            (HebrewDay::Passover, 0, 2024, "2024-04-23"),
            (HebrewDay::Passover, -30, 2013, "2013-02-24"),
            (HebrewDay::Hanukkah, 0, 2018, "2018-12-03"),
            (HebrewDay::Hanukkah, 0, 2024, "2024-12-26"),
        ] {
            assert_eq!(hebrew(from, on, year), day, "{from:?}{on:+} {year}");
        }
        let islamic = |month, day, year| islamic(month, day, 1, year)[0].first.to_string();
        assert_eq!(islamic(10, 1, 2018), "2018-06-15");
        assert_eq!(islamic(12, 10, 2018), "2018-08-22");
        assert_eq!(islamic(9, 1, 2024), "2024-03-11");
    }

    #[test]
    fn no_year_breaks_them() {
        for year in [i16::MIN, -9999, 0, 1, 9999, i16::MAX] {
            hebrew(HebrewDay::Hanukkah, 0, 8, year);
            islamic(9, 1, 30, year);
        }
    }
}
