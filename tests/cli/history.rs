//! Living with old drafts: baselines, what changed since a git revision, locks, allowances that end.

use super::desk::Desk;
use super::run::{Ran, run, run_in};
use super::{RIGHT, SMALL, SPEECH, UNCITED, WRONG, newsroom};
use std::fs;
use std::process::Command;

const BASELINE: &str = "sourceproof.baseline.json";

fn check(desk: &Desk, args: &[&str]) -> Ran {
    run(desk, &[&["--format", "short"], args].concat())
}

/// Lines that tell a finding.
fn told(ran: &Ran) -> Vec<&str> {
    ran.out.lines().filter(|line| line.contains("[misquote]") || line.contains("[quote_")).collect()
}

fn accepted(desk: &Desk) -> Ran {
    check(desk, &["--baseline", BASELINE])
}

#[test]
fn a_baseline_hides_what_it_has_and_nothing_else() {
    let desk = newsroom(&[("claims/a.md", &format!("{WRONG}\n{UNCITED}"))]);
    let wrote = run(&desk, &["baseline"]);
    assert_eq!((wrote.code, wrote.out.as_str()), (0, "wrote 2 findings to sourceproof.baseline.json\n"));
    let ran = accepted(&desk);
    assert!(ran.code == 0 && told(&ran).is_empty() && ran.err.is_empty(), "{ran}");
    assert!(ran.out.ends_with("0 errors, 0 warnings, 0 notes; 2 findings in the baseline\n"), "{ran}");
    // Lines above it and a new end of the file change nothing; without the option nothing is hidden.
    desk.write(
        "claims/a.md",
        format!("# Title\n\n{RIGHT}\n\n{UNCITED}\n{}", WRONG.replace("ferrymen and", "ferrymen\nand")),
    );
    assert!(accepted(&desk).out.ends_with("; 2 findings in the baseline\n"));
    assert_eq!(told(&check(&desk, &[])).len(), 2);
    // Another fault in the same words is new.
    desk.write("claims/a.md", WRONG.replace("ferrymen", "pilots"));
    let ran = accepted(&desk);
    assert!(ran.code == 1 && told(&ran).len() == 1 && ran.out.contains("`pilots`"), "{ran}");
}

#[test]
fn what_stands_twice_in_a_baseline_hides_two() {
    let desk = newsroom(&[("claims/a.md", &format!("{WRONG}\n{WRONG}"))]);
    run(&desk, &["baseline"]);
    let file = fs::read_to_string(desk.root.join(BASELINE)).unwrap();
    assert!(file.contains("\"count\": 2") && !file.contains("line"), "{file}");
    desk.write("claims/a.md", format!("{WRONG}\n{WRONG}\n{WRONG}"));
    let ran = accepted(&desk);
    assert!(told(&ran).len() == 1 && ran.out.contains("claims/a.md:5:31:"), "{ran}");
    assert!(ran.out.contains("; 2 findings in the baseline"), "{ran}");
    // One of another draft does not use up those of this one.
    desk.write("claims/0.md", WRONG).write("claims/a.md", format!("{WRONG}\n{WRONG}"));
    let ran = accepted(&desk);
    assert!(told(&ran).len() == 1 && ran.out.contains("claims/0.md:1:31:"), "{ran}");
}

#[test]
fn a_draft_of_another_name_keeps_its_entries() {
    let desk = newsroom(&[("claims/a.md", WRONG), ("claims/b.md", RIGHT)]);
    run(&desk, &["baseline"]);
    fs::rename(desk.root.join("claims/a.md"), desk.root.join("claims/c.md")).unwrap();
    for ran in [accepted(&desk), check(&desk, &["--baseline", BASELINE, "claims/c.md"])] {
        assert!(ran.code == 0 && ran.err.is_empty() && ran.out.contains("1 finding in the baseline"), "{ran}");
    }
    assert!(run(&desk, &["baseline"]).out.ends_with("1 finding (0 gone, 0 new)\n"));
    assert!(fs::read_to_string(desk.root.join(BASELINE)).unwrap().contains("claims/c.md"));
}

