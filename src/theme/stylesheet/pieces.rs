//! A stylesheet as tokens of CSS Syntax 3, each with its place, nested blocks laid flat; and where it cannot be read.

use std::ops::Range;

use cssparser::{ParseError, Parser, Token, TokenSerializationType};

use crate::diagnostic::{Checked, Code, Diagnostic, Span};

/// A token: what kind it is, and where it stands in the stylesheet.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub kind: Kind,
    pub place: Range<usize>,
    /// Beside what it would become another token.
    pub beside: TokenSerializationType,
}

/// The kinds of tokens that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Space,
    Comment,
    /// `(`, `[`, `{`, or a name with `(` behind it.
    Open(char),
    Close(char),
    Ident,
    AtKeyword,
    Colon,
    Semicolon,
    Comma,
    Delim(char),
    Other,
}

/// Returns the tokens of a stylesheet. One with an error among them cannot be taken to pieces: from there on it means something else.
pub(super) fn pieces(css: &str) -> Checked<Vec<Piece>> {
    let mut reading = Reading {
        css,
        pieces: Vec::with_capacity(css.len() / 3),
        ..Reading::default()
    };
    reading.flatten(&mut Parser::new(css));
    let mut found = reading.found;
    // What is open around a bracket without an end, and what seems to close nothing, follows from it.
    match reading.unclosed {
        Some(unclosed) => found.push(unclosed),
        None => found.extend(reading.strays),
    }
    Checked {
        value: reading.pieces,
        found,
    }
}

#[derive(Default)]
struct Reading<'c> {
    css: &'c str,
    pieces: Vec<Piece>,
    found: Vec<Diagnostic>,
    /// The innermost bracket without its end.
    unclosed: Option<Diagnostic>,
    /// Ends without a start.
    strays: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn flatten(&mut self, parser: &mut Parser<'_>) {
        loop {
            let start = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments() else {
                return;
            };
            let (kind, beside) = (kind_of(token), token.serialization_type());
            let bad = bad(token);
            let place = start..parser.position().byte_index();
            let text = &self.css[place.clone()];
            if let Some((message, hint)) = bad {
                self.found.push(syntax(message, place.clone()).hint(hint));
            }
            match kind {
                Kind::Close(sign) => {
                    let found = syntax(&format!("this {sign} closes nothing"), place.clone());
                    let hint = "take it out, or write the bracket that it belongs to";
                    self.strays.push(found.hint(hint));
                }
                Kind::Comment if text.len() < 4 || !text.ends_with("*/") => {
                    let found = syntax("this comment has no end", place.start..place.start + 2);
                    self.found.push(found.hint("write  */  where it ends"));
                }
                _ => {}
            }
            self.pieces.push(Piece {
                kind,
                place: place.clone(),
                beside,
            });
            if let Kind::Open(sign) = kind {
                self.nested(parser, sign, place);
            }
        }
    }

    /// Goes through what stands in the bracket `opened` that ends `place`, and over its end.
    fn nested(&mut self, parser: &mut Parser<'_>, opened: char, place: Range<usize>) {
        let mut end = place.end;
        let inner: Result<(), ParseError<()>> = parser.parse_nested_block(|parser| {
            self.flatten(parser);
            end = parser.position().byte_index();
            Ok(())
        });
        let closed = end..parser.position().byte_index();
        let sign = match opened {
            '{' => '}',
            '[' => ']',
            _ => ')',
        };
        if inner.is_err() {
            let found = syntax("this is nested too deeply", place);
            self.found.push(found.hint("take a few of the blocks around it out"));
        } else if self.css[closed.clone()].starts_with(sign) {
            self.pieces.push(Piece {
                kind: Kind::Close(sign),
                place: closed,
                beside: TokenSerializationType::default(),
            });
        } else if self.unclosed.is_none() {
            let found = syntax(&format!("this {opened} has no {sign}"), place.end - 1..place.end);
            let hint = format!("write  {sign}  where it ends: all behind it is taken as part of it");
            self.unclosed = Some(found.hint(hint));
        }
    }
}

fn kind_of(token: &Token<'_>) -> Kind {
    match token {
        Token::WhiteSpace(_) => Kind::Space,
        Token::Comment(_) => Kind::Comment,
        Token::ParenthesisBlock | Token::Function(_) => Kind::Open('('),
        Token::SquareBracketBlock => Kind::Open('['),
        Token::CurlyBracketBlock => Kind::Open('{'),
        Token::CloseParenthesis => Kind::Close(')'),
        Token::CloseSquareBracket => Kind::Close(']'),
        Token::CloseCurlyBracket => Kind::Close('}'),
        Token::Ident(_) => Kind::Ident,
        Token::AtKeyword(_) => Kind::AtKeyword,
        Token::Colon => Kind::Colon,
        Token::Semicolon => Kind::Semicolon,
        Token::Comma => Kind::Comma,
        Token::Delim(sign) => Kind::Delim(*sign),
        _ => Kind::Other,
    }
}

/// Says what is wrong with a token, and how it is mended.
fn bad(token: &Token<'_>) -> Option<(&'static str, &'static str)> {
    Some(match token {
        Token::BadString(_) => (
            "this text does not end on its line",
            "write the quote with which it ends",
        ),
        Token::BadUrl(_) => (
            "this is no address: it has a quote, a bracket or a space in it",
            "put it in quotes:  url(\"…\")",
        ),
        _ => return None,
    })
}

/// A diagnostic about a stylesheet that cannot be read there.
pub(super) fn syntax(message: &str, place: Range<usize>) -> Diagnostic {
    Diagnostic::new(Code::StylesheetSyntax, message).at(Span::new(place.start, place.end))
}
