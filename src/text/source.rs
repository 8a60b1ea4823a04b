//! A file read once, with true lines, columns and bytes on disk.

use super::decode::{Decoded, Encoding, decode};
use super::map::OffsetMap;
use super::span::Span;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::OnceLock;

/// A file's text as UTF-8, and the way back to the bytes on disk.
#[derive(Debug)]
pub struct Text {
    /// The path as a person wrote or would write it, `/` between folders; for standard input the name given.
    pub path: String,
    pub content: String,
    pub encoding: Encoding,
    disk: OffsetMap,
    disk_length: usize,
    /// The bytes on disk, where they are others than those of `content`.
    original: Option<Vec<u8>>,
    line_starts: OnceLock<Vec<u32>>,
    /// Letters before every `MARK_EVERY`th byte, so that a column on a line of megabytes is found at once.
    letter_marks: OnceLock<Vec<u32>>,
}

const MARK_EVERY: usize = 1024;

/// A place as a person or an editor counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// From 0, in the file as it is on disk.
    pub byte: usize,
}

/// Why a file could not be read as text.
#[derive(Debug)]
pub enum ReadError {
    Io(std::io::Error),
    /// Above 1 GiB: spans are 32 bits wide, and decoding can make a text three times as long.
    TooLarge(u64),
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ReadError::Io(error) => f.write_str(&plain_cause(error)),
            ReadError::TooLarge(bytes) => write!(f, "it has {bytes} bytes, more than the 1 GiB that can be read"),
        }
    }
}

impl std::error::Error for ReadError {}

/// What went wrong with a file, as a person says it.
pub fn plain_cause(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        std::io::ErrorKind::IsADirectory => "it is a folder".into(),
        std::io::ErrorKind::NotADirectory => "a part of its path is no folder".into(),
        std::io::ErrorKind::StorageFull => "the disk is full".into(),
        _ => error.to_string().to_lowercase(),
    }
}

/// Keeps every offset inside 32 bits after decoding.
const LARGEST_FILE: u64 = 1 << 30;

impl Text {
    /// Reads the file at `path`, which messages will call `shown`.
    ///
    /// # Errors
    /// When the file cannot be opened or read, or is larger than 1 GiB. Broken text is no error: see [`Encoding`].
    pub fn read(path: &Path, shown: &str) -> Result<Text, ReadError> {
        let size = std::fs::metadata(path).map_err(ReadError::Io)?.len();
        if size > LARGEST_FILE {
            return Err(ReadError::TooLarge(size));
        }
        Ok(Text::from_bytes(shown, std::fs::read(path).map_err(ReadError::Io)?))
    }

    /// Takes any bytes at all.
    pub fn from_bytes(shown: &str, bytes: Vec<u8>) -> Text {
        let disk_length = bytes.len();
        let Decoded { content, map: disk, encoding, original } = decode(bytes);
        Text {
            path: shown.into(),
            content,
            encoding,
            disk,
            disk_length,
            original,
            line_starts: OnceLock::new(),
            letter_marks: OnceLock::new(),
        }
    }

    pub fn slice(&self, span: Span) -> &str {
        &self.content[span.range()]
    }

    /// True when the bytes are no text: a NUL stands in them.
    pub fn is_binary(&self) -> bool {
        self.content.as_bytes()[..self.content.len().min(1 << 16)].contains(&0)
    }

    /// The bytes on disk, as they were when the file was read.
    pub fn bytes(&self) -> &[u8] {
        self.original.as_deref().unwrap_or(self.content.as_bytes())
    }

    /// SHA-256 of the bytes on disk, 64 hexadecimal digits: what `sha256sum` prints.
    pub fn sha256(&self) -> String {
        sha256(self.bytes())
    }

    /// Byte on disk of the content byte at `offset`.
    pub fn disk_byte(&self, offset: usize) -> usize {
        if offset >= self.content.len() { self.disk_length } else { self.disk.start(offset) }
    }

    /// Starts of the lines in bytes of the content; a line ends after LF, CR LF or a lone CR.
    pub fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let bytes = self.content.as_bytes();
            let ends = bytes
                .iter()
                .enumerate()
                .filter(|(at, byte)| **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
            std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect()
        })
    }

    /// Row, counted from 0, of the byte at `offset`.
    pub fn row(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|start| *start as usize <= offset) - 1
    }

    /// The content of rows `first..=last`, counted from 0, as a span; `None` past the end.
    pub fn rows(&self, first: usize, last: usize) -> Option<Span> {
        let starts = self.line_starts();
        let start = *starts.get(first)? as usize;
        let end = starts.get(last.checked_add(1)?).map_or(self.content.len(), |next| *next as usize);
        Span::new(&self.content, start, end.max(start))
    }

    /// Number of lines; a last line without text after the final line end does not count.
    pub fn line_count(&self) -> usize {
        let starts = self.line_starts();
        let last_is_empty = starts.last().is_some_and(|start| *start as usize == self.content.len());
        starts.len() - usize::from(last_is_empty)
    }

    pub fn position(&self, offset: usize) -> Position {
        let row = self.row(offset);
        let column = self.letters_before(offset) - self.letters_before(self.line_starts()[row] as usize) + 1;
        Position { line: row + 1, column, byte: self.disk_byte(offset) }
    }

    fn letters_before(&self, offset: usize) -> usize {
        let letters = |bytes: &[u8]| bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count();
        let bytes = self.content.as_bytes();
        let marks = self.letter_marks.get_or_init(|| {
            let mut total = 0;
            let counts = bytes.chunks(MARK_EVERY).map(|chunk| {
                total += letters(chunk) as u32;
                total
            });
            std::iter::once(0).chain(counts).collect()
        });
        let block = offset / MARK_EVERY;
        marks[block] as usize + letters(&bytes[block * MARK_EVERY..offset])
    }
}

/// SHA-256 of any bytes, 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_lines_of_every_ending() {
        let text = Text::from_bytes("a.txt", "one\r\ntwo\rthré\nfour".into());
        let at = |word: &str| {
            let position = text.position(text.content.find(word).unwrap());
            (position.line, position.column, position.byte)
        };
        assert_eq!(at("two"), (2, 1, 5));
        assert_eq!(at("é"), (3, 4, 12));
        assert_eq!(at("four"), (4, 1, 15));
        assert_eq!(text.line_count(), 4);
        assert_eq!(text.slice(text.rows(1, 2).unwrap()), "two\rthré\n");
    }

    #[test]
    fn bytes_are_those_on_disk() {
        for bytes in
            [&b"plain"[..], b"\xef\xbb\xbfmayor", b"\xff\xfea\0b\0", b"the caf\xe9 \x93opened\x94", b"a\xffb\xc3\xa9"]
        {
            assert_eq!(Text::from_bytes("a.txt", bytes.to_vec()).bytes(), bytes);
        }
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Text::from_bytes("a.txt", b"abc".to_vec()).sha256(), hash);
    }

    #[test]
    fn a_column_far_into_a_long_line() {
        let text = Text::from_bytes("a.txt", format!("x\n{}end", "é ".repeat(5_000)).into_bytes());
        assert_eq!(text.position(text.content.len()).column, 10_004);
    }
}
