//! A file and marked places in it to the few rows that are worth drawing.
//!
//! Paragraphs of drafts are one line of thousands of characters. They are wrapped here, at spaces and round the marks,
//! and only the rows near a mark are kept; each knows the number of the line it is from. `human` draws them.

use super::printable;
use crate::text::Span;
use crate::text::Text;
use std::ops::Range;

/// A place to underline.
#[derive(Debug)]
pub struct Mark {
    pub span: Span,
    pub is_primary: bool,
    /// Printable; may be empty.
    pub message: String,
}

/// One row of the picture.
#[derive(Debug)]
pub struct Row {
    /// Of the line in the file, from 1; several rows can be from one line.
    pub number: usize,
    /// Printable.
    pub text: String,
    /// In the order of the marks.
    pub labels: Vec<Label>,
}

/// The part of a mark that lies in one row.
#[derive(Debug)]
pub struct Label {
    /// Index of the mark.
    pub mark: usize,
    /// Bytes of the row's text, at least one column wide; a byte past the end for a place at the end.
    pub range: Range<usize>,
    /// True in the last row of the mark, where its message belongs.
    pub is_last: bool,
}

#[derive(Debug)]
pub enum Line {
    Row(Row),
    /// Rows left out.
    Gap,
}

/// Bytes looked at before and after a mark on its line; more than a row either side at 200 columns.
const REACH: usize = 400;

/// Bytes searched for a space where a line is cut; longer than nearly all words.
const WORD: usize = 40;

/// Rows of one mark that are drawn: all when they are this many or fewer, else [`FIRST_ROWS`] and the last.
const MOST_ROWS: usize = 5;
const FIRST_ROWS: usize = 3;

/// Columns of `… ` and ` …` together.
const CUT_SIGNS: usize = 4;

/// The rows that show `marks` in `text`, none wider than `columns`, with a row of context from the same line.
pub fn lines(text: &Text, marks: &[Mark], columns: usize) -> Vec<Line> {
    let rows: Vec<Wrapped> = windows(text, marks)
        .iter()
        .enumerate()
        .flat_map(|(index, window)| stretches(text, window, index))
        .flat_map(|stretch| wrapped_rows(text, &stretch, marks, columns))
        .collect();
    let marked: Vec<Vec<usize>> = marks.iter().map(|mark| rows_of(mark, &rows)).collect();
    let kept = kept_rows(&rows, &marked);
    // True when the row before is drawn too and leads on to this one.
    let follows = |index: usize| {
        (1..rows.len()).contains(&index)
            && kept[index - 1]
            && kept[index]
            && rows[index - 1].window == rows[index].window
    };
    let mut lines = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(index, _)| kept[*index]) {
        if !lines.is_empty() && !follows(index) {
            lines.push(Line::Gap);
        }
        let cut_before = !row.starts_line && !follows(index);
        let cut_after = !row.ends_line && !follows(index + 1);
        lines.push(Line::Row(drawn(text, row, index, marks, &marked, cut_before, cut_after)));
    }
    lines
}

