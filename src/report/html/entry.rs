//! A finding or a claim with its evidence: what stands in the panel, and in the list under each draft.

use super::escape;
use super::page::{Claim, Numbered, Page, Sheet, status};
use super::passage::{Marked, passages};
use crate::findings::{Confidence, Edit, Level, Place, Safety, WordChange, WordDiff};
use crate::report::printable;
use crate::text::Text;
use std::fmt::Write;

/// Words shown on each side of a difference.
const CONTEXT: usize = 14;
/// Places besides the first that are looked at for one entry.
const MOST_RELATED: usize = 12;
/// Edits shown of one finding.
const MOST_EDITS: usize = 6;
/// Facts listed of one claim.
const MOST_FACTS: usize = 24;

pub fn finding(html: &mut String, page: &Page, sheet: &Sheet, numbered: &Numbered) {
    let finding = numbered.finding;
    let (number, level, rule) = (numbered.number, numbered.level(), escape::attribute(finding.rule));
    let claim = numbered.claim.map(|claim| &sheet.claims[claim]);
    let keys = numbered.sources().map(|source| source.key.as_str());
    let of_claim = claim.into_iter().flat_map(|claim| claim.verdict.keys.iter().map(String::as_str));
    let seeds = spaced(&page.seed_numbers(keys.chain(of_claim)));
    let claim_number = claim.map_or(String::new(), |claim| format!(" data-c=\"{}\"", claim.number));
    let _ = write!(
        html,
        "<article class=\"e {level}\" id=\"f{number}\" tabindex=\"-1\" data-l=\"{level}\" data-r=\"{rule}\" data-s=\"{seeds}\"\
         {claim_number}><h4><a class=\"no\" href=\"#m{number}\" title=\"to its place in the draft\">{number}</a> \
         <span class=\"lv\">{level}</span> <a class=\"rule\" href=\"#rule-{rule}\">{rule}</a></h4>\
         <p class=\"say\">{}</p>",
        escape::said(&finding.message)
    );
    if let Some(reason) = numbered.accepted {
        let _ = write!(
            html,
            "<p class=\"reason\"><b>Accepted</b> (would be {} {}): {}</p>",
            if finding.level == Level::Error { "an" } else { "a" },
            finding.level.name(),
            escape::said(reason)
        );
    }
    in_draft(html, &finding.draft);
    if let Some(diff) = &finding.diff {
        word_diff(html, diff);
    }
    let own: Vec<Marked> = numbered
        .sources()
        .take(1 + MOST_RELATED)
        .map(|source| Marked { source, is_exact: true, is_shown: true })
        .collect();
    if !own.is_empty() {
        let _ = write!(html, "<h5>In the source</h5>{}", passages(&own));
    } else if let Some(source) = claim.and_then(|claim| claim.verdict.source.as_ref()) {
        let nearest = [Marked { source, is_exact: false, is_shown: true }];
        let _ = write!(html, "<h5>The nearest passage</h5>{}", passages(&nearest));
    }
    if !finding.notes.is_empty() {
        html.push_str("<ul class=\"notes\">");
        for note in &finding.notes {
            let _ = write!(html, "<li>{}</li>", escape::said(note));
        }
        html.push_str("</ul>");
    }
    if let Some(help) = &finding.help {
        let _ = write!(html, "<p class=\"help\"><b>What to do</b> {}</p>", escape::said(help));
    }
    edits(html, &finding.edits, &finding.draft.text);
    let confidence = match finding.confidence {
        Confidence::Certain => "certain",
        Confidence::Likely => "likely",
        Confidence::Possible => "possible",
    };
    let _ = write!(html, "<p class=\"meta\">The match is {confidence}.");
    if let Some(claim) = claim {
        let _ = write!(html, " Part of <a href=\"#e{0}\">claim {0}</a>.", claim.number);
    }
    html.push_str("</p>");
    sign_off(html, &format!("Sign-off, finding {number}"));
    html.push_str("</article>");
}

