//! What a date names apart from its year, and the days it has in a given year.

use super::almanac;
use super::almanac::Moon;
use super::calendar;
use super::calendar::Days;
use super::calendar::Unit;
use super::moons;
use super::moons::HebrewDay;
use jiff::civil::Weekday;

/// Which part of a longer stretch is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    #[default]
    Whole,
    Early,
    Mid,
    Late,
}

impl Part {
    /// The part's days. Of a month: 1 to 15, 9 to 22, 16 to the end. Of a year in tenths, rounded to whole months'
    /// worth of days: the first four, the middle four, the last four. The parts overlap on purpose: nobody means an
    /// exact border.
    pub(super) fn of(self, days: Days) -> Days {
        let count = days.count();
        let at = |share: i64| calendar::plus_days(days.first, count * share / 100);
        let before = |share: i64| calendar::plus_days(days.first, (count * share / 100 - 1).max(0));
        let is_month = days.first.day() == 1 && days.last == days.first.last_of_month();
        let is_decade = (3_650..=3_660).contains(&count);
        match self {
            Part::Whole => days,
            _ if is_month => {
                let (from, to) = match self {
                    Part::Early => (0, 14),
                    Part::Mid => (8, 21),
                    _ => (15, count - 1),
                };
                Days { first: calendar::plus_days(days.first, from), last: calendar::plus_days(days.first, to) }
            }
            _ if is_decade => {
                // Whole years: the late 1990s are 1996 to 1999.
                let from = days.first.year();
                let (a, b) = match self {
                    Part::Early => (0, 3),
                    Part::Mid => (3, 6),
                    _ => (6, 9),
                };
                calendar::years(from + a, from + b).unwrap_or(days)
            }
            // Of a week whole days, rounded outward: Monday to Wednesday, Wednesday to Friday, Friday to Sunday.
            Part::Early if count <= 14 => {
                Days { first: days.first, last: calendar::plus_days(days.first, (count * 2 + 4) / 5 - 1) }
            }
            Part::Early => Days { first: days.first, last: before(40) },
            Part::Mid if count <= 14 => {
                Days { first: at(30), last: calendar::plus_days(days.first, (count * 7 + 9) / 10 - 1) }
            }
            Part::Mid => Days { first: at(30), last: before(70) },
            Part::Late => Days { first: at(60), last: days.last },
        }
    }
}

/// A season of the northern half of the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// How a named day is found in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feast {
    Fixed(i8, i8),
    /// Days from Easter Sunday.
    Easter(i8),
    /// Days from the Easter Sunday of the eastern churches.
    Orthodox(i8),
    /// The nth weekday of a month (from the end when negative), and days on from it.
    Nth(i8, Weekday, i8, i8),
    /// Days from a day of the Hebrew calendar, and for how many.
    Hebrew(HebrewDay, i8, i8),
    /// Month and day of the Islamic calendar, and for how many days.
    Islamic(i8, i8, i8),
    /// Days from a feast of the true moon, and for how many.
    Lunar(Moon, i8, i8),
    /// A month and day of ours, give or take one: feasts of the solar calendars of India.
    Near(i8, i8),
}

impl Feast {
    /// Reads `12-25`, `easter-2`, `orthodox+0`, `4 thu 11`, `4 thu 11 +1`, `passover-30`, `hanukkah+0 8`,
    /// `islamic 9-1 30`, `diwali-2`, `near 4-14`.
    pub(super) fn parse(rule: &str) -> Option<Feast> {
        for (name, from) in
            [("passover", HebrewDay::Passover), ("hebrew-year", HebrewDay::NewYear), ("hanukkah", HebrewDay::Hanukkah)]
        {
            if let Some(days) = rule.strip_prefix(name) {
                let (on, length) = days.split_once(' ').unwrap_or((days, "1"));
                return Some(Feast::Hebrew(from, on.parse().ok()?, length.parse().ok()?));
            }
        }
        for (name, from) in [("lunar-new-year", Moon::NewYear), ("diwali", Moon::Diwali), ("holi", Moon::Holi)] {
            if let Some(days) = rule.strip_prefix(name) {
                let (on, length) = days.split_once(' ').unwrap_or((days, "1"));
                return Some(Feast::Lunar(from, on.parse().ok()?, length.parse().ok()?));
            }
        }
        if let Some(day) = rule.strip_prefix("near ") {
            let (month, day) = day.split_once('-')?;
            return Some(Feast::Near(month.parse().ok()?, day.parse().ok()?));
        }
        if let Some(day) = rule.strip_prefix("islamic ") {
            let (day, length) = day.split_once(' ').unwrap_or((day, "1"));
            let (month, day) = day.split_once('-')?;
            return Some(Feast::Islamic(month.parse().ok()?, day.parse().ok()?, length.parse().ok()?));
        }
        if let Some(days) = rule.strip_prefix("easter") {
            return Some(Feast::Easter(days.parse().ok()?));
        }
        if let Some(days) = rule.strip_prefix("orthodox") {
            return Some(Feast::Orthodox(days.parse().ok()?));
        }
        if let Some((month, day)) = rule.split_once('-').filter(|(month, _)| !month.is_empty()) {
            return Some(Feast::Fixed(month.parse().ok()?, day.parse().ok()?));
        }
        let parts: Vec<&str> = rule.split(' ').collect();
        let weekday = match *parts.get(1)? {
            "mon" => Weekday::Monday,
            "tue" => Weekday::Tuesday,
            "wed" => Weekday::Wednesday,
            "thu" => Weekday::Thursday,
            "fri" => Weekday::Friday,
            "sat" => Weekday::Saturday,
            "sun" => Weekday::Sunday,
            _ => return None,
        };
        let on = parts.get(3).map_or(Some(0), |days| days.parse().ok())?;
        Some(Feast::Nth(parts.first()?.parse().ok()?, weekday, parts.get(2)?.parse().ok()?, on))
    }

