//! Offsets of a changed text, carried back to the text it was made from.

/// A map from the offsets of a text to those of the text it came from, piece by piece.
///
/// Pieces follow each other without gaps in the new text. A piece as long as its origin is a copy and maps byte by
/// byte; any other piece (an entity, a two-byte letter that was one byte on disk, a space put in) is one thing: each
/// offset inside it maps to its origin's start, and an end inside it to its origin's end.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
    length: u32,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    at: u32,
    origin: u32,
    origin_length: u32,
}

impl OffsetMap {
    /// A map of one piece: `length` bytes copied from `origin` on.
    pub fn shifted(length: usize, origin: usize) -> OffsetMap {
        let mut map = OffsetMap::default();
        map.push(length, origin, length);
        map
    }

    /// Adds the next piece: `length` bytes that came from `origin_length` bytes at `origin`.
    pub fn push(&mut self, length: usize, origin: usize, origin_length: usize) {
        if length == 0 {
            return;
        }
        let (origin, origin_length) = (origin as u32, origin_length as u32);
        if let Some(last) = self.pieces.last_mut() {
            let last_length = self.length - last.at;
            let both_copies = last_length == last.origin_length && length as u32 == origin_length;
            if both_copies && last.origin + last.origin_length == origin {
                last.origin_length += origin_length;
                self.length += length as u32;
                return;
            }
        }
        self.pieces.push(Piece { at: self.length, origin, origin_length });
        self.length += length as u32;
    }

    /// Where the pieces of `range` came from, in its order; what stood between them in the origin is left out.
    pub fn origins(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = std::ops::Range<usize>> {
        let (start, end) = (range.start as u32, (range.end as u32).min(self.length));
        let first = self.pieces.partition_point(|piece| piece.at <= start).saturating_sub(1);
        let pieces = self.pieces[first..].iter().take_while(move |piece| piece.at < end);
        pieces.enumerate().filter(move |_| start < end).map(move |(index, piece)| {
            let piece_end = self.pieces.get(first + index + 1).map_or(self.length, |next| next.at);
            let origin = piece.origin as usize..(piece.origin + piece.origin_length) as usize;
            if piece_end - piece.at != piece.origin_length {
                return origin;
            }
            let (cut, kept) = (start.max(piece.at) - piece.at, end.min(piece_end) - piece.at);
            origin.start + cut as usize..origin.start + kept as usize
        })
    }

    /// Length of the new text in bytes.
    pub fn length(&self) -> usize {
        self.length as usize
    }

    fn piece(&self, offset: u32) -> Option<(Piece, u32)> {
        let index = self.pieces.partition_point(|piece| piece.at <= offset).checked_sub(1)?;
        let end = self.pieces.get(index + 1).map_or(self.length, |next| next.at);
        Some((self.pieces[index], end - self.pieces[index].at))
    }

    /// Where the byte at `offset` came from.
    pub fn start(&self, offset: usize) -> usize {
        let Some((piece, length)) = self.piece(offset as u32) else { return 0 };
        let inside = (offset as u32 - piece.at).min(length);
        if length == piece.origin_length || inside == length {
            (piece.origin + inside.min(piece.origin_length)) as usize
        } else {
            piece.origin as usize
        }
    }

    /// Where a stretch that ends before `offset` ended.
    pub fn end(&self, offset: usize) -> usize {
        let Some(before) = (offset as u32).checked_sub(1) else { return self.start(0) };
        let Some((piece, length)) = self.piece(before) else { return 0 };
        if length == piece.origin_length {
            (piece.origin + (offset as u32 - piece.at).min(length)) as usize
        } else {
            (piece.origin + piece.origin_length) as usize
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_maps_as_one_thing() {
        // `a&amp;b` read as `a&b`
        let mut map = OffsetMap::default();
        map.push(1, 0, 1);
        map.push(1, 1, 5);
        map.push(1, 6, 1);
        assert_eq!((map.start(1), map.end(2)), (1, 6));
        assert_eq!((map.start(2), map.end(3)), (6, 7));
        assert_eq!((map.start(0), map.end(1)), (0, 1));
    }

    #[test]
    fn left_out_words_lie_between_pieces() {
        let mut map = OffsetMap::default();
        map.push(4, 0, 4);
        map.push(4, 10, 4);
        assert_eq!((map.start(4), map.end(4)), (10, 4));
        assert_eq!((map.start(2), map.end(6)), (2, 12));
        assert_eq!(map.origins(2..6).collect::<Vec<_>>(), [2..4, 10..12]);
        assert_eq!(map.origins(4..4).count(), 0);
    }
}