#[test]
fn what_is_no_longer_found_is_said_and_taken_out() {
    let desk = newsroom(&[("claims/a.md", WRONG), ("claims/b.md", SMALL)]);
    run(&desk, &["baseline"]);
    desk.write("claims/a.md", RIGHT);
    let ran = accepted(&desk);
    let said = "warning: 1 finding of sourceproof.baseline.json is no longer there:\n  misquote in claims/a.md: “We built \
                this bridge for the ferrymen and their children,” …\n`sourceproof baseline` takes them out\n";
    assert_eq!((ran.code, ran.err.as_str()), (0, said), "{ran}");
    assert_eq!(check(&desk, &["--baseline", BASELINE, "--deny", "warnings"]).code, 1);
    // A check of other drafts or other rules cannot tell.
    for args in [&["claims/b.md"][..], &["--skip", "misquote"]] {
        let ran = check(&desk, &[&["--baseline", BASELINE, "--deny", "warnings"], args].concat());
        assert!(ran.code == 0 && ran.err.is_empty(), "{ran}");
    }
    // A check writes nothing.
    assert!(fs::read_to_string(desk.root.join(BASELINE)).unwrap().contains("misquote"));
    let shrunk = run(&desk, &["baseline"]);
    assert_eq!(shrunk.out, "sourceproof.baseline.json: 1 finding (1 gone, 0 new)\n");
    assert_eq!(check(&desk, &["--baseline", BASELINE, "--deny", "warnings"]).code, 0);
    // The file of a draft that is gone: its entries are, when all drafts were looked at.
    fs::remove_file(desk.root.join("claims/b.md")).unwrap();
    assert!(check(&desk, &["--baseline", BASELINE, "claims/a.md"]).err.is_empty());
    assert!(accepted(&desk).err.contains("quote_minor_edit in claims/b.md"));
}

#[test]
fn a_baseline_never_grows_by_itself() {
    let desk = newsroom(&[("claims/a.md", WRONG), ("claims/b.md", RIGHT)]);
    run(&desk, &["baseline"]);
    let before = fs::read(desk.root.join(BASELINE)).unwrap();
    desk.write("claims/b.md", SMALL);
    let ran = run(&desk, &["baseline"]);
    let said = "sourceproof.baseline.json: 1 finding (0 gone, 0 new)\n1 finding is not in it: mend it, or take it in with --add\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, said));
    assert!(fs::read(desk.root.join(BASELINE)).unwrap() == before);
    assert_eq!(run(&desk, &["baseline", "--add"]).out, "sourceproof.baseline.json: 2 findings (0 gone, 1 new)\n");
    assert_eq!(check(&desk, &["--baseline", BASELINE, "--deny", "warnings"]).code, 0);
    // Of one draft, the others' entries stay as they are.
    desk.write("claims/a.md", RIGHT).write("claims/b.md", RIGHT);
    assert!(run(&desk, &["baseline", "claims/b.md"]).out.contains("1 finding (1 gone"));
    assert!(fs::read_to_string(desk.root.join(BASELINE)).unwrap().contains("claims/a.md"));
}

#[test]
fn a_baseline_of_another_name() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    assert_eq!(run(&desk, &["baseline", "--file", "old faults.json"]).out, "wrote 1 finding to old faults.json\n");
    let ran = check(&desk, &["--baseline", "old faults.json"]);
    assert!(ran.code == 0 && ran.out.ends_with("1 finding in the baseline\n"), "{ran}");
    let document: serde_json::Value =
        serde_json::from_str(&run(&desk, &["--format", "json", "--baseline", "old faults.json"]).out).unwrap();
    assert_eq!((&document["findings"], &document["summary"]["in_baseline"]), (&serde_json::json!([]), &1.into()));
    let sarif: serde_json::Value =
        serde_json::from_str(&run(&desk, &["--format", "sarif", "--baseline", "old faults.json"]).out).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["suppressions"][0]["kind"], "external");
}

