//! A quotation's words beside what its source has around and between them: cues left out, frames taken away (study A4,
//! A10).

use super::Evidence;
use super::Quotation;
use super::Said;
use super::Source;
use super::quotes::Outcome;
use crate::facts::Relation;
use crate::facts::names;
use crate::facts::names::Match;
use crate::facts::names::NameRelation;
use crate::facts::quantities;
use crate::facts::quantities::Quantity;
use crate::facts::quotes::Item;
use crate::facts::quotes::Join;
use crate::facts::quotes::WordClass;
use crate::facts::quotes::segments;
use crate::facts::stance::Cue;
use std::ops::Range;

/// What is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lost {
    /// What makes the words that are kept no plain statement.
    Cue(Cue),
    /// A number that the words in its place do not give.
    Number,
    /// The name of somebody or something else than the one in its place.
    Name,
}

/// What a marked omission or words in brackets leave out of the clause that is kept.
#[derive(Clone, Debug)]
pub struct LeftOut {
    pub what: Lost,
    /// Bytes of the draft's prose: the two words around the ellipsis, or the words in brackets.
    pub draft: Range<usize>,
    pub is_bracket: bool,
    /// Index of the source, and bytes of its prose: the words that matter, and all that is left out.
    pub source: usize,
    pub range: Range<usize>,
    pub gap: Range<usize>,
}

/// How the source frames words that the draft gives as a plain statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frame {
    Governed(Cue),
    Asked,
    /// The speaker of the source gives the words to somebody else.
    Others,
}

/// A frame of the source that the draft has not.
#[derive(Clone, Debug)]
pub struct Framed {
    pub frame: Frame,
    pub source: usize,
    /// Bytes of the source's prose: the words that make the frame.
    pub range: Range<usize>,
}

/// Fewer words stand under any frame and say nothing by themselves.
const FEWEST: usize = 3;
/// Longest stretch of a source that one omission leaves out, in tokens.
const LONGEST_GAP: usize = 90;
/// Words of a frame before a nested quotation that are looked at.
const LONGEST_FRAME: usize = 14;

