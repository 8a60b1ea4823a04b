//! What a footnote names, and whether it says anything besides.

use super::Target;
use super::gaps::Gap;
use super::run::Run;
use super::target::Named;
use std::ops::Range;

/// What a footnote or note names.
#[derive(Default)]
pub(super) struct SourcesNamed {
    pub targets: Vec<Target>,
    /// Those of the targets that are paths in the running text.
    pub paths: Vec<Named>,
    pub taken: Vec<Range<usize>>,
    pub is_external: bool,
}

impl SourcesNamed {
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty() && !self.is_external
    }
}

pub(super) fn shift(named: &mut Named, by: usize) {
    named.range = named.range.start + by..named.range.end + by;
    if let Some((_, range)) = &mut named.locator {
        *range = range.start + by..range.end + by;
    }
}

/// True when a footnote says something besides naming a source.
///
/// With a source in it, it must quote a sentence or have eight words or more, most of them lower case: a title with its
/// author, publisher and date is a reference, and to hold its words against the source would only raise false alarms.
pub(super) fn is_prose(run: &Run, gaps: &[Gap], named: &SourcesNamed) -> bool {
    let text = run.joined.trim();
    if named.targets.is_empty() {
        return !named.is_external || text.contains(' ');
    }
    let mut taken: Vec<Range<usize>> = named.taken.clone();
    taken.extend(named.paths.iter().map(|path| path.range.clone()));
    taken.extend(gaps.iter().map(|gap| gap.cut.range.clone()));
    taken.sort_by_key(|range| (range.start, range.end));
    let mut rest = String::new();
    let mut at = 0;
    for range in taken {
        rest.push_str(&run.joined[at..range.start.max(at)]);
        at = at.max(range.end);
    }
    rest.push_str(&run.joined[at..]);
    let quotes_sentence = [('“', '”'), ('"', '"'), ('«', '»')].iter().any(|(open, close)| {
        let quoted = rest.split_once(*open).and_then(|(_, inner)| inner.split_once(*close));
        quoted
            .is_some_and(|(quoted, _)| quoted.ends_with(['.', '!', '?', '…']) && quoted.split_whitespace().count() > 3)
    });
    let words: Vec<&str> = rest.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).collect();
    let lower = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    quotes_sentence || (words.len() >= 8 && lower * 10 >= words.len() * 6)
}
