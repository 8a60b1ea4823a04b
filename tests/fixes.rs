//! What edits may do: the pages' examples, the newsroom and quotations made up at random, fixed and read again.

mod desk;

use desk::Desk;
use proptest::prelude::*;
use sourceproof::check::{Input, Project, inputs};
use sourceproof::claims;
use sourceproof::config::Config;
use sourceproof::findings::{Edit, Finding, Level, Safety};
use sourceproof::fixes;
use sourceproof::rules::{Page, RULES};
use sourceproof::text::Text;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::sync::{Arc, OnceLock};

#[test]
fn examples_of_the_pages() {
    let (mut with_edits, mut safe) = (0, 0);
    for rule in RULES {
        for example in Page::parse(rule.name, rule.page).unwrap().examples {
            let desk = Desk::new();
            let mut config = String::new();
            for (key, date) in &example.dates {
                let _ = writeln!(config, "[seed.{key}]\ndate = {date:?}");
            }
            std::fs::create_dir_all(desk.root.join("seeds")).unwrap();
            for (key, seed) in &example.seeds {
                desk.write(&format!("seeds/{key}.txt"), seed);
            }
            let front = example.date.as_ref().map_or_else(String::new, |date| format!("---\ndate: {date}\n---\n\n"));
            let project = Project::new(Config::parse(&config, &desk.root).unwrap()).unwrap();
            let draft = Input::Bytes(format!("{front}{}", example.draft).into(), "claims/draft.md".into());
            let findings = check(&project, &[draft]);
            with_edits += findings.iter().filter(|finding| !finding.edits.is_empty()).count();
            safe += findings.iter().filter(|finding| is_safe(finding)).count();
            holds(&project, &findings).unwrap_or_else(|fault| panic!("{}, {}: {fault}", rule.name, example.name));
        }
    }
    assert!(with_edits > 15 && safe > 0, "{with_edits} findings with edits, {safe} of them safe");
}

#[test]
fn the_newsroom() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("sourceproof.toml")).unwrap();
    let project = Project::new(Config::parse(&text, root).unwrap()).unwrap();
    let findings = check(&project, &inputs(&project.config, &[]).unwrap());
    assert!(findings.iter().any(is_safe), "the newsroom shows a safe edit");
    holds(&project, &findings).unwrap();
}

fn check(project: &Project, inputs: &[Input]) -> Vec<Finding> {
    let run = project.check(inputs, false, &|_| {});
    assert!(run.problems.is_empty(), "{:?}", run.problems);
    run.findings
}

fn is_safe(finding: &Finding) -> bool {
    !finding.edits.is_empty() && finding.edits.iter().all(|edit| edit.safety == Safety::Safe)
}

