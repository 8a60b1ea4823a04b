//! Dates that are counted from another day: `last month`, `two years later`, `Tuesday`.

use super::calendar;
use super::calendar::Days;
use super::calendar::Unit;
use super::pattern::Core;
use super::pattern::nth_unit;
use super::value::Grain;
use jiff::civil;
use jiff::civil::Weekday;

/// How a date is counted from another; equal for expressions of the same wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rel {
    /// The unit so many steps away: `this week` 0, `last year` -1, `tomorrow`.
    Unit(Unit, i32),
    /// Several units up to the day or on from it: `the past two weeks` -2.
    Units(Unit, i32),
    /// `three weeks ago` -3, `in two years` 2.
    Offset(Unit, i32),
    /// A weekday by name: bare, `last` -1, `this` 0, `next` 1.
    Weekday(Weekday, Option<i32>),
    /// The weekday of the week so many steps away.
    WeekdayOf(Weekday, i32),
    /// `last September`, `next Christmas`, `this summer`.
    Core(Core, i32),
    /// `March last year`.
    CoreOf(Core, i32),
    /// `the 20th of next month`.
    DayOf(i8, i32),
    /// `the 20th`.
    Day(i8),
    /// `Tuesday the 19th`.
    WeekdayDay(Weekday, i8),
    /// `later this year`; true for what is to come.
    Rest(Unit, bool),
    /// `the first week of last month`.
    NthOf(i8, Unit, Unit, i32),
    /// `the first Monday of this month`.
    NthWeekdayOf(i8, Weekday, i32),
}

/// When the sentence tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tense {
    Past,
    Future,
    #[default]
    Unclear,
}

impl Rel {
    pub(super) fn grain(self) -> Grain {
        match self {
            Rel::Unit(unit, _) | Rel::Units(unit, _) | Rel::Rest(unit, _) | Rel::NthOf(_, unit, ..) => Grain::of(unit),
            Rel::Offset(unit, _) => Grain::of(unit),
            Rel::Core(core, _) | Rel::CoreOf(core, _) => Grain::of_core(core),
            _ => Grain::Day,
        }
    }

    /// True when it names days that lie apart and the one meant cannot be told: `Tuesday`, `the 20th`.
    fn is_one_of_many(self) -> bool {
        matches!(
            self,
            Rel::Weekday(..)
                | Rel::WeekdayOf(..)
                | Rel::Day(_)
                | Rel::WeekdayDay(..)
                | Rel::Core(..)
                | Rel::NthWeekdayOf(..)
        )
    }

    /// The days it can mean when counted from any day of `from`, likeliest first; true when they hang on which.
    pub(super) fn days(self, from: Days, tense: Tense) -> (Vec<Days>, bool) {
        let first = self.counted_from(from.first, tense);
        if from.first == from.last {
            return (first, false);
        }
        let last = self.counted_from(from.last, tense);
        if first == last {
            return (first, false);
        }
        if self.is_one_of_many() {
            // Each of them, for `last Wednesday` in a document of which only the month is known; a document known to
            // the year or worse cannot say.
            if from.count() > 62 {
                return (Vec::new(), true);
            }
            let mut found = Vec::new();
            for step in 0..from.count() {
                found.extend(self.counted_from(calendar::plus_days(from.first, step), tense));
            }
            found.sort();
            found.dedup();
            return (found, true);
        }
        let hull = first.iter().chain(&last).copied().reduce(Days::join);
        (hull.into_iter().collect(), true)
    }

