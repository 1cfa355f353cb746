//! A stylesheet without what means nothing: comments, white space, last semicolons; with the names that browsers of the day ask for.
//!
//! Only what CSS Syntax 3 says of every stylesheet is used, so what is newer than this program comes out as it went in.

use super::pieces::{Kind, Piece};
use super::prefixes::prefixed;
use super::slips::{slip, stray_semicolon};
use crate::diagnostic::Diagnostic;

/// What a statement is, which decides where white space means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Statement {
    /// `@media print`, by its name.
    At,
    /// `@media` and `@container`, whose conditions have colons and comparisons.
    Condition,
    /// What stands before a block: `a > b`.
    Selector,
    /// `color: red`
    Declaration,
    /// `--accent: red`, whose value can be anything.
    Custom,
}

/// How a statement ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Semicolon,
    Block,
    /// The end of the block that it is in, or of the stylesheet.
    Nothing,
}

/// Where a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Top,
    /// The block of a selector: declarations, and rules.
    Rule,
    /// That of an `@rule`.
    At,
}

/// Returns a stylesheet, of which `pieces` are the tokens, without what means nothing; what is probably a slip is told.
pub(super) fn lean(css: &str, pieces: &[Piece], found: &mut Vec<Diagnostic>) -> String {
    let mut writer = Writer {
        css,
        pieces,
        out: String::with_capacity(css.len()),
        found,
    };
    writer.block(0, Within::Top);
    writer.out
}