#[test]
fn a_baseline_that_is_none() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    let ran = accepted(&desk);
    let said = "error: cannot read sourceproof.baseline.json: no such file; `sourceproof baseline` writes it\n";
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (2, "", said));
    for (text, expected) in [
        ("", "EOF while parsing a value at line 1"),
        ("{\"version\": 1,\n \"findings\": 3}", "at line 2 column 14"),
        ("{\"version\": 2, \"findings\": []}", "it is of version 2, and this program knows version 1"),
        ("{\"version\": 1, \"finding\": []}", "unknown field `finding`, expected `version` or `findings`"),
        (
            "{\"version\": 1, \"findings\": [\n<<<<<<< ours\n=======\n>>>>>>> theirs\n]}",
            "line 2: a merge was not finished",
        ),
        ("\u{feff}\u{1b}[2J", "line 1"),
    ] {
        desk.write(BASELINE, text);
        for ran in [accepted(&desk), run(&desk, &["baseline"])] {
            let is_said = ran.err.starts_with("error: cannot read ") && ran.err.contains(expected);
            assert!(ran.code == 2 && ran.out.is_empty() && is_said && !ran.err.contains('\u{1b}'), "{text}\n{ran}");
        }
    }
    fs::remove_file(desk.root.join(BASELINE)).unwrap();
    let ran = run(&desk, &["baseline", "--file", "no/such/folder.json"]);
    assert!(ran.code == 2 && ran.err.starts_with("error: cannot write no/such/folder.json: "), "{ran}");
    #[cfg(target_os = "linux")]
    {
        let ran = run(&desk, &["baseline", "--file", "/dev/full"]);
        assert!(ran.code == 2 && ran.err.starts_with("error: cannot write /dev/full: "), "{ran}");
    }
    desk.write("claims/b.md", [0, 1, 2]);
    let ran = run(&desk, &["baseline"]);
    assert!(ran.code == 2 && ran.err.contains("was not written") && !desk.root.join(BASELINE).exists(), "{ran}");
}

#[test]
fn two_branches_that_accept_the_same_make_one() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    run(&desk, &["baseline"]);
    let file = fs::read_to_string(desk.root.join(BASELINE)).unwrap();
    let mut document: serde_json::Value = serde_json::from_str(&file).unwrap();
    let entry = document["findings"][0].clone();
    document["findings"].as_array_mut().unwrap().push(entry);
    desk.write(BASELINE, document.to_string()).write("claims/a.md", format!("{WRONG}\n{WRONG}"));
    let ran = accepted(&desk);
    assert!(told(&ran).len() == 1 && ran.out.contains("1 finding in the baseline"), "{ran}");
}

