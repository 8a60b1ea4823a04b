//! Dates in figures: `2008-10-17`, `10/17/2018`, `31.12.2008`, `171446Z OCT 08`, `2024-W15`.

use super::atom::Atom;
use super::atom::Meaning;
use super::atom::label;
use super::day::short_year;
use super::pattern::Core;
use super::scan::Scan;
use super::scan::YearOf;
use super::value::Grain;
use super::words::WEAK_CUE;
use super::words::YEAR_CUE;

/// The date in figures that starts at `at`.
pub(super) fn numeric(scan: &Scan, at: usize) -> Option<Atom> {
    let leads_on =
        scan.is_glued(at) && matches!(scan.text_before(at), "/" | "." | ":" | "," | "$" | "£" | "€" | "#" | "@" | "=");
    if leads_on || is_hyphen_before(scan, at) && !is_file_name(scan, at) {
        return None;
    }
    dotted(scan, at).or_else(|| group(scan, at)).or_else(|| joined(scan, at)).or_else(|| compact(scan, at))
}

/// The same after a hyphen that joins two of them: `10/1/2018-10/7/2018`.
pub(super) fn joined_numeric(scan: &Scan, at: usize) -> Option<Atom> {
    is_hyphen_before(scan, at).then(|| joined(scan, at)).flatten()
}

/// A hyphen glued to both sides: the figures go on to the left.
fn is_hyphen_before(scan: &Scan, at: usize) -> bool {
    scan.is_glued(at)
        && matches!(scan.text_before(at), "-" | "–")
        && at > 0
        && scan.is_glued(at - 1)
        && scan.is_number(at.wrapping_sub(2))
}

/// `archive-2018-09-23`: a word before the hyphen, no figures.
fn is_file_name(scan: &Scan, at: usize) -> bool {
    at >= 2 && scan.is_word(at - 2)
}

/// `31.12.2008`, `2008.12.31`: one token with two points.
fn dotted(scan: &Scan, at: usize) -> Option<Atom> {
    let text = scan.token(at).filter(|token| token.is_number()).map(|_| scan.text(at))?;
    if !text.contains('.') || text.len() > 10 || scan.is_glued(at + 1) && (scan.is_word(at + 1) || scan.is_dash(at + 1))
    {
        return None;
    }
    let parts: Vec<&str> = text.split('.').collect();
    let [a, b, c] = parts[..] else { return None };
    let (core, other, year) = three(a, b, c)?;
    // "1.2.3" is a version.
    let has_year = a.len() == 4 || c.len() == 4 || (a.len() == 2 && b.len() == 2 && c.len() == 2 && other.is_none());
    has_year.then(|| finish(scan, at, at + 1, core, other, year))
}

/// The three parts of a date in figures: year first, or month and day in either order and the year last.
fn three(a: &str, b: &str, c: &str) -> Option<(Core, Option<Core>, YearOf)> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty();
    if ![a, b, c].into_iter().all(digits) {
        return None;
    }
    let number = |part: &str| part.parse::<i16>().ok();
    if a.len() == 4 && b.len() <= 2 && c.len() <= 2 {
        let (year, month, day) = (number(a)?, number(b)?, number(c)?);
        let core = month_day(month, day)?;
        return (1000..=2999).contains(&year).then_some((core, None, YearOf::Given(year)));
    }
    if a.len() > 2 || b.len() > 2 {
        return None;
    }
    let year = match c.len() {
        4 => YearOf::Given(number(c).filter(|year| (1000..=2999).contains(year))?),
        2 => YearOf::Short(number(c)? as i8),
        _ => return None,
    };
    let (month_first, day_first) = (month_day(number(a)?, number(b)?), month_day(number(b)?, number(a)?));
    match (month_first, day_first) {
        (Some(one), Some(other)) if one != other => Some((one, Some(other), year)),
        (Some(core), _) | (None, Some(core)) => Some((core, None, year)),
        (None, None) => None,
    }
}

fn month_day(month: i16, day: i16) -> Option<Core> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Core::Day(month as i8, day as i8))
}

fn finish(scan: &Scan, start: usize, end: usize, core: Core, other: Option<Core>, year: YearOf) -> Atom {
    let meaning = match other {
        Some(other) => Meaning::Either(core, other, year),
        None => Meaning::Calendar(core, year),
    };
    let mut atom = Atom::new(start, end, meaning);
    if let Some(end) = iso_time(scan, end) {
        atom.end = end;
        atom.grain = Grain::Time;
    }
    atom
}

/// `T04:30:00Z` grown on a day.
fn iso_time(scan: &Scan, at: usize) -> Option<usize> {
    let text = scan.text(at);
    let hour =
        text.strip_prefix('T').filter(|hour| scan.is_glued(at) && hour.bytes().all(|byte| byte.is_ascii_digit()))?;
    if hour.is_empty() || hour.len() > 6 {
        return None;
    }
    let mut end = at + 1;
    while scan.is(end, ":") && scan.is_glued(end) && scan.is_number(end + 1) && end < at + 5 {
        end += 2;
    }
    if matches!(scan.text(end), "+" | "-") && scan.is_glued(end) && scan.is_number(end + 1) && scan.is_glued(end + 1) {
        end += 2;
        if scan.is(end, ":") && scan.is_glued(end) && scan.is_number(end + 1) {
            end += 2;
        }
    } else if scan.is(end, "Z") && scan.is_glued(end) {
        end += 1;
    }
    Some(end)
}

