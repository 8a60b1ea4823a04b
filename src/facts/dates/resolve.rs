//! Dates as written to dates with days: years inferred, relative ones counted, contradictions seen.

use super::atom::Atom;
use super::atom::Meaning;
use super::calendar;
use super::calendar::Days;
use super::find::Mention;
use super::pattern::Core;
use super::pattern::Part;
use super::relative::Rel;
use super::relative::Tense;
use super::scan::YearOf;
use super::value::Contradiction;
use super::value::DateValue;
use super::value::Given;
use super::value::Grain;
use super::value::Kind;
use super::value::Pattern;
use super::value::Reading;
use super::value::Via;
use super::words::FUTURE;
use super::words::PAST;
use super::words::SAYING;
use super::words::Words;
use crate::text::Prose;

/// What is known of the document while its dates are resolved in order.
pub(super) struct Story<'a> {
    prose: &'a Prose,
    words: &'a Words,
    anchor: Option<Days>,
    /// Whether figures stand month first, when a date of the document proves it.
    month_first: Option<bool>,
    prior: Option<Prior>,
    /// The tense of the sentence asked last.
    tense: Option<(usize, Tense)>,
}

#[derive(Clone, Copy)]
struct Prior {
    sentence: usize,
    days: Days,
    grain: Grain,
    /// The text states its year.
    has_year: bool,
}

/// Sentences back that "the following week" and a year-less date still lean on a date.
const REACH: usize = 2;

