//! A file name to the format of the file.

use std::path::Path;

/// The name of a file without its extension; a dot that opens no extension stays: `2024.05.03_hearing`.
pub(super) fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && is_extension(extension) => stem,
        _ => name,
    }
}

/// Short, plain letters and digits, not only digits.
fn is_extension(extension: &str) -> bool {
    let sound = extension.bytes().all(|byte| byte.is_ascii_alphanumeric()) && (1..=8).contains(&extension.len());
    sound && !extension.bytes().all(|byte| byte.is_ascii_digit())
}

/// How a source document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Plain,
    Markdown,
    /// One that is not read, by the name a person knows it by.
    Other(&'static str),
    /// None that we know.
    Unknown,
}

impl Format {
    pub fn of(path: &Path) -> Format {
        let Some(extension) = path.extension() else { return Format::Plain };
        let extension = extension.to_string_lossy().to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Format::Plain,
            "md" | "markdown" | "qmd" => Format::Markdown,
            "pdf" => Format::Other("PDF"),
            "doc" | "docx" | "docm" => Format::Other("Word"),
            "odt" => Format::Other("OpenDocument"),
            "rtf" => Format::Other("RTF"),
            "htm" | "html" | "xhtml" | "mhtml" => Format::Other("HTML"),
            "xml" => Format::Other("XML"),
            "json" | "jsonl" => Format::Other("JSON"),
            "csv" | "tsv" => Format::Other("a table"),
            "xls" | "xlsx" | "ods" => Format::Other("a spreadsheet"),
            "ppt" | "pptx" | "odp" => Format::Other("a presentation"),
            "epub" | "mobi" => Format::Other("an e-book"),
            "srt" | "vtt" => Format::Other("subtitles"),
            "eml" | "msg" | "mbox" => Format::Other("mail"),
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "tif" | "tiff" | "bmp" | "svg" | "heic" | "avif" => {
                Format::Other("an image")
            }
            "mp3" | "wav" | "m4a" | "ogg" | "opus" | "flac" => Format::Other("audio"),
            "mp4" | "mov" | "mkv" | "webm" | "avi" => Format::Other("video"),
            "zip" | "tar" | "gz" | "7z" | "xz" | "zst" | "rar" => Format::Other("an archive"),
            // `No. 12` and `2024.05.03_hearing` have a dot and no extension.
            _ if !is_extension(&extension) => Format::Plain,
            _ => Format::Unknown,
        }
    }

    /// Why a file of this format has no text for us; `None` when it is read.
    pub fn reason(self) -> Option<String> {
        match self {
            Format::Plain | Format::Markdown => None,
            Format::Other(name) => Some(format!("{name} is not read yet")),
            Format::Unknown => Some("its format is not known".into()),
        }
    }

    /// As `sourceproof seeds` lists it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Plain => "text",
            Format::Markdown => "Markdown",
            Format::Other(name) => name,
            Format::Unknown => "unknown",
        }
    }
}
