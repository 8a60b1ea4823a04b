//! Text as XML 1.0 holds it.
//!
//! Most control characters may not stand in XML at all, not even escaped; they are hidden letters, so `printable` has
//! taken them before. What slips past it becomes U+FFFD here.

/// For an attribute in double quotes or between tags; line ends and tabs are kept.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            // A reader turns them into spaces in an attribute, and CR LF into LF anywhere, unless they are written so.
            '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", letter as u32)),
            letter if is_allowed(letter) => escaped.push(letter),
            _ => escaped.push('\u{fffd}'),
        }
    }
    escaped
}

/// Several lines between tags, the line ends as they are.
pub fn lines(lines: &[String]) -> String {
    lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\n")
}

/// <https://www.w3.org/TR/xml/#charsets>; a `char` is never a surrogate.
fn is_allowed(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_an_attribute_or_opens_a_tag() {
        assert_eq!(escaped("a<b>&\"c'\n"), "a&lt;b&gt;&amp;&quot;c&apos;&#10;");
        assert_eq!(escaped("]]> \u{0}\u{1b}\u{ffff} é 👩"), "]]&gt; \u{fffd}\u{fffd}\u{fffd} é 👩");
    }
}
