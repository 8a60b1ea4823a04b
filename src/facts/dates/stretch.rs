//! Stretches that are counted: the 17th century, the 1990s, the first week of May, the last Sunday of March.

use super::atom::Atom;
use super::atom::Meaning;
use super::atom::core_atom;
use super::calendar::Unit;
use super::counted;
use super::day::year_after;
use super::pattern::Core;
use super::pattern::Part;
use super::relative::Rel;
use super::scan::Scan;
use super::scan::YearOf;
use super::value::Grain;
use super::words::AND;
use super::words::BC;
use super::words::DOUBTFUL;
use super::words::LAST;
use super::words::OF;
use super::words::THE;
use super::words::TO;
use super::words::YEAR_CUE;

/// `17th century`, `the nineteenth century BC`.
pub(super) fn century(scan: &Scan, start: usize, place: i8, end: usize) -> Option<Atom> {
    let unit_at = end + usize::from(scan.is_dash(end));
    let unit = scan.sense(unit_at).unit.filter(|unit| matches!(unit, Unit::Century | Unit::Millennium));
    // "from the 15th to the 19th century"
    let size = match unit {
        Some(Unit::Century) => 100,
        Some(_) => 1000,
        None => {
            let joins = scan.is_dash(end) || scan.has(end, TO) || scan.has(end, AND);
            let (_, next) = scan.ordinal(scan.skip_the(end + 1)).filter(|_| joins && place > 2)?;
            let next = next + usize::from(scan.is_dash(next));
            let found = scan.sense(next).unit == Some(Unit::Century);
            return found
                .then(|| Atom::calendar(start, end, Core::Years(100), YearOf::Given((i16::from(place) - 1) * 100)));
        }
    };
    let first = i16::from(place).checked_sub(1)?.checked_mul(size)?;
    let is_upper = scan.token(unit_at + 1).is_some_and(|token| token.is_upper());
    if is_upper && scan.has(unit_at + 1, BC) {
        let first = first.checked_add(size)?.checked_neg()?.checked_add(1)?;
        return Some(Atom::calendar(start, unit_at + 2, Core::Years(size), YearOf::Given(first)));
    }
    (place <= 30).then(|| Atom::calendar(start, unit_at + 1, Core::Years(size), YearOf::Given(first)))
}

/// `1990s`, `1990's`, `the 1800s`.
pub(super) fn decade(scan: &Scan, at: usize) -> Option<Atom> {
    let (number, 4) = scan.figures(at)? else { return None };
    let end = plural_end(scan, at + 1)?;
    let is_century = number % 100 == 0;
    let fits = (1000..=2990).contains(&number) && number % 10 == 0;
    // "the 2000s" are ten years to most writers, "the 1800s" a hundred.
    let size = if is_century && number < 2000 { 100 } else { 10 };
    fits.then(|| Atom::calendar(at, end, Core::Years(size), YearOf::Given(number as i16)))
}

pub(super) fn plural_end(scan: &Scan, at: usize) -> Option<usize> {
    let next = at + usize::from(matches!(scan.text(at), "'" | "’") && scan.is_glued(at));
    (scan.is(next, "s") && scan.is_glued(next)).then_some(next + 1)
}

/// `'90s`, `90s`, `the nineties`: `at` is the number or word; an apostrophe before it belongs to it.
pub(super) fn short_decade(scan: &Scan, at: usize) -> Option<Atom> {
    let (number, length) = scan.figures(at)?;
    let has_mark = scan.is_glued(at) && matches!(scan.text_before(at), "'" | "’" | "‘");
    let start = if has_mark { at - 1 } else { at };
    if let Some(end) = plural_end(scan, at + 1) {
        let fits =
            length == 2 && number % 10 == 0 && (has_mark || scan.before(at).has(THE) || scan.before(at).has(DOUBTFUL));
        return fits.then(|| Atom::calendar(start, end, Core::Years(10), YearOf::Short(number as i8)));
    }
    // "in '08"
    let stops = !(scan.is_glued(at + 1) && scan.is_word(at + 1));
    let cued = has_mark && at >= 2 && scan.before(at - 1).has(YEAR_CUE);
    (length == 2 && stops && cued).then(|| Atom::calendar(start, at + 1, Core::Year, YearOf::Short(number as i8)))
}

/// `the sixties`, `the nineteen seventies`.
pub(super) fn spelled_decade(scan: &Scan, at: usize) -> Option<Atom> {
    let with_century = scan.sense(at).cardinal;
    if (11..=20).contains(&with_century) && scan.sense(at + 1).decade > 0 {
        let first = with_century * 100 + i16::from(scan.sense(at + 1).decade);
        return Some(Atom::calendar(at, at + 2, Core::Years(10), YearOf::Given(first)));
    }
    let decade = scan.sense(at).decade;
    let before = scan.before(at);
    // "she is in her sixties" is an age; temperatures are in the eighties without "the" as often as with.
    let cued = before.has(THE) && at >= 2 && (scan.before(at - 1).has(YEAR_CUE) || scan.before(at - 1).has(OF))
        || scan.phrase(&scan.words.parts, at.wrapping_sub(1)).is_some();
    (decade > 0 && cued).then(|| Atom::calendar(at, at + 1, Core::Years(10), YearOf::Short(decade)))
}

