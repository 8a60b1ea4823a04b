//! The word lists that reading a seed needs, ready to look up.

use crate::text::Lists;
use crate::text::Phrases;
use crate::text::word_id;
use anyhow::Result;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Furniture, message headers, bylines, timestamps and speakers' labels of one language.
#[derive(Debug)]
pub struct Words {
    pub(super) furniture: Furniture,
    pub(super) messages: Messages,
    pub(super) bylines: Bylines,
    pub(super) timestamps: Timestamps,
    pub(super) transcripts: Transcripts,
}

impl Words {
    /// # Errors
    /// When a newsroom's additions do not have the shape of our lists; the message names the list.
    pub fn new(lists: &Lists) -> Result<Words> {
        Ok(Words {
            furniture: Furniture::new(lists.read("furniture")?),
            messages: Messages::new(lists.read("message_headers")?),
            bylines: Bylines::new(lists.read("bylines")?),
            timestamps: Timestamps::new(lists.read("timestamps")?),
            transcripts: Transcripts::new(lists.read("transcripts")?),
        })
    }
}

/// What a phrase of a banner is a sign of; one bit each, so that a paragraph's signs are a set.
pub(super) mod sign {
    pub const FIRST_PERSON: u8 = 1;
    pub const SECOND_PERSON: u8 = 2;
    pub const ASK: u8 = 4;
    pub const PLEA: u8 = 8;
    pub const PUBLISHER: u8 = 16;
    pub const PRICE: u8 = 32;
}

