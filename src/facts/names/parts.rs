//! A name as written to its parts: given names, initials, family names; titles, particles and suffixes set aside.

use super::letters::EMPTY;
use super::letters::letters;
use super::letters::then;
use super::letters::without_possessive;
use super::words::Words;
use super::words::class;
use crate::text::tokens;
use crate::text::word_id;
use std::ops::Range;

/// A word of a name, folded for comparing.
#[derive(Clone, Debug)]
pub struct Part {
    /// See [`letters`]; never empty.
    pub letters: String,
    pub id: u64,
    /// Bytes of the name as written, without a possessive ending.
    pub range: Range<usize>,
    /// A single letter.
    pub is_initial: bool,
    pub is_given: bool,
    pub is_transliterated: bool,
    /// Joined to the part before it by a hyphen.
    pub is_joined: bool,
}

/// The parts of a name in the order of speech: a family name written first with a comma goes last.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub list: Vec<Part>,
    /// Shows an Arabic particle, letters of another script, a Korean or Chinese given name.
    pub is_foreign: bool,
    /// `jr`, `sr`, `iii` …, where stated.
    pub suffix: Option<u64>,
    /// Had a title in front.
    pub is_titled: bool,
}

/// A name longer than this many words is compared by its first ones.
const MOST: usize = 16;

impl Parts {
    pub fn new(name: &str, words: &Words) -> Parts {
        let mut made = Parts { is_foreign: name.chars().any(is_other_script), ..Parts::default() };
        let mut inverted_at = None;
        let mut was_hyphen = false;
        let found = tokens(name);
        let is_alone = found.iter().filter(|token| token.is_word()).take(2).count() == 1;
        for (index, token) in found.iter().enumerate() {
            let word = &name[token.range()];
            if !token.is_word() && !token.is_number() {
                if word == "," && !made.list.is_empty() && inverted_at.is_none() {
                    inverted_at = Some(made.list.len());
                }
                was_hyphen = matches!(word, "-" | "‐" | "‑") && token.is_glued();
                continue;
            }
            let is_joined = was_hyphen && token.is_glued();
            was_hyphen = false;
            let base = &word[..without_possessive(word)];
            let start = token.start();
            // `J.K. Hale` has two initials; `C.I.A.` alone is one word.
            if base.as_bytes().get(1) == Some(&b'.') && base.len() <= 12 && !is_alone {
                made.initials(base, start);
                continue;
            }
            let folded = letters(base);
            if folded.is_empty() || made.list.len() >= MOST {
                continue;
            }
            // Kim Jong-un: the second syllable of a given name.
            made.is_foreign |= is_joined && !token.is_capital() && !made.list.is_empty();
            let id = word_id(&folded);
            let classes = words.classes(id) | if base.is_ascii() { 0 } else { words.classes(token.id) };
            let is_last = index + 1 == found.len() || !found[index + 1..].iter().any(|token| token.is_word());
            if classes & class::MARKER != 0 && !made.list.is_empty() {
                made.is_foreign = true;
            }
            let hyphen_follows = found.get(index + 1).is_some_and(|next| next.is_glued() && &name[next.range()] == "-");
            if classes & class::ARTICLE != 0 && !is_last && (hyphen_follows || !made.list.is_empty()) {
                made.is_foreign |= hyphen_follows || classes & class::MARKER != 0;
                continue;
            }
            let is_particle = classes & class::PARTICLE != 0
                && !is_last
                && folded.len() > 1
                && (!made.list.is_empty() || classes & class::FUNCTION == 0);
            if is_particle && classes & class::GIVEN == 0 {
                continue;
            }
            if classes & class::CONNECTOR != 0 && !token.is_capital() && !is_last {
                continue;
            }
            if made.list.is_empty() && !is_last && is_title(classes) {
                made.is_titled = true;
                continue;
            }
            // Before honorifics: `Sr.` behind a name is the elder, not the gentleman.
            let can_be_suffix = base.len() <= 3 || inverted_at.is_some() || base.starts_with(['J', 'j', 'S', 's']);
            if classes & class::SUFFIX != 0 && !made.list.is_empty() && is_last && can_be_suffix {
                made.suffix = Some(id);
                if inverted_at == Some(made.list.len()) {
                    inverted_at = None;
                }
                continue;
            }
            if classes & class::HONORIFIC != 0
                && made.list.len() > 1
                && is_last
                && classes & class::GIVEN == 0
                && base.len() <= 3
            {
                continue;
            }
            made.list.push(Part {
                is_initial: folded.len() == 1,
                is_given: classes & class::GIVEN != 0,
                is_transliterated: classes & class::TRANSLITERATED != 0
                    || words.gazetteer.is_transliterated(then(EMPTY, id)),
                range: start..start + base.len(),
                letters: folded,
                id,
                is_joined,
            });
        }
        if let Some(at) = inverted_at
            && at < made.list.len()
        {
            made.list.rotate_left(at);
        }
        made
    }

