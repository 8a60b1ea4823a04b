//! The gaps that marks leave in the prose of a block: in order, apart, with the commas and brackets that go with them.

use super::Citation;
use super::run::Cut;
use super::run::Run;

/// One thing to do where the prose has a gap.
pub(super) struct Gap {
    pub cut: Cut,
    pub does: Does,
}

pub(super) enum Does {
    Nothing,
    /// A link's words begin here; the end is another gap, which has the same number.
    From(usize),
    Cite(Box<Citation>, Option<usize>, Option<String>),
}

/// Sorts gaps, drops those inside others, and takes along the commas between citations and the brackets around them.
pub(super) fn tidy(run: &Run, mut gaps: Vec<Gap>) -> (Vec<Cut>, Vec<Does>) {
    // A gap that cites comes before a plain one of the same place.
    gaps.sort_by_key(|gap| (gap.cut.range.start, gap.cut.range.end, matches!(gap.does, Does::Nothing)));
    let mut kept: Vec<Gap> = Vec::with_capacity(gaps.len());
    for gap in gaps {
        let Some(last) = kept.last_mut() else {
            kept.push(gap);
            continue;
        };
        let end = last.cut.range.end;
        let same = gap.cut.range == last.cut.range && !gap.cut.range.is_empty();
        if gap.cut.range.start < end || same {
            // A link's mark at the end of its hidden label stands; anything else inside a gap is part of it.
            if gap.cut.range.end > end {
                last.cut.range.end = gap.cut.range.end;
            }
            continue;
        }
        kept.push(gap);
    }
    let is_mark =
        |gap: &Gap| !gap.cut.range.is_empty() && gap.cut.instead.is_empty() && matches!(gap.does, Does::Cite(..));
    let mut first = 0;
    while first < kept.len() {
        if !is_mark(&kept[first]) {
            first += 1;
            continue;
        }
        let mut last = first;
        while last + 1 < kept.len() && is_mark(&kept[last + 1]) {
            let between = kept[last].cut.range.end..kept[last + 1].cut.range.start;
            if between.len() > 4 || !run.joined[between.clone()].chars().all(|c| matches!(c, ' ' | ',' | ';' | '\n')) {
                break;
            }
            kept[last].cut.range.end = between.end;
            last += 1;
        }
        let (start, end) = (kept[first].cut.range.start, kept[last].cut.range.end);
        let is_free = first == 0 || kept[first - 1].cut.range.end < start;
        let is_free = is_free && kept.get(last + 1).is_none_or(|next| next.cut.range.start > end);
        if is_free && run.joined[..start].ends_with('(') && run.joined[end..].starts_with(')') {
            kept[first].cut.range.start -= 1;
            kept[last].cut.range.end += 1;
        }
        first = last + 1;
    }
    kept.into_iter().map(|gap| (gap.cut, gap.does)).unzip()
}
