//! Tokens to dates as they are written, with what bounds, rounds and joins them.

use super::atom;
use super::atom::Atom;
use super::atom::Meaning;
use super::bare_year;
use super::pattern::Core;
use super::pattern::Part;
use super::scan::Scan;
use super::scan::YearOf;
use super::value::Bound;
use super::words::AND;
use super::words::BETWEEN;
use super::words::STARTS;
use super::words::TO;
use super::words::Words;
use crate::text::Prose;

/// A date in the text, not yet resolved.
#[derive(Debug)]
pub(super) struct Mention {
    /// Indices of the first token and of the one after the last.
    pub start: usize,
    pub end: usize,
    pub first: Atom,
    /// The second end of a range.
    pub last: Option<Atom>,
    pub bound: Option<Bound>,
    pub approx: bool,
}

/// All dates of the prose, in order.
pub(super) fn mentions(prose: &Prose, words: &Words) -> Vec<Mention> {
    let mut found = Vec::new();
    for block in &prose.blocks {
        let scan = Scan::new(prose, words, &block.tokens);
        let mut at = block.tokens.start;
        while at < block.tokens.end {
            let token = &prose.tokens[at];
            let may_start = token.is_number() || (token.is_word() && (token.has_digits() || words.can_start(token.id)));
            let mention = if may_start { mention(&scan, at) } else { None };
            // An apostrophe or an era may stand before its number; not when the date before has taken it.
            let taken = found.last().map_or(0, |last: &Mention| last.end);
            let Some(mention) = mention.filter(|mention| mention.start >= taken) else {
                at += 1;
                continue;
            };
            // No step back and never no step: the loop ends.
            at = mention.end.max(at + 1);
            found.push(mention);
        }
    }
    found
}

fn mention(scan: &Scan, at: usize) -> Option<Mention> {
    if scan.is_number(at) && scan.clock(at).is_some_and(|end| scan.month(end).is_none()) {
        return None;
    }
    if scan.has(at, BETWEEN) {
        let first = joinable(scan, scan.skip_the(at + 1))?;
        let last = scan.has(first.end, AND).then(|| second_end(scan, &first, first.end + 1, true)).flatten()?;
        return Some(range(first, last));
    }
    if !scan.has(at, STARTS) {
        return joined(scan, at);
    }
    if let Some((next, bound)) = scan.phrase(&scan.words.bounds, at)
        && let Some(found) = bounded(scan, at, next, bound)
    {
        return Some(found);
    }
    if let Some(found) = beyond(scan, at) {
        return Some(found);
    }
    // "17C tomorrow": a letter grown on a figure says nothing of the day.
    if let Some((next, ())) = scan.phrase(&scan.words.about, at).filter(|_| !scan.is_glued(at)) {
        let next = next + usize::from(scan.is(next, ".") && scan.is_glued(next));
        let inner = joined(scan, scan.skip_the(next))?;
        return Some(Mention { start: at, approx: true, ..inner });
    }
    joined(scan, at)
}

/// `since May 2003`, `as early as October 25`, `by Tuesday`.
fn bounded(scan: &Scan, at: usize, next: usize, bound: Bound) -> Option<Mention> {
    let is_outside = atom::is_preposition(bound, next - at);
    let about = scan.phrase(&scan.words.about, next).map_or(next, |(end, ())| end + usize::from(scan.is(end, ".")));
    let inner_at = scan.skip_the(about);
    let inner = joined(scan, about).or_else(|| joined(scan, inner_at)).or_else(|| {
        let (year, end) = scan.year(inner_at).filter(|_| !is_outside)?;
        let counted = bare_year::is_counted(scan, inner_at, end, year);
        (!counted).then(|| single(Atom::calendar(inner_at, end, Core::Year, year)))
    })?;
    let kind = if inner.last.is_some() { None } else { Some(bound) };
    let approx = about > next;
    let inside = if approx { next } else { inner.start };
    Some(Mention { start: if is_outside { inside } else { at }, bound: kind, approx, ..inner })
}

