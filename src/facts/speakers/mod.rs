//! Quotations to who speaks them: a name, a role, a pronoun, a document, as far as the text says so surely.

mod resolve;
mod scene;
mod sieve;
mod subject;
mod words;

pub use words::Words;

use crate::facts::names::Name;
use crate::facts::quotes::Quotes;
use crate::text::Prose;
use crate::text::Zone;
use scene::Head;
use scene::Phrase;
use scene::Scene;
use sieve::Around;
use std::ops::Range;
use words::class;

/// Who speaks a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Bytes of the prose: the words that name the speaker beside the quotation.
    pub range: Range<usize>,
    pub kind: SpeakerKind,
    /// Index of the name that is meant, in the names that were given: the name itself, or the one that a pronoun or a
    /// role stands for.
    pub name: Option<usize>,
    /// False when it is not said of this quotation but of the one before, which this one goes on from.
    pub is_own: bool,
    pub sieve: u8,
}

/// What the words that name a speaker are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeakerKind {
    Name,
    /// `the mayor`, `officials`, `a woman in the crowd`.
    Role,
    Pronoun,
    /// `the report`, `it`.
    Document,
    /// `Hale and Berg`.
    Several,
}

/// For each of `quotes.quotes` its speaker; `None` where the text does not say so surely, and for a quotation inside
/// another.
///
/// `names` are those of `prose`, in order.
pub fn speakers(prose: &Prose, quotes: &Quotes, names: &[Name], words: &Words) -> Vec<Option<Speaker>> {
    let scene = Scene { prose, quotes, names, words };
    let mut found: Vec<Option<Speaker>> = vec![None; quotes.quotes.len()];
    let top: Vec<usize> = (0..quotes.quotes.len()).filter(|quote| quotes.quotes[*quote].inside.is_none()).collect();
    let quoted: Vec<Range<usize>> = top.iter().map(|quote| quotes.quotes[*quote].outer.clone()).collect();
    let mut last: Option<Speaker> = None;
    let mut is_spoiled = vec![false; prose.blocks.len()];
    for (mark, _) in &quotes.unpaired {
        if let Some(spoiled) = is_spoiled.get_mut(prose.block_at(mark.start)) {
            *spoiled = true;
        }
    }
    for (place, quote) in top.iter().enumerate() {
        let before = place.checked_sub(1).map(|place| top[place]);
        let around = scene.around(*quote, before, top.get(place + 1).copied());
        let phrase = scene.spoken_by(*quote, &around);
        let own = phrase.map(|(phrase, sieve)| Speaker { sieve, ..scene.speaker(&phrase, &quoted, last.as_ref()) });
        let speaker = own.or_else(|| {
            let before = before.filter(|before| found[*before].is_some())?;
            let goes_on = !is_spoiled[prose.block_at(quotes.quotes[*quote].outer.start)]
                && !is_spoiled[prose.block_at(quotes.quotes[before].outer.start)]
                && scene.goes_on(before, *quote, &around);
            goes_on.then(|| Speaker { is_own: false, sieve: if around.follows { 8 } else if scene.prose.block_at(quotes.quotes[before].outer.start) == scene.prose.block_at(quotes.quotes[*quote].outer.start) { 9 } else { 10 }, ..found[before].clone().expect("it was there") })
        });
        let speaker = speaker.or_else(|| scene.introduced(*quote, &around).map(|phrase| {
            Speaker { is_own: false, sieve: 11, ..scene.speaker(&phrase, &quoted, last.as_ref()) }
        }));
        if speaker.is_some() {
            last.clone_from(&speaker);
        }
        found[*quote] = speaker;
    }
    // A quotation that goes on in the next paragraph is often attributed only there.
    for pair in top.windows(2).rev() {
        if found[pair[0]].is_none() && scene.is_unclosed(pair[0]) {
            found[pair[0]] = found[pair[1]].clone().map(|speaker| Speaker { is_own: false, sieve: 12, ..speaker });
        }
    }
    found
}

/// Who is said to say the words at `range` of the prose, which stand between no quotation marks: `Hale said the bridge
/// was closed`.
pub fn reporter(prose: &Prose, quotes: &Quotes, names: &[Name], words: &Words, range: &Range<usize>) -> Option<Speaker> {
    let scene = Scene { prose, quotes, names, words };
    let sentence = prose.sentences.get(prose.sentence_at(range.start))?;
    let tokens = prose.tokens_in(range);
    let start = sentence.tokens.start.max(tokens.start.saturating_sub(60)).min(tokens.start);
    let around = Around {
        before: start..tokens.start,
        after: tokens.end..sentence.tokens.end.max(tokens.end),
        follows: false,
        is_open: false,
    };
    let phrase = scene.by_phrase(&around.before).or_else(|| scene.reported(&around.before));
    let phrase = phrase.or_else(|| scene.parenthesis(&around))?;
    Some(scene.speaker(&phrase, &[], None))
}

