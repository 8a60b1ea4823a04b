//! The head of a message (telegram, e-mail, memorandum): where it ends, and the fields it holds.

use super::lines::Line;
use super::marks::Mark;
use super::marks::MarkKind;
use super::words::Messages;
use std::ops::Range;

/// The header of a message, from the start of the content to `end`.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Byte of the content, excluded; it can lie inside a line.
    pub end: usize,
    /// True for telegrams, whose texts have numbered paragraphs, asides and a signature.
    pub is_telegram: bool,
    /// The value of `SUBJECT:` or its like, in bytes of the content.
    pub title: Option<Range<usize>>,
    /// The value of `Date:` or its like.
    pub date: Option<Range<usize>>,
}

/// A header stands in this many first lines that are not blank, or there is none.
const LINES: usize = 60;
/// A header may have this many lines that no list knows between two that are known.
const STRANGE: usize = 6;
/// From the last known line of a header to the first numbered paragraph, in bytes.
const FARTHEST: usize = 3_000;

pub(super) fn header(content: &str, lines: &[Line], marks: &[Mark], words: &Messages) -> Option<Header> {
    telegram(content, lines, marks, words).or_else(|| fields(content, lines, words))
}

fn telegram(content: &str, lines: &[Line], marks: &[Mark], words: &Messages) -> Option<Header> {
    let (mut strong, mut known, mut strange) = (0, 0, 0);
    let mut last: Option<usize> = None;
    let text_lines = lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
    for (count, (index, line)) in text_lines.take(LINES).enumerate() {
        let text = line.text(content);
        let is_strong = starts_strong(text, words);
        let is_known = is_strong || words.weak.iter().any(|phrase| starts(text, phrase));
        // A telegram saved as one line has the words of several inside.
        let inside = if count < 3 { strong_words_inside(text, words) } else { 0 };
        strong += usize::from(is_strong) + inside;
        known += usize::from(is_known) + inside;
        if is_known || inside > 0 {
            (last, strange) = (Some(index), 0);
        } else {
            strange += 1;
            if strange > STRANGE {
                break;
            }
        }
    }
    let last = last?;
    if strong == 0 || known < 3 {
        return None;
    }
    let first_paragraph = marks
        .iter()
        .find(|mark| matches!(mark.kind, MarkKind::Paragraph(_)))
        .filter(|mark| mark.range.start <= lines[last].end.saturating_add(FARTHEST));
    let end = match first_paragraph {
        Some(mark) => mark.range.start,
        None if lines[last].end - lines[last].start > FARTHEST => return None,
        // The last field can run over several lines; a blank line ends it.
        None => {
            lines[last..].iter().take_while(|line| !line.is_blank()).last().map_or(lines[last].end, |line| line.end)
        }
    };
    let titles = ["SUBJECT:", "SUBJ:"];
    let title = titles.iter().find_map(|name| {
        let start = content[..end].find(name)? + name.len();
        let stop = content[start..end].find(['\n', '\r']).map_or(end, |length| start + length);
        // A telegram saved as one line: the next field ends the subject.
        let next = words.strong.iter().filter(|phrase| phrase.ends_with([':', 'y'])).map(String::as_str);
        let ends = next.chain(["ref:"]).filter_map(|phrase| content[start..stop].find(&phrase.to_ascii_uppercase()));
        let stop = ends.min().map_or(stop, |length| start + length);
        trimmed(content, start..stop).filter(|range| range.len() <= 300)
    });
    Some(Header { end, is_telegram: true, title, date: None })
}

fn trimmed(content: &str, range: Range<usize>) -> Option<Range<usize>> {
    let text = content[range.clone()].trim_start();
    let start = range.end - text.len();
    let length = text.trim_end().len();
    (length > 0).then_some(start..start + length)
}

/// True when `text` starts with `phrase` in capitals, a word border after it; a star leaves the border open.
fn starts(text: &str, phrase: &str) -> bool {
    let open = phrase.ends_with('*');
    let phrase = phrase.trim_end_matches('*').as_bytes();
    let Some(head) = text.as_bytes().get(..phrase.len()) else { return false };
    let same = head.iter().zip(phrase).all(|(letter, listed)| *letter == listed.to_ascii_uppercase());
    let next = text.as_bytes().get(phrase.len());
    let ends_open = open || !phrase.last().is_some_and(u8::is_ascii_alphanumeric);
    same && (ends_open || next.is_none_or(|byte| !byte.is_ascii_alphanumeric()))
}

fn starts_strong(text: &str, words: &Messages) -> bool {
    words.strong.iter().any(|phrase| starts(text, phrase)) || is_routing(text) || is_date_time_line(text)
}

/// `RUPORT/AMEMBASSY PORTO 0412`: a routing indicator and an office.
fn is_routing(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or("");
    let (indicator, office) = word.split_once('/').unwrap_or((word, ""));
    indicator.starts_with("RU")
        && (6..=8).contains(&indicator.len())
        && indicator.bytes().all(|byte| byte.is_ascii_uppercase())
        && !office.is_empty()
}

/// `O R 031530Z MAY 09`: precedences and a date-time group.
fn is_date_time_line(text: &str) -> bool {
    let mut words = text.split_whitespace().skip_while(|word| matches!(*word, "O" | "P" | "R" | "Z" | "Y"));
    let (Some(group), Some(month)) = (words.next(), words.next()) else { return false };
    let zone = group.as_bytes().get(6).is_some_and(u8::is_ascii_uppercase);
    group.len() == 7 && zone && group.bytes().take(6).all(|byte| byte.is_ascii_digit()) && month.len() >= 3
}

