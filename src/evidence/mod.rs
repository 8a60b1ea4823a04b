//! What the sources have of a draft: passages, what matches and what differs. No opinions: those are the rules'.

pub mod quotes;

mod claim;
mod copies;
mod dates;
mod elsewhere;
mod facts;
mod gather;
mod names;
mod passages;
mod places;
mod quantities;
mod quotation;
mod rests;
mod rival;
mod slots;
mod source;
mod speech;
mod stance;
mod stated;
mod stems;
mod titles;
mod view;

pub use claim::ClaimEvidence;
pub use elsewhere::{Elsewhere, Everywhere};
pub use facts::{FactEvidence, FactKind, FactOutcome, Facts};
pub use gather::{Cited, Limits, Opened, Surroundings, gather, resolve};
pub use passages::Support;
pub use quotation::Quotation;
pub use rests::{ChangedPassage, nearest_sentence};
pub use source::Source;
pub use speech::{Said, Voice};
pub use stance::{Frame, Framed, LeftOut, Lost};
pub use titles::OtherTitle;

use crate::claims::Draft;
use crate::facts::Language;
use crate::facts::names::Spelling;
use crate::facts::quotes::Quotes;
use crate::facts::speakers::Speaker;
use crate::seeds::Catalog;
use std::sync::Arc;

/// All that is known of one draft and the seeds it cites.
pub struct Evidence<'a> {
    pub draft: &'a Draft,
    pub language: &'a Language,
    pub catalog: &'a Catalog,
    /// What stands between quotation marks in the draft.
    pub quotes: Quotes,
    /// Where each citation of the draft leads.
    pub citations: Vec<Cited>,
    /// The seeds that the draft cites and that could be opened.
    pub sources: Vec<Arc<Source>>,
    pub quotations: Vec<Quotation>,
    /// The dates, quantities and names of the draft.
    pub facts: Facts,
    pub claims: Vec<ClaimEvidence>,
    /// For each of the quotes who says it in the draft.
    pub speakers: Vec<Option<Speaker>>,
    /// Names that are never reported.
    pub known_names: &'a [String],
    /// Spellings of one name, by the newsroom.
    pub same_names: &'a [Vec<String>],
    /// Names as the house spells them.
    pub canonical_names: &'a [Spelling],
    /// The draft's allowances that no finding used.
    pub unused_allowances: Vec<UnusedAllowance>,
    /// Passages that claims rested on when they were locked and that are gone; by claim and source.
    pub changed: Vec<ChangedPassage>,
}

/// An allowance of the draft that no finding used.
#[derive(Clone, Copy, Debug)]
pub struct UnusedAllowance {
    /// Index into the draft's allowances.
    pub index: usize,
    /// True when it may no longer be used: its last day is past.
    pub is_over: bool,
}

impl Evidence<'_> {
    /// Indices of the sources that `citations` lead to, each once.
    pub fn sources_of(&self, citations: &[usize]) -> Vec<usize> {
        let mut sources = Vec::new();
        for source in citations.iter().flat_map(|citation| &self.citations[*citation].sources) {
            if !sources.contains(source) {
                sources.push(*source);
            }
        }
        sources
    }

    /// Why what `citations` cover has no source to be held against.
    pub fn why_unchecked(&self, citations: &[usize]) -> &'static str {
        let any = |test: &dyn Fn(usize) -> bool| citations.iter().any(|citation| test(*citation));
        if citations.is_empty() {
            "quotation without a citation"
        } else if any(&|citation| !self.citations[citation].unreadable.is_empty()) {
            "source without text"
        } else if any(&|citation| self.draft.citations[citation].external) {
            "external link"
        } else {
            "dead citation"
        }
    }
}
