//! The inline pieces of one block: joined for finding marks in, then written as prose without them.

use crate::text::ProseBuilder;
use std::ops::Range;

/// What a piece of a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Letters as they stand in the file.
    Copy,
    /// Letters that stand for other bytes: an entity, an escape, a line end.
    Replace,
    /// The signs of emphasis: no prose, but part of a path like `_old_/x.txt`.
    Markup,
    /// A code span: no prose, but a footnote's path may stand in it.
    Code,
    /// An image's words: prose only when the image is all of its paragraph.
    Alt,
    /// A footnote reference, a comment, an image: one letter that stands for it.
    Mark,
}

/// Stands for what is no text while marks are looked for, and in the prose for `@doe` where it is the subject.
pub(super) const OBJECT: &str = "\u{fffc}";

#[derive(Debug)]
struct Placed {
    at: usize,
    origin: Range<usize>,
    piece: Piece,
}

/// A link in a run; ranges of the joined text.
#[derive(Debug)]
pub(super) struct LinkMark {
    pub label: Range<usize>,
    pub destination: String,
    pub origin: Range<usize>,
    /// A reference link, whose label `1` is a mark and no number.
    pub by_reference: bool,
}

/// The pieces of one block in order.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub joined: String,
    pieces: Vec<Placed>,
    pub links: Vec<LinkMark>,
    /// Footnote references: the place of their letter, and their label.
    pub references: Vec<(Range<usize>, String)>,
    /// Inline comments.
    pub comments: Vec<Range<usize>>,
}

/// A stretch of the joined text that is no prose.
#[derive(Debug)]
pub(super) struct Cut {
    pub range: Range<usize>,
    /// Letters that the prose has in its place.
    pub instead: &'static str,
}

impl Run {
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub fn push(&mut self, letters: &str, origin: Range<usize>, piece: Piece) {
        if letters.is_empty() {
            return;
        }
        self.pieces.push(Placed { at: self.joined.len(), origin, piece });
        self.joined.push_str(letters);
    }

    /// The file's bytes from the first to the last piece.
    pub fn extent(&self) -> Range<usize> {
        let start = self.pieces.first().map_or(0, |piece| piece.origin.start);
        let end = self.pieces.last().map_or(0, |piece| piece.origin.end);
        start..end.max(start)
    }

    fn end(&self, index: usize) -> usize {
        self.pieces.get(index + 1).map_or(self.joined.len(), |next| next.at)
    }

    /// The file's bytes that `range` of the joined text came from.
    pub fn origin(&self, range: &Range<usize>) -> Range<usize> {
        if self.pieces.is_empty() {
            return 0..0;
        }
        let index = |at: usize| self.pieces.partition_point(|piece| piece.at <= at).saturating_sub(1);
        let is_exact = |piece: &Placed, length: usize| piece.piece != Piece::Replace && piece.origin.len() == length;
        let first = index(range.start);
        let piece = &self.pieces[first];
        let exact = is_exact(piece, self.end(first) - piece.at);
        let start = piece.origin.start + if exact { range.start - piece.at } else { 0 };
        if range.is_empty() {
            return start..start;
        }
        let last = index(range.end - 1);
        let piece = &self.pieces[last];
        let exact = is_exact(piece, self.end(last) - piece.at);
        let end = if exact { piece.origin.start + (range.end - piece.at) } else { piece.origin.end };
        start..end.max(start)
    }

    /// True when nothing but an image, and space, is in it: its words are a caption.
    pub fn is_caption(&self) -> bool {
        let mut images = false;
        for (index, piece) in self.pieces.iter().enumerate() {
            let blank = self.joined[piece.at..self.end(index)].trim().is_empty();
            match piece.piece {
                Piece::Alt => images = true,
                Piece::Copy | Piece::Replace if !blank => return false,
                Piece::Code => return false,
                _ => {}
            }
        }
        images
    }

    /// Makes an image's words prose.
    pub fn show_alt(&mut self) {
        for index in 0..self.pieces.len() {
            let length = self.end(index) - self.pieces[index].at;
            let piece = &mut self.pieces[index];
            if piece.piece == Piece::Alt {
                piece.piece = if piece.origin.len() == length { Piece::Copy } else { Piece::Replace };
            }
        }
    }

