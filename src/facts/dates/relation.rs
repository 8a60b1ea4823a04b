//! How a draft's date stands to a source's.

use super::calendar::Days;
use super::relative::Rel;
use super::relative::Tense;
use super::value::Bound;
use super::value::DateValue;
use super::value::Grain;
use super::value::Kind;
use super::value::Reading;
use super::value::Via;
use crate::facts::Relation;

/// How the draft's date stands to the source's; the most favourable of their readings counts.
///
/// Days are compared, never spellings. A draft's date without a year takes the year of the source's; a year that is
/// only inferred on the source's side bears out a year that the draft states. Habits, vague times and dates that could
/// not be resolved are `Unknown`.
pub fn relation(draft: &DateValue, source: &DateValue) -> Relation {
    if draft.kind == Kind::Recurring && source.kind == Kind::Recurring {
        let same = draft.pattern == source.pattern && draft.wording == source.wording && draft.grain == source.grain;
        return if same { Relation::Same } else { Relation::Unknown };
    }
    if [draft, source].iter().any(|date| matches!(date.kind, Kind::Vague | Kind::Recurring)) {
        return Relation::Unknown;
    }
    // "More than two years ago" for "almost two years ago": wrong whatever day both count from.
    if let (Kind::Open(one), Kind::Open(other)) = (draft.kind, source.kind)
        && draft.has_wording_of(source)
        && one.opens_forward() != other.opens_forward()
    {
        return Relation::Disjoint;
    }
    // "Two years later" on both sides: which day each counts from is for that day's own finding.
    let both_prior = draft.via == Via::Prior && source.via == Via::Prior;
    let has_no_days = draft.readings.is_empty() || source.readings.is_empty();
    if draft.has_wording_of(source) && (has_no_days || both_prior) {
        return if draft.part == source.part { Relation::Same } else { Relation::Unknown };
    }
    if (has_no_days || both_prior)
        && let Some(found) = by_wording(draft, source)
    {
        return found;
    }
    let sources = readings(source, draft);
    let drafts = if draft.is_yearless() { in_years_of(draft, &sources) } else { draft.readings.clone() };
    let pairs = drafts.iter().flat_map(|one| sources.iter().map(move |other| (one, other)));
    pairs
        .map(|(one, other)| pair(draft, *one, source, *other))
        .min_by_key(|found| disfavour(*found))
        .unwrap_or(Relation::Unknown)
}

/// Two relative dates that nothing resolves, told apart by their words: one weekday is no other, and so many months
/// ago is no other number of months, nor as many years.
fn by_wording(draft: &DateValue, source: &DateValue) -> Option<Relation> {
    match (draft.wording?, source.wording?) {
        (Rel::Weekday(one, _), Rel::Weekday(other, _)) if one != other => Some(Relation::Disjoint),
        (Rel::Offset(one, steps), Rel::Offset(other, others)) | (Rel::Units(one, steps), Rel::Units(other, others)) => {
            let same_direction = steps.signum() == others.signum();
            let is_other = (one == other && steps != others) || (one != other && steps == others);
            (same_direction && is_other && !draft.approx && !source.approx).then_some(Relation::Disjoint)
        }
        (Rel::Unit(one, steps), Rel::Unit(other, others)) if one == other && steps != others => {
            Some(Relation::Disjoint)
        }
        _ => None,
    }
}

/// From the most favourable on.
fn disfavour(relation: Relation) -> u8 {
    match relation {
        Relation::Same => 0,
        Relation::Coarser => 1,
        Relation::Overlap => 2,
        Relation::Finer => 3,
        Relation::Disjoint => 4,
        Relation::Unknown => 5,
    }
}

/// The source's readings; of a year-less source without a date of its own, those in the draft's years.
fn readings(source: &DateValue, draft: &DateValue) -> Vec<Reading> {
    if !source.readings.is_empty() || !source.is_yearless() {
        return source.readings.clone();
    }
    if !draft.readings.is_empty() {
        return in_years_of(source, &draft.readings);
    }
    // Neither has a year: any will do, a leap year and the one after it.
    let Some(pattern) = &source.pattern else { return Vec::new() };
    pattern.readings(2000).into_iter().chain(pattern.readings(2001)).collect()
}

/// The readings of a year-less date in the years of `others` and the ones next to them.
fn in_years_of(date: &DateValue, others: &[Reading]) -> Vec<Reading> {
    let Some(pattern) = &date.pattern else { return date.readings.clone() };
    let mut years: Vec<i16> = Vec::new();
    for other in others.iter().take(MOST) {
        for year in [other.days.first.year(), other.days.last.year()] {
            years.extend([year.saturating_sub(1), year, year.saturating_add(1)]);
        }
    }
    years.sort_unstable();
    years.dedup();
    years.into_iter().flat_map(|year| pattern.readings(year)).collect()
}

/// Readings whose years are tried; more of them than a month has days means that nothing certain is known.
const MOST: usize = 62;

