//! Any bytes as a draft: it is read without a panic, and every place in it lies in the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sourceproof::claims;
use sourceproof::claims::Scope;
use sourceproof::text::Lists;
use sourceproof::text::Splitter;
use sourceproof::text::Text;
use std::sync::{Arc, LazyLock};

static SPLITTER: LazyLock<Splitter> =
    LazyLock::new(|| Splitter::new(&Lists::default()).expect("our own lists are sound"));

fuzz_target!(|bytes: &[u8]| {
    for path in ["claims/a.md", "claims/a.txt"] {
        let mut draft = claims::read(Arc::new(Text::from_bytes(path, bytes.to_vec())), &SPLITTER);
        let text = Arc::clone(&draft.text);
        for citation in &draft.citations {
            let _ = text.slice(citation.span);
            let _ = text.position(citation.span.end());
            for target in citation.targets.iter() {
                let _ = text.slice(target.span);
            }
        }
        for allowance in &draft.allowances {
            let _ = text.slice(allowance.span);
            let _ = text.slice(allowance.covers);
        }
        for scope in [Scope::Sentence, Scope::Paragraph] {
            draft.rescope(scope, |index| index % 3 != 0);
            for claim in &draft.claims {
                let _ = text.slice(draft.prose.span(&claim.range));
                let _ = draft.prose.slice(&claim.range);
            }
        }
        for token in &draft.prose.tokens {
            let _ = text.slice(draft.prose.span(&token.range()));
        }
    }
});
