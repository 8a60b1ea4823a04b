//! Lines to paragraphs: blank lines, wrapped lines that run on, lists, crossheads, and text that runs on over a page.

use super::lines::Layout;
use super::lines::Line;
use super::lines::ends_sentence;
use super::lines::is_in_capitals;
use super::lines::layout;
use super::turns::Speakers;
use super::words::Words;
use crate::text::BlockKind;
use std::ops::Range;

/// A paragraph of the file; its lines stay as they are inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Bytes of the content.
    pub range: Range<usize>,
    pub kind: BlockKind,
}

/// The paragraphs of `lines`, and what page borders left inside them (line ends included), both in order.
pub(super) fn paragraphs(
    content: &str,
    lines: &[Line],
    page_furniture: &[bool],
    speakers: Option<&Speakers>,
    words: &Words,
) -> (Vec<Paragraph>, Vec<Range<usize>>) {
    let maker = Maker { content, layout: layout(lines, content), speakers, words };
    let (mut found, mut breaks): (Vec<Paragraph>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    // The last line taken, and what stood between it and the one at hand.
    let mut last: Option<usize> = None;
    let (mut blank, mut page) = (false, false);
    for (index, line) in lines.iter().enumerate() {
        page |= line.new_page;
        if line.is_blank() {
            blank = true;
            continue;
        }
        if page_furniture.get(index).is_some_and(|flag| *flag) {
            page = true;
            continue;
        }
        let text = line.text(content);
        if is_rule(text) {
            // A rule under a short line makes that line a heading.
            if let (Some(paragraph), false) = (found.last_mut(), blank)
                && paragraph.range.len() <= 80
                && !content[paragraph.range.clone()].contains(['\n', '\r'])
                && matches!(text.as_bytes()[0], b'-' | b'=' | b'~')
            {
                paragraph.kind = BlockKind::Heading;
            }
            last = None;
            (blank, page) = (true, false);
            continue;
        }
        let before = last.map(|before| &lines[before]);
        match (before, found.last_mut()) {
            (Some(before), Some(paragraph)) if page && maker.runs_on_over_page(before, line, paragraph.kind) => {
                breaks.push(before.end..line.start);
                paragraph.range.end = line.end;
            }
            (Some(before), Some(paragraph))
                if !blank && !page && maker.runs_on(before, line, paragraph, lines.get(index + 1)) =>
            {
                paragraph.range.end = line.end;
            }
            _ => {
                let kind = if bullet(text).is_some() { BlockKind::Item } else { BlockKind::Paragraph };
                found.push(Paragraph { range: line.start..line.end, kind });
            }
        }
        last = Some(index);
        (blank, page) = (false, false);
    }
    (found, breaks)
}

struct Maker<'a> {
    content: &'a str,
    layout: Layout,
    speakers: Option<&'a Speakers>,
    words: &'a Words,
}

impl Maker<'_> {
    /// True when `next` stands in the same paragraph as the line before it, nothing between them.
    fn runs_on(&self, before: &Line, next: &Line, paragraph: &Paragraph, after: Option<&Line>) -> bool {
        let Layout::Wrapped { width } = self.layout else { return false };
        let (one, other) = (before.text(self.content), next.text(self.content));
        let before_width = before.width(self.content);
        if paragraph.kind == BlockKind::Heading || before_width > super::lines::WIDE || self.is_label(other) {
            return false;
        }
        let starts_low = other.starts_with(char::is_lowercase);
        if starts_low && paragraph.kind == BlockKind::Paragraph && bullet(other).is_none() {
            return true;
        }
        let ends = ends_sentence(one);
        if bullet(other).is_some() && (ends || paragraph.kind == BlockKind::Item) {
            return false;
        }
        // A crosshead stands between two sentences; capitals inside one are acronyms that met at the line's start.
        if !starts_low && is_in_capitals(other) && ends && !is_in_capitals(one) {
            return after.is_some_and(|after| after.text(self.content).starts_with(char::is_lowercase));
        }
        let stands_alone = paragraph.range.start == before.start;
        if stands_alone && is_in_capitals(one) && !is_in_capitals(other) && !starts_low && !self.is_label(one) {
            return false;
        }
        if ends && next.indent >= before.indent + 2 && !self.is_label(self.first_line(paragraph)) {
            return false;
        }
        // The next word would have fitted: the line was ended on purpose.
        let first_word = other.split_whitespace().next().map_or(0, |word| word.chars().count());
        let could_hold_more = before_width + 1 + first_word + 2 <= width;
        if could_hold_more && ends && !starts_low && !self.is_label(one) {
            return false;
        }
        let is_short = before_width * 2 < width;
        starts_low || !is_short || self.is_label(one) || one.ends_with(',')
    }

    /// True when a sentence goes on after the border of a page.
    fn runs_on_over_page(&self, before: &Line, next: &Line, kind: BlockKind) -> bool {
        let (one, other) = (before.text(self.content), next.text(self.content));
        if kind == BlockKind::Heading || ends_sentence(one) || self.is_label(other) || bullet(other).is_some() {
            return false;
        }
        if other.starts_with(char::is_lowercase) || one.ends_with([',', '-']) {
            return true;
        }
        let is_full = match self.layout {
            Layout::Wrapped { width } => before.width(self.content) * 10 >= width * 7,
            Layout::Lines => before.width(self.content) > 60,
        };
        is_full && !is_in_capitals(one) && !is_in_capitals(other)
    }

    fn first_line(&self, paragraph: &Paragraph) -> &str {
        self.content[paragraph.range.clone()].lines().next().unwrap_or("")
    }

    fn is_label(&self, line: &str) -> bool {
        self.speakers.is_some_and(|speakers| speakers.label(line, &self.words.transcripts).is_some())
    }
}

