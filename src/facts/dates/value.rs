//! What a date expression can mean: stretches of days, and how they were found.

use super::calendar;
use super::calendar::Days;
use super::calendar::Unit;
use super::pattern::Core;
use super::pattern::Part;
use super::relative::Rel;
use super::relative::Tense;
use jiff::civil;
use jiff::civil::Weekday;

/// How fine a date is, from fine to coarse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    Time,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    FiscalYear,
    Decade,
    Century,
    Millennium,
}

impl Grain {
    pub(super) fn of(unit: Unit) -> Grain {
        match unit {
            Unit::Day | Unit::Workday => Grain::Day,
            Unit::Weekend => Grain::Weekend,
            Unit::Workweek | Unit::Week | Unit::Fortnight => Grain::Week,
            Unit::Month => Grain::Month,
            Unit::Quarter => Grain::Quarter,
            Unit::Season => Grain::Season,
            Unit::Half => Grain::Half,
            Unit::Year => Grain::Year,
            Unit::Decade => Grain::Decade,
            Unit::Century => Grain::Century,
            Unit::Millennium => Grain::Millennium,
        }
    }

    pub(super) fn of_core(core: Core) -> Grain {
        match core {
            Core::Year => Grain::Year,
            Core::MonthsTo(count, _) => match count {
                12.. => Grain::Year,
                6.. => Grain::Half,
                3.. => Grain::Quarter,
                _ => Grain::Month,
            },
            Core::DaysTo(..) => Grain::Week,
            Core::Month(_) => Grain::Month,
            Core::Season(_) => Grain::Season,
            Core::Quarter(_) => Grain::Quarter,
            Core::Half(_) => Grain::Half,
            Core::NthUnit(_, unit, _) => Grain::of(unit),
            Core::WeekOf(..) | Core::IsoWeek(_) => Grain::Week,
            Core::WeekendOf(..) => Grain::Weekend,
            Core::Years(1_000..) => Grain::Millennium,
            Core::Years(100..) => Grain::Century,
            Core::Years(_) => Grain::Decade,
            _ => Grain::Day,
        }
    }

    /// The word for it: `day`, `month` …
    pub fn name(self) -> &'static str {
        match self {
            Grain::Time => "time",
            Grain::Day => "day",
            Grain::Weekend => "weekend",
            Grain::Week => "week",
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Season => "season",
            Grain::Half => "half",
            Grain::Year => "year",
            Grain::FiscalYear => "fiscal_year",
            Grain::Decade => "decade",
            Grain::Century => "century",
            Grain::Millennium => "millennium",
        }
    }

    /// Days that "about" leaves on each side: three for a day, else one unit.
    pub(super) fn slack(self) -> i64 {
        match self {
            Grain::Time | Grain::Day => 3,
            Grain::Weekend | Grain::Week => 7,
            Grain::Month => 31,
            Grain::Quarter | Grain::Season => 92,
            Grain::Half => 184,
            Grain::Year | Grain::FiscalYear => 366,
            Grain::Decade => 3_653,
            Grain::Century => 36_525,
            Grain::Millennium => 365_243,
        }
    }
}

/// Which side of a date is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    Since,
    After,
    Until,
    Before,
    AsEarlyAs,
    NoLaterThan,
}

impl Bound {
    /// The days that "since X", "before X" … allow; [`calendar::NEVER`]'s ends stand for no end.
    pub(super) fn days(self, named: Days) -> Days {
        let never = calendar::NEVER;
        match self {
            Bound::Since | Bound::AsEarlyAs => Days { last: never.last, ..named },
            Bound::After => Days { first: calendar::plus_days(named.last, 1), last: never.last },
            Bound::Until | Bound::NoLaterThan => Days { first: never.first, ..named },
            Bound::Before => Days { first: never.first, last: calendar::plus_days(named.first, -1) },
        }
    }

    /// True for bounds that lie before what they allow.
    pub fn opens_forward(self) -> bool {
        matches!(self, Bound::Since | Bound::After | Bound::AsEarlyAs)
    }

    pub fn name(self) -> &'static str {
        match self {
            Bound::Since => "since",
            Bound::After => "after",
            Bound::Until => "until",
            Bound::Before => "before",
            Bound::AsEarlyAs => "as early as",
            Bound::NoLaterThan => "no later than",
        }
    }
}

/// What a date says about its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Somewhere inside: a coarse one is imprecise.
    Point,
    /// From the first day to the last: it covers all of them.
    Extent,
    Open(Bound),
    /// A habit: `every Friday`.
    Recurring,
    /// Not to be pinned down: `in recent weeks`.
    Vague,
}

