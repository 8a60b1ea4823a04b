use sourceproof::facts::dates;
use sourceproof::text::{Lists, Prose, Splitter};
fn main() {
    let lists = Lists::default();
    let t = std::time::Instant::now();
    let words = dates::Words::new(&lists).unwrap();
    println!("load {:?}", t.elapsed());
    let splitter = Splitter::new(&lists).unwrap();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let prose = Prose::plain(&text, &splitter);
        for _ in 0..3 {
            let t = std::time::Instant::now();
            let n = dates::dates(&prose, &words, dates::Days::parse("2008-10-17")).len();
            let s = t.elapsed().as_secs_f64();
            println!("{path} {n} dates {} bytes {:.1} MB/s", text.len(), text.len() as f64 / 1e6 / s);
        }
    }
}
