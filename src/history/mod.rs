//! What a newsroom remembers between runs: findings it lives with, what git knows of its files, what its claims rested on.
//!
//! Each is a file or an answer of the `git` program turned into values; what to do with them is decided elsewhere.

pub mod baseline;
pub mod changes;
mod file;
pub mod lock;

pub use baseline::Baseline;
pub use changes::{Changes, Rows};
pub use file::write_whole;
pub use lock::Lock;

/// The beginning of `text` on one line, at most `longest` letters, nothing in it that hides or turns what is read.
fn beginning(text: &str, longest: usize) -> String {
    let turns = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let words: Vec<&str> = text.split_whitespace().collect();
    let shown: String = words.join(" ").chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    match shown.char_indices().nth(longest) {
        None => shown,
        Some((end, _)) => {
            let end = shown[..end].rfind(' ').filter(|end| *end > 0).unwrap_or(end);
            format!("{} …", &shown[..end])
        }
    }
}
