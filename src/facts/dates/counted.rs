//! Dates counted from another day, as they are written: `last month`, `two years later`, `the past decade`.

use super::atom;
use super::atom::Atom;
use super::atom::Meaning;
use super::calendar::Unit;
use super::day;
use super::pattern::Core;
use super::relative::Rel;
use super::scan::Count;
use super::scan::Scan;
use super::stretch;
use super::value::Bound;
use super::words::DOUBTFUL;
use super::words::EVERY;
use super::words::FEAST_NOUN;
use super::words::FOLLOWING;
use super::words::LAST;
use super::words::NEXT;
use super::words::OF;
use super::words::PLURAL;
use super::words::SOME;
use super::words::THAT;
use super::words::THE;
use super::words::THIS;

/// A date that starts with `this`, `last`, `next`, `that`, `the`, `every`, `earlier`, `later`.
pub(super) fn counted(scan: &Scan, at: usize) -> Option<Atom> {
    let sense = scan.sense(at);
    if sense.has(EVERY) {
        return habit(scan, at);
    }
    if let Some(found) = rest_of(scan, at) {
        return Some(found);
    }
    if sense.has(THE) {
        return after_the(scan, at);
    }
    if sense.has(THAT) {
        return that(scan, at);
    }
    if let Some(steps) = direction(scan, at) {
        // "last Sunday of March 2014" is no date counted from today.
        return last_of(scan, at, at)
            .or_else(|| stepped(scan, at, at + 1, steps, false))
            .or_else(|| several(scan, at, at + 1, steps));
    }
    if sense.unit.is_some() {
        return unit_of_day(scan, at, at);
    }
    ago(scan, at)
}

fn direction(scan: &Scan, at: usize) -> Option<i32> {
    let sense = scan.sense(at);
    if sense.has(LAST) {
        Some(-1)
    } else if sense.has(NEXT) {
        Some(1)
    } else if sense.has(THIS) {
        // "this past Friday", "this coming week"
        Some(0)
    } else {
        None
    }
}

/// `next week`, `of the current month`, `the year`: how many steps away, and where it ends.
pub(super) fn this_unit(scan: &Scan, at: usize, unit: Unit) -> Option<(i32, usize)> {
    let the = scan.has(at, THE);
    let next = scan.skip_the(at);
    let is_unit = |at: usize| scan.sense(at).unit == Some(unit);
    if let Some(steps) = direction(scan, next) {
        return is_unit(next + 1).then_some((steps, next + 2));
    }
    (the && is_unit(next) && scan.year(next + 1).is_none()).then_some((0, next + 1))
}

