//! How readable a text is: Flesch's reading ease for English, and what Douma made of it for Dutch.
//!
//! - English: 206.835 - 1.015 x words a sentence - 84.6 x syllables a word (R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32,
//!   1948).
//! - Dutch: 206.835 - 0.93 x words a sentence - 77 x syllables a word (W.H. Douma, "De leesbaarheid van landbouwbladen", Wageningen, 1960).
//!
//! Both say about the same of a text: 60 to 70 is read by most, below 30 it takes a university. They know of the length of words and sentences, and of
//! nothing else: a text that they find hard may be good, but is seldom easy.

use super::sentences::count_sentences;
use super::syllables::{Counter, dutch, english};

/// Of fewer words nothing is said: one long name would decide.
const LEAST_WORDS: usize = 150;
/// The same for sentences.
const LEAST_SENTENCES: usize = 6;
/// A paragraph or item of fewer words is no sentence: it would make the rest look easy.
const LEAST_IN_BLOCK: usize = 5;

/// A formula.
struct Formula {
    name: &'static str,
    a_sentence: f64,
    a_syllable: f64,
    counter: Counter,
}

const FLESCH: Formula = Formula {
    name: "Flesch reading ease",
    a_sentence: 1.015,
    a_syllable: 84.6,
    counter: english,
};
const DOUMA: Formula = Formula {
    name: "Flesch-Douma",
    a_sentence: 0.93,
    a_syllable: 77.0,
    counter: dutch,
};

/// How readable a text is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Readability {
    /// The formula, by the name that people know.
    pub formula: &'static str,
    /// From 100 (very easy) to 0 (very hard); it may lie beyond both.
    pub score: f64,
    /// How many words a sentence has.
    pub words_a_sentence: f64,
    /// How many syllables a word has.
    pub syllables_a_word: f64,
}

/// Returns how readable a text of these paragraphs and items is; none in a language without a formula, and none of a short one.
pub(super) fn readability<'t>(blocks: impl Iterator<Item = &'t str>, language: &str) -> Option<Readability> {
    let formula = match language {
        "en" => FLESCH,
        "nl" => DOUMA,
        _ => return None,
    };
    let (mut words, mut sentences, mut syllables) = (0, 0, 0);
    for block in blocks {
        let counts: Vec<usize> = words_of(block)
            .map(|word| word.split('-').map(formula.counter).sum())
            .collect();
        if counts.len() >= LEAST_IN_BLOCK {
            words += counts.len();
            syllables += counts.iter().sum::<usize>();
            sentences += count_sentences(block);
        }
    }
    if words < LEAST_WORDS || sentences < LEAST_SENTENCES {
        return None;
    }
    // Counts of a text are far below what a float holds exactly.
    let words_a_sentence = words as f64 / sentences as f64;
    let syllables_a_word = syllables as f64 / words as f64;
    Some(Readability {
        formula: formula.name,
        score: 206.835 - formula.a_sentence * words_a_sentence - formula.a_syllable * syllables_a_word,
        words_a_sentence,
        syllables_a_word,
    })
}

/// Returns the words of a text: what has letters, without the signs about it. Numbers are none: how long they are when read says nothing of the text.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '\u{2013}' | '\u{2014}' | '…'));
    let bare = pieces.map(|piece| piece.trim_matches(|c: char| !c.is_alphanumeric()));
    // An address is no word.
    bare.filter(|word| word.chars().any(char::is_alphabetic) && !word.contains("://") && !word.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_sentences_of_short_words_are_easier() {
        let easy = "De raad koos een plan. Het gaat over het park. Daar komt een pad.".repeat(12);
        let hard = "De gemeenteraad heeft tijdens de eerstvolgende beraadslagende vergadering besluitvormende maatregelen vastgesteld ten behoeve van \
            de herontwikkeling van recreatieve groenvoorzieningen. "
            .repeat(12);
        let of = |text: &str| readability([text].into_iter(), "nl").expect("a score").score;
        assert!(of(&easy) > 90.0, "{}", of(&easy));
        assert!(of(&hard) < 10.0, "{}", of(&hard));
    }

    #[test]
    fn the_formulas_are_those_of_their_makers() {
        // Ten words of one syllable each in a sentence.
        let text = "The cat sat on the mat and then it slept. ".repeat(20);
        let english = readability([text.as_str()].into_iter(), "en").expect("a score");
        assert_eq!((english.words_a_sentence, english.syllables_a_word), (10.0, 1.0));
        assert!((english.score - (206.835 - 10.15 - 84.6)).abs() < 1e-9);
        let dutch = readability(
            ["De kat zat op de mat en toen sliep zij. ".repeat(20).as_str()].into_iter(),
            "nl",
        )
        .expect("a score");
        assert!((dutch.score - (206.835 - 9.3 - 77.0)).abs() < 1e-9, "{dutch:?}");
    }

    #[test]
    fn of_a_short_text_or_another_language_nothing_is_said() {
        let text = "De raad koos een plan. ".repeat(40);
        assert!(readability([text.as_str()].into_iter(), "nl").is_some());
        assert_eq!(readability([text.as_str()].into_iter(), "de"), None);
        assert_eq!(readability(["De raad koos een plan."].into_iter(), "nl"), None);
        assert_eq!(readability(std::iter::repeat_n("Een kort punt", 400), "nl"), None);
        assert_eq!(readability(std::iter::empty(), "en"), None);
    }
}