    /// The joined text with a NUL in place of each byte that cannot be part of a mark: escapes, code, labels of links.
    pub fn mask(&self, source: &str) -> String {
        let mut mask = self.joined.clone().into_bytes();
        for (index, piece) in self.pieces.iter().enumerate() {
            let range = piece.at..self.end(index);
            if matches!(piece.piece, Piece::Copy) {
                // The parser leaves an escape's backslash out, between two pieces.
                let before = piece.origin.start.checked_sub(1);
                let left_out =
                    index.checked_sub(1).is_none_or(|index| self.pieces[index].origin.end < piece.origin.start);
                if left_out && before.is_some_and(|before| source.as_bytes()[before] == b'\\') {
                    mask[range.start] = if mask[range.start] < 0x80 { 0 } else { mask[range.start] };
                }
            } else if piece.piece != Piece::Replace {
                mask[range].fill(0);
            } else if range.len() == 1 && !mask[range.start].is_ascii_whitespace() {
                mask[range.start] = 0;
            }
        }
        for link in &self.links {
            mask[link.label.clone()].fill(0);
        }
        String::from_utf8(mask).expect("whole letters are masked")
    }

    /// The pieces that are never prose and no mere signs: code, images, marks.
    pub fn hidden(&self) -> impl Iterator<Item = Range<usize>> {
        let is_hidden = |index: &usize| matches!(self.pieces[*index].piece, Piece::Code | Piece::Alt | Piece::Mark);
        (0..self.pieces.len()).filter(is_hidden).map(|index| self.pieces[index].at..self.end(index))
    }

    /// True when something is left to read outside of `cuts`.
    pub fn has_letters(&self, part: &Range<usize>, cuts: &[Cut]) -> bool {
        let mut at = part.start;
        for cut in cuts {
            if self.shown(at..cut.range.start.min(part.end)).any(|(_, letters, _)| !letters.trim().is_empty()) {
                return true;
            }
            at = at.max(cut.range.end);
        }
        self.shown(at..part.end).any(|(_, letters, _)| !letters.trim().is_empty())
    }

    /// Writes what is left outside of `cuts` (in order, apart), and calls `at_cut` with each cut's index where it stood.
    ///
    /// Space before a cut goes with it when space, the end or a closing mark follows; words on both sides stay apart.
    /// `part` bounds what is written.
    pub fn write(
        &self,
        part: &Range<usize>,
        cuts: &[Cut],
        builder: &mut ProseBuilder,
        last: &mut char,
        mut at_cut: impl FnMut(usize, &ProseBuilder),
    ) {
        let mut at = part.start;
        for (index, cut) in cuts.iter().enumerate() {
            let start = cut.range.start.clamp(at, part.end.max(at));
            let end = cut.range.end.clamp(start, part.end.max(start));
            let before = &self.joined[at..start];
            let following = cuts.get(index + 1).map_or(part.end, |next| next.range.start).clamp(end, part.end.max(end));
            // The signs of emphasis may stand between the cut and the next letter.
            let next = self.joined[end..following].chars().find(|c| !matches!(c, '*' | '_'));
            let next_is_cut = next.is_none() && following < part.end;
            let closes =
                |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '”');
            let is_mark = end > start && cut.instead.is_empty();
            let drops_space = is_mark && (next_is_cut || next.is_none_or(closes));
            let kept = if drops_space { before.trim_end() } else { before };
            self.emit(at..at + kept.len(), builder, last);
            at = end;
            if !cut.instead.is_empty() {
                builder.replace(cut.instead, self.origin(&(start..end)));
                *last = ' ';
            }
            at_cut(index, builder);
            let joins = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '!' | '?' | '”' | '"' | ')');
            if is_mark && joins(*last) && next.is_some_and(char::is_alphanumeric) {
                builder.replace(" ", self.origin(&(start..end)));
                *last = ' ';
            }
        }
        self.emit(at..part.end.max(at), builder, last);
    }

    fn emit(&self, range: Range<usize>, builder: &mut ProseBuilder, last: &mut char) {
        for (piece, letters, origin) in self.shown(range) {
            match piece {
                Piece::Copy => builder.copy(letters, origin.start),
                _ => builder.replace(letters, origin),
            }
            *last = letters.chars().next_back().unwrap_or(*last);
        }
    }

    /// The prose in `range`, piece by piece, with where it came from.
    fn shown(&self, range: Range<usize>) -> impl Iterator<Item = (Piece, &str, Range<usize>)> {
        let first = self.pieces.partition_point(|piece| piece.at <= range.start).saturating_sub(1);
        let inside = (first..self.pieces.len()).take_while({
            let end = range.end;
            move |index| self.pieces[*index].at < end
        });
        inside.filter_map(move |index| {
            let piece = &self.pieces[index];
            let (start, end) = (piece.at.max(range.start), self.end(index).min(range.end));
            if start >= end || !matches!(piece.piece, Piece::Copy | Piece::Replace) {
                return None;
            }
            let origin = match piece.piece {
                Piece::Copy => piece.origin.start + (start - piece.at)..piece.origin.start + (end - piece.at),
                _ => piece.origin.clone(),
            };
            Some((piece.piece, &self.joined[start..end], origin))
        })
    }
}
