//! The program as it is run: exit codes, formats, options, bad input, and a few whole views.

mod desk;
#[path = "cli/run.rs"]
mod run;
#[path = "cli/safety.rs"]
mod safety;
#[path = "cli/views.rs"]
mod views;

use desk::Desk;
use run::{Ran, run};

const SPEECH: &str = "Mayor Ada Lorne spoke at the river. “We built this bridge for the masons and their children,” Lorne \
                      said. It rained all morning.\n";
const RIGHT: &str = "“We built this bridge for the masons and their children,” said Mayor Ada Lorne. [@speech]\n";
const WRONG: &str = "“We built this bridge for the ferrymen and their children,” said Mayor Ada Lorne. [@speech]\n";
/// A warning and nothing else: the words are there, one small word is missing.
const SMALL: &str = "“We built this bridge for masons and their children,” said Mayor Ada Lorne. [@speech]\n";
/// A note and nothing else.
const UNCITED: &str = "“I could hear the frogs on the island all night,” a passenger said as she came ashore.\n";

/// A newsroom with one source, `speech`, and these drafts.
fn newsroom(drafts: &[(&str, &str)]) -> Desk {
    let desk = Desk::new();
    desk.write("sourceproof.toml", "").write("seeds/speech.txt", SPEECH);
    for (path, draft) in drafts {
        desk.write(path, draft);
    }
    desk
}

#[test]
fn exit_codes() {
    for (draft, plain, denied) in [(RIGHT, 0, 0), (WRONG, 1, 1), (SMALL, 0, 1), (UNCITED, 0, 0), ("", 0, 0)] {
        let desk = newsroom(&[("claims/a.md", draft)]);
        assert_eq!(run(&desk, &[]).code, plain, "{draft}");
        assert_eq!(run(&desk, &["check", "--deny", "warnings"]).code, denied, "--deny warnings: {draft}");
    }
}

#[test]
fn a_missing_path_is_named_and_the_others_are_checked() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    let ran = run(&desk, &["--format", "short", "claims/gone.md", "claims/a.md"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.err, "error: cannot read claims/gone.md: no such file\n");
    assert!(ran.out.contains("claims/a.md:1:31: error[misquote]"), "{ran}");
}

#[test]
fn no_draft_at_all_could_not_be_checked() {
    let ran = run(&newsroom(&[]), &[]);
    assert!(ran.code == 2 && ran.err.contains("no draft matches claims/**/*.md"), "{ran}");
}

#[test]
fn formats() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    let short = run(&desk, &["--format", "short"]);
    assert!(short.out.starts_with("claims/a.md:1:31: error[misquote]: the quotation says `ferrymen`"), "{short}");
    let github = run(&desk, &["--format", "github"]);
    let annotation = "::error file=claims/a.md,line=1,col=31,endLine=1,endColumn=39,title=misquote::";
    assert!(github.out.starts_with(annotation), "{github}");
    let json = run(&desk, &["--format", "json"]);
    assert_eq!((json.code, json.out.lines().count()), (1, 1));
    let document: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let finding = &document["findings"][0];
    assert_eq!(document["version"], 1);
    assert_eq!(document["summary"], serde_json::json!({"errors": 1, "warnings": 0, "notes": 0}));
    assert_eq!((&finding["rule"], &finding["level"]), (&"misquote".into(), &"error".into()));
    assert_eq!((&finding["draft"]["path"], &finding["draft"]["text"]), (&"claims/a.md".into(), &"ferrymen".into()));
    assert_eq!(finding["draft"]["start"], serde_json::json!({"line": 1, "column": 31, "byte": 32}));
    assert_eq!((&finding["source"]["key"], &finding["source"]["text"]), (&"speech".into(), &"masons".into()));
    assert_eq!(document["claims"][0]["keys"], serde_json::json!(["speech"]));
    assert_eq!(document["coverage"]["quotes"]["checked"], 1);
    let human = run(&desk, &["--color", "always"]);
    assert!(human.out.contains("\u{1b}["), "{human}");
    assert_eq!(run(&desk, &["--format", "xml"]).code, 2);
}

