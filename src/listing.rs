//! What the listing commands show: rules, pages, scopes, seeds, the facts of a text.

use crate::check::Input;
use crate::check::Project;
use crate::check::Tools;
use crate::claims;
use crate::evidence;
use crate::evidence::Facts;
use crate::evidence::Opened;
use crate::facts::dates::DateValue;
use crate::facts::dates::Days;
use crate::facts::names;
use crate::facts::names::NameRelation;
use crate::facts::quotes;
use crate::facts::speakers;
use crate::report;
use crate::report::facts::FileFacts;
use crate::report::listing::table;
use crate::report::printable;
use crate::rules::Ruleset;
use crate::rules::Setting;
use crate::rules::no_such_rule;
use crate::seeds;
use crate::seeds::Resolved;
use crate::text::Text;
use anyhow::{Result, bail};
use std::sync::Arc;

/// The table of rules with their levels here.
pub fn rules(rules: &Ruleset) -> String {
    let rows: Vec<Vec<String>> = rules
        .settings()
        .iter()
        .map(|rule| vec![rule.name.into(), rule.level.name().into(), rule.page.summary.clone()])
        .collect();
    table(&["rule", "level", "what it finds"], &rows)
}

/// A rule's page as readable text; without a name, the table of rules.
///
/// # Errors
/// When there is no rule of that name.
pub fn explain(rules: &Ruleset, name: Option<&str>) -> Result<String> {
    let Some(name) = name else { return Ok(self::rules(rules)) };
    match rules.settings().iter().find(|rule| rule.name == name) {
        Some(rule) => page(rule),
        None => bail!("{}", no_such_rule(name)),
    }
}

/// Columns that pages are wrapped at.
const PAGE_WIDTH: usize = 80;

fn page(rule: &Setting) -> Result<String> {
    let paragraph =
        |text: &str| printable::wrapped(&text.split_whitespace().collect::<Vec<_>>().join(" "), PAGE_WIDTH).join("\n");
    let indented = |text: &str, first: &str| {
        let lines =
            printable::wrapped(&text.split_whitespace().collect::<Vec<_>>().join(" "), PAGE_WIDTH - first.len());
        let blank = " ".repeat(first.len());
        let lines = lines
            .iter()
            .enumerate()
            .map(|(index, line)| format!("{}{line}\n", if index == 0 { first } else { &blank }));
        lines.collect::<String>()
    };
    let mut text =
        format!("{} ({})\n{}\n\n{}\n", rule.name, rule.level.name(), rule.page.summary, paragraph(&rule.page.why));
    if !rule.page.limits.is_empty() {
        text.push_str("\nLimits\n");
        rule.page.limits.iter().for_each(|limit| text.push_str(&indented(limit, "  - ")));
    }
    if !rule.page.params.is_empty() {
        text.push_str("\nNumbers that can be set in sourceproof.toml\n");
        for (name, value) in &rule.page.params {
            text.push_str(&format!("  {name} = {value}\n"));
        }
    }
    text.push_str("\nExamples\n");
    for example in &rule.examples()? {
        let finds: Vec<String> =
            example.finds.iter().map(|found| format!("{} on `{}`", found.rule, found.text)).collect();
        let verdict =
            if finds.is_empty() { "nothing is found".to_owned() } else { format!("found: {}", finds.join(", ")) };
        text.push_str(&indented(&format!("{}: {verdict}", example.name), "  "));
        text.push_str(&indented(&example.draft, "    draft:  "));
        for (key, seed) in &example.locked {
            text.push_str(&indented(seed, &format!("    {key}, when it was locked: ")));
        }
        for (key, seed) in &example.seeds {
            text.push_str(&indented(seed, &format!("    {key}: ")));
        }
        text.push('\n');
    }
    Ok(text)
}