/// `first week of October 2014`, `third quarter of 2013`, `last Sunday of March`, `the 20th of next month`.
pub(super) fn nth(scan: &Scan, start: usize, place: i8, end: usize) -> Option<Atom> {
    if let Some(end) = from_the_end(scan, end).filter(|_| place > 0) {
        return nth(scan, start, -place, end);
    }
    let sense = scan.sense(end);
    let at = end + usize::from(scan.is_dash(end) && scan.is_glued(end));
    let unit = scan.sense(at).unit;
    if let Some(unit @ (Unit::Quarter | Unit::Half)) = unit {
        let core = match unit {
            Unit::Quarter if (1..=4).contains(&place) => Core::Quarter(place),
            Unit::Half if (1..=2).contains(&place) => Core::Half(place),
            _ => return None,
        };
        let next = at + 1 + usize::from(scan.has(at + 1, OF));
        if let Some((year, end)) = year_after(scan, next) {
            return Some(Atom::calendar(start, end, core, year));
        }
        if let Some((steps, end)) = counted::this_unit(scan, next, Unit::Year) {
            return Some(Atom::new(start, end, Meaning::Deictic(Rel::CoreOf(core, steps))));
        }
        // "the first half of the 19th century", "of May": a part, as good as early or late.
        let inner = (next > at + 1).then(|| core_atom(scan, scan.skip_the(next))).flatten()?;
        let whole = inner.part == Part::Whole && inner.grain > Grain::Day && unit == Unit::Half;
        let part = if place == 1 { Part::Early } else { Part::Late };
        return (whole && matches!(inner.meaning, Meaning::Calendar(..))).then_some(Atom { start, part, ..inner });
    }
    if let Some(weekday) = sense.weekday.filter(|_| scan.has(end + 1, OF)) {
        return nth_of(
            scan,
            start,
            end + 2,
            |month| Core::NthWeekday(place, weekday, month),
            |steps| Rel::NthWeekdayOf(place, weekday, steps),
        );
    }
    if let Some(unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month)) = unit.filter(|_| scan.has(at + 1, OF)) {
        if unit == Unit::Day {
            // "the third day of October"
            return nth_of(
                scan,
                start,
                at + 2,
                |month| match (month, place) {
                    (_, ..0) => Core::NthUnit(place, unit, month),
                    (0, _) => Core::Ordinal(place.into()),
                    _ => Core::Day(month, place),
                },
                |steps| if place > 0 { Rel::DayOf(place, steps) } else { Rel::NthOf(place, unit, Unit::Month, steps) },
            );
        }
        return nth_of(
            scan,
            start,
            at + 2,
            |month| Core::NthUnit(place, unit, month),
            |steps| Rel::NthOf(place, unit, Unit::Month, steps),
        );
    }
    if scan.has(end, OF) && (1..=31).contains(&place) {
        let (steps, after) = counted::this_unit(scan, end + 1, Unit::Month)?;
        return Some(Atom::new(start, after, Meaning::Deictic(Rel::DayOf(place, steps))));
    }
    None
}

/// `third last week`, `second to last Friday`, `next-to-last` aside: past the words that count from the end.
fn from_the_end(scan: &Scan, at: usize) -> Option<usize> {
    let past_hyphen = |at: usize| at + usize::from(scan.is_dash(at) && scan.is_glued(at));
    let at = past_hyphen(at);
    let at = if scan.has(at, TO) { past_hyphen(at + 1) } else { at };
    scan.has(at, LAST).then_some(at + 1)
}

/// What `first week of` and `last Monday in` are counted in: a month, a year, this month.
pub(super) fn nth_of(
    scan: &Scan,
    start: usize,
    at: usize,
    core: impl Fn(i8) -> Core,
    rel: impl Fn(i32) -> Rel,
) -> Option<Atom> {
    let next = scan.skip_the(at);
    if let Some((month, end)) = scan.month(next) {
        if let Some((steps, end)) = counted::this_unit(scan, end, Unit::Year) {
            return Some(Atom::new(start, end, Meaning::Deictic(Rel::CoreOf(core(month), steps))));
        }
        let (year, end) = year_after(scan, end).unwrap_or((YearOf::Open, end));
        return Some(Atom::calendar(start, end, core(month), year));
    }
    if let Some((year, end)) = scan.year(next) {
        let core = match core(0) {
            Core::NthWeekday(place, weekday, _) => Core::YearWeekday(place, weekday),
            core => core,
        };
        return Some(Atom::calendar(start, end, core, year));
    }
    let (steps, end) = counted::this_unit(scan, at, Unit::Month)?;
    Some(Atom::new(start, end, Meaning::Deictic(rel(steps))))
}
