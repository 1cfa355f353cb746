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
    ///
    /// 64 bytes at once, a bit for each: for a million words that is what counting costs.
    pub fn feed(&mut self, piece: &str) {
        let mut rest = piece;
        while !rest.is_empty() {
            let mut length = rest.len().min(64);
            while !rest.is_char_boundary(length) {
                length -= 1;
            }
            let (text, behind) = rest.split_at(length);
            let mut block = [0; 64];
            block[..length].copy_from_slice(text.as_bytes());
            let mut bits = Bits::of(&block);
            while bits.other != 0 {
                self.character(text, &mut bits);
            }
            self.runs(&bits, length as u32);
            rest = behind;
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

    /// Puts the first character that is not ASCII where it belongs.
    fn character(&mut self, text: &str, bits: &mut Bits) {
        let at = bits.other.trailing_zeros() as usize;
        let Some(c) = text[at..].chars().next() else {
            bits.other = 0;
            return;
        };
        let own = ((1 << c.len_utf8()) - 1) << at;
        bits.other &= !own;
        if is_han_or_kana(c) {
            self.count.characters = self.count.characters.saturating_add(1);
        } else if !parts_words(c) {
            bits.within |= own;
            // Nearly all are quotation marks, and none of these is a letter.
            if !matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphanumeric() {
                bits.letters |= own;
            }
        }
    }

    /// Counts the runs of bits in `within` that have one of `letters` in them; the lowest bit is the first byte of `length` (1 to 64).
    fn runs(&mut self, bits: &Bits, length: u32) {
        let within = bits.within;
        // A run that was counted before the block is not counted again: its first characters are no letters to us.
        let goes_on = if self.counted { within.trailing_ones() } else { 0 };
        let letters = bits.letters & u64::MAX.checked_shl(goes_on).unwrap_or(0);
        // Where a run has a letter, the sum carries into the bit behind it: one for each run, whatever the number of its letters.
        let (sum, carried) = within.overflowing_add(letters);
        let ended = (sum & !within).count_ones() + u32::from(carried);
        self.count.words = self.count.words.saturating_add(ended);
        let last = within << (64 - length);
        let run_at_end = last.leading_ones().min(length);
        let letters_at_end = letters.checked_shr(length - run_at_end).unwrap_or(0) != 0;
        self.counted = run_at_end > 0 && (letters_at_end || goes_on >= length);
    }
}

/// What the bytes of a block are to a word, a bit each, the first lowest.
struct Bits {
    /// Letters and digits.
    letters: u64,
    /// Those in which a word goes on.
    within: u64,
    /// Those of characters that are not ASCII, of which the two above know nothing.
    other: u64,
}

impl Bits {
    /// Looks at a block.
    fn of(block: &[u8; 64]) -> Self {
        Self {
            letters: bits(block, |byte| byte.is_ascii_alphanumeric()),
            // Of what stands before the exclamation mark a text has only white space.
            within: bits(block, |byte| (b'!'..0x80).contains(&byte)),
            other: if block.is_ascii() {
                0
            } else {
                bits(block, |byte| !byte.is_ascii())
            },
        }
    }
}

/// Returns a bit for each byte, the first lowest: whether `is` holds of it.
fn bits(block: &[u8; 64], is: impl Fn(u8) -> bool) -> u64 {
    // Sixteen bytes are looked at in one step.
    let mut flags = [0u8; 64];
    for (flag, byte) in flags.iter_mut().zip(block) {
        *flag = u8::from(is(*byte));
    }
    let (eights, _) = flags.as_chunks::<8>();
    // A product puts the lowest bits of eight bytes side by side.
    let side_by_side = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    let eights = eights.iter().rev();
    eights.fold(0, |bits, eight| (bits << 8) | side_by_side(eight))
}

/// Whether a character that is not ASCII parts words.
fn parts_words(c: char) -> bool {
    matches!(c, '–' | '—' | '…') || c.is_whitespace()
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
    fn one_by_one(pieces: &[String]) -> WordCount {
        let mut counted = false;
        let mut count = WordCount::default();
        for c in pieces.iter().flat_map(|piece| piece.chars()) {
            if is_han_or_kana(c) {
                (counted, count.characters) = (false, count.characters + 1);
            } else if c.is_alphanumeric() {
                count.words += u32::from(!counted);
                counted = true;
            } else if c <= ' ' || c.is_whitespace() || matches!(c, '–' | '—' | '…') {
                counted = false;
            }
        }
        count
    }

    proptest! {
        #[test]
        fn blocks_count_as_characters_do(pieces in prop::collection::vec(
            "[a-zA-Z09 \\t\\n\\x0b\\x00@\\[`\\{/:.!~\\x7f-]{0,90}|[a ]{0,200}|[a.]{0,200}|[a-z é東\u{a0}’…€½𝔄.-]{0,90}|\\PC{0,40}", 0..5
        )) {
            let mut counter = WordCounter::default();
            pieces.iter().for_each(|piece| counter.feed(piece));
            prop_assert_eq!(counter.count(), one_by_one(&pieces));
        }

        #[test]
        fn pieces_count_as_the_whole(pieces in prop::collection::vec("[a-z é東\u{a0}.-]{0,6}", 0..8)) {
            let mut counter = WordCounter::default();
            pieces.iter().for_each(|piece| counter.feed(piece));
            prop_assert_eq!(counter.count(), count(&pieces.concat()));
        }
    }
}