/// `more than two years ago`, `less than a month ago`: before or after the time so long ago.
fn beyond(scan: &Scan, at: usize) -> Option<Mention> {
    let (next, side) = scan.phrase(&scan.words.beyond, at)?;
    let inner = atom::atom(scan, next)?;
    let is_ago = matches!(inner.meaning, Meaning::Deictic(super::relative::Rel::Offset(_, ..0)));
    let bound = if side < 0 { Bound::Before } else { Bound::After };
    is_ago.then(|| Mention { start: at, bound: Some(bound), ..single(inner) })
}

fn single(atom: Atom) -> Mention {
    Mention { start: atom.start, end: atom.end, first: atom, last: None, bound: None, approx: false }
}

fn range(first: Atom, last: Atom) -> Mention {
    Mention { start: first.start, end: last.end, first, last: Some(last), bound: None, approx: false }
}

/// A date, and the second end when it is the first of a range.
fn joined(scan: &Scan, at: usize) -> Option<Mention> {
    let two_parts = if scan.has(at, STARTS) { two_parts(scan, at) } else { None };
    if let Some(found) = two_parts {
        return Some(found);
    }
    let first = atom::atom(scan, at)?;
    if !can_join(&first) {
        return Some(single(first));
    }
    let end = first.end;
    let is_dash = scan.is_dash(end);
    if !is_dash && !scan.has(end, TO) {
        return Some(single(first));
    }
    // "1890 – 91"
    if let (Meaning::Calendar(Core::Year, YearOf::Given(year)), true) = (&first.meaning, is_dash)
        && let Some((short, 2)) = scan.figures(end + 1).filter(|_| scan.is_free(end + 1, end + 2))
    {
        let last = year - year.rem_euclid(100) + short as i16;
        let stops = !(scan.is_glued(end + 2) && (scan.is_word(end + 2) || scan.is_dash(end + 2)));
        if last > *year && *year >= 1000 && stops && !scan.has(end + 2, super::words::COUNTED_AFTER) {
            return Some(single(Atom::new(first.start, end + 2, Meaning::Years(*year, last, false))));
        }
    }
    let last = second_end(scan, &first, end + 1, !is_dash);
    match last {
        Some(last) if !is_lifetime(scan, &first, &last) => Some(range(first, last)),
        _ => Some(single(first)),
    }
}

/// `early to mid-2010s`, `mid to late May`: two parts of one stretch.
fn two_parts(scan: &Scan, at: usize) -> Option<Mention> {
    let (next, part) = scan.phrase(&scan.words.parts, at)?;
    let next = next + usize::from(scan.is_dash(next) && scan.is_glued(next));
    if !(scan.has(next, TO) || scan.has(next, AND) || scan.is_dash(next)) {
        return None;
    }
    let last = atom::atom(scan, next + 1).filter(|last| last.part != Part::Whole && last.part != part)?;
    let first = Atom { start: at, part, ..last.clone() };
    Some(range(first, last))
}

fn joinable(scan: &Scan, at: usize) -> Option<Atom> {
    let about = scan.phrase(&scan.words.about, at).map_or(at, |(end, ())| end + usize::from(scan.is(end, ".")));
    let about = scan.skip_the(about);
    let now = scan.phrase(&scan.words.now, about);
    let now = now.map(|(end, ())| {
        Atom::new(about, end, Meaning::Deictic(super::relative::Rel::Unit(super::calendar::Unit::Day, 0)))
    });
    let first = now.or_else(|| atom::atom(scan, about)).or_else(|| {
        // "between 2003 and 2005": both must be years.
        let (year, end) = scan.year(about)?;
        let (last, after) = scan.year(scan.skip_the(end + 1)).filter(|_| scan.has(end, AND))?;
        let (YearOf::Given(a), YearOf::Given(b)) = (year, last) else { return None };
        let years =
            (1000..=2099).contains(&a) && a < b && b <= 2099 && !bare_year::is_counted(scan, end + 1, after, last);
        (years && (a % 100 != 0 || b % 100 != 0)).then(|| Atom::calendar(about, end, Core::Year, year))
    })?;
    can_join(&first).then_some(first)
}

