//! Findings of one draft to those whose edits are applied together.

use crate::findings::Edit;
use crate::findings::Finding;
use crate::findings::Safety;
use crate::text::Span;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The findings of one draft to mend in one go, in the order in which they were taken; no edit of one touches another's.
///
/// All edits of a finding are applied, or none: one edit beyond `widest` keeps the whole finding out. Where edits meet,
/// the graver finding goes first, then the earlier, then by name of rule; findings that ask for the very same edit go
/// together. What is left out meets a draft that is mended, and may be taken then.
pub fn choose<'a>(findings: &[&'a Finding], widest: Safety) -> Vec<&'a Finding> {
    let allowed = |finding: &&Finding| {
        !finding.edits.is_empty() && finding.edits.iter().all(|edit| edit.safety <= widest) && is_sound(finding)
    };
    let mut candidates: Vec<&Finding> = findings.iter().copied().filter(allowed).collect();
    candidates.sort_by_key(|finding| {
        (Reverse(finding.level), finding.draft.span.start(), finding.rule, finding.draft.span.end())
    });
    let mut taken = Taken::default();
    candidates.retain(|finding| taken.take(&finding.edits));
    candidates
}

/// True when the edits of a finding lie in the draft, change something, and do not meet.
fn is_sound(finding: &Finding) -> bool {
    let content = &finding.draft.text.content;
    let is_in_draft = |edit: &Edit| Span::new(content, edit.span.start(), edit.span.end()).is_some();
    let changes = |edit: &Edit| content.get(edit.span.range()) != Some(edit.replacement.as_str());
    let mut spans: Vec<Span> = finding.edits.iter().map(|edit| edit.span).collect();
    spans.sort();
    let is_apart = spans.windows(2).all(|pair| pair[0].end() <= pair[1].start() && pair[0] != pair[1]);
    is_apart && finding.edits.iter().all(is_in_draft) && finding.edits.iter().any(changes)
}

/// Edits that were taken, by place; none overlaps another.
#[derive(Default)]
struct Taken<'a>(BTreeMap<(usize, usize), &'a str>);

impl<'a> Taken<'a> {
    /// Takes all of `edits`, or none.
    fn take(&mut self, edits: &'a [Edit]) -> bool {
        let is_free = edits.iter().all(|edit| self.has(edit) || !self.meets(edit.span));
        if is_free {
            self.0.extend(edits.iter().map(|edit| ((edit.span.start(), edit.span.end()), edit.replacement.as_str())));
        }
        is_free
    }

    fn has(&self, edit: &Edit) -> bool {
        self.0.get(&(edit.span.start(), edit.span.end())) == Some(&edit.replacement.as_str())
    }

    /// True when a taken edit overlaps `span`, or one of the two is an insertion and they touch: which of them the words
    /// put in belong to could not be told.
    fn meets(&self, span: Span) -> bool {
        let near = self.0.range(..=(span.end(), usize::MAX)).rev().map(|((start, end), _)| (*start, *end));
        near.take_while(|(_, end)| *end >= span.start()).any(|(start, end)| {
            let touch_counts = span.is_empty() || start == end;
            touch_counts || (start < span.end() && span.start() < end)
        })
    }
}
