//! Short texts (a header, a line, a file name) to the day a document was written on.
//!
//! Dates in running text are the business of `facts::dates`; here only what names a day, month or year in full counts.

use super::words::TimeWord;
use super::words::Timestamps;
use crate::facts::dates::Days;
use crate::text::Token;
use crate::text::tokens;
use jiff::civil::Date;
use jiff::civil::Weekday;

/// A date as a line says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub days: Days,
    /// The weekday written beside it.
    pub weekday: Option<Weekday>,
    /// True when the line speaks of a later change: `Updated 3 May 2024`.
    pub later: bool,
}

/// Longest line that is read as a timestamp, in bytes.
const LONGEST: usize = 120;

/// The date of a line that holds a date, a time, labels (`Published`) and nothing else.
pub(super) fn line(text: &str, words: &Timestamps) -> Option<Stamp> {
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Reader::new(text, words).whole()
}

/// The day of a line that says what the document is and ends with its date: `Hearing of 4 March 2019`, `Minutes of the
/// council, 4 March 2019`. Of what it tells of (`Report on the fire of 4 March 2019`) it gives none.
pub(super) fn title(text: &str, words: &Timestamps) -> Option<Days> {
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let reader = Reader::new(text, words);
    let is_record = |at: usize| reader.word(at) == Some(TimeWord::Record);
    let (start, days) = (1..reader.tokens.len()).find_map(|at| {
        let (days, end) = reader.date(at)?;
        let ends = reader.tokens[end..].iter().all(|token| !token.is_word() && !token.is_number());
        (ends && days.first == days.last).then_some((at, days))
    })?;
    let is_link = |at: usize| {
        matches!(reader.word(at), Some(TimeWord::Between | TimeWord::Label | TimeWord::Weekday(_)))
            || matches!(reader.text(at), "," | "(" | ":" | "." | "-" | "–" | "—" | "|")
    };
    let before = (0..start).rev().find(|at| !is_link(*at))?;
    let is_apart = (before + 1..start).any(|at| !reader.tokens[at].is_word());
    (is_record(before) || is_apart && (0..before).any(is_record)).then_some(days)
}

/// True when a label (`Published`, `Date:`) opens the line.
pub(super) fn is_labelled(text: &str, words: &Timestamps) -> bool {
    let reader = Reader::new(text, words);
    let first = reader.tokens.iter().position(Token::is_word).and_then(|at| reader.word(at));
    matches!(first, Some(TimeWord::Label | TimeWord::Later))
}

/// The day, month or year that front matter gives: `2024-05-03`, `"2024-05"`, `2024`, `3 May 2024`.
pub(super) fn value(text: &str, words: &Timestamps) -> Option<Days> {
    let text = text.split(" #").next().unwrap_or("").trim().trim_matches(['"', '\'']);
    let figures =
        |part: &str| if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse::<i16>().ok() } else { None };
    match (text.len(), text.split_once('-')) {
        (4, None) => {
            let year = figures(text)?;
            Some(Days { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? })
        }
        (7, Some((year, month))) => whole_month(figures(year)?, figures(month)? as i8),
        _ => line(text, words).map(|stamp| stamp.days),
    }
}

