//! The word lists of dates, as one table from a token's identity to all that it can mean in a date.

use super::calendar::Unit;
use super::pattern::Feast;
use super::pattern::Part;
use super::pattern::Season;
use super::value::Bound;
use crate::text::Lists;
use crate::text::Phrases;
use crate::text::word_id;
use anyhow::{Result, ensure};
use jiff::civil::Weekday;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Month and weekday names, seasons, holidays, cues.
#[derive(Debug, Default)]
pub struct Words {
    senses: FxHashMap<u64, Sense>,
    /// One bit for each identity of a sense or phrase, by its low bits: most words of a text stop here.
    filter: Vec<u64>,
    /// The same for words that a date may start with.
    starters: Vec<u64>,
    pub(super) feasts: Phrases<Feast>,
    pub(super) days: Phrases<i8>,
    pub(super) parts: Phrases<Part>,
    pub(super) bounds: Phrases<Bound>,
    pub(super) about: Phrases<()>,
    pub(super) vague: Phrases<()>,
    pub(super) now: Phrases<()>,
    pub(super) fiscal: Phrases<()>,
    /// `ago` -1, `hence` 1: counted from the document's day.
    pub(super) from_today: Phrases<i8>,
    /// `rest of` true, `so far` false: what is left of a unit, what is past of it.
    pub(super) rest: Phrases<bool>,
    pub(super) within: Phrases<()>,
    /// `to`, `ended`: leads from a stretch to its end.
    pub(super) up_to: Phrases<()>,
    /// Words that a date counted from another may stand before: what they lead in is not what it is counted from.
    pub(super) resting: Phrases<()>,
    /// `the past` -1, `the current` 0, `the coming` 1: counted from now, where other words count from the day spoken of.
    pub(super) from_now: Phrases<i8>,
    /// `the week of`, `the week starting on`
    pub(super) opening: Phrases<()>,
    /// `the day after` 1, `the year before` -1.
    pub(super) beside: Phrases<i8>,
    /// `eve of`: the day before.
    pub(super) eve: Phrases<()>,
    /// `after next` 2, `before last` -2.
    pub(super) two_away: Phrases<i8>,
    /// `more than` -1, `less than` 1: farther back than so long ago, or not so far.
    pub(super) beyond: Phrases<i8>,
    /// `earlier` -1, `later` 1: counted from the last date.
    pub(super) from_then: Phrases<i8>,
}

/// All that one word can mean in a date; zero or none for what it cannot.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sense {
    pub month: i8,
    pub weekday: Option<Weekday>,
    pub season: Option<Season>,
    pub unit: Option<Unit>,
    pub cardinal: i16,
    pub ordinal: i8,
    /// `twenty`, `thirty` …
    pub tens: i8,
    /// The first year of `the nineties`.
    pub decade: i8,
    flags: u32,
}

macro_rules! flags {
    ($($name:ident = $bit:literal),* $(,)?) => { $(pub(super) const $name: u32 = 1 << $bit;)* };
}

flags! {
    DOUBTFUL = 0, PLURAL = 1, THE = 2, OF = 3, AND = 4, OR = 5, BETWEEN = 6, TO = 7, FROM = 8, THIS = 9, LAST = 10,
    NEXT = 11, THAT = 12, FOLLOWING = 13, YEAR_CUE = 14, WEAK_CUE = 15, COUNTED_BEFORE = 16, COUNTED_AFTER = 17,
    DESIGNATOR = 18, BC = 19, AD = 20, EVERY = 21, FUTURE = 22, PAST = 23, SAYING = 24, SINGLE = 25, SOME = 26,
    HUNDRED = 27, THOUSAND = 28, ENDING = 29, STARTS = 30, FEAST_NOUN = 31,
}

