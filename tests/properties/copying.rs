//! What a source says is borne out by it: its own sentences, cited, are without a finding.

use super::{SOURCES, checked};
use sourceproof::findings::Level;
use sourceproof::text::Zone;

#[test]
fn copied_sentences_find_nothing() {
    let mut sentences = 0;
    let mut found = Vec::new();
    for source in SOURCES.iter() {
        let prose = &source.seed.prose;
        let body = prose.sentences.iter().filter(|sentence| prose.blocks[sentence.block].zone == Zone::Body);
        let copied = body.map(|sentence| prose.slice(&sentence.range).replace('\n', " "));
        // Half a quotation is rightly said to lack a mark.
        let whole = copied.filter(|words| {
            let marks = |mark: char| words.matches(mark).count();
            marks('"') % 2 == 0 && marks('“') == marks('”')
        });
        // A draft each: all of them in one would be a copy of the source, and said to be.
        for words in whole {
            sentences += 1;
            let run = checked("claims/copied.txt", format!("{} [@{}]\n", words.trim(), source.seed.key));
            let spoken = run.findings.iter().filter(|finding| finding.level >= Level::Warning);
            found.extend(spoken.map(|finding| format!("{}: {}: {words}", finding.rule, finding.message)));
        }
    }
    assert!(sentences > 100, "{sentences}");
    assert!(found.is_empty(), "{}", found.join("\n"));
}
