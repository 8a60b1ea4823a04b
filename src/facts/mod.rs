//! Facts in any text: quotations, dates, quantities, names. What they are and how two values relate; no opinions.

pub mod dates;
pub mod inflection;
pub mod names;
pub mod quantities;
pub mod quotes;
pub mod speakers;
pub mod stance;
pub mod synonyms;

use crate::text::Lists;
use crate::text::Splitter;
use anyhow::Result;

/// How a draft's value stands to a source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The same value.
    Same,
    /// The draft is less precise and holds the source's value.
    Coarser,
    /// The draft is more precise than the source.
    Finer,
    /// They share something, and neither holds the other.
    Overlap,
    /// They cannot both be right.
    Disjoint,
    /// It cannot be told.
    Unknown,
}

impl Relation {
    /// True when the source bears the draft's value out.
    pub fn agrees(self) -> bool {
        matches!(self, Relation::Same | Relation::Coarser)
    }
}

/// The word lists of one language, read once and used by every finder.
#[derive(Debug)]
pub struct Language {
    pub splitter: Splitter,
    pub dates: dates::Words,
    pub quantities: quantities::Words,
    pub names: names::Words,
    pub quotes: quotes::Words,
    pub speakers: speakers::Words,
    pub stance: stance::Words,
    pub synonyms: synonyms::Synonyms,
}

impl Language {
    /// # Errors
    /// When a newsroom's additions do not have the shape of our lists; the message names the list.
    pub fn new(lists: &Lists) -> Result<Language> {
        // The lists of names are by far the longest: they are read beside the others.
        let (names, others) = rayon::join(
            || names::Words::new(lists),
            || -> Result<_> {
                Ok((quotes::Words::new(lists)?, dates::Words::new(lists)?, quantities::Words::new(lists)?))
            },
        );
        let (quotes, dates, quantities) = others?;
        Ok(Language {
            synonyms: synonyms::Synonyms::new(lists, &quotes.inflections)?,
            splitter: Splitter::new(lists)?,
            dates,
            quantities,
            names: names?,
            speakers: speakers::Words::new(lists, &quotes.inflections)?,
            stance: stance::Words::new(lists, &quotes.inflections)?,
            quotes,
        })
    }
}