struct Writer<'a> {
    css: &'a str,
    pieces: &'a [Piece],
    out: String,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Writer<'a> {
    fn text(&self, piece: &Piece) -> &'a str {
        &self.css[piece.place.clone()]
    }

    /// Writes all statements from `from` to the end of their block, and returns where that is.
    fn block(&mut self, from: usize, within: Within) -> usize {
        let mut at = from;
        let mut is_open = false; // a semicolon has to stand before the next statement
        let mut stray = None;
        while let Some(piece) = self.pieces.get(at) {
            match piece.kind {
                Kind::Close('}') => return at,
                Kind::Comment if self.text(piece).starts_with("/*!") => {
                    // By custom these are to stay: they say whose it is.
                    if std::mem::take(&mut is_open) {
                        self.out.push(';');
                    }
                    self.out.push_str(self.text(piece));
                }
                // There browsers take it as a part of the rule behind it, which they pass over; elsewhere it means nothing.
                Kind::Semicolon if within == Within::Top => stray = Some(piece),
                Kind::Space | Kind::Comment | Kind::Semicolon => {}
                _ => {
                    let stray = stray.take();
                    self.found.extend(stray.map(stray_semicolon));
                    if is_open || stray.is_some() {
                        self.out.push(';');
                    }
                    let (statement, until, end) = self.extent(at);
                    let start = self.out.len();
                    self.statement(statement, at..until, from);
                    let is_custom = within == Within::Top && statement == Statement::Custom;
                    if statement == Statement::Declaration || is_custom {
                        let pieces = &self.pieces[at..until];
                        self.found.extend(slip(self.css, pieces, end, within));
                    }
                    at = until;
                    is_open = end != End::Block;
                    if end == End::Block {
                        self.out.push('{');
                        let inner = match statement {
                            Statement::At | Statement::Condition => Within::At,
                            _ => Within::Rule,
                        };
                        at = self.block(until + 1, inner);
                        self.out.push('}');
                    } else if within == Within::Top {
                        // Another stylesheet may be put behind it: a rule without a block would take of that.
                        is_open = false;
                        match statement {
                            Statement::At | Statement::Condition => self.out.push(';'),
                            _ => self.out.truncate(start),
                        }
                    }
                    if end == End::Nothing {
                        continue;
                    }
                }
            }
            at += 1;
        }
        at
    }

    /// Returns what a statement is, where it ends (without what ends it), and how.
    fn extent(&self, start: usize) -> (Statement, usize, End) {
        let is_at = self.pieces[start].kind == Kind::AtKeyword;
        let is_custom = !is_at && self.is_custom(start);
        let mut depth = 0usize;
        let mut at = start;
        let mut end = End::Nothing;
        while let Some(piece) = self.pieces.get(at) {
            match piece.kind {
                Kind::Semicolon if depth == 0 => {
                    end = End::Semicolon;
                    break;
                }
                Kind::Open('{') if depth == 0 && !is_custom => {
                    end = End::Block;
                    break;
                }
                Kind::Open(_) => depth += 1,
                Kind::Close(_) if depth == 0 => break,
                Kind::Close(_) => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        let statement = match (is_at, end) {
            (true, _) => match &self.text(&self.pieces[start]).to_ascii_lowercase()[..] {
                "@media" | "@container" => Statement::Condition,
                _ => Statement::At,
            },
            _ if is_custom => Statement::Custom,
            (_, End::Block) => Statement::Selector,
            _ => Statement::Declaration,
        };
        (statement, at, end)
    }

    /// Whether this is `--name:`, which is a declaration whatever stands behind it (CSS Syntax 3, §5.5.4).
    fn is_custom(&self, start: usize) -> bool {
        let first = &self.pieces[start];
        let mut rest = self.pieces[start + 1..].iter();
        let next = rest.find(|piece| !matches!(piece.kind, Kind::Space | Kind::Comment));
        first.kind == Kind::Ident
            && self.text(first).starts_with("--")
            && next.is_some_and(|next| next.kind == Kind::Colon)
    }

    /// Writes a statement; `block` is where the block that it is in starts.
    fn statement(&mut self, statement: Statement, range: std::ops::Range<usize>, block: usize) {
        let start = self.out.len();
        let mut before: Option<&Piece> = None;
        let mut gap: Option<Gap> = None;
        let (mut depth, mut colons, mut is_after_name) = (0usize, 0usize, false);
        for piece in &self.pieces[range.clone()] {
            match piece.kind {
                Kind::Space => gap = Some(Gap::Space),
                Kind::Comment => gap = gap.or(Some(Gap::Comment)),
                _ => {
                    if let (Some(before), Some(gap)) = (before, gap.take()) {
                        let joins = before.beside.needs_separator_when_before(piece.beside);
                        let is_free = match statement {
                            // What a script reads of its value is to be what was written, but for its ends.
                            Statement::Custom => colons == 0 || is_after_name,
                            _ => means_nothing(statement, before.kind, piece.kind, depth, colons),
                        };
                        if gap == Gap::Space && (joins || !is_free) {
                            self.out.push(' ');
                        } else if joins {
                            self.out.push_str("/**/");
                        }
                    }
                    is_after_name = false;
                    match piece.kind {
                        Kind::Open(_) => depth += 1,
                        Kind::Close(_) => depth = depth.saturating_sub(1),
                        Kind::Colon if depth == 0 => {
                            colons += 1;
                            is_after_name = colons == 1;
                        }
                        _ => {}
                    }
                    self.out.push_str(self.text(piece));
                    before = Some(piece);
                }
            }
        }
        match statement {
            // Nothing at all is no value to older browsers.
            Statement::Custom if is_after_name => self.out.push(' '),
            Statement::Declaration => self.prefix(start, range.start, block),
            _ => {}
        }
    }

    /// Puts before the declaration that was written from `start` on the one with the name that some browsers know, if its block lacks that.
    fn prefix(&mut self, start: usize, at: usize, block: usize) {
        let written = &self.out[start..];
        let Some((property, value)) = written.split_once(':') else {
            return;
        };
        let Some(name) = prefixed(property, value) else { return };
        let mut depth = 0usize;
        let of_block = self.pieces[block..].iter().take_while(|piece| {
            match piece.kind {
                Kind::Open('{') => depth += 1,
                Kind::Close('}') if depth == 0 => return false,
                Kind::Close('}') => depth -= 1,
                _ => {}
            }
            true
        });
        let mut names = of_block.filter(|piece| piece.kind == Kind::Ident && piece.place.start != at);
        if !names.any(|piece| self.text(piece).eq_ignore_ascii_case(name)) {
            let added = format!("{name}:{value};");
            self.out.insert_str(start, &added);
        }
    }
}

/// What stands between two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Space,
    Comment,
}

/// Whether white space between two tokens means nothing. `depth` counts the brackets around it, `colons` those before it outside of brackets.
fn means_nothing(statement: Statement, before: Kind, after: Kind, depth: usize, colons: usize) -> bool {
    let either = |kind: Kind| before == kind || after == kind;
    if either(Kind::Comma) || matches!(before, Kind::Open(_)) || matches!(after, Kind::Close(_)) {
        return true;
    }
    match statement {
        Statement::Declaration => {
            let is_colon =
                depth == 0 && ((colons == 0 && after == Kind::Colon) || (colons == 1 && before == Kind::Colon));
            // A sign of multiplication beside it would start a comment.
            let is_slash = either(Kind::Delim('/')) && !either(Kind::Delim('*'));
            is_colon || after == Kind::Delim('!') || before == Kind::Delim('!') || is_slash
        }
        Statement::Selector => depth == 0 && ['>', '+', '~'].into_iter().any(|sign| either(Kind::Delim(sign))),
        Statement::Condition => {
            let compares = ['<', '>', '='].into_iter().any(|sign| either(Kind::Delim(sign)));
            depth > 0 && (before == Kind::Colon || compares)
        }
        Statement::At | Statement::Custom => false,
    }
}