#[test]
fn json_places_are_bytes_of_the_file() {
    let bom_and_crlf = format!("\u{feff}A line.\r\n\r\n{WRONG}");
    let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(WRONG.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let desk = newsroom(&[]);
    desk.write("claims/a.md", &bom_and_crlf).write("claims/b.md", &utf16);
    let document: serde_json::Value = serde_json::from_str(&run(&desk, &["--format", "json"]).out).unwrap();
    let byte =
        |finding: usize, side: &str| document["findings"][finding]["draft"][side]["byte"].as_u64().unwrap() as usize;
    assert_eq!(&bom_and_crlf[byte(0, "start")..byte(0, "end")], "ferrymen");
    assert_eq!(document["findings"][0]["draft"]["start"]["line"], 3);
    let units: Vec<u16> =
        utf16[byte(1, "start")..byte(1, "end")].chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    assert_eq!(String::from_utf16(&units).unwrap(), "ferrymen");
}

#[test]
fn only_and_skip() {
    let desk = newsroom(&[("claims/a.md", &format!("{WRONG}\n{UNCITED}"))]);
    let rules = |args: &[&str]| {
        let ran = run(&desk, &[&["--format", "short"], args].concat());
        ["misquote", "quote_uncited"].map(|rule| ran.out.contains(&format!("[{rule}]")))
    };
    assert_eq!(rules(&[]), [true, true]);
    assert_eq!(rules(&["--only", "misquote"]), [true, false]);
    assert_eq!(rules(&["--only", "misquote,quote_uncited"]), [true, true]);
    assert_eq!(rules(&["--skip", "misquote"]), [false, true]);
    assert_eq!(rules(&["--only", "misquote", "--skip", "misquote"]), [false, false]);
    for option in ["--only", "--skip"] {
        let ran = run(&desk, &[option, "misqote"]);
        assert_eq!((ran.code, ran.err.as_str()), (2, "error: there is no rule `misqote`; did you mean `misquote`?\n"));
        let ran = run(&desk, &[option, "weather"]);
        let expected = "error: there is no rule `weather`; `sourceproof rules` lists them\n";
        assert_eq!((ran.code, ran.err.as_str()), (2, expected));
    }
}

#[test]
fn standard_input() {
    let desk = newsroom(&[("claims/a.md", RIGHT)]);
    let ran = desk.feed(&["-", "--format", "short"], WRONG.as_bytes());
    assert!(ran.code == 1 && ran.out.starts_with("claims/stdin.md:1:31: error[misquote]"), "{ran}");
    let link = WRONG.replace("[@speech]", "[(speech)](../../seeds/speech.txt)");
    let named = ["-", "--stdin-filename", "claims/may/new.md", "--format", "short"];
    let ran = desk.feed(&named, link.as_bytes());
    assert!(ran.code == 1 && ran.out.starts_with("claims/may/new.md:1:31: error[misquote]"), "{ran}");
    assert_eq!(run(&desk, &["-", "claims/a.md"]).code, 2);
}

#[test]
fn what_is_excluded_stays_excluded_however_it_is_named() {
    let desk = newsroom(&[("claims/a.md", RIGHT), ("claims/old/b.md", WRONG)]);
    desk.write("sourceproof.toml", "exclude = [\"claims/old/**\"]\n");
    for path in ["claims/old/b.md", "./claims/old/b.md", "claims/../claims/old/b.md", "claims/old", "claims", "."] {
        assert_eq!(run(&desk, &[path]).code, 0, "{path}");
    }
    let whole = desk.root.join("claims/old/b.md");
    assert_eq!(run(&desk, &[whole.to_str().unwrap()]).code, 0);
    // One draft is checked once, under one name.
    let ran = run(&desk, &["claims/a.md", "./claims/a.md", "claims/old/../a.md", "--format", "short"]);
    assert!(ran.out.starts_with("1 draft, "), "{ran}");
}

#[test]
fn a_source_that_a_hook_names_is_no_draft() {
    let desk =
        newsroom(&[("claims/a.md", RIGHT), ("seeds/speech_notes.md", "“Nobody asked the ferryman,” she said.\n")]);
    let ran = run(&desk, &["claims/a.md", "seeds/speech_notes.md", "--format", "short"]);
    assert!(ran.code == 0 && ran.out.starts_with("1 draft, "), "{ran}");
}

#[test]
fn a_configuration_that_does_not_hold() {
    let desk = newsroom(&[("claims/a.md", RIGHT)]);
    for (text, expected) in [
        (
            "drats = []",
            &["1 | drats = []\n  | ^^^^^\n", "unknown field `drats`, expected one of `drafts`, `exclude`"][..],
        ),
        ("\ndrafts = 3", &["line 2", "expected a sequence"]),
        ("style = \"loud\"", &["line 1", "`news` or `strict`"]),
        ("drafts = [", &["line 1", "^"]),
        ("[rules]\nmisqoute = \"off\"", &["no rule `misqoute`; did you mean `misquote`?"]),
        ("[rules]\nmisquote = \"loud\"", &["\"loud\" is no level; write \"error\", \"warning\", \"note\" or \"off\""]),
        ("[rules]\nmisquote = { likeness = 1 }", &["misquote has no `likeness`; it has: level, similarity"]),
        ("[rules]\nmisquote = { similarity = \"x\" }", &["misquote", "`similarity`"]),
        ("[seed.speech]\ndate = \"soon\"", &["line 2", "[seed.speech]", "write 2008-10-17"]),
        ("[seed.speach]\ndate = \"2001\"", &["[seed.speach]", "no source has this key"]),
        ("[seed.x]\npath = \"seeds/gone.txt\"", &["[seed.x]: seeds/gone.txt does not exist"]),
        ("[seed.x]\npath = \"sourceproof.toml\"", &["in no seed folder; they are: seeds"]),
        ("seeds = [\"nope\"]", &["seed folder nope does not exist"]),
        ("seeds = [\"../nope\"]", &["seed folder ../nope is outside the project"]),
        ("drafts = [\"[\"]", &["'['"]),
    ] {
        desk.write("sourceproof.toml", text);
        let ran = run(&desk, &[]);
        assert!(ran.code == 2 && ran.out.is_empty(), "{text}\n{ran}");
        assert!(expected.iter().all(|words| ran.err.contains(words)), "{text}\n{ran}");
    }
}

#[test]
fn two_files_with_one_key_are_both_named() {
    let desk = newsroom(&[("claims/a.md", RIGHT)]);
    desk.write("seeds/old/speech.md", SPEECH);
    let ran = run(&desk, &[]);
    assert!(ran.code == 2 && ran.err.contains("seeds/old/speech.md and seeds/speech.txt"), "{ran}");
    desk.write("sourceproof.toml", "[seed.old_speech]\npath = \"seeds/old/speech.md\"\n");
    assert_eq!(run(&desk, &[]).code, 0);
    desk.write(
        "sourceproof.toml",
        "[seed.a]\npath = \"seeds/old/speech.md\"\n[seed.b]\npath = \"seeds/old/speech.md\"\n",
    );
    let ran = run(&desk, &[]);
    assert!(ran.code == 2 && ran.err.contains("`a` and `b`"), "{ran}");
}

#[test]
fn pages_and_word_lists_of_the_house() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    desk.write("sourceproof.toml", "house = \"house\"\n").write("house/words/en/reporting.toml", "");
    assert_eq!(run(&desk, &[]).code, 1);
    desk.write("house/words/en/weather.toml", "");
    let ran = run(&desk, &[]);
    assert!(ran.code == 2 && ran.err.contains("house/words/en/weather.toml: no word list has this name"), "{ran}");
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    desk.write("sourceproof.toml", "house = \"house\"\n").write("house/misquote.toml", "summary = 3\n");
    let ran = run(&desk, &[]);
    assert!(ran.code == 2 && ran.err.contains("misquote") && ran.err.contains("line 1"), "{ran}");
}

