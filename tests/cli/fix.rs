//! `--fix`, `--unsafe-fixes`, `--diff`: what is changed on the disk, what stays, what is said.

use super::desk::Desk;
use super::run::{program, run, run_in};
use super::{RIGHT, SMALL, WRONG, newsroom};
use std::fs;
use std::process::Stdio;

fn read(desk: &Desk, path: &str) -> String {
    String::from_utf8(fs::read(desk.root.join(path)).unwrap()).unwrap()
}

/// Names of all files in a folder.
fn names(desk: &Desk, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(desk.root.join(folder)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn safe_edits_are_applied_and_the_rest_is_reported() {
    let desk = newsroom(&[("claims/a.md", SMALL), ("claims/b.md", WRONG), ("claims/c.md", RIGHT)]);
    let ran = run(&desk, &["--fix", "--format", "short"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, "fixed 1 finding in 1 draft (1 more with --unsafe-fixes)\n"));
    assert!(ran.out.contains("b.md:1:31: error[misquote]") && !ran.out.contains("a.md"), "{ran}");
    assert_eq!(
        [read(&desk, "claims/a.md"), read(&desk, "claims/b.md"), read(&desk, "claims/c.md")],
        [RIGHT, WRONG, RIGHT]
    );
    let again = run(&desk, &["--fix", "--format", "short"]);
    assert_eq!((again.code, again.err.as_str()), (1, "fixed 0 findings in 0 drafts (1 more with --unsafe-fixes)\n"));
    let ran = run(&desk, &["--unsafe-fixes", "--format", "short"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "fixed 1 finding in 1 draft\n"));
    assert_eq!(read(&desk, "claims/b.md"), RIGHT);
    assert_eq!(names(&desk, "claims"), ["a.md", "b.md", "c.md"]);
}

#[test]
fn a_diff_changes_nothing_and_can_be_applied() {
    let desk = newsroom(&[("claims/a b.md", &format!("One.\r\n\r\n{SMALL}\r\nEnd.")), ("claims/c.md", RIGHT)]);
    let draft = read(&desk, "claims/a b.md");
    let ran = run(&desk, &["--diff"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, "would fix 1 finding in 1 draft\n"));
    assert_eq!(read(&desk, "claims/a b.md"), draft);
    assert_eq!(run(&desk, &["--diff", "--fix"]).out, ran.out);
    let mut git = std::process::Command::new("git");
    git.args(["apply", "-"]).current_dir(&desk.root).env("GIT_CEILING_DIRECTORIES", &desk.root).stdin(Stdio::piped());
    let mut git = git.spawn().expect("git is installed");
    std::io::Write::write_all(&mut git.stdin.take().unwrap(), ran.out.as_bytes()).unwrap();
    assert!(git.wait().unwrap().success(), "{ran}");
    assert_eq!(read(&desk, "claims/a b.md"), draft.replace("for masons", "for the masons"));
    let ran = run(&desk, &["--diff"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", "would fix 0 findings in 0 drafts\n"));
}

#[test]
fn no_draft_to_fix_could_not_be_checked() {
    for option in ["--fix", "--diff"] {
        assert_eq!(run(&newsroom(&[]), &[option]).code, 2);
    }
    let desk = newsroom(&[("claims/a.md", SMALL)]);
    for option in ["--fix", "--diff"] {
        let ran = run(&desk, &[option, "claims/gone.md", "claims/a.md"]);
        assert!(ran.code == 2 && ran.err.contains("cannot read claims/gone.md: no such file"), "{ran}");
    }
    assert_eq!(read(&desk, "claims/a.md"), RIGHT);
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let desk = newsroom(&[]);
    let both = format!("{SMALL}\n{WRONG}");
    let ran = run_in(&desk.root, &["--fix", "-", "--format", "short"], &[], both.as_bytes());
    assert_eq!((ran.code, ran.out), (1, format!("{RIGHT}\n{WRONG}")));
    assert!(
        ran.err.contains("claims/stdin.md:3:31: error[misquote]") && ran.err.contains("fixed 1 finding in 1 draft")
    );
    let ran = run_in(&desk.root, &["--fix", "-"], &[], RIGHT.as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (0, RIGHT));
    let ran = run_in(&desk.root, &["--diff", "-", "--stdin-filename", "claims/new.md"], &[], SMALL.as_bytes());
    assert!(ran.code == 1 && ran.out.starts_with("--- a/claims/new.md\n+++ b/claims/new.md\n@@ -1 +1 @@\n"), "{ran}");
}

#[test]
fn the_bytes_beside_an_edit_stay() {
    let mixed = |draft: &str| format!("\u{feff}One.\r\n\r\n{}\rTwo.\nThree.", draft.trim_end());
    let utf16 = |draft: &str| -> Vec<u8> { mixed(draft).encode_utf16().flat_map(u16::to_be_bytes).collect() };
    let desk = newsroom(&[("claims/a.md", &mixed(SMALL))]);
    desk.write("claims/b.md", utf16(SMALL));
    let ran = run(&desk, &["--fix"]);
    assert!(ran.code == 0 && ran.err == "fixed 2 findings in 2 drafts\n", "{ran}");
    assert_eq!(read(&desk, "claims/a.md"), mixed(RIGHT));
    assert_eq!(fs::read(desk.root.join("claims/b.md")).unwrap(), utf16(RIGHT));
}

#[test]
fn a_read_only_draft_is_named_and_the_others_are_fixed() {
    let desk = newsroom(&[("claims/a.md", SMALL), ("claims/b.md", SMALL)]);
    let path = desk.root.join("claims/a.md");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let ran = run(&desk, &["--fix", "--format", "short"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("error: cannot write claims/a.md: it is read-only\n"), "{ran}");
    assert!(ran.err.contains("fixed 1 finding in 1 draft\n") && ran.out.contains("claims/a.md:1:"), "{ran}");
    assert_eq!([read(&desk, "claims/a.md"), read(&desk, "claims/b.md")], [SMALL, RIGHT]);
    assert_eq!(names(&desk, "claims"), ["a.md", "b.md"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    #[test]
    fn permissions_and_links_stay() {
        let desk = newsroom(&[("claims/a.md", SMALL), ("texts/b.md", SMALL), ("claims/c.md", SMALL)]);
        let at = |path: &str| desk.root.join(path);
        fs::set_permissions(at("claims/a.md"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("../texts/b.md", at("claims/b.md")).unwrap();
        fs::hard_link(at("claims/c.md"), at("texts/c.md")).unwrap();
        let ran = run(&desk, &["--fix", "claims/a.md", "claims/b.md", "claims/c.md"]);
        assert!(ran.code == 0 && ran.err == "fixed 3 findings in 3 drafts\n", "{ran}");
        assert_eq!(fs::metadata(at("claims/a.md")).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(at("claims/b.md").is_symlink());
        assert_eq!(fs::metadata(at("claims/c.md")).unwrap().ino(), fs::metadata(at("texts/c.md")).unwrap().ino());
        for path in ["claims/a.md", "texts/b.md", "texts/c.md"] {
            assert_eq!(read(&desk, path), RIGHT, "{path}");
        }
        assert_eq!([names(&desk, "claims").len(), names(&desk, "texts").len()], [3, 2]);
    }

    #[test]
    fn a_link_out_of_the_project_or_to_a_source_is_not_written_through() {
        let outside = Desk::new();
        outside.write("diary.md", SMALL);
        let desk = newsroom(&[("claims/c.md", SMALL), ("seeds/minutes.md", SMALL)]);
        symlink(outside.root.join("diary.md"), desk.root.join("claims/a.md")).unwrap();
        symlink("../seeds/minutes.md", desk.root.join("claims/b.md")).unwrap();
        let ran = run(&desk, &["--fix", "claims/a.md", "claims/b.md", "claims/c.md"]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("cannot write claims/a.md: it is a link that leads out of the project"), "{ran}");
        assert!(ran.err.contains("cannot write claims/b.md: it is a link that leads to a source"), "{ran}");
        assert_eq!([read(&outside, "diary.md"), read(&desk, "seeds/minutes.md")], [SMALL, SMALL]);
        assert_eq!(read(&desk, "claims/c.md"), RIGHT);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_hard_to_write() {
        use std::os::unix::ffi::OsStrExt;
        let desk = newsroom(&[("claims/a.md", SMALL)]);
        let odd: [&[u8]; 4] = [b"a \"q\" %41\\.md", b"::error::\n\xe2\x80\xae.md", b"-\xff.md", b"-\xfe.md"];
        let paths = odd.map(|name| desk.root.join("claims").join(std::ffi::OsStr::from_bytes(name)));
        for path in &paths {
            fs::write(path, SMALL).unwrap();
        }
        let diff = run(&desk, &["--diff"]);
        assert!(diff.out.contains("+++ \"b/claims/::error::\\012\\342\\200\\256.md\"\n"), "{diff}");
        let ran = run(&desk, &["--fix", "--format", "short"]);
        assert!(ran.code == 2 && ran.err.contains("fixed 3 findings in 3 drafts"), "{ran}");
        assert!(ran.err.contains("cannot fix claims/-\u{fffd}.md: more than one file is called so"), "{ran}");
        for shown in [&diff, &ran] {
            let lines = || shown.out.lines().chain(shown.err.lines());
            assert!(!lines().any(|line| line.starts_with("::") || line.contains('\u{202e}')), "{shown}");
        }
        let after = paths.map(|path| fs::read_to_string(path).unwrap());
        assert_eq!(after, [RIGHT, RIGHT, SMALL, SMALL]);
        assert_eq!(names(&desk, "claims").len(), 5);
    }

    #[test]
    fn a_disk_that_takes_no_more_loses_nothing() {
        let desk = newsroom(&[("claims/a.md", SMALL), ("claims/b.md", SMALL)]);
        fs::hard_link(desk.root.join("claims/b.md"), desk.root.join("b.md")).unwrap();
        // No file may have a byte: what a full disk says when the first one is written.
        let mut shell = std::process::Command::new("sh");
        let program = program(&desk.root).get_program().to_owned();
        shell.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" --fix --format short"]).arg(program);
        let ran = shell.current_dir(&desk.root).stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(2), "{said}");
        assert!(said.contains("cannot write claims/a.md: ") && said.contains("cannot write claims/b.md: "), "{said}");
        assert_eq!([read(&desk, "claims/a.md"), read(&desk, "claims/b.md")], [SMALL, SMALL]);
        assert_eq!(names(&desk, "claims"), ["a.md", "b.md"]);
    }
}
