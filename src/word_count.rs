//! Counts what a reader reads.

use serde::{Deserialize, Serialize};

/// What a reader reads: not code, not addresses, not markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct WordCount {
    /// Words of scripts that part words by spaces.
    pub words: u32,
    /// Characters of scripts that do not (Han, kana, Hangul is parted by spaces).
    pub characters: u32,
}

impl WordCount {
    /// Returns what both together hold.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            words: self.words.saturating_add(other.words),
            characters: self.characters.saturating_add(other.characters),
        }
    }
}

/// Returns how much there is to read in `text`.
///
/// A word is a run without white space or dashes that has a letter or a digit in it: `e-mail`, `foto's` and `1.234` are
/// one each, a lone `&` is none. A Han or kana character counts by itself.
pub fn count(text: &str) -> WordCount {
    let mut counter = WordCounter::default();
    counter.feed(text);
    counter.count()
}

/// Counts a text that comes in pieces, as [`count`] does a whole one.
///
/// A word may go on in the next piece (`on**be**kend` is one word); where a paragraph ends, say so.
#[derive(Debug, Clone, Default)]
pub struct WordCounter {
    count: WordCount,
    /// Whether the run that we are in has been counted.
    counted: bool,
}

impl WordCounter {
    /// Adds a piece that stands right behind the one before.
    pub fn feed(&mut self, piece: &str) {
        if piece.is_ascii() {
            return self.ascii(piece.as_bytes());
        }
        let mut rest = piece;
        loop {
            let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            let (plain, other) = rest.split_at(ascii);
            self.ascii(plain.as_bytes());
            let mut characters = other.chars();
            let Some(c) = characters.next() else { return };
            self.character(c);
            rest = characters.as_str();
        }
    }

    /// Ends the word, as at the end of a paragraph, a cell or a line.
    pub fn part(&mut self) {
        self.counted = false;
    }

    /// Returns what has been counted so far.
    pub fn count(&self) -> WordCount {
        self.count
    }

    /// The same for 64 bytes at once, which for a million words is what counting costs.
    fn ascii(&mut self, bytes: &[u8]) {
        let (blocks, rest) = bytes.as_chunks::<64>();
        for block in blocks {
            let (letters, within) = masks(block, 64);
            self.block(letters, within, 64);
        }
        if !rest.is_empty() {
            // White space behind the text is in no word.
            let mut block = [b' '; 64];
            block[..rest.len()].copy_from_slice(rest);
            let (letters, within) = masks(&block, rest.len());
            self.block(letters, within, rest.len() as u32);
        }
    }

    /// Counts the runs of `within` that have a bit of `letters` in them; the lowest bit is the first character of `length` (1 to 64).
    fn block(&mut self, letters: u64, within: u64, length: u32) {
        // A run that was counted before the block is not counted again: its first characters are no letters to us.
        let goes_on = if self.counted { within.trailing_ones() } else { 0 };
        let letters = if goes_on >= 64 {
            0
        } else {
            letters & (u64::MAX << goes_on)
        };
        // Where a run has a letter, the sum carries into the bit behind it: one for each run, whatever the number of its letters.
        let (sum, carried) = within.overflowing_add(letters);
        let ended = (sum & !within).count_ones() + u32::from(carried);
        self.count.words = self.count.words.saturating_add(ended);
        let last = within << (64 - length);
        let run_at_end = last.leading_ones().min(length);
        let letters_at_end = letters.checked_shr(length - run_at_end).unwrap_or(0) != 0;
        self.counted = run_at_end > 0 && (letters_at_end || goes_on >= length);
    }

    fn character(&mut self, c: char) {
        if is_han_or_kana(c) {
            self.count.characters = self.count.characters.saturating_add(1);
            self.counted = false;
        } else if c.is_alphanumeric() {
            self.letter();
        } else if c.is_whitespace() || matches!(c, '–' | '—' | '…') {
            self.counted = false;
        }
    }

