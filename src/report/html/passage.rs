//! Places in a source to the words around them, marked at the very words.

use super::escape;
use crate::findings::SourcePlace;
use crate::text::Text;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

/// Bytes of context before and after a marked place: two or three sentences.
const REACH: usize = 220;
/// Bytes of one marked place that are shown; a longer one is cut.
const LONGEST: usize = 1_600;
/// Stretches shown of one entry.
const MOST_WINDOWS: usize = 5;
/// Bytes left out between two stretches below which they are shown as one.
const NEAR: usize = 120;
/// A line that is shorter ends where it ends for a reason: it is a heading, a field, a speaker's turn.
const SHORT_LINE: usize = 48;

/// A place to mark.
pub struct Marked<'a> {
    pub source: &'a SourcePlace,
    /// True for the words that differ or bear out; false for the sentence around them.
    pub is_exact: bool,
    /// True when it is worth showing by itself, false when it is marked only where it is in sight.
    pub is_shown: bool,
}

/// The passages of `marks`, in the order of the files and the places in them.
pub fn passages(marks: &[Marked]) -> String {
    let mut files: Vec<(&Arc<Text>, &str, Vec<&Marked>)> = Vec::new();
    for mark in marks {
        let text = &mark.source.place.text;
        match files.iter_mut().find(|(other, ..)| Arc::ptr_eq(other, text)) {
            Some((.., marks)) => marks.push(mark),
            None => files.push((text, &mark.source.key, vec![mark])),
        }
    }
    let mut html = String::new();
    let mut shown = 0;
    for (text, key, marks) in files {
        let windows = windows(text, &marks);
        for window in windows.iter().take(MOST_WINDOWS.saturating_sub(shown)) {
            passage(&mut html, text, key, &marks, window);
        }
        shown += windows.len();
    }
    if shown > MOST_WINDOWS {
        let _ = write!(html, "<p class=\"more\">… and {} more</p>", shown - MOST_WINDOWS);
    }
    html
}

fn windows(text: &Text, marks: &[&Marked]) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> =
        marks.iter().filter(|mark| mark.is_shown).map(|mark| window(&text.content, focus(mark))).collect();
    windows.sort_by_key(|window| (window.start, window.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for window in windows {
        match merged.last_mut() {
            Some(last) if window.start <= last.end + NEAR => last.end = last.end.max(window.end),
            _ => merged.push(window),
        }
    }
    merged
}

fn focus(mark: &Marked) -> Range<usize> {
    let range = mark.source.place.span.range();
    let end = range.end.min(floor(&mark.source.place.text.content, range.start + LONGEST));
    range.start..end
}

/// `focus` and what is read with it, from the start of a sentence or line where one is near.
fn window(content: &str, focus: Range<usize>) -> Range<usize> {
    let start = floor(content, focus.start.saturating_sub(REACH));
    let before = &content[start..focus.start];
    let starts_here = start == 0;
    let cut = if starts_here {
        0
    } else {
        // The first beginning of a sentence or a paragraph, else of a word.
        let sentence = before.find(['.', '!', '?', '\n']).and_then(|at| {
            let rest = &before[at..];
            let next = rest.find(|letter: char| letter.is_whitespace()).map(|space| at + space)?;
            before[next..].find(|letter: char| !letter.is_whitespace()).map(|word| next + word)
        });
        sentence.or_else(|| before.find(' ').map(|at| at + 1)).unwrap_or(0)
    };
    let end = floor(content, focus.end + REACH);
    let after = &content[focus.end..end];
    let kept = if end == content.len() {
        after.trim_end().len()
    } else {
        let sentence = after.rfind(". ").or_else(|| after.rfind(".\n")).map(|at| at + 1);
        sentence.or_else(|| after.rfind(char::is_whitespace)).unwrap_or(after.len())
    };
    start + cut..focus.end + kept
}

fn passage(html: &mut String, text: &Text, key: &str, marks: &[&Marked], window: &Range<usize>) {
    let inside = |mark: &&&Marked| {
        let span = mark.source.place.span;
        span.start() >= window.start && span.start() <= window.end && (mark.is_exact || mark.is_shown)
    };
    let marks: Vec<&Marked> = marks.iter().filter(inside).copied().collect();
    let first = marks.iter().filter(|mark| mark.is_shown).map(|mark| mark.source.place.span.start()).min();
    let position = text.position(first.unwrap_or(window.start));
    let _ = write!(
        html,
        "<figure class=\"src\"><figcaption><b>{}</b> <span class=\"path\">{}:{}:{}</span></figcaption><blockquote>",
        escape::text(key),
        escape::path(&text.path),
        position.line,
        position.column
    );
    let content = &text.content;
    if content[..window.start].chars().next_back().is_some_and(|letter| letter != '\n') {
        html.push_str("<span class=\"cut\">… </span>");
    }
    let mut cuts: Vec<usize> = vec![window.start, window.end];
    for mark in &marks {
        let span = mark.source.place.span;
        cuts.extend([span.start(), span.end()].map(|at| at.clamp(window.start, window.end)));
    }
    cuts.sort_unstable();
    cuts.dedup();
    for pair in cuts.windows(2) {
        let covering = marks.iter().filter(|mark| {
            let span = mark.source.place.span;
            span.start() <= pair[0] && pair[1] <= span.end()
        });
        let (mut exact, mut near) = (false, false);
        for mark in covering {
            exact |= mark.is_exact;
            near |= !mark.is_exact;
        }
        let words = reflowed(content, pair[0]..pair[1]);
        let _ = match (exact, near) {
            (true, _) => write!(html, "<mark>{words}</mark>"),
            (_, true) => write!(html, "<span class=\"near\">{words}</span>"),
            _ => write!(html, "{words}"),
        };
        for mark in marks.iter().filter(|mark| mark.source.place.span.end() == pair[1]) {
            let label = mark.source.place.label.trim();
            if !label.is_empty() && label != mark.source.place.words() {
                let _ = write!(html, "<span class=\"lb\"> {} </span>", escape::said(label));
            }
        }
    }
    if content[window.end..].chars().next().is_some_and(|letter| letter != '\n') {
        html.push_str("<span class=\"cut\"> …</span>");
    }
    html.push_str("</blockquote></figure>");
}

/// Lines broken for their width are joined; short ones, and paragraphs, stay apart.
fn reflowed(content: &str, range: Range<usize>) -> String {
    let mut html = String::new();
    let mut at = range.start;
    while at < range.end {
        let end = content[at..range.end].find('\n').map_or(range.end, |line| at + line);
        html.push_str(&escape::text(&content[at..end]));
        if end == range.end {
            break;
        }
        let is_short = end < SHORT_LINE || content[floor(content, end - SHORT_LINE)..end].contains('\n');
        let rest = &content[end + 1..];
        let is_blank = rest.starts_with('\n') || rest.starts_with("\r\n");
        html.push_str(match (is_blank, is_short) {
            (true, _) => "<span class=\"gap\"></span>",
            (_, true) => "<br>",
            _ => " ",
        });
        at = end + 1;
        while at < range.end && is_blank && content[at..].starts_with(['\n', '\r']) {
            at += 1;
        }
    }
    html
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
