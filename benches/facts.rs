//! Speed of finding facts in prose that has been read, in megabytes a second on one core: `cargo bench --bench facts`.

mod made;

use sourceproof::evidence::Facts;
use sourceproof::facts::Language;
use sourceproof::facts::dates;
use sourceproof::facts::dates::Days;
use sourceproof::facts::names;
use sourceproof::facts::quantities;
use sourceproof::facts::quotes;
use sourceproof::text::Lists;
use sourceproof::text::Prose;
use std::hint::black_box;
use std::ops::Range;

fn main() {
    let language = Language::new(&Lists::default()).expect("our own lists are sound");
    let anchor = Days::parse("2020-03-02");
    println!("{:<24} {:>10} {:>10} {:>14}", "MB/s, one core", "7 KB", "1 MB", "found per MB");
    let texts: Vec<(Vec<Prose>, usize)> = [(7_000, 10, 200), (1_000_000, 1, 15)]
        .iter()
        .map(|(size, count, runs)| {
            let prose = |seed| Prose::plain(&made::text(seed as u64, *size), &language.splitter);
            ((0..*count).map(prose).collect(), *runs)
        })
        .collect();
    let row = |name: &str, work: &dyn Fn(&Prose) -> usize| {
        let mut rates = Vec::new();
        let mut density = 0.0;
        for (texts, runs) in &texts {
            let bytes: usize = texts.iter().map(|prose| prose.text.len()).sum();
            let found: usize = texts.iter().map(work).sum();
            density = found as f64 * 1e6 / bytes as f64;
            let time = made::shortest(*runs, || texts.iter().map(|prose| black_box(work(prose))).sum::<usize>());
            rates.push(format!("{:>10.1}", made::rate(bytes, time)));
        }
        println!("{name:<24} {} {density:>14.0}", rates.join(" "));
    };
    row("quotations", &|prose| quotes::quotes(prose).quotes.len());
    row("dates", &|prose| dates::dates(prose, &language.dates, anchor).len());
    row("quantities", &|prose| {
        let none: [Range<usize>; 0] = [];
        quantities::quantities(prose, &language.quantities, &none).len()
    });
    row("names", &|prose| names::names(prose, &language.names).len());
    row("all of a document", &|prose| {
        let facts = Facts::of(prose, &language, anchor, None);
        facts.dates.len() + facts.quantities.len() + facts.names.len()
    });
}