#[derive(Debug)]
pub(super) struct Furniture {
    pub links: Phrases<()>,
    pub platforms: Phrases<()>,
    pub openers: Phrases<()>,
    pub imperatives: Phrases<()>,
    /// Each phrase with its bit of [`sign`].
    pub signs: Phrases<u8>,
    /// Lower case.
    pub note_calls: Vec<String>,
    /// Lower case.
    pub powers: FxHashSet<String>,
    /// Lower case: `page`, and what stands between a page's number and how many there are.
    pub page_words: Vec<String>,
    pub page_of: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FurnitureList {
    links: Vec<String>,
    platforms: Vec<String>,
    openers: Vec<String>,
    imperatives: Vec<String>,
    banner: BannerList,
    note_calls: NoteCallList,
    pages: PageList,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BannerList {
    first_person: Vec<String>,
    second_person: Vec<String>,
    ask: Vec<String>,
    plea: Vec<String>,
    publisher: Vec<String>,
    price: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteCallList {
    words: Vec<String>,
    powers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageList {
    words: Vec<String>,
    of: Vec<String>,
}

impl Furniture {
    fn new(list: FurnitureList) -> Furniture {
        let banner = list.banner;
        let groups = [
            (banner.first_person, sign::FIRST_PERSON),
            (banner.second_person, sign::SECOND_PERSON),
            (banner.ask, sign::ASK),
            (banner.plea, sign::PLEA),
            (banner.publisher, sign::PUBLISHER),
            (banner.price, sign::PRICE),
        ];
        let signs = groups.into_iter().flat_map(|(phrases, bit)| phrases.into_iter().map(move |phrase| (phrase, bit)));
        Furniture {
            links: set(list.links),
            platforms: set(list.platforms),
            openers: set(list.openers),
            imperatives: set(list.imperatives),
            signs: Phrases::new(signs),
            note_calls: list.note_calls.words,
            powers: list.note_calls.powers.into_iter().collect(),
            page_words: list.pages.words,
            page_of: list.pages.of,
        }
    }
}

fn set(phrases: Vec<String>) -> Phrases<()> {
    Phrases::new(phrases.into_iter().map(|phrase| (phrase, ())))
}

/// An aside of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    Note,
    Comment,
    Summary,
}

#[derive(Debug)]
pub(super) struct Messages {
    pub strong: Vec<String>,
    pub weak: Vec<String>,
    pub classes: FxHashSet<String>,
    pub banners: FxHashSet<String>,
    pub fields: FxHashSet<String>,
    pub titles: Vec<String>,
    pub dates: Vec<String>,
    pub voices: FxHashMap<String, Voice>,
    pub closing: Vec<String>,
    pub opening: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MessageList {
    strong: Vec<String>,
    weak: Vec<String>,
    classes: Vec<String>,
    banners: Vec<String>,
    fields: Vec<String>,
    titles: Vec<String>,
    dates: Vec<String>,
    voices: VoiceList,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VoiceList {
    note: Vec<String>,
    comment: Vec<String>,
    summary: Vec<String>,
    closing: Vec<String>,
    opening: Vec<String>,
}

impl Messages {
    fn new(list: MessageList) -> Messages {
        let voices = list.voices;
        let groups = [(voices.note, Voice::Note), (voices.comment, Voice::Comment), (voices.summary, Voice::Summary)];
        Messages {
            strong: list.strong,
            weak: list.weak,
            classes: list.classes.into_iter().collect(),
            banners: list.banners.into_iter().collect(),
            fields: list.fields.into_iter().collect(),
            titles: list.titles,
            dates: list.dates,
            voices: groups.into_iter().flat_map(|(words, voice)| words.into_iter().map(move |w| (w, voice))).collect(),
            closing: voices.closing,
            opening: voices.opening,
        }
    }
}

#[derive(Debug)]
pub(super) struct Bylines {
    pub openers: Phrases<()>,
    pub closers: Phrases<()>,
    pub linking: Phrases<()>,
    pub jobs: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BylineList {
    openers: Vec<String>,
    closers: Vec<String>,
    linking: Vec<String>,
    jobs: Vec<String>,
}

impl Bylines {
    fn new(list: BylineList) -> Bylines {
        Bylines {
            openers: set(list.openers),
            closers: set(list.closers),
            linking: set(list.linking),
            jobs: set(list.jobs),
        }
    }
}

/// What a word of a timestamp line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeWord {
    /// From 1.
    Month(i8),
    /// From 0, Monday.
    Weekday(i8),
    Label,
    /// A label of a change that came after the writing.
    Later,
    Zone,
    Half,
    Ordinal,
    Between,
    /// What a document can be: `hearing`, `minutes`.
    Record,
}

#[derive(Debug)]
pub(super) struct Timestamps {
    words: FxHashMap<u64, TimeWord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TimestampList {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    labels: Vec<String>,
    later: Vec<String>,
    zones: Vec<String>,
    halves: Vec<String>,
    ordinals: Vec<String>,
    between: Vec<String>,
    records: Vec<String>,
}

impl Timestamps {
    fn new(list: TimestampList) -> Timestamps {
        let mut words = FxHashMap::default();
        let mut add = |word: &str, meaning| {
            words.entry(word_id(word)).or_insert(meaning);
        };
        for (index, names) in list.months.iter().take(12).enumerate() {
            for name in names {
                add(name, TimeWord::Month(index as i8 + 1));
            }
        }
        for (index, names) in list.weekdays.iter().take(7).enumerate() {
            for name in names {
                add(name, TimeWord::Weekday(index as i8));
            }
        }
        let groups = [
            (list.ordinals, TimeWord::Ordinal),
            (list.between, TimeWord::Between),
            (list.later, TimeWord::Later),
            (list.labels, TimeWord::Label),
            (list.zones, TimeWord::Zone),
            (list.halves, TimeWord::Half),
            (list.records, TimeWord::Record),
        ];
        for (group, meaning) in groups {
            for word in &group {
                add(word, meaning);
            }
        }
        Timestamps { words }
    }

    pub fn get(&self, id: u64) -> Option<TimeWord> {
        self.words.get(&id).copied()
    }
}

#[derive(Debug)]
pub(super) struct Transcripts {
    pub particles: FxHashSet<String>,
    pub titles: FxHashSet<String>,
    pub not_speakers: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TranscriptList {
    particles: Vec<String>,
    titles: Vec<String>,
    not_speakers: Vec<String>,
}

impl Transcripts {
    fn new(list: TranscriptList) -> Transcripts {
        Transcripts {
            particles: list.particles.into_iter().collect(),
            titles: list.titles.into_iter().collect(),
            not_speakers: list.not_speakers.into_iter().collect(),
        }
    }
}