/// `git` in the desk's folder, with nothing of this machine's settings.
fn git(desk: &Desk, args: &[&str]) {
    let mut command = Command::new("git");
    command
        .current_dir(&desk.root)
        .args(["-c", "core.hooksPath=no/hooks", "-c", "protocol.file.allow=always"])
        .args(args);
    for (setting, value) in [
        ("GIT_CONFIG_GLOBAL", "no/file"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_AUTHOR_NAME", "Ada"),
        ("GIT_AUTHOR_EMAIL", "ada@example.org"),
        ("GIT_COMMITTER_NAME", "Ada"),
        ("GIT_COMMITTER_EMAIL", "ada@example.org"),
    ] {
        command.env(setting, value);
    }
    for setting in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(setting);
    }
    let ran = command.output().expect("git is there");
    assert!(ran.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

fn commit(desk: &Desk) {
    git(desk, &["add", "--all"]);
    git(desk, &["commit", "--quiet", "--allow-empty", "--message", "a step"]);
}

/// A newsroom that git knows, everything committed on `main`.
fn repository(drafts: &[(&str, &str)]) -> Desk {
    let desk = newsroom(drafts);
    git(&desk, &["init", "--quiet", "--initial-branch", "main"]);
    commit(&desk);
    desk
}

/// Where findings are told under `--changed`: `a.md:3`.
fn changed(desk: &Desk, args: &[&str]) -> Vec<String> {
    let ran = check(desk, &[&["--changed"], args].concat());
    assert!(ran.code < 2, "{ran}");
    let place = |line: &&str| line.split(':').take(2).collect::<Vec<_>>().join(":").replace("claims/", "");
    told(&ran).iter().map(place).collect()
}

#[test]
fn only_what_changed_since_the_last_commit() {
    let three = format!("{WRONG}\n{WRONG}\n{WRONG}");
    let desk = repository(&[("claims/a.md", &three), ("claims/b.md", WRONG)]);
    let ran = check(&desk, &["--changed"]);
    assert_eq!((ran.code, told(&ran).len()), (0, 0), "{ran}");
    assert!(ran.out.contains("; 2 drafts and 0 claims of others unchanged since HEAD left out"), "{ran}");
    // A line that moved is no changed line; one with another word is.
    desk.write("claims/a.md", format!("# Title\n\n{WRONG}\n{WRONG}\n{}", WRONG.replace("said", "told us")));
    assert_eq!(changed(&desk, &[]), ["a.md:7"]);
    let ran = check(&desk, &["--changed"]);
    assert!(
        ran.code == 1 && ran.out.contains("; 1 draft and 2 claims of others unchanged since HEAD left out"),
        "{ran}"
    );
    assert!(ran.out.contains("\n1 draft, 1 claim, 1 source: 1 quotation"), "{ran}");
    git(&desk, &["add", "--all"]);
    assert_eq!(changed(&desk, &[]), ["a.md:7"], "what is staged counts too");
    commit(&desk);
    assert!(changed(&desk, &[]).is_empty());
    // A new draft is new as a whole, known to git or not.
    desk.write("claims/new draft.md", WRONG);
    assert_eq!(changed(&desk, &[]), ["new draft.md:1"]);
    // A sentence over several lines is one claim, and what is taken out of it changes it.
    desk.write("claims/a.md", WRONG.replace("and their", "and their own\nand their"))
        .write("claims/new draft.md", RIGHT);
    commit(&desk);
    desk.write("claims/a.md", WRONG.replace("and their", "and\ntheir"));
    assert_eq!(changed(&desk, &[]), ["a.md:1"]);
}

#[test]
fn the_json_of_what_changed_has_the_changed_claims() {
    let desk = repository(&[("claims/a.md", &format!("{WRONG}\n{RIGHT}"))]);
    desk.write("claims/a.md", format!("{WRONG}\n{}", RIGHT.replace("said", "told us")));
    let document: serde_json::Value =
        serde_json::from_str(&run(&desk, &["--format", "json", "--changed"]).out).unwrap();
    assert_eq!((&document["findings"], document["claims"].as_array().unwrap().len()), (&serde_json::json!([]), 1));
    assert_eq!(document["coverage"]["unchanged"], serde_json::json!({"since": "HEAD", "drafts": 0, "claims": 1}));
    assert_eq!(document["coverage"]["quotes"]["found"], 1);
}

#[test]
fn a_changed_source_brings_up_every_claim_that_cites_it() {
    let two = format!("{RIGHT}\n{UNCITED}");
    let desk = repository(&[("claims/a.md", &two), ("claims/b.md", "The rain stopped [@other].\n\n“No,” she said.\n")]);
    desk.write("seeds/other.txt", "The rain stopped.");
    commit(&desk);
    desk.write("seeds/speech.txt", SPEECH.replace("masons", "millers"));
    let ran = check(&desk, &["--changed"]);
    assert!(told(&ran).len() == 1 && ran.out.starts_with("claims/a.md:1:31: error[misquote]"), "{ran}");
    assert!(ran.out.contains("; 1 draft and 0 claims of others unchanged"), "{ran}");
    // A source that is gone or has another name leaves its claims behind.
    git(&desk, &["checkout", "--quiet", "seeds"]);
    git(&desk, &["mv", "seeds/speech.txt", "seeds/speech_of_may.txt"]);
    let ran = check(&desk, &["--changed"]);
    assert!(ran.code == 1 && ran.out.contains("claims/a.md:1:") && ran.out.contains("[missing_source]"), "{ran}");
    // A footnote that leads elsewhere is a change to the claims that it stands for.
    git(&desk, &["reset", "--quiet", "--hard"]);
    let noted = WRONG.replace(" [@speech]", "[^1]");
    desk.write("claims/a.md", format!("{noted}\n[^1]: seeds/other.txt\n"));
    commit(&desk);
    desk.write("claims/a.md", format!("{noted}\n[^1]: seeds/speech.txt\n"));
    assert_eq!(changed(&desk, &[]), ["a.md:1"]);
}

#[test]
fn since_a_branch_means_since_it_was_left() {
    let desk = repository(&[("claims/a.md", RIGHT), ("claims/b.md", WRONG)]);
    git(&desk, &["checkout", "--quiet", "-b", "story"]);
    desk.write("claims/a.md", format!("{RIGHT}\n{WRONG}"));
    commit(&desk);
    git(&desk, &["checkout", "--quiet", "main"]);
    desk.write("claims/b.md", format!("{RIGHT}\n{RIGHT}"));
    commit(&desk);
    git(&desk, &["checkout", "--quiet", "story"]);
    assert_eq!(changed(&desk, &["main"]), ["a.md:3"]);
    assert_eq!(changed(&desk, &["HEAD~1"]), ["a.md:3"]);
    assert!(changed(&desk, &[]).is_empty());
    assert!(check(&desk, &["--changed=main"]).out.contains("unchanged since main left out"));
    // A path behind `--changed` is a path, as hooks write it.
    desk.write("claims/b.md", format!("{WRONG}\n{WRONG}"));
    assert_eq!(changed(&desk, &["claims/a.md"]), [""; 0]);
    assert_eq!(changed(&desk, &["claims/a.md", "claims/b.md"]), ["b.md:3"]);
    git(&desk, &["checkout", "--quiet", "--orphan", "other"]);
    commit(&desk);
    let ran = check(&desk, &["--changed", "main"]);
    assert!(ran.code == 2 && ran.err.contains("`main` and HEAD have no commit in common"), "{ran}");
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    git(&desk, &["init", "--quiet"]);
    assert_eq!(changed(&desk, &[]), ["a.md:1"]);
}

#[test]
fn without_git_or_without_the_revision() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    let ran = check(&desk, &["--changed"]);
    assert!(ran.code == 2 && ran.err.contains("is in no git repository") && ran.out.is_empty(), "{ran}");
    git(&desk, &["init", "--quiet"]);
    commit(&desk);
    for revision in ["mian", "--output=x", "HEAD~9", "\u{1b}[2J"] {
        let ran = check(&desk, &[&format!("--changed={revision}")]);
        assert!(ran.code == 2 && ran.err.contains("git knows no revision `") && !ran.err.contains('\u{1b}'), "{ran}");
    }
    let ran = check(&desk, &["-", "--changed"]);
    assert!(ran.code == 2 && ran.err.contains("standard input"), "{ran}");
    let ran = run_in(&desk.root, &["--changed"], &[("PATH", "no/programs")], b"");
    assert!(ran.code == 2 && ran.err.contains("the program git is not there"), "{ran}");
}

#[cfg(unix)]
#[test]
fn files_of_any_name_in_a_folder_below_the_repository() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    git(&desk, &["init", "--quiet"]);
    desk.write("desk/sourceproof.toml", "").write("desk/seeds/speech.txt", SPEECH).write("note.md", "x");
    let names: [&[u8]; 7] =
        [b"a b.md", b"\"q\".md", b"new\nline.md", b"t\tab.md", b"\xff.md", "é.md".as_bytes(), b"-M.md"];
    let path = |name: &[u8]| desk.root.join("desk/claims").join(std::ffi::OsStr::from_bytes(name));
    fs::create_dir_all(desk.root.join("desk/claims")).unwrap();
    for name in names {
        fs::write(path(name), format!("{WRONG}\n{RIGHT}")).unwrap();
    }
    commit(&desk);
    let below = desk.root.join("desk");
    let lines = || {
        let ran =
            run_in(&below, &["--format", "short", "--changed"], &[("GIT_DIR", "nowhere"), ("GIT_PREFIX", "x")], b"");
        assert!(ran.code < 2, "{ran}");
        told(&ran).len()
    };
    assert_eq!(lines(), 0);
    for (changed, name) in names.iter().enumerate() {
        fs::write(path(name), format!("{WRONG}\n{WRONG}")).unwrap();
        assert_eq!(lines(), changed + 1, "{}", String::from_utf8_lossy(name));
    }
}

