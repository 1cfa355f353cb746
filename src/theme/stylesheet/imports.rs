//! `@import` of another stylesheet of the theme: what it names stands in its place, so that a page asks for one file.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::assets::resolved;
use super::super::references::{Reference, references};
use super::pieces::{Kind, Piece, pieces};
use crate::safe::has_scheme;

/// As many parts as a stylesheet may have: those that import others twice grow without end. Past this it asks for them, as it was written.
const MOST_PARTS: usize = 500;

/// An `@import` at the head of a stylesheet.
#[derive(Debug, PartialEq, Eq)]
struct Import<'c> {
    /// The whole of it, with its semicolon.
    place: Range<usize>,
    address: &'c str,
    /// What the rules stand in, outermost first: `@media print`, `@layer parts`.
    within: Vec<String>,
}

/// Returns the stylesheet `path` with all that it imports, directly or not, in its place; none where that is nothing, or where one cannot be
/// put there: it is not of the theme, it leads back, or it names namespaces, which hold for a file.
///
/// `sheets` are all stylesheets by path, each without what means nothing. What stands at a place that an `@import` has no effect at (behind
/// a rule) is left there.
pub(super) fn joined<'s>(path: &'s str, sheets: &'s BTreeMap<&'s str, String>) -> Option<String> {
    let own = sheets.get(path)?;
    if !has_imports(own) {
        return None;
    }
    let mut joining = Joining {
        root: path,
        sheets,
        above: Vec::new(),
        left: MOST_PARTS,
        out: String::new(),
    };
    joining.add(path)?;
    Some(joining.out)
}

fn has_imports(css: &str) -> bool {
    css.as_bytes().windows(7).any(|at| at.eq_ignore_ascii_case(b"@import"))
}

struct Joining<'s> {
    /// The path of the stylesheet that all others are put in.
    root: &'s str,
    sheets: &'s BTreeMap<&'s str, String>,
    /// Those that the next one is imported by.
    above: Vec<&'s str>,
    /// How many there may be yet.
    left: usize,
    out: String,
}

impl<'s> Joining<'s> {
    /// Appends the stylesheet `path`, with all that it imports before it.
    fn add(&mut self, path: &'s str) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        let css = self.sheets.get(path).filter(|_| !self.above.contains(&path))?;
        let is_part = !self.above.is_empty();
        self.above.push(path);
        let head = head(css, &pieces(css).value);
        if is_part && head.has_namespace {
            return None;
        }
        let mut done = head.charset.filter(|_| is_part).unwrap_or(0);
        for import in head.imports {
            self.out
                .push_str(&rebased(css, done..import.place.start, path, self.root));
            done = import.place.end;
            let target = resolved(import.address, path)?;
            let (target, _) = self.sheets.get_key_value(&*target)?;
            for condition in &import.within {
                self.out.push_str(condition);
                self.out.push('{');
            }
            self.add(target)?;
            self.out.extend(import.within.iter().map(|_| '}'));
        }
        self.out.push_str(&rebased(css, done..css.len(), path, self.root));
        self.above.pop();
        Some(())
    }
}

/// What stands before the first rule of a stylesheet.
struct Head<'c> {
    imports: Vec<Import<'c>>,
    /// Where `@charset` ends, if there is one.
    charset: Option<usize>,
    has_namespace: bool,
}

/// Reads the head: `@charset`, `@layer` without a block, `@import` and `@namespace` (CSS Cascade 5, §2).
fn head<'c>(css: &'c str, pieces: &[Piece]) -> Head<'c> {
    let mut head = Head {
        imports: Vec::new(),
        charset: None,
        has_namespace: false,
    };
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        match piece.kind {
            Kind::Space | Kind::Comment | Kind::Semicolon => at += 1,
            Kind::AtKeyword => {
                let mut rest = pieces[at..].iter();
                let Some(length) = rest.position(|piece| matches!(piece.kind, Kind::Semicolon | Kind::Open('{')))
                else {
                    break;
                };
                let end = &pieces[at + length];
                if end.kind != Kind::Semicolon {
                    break;
                }
                let inner = &pieces[at + 1..at + length];
                let place = piece.place.start..end.place.end;
                match &css[piece.place.clone()].to_ascii_lowercase()[..] {
                    "@charset" => head.charset = Some(end.place.end),
                    "@layer" => {}
                    "@namespace" => head.has_namespace = true,
                    "@import" => head.imports.extend(import(css, inner, place)),
                    _ => break,
                }
                at += length + 1;
            }
            _ => break,
        }
    }
    head
}

