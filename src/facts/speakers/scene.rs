//! A text as speakers are looked for in it: which words are quoted, which belong to names, and its noun phrases.

use super::words::Classes;
use super::words::Words;
use super::words::class;
use crate::facts::names::Name;
use crate::facts::names::NameKind;
use crate::facts::quotes::Quotes;
use crate::text::Prose;
use std::ops::Range;

/// Everything that the sieves look at.
pub struct Scene<'a> {
    pub prose: &'a Prose,
    pub quotes: &'a Quotes,
    pub names: &'a [Name],
    pub words: &'a Words,
}

/// Words that name who or what does something.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// From its first token, determiner and all.
    pub start: usize,
    /// Token after its last.
    pub end: usize,
    /// The words that are shown: the name, the noun with its determiner, the pronoun.
    pub shown: Range<usize>,
    pub head: Head,
    /// `Hale and Tan`
    pub is_several: bool,
    /// `Hale, who`
    pub is_relative: bool,
}

/// What a phrase is headed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Index of the name.
    Name(usize),
    /// Token of the pronoun.
    Pronoun(usize),
    /// Token of the noun.
    Noun(usize),
}

/// Most words of a noun phrase without what hangs on it.
const LONGEST: usize = 9;
/// Most phrases hung on one another: `the head of the office of the mayor of Orle`.
const MOST_LINKS: usize = 5;

