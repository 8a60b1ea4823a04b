//! Findings to what an editor offers: their edits, all safe edits at once, an allowance.

use super::checked::{Checked, Sources};
use super::client::Client;
use super::diagnostics::diagnostic;
use super::protocol::{CodeAction, TextEdit};
use crate::claims;
use crate::findings::Edit;
use crate::findings::Finding;
use crate::findings::Safety;
use crate::fixes;
use crate::report::printable;
use crate::text::Text;
use serde_json::{Value, json};
use std::ops::Range;
use std::sync::Arc;

/// The kinds of actions, as clients ask for them.
pub const QUICK_FIX: &str = "quickfix";
pub const FIX_ALL: &str = "source.fixAll.sourceproof";

/// What stands for the reason until the writer gives one: true for as long as nobody does.
const NO_REASON: &str = "reason still to be given";

/// A document as edits name it.
pub struct Name<'a> {
    pub uri: &'a str,
    pub version: Option<i64>,
}

/// The actions for the findings that touch `within`, bytes of the editor's text; `only` names the kinds that are wanted.
pub fn actions(
    checked: &Checked,
    name: &Name,
    within: &Range<usize>,
    only: Option<&[String]>,
    client: &Client,
) -> Vec<CodeAction> {
    let wants = |kind: &str| only.is_none_or(|only| only.iter().any(|wanted| is_kind(kind, wanted)));
    let mut actions = Vec::new();
    if wants(QUICK_FIX) {
        let mut sources = Sources::new(checked, client.encoding);
        let here: Vec<&Finding> =
            checked.run.findings.iter().filter(|finding| touches(checked, finding, within)).collect();
        let mut add = |finding: &Finding, title: String, is_preferred: bool, edits: Vec<TextEdit>| {
            actions.push(CodeAction {
                title,
                kind: QUICK_FIX,
                diagnostics: vec![diagnostic(checked, finding, client, &mut sources)],
                is_preferred,
                edit: workspace_edit(name, &edits, client),
            });
        };
        for finding in here.iter().filter(|finding| !finding.edits.is_empty()) {
            let edits = finding.edits.iter().map(|edit| text_edit(checked, finding, edit, client)).collect();
            add(finding, title(finding), is_safe(finding), edits);
        }
        for finding in &here {
            if let Some(edit) = allowance(checked, finding, client) {
                add(finding, format!("Allow `{}` here…", finding.rule), false, vec![edit]);
            }
        }
    }
    let safe = if wants(FIX_ALL) { safe_edits(checked, client) } else { Vec::new() };
    if !safe.is_empty() {
        actions.push(CodeAction {
            title: "Apply all safe edits of sourceproof".into(),
            kind: FIX_ALL,
            diagnostics: Vec::new(),
            is_preferred: false,
            edit: workspace_edit(name, &safe, client),
        });
    }
    actions
}

