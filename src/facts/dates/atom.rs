//! One date as it is written, not yet resolved: `October 16, 2008`, `late 1990s`, `Q3 2019`, `Christmas Eve`.

use super::bare_year;
use super::calendar::Unit;
use super::counted;
use super::numeric;
use super::pattern::Core;
use super::pattern::Part;
use super::pattern::Season;
use super::relative::Rel;
use super::scan::Scan;
use super::scan::YearOf;
use super::value::Bound;
use super::value::Grain;
use super::words::AD;
use super::words::BC;
use super::words::DOUBTFUL;
use super::words::EVERY;
use super::words::FEAST_NOUN;
use super::words::LAST;
use super::words::NEXT;
use super::words::OF;
use super::words::PLURAL;
use super::words::STARTS;
use super::words::THE;
use super::words::THIS;
use super::words::YEAR_CUE;
use jiff::civil::Weekday;

/// A date between two tokens.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub start: usize,
    pub end: usize,
    pub meaning: Meaning,
    pub part: Part,
    pub weekday: Option<Weekday>,
    pub grain: Grain,
}

#[derive(Clone, Debug)]
pub(super) enum Meaning {
    Calendar(Core, YearOf),
    /// Month first or day first: which, cannot be told from it alone. Month first stands first.
    Either(Core, Core, YearOf),
    /// Counted from the document's day.
    Deictic(Rel),
    /// Counted from the last date spoken of; from the document's day where there is none and the second is true.
    Prior(Rel, bool),
    /// So many units from another date: `two weeks before Christmas`.
    From(Unit, i32, Box<Atom>),
    /// A range inside one month or year: `October 11-13`, `2008–09`.
    Range(Core, Core, YearOf),
    /// A range of two years: `1890–91`; true when a month of the first may be meant too.
    Years(i16, i16, bool),
    Recurring(Rel),
    Vague,
}

impl Atom {
    pub fn new(start: usize, end: usize, meaning: Meaning) -> Atom {
        let grain = match &meaning {
            Meaning::Calendar(core, _) | Meaning::Either(core, ..) | Meaning::Range(core, ..) => Grain::of_core(*core),
            Meaning::Deictic(rel) | Meaning::Prior(rel, _) | Meaning::Recurring(rel) => rel.grain(),
            Meaning::From(unit, ..) => Grain::of(*unit),
            Meaning::Years(..) => Grain::Year,
            Meaning::Vague => Grain::Year,
        };
        Atom { start, end, meaning, part: Part::Whole, weekday: None, grain }
    }

    pub fn calendar(start: usize, end: usize, core: Core, year: YearOf) -> Atom {
        Atom::new(start, end, Meaning::Calendar(core, year))
    }
}

/// The date that starts at `at`, if one does.
pub(super) fn atom(scan: &Scan, at: usize) -> Option<Atom> {
    let scan = &scan.inside()?;
    let token = scan.token(at)?;
    if token.is_number() {
        if !scan.is_glued(at) || !matches!(scan.text_before(at), "'" | "’" | "‘") {
            return numeric::numeric(scan, at).or_else(|| by_number(scan, at));
        }
        return short_decade(scan, at);
    }
    let sense = scan.sense(at);
    if sense.has(STARTS)
        && let Some(found) = by_phrase(scan, at)
    {
        return Some(found);
    }
    if sense.has(THE) && (!scan.may_start(at + 1) || scan.has(at + 1, THE)) {
        return None;
    }
    if sense.weekday.is_some() {
        return by_weekday(scan, at);
    }
    if sense.month > 0
        && let Some(found) = by_month(scan, at)
    {
        return Some(found);
    }
    fiscal(scan, at)
        .or_else(|| labelled(scan, at))
        .or_else(|| by_season(scan, at))
        .or_else(|| counted::counted(scan, at))
        .or_else(|| by_number(scan, at))
        .or_else(|| the_year(scan, at))
}

