//! One date as it is written, not yet resolved: `October 16, 2008`, `late 1990s`, `Q3 2019`, `Christmas Eve`.

use super::bare_year;
use super::calendar::Unit;
use super::counted;
use super::day::by_month;
use super::day::by_weekday;
use super::day::dashed;
use super::day::day_month;
use super::day::era;
use super::day::short_year;
use super::day::year_after;
use super::numeric;
use super::pattern::Core;
use super::pattern::Part;
use super::pattern::Season;
use super::relative::Rel;
use super::scan::Scan;
use super::scan::YearOf;
use super::stretch::century;
use super::stretch::decade;
use super::stretch::nth;
use super::stretch::short_decade;
use super::stretch::spelled_decade;
use super::value::Bound;
use super::value::Grain;
use super::words::FEAST_NOUN;
use super::words::OF;
use super::words::STARTS;
use super::words::THE;
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
    if let Some((end, ())) = scan.phrase(&scan.words.within, at) {
        return counted::within(scan, at, end);
    }
    if let Some((end, ())) = scan.phrase(&scan.words.eve, at) {
        let day = atom(scan, scan.skip_the(end)).filter(|day| day.grain == Grain::Day && day.start >= end)?;
        let end = day.end;
        return Some(Atom::new(at, end, Meaning::From(Unit::Day, -1, Box::new(day))));
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
pub(super) fn core_atom(scan: &Scan, at: usize) -> Option<Atom> {
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
    if let Some(found) = day_alone(scan, at) {
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

/// `on the 18th`, where the sentence rests after it.
fn day_alone(scan: &Scan, at: usize) -> Option<Atom> {
    let (day, end, true) = scan.day(at).filter(|_| scan.is_number(at))? else { return None };
    let led = at >= scan.first + 2 && scan.has(at - 1, THE) && scan.text(at - 2).eq_ignore_ascii_case("on");
    (led && !scan.is_word(end) && !scan.is_dash(end) && !scan.is(end, "/"))
        .then(|| Atom::new(at, end, Meaning::Deictic(Rel::Day(day))))
}

/// `Q3`, `H1`.
pub(super) fn label(text: &str) -> Option<Core> {
    match text.as_bytes() {
        [b'Q' | b'q', n @ b'1'..=b'4'] => Some(Core::Quarter((n - b'0') as i8)),
        [b'H', n @ b'1'..=b'2'] => Some(Core::Half((n - b'0') as i8)),
        _ => None,
    }
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
    let is_proper = scan.is_capital(at)
        || end > at + 1
        || scan.text(at).len() > 7
        || scan.year(end).is_some()
        || is_alone(scan, at, end);
    if !is_proper || scan.has(end, FEAST_NOUN) {
        return None;
    }
    // "Easter Island", "Christmas Day Parade": a longer name; "the Boxing Day Tsunami" too.
    let next_is_name =
        scan.is_word(end) && scan.is_capital(end) && scan.sense(end).weekday.is_none() && scan.sense(end).month == 0;
    if next_is_name && scan.first != at {
        return None;
    }
    // "the Atlanta Veterans Day Parade": a name has begun before it.
    let before = scan.before(at);
    let sentence = scan.prose.sentences.get(scan.prose.sentence_at(scan.token(at)?.start()));
    let is_inside = at > scan.first && sentence.is_some_and(|sentence| at - 1 > sentence.tokens.start);
    let is_led = before.has(THE) || before.has(super::words::YEAR_CUE) || before.has(super::words::THIS);
    if is_inside && scan.is_word(at - 1) && scan.is_capital(at - 1) && !is_led {
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
            let core = Core::IsoWeek(week as i8);
            if let Some((year, end)) = year_after(scan, of) {
                return Some(Atom::calendar(at, end, core, year));
            }
            // "in week 31": not the 31st of a trial.
            let led_at = at.saturating_sub(usize::from(scan.before(at).has(THE)));
            let is_led = led_at > scan.first && scan.before(led_at).has(YEAR_CUE);
            let rests = !scan.has(at + 2, OF) && (!scan.is_glued(at + 2) || scan.is_mark(at + 2));
            return (is_led && rests).then(|| Atom::calendar(at, at + 2, core, YearOf::Open));
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

/// True for a cell or an item that holds nothing else.
pub(super) fn is_alone(scan: &Scan, start: usize, end: usize) -> bool {
    scan.first == start && (end >= scan.end || end + 1 >= scan.end && !scan.is_word(end) && !scan.is_number(end))
}

/// Bounds that stay outside of the mention: prepositions of one word.
pub(super) fn is_preposition(bound: Bound, tokens: usize) -> bool {
    tokens == 1 && !matches!(bound, Bound::AsEarlyAs)
}