impl<'a> Story<'a> {
    pub fn new(prose: &'a Prose, words: &'a Words, anchor: Option<Days>, mentions: &[Mention]) -> Story<'a> {
        Story { prose, words, anchor, month_first: order(prose, mentions), prior: None, tense: None }
    }

    pub fn resolve(&mut self, mention: &Mention) -> DateValue {
        let sentence = self.prose.sentence_at(self.prose.tokens[mention.start].start());
        let tense = self.tense(sentence);
        let mut value = match &mention.last {
            Some(last) => self.range(&mention.first, last, sentence, tense),
            None => self.atom(&mention.first, sentence, tense),
        };
        value.approx |= mention.approx;
        value.tense = tense;
        if let Some(bound) = mention.bound.filter(|_| matches!(value.kind, Kind::Point | Kind::Extent)) {
            value.kind = Kind::Open(bound);
        }
        if let Some(reading) = value.readings.first().filter(|_| value.is_resolved()) {
            let days = reading.ends.map_or(reading.days, |(_, last)| last);
            let has_year = value.given.year.is_some() || value.via == Via::Prior;
            self.prior = Some(Prior { sentence, days, grain: value.grain, has_year });
        }
        value
    }

    fn near_prior(&self, sentence: usize) -> Option<Prior> {
        self.prior.filter(|prior| sentence <= prior.sentence + REACH)
    }

    fn atom(&self, atom: &Atom, sentence: usize, tense: Tense) -> DateValue {
        let mut value = blank(atom);
        match &atom.meaning {
            Meaning::Calendar(core, year) => {
                self.calendar(&mut value, &[*core], None, *year, sentence, tense);
                if core.is_named_by_end() {
                    as_stretch(&mut value);
                }
            }
            Meaning::Either(one, other, year) => {
                let cores: &[Core] = match self.month_first {
                    Some(true) => &[*one],
                    Some(false) => &[*other],
                    None => &[*one, *other],
                };
                self.calendar(&mut value, cores, None, *year, sentence, tense);
            }
            Meaning::Range(first, last, year) => {
                value.kind = Kind::Extent;
                self.calendar(&mut value, &[*first], Some((*last, Part::Whole)), *year, sentence, tense);
                if let (Core::Day(_, a), Core::Day(month, b)) = (first, last)
                    && b < a
                {
                    value.readings.clear();
                    let year = value.given.year.unwrap_or(2000);
                    let days = |day| calendar::day(year, *month, day);
                    if let (Some(first), Some(last)) = (days(*a), days(*b)) {
                        value.fault = Some(Contradiction::EndsBeforeStart { first, last });
                    }
                    value.pattern = None;
                }
            }
            Meaning::Years(first, last, or_month) => {
                value.given.year = Some(*first);
                if let (Some(from), Some(to)) = (calendar::year_days(*first), calendar::year_days(*last)) {
                    value.readings.push(Reading { days: from.join(to), ends: Some((from, to)) });
                }
                value.kind = Kind::Extent;
                if let Some(month) = calendar::month_days(*first, (last % 100) as i8).filter(|_| *or_month) {
                    value.readings.insert(0, Reading { days: month, ends: None });
                    value.kind = Kind::Point;
                    value.grain = Grain::Month;
                }
            }
            Meaning::Deictic(rel) => self.deictic(&mut value, *rel, atom.part, tense),
            Meaning::Prior(rel, or_anchor) => self.anaphoric(&mut value, *rel, *or_anchor, atom.part, sentence, tense),
            Meaning::From(unit, count, from) => {
                let from = self.atom(from, sentence, tense);
                let rel = Rel::Offset(*unit, *count);
                let readings = from
                    .readings
                    .iter()
                    .flat_map(|reading| rel.days_from_prior(reading.days, from.grain.min(Grain::Day)));
                value.readings = plain(readings.collect());
                value.given = from.given;
                value.via = from.via;
                value.grain = from.grain.max(if *unit == calendar::Unit::Day { Grain::Day } else { value.grain });
                value.counted_from = from.counted_from;
            }
            Meaning::Recurring(rel) => {
                value.kind = Kind::Recurring;
                value.wording = Some(*rel);
            }
            Meaning::Vague => value.kind = Kind::Vague,
        }
        if let Some(weekday) = atom.weekday {
            check_weekday(&mut value, weekday);
        }
        value
    }

    /// A date of the calendar: in its year, or in those that the document and the sentence leave.
    fn calendar(
        &self,
        value: &mut DateValue,
        cores: &[Core],
        last: Option<(Core, Part)>,
        year: YearOf,
        sentence: usize,
        tense: Tense,
    ) {
        value.given = given(cores);
        let pattern = Pattern { cores: cores.iter().map(|core| (*core, value.part)).collect(), last };
        match year {
            YearOf::Open => self.infer(value, pattern, sentence, tense),
            YearOf::Given(year) => {
                value.given.year = Some(year);
                value.readings = in_year(value, &pattern, year);
                value.fault = no_such_day(cores, Some(year)).filter(|_| value.readings.is_empty());
            }
            YearOf::Short(short) => {
                let is_decade = matches!(cores, [Core::Years(_)]);
                let years = self.long_years(short, is_decade);
                value.given.year = years.first().copied();
                value.readings = years.iter().flat_map(|year| in_year(value, &pattern, *year)).collect();
            }
        }
    }

    /// The years that two figures stand for, within eighty years before the document and twenty after it.
    fn long_years(&self, short: i8, is_decade: bool) -> Vec<i16> {
        let Some(anchor) = self.anchor else {
            let turn = if is_decade { 20 } else { 70 };
            return vec![if short >= turn { 1900 + i16::from(short) } else { 2000 + i16::from(short) }];
        };
        let now = anchor.last.year();
        // Nobody speaks of "the twenties" before they come.
        let latest = if is_decade { now } else { now.saturating_add(20) };
        let year = latest - (latest - i16::from(short)).rem_euclid(100);
        vec![year]
    }

    fn infer(&self, value: &mut DateValue, pattern: Pattern, sentence: usize, tense: Tense) {
        let cores: Vec<Core> = pattern.cores.iter().map(|(core, _)| *core).collect();
        value.via = Via::Nothing;
        value.fault = no_such_day(&cores, None);
        let mut found: Vec<Reading> = Vec::new();
        if let Some(prior) = self.near_prior(sentence).filter(|prior| prior.has_year && prior.grain <= Grain::Year) {
            let of_prior = pattern.readings(prior.days.first.year());
            value.via = Via::InferredYear;
            found.extend(of_prior.first());
        }
        if let Some(anchor) = self.anchor {
            let year = anchor.first.year();
            // 29 February may be eight years away.
            let within = |reach: i16| -> Vec<Reading> {
                let years = year.saturating_sub(reach)..=anchor.last.year().saturating_add(reach);
                years.flat_map(|year| pattern.readings(year)).collect()
            };
            let leap = cores.contains(&Core::Day(2, 29)) || matches!(cores[..], [Core::IsoWeek(53)]);
            let all = within(if leap { 9 } else { 2 });
            let by_end = cores.iter().any(|core| core.is_named_by_end());
            let reached = |days: Days| if by_end { days.last } else { days.first };
            let before = all.iter().rev().find(|reading| reached(reading.days) <= anchor.last);
            let after = all.iter().find(|reading| reading.days.last >= anchor.first);
            value.via = Via::InferredYear;
            value.counted_from = Some(anchor);
            // The tense of a sentence is not always that of its date: the other one stays when it is near and this one
            // is not.
            let away = |reading: &Reading| {
                let ahead = calendar::days_between(anchor.last, reading.days.first);
                ahead.max(calendar::days_between(reading.days.last, anchor.first)).max(0)
            };
            let mut near: Vec<Reading> = before.into_iter().chain(after).copied().collect();
            let (told, other) = match tense {
                Tense::Past => (before, after),
                Tense::Future => (after, before),
                Tense::Unclear => (None, None),
            };
            if let (Some(told), Some(other)) = (told, other)
                && (by_end || away(other) > NEAR || away(told) <= NEAR)
            {
                near = vec![*told];
            }
            near.sort_by_key(|reading| away(reading));
            found.extend(near);
            // A season of two readings a year keeps both.
            if let (Some(last), true) =
                (found.last().copied(), cores.contains(&Core::Season(super::pattern::Season::Winter)))
            {
                let next = all.iter().find(|reading| reading.days.first > last.days.last);
                found.extend(next.filter(|_| tense == Tense::Unclear));
            }
        }
        let mut readings: Vec<Reading> = Vec::new();
        for reading in found {
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
        if readings.is_empty() {
            value.via = Via::Nothing;
        }
        value.readings = readings;
        value.pattern = Some(pattern);
    }

    fn deictic(&self, value: &mut DateValue, rel: Rel, part: Part, tense: Tense) {
        value.wording = Some(rel);
        value.via = Via::Nothing;
        let Some(anchor) = self.anchor else { return };
        let (days, is_hazy) = rel.days(anchor, tense);
        value.readings = plain(days.into_iter().map(|days| part.of(days)).collect());
        value.is_hazy = is_hazy;
        value.via = Via::Anchor;
        value.counted_from = Some(anchor);
        if let Rel::Units(..) = rel {
            value.kind = Kind::Point;
        }
    }

    fn anaphoric(&self, value: &mut DateValue, rel: Rel, or_anchor: bool, part: Part, sentence: usize, tense: Tense) {
        match self.near_prior(sentence) {
            Some(prior) => {
                value.wording = Some(rel);
                value.via = Via::Prior;
                value.counted_from = Some(prior.days);
                let days = rel.days_from_prior(prior.days, prior.grain);
                value.readings = plain(days.into_iter().map(|days| part.of(days)).collect());
                if let Rel::Offset(unit, _) = rel {
                    value.grain = prior.grain.max(Grain::of(unit));
                }
                // "the end of the year" after a date of another year: the document's own year is as near.
                if let Some(anchor) = self.anchor.filter(|_| or_anchor) {
                    for days in rel.days(anchor, tense).0 {
                        let reading = Reading { days: part.of(days), ends: None };
                        if !value.readings.contains(&reading) {
                            value.readings.push(reading);
                        }
                    }
                }
            }
            None if or_anchor => self.deictic(value, rel, part, tense),
            // No day to count from: the words can still be held against the same words.
            None => (value.wording, value.via) = (Some(rel), Via::Prior),
        }
        if value.readings.is_empty() && value.wording.is_none() {
            value.kind = Kind::Vague;
        }
    }

    /// A range of two dates: what one leaves out, the other gives.
    fn range(&self, first: &Atom, last: &Atom, sentence: usize, tense: Tense) -> DateValue {
        let (one, other) = (self.atom(first, sentence, tense), self.atom(last, sentence, tense));
        let mut value = DateValue { kind: Kind::Extent, ..one.clone() };
        value.grain = one.grain.min(other.grain);
        value.fault = one.fault.or(other.fault);
        value.pattern = None;
        let simple = |pattern: &Option<Pattern>| {
            pattern.as_ref().filter(|pattern| pattern.last.is_none()).and_then(|pattern| pattern.cores.first().copied())
        };
        match (simple(&one.pattern), simple(&other.pattern)) {
            (Some(core), Some(end)) => {
                let pattern = Pattern { cores: vec![core], last: Some(end) };
                self.infer(&mut value, pattern, sentence, tense);
                return value;
            }
            // "October 31 to November 2, 2008"
            (Some((core, part)), None) if other.given.year.is_some() => {
                let years = |reading: &Reading| [reading.days.last.year(), reading.days.last.year().saturating_sub(1)];
                let of = |end: &Reading| {
                    let starts = years(end).into_iter().flat_map(|year| core.days(year)).map(|days| part.of(days));
                    starts
                        .filter(|start| start.first <= end.days.last)
                        .max_by_key(|start| start.first)
                        .map(|start| (start, end.days))
                };
                value.readings = other.readings.iter().filter_map(of).map(from_ends).collect();
                value.given.year = other.given.year;
                value.via = Via::Explicit;
                value.counted_from = None;
                return value;
            }
            // "October 31, 2008, to November 2"
            (None, Some((core, part))) if one.given.year.is_some() => {
                let of = |start: &Reading| {
                    let year = start.days.first.year();
                    let ends = [year, year.saturating_add(1)]
                        .into_iter()
                        .flat_map(|year| core.days(year))
                        .map(|days| part.of(days));
                    ends.filter(|end| end.first >= start.days.first)
                        .min_by_key(|end| end.first)
                        .map(|end| (start.days, end))
                };
                value.readings = one.readings.iter().filter_map(of).map(from_ends).collect();
                return value;
            }
            _ => {}
        }
        value.readings.clear();
        let mut backwards = None;
        for start in one.readings.iter().take(MOST) {
            for end in other.readings.iter().take(MOST) {
                if start.days.first <= end.days.last {
                    value.readings.push(from_ends((start.days, end.days)));
                } else {
                    backwards = Some(Contradiction::EndsBeforeStart { first: start.days, last: end.days });
                }
            }
        }
        if value.readings.is_empty() && one.given.year.is_some() && other.given.year.is_some() {
            value.fault = value.fault.or(backwards);
        }
        if other.via == Via::Anchor {
            value.counted_from = other.counted_from;
        }
        value
    }

    fn tense(&mut self, sentence: usize) -> Tense {
        if let Some((asked, tense)) = self.tense.filter(|(asked, _)| *asked == sentence) {
            debug_assert!(asked == sentence);
            return tense;
        }
        let tense = self.prose.sentences.get(sentence).map_or(Tense::Unclear, |found| {
            let (mut past, mut future) = (false, false);
            for token in &self.prose.tokens[found.tokens.clone()] {
                if !token.is_word() {
                    continue;
                }
                let sense = self.words.sense(token.id);
                let text = &self.prose.text[token.range()];
                future |= sense.has(FUTURE);
                let is_past = text.len() > 3 && text.ends_with("ed") && !token.is_capital();
                past |= sense.has(PAST) || (is_past && !sense.has(SAYING) && !sense.has(FUTURE));
            }
            match (past, future) {
                (true, false) => Tense::Past,
                (false, true) => Tense::Future,
                _ => Tense::Unclear,
            }
        });
        self.tense = Some((sentence, tense));
        tense
    }
}