/// Bytes of the file that may be shown; sorted, none touching another.
fn windows(text: &Text, marks: &[Mark]) -> Vec<Range<usize>> {
    let mut windows = Vec::new();
    for mark in marks {
        let range = mark.span.range();
        if range.len() <= 2 * REACH {
            windows.push(window(text, range));
        } else {
            // Of a long mark only the beginning and the end can be drawn.
            windows.push(window(text, range.start..floor(&text.content, range.start + REACH)));
            windows.push(window(text, floor(&text.content, range.end - REACH)..range.end));
        }
    }
    windows.sort_by_key(|window| (window.start, window.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for window in windows {
        match merged.last_mut() {
            Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
            _ => merged.push(window),
        }
    }
    merged
}

fn window(text: &Text, focus: Range<usize>) -> Range<usize> {
    let content = &text.content;
    let first_line = line_range(text, text.row(focus.start));
    let last_line = line_range(text, text.row(last_byte(&focus)));
    let mut start = first_line.start;
    if focus.start - start > REACH {
        start = floor(content, focus.start - REACH);
        let near = &content[start..floor(content, (start + WORD).min(focus.start))];
        if let Some((space, letter)) = near.char_indices().find(|(_, letter)| printable::is_gap(*letter)) {
            start += space + letter.len_utf8();
        }
    }
    let mut end = last_line.end.max(focus.end);
    if end - focus.end > REACH {
        end = floor(content, focus.end + REACH);
        let near = floor(content, (end - WORD).max(focus.end));
        if let Some(space) = content[near..end].rfind(printable::is_gap) {
            end = near + space;
        }
    }
    start..end
}

/// A part of one line of the file, without its line end.
struct Stretch {
    range: Range<usize>,
    line: usize,
    window: usize,
    starts_line: bool,
    ends_line: bool,
    /// First byte after it that could belong to another row.
    next: usize,
}

fn stretches(text: &Text, window: &Range<usize>, index: usize) -> Vec<Stretch> {
    let rows = text.row(window.start)..=text.row(last_byte(window));
    let stretch = |row: usize| {
        let line = line_range(text, row);
        let start = line.start.max(window.start);
        let end = line.end.min(window.end).max(start);
        let ends_line = end == line.end;
        let next_line = text.line_starts().get(row + 1).map_or(text.content.len() + 1, |start| *start as usize);
        let next = if ends_line { next_line } else { end + 1 };
        Stretch { range: start..end, line: row, window: index, starts_line: start == line.start, ends_line, next }
    };
    rows.map(stretch).collect()
}

/// One row before it is drawn.
struct Wrapped {
    range: Range<usize>,
    /// First byte that belongs to the next row: spaces and line ends between them belong to this one.
    next: usize,
    line: usize,
    window: usize,
    starts_line: bool,
    ends_line: bool,
}

fn wrapped_rows(text: &Text, stretch: &Stretch, marks: &[Mark], columns: usize) -> Vec<Wrapped> {
    let shown = printable::line(&text.content[stretch.range.clone()]);
    let held: Vec<Held> = marks.iter().filter_map(|mark| Held::new(mark, &stretch.range, &shown)).collect();
    let mut starts = row_starts(&shown, &held, columns);
    if starts.len() > 1 || !stretch.starts_line || !stretch.ends_line {
        starts = row_starts(&shown, &held, columns.saturating_sub(CUT_SIGNS));
    }
    let offset = stretch.range.start;
    let row = |index: usize| {
        let start = starts[index];
        let end = starts.get(index + 1).copied().unwrap_or(shown.len());
        let is_last = index + 1 == starts.len();
        let letters = shown[start..end].trim_end_matches(printable::is_gap).len();
        Wrapped {
            range: offset + start..offset + start + letters,
            next: if is_last { stretch.next } else { offset + end },
            line: stretch.line,
            window: stretch.window,
            starts_line: stretch.starts_line && index == 0,
            ends_line: stretch.ends_line && is_last,
        }
    };
    (0..starts.len()).map(row).collect()
}

/// A mark inside a stretch, which rows leave whole when it fits.
struct Held {
    range: Range<usize>,
    columns: usize,
    /// With its message, where that is shown beside it.
    columns_with_message: usize,
    ends_here: bool,
}

impl Held {
    fn new(mark: &Mark, stretch: &Range<usize>, shown: &str) -> Option<Held> {
        let (start, end) = (mark.span.start().max(stretch.start), mark.span.end().min(stretch.end));
        if start > end {
            return None;
        }
        let range = start - stretch.start..end - stretch.start;
        let columns = printable::width(&shown[range.clone()]).max(1);
        let ends_here = mark.span.end() <= stretch.end && !mark.message.is_empty();
        Some(Held { range, columns, columns_with_message: columns + 1 + printable::width(&mark.message), ends_here })
    }
}

/// Where the rows of `shown` start: as many words in a row as go in.
fn row_starts(shown: &str, held: &[Held], columns: usize) -> Vec<usize> {
    let columns = columns.max(4);
    let mut starts = vec![0];
    while let Some(next) = next_row(shown, *starts.last().expect("the first row is there"), held, columns) {
        starts.push(next);
    }
    starts
}

fn next_row(shown: &str, start: usize, held: &[Held], columns: usize) -> Option<usize> {
    let (mut column, mut before) = (0, ' ');
    // The last place to break that leaves the marks whole, and the last one at all.
    let (mut whole, mut any) = (None, None);
    for (at, letter) in shown[start..].char_indices().map(|(at, letter)| (start + at, letter)) {
        if at > start && can_break(before, letter) {
            any = Some(at);
            let splits = |mark: &Held| mark.range.start < at && at < mark.range.end && mark.columns <= columns;
            if !held.iter().any(splits) {
                whole = Some(at);
            }
        }
        let wide = printable::letter_width(letter, column);
        if column + wide > columns && wide > 0 && !printable::is_gap(letter) {
            let break_at = whole.or(any).unwrap_or(at);
            return Some(if break_at > start { break_at } else { at + letter.len_utf8() });
        }
        column += wide;
        before = letter;
        // A message that would not go in beside its mark does when the mark starts a row.
        let end = at + letter.len_utf8();
        let crowded = |mark: &Held| {
            mark.ends_here
                && mark.range.end == end
                && column - mark.columns.min(column) + mark.columns_with_message > columns
                && mark.columns_with_message <= columns
        };
        if whole.is_some() && held.iter().any(crowded) {
            return whole;
        }
    }
    None
}

/// Rows end after spaces, and between letters of scripts that are written without.
fn can_break(before: char, letter: char) -> bool {
    if printable::is_gap(letter) {
        return false;
    }
    if printable::is_gap(before) {
        return true;
    }
    let is_wide = |letter| printable::letter_width(letter, 0) == 2;
    let clings =
        matches!(letter, '、' | '。' | '，' | '．' | '！' | '？' | '」' | '』' | '）' | '】' | '》' | '：' | '；');
    is_wide(before) && is_wide(letter) && !clings
}

/// Indices of the rows that show a part of `mark`: the row of its first byte, and all it has letters in.
fn rows_of(mark: &Mark, rows: &[Wrapped]) -> Vec<usize> {
    let (start, end) = (mark.span.start(), mark.span.end());
    let shows = |row: &Wrapped| {
        (row.range.start <= start && start < row.next) || start.max(row.range.start) < end.min(row.range.end)
    };
    (0..rows.len()).filter(|index| shows(&rows[*index])).collect()
}

fn kept_rows(rows: &[Wrapped], marked: &[Vec<usize>]) -> Vec<bool> {
    let mut kept = vec![false; rows.len()];
    let one_line = |a: usize, b: usize| rows[a].window == rows[b].window && rows[a].line == rows[b].line;
    for indices in marked {
        let (Some(first), Some(last)) = (indices.first(), indices.last()) else { continue };
        for (place, index) in indices.iter().enumerate() {
            kept[*index] |= indices.len() <= MOST_ROWS || place < FIRST_ROWS || index == last;
        }
        if *first > 0 && one_line(*first - 1, *first) {
            kept[*first - 1] = true;
        }
        if *last + 1 < rows.len() && one_line(*last, *last + 1) {
            kept[*last + 1] = true;
        }
    }
    // A single row left out takes as much room as the sign that says so.
    for index in 1..rows.len().saturating_sub(1) {
        let together = rows[index - 1].window == rows[index + 1].window;
        kept[index] |= together && kept[index - 1] && kept[index + 1];
    }
    kept
}

fn drawn(
    text: &Text,
    row: &Wrapped,
    index: usize,
    marks: &[Mark],
    marked: &[Vec<usize>],
    cut_before: bool,
    cut_after: bool,
) -> Row {
    let mut shown = printable::line(&text.content[row.range.clone()]);
    if !row.starts_line || !row.ends_line {
        // Tab stops would lie elsewhere in a row that starts inside a line, and could make it too wide.
        shown = shown.replace('\t', " ");
    }
    let mut labels = Vec::new();
    for (number, mark) in marks.iter().enumerate() {
        if marked[number].binary_search(&index).is_err() {
            continue;
        }
        let start = mark.span.start().clamp(row.range.start, row.range.end) - row.range.start;
        let end = mark.span.end().clamp(row.range.start + start, row.range.end) - row.range.start;
        let is_last = marked[number].last() == Some(&index);
        labels.push(Label { mark: number, range: seen(&shown, start..end), is_last });
    }
    if cut_before {
        shown.insert_str(0, "… ");
        for label in &mut labels {
            label.range = label.range.start + "… ".len()..label.range.end + "… ".len();
        }
    }
    if cut_after {
        shown.push_str(" …");
    }
    Row { number: row.line + 1, text: shown, labels }
}

/// `range` made as wide as a column: an empty one takes the next letter, a mark on top of a letter takes the letter.
fn seen(shown: &str, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range;
    while printable::width(&shown[start..end]) == 0 {
        if let Some(letter) = shown[end..].chars().next() {
            end += letter.len_utf8();
        } else if let Some(letter) = shown[..start].chars().next_back()
            && printable::letter_width(letter, 0) == 0
        {
            start -= letter.len_utf8();
        } else if start < end && start > 0 {
            start = floor(shown, start - 1);
        } else {
            return shown.len()..shown.len() + 1;
        }
    }
    start..end
}

/// Bytes of the line at `row`, counted from 0, without its line end.
fn line_range(text: &Text, row: usize) -> Range<usize> {
    let starts = text.line_starts();
    let start = starts[row] as usize;
    let end = starts.get(row + 1).map_or(text.content.len(), |next| *next as usize);
    let line = text.content[start..end].trim_end_matches('\n');
    start..start + line.strip_suffix('\r').unwrap_or(line).len()
}

fn last_byte(range: &Range<usize>) -> usize {
    range.end.saturating_sub(1).max(range.start)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
