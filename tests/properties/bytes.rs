//! Any bytes: nothing panics, every place is a place, and what is folded leads back to its bytes.

use super::{NEWSROOM, SOURCES, cases};
use proptest::prelude::*;
use sourceproof::check::Input;
use sourceproof::claims;
use sourceproof::evidence::Source;
use sourceproof::evidence::quotes::{Outcome, compare};
use sourceproof::facts::quotes::segments;
use sourceproof::findings::Place;
use sourceproof::seeds;
use sourceproof::text::{Lists, Prose, Text, fold, word_id};
use std::sync::{Arc, LazyLock};

static SEED_WORDS: LazyLock<seeds::Words> = LazyLock::new(|| seeds::Words::new(&Lists::default()).unwrap());

/// What drafts are made of, and what breaks them.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "[@hearing]",
    "[@sandover_wire, p. 3]",
    "[@",
    "]",
    "(",
    ")",
    "[",
    "^[",
    "[^1]",
    "[^1]: seeds/hearing.txt:1-3",
    "[a](../seeds/hearing.txt#L2)",
    "\n",
    "\n\n",
    "\r\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "| a | b |\n|-|-|\n| ",
    " | ",
    "`",
    "```\n",
    "*",
    "**",
    "_",
    "~~",
    "&amp;",
    "&nbsp;",
    "&#x201c;",
    "\\",
    "<b>",
    "</b>",
    "<!-- sourceproof: allow misquote: so -->",
    "<!-- sourceproof: cite hearing -->",
    "<!--",
    "-->",
    "---\n",
    "date: 2019-11-04\n",
    "sources: [hearing]\n",
    "…",
    "...",
    "[sic]",
    "[t]he",
    " said ",
    "Ines Okafor",
    "the harbour",
    "we never",
    "in October 2019",
    "3 May",
    "last week",
    "40 ships",
    "$3.2 million",
    "per cent",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    ": ",
    "é",
    "ß",
    "東京",
    "\u{301}",
    "\u{200d}",
    "\u{feff}",
    "\u{202e}",
    "\0",
    "\u{1b}[31m",
    "👩‍🚀",
    "\u{a0}",
    "İ",
    "ﬁ",
];