/// After `this`, `last` or `next`: a unit, weekday, month, season or holiday.
fn stepped(scan: &Scan, start: usize, at: usize, steps: i32, with_the: bool) -> Option<Atom> {
    let sense = scan.sense(at);
    // "this past Friday", "this coming week"
    if steps == 0
        && let Some(further) = direction(scan, at).filter(|steps| *steps != 0)
    {
        return stepped(scan, start, at + 1, further, with_the);
    }
    if let Some((end, feast)) = scan.phrase(&scan.words.feasts, at) {
        let usable = !scan.has(end, FEAST_NOUN);
        return usable.then(|| Atom::new(start, end, Meaning::Deictic(Rel::Core(Core::Feast(feast), steps))));
    }
    if let Some((weekday, end, is_sure)) = scan.weekday(at) {
        let is_habit = scan.has(at, PLURAL);
        let of_next_week = this_unit(scan, end, Unit::Week).is_some();
        let is_sure = is_sure || end > at + 1;
        return (is_sure && !is_habit && !of_next_week)
            .then(|| Atom::new(start, end, Meaning::Deictic(Rel::Weekday(weekday, Some(steps)))));
    }
    if let Some((month, end)) = scan.month(at).filter(|_| scan.is_capital(at)) {
        // "last October 3" and "this May 2008" say more than that.
        if scan.day(end).is_some_and(|(_, end, _)| scan.clock(end).is_none()) || day::year_after(scan, end).is_some() {
            return None;
        }
        return Some(Atom::new(start, end, Meaning::Deictic(Rel::Core(Core::Month(month), steps))));
    }
    if let Some(season) = sense.season {
        let usable = !sense.has(DOUBTFUL) || !scan.has(at + 1, OF);
        return usable.then(|| Atom::new(start, at + 1, Meaning::Deictic(Rel::Core(Core::Season(season), steps))));
    }
    let unit = sense.unit?;
    let text = scan.text(at);
    let end = at + 1;
    if text.ends_with('s') && !text.ends_with("'s") && !text.ends_with("’s") {
        return None;
    }
    // "the last year of the war", "this week in May": counted from something else.
    if scan.has(end, OF) && scan.text(end).eq_ignore_ascii_case("of") {
        return None;
    }
    let is_day = matches!(unit, Unit::Day | Unit::Workday);
    if is_day && (steps <= 0 || !with_the) {
        return None;
    }
    if matches!(unit, Unit::Half | Unit::Millennium) {
        return None;
    }
    if unit == Unit::Week {
        let next = end + usize::from(scan.text(end).eq_ignore_ascii_case("on"));
        if let Some((weekday, end, true)) = scan.weekday(next) {
            return Some(Atom::new(start, end, Meaning::Deictic(Rel::WeekdayOf(weekday, steps))));
        }
    }
    if with_the {
        // "the past year": up to now. "the next day", "the previous year": from the day spoken of.
        let meaning = match scan.phrase(&scan.words.from_now, at - 1) {
            Some((_, ..0)) => Meaning::Deictic(Rel::Units(unit, -1)),
            Some((_, steps)) => Meaning::Deictic(Rel::Unit(unit, steps.into())),
            None => Meaning::Prior(Rel::Unit(unit, steps), !is_day),
        };
        return Some(Atom::new(start, end, meaning));
    }
    Some(Atom::new(start, end, Meaning::Deictic(Rel::Unit(unit, steps))))
}

/// `the past two weeks`, `next 3 years`, `the last few days`.
fn several(scan: &Scan, start: usize, at: usize, steps: i32) -> Option<Atom> {
    let (steps, at) = match direction(scan, at).filter(|_| steps == 0) {
        Some(further) if further != 0 => (further, at + 1),
        _ => (steps, at),
    };
    let (count, end) = scan.count(at).filter(|_| steps != 0)?;
    let unit = scan.sense(end).unit?;
    // "the last two years of his life"
    if scan.text(end + 1).eq_ignore_ascii_case("of") {
        return None;
    }
    match count {
        Count::Some => Some(Atom::new(start, end + 1, Meaning::Vague)),
        Count::Exact(count) if count > 0 => {
            let count = count.checked_mul(steps)?;
            Some(Atom::new(start, end + 1, Meaning::Deictic(Rel::Units(unit, count))))
        }
        Count::Exact(_) => None,
    }
}

/// `last Sunday of March 2014`, `the last week of this month`.
fn last_of(scan: &Scan, start: usize, at: usize) -> Option<Atom> {
    let is_last = scan.text(at).eq_ignore_ascii_case("last");
    if !is_last || !scan.has(at + 2, OF) {
        return None;
    }
    if let Some((weekday, _, _)) = scan.weekday(at + 1) {
        return stretch::nth_of(
            scan,
            start,
            at + 3,
            |month| Core::NthWeekday(-1, weekday, month),
            |steps| Rel::NthWeekdayOf(-1, weekday, steps),
        );
    }
    let unit = scan
        .sense(at + 1)
        .unit
        .filter(|unit| matches!(unit, Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter))?;
    stretch::nth_of(
        scan,
        start,
        at + 3,
        |month| Core::NthUnit(-1, unit, month),
        |steps| Rel::NthOf(-1, unit, Unit::Month, steps),
    )
}

