//! A date of a claim held against the dates of a source (study B6, B7).

use super::FactOutcome;
use super::Facts;
use super::facts::facts_in;
use super::stated;
use super::view::View;
use crate::facts::Language;
use crate::facts::Relation;
use crate::facts::dates;
use crate::facts::dates::Date;
use crate::facts::dates::DateValue;
use crate::facts::dates::Grain;
use crate::text::Prose;
use std::ops::Range;

pub(super) fn outcome(date: &Date, view: &View, draft: &Prose, language: &Language) -> FactOutcome {
    let facts = view.source.facts(language);
    let relation = |index: usize| dates::relation(&date.value, &facts.dates[index].value);
    let ranges: Vec<&Range<usize>> = facts.dates.iter().map(|date| &date.range).collect();
    let found = view.compare(draft, &date.range, &ranges, relation, |_| true);
    if matches!(found, FactOutcome::Absent | FactOutcome::Unclear)
        && let Some(fact) = coarser_alone(date, view, facts)
    {
        return FactOutcome::Differs { source: view.number, fact, relation: Relation::Finer };
    }
    match found {
        // What has no days of its own cannot be missed.
        FactOutcome::Absent if !is_absolute(&date.value) => FactOutcome::Unclear,
        FactOutcome::Absent if names_a_thing(date, draft, language) => FactOutcome::Unclear,
        FactOutcome::Absent if stated::may_be_meant(date, draft, view.source, language) => FactOutcome::Unclear,
        found => found,
    }
}

/// The one date of the best passages that holds a day of the draft without being one (`late September 2003` for
/// `September 29, 2003`); none when two do, or when it is no finer than a year.
fn coarser_alone(date: &Date, view: &View, facts: &Facts) -> Option<usize> {
    if date.value.grain > Grain::Day || !is_absolute(&date.value) || date.value.given.day.is_none() {
        return None;
    }
    let holds = |index: &usize| {
        let other = &facts.dates[*index].value;
        let is_sure = other.kind == dates::Kind::Point && other.given.year.is_some() && !other.is_relative();
        let is_stretch = is_sure && other.grain > Grain::Day && other.grain <= Grain::Season;
        is_stretch && dates::relation(&date.value, other) == Relation::Finer
    };
    let prose = &view.source.seed.prose;
    let passages = view.support.best.iter().map(|sentence| &prose.sentences[*sentence].range);
    let mut found = passages.flat_map(|range| facts_in(&facts.dates, |date| &date.range, range)).filter(holds);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// True for the year in `the 2017 film`: it says which one is meant, not when something was.
fn names_a_thing(date: &Date, draft: &Prose, language: &Language) -> bool {
    let tokens = draft.tokens_in(&date.range);
    let is_year = date.value.grain == Grain::Year && tokens.len() == 1 && date.value.kind == dates::Kind::Point;
    let (Some(before), Some(next)) = (tokens.start.checked_sub(1), draft.tokens.get(tokens.end)) else { return false };
    let is_noun = next.is_word() && language.quotes.weight(next.id, false) >= CONTENT;
    is_year && is_noun && language.dates.is_article(draft.tokens[before].id)
}

/// Weight from which on a word tells what a text is about.
const CONTENT: u32 = 10;

/// True for a date that names its year, or a day of a month.
fn is_absolute(date: &DateValue) -> bool {
    let names_day = date.given.month.is_some() && date.given.day.is_some();
    let is_definite = !matches!(date.kind, dates::Kind::Vague | dates::Kind::Recurring);
    is_definite
        && date.is_resolved()
        && (date.given.year.is_some() || names_day || !date.is_relative() && date.grain >= Grain::Year)
}
