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
    let anchor = anchor(set_date, front.date, content, &projection, &text.path, &words.timestamps);
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