impl Evidence<'_> {
    /// The first cue that the quotation's own omissions leave out, wherever the source has its words.
    pub fn left_out(&self, quotation: &Quotation) -> Option<LeftOut> {
        let (source, places) = places(quotation)?;
        let text = self.draft.prose.slice(&quotation.range);
        if !text.contains(['…', '.', '[']) {
            return None;
        }
        let mut found = places.iter().map(|place| self.left_out_at(quotation, source, place));
        let first = found.next()??;
        found.all(|other| other.is_some()).then_some(first)
    }

    fn left_out_at(&self, quotation: &Quotation, number: usize, place: &Range<usize>) -> Option<LeftOut> {
        let source = &self.sources[number];
        let prose = &source.seed.prose;
        let draft = &self.draft.prose;
        let words = &self.language.stance;
        let mut at = source.index.position_of(prose.tokens_in(place).start);
        let end = source.index.position_of(prose.tokens_in(place).end);
        let all = &self.quotes.quotes;
        let first = all.partition_point(|quote| quote.outer.start < quotation.range.start).saturating_sub(1);
        let parts = all[first..].iter().take_while(|quote| quote.range.start < quotation.range.end);
        let parts = parts.filter(|quote| quote.inside.is_none() && quote.range.start >= quotation.range.start);
        for part in parts {
            let cut = segments(draft, &part.range, &self.language.quotes, false);
            for pair in cut.windows(2) {
                let (one, two) = (&pair[0].items, &pair[1].items);
                at = after(one, at..end, source)?;
                let next = before(two, at..end, source)?;
                if next <= at {
                    continue;
                }
                let gap = source.index.token(at - 1) + 1..source.index.token(next);
                if gap.len() > LONGEST_GAP {
                    continue;
                }
                let (shown, is_bracket) = match &pair[1].join {
                    Join::Bracket(inner) => (inner.clone(), true),
                    _ => (one.last()?.range.start..two.first()?.range.end, false),
                };
                let cue = words.in_gap(prose, &gap).map(|(cue, tokens)| (Lost::Cue(cue), prose.range_of(&tokens)));
                // Words in brackets may say the same in another way.
                let cue = cue.filter(|_| !(is_bracket && words.is_framed(draft, draft.tokens_in(&shown))));
                let swallowed = || is_bracket.then(|| self.swallowed(source, &shown, &prose.range_of(&gap))).flatten();
                let Some((what, range)) = cue.or_else(swallowed) else { continue };
                return Some(LeftOut {
                    what,
                    draft: shown,
                    is_bracket,
                    source: number,
                    range,
                    gap: source.range(&(at..next)),
                });
            }
        }
        None
    }

    /// The number or the name of the source in `gap`, bytes of its prose, which the words in brackets at `shown` replace
    /// by another or leave out.
    fn swallowed(&self, source: &Source, shown: &Range<usize>, gap: &Range<usize>) -> Option<(Lost, Range<usize>)> {
        let theirs = source.facts(self.language);
        let is_in = |range: &Range<usize>, whole: &Range<usize>| whole.start <= range.start && range.end <= whole.end;
        let ours = self.facts.quantities.iter().filter(|quantity| is_in(&quantity.range, shown));
        let ours: Vec<&Quantity> = ours.collect();
        let says = |quantity: &Quantity| {
            ours.iter().any(|own| quantities::compare(&own.value, &quantity.value).relation != Relation::Disjoint)
        };
        let number = theirs
            .quantities
            .iter()
            .find(|quantity| is_in(&quantity.range, gap) && !quantity.is_loose && !says(quantity));
        if let Some(number) = number {
            return Some((Lost::Number, number.range.clone()));
        }
        let entities = source.entities(self.language);
        let names: Vec<&str> = self
            .facts
            .names
            .iter()
            .filter(|name| is_in(&name.range, shown) && name.is_certain)
            .map(|name| self.draft.prose.slice(&name.range))
            .collect();
        // A word for a name is an explanation; a name for another name is another name.
        let first = theirs.names.partition_point(|name| name.range.start < gap.start);
        let name = theirs.names[first..].iter().zip(first..).find(|(name, _)| is_in(&name.range, gap));
        let (name, index) = name.filter(|_| !names.is_empty())?;
        let there = entities.of(index)?;
        let is_other = |written: &&str| {
            let related = names::relation(written, source.seed.prose.slice(&name.range), &self.language.names);
            let found = entities.find(written, &self.language.names);
            related == NameRelation::Different
                && matches!(found, Match::Same(entity) | Match::Variant(entity) if entity != there)
        };
        names.iter().all(is_other).then(|| (Lost::Name, name.range.clone()))
    }

    /// The frame that the draft takes away, when the words stand in a frame wherever the source has them and the
    /// draft's own sentence has none.
    pub fn framed(&self, quotation: &Quotation) -> Option<Framed> {
        let (source, places) = places(quotation)?;
        if quotation.words < FEWEST
            || self.quotes.quotes[quotation.quote].is_block
            || self.is_framed_in_draft(quotation)
        {
            return None;
        }
        let said = self.said(quotation);
        let mut found = places
            .iter()
            .enumerate()
            .map(|(index, place)| self.frame_at(quotation, source, place, &said.get(index)?.1));
        let first = found.next()??;
        found.all(|other| other.is_some()).then_some(first)
    }

    fn frame_at(&self, quotation: &Quotation, number: usize, place: &Range<usize>, said: &Said) -> Option<Framed> {
        let source = &self.sources[number];
        let prose = &source.seed.prose;
        let tokens = prose.tokens_in(place);
        let sentence = prose.sentences.get(prose.sentence_at(place.start))?;
        let framed = |frame: Frame, range: Range<usize>| Some(Framed { frame, source: number, range });
        let ours = self.draft.prose.tokens_in(&quotation.range);
        let mut spoken = ours.clone().filter(|token| self.draft.prose.tokens[*token].is_spoken());
        if prose.tokens.get(tokens.start)?.id != self.draft.prose.tokens[spoken.next()?].id {
            return None;
        }
        if let Some((cue, found)) = self.language.stance.governing(prose, sentence.tokens.start, tokens.start) {
            return framed(Frame::Governed(cue), prose.range_of(&found));
        }
        if let Some(mark) = self.question(quotation, source, &tokens) {
            return framed(Frame::Asked, prose.range_of(&(mark..mark + 1)));
        }
        let Said::By(voice) = said else { return None };
        if self.are_two(&self.voice(quotation)?, voice, source) {
            return None;
        }
        let range = self.others(source, place).or_else(|| self.viewpoint(quotation, source, place))?;
        framed(Frame::Others, range)
    }

    /// The words of the speaker's own sentence that give the quoted ones to somebody else: `For some officials,`.
    fn viewpoint(&self, quotation: &Quotation, source: &Source, place: &Range<usize>) -> Option<Range<usize>> {
        let words = &self.language.stance;
        let draft = &self.draft.prose;
        let (claim, quoted) = (draft.tokens_in(&quotation.claim), draft.tokens_in(&quotation.range));
        let names_others =
            claim.filter(|token| !quoted.contains(token)).any(|token| words.is_others_by_name(draft.tokens[token].id));
        let prose = &source.seed.prose;
        let quotes = &source.quotes.quotes;
        let near = quotes.partition_point(|quote| quote.outer.start <= place.start);
        let around = quotes[near.saturating_sub(8)..near].iter().rev().find(|quote| place.end <= quote.outer.end);
        let spoken = match around {
            Some(quote) => quote.range.clone(),
            None => source.seed.turns.iter().find(|turn| turn.range.contains(&place.start))?.range.clone(),
        };
        if names_others || spoken.start > place.start {
            return None;
        }
        let tokens = prose.tokens_in(place);
        let sentence = &prose.sentences[prose.sentence_at(place.start)].tokens;
        let floor = sentence.start.max(prose.tokens.partition_point(|token| token.start() < spoken.start));
        let found =
            words.viewpoint(prose, floor, tokens.start).or_else(|| words.viewpoint_behind(prose, tokens.end))?;
        let range = prose.range_of(&found);
        (range.end <= spoken.end).then_some(range)
    }

    /// The question mark of the whole sentence that the draft quotes as a statement.
    fn question(&self, quotation: &Quotation, source: &Source, tokens: &Range<usize>) -> Option<usize> {
        let prose = &source.seed.prose;
        let mark = (tokens.end < prose.tokens.len() && prose.word(tokens.end) == "?").then_some(tokens.end)?;
        let is_start = |token: usize| {
            token == 0
                || prose.sentences[prose.sentence_at(prose.tokens[token].start())].tokens.start == token
                || matches!(prose.word(token - 1), "“" | "\"" | ":" | "that")
        };
        let is_one_sentence = prose.sentence_at(prose.tokens[tokens.start].start())
            == prose.sentence_at(prose.tokens[tokens.end - 1].start());
        let draft = &self.draft.prose;
        let rest = &draft.text[quotation.range.start..quotation.claim.end.max(quotation.range.end)];
        let closing = draft.slice(&quotation.range).trim_end();
        let is_statement = closing.ends_with(['.', ',']) && !rest.contains('?');
        // A sentence in the order of a question shows what it is, whatever closes it.
        let is_plain = !self.language.stance.opens_question(prose, tokens.start);
        (is_start(tokens.start) && is_one_sentence && is_statement && is_plain).then_some(mark)
    }

    /// The words before a nested quotation that give it to somebody else than its speaker.
    fn others(&self, source: &Source, place: &Range<usize>) -> Option<Range<usize>> {
        let prose = &source.seed.prose;
        let quotes = &source.quotes.quotes;
        let near = quotes.partition_point(|quote| quote.outer.start <= place.start);
        let inner = quotes[near.saturating_sub(8)..near]
            .iter()
            .rev()
            .find(|quote| quote.range.start <= place.start && place.end <= quote.range.end)?;
        let in_turn = source.seed.turns.iter().any(|turn| turn.range.contains(&place.start));
        let outer = match inner.inside {
            Some(outer) => quotes[outer].range.start,
            None if in_turn => 0,
            None => return None,
        };
        let end = prose.tokens_in(&inner.outer).start;
        let sentence = &prose.sentences[prose.sentence_at(inner.outer.start)];
        let floor = sentence.tokens.start.max(prose.tokens_in(&(outer..inner.outer.start)).start);
        let start = floor.max(end.saturating_sub(LONGEST_FRAME));
        let mut last = end;
        while last > start && (!prose.tokens[last - 1].is_spoken() || prose.word(last - 1) == "that") {
            last -= 1;
        }
        let verb = last.checked_sub(1).filter(|verb| *verb > start)?;
        let is_verb = self.language.stance.is_reporting(prose.tokens[verb].id);
        let subject = (verb.saturating_sub(3).max(start)..verb).rev().find(|token| prose.tokens[*token].is_spoken())?;
        let is_somebody = self.language.stance.is_others(prose.tokens[subject].id)
            || source.facts(self.language).names.iter().any(|name| {
                let last = prose.tokens_in(&name.range).end;
                last == verb && name.range.start >= prose.tokens[start].start()
            });
        (is_verb && is_somebody).then(|| prose.range_of(&(start.max(verb.saturating_sub(3))..last)))
    }

    /// True when the draft's sentence itself denies, asks, doubts or supposes, or gives the words in a nested quotation.
    fn is_framed_in_draft(&self, quotation: &Quotation) -> bool {
        let prose = &self.draft.prose;
        let words = &self.language.stance;
        let claim = prose.tokens_in(&quotation.claim);
        let quoted = prose.tokens_in(&quotation.range);
        let before = claim.start..quoted.start.max(claim.start);
        let after = quoted.end.min(claim.end)..claim.end;
        let is_hedged = |tokens: &Range<usize>| {
            tokens.clone().any(|token| {
                let class = self.language.quotes.class(prose.tokens[token].id);
                matches!(class, WordClass::Negation | WordClass::Modal)
            })
        };
        is_hedged(&before)
            || is_hedged(&after)
            || words.is_framed(prose, before)
            || words.is_framed(prose, after)
            || prose.word(quoted.start.min(prose.tokens.len() - 1)).starts_with(['‘', '\''])
    }
}