/// How the days were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Via {
    /// The text states the year.
    Explicit,
    /// Counted from the document's own date.
    Anchor,
    /// Counted from the last date spoken of.
    Prior,
    /// The year comes from the document's date or the last date spoken of.
    InferredYear,
    /// There is nothing to count from.
    Nothing,
}

/// What the text itself states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Given {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub weekday: Option<Weekday>,
}

/// One reading of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reading {
    /// The days that the words name; of "since May", those of May.
    pub days: Days,
    /// Of a range, the days of its two ends.
    pub ends: Option<(Days, Days)>,
}

/// What a date names apart from the year: enough to read it in another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub cores: Vec<(Core, Part)>,
    /// Of a range, its last end.
    pub last: Option<(Core, Part)>,
}

impl Pattern {
    /// The readings with their first day in `year`, likeliest first.
    pub(super) fn readings(&self, year: i16) -> Vec<Reading> {
        let days = |(core, part): (Core, Part), year: i16| core.days(year).into_iter().map(move |days| part.of(days));
        let firsts = self.cores.iter().flat_map(|core| days(*core, year));
        let Some(last) = self.last else { return firsts.map(|days| Reading { days, ends: None }).collect() };
        let join = |first: Days| {
            // "30 December to 2 January": the second end lies in the next year.
            let mut ends = days(last, year).chain(days(last, year.saturating_add(1)));
            let end = ends.find(|end| end.last >= first.first && end.first >= first.first)?;
            Some(Reading { days: first.join(end), ends: Some((first, end)) })
        };
        firsts.filter_map(join).collect()
    }
}

/// What a date expression can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateValue {
    /// Likeliest first; none when the date could not be resolved.
    pub readings: Vec<Reading>,
    pub grain: Grain,
    pub kind: Kind,
    pub part: Part,
    /// About, around, circa.
    pub approx: bool,
    pub given: Given,
    pub via: Via,
    /// The days that it was counted from.
    pub counted_from: Option<Days>,
    /// True when the days hang on which day of `counted_from` is meant.
    pub is_hazy: bool,
    /// What the sentence tells of.
    pub tense: Tense,
    /// How it is counted, of relative dates.
    pub wording: Option<Rel>,
    pub(super) pattern: Option<Pattern>,
    pub(super) fault: Option<Contradiction>,
}

/// A date that cannot be, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Contradiction {
    /// The day named falls on another weekday.
    Weekday { said: Weekday, day: civil::Date },
    /// The month has no such day, in that year or in any.
    NoSuchDay { year: Option<i16>, month: i8, day: i8, last_day: i8 },
    /// A range that ends before it starts.
    EndsBeforeStart { first: Days, last: Days },
}

impl Contradiction {
    /// One line: what is right, as `2008-10-16 is a Thursday`.
    pub fn message(&self) -> String {
        match self {
            Contradiction::Weekday { day, .. } => format!("{day} is a {}", weekday_name(day.weekday())),
            Contradiction::NoSuchDay { year, month, last_day, .. } => match year {
                Some(year) => format!("{} {year} has {last_day} days", month_name(*month)),
                None => format!("{} has {last_day} days", month_name(*month)),
            },
            Contradiction::EndsBeforeStart { first, last } => {
                format!("it ends on {} and starts on {}", last.last, first.first)
            }
        }
    }

    /// What to do about it; both repairs where there are two.
    pub fn help(&self) -> String {
        match self {
            Contradiction::Weekday { said, day } => {
                let before = calendar::weekday_until(*day, *said);
                let after = calendar::weekday_from(*day, *said);
                let (is, name) = (weekday_name(day.weekday()), weekday_name(*said));
                format!("write {is}, or the {name} meant: {before} or {after}")
            }
            Contradiction::NoSuchDay { .. } => "correct the day or the month".to_owned(),
            Contradiction::EndsBeforeStart { .. } => "swap the two ends or correct one".to_owned(),
        }
    }
}

impl DateValue {
    /// A date of one reading, as a seed's header or a configuration states it.
    pub fn of_days(days: Days) -> DateValue {
        let first = days.first;
        let (grain, given) = match days.count() {
            1 => (
                Grain::Day,
                Given { year: Some(first.year()), month: Some(first.month()), day: Some(first.day()), weekday: None },
            ),
            2..=31 => {
                (Grain::Month, Given { year: Some(first.year()), month: Some(first.month()), ..Given::default() })
            }
            _ => (Grain::Year, Given { year: Some(first.year()), ..Given::default() }),
        };
        DateValue {
            readings: vec![Reading { days, ends: None }],
            grain,
            kind: Kind::Point,
            part: Part::Whole,
            approx: false,
            given,
            via: Via::Explicit,
            counted_from: None,
            is_hazy: false,
            tense: Tense::Unclear,
            wording: None,
            pattern: None,
            fault: None,
        }
    }

