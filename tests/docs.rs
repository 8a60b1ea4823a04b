//! The pages of `docs/` that are made from the rule pages and the command line say what those say today.
//!
//! `WRITE_DOCS=1 cargo test --test docs` writes them anew.

mod desk;

use desk::Desk;
use sourceproof::report::FORMATS;
use sourceproof::rules::{Example, Ruleset, Setting};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn generated_pages_are_as_their_sources() {
    let docs = root().join("docs");
    let mut pages = rule_pages();
    pages.insert(PathBuf::from("command-line.md"), command_line());
    let write = std::env::var_os("WRITE_DOCS").is_some();
    let mut wrong = Vec::new();
    for (path, page) in &pages {
        let path = docs.join(path);
        if write {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, page).unwrap();
        } else if std::fs::read_to_string(&path).ok().as_ref() != Some(page) {
            wrong.push(path.display().to_string());
        }
    }
    for entry in std::fs::read_dir(docs.join("rules")).unwrap() {
        let name = PathBuf::from("rules").join(entry.unwrap().file_name());
        if !pages.contains_key(&name) {
            wrong.push(format!("{}: there is no such rule", name.display()));
        }
    }
    assert!(wrong.is_empty(), "not what the program says; WRITE_DOCS=1 writes them:\n{}", wrong.join("\n"));
}

#[test]
fn every_format_has_its_line() {
    let page = std::fs::read_to_string(root().join("docs/formats.md")).unwrap();
    for format in FORMATS {
        let row = format!("| `{}` | {} |", format.name, format.about);
        assert!(page.contains(&row), "docs/formats.md lacks the row\n{row}");
    }
}

#[test]
fn links_between_the_pages_lead_somewhere() {
    let mut broken = Vec::new();
    let mut folders = vec![root().join("docs")];
    let mut pages = vec![root().join("README.md")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { pages.push(path) }
        }
    }
    assert!(pages.len() > 30);
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        // What stands in code is shown, not linked to.
        let mut in_code = false;
        let prose: String = text
            .lines()
            .filter(|line| {
                let is_fence = line.starts_with("```");
                in_code ^= is_fence;
                !in_code && !is_fence
            })
            .map(|line| format!("{line}\n"))
            .collect();
        let prose: String = prose.split('`').step_by(2).collect();
        for (at, _) in prose.match_indices("](") {
            let target: String = prose[at + 2..].chars().take_while(|letter| *letter != ')').collect();
            let file = target.split('#').next().unwrap_or("");
            let is_elsewhere = file.is_empty() || file.contains("://");
            if !is_elsewhere && !page.parent().unwrap().join(file).exists() {
                broken.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn commands_on_the_pages_run_as_written() {
    let desk = Desk::new();
    for folder in ["claims", "seeds"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
            desk.write(&name, std::fs::read(&path).unwrap());
        }
    }
    desk.write("sourceproof.toml", std::fs::read(root().join("sourceproof.toml")).unwrap());
    // Three commits, for `HEAD~3`, and a branch to have left.
    let git = "git init -q && git add -A && for i in 1 2 3 4; do git -c user.name=T -c user.email=t@example.org commit -q \
               --allow-empty -m $i; done && git update-ref refs/remotes/origin/main HEAD~1";
    assert!(Command::new("sh").args(["-c", git]).current_dir(&desk.root).status().unwrap().success());
    let program = Path::new(env!("CARGO_BIN_EXE_sourceproof")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut tried = 0;
    for page in ["README.md", "docs/fixes.md", "docs/old-drafts.md", "docs/formats.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        let blocks = text.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
        // `--watch` ends when it is ended, and `init` wants a folder without a configuration.
        let commands = blocks.flat_map(str::lines).filter(|line| line.starts_with("sourceproof"));
        for command in commands.filter(|line| !line.contains("--watch") && !line.contains(" init")) {
            let mut shell = Command::new("sh");
            let ran = shell.args(["-c", command]).current_dir(&desk.root).env("PATH", &path).output().unwrap();
            let said = String::from_utf8_lossy(&ran.stderr);
            assert!(matches!(ran.status.code(), Some(0 | 1)), "{page}: {command}\n{said}");
            tried += 1;
        }
    }
    assert!(tried > 12, "{tried}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What `--help` says of the program and of each of its commands.
fn command_line() -> String {
    let help = |arguments: &[&str]| {
        let ran = Command::new(env!("CARGO_BIN_EXE_sourceproof")).args(arguments).output().unwrap();
        assert!(ran.status.success());
        let lines: Vec<String> =
            String::from_utf8(ran.stdout).unwrap().lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n").trim_end().to_owned()
    };
    let whole = help(&["--help"]);
    let mut page = format!("# The command line\n\n## sourceproof\n\n```text\n{whole}\n```\n");
    let commands = whole.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    for name in commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help") {
        write!(page, "\n## sourceproof {name}\n\n```text\n{}\n```\n", help(&[name, "--help"])).unwrap();
    }
    page
}

/// A page for each rule, and the table of them.
fn rule_pages() -> BTreeMap<PathBuf, String> {
    let rules = Ruleset::new(&toml::Table::new(), None).unwrap();
    let mut table = "# The rules\n\nEach of them can be set in `sourceproof.toml`: `[rules]`, then `misquote = \"warning\"`, or \
                     `\"off\"`. `sourceproof explain misquote` prints a page in the terminal.\n\n| rule | level | what it finds |\n|---|---|---|\n"
        .to_owned();
    let mut pages = BTreeMap::new();
    for rule in rules.settings() {
        let level = rule.level.name();
        writeln!(table, "| [`{0}`]({0}.md) | {level} | {1} |", rule.name, rule.page.summary.trim()).unwrap();
        pages.insert(PathBuf::from(format!("rules/{}.md", rule.name)), rule_page(rule));
    }
    pages.insert(PathBuf::from("rules/README.md"), table);
    pages
}

fn rule_page(rule: &Setting) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut page = format!(
        "# {}\n\n**What it finds:** {}. **Level:** {}.\n\n{}\n",
        rule.name,
        one_line(&rule.page.summary),
        rule.level.name(),
        one_line(&rule.page.why)
    );
    if !rule.page.limits.is_empty() {
        page += "\n## Limits\n\n";
        rule.page.limits.iter().for_each(|limit| page += &format!("- {}\n", one_line(limit)));
    }
    if !rule.page.params.is_empty() {
        let params: Vec<String> = rule.page.params.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        write!(page, "\n## What can be set\n\n```toml\n[rules]\n{} = {{ {} }}\n```\n", rule.name, params.join(", "))
            .unwrap();
    }
    page += "\n## Examples\n";
    rule.examples().unwrap().iter().for_each(|example| page += &example_block(example));
    page
}

fn example_block(example: &Example) -> String {
    let found: Vec<String> =
        example.finds.iter().map(|found| format!("`{}` on `{}`", found.rule, found.text)).collect();
    let verdict = if found.is_empty() { "nothing is found".to_owned() } else { format!("finds {}", found.join(", ")) };
    let mut block = format!("\n**{}**: {verdict}.\n\n````text\n{}\n````\n", example.name, example.draft.trim_end());
    for (key, seed) in &example.locked {
        write!(block, "\nThe source `{key}` when it was locked:\n\n````text\n{}\n````\n", seed.trim_end()).unwrap();
    }
    for (key, seed) in &example.seeds {
        let date = example.dates.get(key).map(|date| format!(", dated {date}")).unwrap_or_default();
        write!(block, "\nThe source `{key}`{date}:\n\n````text\n{}\n````\n", seed.trim_end()).unwrap();
    }
    block
}
