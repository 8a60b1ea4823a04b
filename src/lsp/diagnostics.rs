//! Findings to diagnostics.

use super::checked::{Checked, Sources};
use super::client::Client;
use super::protocol::{Diagnostic, Related};
use crate::findings::Finding;
use crate::findings::Level;
use crate::findings::Safety;
use crate::findings::SourcePlace;
use crate::report::printable;
use serde_json::json;

/// The name that editors show beside a diagnostic.
pub const SOURCE: &str = "sourceproof";

/// One for each finding, in their order.
pub fn diagnostics(checked: &Checked, client: &Client) -> Vec<Diagnostic> {
    let mut sources = Sources::new(checked, client.encoding);
    checked.run.findings.iter().map(|finding| diagnostic(checked, finding, client, &mut sources)).collect()
}

/// The diagnostic of one finding.
pub fn diagnostic(checked: &Checked, finding: &Finding, client: &Client, sources: &mut Sources) -> Diagnostic {
    let places: Vec<&SourcePlace> = finding.source.iter().chain(&finding.related).collect();
    let related = |source: &SourcePlace, sources: &mut Sources| Related {
        location: sources.location(&source.place.text, source.place.span),
        message: label(source),
    };
    let mut message = printable::words(&finding.message);
    for note in &finding.notes {
        message.push_str(&format!("\nnote: {}", printable::words(note)));
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!("\nhelp: {}", printable::words(help)));
    }
    if !client.shows_related {
        for source in &places {
            message.push_str(&format!("\n{}: {}", line(source), label(source)));
        }
    }
    Diagnostic {
        range: checked.range(&checked.bytes(&finding.draft.text, finding.draft.span), client.encoding),
        severity: severity(finding.level),
        code: Some(finding.rule),
        source: SOURCE,
        message,
        related_information: match client.shows_related {
            true => places.iter().map(|source| related(source, sources)).collect(),
            false => Vec::new(),
        },
        data: json!({
            "fingerprint": finding.fingerprint(),
            "edits": finding.edits.iter().map(|edit| json!({
                "range": checked.range(&checked.bytes(&finding.draft.text, edit.span), client.encoding),
                "newText": edit.replacement,
                "safety": match edit.safety { Safety::Safe => "safe", Safety::Suggested => "suggested" },
            })).collect::<Vec<_>>(),
        }),
    }
}

fn severity(level: Level) -> u8 {
    match level {
        Level::Error => 1,
        Level::Warning => 2,
        Level::Note | Level::Off => 3,
    }
}

/// What a place in a source is there for; editors show nothing where it is empty.
fn label(source: &SourcePlace) -> String {
    if source.place.label.is_empty() {
        format!("the source `{}`", printable::words(&source.key))
    } else {
        printable::words(&source.place.label)
    }
}

/// `seeds/hearing.txt:12`.
pub fn line(source: &SourcePlace) -> String {
    let text = &source.place.text;
    format!("{}:{}", printable::path(&text.path), text.row(source.place.span.start()) + 1)
}
