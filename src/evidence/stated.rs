//! A date that no date of a source bears out, held against the source's words: its parts may stand there apart.

use super::Source;
use crate::facts::Language;
use crate::facts::dates::Date;
use crate::facts::dates::DateValue;
use crate::facts::dates::Grain;
use crate::text::Prose;
use std::ops::Range;

/// True when the source may mean the date without saying it as one: what it names beside its year stands there
/// (`third quarter`, `16 October`), no other year goes with it, and the year may be the one of the source.
///
/// A source whose own date is not known, and which speaks of `Monday` or `this year`, was written in a year that it
/// does not state: any that is not before those it does.
pub fn may_be_meant(date: &Date, draft: &Prose, source: &Source, language: &Language) -> bool {
    let Some(year) = date.value.given.year else { return false };
    let dates = &source.facts(language).dates;
    let year_tokens = |range: &Range<usize>| {
        draft.tokens_in(range).filter(|token| is_year(draft.word(*token), year)).collect::<Vec<_>>()
    };
    let years = year_tokens(&date.range);
    let [year_token] = years[..] else { return false };
    let parts: Vec<u64> = draft
        .tokens_in(&date.range)
        .filter(|token| *token != year_token && draft.tokens[*token].is_spoken())
        .filter(|token| !matches!(draft.word(*token), "of" | "the" | "in"))
        .map(|token| draft.tokens[token].id)
        .collect();
    if parts.is_empty() {
        return date.value.grain == Grain::Year && may_be_its_year(source, dates, year);
    }
    let is_contradicted = dates.iter().any(|other| has_other_year(&date.value, &other.value));
    let year_id = draft.tokens[year_token].id;
    let has_year = source.index.positions(year_id).next().is_some() || may_be_its_year(source, dates, year);
    !is_contradicted && has_year && stands(source, &parts)
}

fn is_year(word: &str, year: i16) -> bool {
    word.len() == 4 && word.parse() == Ok(year)
}

/// True for a source without a date of its own that counts from its own day and states no later year.
fn may_be_its_year(source: &Source, dates: &[Date], year: i16) -> bool {
    let counts = dates.iter().any(|date| date.value.is_relative() || date.value.is_yearless());
    let latest = dates.iter().filter_map(|date| date.value.given.year).max();
    source.seed.date.is_none() && counts && latest.is_none_or(|latest| latest <= year)
}

/// The same days of another year.
fn has_other_year(one: &DateValue, other: &DateValue) -> bool {
    let (Some(year), Some(stated)) = (one.given.year, other.given.year) else { return false };
    let ends = |date: &DateValue| {
        let days = date.readings.first()?.days;
        Some(((days.first.month(), days.first.day()), (days.last.month(), days.last.day())))
    };
    year != stated && one.grain == other.grain && ends(one).is_some() && ends(one) == ends(other)
}

/// True when `words` follow each other in the source.
fn stands(source: &Source, words: &[u64]) -> bool {
    let ids = source.index.ids();
    let Some((first, rest)) = words.split_first() else { return false };
    source
        .index
        .positions(*first)
        .take(MOST)
        .any(|at| ids.get(at + 1..at + words.len()).is_some_and(|next| next == rest))
}

/// Places of one word that are looked at.
const MOST: usize = 10_000;