/// The first day named in full in a short text: a byline, the value of a field.
pub(super) fn within(text: &str, words: &Timestamps) -> Option<Stamp> {
    let mut end = text.len().min(4 * LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let reader = Reader::new(&text[..end], words);
    (0..reader.tokens.len()).find_map(|at| {
        let (days, _) = reader.date(at)?;
        (days.first == days.last).then_some(Stamp { days, weekday: reader.weekday_before(at), later: false })
    })
}

/// The date-time group of a telegram, `171446Z OCT 08`; two digits of a year from 70 on are of the last century.
pub(super) fn date_time_group(header: &str, words: &Timestamps) -> Option<Days> {
    let reader = Reader::new(header, words);
    let tokens = &reader.tokens;
    (0..tokens.len().saturating_sub(3)).find_map(|at| {
        let group = reader.text(at);
        let zone = reader.text(at + 1);
        let is_group = tokens[at].is_number() && group.len() == 6 && group.bytes().all(|byte| byte.is_ascii_digit());
        if !is_group || !tokens[at + 1].is_glued() || zone.len() != 1 || !tokens[at + 1].is_capital() {
            return None;
        }
        let Some(TimeWord::Month(month)) = words.get(tokens[at + 2].id) else { return None };
        let (hour, minute): (u8, u8) = (group[2..4].parse().ok()?, group[4..6].parse().ok()?);
        let year: i16 = reader.text(at + 3).parse().ok()?;
        let year = match reader.text(at + 3).len() {
            2 => year + if year < 70 { 2000 } else { 1900 },
            4 => year,
            _ => return None,
        };
        (hour < 24 && minute < 60).then(|| day(year, month, group[..2].parse().ok()?)).flatten()
    })
}

/// Day of the year of the station serial in `DE RUXXXX #0412/01 2911446`, with the serial.
pub(super) fn station_serial(header: &str) -> Option<(i16, &str)> {
    header.lines().take(200).find_map(|line| {
        let rest = line.trim().strip_prefix("DE R")?;
        let serial =
            rest.split_whitespace().skip(1).find(|word| word.len() == 7 && word.bytes().all(|b| b.is_ascii_digit()))?;
        let day: i16 = serial[..3].parse().ok()?;
        (1..=366).contains(&day).then_some((day, serial))
    })
}

/// `2024-04-17_hearing`, `20240417`, `2024_04`: the date in the stem of a file name.
pub(super) fn file_name(stem: &str) -> Option<Days> {
    let runs = stem.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    // Signs between the figures are dashes, underscores, dots or spaces; letters break a date.
    let mut at = 0;
    for run in runs {
        let start = at + stem[at..].find(run)?;
        at = start + run.len();
        let number = |digits: &str| digits.parse::<i16>().ok();
        if run.len() == 8 {
            let found = day(number(&run[..4])?, number(&run[4..6])? as i8, number(&run[6..])? as i8);
            if let Some(found) = found.filter(|found| (1500..2100).contains(&found.first.year())) {
                return Some(found);
            }
        }
        if run.len() != 4 || !(1500..2100).contains(&number(run)?) {
            continue;
        }
        let part = |at: usize| {
            let rest = stem.get(at..)?.strip_prefix(['-', '_', '.', ' '])?;
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            (digits == 2).then(|| rest[..2].parse::<i8>().ok()).flatten()
        };
        let Some(month) = part(at) else { continue };
        return match part(at + 3) {
            Some(date) => day(number(run)?, month, date),
            None => whole_month(number(run)?, month),
        };
    }
    None
}

fn day(year: i16, month: i8, day: i8) -> Option<Days> {
    let date = Date::new(year, month, day).ok()?;
    Some(Days { first: date, last: date })
}

fn whole_month(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some(Days { first, last: first.last_of_month() })
}

struct Reader<'a> {
    letters: &'a str,
    tokens: Vec<Token>,
    words: &'a Timestamps,
}

