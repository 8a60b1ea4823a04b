//! The title that a draft gives a person held against those that a source gives the same person.

use super::Evidence;
use super::FactEvidence;
use super::Source;
use crate::facts::Language;
use crate::facts::names;
use crate::facts::names::Match;
use crate::facts::names::NameKind;
use crate::facts::names::Post;
use crate::text::Prose;
use std::ops::Range;

/// A title that is another than the source's.
#[derive(Clone, Debug)]
pub struct OtherTitle {
    /// Bytes of the draft's prose.
    pub draft: Range<usize>,
    /// Index of the source, and bytes of its prose.
    pub source: usize,
    pub stated: Range<usize>,
}

/// Tokens before and behind a name that may hold its bearer's office.
const WIDEST: usize = 12;

impl Evidence<'_> {
    /// The title before or behind a name of the draft, where the sources give its bearer the same office with another
    /// rank, for another field or of another country; `None` where one of them has the draft's anywhere near the bearer.
    pub fn other_title(&self, fact: &FactEvidence, sources: &[usize]) -> Option<OtherTitle> {
        let name = &self.facts.names[fact.fact];
        if name.kind != NameKind::Person {
            return None;
        }
        let draft = &self.draft.prose;
        let before = name.title.as_ref().map(|title| names::whole_title(draft, title, &self.language.names));
        let rank = before.as_ref().and_then(|title| self.other_rank(&name.range, title, sources));
        rank.or_else(|| {
            let words = &self.language.names;
            let before = before.as_ref().and_then(|title| Post::in_title(draft, title, words));
            let beside = || Post::before(draft, &name.range, words).or_else(|| Post::behind(draft, &name.range, words));
            before.or_else(beside).and_then(|post| self.other_post(&name.range, &post, sources))
        })
    }

    /// The same office with a rank that the draft lacks, or without the one it has.
    fn other_rank(&self, name: &Range<usize>, title: &Range<usize>, sources: &[usize]) -> Option<OtherTitle> {
        let (draft, words) = (&self.draft.prose, &self.language.names);
        let office = names::office(draft, title, words)?;
        let mut other = None;
        for number in sources {
            let source = &self.sources[*number];
            let prose = &source.seed.prose;
            for (at, near) in bearer(source, draft.slice(name), self.language) {
                let near = names::stated(prose, &near, &office, words);
                if near.iter().any(|stated| stated.ranks == office.ranks) {
                    return None;
                }
                let held = near.iter().find(|stated| is_held(prose, &prose.tokens_in(&stated.range), &at));
                other = other.or(held.map(|stated| OtherTitle {
                    draft: title.clone(),
                    source: *number,
                    stated: stated.range.clone(),
                }));
            }
        }
        other
    }

    /// The same office for another field or of another country.
    fn other_post(&self, name: &Range<usize>, post: &Post, sources: &[usize]) -> Option<OtherTitle> {
        let (draft, words) = (&self.draft.prose, &self.language.names);
        let mut other: Option<OtherTitle> = None;
        for number in sources {
            let source = &self.sources[*number];
            let prose = &source.seed.prose;
            let all = bearer(source, draft.slice(name), self.language);
            let held = all.iter().flat_map(|(at, near)| {
                let posts = near.clone().filter_map(|token| Post::at(prose, token, words));
                posts.filter(|stated| is_held(prose, &stated.tokens, at)).collect::<Vec<_>>()
            });
            let Some(stated) = held.into_iter().find(|stated| post.clashes(stated)) else { continue };
            for (_, near) in &all {
                let of_others = held_by_others(source, near, &all, self.language);
                let is_others = |token: usize| of_others.iter().any(|tokens| tokens.contains(&token));
                if near.clone().any(|token| !is_others(token) && post.is_spoken_of(&stated, prose, token, words)) {
                    return None;
                }
            }
            other = other.or_else(|| {
                let lands = |prose: &Prose, post: &Post| prose.range_of(&post.shown(prose, words));
                Some(OtherTitle { draft: lands(draft, post), source: *number, stated: lands(prose, &stated) })
            });
        }
        other
    }
}

/// The mentions of whom `name` names, as tokens, each with the sentences around it.
fn bearer(source: &Source, name: &str, language: &Language) -> Vec<(Range<usize>, Range<usize>)> {
    let (prose, entities) = (&source.seed.prose, source.entities(language));
    let (Match::Same(entity) | Match::Variant(entity)) = entities.find(name, &language.names) else {
        return Vec::new();
    };
    let near = |mention: &usize| {
        let at = prose.tokens_in(&source.facts(language).names[*mention].range);
        let sentence = prose.sentence_at(prose.tokens[at.start].start());
        let first = prose.sentences[sentence.saturating_sub(1)].tokens.start;
        let last = prose.sentences[(sentence + 1).min(prose.sentences.len() - 1)].tokens.end;
        (at, first..last)
    };
    entities.list[entity].mentions.iter().map(near).collect()
}

/// The offices in `near` that the text gives to another person than the bearer of `own`, with the countries before them.
fn held_by_others(
    source: &Source,
    near: &Range<usize>,
    own: &[(Range<usize>, Range<usize>)],
    language: &Language,
) -> Vec<Range<usize>> {
    let prose = &source.seed.prose;
    let names = &source.facts(language).names;
    let bytes = prose.range_of(near);
    let first = names.partition_point(|name| name.range.end <= bytes.start);
    let others: Vec<Range<usize>> = names[first..]
        .iter()
        .take_while(|name| name.range.start < bytes.end)
        .filter(|name| name.kind == NameKind::Person)
        .map(|name| prose.tokens_in(&name.range))
        .filter(|tokens| own.iter().all(|(at, _)| at != tokens))
        .collect();
    let posts = near.clone().filter_map(|token| Post::at(prose, token, &language.names));
    let is_others = |post: &Post| others.iter().any(|name| is_held(prose, &post.tokens, name));
    posts.filter(is_others).map(|post| post.shown(prose, &language.names)).collect()
}

/// True for an office right before the name, or right behind it between commas.
fn is_held(prose: &Prose, office: &Range<usize>, name: &Range<usize>) -> bool {
    if office.end <= name.start {
        let mut between = office.end..name.start;
        return name.start - office.end <= 1 && between.all(|token| prose.word(token) == ",");
    }
    let opens = name.end < prose.tokens.len() && matches!(prose.word(name.end), "," | "(");
    let mut between = name.end + 1..office.start;
    opens
        && office.start > name.end
        && office.end - name.end <= WIDEST
        && between.all(|token| prose.tokens[token].is_word())
}