    fn days(self, year: i16) -> Vec<Days> {
        match self {
            Feast::Hebrew(from, on, length) => moons::hebrew(from, on, length, year),
            Feast::Islamic(month, day, length) => moons::islamic(month, day, length, year),
            Feast::Lunar(moon, on, length) => almanac::days(moon, on, length, year),
            Feast::Near(month, day) => {
                let around = |day: Days| [0, -1, 1].map(|shift| Days::one(calendar::plus_days(day.first, shift)));
                calendar::day(year, month, day).into_iter().flat_map(around).collect()
            }
            _ => self.day(year).into_iter().collect(),
        }
    }

    fn day(self, year: i16) -> Option<Days> {
        let day = match self {
            Feast::Hebrew(..) | Feast::Islamic(..) | Feast::Lunar(..) | Feast::Near(..) => return None,
            Feast::Fixed(month, day) => return calendar::day(year, month, day),
            Feast::Easter(on) => calendar::plus_days(calendar::easter(year)?, i64::from(on)),
            Feast::Orthodox(on) => calendar::plus_days(calendar::orthodox_easter(year)?, i64::from(on)),
            Feast::Nth(place, weekday, month, on) => {
                let found = calendar::nth_weekday(calendar::month_days(year, month)?, place, weekday)?;
                calendar::plus_days(found.first, i64::from(on))
            }
        };
        Some(Days::one(day))
    }
}

/// What a date names inside a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Core {
    Year,
    /// Month and day.
    Day(i8, i8),
    Month(i8),
    Season(Season),
    Quarter(i8),
    Half(i8),
    Feast(Feast),
    /// The nth weekday of a month, from the end when negative.
    NthWeekday(i8, Weekday, i8),
    /// The nth weekday of the year.
    YearWeekday(i8, Weekday),
    /// The nth unit (weeks from Monday, days) of a month, from the end when negative; month 0 is the year.
    NthUnit(i8, Unit, i8),
    /// The week that holds this month and day.
    WeekOf(i8, i8),
    /// The weekend around this month and day.
    WeekendOf(i8, i8),
    IsoWeek(i8),
    /// Day of the year, from 1.
    Ordinal(i16),
    /// So many months that end with this one.
    MonthsTo(i8, i8),
    /// So many days that end with this month and day.
    DaysTo(i8, i8, i8),
    /// So many years on from the year: decades, centuries.
    Years(i16),
}

impl Core {
    /// True for a stretch that is named by its end: what happened in it is told when it is over.
    pub(super) fn is_named_by_end(self) -> bool {
        matches!(self, Core::MonthsTo(..) | Core::DaysTo(..))
    }

    /// The days in `year`, of each reading; none when the year has no such day.
    pub(super) fn days(self, year: i16) -> Vec<Days> {
        if let Core::Season(Season::Winter) = self {
            let winter = |start: i16| -> Option<Days> {
                let first = calendar::month_days(start, 12)?;
                Some(first.join(calendar::month_days(start.checked_add(1)?, 2)?))
            };
            return [winter(year.saturating_sub(1)), winter(year)].into_iter().flatten().collect();
        }
        if let Core::Feast(feast) = self {
            return feast.days(year);
        }
        self.one(year).into_iter().collect()
    }

