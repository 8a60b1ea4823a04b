//! Links and bare keys: which lead to files, which are marks and which are words of their sentence.

use std::ops::Range;

/// True when a bare key is the subject of its sentence: `@doe says`.
pub(super) fn is_subject(mask: &str, range: &Range<usize>) -> bool {
    let before = mask[..range.start].trim_end_matches([' ', '\n']).chars().next_back();
    let starts = before.is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '”' | '"' | '(' | '’'));
    let after = &mask[range.end..];
    let after = after.strip_prefix(' ').unwrap_or(after);
    starts && (after.starts_with(char::is_lowercase) || after.starts_with(['’', '\'']))
}

/// True for a label that is a mark and no word: `[1]`, `S2`, `†`.
pub(super) fn is_legend(label: &str, by_reference: bool) -> bool {
    let inner = label.trim_matches(['[', ']', '(', ')', '^']);
    let digits = inner.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = inner.len() - digits.len();
    let is_number = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_sign = !inner.is_empty() && inner.chars().count() <= 3 && !inner.contains(char::is_alphanumeric);
    (is_number && letters <= 1 && (by_reference || letters > 0 || inner.len() < label.len())) || is_sign
}

/// `mailto:`, `https:` …; `x.txt:12` has none.
pub(super) fn has_scheme(destination: &str) -> bool {
    let Some((scheme, rest)) = destination.split_once(':') else { return destination.starts_with("//") };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_name);
    destination.starts_with("//")
        || (is_scheme && !(scheme.contains('.') && rest.starts_with(|c: char| c.is_ascii_digit())))
}

pub(super) fn is_relative(destination: &str) -> bool {
    !destination.is_empty() && !destination.starts_with(['#', '?']) && !has_scheme(destination)
}
