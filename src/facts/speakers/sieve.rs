//! One quotation to the words that say who speaks it: before it, after it, around it (study A9).

use super::scene::Head;
use super::scene::Phrase;
use super::scene::Scene;
use super::words::class;
use crate::facts::names::NameKind;
use crate::facts::quotes::SIGNATURES;
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Zone;
use std::ops::Range;

/// Words of a sentence that are looked at on either side of a quotation.
const REACH: usize = 60;
/// Words between a verb and the quotation that it announces: `told reporters in Orle on Monday that`.
const ANNOUNCEMENT: usize = 16;
/// Tokens of a paragraph that says who is quoted above.
const SIGNATURE: usize = 16;

/// The tokens around a quotation that can name its speaker.
#[derive(Clone, Debug)]
pub struct Around {
    /// From the start of the sentence, or from the quotation before, to the opening mark.
    pub before: Range<usize>,
    /// From behind the closing mark to the end of the sentence or to the next quotation.
    pub after: Range<usize>,
    /// True when another quotation of the sentence stands before it.
    pub follows: bool,
    /// True when the sentence ends with the quotation and its last mark is `?` or `!`.
    pub is_open: bool,
}

/// A speaker named before the quotation.
#[derive(Clone, Debug)]
pub struct Announced {
    pub phrase: Phrase,
    pub is_sure: bool,
}