/// True when an action of `kind` is one of the kind that is `wanted`: `source` wants `source.fixAll`.
fn is_kind(kind: &str, wanted: &str) -> bool {
    wanted.is_empty() || kind.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn touches(checked: &Checked, finding: &Finding, within: &Range<usize>) -> bool {
    let bytes = checked.bytes(&finding.draft.text, finding.draft.span);
    bytes.start <= within.end && within.start <= bytes.end
}

fn is_safe(finding: &Finding) -> bool {
    !finding.edits.is_empty() && finding.edits.iter().all(|edit| edit.safety == Safety::Safe)
}

/// What the edits of a finding do, in a line.
fn title(finding: &Finding) -> String {
    let text = &finding.draft.text;
    match &finding.edits[..] {
        [edit] => {
            let (old, new) = (text.slice(edit.span), edit.replacement.as_str());
            match (old.is_empty(), new.is_empty()) {
                (true, _) => format!("Insert {}", ticked(new)),
                (_, true) => format!("Remove {}", ticked(old)),
                _ => format!("Replace {} by {}", ticked(old), ticked(new)),
            }
        }
        edits => format!("Make the {} edits for `{}`", edits.len(), finding.rule),
    }
}

/// Longest words of a title, in letters.
const LONGEST: usize = 40;

fn ticked(words: &str) -> String {
    let words = words.trim();
    let cut: String = words.chars().take(LONGEST).collect();
    let rest = if cut.len() < words.len() { "…" } else { "" };
    format!("`{}{rest}`", printable::words(&cut))
}

fn text_edit(checked: &Checked, finding: &Finding, edit: &Edit, client: &Client) -> TextEdit {
    let bytes = checked.bytes(&finding.draft.text, edit.span);
    TextEdit { range: checked.range(&bytes, client.encoding), new_text: edit.replacement.clone() }
}

/// The edits that may be made unattended, those of `sourceproof --fix`.
fn safe_edits(checked: &Checked, client: &Client) -> Vec<TextEdit> {
    let findings: Vec<&Finding> = checked.run.findings.iter().collect();
    let chosen = fixes::choose(&findings, Safety::Safe);
    let mut edits: Vec<(&Finding, &Edit)> =
        chosen.iter().flat_map(|finding| finding.edits.iter().map(|edit| (*finding, edit))).collect();
    edits.sort_by_key(|(_, edit)| edit.span);
    // Two findings may ask for the same edit.
    edits.dedup_by(|(_, one), (_, other)| one == other);
    edits.into_iter().map(|(finding, edit)| text_edit(checked, finding, edit, client)).collect()
}

fn workspace_edit(name: &Name, edits: &[TextEdit], client: &Client) -> Value {
    match client.versioned_edits {
        true => json!({"documentChanges": [
            {"textDocument": {"uri": name.uri, "version": name.version}, "edits": edits}
        ]}),
        false => json!({"changes": {name.uri: edits}}),
    }
}

/// The comment that allows a finding: on the line before its block, or at the block's end where it does not start its
/// line, as in a list or a table. `None` where neither would allow it, as in the front matter.
fn allowance(checked: &Checked, finding: &Finding, client: &Client) -> Option<TextEdit> {
    let splitter = &checked.project.language.splitter;
    let text = &finding.draft.text;
    let draft = claims::read(Arc::clone(text), splitter);
    let blocks = &draft.prose.blocks;
    let behind = blocks.partition_point(|block| draft.prose.span(&block.range).start() <= finding.draft.span.start());
    let block = draft.prose.span(&blocks.get(behind.checked_sub(1)?)?.range);
    let line = text.rows(text.row(block.start()), text.row(block.start()))?;
    let comment = format!("<!-- sourceproof: allow {}: {NO_REASON} -->", finding.rule);
    let line_end = if text.content.contains("\r\n") { "\r\n" } else { "\n" };
    let before = (line.start(), format!("{comment}{line_end}"));
    let after = (behind_marks(&draft, block.end()), format!(" {comment}"));
    let starts_line = text.content[line.start()..block.start()].trim().is_empty();
    let places = if starts_line { [before, after] } else { [after, before] };
    places.into_iter().find_map(|(at, words)| {
        // Whether a comment there covers the finding is for who reads drafts to say.
        let edited = format!("{}{words}{}", &text.content[..at], &text.content[at..]);
        let moved = |place: usize| if place >= at { place + words.len() } else { place };
        let span = finding.draft.span;
        let place = crate::text::Span::new(&edited, moved(span.start()), moved(span.end()))?;
        let edited = claims::read(Arc::new(Text::from_bytes(&text.path, edited.into_bytes())), splitter);
        edited.allowances.iter().any(|allowance| allowance.allows(finding.rule, place)).then(|| {
            let at = text.disk_byte(at);
            TextEdit { range: checked.range(&(at..at), client.encoding), new_text: words }
        })
    })
}

/// The end of the marks that follow `end` on its line: a comment goes behind them, not between a sentence and its mark.
fn behind_marks(draft: &claims::Draft, end: usize) -> usize {
    let mut end = end;
    let mut spans: Vec<_> = draft.citations.iter().map(|citation| citation.span).collect();
    spans.sort_unstable();
    for span in spans.iter().filter(|span| span.end() > 0) {
        let between = draft.text.content.get(end..span.start());
        if between.is_some_and(|between| between.chars().all(|letter| letter == ' ')) {
            end = span.end();
        }
    }
    end
}
