//! Strangers' bytes, names and paths: nothing breaks, nothing leaks, nothing reaches the terminal as it is.

use super::desk::Desk;
use super::run::{Ran, program, run, run_in};
use super::{RIGHT, SPEECH, WRONG, newsroom};
use std::process::Stdio;

/// Bytes that no reader of text expects, with a name for the message.
fn odd_bytes() -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |order: fn(u16) -> [u8; 2]| WRONG.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let noise = |seed: u32| {
        let mut state = seed;
        let next = move |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..4_000).map(next).collect::<Vec<u8>>()
    };
    vec![
        ("nothing", Vec::new()),
        ("a BOM", b"\xef\xbb\xbf".to_vec()),
        ("half a BOM", b"\xef\xbb".to_vec()),
        ("a BOM of UTF-16", b"\xff\xfe".to_vec()),
        ("a BOM of UTF-16 and a byte", b"\xfe\xff\x20".to_vec()),
        ("UTF-16 without a BOM", utf16(u16::to_le_bytes)),
        ("UTF-16, big end first", [b"\xfe\xff".to_vec(), utf16(u16::to_be_bytes)].concat()),
        ("a NUL", b"\0".to_vec()),
        ("NULs", vec![0; 5_000]),
        ("bytes of no letter", b"\xff\xfd\xc0\xaf\xed\xa0\x80 and words \x80".to_vec()),
        ("noise", noise(1)),
        ("more noise", noise(7)),
        ("every byte", (0..=255).collect()),
        ("control signs", (1..32).chain([0x7f]).collect()),
        ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec()),
        ("line ends", b"\r\r\n\n\r".to_vec()),
        ("marks", "“‘\"'[(<{*_`~^@#|\\!:-".repeat(50).into_bytes()),
        ("open brackets", "[".repeat(20_000).into_bytes()),
        ("open quotations", "“a ".repeat(5_000).into_bytes()),
        ("block quotes", ">".repeat(5_000).into_bytes()),
        ("lists", "- ".repeat(5_000).into_bytes()),
        ("notes", "^[".repeat(5_000).into_bytes()),
        ("open comments", "<!-- sourceproof: ".repeat(1_000).into_bytes()),
        ("front matter never closed", b"---\ndate: [".to_vec()),
        ("front matter of bytes", b"---\ndate: \xff\n---\n\ntext [@speech]".to_vec()),
        ("front matter, deep", format!("---\n{}\n---\n", "[".repeat(2_000)).into_bytes()),
        ("a long word", "x".repeat(300_000).into_bytes()),
        ("a long line", WRONG.replace('\n', " ").repeat(300).into_bytes()),
        ("a long number", "9".repeat(100_000).into_bytes()),
        ("dates", "31 February 99999999999999999999, 0/0/0, -1 BC ".repeat(20).into_bytes()),
        ("marks on a letter", format!("a{}", "\u{301}".repeat(10_000)).into_bytes()),
        ("no width", "\u{200b}\u{202e}\u{2066}\u{feff}".repeat(500).into_bytes()),
        ("a table", format!("|{}\n|{}\n", "a|".repeat(2_000), "-|".repeat(2_000)).into_bytes()),
    ]
}

#[test]
fn any_bytes_as_a_draft_or_on_standard_input() {
    let desk = newsroom(&[("claims/good.md", WRONG)]);
    for (name, bytes) in odd_bytes() {
        for path in ["claims/odd.md", "claims/odd.txt"] {
            desk.write(path, &bytes);
            let ran = run(&desk, &["--format", "short", path, "claims/good.md"]);
            assert!(ran.out.contains("claims/good.md:1:31: error[misquote]"), "{name} as {path}\n{ran}");
            is_clean(&ran, name);
        }
        is_clean(&run_in(&desk.root, &["-"], &[], &bytes), name);
        is_clean(&run(&desk, &["scope", "claims/odd.md"]), name);
        is_clean(&run(&desk, &["facts", "claims/odd.md", "--format", "json"]), name);
    }
}

