//! The text of an open document, kept in step with the editor's.

use super::positions::{Encoding, Ruler};
use super::protocol::Change;
use std::sync::Arc;

/// A text with its lines measured.
#[derive(Debug)]
pub struct Sheet {
    pub text: String,
    pub ruler: Ruler,
}

impl Sheet {
    pub fn new(text: String) -> Sheet {
        Sheet { ruler: Ruler::new(&text), text }
    }
}

/// An open document.
#[derive(Debug)]
pub struct Document {
    /// As the editor counts; `None` when it does not.
    pub version: Option<i64>,
    /// `None` once an edit did not fit: what the editor shows is not known until it sends the whole text again.
    pub sheet: Option<Arc<Sheet>>,
}

impl Document {
    pub fn new(version: Option<i64>, text: String) -> Document {
        Document { version, sheet: Some(Arc::new(Sheet::new(text))) }
    }

    /// Makes `changes`, one after the other.
    ///
    /// # Errors
    /// Why they do not fit the text; it is then lost.
    pub fn change(&mut self, version: Option<i64>, changes: Vec<Change>, encoding: Encoding) -> Result<(), String> {
        let is_whole = changes.iter().any(|change| change.range.is_none());
        if let (Some(new), Some(known)) = (version, self.version)
            && new < known
            && !is_whole
        {
            self.sheet = None;
            return Err(format!("an edit of version {new} came after version {known}"));
        }
        self.version = version.or(self.version);
        for change in changes {
            let Some(range) = change.range else {
                self.sheet = Some(Arc::new(Sheet::new(change.text)));
                continue;
            };
            // Edits of a text that is lost already say nothing new.
            let Some(sheet) = self.sheet.take() else { continue };
            let place = |position| sheet.ruler.offset(&sheet.text, position, encoding);
            let (Some(start), Some(end)) = (place(range.start), place(range.end)) else {
                return Err(format!("an edit at a place that the text does not have: {range:?}"));
            };
            if start > end {
                return Err(format!("an edit that ends before it starts: {range:?}"));
            }
            let mut text = String::with_capacity(sheet.text.len() + change.text.len());
            text.push_str(&sheet.text[..start]);
            text.push_str(&change.text);
            text.push_str(&sheet.text[end..]);
            self.sheet = Some(Arc::new(Sheet::new(text)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::positions::{Position, Range};
    use super::*;

    fn edit(start: (u64, u64), end: (u64, u64), text: &str) -> Change {
        let at = |(line, character)| Position { line, character };
        Change { range: Some(Range { start: at(start), end: at(end) }), text: text.into() }
    }

    fn text(document: &Document) -> Option<&str> {
        document.sheet.as_ref().map(|sheet| sheet.text.as_str())
    }

    #[test]
    fn edits_one_after_the_other() {
        let mut document = Document::new(Some(1), "one\r\n😀 two\n".into());
        let changes = vec![edit((1, 3), (1, 6), "three"), edit((0, 0), (0, 3), ""), edit((1, 8), (1, 8), "!")];
        document.change(Some(2), changes, Encoding::Utf16).unwrap();
        assert_eq!(text(&document), Some("\r\n😀 three!\n"));
        document.change(Some(3), vec![edit((0, 0), (3, 0), "all")], Encoding::Utf16).unwrap();
        assert_eq!(text(&document), Some("all"));
        document.change(None, vec![edit((0, 1), (1, 0), "")], Encoding::Utf8).unwrap();
        assert_eq!(text(&document), Some("a"));
    }

    #[test]
    fn an_edit_that_does_not_fit_loses_the_text_until_it_comes_whole() {
        for (version, change) in [
            (3, edit((0, 2), (0, 1), "x")),
            (3, edit((9, 0), (9, 1), "x")),
            (3, edit((0, 1), (0, 1), "x")),
            (1, edit((0, 0), (0, 0), "x")),
        ] {
            let mut document = Document::new(Some(2), "😀 two".into());
            assert!(document.change(Some(version), vec![change], Encoding::Utf16).is_err(), "{version}");
            assert_eq!(text(&document), None);
            document.change(Some(4), vec![edit((0, 0), (0, 0), "x")], Encoding::Utf16).unwrap();
            assert_eq!(text(&document), None);
            document.change(Some(5), vec![Change { range: None, text: "whole".into() }], Encoding::Utf16).unwrap();
            assert_eq!(text(&document), Some("whole"));
        }
    }
}