fn places(quotation: &Quotation) -> Option<(usize, &[Range<usize>])> {
    match quotation.outcome.as_ref()? {
        (source, Outcome::Verbatim { places, .. }) if !places.is_empty() => Some((*source, places)),
        (source, Outcome::Altered { passage, .. }) => Some((*source, std::slice::from_ref(passage))),
        _ => None,
    }
}

/// The position behind `items`, or behind their last words where the first are not found.
fn after(items: &[Item], within: Range<usize>, source: &Source) -> Option<usize> {
    let edge = &items[items.len().saturating_sub(EDGE)..];
    found(items, within.clone(), source)
        .map(|start| start + items.len())
        .or_else(|| found(edge, within, source).map(|start| start + edge.len()))
}

/// The position of `items`, or of their first words.
fn before(items: &[Item], within: Range<usize>, source: &Source) -> Option<usize> {
    let edge = &items[..items.len().min(EDGE)];
    found(items, within.clone(), source).or_else(|| found(edge, within, source))
}

/// Words of a changed segment that show where it stands.
const EDGE: usize = 3;

fn found(items: &[Item], within: Range<usize>, source: &Source) -> Option<usize> {
    let ids = source.index.ids();
    let last = within.end.min(ids.len()).checked_sub(items.len())?;
    (within.start..=last).find(|start| {
        let fits = |(index, item): (usize, &Item)| item.unbracketed.is_some() || ids[start + index] == item.id;
        items.iter().enumerate().all(fits)
    })
}
