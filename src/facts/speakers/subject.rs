//! A verb to its subject: who says, calls, asks.

use super::scene::Head;
use super::scene::Phrase;
use super::scene::Scene;
use super::words::class;
use crate::facts::names::NameKind;

/// Words between a subject and its verb that are read over: an apposition with a relative clause.
const LONGEST_APPOSITION: usize = 40;

impl Scene<'_> {
    /// The subject of the verb at `verb`, in a clause that starts at `floor` at the earliest.
    pub fn subject(&self, verb: usize, floor: usize) -> Option<Phrase> {
        let mut at = verb;
        let mut has_be = false;
        while at > floor && (self.is(at - 1, class::AUXILIARY | class::BETWEEN) || self.is_adverb(at - 1)) {
            at -= 1;
            has_be |= self.is(at, class::BE);
            if self.is_contracted(at) {
                return Some(self.pronoun(at));
            }
        }
        let is_ing = self.is(verb, class::ING);
        if has_be && !is_ing && !self.word(verb).ends_with("ing") {
            return None;
        }
        let before = at.checked_sub(1).filter(|before| *before >= floor)?;
        if is_ing && !has_be {
            // `was quoted as saying`, `went on saying`; else a participle of the main clause.
            if self.word(before) == "as" && before > floor {
                let mut quoted = before - 1;
                while quoted > floor && self.is(quoted - 1, class::AUXILIARY | class::BETWEEN) {
                    quoted -= 1;
                }
                return self.phrase_before(quoted, floor);
            }
            // `with Hale saying`, `footage of Hale asking`
            let beside = self.unit_before(at, floor).filter(|unit| {
                let is_with =
                    unit.start > floor && matches!(self.word(unit.start - 1), "with" | "have" | "heard" | "hear");
                is_with || matches!(unit.head, Head::Name(name) if self.names[name].kind == NameKind::Person)
            });
            return beside.or_else(|| self.main_subject(self.clause_start(floor), verb));
        }
        let letters = self.word(before);
        if letters == "to" {
            let person = self.unit_before(before, floor).filter(|unit| {
                unit.start > floor && self.word(unit.start - 1) == "for" && matches!(unit.head, Head::Name(_))
            });
            if person.is_some() {
                return person;
            }
        }
        if matches!(letters, "and" | "but" | "then" | "to" | "or") {
            return self.main_subject(self.clause_start(floor), before);
        }
        if self.is(before, class::RELATIVE) && letters != "that" {
            let end = if before > floor && self.is_mark(before - 1, &[",", "—", "–", "-", "("]) {
                before - 1
            } else {
                before
            };
            let mut found = self.phrase_before(end, floor)?;
            found.shown = found.shown.start..before + 1;
            found.is_relative = true;
            return Some(found);
        }
        if self.is_mark(before, &[",", ")", "—", "–", "]"]) {
            return self.before_apposition(before, floor);
        }
        let found = self.phrase_before(at, floor)?;
        // `the mayor, Ada Hale said`: fine as it is; a bare form needs a subject in the plural or a pronoun.
        Some(found)
    }

    /// The phrase that the apposition ending before `close` belongs to.
    fn before_apposition(&self, close: usize, floor: usize) -> Option<Phrase> {
        let opens: &[&str] = match self.word(close) {
            ")" => &["("],
            "]" => &["["],
            "," => &[","],
            _ => &["—", "–", "--"],
        };
        let from = floor.max(close.saturating_sub(LONGEST_APPOSITION));
        // `Hale, 30, of Orle, who was there, said`: the clause opens with its subject.
        let first = self
            .phrase_at(floor, close)
            .filter(|first| from == floor && self.is_mark(first.end, &[",", "(", "—", "–"]));
        if let Some(first) = first.filter(|first| matches!(first.head, Head::Name(name) if self.is_person(name))) {
            return Some(first);
        }
        for open in (from..close).rev().filter(|open| self.is_mark(*open, opens)) {
            // `the mayor, Ada Hale, said`
            if let Some(name) = self.name_at(close - 1) {
                let tokens = self.tokens_of(name);
                if tokens.start == open + 1
                    && self.names[name].kind == NameKind::Person
                    && !self.is_possessive(close - 1)
                {
                    let shown = self.prose.tokens_in(&self.names[name].range);
                    return Some(Phrase {
                        start: open + 1,
                        end: close,
                        shown,
                        head: Head::Name(name),
                        is_several: false,
                        is_relative: false,
                    });
                }
            }
            if let Some(found) = self.phrase_before(open, floor) {
                let is_sure = match found.head {
                    Head::Name(name) => self.names[name].kind != NameKind::Place || found.start <= floor + 1,
                    Head::Pronoun(_) => false,
                    Head::Noun(token) => {
                        self.is(found.start, class::DETERMINER)
                            || self.is(token, class::ROLE)
                            || found.start <= floor + 1
                    }
                };
                if is_sure {
                    return Some(found);
                }
            }
        }
        None
    }

    /// The subject of the clause that starts at `floor`: its first phrase, an introduction left out.
    pub fn main_subject(&self, floor: usize, until: usize) -> Option<Phrase> {
        let mut at = floor;
        while at < until
            && (!self.prose.tokens[at].is_spoken()
                || matches!(self.word(at), "But" | "And" | "So" | "Yet" | "Then" | "Still" | "Later" | "Now" | "Also")
                || self.is_adverb(at))
        {
            at += 1;
        }
        if at >= until {
            return None;
        }
        let introduces = class::SMALL | class::CONJUNCTION | class::ING | class::TIME;
        let is_participle = self.word(at).ends_with("ing") || self.word(at) == "Asked";
        if (self.is(at, introduces) || is_participle) && self.name_at(at).is_none() {
            let comma =
                (at..until.min(at + LONGEST_APPOSITION)).find(|comma| self.is_mark(*comma, &[",", "—", "–"]))?;
            at = comma + 1;
            if at < until && (self.is(at, introduces) || !self.prose.tokens[at].is_word()) {
                return None;
            }
        }
        let found = self.phrase_at(at, until)?;
        let is_sure = match found.head {
            Head::Name(name) => self.names[name].kind != NameKind::Place,
            Head::Pronoun(token) => !self.word(token).eq_ignore_ascii_case("it"),
            Head::Noun(token) => self.is(found.start, class::DETERMINER) || self.is(token, class::ROLE),
        };
        is_sure.then_some(found)
    }

    /// The start of the sentence that `floor` is in, unless that is inside a quotation.
    pub fn clause_start(&self, floor: usize) -> usize {
        let Some(token) = self.prose.tokens.get(floor) else { return floor };
        let start = self.prose.sentences[self.prose.sentence_at(token.start())].tokens.start;
        let is_far = floor.saturating_sub(start) > 2 * LONGEST_APPOSITION;
        if start >= floor || is_far || self.is_quoted(start) { floor } else { start }
    }

    fn is_adverb(&self, token: usize) -> bool {
        let letters = self.word(token);
        letters.len() > 4
            && letters.ends_with("ly")
            && self.prose.tokens[token].is_word()
            && self.name_at(token).is_none()
    }

    /// `he's`, `she'd`: a pronoun with its auxiliary.
    fn is_contracted(&self, token: usize) -> bool {
        let letters = self.word(token).to_lowercase();
        ["he'", "he’", "she'", "she’", "they'", "they’", "we'", "we’", "i'", "i’"]
            .iter()
            .any(|start| letters.starts_with(start))
    }

    fn pronoun(&self, token: usize) -> Phrase {
        Phrase {
            start: token,
            end: token + 1,
            shown: token..token + 1,
            head: Head::Pronoun(token),
            is_several: false,
            is_relative: false,
        }
    }
}
