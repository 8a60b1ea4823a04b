//! The text of a file to a seed.

use super::anchor::anchor;
use super::format::Format;
use super::furniture::mark_furniture;
use super::markdown;
use super::plain;
use super::plain::Projection;
use super::seed::Seed;
use super::stamps;
use super::turns::turns;
use super::words::Words;
use super::zones::mark_zones;
use crate::facts::Language;
use crate::facts::dates::Days;
use crate::text::Prose;
use crate::text::Text;
use crate::text::Zone;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// The seed that `text` is: prose with zones, date, title, turns.
///
/// The format is told by the extension of `text.path`. `set_date` is what the configuration says; it goes before all
/// that the document says of itself. Any text at all is read; one that is empty, binary or of a format that is not
/// read comes back with its reason in [`Seed::unreadable`].
///
/// Time grows with the text alone.
pub fn read(text: Arc<Text>, key: &str, set_date: Option<Days>, words: &Words, language: &Language) -> Seed {
    let format = Format::of(Path::new(&text.path));
    let reason = format.reason().or_else(|| {
        if text.is_binary() {
            Some("it is binary".into())
        } else if text.content.trim().is_empty() {
            Some("it is empty".into())
        } else {
            None
        }
    });
    if let Some(reason) = reason {
        return Seed::without_text(text, key, set_date, reason);
    }
    let content = &text.content;
    let is_markdown = format == Format::Markdown;
    let (mut projection, front) = if is_markdown {
        markdown::project(content, words, &language.splitter)
    } else {
        (plain::project(content, words, &language.splitter), None)
    };
    let front = front.map(|range| FrontMatter::read(&content[range], words)).unwrap_or_default();
    let title = title_of_header(content, &projection);
    let is_telegram = projection.header.as_ref().is_some_and(|header| header.is_telegram);
    let speakers = projection.speakers.take();
    if !is_telegram {
        if speakers.is_none() {
            mark_furniture(&mut projection.prose, words);
        }
        let is_label = |block: &str| {
            let line = block.split(['\n', '\r']).next().unwrap_or("");
            speakers.as_ref().is_some_and(|speakers| speakers.label(line, &words.transcripts).is_some())
        };
        let has_headline = projection.header.is_some() || (is_markdown && !projection.headings.is_empty());
        mark_zones(&mut projection.prose, words, has_headline, &is_label);
    } else {
        mark_classifications(&mut projection.prose, words);
    }
    let prose = &projection.prose;
    let anchor = anchor(set_date, front.date, content, &projection, &text.path, words);
    let turns = speakers.map(|speakers| turns(prose, &speakers, &words.transcripts)).unwrap_or_default();
    let headline = prose.blocks.iter().take(16).position(|block| block.zone == Zone::Headline).filter(|_| !is_telegram);
    let headline_words = || headline.map(|index| one_line(prose.slice(&prose.blocks[index].range)));
    let title = front.title.or(title).or_else(headline_words);
    let evidence = prose.blocks.iter().filter(|block| block.zone.is_evidence());
    let count =
        evidence.map(|block| prose.tokens[block.tokens.clone()].iter().filter(|token| token.is_word()).count()).sum();
    let unreadable = if prose.tokens.is_empty() { Some("there are no words in it".into()) } else { None };
    let Projection { prose, paragraphs, headings, .. } = projection;
    Seed {
        key: key.into(),
        date: anchor.date,
        date_origin: anchor.origin,
        date_notes: anchor.notes,
        title,
        headline,
        words: count,
        turns,
        unreadable,
        paragraphs,
        headings,
        prose,
        text,
    }
}