impl Scene<'_> {
    /// What stands around `quote`; `before` and `next` are the quotations beside it.
    pub fn around(&self, quote: usize, before: Option<usize>, next: Option<usize>) -> Around {
        let prose = self.prose;
        let quotes = &self.quotes.quotes;
        let outer = &quotes[quote].outer;
        let inner = prose.tokens_in(outer);
        let first_sentence = &prose.sentences[prose.sentence_at(outer.start)];
        let last = prose.sentence_at(outer.end.saturating_sub(1));
        let last_sentence = &prose.sentences[last];
        let behind = before.map_or(0, |before| prose.tokens_in(&quotes[before].outer).end);
        let start = first_sentence.tokens.start.max(behind).max(inner.start.saturating_sub(REACH));
        let follows = behind > first_sentence.tokens.start;
        let mut end = last_sentence.tokens.end.max(inner.end);
        let ends = |token: usize| self.is_mark(token, &["?", "!", "…", "..."]);
        let last_inside = inner.end.saturating_sub(2);
        let mut is_open = false;
        let is_signed = self.prose.tokens.get(inner.end).is_some_and(|token| !token.is_spoken())
            && self.is_mark(inner.end, &["—", "–", "―", "--", "-"]);
        // `“Will it hold?” Hale asked.`: the sentence seems to end at the mark.
        if end <= inner.end
            && (is_signed
                || ends(last_inside)
                || !self.prose.tokens[last_inside.min(self.prose.tokens.len() - 1)].is_word()
                    && self.is_mark(last_inside, &[",", "-", "—", "–"]))
            && let Some(sentence) =
                prose.sentences.get(last + 1).filter(|sentence| sentence.block == last_sentence.block)
        {
            is_open = true;
            end = sentence.tokens.end;
        }
        let limit = next
            .map_or(usize::MAX, |next| prose.tokens.partition_point(|token| token.start() < quotes[next].outer.start));
        let end = end.min(limit).min(inner.end + REACH).max(inner.end);
        Around { before: start..inner.start.max(start), after: inner.end..end, follows, is_open }
    }

    /// The speaker by a colon, a comma or a verb right before the quotation: `Hale said: “…”`.
    ///
    /// Not `is_sure` when the words between leave room for another reading.
    pub fn announced(&self, before: &Range<usize>) -> Option<Announced> {
        let mut end = before.end;
        let mut mark = "";
        while end > before.start && !self.prose.tokens[end - 1].is_spoken() {
            end -= 1;
            if matches!(self.word(end), ":" | "," | "—" | "–" | "-" | "(") {
                mark = self.word(end);
            }
        }
        if end == before.start {
            return None;
        }
        if mark == ":"
            && let Some(phrase) = self.label(before.start, end)
        {
            return Some(Announced { phrase, is_sure: true });
        }
        let from = before.start.max(end.saturating_sub(ANNOUNCEMENT));
        let verb = (from..end).rev().find(|verb| {
            let is_weak = self.is_only_adjacent(*verb);
            let gap = end - verb - 1;
            let wanted = if gap < 4 { class::VERB } else { class::SPEECH };
            if !self.is_verb(*verb, wanted) || (is_weak && self.is(*verb, class::ING)) {
                return false;
            }
            let says_that = gap > 0 && self.word(end - 1).eq_ignore_ascii_case("that");
            let is_called = gap <= 2 && self.is(*verb, class::LABELLING);
            gap == 0 || mark == ":" || says_that || (mark == "," && gap <= if is_weak { 3 } else { 12 }) || is_called
        });
        let Some(verb) = verb else {
            let phrase = (mark == ":").then(|| self.main_subject(self.clause_start(before.start), end)).flatten()?;
            return self.is_human(&phrase).then_some(Announced { phrase, is_sure: false });
        };
        let gap = end - verb - 1;
        let agrees = |subject: &Phrase| self.is_finite(verb, subject);
        if let Some(phrase) = self.subject(verb, before.start).filter(agrees) {
            let is_pronoun = matches!(phrase.head, Head::Pronoun(_));
            let is_said = self.is(verb, class::SPEECH);
            // `Hale said he believes “…”`, `Hale mocked Tan, who promised a bridge: “…”`: Hale speaks.
            let is_nested = (!is_said && is_pronoun) || self.is_only_adjacent(verb) || (phrase.is_relative && gap > 0);
            let outer = is_nested.then(|| self.outer(verb, before.start)).flatten();
            let is_sure = is_said && gap == 0;
            let phrase = self.hoisted(outer.unwrap_or(phrase), before.start);
            return Some(Announced { phrase, is_sure });
        }
        let is_inverted = !self.is(verb, class::WITH_HEARER | class::ING | class::BASE);
        let starts = (before.start..verb).all(|token| !self.prose.tokens[token].is_spoken());
        let phrase = (is_inverted && starts).then(|| self.phrase_at(verb + 1, end)).flatten()?;
        Some(Announced { phrase, is_sure: true })
    }

    /// `Hale said he recalled “…”`: who says it is named first.
    fn hoisted(&self, phrase: Phrase, floor: usize) -> Phrase {
        if !matches!(phrase.head, Head::Pronoun(_)) || phrase.is_relative {
            return phrase;
        }
        let says = |verb: &usize| *verb > floor && self.is_verb(*verb, class::SPEECH) && !self.is(*verb, class::ING);
        let before = phrase.start.checked_sub(1);
        let before = before.map(|at| if self.word(at) == "that" { at.saturating_sub(1) } else { at });
        let Some(verb) = before.filter(says) else { return phrase };
        let outer = self.subject(verb, floor).filter(|subject| self.is_finite(verb, subject));
        outer.filter(|outer| !outer.is_relative && !outer.is_several).unwrap_or(phrase)
    }

    /// The subject of the verb of saying that governs the clause of `verb`.
    fn outer(&self, verb: usize, floor: usize) -> Option<Phrase> {
        let verbs = (floor..verb).rev().filter(|token| self.is_verb(*token, class::SPEECH));
        verbs.take(2).find_map(|verb| self.subject(verb, floor).filter(|subject| self.is_finite(verb, subject)))
    }

    /// `HALE: “…”`
    fn label(&self, start: usize, end: usize) -> Option<Phrase> {
        let first = (start..end).find(|token| self.prose.tokens[*token].is_spoken())?;
        let name = self.name_at(first)?;
        let tokens = self.tokens_of(name);
        (tokens.end == end && self.is_person(name)).then(|| self.phrase_at(first, end)).flatten()
    }

    /// The speaker by what follows: `“…,” said Hale`, `“…,” Hale said`, `“…,” according to Hale`.
    pub fn after(&self, quote: usize, around: &Around) -> Option<Phrase> {
        let Range { start, end } = around.after.clone();
        let mut at = start;
        while at < end && !self.prose.tokens[at].is_spoken() {
            if !self.is_mark(at, &[",", "—", "–", "-", "--", ")", "]"]) {
                return None;
            }
            at += 1;
        }
        if at >= end {
            return None;
        }
        let inner = self.prose.tokens_in(&self.quotes.quotes[quote].range);
        let last = inner.end.checked_sub(1)?;
        let last = if self.is_mark(last, &["'", "’", "\"", "”"]) { last.saturating_sub(1) } else { last };
        let closes = at > start || self.is_mark(last, &[",", "?", "!", "—", "–", "-", "--", "…", "..."]);
        if at > start
            && self.is_mark(at - 1, &["—", "–", "-", "―", "--"])
            && let Some(name) = self.name_at(at).filter(|name| self.names[*name].kind == NameKind::Person)
        {
            let tokens = self.tokens_of(name);
            if tokens.end >= end || (tokens.end + 1 >= end && self.is_mark(tokens.end, &["."])) {
                return self.phrase_at(at, end);
            }
        }
        if let Some((length, ())) = self.words.phrases.at(&self.prose.tokens[at..end]) {
            return self.phrase_at(at + length, end);
        }
        if matches!(self.word(at), "as" | "is" | "was") && at + 1 < end {
            let how = at + 1;
            at = if matches!(self.word(how), "how" | "what") {
                how + 1
            } else if self.word(at) == "as" {
                how
            } else {
                at
            };
        }
        while at < end && (self.is(at, class::BETWEEN) || self.word(at).ends_with("ly")) && self.name_at(at).is_none() {
            at += 1;
        }
        if at >= end {
            return None;
        }
        let starts_low = !self.prose.tokens[at].is_capital();
        if self.is_verb(at, class::SPEECH | class::ADJACENT)
            && !self.is(at, class::ING)
            && closes
            && (starts_low || !around.is_open)
        {
            let is_bare = self.is(at, class::BASE);
            return if is_bare { None } else { self.phrase_at(at + 1, end) };
        }
        let reach = end.min(at + 36);
        let verb = (at + 1..reach).find(|verb| {
            let wanted = if closes { class::SPEECH | class::ADJACENT } else { class::SPEECH };
            self.is_verb(*verb, wanted) && (!self.is(*verb, class::ING) || self.word(verb - 1) == "as")
        })?;
        let subject = self.subject(verb, at)?;
        // `…,” echoing some writers who said`
        if subject.is_relative && subject.start > at {
            return None;
        }
        // `another friend, Ada Hale, said`
        let is_apposed = subject.start > at && self.is_mark(subject.start - 1, &[","]);
        let run = at..subject.start - usize::from(is_apposed);
        if subject.start > at && !self.is_run(run) {
            return None;
        }
        if closes && !around.is_open {
            return Some(subject);
        }
        // Without a comma only a name or a pronoun right beside its verb is sure.
        let is_plain = matches!(subject.head, Head::Name(_) | Head::Pronoun(_)) || around.is_open;
        let near = verb - subject.end.min(verb) <= 2;
        let stops = verb + 1 >= end
            || !self.prose.tokens[verb + 1].is_spoken()
            || self.is(verb + 1, class::SMALL | class::TIME | class::BETWEEN)
            || !around.is_open;
        (is_plain && near && stops).then_some(subject)
    }

    /// The speaker by a phrase before: `according to Hale, “…”`, `in Hale's words, “…”`.
    pub fn by_phrase(&self, before: &Range<usize>) -> Option<Phrase> {
        for at in before.clone().rev() {
            if let Some((length, ())) = self.words.phrases.at(&self.prose.tokens[at..before.end]) {
                return self.phrase_at(at + length, before.end);
            }
            let follows = at > before.start && self.is(at, class::POSSESSED) && self.is_possessive(at - 1);
            if follows && let Some(name) = self.name_at(at - 1) {
                let shown = self.prose.tokens_in(&self.names[name].range);
                let shown = if shown.is_empty() { at - 1..at } else { shown };
                return Some(Phrase {
                    start: shown.start,
                    end: at,
                    shown,
                    head: Head::Name(name),
                    is_several: false,
                    is_relative: false,
                });
            }
        }
        None
    }

    /// The speaker by the nearest verb before it in the sentence: `Hale said the bridge was “old”`.
    pub fn reported(&self, before: &Range<usize>) -> Option<Phrase> {
        let verbs = before.clone().rev().filter(|token| self.is_verb(*token, class::SPEECH | class::LABELLING));
        let mut nearest: Option<Phrase> = None;
        for verb in verbs.take(4) {
            let found = self.subject(verb, before.start).filter(|subject| self.is_finite(verb, subject));
            let Some(subject) = found else { continue };
            let is_weak =
                matches!(subject.head, Head::Pronoun(_)) || subject.is_relative || !self.is_speaking(&subject);
            // `Hale said he asked whether it was “old”`: Hale speaks.
            if !is_weak && (nearest.is_none() || self.is(verb, class::SPEECH)) {
                return Some(subject);
            }
            nearest = nearest.or(Some(subject));
        }
        nearest.map(|nearest| self.hoisted(nearest, before.start))
    }

    /// The speaker of a clause that opens the sentence: `Although Hale said it was “old,” she bought it`.
    pub fn subordinate(&self, before: &Range<usize>) -> Option<Phrase> {
        let first = before.clone().find(|token| self.prose.tokens[*token].is_spoken())?;
        let is_opened = match self.word(first) {
            "But" | "And" | "Even" => (first + 1..before.end.min(first + 3))
                .any(|token| matches!(self.word(token), "as" | "though" | "after" | "while" | "although")),
            word => matches!(word, "Although" | "Though" | "After" | "While" | "Before" | "As"),
        };
        let is_one_clause = before.clone().all(|token| !self.is_mark(token, &[",", ";", ":", "—", "–"]));
        if !is_opened || !is_one_clause {
            return None;
        }
        self.reported(before)
    }

    /// False for a form that is a noun as well (`claims`, `call`) and does not agree with what would be its subject.
    fn is_finite(&self, verb: usize, subject: &Phrase) -> bool {
        let letters = self.word(verb);
        let is_plural = || match subject.head {
            Head::Pronoun(token) => self.is(token, class::THEY | class::SOMEBODY | class::RELATIVE),
            Head::Noun(token) => self.word(token).ends_with('s') || self.word(token) == "people",
            Head::Name(_) => subject.is_several,
        };
        if self.is(verb, class::BASE) {
            return subject.end < verb || is_plural();
        }
        let is_third = letters.ends_with('s') && !matches!(letters, "says" | "writes" | "tells" | "asks" | "argues");
        !is_third || matches!(subject.head, Head::Name(_) | Head::Pronoun(_))
    }

    /// An attribution put between commas further on: `a “mad” idea, Hale said, that …`.
    pub fn parenthesis(&self, around: &Around) -> Option<Phrase> {
        let Range { start, end } = around.after.clone();
        let commas = (start..end.min(start + 40)).filter(|token| self.is_mark(*token, &[","]));
        for comma in commas {
            let Some(verb) = (comma + 1..end.min(comma + 8)).find(|verb| self.is_verb(*verb, class::SPEECH)) else {
                continue;
            };
            let closes = verb + 1 >= end || self.is_mark(verb + 1, &[",", "."]);
            if !closes || self.is(verb, class::ING | class::BASE) {
                continue;
            }
            if let Some(subject) = self.subject(verb, comma + 1).filter(|subject| subject.start == comma + 1) {
                return Some(subject);
            }
        }
        None
    }

    /// The block before ends in a colon: `Hale put it so:` and the quotation in a paragraph of its own.
    pub fn led_in(&self, quote: usize) -> Option<Phrase> {
        let prose = self.prose;
        let block = prose.block_at(self.quotes.quotes[quote].outer.start);
        let before = prose.blocks.get(block.checked_sub(1)?).filter(|before| before.zone != Zone::Furniture)?;
        let last = before.tokens.end.checked_sub(1)?;
        if !self.is_mark(last, &[":"]) || before.kind == BlockKind::Heading {
            return None;
        }
        let sentence = prose.sentences.get(before.sentences.end.checked_sub(1)?)?;
        let from = sentence.tokens.start.max(last.saturating_sub(REACH));
        self.announced(&(from..last + 1)).map(|announced| announced.phrase)
    }

    /// The last line of a block quotation that names its speaker after a dash.
    pub fn signed(&self, quote: usize) -> Option<Phrase> {
        let quote = &self.quotes.quotes[quote];
        if !quote.is_block {
            return None;
        }
        let rest = self.prose.tokens_in(&(quote.range.end..quote.outer.end));
        let dash = rest.clone().find(|token| self.is_mark(*token, &["—", "–", "-", "―", "--"]))?;
        self.phrase_at(dash + 1, rest.end)
    }

    /// A paragraph of its own below the quotation that names its speaker: `— Ada Hale, mayor of Orle`.
    pub fn signed_below(&self, quote: usize) -> Option<Phrase> {
        let blocks = &self.prose.blocks;
        let below = self.prose.block_at(self.quotes.quotes[quote].outer.start) + 1;
        let fits = |block: &&Block| block.zone != Zone::Furniture && (1..=SIGNATURE).contains(&block.tokens.len());
        let block = blocks.get(below).filter(fits)?;
        let end = block.tokens.end;
        let has_dash = block.tokens.len() > 1 && SIGNATURES.contains(&self.word(block.tokens.start));
        // A reader of plain text takes the dash for a bullet; a list has more than one.
        let is_item = |block: usize| blocks.get(block).is_some_and(|block| block.kind == BlockKind::Item);
        if !has_dash && (!is_item(below) || is_item(below - 1) || is_item(below + 1)) {
            return None;
        }
        let first = block.tokens.start + usize::from(has_dash);
        let name = self.name_at(first).filter(|name| self.names[*name].kind == NameKind::Person)?;
        let tokens = self.tokens_of(name);
        let closes = tokens.end >= end || self.is_mark(tokens.end, &[",", "(", "."]);
        (tokens.start == first && closes).then(|| self.phrase_at(first, end)).flatten()
    }

    /// True for words that can stand before a name as one phrase with it: `Orle's former harbour master`.
    fn is_run(&self, tokens: Range<usize>) -> bool {
        let stops = class::CONJUNCTION
            | class::SMALL
            | class::AUXILIARY
            | class::RELATIVE
            | class::TIME
            | class::HE
            | class::SHE
            | class::THEY;
        let is_hyphen = |token: usize| self.is_mark(token, &["-", "’", "'"]) && self.prose.tokens[token].is_glued();
        tokens.len() <= 10
            && tokens.clone().all(|token| {
                let is_plain = self.prose.tokens[token].is_word() || self.prose.tokens[token].is_number();
                (is_plain && !self.is(token, stops) && !self.is_verb(token, class::SPEECH)) || is_hyphen(token)
            })
    }

    fn is_only_adjacent(&self, token: usize) -> bool {
        self.is(token, class::ADJACENT) && !self.is(token, class::SPEECH)
    }

    /// True for who or what speaks as a rule: a person, a role, a document, a pronoun.
    fn is_speaking(&self, phrase: &Phrase) -> bool {
        match phrase.head {
            Head::Name(name) => self.names[name].kind != NameKind::Unknown,
            Head::Pronoun(_) => true,
            Head::Noun(token) => self.is(token, class::ROLE | class::DOCUMENT | class::SOMEBODY),
        }
    }

    /// True for a person, a role, or who stands for one.
    pub fn is_human(&self, phrase: &Phrase) -> bool {
        match phrase.head {
            Head::Name(name) => matches!(self.names[name].kind, NameKind::Person),
            Head::Pronoun(token) => self.is(token, class::HE | class::SHE),
            Head::Noun(token) => self.is(token, class::ROLE),
        }
    }
}
