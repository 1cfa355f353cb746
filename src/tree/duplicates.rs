//! Keys that stand twice.

use super::{Key, Kind, Node};
use crate::diagnostic::{Code, Diagnostic, Fix, Span};

/// Below this many keys each is compared with each, which is faster than sorting.
const FEW: usize = 24;

/// Takes out of a mapping what has the key of an entry before it, and tells of it.
pub(super) fn remove(entries: &mut Vec<(Key, Node)>, file: &str, found: &mut Vec<Diagnostic>) {
    let twins = twins(entries);
    for &(first, twin) in &twins {
        found.push(duplicate(&entries[first], &entries[twin], file));
    }
    let mut n = 0;
    entries.retain(|_| {
        n += 1;
        !twins.iter().any(|(_, twin)| *twin == n - 1)
    });
}

/// Returns the indexes of entries that have the key of another, after that of the first that has it.
fn twins(entries: &[(Key, Node)]) -> Vec<(usize, usize)> {
    let text = |n: usize| &*entries[n].0.text;
    if entries.len() <= FEW {
        let first = |n: usize| (0..n).find(|first| text(*first) == text(n));
        return (1..entries.len()).filter_map(|n| Some((first(n)?, n))).collect();
    }
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|n| (text(*n), *n));
    let runs = order.chunk_by(|a, b| text(*a) == text(*b));
    runs.flat_map(|run| run[1..].iter().map(|twin| (run[0], *twin)))
        .collect()
}

fn duplicate((key, first): &(Key, Node), (again, second): &(Key, Node), file: &str) -> Diagnostic {
    let name = &key.text;
    let (above, line) = (line_of(key.span, file), line_of(again.span, file));
    let (place, hint) = if above == line {
        (
            "on this line".to_owned(),
            "keep the one of the two that is right".to_owned(),
        )
    } else {
        (
            format!("on line {above}"),
            format!("keep the one that is right, on line {above} or on line {line}"),
        )
    };
    if same(first, second) {
        let message = format!("{name} stands here again, with the same value as {place}");
        let found = Diagnostic::new(Code::RepeatedKey, message)
            .at(again.span)
            .hint("take one of the two out")
            .grouped(&**name);
        return match whole_line(again.span, second, file) {
            Some(fix) => found.fix(fix),
            None => found,
        };
    }
    Diagnostic::new(
        Code::DuplicateKey,
        format!("{name} stands {place} already, with another value"),
    )
    .at(again.span)
    .hint(hint)
}

/// Returns what takes out the line of a key, where nothing else stands on it.
fn whole_line(key: Span, value: &Node, file: &str) -> Option<Fix> {
    value.scalar()?;
    let (start, end) = (key.start as usize, value.span.end as usize);
    let written = file.get(start..end).filter(|written| !written.contains('\n'))?;
    let from = file[..start].rfind('\n').map_or(0, |at| at + 1);
    let length = file[end..].find('\n')? + 1;
    let (before, behind) = (&file[from..start], &file[end..end + length]);
    let is_alone = before.trim().is_empty() && behind.trim().is_empty() && !written.contains(['|', '>']);
    let pieces = vec![(Span::new(from, end + length), "".into())];
    is_alone.then_some(Fix { pieces })
}

/// Returns the number of the line in which a span starts.
pub(super) fn line_of(span: Span, file: &str) -> usize {
    let before = &file.as_bytes()[..(span.start as usize).min(file.len())];
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

fn same(a: &Node, b: &Node) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Null, Kind::Null) => true,
        // With or without quotes.
        (Kind::Scalar(a), Kind::Scalar(b)) => a.text == b.text,
        (Kind::Sequence(a), Kind::Sequence(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Kind::Mapping(a), Kind::Mapping(b)) => {
            let equal = |((key, a), (other, b)): (&(Key, Node), &(Key, Node))| key.text == other.text && same(a, b);
            a.len() == b.len() && a.iter().zip(b).all(equal)
        }
        _ => false,
    }
}
