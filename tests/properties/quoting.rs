//! Words taken from a source and quoted: right ones pass in any dress, wrong ones are told.

use super::{Choices, SOURCES, about_quotations, cases, checked};
use proptest::prelude::*;
use sourceproof::evidence::Source;
use sourceproof::facts::quotes::WordClass;
use sourceproof::text::{BlockKind, Zone};
use std::ops::Range;

/// Quotation marks of several houses.
const MARKS: &[(&str, &str)] = &[("“", "”"), ("\"", "\""), ("«", "»"), ("„", "“"), ("&ldquo;", "&rdquo;")];

/// A run of words of a source: its number, and its words with the marks between them but for quotation marks.
#[derive(Debug, Clone)]
struct Taken {
    source: usize,
    words: Vec<String>,
    /// True where no space stands before the word.
    glued: Vec<bool>,
    classes: Vec<WordClass>,
    is_number: Vec<bool>,
}

/// Words of running text from `at` on, at least `least` and at most `most`; `None` where they do not stand together or
/// hold what Markdown or the reader of quotations would take for more than letters.
fn taken(source: usize, at: usize, least: usize, most: usize) -> Option<Taken> {
    let Source { seed, index, .. } = &*SOURCES[source];
    let prose = &seed.prose;
    let first = index.token(at % index.len());
    let block = prose.blocks.iter().find(|block| block.tokens.contains(&first))?;
    if block.zone != Zone::Body || !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
        return None;
    }
    let mut taken = Taken { source, words: Vec::new(), glued: Vec::new(), classes: Vec::new(), is_number: Vec::new() };
    let mut end = prose.tokens[first].start();
    let words = &super::NEWSROOM.language.quotes;
    for token in prose.tokens[first..block.tokens.end].iter().filter(|token| token.is_spoken()).take(most) {
        let between: &str = &prose.text[end..token.start()];
        let bare: String = between.chars().filter(|letter| !"“”‘’\"'«»".contains(*letter)).collect();
        let is_plain = |letter: char| letter.is_whitespace() || ",.;:-–—?!".contains(letter);
        if !bare.chars().all(is_plain) || bare.contains("..") || bare.contains("\n\n") {
            break;
        }
        let word = prose.slice(&token.range());
        if !word.chars().all(|letter| letter.is_alphanumeric() || "'’.,".contains(letter)) {
            break;
        }
        taken.glued.push(between.is_empty() || between == "-");
        let between = if bare.trim().is_empty() { String::new() } else { bare.trim().to_owned() };
        if let Some(last) = taken.words.last_mut() {
            last.push_str(&between);
        }
        taken.words.push(word.to_owned());
        taken.classes.push(words.class(token.id));
        taken.is_number.push(token.has_digits());
        end = token.end();
    }
    (taken.words.len() >= least).then_some(taken)
}

impl Taken {
    /// The words in a draft that cites their source, in the dress that `choices` picks.
    fn quoted(&self, without: Range<usize>, choices: &mut Choices) -> String {
        let (open, close) = choices.of(MARKS);
        let mut text = String::new();
        for (index, word) in self.words.iter().enumerate().filter(|(index, _)| !without.contains(index)) {
            if !text.is_empty() && (!self.glued[index] || without.contains(&(index - 1))) {
                let is_safe = word.starts_with(char::is_alphabetic);
                text.push_str(if is_safe {
                    choices.of(&[" ", " ", "\n", "\u{a0}", "  ", "\u{2009}", "\r\n"])
                } else {
                    " "
                });
            }
            let word = match choices.next(3) {
                0 => word.replace('’', "'").replace(['—', '–'], "-"),
                1 => word.replace('\'', "’").replace('–', "—"),
                _ => word.clone(),
            };
            text.push_str(&word);
        }
        let text = text.trim_end_matches([',', '.', ';', ':', '-', '–', '—', '?', '!']);
        let end = choices.of(&["", ",", "."]);
        let key = &SOURCES[self.source].seed.key;
        match choices.next(3) {
            0 => format!("{open}{text}{end}{close} the speaker said. [@{key}]\n"),
            1 => format!("As the speaker put it, {open}{text}{close} [@{key}].\n"),
            _ => format!("The speaker said: {open}{text}{end}{close}^[seeds/{}]\n", self.file()),
        }
    }

    fn file(&self) -> String {
        let shown = &SOURCES[self.source].seed.text.path;
        shown.strip_prefix("seeds/").unwrap_or(shown).to_owned()
    }
}

fn place() -> impl Strategy<Value = (usize, usize, u64)> {
    (0..SOURCES.len(), any::<prop::sample::Index>().prop_map(|index| index.index(1 << 20)), any::<u64>())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn words_of_a_source_may_be_quoted_in_any_dress((source, at, choice) in place(), length in 3..40usize) {
        let Some(taken) = taken(source, at, 3, length) else { return Err(TestCaseError::reject("no running text")) };
        let draft = taken.quoted(0..0, &mut Choices(choice));
        prop_assert_eq!(about_quotations(&checked("claims/p.md", draft.as_str())), Vec::<String>::new(), "{}", draft);
    }

    // From eight words with three that carry matter: of less, a lost word that weighs much leaves too little to be sure
    // of, and the quotation is told as not found.
    // TODO: not within four words of an end, where giving up `on March` costs less than to miss the `11` after it.
    #[test]
    fn a_lost_negation_or_number_is_a_misquote((source, at, choice) in place(), length in 11..30usize) {
        let Some(taken) = taken(source, at, 11, length) else { return Err(TestCaseError::reject("no running text")) };
        let is_content = |index: &usize| taken.classes[*index] == WordClass::Content && !taken.is_number[*index];
        let weighty = |index: &usize| taken.classes[*index] == WordClass::Negation || taken.is_number[*index];
        let lost: Vec<usize> = (4..taken.words.len() - 4).filter(weighty).collect();
        prop_assume!(!lost.is_empty() && (0..taken.words.len()).filter(is_content).count() >= 3);
        let mut choices = Choices(choice);
        let lost = choices.of(&lost);
        let draft = taken.quoted(lost..lost + 1, &mut choices);
        let found = about_quotations(&checked("claims/p.md", draft.as_str()));
        let is_told = found.len() == 1 && found[0].starts_with("misquote");
        prop_assert!(is_told, "without {:?}: {found:?}\n{draft}", taken.words[lost]);
    }

    #[test]
    fn one_more_source_makes_no_right_quotation_wrong((source, at, choice) in place(), more in 0..SOURCES.len()) {
        let Some(taken) = taken(source, at, 3, 20) else { return Err(TestCaseError::reject("no running text")) };
        let draft = taken.quoted(0..0, &mut Choices(choice));
        prop_assume!(about_quotations(&checked("claims/p.md", draft.as_str())).is_empty());
        let (key, other) = (&SOURCES[source].seed.key, &SOURCES[more].seed.key);
        let file = format!("^[seeds/{}]", taken.file());
        for both in [format!("[@{key}; @{other}]"), format!("[@{other}; @{key}]"), format!("[@{key}] [@{other}]"), format!("[@{other}][@{key}]")] {
            let draft = draft.replace(&format!("[@{key}]"), &both).replace(&file, &format!(" {both}"));
            prop_assert_eq!(about_quotations(&checked("claims/p.md", draft.as_str())), Vec::<String>::new(), "{}", draft);
        }
    }
}
