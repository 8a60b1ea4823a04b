//! Who says a quotation, as JSON and for a person.

use crate::facts::names::Name;
use crate::facts::speakers::Speaker;
use crate::text::Prose;
use crate::text::Text;
use serde_json::Value;
use serde_json::json;

/// `{"speaker": {"name": "Ben Fishman", "start": 812, "end": 814}}`, the bytes on disk of the words that attribute the
/// quotation; null where the text does not say it surely.
pub fn value(text: &Text, prose: &Prose, names: &[Name], speaker: Option<&Speaker>) -> Value {
    let speaker = speaker.map(|speaker| {
        let span = prose.span(&speaker.range);
        json!({
            "name": name(prose, names, speaker),
            "start": text.disk_byte(span.start()),
            "end": text.disk_byte(span.end()),
        })
    });
    json!({ "speaker": speaker })
}

/// What was understood, for a person.
pub fn reading(prose: &Prose, names: &[Name], speaker: Option<&Speaker>) -> String {
    let Some(speaker) = speaker else { return String::new() };
    let (written, meant) = (plain(prose.slice(&speaker.range)), name(prose, names, speaker));
    if written == meant { format!("said by {meant}") } else { format!("said by {written}: {meant}") }
}

fn name(prose: &Prose, names: &[Name], speaker: &Speaker) -> String {
    plain(prose.slice(speaker.name.map_or(&speaker.range, |name| &names[name].range)))
}

fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
