//! The dates, quantities and names of a document, and how one of a draft stands to the sources of its claim.

use crate::facts::Language;
use crate::facts::Relation;
use crate::facts::dates;
use crate::facts::dates::Date;
use crate::facts::dates::Days;
use crate::facts::names;
use crate::facts::names::Entities;
use crate::facts::names::Name;
use crate::facts::quantities;
use crate::facts::quantities::Quantity;
use crate::text::Prose;
use std::ops::Range;

/// The dates, quantities and names of a document.
#[derive(Debug, Default)]
pub struct Facts {
    pub dates: Vec<Date>,
    pub quantities: Vec<Quantity>,
    pub names: Vec<Name>,
}

impl Facts {
    /// `known` are the entities of another text about the same matter, which bear out names at the start of a sentence.
    pub fn of(prose: &Prose, language: &Language, anchor: Option<Days>, known: Option<&Entities>) -> Facts {
        let dates = dates::dates(prose, &language.dates, anchor);
        let mut taken: Vec<Range<usize>> = dates.iter().map(|date| date.range.clone()).collect();
        taken.extend(dates::clock_times(prose, &language.dates));
        taken.sort_by_key(|range| range.start);
        let quantities = quantities::quantities(prose, &language.quantities, &taken);
        let names = names::names_knowing(prose, &language.names, known);
        Facts { dates, quantities, names }
    }
}

impl Facts {
    /// True when one of them lies in `range`.
    pub fn any_in(&self, range: &Range<usize>) -> bool {
        !facts_in(&self.dates, |date| &date.range, range).is_empty()
            || !facts_in(&self.quantities, |quantity| &quantity.range, range).is_empty()
            || !facts_in(&self.names, |name| &name.range, range).is_empty()
    }
}

/// A kind of fact that is compared by its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    Date,
    Quantity,
    Name,
}

/// One fact of a claim.
#[derive(Clone, Debug)]
pub struct FactEvidence {
    pub kind: FactKind,
    /// Index into the draft's facts of that kind.
    pub fact: usize,
    /// Bytes of the draft's prose.
    pub range: Range<usize>,
    pub outcome: FactOutcome,
}

/// How a fact stands to the sources of its claim. Numbers are indices: of the source, and of its fact of that kind.
#[derive(Clone, Debug)]
pub enum FactOutcome {
    /// A source bears it out; where, when that is one of its facts.
    Agrees { source: usize, fact: Option<usize> },
    /// The source has another value in its place.
    Differs { source: usize, fact: usize, relation: Relation },
    /// A name that is nearly one of the source's.
    Misspelled { source: usize, fact: usize },
    /// No source has it anywhere.
    Absent,
    /// It cannot be told.
    Unclear,
}

/// Indices of the facts that lie in `range`; facts are sorted.
pub(super) fn facts_in<T>(facts: &[T], range_of: impl Fn(&T) -> &Range<usize>, range: &Range<usize>) -> Range<usize> {
    let first = facts.partition_point(|fact| range_of(fact).start < range.start);
    let last = facts.partition_point(|fact| range_of(fact).start < range.end);
    first..last.max(first)
}
