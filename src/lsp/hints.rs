//! Claims to inlay hints: how each stands to its sources, behind its last word.

use super::checked::Checked;
use super::client::Client;
use super::hover::standing;
use super::protocol::InlayHint;
use std::ops::Range;

/// The hints of the claims that end in `within`, bytes of the editor's text.
pub fn hints(checked: &Checked, within: &Range<usize>, client: &Client) -> Vec<InlayHint> {
    let ends = checked.run.verdicts.iter().map(|verdict| {
        let end = checked.bytes(&verdict.draft.text, verdict.draft.span).end;
        (end, verdict)
    });
    ends.filter(|(end, _)| within.start <= *end && *end <= within.end)
        .map(|(end, verdict)| InlayHint {
            position: checked.range(&(end..end), client.encoding).start,
            label: standing(verdict),
            padding_left: true,
        })
        .collect()
}
