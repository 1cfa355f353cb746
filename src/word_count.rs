//! Counts what a reader reads.

/// What a reader reads: not code, not addresses, not markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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

    /// The same without a branch a byte, which for a million words is what counting costs.
    fn ascii(&mut self, bytes: &[u8]) {
        let mut counted = u8::from(self.counted);
        let mut words = 0u32;
        for byte in bytes {
            let class = CLASSES[usize::from(*byte)];
            let letter = class & LETTER;
            words += u32::from(letter & !counted);
            counted = (counted | letter) & (class >> 1);
        }
        self.counted = counted == 1;
        self.count.words = self.count.words.saturating_add(words);
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

/// What an ASCII character is to a word: the lowest bit is set where it is a letter or digit, the next where a word goes on.
const CLASSES: [u8; 256] = {
    let mut classes = [GOES_ON; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        if c.is_ascii_alphanumeric() {
            classes[byte] = LETTER | GOES_ON;
        } else if c.is_ascii_whitespace() {
            classes[byte] = 0;
        }
        byte += 1;
    }
    classes
};
const LETTER: u8 = 1;
const GOES_ON: u8 = 2;

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

    proptest! {
        #[test]
        fn pieces_count_as_the_whole(pieces in prop::collection::vec("[a-z é東\u{a0}.-]{0,6}", 0..8)) {
            let mut counter = WordCounter::default();
            pieces.iter().for_each(|piece| counter.feed(piece));
            prop_assert_eq!(counter.count(), count(&pieces.concat()));
        }
    }
}