#[test]
fn init_makes_a_newsroom_that_can_be_checked() {
    let desk = Desk::new();
    let ran = run(&desk, &["init"]);
    assert!(ran.code == 0 && ran.out.starts_with("wrote sourceproof.toml"), "{ran}");
    desk.write("seeds/speech.txt", SPEECH).write("claims/a.md", WRONG);
    assert_eq!(run(&desk, &[]).code, 1);
    let again = run(&desk, &["init"]);
    assert!(again.code == 2 && again.err.contains("nothing was changed"), "{again}");
}

#[test]
fn a_folder_below_and_no_configuration() {
    let desk = newsroom(&[("claims/a.md", WRONG)]);
    let below = run::run_in(&desk.root.join("claims"), &["a.md", "--format", "short"], &[], b"");
    assert!(below.out.starts_with("claims/a.md:1:31: "), "{below}");
    std::fs::remove_file(desk.root.join("sourceproof.toml")).unwrap();
    assert_eq!(run(&desk, &[]).code, 1);
}

#[test]
fn the_same_output_whatever_the_threads() {
    let desk = newsroom(&[]);
    for number in 0..20 {
        desk.write(
            &format!("claims/{number}.md"),
            format!("{WRONG}\n{UNCITED}\n{RIGHT}\n“Nobody said this in my hearing.” [@gone]\n"),
        );
    }
    for format in ["human", "short", "json", "github", "html"] {
        let ran =
            |threads: &str| run::run_in(&desk.root, &["--format", format], &[("RAYON_NUM_THREADS", threads)], b"");
        let one = ran("1");
        assert!(one.out.matches("ferrymen").count() >= 20, "{one}");
        for threads in ["2", "8"] {
            assert!(one == ran(threads), "{format} with {threads} threads");
        }
    }
}