/// Reads what stands behind `@import`: an address, perhaps a layer, a condition, and media (CSS Cascade 5, §2.1).
fn import<'c>(css: &'c str, pieces: &[Piece], place: Range<usize>) -> Option<Import<'c>> {
    let text = |piece: &Piece| &css[piece.place.clone()];
    let mut rest: &[Piece] = pieces;
    let skip = |rest: &mut &[Piece]| {
        while let [
            Piece {
                kind: Kind::Space | Kind::Comment,
                ..
            },
            others @ ..,
        ] = *rest
        {
            *rest = others;
        }
    };
    skip(&mut rest);
    let (first, others) = rest.split_first()?;
    let (address, mut rest) = match first.kind {
        Kind::Open('(') => (bracketed(css, rest)?, behind_bracket(rest)),
        _ => (text(first), others),
    };
    let address = address
        .strip_prefix("url(")
        .and_then(|inner| inner.strip_suffix(')'))
        .unwrap_or(address)
        .trim()
        .trim_matches(['"', '\'']);
    let mut within = Vec::new();
    skip(&mut rest);
    if let Some(layer) = rest.first() {
        if layer.kind == Kind::Ident && text(layer).eq_ignore_ascii_case("layer") {
            within.push("@layer".to_owned());
            rest = &rest[1..];
        } else if layer.kind == Kind::Open('(') && text(layer).eq_ignore_ascii_case("layer(") {
            within.push(format!("@layer {}", bracketed(css, rest)?));
            rest = behind_bracket(rest);
        }
    }
    skip(&mut rest);
    if let Some(supports) = rest.first()
        && supports.kind == Kind::Open('(')
        && text(supports).eq_ignore_ascii_case("supports(")
    {
        let condition = bracketed(css, rest)?;
        let is_declaration = rest.get(1).is_some_and(|piece| piece.kind == Kind::Ident)
            && rest[2..].iter().find(|piece| piece.kind != Kind::Space)?.kind == Kind::Colon;
        within.insert(
            0,
            match is_declaration {
                true => format!("@supports ({condition})"),
                false => format!("@supports {condition}"),
            },
        );
        rest = behind_bracket(rest);
    }
    skip(&mut rest);
    if let (Some(first), Some(last)) = (rest.first(), rest.last()) {
        within.insert(0, format!("@media {}", css[first.place.start..last.place.end].trim()));
    }
    Some(Import { place, address, within })
}

/// Returns what stands between the bracket that `pieces` start with and its end.
fn bracketed<'c>(css: &'c str, pieces: &[Piece]) -> Option<&'c str> {
    let (first, end) = (pieces.first()?, closing(pieces)?);
    Some(css[first.place.end..pieces[end].place.start].trim())
}

fn behind_bracket(pieces: &[Piece]) -> &[Piece] {
    closing(pieces).map_or(&[], |end| &pieces[end + 1..])
}

fn closing(pieces: &[Piece]) -> Option<usize> {
    let mut depth = 0usize;
    pieces.iter().position(|piece| {
        match piece.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

/// Returns a stretch of the stylesheet `path`, its addresses as they are from `root`.
fn rebased(css: &str, stretch: Range<usize>, path: &str, root: &str) -> String {
    let css = &css[stretch];
    let folder = |path: &str| path.rsplit_once('/').map_or(0, |(folder, _)| folder.len());
    if path[..folder(path)] == root[..folder(root)] {
        return css.to_owned();
    }
    let up = "../".repeat(root.matches('/').count());
    let mut out = String::with_capacity(css.len());
    let mut done = 0;
    for Reference { place, quoted, .. } in references(path, css) {
        let whole = &css[place.clone()];
        let (address, behind) = whole.split_at(whole.find(['?', '#']).unwrap_or(whole.len()));
        if address.is_empty() || address.starts_with('/') || has_scheme(address) {
            continue;
        }
        let in_assets = resolved(address, path).map(|target| format!("{up}{target}"));
        // Beside the assets lies what the content has.
        let in_site = || {
            let target = resolved(address, &format!("assets/{path}"))?;
            Some(format!("../{up}{target}"))
        };
        let Some(target) = in_assets.or_else(in_site) else {
            continue;
        };
        let quote = if quoted { "" } else { "\"" };
        out.push_str(&css[done..place.start]);
        out.push_str(&format!("{quote}{}{behind}{quote}", escaped(&target)));
        done = place.end;
    }
    out.push_str(&css[done..]);
    out
}

/// Escapes in a path what would mean something else in an address, or end the text that it stands in.
fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            '%' | '?' | '#' | '"' | '\'' | '\\' | '(' | ')' | ' ' | '\n' => out.push_str(&format!("%{:02X}", c as u32)),
            _ => out.push(c),
        }
    }
    out
}