/// Figures joined by hyphens or strokes: `2008-10-17`, `10/17/2018`, `2014-10`, `2/2013`, `on 4/22`, `2024-W15`.
fn joined(scan: &Scan, at: usize) -> Option<Atom> {
    let (_, length) = scan.figures(at)?;
    let sign = scan.text(at + 1);
    if sign == "/" && !(scan.is_glued(at + 1) && scan.is_glued(at + 2)) {
        return spaced(scan, at);
    }
    if !matches!(sign, "-" | "/" | "–") || !scan.is_glued(at + 1) || !scan.is_glued(at + 2) {
        return None;
    }
    if length == 4
        && let Some(found) = year_first(scan, at, sign)
    {
        return Some(found);
    }
    let (first, second) = (scan.text(at), scan.text(at + 2));
    let (_, second_length) = scan.figures(at + 2)?;
    if scan.is(at + 3, sign) && scan.is_glued(at + 3) && scan.is_glued(at + 4) && sign != "–" {
        let third = scan.text(at + 4);
        let (core, other, year) = three(first, second, third)?;
        if scan.is_glued(at + 5) && scan.is_word(at + 5) && !scan.text(at + 5).starts_with('T') {
            return None;
        }
        let goes_on = scan.is_glued(at + 5) && scan.is(at + 5, "/") && scan.is_number(at + 6);
        return (!goes_on).then(|| finish(scan, at, at + 5, core, other, year));
    }
    let year = |text: &str| text.parse::<i16>().ok().filter(|year| (1000..=2999).contains(year));
    let goes_on = scan.is_glued(at + 3)
        && !matches!(scan.text(at + 3), "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "\"" | "'" | "”" | "’");
    if goes_on {
        return None;
    }
    let month = |text: &str| text.parse::<i8>().ok().filter(|month| (1..=12).contains(month));
    // "2/2013"
    if sign == "/" && length <= 2 && second_length == 4 {
        let (month, year) = (month(first)?, year(second)?);
        return Some(Atom::calendar(at, at + 3, Core::Month(month), YearOf::Given(year)));
    }
    // "in 11-2016": without a cue it is a number of a file, a law.
    if sign == "-" && length == 2 && second_length == 4 {
        let is_alone = !scan.is_word(at.wrapping_sub(1)) && !scan.is_word(at + 3);
        let is_cued = at > scan.first && scan.before(at).has(YEAR_CUE) && !scan.before(at).has(WEAK_CUE);
        let (month, year) = (month(first)?, year(second)?);
        let recent = (1900..=2099).contains(&year);
        return (recent && (is_alone || is_cued))
            .then(|| Atom::calendar(at, at + 3, Core::Month(month), YearOf::Given(year)));
    }
    // "on 4/22": without "on" it is a fraction, a score or a name.
    let word = scan.text_before(at).to_ascii_lowercase();
    if sign == "/" && length <= 2 && second_length <= 2 && matches!(word.as_str(), "on" | "dated") {
        let (a, b) = (first.parse().ok()?, second.parse().ok()?);
        let (one, other) = (month_day(a, b), month_day(b, a));
        // "on 24/7" has no month; "on 9/11" is the name of one day.
        if (a, b) == (9, 11) {
            return None;
        }
        return match (one, other) {
            (Some(one), Some(other)) if one != other => {
                Some(Atom::new(at, at + 3, Meaning::Either(one, other, YearOf::Open)))
            }
            (Some(core), _) | (None, Some(core)) => Some(Atom::calendar(at, at + 3, core, YearOf::Open)),
            _ => None,
        };
    }
    None
}

/// `11 / 2016`, `2016/ 11`: month and year with space at the stroke.
fn spaced(scan: &Scan, at: usize) -> Option<Atom> {
    let ((one, length), (other, other_length)) = (scan.figures(at)?, scan.figures(at + 2)?);
    let (month, year) = match (length, other_length) {
        (1 | 2, 4) => (one, other),
        (4, 1 | 2) => (other, one),
        _ => return None,
    };
    let goes_on = scan.is(at + 3, "/") || scan.is_glued(at + 3) && (scan.is_word(at + 3) || scan.is_dash(at + 3));
    let fits =
        (1..=12).contains(&month) && (1900..=2099).contains(&year) && !goes_on && !scan.is(at.wrapping_sub(1), "/");
    fits.then(|| Atom::calendar(at, at + 3, Core::Month(month as i8), YearOf::Given(year as i16)))
}

