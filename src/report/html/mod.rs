//! A run as the checker's dossier: one page that asks no address for anything, to read, to print, to sign and to keep.
//!
//! Without its script it is a page of text and links: drafts with marks, under each the evidence that the marks lead
//! to. The script (`dossier.js`) only lays an entry beside its words, filters and steps from finding to finding.

mod entry;
mod escape;
mod marks;
mod page;
mod passage;
mod policy;
mod sheet;

use super::closing;
use super::printable;
use crate::findings::{Counts, Level, Run, Status};
use page::{Page, Sheet, status};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Result, Write};

const STYLE: &str = include_str!("dossier.css");
const SCRIPT: &str = include_str!("dossier.js");

/// Writes the page. It holds no clock and no path of this machine: the same run gives the same bytes.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, run: &Run) -> Result<()> {
    // A browser reads line ends as LF before it compares hashes.
    let (style, script) = (STYLE.replace('\r', ""), SCRIPT.replace('\r', ""));
    let page = Page::new(run);
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"sourceproof {}\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <title>Record of the check</title>\n<style>{style}</style>\n</head>\n<body>\n",
        policy::policy(&style, &script),
        env!("CARGO_PKG_VERSION"),
    )?;
    let mut html = String::new();
    header(&mut html, &page);
    html.push_str("<div class=\"desk\">\n<main id=\"drafts\">\n");
    out.write_all(html.as_bytes())?;
    for of in &page.sheets {
        html.clear();
        draft(&mut html, &page, of);
        out.write_all(html.as_bytes())?;
    }
    html.clear();
    sources(&mut html, &page);
    rules(&mut html, &page);
    html.push_str("</main>\n");
    html.push_str(SIDE);
    html.push_str("</div>\n");
    out.write_all(html.as_bytes())?;
    write!(out, "<script>{script}</script>\n</body>\n</html>\n")
}

/// The guide, and the panel that takes its place.
const SIDE: &str = "<aside id=\"side\" aria-label=\"Evidence\">\n\
<section id=\"guide\"><h2>How to read this</h2>\n<ul class=\"key\">\n\
<li><a class=\"s agrees\" href=\"#drafts\"><span class=\"v\">sign</span></a> the claim agrees with its source</li>\n\
<li><a class=\"s differs\" href=\"#drafts\"><span class=\"v\">sign</span></a> something in it differs</li>\n\
<li><a class=\"s unsupported\" href=\"#drafts\"><span class=\"v\">sign</span></a> the source does not bear it out</li>\n\
<li><a class=\"s unchecked\" href=\"#drafts\"><span class=\"v\">sign</span></a> it could not be checked</li>\n\
<li><span class=\"f error\">words</span> error <span class=\"f warning\">words</span> warning \
<span class=\"f note\">words</span> note <span class=\"f accepted\">words</span> accepted</li>\n</ul>\n\
<p>Follow a mark or a sign to the passage of the source.</p>\n\
<p class=\"js\">Keys: <kbd>j</kbd> <kbd>k</kbd> or <kbd>→</kbd> <kbd>←</kbd> next and previous finding, <kbd>/</kbd> \
filter, <kbd>Esc</kbd> close.</p>\n\
<p>This page compares words and values. It says what differs; it does not say what is true.</p></section>\n\
<section id=\"panel\" tabindex=\"-1\" aria-label=\"The passage\" hidden><div class=\"bar\">\
<button type=\"button\" id=\"previous\" aria-keyshortcuts=\"k\">← Previous</button>\
<button type=\"button\" id=\"next\" aria-keyshortcuts=\"j\">Next →</button>\
<button type=\"button\" id=\"close\" aria-keyshortcuts=\"Escape\">Close</button></div>\
<div id=\"slot\"></div></section>\n</aside>\n";

fn header(html: &mut String, page: &Page) {
    let counts = page.run.counts();
    let _ = write!(
        html,
        "<a class=\"skip\" href=\"#drafts\">To the drafts</a>\n<header>\n<p class=\"over\">sourceproof {}</p>\n\
         <h1>Record of the check</h1>\n<p class=\"sum\">",
        env!("CARGO_PKG_VERSION")
    );
    let levels = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")];
    for (count, level) in levels {
        let many = closing::counted(count, level);
        let noun = many.split_once(' ').map_or("", |(_, noun)| noun);
        let _ = write!(html, "<span class=\"{level}\"><b>{count}</b> {noun}</span> ");
    }
    let _ = write!(html, "</p>\n<p class=\"cov\">{}</p>\n", escape::text(&closing::coverage(&page.run.coverage)));
    bar(html, page);
    index(html, page);
    html.push_str("</header>\n");
    filters(html, page);
}