impl Scene<'_> {
    pub fn word(&self, token: usize) -> &str {
        self.prose.word(token)
    }

    pub fn classes(&self, token: usize) -> Classes {
        self.words.classes(self.prose.tokens[token].id)
    }

    pub fn is(&self, token: usize, class: Classes) -> bool {
        self.classes(token) & class != 0
    }

    pub fn is_mark(&self, token: usize, marks: &[&str]) -> bool {
        self.prose.tokens.get(token).is_some_and(|found| !found.is_spoken()) && marks.contains(&self.word(token))
    }

    /// A verb that tells of speech, by its form no noun: not behind a determiner, not in a name.
    pub fn is_verb(&self, token: usize, wanted: Classes) -> bool {
        let found = self.classes(token);
        if found & wanted == 0 || self.prose.tokens[token].is_upper() || self.name_at(token).is_some() {
            return false;
        }
        let Some(before) = token.checked_sub(1) else { return true };
        let before_it = self.classes(before);
        let noun =
            before_it & class::DETERMINER != 0 || (self.is_possessive(before) && self.prose.tokens[before].is_word());
        !noun
    }

    /// The name that the token belongs to.
    pub fn name_at(&self, token: usize) -> Option<usize> {
        let at = self.prose.tokens[token].start();
        let index = self.names.partition_point(|name| name.range.start <= at).checked_sub(1)?;
        (at < self.names[index].range.end).then_some(index)
    }

    /// True for a word between quotation marks.
    pub fn is_quoted(&self, token: usize) -> bool {
        let quotes = &self.quotes.quotes;
        let at = self.prose.tokens[token].start();
        let mut index = quotes.partition_point(|quote| quote.outer.start <= at).checked_sub(1);
        while let Some(quote) = index.map(|index| &quotes[index]) {
            if quote.outer.end > at {
                return true;
            }
            index = quote.inside;
        }
        false
    }

    /// The tokens of a name, its title in front of it included.
    pub fn tokens_of(&self, name: usize) -> Range<usize> {
        let name = &self.names[name];
        let start = name.title.as_ref().map_or(name.range.start, |title| title.start.min(name.range.start));
        let first = self.prose.tokens.partition_point(|token| token.start() < start);
        let last = self.prose.tokens.partition_point(|token| token.start() < name.range.end);
        first..last.max(first + 1)
    }

    /// `Hale's`, `the mayor's`, `Hales'`
    pub fn is_possessive(&self, token: usize) -> bool {
        let letters = self.word(token);
        let glued = |mark: &[&str]| {
            self.prose.tokens.get(token + 1).is_some_and(|next| next.is_glued()) && self.is_mark(token + 1, mark)
        };
        letters.ends_with("'s") || letters.ends_with("’s") || (letters.ends_with('s') && glued(&["’", "'"]))
    }

    pub fn is_person(&self, name: usize) -> bool {
        matches!(self.names[name].kind, NameKind::Person | NameKind::Unknown)
    }

    /// The phrase that ends before the token `end`, with all that hangs on it; nothing before `floor` is read.
    pub fn phrase_before(&self, end: usize, floor: usize) -> Option<Phrase> {
        let last = end;
        let mut found: Option<Phrase> = None;
        let mut end = end;
        let mut several = false;
        for _ in 0..MOST_LINKS {
            let Some(unit) = self.unit_before(end, floor) else { break };
            let start = unit.start;
            found = Some(unit);
            let Some(before) = start.checked_sub(1).filter(|before| *before >= floor) else { break };
            let is_and = matches!(self.word(before), "and" | "&" | "or");
            if !(self.is(before, class::LINK) || is_and) || before == floor {
                // A preposition with nothing before it: `In Orle said …` has no subject.
                if self.is(before, class::LINK) {
                    return None;
                }
                break;
            }
            match self.unit_before(before, floor) {
                Some(_) => several |= is_and,
                None if is_and => break,
                None => return None,
            }
            end = before;
        }
        let mut found = found?;
        found.end = last;
        found.is_several = several;
        self.is_subject(&found).then_some(found)
    }

    /// Days are no speakers.
    fn is_subject(&self, phrase: &Phrase) -> bool {
        match phrase.head {
            Head::Noun(token) => {
                let letters = self.word(token);
                // `giving`, `voiced`: a participle that opens a clause.
                let is_participle =
                    phrase.end == phrase.start + 1 && (letters.ends_with("ing") || letters.ends_with("ed"));
                !self.is(token, class::TIME) && self.prose.tokens[token].is_word() && !is_participle
            }
            _ => true,
        }
    }

    /// One noun, name or pronoun with what stands before it.
    pub fn unit_before(&self, end: usize, floor: usize) -> Option<Phrase> {
        let last = end.checked_sub(1).filter(|last| *last >= floor)?;
        let token = &self.prose.tokens[last];
        if !token.is_word() || self.is_possessive(last) {
            return None;
        }
        if let Some(name) = self.name_at(last) {
            let tokens = self.tokens_of(name);
            let start = tokens.start.max(floor);
            let start = if start > floor && self.is(start - 1, class::DETERMINER) { start - 1 } else { start };
            let shown = self.prose.tokens_in(&self.names[name].range);
            let shown = if shown.is_empty() { last..end } else { shown };
            return Some(Phrase { start, end, shown, head: Head::Name(name), is_several: false, is_relative: false });
        }
        let classes = self.classes(last);
        let pronoun = class::HE | class::SHE | class::THEY | class::SOMEBODY;
        if classes & pronoun != 0 || self.word(last).eq_ignore_ascii_case("it") {
            return Some(Phrase {
                start: last,
                end,
                shown: last..end,
                head: Head::Pronoun(last),
                is_several: false,
                is_relative: false,
            });
        }
        let stops =
            class::CONJUNCTION | class::SMALL | class::AUXILIARY | class::DETERMINER | class::RELATIVE | class::BETWEEN;
        if classes & stops != 0 {
            return None;
        }
        let mut start = last;
        while start > floor && last - start < LONGEST {
            let before = start - 1;
            let token = &self.prose.tokens[before];
            if !token.is_word() && !token.is_number() {
                let is_hyphen = self.is_mark(before, &["-", "’", "'"]) && token.is_glued();
                if is_hyphen && before > floor {
                    start = before;
                    continue;
                }
                break;
            }
            if self.is(before, class::DETERMINER) || self.is_possessive(before) {
                start = before;
                if let Some(name) = self.name_at(before) {
                    start = self.tokens_of(name).start.max(floor);
                }
                break;
            }
            let finite = self.is_verb(before, class::SPEECH) && self.name_at(before).is_none();
            if self.is(before, stops & !class::BETWEEN) || (finite && !self.is(before, class::ING)) {
                break;
            }
            start = before;
        }
        Some(Phrase { start, end, shown: start..end, head: Head::Noun(last), is_several: false, is_relative: false })
    }

    /// The phrase that starts at the token `at`; nothing from `ceiling` on is read.
    pub fn phrase_at(&self, at: usize, ceiling: usize) -> Option<Phrase> {
        self.prose.tokens.get(at).filter(|token| at < ceiling && (token.is_word() || token.is_number()))?;
        let classes = self.classes(at);
        if classes & (class::HE | class::SHE | class::THEY) != 0 || self.word(at).eq_ignore_ascii_case("it") {
            return Some(Phrase {
                start: at,
                end: at + 1,
                shown: at..at + 1,
                head: Head::Pronoun(at),
                is_several: false,
                is_relative: false,
            });
        }
        let stops = class::CONJUNCTION | class::SMALL | class::AUXILIARY | class::RELATIVE | class::TIME;
        let mut end = at;
        let mut head = None;
        let ceiling = ceiling.min(at + LONGEST + 3);
        while end < ceiling {
            let token = &self.prose.tokens[end];
            if let Some(name) = self.name_at(end) {
                let tokens = self.tokens_of(name);
                let after = tokens.end.clamp(end + 1, ceiling.max(end + 1));
                let possessive = self.is_possessive(after - 1);
                head = Some(Head::Name(name));
                let dot = self.is_mark(after, &["."]) && after + 1 < ceiling && self.name_at(after + 1).is_some();
                if dot {
                    end = after + 1;
                    continue;
                }
                let goes_on = after < ceiling && self.prose.tokens[after].is_word() && !self.ends_phrase(after, stops);
                end = after;
                if possessive || (goes_on && (!self.is_person(name) || self.names[name].kind == NameKind::Unknown)) {
                    head = None;
                    continue;
                }
                break;
            }
            let is_hyphen = self.is_mark(end, &["-", "’", "'"]) && token.is_glued();
            let is_slash = self.is_mark(end, &["/"]) && end > at && token.is_glued();
            let is_dated = end == at + 1 && self.is(end, class::TIME) && self.is(at, class::DETERMINER);
            let is_abbreviated = self.is_mark(end, &["."])
                && token.is_glued()
                && end > at
                && end + 1 < ceiling
                && self.prose.tokens[end - 1].is_capital()
                && self.prose.tokens[end + 1].is_capital();
            if (is_hyphen && end > at) || is_dated || is_abbreviated || is_slash {
                end += 1;
                continue;
            }
            if !(token.is_word() || token.is_number())
                || (end > at && self.ends_phrase(end, stops))
                || self.is(end, stops)
            {
                break;
            }
            head = Some(Head::Noun(end));
            end += 1;
            if self.is_possessive(end - 1) {
                head = None;
            }
        }
        let head = head?;
        if let Head::Noun(noun) = head
            && self.is(noun, class::DETERMINER)
            && !self.is(noun, class::SOMEBODY)
        {
            return None;
        }
        let shown = match head {
            Head::Name(name) => {
                let shown = self.prose.tokens_in(&self.names[name].range);
                if shown.is_empty() { at..end } else { shown }
            }
            _ => at..end,
        };
        let mut found = Phrase { start: at, end, shown, head, is_several: false, is_relative: false };
        found.is_several = end + 1 < ceiling && self.word(end) == "and" && self.name_at(end + 1).is_some();
        if let Head::Noun(_) = head {
            self.take_apposition(&mut found, ceiling);
        }
        self.is_subject(&found).then_some(found)
    }

    fn ends_phrase(&self, token: usize, stops: Classes) -> bool {
        let letters = self.word(token);
        let is_past =
            letters.ends_with("ed") && self.prose.tokens[token].is_word() && !self.prose.tokens[token].is_capital();
        self.is(token, stops | class::DETERMINER | class::BETWEEN) || self.is_verb(token, class::SPEECH) || is_past
    }

    /// `the mayor, Ada Hale,` is Ada Hale.
    fn take_apposition(&self, phrase: &mut Phrase, ceiling: usize) {
        if !self.is_mark(phrase.end, &[","]) || phrase.end + 1 >= ceiling {
            return;
        }
        let Some(name) = self.name_at(phrase.end + 1).filter(|name| self.names[*name].kind == NameKind::Person) else {
            return;
        };
        let tokens = self.tokens_of(name);
        let closes = tokens.end >= self.prose.tokens.len() || !self.prose.tokens[tokens.end].is_word();
        if tokens.start == phrase.end + 1 && closes && !self.is_possessive(tokens.end - 1) {
            phrase.shown = self.prose.tokens_in(&self.names[name].range);
            phrase.head = Head::Name(name);
        }
    }
}