/// Bytes of the sign that opens a list item, and the space after it: `- `, `• `, `(a) `, `3. `
pub(super) fn bullet(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['-', '*', '•', '–', '—', '·', '◦', '▪', '●', '‣', '+']);
    let rest = rest.or_else(|| {
        let inner = text.strip_prefix('(').unwrap_or(text);
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        let letter = inner.starts_with(|c: char| c.is_ascii_lowercase());
        let length = if (1..=3).contains(&digits) { digits } else { usize::from(letter) };
        let bracketed = text.starts_with('(');
        let closed = inner.get(length..)?;
        let closed =
            closed.strip_prefix(')').or_else(|| if bracketed || letter { None } else { closed.strip_prefix('.') });
        closed.filter(|_| length > 0)
    })?;
    let text_start = rest.trim_start();
    (text_start.len() < rest.len() && !text_start.is_empty()).then(|| text.len() - text_start.len())
}

/// `-----`, `* * *`, `=====`: three signs or more and nothing else.
fn is_rule(text: &str) -> bool {
    let bytes = text.as_bytes();
    let first = bytes[0];
    matches!(first, b'-' | b'=' | b'_' | b'*' | b'~' | b'#' | b'.')
        && bytes.iter().all(|byte| *byte == first || *byte == b' ')
        && bytes.iter().filter(|byte| **byte == first).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::super::pages::page_furniture;
    use super::*;
    use crate::text::Lists;

    #[track_caller]
    fn check(content: &str, expected: &[&str]) {
        let words = Words::new(&Lists::default()).unwrap();
        let lines = lines(content);
        let speakers = Speakers::of(lines.iter().map(|line| line.text(content)), &words.transcripts);
        let furniture = page_furniture(&lines, content, &words.furniture);
        let (found, breaks) = paragraphs(content, &lines, &furniture, speakers.as_ref(), &words);
        let shown: Vec<_> = found
            .iter()
            .map(|paragraph| {
                let mut text = content[paragraph.range.clone()].to_owned();
                for gap in breaks.iter().rev().filter(|gap| paragraph.range.contains(&gap.start)) {
                    text.replace_range(gap.start - paragraph.range.start..gap.end - paragraph.range.start, "|");
                }
                text.replace('\n', "/")
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn wrapped_and_unwrapped() {
        check(
            "The ferry left the harbour early on\nMonday with the mayor on board, they\nsaid.\n\nIt sank.\n",
            &["The ferry left the harbour early on/Monday with the mayor on board, they/said.", "It sank."],
        );
        let long = "The ferry left the harbour early on Monday with the mayor on board. ".repeat(4);
        check(&format!("{long}\nIt sank.\nNobody saw."), &[long.trim(), "It sank.", "Nobody saw."]);
        // No blank line: an unfilled line that ends a sentence ends the paragraph.
        check(
            "The ferry left the harbour early on\nMonday.\nThe mayor was on board.\nHe sank with it, as the papers said\nlater.\n",
            &[
                "The ferry left the harbour early on/Monday.",
                "The mayor was on board.",
                "He sank with it, as the papers said/later.",
            ],
        );
    }

    #[test]
    fn lists_crossheads_and_rules() {
        check(
            "The mayor asked for three things:\n- a longer bridge over the river\n  and a lamp on it\n- a ferry\n",
            &["The mayor asked for three things:", "- a longer bridge over the river/  and a lamp on it", "- a ferry"],
        );
        check(
            "The ferry left the harbour in May.\nTHE SEA TAKES IT\nThe mayor of the city was on board.\n",
            &["The ferry left the harbour in May.", "THE SEA TAKES IT", "The mayor of the city was on board."],
        );
        check("Summary\n-------\nThe ferry left.\n* * *\nIt sank.\n", &["Summary", "The ferry left.", "It sank."]);
        check(
            "The captain of it had called the\nNATO AND CIA OFFICES\nbefore the storm came over them all.\n",
            &["The captain of it had called the/NATO AND CIA OFFICES/before the storm came over them all."],
        );
    }

    #[test]
    fn over_a_page() {
        check("The mayor said the\nPage 3 of 12\n\u{c}ferry left.", &["The mayor said the|ferry left."]);
        check("The mayor left.\n\nPage 3 of 12\n\nThe ferry sank.", &["The mayor left.", "The ferry sank."]);
        check(
            "The mayor of the city met the harbour\n\n- 4 -\n\nMaster and the ferry captain of the\nport.",
            &["The mayor of the city met the harbour|Master and the ferry captain of the/port."],
        );
    }

    #[test]
    fn turns_of_a_transcript_are_paragraphs() {
        check(
            "HALE: We left the harbour early on a\nMonday.\nTAN: Why?\nHALE:\nThe storm.\n",
            &["HALE: We left the harbour early on a/Monday.", "TAN: Why?", "HALE:/The storm."],
        );
    }
}