/// After `the`.
fn after_the(scan: &Scan, start: usize) -> Option<Atom> {
    let at = start + 1;
    let sense = scan.sense(at);
    if let Some(found) = last_of(scan, start, at) {
        return Some(found);
    }
    if sense.has(FOLLOWING) {
        return prior_step(scan, start, at + 1, 1);
    }
    if sense.has(THAT) {
        // "the same day"
        return prior_step(scan, start, at + 1, 0);
    }
    if let Some(steps) = direction(scan, at) {
        if scan.is_word(at + 1) && is_part_of_day_after(scan, at + 1, steps) {
            return Some(Atom::new(start, at + 2, Meaning::Prior(Rel::Unit(Unit::Day, 1), false)));
        }
        return stepped(scan, start, at + 1, steps, true).or_else(|| several(scan, start, at + 1, steps));
    }
    if let Some(found) = up_to(scan, start, at) {
        return Some(found);
    }
    if let Some(found) = after_next(scan, start, at) {
        return Some(found);
    }
    if sense.unit.is_some() {
        return unit_of_day(scan, start, at);
    }
    let inner = atom::atom(scan, at)?;
    // The article belongs to those that lean on it.
    Some(inner)
}

/// `the week after next`, `the year before last`: two steps away.
fn after_next(scan: &Scan, start: usize, at: usize) -> Option<Atom> {
    let unit = scan.sense(at).unit?;
    let (end, steps) = scan.phrase(&scan.words.two_away, at + 1)?;
    let is_whole = matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Year) && is_at_rest(scan, end);
    is_whole.then(|| Atom::new(start, end, Meaning::Deictic(Rel::Unit(unit, steps.into()))))
}

/// `within three weeks`, `within a year`; not `within two days of the vote`, which is counted from there.
pub(super) fn within(scan: &Scan, start: usize, at: usize) -> Option<Atom> {
    let (Count::Exact(count), end) = scan.count(at)? else { return None };
    let unit = scan.sense(end).unit.filter(|_| count > 0)?;
    let rests =
        is_at_rest(scan, end + 1) && !scan.has(end + 1, OF) && scan.phrase(&scan.words.bounds, end + 1).is_none();
    rests.then(|| Atom::new(start, end + 1, Meaning::Prior(Rel::Units(unit, count), true)))
}

/// "the next morning"
fn is_part_of_day_after(scan: &Scan, at: usize, steps: i32) -> bool {
    steps == 1 && day::is_part_of_day(scan.text(at))
}

/// `the 12 months to March`, `the year to 31 March 2020`, `the three months ended June 30`, `the week to 3 May`.
fn up_to(scan: &Scan, start: usize, at: usize) -> Option<Atom> {
    let (count, unit_at) = match scan.count(at) {
        Some((Count::Exact(count), end)) => (count, end),
        _ => (1, at),
    };
    let unit = scan.sense(unit_at).unit?;
    let (end, ()) = scan.phrase(&scan.words.up_to, unit_at + 1)?;
    let last = atom::atom(scan, end)
        .filter(|last| last.grain == super::value::Grain::Day)
        .or_else(|| atom::core_atom(scan, end))?;
    let Meaning::Calendar(core, year) = last.meaning else { return None };
    let months =
        |each: i32| count.checked_mul(each).filter(|months| (2..=60).contains(months)).map(|count| count as i8);
    let months = match unit {
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Half => months(6),
        Unit::Year => months(12),
        _ => None,
    };
    let days = |each: i32| count.checked_mul(each).filter(|days| (2..=100).contains(days)).map(|count| count as i8);
    let days = match unit {
        Unit::Day => days(1),
        Unit::Week => days(7),
        Unit::Fortnight => days(14),
        _ => None,
    };
    let core = match core {
        Core::Month(month) => Core::MonthsTo(months?, month),
        // Months are counted from their ends; a year to 3 May is none of the calendar.
        Core::Day(month, 28..) if months.is_some() => Core::MonthsTo(months?, month),
        Core::Day(month, day) => Core::DaysTo(days?, month, day),
        _ => return None,
    };
    (last.part == super::pattern::Part::Whole).then(|| Atom::calendar(start, last.end, core, year))
}

