//! Content to lines, each without the space around it, and how the file lays its paragraphs out.

/// A line without the space at its ends; blank when `start == end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Byte of the content.
    pub start: usize,
    /// Byte of the content, excluded.
    pub end: usize,
    /// Bytes of space before the text.
    pub indent: usize,
    /// True when a form feed stands before the line: a new page.
    pub new_page: bool,
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.start == self.end
    }

    pub fn text<'a>(&self, content: &'a str) -> &'a str {
        &content[self.start..self.end]
    }

    /// Letters, as far as a layout cares: what is wider than [`WIDE`] is as wide as its bytes.
    pub fn width(&self, content: &str) -> usize {
        let bytes = self.end - self.start;
        if bytes > 4 * WIDE {
            return bytes;
        }
        content.as_bytes()[self.start..self.end].iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
    }
}

/// No one wraps text wider than this by hand or by program: e-mail has 72 to 78, telegrams 69, wide exports up to 132.
pub(super) const WIDE: usize = 160;

/// Lines end at LF, CR LF, a lone CR and a form feed.
pub(super) fn lines(content: &str) -> Vec<Line> {
    let bytes = content.as_bytes();
    let mut found = Vec::with_capacity(bytes.len() / 64 + 4);
    let (mut at, mut new_page) = (0, false);
    // Looking for one byte is several times as fast as looking for three.
    let only_feeds = !content.contains('\r') && !content.contains('\u{c}');
    loop {
        let length = match only_feeds {
            true => content[at..].find('\n'),
            false => bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r' | 0x0c)),
        };
        let end = length.map_or(bytes.len(), |length| at + length);
        let text = content[at..end].trim_start();
        let start = end - text.len();
        let stop = start + text.trim_end().len();
        // A blank line has no text to start at; it stands where the line starts.
        let (start, stop) = if start == stop { (at, at) } else { (start, stop) };
        found.push(Line { start, end: stop, indent: start - at, new_page });
        if end == bytes.len() {
            return found;
        }
        new_page = bytes[end] == 0x0c;
        at = if bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n') { end + 2 } else { end + 1 };
    }
}

/// How lines make paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Each line is a paragraph.
    Lines,
    /// Lines are wrapped at about `width` letters, and one runs on into the next.
    Wrapped { width: usize },
}

/// Decided by where most of the text stands: in lines wider than anyone wraps, or in narrow ones.
pub(super) fn layout(lines: &[Line], content: &str) -> Layout {
    let (mut wide, mut narrow) = (0, 0);
    let mut widths = [0u32; WIDE + 1];
    for pair in lines.windows(2) {
        let width = pair[0].width(content);
        if width > WIDE {
            wide += width;
        } else {
            narrow += width;
            if width > 0 && !pair[1].is_blank() {
                widths[width] += 1;
            }
        }
    }
    if let Some(last) = lines.last() {
        let width = last.width(content);
        if width > WIDE { wide += width } else { narrow += width }
    }
    let followed: u32 = widths.iter().sum();
    if wide > narrow || followed == 0 {
        return Layout::Lines;
    }
    // The width that nine in ten lines keep: the longest may be a link that nothing could break.
    let mut seen = 0;
    let width = widths.iter().position(|count| {
        seen += count;
        seen * 10 >= followed * 9
    });
    Layout::Wrapped { width: width.unwrap_or(WIDE) }
}

/// True when `text` stops where a sentence can stop.
pub(super) fn ends_sentence(text: &str) -> bool {
    let body = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
    body.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？'])
}

/// True for a line in capitals: at least four of them, and no small letter.
pub(super) fn is_in_capitals(text: &str) -> bool {
    let mut capitals = 0;
    for letter in text.chars() {
        if letter.is_lowercase() {
            return false;
        }
        capitals += usize::from(letter.is_uppercase());
    }
    capitals >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_every_ending() {
        let content = "one \r\n  two\rthree\u{c}four\n\n \u{a0}\nfive";
        let found = lines(content);
        let texts: Vec<_> = found.iter().map(|line| line.text(content)).collect();
        assert_eq!(texts, ["one", "two", "three", "four", "", "", "five"]);
        assert_eq!(found[1].indent, 2);
        assert!(found[3].new_page && !found[2].new_page);
    }

    #[test]
    fn layouts() {
        let of = |content: &str| layout(&lines(content), content);
        let paragraph = "The harbour was closed on Monday after the storm. ".repeat(5);
        assert_eq!(of(&format!("{paragraph}\n{paragraph}\n")), Layout::Lines);
        let wrapped =
            "The harbour was closed on Monday after\nthe storm, and the mayor asked everyone\nto stay away.\n";
        assert_eq!(of(&wrapped.repeat(3)), Layout::Wrapped { width: 39 });
        assert_eq!(of(""), Layout::Lines);
    }
}