/// The claims by status as one bar, the numbers under it.
fn bar(html: &mut String, page: &Page) {
    const ALL: [Status; 4] = [Status::Agrees, Status::Differs, Status::Unsupported, Status::Unchecked];
    let count = |of: Status| page.run.verdicts.iter().filter(|verdict| verdict.status == of).count();
    let total = page.run.verdicts.len();
    if total == 0 {
        return;
    }
    html.push_str("<svg class=\"prop\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    let mut at = 0;
    for of in ALL {
        let wide = count(of) * 1000;
        let (left, right) = (at / total, (at + wide) / total);
        if right > left {
            let gap = usize::from(right < 1000) * 3;
            let _ = write!(
                html,
                "<rect class=\"{}\" x=\"{left}\" y=\"0\" width=\"{}\" height=\"10\"/>",
                status(of),
                (right - left).saturating_sub(gap).max(1)
            );
        }
        at += wide;
    }
    html.push_str("</svg><p class=\"shares\">");
    for of in ALL {
        let _ = write!(
            html,
            "<span><span class=\"s {0}\" aria-hidden=\"true\"></span> <b>{1}</b> {0}</span> ",
            status(of),
            count(of)
        );
    }
    html.push_str("</p>\n");
}

fn index(html: &mut String, page: &Page) {
    html.push_str(
        "<nav aria-label=\"Drafts\"><table class=\"index\"><thead><tr><th scope=\"col\">Draft</th>\
         <th scope=\"col\">Errors</th><th scope=\"col\">Warnings</th><th scope=\"col\">Notes</th>\
         <th scope=\"col\">Claims</th><th scope=\"col\">Agree</th></tr></thead><tbody>\n",
    );
    for sheet in &page.sheets {
        let counts = counts(sheet);
        let agree = sheet.claims.iter().filter(|claim| claim.verdict.status == Status::Agrees).count();
        let cell = |count: usize, class: &str| match count {
            0 => "<td class=\"none\">0</td>".to_owned(),
            _ => format!("<td class=\"{class}\">{count}</td>"),
        };
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\"><a class=\"path\" href=\"#d{}\">{}</a></th>{}{}{}{}{}</tr>",
            sheet.number,
            path(sheet),
            cell(counts.errors, "error"),
            cell(counts.warnings, "warning"),
            cell(counts.notes, "note"),
            cell(sheet.claims.len(), ""),
            cell(agree, "agrees")
        );
    }
    html.push_str("</tbody></table></nav>\n");
}

fn filters(html: &mut String, page: &Page) {
    let findings = || page.sheets.iter().flat_map(|sheet| &sheet.findings);
    let rules: BTreeSet<&str> = findings().map(|of| of.finding.rule).collect();
    let levels: BTreeSet<&str> = findings().map(|of| of.level()).collect();
    let statuses: BTreeSet<&str> =
        page.sheets.iter().flat_map(|sheet| &sheet.claims).map(|claim| status(claim.verdict.status)).collect();
    html.push_str("<search role=\"search\" id=\"filter\" hidden><form>");
    let mut select = |id: &str, label: &str, options: &mut dyn Iterator<Item = (String, String)>| {
        let _ = write!(html, "<label>{label} <select id=\"{id}\"><option value=\"\">all</option>");
        for (value, shown) in options {
            let _ = write!(html, "<option value=\"{value}\">{shown}</option>");
        }
        html.push_str("</select></label>");
    };
    let named = |names: BTreeSet<&str>, order: &[&str]| -> Vec<(String, String)> {
        let mut names: Vec<&str> = names.into_iter().collect();
        names.sort_by_key(|name| order.iter().position(|other| other == name));
        names.into_iter().map(|name| (escape::attribute(name), escape::text(name))).collect()
    };
    select("by-level", "Level", &mut named(levels, &["error", "warning", "note", "accepted"]).into_iter());
    select("by-rule", "Rule", &mut named(rules, &[]).into_iter());
    let seeds = page.seeds.iter().enumerate();
    let seeds = seeds.map(|(number, seed)| (number.to_string(), escape::text(&printable::words(seed.key))));
    select("by-seed", "Source", &mut seeds.into_iter());
    let order = ["agrees", "differs", "unsupported", "unchecked"];
    select("by-status", "Claim", &mut named(statuses, &order).into_iter());
    html.push_str(
        "<label class=\"find\">Words <input type=\"search\" id=\"by-words\" autocomplete=\"off\"></label>\
         <button type=\"reset\">Show all</button></form>\
         <div class=\"row\"><output id=\"count\" aria-live=\"polite\"></output>\
         <div class=\"tools\"><label><input type=\"checkbox\" id=\"signs\"> signs of markup</label>\
         <button type=\"button\" id=\"keep\">Save with what was signed</button></div></div></search>\n",
    );
}

