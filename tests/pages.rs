//! The pages of the rules: their list against the disk, and their examples, each held against every rule.

mod desk;

use desk::Desk;
use sourceproof::check::{Project, inputs};
use sourceproof::config::Config;
use sourceproof::facts::dates::Days;
use sourceproof::rules::{Example, Page, RULES};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Pages whose rule is not written yet. A rule that comes is taken out here; the list ends empty.
const NOT_WRITTEN_YET: &[&str] = &[];

#[test]
fn the_list_of_rules_is_that_of_the_disk() {
    let listed: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert!(listed.is_sorted(), "rules are listed by name");
    let without_rule: Vec<String> = on_disk("rules", "toml").into_iter().filter(|page| !is_rule(page)).collect();
    assert_eq!(without_rule, *NOT_WRITTEN_YET, "pages without a rule in src/rules/mod.rs, against NOT_WRITTEN_YET");
    let code = on_disk("src/rules", "rs");
    let without_code: Vec<&str> = listed.into_iter().filter(|rule| !code.contains(*rule)).collect();
    assert!(without_code.is_empty(), "rules without a file of their own: {without_code:?}");
}

#[test]
fn every_page_shows_its_rule_and_a_near_miss() {
    let pages = on_disk("rules", "toml");
    let mut faults = Vec::new();
    for (name, page) in all_pages() {
        let shows = |example: &&Example| example.finds.iter().any(|found| found.rule == name);
        if !page.examples.iter().any(|example| shows(&example)) {
            faults.push(format!("{name}: no example finds it"));
        }
        if !page.examples.iter().any(|example| !shows(&example)) {
            faults.push(format!("{name}: no example is a near miss that it leaves alone"));
        }
        let names: BTreeSet<&str> = page.examples.iter().map(|example| example.name.as_str()).collect();
        if names.len() < page.examples.len() {
            faults.push(format!("{name}: two examples have one name"));
        }
        for example in &page.examples {
            let unknown = example.finds.iter().filter(|found| !pages.contains(&found.rule));
            faults.extend(unknown.map(|found| format!("{name}, {}: no rule is called {}", example.name, found.rule)));
            let unlocked = example.locked.keys().filter(|key| !example.seeds.contains_key(*key));
            faults.extend(unlocked.map(|key| format!("{name}, {}: locked {key}, which is no seed", example.name)));
            let undated = example.dates.keys().filter(|key| !example.seeds.contains_key(*key));
            faults.extend(undated.map(|key| format!("{name}, {}: a date for {key}, which is no seed", example.name)));
            for found in &example.finds {
                if !example.draft.contains(&found.text) {
                    faults.push(format!("{name}, {}: `{}` is not in the draft", example.name, found.text));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_example_finds_what_its_page_says() {
    let examples: Vec<(String, Example)> = all_pages()
        .into_iter()
        .flat_map(|(name, page)| page.examples.into_iter().map(move |example| (name.clone(), example)))
        .filter(|(_, example)| !NOT_WRITTEN_YET.iter().any(|rule| example.draft.contains(&format!("allow {rule}:"))))
        .collect();
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some((rule, example)) = examples.get(number) else { break };
                    if let Some(failure) = failure(rule, example) {
                        failures.lock().unwrap().push((number, failure));
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    let shown: Vec<String> = failures.into_iter().map(|(_, failure)| failure).collect();
    assert!(shown.is_empty(), "{} of {} examples fail\n\n{}", shown.len(), examples.len(), shown.join("\n"));
}

/// Rule and labelled words.
type Found = (String, String);

/// What is found besides, or missed, told with the example; `None` when all is as the page says.
fn failure(rule: &str, example: &Example) -> Option<String> {
    let expected = example.finds.iter().filter(|found| is_rule(&found.rule));
    let mut expected: Vec<Found> = expected.map(|found| (found.rule.clone(), found.text.clone())).collect();
    expected.sort();
    let (found, problems) = run(example);
    let mut told: Vec<Found> = found.iter().map(|(found, _)| found.clone()).collect();
    told.sort();
    if told == expected && problems.is_empty() {
        return None;
    }
    let mut shown = format!("── rules/{rule}.toml, \"{}\"\n   draft: {}\n", example.name, example.draft.trim());
    for (key, seed) in &example.seeds {
        let _ = writeln!(shown, "   {key}: {}", seed.trim());
    }
    for problem in problems {
        let _ = writeln!(shown, "   could not check: {problem}");
    }
    for (rule, text) in without(&expected, &told) {
        let _ = writeln!(shown, "   not found: {rule} on `{text}`");
    }
    for (rule, text) in without(&told, &expected) {
        let message = found.iter().find(|((one, words), _)| (one, words) == (&rule, &text)).map(|(_, message)| message);
        let _ = writeln!(shown, "   found too: {rule} on `{text}`: {}", message.map_or("", String::as_str));
    }
    Some(shown)
}

fn without(these: &[Found], those: &[Found]) -> Vec<Found> {
    let mut rest = those.to_vec();
    let mut left = these.to_vec();
    left.retain(|found| match rest.iter().position(|other| other == found) {
        Some(at) => {
            rest.remove(at);
            false
        }
        None => true,
    });
    left
}

/// The findings of an example with their messages, and what could not be checked.
fn run(example: &Example) -> (Vec<(Found, String)>, Vec<String>) {
    let desk = Desk::new();
    let mut config = String::new();
    for (key, date) in &example.dates {
        let _ = writeln!(config, "[seed.{key}]\ndate = {date:?}");
    }
    std::fs::create_dir_all(desk.root.join("seeds")).unwrap();
    let lay = |seeds: &BTreeMap<String, String>| {
        for (key, seed) in seeds {
            desk.write(&format!("seeds/{key}.txt"), seed);
        }
    };
    lay(&example.seeds);
    let front = example.date.as_ref().map_or_else(String::new, |date| format!("---\ndate: {date}\n---\n\n"));
    desk.write("claims/draft.md", format!("{front}{}", example.draft));
    desk.write("sourceproof.toml", &config);
    if !example.locked.is_empty() {
        lay(&example.locked);
        let then = Config::parse(&config, &desk.root).and_then(Project::new).unwrap();
        let (lock, _) = then.locked(&inputs(&then.config, &[]).unwrap());
        desk.write("sourceproof.lock", lock.to_toml());
        lay(&example.seeds);
    }
    let project = Config::parse(&config, &desk.root).and_then(Project::new);
    let mut project = match project {
        Ok(project) => project,
        Err(error) => return (Vec::new(), vec![format!("{error:#}")]),
    };
    // The last day of an allowance among the examples.
    project.today = Days::parse("2020-03-02");
    let run = project.check(&inputs(&project.config, &[]).unwrap(), false, &|_| {});
    let findings = run.findings.iter();
    let found =
        findings.map(|finding| ((finding.rule.to_owned(), finding.draft.words().to_owned()), finding.message.clone()));
    (found.collect(), run.problems.clone())
}

/// The pages on the disk, those without a rule yet too.
fn all_pages() -> Vec<(String, Page)> {
    let read = |name: String| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(format!("{name}.toml"));
        let page = Page::parse(&name, &std::fs::read_to_string(path).unwrap());
        (name, page.unwrap_or_else(|error| panic!("{error:#}")))
    };
    on_disk("rules", "toml").into_iter().map(read).collect()
}

fn is_rule(name: &str) -> bool {
    RULES.iter().any(|rule| rule.name == name)
}

/// Stems of the files of a folder of the project with that ending.
fn on_disk(folder: &str, ending: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let wanted = paths.filter(|path| path.extension().is_some_and(|extension| extension == ending));
    wanted.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}
