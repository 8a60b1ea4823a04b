//! Four figures that are a year because of the words around them: `in 2003`, `the 1906 earthquake`, `(Berg 2014)`.

use super::atom::Atom;
use super::day;
use super::pattern::Core;
use super::scan::Scan;
use super::scan::YearOf;
use super::words::AD;
use super::words::AND;
use super::words::COUNTED_AFTER;
use super::words::COUNTED_BEFORE;
use super::words::DESIGNATOR;
use super::words::HUNDRED;
use super::words::OF;
use super::words::OR;
use super::words::THE;
use super::words::THOUSAND;
use super::words::TO;
use super::words::WEAK_CUE;
use super::words::YEAR_CUE;

/// The year at `at`, when something makes it one.
pub(super) fn bare_year(scan: &Scan, at: usize) -> Option<Atom> {
    if let Some(found) = with_era(scan, at) {
        return Some(found);
    }
    let (year, end) = scan.year(at)?;
    let YearOf::Given(number) = year else { return None };
    if !scan.is_number(at) {
        // "nineteen ninety-six"
        // "two hundred and two thousand": a larger number.
        let further = if at >= 2 { scan.sense(at - 2) } else { Default::default() };
        let goes_on =
            scan.before(at).has(AND) && (further.has(HUNDRED) || further.has(THOUSAND) || further.cardinal > 0);
        let cued = scan.before(at).has(YEAR_CUE) && !scan.has(end, COUNTED_AFTER) && !goes_on;
        return (cued && number >= 1100).then(|| Atom::calendar(at, end, Core::Year, year));
    }
    if number > 2099 || joins_figures(scan, at, end) || is_counted(scan, at, end, year) {
        return None;
    }
    is_cued(scan, at, end, number).then(|| Atom::calendar(at, end, Core::Year, year))
}

/// `400 BCE`, `AD 79`, `14 a.d.`
fn with_era(scan: &Scan, at: usize) -> Option<Atom> {
    let (number, _) = scan.figures(at).filter(|(number, length)| *length <= 4 && *number > 0)?;
    let (year, end) = day::era(scan, YearOf::Given(number as i16), at + 1);
    if end > at + 1 {
        return scan.is_free(at, at + 1).then(|| Atom::calendar(at, end, Core::Year, year));
    }
    // "AD 79"
    let is_era = at > scan.first && scan.before(at).has(AD) && scan.token(at - 1)?.is_upper() && number < 2100;
    (is_era && scan.is_free(at, end)).then(|| Atom::calendar(at - 1, end, Core::Year, year))
}

/// `2000-3000`, `1.2000`, `A-2003`: a piece of something longer. A dash between years is read elsewhere.
fn joins_figures(scan: &Scan, at: usize, end: usize) -> bool {
    let hyphen_before = scan.is_glued(at) && matches!(scan.text_before(at), "-" | "–" | "&" | "~" | "*");
    let part = hyphen_before && at >= 2 && scan.is_glued(at - 1) && !scan.is_number(at - 2);
    let year_word = scan.is_glued(end) && scan.is(end, "-") && scan.is_glued(end + 1);
    let after = year_word && scan.is_word(end + 1) && scan.has(end + 1, COUNTED_AFTER);
    part && !is_hyphened_cue(scan, at)
        || after
        || scan.is_glued(at) && scan.is_word(at.wrapping_sub(1)) && at > scan.first
}

/// `mid-2010`, `pre-2003`.
fn is_hyphened_cue(scan: &Scan, at: usize) -> bool {
    at >= 2 && scan.has(at - 2, YEAR_CUE)
}

/// The same for a year after its month, day or quarter: only what a round figure counts, a unit, people.
pub(super) fn is_counted_after_date(scan: &Scan, at: usize, end: usize, year: YearOf) -> bool {
    let is_round = matches!(year, YearOf::Given(year) if year % 100 == 0);
    let sense = scan.sense(end);
    let is_measure = sense.has(COUNTED_AFTER) || sense.unit.is_some();
    (is_round || is_measure) && is_counted(scan, at, end, year)
}

/// True where what follows is counted by the number: a unit, people, or a plural after a round figure.
pub(super) fn is_counted(scan: &Scan, at: usize, end: usize, year: YearOf) -> bool {
    let next = if scan.is(end, "-") && scan.is_glued(end) && scan.is_glued(end + 1) { end + 1 } else { end };
    let sense = scan.sense(next);
    if !scan.is_word(next) || scan.is_glued(next) && next == end {
        return scan.is_glued(next) && scan.is_word(next) && scan.text(next).len() > 1;
    }
    if sense.has(COUNTED_AFTER) && !sense.has(OR) || (sense.unit.is_some() && !sense.has(OF)) {
        // "in 2003 police said": a strong cue before a year that is not round.
        let round = matches!(year, YearOf::Given(year) if year % 100 == 0 || year < 1700);
        let strong = scan.before(at).has(YEAR_CUE) && !scan.before(at).has(WEAK_CUE);
        return round || !strong || sense.unit.is_some();
    }
    let text = scan.text(next);
    let lower = text.starts_with(|letter: char| letter.is_lowercase());
    let is_plural = lower
        && text.len() > 3
        && text.ends_with('s')
        && !text.ends_with("ss")
        && !text.ends_with("us")
        && !text.ends_with("'s")
        && !text.ends_with("’s");
    let before = scan.before(at);
    let strong = before.has(YEAR_CUE) && !before.has(WEAK_CUE);
    let round = matches!(year, YearOf::Given(year) if year % 100 == 0 || year < 1500);
    is_plural && (round || !strong && !before.has(THE))
}