/// Days that count as near: a quarter of a year.
const NEAR: i64 = 92;

/// Readings of each end that are tried with each other.
const MOST: usize = 8;

/// Whether a date in figures of this document can only be month first, or only day first.
fn order(prose: &Prose, mentions: &[Mention]) -> Option<bool> {
    let atoms = mentions.iter().flat_map(|mention| [Some(&mention.first), mention.last.as_ref()]).flatten();
    let mut proofs = atoms.filter_map(|atom| {
        let Meaning::Calendar(Core::Day(month, day), _) = atom.meaning else { return None };
        let text = &prose.text[prose.tokens[atom.start].start()..prose.tokens[atom.end - 1].end()];
        let mut parts = text.split(['/', '.', '-']).map(|part| part.parse::<i8>().ok());
        let (a, b) = (parts.next()??, parts.next()??);
        match (a, b) {
            _ if (a, b) == (month, day) && day > 12 => Some(true),
            _ if (a, b) == (day, month) && day > 12 => Some(false),
            _ => None,
        }
    });
    let first = proofs.next()?;
    // Both in one document prove nothing.
    proofs.all(|proof| proof == first).then_some(first)
}

fn blank(atom: &Atom) -> DateValue {
    DateValue {
        readings: Vec::new(),
        grain: atom.grain,
        kind: Kind::Point,
        part: atom.part,
        approx: false,
        given: Given::default(),
        via: Via::Explicit,
        counted_from: None,
        is_hazy: false,
        tense: Tense::Unclear,
        wording: None,
        pattern: None,
        fault: None,
    }
}

