//! Text to tokens: words, numbers, symbols and marks, each with the identity of its folded letters.

use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// Letters, with apostrophes and digits inside: `didn't`, `MI6`. Dotted initials are one word: `U.S.`
    Word,
    /// Digits with their points and commas: `15,000`, `3.2`, `31.12.2008`; a single `½` too.
    Number,
    /// A sign that carries meaning in a quotation: `$ % £ € + = < > ≤ ≥ ± ~ § & # @ °` …
    Symbol,
    /// Punctuation: one mark, or one whole run of dots.
    Mark,
}

/// A token of a text. Its letters are `text[token.range()]`.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    start: u32,
    length: u16,
    pub kind: TokenKind,
    shape: u8,
    /// The same for tokens that fold alike (see [`fold`]): `Don’t` and `don't`, `U.S.` and `us`, `15,000` and `15000`.
    pub id: u64,
}

const GLUED: u8 = 1;
const CAPITAL: u8 = 2;
const UPPER: u8 = 4;
const DIGITS: u8 = 8;

impl Token {
    pub fn start(&self) -> usize {
        self.start as usize
    }

    pub fn end(&self) -> usize {
        self.start as usize + self.length as usize
    }

    pub fn range(&self) -> Range<usize> {
        self.start()..self.end()
    }

    /// True when nothing stands between this token and the one before it.
    pub fn is_glued(&self) -> bool {
        self.shape & GLUED != 0
    }

    /// True when the first letter is a capital.
    pub fn is_capital(&self) -> bool {
        self.shape & CAPITAL != 0
    }

    /// True when there are two letters or more and all are capitals: `CIA`, `U.S.`
    pub fn is_upper(&self) -> bool {
        self.shape & UPPER != 0
    }

    pub fn has_digits(&self) -> bool {
        self.shape & DIGITS != 0
    }

    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    /// True for what a quotation is compared by: everything but punctuation.
    pub fn is_spoken(&self) -> bool {
        self.kind != TokenKind::Mark
    }
}

/// Longest token in bytes; what is longer is cut into several, so that a length fits 16 bits.
const LONGEST: usize = 60_000;

const HASH_START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, one byte on (Fowler, Noll, Vo 1991).
#[inline]
fn mix(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The identity that a token of exactly these letters has.
pub fn word_id(word: &str) -> u64 {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.bytes().fold(HASH_START, mix);
    }
    fold(word).bytes().fold(HASH_START, mix)
}

/// The letters that a token is compared by: lower case, composed (NFC), apostrophes straight, ligatures and full-width
/// letters spelled out, soft hyphens and joiners gone; dots gone from initials and commas from grouped numbers.
pub fn fold(word: &str) -> String {
    let composed = word.nfc().flat_map(fold_letter);
    let folded: String = composed.flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect();
    let mut letters = folded.chars();
    let is_number = folded.starts_with(|c: char| c.is_ascii_digit());
    if is_number && has_grouped_commas(&folded) {
        return folded.replace(',', "");
    }
    if !is_number && letters.next().is_some_and(char::is_alphabetic) && letters.next() == Some('.') {
        return folded.replace('.', "");
    }
    folded
}

/// [`fold`] without diacritics and in plain letters of a to z: `Škoda` and `skoda`. For comparing a pair of words.
pub fn plain(word: &str) -> String {
    let decomposed: String = fold(word).nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    any_ascii::any_ascii(&decomposed).to_lowercase()
}

fn fold_letter(letter: char) -> impl Iterator<Item = char> {
    let spelled: &'static [char] = match letter {
        '’' | '‘' | 'ʼ' | '`' | '´' | '′' | '‛' => &['\''],
        'ﬀ' => &['f', 'f'],
        'ﬁ' => &['f', 'i'],
        'ﬂ' => &['f', 'l'],
        'ﬃ' => &['f', 'f', 'i'],
        'ﬄ' => &['f', 'f', 'l'],
        'ﬅ' | 'ﬆ' => &['s', 't'],
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => &['-'],
        _ => &[],
    };
    let kept = match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0),
        _ if !spelled.is_empty() || is_invisible(letter) => None,
        _ => Some(letter),
    };
    spelled.iter().copied().chain(kept)
}