    fn letter(&mut self) {
        if !self.counted {
            self.counted = true;
            self.count.words = self.count.words.saturating_add(1);
        }
    }
}

/// What the first `length` of 64 ASCII characters are to a word, the others being spaces, a bit each, the first lowest: those that are a letter or a digit, and those in which a word
/// goes on, which are all but white space.
fn masks(block: &[u8; 64], length: usize) -> (u64, u64) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // All bytes are below 128, so that no sum carries into the next byte: the high bit is set where the byte is `from` or more.
    let at_least = |bytes: u64, from: u8| bytes + EACH * u64::from(128 - from);
    let between = |bytes: u64, from: u8, to: u8| at_least(bytes, from) & !at_least(bytes, to + 1) & HIGH;
    // Puts the high bits of the bytes side by side.
    let gathered = |high: u64| (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    let (eights, _) = block.as_chunks::<8>();
    let mut masks = (0, 0);
    for (n, eight) in eights.iter().enumerate().take(length.div_ceil(8)) {
        let eight = u64::from_le_bytes(*eight);
        let letters = between(eight | (EACH * 0x20), b'a', b'z') | between(eight, b'0', b'9');
        // As ASCII has white space: tab, line feed, form feed, carriage return and space; the vertical tab is none.
        let spaces = between(eight, b' ', b' ') | (between(eight, b'\t', b'\r') & !between(eight, 0x0b, 0x0b));
        masks.0 |= gathered(letters) << (8 * n);
        masks.1 |= gathered(!spaces & HIGH) << (8 * n);
    }
    masks
}

fn is_han_or_kana(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, words: u32, characters: u32) {
        assert_eq!(count(text), WordCount { words, characters }, "{text}");
    }

    #[test]
    fn words_are_runs_with_a_letter_or_a_digit() {
        check("", 0, 0);
        check("De raad neemt een besluit.", 5, 0);
        check("  e-mail, foto's\tén\n1.234 (2026)!  ", 5, 0);
        check("A & B -- / C", 3, 0);
        check("open\u{a0}data — en… verder", 4, 0);
        check("Тест Σύνθεση 한국어 문장", 4, 0);
    }

    #[test]
    fn han_and_kana_count_one_by_one() {
        check("東京タワー", 0, 5);
        check("東京、ひらがな。", 0, 6);
        check("API東京2026 版", 2, 3);
    }

    #[test]
    fn a_word_may_go_on_in_the_next_piece() {
        let mut counter = WordCounter::default();
        for piece in ["on", "be", "kend ", "maar", " bemind"] {
            counter.feed(piece);
        }
        assert_eq!(counter.count().words, 3);
        counter.part();
        counter.feed("nieuw");
        assert_eq!(counter.count().words, 4);
    }

    /// What a word is, character by character.
    fn one_by_one(pieces: &[String]) -> u32 {
        let mut counted = false;
        let mut words = 0;
        for c in pieces.iter().flat_map(|piece| piece.chars()) {
            if c.is_ascii_alphanumeric() && !counted {
                (counted, words) = (true, words + 1);
            } else if c.is_ascii_whitespace() {
                counted = false;
            }
        }
        words
    }

    proptest! {
        #[test]
        fn blocks_count_as_characters_do(pieces in prop::collection::vec("[a-zA-Z09 \\t\\n\\x0b\\x00@\\[`\\{/:.!~\\x7f-]{0,90}|[a ]{0,200}|[a.]{0,200}", 0..5)) {
            let mut counter = WordCounter::default();
            pieces.iter().for_each(|piece| counter.feed(piece));
            prop_assert_eq!(counter.count().words, one_by_one(&pieces));
        }

        #[test]
        fn pieces_count_as_the_whole(pieces in prop::collection::vec("[a-z é東\u{a0}.-]{0,6}", 0..8)) {
            let mut counter = WordCounter::default();
            pieces.iter().for_each(|piece| counter.feed(piece));
            prop_assert_eq!(counter.count(), count(&pieces.concat()));
        }
    }
}