impl Scene<'_> {
    fn spoken_by(&self, quote: usize, around: &Around) -> Option<(Phrase, u8)> {
        let tag = |number: u8| move |phrase: Phrase| (phrase, number);
        let announced = self.announced(&around.before);
        let sure = announced.clone().filter(|announced| announced.is_sure).map(|announced| announced.phrase);
        let own = self.signed(quote).map(tag(1)).or_else(|| sure.map(tag(2)));
        let own = own.or_else(|| self.after(quote, around).map(tag(3))).or_else(|| announced.map(|announced| announced.phrase).map(tag(2)));
        let own = own.or_else(|| self.by_phrase(&around.before).map(tag(4)));
        let own = own.or_else(|| self.reported(&around.before).map(tag(5))).or_else(|| self.parenthesis(around).map(tag(6)));
        own.or_else(|| if around.before.is_empty() && !around.follows { self.led_in(quote).map(tag(7)) } else { None })
    }

    fn speaker(&self, phrase: &Phrase, quoted: &[Range<usize>], last: Option<&Speaker>) -> Speaker {
        let range = self.prose.range_of(&phrase.shown);
        let (kind, name) = match phrase.head {
            _ if phrase.is_several => (SpeakerKind::Several, None),
            Head::Name(name) => (SpeakerKind::Name, Some(name)),
            Head::Pronoun(token) if self.is(token, class::DOCUMENT) => (SpeakerKind::Document, None),
            Head::Pronoun(token) if self.is(token, class::SOMEBODY) => (SpeakerKind::Role, None),
            Head::Pronoun(token) => (SpeakerKind::Pronoun, self.antecedent(token, quoted, last)),
            Head::Noun(token) if self.is(token, class::DOCUMENT) => (SpeakerKind::Document, None),
            Head::Noun(token) => (SpeakerKind::Role, self.holder(token, quoted)),
        };
        let range = match phrase.head {
            Head::Name(name) if !phrase.is_several && !phrase.is_relative => self.names[name].range.clone(),
            _ => range,
        };
        Speaker { range, kind, name, is_own: true, sieve: 0 }
    }

    /// True when `quote` has no words of its own around it and nothing but the attribution of the one before stands
    /// between the two.
    fn goes_on(&self, before: usize, quote: usize, around: &Around) -> bool {
        let (one, other) = (&self.quotes.quotes[before].outer, &self.quotes.quotes[quote].outer);
        let (first, second) = (self.prose.block_at(one.start), self.prose.block_at(other.start));
        let blocks = &self.prose.blocks;
        if self.is_unclosed(before) {
            return second > first;
        }
        let between = self.prose.tokens_in(&(one.end..other.start));
        if around.follows {
            return between.len() <= 12 && first == second;
        }
        let is_alone = self.is_bare(around);
        if first == second {
            return is_alone && !self.tells_more(&between);
        }
        // A paragraph that is nothing but a quotation, after one that a quotation ends.
        let is_whole = self.is_whole_block(second, other);
        let is_next = second == first + 1 && blocks[second].kind == blocks[first].kind && blocks[second].zone != Zone::Furniture;
        let rest = self.prose.tokens_in(&(one.end..blocks[first].range.end));
        is_whole && is_next && is_alone && !self.tells_more(&rest)
    }

    /// The sentence before tells what a person says and the quotation stands alone after it.
    fn introduced(&self, quote: usize, around: &Around) -> Option<Phrase> {
        if !self.is_bare(around) || around.follows {
            return None;
        }
        let start = self.quotes.quotes[quote].outer.start;
        let block = &self.prose.blocks[self.prose.block_at(start)];
        let here = self.prose.sentence_at(start);
        let before = here.checked_sub(1).filter(|before| block.sentences.contains(before))?;
        let tokens = self.prose.sentences[before].tokens.clone();
        let quotes = &self.quotes.quotes;
        let at = quotes.partition_point(|other| other.outer.start < self.prose.sentences[before].range.start);
        if quotes.get(at).is_some_and(|other| other.outer.start < self.prose.sentences[before].range.end && at != quote) {
            return None;
        }
        let until = tokens.end.min(tokens.start + 60);
        let verb = (tokens.start..until).find(|token| self.is_verb(*token, class::SPEECH) && !self.is(*token, class::BASE | class::ING))?;
        self.subject(verb, tokens.start).filter(|subject| self.is_human(subject))
    }

    fn is_bare(&self, around: &Around) -> bool {
        let spoken = |range: &Range<usize>| range.clone().filter(|token| self.prose.tokens[*token].is_spoken()).count();
        spoken(&around.before) == 0 && (around.is_open || spoken(&around.after) == 0)
    }

    fn is_whole_block(&self, block: usize, quote: &Range<usize>) -> bool {
        let block = &self.prose.blocks[block];
        let outside = |range: Range<usize>| self.prose.tokens_in(&range).all(|token| !self.prose.tokens[token].is_spoken());
        outside(block.range.start..quote.start) && outside(quote.end..block.range.end)
    }

    /// True when a sentence of the writer's own stands in `between`, apart from the attribution that it starts with.
    fn tells_more(&self, between: &Range<usize>) -> bool {
        let sentence = |token: usize| self.prose.sentence_at(self.prose.tokens[token].start());
        let mut spoken = between.clone().filter(|token| self.prose.tokens[*token].is_spoken());
        let Some(first) = spoken.next() else { return false };
        spoken.next_back().is_some_and(|last| sentence(last) > sentence(first))
    }

    fn is_unclosed(&self, quote: usize) -> bool {
        let quote = &self.quotes.quotes[quote];
        !quote.is_block && quote.range.end == quote.outer.end
    }
}
