//! A draft and the findings to mend to the draft's new bytes, in its own encoding.

use crate::findings::Edit;
use crate::findings::Finding;
use crate::text::Text;

/// A draft after its edits.
#[derive(Debug)]
pub struct Applied {
    /// What is to stand on disk: every byte that no edit covers is the old one, so line ends and a BOM stay.
    pub bytes: Vec<u8>,
    /// Findings whose edits were applied.
    pub mended: usize,
    /// Why a finding was left alone, a sentence each.
    pub problems: Vec<String>,
}

/// Applies the edits of `findings`, as [`choose`](super::choose) gave them.
///
/// A finding whose words the draft's encoding cannot write is left out. When the new bytes would not be read as the
/// words that were meant (the encoding of a file that does not name it is guessed), nothing is applied.
pub fn apply(text: &Text, findings: &[&Finding]) -> Applied {
    let mut problems = Vec::new();
    let mut edits: Vec<(&Edit, Vec<u8>)> = Vec::new();
    let mut mended = 0;
    for finding in findings {
        let encoded: Option<Vec<_>> =
            finding.edits.iter().map(|edit| Some((edit, text.encoding.encode(&edit.replacement)?))).collect();
        match encoded {
            Some(encoded) => {
                edits.extend(encoded);
                mended += 1;
            }
            None => {
                let line = text.position(finding.draft.span.start()).line;
                let (path, rule, name) = (&text.path, finding.rule, text.encoding.name);
                problems.push(format!("cannot fix {rule} in {path}, line {line}: {name} has no such letters"));
            }
        }
    }
    edits.sort_by_key(|(edit, _)| (edit.span.start(), edit.span.end()));
    edits.dedup_by(|(one, _), (other, _)| one.span == other.span && one.replacement == other.replacement);
    let old = text.bytes();
    let (mut bytes, mut content) = (Vec::with_capacity(old.len()), String::with_capacity(text.content.len()));
    let (mut on_disk, mut in_content) = (0, 0);
    for (edit, encoded) in &edits {
        bytes.extend_from_slice(&old[on_disk..text.disk_byte(edit.span.start())]);
        bytes.extend_from_slice(encoded);
        content.push_str(&text.content[in_content..edit.span.start()]);
        content.push_str(&edit.replacement);
        on_disk =
            if edit.span.is_empty() { text.disk_byte(edit.span.start()) } else { text.disk_byte(edit.span.end()) };
        in_content = edit.span.end();
    }
    bytes.extend_from_slice(&old[on_disk..]);
    content.push_str(&text.content[in_content..]);
    if mended > 0 && Text::from_bytes(&text.path, bytes.clone()).content != content {
        problems.push(format!(
            "cannot fix {}: its encoding, {}, was guessed and would no longer be",
            text.path, text.encoding.name
        ));
        return Applied { bytes: old.to_vec(), mended: 0, problems };
    }
    Applied { bytes, mended, problems }
}