fn pair(draft: &DateValue, d: Reading, source: &DateValue, s: Reading) -> Relation {
    match (draft.kind, source.kind) {
        (Kind::Open(one), Kind::Open(other)) => both_open(one, d.days, other, s.days),
        (Kind::Open(bound), _) => {
            let allowed = bound.days(d.days);
            if allowed.contains(s.days) {
                Relation::Coarser
            } else if allowed.overlaps(s.days) || is_near(draft, d.days, source, s.days) || touches(draft, d, s) {
                Relation::Overlap
            } else {
                Relation::Disjoint
            }
        }
        (_, Kind::Open(bound)) => in_open(draft, d.days, source, s.days, bound),
        (Kind::Extent, Kind::Extent) => match (d.ends, s.ends) {
            (Some(d_ends), Some(s_ends)) => both_ends(draft, d_ends, source, s_ends),
            _ => points(draft, d.days, source, s.days),
        },
        (_, Kind::Extent) => in_extent(draft, d.days, source, s),
        _ => points(draft, d.days, source, s.days),
    }
}

/// `after 2008` and `in 2008`: a bound coarser than a day may be meant from its beginning.
fn touches(date: &DateValue, one: Reading, other: Reading) -> bool {
    date.grain > Grain::Day && one.days.overlaps(other.days)
}

fn points(draft: &DateValue, d: Days, source: &DateValue, s: Days) -> Relation {
    if d == s {
        return Relation::Same;
    }
    // Which day of a hazy document is meant cannot be told: any that fits the words is as good.
    if source.is_hazy && s.contains(d) || draft.is_hazy && d.contains(s) {
        return Relation::Same;
    }
    if d.contains(s) {
        return Relation::Coarser;
    }
    if s.contains(d) {
        return Relation::Finer;
    }
    if d.overlaps(s) || is_near(draft, d, source, s) { Relation::Overlap } else { Relation::Disjoint }
}

/// True when one of them is about and they are within one unit of its grain.
fn is_near(draft: &DateValue, d: Days, source: &DateValue, s: Days) -> bool {
    let wide = |date: &DateValue, days: Days| if date.approx { days.widened(date.grain.slack()) } else { days };
    (draft.approx || source.approx) && wide(draft, d).overlaps(wide(source, s))
}

/// A date inside a range of the source is borne out by it: what went on from May to July went on in June.
fn in_extent(draft: &DateValue, d: Days, source: &DateValue, s: Reading) -> Relation {
    let is_end = s.ends.is_some_and(|(first, last)| d == first || d == last);
    if is_end || d == s.days {
        Relation::Same
    } else if s.days.contains(d) {
        Relation::Coarser
    } else {
        points(draft, d, source, s.days)
    }
}

fn in_open(draft: &DateValue, d: Days, source: &DateValue, s: Days, bound: Bound) -> Relation {
    let allowed = bound.days(s);
    if allowed.contains(d) {
        return match bound {
            // "As early as 2000, he sold": it was in 2000, and later is not said.
            Bound::AsEarlyAs if source.tense == Tense::Past && d.overlaps(s) => Relation::Same,
            Bound::AsEarlyAs if source.tense == Tense::Past => Relation::Overlap,
            // What holds since May, or until May, holds on a day in between.
            Bound::Since | Bound::Until => Relation::Overlap,
            _ => Relation::Finer,
        };
    }
    let touches = source.grain > Grain::Day && d.overlaps(s);
    if allowed.overlaps(d) || touches || is_near(draft, d, source, s) { Relation::Overlap } else { Relation::Disjoint }
}

fn both_open(one: Bound, d: Days, other: Bound, s: Days) -> Relation {
    let touch = if d == s {
        Relation::Same
    } else if d.contains(s) {
        Relation::Coarser
    } else {
        Relation::Finer
    };
    if one == other && matches!(one, Bound::Since | Bound::Until) {
        // What began in 2003 did not begin in 2005, though one stretch holds the other.
        return if d.overlaps(s) { touch } else { Relation::Disjoint };
    }
    if one.opens_forward() != other.opens_forward() {
        return if one.days(d).overlaps(other.days(s)) { Relation::Overlap } else { Relation::Disjoint };
    }
    if d == s {
        return Relation::Same;
    }
    let meets = d.overlaps(s);
    let (d, s) = (one.days(d), other.days(s));
    if d == s {
        Relation::Same
    } else if d.contains(s) {
        Relation::Coarser
    } else if meets {
        Relation::Finer
    } else {
        // "Before 2006" says more than "before 2009" does: it is another year.
        Relation::Disjoint
    }
}

/// Ends are compared with ends: one that clashes is enough.
fn both_ends(draft: &DateValue, d: (Days, Days), source: &DateValue, s: (Days, Days)) -> Relation {
    let first = points(draft, d.0, source, s.0);
    let last = points(draft, d.1, source, s.1);
    match (first, last) {
        (Relation::Disjoint, _) | (_, Relation::Disjoint) => Relation::Disjoint,
        (first, last) if first == last => first,
        (Relation::Same, other) | (other, Relation::Same) => other,
        _ => Relation::Overlap,
    }
}
