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

    /// The name of the person who holds the role that `phrase` names: `the mayor`, after `Mayor Ada Hale`.
    pub fn holder(&self, noun: usize) -> Option<usize> {
        let is_definite = noun > 0 && self.word(noun - 1).eq_ignore_ascii_case("the");
        if !is_definite || !self.is(noun, class::ROLE) {
            return None;
        }
        let role = plain(self.word(noun));
        let at = self.prose.tokens[noun].start();
        let end = self.names.partition_point(|name| name.range.start < at);
        let mut found: Option<usize> = None;
        for name in (0..end).rev().take(MOST_NAMES) {
            let holds = self.names[name].title_text.as_ref().is_some_and(|title| {
                title.split_whitespace().next_back().is_some_and(|last| plain(last).trim_end_matches('.') == role)
            });
            if holds && found.is_none_or(|other| self.is_one(other, name)) {
                found = Some(name);
            } else if holds {
                return None;
            }
        }
        found
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
