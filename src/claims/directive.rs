//! The text of a comment to what it asks of sourceproof: `cite key` or `allow rule until 2026-12-31: reason`.

use super::Form;
use super::locator;
use super::target::Named;
use crate::facts::dates::Days;
use std::ops::Range;

/// What a comment says; ranges are bytes of the text it was read from.
#[derive(Debug)]
pub(super) enum Directive {
    Cite(Vec<Named>),
    Allow(Allow),
}

/// What is accepted, and why.
#[derive(Debug, Default)]
pub(super) struct Allow {
    /// May be none: then `problem` says so.
    pub rules: Vec<String>,
    /// The last day on which it holds.
    pub until: Option<Days>,
    pub reason: String,
    pub problem: Option<String>,
}

/// The comments `<!-- … -->` in `text`, each with the bytes it takes. One that is not closed reaches to the end.
pub(super) fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("<!--").map(|offset| at + offset) {
        let end = text[start..].find("-->").map_or(text.len(), |offset| start + offset + 3);
        found.push(start..end);
        at = end;
    }
    found
}

/// What the comment at `range` of `text` says; `None` when it does not speak to sourceproof.
pub(super) fn directive(text: &str, range: &Range<usize>) -> Option<Directive> {
    let comment = &text[range.clone()];
    let inner = comment.strip_prefix("<!--")?;
    let start = range.start + 4 + (inner.len() - inner.trim_start().len());
    let name = "sourceproof";
    if !text.get(start..start + name.len())?.eq_ignore_ascii_case(name) || start + name.len() > range.end {
        return None;
    }
    let is_closed = inner.ends_with("-->");
    let end = (range.end - if is_closed { 3 } else { 0 }).max(start + name.len());
    let rest = &text[start + name.len()..end];
    if rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.') {
        return None;
    }
    let refused = |problem: String| Some(Directive::Allow(Allow { problem: Some(problem), ..Allow::default() }));
    if !is_closed {
        return refused("the comment is never closed: all text after it is hidden".into());
    }
    let Some(said) = rest.trim_start().strip_prefix(':') else {
        return refused("a colon must follow the name: `<!-- sourceproof: allow …: … -->`".into());
    };
    let at = end - said.len();
    let at = at + (said.len() - said.trim_start().len());
    let said = text[at.min(end)..end].trim_end();
    let word = said.split(|c: char| c.is_whitespace() || c == ':').next().unwrap_or("");
    let rest = &said[word.len()..];
    match word {
        "cite" => {
            let named = keys(rest.strip_prefix(':').unwrap_or(rest), at + said.len());
            if named.is_empty() {
                return refused("`cite` names no source".into());
            }
            Some(Directive::Cite(named))
        }
        "allow" => Some(Directive::Allow(allow(rest))),
        "" => refused("nothing is asked for; known: `allow`, `cite`".into()),
        other => refused(format!("`{other}` is not known here; known: `allow`, `cite`")),
    }
}

fn allow(rest: &str) -> Allow {
    let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let separates = |c: char| c.is_whitespace() || c == ',';
    let mut rules: Vec<String> = names.split(separates).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let day = rules.iter().position(|word| word == "until").map(|at| rules.split_off(at).split_off(1).join(" "));
    let until = day.as_deref().and_then(Days::parse).filter(|days| days.first == days.last);
    rules.sort();
    rules.dedup();
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let problem = if rules.is_empty() {
        Some("`allow` names no rule".to_owned())
    } else if let (Some(day), None) = (&day, until) {
        Some(match day.as_str() {
            "" => "the day after `until` is missing: `until 2026-12-31`".to_owned(),
            day => format!("`{day}` is no day: `until 2026-12-31`"),
        })
    } else if reason.is_empty() {
        let until = day.map_or_else(String::new, |day| format!(" until {day}"));
        Some(format!("the reason is missing: `allow {}{until}: why it is right here`", rules[0]))
    } else {
        None
    };
    Allow { rules, until, reason, problem }
}