/// `the week of May 3`, `the day after`, `the year before`, `the weekend`; `day` stands at `at`.
fn unit_of_day(scan: &Scan, start: usize, at: usize) -> Option<Atom> {
    let unit = scan.sense(at).unit?;
    let with_the = start < at;
    let next = at + 1;
    if matches!(unit, Unit::Week | Unit::Weekend) {
        // "the week of May 3", "the week starting on May 3", "week commencing 3 May"
        if let Some((day_at, ())) = scan.phrase(&scan.words.opening, next)
            && let Some(inner) = atom::atom(scan, day_at)
            && let Meaning::Calendar(Core::Day(month, day), year) = inner.meaning
        {
            let core = if unit == Unit::Week { Core::WeekOf(month, day) } else { Core::WeekendOf(month, day) };
            return Some(Atom::calendar(start, inner.end, core, year));
        }
    }
    if !with_the {
        return None;
    }
    // "the weekend": the nearest one.
    let text = scan.text(at);
    if unit == Unit::Weekend && !scan.has(next, OF) && !text.ends_with('s') && is_at_rest(scan, next) {
        return Some(Atom::new(start, next, Meaning::Deictic(Rel::Unit(unit, 0))));
    }
    let (rest, steps) = scan.phrase(&scan.words.beside, next)?;
    let steps = i32::from(steps);
    if matches!(unit, Unit::Half | Unit::Quarter | Unit::Workday | Unit::Workweek) || text.ends_with('s') {
        return None;
    }
    if is_at_rest(scan, rest) {
        return Some(Atom::new(start, rest, Meaning::Prior(Rel::Unit(unit, steps), false)));
    }
    // "the day after Christmas", "the Sunday before the vote" is none.
    let inner =
        atom::atom(scan, rest).filter(|inner| inner.grain <= super::value::Grain::of(unit) || unit == Unit::Day)?;
    let is_plain = matches!(inner.meaning, Meaning::Calendar(..) | Meaning::Deictic(_));
    let end = inner.end;
    is_plain.then(|| Atom::new(start, end, Meaning::From(unit, steps, Box::new(inner))))
}

/// True where the expression can end: no word that it would be the day of follows.
fn is_at_rest(scan: &Scan, at: usize) -> bool {
    if !scan.is_word(at) {
        return !scan.is_number(at);
    }
    scan.phrase(&scan.words.resting, at).is_some()
}

/// `the following week`, `the same year`: a unit, season, month or weekday counted from the date before.
fn prior_step(scan: &Scan, start: usize, at: usize, steps: i32) -> Option<Atom> {
    let sense = scan.sense(at);
    let end = at + 1;
    if let Some((weekday, end, true)) = scan.weekday(at) {
        return Some(Atom::new(start, end, Meaning::Prior(Rel::Weekday(weekday, Some(steps)), false)));
    }
    if let Some((month, end)) = scan.month(at).filter(|_| scan.is_capital(at)) {
        let bare = scan.day(end).is_none() && scan.year(end).is_none();
        return bare.then(|| Atom::new(start, end, Meaning::Prior(Rel::Core(Core::Month(month), steps), false)));
    }
    if let Some(season) = sense.season {
        return Some(Atom::new(start, end, Meaning::Prior(Rel::Core(Core::Season(season), steps), false)));
    }
    if steps == 1 && day::is_part_of_day(scan.text(at)) {
        return Some(Atom::new(start, end, Meaning::Prior(Rel::Unit(Unit::Day, 1), false)));
    }
    if let Some(unit) = sense.unit.filter(|unit| !matches!(unit, Unit::Half | Unit::Millennium)) {
        let text = scan.text(at);
        let is_plural = text.ends_with('s') && !text.ends_with("'s") && !text.ends_with("’s");
        return (!is_plural).then(|| Atom::new(start, end, Meaning::Prior(Rel::Unit(unit, steps), false)));
    }
    // "the following three weeks"
    let (count, end) = scan.count(at)?;
    let unit = scan.sense(end).unit?;
    match count {
        Count::Exact(count) if steps == 1 && count > 0 => {
            Some(Atom::new(start, end + 1, Meaning::Prior(Rel::Units(unit, count), false)))
        }
        _ => Some(Atom::new(start, end + 1, Meaning::Vague)),
    }
}

