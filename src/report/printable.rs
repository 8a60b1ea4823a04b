//! Text from strangers to text that is safe on a terminal and in a log, and its width in columns.
//!
//! What cannot be seen, or would move the cursor, turn the direction of reading or start an escape sequence, is
//! replaced by a sign of the same length in bytes, so spans stay true: `?` for one byte (ESC, BEL, NUL …), `¿` for two
//! (C1 controls, soft hyphen), `␦` for three (bidi marks, zero-width spaces and joiners, variation selectors), `🛇` for
//! four (tags). Signs by which CI systems know a command in a log (`##[…]`, `##vso[…]`) lose their first `#` to a `?`.

use unicode_width::UnicodeWidthChar;

/// Columns between tab stops.
pub const TAB: usize = 4;

/// A message longer than this is cut in the middle, in letters: some six lines of a terminal. Rules quote whole
/// passages, and a draft can make a passage as long as it likes.
const LONGEST_WORDS: usize = 600;

/// Marks on top of one letter before the next is taken for an attempt to paint over other lines. Vietnamese needs two,
/// pointed Hebrew four.
const MOST_MARKS: usize = 6;

/// A line of a file, tabs kept, byte for byte as long as it was.
pub fn line(text: &str) -> String {
    shown(text, |letter| if letter == '\t' { Some(letter) } else { None })
}

/// A message, label or note: line ends and tabs become spaces, and what is very long is cut in the middle.
pub fn words(text: &str) -> String {
    let spaced = |letter| matches!(letter, '\n' | '\r' | '\t').then_some(' ');
    match clipped(text, LONGEST_WORDS) {
        Some((head, tail)) => format!("{} … {}", shown(head, spaced), shown(tail, spaced)),
        None => shown(text, spaced),
    }
}

/// A path, in one piece, and never at the start of a line like a command of a CI system.
pub fn path(path: &str) -> String {
    let path = shown(path, |_| None);
    if path.trim_start().starts_with("::") { format!("./{path}") } else { path }
}

/// A line that starts with words of a stranger: `::` there would be a command of GitHub.
pub fn defused(line: String) -> String {
    let indent = line.len() - line.trim_start().len();
    if line[indent..].starts_with("::") { format!("{}?{}", &line[..indent], &line[indent + 1..]) } else { line }
}

/// True for what is not seen, or does more than being seen.
pub fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || (letter as u32 & 0xfffe) == 0xfffe
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Columns that `letter` takes when it stands at `column`, both from 0.
pub fn letter_width(letter: char, column: usize) -> usize {
    if letter == '\t' { TAB - column % TAB } else { letter.width().unwrap_or(0) }
}

/// Columns of a text that starts a row, letter by letter as codespan-reporting counts them.
pub fn width(text: &str) -> usize {
    text.chars().fold(0, |column, letter| column + letter_width(letter, column))
}

/// True where a row may end: a space that is not there to hold two words together.
pub fn is_gap(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}

/// `text` in rows of at most `columns`, broken at spaces; a word that is longer is broken where the row ends.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut rows = vec![String::new()];
    let mut column = 0;
    for word in text.split(is_gap).filter(|word| !word.is_empty()) {
        let wide = width(word);
        if column > 0 && column + 1 + wide > columns {
            rows.push(String::new());
            column = 0;
        }
        let row = rows.last_mut().expect("there is a row from the start");
        if column > 0 {
            row.push(' ');
            column += 1;
        }
        for letter in word.chars() {
            let wide = letter_width(letter, column);
            if column + wide > columns && wide > 0 {
                rows.push(String::new());
                column = 0;
            }
            rows.last_mut().expect("there is a row from the start").push(letter);
            column += wide;
        }
    }
    rows
}

/// The head and the tail of a text of more than `most` letters.
fn clipped(text: &str, most: usize) -> Option<(&str, &str)> {
    text.char_indices().nth(most)?;
    let head = text.char_indices().nth(most * 2 / 3)?.0;
    let tail = text.char_indices().nth_back(most / 3)?.0;
    Some((&text[..head], &text[tail..]))
}