/// True for letters that have no width and no say in what a word is.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// `1,234,567` but not `1,23` and not `12,3456`.
fn has_grouped_commas(number: &str) -> bool {
    let whole = number.split('.').next().unwrap_or(number);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let mut rest = groups.peekable();
    (1..=3).contains(&first.len()) && rest.peek().is_some() && rest.all(|group| group.len() == 3)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Symbol,
    Mark,
    /// The first byte of a letter outside ASCII.
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut table = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Class::Space,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'$' | b'%' | b'+' | b'=' | b'<' | b'>' | b'~' | b'&' | b'#' | b'@' | b'^' => Class::Symbol,
            0x80.. => Class::Wide,
            _ => Class::Mark,
        };
        byte += 1;
    }
    table
};

fn wide_class(letter: char) -> Class {
    match letter {
        '½' | '⅓' | '⅔' | '¼' | '¾' | '⅕'..='⅞' => Class::Symbol,
        '₠'..='⃏' | '£' | '¥' | '¢' | '‰' | '°' | '±' | '≤' | '≥' | '≈' | '≠' | '×' | '÷' | '§' | '¶' | '−' | '†' => {
            Class::Symbol
        }
        _ if letter.is_whitespace() => Class::Space,
        _ if letter.is_alphabetic() || is_invisible(letter) || is_combining(letter) => Class::Letter,
        _ if letter.is_numeric() => Class::Digit,
        _ => Class::Mark,
    }
}

fn is_combining(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '‘' | '`' | '´')
}

/// The tokens of `text`, in order. Time grows with the text alone.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut scan = Scan { text, bytes: text.as_bytes(), at: 0, found: Vec::with_capacity(text.len() / 5 + 4) };
    let mut last_end = usize::MAX;
    while scan.at < scan.bytes.len() {
        let start = scan.at;
        let class = match CLASSES[scan.bytes[start] as usize] {
            Class::Wide => wide_class(scan.letter(start)),
            class => class,
        };
        let kind = match class {
            Class::Space | Class::Wide => {
                scan.at += scan.letter(start).len_utf8();
                continue;
            }
            Class::Letter => {
                scan.word();
                TokenKind::Word
            }
            Class::Digit => {
                scan.number();
                TokenKind::Number
            }
            Class::Symbol => {
                let letter = scan.letter(start);
                scan.at += letter.len_utf8();
                if letter.is_numeric() { TokenKind::Number } else { TokenKind::Symbol }
            }
            Class::Mark => {
                scan.mark();
                TokenKind::Mark
            }
        };
        scan.push(start, kind, last_end == start);
        last_end = scan.at;
    }
    scan.found
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    found: Vec<Token>,
}

