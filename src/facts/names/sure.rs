//! A name to whether it surely names somebody or something of its own, so that a text without it does not know them.
//!
//! A capital alone proves little: `Championship`, `National Stadium` and `Q3` are other words for what a text may well
//! speak of. Persons with a given and a family name, places of the gazetteer, acronyms and names with a word of their
//! own are sure.

use super::Name;
use super::NameKind;
use super::letters::EMPTY;
use super::letters::is_plain;
use super::letters::plain_id;
use super::letters::sequence;
use super::letters::then;
use super::letters::without_possessive;
use super::words::Classes;
use super::words::Words;
use super::words::class;
use crate::text::tokens;

/// True when nothing but the bearer of `name`, as `written`, can be meant.
pub fn is_sure(name: &Name, written: &str, words: &Words) -> bool {
    let spoken: Vec<Word> = tokens(written)
        .iter()
        .filter(|token| token.is_word() || token.is_number())
        .map(|token| {
            let text = &written[token.range()];
            let base = &text[..without_possessive(text)];
            let id = if is_plain(text) { token.id } else { plain_id(base) };
            Word { text: base, classes: words.classes(id) | words.classes(token.id), id, is_number: !token.is_word() }
        })
        .collect();
    match spoken.as_slice() {
        [] => false,
        [only] => is_sure_alone(name, only, words),
        several => is_sure_together(name, written, several, words),
    }
}

struct Word<'a> {
    text: &'a str,
    classes: Classes,
    id: u64,
    is_number: bool,
}

impl Word<'_> {
    /// A word that is in no list of everyday words, offices, peoples, months or sorts of bodies and places.
    fn is_own(&self) -> bool {
        const TELLING: Classes = class::COMMON
            | class::FUNCTION
            | class::NO_NAME
            | class::TITLE
            | class::ROLE
            | class::DOMAIN
            | class::MODIFIER
            | class::KIN
            | class::PEOPLE
            | class::ORG_HEAD
            | class::PLACE_HEAD
            | class::PLAIN_CAPITALS;
        let is_joiner = self.text.chars().next().is_none_or(|first| !first.is_uppercase());
        !is_joiner && !self.is_number && self.text.len() > 2 && self.classes & TELLING == 0
    }
}

fn is_sure_alone(name: &Name, word: &Word, words: &Words) -> bool {
    // `Q3`, `FY21`, `BB2` are periods, models, channels, and `XXX` stands for what is not told.
    let is_filler = word.text.chars().all(|letter| word.text.starts_with(letter));
    if is_filler || word.text.contains(|letter: char| letter.is_ascii_digit()) {
        return false;
    }
    match name.kind {
        NameKind::Vessel => true,
        NameKind::Org => word.classes & class::PLAIN_CAPITALS == 0,
        NameKind::Place => !words.gazetteer.at(then(EMPTY, word.id)).is_empty(),
        NameKind::Person => {
            name.title.is_some() || word.classes & class::GIVEN != 0 && word.classes & class::COMMON == 0
        }
        NameKind::Unknown => is_coined(word.text),
    }
}

/// `HarbourBank`: a capital inside a word is a maker's. `YoY` is short for something.
fn is_coined(text: &str) -> bool {
    let inner = text.chars().skip(1).any(char::is_uppercase);
    inner && text.chars().any(char::is_lowercase) && text.chars().filter(|letter| letter.is_alphabetic()).count() >= 6
}

fn is_sure_together(name: &Name, written: &str, several: &[Word], words: &Words) -> bool {
    let has_own = several.iter().any(Word::is_own);
    let ends_in_sort = several.last().is_some_and(|last| last.classes & class::PLACE_HEAD != 0);
    match name.kind {
        NameKind::Vessel | NameKind::Person => true,
        // `the Pacific Ocean` tells nothing that a reader would look up.
        _ if !words.gazetteer.at(sequence(written)).is_empty() => has_own || !ends_in_sort,
        NameKind::Org | NameKind::Place => {
            has_own || several.iter().any(|word| !words.gazetteer.at(then(EMPTY, word.id)).is_empty())
        }
        NameKind::Unknown => {
            const MAY_STAND: Classes = class::GIVEN | class::ORG_HEAD | class::PLACE_HEAD;
            has_own && several.iter().all(|word| word.is_own() || word.classes & MAY_STAND != 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::super::tests::prose;
    use super::super::tests::words;
    use super::*;

    /// The sure names of a text.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let prose = prose(text);
        let found = names(&prose, words());
        let sure: Vec<&str> = found
            .iter()
            .map(|name| (name, prose.slice(&name.range)))
            .filter(|(name, written)| is_sure(name, written, words()))
            .map(|(_, written)| written)
            .collect();
        assert_eq!(sure, expected, "{text}");
    }

    #[test]
    fn names_that_can_mean_nobody_else() {
        check("The bridge was drawn by Bram Teller in Oslo.", &["Bram Teller", "Oslo"]);
        check("We met Mr. Skrane and Sarah there.", &["Skrane", "Sarah"]);
        check("It is sold by HarbourBank and the OKZV.", &["HarbourBank", "OKZV"]);
        check("They swam at Skrane Beach near the Pacific Ocean.", &["Skrane Beach"]);
        check("The final is at the National Stadium in Q3, up YoY.", &[]);
        check("The team left the Championship for Skrane.", &[]);
    }
}