fn can_join(atom: &Atom) -> bool {
    matches!(atom.meaning, Meaning::Calendar(..) | Meaning::Deictic(_) | Meaning::Either(..))
}

/// The second end of a range that starts with `first`, at `at`.
fn second_end(scan: &Scan, first: &Atom, at: usize, in_words: bool) -> Option<Atom> {
    let about = scan.phrase(&scan.words.about, at).map_or(at, |(end, ())| end + usize::from(scan.is(end, ".")));
    let next = scan.skip_the(about);
    let day_first = matches!(first.meaning, Meaning::Calendar(Core::Day(..), _) | Meaning::Either(..));
    if let Some((end, ())) = scan.phrase(&scan.words.now, next).filter(|_| in_words) {
        return Some(Atom::new(next, end, Meaning::Deictic(super::relative::Rel::Unit(super::calendar::Unit::Day, 0))));
    }
    let found = super::numeric::joined_numeric(scan, next)
        .or_else(|| atom::atom(scan, next))
        .filter(can_join)
        .or_else(|| {
            let (year, end) = scan.year(next)?;
            let (YearOf::Given(a), YearOf::Given(b)) = (year_of(first)?, year) else { return None };
            let fits = matches!(first.meaning, Meaning::Calendar(Core::Year, _)) && a < b && b <= 2099;
            (fits && !bare_year::is_counted(scan, next, end, year)).then(|| Atom::calendar(next, end, Core::Year, year))
        })?;
    if scan.clock(next).is_some() {
        return None;
    }
    let is_year = |atom: &Atom| matches!(atom.meaning, Meaning::Calendar(Core::Year, YearOf::Given(_)));
    // "on 3 May – 2008 was": a day and a year make no range; nor do a Tuesday and a century.
    let deictic = matches!(found.meaning, Meaning::Deictic(_)) || matches!(first.meaning, Meaning::Deictic(_));
    let fits = found.grain == first.grain
        || deictic && in_words
        || (!is_year(&found) && !is_year(first))
        || (in_words && !day_first);
    let is_weekday = |atom: &Atom| {
        atom.weekday.is_none() && matches!(atom.meaning, Meaning::Deictic(super::relative::Rel::Weekday(..)))
    };
    (fits && is_weekday(&found) == is_weekday(first)).then_some(found)
}

fn year_of(atom: &Atom) -> Option<YearOf> {
    match atom.meaning {
        Meaning::Calendar(_, year) | Meaning::Either(_, _, year) => Some(year),
        _ => None,
    }
}

/// `Ola Berg (8 February 1700 – 17 March 1782)`: born and died, two days and no stretch. In brackets that close after
/// it and follow a name, with years as far apart as people live.
fn is_lifetime(scan: &Scan, first: &Atom, last: &Atom) -> bool {
    let (Some(YearOf::Given(born)), Some(YearOf::Given(died))) = (year_of(first), year_of(last)) else { return false };
    let grains = [first.grain, last.grain].iter().all(|grain| *grain <= super::value::Grain::Year);
    if !grains || !(15..=110).contains(&(died - born)) || !scan.is_dash(first.end) {
        return false;
    }
    if !matches!(scan.text(last.end), ")" | "," | ";") {
        return false;
    }
    let opens = (1..=80).map_while(|back| first.start.checked_sub(back)).find(|at| scan.is(*at, "("));
    let Some(open) = opens.filter(|open| *open > scan.first) else { return false };
    scan.is_word(open - 1) && scan.is_capital(open - 1)
}