impl<'a> Reader<'a> {
    fn new(letters: &'a str, words: &'a Timestamps) -> Reader<'a> {
        Reader { letters, tokens: tokens(letters), words }
    }

    fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.letters[token.range()])
    }

    fn word(&self, at: usize) -> Option<TimeWord> {
        self.tokens.get(at).filter(|token| token.is_word()).and_then(|token| self.words.get(token.id))
    }

    fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_glued)
    }

    fn figure(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let text = self.text(at);
        let sound = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if sound { text.parse().ok() } else { None }
    }

    fn year(&self, at: usize) -> Option<i16> {
        self.figure(at, 4..=4).filter(|year| (1500..2100).contains(year))
    }

    /// A day of the month, with `st`, `nd`, `rd`, `th` after it.
    fn day_figure(&self, at: usize) -> Option<(i8, usize)> {
        let day = self.figure(at, 1..=2).filter(|day| (1..=31).contains(day))? as i8;
        let ordinal = self.is_glued(at + 1) && self.word(at + 1) == Some(TimeWord::Ordinal);
        if self.text(at + 1) == ":" {
            return None;
        }
        Some((day, at + 1 + usize::from(ordinal)))
    }

    fn over_commas(&self, mut at: usize) -> usize {
        while matches!(self.text(at), "," | ".") {
            at += 1;
        }
        at
    }

    /// The date that starts at a token, and the token after it.
    fn date(&self, at: usize) -> Option<(Days, usize)> {
        if let Some(TimeWord::Month(month)) = self.word(at) {
            let next = self.over_commas(at + 1);
            if let Some((date, after)) = self.day_figure(next) {
                // `Oct 17 00:00:00 +0200 2008`: the time stands before the year.
                let mut year_at = self.over_commas(after);
                while self.year(year_at).is_none() {
                    year_at = self.over_commas(self.time(year_at)?);
                }
                return Some((day(self.year(year_at)?, month, date)?, year_at + 1));
            }
            return Some((whole_month(self.year(next)?, month)?, next + 1));
        }
        if let Some(year) = self.year(at)
            && matches!(self.text(at + 1), "-" | "/" | "‑")
            && self.is_glued(at + 1)
            && self.text(at + 1) == self.text(at + 3)
        {
            let (month, date) = (self.figure(at + 2, 1..=2)?, self.figure(at + 4, 1..=2)?);
            return Some((day(year, month as i8, date as i8)?, at + 5));
        }
        if let Some((date, next)) = self.day_figure(at) {
            let next = self.over_commas(next + usize::from(self.word(next) == Some(TimeWord::Between)));
            if let Some(TimeWord::Month(month)) = self.word(next) {
                let year_at = self.over_commas(next + 1);
                return Some((day(self.year(year_at)?, month, date)?, year_at + 1));
            }
        }
        if self.text(at + 1) == "/" && self.text(at + 3) == "/" && self.is_glued(at + 3) {
            let (one, other) = (self.figure(at, 1..=2)? as i8, self.figure(at + 2, 1..=2)? as i8);
            let year = self.year(at + 4)?;
            // Which one is the month shows only where the other cannot be.
            let found = match (one > 12, other > 12) {
                (true, false) => day(year, other, one)?,
                (false, true) => day(year, one, other)?,
                _ if one == other => day(year, one, other)?,
                _ => return None,
            };
            return Some((found, at + 5));
        }
        let mut dotted = self.text(at).split('.');
        let (date, month, year) = (dotted.next()?, dotted.next()?, dotted.next()?);
        if dotted.next().is_some() || year.len() != 4 || date.len() > 2 || month.len() > 2 {
            return None;
        }
        Some((day(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?)?, at + 1))
    }

    /// The token after a time of day, a zone or an offset that starts at a token.
    fn time(&self, at: usize) -> Option<usize> {
        if matches!(self.word(at), Some(TimeWord::Zone | TimeWord::Half)) {
            return Some(at + 1);
        }
        let text = self.text(at);
        if matches!(text, "+" | "-" | "−") && self.is_glued(at + 1) && self.figure(at + 1, 1..=4).is_some() {
            let minutes = self.text(at + 2) == ":" && self.is_glued(at + 3);
            return Some(if minutes { at + 4 } else { at + 2 });
        }
        // `T14` of `2008-10-17T14:46`
        let is_hour = self.figure(at, 1..=2).is_some()
            || (self.is_glued(at)
                && text.len() <= 3
                && text.starts_with(['T', 't'])
                && text[1..].bytes().all(|b| b.is_ascii_digit()));
        if is_hour && self.text(at + 1) == ":" && self.is_glued(at + 2) {
            let mut next = at + 3;
            while self.text(next) == ":" && self.is_glued(next) && self.is_glued(next + 1) {
                next += 2;
            }
            return Some(next);
        }
        let next_is_half = matches!(self.word(at + 1), Some(TimeWord::Half | TimeWord::Zone));
        let is_time = self.tokens.get(at).is_some_and(Token::is_number) && text.len() <= 5;
        (is_time && next_is_half).then_some(at + 2)
    }

    fn weekday_before(&self, at: usize) -> Option<Weekday> {
        let weekday = |at: usize| match self.word(at) {
            Some(TimeWord::Weekday(index)) => Weekday::from_monday_zero_offset(index).ok(),
            _ => None,
        };
        let before = at.checked_sub(1)?;
        weekday(before)
            .or_else(|| matches!(self.text(before), "," | ".").then(|| weekday(before.checked_sub(1)?)).flatten())
    }

    fn whole(&self) -> Option<Stamp> {
        let (mut found, mut weekday, mut later, mut at) = (None, None, false, 0);
        while at < self.tokens.len() {
            if found.is_none()
                && let Some((days, next)) = self.date(at)
            {
                found = Some(days);
                at = next;
                continue;
            }
            if let Some(next) = self.time(at) {
                at = next;
                continue;
            }
            match self.word(at) {
                Some(TimeWord::Weekday(index)) => weekday = Weekday::from_monday_zero_offset(index).ok(),
                Some(TimeWord::Later) => later = true,
                Some(TimeWord::Label | TimeWord::Between) => {}
                _ if matches!(
                    self.text(at),
                    "," | "." | ":" | "-" | "–" | "—" | "|" | "•" | "·" | "/" | "(" | ")" | "*" | "@"
                ) => {}
                _ => return None,
            }
            at += 1;
        }
        Some(Stamp { days: found?, weekday, later })
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;
    use crate::text::Lists;

    fn shown(days: Option<Days>) -> String {
        days.map_or("-".into(), |days| match days.first == days.last {
            true => days.first.to_string(),
            false => format!("{}..{}", days.first, days.last),
        })
    }

    #[test]
    fn timestamp_lines() {
        let words = Words::new(&Lists::default()).unwrap();
        for (text, expected) in [
            ("2024-04-17", "2024-04-17"),
            ("2024-04-17T10:31:00Z", "2024-04-17"),
            ("2024-04-17 10:31:00.123+02:00", "2024-04-17"),
            ("Wed, 17 Apr 2024 10:31:00 +0000", "2024-04-17"),
            ("Wed Apr 17 00:00:00 +0200 2024", "2024-04-17"),
            ("Wed Apr 17 10:31:00 UTC 2024", "2024-04-17"),
            ("Published: April 17, 2024 at 5:03 p.m. ET", "2024-04-17"),
            ("Updated on Wednesday, 17th of April 2024 | 10.30 GMT", "2024-04-17"),
            ("17.4.2024", "2024-04-17"),
            ("17/04/2024", "2024-04-17"),
            ("4/17/2024 - 1446 GMT", "2024-04-17"),
            ("03/04/2024", "-"),
            ("April 2024", "2024-04-01..2024-04-30"),
            ("30 February 2024", "-"),
            ("The ferry left on 17 April 2024", "-"),
            ("17 April", "-"),
            ("2024", "-"),
        ] {
            assert_eq!(shown(line(text, &words.timestamps).map(|stamp| stamp.days)), expected, "{text}");
        }
        let stamp = line("Updated Wednesday, 17 April 2024", &words.timestamps).unwrap();
        assert_eq!((stamp.later, stamp.weekday), (true, Some(Weekday::Wednesday)));
        assert_eq!(
            shown(within("By Ana Tan | Wed 17 April 2024 | Porto", &words.timestamps).map(|s| s.days)),
            "2024-04-17"
        );
        assert_eq!(shown(within("By Ana Tan, April 2024", &words.timestamps).map(|s| s.days)), "-");
    }

    #[test]
    fn title_lines() {
        let words = Words::new(&Lists::default()).unwrap();
        for (text, expected) in [
            ("Hearing of 4 March 2019", "2019-03-04"),
            ("# Minutes of the meeting held on Monday, 4 March 2019", "2019-03-04"),
            ("Minutes of the council, 4 March 2019", "2019-03-04"),
            ("Statement by the mayor (March 4, 2019)", "2019-03-04"),
            ("Report on the fire of 4 March 2019", "-"),
            ("The fire of 4 March 2019", "-"),
            ("The meeting of 4 March 2019 was short", "-"),
            ("The ferry, 4 March 2019", "-"),
            ("Hearing of March 2019", "-"),
        ] {
            assert_eq!(shown(title(text, &words.timestamps)), expected, "{text}");
        }
    }

    #[test]
    fn telegrams_and_file_names() {
        let words = Words::new(&Lists::default()).unwrap();
        let dtg = |text: &str| shown(date_time_group(text, &words.timestamps));
        assert_eq!(dtg("O R 031530Z MAY 09\nFM AMEMBASSY PORTO"), "2009-05-03");
        assert_eq!(dtg("P 031530Z MAY 76"), "1976-05-03");
        assert_eq!(dtg("P 311530Z JUN 09"), "-");
        assert_eq!(dtg("P 039930Z MAY 09"), "-");
        assert_eq!(station_serial("x\nDE RUPORT #0412/01 1231530\n"), Some((123, "1231530")));
        for (stem, expected) in [
            ("2024-04-17_hearing", "2024-04-17"),
            ("hearing_20240417", "2024-04-17"),
            ("2024_04-hearing", "2024-04-01..2024-04-30"),
            ("report-2024", "-"),
            ("2024-13-40", "-"),
            ("case-12345678", "-"),
            ("é2024.04.17é", "2024-04-17"),
        ] {
            assert_eq!(shown(file_name(stem)), expected, "{stem}");
        }
    }
}
