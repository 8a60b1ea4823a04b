//! Words from strangers to HTML that shows them and does nothing else.

use crate::report::printable;
use std::fmt::Write;

/// Running text between tags. What cannot be seen, or turns the direction of reading, stands there as a sign.
pub fn text(words: &str) -> String {
    let mut html = String::with_capacity(words.len() + words.len() / 16);
    for (letter, sign) in printable::signs(words) {
        match sign {
            Some(sign) => push_sign(&mut html, letter, sign),
            None => push(&mut html, letter),
        }
    }
    html
}

/// The name of a file between tags; line ends and tabs in it are seen too.
pub fn path(path: &str) -> String {
    let mut html = String::with_capacity(path.len());
    for (letter, sign) in printable::signs(path) {
        match sign.or(letter.is_control().then_some('?')) {
            Some(sign) => push_sign(&mut html, letter, sign),
            None => push(&mut html, letter),
        }
    }
    html
}

/// A value between the double quotes of an attribute.
pub fn attribute(words: &str) -> String {
    let mut html = String::with_capacity(words.len());
    for (letter, sign) in printable::signs(words) {
        push(&mut html, sign.unwrap_or(letter));
    }
    html
}

/// A message, label or note of ours, in one line; what stands between backticks is shown as the words of a file.
pub fn said(message: &str) -> String {
    let message = printable::words(message);
    let mut html = String::with_capacity(message.len() + 32);
    let mut parts = message.split('`').peekable();
    let mut is_quoted = false;
    while let Some(part) = parts.next() {
        // A last backtick without a partner is a letter like any other.
        if is_quoted && parts.peek().is_none() {
            html.push('`');
            html.push_str(&text(part));
        } else if is_quoted {
            let _ = write!(html, "<code>{}</code>", text(part));
        } else {
            html.push_str(&text(part));
        }
        is_quoted = !is_quoted;
    }
    html
}

fn push_sign(html: &mut String, letter: char, sign: char) {
    let _ = write!(html, "<span class=\"h\" title=\"U+{:04X}\">{sign}</span>", letter as u32);
}

fn push(html: &mut String, letter: char) {
    match letter {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        '\'' => html.push_str("&#39;"),
        _ => html.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stays_markup() {
        assert_eq!(text("<b a='1' b=\"2\">&amp;"), "&lt;b a=&#39;1&#39; b=&quot;2&quot;&gt;&amp;amp;");
        assert_eq!(text("a\u{202e}b\n\tc"), "a<span class=\"h\" title=\"U+202E\">␦</span>b\n\tc");
        assert_eq!(path("a\n&"), "a<span class=\"h\" title=\"U+000A\">?</span>&amp;");
        assert_eq!(attribute("\"><script>\u{0}"), "&quot;&gt;&lt;script&gt;?");
        assert_eq!(said("says `<i>`, its source `ship`"), "says <code>&lt;i&gt;</code>, its source <code>ship</code>");
        assert_eq!(said("one ` alone"), "one ` alone");
    }
}