#[test]
fn edits_in_markup() {
    const BRIDGE: &str = "We built this bridge for the masons and their children";
    for (said, draft, fixed) in [
        (
            BRIDGE,
            "“We built this *bridge* for masons and their children,”",
            "“We built this *bridge* for the masons and their children,”",
        ),
        (
            BRIDGE,
            "“We built this bridge for the **ferrymen** and their children,”",
            "“We built this bridge for the **masons** and their children,”",
        ),
        (
            BRIDGE,
            "“We built this bridge *for the* ferrymen and their children,”",
            "“We built this bridge *for the* masons and their children,”",
        ),
        (
            BRIDGE,
            "“We built this bridge for the [ferrymen](#men) and their children,”",
            "“We built this bridge for the [masons](#men) and their children,”",
        ),
        (
            BRIDGE,
            "“We built this bridge for the\r\nferrymen and their children,”",
            "“We built this bridge for the\r\nmasons and their children,”",
        ),
        (
            BRIDGE,
            "“We built this bridge for the f&eacute;rrymen and their children,”",
            "“We built this bridge for the masons and their children,”",
        ),
        (
            BRIDGE,
            "“We built this bridge for the very masons and their children,”",
            "“We built this bridge for the masons and their children,”",
        ),
        // What stands inside a word that has to change is not thrown away unasked.
        (
            BRIDGE,
            "“We built this bridge for the ferry*men* and their children,”",
            "“We built this bridge for the ferry*men* and their children,”",
        ),
        (
            BRIDGE,
            "“We built this bridge for the ferry<!-- x -->men and their children,”",
            "“We built this bridge for the ferry<!-- x -->men and their children,”",
        ),
        // The writer's own brackets and breaks.
        (
            BRIDGE,
            "“We built this bridge for [ferrymen] and the children,”",
            "“We built this bridge for [ferrymen] and their children,”",
        ),
        (
            "The foreman typed rm * now into the shell",
            "“The foreman typed the wrong words into the shell,”",
            "“The foreman typed rm \\* now into the shell,”",
        ),
        (
            "The bridge was closed for the band of 1890",
            "“The bridge was closed for the band of\n1891,”",
            "“The bridge was closed for the band of\n1890,”",
        ),
    ] {
        let desk = Desk::new();
        desk.write("seeds/speech.txt", format!("Mayor Ada Lorne spoke. “{said},” Lorne said. {REST}\n"));
        let project = Project::new(Config::parse("", &desk.root).unwrap()).unwrap();
        let tail = " said Mayor Ada Lorne. [@speech]\n";
        let input = |bytes: Vec<u8>| [Input::Bytes(bytes, "claims/a.md".into())];
        let findings = check(&project, &input(format!("{draft}{tail}").into()));
        let mut recheck =
            |drafts: Vec<(String, Vec<u8>)>| check(&project, &input(drafts.into_iter().next().unwrap().1));
        let (mended, _) = fixes::mend(findings, Safety::Suggested, &mut recheck);
        let shown =
            mended.first().map_or(format!("{draft}{tail}"), |draft| String::from_utf8(draft.bytes.clone()).unwrap());
        assert_eq!(shown, format!("{fixed}{tail}"));
    }
}

#[test]
fn an_allowance_that_nothing_needs() {
    let desk = Desk::new();
    desk.write("seeds/speech.txt", format!("Mayor Ada Lorne spoke. {REST}\n"));
    let project = Project::new(Config::parse("", &desk.root).unwrap()).unwrap();
    let input = |bytes: Vec<u8>| [Input::Bytes(bytes, "claims/a.md".into())];
    const ALLOWANCE: &str = "<!-- sourceproof: allow misquote: as printed -->";
    for (draft, fixed) in [
        ("One.\n\nALLOW\nTwo.\n", "One.\n\nTwo.\n"),
        ("One.\r\n\r\nALLOW\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n"),
        ("One. ALLOW\n\nTwo.\n", "One.\n\nTwo.\n"),
        // Without the comment these would be one paragraph.
        ("One.\nALLOW\nTwo.\n", "One.\nALLOW\nTwo.\n"),
    ] {
        let draft = draft.replace("ALLOW", ALLOWANCE);
        let findings = check(&project, &input(draft.clone().into()));
        assert_eq!(findings.len(), 1, "{draft}");
        holds(&project, &findings).unwrap_or_else(|fault| panic!("{draft}\n{fault}"));
        let (mended, _) = fixes::mend(findings, Safety::Suggested, &mut |_| Vec::new());
        let shown = mended.first().map_or(draft, |draft| String::from_utf8(draft.bytes.clone()).unwrap());
        assert_eq!(shown, fixed.replace("ALLOW", ALLOWANCE));
    }
}