pub fn claim(html: &mut String, page: &Page, claim: &Claim) {
    let (number, verdict) = (claim.number, claim.verdict);
    let status = status(verdict.status);
    let seeds = spaced(&page.seed_numbers(verdict.keys.iter().map(String::as_str)));
    let _ = write!(
        html,
        "<article class=\"e claim {status}\" id=\"e{number}\" tabindex=\"-1\" data-t=\"{status}\" data-s=\"{seeds}\"><h4>\
         <a class=\"no\" href=\"#c{number}\" title=\"to its place in the draft\">claim {number}</a> \
         <span class=\"lv\">{status}</span></h4><p class=\"say words\">{}</p>",
        escape::text(&printable::words(verdict.draft.words()))
    );
    html.push_str("<p class=\"meta\">");
    html.push_str(if verdict.keys.is_empty() { "Cites nothing" } else { "Cites " });
    for (place, key) in verdict.keys.iter().enumerate() {
        let comma = if place > 0 { ", " } else { "" };
        let _ = write!(html, "{comma}<b>{}</b>", escape::text(&printable::words(key)));
    }
    if let Some(support) = verdict.support {
        let _ = write!(html, "; its best passages carry {:.0} % of it", support * 100.0);
    }
    html.push_str(".</p>");
    let numbers: Vec<String> =
        claim.findings.iter().map(|finding| format!("<a href=\"#f{finding}\">finding {finding}</a>")).collect();
    if !numbers.is_empty() {
        let _ = write!(html, "<p class=\"meta\">See {}.</p>", numbers.join(", "));
    }
    let mut marks: Vec<Marked> = Vec::new();
    if let Some(source) = &verdict.source {
        marks.push(Marked { source, is_exact: false, is_shown: true });
    }
    let has_passage = !marks.is_empty();
    for fact in verdict.facts.iter().take(MOST_FACTS) {
        let Some(source) = &fact.source else { continue };
        // A name stands in many places of a source; the one that was compared tells little by itself.
        marks.push(Marked { source, is_exact: true, is_shown: fact.kind != "name" || !has_passage });
    }
    if !verdict.facts.is_empty() {
        html.push_str("<ul class=\"facts\">");
        for fact in verdict.facts.iter().take(MOST_FACTS) {
            let _ = write!(
                html,
                "<li class=\"{}\"><span>{}</span> {} <b>{}</b></li>",
                escape::attribute(fact.status),
                escape::attribute(fact.kind),
                escape::text(&printable::words(fact.place.words())),
                escape::attribute(fact.status)
            );
        }
        html.push_str("</ul>");
    }
    if !marks.is_empty() {
        let _ = write!(html, "<h5>In the source</h5>{}", passages(&marks));
    }
    html.push_str("</article>");
}

fn in_draft(html: &mut String, draft: &Place) {
    let position = draft.text.position(draft.span.start());
    let _ = write!(
        html,
        "<p class=\"meta\"><span class=\"path\">{}:{}:{}</span>",
        escape::path(&draft.text.path),
        position.line,
        position.column
    );
    let words = printable::words(draft.words());
    if !words.is_empty() {
        let _ = write!(html, " <q>{}</q>", escape::text(&words));
    }
    if !draft.label.is_empty() && draft.label != draft.words() {
        let _ = write!(html, " {}", escape::said(&draft.label));
    }
    html.push_str("</p>");
}

fn word_diff(html: &mut String, diff: &WordDiff) {
    html.push_str("<p class=\"diff\">");
    let count = diff.changes.len();
    for (index, change) in diff.changes.iter().enumerate() {
        match change {
            WordChange::Both(run) => {
                let _ = write!(html, "{} ", escape::text(&shortened(run, index == 0, index + 1 == count)));
            }
            WordChange::Differs { draft, source } => {
                for (side, tag, said) in [(draft, "del", "draft"), (source, "ins", "source")] {
                    if !side.trim().is_empty() {
                        let words = escape::text(&printable::words(side));
                        let _ = write!(html, "<{tag}><span class=\"v\">{said}: </span>{words}</{tag}> ");
                    }
                }
            }
        }
    }
    html.push_str("</p><p class=\"legend\"><del>the draft</del> <ins>the source</ins></p>");
}

fn shortened(run: &str, is_first: bool, is_last: bool) -> String {
    let words: Vec<&str> = run.split_whitespace().collect();
    let head = if is_first { 0 } else { CONTEXT };
    let tail = if is_last { 0 } else { CONTEXT };
    if words.len() <= 2 * CONTEXT || (is_first && is_last) {
        return printable::words(run);
    }
    let parts = [&words[..head], &["…"], &words[words.len() - tail..]].concat();
    printable::words(&parts.join(" "))
}

fn edits(html: &mut String, edits: &[Edit], text: &Text) {
    if edits.is_empty() {
        return;
    }
    html.push_str("<ul class=\"edits\">");
    for edit in edits.iter().take(MOST_EDITS) {
        let safety = match edit.safety {
            Safety::Safe => "safe edit",
            Safety::Suggested => "suggested edit",
        };
        let (old, new) = (printable::words(text.slice(edit.span)), printable::words(&edit.replacement));
        let _ = write!(html, "<li><span>{safety}</span> ");
        if !old.is_empty() {
            let _ = write!(html, "<del><span class=\"v\">take out: </span>{}</del> ", escape::text(&old));
        }
        if !new.is_empty() {
            let _ = write!(html, "<ins><span class=\"v\">put in: </span>{}</ins>", escape::text(&new));
        }
        html.push_str("</li>");
    }
    if edits.len() > MOST_EDITS {
        let _ = write!(html, "<li>… and {} more</li>", edits.len() - MOST_EDITS);
    }
    html.push_str("</ul>");
}

/// The boxes in which a person signs what was looked at.
pub fn sign_off(html: &mut String, legend: &str) {
    let _ = write!(
        html,
        "<fieldset class=\"sign\"><legend>{legend}</legend><label>Checked by <input class=\"by\" autocomplete=\"off\">\
         </label><label>Date <input autocomplete=\"off\"></label><label class=\"wide\">Remark \
         <input autocomplete=\"off\"></label></fieldset>"
    );
}

pub fn spaced(numbers: &[usize]) -> String {
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}
