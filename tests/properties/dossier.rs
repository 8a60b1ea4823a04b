//! The dossier of any draft: its own words whole and in order, every finding and claim, and no markup but ours.

use super::bytes::bytes;
use super::{NEWSROOM, cases};
use proptest::prelude::*;
use sourceproof::check::{Input, inputs};
use sourceproof::findings::{Run, Status};
use sourceproof::report::html;
use std::collections::{BTreeMap, BTreeSet};

/// An element as it opens, with its attributes as a browser reads them.
#[derive(Debug)]
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
}

#[derive(Debug)]
enum Part {
    Open(Tag),
    Close(String),
    Text(String),
}

const EMPTY: &[&str] = &["meta", "link", "input", "br", "rect"];

/// What the page is made of; everything else in it would be a stranger's.
const TAGS: &str = "html head meta link title style body script header main aside section article nav search form label \
    select option input button output details summary fieldset legend h1 h2 h3 h4 h5 h6 p div span a b q ul li dl dt dd \
    table thead tbody tr th td pre code kbd blockquote figure figcaption mark em strong del ins br svg rect";
const ATTRIBUTES: &str = "lang role charset http-equiv content name rel href class id hidden open dir title tabindex type \
    value autocomplete aria-label aria-labelledby aria-live aria-hidden aria-describedby aria-keyshortcuts scope viewBox \
    preserveAspectRatio x y width height data-c data-f data-l data-r data-s data-t";

fn page(run: &Run) -> String {
    let mut out = Vec::new();
    html::write(&mut out, run).unwrap();
    String::from_utf8(out).unwrap()
}

/// The page in parts; panics where it is not as strictly written as we write it.
fn parts(page: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>\n").expect("a page starts with its kind");
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'), "a bare `>` in {:?}", &rest[..at]);
        parts.push(Part::Text(unescaped(&rest[..at])));
        let end = at + rest[at..].find('>').expect("a tag ends");
        let inner = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = inner.strip_prefix('/') {
            parts.push(Part::Close(name.into()));
            continue;
        }
        let tag = tag(inner.trim_end_matches('/'));
        if tag.name == "style" || tag.name == "script" {
            rest = &rest[rest.find(&format!("</{}>", tag.name)).unwrap()..];
        }
        parts.push(Part::Open(tag));
    }
    assert_eq!(rest.trim(), "");
    parts
}

fn tag(inner: &str) -> Tag {
    let (name, mut rest) = inner.split_once(' ').unwrap_or((inner, ""));
    assert!(TAGS.split_whitespace().any(|tag| tag == name), "<{inner}>");
    let mut attributes = BTreeMap::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let attribute = &rest[..end];
        assert!(ATTRIBUTES.split_whitespace().any(|name| name == attribute), "{attribute} in <{inner}>");
        let mut value = "";
        if let Some(quoted) = rest[end..].strip_prefix("=\"") {
            value = &quoted[..quoted.find('"').expect("a value ends")];
            rest = &quoted[value.len() + 1..];
        } else {
            rest = &rest[end..];
        }
        rest = rest.trim_start();
        assert!(attributes.insert(attribute.into(), unescaped(value)).is_none(), "{attribute} twice in <{inner}>");
    }
    Tag { name: name.into(), attributes }
}

