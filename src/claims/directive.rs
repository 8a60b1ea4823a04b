//! The text of a comment to what it asks of sourceproof: `cite key` or `allow rule: reason`.

use super::Form;
use super::locator;
use super::target::Named;
use std::ops::Range;

/// What a comment says; ranges are bytes of the text it was read from.
#[derive(Debug)]
pub(super) enum Directive {
    Cite(Vec<Named>),
    /// Rules may be none: then `problem` says so.
    Allow {
        rules: Vec<String>,
        reason: String,
        problem: Option<String>,
    },
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
    let refused =
        |problem: String| Some(Directive::Allow { rules: Vec::new(), reason: String::new(), problem: Some(problem) });
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
        "allow" => Some(allow(rest)),
        "" => refused("nothing is asked for; known: `allow`, `cite`".into()),
        other => refused(format!("`{other}` is not known here; known: `allow`, `cite`")),
    }
}

fn allow(rest: &str) -> Directive {
    let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let separates = |c: char| c.is_whitespace() || c == ',';
    let mut rules: Vec<String> = names.split(separates).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    rules.sort();
    rules.dedup();
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let problem = if rules.is_empty() {
        Some("`allow` names no rule".to_owned())
    } else if reason.is_empty() {
        Some(format!("the reason is missing: `allow {}: why it is right here`", rules[0]))
    } else {
        None
    };
    Directive::Allow { rules, reason, problem }
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
            Directive::Allow { rules, reason, problem } => match problem {
                Some(problem) => problem,
                None => format!("allow {}: {reason}", rules.join(" ")),
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