impl Scan<'_> {
    fn letter(&self, at: usize) -> char {
        self.text[at..].chars().next().expect("offsets lie on letter boundaries before the end")
    }

    fn class_at(&self, at: usize) -> Class {
        match self.bytes.get(at).map(|byte| CLASSES[*byte as usize]) {
            None => Class::Space,
            Some(Class::Wide) => wide_class(self.letter(at)),
            Some(class) => class,
        }
    }

    fn is_letter_or_digit(&self, at: usize) -> bool {
        matches!(self.class_at(at), Class::Letter | Class::Digit)
    }

    fn word(&mut self) {
        let start = self.at;
        if self.initials() {
            return;
        }
        loop {
            while self.at < self.bytes.len() {
                match CLASSES[self.bytes[self.at] as usize] {
                    Class::Letter | Class::Digit => self.at += 1,
                    Class::Wide => {
                        let letter = self.letter(self.at);
                        // A superscript figure after a word calls a note and is no part of the word.
                        let is_part = match wide_class(letter) {
                            Class::Letter => true,
                            Class::Digit => letter.is_alphanumeric() && !is_superscript(letter),
                            _ => false,
                        };
                        if !is_part {
                            break;
                        }
                        self.at += letter.len_utf8();
                    }
                    _ => break,
                }
                if self.at - start >= LONGEST {
                    return;
                }
            }
            let Some(byte) = self.bytes.get(self.at) else { return };
            if *byte != b'\'' && *byte < 0x80 {
                return;
            }
            let letter = self.letter(self.at);
            let after = self.at + letter.len_utf8();
            if !is_apostrophe(letter) || self.class_at(after) != Class::Letter {
                return;
            }
            self.at = after;
        }
    }

    /// `U.S.`, `e.g.`, `J.K.`: single letters with dots, two of them or more; the last dot belongs to it.
    fn initials(&mut self) -> bool {
        let mut at = self.at;
        let mut count = 0;
        while self.class_at(at) == Class::Letter && self.bytes[at] < 0x80 && self.bytes.get(at + 1) == Some(&b'.') {
            at += 2;
            count += 1;
        }
        if count < 2 {
            // `U.S` without its last dot.
            let is_capital = self.bytes.get(at).is_some_and(u8::is_ascii_uppercase);
            if count != 1 || !is_capital || self.is_letter_or_digit(at + 1) {
                return false;
            }
            at += 1;
        } else if self.is_letter_or_digit(at) {
            // `e.g.x` and `www.a.b.example`: the last dot leads on.
            return false;
        }
        self.at = at;
        true
    }

    fn number(&mut self) {
        let start = self.at;
        while self.at < self.bytes.len() && self.at - start < LONGEST {
            match CLASSES[self.bytes[self.at] as usize] {
                Class::Digit => self.at += 1,
                Class::Mark
                    if matches!(self.bytes[self.at], b'.' | b',')
                        && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit) =>
                {
                    self.at += 2
                }
                Class::Wide if self.letter(self.at).is_numeric() && self.at == start => {
                    self.at += self.letter(self.at).len_utf8();
                    return;
                }
                _ => return,
            }
        }
    }

    fn mark(&mut self) {
        let first = self.letter(self.at);
        self.at += first.len_utf8();
        if first == '.' {
            let longest = self.at + LONGEST;
            while self.bytes.get(self.at) == Some(&b'.') && self.at < longest {
                self.at += 1;
            }
        }
    }

    fn push(&mut self, start: usize, kind: TokenKind, glued: bool) {
        let word = &self.text[start..self.at];
        let bytes = word.as_bytes();
        let mut shape = if glued { GLUED } else { 0 };
        let id;
        if bytes.is_ascii() {
            let dotted = kind == TokenKind::Word && bytes.get(1) == Some(&b'.');
            let grouped = kind == TokenKind::Number && bytes.contains(&b',') && has_grouped_commas(word);
            let (mut hash, mut capitals, mut lower) = (HASH_START, 0, 0);
            for byte in bytes {
                if (dotted && *byte == b'.') || (grouped && *byte == b',') {
                    continue;
                }
                capitals += u32::from(byte.is_ascii_uppercase());
                lower += u32::from(byte.is_ascii_lowercase());
                if byte.is_ascii_digit() {
                    shape |= DIGITS;
                }
                let folded = if *byte == b'`' { b'\'' } else { byte.to_ascii_lowercase() };
                hash = mix(hash, folded);
            }
            shape |= if bytes[0].is_ascii_uppercase() { CAPITAL } else { 0 };
            shape |= if capitals > 1 && lower == 0 { UPPER } else { 0 };
            id = hash;
        } else {
            let mut letters = word.chars().filter(|letter| !is_invisible(*letter));
            if letters.clone().next().is_none() && kind == TokenKind::Word {
                return; // nothing but joiners: not a word anyone sees
            }
            shape |= if letters.next().is_some_and(char::is_uppercase) { CAPITAL } else { 0 };
            let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
            let lower = word.chars().any(char::is_lowercase);
            shape |= if capitals > 1 && !lower { UPPER } else { 0 };
            shape |= if word.bytes().any(|byte| byte.is_ascii_digit()) { DIGITS } else { 0 };
            id = fold_wide(word);
        }
        self.found.push(Token { start: start as u32, length: (self.at - start) as u16, kind, shape, id });
    }
}

