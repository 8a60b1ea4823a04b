//! Days by name: month and day in either order, the year after them, the weekday before them.

use super::atom::Atom;
use super::atom::Meaning;
use super::bare_year;
use super::calendar::Unit;
use super::counted;
use super::numeric;
use super::pattern::Core;
use super::relative::Rel;
use super::scan::Scan;
use super::scan::YearOf;
use super::words::AD;
use super::words::AND;
use super::words::BC;
use super::words::COUNTED_AFTER;
use super::words::DOUBTFUL;
use super::words::EVERY;
use super::words::LAST;
use super::words::NEXT;
use super::words::OF;
use super::words::PLURAL;
use super::words::THE;
use super::words::THIS;
use super::words::TO;
use super::words::YEAR_CUE;

/// A year that follows a day, month or season: `2008`, `, 2008`, `of 2008`, `'08`; with its era.
pub(super) fn year_after(scan: &Scan, at: usize) -> Option<(YearOf, usize)> {
    let mut next = at;
    next += usize::from(scan.is(next, ","));
    next += usize::from(scan.has(next, OF) && scan.year(next + 1).is_some());
    let (year, end) = scan.year(next)?;
    // "On 4 May 2000 people": a comma-less round figure before what is counted is a count.
    if next == at && bare_year::is_counted_after_date(scan, next, end, year) {
        return None;
    }
    Some(era(scan, year, end))
}

/// Reads on over `BC` or `AD`.
pub(super) fn era(scan: &Scan, year: YearOf, end: usize) -> (YearOf, usize) {
    if let YearOf::Given(year) = year {
        // "476 ad" is no era, "476 a.d." is.
        let is_upper = scan.token(end).is_some_and(|token| token.is_upper()) || scan.text(end).contains('.');
        if is_upper && scan.has(end, BC) {
            return (YearOf::Given(1 - year), end + 1);
        }
        if is_upper && scan.has(end, AD) {
            return (YearOf::Given(year), end + 1);
        }
    }
    (year, end)
}

/// Two figures as a year at the end of a date: `15 April 87`, `17 Oct 08`. Only where nothing can be counted.
pub(super) fn short_year(scan: &Scan, at: usize) -> Option<(YearOf, usize)> {
    let (number, length) = scan.figures(at)?;
    let stops = !scan.is_word(at + 1) && !scan.is_dash(at + 1) && scan.is_free(at, at + 1);
    (length == 2 && stops && !scan.is(at + 1, ":")).then_some((YearOf::Short(number as i8), at + 1))
}

/// `October 16, 2008`, `October 11-13`, `March 2003`, `May '08`, `the April sun` is none.
pub(super) fn by_month(scan: &Scan, at: usize) -> Option<Atom> {
    let (month, after) = scan.month(at)?;
    let sense = scan.sense(at);
    let is_short_name = sense.has(DOUBTFUL);
    let capital = scan.is_capital(at);
    let day_at = {
        let next = scan.skip(after, ",");
        scan.skip_the(next)
    };
    if let Some((day, end, has_ending)) = month_day(scan, day_at, after) {
        // "may 5 people": a verb. "may the eleventh": a day.
        if capital
            || has_ending
            || super::atom::is_alone(scan, at, end)
            || year_after(scan, end).is_some()
            || !is_short_name
            || scan.text(at).len() > 3 && scan.text(at) != "may" && scan.text(at) != "march"
        {
            return Some(days_of_month(scan, at, month, day, end));
        }
        return None;
    }
    if let Some((year, end)) = year_after(scan, after) {
        // "june 2016" in a hasty text; "march 2000 miles" and "may 2016" are verbs.
        if capital || !is_short_name || scan.text(at).len() > 3 && scan.text(at) != "march" {
            return Some(Atom::calendar(at, end, Core::Month(month), year));
        }
    }
    // "Dec-2018"
    if scan.is_dash(after)
        && scan.is_glued(after)
        && let Some((year, end)) = scan.year(after + 1)
    {
        if let Some((day, end)) = dashed_day(scan, end) {
            return Some(Atom::calendar(at, end, Core::Day(month, day), year));
        }
        return Some(Atom::calendar(at, end, Core::Month(month), year));
    }
    if !capital {
        return None;
    }
    let before = scan.before(at);
    let has_cue = before.has(YEAR_CUE) || before.has(THIS) || before.has(EVERY);
    let alone = scan.first == at && scan.end <= after + 1;
    let names_a_person = scan.is_capital(at + 1) && scan.is_word(at + 1) && is_short_name;
    let is_name = names_a_person
        || (scan.is_capital(at.wrapping_sub(1)) && scan.is_word(at.wrapping_sub(1)) && !has_cue && at > scan.first);
    let strong = !is_short_name && !scan.token(at)?.is_upper();
    if before.has(EVERY) {
        return None;
    }
    // "May" and "March" open sentences as verbs; short names of other months stand in tables.
    let accepted = alone || (has_cue && !is_name) || (strong && !is_name) || (has_cue && !is_short_name);
    accepted.then(|| Atom::calendar(at, after, Core::Month(month), YearOf::Open))
}

