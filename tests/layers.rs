//! The house reads downward: which folder of `src` may use which, and that only `cli` knows the command line.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder and what it may use besides itself, `*` for anything. The order is that of the design: nothing uses what stands below it.
const HOUSE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("facts", &["text"]),
    ("seeds", &["text", "facts"]),
    ("claims", &["text", "facts"]),
    ("evidence", &["text", "facts", "seeds", "claims"]),
    ("findings", &["text"]),
    ("history", &["text", "findings"]),
    ("rules", &["text", "facts", "seeds", "claims", "evidence", "findings"]),
    ("fixes", &["text", "findings"]),
    ("report", &["text", "facts", "findings"]),
    ("lsp", &["*"]),
    ("check", &["*"]),
    ("cli", &["*"]),
];

/// A line of a file of `src`, and the module of the crate that it names.
#[derive(Debug, PartialEq)]
struct Use {
    line: usize,
    module: String,
}

#[test]
fn folders_use_only_what_stands_above_them() {
    let mut broken = Vec::new();
    for (path, shown) in sources() {
        let Some((folder, _)) = shown.split_once('/') else { continue };
        let Some((_, allowed)) = HOUSE.iter().find(|(name, _)| *name == folder) else {
            broken.push(format!("src/{shown}: the folder {folder} is not in the list of this test"));
            continue;
        };
        for found in uses(&fs::read_to_string(path).unwrap(), depth(&shown)) {
            let Use { line, module } = found;
            if module == "{" {
                broken.push(format!("src/{shown}:{line}: write one `use crate::folder::…` a line"));
            } else if module != folder && !allowed.contains(&module.as_str()) && *allowed != ["*"] {
                let allowed = if allowed.is_empty() { "nothing".to_owned() } else { allowed.join(", ") };
                broken.push(format!("src/{shown}:{line}: {folder} uses {module}; it may use {allowed}"));
            }
        }
    }
    assert!(broken.is_empty(), "the direction of the folders is broken:\n{}", broken.join("\n"));
}

#[test]
fn only_the_command_line_knows_clap() {
    let mut broken = Vec::new();
    for (path, shown) in sources() {
        for (row, line) in fs::read_to_string(path).unwrap().lines().enumerate() {
            if !shown.starts_with("cli/") && !is_comment(line) && (line.contains("clap::") || line.contains("use clap"))
            {
                broken.push(format!("src/{shown}:{}: only src/cli may know clap", row + 1));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_folder_is_there_and_every_use_is_seen() {
    for (folder, _) in HOUSE {
        assert!(root().join(folder).join("mod.rs").is_file(), "src/{folder} is gone; take it out of this test");
    }
    let text = "use crate::text::Span;\n// crate::rules\nlet a = crate::facts::b(crate::seeds::c);\nuse crate::{a, b};\n\
                use super::super::claims::Draft;\nuse super::mine;\n";
    let seen: Vec<_> = uses(text, 2).into_iter().map(|found| (found.line, found.module)).collect();
    let expected = [(1, "text"), (3, "facts"), (3, "seeds"), (4, "{"), (5, "claims")];
    assert_eq!(seen, expected.map(|(line, module)| (line, module.to_owned())));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// All Rust files of `src`, and their paths from there.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let shown = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.push((path, shown));
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "src was not found");
    found
}

/// How many `super` lead from a file to the crate: `facts/dates/find.rs` is three modules deep.
fn depth(shown: &str) -> usize {
    shown.split('/').filter(|part| *part != "mod.rs").count()
}

/// The modules of the crate that a file `depth` modules deep names.
fn uses(text: &str, depth: usize) -> Vec<Use> {
    let mut found = Vec::new();
    for (row, line) in text.lines().enumerate().filter(|(_, line)| !is_comment(line)) {
        let mut add = |after: &str| {
            let module: String =
                after.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            let module = if after.starts_with('{') { "{".to_owned() } else { module };
            found.push(Use { line: row + 1, module });
        };
        for (at, path) in line.match_indices("crate::") {
            let is_whole =
                !line[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$');
            if is_whole {
                add(&line[at + path.len()..]);
            }
        }
        // `super::super::claims` is `crate::claims` from two modules deep.
        let up = "super::".repeat(depth);
        if let Some(at) = line.find(&up) {
            let after = &line[at + up.len()..];
            if HOUSE.iter().any(|(folder, _)| after.strip_prefix(folder).is_some_and(|rest| rest.starts_with("::"))) {
                add(after);
            }
        }
    }
    found
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}
