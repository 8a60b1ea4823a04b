//! The last lines of a run: what was covered, and how many findings there are.

use super::printable;
use crate::findings::{Counts, Coverage, Finding, Run, Safety, Tally};

/// `2 drafts, 31 claims, 4 sources: 12 quotations, … checked; 2 claims left unchecked (1 external link, …)`.
pub fn coverage(coverage: &Coverage) -> String {
    let kinds = [
        ("claim", &coverage.claims),
        ("quotation", &coverage.quotes),
        ("date", &coverage.dates),
        ("quantity", &coverage.quantities),
        ("name", &coverage.names),
    ];
    let checked: Vec<_> = kinds[1..].iter().map(|(noun, tally)| counted(tally.checked, noun)).collect();
    let mut line = format!(
        "{}, {}, {}: {} checked",
        counted(coverage.drafts, "draft"),
        counted(coverage.claims.found, "claim"),
        counted(coverage.seeds, "source"),
        checked.join(", ")
    );
    // A date, quantity or name without a counterpart is no gap in the check: there is nothing to hold it against.
    for (noun, tally) in &kinds[..2] {
        line.push_str(&unchecked(noun, tally));
    }
    if let Some(left_out) = &coverage.left_out {
        let (drafts, claims) = (counted(left_out.drafts, "draft"), counted(left_out.claims, "claim"));
        line.push_str(&format!(
            "; {drafts} and {claims} of others unchanged since {} left out",
            printable::words(&left_out.since)
        ));
    }
    line
}

/// The counts of a run, and how many findings its baseline accepts besides.
pub fn summary(run: &Run) -> String {
    let counts = counts(run.counts());
    match run.in_baseline() {
        0 => counts,
        accepted => format!("{counts}; {} in the baseline", counted(accepted, "finding")),
    }
}

/// `1 error, 0 warnings, 0 notes`.
pub fn counts(counts: Counts) -> String {
    let Counts { errors, warnings, notes } = counts;
    format!("{}, {}, {}", counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note"))
}

/// Which findings have an edit, for a person who could apply it: `--fix would mend 3 of these, --unsafe-fixes 9 more …`.
pub fn mendable(findings: &[Finding]) -> Option<String> {
    let with_edits = findings.iter().filter(|finding| !finding.edits.is_empty());
    let (safe, suggested): (Vec<_>, Vec<_>) =
        with_edits.partition(|finding| finding.edits.iter().all(|edit| edit.safety == Safety::Safe));
    let would = match (safe.len(), suggested.len()) {
        (0, 0) => return None,
        (safe, 0) => format!("--fix would mend {safe} of these"),
        (0, suggested) => format!("--unsafe-fixes would mend {suggested} of these"),
        (safe, suggested) => format!("--fix would mend {safe} of these, --unsafe-fixes {suggested} more"),
    };
    Some(format!("{would}; add --diff to see the edits first"))
}

/// `1 claim`, `2 claims`; of a phrase its noun is counted: `2 sources without text`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {}", plural(noun)) }
}

fn unchecked(noun: &str, tally: &Tally) -> String {
    let count: usize = tally.unchecked.values().sum();
    if count == 0 {
        return String::new();
    }
    let reasons = tally.unchecked.iter().filter(|(_, count)| **count > 0);
    let reasons: Vec<_> = reasons.map(|(reason, count)| counted(*count, &printable::words(reason))).collect();
    format!("; {} left unchecked ({})", counted(count, noun), reasons.join(", "))
}

fn plural(phrase: &str) -> String {
    const AFTER_NOUN: [&str; 12] =
        ["without", "with", "of", "in", "on", "for", "from", "to", "outside", "that", "not", "no"];
    let words: Vec<&str> = phrase.split(' ').collect();
    let end = words.iter().skip(1).position(|word| AFTER_NOUN.contains(word)).map_or(words.len(), |at| at + 1);
    let noun = words[end - 1];
    let many = match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with('s') => noun.into(),
        _ => format!("{noun}s"),
    };
    [&words[..end - 1], &[many.as_str()], &words[end..]].concat().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many() {
        let mut run = Coverage { drafts: 2, seeds: 4, ..Coverage::default() };
        for _ in 0..29 {
            run.claims.checked();
        }
        run.claims.unchecked("external link");
        run.claims.unchecked("source without text");
        run.quotes.checked();
        run.quantities.checked();
        assert_eq!(
            coverage(&run),
            "2 drafts, 31 claims, 4 sources: 1 quotation, 0 dates, 1 quantity, 0 names checked; 2 claims left unchecked \
             (1 external link, 1 source without text)"
        );
        run.claims.unchecked("source without text");
        run.quotes.unchecked("foreign language");
        assert!(coverage(&run).ends_with(
            "; 3 claims left unchecked (1 external link, 2 sources without text); 1 quotation left unchecked (1 foreign \
             language)"
        ));
        assert_eq!(counts(Counts { errors: 1, warnings: 0, notes: 2 }), "1 error, 0 warnings, 2 notes");
    }
}