/// `that year`, `that summer`, `that same day`.
fn that(scan: &Scan, start: usize) -> Option<Atom> {
    let is_same = scan.has(start + 1, THAT);
    let at = start + 1 + usize::from(is_same);
    let sense = scan.sense(at);
    let plain = sense.unit.is_some_and(|unit| !matches!(unit, Unit::Half | Unit::Quarter));
    let season = sense.season.is_some() && (!sense.has(DOUBTFUL) || !scan.is_word(at + 1));
    // "said that Monday was": a conjunction, unless the sentence starts with it.
    let named = (sense.weekday.is_some() || sense.month > 0) && (is_same || scan.is_capital(start));
    if !(plain || season || named || is_same) {
        return None;
    }
    prior_step(scan, start, at, 0)
}

/// `every Friday`, `each year`.
fn habit(scan: &Scan, start: usize) -> Option<Atom> {
    let at = start + 1;
    let sense = scan.sense(at);
    let rel = if let Some((weekday, _, true)) = scan.weekday(at) {
        Rel::Weekday(weekday, None)
    } else if sense.month > 0 && scan.is_capital(at) {
        Rel::Core(Core::Month(sense.month), 0)
    } else if let Some(season) = sense.season {
        Rel::Core(Core::Season(season), 0)
    } else {
        Rel::Unit(sense.unit?, 0)
    };
    Some(Atom::new(start, at + 1, Meaning::Recurring(rel)))
}

/// `earlier this year`, `later this month`, `so far this year`, `the rest of the year`.
fn rest_of(scan: &Scan, start: usize) -> Option<Atom> {
    let word = scan.text(start).to_ascii_lowercase();
    let (to_come, at) = match word.as_str() {
        "earlier" => (false, start + 1),
        "later" => (true, start + 1),
        _ => {
            let (at, to_come) = scan.phrase(&scan.words.rest, start)?;
            // "the rest of week": the article is left out at times.
            let bare = scan.sense(at).unit.filter(|unit| matches!(unit, Unit::Week | Unit::Month | Unit::Year));
            if let Some(unit) = bare.filter(|_| to_come && !scan.has(start, PLURAL)) {
                return Some(Atom::new(start, at + 1, Meaning::Deictic(Rel::Rest(unit, true))));
            }
            (to_come, at)
        }
    };
    let unit_at = at + 1;
    let unit = scan.sense(unit_at).unit?;
    let is_this = scan.has(at, THIS) || (scan.has(at, THE) && at > start + 1);
    // "earlier last year"
    if scan.has(at, LAST) && matches!(word.as_str(), "earlier" | "later") {
        let part = if to_come { super::pattern::Part::Late } else { super::pattern::Part::Early };
        let inner = stepped(scan, start, unit_at, -1, false)?;
        return Some(Atom { start, part, ..inner });
    }
    is_this.then(|| Atom::new(start, unit_at + 1, Meaning::Deictic(Rel::Rest(unit, to_come))))
}

