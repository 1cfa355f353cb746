//! Breaking a headline into lines that fill a space: in the largest letters in which it fits, into lines of much the same length.

use super::pieces::{Piece, Rule, pieces};
use crate::font::{Typefaces, Written};

/// The space that a text is to fill.
#[derive(Debug, Clone)]
pub struct Space {
    /// In the units of the picture.
    pub width: f64,
    /// The same.
    pub height: f64,
    /// How many lines there may be.
    pub lines: usize,
    /// The sizes that letters can have, the largest first.
    pub sizes: Vec<f64>,
    /// From one line to the next, in parts of the size.
    pub leading: f64,
}

/// A text in lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// Of its letters.
    pub size: f64,
    /// Its lines, from the top; of one that is written from right to left each says so.
    pub lines: Vec<String>,
}

/// As many times smaller than the largest letters are large enough, so that no word is parted for larger ones.
const ENOUGH: f64 = 1.5;
/// How many times larger letters have to become where a word is parted for it.
const GAIN: f64 = 1.25;

/// Breaks `text`, one line without a line break in it, into lines. `language` is the code of its language, by whose syllables words are parted.
pub fn fit(text: &str, space: &Space, typefaces: &Typefaces, written: Written<'_>, language: &str) -> Fitted {
    let rule = Rule::of(typefaces, written, language);
    let whole = pieces(text, &rule);
    let largest = |pieces_at: &dyn Fn(f64) -> Vec<Piece>| {
        let fitting = space.sizes.iter().map(|size| (*size, pieces_at(space.width / size)));
        let mut fitting = fitting.filter(|(size, pieces)| fits(pieces, space, *size));
        fitting.next()
    };
    let unbroken = largest(&|_| whole.clone());
    let is_large = |size: f64| space.sizes.first().is_some_and(|first| size * ENOUGH >= *first);
    let broken = || largest(&|width| rule.parted(&whole, width));
    let best = match unbroken {
        Some((size, pieces)) if is_large(size) => Some((size, pieces)),
        unbroken => match (unbroken, broken()) {
            (Some(unbroken), Some(broken)) if broken.0 < unbroken.0 * GAIN => Some(unbroken),
            (unbroken, broken) => broken.or(unbroken),
        },
    };
    let (size, lines) = match best {
        Some((size, pieces)) => (size, balanced(&pieces, space.width / size)),
        None => {
            let smallest = space.sizes.last().copied().unwrap_or(1.0);
            let width = space.width / smallest;
            let pieces = rule.parted(&whole, width);
            (smallest, cut(&pieces, space.most_lines(smallest), width, &rule))
        }
    };
    let is_leftward = text.chars().find_map(direction) == Some(Direction::Left);
    // Embedded as such (Unicode Standard Annex 9, 2.1), for what draws takes a line as written from left to right.
    let marked = |line: String| match is_leftward {
        true => format!("\u{202b}{line}\u{202c}"),
        false => line,
    };
    Fitted {
        size,
        lines: lines.into_iter().map(marked).collect(),
    }
}

fn fits(pieces: &[Piece], space: &Space, size: f64) -> bool {
    let width = space.width / size;
    let is_narrow = pieces.iter().all(|piece| piece.width + piece.hyphen <= width);
    is_narrow && greedy(pieces, width).len() <= space.most_lines(size)
}

impl Space {
    fn most_lines(&self, size: f64) -> usize {
        // The last line takes no more than its letters.
        let fit = ((self.height - size) / (size * self.leading)).floor().max(0.0) as usize + 1;
        fit.min(self.lines).max(1)
    }
}

/// Fills lines one after the other; returns behind which piece each ends.
fn greedy(pieces: &[Piece], width: f64) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut line = 0.0;
    for (n, piece) in pieces.iter().enumerate() {
        let is_first = ends.last().copied().unwrap_or(0) == n;
        if !is_first && line + piece.width + piece.hyphen > width {
            ends.push(n);
            line = 0.0;
        }
        line += piece.width + piece.gap;
    }
    ends.push(pieces.len());
    ends
}

/// Returns as few lines as there can be, as near to each other in length as can be.
fn balanced(pieces: &[Piece], width: f64) -> Vec<String> {
    let widest = pieces
        .iter()
        .map(|piece| piece.width + piece.hyphen)
        .fold(0.0, f64::max);
    let (mut too_narrow, mut enough, mut best) = (widest.min(width), width, greedy(pieces, width));
    // Each step halves what is left: after twelve it is less than a pixel.
    for _ in 0..12 {
        let middle = (too_narrow + enough) / 2.0;
        let ends = greedy(pieces, middle);
        if ends.len() <= best.len() {
            (enough, best) = (middle, ends);
        } else {
            too_narrow = middle;
        }
    }
    lines(pieces, &best)
}

fn lines(pieces: &[Piece], ends: &[usize]) -> Vec<String> {
    let mut from = 0;
    let line = |end: &usize| line(&pieces[std::mem::replace(&mut from, *end)..*end]);
    ends.iter().map(line).collect()
}

/// Writes a line.
fn line(pieces: &[Piece]) -> String {
    let mut line = String::new();
    for (n, piece) in pieces.iter().enumerate() {
        line.push_str(&piece.text);
        match n + 1 < pieces.len() {
            true if piece.gap > 0.0 => line.push(' '),
            false if piece.hyphen > 0.0 => line.push('-'),
            _ => {}
        }
    }
    line
}

/// Returns as many lines as there may be: the last one ends at a word, with an ellipsis where more was to come.
fn cut(pieces: &[Piece], most: usize, width: f64, rule: &Rule<'_>) -> Vec<String> {
    let mut ends = greedy(pieces, width);
    if ends.len() <= most {
        return lines(pieces, &ends);
    }
    ends.truncate(most);
    let from = ends.iter().rev().nth(1).copied().unwrap_or(0);
    let mut end = ends.last().copied().unwrap_or(0);
    let mut shown = lines(pieces, &ends);
    // A word that is shown in part says less than none.
    let is_whole = |end: usize| end == 0 || pieces[end - 1].gap > 0.0;
    let written = |end: usize| line(&pieces[from..end]);
    while end > from + 1 && (!is_whole(end) || rule.width(&written(end)) + rule.ellipsis > width) {
        end -= 1;
    }
    let last = written(end);
    let last = last.trim_end_matches(|sign: char| !sign.is_alphanumeric() && !")]”’\"'%".contains(sign));
    if let Some(line) = shown.last_mut() {
        *line = format!("{last}…");
    }
    shown
}

/// Which way a letter is written.
#[derive(PartialEq)]
enum Direction {
    Left,
    Right,
}

/// Returns the direction of a letter; none of a sign that has none.
fn direction(sign: char) -> Option<Direction> {
    let is_leftward = matches!(sign, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    let is_letter = sign.is_alphabetic();
    is_letter.then_some(if is_leftward { Direction::Left } else { Direction::Right })
}
