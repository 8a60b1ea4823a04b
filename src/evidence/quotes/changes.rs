//! An alignment to what differs: the changes in order, and how near the two sides are.

use super::Passage;
use super::align::Alignment;
use super::align::Step;
use super::letters;
use super::search;
use crate::evidence::Limits;
use crate::evidence::Source;
use crate::facts::Language;
use crate::facts::names;
use crate::facts::names::NameRelation;
use crate::facts::quotes::Item;
use crate::facts::quotes::Kind;
use crate::facts::quotes::Segment;
use crate::facts::quotes::WordClass;
use crate::facts::quotes::difference;
use crate::text::Prose;
use crate::text::fold;
use crate::text::word_id;
use std::ops::Range;

/// Words that differ.
#[derive(Clone, Debug)]
pub struct Change {
    pub kind: Kind,
    /// Bytes of the draft's prose: the words that are other than in the source, or, where words are missing, the two
    /// around the gap.
    pub draft: Range<usize>,
    /// The draft's words; empty where words are missing.
    pub draft_words: String,
    /// Bytes of the source's prose: its words, or the two around where the draft has more.
    pub source: Passage,
    /// The source's words; empty where the draft has more.
    pub source_words: String,
    /// `[sic]` stands after a word that the source spells otherwise.
    pub is_wrong_sic: bool,
}

/// A row of words side by side.
#[derive(Clone, Debug)]
pub struct Row {
    pub is_same: bool,
    pub draft: String,
    pub source: String,
}

/// What an alignment shows.
pub(super) struct Near {
    pub changes: Vec<Change>,
    /// Share of the quotation's weight that stands unchanged, words alike letter by letter counted in part.
    pub similarity: f64,
    /// Content words that stand unchanged.
    pub shared: usize,
    /// One of them stands in the source at most twice.
    pub shares_rare: bool,
    /// Changes of a word that carries matter.
    pub altering: usize,
    /// Most words of either side that one change takes.
    pub longest_change: usize,
}

/// A quotation's words and a source.
pub(super) struct Sides<'a> {
    pub draft: &'a Prose,
    pub items: Vec<&'a Item>,
    pub source: &'a Source,
    pub language: &'a Language,
    pub limits: &'a Limits,
}

