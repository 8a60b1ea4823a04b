//! Any words as a quotation and its source, a zero byte between them: comparing them never panics; a quotation that
//! is part of the source is found; and the places it names lie in the source.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sourceproof::evidence::Limits;
use sourceproof::evidence::Source;
use sourceproof::evidence::quotes::Outcome;
use sourceproof::evidence::quotes::Passage;
use sourceproof::evidence::quotes::compare;
use sourceproof::facts::Language;
use sourceproof::facts::quotes;
use sourceproof::seeds;
use sourceproof::text::Lists;
use sourceproof::text::Prose;
use sourceproof::text::Text;
use std::sync::{Arc, LazyLock};

static LANGUAGE: LazyLock<Language> =
    LazyLock::new(|| Language::new(&Lists::default()).expect("our own lists are sound"));
static WORDS: LazyLock<seeds::Words> =
    LazyLock::new(|| seeds::Words::new(&Lists::default()).expect("our own lists are sound"));

fuzz_target!(|bytes: &[u8]| {
    let middle = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len() / 2);
    let (quotation, seed) = (&bytes[..middle], &bytes[middle..]);
    let seed: Vec<u8> = seed.iter().copied().filter(|byte| *byte != 0).collect();
    let text = Arc::new(Text::from_bytes("seeds/a.txt", seed));
    let source = Source::new(seeds::read(text, "a", None, &WORDS, &LANGUAGE));
    let draft = Prose::plain(&String::from_utf8_lossy(quotation), &LANGUAGE.splitter);
    let limits = Limits { similarity: 0.6, longest_omission: 40, strict: quotation.len() % 2 == 1 };
    let show = |passage: &Passage| {
        let _ = source.seed.prose.slice(passage);
    };
    for literally in [false, true] {
        let segments = quotes::segments(&draft, &(0..draft.text.len()), &LANGUAGE.quotes, literally);
        if segments.is_empty() {
            continue;
        }
        match compare(&draft, &segments, &source, &LANGUAGE, &limits) {
            Outcome::Verbatim { passage, places } => {
                show(&passage);
                places.iter().for_each(show);
            }
            Outcome::Spliced { draft: join, parts, .. } => {
                let _ = draft.slice(&join);
                parts.iter().for_each(show);
            }
            Outcome::Altered { passage, changes, .. } => {
                show(&passage);
                for change in &changes {
                    let _ = draft.slice(&change.draft);
                    show(&change.source);
                }
            }
            Outcome::Absent { nearest } => nearest.iter().for_each(show),
            Outcome::TooLong => {}
        }
    }
    // The source's own words are found in it, wherever they are taken from; but for its head and page furniture, and
    // for words that stand there more often than is looked at.
    let words = source.index.len();
    let start = bytes.len() % words.saturating_sub(3).max(1);
    let is_rare = |position: &usize| source.index.count(source.index.ids()[*position], 64) < 64;
    if words >= 4 && (start..start + 3).all(|position| source.is_evidence(position) && is_rare(&position)) {
        let own = source.range(&(start..start + 3));
        let own = Prose::plain(source.seed.prose.slice(&own), &LANGUAGE.splitter);
        let segments = quotes::segments(&own, &(0..own.text.len()), &LANGUAGE.quotes, true);
        if segments.iter().map(|segment| segment.items.len()).sum::<usize>() == 3 {
            let outcome = compare(&own, &segments, &source, &LANGUAGE, &limits);
            assert!(matches!(outcome, Outcome::Verbatim { .. }), "{outcome:?}");
        }
    }
});