#[test]
fn any_bytes_as_a_source() {
    for (name, bytes) in odd_bytes() {
        let odd = WRONG.replace("speech", "odd");
        let desk = newsroom(&[
            ("claims/a.md", &odd),
            ("claims/b.md", &RIGHT.replace("speech", "odd2")),
            ("claims/c.md", WRONG),
        ]);
        desk.write("seeds/odd.txt", &bytes).write("seeds/odd2.md", &bytes);
        let ran = run(&desk, &["--format", "short"]);
        assert!(ran.code == 1 && ran.out.contains("claims/c.md:1:31: error[misquote]"), "{name}\n{ran}");
        is_clean(&ran, name);
        is_clean(&run(&desk, &[]), name);
        is_clean(&run(&desk, &["seeds"]), name);
    }
}

#[test]
fn any_bytes_as_a_setting() {
    for (name, bytes) in odd_bytes() {
        let desk = newsroom(&[("claims/a.md", WRONG)]);
        desk.write("sourceproof.toml", &bytes);
        is_told(&run(&desk, &[]), name);
        desk.write("sourceproof.toml", "house = \"house\"\n").write("house/misquote.toml", &bytes);
        is_told(&run(&desk, &[]), name);
        std::fs::remove_file(desk.root.join("house/misquote.toml")).unwrap();
        desk.write("house/words/en/reporting.toml", &bytes);
        is_told(&run(&desk, &[]), name);
        desk.write("sourceproof.toml", "").write("pairs.tsv", &bytes);
        is_told(&run(&desk, &["names", "pairs.tsv"]), name);
    }
}

/// Either it could be used, or one message says why not.
#[track_caller]
fn is_told(ran: &Ran, name: &str) {
    is_clean(ran, name);
    assert!(ran.code != 2 || ran.err.starts_with("error: "), "{name}\n{ran}");
}

/// Nothing printed moves a cursor, turns the reading round or says a command to a log.
#[track_caller]
fn is_clean(ran: &Ran, name: &str) {
    for text in [&ran.out, &ran.err] {
        let bad = text.chars().find(|letter| {
            (letter.is_control() && !matches!(letter, '\n' | '\t'))
                || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        });
        assert!(bad.is_none(), "{name}: {bad:?} is printed\n{}", ran.to_string().escape_debug());
    }
}

#[test]
fn a_binary_draft_is_named() {
    let desk = newsroom(&[("claims/a.md", "a\0b")]);
    let ran = run(&desk, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (2, "error: cannot read claims/a.md: it is not a text file\n"));
}

#[test]
fn words_of_strangers_do_not_reach_the_terminal() {
    let evil = "\u{1b}[31m\u{202e}";
    let desk =
        newsroom(&[("claims/a.md", &format!("“We built{evil} this bridge for the ferrymen.” [@sp{evil}eech]\n"))]);
    for format in ["human", "short", "json", "github", "html"] {
        is_clean(&run(&desk, &["--format", format]), format);
    }
    is_clean(&run(&desk, &["scope", "claims/a.md"]), "scope");
    is_clean(&run(&desk, &["--only", evil]), "a rule");
    is_clean(&run(&desk, &["explain", evil]), "a page");
    is_clean(&run(&desk, &[evil]), "a path");
    for text in [
        format!("style = \"{evil}\""),
        format!("{evil} = 1"),
        format!("[rules]\n\"{evil}\" = \"off\""),
        "seeds = [\"a\u{202e}b\"]".to_owned(),
    ] {
        desk.write("sourceproof.toml", &text);
        let ran = run(&desk, &[]);
        assert_eq!(ran.code, 2, "{ran}");
        is_clean(&ran, &text);
    }
    desk.write("sourceproof.toml", "style = \"\n::error::forged\n\"");
    let ran = run(&desk, &[]);
    assert!(!ran.err.lines().any(|line| line.trim_start().starts_with("::")), "{ran}");
}

