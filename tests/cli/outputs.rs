//! `--output FORMAT=FILE`: reports in files, whole or not at all.

use super::desk::Desk;
use super::run::{run, run_in};
use super::{RIGHT, WRONG, newsroom};
use std::fs;

/// The names in the desk's folder, hidden ones too.
fn names(desk: &Desk) -> Vec<String> {
    let entries = fs::read_dir(&desk.root).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn read(desk: &Desk, path: &str) -> String {
    fs::read_to_string(desk.root.join(path)).unwrap()
}

#[test]
fn reports_stand_beside_what_is_printed() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    let human = run(&desk, &[]);
    let both = run(&desk, &["--output", "json=out.json", "--output=sarif=out=1.sarif"]);
    assert!(both == human, "{both}");
    assert_eq!(read(&desk, "out.json"), run(&desk, &["--format", "json"]).out);
    assert_eq!(read(&desk, "out=1.sarif"), run(&desk, &["--format", "sarif"]).out);
    assert_eq!(names(&desk), ["claims", "out.json", "out=1.sarif", "seeds", "sourceproof.toml"]);
    let short = run(&desk, &["--format", "short", "--output", "human=out.txt", "--color", "always"]);
    assert!(short.out.starts_with("claims/a.md:1:31: error[misquote]"), "{short}");
    assert!(read(&desk, "out.txt").contains("\u{1b}["));
    run(&desk, &["--output", "human=out.txt"]);
    assert_eq!(read(&desk, "out.txt"), human.out);
}

#[test]
fn every_format_of_the_help_writes_a_file() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    let listed: Vec<&str> = sourceproof::report::FORMATS.iter().map(|format| format.name).collect();
    let help = run(&desk, &["check", "--help"]).out;
    let offered: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.contains("--format"))
        .take_while(|line| !line.contains("--output"))
        .filter_map(|line| line.trim().strip_prefix("- ")?.split(':').next())
        .collect();
    assert_eq!(offered, listed);
    for format in listed {
        let ran = run(&desk, &["--output", &format!("{format}=out")]);
        assert!(ran.code == 1 && ran.err.is_empty() && read(&desk, "out").contains("misquote"), "{format}\n{ran}");
    }
}

#[test]
fn outputs_that_are_none() {
    let desk = newsroom(&[("claims/a.md", RIGHT)]);
    for (output, expected) in [
        ("xml=a.xml", "there is no format `xml`; there are human, short, json, "),
        ("sarif", "write FORMAT=FILE, FORMAT one of human"),
        ("sarif=", "name a file after `sarif=`"),
        ("sarif=-", "`-` is no file; `--format sarif` writes to standard output"),
        ("sarif=claims/a.md", "cannot write claims/a.md: it is a draft"),
        ("sarif=claims/../seeds/speech.txt", "speech.txt: it is a source"),
        ("sarif=./sourceproof.toml", "it is the configuration"),
        ("sarif=claims", "cannot write claims: it is a folder"),
        ("sarif=gone/a.sarif", "cannot write gone/a.sarif: its folder is not there"),
        ("sarif=sourceproof.toml/a", "cannot write sourceproof.toml/a: "),
    ] {
        let ran = run(&desk, &["--output", output]);
        assert!(ran.code == 2 && ran.err.contains(expected), "{output}\n{ran}");
    }
    assert_eq!((read(&desk, "claims/a.md").as_str(), names(&desk).len()), (RIGHT, 3));
    let ran = run(&desk, &["--output", "sarif=a", "--output", "json=claims/../a"]);
    assert!(ran.code == 2 && ran.err.contains("two reports for one file: "), "{ran}");
}

#[test]
fn one_report_that_cannot_be_written_does_not_take_the_others_along() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    let ran = run(&desk, &["--output", "sarif=gone/a", "--output", "gitlab=b.json", "--format", "short"]);
    assert_eq!((ran.code, ran.err.as_str()), (2, "error: cannot write gone/a: its folder is not there\n"));
    assert!(ran.out.contains("error[misquote]") && read(&desk, "b.json").starts_with('['), "{ran}");
}

#[test]
fn a_report_says_that_a_draft_could_not_be_read() {
    let desk = newsroom(&[("claims/a.md", RIGHT)]);
    let ran = run(&desk, &["claims/a.md", "claims/gone.md", "--output", "sarif=a.sarif", "--output", "junit=a.xml"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(read(&desk, "a.sarif").contains("\"executionSuccessful\":false"));
    assert!(read(&desk, "a.xml").contains("<error message=\"cannot read claims/gone.md: no such file\""));
}

#[test]
fn what_is_accepted_is_in_sarif_and_does_not_count() {
    let desk = newsroom(&[("claims/a.md", &format!("<!-- sourceproof: allow misquote: he meant it -->\n{WRONG}"))]);
    let ran = run(&desk, &["--format", "sarif"]);
    assert_eq!(ran.code, 0, "{ran}");
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let results = document["runs"][0]["results"].as_array().unwrap();
    let accepted = serde_json::json!([{"kind": "inSource", "status": "accepted", "justification": "he meant it"}]);
    assert_eq!((results.len(), &results[0]["suppressions"]), (1, &accepted));
    let rules = &document["runs"][0]["tool"]["driver"]["rules"];
    assert_eq!(rules[results[0]["ruleIndex"].as_u64().unwrap() as usize]["id"], "misquote");
}

#[test]
fn a_reader_that_left_does_not_keep_files_from_being_written() {
    use super::run::program;
    use std::process::Stdio;
    let desk = newsroom(&[("claims/a.md", &format!("{WRONG}\n").repeat(300))]);
    let mut command = program(&desk.root);
    let mut child = command.args(["--output", "json=a.json"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(read(&desk, "a.json").ends_with("}\n"));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay_and_a_full_disk_is_told() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    desk.write("kept/real.json", "old");
    let real = desk.root.join("kept/real.json");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("kept/real.json", desk.root.join("link.json")).unwrap();
    run(&desk, &["--output", "json=link.json"]);
    assert!(desk.root.join("link.json").is_symlink() && read(&desk, "kept/real.json").starts_with('{'));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).unwrap();
    let before = read(&desk, "link.json");
    let ran = run(&desk, &["--output", "short=link.json"]);
    assert_eq!((ran.code, ran.err.as_str()), (2, "error: cannot write link.json: it is read-only\n"));
    assert_eq!(read(&desk, "link.json"), before);
    // A device that is always full stands for a disk that is.
    if std::path::Path::new("/dev/full").exists() {
        let ran = run(&desk, &["--output", "json=/dev/full", "--format", "short"]);
        assert_eq!((ran.code, ran.err.as_str()), (2, "error: cannot write /dev/full: the disk is full\n"));
        assert!(ran.out.contains("error[misquote]"), "{ran}");
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_of_any_kind() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = newsroom(&[("claims/a.md", RIGHT)]);
    let ran = run_in(&desk.root, &["--output", "json= a\n::error::b\u{202e}.json"], &[], b"");
    assert_eq!(ran.code, 0, "{ran}");
    assert!(read(&desk, " a\n::error::b\u{202e}.json").starts_with('{'));
    let ran = run_in(&desk.root, &["--output", "json=gone\n::error::x\u{1b}[2J/a"], &[], b"");
    assert!(ran.code == 2 && ran.err.lines().count() == 1 && !ran.err.contains('\u{1b}'), "{ran}");
    let ran = run_in(&desk.root, &[OsStr::new("--output"), OsStr::from_bytes(b"json=\xff.json")], &[], b"");
    assert_eq!(ran.code, 2, "{ran}");
}