fn given(cores: &[Core]) -> Given {
    let mut given = Given::default();
    match cores {
        [Core::Day(month, day)] => (given.month, given.day) = (Some(*month), Some(*day)),
        [Core::Month(month)] => given.month = Some(*month),
        _ => {}
    }
    given
}

fn plain(days: Vec<Days>) -> Vec<Reading> {
    days.into_iter().map(|days| Reading { days, ends: None }).collect()
}

/// A year to March covers all of its months: held against another, its ends count.
fn as_stretch(value: &mut DateValue) {
    value.kind = Kind::Extent;
    let unit = if value.grain == Grain::Week { calendar::Unit::Day } else { calendar::Unit::Month };
    for reading in &mut value.readings {
        let Days { first, last } = reading.days;
        reading.ends = Some((calendar::unit_of(first, unit), calendar::unit_of(last, unit)));
    }
}

fn from_ends((first, last): (Days, Days)) -> Reading {
    Reading { days: first.join(last), ends: Some((first, last)) }
}

/// A business year starts when the business says: within the two calendar years that can hold its days.
fn in_year(value: &mut DateValue, pattern: &Pattern, year: i16) -> Vec<Reading> {
    if value.grain == Grain::FiscalYear {
        value.is_hazy = true;
        return plain(calendar::years(year.saturating_sub(1), year).into_iter().collect());
    }
    pattern.readings(year)
}