fn strong_words_inside(text: &str, words: &Messages) -> usize {
    if text.len() < 200 {
        return 0;
    }
    let mut end = text.len().min(FARTHEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // From the second word on: the first is counted by the start of the line.
    let head = text[..end].get(1..).unwrap_or("");
    let inside = |phrase: &&String| {
        let phrase = phrase.trim_end_matches('*').to_ascii_uppercase();
        phrase.len() > 3 && head.match_indices(phrase.as_str()).any(|(at, _)| head[..at].ends_with([' ', '\t']))
    };
    words.strong.iter().filter(inside).count()
}

/// `Name: value` lines at the head, two of them or more.
fn fields(content: &str, lines: &[Line], words: &Messages) -> Option<Header> {
    let (mut found, mut end, mut strange) = (0, 0, 0);
    let mut title: Option<(usize, Range<usize>)> = None;
    let mut date: Option<(usize, Range<usize>)> = None;
    for line in lines.iter().filter(|line| !line.is_blank()).take(LINES) {
        let text = line.text(content);
        let name = field_name(text, words);
        let Some(name) = name else {
            // One or two lines may stand before (`MEMORANDUM`), and a field can run on in indented lines.
            let runs_on = found > 0 && line.indent > 0;
            let is_rule = text.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'_' | b'*'));
            strange += usize::from(found == 0);
            if runs_on || (is_rule && found > 0) {
                end = line.end;
            } else if found > 0 || strange > 2 {
                break;
            }
            continue;
        };
        found += 1;
        end = line.end;
        let value = trimmed(content, line.start + name.len() + 1..line.end);
        let lower = name.trim().to_lowercase();
        let keep = |kept: &mut Option<(usize, Range<usize>)>, listed: &[String]| {
            let rank = listed.iter().position(|field| *field == lower);
            if let (Some(rank), Some(value)) = (rank, &value)
                && kept.as_ref().is_none_or(|(best, _)| rank < *best)
            {
                *kept = Some((rank, value.clone()));
            }
        };
        keep(&mut title, &words.titles);
        keep(&mut date, &words.dates);
    }
    (found >= 2).then(|| Header {
        end,
        is_telegram: false,
        title: title.map(|(_, range)| range),
        date: date.map(|(_, range)| range),
    })
}

/// The name of the field that a line opens with, as it stands before the colon.
fn field_name<'a>(text: &'a str, words: &Messages) -> Option<&'a str> {
    let colon = text.bytes().take(32).position(|byte| byte == b':')?;
    let name = &text[..colon];
    let value = &text[colon + 1..];
    let known = words.fields.contains(&name.trim().to_lowercase());
    (known && (value.is_empty() || value.starts_with([' ', '\t']))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::super::marks::marks;
    use super::super::words::Words;
    use super::*;
    use crate::text::Lists;

    #[track_caller]
    fn check(content: &str, body: Option<&str>, title: Option<&str>, date: Option<&str>) {
        let words = Words::new(&Lists::default()).unwrap();
        let found = header(content, &lines(content), &marks(content, &words), &words.messages);
        assert_eq!(found.as_ref().map(|header| content[header.end..].trim()), body);
        let part = |range: Option<Range<usize>>| range.map(|range| &content[range]);
        assert_eq!(found.as_ref().and_then(|header| part(header.title.clone())), title);
        assert_eq!(found.as_ref().and_then(|header| part(header.date.clone())), date);
    }

    #[test]
    fn telegrams() {
        let head = "09PORTO412\nTHE FERRY\nVZCZCXYZ0001\nDE RUPORT #0412/01 1231530\nZNY CCCCC ZZH\nO 031530Z MAY 09\n\
                    FM AMEMBASSY PORTO\nTO RUEHC/SECSTATE WASHDC 0001\n";
        let text = format!("{head}SUBJECT: THE FERRY \n\nREF: PORTO 400 1. (C) It left.");
        check(&text, Some("1. (C) It left."), Some("THE FERRY"), None);
        check(&format!("{head}SUBJECT: THE FERRY\nIN MAY\n\nIt left."), Some("It left."), Some("THE FERRY"), None);
        let one_line =
            format!("{} SUBJECT: THE FERRY {} 1. (C) It left.", head.replace('\n', " "), "TAGS: PREL ".repeat(9));
        check(&one_line, Some("1. (C) It left."), Some("THE FERRY"), None);
        check("TO THE MAYOR\nFOR THE RECORD\nREF: no telegram\n\nIt left.", None, None, None);
    }

    #[test]
    fn mail_and_memoranda() {
        check(
            "From: Ana Tan <ana@port.example>\nTo: Ola Berg\nSent: 3 May 2024\nSubject: the ferry\n\nIt left.",
            Some("It left."),
            Some("the ferry"),
            Some("3 May 2024"),
        );
        check("MEMORANDUM\n\nTO: The mayor\n\nFROM: A. Tan\n\nIt left.", Some("It left."), None, None);
        check("Note: the ferry\nleft.", None, None, None);
        check("From: here to there the ferry left.\n\nIt sank.", None, None, None);
    }
}
