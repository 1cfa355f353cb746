//! What browsers pass over in a stylesheet without a word.

use super::lean::{End, Within};
use super::pieces::{Kind, Piece, syntax};
use crate::diagnostic::Diagnostic;

/// Says what is wrong with a statement that is no rule and starts with no `@`: where it stands only a declaration can, and that has a colon.
pub(super) fn slip(css: &str, pieces: &[Piece], end: End, within: Within) -> Option<Diagnostic> {
    let (first, last) = (pieces.first()?, pieces.last()?);
    let whole = first.place.start..last.place.end;
    match within {
        Within::Top => {
            let found = syntax("this is no rule: it has no block", whole);
            Some(match end {
                End::Nothing => found.as_warning().hint("write the block that it lacks, or take it out"),
                _ => found.hint(
                    "put it in the block of a rule, or take it out: with it browsers pass over the rule behind it",
                ),
            })
        }
        // What stands in the block of an @rule is its own affair.
        Within::At => None,
        Within::Rule => {
            let mut depth = 0usize;
            let mut colons = pieces.iter().enumerate().filter(|(_, piece)| {
                match piece.kind {
                    Kind::Open(_) => depth += 1,
                    Kind::Close(_) => depth = depth.saturating_sub(1),
                    _ => {}
                }
                depth == 0 && piece.kind == Kind::Colon
            });
            if colons.next().is_none() {
                let found = syntax("this is no declaration: it has no colon", whole).as_warning();
                return Some(found.hint("write  property: value;  or take it out: browsers pass over it"));
            }
            let (second, _) = colons.next()?;
            let [.., space, name] = &pieces[..second] else {
                return None;
            };
            let is_on_new_line = space.kind == Kind::Space && css[space.place.clone()].contains('\n');
            (name.kind == Kind::Ident && is_on_new_line).then(|| {
                let message = format!("a semicolon is missing before {}", &css[name.place.clone()]);
                let found = syntax(&message, name.place.clone()).as_warning();
                found.hint("write  ;  at the end of the line above: browsers pass over both")
            })
        }
    }
}

/// A semicolon at the top that ends nothing.
pub(super) fn stray_semicolon(piece: &Piece) -> Diagnostic {
    let found = syntax("with this ; browsers pass over the rule behind it", piece.place.clone()).as_warning();
    found.hint("take it out: a block has none behind it")
}
