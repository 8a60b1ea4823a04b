//! Made-up news text for the benches: the same bytes on every machine, words as unevenly spread as in English.
//!
//! Sentences of 8 to 26 words; in a hundred sentences some 18 dates, 30 quantities, 40 names and 8 quotations.

#![allow(dead_code)] // each bench uses its part

use std::time::{Duration, Instant};

/// SplitMix64 (Steele, Lea, Flood 2014).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// 0 to `sides` - 1.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    pub fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const COMMON: &str = "the of and to in a was that for on is with as it at by from were had be his they an are which \
    not this have but their who been has one or its after would all when there two will he she more other into than \
    time some could only new over also before them about out up so what then made most first now during where between \
    such because through while under against both many these each work year town ship water road house people council \
    harbour bridge board money report channel winter morning letter office company region order market question public";

const SYLLABLES: &[&str] = &[
    "ba", "cor", "den", "el", "far", "gen", "hol", "in", "jo", "kel", "lan", "mer", "nor", "os", "pel", "quin", "ris",
    "sal", "tor", "un", "ver", "wes", "yar", "zin", "ple", "stra", "tion", "ment", "ing", "ed", "er", "al",
];

const FIRST: &[&str] = &["Ines", "Pavel", "Ruth", "Anton", "Tomas", "Zoë", "Lukas", "Marta", "Edgar", "Selma"];
const LAST: &[&str] = &["Okafor", "Lind", "Calder", "Brask", "Reyle", "Lacombe", "Ferrand", "Holm", "Varga", "Ashby"];
const TITLES: &[&str] = &["Mayor", "Captain", "Minister", "Judge", "Professor"];
const PLACES: &[&str] = &["Sandover", "Tolle", "Voss", "Kadra", "Marrent", "Lissen", "the Port of Arle"];
const MONTHS: &[&str] = &["January", "March", "April", "June", "July", "September", "October", "December"];
const NOUNS: &[&str] = &["buoys", "ships", "tons", "workers", "metres", "votes", "letters", "passengers"];

/// A word of rank `n` in a list of 20,000: the common ones first, then words put together from syllables.
fn word(rank: usize, common: &[&str]) -> String {
    match common.get(rank) {
        Some(word) => (*word).to_owned(),
        None => {
            let (mut rest, mut made) = (rank, String::new());
            while rest > 0 {
                made.push_str(SYLLABLES[rest % SYLLABLES.len()]);
                rest /= SYLLABLES.len();
            }
            made
        }
    }
}

/// About `bytes` bytes in paragraphs of a few sentences.
pub fn text(seed: u64, bytes: usize) -> String {
    let mut dice = Dice::new(seed);
    let common: Vec<&str> = COMMON.split_whitespace().collect();
    let mut text = String::with_capacity(bytes + 400);
    while text.len() < bytes {
        for _ in 0..3 + dice.roll(4) {
            sentence(&mut text, &mut dice, &common);
            text.push(' ');
        }
        text.pop();
        text.push_str("\n\n");
    }
    text
}

fn sentence(text: &mut String, dice: &mut Dice, common: &[&str]) {
    let start = text.len();
    let said = dice.chance(8);
    text.push_str(if said { "“" } else { "" });
    let first = text.len();
    let (length, at) = (8 + dice.roll(19), 2 + dice.roll(5));
    for index in 0..length {
        if index > 0 {
            text.push(' ');
        }
        if index == at && !said {
            fact(text, dice);
        }
        // Zipf's law: the chance of a word falls with its rank.
        let rank = 20_000_f64.powf(dice.roll(1 << 20) as f64 / f64::from(1 << 20)) as usize - 1;
        text.push_str(&word(rank, common));
        if index + 1 < length && dice.chance(6) {
            text.push(',');
        }
    }
    let capital = text[first..first + 1].to_uppercase();
    text.replace_range(first..first + 1, &capital);
    if said {
        text.push_str(&format!(",” said {} {}.", dice.one_of(FIRST), dice.one_of(LAST)));
    } else {
        text.push('.');
    }
    debug_assert!(text.len() > start);
}

fn fact(text: &mut String, dice: &mut Dice) {
    let fact = match dice.roll(100) {
        0..12 => format!("on {} {} {},", dice.one_of(MONTHS), 1 + dice.roll(28), 1990 + dice.roll(35)),
        12..16 => format!("in {},", 1950 + dice.roll(75)),
        16..18 => "last Tuesday".to_owned(),
        18..30 => format!("{} {}", 2 + dice.roll(900), dice.one_of(NOUNS)),
        30..38 => format!("${}.{} million", 1 + dice.roll(90), dice.roll(10)),
        38..42 => format!("{} percent", 2 + dice.roll(80)),
        42..48 => format!("about {},{:03} {}", 1 + dice.roll(90), dice.roll(1000), dice.one_of(NOUNS)),
        48..64 => format!("{} {}", dice.one_of(FIRST), dice.one_of(LAST)),
        64..74 => format!("{} {} of {}", dice.one_of(TITLES), dice.one_of(LAST), dice.one_of(PLACES)),
        74..88 => dice.one_of(PLACES).to_owned(),
        _ => return,
    };
    text.push_str(&fact);
    text.push(' ');
}

/// The shortest of `runs` runs: what the work takes when nothing else is in the way.
pub fn shortest<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    (0..runs).map(timed).min().unwrap_or_default()
}

pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

pub fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// Megabytes (10^6 bytes) a second.
pub fn rate(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}
