//! What a source document is once it has been read.

use super::turns::Turn;
use crate::facts::dates::Days;
use crate::text::Prose;
use crate::text::Text;
use std::ops::Range;
use std::sync::Arc;

/// A source document.
#[derive(Debug)]
pub struct Seed {
    pub key: String,
    pub text: Arc<Text>,
    /// Its words, each block with its zone.
    pub prose: Prose,
    /// Its own date, which relative dates count from.
    pub date: Option<Days>,
    pub date_origin: Option<DateOrigin>,
    /// What other places of the document say of its date, one sentence each: for information.
    pub date_notes: Vec<String>,
    /// From the configuration's reader on down: front matter, the subject of a message, the headline.
    pub title: Option<String>,
    /// Index of the block that holds the headline.
    pub headline: Option<usize>,
    /// Words in zones that can be evidence.
    pub words: usize,
    /// Speech turns, when it is a transcript.
    pub turns: Vec<Turn>,
    /// Why there is no text in it, as it goes on after "… has no text: ".
    pub unreadable: Option<String>,
    pub(super) paragraphs: Vec<Numbered>,
    pub(super) headings: Vec<Heading>,
}

impl Seed {
    pub fn has_text(&self) -> bool {
        self.unreadable.is_none()
    }

    /// A seed that is known by its name alone: `reason` says why it was not read.
    pub fn without_text(text: Arc<Text>, key: &str, date: Option<Days>, reason: String) -> Seed {
        Seed {
            key: key.into(),
            text,
            prose: Prose::default(),
            date,
            date_origin: date.map(|_| DateOrigin::Configuration),
            date_notes: Vec::new(),
            title: None,
            headline: None,
            words: 0,
            turns: Vec::new(),
            unreadable: Some(reason),
            paragraphs: Vec::new(),
            headings: Vec::new(),
        }
    }
}

/// Where a document's date was found; the earlier ones win.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrigin {
    Configuration,
    FrontMatter,
    /// `031530Z MAY 09` in the header of a telegram.
    DateTimeGroup,
    /// A line or field of the head that holds nothing but a date and a time.
    TimestampLine,
    /// A dateline or a byline.
    Dateline,
    /// A first line that says what the document is and of which day: `Hearing of 4 March 2019`.
    Title,
    FileName,
}

impl DateOrigin {
    /// As a person reads it.
    pub fn name(self) -> &'static str {
        match self {
            DateOrigin::Configuration => "configuration",
            DateOrigin::FrontMatter => "front matter",
            DateOrigin::DateTimeGroup => "date-time group",
            DateOrigin::TimestampLine => "timestamp line",
            DateOrigin::Dateline => "dateline",
            DateOrigin::Title => "title line",
            DateOrigin::FileName => "file name",
        }
    }
}

/// A paragraph as a locator counts it.
#[derive(Clone, Debug)]
pub(super) struct Numbered {
    /// The number that the document itself gives it.
    pub number: Option<u32>,
    /// Bytes of the prose, with the space after it.
    pub range: Range<usize>,
}

/// A heading of a Markdown seed.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// Byte of the prose where it starts.
    pub at: usize,
    /// 1 to 6.
    pub level: u8,
}