    /// `J.K.`: a part for each letter.
    fn initials(&mut self, written: &str, start: usize) {
        for (at, letter) in written.char_indices().filter(|(_, letter)| letter.is_alphabetic()) {
            let folded = letters(letter.encode_utf8(&mut [0; 4]));
            if folded.is_empty() || self.list.len() >= MOST {
                continue;
            }
            let id = word_id(&folded);
            self.list.push(Part {
                range: start + at..start + at + letter.len_utf8(),
                is_initial: folded.len() == 1,
                letters: folded,
                id,
                is_given: false,
                is_transliterated: false,
                is_joined: false,
            });
        }
    }

    /// The part that a person is called by after the first mention.
    pub fn family(&self) -> Option<&Part> {
        self.list.last()
    }

    /// The same name with its hyphens gone: `Yunus-Bek` as one part.
    pub fn joined(&self) -> Parts {
        let mut made = Parts { list: Vec::with_capacity(self.list.len()), ..self.clone_without_list() };
        for part in &self.list {
            match made.list.last_mut() {
                Some(last) if part.is_joined => {
                    last.letters.push_str(&part.letters);
                    last.id = word_id(&last.letters);
                    last.range.end = part.range.end.max(last.range.end);
                    last.is_initial = false;
                }
                _ => made.list.push(part.clone()),
            }
        }
        made
    }

    /// This name with two neighbours written as one word, where `other` has them so: `Van Dyke` for `Vandyke`.
    pub fn merged_as(&self, other: &Parts) -> Option<Parts> {
        let at = self.list.windows(2).position(|pair| {
            let length = pair[0].letters.len() + pair[1].letters.len();
            let is_both = |part: &Part| {
                let split = part.letters.split_at_checked(pair[0].letters.len());
                part.letters.len() == length && split == Some((pair[0].letters.as_str(), pair[1].letters.as_str()))
            };
            other.list.iter().any(is_both)
        })?;
        let mut made = Parts { list: self.list.clone(), ..self.clone_without_list() };
        for (index, part) in made.list.iter_mut().enumerate() {
            part.is_joined = index == at + 1;
        }
        Some(made.joined())
    }

    fn clone_without_list(&self) -> Parts {
        Parts { list: Vec::new(), is_foreign: self.is_foreign, suffix: self.suffix, is_titled: self.is_titled }
    }

    /// All letters in a row.
    pub fn run(&self) -> String {
        self.list.iter().map(|part| part.letters.as_str()).collect()
    }
}

/// A word that is a title wherever it stands first, unless it is a given name too.
pub(super) fn is_title(classes: u32) -> bool {
    classes & class::TITLE != 0 && classes & class::GIVEN == 0
}

/// Letters that had to be spelled out: neither Latin nor a mark on it.
fn is_other_script(letter: char) -> bool {
    letter.is_alphabetic()
        && !matches!(letter, '\u{0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2b0}'..='\u{2ff}' | '\u{ff21}'..='\u{ff5a}')
}