fn is_cued(scan: &Scan, at: usize, end: usize, year: i16) -> bool {
    let before = scan.before(at);
    let mark = scan.text_before(at);
    if follows_year(scan, at, year) || leads_to_year(scan, end, year) {
        return true;
    }
    if before.has(DESIGNATOR) || before.has(COUNTED_BEFORE) {
        return false;
    }
    let recent = (1500..=2099).contains(&year);
    if at == scan.first && !scan.is_word(end) && scan.end <= end + 1 {
        return recent;
    }
    if before.has(YEAR_CUE) {
        let further = if at >= 2 { scan.sense(at - 2) } else { Default::default() };
        if further.has(COUNTED_BEFORE) && before.has(WEAK_CUE) {
            return false;
        }
        let is_list = before.has(AND) || before.has(OR) || before.has(TO);
        // "1999 or 2000", "from 1790 to 1801", "in 1890 and again in 1893"
        if is_list {
            return recent && (is_year_near(scan, at) || before.has(TO) && year >= 1700);
        }
        if before.has(WEAK_CUE) {
            return recent && (year % 100 != 0 || year >= 1700) || is_cued_twice(scan, at);
        }
        return true;
    }
    // "c. 1818", "ca. 1880"
    if mark == "." && at >= 2 && matches!(scan.text(at - 2), "c" | "ca" | "C" | "Ca") {
        return true;
    }
    if !recent {
        return false;
    }
    let next = scan.text(end);
    // "(1964)", "[1986]", "(Berg, 2014; Tan 2015)", "Berg (2000: 103)"
    if matches!(mark, "(" | "[" | "©") {
        return matches!(next, ")" | "]" | ":" | ";" | "," | "–" | "-" | "—") || year >= 1700 && !scan.is_word(end);
    }
    let ends = matches!(next, ")" | "]" | "[" | ";" | ":" | "," | "–") || (scan.is_glued(end) && scan.is_word(end));
    if ends && is_in_brackets(scan, at) && (matches!(mark, "," | "." | ";" | "]") || scan.is_capital(at - 1)) {
        return true;
    }
    if mark == "," && at >= 2 && (scan.is_capital(at - 2) || scan.is(at - 2, ".")) && is_in_brackets(scan, at) {
        return true;
    }
    // "Aberdeen, Scotland, 1859."
    if mark == "," && at >= 2 && scan.is_word(at - 2) && matches!(next, "." | ")" | "," | ";" | "") {
        return true;
    }
    // "since its 2008 launch", "the 1906 earthquake", "London 2012 Olympics"
    let word = scan.is_word(end) && !scan.is_glued(end);
    let possessive =
        matches!(mark, "its" | "his" | "her" | "their" | "a" | "A" | "an" | "this" | "This" | "our" | "my")
            || mark.ends_with("'s")
            || mark.ends_with("’s");
    if word && (before.has(THE) || possessive) {
        return year % 100 != 0 || year >= 1900 && scan.is_capital(end);
    }
    let name_before = scan.is_word(at.wrapping_sub(1)) && scan.is_capital(at.wrapping_sub(1));
    let ours = (1900..=2049).contains(&year) && year % 100 != 0;
    // "Fan Expo 2016 in", "fellow 2012 candidates": four figures of our time without a comma.
    if ours && word && scan.text(end).len() > 3 && !scan.is_capital(end) && scan.is_word(at.wrapping_sub(1)) {
        return true;
    }
    if ours && name_before && !scan.is_number(end) && (!word || !scan.is_capital(end)) {
        return true;
    }
    word && name_before && scan.is_capital(end) && year >= 1800 && year % 100 != 0
}

/// `1711–1776`: the last year of two.
fn follows_year(scan: &Scan, at: usize, year: i16) -> bool {
    let before = at.checked_sub(2).filter(|_| scan.is_dash(at - 1)).and_then(|at| scan.figures(at));
    before.is_some_and(|(first, length)| length == 4 && (1000..i64::from(year)).contains(&first))
}

/// `1711–1776`: the first year of two, when the second is one.
fn leads_to_year(scan: &Scan, end: usize, year: i16) -> bool {
    let joins = scan.is_dash(end) || (scan.has(end, TO) && year >= 1700);
    let Some((last, 4)) = scan.figures(end + 1).filter(|_| joins) else { return false };
    let later = (i64::from(year) + 1..=2099).contains(&last) && (year >= 1500 && (year % 100 != 0 || last % 100 != 0));
    let other = scan.is_dash(end + 2) && scan.is_glued(end + 2) && scan.is_number(end + 3);
    later && !other && !is_counted(scan, end + 1, end + 2, YearOf::Given(last as i16)) && scan.is_free(end + 1, end + 2)
}

/// True when a year stands just before the word that joins: `1999 or`, `1790 to`.
fn is_year_near(scan: &Scan, at: usize) -> bool {
    (2..=6).any(|back| {
        at.checked_sub(back)
            .and_then(|at| scan.figures(at))
            .is_some_and(|(year, length)| length == 4 && (1000..=2099).contains(&year))
    })
}

/// `from about 1200`, `by around 1500`.
fn is_cued_twice(scan: &Scan, at: usize) -> bool {
    at >= 2 && scan.has(at - 2, YEAR_CUE) && !scan.has(at - 2, WEAK_CUE)
}

/// True inside brackets that opened in the last forty tokens.
fn is_in_brackets(scan: &Scan, at: usize) -> bool {
    for step in 1..=40 {
        let Some(before) = at.checked_sub(step).filter(|before| *before >= scan.first) else { return false };
        match scan.text(before) {
            "(" | "[" => return true,
            ")" => return false,
            _ => {}
        }
    }
    false
}