/// What is promised of the edits of `findings`, all drafts of the project: the fault, where it is not so.
fn holds(project: &Project, findings: &[Finding]) -> Result<(), String> {
    for finding in findings {
        for edit in &finding.edits {
            reads_as_meant(project, &finding.draft.text, edit).map_err(|fault| format!("{}: {fault}", finding.rule))?;
            if edit.safety == Safety::Safe {
                changes_wording_alone(finding.draft.text.slice(edit.span), &edit.replacement)?;
            }
        }
    }
    for widest in [Safety::Safe, Safety::Suggested] {
        let mut last = findings.to_vec();
        let mut recheck = |drafts: Vec<(String, Vec<u8>)>| -> Vec<Finding> {
            let inputs: Vec<Input> = drafts.into_iter().map(|(path, bytes)| Input::Bytes(bytes, path)).collect();
            let found = check(project, &inputs);
            last.retain(|finding| {
                !inputs.iter().any(|input| matches!(input, Input::Bytes(_, path) if *path == finding.draft.text.path))
            });
            last.extend(found.iter().cloned());
            found
        };
        let (_, problems) = fixes::mend(findings.to_vec(), widest, &mut recheck);
        if !problems.is_empty() {
            return Err(format!("{problems:?}"));
        }
        // Nothing is left that the same edits could mend: fixing twice changes nothing more.
        let may =
            |finding: &&Finding| !finding.edits.is_empty() && finding.edits.iter().all(|edit| edit.safety <= widest);
        if let Some(left) = last.iter().find(may) {
            return Err(format!("still there after {widest:?} fixes: {} {}", left.rule, left.message));
        }
        let errors = |findings: &[Finding]| findings.iter().filter(|finding| finding.level == Level::Error).count();
        if widest == Safety::Safe && errors(&last) > errors(findings) {
            let errors: Vec<_> = last.iter().map(|finding| (finding.rule, &finding.message)).collect();
            return Err(format!("safe fixes made an error: {errors:?}"));
        }
    }
    Ok(())
}

/// The draft after one edit reads as before, with the words of the edit in its place and nothing else changed.
fn reads_as_meant(project: &Project, text: &Arc<Text>, edit: &Edit) -> Result<(), String> {
    let prose = |text: &Arc<Text>| claims::read(Arc::clone(text), &project.language.splitter).prose;
    let (content, span) = (&text.content, edit.span);
    let edited = format!("{}{}{}", &content[..span.start()], edit.replacement, &content[span.end()..]);
    let (before, after) = (prose(text), prose(&Arc::new(Text::from_bytes(&text.path, edited.into()))));
    let place = |at: usize| before.span(&(at..at + 1)).start();
    let in_block = |at: &usize| before.blocks.iter().any(|block| block.range.contains(at));
    let letters = || before.text.char_indices().map(|(at, _)| at).filter(in_block);
    let inside: Vec<usize> = letters().filter(|at| span.range().contains(&place(*at))).collect();
    let range = match (inside.first(), inside.last()) {
        (Some(first), Some(last)) => *first..last + before.text[*last..].chars().next().map_or(0, char::len_utf8),
        // An insertion, or a mark that is no prose.
        _ => {
            let at = letters().find(|at| place(*at) >= span.start()).unwrap_or(before.text.len());
            at..at
        }
    };
    if range.is_empty() && !span.is_empty() {
        return if before.text == after.text { Ok(()) } else { Err("an edit of a mark changed the prose".into()) };
    }
    let words = edit.replacement.replace("\\\\", "\u{1}").replace('\\', "").replace('\u{1}', "\\");
    let expected = format!("{}{words}{}", &before.text[..range.start], &before.text[range.end..]);
    if after.text == expected { Ok(()) } else { Err(format!("{edit:?} reads\n{}\nnot\n{expected}", after.text)) }
}