fn unescaped(text: &str) -> String {
    let plain =
        ["&lt;", "&gt;", "&quot;", "&#39;", "&amp;"].iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
    assert!(!plain.contains('&'), "{text:?}");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// What is read off a page.
#[derive(Debug, Default)]
struct Read {
    ids: BTreeMap<String, String>,
    links: Vec<String>,
    /// The words of each draft as they stand there, space left out.
    drafts: Vec<String>,
    /// For each finding, the words that are marked as its own, and so for claims.
    findings: BTreeMap<usize, String>,
    claims: BTreeMap<usize, String>,
}

fn read(page: &str) -> Read {
    let mut read = Read::default();
    let mut open: Vec<Tag> = Vec::new();
    let class = |tag: &Tag, wanted: &str| {
        tag.attributes.get("class").is_some_and(|class| class.split(' ').any(|class| class == wanted))
    };
    for part in parts(page) {
        match part {
            Part::Open(tag) => {
                if let Some(id) = tag.attributes.get("id") {
                    let class = tag.attributes.get("class").cloned().unwrap_or_default();
                    assert!(read.ids.insert(id.clone(), class).is_none(), "the id {id} twice");
                }
                if tag.name == "a" {
                    read.links.push(tag.attributes["href"].clone());
                }
                if class(&tag, "proof") {
                    read.drafts.push(String::new());
                }
                if !EMPTY.contains(&tag.name.as_str()) {
                    open.push(tag);
                }
            }
            Part::Close(name) => assert_eq!(open.pop().map(|tag| tag.name), Some(name)),
            Part::Text(text) => {
                let is_draft = open.iter().any(|tag| class(tag, "proof"));
                if !is_draft || open.iter().any(|tag| class(tag, "mn") || class(tag, "v")) {
                    continue;
                }
                // A sign stands for the letter that its title names.
                let hidden = open.last().filter(|tag| class(tag, "h")).map(|tag| {
                    let number = u32::from_str_radix(&tag.attributes["title"][2..], 16).unwrap();
                    char::from_u32(number).unwrap().to_string()
                });
                let words: String = hidden.unwrap_or(text).chars().filter(|letter| !letter.is_whitespace()).collect();
                for tag in &open {
                    for number in tag.attributes.get("data-f").iter().flat_map(|numbers| numbers.split(' ')) {
                        read.findings.entry(number.parse().unwrap()).or_default().push_str(&words);
                    }
                    if let Some(number) = tag.attributes.get("data-c").filter(|_| class(tag, "c")) {
                        read.claims.entry(number.parse().unwrap()).or_default().push_str(&words);
                    }
                }
                read.drafts.last_mut().unwrap().push_str(&words);
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
    for link in &read.links {
        let id = link.strip_prefix('#').unwrap_or_else(|| panic!("a link that leaves the page: {link}"));
        assert!(read.ids.contains_key(id), "nothing has the id {id}");
    }
    read
}

fn bare(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn newsroom() -> Run {
    let run = NEWSROOM.check(&inputs(&NEWSROOM.config, &[]).unwrap(), true, &|_| {});
    assert!(run.problems.is_empty(), "{:?}", run.problems);
    run
}

#[test]
fn the_newsroom_is_on_the_page() {
    let run = newsroom();
    let page = page(&run);
    let read = read(&page);
    let drafts: Vec<String> = run.drafts.iter().map(|draft| bare(&draft.text.content)).collect();
    assert_eq!(read.drafts, drafts);

    let mut findings: Vec<_> = run.findings.iter().map(|finding| (finding, finding.level.name())).collect();
    findings.extend(run.suppressed.iter().map(|suppressed| (&suppressed.finding, "accepted")));
    findings.sort_by_key(|(finding, _)| (finding.draft.text.path.clone(), finding.draft.span));
    assert!(findings.len() > 30 && !run.suppressed.is_empty());
    for (number, (finding, level)) in (1..).zip(&findings) {
        assert_eq!(read.findings[&number], bare(finding.draft.words()), "finding {number}");
        assert_eq!(read.ids[&format!("f{number}")], format!("e {level}"));
        assert_eq!(read.ids[&format!("m{number}")], format!("n {level}"));
        assert!(read.ids.contains_key(&format!("rule-{}", finding.rule)));
    }
    assert!(!read.ids.contains_key(&format!("f{}", findings.len() + 1)));

    let mut seen = BTreeSet::new();
    for (number, verdict) in (1..).zip(&run.verdicts) {
        let words = bare(verdict.draft.words());
        assert_eq!(read.claims[&number], words, "claim {number}");
        let status = format!("{:?}", verdict.status).to_lowercase();
        assert_eq!(read.ids[&format!("e{number}")], format!("e claim {status}"));
        assert!(read.ids.contains_key(&format!("c{number}")));
        seen.insert(status);
    }
    assert_eq!(seen.len(), 4, "a claim of each status: {seen:?}");
    for draft in &run.drafts {
        assert!(page.contains(&draft.text.sha256()));
        assert!(draft.seeds.iter().all(|(_, seed)| page.contains(&seed.sha256())));
    }
}

#[test]
fn an_agreement_shows_the_very_words_of_its_source() {
    let run = newsroom();
    let page = page(&run);
    let mut quotations = 0;
    for (number, verdict) in (1..).zip(&run.verdicts).filter(|(_, verdict)| verdict.status == Status::Agrees) {
        let start = page.find(&format!("id=\"e{number}\"")).unwrap();
        let entry = &page[start..start + page[start..].find("</article>").unwrap()];
        assert!(entry.contains("<blockquote>"), "claim {number}");
        for fact in verdict.facts.iter().filter(|fact| fact.status == "verbatim") {
            let words = fact.source.as_ref().unwrap().place.words().split_whitespace().collect::<Vec<_>>().join(" ");
            let mark = entry.split("<mark>").skip(1).map(|mark| mark.split("</mark>").next().unwrap());
            let marked = mark.collect::<Vec<_>>().concat().replace("&quot;", "\"").replace("&#39;", "'");
            assert!(bare(&marked).contains(&bare(&words)), "claim {number}: {words} in {marked}");
            quotations += 1;
        }
    }
    assert!(quotations > 5, "{quotations}");
}

#[test]
fn a_draft_keeps_its_looks() {
    let draft = "# The port\n\nThe *Grey Heron* [@hearing] and __two *old* tugs__ lie there.\n\n* One\n\n1. Two\n\n\
        > Said\n\n| a | b |\n|---|---|\n| c | d |\n\n`x`\n";
    let run = NEWSROOM.check(&[Input::Bytes(draft.into(), "claims/p.md".into())], true, &|_| {});
    let page = page(&run);
    let proof = &page[page.find("<div class=\"proof\">").unwrap()..page.find("<section class=\"seal\"").unwrap()];
    for wanted in [
        "<h3 class=\"t\" dir=\"auto\"><span class=\"m\">#</span> The port</h3>",
        "<span class=\"m\">*</span> <span class=\"k\">[@hearing]</span>",
        "<em>Grey Heron</em>",
        "<strong>two </strong>",
        "<strong><em>old</em></strong>",
        "<strong> tugs</strong>",
        "> lie there.",
        "<blockquote class=\"t\" dir=\"auto\"><span class=\"m\">&gt;</span> Said</blockquote>",
        "<span class=\"mk\">1.</span> Two</p>",
        "<span class=\"mk\">*</span> One</p>",
        "</td></tr><tr class=\"m\"><td><span class=\"m\">|---|---|</span>\n</td></tr><tr><td dir=\"auto\">",
    ] {
        assert!(proof.contains(wanted), "{wanted}\n{proof}");
    }
}

#[test]
fn the_same_run_makes_the_same_bytes() {
    assert!(page(&newsroom()) == page(&newsroom()));
}

#[test]
fn names_of_files_are_words_too() {
    let path = "claims/\"><script>alert(1)</script>\u{202e}'&<img src=x onerror=alert(1)>.md";
    let draft = "---\ntitle: </title><script>alert(2)</script>\n---\n\n# </style><script>alert(3)</script>\n\n\
        “We never [said](javascript:alert(4)) so,” said <b onclick=\"alert(5)\">Okafor</b> [@\"><script>].\n";
    let run = NEWSROOM.check(&[Input::Bytes(draft.into(), path.into())], true, &|_| {});
    let page = page(&run);
    assert_eq!(read(&page).drafts, [bare(draft)]);
    assert!(page.matches("<script").count() == 1 && !page.contains('\u{202e}') && page.contains("U+202E"));
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn any_bytes_in_a_dossier(bytes in bytes(), markdown in any::<bool>()) {
        let path = if markdown { "claims/p.md" } else { "claims/p.txt" };
        let run = NEWSROOM.check(&[Input::Bytes(bytes, path.to_owned())], true, &|_| {});
        let read = read(&page(&run));
        let drafts: Vec<String> = run.drafts.iter().map(|draft| bare(&draft.text.content)).collect();
        prop_assert_eq!(read.drafts, drafts);
        let has = |letter: char, number: usize| read.ids.contains_key(&format!("{letter}{number}"));
        for number in 1..=run.findings.len() + run.suppressed.len() {
            prop_assert!(has('f', number) && has('m', number));
        }
        for number in 1..=run.verdicts.len() {
            prop_assert!(has('e', number) && has('c', number));
        }
    }
}
