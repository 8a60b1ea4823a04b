//! What a newsroom remembers between runs: findings it lives with, what git knows of its files, what its claims rested on.
//!
//! Each is a file or an answer of the `git` program turned into values; what to do with them is decided elsewhere.

pub mod baseline;
pub mod changes;
pub mod lock;

pub use baseline::Baseline;
pub use changes::{Changes, Rows};
pub use lock::Lock;

/// The beginning of `text` on one line, cut between words after at most `longest` letters.
fn beginning(text: &str, longest: usize) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_ascii_whitespace()).filter(|word| !word.is_empty()).collect();
    let shown = words.join(" ");
    match shown.char_indices().nth(longest) {
        None => shown,
        Some((end, _)) => {
            let end = shown[..end].rfind(' ').filter(|end| *end > 0).unwrap_or(end);
            format!("{} …", &shown[..end])
        }
    }
}

/// True for what does more than being seen: it would turn or hide what is read beside it.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// The beginning of a claim, for a reader to know it by.
fn shown(claim: &str) -> String {
    const LONGEST: usize = 60;
    beginning(&claim.chars().filter(|c| !is_hidden(*c) || c.is_ascii_whitespace()).collect::<String>(), LONGEST)
}
