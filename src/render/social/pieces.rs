//! Where lines of a text may end.

use crate::font::{Typefaces, Written};

/// A piece of a text behind which a line may end.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    /// In parts of the size of the letters.
    pub width: f64,
    /// What is between it and the next on the same line: a space, or nothing within a word.
    pub gap: f64,
    /// What is written behind it at the end of a line.
    pub hyphen: f64,
}

/// Where a word is parted, and no sign shows it.
const SOFT_HYPHEN: char = '\u{ad}';
/// How few letters stand alone at the end or the beginning of a line, where a word is parted.
const LEAST: usize = 4;
/// How wide signs are.
pub(super) struct Rule<'a> {
    typefaces: &'a Typefaces,
    written: Written<'a>,
    space: f64,
    hyphen: f64,
    pub ellipsis: f64,
    language: Option<hypher::Lang>,
}

impl<'a> Rule<'a> {
    pub fn of(typefaces: &'a Typefaces, written: Written<'a>, language: &str) -> Self {
        let widths = typefaces.widths(&[' ', '-', '…'], written);
        Self {
            typefaces,
            written,
            space: widths[0],
            hyphen: widths[1],
            ellipsis: widths[2],
            language: language
                .as_bytes()
                .first_chunk()
                .copied()
                .and_then(hypher::Lang::from_iso),
        }
    }

    fn piece(&self, text: &str, hyphen: f64) -> Piece {
        Piece {
            text: text.to_owned(),
            width: self.width(text),
            gap: 0.0,
            hyphen,
        }
    }

    /// Parts the words that are wider than a line: between syllables, else anywhere.
    pub fn parted(&self, pieces: &[Piece], width: f64) -> Vec<Piece> {
        let parted = pieces.iter().flat_map(|piece| {
            if piece.width + piece.hyphen <= width {
                return vec![piece.clone()];
            }
            let mut parts = Vec::new();
            let mut from = 0;
            let ends = places(&piece.text, self.language).into_iter().chain([piece.text.len()]);
            for end in ends {
                parts.extend(self.narrow(&piece.text[from..end], width));
                from = end;
            }
            // Behind the last stands what stood behind the word.
            if let Some(last) = parts.last_mut() {
                (last.gap, last.hyphen) = (piece.gap, piece.hyphen);
            }
            parts
        });
        parted.collect()
    }

    /// Returns a syllable, or what is wider than a line without being one in as many parts as it takes.
    fn narrow(&self, text: &str, width: f64) -> Vec<Piece> {
        let signs: Vec<char> = text.chars().collect();
        let widths = self.typefaces.widths(&signs, self.written);
        let mut parts = vec![String::new()];
        let mut room = width - self.hyphen;
        for (sign, wide) in signs.iter().zip(widths) {
            if wide > room && parts.last().is_some_and(|part| !part.is_empty()) {
                parts.push(String::new());
                room = width - self.hyphen;
            }
            room -= wide;
            if let Some(part) = parts.last_mut() {
                part.push(*sign);
            }
        }
        parts.iter().map(|part| self.piece(part, self.hyphen)).collect()
    }

    pub fn width(&self, text: &str) -> f64 {
        let signs: Vec<char> = text.chars().collect();
        self.typefaces.widths(&signs, self.written).iter().sum()
    }
}

/// Takes a text apart where lines may end: behind spaces, hyphens and dashes, at soft hyphens, and between the signs of scripts without spaces.
pub(super) fn pieces(text: &str, rule: &Rule<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut piece = String::new();
        let mut signs = word.chars().peekable();
        while let Some(sign) = signs.next() {
            let is_soft = sign == SOFT_HYPHEN;
            if !is_soft {
                piece.push(sign);
            }
            let Some(next) = signs.peek() else { break };
            let is_dash =
                matches!(sign, '-' | '‐' | '–' | '—' | '/') && next.is_alphanumeric() && piece.chars().count() > 1;
            let is_ideograph = is_ideograph(sign) && is_ideograph(*next);
            if (is_soft || is_dash || is_ideograph) && !piece.is_empty() {
                let hyphen = if is_soft { rule.hyphen } else { 0.0 };
                pieces.push(rule.piece(&std::mem::take(&mut piece), hyphen));
            }
        }
        pieces.push(Piece {
            gap: rule.space,
            ..rule.piece(&piece, 0.0)
        });
    }
    pieces
}

/// Chinese, Japanese and what is written like it: a line may end behind each sign.
fn is_ideograph(sign: char) -> bool {
    matches!(sign, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Returns where a word may be parted, in bytes: between syllables, as the language has them.
fn places(word: &str, language: Option<hypher::Lang>) -> Vec<usize> {
    let Some(language) = language else { return Vec::new() };
    let (mut at, mut places) = (0, Vec::new());
    for syllable in hypher::hyphenate_bounded(word, language, LEAST, LEAST) {
        at += syllable.len();
        places.push(at);
    }
    places.pop();
    places
}