    fn counted_from(self, t: civil::Date, tense: Tense) -> Vec<Days> {
        let away = |unit: Unit, steps: i32| calendar::unit_of(calendar::plus_units(t, unit, i64::from(steps)), unit);
        let one = |date: civil::Date| vec![Days::one(date)];
        match self {
            Rel::Unit(Unit::Weekend, 0) => {
                // On a Tuesday, "the weekend" of what happened is the last one.
                let (this, last) = (step(t, Unit::Weekend, 0), step(t, Unit::Weekend, -1));
                match tense {
                    _ if this.contains(Days::one(t)) => vec![this],
                    Tense::Past => vec![last, this],
                    Tense::Future => vec![this],
                    Tense::Unclear => vec![this, last],
                }
            }
            Rel::Unit(unit, steps) => vec![step(t, unit, steps)],
            Rel::Units(unit, count) => {
                let other = calendar::plus_units(t, unit, i64::from(count));
                let (rolling, whole) = if count < 0 {
                    let end = calendar::plus_days(calendar::unit_of(t, unit).first, -1);
                    (Days { first: other, last: t }, Days { first: away(unit, count).first, last: end })
                } else {
                    let start = calendar::plus_days(calendar::unit_of(t, unit).last, 1);
                    (Days { first: t, last: other }, Days { first: start, last: away(unit, count).last })
                };
                if whole.first <= whole.last && whole != rolling { vec![rolling, whole] } else { vec![rolling] }
            }
            Rel::Offset(unit, count) => offset(Days::one(t), unit, count),
            Rel::Weekday(weekday, None) => {
                let (before, after) = (calendar::weekday_until(t, weekday), calendar::weekday_from(t, weekday));
                match tense {
                    Tense::Past => one(before),
                    Tense::Future => one(after),
                    // The day itself: seven days either way are as likely as none.
                    Tense::Unclear if before == after => {
                        [before, calendar::plus_days(t, 7), calendar::plus_days(t, -7)].map(Days::one).to_vec()
                    }
                    Tense::Unclear => vec![Days::one(before), Days::one(after)],
                }
            }
            Rel::Weekday(weekday, Some(steps)) => {
                let week = calendar::unit_of(t, Unit::Week).first;
                let of_week = calendar::weekday_from(calendar::plus_days(week, i64::from(steps) * 7), weekday);
                let near = match steps {
                    ..0 => calendar::weekday_until(calendar::plus_days(t, -1 - 7 * (-i64::from(steps) - 1)), weekday),
                    0 => of_week,
                    1.. => calendar::weekday_from(calendar::plus_days(t, 1 + 7 * (i64::from(steps) - 1)), weekday),
                };
                if near == of_week { one(near) } else { vec![Days::one(near), Days::one(of_week)] }
            }
            Rel::WeekdayOf(weekday, steps) => one(calendar::weekday_from(away(Unit::Week, steps).first, weekday)),
            Rel::Core(core, steps) => named(core, t, steps),
            Rel::CoreOf(core, steps) => core.days(calendar::plus_units(t, Unit::Year, i64::from(steps)).year()),
            Rel::DayOf(day, steps) => {
                let month = away(Unit::Month, steps).first;
                calendar::day(month.year(), month.month(), day).into_iter().collect()
            }
            Rel::Day(day) => by_tense(tense, t, |steps| {
                let month = away(Unit::Month, steps).first;
                calendar::day(month.year(), month.month(), day)
            }),
            Rel::WeekdayDay(weekday, day) => by_tense(tense, t, |steps| {
                let month = away(Unit::Month, steps).first;
                calendar::day(month.year(), month.month(), day).filter(|days| days.first.weekday() == weekday)
            }),
            Rel::Rest(unit, to_come) => {
                let whole = calendar::unit_of(t, unit);
                vec![if to_come { Days { first: t, ..whole } } else { Days { last: t, ..whole } }]
            }
            Rel::NthOf(place, unit, of, steps) => nth_unit(away(of, steps), place, unit).into_iter().collect(),
            Rel::NthWeekdayOf(place, weekday, steps) => {
                calendar::nth_weekday(away(Unit::Month, steps), place, weekday).into_iter().collect()
            }
        }
    }

    /// The days it can mean when counted from a date that was spoken of, as precise as that date.
    pub(super) fn days_from_prior(self, prior: Days, prior_grain: Grain) -> Vec<Days> {
        match self {
            Rel::Offset(unit, count) if Grain::of(unit) <= prior_grain && prior_grain > Grain::Day => {
                let (first, last) = (
                    calendar::plus_units(prior.first, unit, count.into()),
                    calendar::plus_units(prior.last, unit, count.into()),
                );
                let last = if prior.last == prior.last.last_of_month() { last.last_of_month() } else { last };
                if first <= last { vec![Days { first, last }] } else { Vec::new() }
            }
            Rel::Offset(unit, count) => offset(prior, unit, count),
            Rel::Unit(unit, steps) => {
                let from = if steps < 0 { prior.first } else { prior.last };
                vec![step(from, unit, steps)]
            }
            Rel::Core(core, 0) => {
                // The nearest: `that summer`.
                let year = prior.first.year();
                let mut found: Vec<Days> = (year - 1..=year + 1).flat_map(|year| core.days(year)).collect();
                found.sort_by_key(|days| {
                    let gap =
                        if days.overlaps(prior) { 0 } else { calendar::days_between(prior.last, days.first).abs() };
                    (gap, days.first)
                });
                found.truncate(1);
                found
            }
            _ => self.days(prior, Tense::Unclear).0,
        }
    }
}