/// A day after a month: not the hour of a clock, not the start of a count.
pub(super) fn month_day(scan: &Scan, at: usize, after: usize) -> Option<(i8, usize, bool)> {
    let (day, end, has_ending) = match scan.day(at) {
        Some(found) => found,
        None => {
            // "Nov/2", "Oct-2"
            let joined = matches!(scan.text(after), "/" | "-") && scan.is_glued(after) && scan.is_glued(after + 1);
            let (day, length) = scan.figures(after + 1).filter(|_| joined)?;
            let fits = (1..=31).contains(&day) && length <= 2 && !scan.is_glued(after + 2);
            return fits.then_some((day as i8, after + 2, false));
        }
    };
    if scan.clock(at).is_some() || at > after && scan.is(after, ",") && !has_ending {
        return None;
    }
    // In words only as a place in a row: "May first", not "May one".
    let counts = !has_ending && scan.has(end, COUNTED_AFTER);
    // "the March first quarter results", "May Second Street"
    let unit = scan.sense(end).unit.is_some() && !scan.is_number(at);
    (!counts && !unit).then_some((day, end, has_ending))
}

/// After month and day: another day (`11-13`, `3 and 4`), a time, the year.
pub(super) fn days_of_month(scan: &Scan, start: usize, month: i8, day: i8, end: usize) -> Atom {
    if let Some((last, end)) = second_day(scan, end) {
        let (year, end) = year_after(scan, end).unwrap_or((YearOf::Open, end));
        return Atom::new(start, end, Meaning::Range(Core::Day(month, day), Core::Day(month, last), year));
    }
    let core = Core::Day(month, day);
    if let Some((year, end)) = year_after(scan, end) {
        return Atom::calendar(start, end, core, year);
    }
    // "Fri Oct 17 00:00:00 +0200 2008"
    let clock = scan.clock(end).filter(|end| matches!(scan.year(*end), Some((YearOf::Given(_), _))));
    if let Some((year, end)) = clock.and_then(|end| scan.year(end)) {
        return Atom::calendar(start, end, core, year);
    }
    let short = if scan.is(end, ",") { None } else { dashed(scan, end).and_then(|next| short_year(scan, next)) };
    match short {
        Some((year, end)) => Atom::calendar(start, end, core, year),
        None => Atom::calendar(start, end, core, YearOf::Open),
    }
}

pub(super) fn dashed(scan: &Scan, at: usize) -> Option<usize> {
    (scan.is_dash(at) && scan.is_glued(at) && scan.is_glued(at + 1)).then_some(at + 1)
}

pub(super) fn dashed_day(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let (day, end, _) = scan.day(dashed(scan, at)?)?;
    Some((day, end))
}

/// The last day of `11-13`, `9th through 17th`, `3 and 4`: a day that no month of its own follows.
pub(super) fn second_day(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let is_dash = scan.is_dash(at);
    let is_to = scan.has(at, TO);
    let is_and = scan.has(at, AND);
    if !is_dash && !is_to && !is_and {
        return None;
    }
    let next = scan.skip_the(at + 1);
    let (day, end, has_ending) = scan.day(next)?;
    let month_follows = scan.month(end).is_some() || scan.has(end, OF) && scan.month(scan.skip_the(end + 1)).is_some();
    // "May 3 to 5 people", "on May 3 and 12 others": only where the sentence rests or the year follows.
    let rests = has_ending && !scan.is_word(end) || !scan.is_word(end) || year_after(scan, end).is_some();
    let rests = rests || (is_dash && !scan.has(end, COUNTED_AFTER));
    // "2008-10-17": figures that lead on.
    let leads_on = scan.is_glued(end) && (scan.is_dash(end) || scan.is(end, "/"));
    (!month_follows && rests && !leads_on && scan.clock(next).is_none()).then_some((day, end))
}