fn title_of_header(content: &str, projection: &Projection) -> Option<String> {
    let range: Range<usize> = projection.header.as_ref()?.title.clone()?;
    Some(one_line(&content[range]))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Classifications and end signs that stand alone after a telegram.
fn mark_classifications(prose: &mut Prose, words: &Words) {
    for index in 0..prose.blocks.len() {
        let block = &prose.blocks[index];
        let text = prose.slice(&block.range).trim();
        let alone = text.len() <= 48 && words.messages.banners.contains(&text.trim_end_matches('.').to_lowercase());
        if alone && block.zone != Zone::Header {
            prose.blocks[index].zone = Zone::Furniture;
        }
    }
}

/// What the head of a Markdown file says of it.
#[derive(Debug, Default)]
struct FrontMatter {
    title: Option<String>,
    date: Option<Days>,
}

impl FrontMatter {
    /// Reads the fields on the first level, YAML or TOML; all else in it is for others.
    fn read(fields: &str, words: &Words) -> FrontMatter {
        let mut found = FrontMatter::default();
        for line in fields.lines() {
            // Keys on the first level stand at the line's start.
            let Some((name, value)) = line.split_once([':', '=']).filter(|_| !line.starts_with([' ', '\t', '-', '#']))
            else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "date" => found.date = stamps::value(value, &words.timestamps).or(found.date),
                "published" | "publication_date" | "publication-date" | "pubdate" | "publishdate"
                | "date_published" => {
                    found.date = found.date.or_else(|| stamps::value(value, &words.timestamps));
                }
                "title" => {
                    let title = value.trim_matches(['"', '\'']);
                    found.title = if title.is_empty() { None } else { Some(title.into()) };
                }
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::locator;
    use super::super::seed::DateOrigin;
    use super::*;
    use crate::text::Lists;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    fn seed_of(path: &str, bytes: impl Into<Vec<u8>>) -> Seed {
        static WORDS: OnceLock<(Words, Language)> = OnceLock::new();
        let (words, language) = WORDS.get_or_init(|| {
            let lists = Lists::default();
            (Words::new(&lists).unwrap(), Language::new(&lists).unwrap())
        });
        read(Arc::new(Text::from_bytes(path, bytes.into())), "key", None, words, language)
    }

    #[track_caller]
    fn check(seed: &Seed, expected: &[(Zone, &str)]) {
        let blocks = seed.prose.blocks.iter();
        let found: Vec<_> = blocks.map(|block| (block.zone, seed.prose.slice(&block.range).trim())).collect();
        assert_eq!(found, expected);
    }

    const TELEGRAM: &str = "09PORTO412\nTHE FERRY: GONE?\nSun May 03 00:00:00 +0200 2009\nZNY CCCCC ZZH\n\
        DE RUPORT #0412/01 1231530\nO 031530Z MAY 09\nFM AMEMBASSY PORTO\nTAGS: EWWT\nSUBJECT: THE FERRY: GONE? \n \n\
        CLASSIFIED BY: Ana Tan, Consul. 1. (C) Summary: The ferry left. It sank.[2] End Summary.  \
        A STORM AT NIGHT  2. (SBU) The mayor said the  PORTO 00000412  002.2 OF 002   ferry was old. (Note: It was \
        built in 1961. End note.) He wept.\n\n3. (C) Comment: We doubt it. End Comment.TAN";

    #[test]
    fn a_telegram() {
        use Zone::*;
        let seed = seed_of("seeds/a.txt", TELEGRAM);
        let body: Vec<_> = seed.prose.blocks.iter().filter(|block| block.zone != Header).collect();
        let found: Vec<_> = body.iter().map(|block| (block.zone, seed.prose.slice(&block.range))).collect();
        assert_eq!(
            found,
            [
                (Body, "The ferry left. It sank."),
                (Headline, "A STORM AT NIGHT"),
                (Body, "The mayor said the ferry was old."),
                (Note, "It was built in 1961."),
                (Body, "He wept."),
                (Comment, "We doubt it."),
                (Furniture, "TAN"),
            ]
        );
        assert_eq!(seed.title.as_deref(), Some("THE FERRY: GONE?"));
        assert_eq!(seed.date.map(|days| days.first.to_string()).as_deref(), Some("2009-05-03"));
        assert_eq!(seed.date_origin, Some(DateOrigin::DateTimeGroup));
        assert_eq!(
            seed.date_notes,
            [
                "station serial 1231530 is day 123 of the year, 3 May 2009: as the date-time group says",
                "timestamp line: 3 May 2009 was a Sunday, as it says",
            ]
        );
        let words = |range: Option<Range<usize>>| range.map(|range| seed.prose.slice(&range).to_owned());
        assert_eq!(words(locator::paragraph(&seed, 3)).as_deref(), Some("We doubt it."));
        assert_eq!(words(locator::paragraph(&seed, 4)), None);
        assert_eq!(words(locator::lines(&seed, 9, 9)).as_deref(), Some("SUBJECT: THE FERRY: GONE?"));
        assert_eq!(words(locator::lines(&seed, 10, 10)), None);
        assert_eq!(words(locator::lines(&seed, 13, 99)), None);
        assert!(
            words(locator::heading(&seed, "A storm at night")).unwrap().ends_with("He wept.\n\nWe doubt it.\n\nTAN")
        );
        // What a break was cut out of still shows whole in the file.
        let start = seed.prose.text.find("said the ferry").unwrap();
        let span = seed.prose.span(&(start..start + 14));
        assert_eq!(seed.text.slice(span), "said the  PORTO 00000412  002.2 OF 002   ferry");
    }

    #[test]
    fn an_article() {
        use Zone::*;
        let content = "Ferry sinks\n\nFerry sinks\n\nBy Ana Tan\n\n3 May 2024\n\nPORTO — The ferry left\non Monday.[4]\n\n\
                       7. It was old.\n\nREAD MORE\n";
        let seed = seed_of("seeds/ferry.txt", content);
        check(
            &seed,
            &[
                (Headline, "Ferry sinks"),
                (Furniture, "Ferry sinks"),
                (Byline, "By Ana Tan"),
                (Dateline, "3 May 2024"),
                (Dateline, "PORTO"),
                (Body, "The ferry left\non Monday."),
                (Body, "It was old."),
                (Furniture, "READ MORE"),
            ],
        );
        assert_eq!((seed.title.as_deref(), seed.headline, seed.words), (Some("Ferry sinks"), Some(0), 15));
        assert_eq!(seed.date_origin, Some(DateOrigin::TimestampLine));
        let second = locator::paragraph(&seed, 2).unwrap();
        assert_eq!(seed.prose.slice(&second), "It was old.");
    }

    #[test]
    fn where_the_date_comes_from() {
        for (path, content, expected) in [
            ("a.md", "---\ndate: 2024-05\n---\n3 May 2023\n\nIt sank.", "2024-05-01 FrontMatter"),
            ("a.md", "---\ntitle: x\npublished: \"2024-05-03T10:00:00Z\"\n---\nIt sank.", "2024-05-03 FrontMatter"),
            ("a.md", "+++\ndate = 2024\n+++\nIt sank.", "2024-01-01 FrontMatter"),
            ("a.txt", "From: A\nDate: Fri, 3 May 2024 10:00:00 +0100\n\nIt sank.", "2024-05-03 TimestampLine"),
            ("a.txt", "Ferry\n\nUpdated 5 May 2024\nPublished 3 May 2024\n\nIt sank.", "2024-05-03 TimestampLine"),
            ("a.txt", "Ferries\n\n3 May 2024\n\nIt left.\n\n5 May 2024\n\nIt sank.", "2024-05-03 Dateline"),
            ("a.txt", "PORTO, 3 May 2024 — It sank.", "2024-05-03 Dateline"),
            ("a.txt", "Ferry sinks\nBy Ana Tan on March 2, 2017\n\nIt sank.", "2017-03-02 Dateline"),
            (
                "a.txt",
                "Search\n\nMay 5, 2019\n\nFerry sinks\nBy Ana Tan on March 2, 2017\n\nIt sank.",
                "2017-03-02 Dateline",
            ),
            ("a.txt", "Hearing of 4 March 2019\n\nCHAIR: It sank.", "2019-03-04 Title"),
            ("2019-03-05.txt", "# Hearing of 4 March 2019\n\nIt sank.", "2019-03-04 Title"),
            ("a.txt", "Ferry\n\nBy Ana Tan, 3 May 2024\n\nIt sank.", "2024-05-03 Dateline"),
            ("seeds/2024-05-03_ferry.txt", "It sank on 1 May 2023.", "2024-05-03 FileName"),
            ("2024-05-03/ferry.txt", "It sank on 1 May 2023.", "-"),
        ] {
            let seed = seed_of(path, content);
            let found = seed.date.map(|days| format!("{} {:?}", days.first, seed.date_origin.unwrap()));
            assert_eq!(found.as_deref().unwrap_or("-"), expected, "{content}");
        }
    }

    #[test]
    fn a_transcript() {
        let content = "Harbour inquiry\n\nMR. HALE: Why did it leave\nin a storm?\nMS. TAN: It was late.\n\nNobody asked.\n\
                       MR. HALE: (Inaudible.)\n";
        for path in ["a.txt", "a.md"] {
            let content = if path == "a.md" { content.replace("\nM", "\n\nM") } else { content.to_owned() };
            let seed = seed_of(path, content);
            let turns = seed.turns.iter();
            let found: Vec<_> = turns.map(|turn| (turn.speaker.as_str(), seed.prose.slice(&turn.range))).collect();
            assert_eq!(
                found,
                [
                    ("MR. HALE", "Why did it leave\nin a storm?"),
                    ("MS. TAN", "It was late.\n\nNobody asked."),
                    ("MR. HALE", "(Inaudible.)"),
                ]
            );
            assert_eq!(seed.prose.slice(&seed.turns[0].label), "MR. HALE:");
        }
        assert!(seed_of("a.txt", "Depth: 3 m\nWidth: 9 m\nHeight: 2 m\n").turns.is_empty());
    }

    #[test]
    fn sections_of_markdown() {
        let seed =
            seed_of("a.md", "# Ferry\n\nIt left.\n\n## The storm\n\nIt sank.\n\n### After\n\nSo.\n\n## Law\n\nNo.\n");
        let words = |text: &str| locator::heading(&seed, text).map(|range| seed.prose.slice(&range));
        assert_eq!(words("the-storm"), Some("The storm\n\nIt sank.\n\nAfter\n\nSo."));
        assert_eq!(words("Law"), Some("Law\n\nNo."));
        assert_eq!(words("storm"), None);
        let second = locator::paragraph(&seed, 2).unwrap();
        assert_eq!((seed.prose.slice(&second), seed.title.as_deref()), ("It sank.", Some("Ferry")));
    }

    #[test]
    fn files_without_text() {
        for (path, bytes, reason) in [
            ("a.pdf", b"%PDF".as_slice(), "PDF is not read yet"),
            ("a.html", b"<p>x</p>", "HTML is not read yet"),
            ("a.xyz", b"x", "its format is not known"),
            ("a.txt", b"", "it is empty"),
            ("a.txt", b" \n\x0c\n", "it is empty"),
            ("a.txt", b"a\0\0b", "it is binary"),
            ("a.md", b"<!-- x -->", "there are no words in it"),
            ("a.txt", b"-----", "there are no words in it"),
        ] {
            assert_eq!(seed_of(path, bytes).unreadable.as_deref(), Some(reason), "{path}");
        }
        assert!(seed_of("README", "It sank.").has_text());
    }

    #[track_caller]
    fn check_sound(seed: &Seed) {
        let prose = &seed.prose;
        let mut end = 0;
        for block in &prose.blocks {
            assert!(block.range.start >= end && block.range.start < block.range.end);
            let text = prose.slice(&block.range);
            assert!(!text.trim().is_empty());
            end = block.range.end;
        }
        let mut place = 0;
        for token in &prose.tokens {
            let span = prose.span(&token.range());
            let inside = crate::text::Span::new(&seed.text.content, span.start(), span.end());
            assert!(inside.is_some(), "a token lies on letters of the file");
            assert!(span.start() >= place, "tokens come in the order of the file");
            place = span.start();
            let word = prose.slice(&token.range());
            if span.len() == word.len() && Format::of(Path::new(&seed.text.path)) == Format::Plain {
                assert_eq!(seed.text.slice(span), word);
            }
        }
        for turn in &seed.turns {
            assert!(turn.label.end <= turn.range.start && turn.range.start <= turn.range.end);
            let _ = (prose.slice(&turn.label), prose.slice(&turn.range));
        }
        for number in 0..4 {
            let _ = locator::paragraph(seed, number).map(|range| prose.slice(&range).len());
            let _ = locator::lines(seed, number, number + 1).map(|range| prose.slice(&range).len());
        }
        let _ = locator::heading(seed, "summary");
    }

    /// Pieces that the detectors look for, put together in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "The ferry left.",
            " ",
            "\n",
            "\r\n",
            "\n\n",
            "\u{c}",
            "[12]",
            "²",
            "word",
            "Note:",
            "(Note: ",
            "End note.)",
            "Comment: ",
            "End Comment.",
            "2. (C) ",
            "¶3. (SBU) ",
            "(U) ",
            "  PORTO 00000412  002.2 OF 002   ",
            "SECTION 01 OF 02 PORTO 000412",
            "ZNY CCCCC ZZH\n",
            "O 031530Z MAY 09\n",
            "FM PORTO\n",
            "TAGS: X\n",
            "SUBJECT: ",
            "TAN",
            "HALE: ",
            "Q. ",
            "A. ",
            "**Ana Tan:** ",
            "Page 3 of 12",
            "- 3 -",
            "3",
            "---\n",
            "date: 2024-05-03\n",
            "PORTO — ",
            "é",
            "\u{a0}",
            "“",
            "”",
            "\"",
            "# ",
            "- ",
            "> ",
            "| a | b |\n|---|---|\n",
            "<!-- ",
            "-->",
            "<p>",
            "&amp;",
            "[^1]",
            "[^1]: ",
            "Read more",
            "please support us",
            "from just $2",
            "3 May 2024",
            "From: a\n",
            "Date: 3 May 2024\n",
            "READ THIS NOW",
            "!",
            "_",
            "*",
            "`",
            "\\",
            "1. ",
        ]);
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

        #[test]
        fn any_pieces_make_a_sound_seed(content in pieces(), markdown: bool) {
            check_sound(&seed_of(if markdown { "a.md" } else { "a.txt" }, content));
        }

        #[test]
        fn any_bytes_make_a_sound_seed(bytes in prop::collection::vec(any::<u8>(), 0..400), markdown: bool) {
            // TODO: without dots, because `text::tokens` panics on a letter, a dot and a letter outside ASCII (`Z.é,`).
            let bytes: Vec<u8> = bytes.into_iter().filter(|byte| *byte != b'.').collect();
            check_sound(&seed_of(if markdown { "a.md" } else { "a.txt" }, bytes));
        }

        #[test]
        fn any_letters_make_a_sound_seed(content in "\\PC{0,200}", markdown: bool) {
            // TODO: without dots, as above.
            check_sound(&seed_of(if markdown { "a.md" } else { "a.txt" }, content.replace('.', "")));
        }
    }
}
