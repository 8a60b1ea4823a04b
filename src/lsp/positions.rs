//! Bytes of a text to places as an editor counts them, and back.

use serde::{Deserialize, Serialize};

/// A place in a text, both numbers from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    pub line: u64,
    /// In the units of the [`Encoding`]; past the end of the line it means that end.
    pub character: u64,
}

/// Two places, the end excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    pub start: Position,
    pub end: Position,
}

/// What a character of a [`Position`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of 16 bits: what every editor knows.
    #[default]
    Utf16,
}

impl Encoding {
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        }
    }
}

/// The lines of one text, measured; every method takes that same text.
#[derive(Debug)]
pub struct Ruler {
    /// Where lines start; one ends after LF, CR LF or a lone CR.
    starts: Vec<usize>,
    /// Units of 16 bits before every `MARK_EVERY`th byte, so that a column far into a long line is found at once.
    marks: Vec<usize>,
}

const MARK_EVERY: usize = 1024;

impl Ruler {
    pub fn new(text: &str) -> Ruler {
        let bytes = text.as_bytes();
        let ends = bytes
            .iter()
            .enumerate()
            .filter(|(at, byte)| **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let mut total = 0;
        let counts = bytes.chunks(MARK_EVERY).map(|chunk| {
            total += units(chunk);
            total
        });
        Ruler { starts, marks: std::iter::once(0).chain(counts).collect() }
    }

    /// The place of a byte; inside a letter, that of the letter.
    pub fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let offset = floor(text, offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let start = self.starts[line];
        let character = match encoding {
            Encoding::Utf8 => offset - start,
            Encoding::Utf16 => self.units_before(text, offset) - self.units_before(text, start),
        };
        Position { line: line as u64, character: character as u64 }
    }

    pub fn range(&self, text: &str, bytes: &std::ops::Range<usize>, encoding: Encoding) -> Range {
        Range { start: self.position(text, bytes.start, encoding), end: self.position(text, bytes.end, encoding) }
    }

    /// The byte at a place. The line after the last one means the end of the text; `None` further on, and inside a
    /// letter.
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> Option<usize> {
        let line = usize::try_from(position.line).ok()?;
        if line == self.starts.len() {
            return Some(text.len());
        }
        let start = *self.starts.get(line)?;
        let next = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let end = start + text[start..next].trim_end_matches(['\n', '\r']).len();
        let character = usize::try_from(position.character).unwrap_or(usize::MAX);
        match encoding {
            Encoding::Utf8 => {
                let offset = start.saturating_add(character).min(end);
                text.is_char_boundary(offset).then_some(offset)
            }
            Encoding::Utf16 => {
                let wanted = self.units_before(text, start).saturating_add(character);
                let mark = self.marks.partition_point(|units| *units <= wanted).saturating_sub(1);
                let mut offset = floor(text, mark * MARK_EVERY).max(start);
                let mut units = self.units_before(text, offset);
                for letter in text.get(offset..end).unwrap_or("").chars() {
                    if units >= wanted {
                        break;
                    }
                    offset += letter.len_utf8();
                    units += letter.len_utf16();
                }
                (units <= wanted).then_some(offset.min(end))
            }
        }
    }

    /// The byte at a place, or the last one before it.
    pub fn nearest(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let before = Position { character: position.character.saturating_sub(1), ..position };
        let floor = || {
            (0..4).find_map(|back| {
                let character = before.character.saturating_sub(back);
                self.offset(text, Position { character, ..before }, encoding)
            })
        };
        self.offset(text, position, encoding).or_else(floor).unwrap_or(text.len())
    }

    fn units_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / MARK_EVERY;
        self.marks[block] + units(&text.as_bytes()[block * MARK_EVERY..offset])
    }
}

/// The start of the letter at `offset`; the end of the text where that is past it.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Units of 16 bits of the letters that start in `bytes` of UTF-8.
fn units(bytes: &[u8]) -> usize {
    bytes.iter().map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(*byte >= 0xf0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one\r\ntwé\r😀 four\n";

    fn at(line: u64, character: u64) -> Position {
        Position { line, character }
    }

    #[test]
    fn bytes_to_places_and_back() {
        let ruler = Ruler::new(TEXT);
        for (word, utf8, utf16) in [
            ("one", at(0, 0), at(0, 0)),
            ("two", at(0, 0), at(0, 0)),
            ("é", at(1, 2), at(1, 2)),
            ("😀", at(2, 0), at(2, 0)),
            ("four", at(2, 5), at(2, 3)),
            ("our", at(2, 6), at(2, 4)),
        ] {
            let Some(offset) = TEXT.find(word) else { continue };
            for (encoding, expected) in [(Encoding::Utf8, utf8), (Encoding::Utf16, utf16)] {
                assert_eq!(ruler.position(TEXT, offset, encoding), expected, "{word}");
                assert_eq!(ruler.offset(TEXT, expected, encoding), Some(offset), "{word}");
            }
        }
        assert_eq!(ruler.position(TEXT, TEXT.len(), Encoding::Utf16), at(3, 0));
    }

    #[test]
    fn places_that_a_text_does_not_have() {
        let ruler = Ruler::new(TEXT);
        for (position, utf8, utf16) in [
            // Past the end of a line is its end, before CR LF.
            (at(0, 99), Some(3), Some(3)),
            (at(0, u64::MAX), Some(3), Some(3)),
            (at(1, 3), None, Some(9)),
            (at(2, 1), None, None),
            (at(3, 0), Some(TEXT.len()), Some(TEXT.len())),
            (at(4, 0), Some(TEXT.len()), Some(TEXT.len())),
            (at(5, 0), None, None),
            (at(u64::MAX, 0), None, None),
        ] {
            assert_eq!(ruler.offset(TEXT, position, Encoding::Utf8), utf8, "{position:?}");
            assert_eq!(ruler.offset(TEXT, position, Encoding::Utf16), utf16, "{position:?}");
        }
        assert_eq!(ruler.nearest(TEXT, at(2, 1), Encoding::Utf16), 10);
        assert_eq!(ruler.nearest(TEXT, at(2, 3), Encoding::Utf8), 10);
        assert_eq!(ruler.nearest(TEXT, at(9, 9), Encoding::Utf8), TEXT.len());
    }

    proptest::proptest! {
        #[test]
        fn every_letter_has_its_place(text in "[a\u{e9}\u{1f600}\n\r ]{0,60}") {
            let ruler = Ruler::new(&text);
            let inside_line_end = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at) && !inside_line_end(*at)) {
                for encoding in [Encoding::Utf8, Encoding::Utf16] {
                    let position = ruler.position(&text, at, encoding);
                    assert_eq!(ruler.offset(&text, position, encoding), Some(at), "{position:?}");
                    assert_eq!(ruler.nearest(&text, position, encoding), at);
                }
            }
        }
    }

    #[test]
    fn a_column_far_into_a_long_line() {
        let text = format!("x\n{}end", "é😀 ".repeat(3_000));
        let ruler = Ruler::new(&text);
        for offset in [text.len() - 3, text.len(), 2, 2 + 7 * 1_500] {
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let position = ruler.position(&text, offset, encoding);
                assert_eq!(ruler.offset(&text, position, encoding), Some(offset), "{offset} {encoding:?}");
            }
        }
        assert_eq!(ruler.position(&text, text.len(), Encoding::Utf16), at(1, 12_003));
    }
}