/// Keys and paths with commas or spaces between them, each with its locator; `rest` ends at byte `end` of the text.
fn keys(rest: &str, end: usize) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < rest.len() {
        let left = &rest[at..];
        let skipped = left.len() - left.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).len();
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let place = end - left.len();
        if let Some(last) = found.last_mut().filter(|last| last.locator.is_none())
            && let Some((kind, length)) = locator::in_words(left)
        {
            last.locator = Some((kind, place..place + length));
            at += length;
            continue;
        }
        let length = left.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).unwrap_or(left.len());
        let word = &left[..length];
        let inner = word.trim_start_matches(['@', '[', '{', '`']);
        let start = place + word.len() - inner.len();
        let inner = inner.trim_end_matches([']', '}', '`']);
        if !inner.is_empty() {
            found.push(Named::new(inner, start, Form::Key));
        }
        at += length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(comment: &str) -> Option<String> {
        Some(match directive(comment, &(0..comment.len()))? {
            Directive::Cite(named) => {
                let shown = |named: &Named| {
                    let locator =
                        named.locator.as_ref().map(|(kind, range)| format!(" {kind:?} `{}`", &comment[range.clone()]));
                    assert!(comment[named.range.clone()].starts_with(&named.wanted));
                    named.wanted.clone() + &locator.unwrap_or_default()
                };
                format!("cite {}", named.iter().map(shown).collect::<Vec<_>>().join(" | "))
            }
            Directive::Allow(Allow { rules, until, reason, problem }) => match (problem, until) {
                (Some(problem), _) => problem,
                (None, None) => format!("allow {}: {reason}", rules.join(" ")),
                (None, Some(day)) => format!("allow {} to the end of {}: {reason}", rules.join(" "), day.last),
            },
        })
    }

    #[test]
    fn what_comments_say() {
        for (comment, expected) in [
            ("<!-- sourceproof: cite cable -->", Some("cite cable")),
            (
                "<!--sourceproof:cite cable, seeds/x.txt:12-18-->",
                Some("cite cable | seeds/x.txt Lines(12, 18) `12-18`"),
            ),
            ("<!-- sourceproof: cite cable p. 3, @bout -->", Some("cite cable Pages(3, 3) `p. 3` | bout")),
            ("<!-- sourceproof: cite -->", Some("`cite` names no source")),
            (
                "<!-- sourceproof: allow misquote: corrected\n on 3 May: yes -->",
                Some("allow misquote: corrected on 3 May: yes"),
            ),
            (
                "<!-- sourceproof: allow misquote, date_drift: old style -->",
                Some("allow date_drift misquote: old style"),
            ),
            (
                "<!-- sourceproof: allow misquote -->",
                Some("the reason is missing: `allow misquote: why it is right here`"),
            ),
            (
                "<!-- sourceproof: allow misquote, date_drift until 2026-12-31: the letter comes -->",
                Some("allow date_drift misquote to the end of 2026-12-31: the letter comes"),
            ),
            (
                "<!-- sourceproof: allow misquote until 2026-02-30: x -->",
                Some("`2026-02-30` is no day: `until 2026-12-31`"),
            ),
            ("<!-- sourceproof: allow misquote until 2026-12: x -->", Some("`2026-12` is no day: `until 2026-12-31`")),
            (
                "<!-- sourceproof: allow misquote until the end of May: x -->",
                Some("`the end of May` is no day: `until 2026-12-31`"),
            ),
            (
                "<!-- sourceproof: allow misquote until: x -->",
                Some("the day after `until` is missing: `until 2026-12-31`"),
            ),
            (
                "<!-- sourceproof: allow misquote until 2026-12-31 -->",
                Some("the reason is missing: `allow misquote until 2026-12-31: why it is right here`"),
            ),
            ("<!-- sourceproof: allow until 2026-12-31: x -->", Some("`allow` names no rule")),
            ("<!-- sourceproof: allow : x -->", Some("`allow` names no rule")),
            ("<!-- sourceproof: ignore x -->", Some("`ignore` is not known here; known: `allow`, `cite`")),
            (
                "<!-- sourceproof allow x: y -->",
                Some("a colon must follow the name: `<!-- sourceproof: allow …: … -->`"),
            ),
            ("<!-- sourceproof: allow x: y", Some("the comment is never closed: all text after it is hidden")),
            ("<!-- sourceproof.toml is there -->", None),
            ("<!-- source: cable -->", None),
            ("<!---->", None),
            ("<!--", None),
        ] {
            assert_eq!(said(comment).as_deref(), expected, "{comment}");
        }
    }
}