/// The unit `steps` away from the one that `t` lies in.
fn step(t: civil::Date, unit: Unit, steps: i32) -> Days {
    if unit == Unit::Workday {
        return Days::one(calendar::plus_days(t, steps.into()));
    }
    calendar::unit_of(calendar::plus_units(calendar::unit_of(t, unit).first, unit, steps.into()), unit)
}

/// The middle day and half a unit around it: `three weeks ago` may be any day of that week. Decades and more are round
/// figures, a fifth either way.
fn offset(from: Days, unit: Unit, count: i32) -> Vec<Days> {
    let Some(count) = Some(count).filter(|count| *count != 0) else { return vec![from] };
    let middle = Days {
        first: calendar::plus_units(from.first, unit, count.into()),
        last: calendar::plus_units(from.last, unit, count.into()),
    };
    let around = match unit {
        Unit::Day | Unit::Workday => 0,
        _ if unit >= Unit::Decade => unit.length() * i64::from(count).abs() / 5,
        _ => unit.length() / 2,
    };
    if around == 0 {
        return vec![middle];
    }
    let mut found = vec![middle.widened(around), middle];
    if unit < Unit::Decade {
        // "ten years ago" is said of the year as well.
        found.push(calendar::unit_of(middle.first, unit));
    }
    found
}

/// `last September`: the latest that has ended before this month, and the one before that when it ended less than two
/// months ago. `next` mirrors it; `this` is the one of this year.
fn named(core: Core, t: civil::Date, steps: i32) -> Vec<Days> {
    let year = t.year();
    let all: Vec<Days> = (year.saturating_sub(2)..=year.saturating_add(2)).flat_map(|year| core.days(year)).collect();
    match steps {
        ..0 => {
            let mut before: Vec<Days> = all.into_iter().filter(|days| days.last < t).collect();
            before.sort_by_key(|days| std::cmp::Reverse(days.last));
            let recent = before.first().is_some_and(|days| calendar::days_between(days.last, t) < 61);
            before.truncate(if recent && Grain::of_core(core) > Grain::Day { 2 } else { 1 });
            before
        }
        0 => {
            let mut found = core.days(year);
            found.sort_by_key(|days| !days.contains(Days::one(t)));
            // In January, "this summer" may be the one that was.
            if !matches!(core, Core::Month(_)) && !found.iter().any(|days| days.contains(Days::one(t))) {
                let is_ahead = found.iter().any(|days| days.first > t);
                let other = if is_ahead { year.saturating_sub(1) } else { year.saturating_add(1) };
                found.extend(core.days(other));
            }
            found
        }
        1.. => {
            let mut after: Vec<Days> = all.into_iter().filter(|days| days.first > t).collect();
            after.sort_by_key(|days| days.first);
            let soon = after.first().is_some_and(|days| calendar::days_between(t, days.first) < 61);
            after.truncate(if soon && Grain::of_core(core) > Grain::Day { 2 } else { 1 });
            after
        }
    }
}

/// The nearest before or after `t`, or both, by tense; `find` gives the one of the month so many steps away. A year
/// either way is looked through: a weekday falls on a given day of the month in at least one month of every year.
fn by_tense(tense: Tense, t: civil::Date, find: impl Fn(i32) -> Option<Days>) -> Vec<Days> {
    let before = (-14..=0).rev().filter_map(&find).find(|days| days.first <= t);
    let after = (0..=14).filter_map(&find).find(|days| days.first >= t);
    let mut found: Vec<Days> = match tense {
        Tense::Past => before.into_iter().collect(),
        Tense::Future => after.into_iter().collect(),
        Tense::Unclear => before.into_iter().chain(after).collect(),
    };
    found.dedup();
    found
}