/// The letters of running text, each with the sign to show in its place where it needs one; line ends and tabs do not.
pub fn signs(text: &str) -> impl Iterator<Item = (char, Option<char>)> {
    let mut marks = 0;
    text.chars().map(move |letter| {
        marks = if letter.width() == Some(0) { marks + 1 } else { 0 };
        let is_plain = matches!(letter, '\n' | '\r' | '\t') || !(is_hidden(letter) || marks > MOST_MARKS);
        (letter, (!is_plain).then(|| stand_in(letter)))
    })
}

fn shown(text: &str, other: impl Fn(char) -> Option<char>) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut marks = 0;
    for letter in text.chars() {
        marks = if letter.width() == Some(0) { marks + 1 } else { 0 };
        let seen = match other(letter) {
            Some(seen) => seen,
            None if is_hidden(letter) || marks > MOST_MARKS => stand_in(letter),
            None => letter,
        };
        shown.push(seen);
    }
    without_commands(shown)
}

fn stand_in(letter: char) -> char {
    match letter.len_utf8() {
        1 => '?',
        2 => '¿',
        3 => '␦',
        _ => '🛇',
    }
}

/// GitHub reads `##[command]` anywhere in a line, Azure `##vso[…]`, TeamCity `##teamcity[…]`.
fn without_commands(text: String) -> String {
    if !text.contains("##") {
        return text;
    }
    let mut bytes = text.into_bytes();
    for at in 0..bytes.len() {
        let Some(rest) = bytes[at..].strip_prefix(b"##") else { continue };
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if rest.get(letters) == Some(&b'[') {
            bytes[at] = b'?';
        }
    }
    String::from_utf8(bytes).expect("a `?` stands where a `#` stood")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_letters_are_seen_and_as_long() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(line(text), expected);
            assert_eq!(expected.len(), text.len());
        }
        check("the mayor\tleft", "the mayor\tleft");
        check("\u{1b}[31mred\u{7}", "?[31mred?");
        check("a\u{202e}b\u{2066}c\u{200b}d\u{feff}", "a␦b␦c␦d␦");
        check("har\u{ad}bour \u{9b}2J", "har¿bour ¿2J");
        check("x\u{e0041}\u{e007f}", "x🛇🛇");
        check("naïve Ærø 東京 e\u{301}", "naïve Ærø 東京 e\u{301}");
        check(&format!("Z{}", "\u{301}".repeat(8)), &format!("Z{}¿¿", "\u{301}".repeat(6)));
        check("##[error]no ###vso[x] ## [fine]", "?#[error]no #?#vso[x] ## [fine]");
        check("line\u{2028}sep \r\n", "line␦sep ??");
    }

    #[test]
    fn stand_ins_are_seen_themselves() {
        for letter in ['?', '¿', '␦', '🛇'] {
            assert!(!is_hidden(letter) && letter.width() == Some(1), "{letter}");
        }
    }

    #[test]
    fn messages_and_paths() {
        assert_eq!(words("two\nlines\tand \u{1b}"), "two lines and ?");
        assert_eq!(width(&words(&"long ".repeat(100_000))), 400 + 3 + 201);
        assert_eq!(path("claims/a\nb.md"), "claims/a?b.md");
        assert_eq!(path(" ::error::x.md"), "./ ::error::x.md");
        assert_eq!(defused("  ::warning::x".into()), "  ?:warning::x");
    }

    #[test]
    fn rows_of_words() {
        assert_eq!(wrapped("the bridge was closed", 10), ["the bridge", "was closed"]);
        assert_eq!(wrapped("abcdefgh 東京港", 4), ["abcd", "efgh", "東京", "港"]);
        assert_eq!(wrapped("", 10), [""]);
    }
}