/// 31 February is in no year, 29 February in some.
fn no_such_day(cores: &[Core], year: Option<i16>) -> Option<Contradiction> {
    let [Core::Day(month, day)] = cores else { return None };
    let last = calendar::month_days(year.unwrap_or(2000), *month)?.last.day();
    (*day > last).then_some(Contradiction::NoSuchDay { year, month: *month, day: *day, last_day: last })
}

/// Keeps the readings that fall on the weekday stated; says so when the date is sure and does not.
fn check_weekday(value: &mut DateValue, weekday: jiff::civil::Weekday) {
    value.given.weekday = Some(weekday);
    let start = |reading: &Reading| reading.ends.map_or(reading.days.first, |(first, _)| first.first);
    let fits = |reading: &Reading| start(reading).weekday() == weekday;
    if value.readings.iter().any(fits) {
        value.readings.retain(fits);
        return;
    }
    if value.via == Via::Explicit {
        if let Some(reading) = value.readings.first() {
            value.fault = Some(Contradiction::Weekday { said: weekday, day: start(reading) });
        }
        return;
    }
    // Without a year, the weekday says which: the nearest year in which it is right.
    let Some((pattern, from)) = value.pattern.as_ref().zip(value.counted_from) else { return };
    let year = from.first.year();
    let years = (0..=11).flat_map(|step| [year.saturating_sub(step), year.saturating_add(step)]);
    if let Some(found) = years.flat_map(|year| pattern.readings(year)).find(fits) {
        value.readings = vec![found];
    }
}