impl Sides<'_> {
    pub fn near(&self, found: &Alignment) -> Near {
        let mut near = Near {
            changes: Vec::new(),
            similarity: self.similarity(found),
            shared: 0,
            shares_rare: false,
            altering: 0,
            longest_change: 0,
        };
        let mut steps = found.steps.iter().peekable();
        // The last item and position that stand unchanged.
        let mut last = (0, found.source.start);
        while let Some(step) = steps.next() {
            match step {
                Step::Same(item, position) => {
                    last = (*item, *position);
                    if self.language.quotes.class(self.items[*item].id) == WordClass::Content {
                        near.shared += 1;
                        near.shares_rare |= self.source.index.count(self.items[*item].id, 3) <= 2;
                    }
                    continue;
                }
                Step::Omitted(position) => {
                    last.1 = *position;
                    continue;
                }
                Step::Changed(..) | Step::Added(_) | Step::Dropped(_) => {}
            }
            let (mut ours, mut theirs): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
            let mut next = Some(step);
            while let Some(step) = next {
                match step {
                    Step::Changed(item, position) => {
                        ours.push(*item);
                        theirs.push(*position);
                    }
                    Step::Added(item) => ours.push(*item),
                    Step::Dropped(position) => theirs.push(*position),
                    Step::Same(..) | Step::Omitted(_) => {}
                }
                next = steps.next_if(|step| matches!(step, Step::Changed(..) | Step::Added(_) | Step::Dropped(_)));
            }
            if let Some(change) = self.change(&ours, &theirs, last) {
                near.altering += usize::from(change.kind.is_altering());
                near.longest_change = near.longest_change.max(ours.len()).max(theirs.len());
                near.changes.push(change);
            }
            last = (ours.last().copied().unwrap_or(last.0), theirs.last().copied().unwrap_or(last.1));
        }
        near
    }

    /// The better of what the words found and what a search letter by letter finds.
    pub fn by_letters(&self, segments: &[Segment], by_words: Option<(Near, Alignment)>) -> Option<(Near, Alignment)> {
        let words = self.items.iter().map(|item| self.draft.slice(&item.range));
        let by_letters = letters::nearest(words, self.source).and_then(|window| {
            let found = search::align_in(segments, self.source, &self.language.quotes, &window)?;
            Some((self.near(&found), found))
        });
        match (by_words, by_letters) {
            (Some(one), Some(other)) if other.0.similarity <= one.0.similarity => Some(one),
            (one, other) => other.or(one),
        }
    }

    fn change(&self, ours: &[usize], theirs: &[usize], before: (usize, usize)) -> Option<Change> {
        let words = &self.language.quotes;
        let draft_words: Vec<&str> = ours.iter().map(|item| self.draft.slice(&self.items[*item].range)).collect();
        let source_words: Vec<&str> = theirs.iter().map(|position| self.source.word(*position)).collect();
        // The source's own words between two halves of what is said are nobody's omission.
        if let ([], [first, .., last]) = (ours, theirs)
            && self.source.after_own_words(*first) == Some(last + 1)
        {
            return None;
        }
        // `plan[s]` beside `planned`: what stands outside the brackets is the source's.
        if let ([item], [position]) = (ours, theirs)
            && self.items[*item].unbracketed.is_some()
            && words.inflections.same_word(draft_words[0], self.source.word(*position))
        {
            return None;
        }
        let is_known = |word: &str| words.is_listed(word) || self.source.index.count(word_id(word), 3) > 2;
        let is_wrong_sic = ours.iter().any(|item| self.items[*item].is_sic);
        let mut kind = difference(&draft_words, &source_words, words, &is_known);
        if is_wrong_sic {
            kind = kind.max(Kind::Spelling);
        }
        // How a name from another alphabet is spelled is the house's to say, in a quotation as elsewhere.
        if !is_wrong_sic && is_variant_name(kind, &draft_words, &source_words, &self.language.names) {
            kind = Kind::Variant;
        }
        if kind == Kind::Same || (kind == Kind::Variant && !self.limits.strict) {
            return None;
        }
        let in_draft = |first: usize, last: usize| {
            self.items[first].range.start..self.items[last.min(self.items.len() - 1)].range.end
        };
        let draft = match (ours.first(), ours.last()) {
            (Some(first), Some(last)) => in_draft(*first, *last),
            _ => in_draft(before.0, before.0 + 1),
        };
        let positions = match (theirs.first(), theirs.last()) {
            (Some(first), Some(last)) => *first..last + 1,
            _ => before.1..(before.1 + 2).min(self.source.index.len()),
        };
        let source = self.source.range(&positions);
        let written = self.source.seed.prose.slice(&source).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Change {
            kind,
            draft,
            draft_words: draft_words.join(" "),
            source,
            source_words: if theirs.is_empty() { String::new() } else { written },
            is_wrong_sic,
        })
    }

    /// Similarity with words that are alike letter by letter counted in part: a pair counts from 0.7 on (study A6).
    fn similarity(&self, found: &Alignment) -> f64 {
        let words = &self.language.quotes;
        let mut saved = 0.0;
        for step in &found.steps {
            if let Step::Changed(item, position) = step {
                let item = self.items[*item];
                let (one, other) = (fold(self.draft.slice(&item.range)), fold(self.source.word(*position)));
                let alike = strsim::normalized_levenshtein(&one, &other);
                if alike >= 0.7 {
                    let weight = words.weight(item.id, item.has_digits).max(self.source.weight(*position, words));
                    saved += alike * f64::from(weight);
                }
            }
        }
        if found.total == 0 {
            return 0.0;
        }
        (1.0 - (f64::from(found.cost) - saved) / f64::from(found.total)).clamp(0.0, 1.0)
    }

    /// The words of both sides, row by row.
    pub fn rows(&self, found: &Alignment) -> Vec<Row> {
        let mut omitted = found.steps.iter().filter_map(|step| match step {
            Step::Omitted(position) => Some(*position),
            _ => None,
        });
        let mut next = omitted.next();
        let positions: Vec<usize> = found
            .source
            .clone()
            .filter(|position| {
                let is_omitted = next == Some(*position);
                if is_omitted {
                    next = omitted.next();
                }
                !is_omitted
            })
            .collect();
        let ours: Vec<u64> = self.items.iter().map(|item| item.id).collect();
        let theirs: Vec<u64> = positions.iter().map(|position| self.source.index.ids()[*position]).collect();
        let left = |range: Range<usize>| join(self.items[range].iter().map(|item| self.draft.slice(&item.range)));
        let right = |range: Range<usize>| join(positions[range].iter().map(|position| self.source.word(*position)));
        similar::capture_diff_slices(similar::Algorithm::Patience, &ours, &theirs)
            .into_iter()
            .map(|change| Row {
                is_same: change.tag() == similar::DiffTag::Equal,
                draft: left(change.old_range()),
                source: right(change.new_range()),
            })
            .collect()
    }
}

/// True for two spellings of one name; of two that are only a letter apart, sounding alike is enough.
fn is_variant_name(kind: Kind, draft: &[&str], source: &[&str], words: &names::Words) -> bool {
    let ([ours], [theirs]) = (draft, source) else { return false };
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if !is_capital(ours) || !is_capital(theirs) {
        return false;
    }
    match kind {
        Kind::Content => names::relation(ours, theirs, words) == NameRelation::Variant,
        Kind::Spelling => {
            matches!(names::relation(ours, theirs, words), NameRelation::Variant | NameRelation::Unknown)
        }
        _ => false,
    }
}

fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}