/// `2008-10-17`, `2014/10`, `2024-W15-3`, `2008-291`, `2019-Q1`, `2019-aug-01`, `2008–09`.
fn year_first(scan: &Scan, at: usize, sign: &str) -> Option<Atom> {
    let (number, _) = scan.figures(at)?;
    let year = i16::try_from(number).ok().filter(|year| (1000..=2999).contains(year))?;
    let given = YearOf::Given(year);
    let second = scan.text(at + 2);
    let again = |at: usize| scan.is(at, sign) && scan.is_glued(at) && scan.is_glued(at + 1);
    if let Some((month, end)) = scan.month(at + 2) {
        let (day, length) = scan.figures(end + 1).filter(|_| again(end))?;
        let fits = (1..=31).contains(&day) && length <= 2 && !(scan.is_glued(end + 2) && scan.is_word(end + 2));
        return fits.then(|| Atom::calendar(at, end + 2, Core::Day(month, day as i8), given));
    }
    if let Some(week) = second.strip_prefix('W').and_then(|week| week.parse::<i8>().ok()) {
        let end = if again(at + 3) && matches!(scan.figures(at + 4), Some((1..=7, 1))) { at + 5 } else { at + 3 };
        if end == at + 5 {
            // A day of the week: as fine as the week's own days can say.
            let day = scan.figures(at + 4)?.0;
            let week = super::calendar::iso_week(year, week)?;
            let date = super::calendar::plus_days(week.first, day - 1);
            return Some(Atom::calendar(at, end, Core::Day(date.month(), date.day()), YearOf::Given(date.year())));
        }
        return Some(Atom::calendar(at, end, Core::IsoWeek(week), given));
    }
    if let Some(core) = label(second) {
        return Some(Atom::calendar(at, at + 3, core, given));
    }
    let (next, length) = scan.figures(at + 2)?;
    if length <= 2 && sign != "–" && again(at + 3) {
        let (core, _, year) = three(scan.text(at), second, scan.text(at + 4))?;
        let grown = scan.is_glued(at + 5) && scan.is_word(at + 5) && !scan.text(at + 5).starts_with('T');
        return (!grown).then(|| finish(scan, at, at + 5, core, None, year));
    }
    let goes_on = scan.is_glued(at + 3) && (scan.is_word(at + 3) || scan.is_dash(at + 3) || scan.is(at + 3, "/"));
    if goes_on {
        return None;
    }
    if length == 3 && sign == "-" {
        return Some(Atom::calendar(at, at + 3, Core::Ordinal(next as i16), given))
            .filter(|_| (1..=366).contains(&next) && scan.before(at).has(YEAR_CUE));
    }
    if length != 2 {
        return None;
    }
    // "2008-09" is September to a machine and two years to a historian; "2008–09" and "2008/09" are years.
    let century = year / 100 * 100;
    let last = century + next as i16;
    let is_next = last > year && last - year < 100;
    let is_month = (1..=12).contains(&next);
    match sign {
        "-" if is_month && is_next => Some(Atom::new(at, at + 3, Meaning::Years(year, last, true))),
        "-" | "/" if is_month => Some(Atom::calendar(at, at + 3, Core::Month(next as i8), given)),
        _ if is_next => Some(Atom::new(at, at + 3, Meaning::Years(year, last, false))),
        _ => None,
    }
}

/// A date-time group of a message: `171446Z OCT 08`, day, hour, minute, zone, month, year.
fn group(scan: &Scan, at: usize) -> Option<Atom> {
    let (number, length) = scan.figures(at).filter(|(_, length)| matches!(length, 6 | 8))?;
    let zone = scan.text(at + 1);
    let is_zone = zone.len() == 1 && zone.as_bytes()[0].is_ascii_uppercase() && scan.is_glued(at + 1);
    let (month, end) = scan.month(at + 2).filter(|_| is_zone)?;
    let (year, end) = scan.year(end).or_else(|| short_year(scan, end)).or_else(|| {
        let (number, 2) = scan.figures(end)? else { return None };
        Some((YearOf::Short(number as i8), end + 1))
    })?;
    let time = if length == 8 { number / 100 } else { number };
    let (day, hour, minute) = (time / 10_000, time / 100 % 100, time % 100);
    let fits = (1..=31).contains(&day) && hour < 24 && minute < 60;
    let mut atom = Atom::calendar(at, end, Core::Day(month, day as i8), year);
    atom.grain = Grain::Time;
    fits.then_some(atom)
}

/// `20081017`: eight figures that are a day of our time and stand alone.
fn compact(scan: &Scan, at: usize) -> Option<Atom> {
    let (number, 8) = scan.figures(at)? else { return None };
    let (year, month, day) = ((number / 10_000) as i16, (number / 100 % 100) as i16, (number % 100) as i16);
    let alone = !(scan.is_glued(at + 1) && (scan.is_word(at + 1) || scan.is_dash(at + 1)));
    let core = month_day(month, day).filter(|_| (1900..=2099).contains(&year) && alone)?;
    Some(Atom::calendar(at, at + 1, core, YearOf::Given(year)))
}