/// Text of pieces, with words of a source among them.
fn text() -> impl Strategy<Value = String> {
    let words = (0..SOURCES.len(), any::<prop::sample::Index>(), 1..30usize).prop_map(|(source, at, count)| {
        let text = &SOURCES[source].seed.prose.text;
        let words: Vec<&str> = text.split_inclusive(' ').collect();
        words[at.index(words.len())..].iter().take(count).copied().collect::<String>()
    });
    let piece =
        prop_oneof![4 => prop::sample::select(PIECES).prop_map(str::to_owned), 2 => words, 1 => any::<String>()];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Text in several encodings, and bytes of none.
pub fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let utf16 = |order: fn(u16) -> [u8; 2], bom: bool| {
        move |text: String| {
            let bom = bom.then_some(0xfeff);
            bom.into_iter().chain(text.encode_utf16()).flat_map(order).collect::<Vec<u8>>()
        }
    };
    let broken = (text(), prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)).prop_map(
        |(text, changes)| {
            let mut bytes = text.into_bytes();
            for (at, byte) in changes {
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = byte;
                }
            }
            bytes
        },
    );
    prop_oneof![
        4 => text().prop_map(String::into_bytes),
        1 => text().prop_map(|text| [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        1 => text().prop_map(utf16(u16::to_le_bytes, true)),
        1 => text().prop_map(utf16(u16::to_be_bytes, true)),
        1 => text().prop_map(utf16(u16::to_le_bytes, false)),
        2 => broken,
        1 => prop::collection::vec(any::<u8>(), 0..2000),
    ]
}

/// The labelled words are whole letters, and its bytes on disk are where it says.
fn is_sound(place: &Place) -> Result<(), TestCaseError> {
    let text = &place.text;
    let (start, end) = (place.span.start(), place.span.end());
    prop_assert!(start <= end && text.content.is_char_boundary(start) && text.content.is_char_boundary(end));
    prop_assert_eq!(place.words(), &text.content[start..end]);
    let (first, last) = (text.position(start), text.position(end));
    prop_assert!(
        first.line >= 1
            && first.column >= 1
            && first.byte <= last.byte
            && last.byte <= text.disk_byte(text.content.len())
    );
    Ok(())
}

/// Every token of `prose` leads to a place of `text`, in order in its block; where `exact`, to its very letters.
fn leads_back(text: &Text, prose: &Prose, exact: bool) -> Result<(), TestCaseError> {
    for block in &prose.blocks {
        let mut last = 0;
        for token in &prose.tokens[block.tokens.clone()] {
            let span = prose.span(&token.range());
            prop_assert!(span.start() >= last && span.end() <= text.content.len());
            let written = text.content.get(span.range());
            prop_assert!(written.is_some(), "{span:?} cuts a letter");
            let word = prose.slice(&token.range());
            if exact {
                prop_assert_eq!(written.unwrap(), word);
            }
            prop_assert_eq!(token.id, word_id(word), "{} folds to {}", word, fold(word));
            last = span.start();
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn any_bytes_as_a_draft(bytes in bytes(), markdown in any::<bool>()) {
        let path = if markdown { "claims/p.md" } else { "claims/p.txt" };
        let run = NEWSROOM.check(&[Input::Bytes(bytes, path.to_owned())], true, &|_| {});
        prop_assert!(run.problems.len() <= 1);
        for finding in &run.findings {
            is_sound(&finding.draft)?;
            for source in finding.source.iter().chain(&finding.related) {
                is_sound(&source.place)?;
            }
            for edit in &finding.edits {
                prop_assert!(finding.draft.text.content.get(edit.span.range()).is_some());
            }
        }
        for verdict in &run.verdicts {
            is_sound(&verdict.draft)?;
            verdict.source.iter().try_for_each(|source| is_sound(&source.place))?;
            verdict.facts.iter().try_for_each(|fact| is_sound(&fact.place))?;
        }
    }

    #[test]
    fn what_a_reader_sees_leads_back_to_the_file(bytes in bytes(), path in prop::sample::select(&["a.md", "a.txt"][..])) {
        let text = Arc::new(Text::from_bytes(path, bytes));
        let draft = claims::read(Arc::clone(&text), &NEWSROOM.language.splitter);
        // In plain text only brackets and comments are anything but their letters.
        let is_bare = path == "a.txt" && !text.content.contains(['[', '<', '@']);
        leads_back(&text, &draft.prose, is_bare)?;
        let seed = seeds::read(Arc::clone(&text), "a", None, &SEED_WORDS, &NEWSROOM.language);
        leads_back(&text, &seed.prose, false)?;
    }

    #[test]
    fn letters_lead_back_to_their_bytes_on_disk(text in text(), big in any::<bool>()) {
        let order = if big { u16::to_be_bytes } else { u16::to_le_bytes };
        let disk: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(order).collect();
        let read = Text::from_bytes("a.txt", disk.clone());
        prop_assert_eq!(&read.content, &text);
        for (at, letter) in text.char_indices() {
            let bytes = &disk[read.disk_byte(at)..read.disk_byte(at + letter.len_utf8())];
            let expected: Vec<u8> = letter.encode_utf16(&mut [0; 2]).iter().copied().flat_map(order).collect();
            prop_assert_eq!(bytes, &expected, "{:?} at {}", letter, at);
        }
    }

    #[test]
    fn any_bytes_as_a_source(bytes in bytes(), path in prop::sample::select(&["a.md", "a.txt"][..]), quoted in text()) {
        let language = &NEWSROOM.language;
        let seed = seeds::read(Arc::new(Text::from_bytes(path, bytes)), "a", None, &SEED_WORDS, language);
        let source = Source::new(seed);
        let draft = Prose::plain(&quoted, &language.splitter);
        let limits = sourceproof::evidence::Limits { similarity: 0.6, longest_omission: 40, strict: false };
        let segments = segments(&draft, &(0..draft.text.len()), &language.quotes, false);
        let text = &source.seed.prose.text;
        let fits = |range: &std::ops::Range<usize>| text.get(range.clone()).is_some();
        match compare(&draft, &segments, &source, language, &limits) {
            Outcome::Verbatim { passage, places } => prop_assert!(fits(&passage) && places.iter().all(fits)),
            Outcome::Altered { passage, changes, similarity, .. } => {
                prop_assert!(fits(&passage) && (0.0..=1.0).contains(&similarity) && !changes.is_empty());
                for change in changes {
                    prop_assert!(fits(&change.source) && draft.text.get(change.draft).is_some());
                }
            }
            Outcome::Spliced { draft: place, parts, .. } => {
                prop_assert!(draft.text.get(place).is_some() && parts.iter().all(fits));
            }
            Outcome::Absent { nearest } => prop_assert!(nearest.iter().all(fits)),
            Outcome::TooLong => {}
        }
    }
}