/// `17 October 2008`, `17th of October`, `3 to 4 May`, `17-Oct-08`.
pub(super) fn day_month(scan: &Scan, start: usize) -> Option<Atom> {
    let (day, end, _) = scan.day(start).or_else(|| {
        // "22april" and "31/Oct/1974" have something glued on.
        let (day, length) = scan.figures(start)?;
        let joined = scan.is_glued(start + 1) && (scan.month(start + 1).is_some() || scan.is(start + 1, "/"));
        ((1..=31).contains(&day) && length <= 2 && joined).then_some((day as i8, start + 1, false))
    })?;
    let month_at = |at: usize| {
        let at = at + usize::from(matches!(scan.text(at), "-" | "/" | "." | ",") && scan.is_glued(at));
        let at = at + usize::from(scan.has(at, OF));
        let at = scan.skip_the(at);
        // "the first of the May bank holidays" is fine; "12 may leave" is none.
        let plain = scan.is_capital(at) || !matches!(scan.text(at), "may" | "march" | "mar" | "dec");
        let ordinal = scan.has(at.wrapping_sub(1), OF);
        scan.month(at).filter(|_| plain || ordinal)
    };
    if let Some((month, after)) = month_at(end) {
        let joined = dashed(scan, after).or_else(|| (scan.is(after, "/") && scan.is_glued(after)).then_some(after + 1));
        let year = joined.and_then(|next| scan.joined_year(next).or_else(|| short_year(scan, next)));
        let of = after + usize::from(scan.has(after, OF));
        let year = year.or_else(|| year_after(scan, after)).or_else(|| short_year(scan, of));
        let (year, end) = year.unwrap_or((YearOf::Open, after));
        return Some(Atom::calendar(start, end, Core::Day(month, day), year));
    }
    let is_range = scan.is_dash(end) || scan.has(end, TO) || scan.has(end, AND);
    if !is_range {
        return None;
    }
    let (last, after, _) = scan.day(scan.skip_the(end + 1))?;
    let (month, after) = month_at(after)?;
    let (year, end) = year_after(scan, after).unwrap_or((YearOf::Open, after));
    Some(Atom::new(start, end, Meaning::Range(Core::Day(month, day), Core::Day(month, last), year)))
}

/// `Tuesday, October 16, 2008`, `Tuesday the 19th`, `Wednesday of next week`, `Fridays`.
pub(super) fn by_weekday(scan: &Scan, start: usize) -> Option<Atom> {
    let (weekday, end, is_sure) = scan.weekday(start)?;
    if scan.has(start, PLURAL) {
        return Some(Atom::new(start, end, Meaning::Recurring(Rel::Weekday(weekday, None))));
    }
    // "Tuesday morning, 3 May" and "Wednesday night"
    let after = end + usize::from(is_part_of_day(scan.text(end)));
    for next in [end, after] {
        let next = next + usize::from(scan.is(next, ",") || scan.is(next, "("));
        let next = next + usize::from(scan.text(next).eq_ignore_ascii_case("on"));
        let next = scan.skip_the(next);
        let inner = if scan.is_number(next) || scan.sense(next).ordinal > 0 || scan.sense(next).tens > 0 {
            numeric::numeric(scan, next).or_else(|| day_month(scan, next))
        } else if scan.sense(next).month > 0 {
            by_month(scan, next)
        } else {
            None
        };
        let is_day = |atom: &Atom| {
            let core = match &atom.meaning {
                Meaning::Calendar(core, _) | Meaning::Either(core, ..) | Meaning::Range(core, ..) => core,
                _ => return false,
            };
            matches!(core, Core::Day(..))
        };
        if let Some(inner) = inner.filter(is_day) {
            return Some(Atom { start, weekday: Some(weekday), ..inner });
        }
        if let Some((day, end, has_ending)) = scan.day(next)
            && has_ending
            && !(scan.is_word(end) && scan.sense(end).unit.is_some())
            && scan.clock(next).is_none()
        {
            return Some(Atom::new(start, end, Meaning::Deictic(Rel::WeekdayDay(weekday, day))));
        }
    }
    let next = end + usize::from(scan.has(end, OF) || scan.is(end, ","));
    if let Some((steps, end)) = counted::this_unit(scan, next, Unit::Week).filter(|_| !scan.has(next, THE)) {
        return Some(Atom::new(start, end, Meaning::Deictic(Rel::WeekdayOf(weekday, steps))));
    }
    // "Wednesday after next", "Sunday before last"
    let next = scan.skip(end, ",");
    if let Some((end, steps)) = scan.phrase(&scan.words.two_away, next).filter(|_| is_sure) {
        return Some(Atom::new(start, end, Meaning::Deictic(Rel::Weekday(weekday, Some(steps.into())))));
    }
    // "Bloody Sunday", "Sheffield Wednesday": a name.
    let before = scan.before(start);
    let is_named = start > scan.first
        && scan.is_word(start - 1)
        && scan.is_capital(start - 1)
        && start - 1 > scan.prose.sentences.get(scan.prose.sentence_at(scan.token(start)?.start()))?.tokens.start
        && !(before.has(THIS) || before.has(LAST) || before.has(NEXT) || before.has(YEAR_CUE) || before.month > 0);
    let is_full =
        is_sure && (scan.is_capital(start) || scan.text(start).len() > 5 || super::atom::is_alone(scan, start, end));
    (is_full && !is_named).then(|| Atom::new(start, end, Meaning::Deictic(Rel::Weekday(weekday, None))))
}

pub(super) fn is_part_of_day(text: &str) -> bool {
    matches!(text, "morning" | "afternoon" | "evening" | "night" | "noon" | "midday")
}