    fn one(self, year: i16) -> Option<Days> {
        match self {
            Core::Year => calendar::year_days(year),
            Core::Day(month, day) => calendar::day(year, month, day),
            Core::Month(month) => calendar::month_days(year, month),
            Core::Season(Season::Spring) => calendar::months(year, 3, 5),
            Core::Season(Season::Summer) => calendar::months(year, 6, 8),
            Core::Season(_) => calendar::months(year, 9, 11),
            Core::Quarter(n) => calendar::months(year, n * 3 - 2, n * 3),
            Core::Half(n) => calendar::months(year, n * 6 - 5, n * 6),
            Core::Feast(feast) => feast.days(year).first().copied(),
            Core::NthWeekday(place, weekday, month) => {
                calendar::nth_weekday(calendar::month_days(year, month)?, place, weekday)
            }
            Core::YearWeekday(place, weekday) => calendar::nth_weekday(calendar::year_days(year)?, place, weekday),
            Core::NthUnit(place, unit, month) => {
                let whole = if month == 0 { calendar::year_days(year)? } else { calendar::month_days(year, month)? };
                nth_unit(whole, place, unit)
            }
            Core::WeekOf(month, day) => Some(calendar::unit_of(calendar::day(year, month, day)?.first, Unit::Week)),
            Core::WeekendOf(month, day) => {
                let date = calendar::day(year, month, day)?.first;
                // A Monday to Wednesday is nearer to the weekend before it.
                let near =
                    if date.weekday().to_monday_zero_offset() < 2 { calendar::plus_days(date, -3) } else { date };
                Some(calendar::unit_of(near, Unit::Weekend))
            }
            Core::IsoWeek(week) => calendar::iso_week(year, week),
            Core::Ordinal(n) => {
                let days = Days::one(calendar::plus_days(calendar::year_days(year)?.first, i64::from(n) - 1));
                (n > 0 && days.first.year() == year).then_some(days)
            }
            Core::MonthsTo(count, month) => {
                let end = calendar::month_days(year, month)?;
                Some(Days { first: calendar::plus_months(end.first, 1 - i64::from(count)), last: end.last })
            }
            Core::DaysTo(count, month, day) => {
                let last = calendar::day(year, month, day)?.first;
                Some(Days { first: calendar::plus_days(last, 1 - i64::from(count)), last })
            }
            Core::Years(count) => calendar::years(year, year.checked_add(count - 1)?),
        }
    }
}

/// The `place`th week, weekend, day or month of `whole`; weeks are those that have their Thursday in it.
pub(super) fn nth_unit(whole: Days, place: i8, unit: Unit) -> Option<Days> {
    let steps = i64::from(if place > 0 { place - 1 } else { place + 1 });
    let (from, to) = (whole.first, whole.last);
    let week = |thursday: jiff::civil::Date| Days {
        first: calendar::plus_days(thursday, -3),
        last: calendar::plus_days(thursday, 3),
    };
    let found = match unit {
        Unit::Day if place > 0 => Days::one(calendar::plus_days(from, steps)),
        Unit::Day => Days::one(calendar::plus_days(to, steps)),
        Unit::Week | Unit::Workweek if place > 0 => {
            week(calendar::plus_days(calendar::weekday_from(from, Weekday::Thursday), steps * 7))
        }
        Unit::Week | Unit::Workweek => {
            week(calendar::plus_days(calendar::weekday_until(to, Weekday::Thursday), steps * 7))
        }
        Unit::Weekend => {
            let saturday = if place > 0 {
                calendar::weekday_from(from, Weekday::Saturday)
            } else {
                calendar::weekday_until(to, Weekday::Saturday)
            };
            calendar::unit_of(calendar::plus_days(saturday, steps * 7), Unit::Weekend)
        }
        Unit::Month | Unit::Quarter | Unit::Half | Unit::Year | Unit::Decade => {
            let start = if place > 0 { from } else { to };
            calendar::unit_of(calendar::plus_units(start, unit, steps), unit)
        }
        _ => return None,
    };
    (place != 0 && whole.overlaps(found)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let part = |part: Part, days: Option<Days>| {
            let days = part.of(days.unwrap());
            format!("{} {}", days.first, days.last)
        };
        assert_eq!(part(Part::Late, calendar::month_days(2003, 9)), "2003-09-16 2003-09-30");
        assert_eq!(part(Part::Early, calendar::year_days(2008)), "2008-01-01 2008-05-25");
        assert_eq!(part(Part::Late, calendar::years(1990, 1999)), "1996-01-01 1999-12-31");
        assert_eq!(part(Part::Mid, calendar::month_days(2003, 2)), "2003-02-09 2003-02-22");
    }

    #[test]
    fn feasts() {
        for (rule, day) in [
            ("12-25", "2013-12-25"),
            ("easter-2", "2013-03-29"),
            ("orthodox+0", "2013-05-05"),
            ("4 thu 11", "2013-11-28"),
            ("4 thu 11 +1", "2013-11-29"),
            ("-1 mon 5", "2013-05-27"),
        ] {
            let feast = Feast::parse(rule).unwrap();
            assert_eq!(Core::Feast(feast).days(2013)[0].first.to_string(), day, "{rule}");
        }
        assert_eq!(Feast::parse("someday"), None);
    }
}