/// `three weeks ago`, `a year later`, `in two weeks`, `two days before Christmas`.
pub(super) fn ago(scan: &Scan, start: usize) -> Option<Atom> {
    let (count, end) = scan.count(start)?;
    // "two upcoming days" has its direction inside.
    let (inner, end) = match direction(scan, end) {
        Some(steps) if steps != 0 => (Some(steps), end + 1),
        _ => (None, end),
    };
    let unit_at = end;
    let sense = scan.sense(unit_at);
    // "3 Fridays from now"
    let unit = sense.unit.or_else(|| sense.weekday.map(|_| Unit::Week))?;
    let next = unit_at + 1;
    let (unit, count, next) = doubled(scan, unit, count, next);
    // "4 to 23 next month": a day of it, not 23 of them.
    if inner.is_some() && count != Count::Exact(1) && !scan.text(unit_at).ends_with('s') {
        return None;
    }
    if let Some(steps) = inner {
        let Count::Exact(count) = count else { return Some(Atom::new(start, next, Meaning::Vague)) };
        return Some(Atom::new(start, next, Meaning::Deictic(Rel::Units(unit, count.checked_mul(steps)?))));
    }
    let made = |end: usize, meaning: &dyn Fn(Rel) -> Meaning, steps: i32| match count {
        Count::Some => Some(Atom::new(start, end, Meaning::Vague)),
        Count::Exact(count) => Some(Atom::new(start, end, meaning(Rel::Offset(unit, count.checked_mul(steps)?)))),
    };
    if let Some((end, steps)) = scan.phrase(&scan.words.from_today, next) {
        let Some(weekday) = sense.weekday else { return made(end, &Meaning::Deictic, steps.into()) };
        let Count::Exact(count @ 1..) = count else { return None };
        let rel = Rel::Weekday(weekday, Some(count.checked_mul(steps.into())?));
        return Some(Atom::new(start, end, Meaning::Deictic(rel)));
    }
    if sense.weekday.is_some() {
        return None;
    }
    if let Some((end, steps)) = scan.phrase(&scan.words.from_then, next) {
        // "a week later than planned"
        return (!scan.text(end).eq_ignore_ascii_case("than"))
            .then(|| made(end, &|rel| Meaning::Prior(rel, false), steps.into()))
            .flatten();
    }
    // "in two weeks": only where the sentence rests; "in two weeks of talks" is how long.
    if scan.text_before(start).eq_ignore_ascii_case("in") && is_near_future(scan, next) {
        let after = if matches!(scan.text(next), "'" | "’") { next + 1 } else { next };
        let end = if scan.text(after).eq_ignore_ascii_case("time") { after + 1 } else { next };
        return made(end, &Meaning::Deictic, 1);
    }
    let (bound_end, bound) = scan
        .phrase(&scan.words.bounds, next)
        .or_else(|| (scan.is(next, "from") || scan.is(next, "following")).then_some((next + 1, Bound::After)))?;
    let steps = match bound {
        Bound::Before => -1,
        Bound::After => 1,
        _ => return None,
    };
    let from = atom::atom(scan, scan.skip_the(bound_end))
        .filter(|from| !matches!(from.meaning, Meaning::Vague | Meaning::From(..)))?;
    let end = from.end;
    match count {
        Count::Some => Some(Atom::new(start, end, Meaning::Vague)),
        Count::Exact(count) => {
            Some(Atom::new(start, end, Meaning::From(unit, count.checked_mul(steps)?, Box::new(from))))
        }
    }
}

/// `two decades`, but also `a year and two months`: the second is left to the first's width.
fn doubled(scan: &Scan, unit: Unit, count: Count, next: usize) -> (Unit, Count, usize) {
    if !scan.has(next, super::words::AND) {
        return (unit, count, next);
    }
    let is_half = scan.text(next + 1).eq_ignore_ascii_case("a") && scan.text(next + 2).eq_ignore_ascii_case("half");
    match (scan.count(next + 1), count) {
        (_, Count::Exact(count)) if is_half && unit == Unit::Year => {
            (Unit::Month, Count::Exact(count.saturating_mul(12).saturating_add(6)), next + 3)
        }
        _ if is_half => (unit, Count::Some, next + 3),
        (Some((Count::Exact(more), end)), Count::Exact(count))
            if unit == Unit::Year && scan.sense(end).unit == Some(Unit::Month) =>
        {
            (Unit::Month, Count::Exact(count.saturating_mul(12).saturating_add(more)), end + 1)
        }
        _ => (unit, count, next),
    }
}

fn is_near_future(scan: &Scan, at: usize) -> bool {
    let rests = !scan.is_word(at) && !scan.is_dash(at) || matches!(scan.text(at), "when" | "time" | "and");
    rests && !scan.has(at, SOME)
}
