//! A finding and the places it points at.

use super::level::{Confidence, Level};
use crate::text::Span;
use crate::text::Text;
use std::sync::Arc;

/// A place in a file, with the words that a label says there.
#[derive(Clone, Debug)]
pub struct Place {
    pub text: Arc<Text>,
    pub span: Span,
    /// What the label says; may be empty.
    pub label: String,
}

impl Place {
    pub fn new(text: &Arc<Text>, span: Span, label: impl Into<String>) -> Place {
        Place { text: Arc::clone(text), span, label: label.into() }
    }

    /// The labelled bytes.
    pub fn words(&self) -> &str {
        self.text.slice(self.span)
    }
}

/// A place in a seed.
#[derive(Clone, Debug)]
pub struct SourcePlace {
    pub key: String,
    pub place: Place,
}

/// A change to the draft that would mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub replacement: String,
    pub safety: Safety,
}

/// Whether an edit may be applied unattended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// May be applied unattended.
    Safe,
    /// Shown; applied only when asked for.
    Suggested,
}

/// The words of a quotation beside those of its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordDiff {
    pub changes: Vec<WordChange>,
}

/// A stretch of words that both sides have, or that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordChange {
    Both(String),
    Differs { draft: String, source: String },
}

/// What a rule says of a claim and its evidence.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's name: `date_drift`.
    pub rule: &'static str,
    pub level: Level,
    /// The gravest level it may have, whatever its rule's level: claims in carried scope are capped at a note.
    pub level_cap: Level,
    pub confidence: Confidence,
    /// One line that stands alone: lower case, no full stop, the user's words in backticks.
    pub message: String,
    pub draft: Place,
    pub source: Option<SourcePlace>,
    /// More places in seeds that bear on it, shown after the source.
    pub related: Vec<SourcePlace>,
    pub diff: Option<WordDiff>,
    /// Facts, a sentence each.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
    /// The edits that mend it together.
    pub edits: Vec<Edit>,
    /// The span of the draft's claim that it is about, for arbitration.
    pub claim: Span,
}

impl Finding {
    /// A finding of `rule` at `draft`; the level is set by whoever knows the configuration.
    pub fn new(rule: &'static str, draft: Place, claim: Span, message: impl Into<String>) -> Finding {
        Finding {
            rule,
            level: Level::Warning,
            level_cap: Level::Error,
            confidence: Confidence::Certain,
            message: message.into(),
            draft,
            source: None,
            related: Vec::new(),
            diff: None,
            notes: Vec::new(),
            help: None,
            edits: Vec::new(),
            claim,
        }
    }

    pub fn confidence(mut self, confidence: Confidence) -> Finding {
        self.confidence = confidence;
        self
    }

    pub fn source(mut self, key: impl Into<String>, place: Place) -> Finding {
        self.source = Some(SourcePlace { key: key.into(), place });
        self
    }

    pub fn related(mut self, key: impl Into<String>, place: Place) -> Finding {
        self.related.push(SourcePlace { key: key.into(), place });
        self
    }

    pub fn note(mut self, note: impl Into<String>) -> Finding {
        self.notes.push(note.into());
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Finding {
        self.help = Some(help.into());
        self
    }

    pub fn edit(mut self, span: Span, replacement: impl Into<String>, safety: Safety) -> Finding {
        self.edits.push(Edit { span, replacement: replacement.into(), safety });
        self
    }

    /// Stays the same when lines move: made of the rule, the words of the claim, the labelled words and the source's
    /// words (FNV-1a, 64 bits, hexadecimal).
    pub fn fingerprint(&self) -> String {
        let source = self.source.as_ref().map(|source| (source.key.as_str(), source.place.words()));
        let (key, passage) = source.unwrap_or_default();
        let parts = [self.rule, self.draft.text.slice(self.claim), self.draft.words(), key, passage];
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for part in parts {
            for byte in part.split_whitespace().flat_map(str::bytes).chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
        format!("{hash:016x}")
    }
}
