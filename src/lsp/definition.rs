//! A place in a draft to the passages of the sources that it rests on.

use super::checked::{Checked, Sources};
use super::client::Client;
use super::protocol::{Location, LocationLink};
use crate::findings::Place;
use crate::text::Span;
use crate::text::Text;
use serde_json::{Value, json};
use std::ops::Range;
use std::sync::Arc;

/// A place in a source, and the words of the draft that lead there.
struct Way<'a> {
    from: Range<usize>,
    text: &'a Arc<Text>,
    to: Span,
}

/// Where byte `at` of the editor's text leads: from a citation to what it names, from a finding to the place in the
/// source, from a claim to its passage.
pub fn definition(checked: &Checked, at: usize, client: &Client) -> Value {
    let ways = ways(checked, at);
    let mut sources = Sources::new(checked, client.encoding);
    if !client.links {
        let places: Vec<Location> = ways.iter().map(|way| sources.location(way.text, way.to)).collect();
        return json!(places);
    }
    let links: Vec<LocationLink> = ways
        .iter()
        .map(|way| {
            let Location { uri, range } = sources.location(way.text, way.to);
            LocationLink {
                origin_selection_range: checked.range(&way.from, client.encoding),
                target_uri: uri,
                target_range: range,
                target_selection_range: range,
            }
        })
        .collect();
    json!(links)
}

fn ways(checked: &Checked, at: usize) -> Vec<Way<'_>> {
    let run = &checked.run;
    let holds = |bytes: &Range<usize>| bytes.start <= at && at <= bytes.end;
    let mut ways = Vec::new();
    for mark in &run.marks {
        let whole = checked.bytes(&mark.draft.text, mark.draft.span);
        for target in &mark.targets {
            let own = checked.bytes(&mark.draft.text, target.draft);
            // In `[@a; @b]` a key leads to its own source, the brackets to all of them.
            let on_another = mark
                .targets
                .iter()
                .any(|other| other.draft != target.draft && holds(&checked.bytes(&mark.draft.text, other.draft)));
            let from = if holds(&own) { own } else { whole.clone() };
            if holds(&from) && !(on_another && from == whole) {
                ways.push(Way { from, text: &target.text, to: target.passage.unwrap_or_default() });
            }
        }
    }
    if ways.is_empty() {
        let findings = run.findings.iter().filter_map(|finding| Some((&finding.draft, finding.source.as_ref()?)));
        let claims = run.verdicts.iter().filter_map(|verdict| Some((&verdict.draft, verdict.source.as_ref()?)));
        let bytes = |place: &Place| checked.bytes(&place.text, place.span);
        let found = findings.chain(claims).find(|(draft, _)| holds(&bytes(draft)));
        ways.extend(found.map(|(draft, source)| Way {
            from: bytes(draft),
            text: &source.place.text,
            to: source.place.span,
        }));
    }
    // All references to a footnote lead from its definition to one place.
    let mut seen = Vec::new();
    ways.retain(|way| {
        let key = (Arc::as_ptr(way.text), way.to);
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    ways
}