/// Dates that start with a phrase of the lists: a part, a holiday, a day by name.
fn by_phrase(scan: &Scan, at: usize) -> Option<Atom> {
    if let Some((end, part)) = scan.phrase(&scan.words.parts, at)
        && let Some(found) = with_part(scan, at, end, part)
    {
        return Some(found);
    }
    if let Some(found) = feast(scan, at) {
        return Some(found);
    }
    if let Some((end, steps)) = scan.phrase(&scan.words.days, at) {
        return Some(Atom::new(at, end, Meaning::Deictic(Rel::Unit(Unit::Day, steps.into()))));
    }
    let (end, ()) = scan.phrase(&scan.words.vague, at)?;
    Some(Atom::new(at, end, Meaning::Vague))
}

/// `early 2008`, `late last week`, `mid-2010s`, `the end of the month`.
fn with_part(scan: &Scan, start: usize, end: usize, part: Part) -> Option<Atom> {
    let mut at = end;
    at += usize::from(scan.is_dash(at) && scan.is_glued(at));
    at += usize::from(scan.has(at, OF));
    let after_the = scan.skip_the(at);
    let inner = whole_unit(scan, at).or_else(|| core_atom(scan, after_the)).or_else(|| counted::counted(scan, at));
    let inner = inner.or_else(|| {
        // "late 2003", "early 1990s": a year needs no other cue.
        let (year, end) = scan.year(after_the)?;
        Some(Atom::calendar(after_the, end, Core::Year, year))
    })?;
    let fits = matches!(inner.meaning, Meaning::Calendar(..) | Meaning::Deictic(_) | Meaning::Prior(..));
    let is_whole = inner.part == Part::Whole && inner.grain > Grain::Day;
    (fits && is_whole).then_some(Atom { start, part, ..inner })
}

/// Dates that need no context: month, decade, century, season, quarter.
fn core_atom(scan: &Scan, at: usize) -> Option<Atom> {
    let scan = &scan.inside()?;
    if scan.is_number(at) {
        if matches!(scan.text_before(at), "'" | "’" | "‘") {
            return short_decade(scan, at);
        }
        return numeric::numeric(scan, at).or_else(|| by_number(scan, at));
    }
    if matches!(scan.text(at), "'" | "’" | "‘") {
        return short_decade(scan, at + 1);
    }
    if let Some((month, end)) = scan.month(at).filter(|_| scan.is_capital(at)) {
        let (year, end) = year_after(scan, end).unwrap_or((YearOf::Open, end));
        return Some(Atom::calendar(at, end, Core::Month(month), year));
    }
    if let Some(season) = scan.sense(at).season {
        let (year, end) = year_after(scan, at + 1).unwrap_or((YearOf::Open, at + 1));
        return Some(Atom::calendar(at, end, Core::Season(season), year));
    }
    fiscal(scan, at).or_else(|| labelled(scan, at)).or_else(|| by_number(scan, at)).or_else(|| the_year(scan, at))
}

/// `the month`, `year`, after "the end of": the one that is.
fn whole_unit(scan: &Scan, at: usize) -> Option<Atom> {
    let unit_at = scan.skip_the(at);
    let unit = scan.sense(unit_at).unit?;
    let is_calendar =
        matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century);
    // "the end of the year 2003"
    if !is_calendar || unit_at == at || scan.year(unit_at + 1).is_some() {
        return None;
    }
    let stops = !scan.is_word(unit_at + 1) || !scan.has(unit_at + 1, OF);
    stops.then(|| Atom::new(at, unit_at + 1, Meaning::Prior(Rel::Unit(unit, 0), true)))
}

/// A year that follows a day, month or season: `2008`, `, 2008`, `of 2008`, `'08`; with its era.
pub(super) fn year_after(scan: &Scan, at: usize) -> Option<(YearOf, usize)> {
    let mut next = at;
    next += usize::from(scan.is(next, ","));
    next += usize::from(scan.has(next, OF) && scan.year(next + 1).is_some());
    let (year, end) = scan.year(next)?;
    // "On 4 May 2000 people": a comma-less round figure before what is counted is a count.
    if next == at && bare_year::is_counted(scan, next, end, year) {
        return None;
    }
    Some(era(scan, year, end))
}