#[cfg(unix)]
#[test]
fn hostile_names_of_files() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let names: [&[u8]; 7] = [
        b"a\x1b[31m.md",
        b"b\n::error::forged.md",
        b"::error file=x::forged.md",
        b"c\xff\xfe.md",
        b"-d.md",
        " e,f:g%0A\u{202e}.md".as_bytes(),
        b"h`*[i](j).md",
    ];
    let desk = newsroom(&[]);
    for name in names {
        std::fs::create_dir_all(desk.root.join("claims")).unwrap();
        // Some file systems take no name that is not UTF-8.
        let _ = std::fs::write(desk.root.join("claims").join(OsStr::from_bytes(name)), WRONG);
        let _ = std::fs::write(desk.root.join("seeds").join(OsStr::from_bytes(name)), SPEECH);
    }
    for format in ["human", "short", "json", "github", "html"] {
        let ran = run(&desk, &["--format", format]);
        assert_eq!(ran.code, 1, "{ran}");
        is_clean(&ran, format);
        let commands = ran.out.lines().filter(|line| line.trim_start().starts_with("::")).count();
        assert_eq!(commands, if format == "github" { names.len() } else { 0 }, "{ran}");
    }
    is_clean(&run(&desk, &["seeds"]), "seeds");
    let ran = run_in(&desk.root, &["--", "claims/-d.md"], &[], b"");
    assert_eq!(ran.code, 1, "{ran}");
    let gone = run_in(&desk.root, &[OsStr::from_bytes(b"gone\x1b[31m\n::error::\xff.md")], &[], b"");
    assert_eq!(gone.code, 2);
    is_clean(&gone, "a missing file");
    assert!(!gone.err.lines().any(|line| line.starts_with("::")), "{gone}");
}

#[test]
fn nothing_outside_the_seed_folders_is_shown() {
    const SECRET: &str = "The vault code is marigold and nobody may say so to the harbour office";
    let desk = Desk::new();
    desk.write("secret.txt", SECRET).write("paper/notes.txt", SECRET).write("paper/sourceproof.toml", "");
    desk.write("paper/seeds/speech.txt", SPEECH).write("paper/seeds/sub/a.txt", "A quiet day at the lock.");
    let folder = desk.root.join("paper");
    let mut drafts = String::new();
    let whole = desk.root.join("secret.txt");
    for path in [
        "../../secret.txt",
        "../secret.txt",
        "../seeds/../../secret.txt",
        "seeds/sub/../../../secret.txt",
        "%2e%2e/%2e%2e/secret.txt",
        "..\\..\\secret.txt",
        "../notes.txt",
        "notes.txt",
        "seeds/out.txt",
        "seeds/aside.txt",
        "out",
        "seeds/away/secret.txt",
        whole.to_str().unwrap(),
        "file:///etc/hostname",
    ] {
        let quote = "“The vault code is marigold and nobody may say a word to the harbour office”";
        drafts += &format!(
            "He said {quote} ([x]({path})).\n\nHe said {quote}.^[{path}:1-1]\n\nHe said {quote} [@{{{path}}}].\n\n"
        );
    }
    drafts +=
        "He said “The vault code is marigold and nobody may say a word to the harbour office”. [@secret] [@out]\n";
    desk.write("paper/claims/a.md", &drafts);
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("../../secret.txt", folder.join("seeds/out.txt")).unwrap();
        symlink("../notes.txt", folder.join("seeds/aside.txt")).unwrap();
        symlink("../..", folder.join("seeds/away")).unwrap();
    }
    for args in [
        &["--format", "human"][..],
        &["--format", "json"],
        &["--format", "github"],
        &["seeds"],
        &["scope", "claims/a.md"],
    ] {
        let ran = run_in(&folder, args, &[], b"");
        assert!(!ran.out.contains("may say so") && !ran.err.contains("may say so"), "{args:?}\n{ran}");
        assert!(!ran.out.contains("verbatim"), "{args:?}\n{ran}");
    }
    let ran = run_in(&folder, &["--format", "short"], &[], b"");
    assert!(ran.code == 1 && ran.out.contains("error[source_outside]"), "{ran}");
    assert!(!ran.out.contains("error[misquote]"), "{ran}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let desk = newsroom(&[]);
    for number in 0..200 {
        desk.write(&format!("claims/{number}.md"), WRONG.repeat(3).replace('\n', "\n\n"));
    }
    for args in [
        &["--format", "human"][..],
        &["--format", "json"],
        &["--format", "github"],
        &["rules"],
        &["explain", "misquote"],
    ] {
        let mut child = program(&desk.root).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!((ended.status.code(), told.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn nobody_listens_to_errors() {
    let desk = newsroom(&[]);
    for args in [&["gone.md"][..], &["--only", "x"], &["facts", "gone.md"], &[]] {
        let mut child = program(&desk.root).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stderr.take());
        assert_eq!(child.wait_with_output().unwrap().status.code(), Some(2), "{args:?}");
    }
}
