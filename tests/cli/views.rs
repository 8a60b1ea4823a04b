//! Whole views, kept in `tests/cli/*.md` beside the commands that show them.
//!
//! A block that opens with three backticks and a path is a file of the newsroom; one that opens with `console` holds a
//! command after `$`, all that it prints, and its exit code. Blocks are used in order.

use super::desk::Desk;
use super::run::run;
use std::path::Path;

#[test]
fn kept_views_are_what_is_shown() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = String::new();
    for path in paths {
        let kept = std::fs::read_to_string(&path).unwrap();
        let shown = shown(&kept);
        if kept != shown {
            wrong += &format!("── {} should read, if this is what a person should see:\n{shown}\n", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The page with what its commands print today.
fn shown(page: &str) -> String {
    let desk = Desk::new();
    let mut shown = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        shown += &format!("{line}\n");
        let Some(name) = line.strip_prefix("```").filter(|name| !name.is_empty()) else { continue };
        let block: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        if name == "console" {
            let command = block.lines().next().and_then(|line| line.strip_prefix("$ sourceproof"));
            let command = command.expect("a console block starts with `$ sourceproof`");
            let ran = run(&desk, &command.split_whitespace().collect::<Vec<_>>());
            shown += &format!("$ sourceproof{command}\n{}{}(exit {})\n", ran.out, ran.err, ran.code);
        } else {
            desk.write(name, &block);
            shown += &block;
        }
        shown += "```\n";
    }
    shown
}