/// Reads on over `BC` or `AD`.
pub(super) fn era(scan: &Scan, year: YearOf, end: usize) -> (YearOf, usize) {
    if let YearOf::Given(year) = year {
        let is_upper = scan.token(end).is_some_and(|token| token.is_upper());
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
fn by_month(scan: &Scan, at: usize) -> Option<Atom> {
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
fn month_day(scan: &Scan, at: usize, after: usize) -> Option<(i8, usize, bool)> {
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
    let counts = !has_ending && scan.has(end, super::words::COUNTED_AFTER);
    // "the March first quarter results", "May Second Street"
    let unit = scan.sense(end).unit.is_some() && !scan.is_number(at);
    (!counts && !unit).then_some((day, end, has_ending))
}

/// After month and day: another day (`11-13`, `3 and 4`), a time, the year.
fn days_of_month(scan: &Scan, start: usize, month: i8, day: i8, end: usize) -> Atom {
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

fn dashed(scan: &Scan, at: usize) -> Option<usize> {
    (scan.is_dash(at) && scan.is_glued(at) && scan.is_glued(at + 1)).then_some(at + 1)
}

fn dashed_day(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let (day, end, _) = scan.day(dashed(scan, at)?)?;
    Some((day, end))
}

/// The last day of `11-13`, `9th through 17th`, `3 and 4`: a day that no month of its own follows.
fn second_day(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let is_dash = scan.is_dash(at);
    let is_to = scan.has(at, super::words::TO);
    let is_and = scan.has(at, super::words::AND);
    if !is_dash && !is_to && !is_and {
        return None;
    }
    let next = scan.skip_the(at + 1);
    let (day, end, has_ending) = scan.day(next)?;
    let month_follows = scan.month(end).is_some() || scan.has(end, OF) && scan.month(scan.skip_the(end + 1)).is_some();
    // "May 3 to 5 people", "on May 3 and 12 others": only where the sentence rests or the year follows.
    let rests = has_ending && !scan.is_word(end) || !scan.is_word(end) || year_after(scan, end).is_some();
    let rests = rests || (is_dash && !scan.has(end, super::words::COUNTED_AFTER));
    // "2008-10-17": figures that lead on.
    let leads_on = scan.is_glued(end) && (scan.is_dash(end) || scan.is(end, "/"));
    (!month_follows && rests && !leads_on && scan.clock(next).is_none()).then_some((day, end))
}

/// `17 October 2008`, `the 1st of March`, `3-5 May`, `17th century`, `the first week of May`, `1990s`.
fn by_number(scan: &Scan, at: usize) -> Option<Atom> {
    if let Some(found) = counted::ago(scan, at) {
        return Some(found);
    }
    if let Some((place, end)) = scan.ordinal(at)
        && let Some(found) = century(scan, at, place, end).or_else(|| nth(scan, at, place, end))
    {
        return Some(found);
    }
    if let Some(found) = day_month(scan, at) {
        return Some(found);
    }
    if let Some(found) = decade(scan, at).or_else(|| short_decade(scan, at)).or_else(|| spelled_decade(scan, at)) {
        return Some(found);
    }
    // "20 of next month"
    if let Some((day, end, _)) = scan.day(at).filter(|(_, end, _)| scan.has(*end, OF))
        && let Some((steps, end)) = counted::this_unit(scan, end + 1, Unit::Month)
    {
        return Some(Atom::new(at, end, Meaning::Deictic(Rel::DayOf(day, steps))));
    }
    // "2019 Q3", "2019 H1"
    if let Some((YearOf::Given(year), end)) = scan.year(at).filter(|_| scan.is_number(at))
        && let Some(core) = label(scan.text(end))
    {
        return Some(Atom::calendar(at, end + 1, core, YearOf::Given(year)));
    }
    bare_year::bare_year(scan, at)
}

/// `17 October 2008`, `17th of October`, `3 to 4 May`, `17-Oct-08`.
fn day_month(scan: &Scan, start: usize) -> Option<Atom> {
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
    let is_range = scan.is_dash(end) || scan.has(end, super::words::TO) || scan.has(end, super::words::AND);
    if !is_range {
        return None;
    }
    let (last, after, _) = scan.day(scan.skip_the(end + 1))?;
    let (month, after) = month_at(after)?;
    let (year, end) = year_after(scan, after).unwrap_or((YearOf::Open, after));
    Some(Atom::new(start, end, Meaning::Range(Core::Day(month, day), Core::Day(month, last), year)))
}

/// `17th century`, `the nineteenth century BC`.
fn century(scan: &Scan, start: usize, place: i8, end: usize) -> Option<Atom> {
    let unit_at = end + usize::from(scan.is_dash(end));
    let unit = scan.sense(unit_at).unit.filter(|unit| matches!(unit, Unit::Century | Unit::Millennium));
    // "from the 15th to the 19th century"
    let size = match unit {
        Some(Unit::Century) => 100,
        Some(_) => 1000,
        None => {
            let joins = scan.is_dash(end) || scan.has(end, super::words::TO) || scan.has(end, super::words::AND);
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
fn decade(scan: &Scan, at: usize) -> Option<Atom> {
    let (number, 4) = scan.figures(at)? else { return None };
    let end = plural_end(scan, at + 1)?;
    let is_century = number % 100 == 0;
    let fits = (1000..=2990).contains(&number) && number % 10 == 0;
    // "the 2000s" are ten years to most writers, "the 1800s" a hundred.
    let size = if is_century && number < 2000 { 100 } else { 10 };
    fits.then(|| Atom::calendar(at, end, Core::Years(size), YearOf::Given(number as i16)))
}

fn plural_end(scan: &Scan, at: usize) -> Option<usize> {
    let next = at + usize::from(matches!(scan.text(at), "'" | "’") && scan.is_glued(at));
    (scan.is(next, "s") && scan.is_glued(next)).then_some(next + 1)
}

/// `'90s`, `90s`, `the nineties`: `at` is the number or word; an apostrophe before it belongs to it.
fn short_decade(scan: &Scan, at: usize) -> Option<Atom> {
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
fn spelled_decade(scan: &Scan, at: usize) -> Option<Atom> {
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

/// `Q3`, `H1`.
pub(super) fn label(text: &str) -> Option<Core> {
    match text.as_bytes() {
        [b'Q' | b'q', n @ b'1'..=b'4'] => Some(Core::Quarter((n - b'0') as i8)),
        [b'H', n @ b'1'..=b'2'] => Some(Core::Half((n - b'0') as i8)),
        _ => None,
    }
}

/// `first week of October 2014`, `third quarter of 2013`, `last Sunday of March`, `the 20th of next month`.
fn nth(scan: &Scan, start: usize, place: i8, end: usize) -> Option<Atom> {
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
                |month| if month == 0 { Core::Ordinal(place.into()) } else { Core::Day(month, place) },
                |steps| Rel::DayOf(place, steps),
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

/// `Tuesday, October 16, 2008`, `Tuesday the 19th`, `Wednesday of next week`, `Fridays`.
fn by_weekday(scan: &Scan, start: usize) -> Option<Atom> {
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
    // "Bloody Sunday", "Sheffield Wednesday": a name.
    let before = scan.before(start);
    let is_named = start > scan.first
        && scan.is_word(start - 1)
        && scan.is_capital(start - 1)
        && start - 1 > scan.prose.sentences.get(scan.prose.sentence_at(scan.token(start)?.start()))?.tokens.start
        && !(before.has(THIS) || before.has(LAST) || before.has(NEXT) || before.has(YEAR_CUE) || before.month > 0);
    let is_full = is_sure && (scan.is_capital(start) || scan.text(start).len() > 5);
    (is_full && !is_named).then(|| Atom::new(start, end, Meaning::Deictic(Rel::Weekday(weekday, None))))
}

pub(super) fn is_part_of_day(text: &str) -> bool {
    matches!(text, "morning" | "afternoon" | "evening" | "night" | "noon" | "midday")
}

/// `summer 2008`, `the fall of 2004`; a bare season only where a cue makes it a date.
fn by_season(scan: &Scan, at: usize) -> Option<Atom> {
    let season: Season = scan.sense(at).season?;
    if let Some((year, end)) = year_after(scan, at + 1) {
        return Some(Atom::calendar(at, end, Core::Season(season), year));
    }
    let next = at + 1 + usize::from(scan.has(at + 1, OF));
    if let Some((steps, end)) = counted::this_unit(scan, next, Unit::Year).filter(|_| !scan.has(next, THE)) {
        return Some(Atom::new(at, end, Meaning::Deictic(Rel::CoreOf(Core::Season(season), steps))));
    }
    None
}

/// `Christmas Eve`, `Easter 2019`, `Thanksgiving last year`.
fn feast(scan: &Scan, at: usize) -> Option<Atom> {
    let (end, feast) = scan.phrase(&scan.words.feasts, at)?;
    let is_proper = scan.is_capital(at) || end > at + 1 || scan.text(at).len() > 7 || scan.year(end).is_some();
    if !is_proper || scan.has(end, FEAST_NOUN) {
        return None;
    }
    // "Easter Island", "Christmas Day Parade": a longer name; "the Boxing Day Tsunami" too.
    let next_is_name =
        scan.is_word(end) && scan.is_capital(end) && scan.sense(end).weekday.is_none() && scan.sense(end).month == 0;
    if next_is_name && scan.first != at {
        return None;
    }
    let core = Core::Feast(feast);
    if let Some((year, end)) = year_after(scan, end) {
        return Some(Atom::calendar(at, end, core, year));
    }
    if let Some((steps, end)) = counted::this_unit(scan, end, Unit::Year).filter(|_| !scan.has(end, THE)) {
        return Some(Atom::new(at, end, Meaning::Deictic(Rel::CoreOf(core, steps))));
    }
    Some(Atom::calendar(at, end, core, YearOf::Open))
}

/// `FY2008`, `FY25`, `fiscal year 2008`.
fn fiscal(scan: &Scan, at: usize) -> Option<Atom> {
    let text = scan.text(at);
    let glued =
        text.get(..2).filter(|letters| *letters == "FY").and(text.get(2..)).filter(|figures| !figures.is_empty());
    let (year, end) = match glued {
        Some(figures) if figures.bytes().all(|byte| byte.is_ascii_digit()) => match figures.len() {
            2 => (YearOf::Short(figures.parse().ok()?), at + 1),
            4 => (YearOf::Given(figures.parse().ok()?), at + 1),
            _ => return None,
        },
        _ => {
            let (end, ()) = scan.phrase(&scan.words.fiscal, at)?;
            let next = end + usize::from(scan.has(end, OF));
            scan.year(next).or_else(|| short_year(scan, next))?
        }
    };
    let mut atom = Atom::calendar(at, end, Core::Year, year);
    atom.grain = Grain::FiscalYear;
    Some(atom)
}

/// `Q3 2019`, `3Q 2019`, `H1 2019`, `week 10 of 2027`, `W45`.
fn labelled(scan: &Scan, at: usize) -> Option<Atom> {
    let (core, end) = match label(scan.text(at)) {
        Some(core) => (core, at + 1),
        None if scan.sense(at).unit == Some(Unit::Week) => {
            let (week, _) = scan.figures(at + 1).filter(|(week, _)| (1..=53).contains(week))?;
            let of = at + 2 + usize::from(scan.has(at + 2, OF));
            let (year, end) = year_after(scan, of)?;
            return Some(Atom::calendar(at, end, Core::IsoWeek(week as i8), year));
        }
        None => return None,
    };
    let joined = dashed(scan, end).unwrap_or(end);
    let of = joined + usize::from(scan.has(joined, OF));
    if let Some((year, end)) = year_after(scan, of).or_else(|| short_year(scan, of)) {
        return Some(Atom::calendar(at, end, core, year));
    }
    // "H1" is a motorway, a heading and a field as often.
    matches!(core, Core::Quarter(_)).then(|| Atom::calendar(at, end, core, YearOf::Open))
}

/// `year 2003`, `year of 1925`: the words make the number a year.
fn the_year(scan: &Scan, at: usize) -> Option<Atom> {
    if scan.sense(at).unit != Some(Unit::Year) || scan.text(at).len() != 4 {
        return None;
    }
    let next = at + 1 + usize::from(scan.has(at + 1, OF));
    let (year, end) = scan.year(next).filter(|(year, _)| matches!(year, YearOf::Given(_)))?;
    let (year, end) = era(scan, year, end);
    Some(Atom::calendar(at, end, Core::Year, year))
}

/// Bounds that stay outside of the mention: prepositions of one word.
pub(super) fn is_preposition(bound: Bound, tokens: usize) -> bool {
    tokens == 1 && !matches!(bound, Bound::AsEarlyAs)
}