fn draft(html: &mut String, page: &Page, of: &Sheet) {
    let counts = counts(of);
    let _ = write!(
        html,
        "<article class=\"sheet\" id=\"d{0}\" aria-labelledby=\"t{0}\"><header class=\"slug\">\
         <h2 class=\"path\" id=\"t{0}\">{1}</h2><p>{2}; {3}</p></header>\n<div class=\"proof\">\n",
        of.number,
        path(of),
        closing::counts(counts),
        closing::counted(of.claims.len(), "claim")
    );
    sheet::draft(html, of);
    html.push_str("\n</div>\n");
    let _ = write!(
        html,
        "<section class=\"seal\" aria-label=\"Sign-off of the draft\"><p class=\"hash\"><span class=\"path\">{}</span> \
         SHA-256 <code>{}</code></p>",
        path(of),
        of.text.sha256()
    );
    for seed in &of.seeds {
        let seed = &page.seeds[*seed];
        let _ = write!(
            html,
            "<p class=\"hash\"><span class=\"path\">{}</span> SHA-256 <code>{}</code></p>",
            escape::path(&seed.text.path),
            seed.sha256
        );
    }
    entry::sign_off(html, "Sign-off of the draft");
    html.push_str("</section>\n");
    if !of.findings.is_empty() || !of.claims.is_empty() {
        let _ = writeln!(
            html,
            "<details class=\"ledger\" open><summary>Evidence: {}, {}</summary>",
            closing::counted(of.findings.len(), "finding"),
            closing::counted(of.claims.len(), "claim")
        );
        let mut findings = of.findings.iter().peekable();
        for claim in &of.claims {
            let start = claim.verdict.draft.span.start();
            while let Some(numbered) = findings.next_if(|numbered| numbered.finding.draft.span.start() < start) {
                entry::finding(html, page, of, numbered);
            }
            entry::claim(html, page, claim);
            html.push('\n');
        }
        for numbered in findings {
            entry::finding(html, page, of, numbered);
            html.push('\n');
        }
        html.push_str("</details>\n");
    }
    html.push_str("</article>\n");
}

fn sources(html: &mut String, page: &Page) {
    if page.seeds.is_empty() {
        return;
    }
    html.push_str(
        "<section class=\"back\" id=\"sources\"><h2>Sources</h2><table class=\"seeds\"><thead><tr>\
         <th scope=\"col\">Key</th><th scope=\"col\">File</th><th scope=\"col\">SHA-256</th></tr></thead><tbody>\n",
    );
    for seed in &page.seeds {
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">{}</th><td class=\"path\">{}</td><td><code>{}</code></td></tr>",
            escape::text(&printable::words(seed.key)),
            escape::path(&seed.text.path),
            seed.sha256
        );
    }
    html.push_str("</tbody></table></section>\n");
}

/// The rules that spoke.
fn rules(html: &mut String, page: &Page) {
    let spoke: BTreeSet<&str> =
        page.sheets.iter().flat_map(|sheet| &sheet.findings).map(|numbered| numbered.finding.rule).collect();
    if spoke.is_empty() {
        return;
    }
    html.push_str("<section class=\"back\" id=\"rules\"><h2>The rules that spoke</h2><dl>\n");
    for rule in spoke {
        let _ = write!(html, "<dt id=\"rule-{}\">{}", escape::attribute(rule), escape::text(rule));
        let Some(card) = page.run.rules.iter().find(|card| card.name == rule) else {
            html.push_str("</dt>\n");
            continue;
        };
        let level = if card.level == Level::Off { "" } else { card.level.name() };
        let _ =
            write!(html, " <span class=\"lv {level}\">{level}</span></dt><dd><p>{}</p>", escape::said(&card.summary));
        for paragraph in card.why.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
            let _ = write!(html, "<p>{}</p>", escape::text(paragraph));
        }
        if !card.limits.is_empty() {
            html.push_str("<p class=\"lim\">Limits</p><ul>");
            for limit in &card.limits {
                let _ = write!(html, "<li>{}</li>", escape::text(limit));
            }
            html.push_str("</ul>");
        }
        html.push_str("</dd>\n");
    }
    html.push_str("</dl></section>\n");
}

fn counts(sheet: &Sheet) -> Counts {
    Counts::of(sheet.findings.iter().filter(|numbered| numbered.accepted.is_none()).map(|numbered| numbered.finding))
}

fn path(sheet: &Sheet) -> String {
    escape::path(&sheet.text.path)
}