    /// True when days were found for it.
    pub fn is_resolved(&self) -> bool {
        !self.readings.is_empty() && !matches!(self.kind, Kind::Vague | Kind::Recurring)
    }

    /// True when it is counted from another day: `last month`, `two years later`.
    pub fn is_relative(&self) -> bool {
        self.wording.is_some()
    }

    /// True when it is counted from the document's own date and so means another day in another document.
    pub fn is_deictic(&self) -> bool {
        self.wording.is_some() && self.via != Via::Prior
    }

    /// True when the text states no year and the date is not counted from another.
    pub fn is_yearless(&self) -> bool {
        self.given.year.is_none() && self.pattern.is_some()
    }

    /// True for two relative dates in the same words: `last month` and `the past month`.
    pub fn has_wording_of(&self, other: &DateValue) -> bool {
        self.wording.is_some() && self.wording == other.wording
    }

    /// True for two that are the same number of units away, whatever the units: `30 months ago` and `30 years ago`.
    pub fn counts_as_many_as(&self, other: &DateValue) -> bool {
        let count = |date: &DateValue| match date.wording {
            Some(Rel::Offset(_, count) | Rel::Units(_, count)) => Some(count),
            _ => None,
        };
        count(self).is_some() && count(self) == count(other)
    }

    /// The days of a reading that are candidates of their own: the whole, and of a range its two ends.
    pub fn candidates(&self) -> Vec<Days> {
        let mut found: Vec<Days> = self.readings.iter().map(|reading| reading.days).collect();
        for (first, last) in self.readings.iter().filter_map(|reading| reading.ends) {
            found.extend([first, last]);
        }
        found
    }

    /// What cannot be right about it, if anything.
    pub fn contradiction(&self) -> Option<Contradiction> {
        self.fault
    }

    /// The days meant, for people: `2008-10-31 to 2008-11-02`, `2003`, `since 2003-09`, several joined by `or`.
    pub fn reading(&self) -> String {
        let bound = match self.kind {
            Kind::Open(bound) => format!("{} ", bound.name()),
            Kind::Vague => return "no certain time".to_owned(),
            Kind::Recurring => return "a habit".to_owned(),
            _ => String::new(),
        };
        let about = if self.approx { "about " } else { "" };
        let shown: Vec<String> = self.readings.iter().take(3).map(|reading| days_text(reading.days)).collect();
        match self.readings.len() {
            0 if self.given.day.is_some() && self.is_yearless() => "a day of no certain year".to_owned(),
            0 => "no certain day".to_owned(),
            1..=3 => format!("{bound}{about}{}", shown.join(" or ")),
            more => format!("{bound}{about}{} or {} more", shown.join(" or "), more - 3),
        }
    }

    /// How a relative or year-less date was resolved: `year inferred from the document's date 2008-10-17`.
    pub fn origin(&self) -> Option<String> {
        let from = self.counted_from.map(days_text);
        match (self.via, from) {
            (Via::Anchor, Some(from)) => Some(format!("counted from the document's date {from}")),
            (Via::Prior, Some(from)) => Some(format!("counted from {from}, the date before it")),
            (Via::InferredYear, Some(from)) => Some(format!("year inferred from the document's date {from}")),
            (Via::InferredYear, None) => Some("year inferred from the dates before it".to_owned()),
            _ => None,
        }
    }

    /// The date in full for a suggestion: `October 31, 2008`, `October 2008`, `2008`; none when its days are not sure.
    pub fn absolute(&self) -> Option<String> {
        let [reading] = self.readings[..] else { return None };
        if !matches!(self.kind, Kind::Point) || self.part != Part::Whole || self.is_hazy {
            return None;
        }
        let Days { first, last } = reading.days;
        if first == last {
            return Some(format!("{} {}, {}", month_name(first.month()), first.day(), first.year()));
        }
        match days_text(reading.days).len() {
            7 => Some(format!("{} {}", month_name(first.month()), first.year())),
            4 => Some(first.year().to_string()),
            _ => None,
        }
    }
}

/// `2008`, `2008-10`, `2008-10-17` for whole units, else the first and the last day.
pub(super) fn days_text(days: Days) -> String {
    let Days { first, last } = days;
    if first == last {
        return first.to_string();
    }
    let starts_month = first.day() == 1;
    if starts_month && last == first.last_of_month() {
        return format!("{:04}-{:02}", first.year(), first.month());
    }
    if starts_month && first.month() == 1 && (last.month(), last.day()) == (12, 31) {
        if first.year() == last.year() {
            return format!("{:04}", first.year());
        }
        return format!("{:04} to {:04}", first.year(), last.year());
    }
    format!("{first} to {last}")
}

pub(super) fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

pub(super) fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get((month as usize).wrapping_sub(1)).copied().unwrap_or("the month")
}