impl Sense {
    pub fn has(self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    fn can_start(self) -> bool {
        self.has(STARTERS)
            || self.month > 0
            || self.weekday.is_some()
            || self.season.is_some()
            || self.unit.is_some()
            || self.cardinal > 0
            || self.ordinal > 0
            || self.decade > 0
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<Vec<String>>,
    doubtful: Vec<String>,
    #[serde(default)]
    plural: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seasons {
    spring: Vec<String>,
    summer: Vec<String>,
    autumn: Vec<String>,
    winter: Vec<String>,
    doubtful: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Units {
    day: Vec<String>,
    workday: Vec<String>,
    weekend: Vec<String>,
    week: Vec<String>,
    workweek: Vec<String>,
    fortnight: Vec<String>,
    month: Vec<String>,
    quarter: Vec<String>,
    half: Vec<String>,
    year: Vec<String>,
    decade: Vec<String>,
    century: Vec<String>,
    millennium: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    cardinals: Vec<String>,
    ordinals: Vec<String>,
    thirtieth: Vec<String>,
    tens: Vec<String>,
    endings: Vec<String>,
    single: Vec<String>,
    some: Vec<String>,
    hundred: Vec<String>,
    thousand: Vec<String>,
    decades: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cues {
    the: Vec<String>,
    of: Vec<String>,
    and: Vec<String>,
    or: Vec<String>,
    between: Vec<String>,
    to: Vec<String>,
    from: Vec<String>,
    this: Vec<String>,
    last: Vec<String>,
    next: Vec<String>,
    that: Vec<String>,
    following: Vec<String>,
    day_before_yesterday: Vec<String>,
    yesterday: Vec<String>,
    today: Vec<String>,
    tomorrow: Vec<String>,
    day_after_tomorrow: Vec<String>,
    early: Vec<String>,
    mid: Vec<String>,
    late: Vec<String>,
    ago: Vec<String>,
    hence: Vec<String>,
    later: Vec<String>,
    earlier: Vec<String>,
    rest: Vec<String>,
    so_far: Vec<String>,
    within: Vec<String>,
    up_to: Vec<String>,
    eve: Vec<String>,
    resting: Vec<String>,
    up_to_now: Vec<String>,
    now_going: Vec<String>,
    to_come: Vec<String>,
    opening: Vec<String>,
    day_after: Vec<String>,
    day_before: Vec<String>,
    after_next: Vec<String>,
    before_last: Vec<String>,
    longer_ago: Vec<String>,
    not_so_long_ago: Vec<String>,
    about: Vec<String>,
    since: Vec<String>,
    after: Vec<String>,
    until: Vec<String>,
    before: Vec<String>,
    as_early_as: Vec<String>,
    no_later_than: Vec<String>,
    year_cues: Vec<String>,
    weak_cues: Vec<String>,
    counted_before: Vec<String>,
    counted_after: Vec<String>,
    designators: Vec<String>,
    before_christ: Vec<String>,
    anno_domini: Vec<String>,
    fiscal: Vec<String>,
    every: Vec<String>,
    vague: Vec<String>,
    now: Vec<String>,
    future: Vec<String>,
    past: Vec<String>,
    saying: Vec<String>,
    feast_nouns: Vec<String>,
}

impl Words {
    /// # Errors
    /// When a newsroom's additions do not have the shape of our lists, or a holiday's rule cannot be read.
    pub fn new(lists: &Lists) -> Result<Words> {
        let mut words = Words::default();
        words.add_names(lists)?;
        words.add_numbers(&lists.read("date_numbers")?);
        words.add_cues(lists.read("date_cues")?);
        let holidays: BTreeMap<String, Vec<String>> = lists.read("holidays")?;
        for (rule, names) in &holidays {
            let feast = Feast::parse(rule);
            ensure!(feast.is_some(), "word list holidays.toml: no day is found by `{rule}`");
            for name in names {
                let feast = feast.expect("checked above");
                words.starts(name);
                words.feasts.add(name, feast);
            }
        }
        words.filter = vec![0; FILTER / 64];
        words.starters = vec![0; FILTER / 64];
        for (id, sense) in &words.senses {
            let bit = *id as usize % FILTER;
            words.filter[bit / 64] |= 1 << (bit % 64);
            if sense.can_start() {
                words.starters[bit / 64] |= 1 << (bit % 64);
            }
        }
        Ok(words)
    }

    /// True for `the`, `a`.
    pub fn is_article(&self, id: u64) -> bool {
        let sense = self.sense(id);
        sense.has(THE) || sense.has(SINGLE)
    }

    /// What the word can mean; nothing for the most.
    #[inline]
    pub(super) fn sense(&self, id: u64) -> Sense {
        let bit = id as usize % FILTER;
        if self.filter.get(bit / 64).is_none_or(|bits| bits & (1 << (bit % 64)) == 0) {
            return Sense::default();
        }
        self.senses.get(&id).copied().unwrap_or_default()
    }

    /// True for words that a date may start with, and for a few others; numbers are asked elsewhere.
    #[inline]
    pub(super) fn can_start(&self, id: u64) -> bool {
        let bit = id as usize % FILTER;
        self.starters.get(bit / 64).is_some_and(|bits| bits & (1 << (bit % 64)) != 0)
    }

    fn each(&mut self, words: &[String], set: impl Fn(&mut Sense)) {
        for word in words {
            set(self.senses.entry(word_id(word)).or_default());
        }
    }

    fn flag(&mut self, words: &[String], flag: u32) {
        self.each(words, |sense| sense.flags |= flag);
    }

    /// Notes that a date may start with the first word of `phrase`.
    fn starts(&mut self, phrase: &str) {
        if let Some(first) = crate::text::tokens(phrase).first() {
            self.senses.entry(first.id).or_default().flags |= STARTS;
        }
    }

    fn add_names(&mut self, lists: &Lists) -> Result<()> {
        let months: Names = lists.read("months")?;
        let weekdays: Names = lists.read("weekdays")?;
        ensure!(months.names.len() == 12, "word list months.toml: {} months, there are 12", months.names.len());
        ensure!(weekdays.names.len() == 7, "word list weekdays.toml: {} days, there are 7", weekdays.names.len());
        for (number, names) in (1..).zip(&months.names) {
            self.each(names, |sense| sense.month = number);
        }
        for (number, names) in (1..).zip(&weekdays.names) {
            self.each(names, |sense| sense.weekday = Weekday::from_monday_one_offset(number).ok());
        }
        let seasons: Seasons = lists.read("seasons")?;
        for (season, names) in [
            (Season::Spring, &seasons.spring),
            (Season::Summer, &seasons.summer),
            (Season::Autumn, &seasons.autumn),
            (Season::Winter, &seasons.winter),
        ] {
            self.each(names, |sense| sense.season = Some(season));
        }
        for doubtful in [&months.doubtful, &weekdays.doubtful, &seasons.doubtful] {
            self.flag(doubtful, DOUBTFUL);
        }
        for plural in [&months.plural, &weekdays.plural] {
            self.flag(plural, PLURAL);
        }
        let units: Units = lists.read("date_units")?;
        for (unit, names) in [
            (Unit::Day, &units.day),
            (Unit::Workday, &units.workday),
            (Unit::Weekend, &units.weekend),
            (Unit::Week, &units.week),
            (Unit::Workweek, &units.workweek),
            (Unit::Fortnight, &units.fortnight),
            (Unit::Month, &units.month),
            (Unit::Quarter, &units.quarter),
            (Unit::Half, &units.half),
            (Unit::Year, &units.year),
            (Unit::Decade, &units.decade),
            (Unit::Century, &units.century),
            (Unit::Millennium, &units.millennium),
        ] {
            self.each(names, |sense| sense.unit = Some(unit));
        }
        Ok(())
    }

    fn add_numbers(&mut self, numbers: &Numbers) {
        for (number, word) in (1..).zip(&numbers.cardinals) {
            self.each(std::slice::from_ref(word), |sense| sense.cardinal = number);
        }
        for (number, word) in (1..).zip(&numbers.ordinals) {
            self.each(std::slice::from_ref(word), |sense| sense.ordinal = number);
        }
        self.each(&numbers.thirtieth, |sense| sense.ordinal = 30);
        for (number, word) in (2..).zip(&numbers.tens) {
            self.each(std::slice::from_ref(word), |sense| {
                sense.tens = number * 10;
                sense.cardinal = i16::from(number) * 10;
            });
        }
        for (number, word) in (2..).zip(&numbers.decades) {
            self.each(std::slice::from_ref(word), |sense| sense.decade = number * 10);
        }
        for (words, flag) in [
            (&numbers.endings, ENDING),
            (&numbers.single, SINGLE),
            (&numbers.some, SOME),
            (&numbers.hundred, HUNDRED),
            (&numbers.thousand, THOUSAND),
        ] {
            self.flag(words, flag);
        }
    }

    fn add_cues(&mut self, cues: Cues) {
        for (words, flag) in [
            (&cues.the, THE),
            (&cues.of, OF),
            (&cues.and, AND),
            (&cues.or, OR),
            (&cues.between, BETWEEN),
            (&cues.to, TO),
            (&cues.from, FROM),
            (&cues.this, THIS),
            (&cues.last, LAST),
            (&cues.next, NEXT),
            (&cues.that, THAT),
            (&cues.following, FOLLOWING),
            (&cues.year_cues, YEAR_CUE),
            (&cues.weak_cues, WEAK_CUE),
            (&cues.counted_before, COUNTED_BEFORE),
            (&cues.counted_after, COUNTED_AFTER),
            (&cues.designators, DESIGNATOR),
            (&cues.before_christ, BC),
            (&cues.anno_domini, AD),
            (&cues.every, EVERY),
            (&cues.future, FUTURE),
            (&cues.past, PAST),
            (&cues.saying, SAYING),
            (&cues.feast_nouns, FEAST_NOUN),
        ] {
            self.flag(words, flag);
        }
        let days = [
            (-2, &cues.day_before_yesterday),
            (-1, &cues.yesterday),
            (0, &cues.today),
            (1, &cues.tomorrow),
            (2, &cues.day_after_tomorrow),
        ];
        self.days = self.phrases(&days);
        self.parts = self.phrases(&[(Part::Early, &cues.early), (Part::Mid, &cues.mid), (Part::Late, &cues.late)]);
        self.bounds = self.phrases(&[
            (Bound::Since, &cues.since),
            (Bound::After, &cues.after),
            (Bound::Until, &cues.until),
            (Bound::Before, &cues.before),
            (Bound::AsEarlyAs, &cues.as_early_as),
            (Bound::NoLaterThan, &cues.no_later_than),
        ]);
        self.rest = self.phrases(&[(true, &cues.rest), (false, &cues.so_far)]);
        self.within = self.phrases(&[((), &cues.within)]);
        for word in &cues.resting {
            self.resting.add(word, ());
        }
        for word in &cues.opening {
            self.opening.add(word, ());
        }
        for (steps, words) in [(-1, &cues.up_to_now), (0, &cues.now_going), (1, &cues.to_come)] {
            words.iter().for_each(|word| self.from_now.add(word, steps));
        }
        for (steps, words) in [(1, &cues.day_after), (-1, &cues.day_before)] {
            words.iter().for_each(|word| self.beside.add(word, steps));
        }
        self.eve = self.phrases(&[((), &cues.eve)]);
        self.up_to = self.phrases(&[((), &cues.up_to)]);
        self.two_away = self.phrases(&[(2, &cues.after_next), (-2, &cues.before_last)]);
        self.beyond = self.phrases(&[(-1, &cues.longer_ago), (1, &cues.not_so_long_ago)]);
        self.about = self.phrases(&[((), &cues.about)]);
        self.vague = self.phrases(&[((), &cues.vague)]);
        self.now = self.phrases(&[((), &cues.now)]);
        self.fiscal = self.phrases(&[((), &cues.fiscal)]);
        self.from_today = self.phrases(&[(-1, &cues.ago), (1, &cues.hence)]);
        self.from_then = self.phrases(&[(-1, &cues.earlier), (1, &cues.later)]);
    }

    fn phrases<T: Copy>(&mut self, rows: &[(T, &Vec<String>)]) -> Phrases<T> {
        let mut phrases = Phrases::default();
        for (meaning, words) in rows {
            for word in *words {
                self.starts(word);
                phrases.add(word, *meaning);
            }
        }
        phrases
    }
}

const STARTERS: u32 = STARTS | THE | THIS | LAST | NEXT | THAT | FOLLOWING | SINGLE | SOME | EVERY | BETWEEN;

/// Bits of the filter: a few hundred words set a few in a hundred of them.
const FILTER: usize = 16_384;