#[test]
fn bad_arguments_exit_with_2() {
    let desk = newsroom(&[("claims/a.md", RIGHT)]);
    for args in [
        &["--deny", "notes"][..],
        &["--weather"],
        &["scope"],
        &["facts"],
        &["explain", "misqote"],
        &["facts", "--date", "soon", "x"],
    ] {
        let ran = run(&desk, args);
        assert!(ran.code == 2 && !ran.err.is_empty(), "{args:?}\n{ran}");
    }
    for args in [["scope", "gone.md"], ["facts", "gone.md"], ["names", "gone.tsv"]] {
        let ran = run(&desk, &args);
        assert!(ran.code == 2 && ran.err.contains("no such file"), "{args:?}\n{ran}");
    }
}

#[test]
fn listings_as_json() {
    let desk = newsroom(&[]);
    desk.write("pairs.tsv", "Ada Lorne\tLorne\nAda Lorne\tBen Tarn\n");
    let document = |args: &[&str]| -> serde_json::Value { serde_json::from_str(&run(&desk, args).out).unwrap() };
    let names = document(&["names", "pairs.tsv", "--format", "json"]);
    assert_eq!(names["pairs"][1], serde_json::json!({"a": "Ada Lorne", "b": "Ben Tarn", "relation": "different"}));
    let facts = document(&["facts", "seeds/speech.txt", "--format", "json"]);
    let facts = facts["files"][0]["facts"].as_array().unwrap();
    let quote = facts.iter().find(|fact| fact["kind"] == "quote").unwrap();
    let (start, end) = (quote["start"].as_u64().unwrap() as usize, quote["end"].as_u64().unwrap() as usize);
    assert_eq!(quote["text"], SPEECH[start..end]);
    desk.write("pairs.tsv", "Ada Lorne, Lorne\n");
    let ran = run(&desk, &["names", "pairs.tsv"]);
    assert_eq!((ran.code, ran.err.as_str()), (2, "error: pairs.tsv, line 1: no tab between two names\n"));
}

impl Desk {
    fn feed(&self, args: &[&str], input: &[u8]) -> Ran {
        run::run_in(&self.root, args, &[], input)
    }
}
