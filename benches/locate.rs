//! Time to find an edited quotation in a source: `cargo bench --bench locate`.
//!
//! 20 quotations of 8 to 40 words with 1 to 4 edits, half of them in letters and half in words, in 7 KB and in 1 MB.
//! Each is timed alone, the shortest of several runs; the median over the 20 is printed, beside a search for the exact
//! words (which finds none of them) and an alignment against every word of the source (which always finds the best).

mod made;

use made::Dice;
use sourceproof::evidence::Limits;
use sourceproof::evidence::Source;
use sourceproof::evidence::quotes::Outcome;
use sourceproof::evidence::quotes::Piece;
use sourceproof::evidence::quotes::align;
use sourceproof::evidence::quotes::compare;
use sourceproof::facts::Language;
use sourceproof::facts::quotes;
use sourceproof::facts::quotes::Segment;
use sourceproof::seeds;
use sourceproof::text::Lists;
use sourceproof::text::Prose;
use sourceproof::text::Text;
use std::ops::Range;
use std::sync::Arc;

const QUOTES: usize = 20;

fn main() {
    let lists = Lists::default();
    let language = Language::new(&lists).expect("our own lists are sound");
    let words = seeds::Words::new(&lists).expect("our own lists are sound");
    let limits = Limits { similarity: 0.6, longest_omission: 40, strict: false };
    println!("source    edited   verbatim   absent   exact search   full table   spans exact / near / wrong / none");
    for (name, size, runs) in [("7 KB", 7_000, 50), ("1 MB", 1_000_000, 9)] {
        let text = Text::from_bytes("seed.txt", made::text(7, size).into_bytes());
        let source = Source::new(seeds::read(Arc::new(text), "seed", None, &words, &language));
        let mut dice = Dice::new(11);
        let (mut edited, mut verbatim, mut absent) = (Vec::new(), Vec::new(), Vec::new());
        let (mut search, mut table, mut spans) = (Vec::new(), Vec::new(), [0; 4]);
        for number in 0..QUOTES {
            let positions = stretch(&source, &mut dice);
            let place = source.range(&positions);
            let original = source.seed.prose.slice(&place).to_owned();
            let changed = edit(&original, 1 + number % 4, number % 2 == 0, &mut dice);
            let (draft, segments) = quotation(&changed, &language);
            let outcome = compare(&draft, &segments, &source, &language, &limits);
            spans[judge(&outcome, &place, &source)] += 1;
            let time = |draft: &Prose, segments: &[Segment]| {
                made::shortest(runs, || compare(draft, segments, &source, &language, &limits))
            };
            edited.push(time(&draft, &segments));
            let (draft, segments) = quotation(&original, &language);
            verbatim.push(time(&draft, &segments));
            let (draft, segments) = quotation(&made::text(1000 + number as u64, 120), &language);
            absent.push(time(&draft, &segments));
            search.push(made::shortest(runs, || source.seed.prose.text.find(&changed)));
            table.push(full_table(&changed, &source, &language, runs.min(3)));
        }
        println!(
            "{name:<6} {:>6.1} µs  {:>6.1} µs {:>6.1} µs     {:>6.1} µs  {:>8.1} µs   {} / {} / {} / {}",
            made::micros(made::median(edited)),
            made::micros(made::median(verbatim)),
            made::micros(made::median(absent)),
            made::micros(made::median(search)),
            made::micros(made::median(table)),
            spans[0],
            spans[1],
            spans[2],
            spans[3],
        );
    }
}

/// 8 to 40 words of one paragraph of the source.
fn stretch(source: &Source, dice: &mut Dice) -> Range<usize> {
    loop {
        let length = 8 + dice.roll(33);
        let start = dice.roll(source.index.len() - length);
        let range = source.range(&(start..start + length));
        let prose = &source.seed.prose;
        if prose.block_at(range.start) == prose.block_at(range.end) && !prose.slice(&range).contains(['“', '”']) {
            return start..start + length;
        }
    }
}

/// Changes letters or words of the middle, so that it stays clear where the quotation begins and ends.
fn edit(original: &str, edits: usize, letters: bool, dice: &mut Dice) -> String {
    let mut words: Vec<String> = original.split_whitespace().map(str::to_owned).collect();
    for _ in 0..edits {
        let at = 1 + dice.roll(words.len() - 2);
        match dice.roll(3) {
            _ if letters => words[at].insert(1, 'x'),
            0 if words.len() > 6 => drop(words.remove(at)),
            1 => words.insert(at, "never".to_owned()),
            _ => words[at] = "altogether".to_owned(),
        }
    }
    words.join(" ")
}

fn quotation(words: &str, language: &Language) -> (Prose, Vec<Segment>) {
    let prose = Prose::plain(&words.replace("\n\n", " "), &language.splitter);
    let segments = quotes::segments(&prose, &(0..prose.text.len()), &language.quotes, false);
    (prose, segments)
}

/// 0 for the very span, 1 for one that is off by a word, 2 for another place, 3 for none.
fn judge(outcome: &Outcome, place: &Range<usize>, source: &Source) -> usize {
    let found = match outcome {
        Outcome::Verbatim { passage, .. } | Outcome::Altered { passage, .. } => passage.clone(),
        Outcome::Spliced { parts, .. } => parts[0].start..parts[parts.len() - 1].end,
        Outcome::Absent { nearest: Some(passage) } => passage.clone(),
        Outcome::Absent { nearest: None } | Outcome::TooLong => return 3,
    };
    let words_off = |one: usize, other: usize| {
        source.seed.prose.tokens_in(&(one.min(other)..one.max(other))).len() + usize::from(one != other)
    };
    match words_off(found.start, place.start).max(words_off(found.end, place.end)) {
        0 => 0,
        1..=3 => 1,
        _ => 2,
    }
}

fn full_table(words: &str, source: &Source, language: &Language, runs: usize) -> std::time::Duration {
    let (_, segments) = quotation(words, language);
    let items = segments.iter().flat_map(|segment| &segment.items);
    let pieces: Vec<Piece> = items
        .map(|item| Piece { id: item.id, weight: language.quotes.weight(item.id, item.has_digits), gap_before: false })
        .collect();
    let weights: Vec<u32> = (0..source.index.len()).map(|position| source.weight(position, &language.quotes)).collect();
    made::shortest(runs, || align(&pieces, source.index.ids(), &weights, 0))
}
