//! The day a document was written on, out of everything in it that says so. The file system is never asked.

use super::format::stem;
use super::plain::Projection;
use super::seed::DateOrigin;
use super::stamps;
use super::stamps::Stamp;
use super::words::Bylines;
use super::words::Timestamps;
use super::words::Words;
use crate::facts::dates::Days;
use crate::text::Token;
use crate::text::Zone;
use crate::text::tokens;
use jiff::civil::Date;

/// A document's own date, where it was found, and what else the document says of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchor {
    pub date: Option<Days>,
    pub origin: Option<DateOrigin>,
    pub notes: Vec<String>,
}

/// A timestamp stands in this many first lines.
const LINES: usize = 40;
/// A byline stands in this many, and is no longer than this, in bytes.
const BYLINE_LINES: usize = 20;
const LONGEST_BYLINE: usize = 160;
/// A title stands in this many.
const TITLE_LINES: usize = 3;

/// The first of: `set` by the configuration, front matter, date-time group, timestamp, dateline or byline, title line, file name.
pub(super) fn anchor(
    set: Option<Days>,
    front_matter: Option<Days>,
    content: &str,
    projection: &Projection,
    path: &str,
    lists: &Words,
) -> Anchor {
    let words = &lists.timestamps;
    let header = projection.header.as_ref();
    let head = header.map_or("", |header| &content[..header.end]);
    let telegram = header.is_some_and(|header| header.is_telegram);
    let group = if telegram { stamps::date_time_group(head, words) } else { None };
    let field = header.and_then(|header| {
        let value = &content[header.date.clone()?];
        stamps::line(value, words).or_else(|| stamps::within(value, words))
    });
    // A page that was saved from a screen opens with the day it was saved on: a byline's own day goes before it.
    let signed = byline(content, &lists.bylines, words);
    let stamp = field.or_else(|| timestamp(content, words, signed.is_some()));
    let in_dateline = || {
        let blocks = projection.prose.blocks.iter().filter(|block| matches!(block.zone, Zone::Dateline | Zone::Byline));
        blocks
            .take(12)
            .find_map(|block| stamps::within(projection.prose.slice(&block.range), words))
            .map(|stamp| stamp.days)
    };
    let found = [
        (set, DateOrigin::Configuration),
        (front_matter, DateOrigin::FrontMatter),
        (group, DateOrigin::DateTimeGroup),
        (stamp.as_ref().map(|stamp| stamp.days), DateOrigin::TimestampLine),
        (signed.or_else(in_dateline), DateOrigin::Dateline),
        (title(content, words), DateOrigin::Title),
        (stamps::file_name(stem(path.rsplit('/').next().unwrap_or(path))), DateOrigin::FileName),
    ];
    let first = found.iter().find_map(|(days, origin)| Some(((*days)?, *origin)));
    let mut notes = Vec::new();
    if let (Some((day, serial)), Some(group)) = (stamps::station_serial(head), group) {
        notes.extend(serial_note(day, serial, group.first));
    }
    if let Some(stamp) = &stamp {
        notes.extend(weekday_note(stamp));
    }
    if let Some((chosen, origin)) = first {
        let others = found.iter().filter(|(_, other)| *other > origin);
        notes.extend(others.filter_map(|(days, other)| difference_note(chosen, origin, (*days)?, *other)));
    }
    Anchor { date: first.map(|(days, _)| days), origin: first.map(|(_, origin)| origin), notes }
}

/// The day in a line of the head that opens with `By` and a name, where it stands in one paragraph with the headline.
fn byline(content: &str, bylines: &Bylines, words: &Timestamps) -> Option<Days> {
    let lines = content.lines().flat_map(|line| line.split('\r')).map(str::trim).filter(|line| !line.is_empty());
    lines.take(BYLINE_LINES).filter(|line| line.len() <= LONGEST_BYLINE && !line.ends_with('.')).find_map(|line| {
        let tokens = tokens(line);
        let (length, ()) = bylines.openers.at(&tokens)?;
        let is_name = tokens.get(length).is_some_and(Token::is_capital);
        is_name.then(|| stamps::within(line, words)).flatten().map(|stamp| stamp.days)
    })
}

/// The day that one of the first lines names as the document's own.
fn title(content: &str, words: &Timestamps) -> Option<Days> {
    let lines = content.lines().flat_map(|line| line.split('\r')).map(str::trim).filter(|line| !line.is_empty());
    lines.take(TITLE_LINES).find_map(|line| stamps::title(line, words))
}

/// The date of the timestamp lines, on demand only of those with a label; none when several disagree, as in a list of
/// events.
fn timestamp(content: &str, words: &Timestamps, only_labelled: bool) -> Option<Stamp> {
    let lines = content.lines().flat_map(|line| line.split('\r')).map(str::trim).filter(|line| !line.is_empty());
    let mut found: Vec<(Stamp, bool)> = Vec::new();
    for line in lines.take(LINES) {
        let Some(stamp) = stamps::line(line, words) else { continue };
        // `Published 3 May 2024` opens with a letter of no month or weekday.
        let labelled = stamps::is_labelled(line, words);
        if labelled || stamp.days.first == stamp.days.last {
            found.push((stamp, labelled));
        }
    }
    let sure = |labelled: bool| {
        let mut chosen = found.iter().filter(|(stamp, label)| !stamp.later && (*label || !labelled));
        let first = chosen.next()?;
        (labelled || chosen.all(|(other, _)| other.days == first.0.days)).then(|| first.0.clone())
    };
    if only_labelled {
        return sure(true);
    }
    sure(true)
        .or_else(|| sure(false))
        .or_else(|| found.iter().find(|(stamp, _)| stamp.later).map(|(stamp, _)| stamp.clone()))
}

fn serial_note(day: i16, serial: &str, group: Date) -> Option<String> {
    let date = Date::new(group.year(), 1, 1).ok()?.checked_add(jiff::Span::new().days(i64::from(day) - 1)).ok()?;
    let verdict = if date == group { "as the date-time group says" } else { "the date-time group says otherwise" };
    Some(format!("station serial {serial} is day {day} of the year, {}: {verdict}", written(date)))
}

fn weekday_note(stamp: &Stamp) -> Option<String> {
    let (written_day, true_day) = (stamp.weekday?, stamp.days.first.weekday());
    let date = written(stamp.days.first);
    let name = |day: jiff::civil::Weekday| format!("{day:?}");
    Some(if written_day == true_day {
        format!("timestamp line: {date} was a {}, as it says", name(true_day))
    } else {
        format!("timestamp line: {date} was a {}, it says {}", name(true_day), name(written_day))
    })
}

/// Only what is more than a day apart: a telegram is sent after midnight, an article is dated by its time zone.
fn difference_note(chosen: Days, origin: DateOrigin, other: Days, other_origin: DateOrigin) -> Option<String> {
    let apart = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
    let near = apart(chosen.last, other.first) <= 1 && apart(other.last, chosen.first) <= 1;
    let (name, other_name) = (origin.name(), other_origin.name());
    (!near).then(|| format!("{other_name} says {}; {name} goes before it", written(other.first)))
}

fn written(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}