/// A draft with what each of its citations covers, a line a claim.
pub fn scope(project: &Project, text: Text) -> String {
    let mut draft = claims::read(Arc::new(text), &project.language.splitter);
    let resolved = evidence::resolve(&mut draft, &project.catalog, project.config.scope);
    let mut shown = String::new();
    for claim in &draft.claims {
        let span = draft.prose.span(&claim.range);
        let keys: Vec<String> = claim
            .citations
            .iter()
            .flat_map(|citation| draft.citations[*citation].targets.iter().zip(&resolved[*citation]))
            .map(|(target, resolved)| match resolved {
                Resolved::Seed(seed) => project.catalog.entries[*seed].key.clone(),
                Resolved::Outside(path) => format!("{path} (outside the seed folders)"),
                Resolved::Missing { .. } | Resolved::NotASeed => format!("{} (no such source)", target.wanted),
            })
            .collect();
        let keys = if keys.is_empty() { "external".to_owned() } else { keys.join(", ") };
        let carried = if claim.carried { ", carried back from the end of the paragraph" } else { "" };
        let line = draft.text.position(span.start()).line;
        shown.push_str(&format!(
            "{}:{line}: {}{carried}\n",
            printable::path(&draft.text.path),
            printable::words(&keys)
        ));
        let words = draft.prose.slice(&claim.range).split_whitespace().collect::<Vec<_>>().join(" ");
        for row in printable::wrapped(&words, PAGE_WIDTH - 4) {
            shown.push_str(&format!("    {}\n", printable::line(&row)));
        }
    }
    if draft.claims.is_empty() {
        shown.push_str("nothing in this draft is covered by a citation\n");
    }
    shown
}

/// The table of seeds, with who cites them.
pub fn seeds(project: &Project, drafts: &[Input]) -> String {
    let mut citing: Vec<Vec<String>> = vec![Vec::new(); project.catalog.entries.len()];
    for input in drafts {
        let Input::File(path, shown) = input else { continue };
        let Ok(text) = Text::read(path, shown) else { continue };
        let mut draft = claims::read(Arc::new(text), &project.language.splitter);
        let resolved = evidence::resolve(&mut draft, &project.catalog, project.config.scope);
        for target in resolved.iter().flatten() {
            if let Resolved::Seed(seed) = target
                && !citing[*seed].contains(shown)
            {
                citing[*seed].push(shown.clone());
            }
        }
    }
    let mut notes = Vec::new();
    let rows = project.each_seed(|number, opened| {
        let entry = &project.catalog.entries[number];
        let cited = citing[number].join(", ");
        match opened {
            Opened::Unreadable(why) => (
                vec![
                    entry.key.clone(),
                    entry.shown.clone(),
                    format!("no text: {why}"),
                    String::new(),
                    String::new(),
                    String::new(),
                    cited,
                ],
                Vec::new(),
            ),
            Opened::Source(source) => {
                let seed = &source.seed;
                let format = match entry.format {
                    seeds::Format::Markdown => "Markdown",
                    _ => "text",
                };
                let date = seed.date.map_or_else(String::new, |date| DateValue::of_days(date).reading());
                let origin = seed.date_origin.map_or("", |origin| origin.name()).to_owned();
                let mut notes = seed.date_notes.clone();
                if seed.text.encoding.guessed {
                    notes.push(format!("its encoding was guessed: {}", seed.text.encoding.name));
                }
                if seed.text.encoding.lossy {
                    notes.push("some bytes of it could not be read as text".to_owned());
                }
                (
                    vec![
                        entry.key.clone(),
                        entry.shown.clone(),
                        format.into(),
                        date,
                        origin,
                        seed.words.to_string(),
                        cited,
                    ],
                    notes,
                )
            }
        }
    });
    let mut table_rows = Vec::new();
    for (row, seed_notes) in rows {
        notes.extend(seed_notes.into_iter().map(|note| format!("{}: {note}\n", row[0])));
        table_rows.push(row);
    }
    let mut shown = table(&["key", "file", "format", "date", "from", "words", "cited by"], &table_rows);
    for note in notes {
        shown.push_str(&printable::line(note.trim_end()));
        shown.push('\n');
    }
    shown
}

/// The facts of any text, relative dates counted from `date` or the text's own date.
pub fn facts_of(tools: &Tools, text: Text, date: Option<Days>) -> FileFacts {
    let text = Arc::new(text);
    let language = &tools.language;
    let seed = seeds::read(Arc::clone(&text), "", date, &tools.seed_words, language);
    let quotes = quotes::quotes(&seed.prose);
    let facts = Facts::of(&seed.prose, language, seed.date, None);
    let speakers = speakers::speakers(&seed.prose, &quotes, &facts.names, &language.speakers);
    let entities = names::Entities::new(&seed.prose, &facts.names, &language.names);
    report::facts::file(
        &text,
        &seed.prose,
        &quotes,
        &speakers,
        &facts.dates,
        &facts.quantities,
        &report::facts::Named { names: &facts.names, entities: &entities },
    )
}

/// How two names relate, in the word that the command prints.
pub fn relation(tools: &Tools, a: &str, b: &str) -> &'static str {
    match names::relation(a, b, &tools.language.names) {
        NameRelation::Same => "same",
        NameRelation::Variant => "variant",
        NameRelation::Misspelled => "misspelled",
        NameRelation::Different => "different",
        NameRelation::Unknown => "unknown",
    }
}
