//! Feasts that follow the true moon to days of ours, from a table: the lunar new year, Diwali, Holi.
//!
//! The moons are those of Meeus, Astronomical Algorithms (2nd edition, 1998), chapter 49. The lunar new year is the new
//! moon, by the clock of Beijing, that opens the Chinese year. Diwali is the last Indian sunset before the first new
//! moon after the sun enters sidereal Libra, Holi the day after the last sunset before the full moon of the month in
//! which it enters sidereal Pisces; regions keep either a day apart.

use super::calendar;
use super::calendar::Days;
use jiff::civil;

/// What a feast is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moon {
    NewYear,
    Diwali,
    Holi,
}

/// The days of a feast that is `on` days from `moon` and `length` days long, likeliest first; none outside of the
/// table.
pub(super) fn days(moon: Moon, on: i8, length: i8, year: i16) -> Vec<Days> {
    let (table, month, day) = match moon {
        Moon::NewYear => (&NEW_YEARS, 1, 20),
        Moon::Diwali => (&DIWALIS, 10, 16),
        Moon::Holi => (&HOLIS, 2, 25),
    };
    let place = usize::try_from(year - FIRST.min(year)).ok().filter(|_| year >= FIRST);
    let Some(after) = place.and_then(|place| table.get(place)) else { return Vec::new() };
    let Ok(base) = civil::Date::new(year, month, day) else { return Vec::new() };
    let first = calendar::plus_days(base, i64::from(*after) + i64::from(on));
    let shifts: &[i64] = if moon == Moon::NewYear { &[0] } else { &[0, -1, 1] };
    let one = |shift: &i64| {
        let first = calendar::plus_days(first, *shift);
        Days { first, last: calendar::plus_days(first, i64::from(length) - 1) }
    };
    shifts.iter().map(one).collect()
}

/// The first year of the tables.
const FIRST: i16 = 1950;

/// Days after 20 January.
#[rustfmt::skip]
const NEW_YEARS: [u8; 151] = [
    28, 17, 7, 25, 14, 4, 23, 11, 29, 19, 8, 26, 16, 5, 24, 13, 1, 20, 10, 28, 17, 7, 26, 14, 3,
    22, 11, 29, 18, 8, 27, 16, 5, 24, 13, 31, 20, 9, 28, 17, 7, 26, 15, 3, 21, 11, 30, 18, 8, 27,
    16, 4, 23, 12, 2, 20, 9, 29, 18, 6, 25, 14, 3, 21, 11, 30, 19, 8, 27, 16, 5, 23, 12, 2, 21,
    9, 28, 17, 6, 24, 14, 3, 22, 11, 30, 19, 8, 26, 15, 4, 23, 12, 2, 21, 10, 28, 17, 6, 25, 13,
    3, 22, 12, 30, 19, 8, 26, 15, 4, 23, 13, 1, 20, 9, 28, 16, 6, 25, 14, 3, 22, 11, 30, 18, 7,
    26, 16, 4, 23, 13, 2, 20, 9, 28, 17, 6, 25, 14, 4, 21, 10, 29, 18, 7, 26, 16, 5, 23, 12, 1,
    20,
];

/// Days after 16 October.
#[rustfmt::skip]
const DIWALIS: [u8; 151] = [
    24, 14, 2, 21, 10, 28, 17, 6, 25, 15, 3, 22, 12, 1, 18, 8, 27, 16, 5, 24, 13, 2, 20, 9, 28,
    18, 6, 25, 15, 4, 22, 11, 30, 19, 7, 27, 16, 6, 24, 13, 2, 20, 9, 28, 18, 7, 25, 14, 3, 22,
    10, 29, 19, 9, 27, 16, 5, 24, 12, 1, 20, 10, 28, 18, 7, 26, 14, 3, 22, 11, 29, 19, 8, 27, 16,
    5, 23, 13, 1, 20, 10, 29, 17, 6, 25, 14, 2, 21, 11, 30, 19, 8, 27, 16, 4, 23, 12, 2, 20, 10,
    29, 18, 6, 24, 14, 3, 22, 11, 30, 19, 7, 26, 15, 5, 23, 12, 2, 21, 9, 28, 17, 6, 24, 14, 3,
    22, 11, 30, 19, 8, 26, 15, 5, 24, 12, 2, 20, 9, 27, 17, 6, 25, 14, 3, 22, 11, 29, 18, 7, 26,
    16,
];

/// Days after 25 February.
#[rustfmt::skip]
const HOLIS: [u8; 151] = [
    7, 26, 16, 4, 23, 12, 31, 19, 9, 28, 17, 6, 24, 13, 3, 20, 10, 29, 19, 7, 26, 15, 4, 22, 11,
    30, 20, 9, 28, 17, 6, 24, 13, 32, 21, 10, 29, 19, 8, 25, 14, 4, 23, 11, 30, 20, 9, 27, 16, 5,
    24, 13, 32, 21, 11, 29, 18, 7, 26, 14, 4, 23, 12, 30, 20, 9, 27, 16, 5, 24, 14, 32, 21, 11, 29,
    17, 6, 25, 15, 4, 23, 12, 31, 19, 8, 27, 16, 5, 24, 14, 33, 21, 10, 29, 18, 6, 25, 15, 5, 23,
    12, 30, 19, 8, 27, 16, 6, 24, 13, 32, 21, 9, 28, 18, 7, 25, 15, 4, 23, 11, 30, 19, 9, 27, 16,
    6, 25, 13, 31, 21, 10, 28, 18, 7, 26, 15, 4, 22, 11, 29, 19, 9, 28, 16, 5, 24, 13, 31, 20, 10,
    29,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_of_the_true_moon() {
        for (moon, day) in [
            (Moon::NewYear, "1985-02-20"),
            (Moon::NewYear, "2013-02-10"),
            (Moon::NewYear, "2020-01-25"),
            (Moon::NewYear, "2033-01-31"),
            (Moon::Diwali, "2009-10-17"),
            (Moon::Diwali, "2018-11-07"),
            (Moon::Diwali, "2020-11-14"),
            (Moon::Holi, "2018-03-02"),
            (Moon::Holi, "2021-03-29"),
        ] {
            let year = day[..4].parse().unwrap();
            assert_eq!(days(moon, 0, 1, year)[0].first.to_string(), day);
        }
        assert_eq!(days(Moon::Holi, -1, 1, 2019)[0].first.to_string(), "2019-03-20");
        for year in [i16::MIN, 0, 1949, 2101, i16::MAX] {
            assert!(days(Moon::NewYear, 0, 1, year).is_empty());
        }
    }
}