fn fold_wide(word: &str) -> u64 {
    // Most words outside ASCII need no composing; asking first saves the pass.
    if is_nfc_quick(word.chars()) == unicode_normalization::IsNormalized::Yes && !word.contains(['.', ',']) {
        let mut buffer = [0; 4];
        return word.chars().flat_map(fold_letter).flat_map(char::to_lowercase).fold(HASH_START, |hash, letter| {
            let letter = if letter == 'ς' { 'σ' } else { letter };
            letter.encode_utf8(&mut buffer).bytes().fold(hash, mix)
        });
    }
    word_id(word)
}

fn is_superscript(letter: char) -> bool {
    matches!(letter, '²' | '³' | '¹' | '⁰'..='⁹' | '₀'..='₉')
}

#[cfg(test)]
mod tests {
    use super::*;
    use TokenKind::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, TokenKind)]) {
        let found: Vec<_> = tokens(text).iter().map(|token| (&text[token.range()], token.kind)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_numbers_and_signs() {
        check(
            "The mayor’s dog didn't.",
            &[("The", Word), ("mayor’s", Word), ("dog", Word), ("didn't", Word), (".", Mark)],
        );
        check("£21.5million", &[("£", Symbol), ("21.5", Number), ("million", Word)]);
        check(
            "U.S. and e.g. J.K. Hale.",
            &[("U.S.", Word), ("and", Word), ("e.g.", Word), ("J.K.", Word), ("Hale", Word), (".", Mark)],
        );
        check("554-kilometer", &[("554", Number), ("-", Mark), ("kilometer", Word)]);
        check("31.12.2008, 1,234.", &[("31.12.2008", Number), (",", Mark), ("1,234", Number), (".", Mark)]);
        check("wait... no…", &[("wait", Word), ("...", Mark), ("no", Word), ("…", Mark)]);
        check("2½ m²", &[("2", Number), ("½", Number), ("m", Word), ("²", Number)]);
        check("'90s dogs'", &[("'", Mark), ("90", Number), ("s", Word), ("dogs", Word), ("'", Mark)]);
        check("\u{200b}", &[]);
        check(
            "J.Émile U.S.é",
            &[
                ("J", Word),
                (".", Mark),
                ("Émile", Word),
                ("U", Word),
                (".", Mark),
                ("S", Word),
                (".", Mark),
                ("é", Word),
            ],
        );
    }

    #[test]
    fn equal_after_folding() {
        for (one, other) in [
            ("Don’t", "don't"),
            ("U.S.", "US"),
            ("15,000", "15000"),
            ("ﬁre", "fire"),
            ("café", "cafe\u{301}"),
            ("exam\u{ad}ple", "example"),
            ("ΟΔΟΣ", "οδος"),
            ("ＡＢ", "ab"),
        ] {
            assert_eq!(tokens(one)[0].id, tokens(other)[0].id, "{one} {other}");
            assert_eq!(tokens(one)[0].id, word_id(other), "{one} {other}");
        }
        assert_ne!(word_id("1,5"), word_id("15"));
        assert_eq!(plain("Łódź"), "lodz");
    }

    #[test]
    fn very_long_runs_are_cut_and_nothing_is_lost() {
        for text in ["a".repeat(200_000), ".".repeat(200_000), "9".repeat(200_000), "é".repeat(100_000)] {
            let found = tokens(&text);
            assert_eq!(found.iter().map(|token| token.range().len()).sum::<usize>(), text.len());
        }
    }
}
