//! The whole command on a made-up newsroom, time and peak memory: `cargo bench --bench newsroom [DRAFTS]`.
//!
//! 2,000 drafts and 2,000 sources of 7 KB, files warm. Each draft cites three sources, every sentence one; its
//! sentences are theirs, each tenth of them with a word changed. Then one draft alone with its three sources, as a
//! commit hook runs it.

mod made;

use made::Dice;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SIZE: usize = 7_000;

fn main() {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let drafts: usize = asked.unwrap_or(2_000);
    let folder = std::env::temp_dir().join(format!("sourceproof-newsroom-{}", std::process::id()));
    make(&folder, drafts).expect("the folder for temporary files can be written");
    println!(
        "{:<44} {:>10} {:>10} {:>9} {:>9}",
        "whole command, shortest of several runs", "time", "per draft", "all cores", "memory"
    );
    show(&format!("{drafts} drafts, {drafts} sources, all rules"), drafts, &best(&folder, &[], 5));
    show("the same, quotations only", drafts, &best(&folder, &["--only", QUOTATIONS], 3));
    show("one draft, three sources", 1, &best(&folder, &["claims/draft_7.md"], 30));
    let small = folder.join("small");
    make(&small, 3).expect("the folder for temporary files can be written");
    show("one draft in a newsroom of three sources", 1, &best(&small, &["claims/draft_1.md"], 30));
    show("the program's start (rules)", 1, &best(&small, &["rules"], 30));
    std::fs::remove_dir_all(&folder).expect("the folder was made above");
}

const QUOTATIONS: &str = "misquote,quote_not_found,quote_spliced";

/// A newsroom of as many sources as drafts.
fn make(folder: &Path, drafts: usize) -> std::io::Result<()> {
    std::fs::create_dir_all(folder.join("claims"))?;
    std::fs::create_dir_all(folder.join("seeds"))?;
    std::fs::write(folder.join("sourceproof.toml"), "drafts = [\"claims/**/*.md\"]\nseeds = [\"seeds\"]\n")?;
    let texts: Vec<String> = (0..drafts).map(|number| made::text(number as u64, SIZE)).collect();
    for (number, text) in texts.iter().enumerate() {
        std::fs::write(folder.join(format!("seeds/seed_{number}.txt")), text)?;
        let cited: Vec<usize> = (0..3).map(|next| (number + next) % drafts).collect();
        std::fs::write(folder.join(format!("claims/draft_{number}.md")), draft(&cited, &texts))?;
    }
    Ok(())
}

fn draft(cited: &[usize], texts: &[String]) -> String {
    let mut dice = Dice::new(cited[0] as u64);
    let mut draft = String::from("---\ndate: 2020-03-02\n---\n\n# What was said\n\n");
    while draft.len() < SIZE {
        let seed = cited[dice.roll(cited.len())];
        let paragraphs: Vec<&str> = texts[seed].split("\n\n").filter(|text| !text.is_empty()).collect();
        let sentences: Vec<&str> = paragraphs[dice.roll(paragraphs.len())].split_inclusive(". ").collect();
        let sentence = sentences[dice.roll(sentences.len())].trim_end_matches(['.', ' ']);
        let said = sentence.contains('“') == sentence.contains('”');
        if !said {
            continue;
        }
        let mut words: Vec<&str> = sentence.split(' ').collect();
        if dice.chance(10) && words.len() > 4 {
            let at = 2 + dice.roll(words.len() - 3);
            words[at] = "never";
        }
        let end = if dice.chance(25) { "\n\n" } else { " " };
        let _ = write!(draft, "{} [@seed_{seed}].{end}", words.join(" "));
    }
    draft
}

struct Run {
    time: Duration,
    /// Of all cores together.
    work: Option<Duration>,
    /// Kilobytes; `None` where the system does not tell.
    peak: Option<u64>,
}

fn show(name: &str, drafts: usize, run: &Run) {
    let peak = run.peak.map_or_else(|| "unknown".to_owned(), |peak| format!("{:.0} MB", peak as f64 / 1000.0));
    let time = run.time.as_secs_f64() * 1e3;
    let work = run.work.map_or_else(|| "unknown".to_owned(), |work| format!("{} ms", work.as_millis()));
    println!("{name:<44} {time:>7.1} ms {:>7.2} ms {work:>9} {peak:>9}", time / drafts as f64);
}

fn best(folder: &Path, arguments: &[&str], runs: usize) -> Run {
    let all: Vec<Run> = (0..runs).map(|_| run(folder, arguments)).collect();
    Run {
        time: all.iter().map(|run| run.time).min().unwrap_or_default(),
        work: all.iter().filter_map(|run| run.work).min(),
        peak: all.iter().filter_map(|run| run.peak).max(),
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    let (start, before) = (Instant::now(), work_of_children());
    let mut command = Command::new(env!("CARGO_BIN_EXE_sourceproof"));
    let mut child = command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program was built beside this bench");
    let id = child.id();
    // The kernel keeps the high mark itself; a look now and then misses the last moments at most.
    let watch = std::thread::spawn(move || {
        let mut peak = None;
        while let Some(now) = high_mark(id) {
            peak = Some(now);
            std::thread::sleep(Duration::from_millis(2));
        }
        peak
    });
    let status = child.wait().expect("nobody else waits for it");
    let time = start.elapsed();
    assert!(matches!(status.code(), Some(0 | 1)), "the run ended with {status}");
    let work = work_of_children().zip(before).map(|(after, before)| after.saturating_sub(before));
    Run { time, work, peak: watch.join().expect("it only reads") }
}

/// Time that the cores spent on the programs run so far, in steps of 10 ms: what a machine that does other work as
/// well still tells rightly.
fn work_of_children() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field)?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks(13)? + ticks(14)?) * 10))
}

fn high_mark(id: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