/// Words of one of our lists, all of its arrays and keys.
fn list(name: &str) -> BTreeSet<String> {
    fn add(value: &toml::Value, words: &mut BTreeSet<String>) {
        match value {
            toml::Value::String(word) => drop(words.insert(word.clone())),
            toml::Value::Array(values) => values.iter().for_each(|value| add(value, words)),
            toml::Value::Table(table) => table.iter().for_each(|(key, value)| {
                words.insert(key.clone());
                add(value, words);
            }),
            _ => {}
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/words/en").join(format!("{name}.toml"));
    let mut words = BTreeSet::new();
    add(&toml::Value::Table(std::fs::read_to_string(path).unwrap().parse().unwrap()), &mut words);
    words
}

fn changes_wording_alone(old: &str, new: &str) -> Result<(), String> {
    static LISTS: OnceLock<[BTreeSet<String>; 3]> = OnceLock::new();
    let [numbers, negations, function] = LISTS.get_or_init(|| ["number_words", "negation", "function_words"].map(list));
    let words = |text: &str| -> Vec<String> {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '\'';
        text.replace('’', "'")
            .split(|letter| !is_word(letter))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (ours, theirs) = (words(old), words(new));
    let count = |side: &[String], word: &String| side.iter().filter(|other| *other == word).count();
    for word in ours.iter().chain(&theirs).filter(|word| count(&ours, word) != count(&theirs, word)) {
        let lower = word.to_lowercase();
        let is_name = word.contains(char::is_uppercase) && !function.contains(&lower);
        let is_grave = numbers.contains(&lower) || negations.contains(&lower) || lower.contains(char::is_numeric);
        if is_name || is_grave {
            return Err(format!("a safe edit changes `{word}`: `{old}` to `{new}`"));
        }
    }
    Ok(())
}

/// A quotation of the source below, changed here and there, in more or less markup.
fn quoted() -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = SAID.split(' ').collect();
    let change = (0..words.len(), prop_oneof![Just(""), Just("s"), Just("the "), Just("x"), Just("never ")]);
    let markup =
        prop_oneof![Just(("", "")), Just(("*", "*")), Just(("**", "**")), Just(("[", "](../seeds/speech.txt)"))];
    let marked = (markup, 0..words.len(), 1..4_usize);
    let breaks = prop_oneof![Just(" "), Just("\n"), Just("\r\n"), Just("\n> ")];
    (prop::collection::vec(change, 0..3), marked, breaks, 0..words.len()).prop_map(
        move |(changes, marked, broken, at)| {
            let mut said: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            for (place, change) in changes {
                said[place] = match change {
                    "" => String::new(),
                    "s" if said[place].ends_with('s') => said[place].trim_end_matches('s').to_owned(),
                    "s" => said[place].clone() + "s",
                    "x" => "ferrymen".to_owned(),
                    before => format!("{before}{}", said[place]),
                };
            }
            let ((open, close), first, length) = marked;
            let last = (first + length - 1).min(said.len() - 1);
            said[first].insert_str(0, open);
            said[last].push_str(close);
            let is_block = broken == "\n> ";
            let mut draft = if is_block { "> “" } else { "“" }.to_owned();
            for (index, word) in said.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
                if !draft.ends_with('“') {
                    draft.push_str(if index == at { broken } else { " " });
                }
                draft.push_str(word);
            }
            draft
                + if is_block {
                    "”\n\n— Mayor Ada Lorne [@speech]\n"
                } else {
                    ",” said Mayor Ada Lorne. [@speech]\n"
                }
        },
    )
}

const SAID: &str = "We built this bridge in a hundred days for Orle and the masons of Marlborne, not for three * rivets_ \
                    and the [iron] on 4 March";

const REST: &str = "It rained all morning, and the band of the fire brigade played under the arches. Children threw \
                    paper boats into the stream; an old ferryman watched them go and kept his hat on.";

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn quotations_made_up(draft in quoted()) {
        static PROJECT: OnceLock<(Desk, Project)> = OnceLock::new();
        let (_, project) = PROJECT.get_or_init(|| {
            let desk = Desk::new();
            desk.write("seeds/speech.txt", format!("Mayor Ada Lorne spoke. “{SAID},” Lorne said. {REST}\n"));
            let project = Project::new(Config::parse("", &desk.root).unwrap()).unwrap();
            (desk, project)
        });
        let findings = check(project, &[Input::Bytes(draft.clone().into(), "claims/a.md".into())]);
        if let Err(fault) = holds(project, &findings) {
            panic!("{draft}\n{fault}");
        }
    }
}
