//! Speed of opening a source, step by step, in megabytes a second on one core: `cargo bench --bench index`.

mod made;

use sourceproof::evidence::Source;
use sourceproof::facts::Language;
use sourceproof::seeds;
use sourceproof::seeds::Index;
use sourceproof::text::Lists;
use sourceproof::text::Prose;
use sourceproof::text::Text;
use sourceproof::text::tokens;
use std::hint::black_box;
use std::sync::Arc;

fn main() {
    let lists = Lists::default();
    let language = Language::new(&lists).expect("our own lists are sound");
    let words = seeds::Words::new(&lists).expect("our own lists are sound");
    println!("{:<34} {:>10} {:>10}", "MB/s, one core", "7 KB", "1 MB");
    let sizes = [(7_000, 10, 300), (1_000_000, 1, 20)];
    let texts: Vec<(Vec<String>, usize)> = sizes
        .iter()
        .map(|(size, count, runs)| ((0..*count).map(|seed| made::text(seed as u64, *size)).collect(), *runs))
        .collect();
    let row = |name: &str, work: &dyn Fn(&str)| {
        let rates = texts.iter().map(|(texts, runs)| {
            let bytes = texts.iter().map(String::len).sum();
            made::rate(bytes, made::shortest(*runs, || texts.iter().for_each(|text| work(text))))
        });
        let rates: Vec<String> = rates.map(|rate| format!("{rate:>10.0}")).collect();
        println!("{name:<34} {}", rates.join(" "));
    };
    let open = |text: &str, path: &str| {
        let text = Text::from_bytes(path, text.as_bytes().to_vec());
        seeds::read(Arc::new(text), "seed", None, &words, &language)
    };
    row("bytes to text", &|text| drop(black_box(Text::from_bytes("seed.txt", text.as_bytes().to_vec()))));
    row("+ tokens", &|text| drop(black_box(tokens(text))));
    row("+ sentences (plain prose)", &|text| drop(black_box(Prose::plain(text, &language.splitter))));
    row("+ index", &|text| drop(black_box(Index::new(&Prose::plain(text, &language.splitter)))));
    row("a seed of plain text, zones and all", &|text| drop(black_box(open(text, "seed.txt"))));
    row("a seed of Markdown, zones and all", &|text| drop(black_box(open(text, "seed.md"))));
    row("a seed opened for comparing", &|text| drop(black_box(Source::new(open(text, "seed.txt")))));
}
