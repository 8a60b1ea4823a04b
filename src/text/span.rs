//! A place in a file: bytes of its decoded content, end excluded.

/// Bytes `start..end` of one [`Text`](super::Text)'s content, which is UTF-8; the end is excluded.
///
/// Where the file on disk has other bytes (a BOM, UTF-16, Windows-1252), [`Text::position`](super::Text::position)
/// gives the byte on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span of `content`; `None` when it is out of order, past the end or not on a letter boundary.
    pub fn new(content: &str, start: usize, end: usize) -> Option<Span> {
        let sound = start <= end && content.is_char_boundary(start) && content.is_char_boundary(end);
        (sound && end <= u32::MAX as usize).then_some(Span { start: start as u32, end: end as u32 })
    }

    /// For the maps of this folder, whose offsets were checked when the map was made.
    pub(super) fn mapped(start: u32, end: u32) -> Span {
        debug_assert!(start <= end);
        Span { start, end: end.max(start) }
    }

    pub fn start(self) -> usize {
        self.start as usize
    }

    pub fn end(self) -> usize {
        self.end as usize
    }

    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