#[test]
fn a_draft_that_git_takes_for_binary_and_one_with_other_line_ends() {
    let utf16 =
        |text: &str| -> Vec<u8> { format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let desk = repository(&[("claims/b.md", &format!("{WRONG}\n{RIGHT}"))]);
    desk.write("claims/a.md", utf16(&format!("{WRONG}\n{RIGHT}")));
    commit(&desk);
    desk.write("claims/a.md", utf16(&format!("{WRONG}\n{WRONG}")));
    desk.write("claims/b.md", format!("{WRONG}\r\n{WRONG}").replace('\n', "\r\n").replace("\r\r", "\r"));
    assert_eq!(changed(&desk, &[]), ["a.md:3", "b.md:3"]);
    let long = format!("{WRONG}\n{RIGHT}\n{RIGHT}\n{RIGHT}\n");
    desk.write("claims/c.md", &long);
    commit(&desk);
    git(&desk, &["mv", "claims/c.md", "claims/d.md"]);
    desk.write("claims/d.md", format!("{long}{SMALL}"));
    assert_eq!(changed(&desk, &[]), ["d.md:9"], "a draft of another name in the same folder");
}

#[test]
fn a_baseline_and_a_revision_together() {
    let desk = repository(&[("claims/a.md", &format!("{WRONG}\n{RIGHT}"))]);
    run(&desk, &["baseline"]);
    desk.write("claims/a.md", format!("{RIGHT}\n{SMALL}"));
    let ran = check(&desk, &["--changed", "--baseline", BASELINE]);
    assert!(told(&ran).len() == 1 && ran.err.is_empty(), "{ran}");
}

#[test]
fn fixes_leave_alone_what_is_lived_with_and_what_did_not_change() {
    let desk = repository(&[("claims/a.md", &format!("{SMALL}\n{SMALL}"))]);
    run(&desk, &["baseline"]);
    let draft = || fs::read_to_string(desk.root.join("claims/a.md")).unwrap();
    let before = draft();
    run(&desk, &["--fix", "--unsafe-fixes", "--baseline", BASELINE]);
    assert_eq!(draft(), before);
    let said = |small: &str| small.replace("said", "told us");
    desk.write("claims/a.md", format!("{SMALL}\n{}", said(SMALL)));
    run(&desk, &["--fix", "--unsafe-fixes", "--changed"]);
    assert_eq!(draft(), format!("{SMALL}\n{}", said(RIGHT)));
}

#[test]
fn a_lock_says_which_claims_lost_their_passage() {
    let desk =
        newsroom(&[("claims/a.md", "It rained all morning, the mayor said. [@speech]\n"), ("claims/b.md", RIGHT)]);
    assert_eq!(run(&desk, &["lock"]).out, "locked 2 claims of 2 drafts in sourceproof.lock\n");
    let lock = fs::read_to_string(desk.root.join("sourceproof.lock")).unwrap();
    run(&desk, &["lock"]);
    assert_eq!(fs::read_to_string(desk.root.join("sourceproof.lock")).unwrap(), lock, "the same every time");
    let changed = || -> Vec<String> {
        let ran = check(&desk, &["--only", "changed_source"]);
        let lines = ran.out.lines().filter(|line| line.contains("[changed_source]"));
        lines.map(|line| line.split(": ").next().unwrap().to_owned()).collect()
    };
    assert!(changed().is_empty());
    desk.write("seeds/speech.txt", format!("Corrected on 3 May.\n\n{SPEECH}"));
    assert!(changed().is_empty(), "the passages stand where they stood");
    desk.write("seeds/speech.txt", SPEECH.replace("all morning", "most of the morning"));
    assert_eq!(changed(), ["claims/a.md:1:40"]);
    // What is new or was written anew is not known to the lock.
    desk.write("claims/a.md", "It rained the whole morning, the mayor said. [@speech]\n");
    assert!(changed().is_empty());
    desk.write("claims/a.md", "It rained all morning, the mayor said. [@speech]\n");
    // Reading one draft again says nothing of another.
    desk.write("seeds/speech.txt", SPEECH.replace("morning", "night").replace("masons", "millers"));
    assert_eq!(changed(), ["claims/a.md:1:40", "claims/b.md:1:81"]);
    assert_eq!(
        run(&desk, &["lock", "claims/a.md"]).out,
        "locked 0 claims of 1 draft in sourceproof.lock; 1 claim rests on no sure passage\n"
    );
    assert_eq!(changed(), ["claims/b.md:1:81"]);
    run(&desk, &["lock"]);
    assert!(changed().is_empty());
    // A draft that is gone is no longer kept.
    fs::remove_file(desk.root.join("claims/a.md")).unwrap();
    run(&desk, &["lock"]);
    assert!(!fs::read_to_string(desk.root.join("sourceproof.lock")).unwrap().contains("claims/a.md"));
}

#[test]
fn a_lock_that_does_not_hold_is_written_anew() {
    let desk = newsroom(&[("claims/a.md", RIGHT)]);
    desk.write("sourceproof.lock", "version = 1\n<<<<<<< ours\n");
    for args in [&[][..], &["lock", "claims/a.md"]] {
        let ran = run(&desk, args);
        assert!(
            ran.code == 2 && ran.err.contains("cannot read sourceproof.lock") && ran.err.contains("line 2"),
            "{ran}"
        );
    }
    assert_eq!(run(&desk, &["lock"]).code, 0);
    assert_eq!(run(&desk, &[]).code, 0);
}

#[test]
fn an_allowance_ends_with_its_last_day() {
    let allow = "<!-- sourceproof: allow misquote until 2026-12-31: her office has to answer -->";
    let desk = newsroom(&[("claims/a.md", &format!("{allow}\n{WRONG}"))]);
    let on = |seconds: &str| run_in(&desk.root, &["--format", "short"], &[("SOURCE_DATE_EPOCH", seconds)], b"");
    // 2026-12-31, 23:59:59 UTC, and a second later.
    let ran = on("1798761599");
    assert!(ran.code == 0 && told(&ran).is_empty() && ran.out.ends_with("0 errors, 0 warnings, 0 notes\n"), "{ran}");
    let ran = on("1798761600");
    assert!(ran.code == 1 && told(&ran).len() == 1, "{ran}");
    assert!(ran.out.contains("note[unused_allowance]: the allowance of `misquote` expired on 2026-12-31\n"), "{ran}");
    let ran = on("soon");
    assert!(ran.code == 2 && ran.err.contains("SOURCE_DATE_EPOCH is `soon`"), "{ran}");
    desk.write("claims/a.md", format!("{}\n{WRONG}", allow.replace("2026", "1999")));
    assert!(run(&desk, &[]).out.contains("expired on 1999-12-31"));
}
