//! Pronouns and roles to the name they stand for.

use super::Speaker;
use super::scene::Scene;
use super::words::class;
use crate::facts::names::NameKind;
use crate::text::plain;
use std::ops::Range;

/// Sentences looked back for the person that a pronoun means (study A9).
const SENTENCES: usize = 4;
/// Names looked at for one pronoun.
const MOST_NAMES: usize = 24;
/// Words of a role with all that goes before it: `the deputy foreign minister`.
const MOST_WORDS: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Woman,
    Man,
    Unknown,
}

impl Scene<'_> {
    /// The name of the person that the pronoun at `token` means; `quoted` are the quotations of the text and `last` the
    /// speaker before.
    pub fn antecedent(&self, token: usize, quoted: &[Range<usize>], last: Option<&Speaker>) -> Option<usize> {
        let wanted = match self.classes(token) {
            found if found & class::HE != 0 => Gender::Man,
            found if found & class::SHE != 0 => Gender::Woman,
            _ => return None,
        };
        let prose = self.prose;
        let at = prose.tokens[token].start();
        let sentence = prose.sentence_at(at);
        let from = prose.sentences[sentence.saturating_sub(SENTENCES)].range.start;
        let is_quoted = |range: &Range<usize>| {
            let index = quoted.partition_point(|quote| quote.start <= range.start);
            index > 0 && quoted[index - 1].end > range.start
        };
        let fits = |name: usize| {
            let gender = self.gender(name);
            gender == Gender::Unknown || gender == wanted
        };
        let end = self.names.partition_point(|name| name.range.start < at);
        let mut candidates: Vec<usize> = Vec::new();
        for name in (0..end).rev().take(MOST_NAMES) {
            let found = &self.names[name];
            if found.range.start < from {
                break;
            }
            if found.kind == NameKind::Person && !is_quoted(&found.range) && fits(name) {
                candidates.push(name);
            }
        }
        // Who spoke last goes on, unless another person has come in since.
        if let Some((name, range)) = last.and_then(|last| Some((last.name?, last.range.clone()))) {
            let since: Vec<&usize> =
                candidates.iter().filter(|other| self.names[**other].range.start >= range.end).collect();
            let is_near = range.start >= prose.sentences[sentence.saturating_sub(SENTENCES + 4)].range.start;
            if is_near && fits(name) && since.iter().all(|other| self.is_one(**other, name)) {
                return Some(name);
            }
        }
        let first = *candidates.first()?;
        if candidates.iter().all(|other| self.is_one(*other, first)) {
            return Some(first);
        }
        // Several: the subject of the nearest sentence that has one.
        for before in (sentence.saturating_sub(2)..=sentence).rev() {
            let tokens = prose.sentences[before].tokens.clone();
            let until = tokens.end.min(token).min(tokens.start + 40);
            if tokens.start >= until {
                continue;
            }
            let subject = self.main_subject(tokens.start, until);
            if let Some(super::scene::Head::Name(name)) = subject.map(|subject| subject.head)
                && candidates.contains(&name)
            {
                return Some(name);
            }
        }
        None
    }

    /// The name of the person who holds the role that the noun tells: `the mayor`, after `Mayor Ada Hale` or after
    /// `Ada Hale, the mayor of Orle,`.
    ///
    /// `None` after somebody without a name who holds it: `a spokesman for the port`.
    pub fn holder(&self, noun: usize) -> Option<usize> {
        if !self.is(noun, class::ROLE) {
            return None;
        }
        let first = (noun.saturating_sub(MOST_WORDS)..noun).rev().find(|token| self.is(*token, class::DETERMINER))?;
        if !self.is(first, class::DEFINITE) {
            return None;
        }
        let wanted = first + 1..noun + 1;
        let at = self.prose.tokens[noun].start();
        let end = self.names.partition_point(|name| name.range.start < at);
        let mut found: Option<(usize, Range<usize>)> = None;
        for name in (0..end).rev().take(MOST_NAMES) {
            for office in self.offices(name) {
                if office.end > first || !self.is_one_role(&wanted, &office) {
                    continue;
                }
                match &found {
                    None => found = Some((name, office)),
                    Some((other, _)) if self.is_one(*other, name) => {}
                    Some(_) => return None,
                }
            }
        }
        let (name, office) = found?;
        let is_same_head = |token: &usize| self.prose.tokens[*token].id == self.prose.tokens[noun].id;
        let is_somebody_elses = (office.end..first).filter(is_same_head).any(|token| self.is_indefinite(token));
        (!is_somebody_elses).then_some(name)
    }

    /// The tokens of what the text calls a person beside the name: the title, `, the mayor,` behind it, `the mayor, `
    /// before it.
    fn offices(&self, name: usize) -> Vec<Range<usize>> {
        let tokens = self.tokens_of(name);
        let mut found: Vec<Range<usize>> = Vec::new();
        if let Some(title) = &self.names[name].title {
            found.push(self.prose.tokens_in(title));
        }
        let ends = class::SMALL | class::AUXILIARY | class::CONJUNCTION | class::RELATIVE;
        let is_word = |token: usize| {
            let is_hyphen = self.is_mark(token, &["-"]) && self.prose.tokens[token].is_glued();
            is_hyphen
                || self.prose.tokens[token].is_word() && !self.is(token, ends) && !self.is_verb(token, class::SPEECH)
        };
        let count = self.prose.tokens.len();
        // `Ada Hale, 52, mayor of Orle since May,`
        let mut at = tokens.end;
        let has_age = at + 2 < count && self.prose.tokens[at + 1].is_number() && self.is_mark(at + 2, &[","]);
        at += if has_age { 2 } else { 0 };
        if at < count && self.is_mark(at, &[",", "("]) {
            let first = at + 1;
            let end = (first..count.min(first + MOST_WORDS + 2)).find(|token| !is_word(*token)).unwrap_or(first);
            let head = end.checked_sub(1).filter(|head| *head >= first && self.is(*head, class::ROLE));
            let closes = end < count && (!self.prose.tokens[end].is_word() || self.is(end, class::SMALL));
            if head.is_some() && closes {
                let first =
                    (first..end).rev().find(|token| self.is(*token, class::DETERMINER)).map_or(first, |own| own + 1);
                found.push(first..end);
            }
        }
        // `the mayor, Ada Hale,`
        if let Some(comma) = tokens.start.checked_sub(1).filter(|comma| self.is_mark(*comma, &[","])) {
            let closes = tokens.end >= count || !self.prose.tokens[tokens.end].is_word();
            let from = (comma.saturating_sub(MOST_WORDS + 1)..comma).rev();
            let first = from.take_while(|token| is_word(*token)).find(|token| self.is(*token, class::DETERMINER));
            if let Some(first) = first.filter(|first| closes && first + 1 < comma && self.is(comma - 1, class::ROLE)) {
                found.push(first + 1..comma);
            }
        }
        found
    }

    /// True when two ways of telling a role end in the same word and share one before it, where both have some.
    fn is_one_role(&self, wanted: &Range<usize>, office: &Range<usize>) -> bool {
        let id = |token: usize| self.prose.tokens[token].id;
        let (Some(head), Some(other)) = (wanted.clone().next_back(), office.clone().next_back()) else { return false };
        let (ours, theirs) = (wanted.start..head, office.start..other);
        let shares = || ours.clone().any(|one| theirs.clone().any(|another| id(one) == id(another)));
        id(head) == id(other) && (ours.is_empty() || shares())
    }

    /// True for a role that the text gives somebody without a name: `a spokesman for the port`.
    fn is_indefinite(&self, noun: usize) -> bool {
        let first = (noun.saturating_sub(MOST_WORDS)..noun).rev().find(|token| self.is(*token, class::DETERMINER));
        let is_plain = first.is_some_and(|first| {
            self.is(first, class::INDEFINITE) && (first..noun).all(|token| self.prose.tokens[token].is_word())
        });
        is_plain && !self.is_mark(noun + 1, &[","])
    }

    /// True when two names end in the same word: one person, as far as a news text goes.
    pub fn is_one(&self, one: usize, other: usize) -> bool {
        let family = |name: usize| {
            let tokens = self.prose.tokens_in(&self.names[name].range);
            let first = self.prose.tokens.partition_point(|token| token.start() < self.names[name].range.start);
            let last = tokens.end.max(first + 1) - 1;
            let letters = &self.prose.text
                [self.prose.tokens[last].start()..self.names[name].range.end.max(self.prose.tokens[last].start())];
            plain(letters)
        };
        one == other || family(one) == family(other)
    }

    fn gender(&self, name: usize) -> Gender {
        let classes = |words: &str| -> u32 {
            words
                .split_whitespace()
                .map(|word| self.words.classes(crate::text::word_id(word.trim_end_matches('.'))))
                .fold(0, |all, one| all | one)
        };
        let of = |found: u32| match (found & class::WOMAN != 0, found & class::MAN != 0) {
            (true, false) => Gender::Woman,
            (false, true) => Gender::Man,
            _ => Gender::Unknown,
        };
        let found = &self.names[name];
        let title = found.title_text.as_deref().map_or(Gender::Unknown, |title| of(classes(title)));
        if title != Gender::Unknown {
            return title;
        }
        let written = self.prose.slice(&found.range);
        match written.split_whitespace().next() {
            Some(given) if written.contains(' ') => of(classes(given)),
            _ => Gender::Unknown,
        }
    }
}
