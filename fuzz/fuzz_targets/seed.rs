//! Any bytes as a source: it is read and its facts are found without a panic, and every place lies in the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sourceproof::evidence::Facts;
use sourceproof::evidence::Source;
use sourceproof::facts::Language;
use sourceproof::seeds;
use sourceproof::text::Lists;
use sourceproof::text::Text;
use std::sync::{Arc, LazyLock};

static LANGUAGE: LazyLock<Language> =
    LazyLock::new(|| Language::new(&Lists::default()).expect("our own lists are sound"));
static WORDS: LazyLock<seeds::Words> =
    LazyLock::new(|| seeds::Words::new(&Lists::default()).expect("our own lists are sound"));

fuzz_target!(|bytes: &[u8]| {
    for path in ["seeds/a.txt", "seeds/a.md"] {
        let text = Arc::new(Text::from_bytes(path, bytes.to_vec()));
        let source = Source::new(seeds::read(Arc::clone(&text), "a", None, &WORDS, &LANGUAGE));
        let prose = &source.seed.prose;
        for token in &prose.tokens {
            let _ = text.slice(prose.span(&token.range()));
        }
        let Facts { dates, quantities, names } = Facts::of(prose, &LANGUAGE, source.seed.date, None);
        let ranges = dates.iter().map(|date| &date.range);
        let ranges = ranges.chain(quantities.iter().map(|quantity| &quantity.range));
        for range in ranges.chain(names.iter().map(|name| &name.range)) {
            let _ = prose.slice(range);
            let span = prose.span(range);
            let _ = text.slice(span);
            let _ = (text.position(span.start()), text.position(span.end()));
        }
    }
});
