//! Citizen service numbers (burgerservicenummer, BSN) in a text.
//!
//! One is nine digits that pass the eleven-test: each digit times 9, 8, 7, 6, 5, 4, 3, 2 and -1, added, is a multiple of eleven (Logisch ontwerp BSN,
//! RvIG). So does one in eleven of all numbers, and the numbers of companies and amounts of money are numbers too: without a word that says what a number
//! is, only those are told of that stand as such numbers are written, and of which no word says that they are something else.

use std::ops::Range;

use super::number::{Number, before, behind, numbers};

/// A number that is, or looks like, that of a citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CitizenNumber {
    /// Where it stands in the text.
    pub at: Range<usize>,
    /// Whether the text itself says that it is one.
    pub is_certain: bool,
}

/// Words by which a text says that a number is one; small letters.
const OWN_WORDS: [&str; 7] = [
    "bsn",
    "burgerservicenummer",
    "burgerservicenûmer",
    "burger service nummer",
    "sofinummer",
    "sofi-nummer",
    "citizen service number",
];

/// Words by which a text says that a number is another.
const OTHER_WORDS: [&str; 36] = [
    "kvk",
    "rsin",
    "btw",
    "vat",
    "oin",
    "loonheffing",
    "fiscaal",
    "zaak",
    "dossier",
    "kenmerk",
    "order",
    "factuur",
    "invoice",
    "tel",
    "telefoon",
    "tel.",
    "phone",
    "fax",
    "mobiel",
    "isbn",
    "issn",
    "doi",
    "id",
    "ref",
    "referentie",
    "reference",
    "case",
    "ticket",
    "commit",
    "bag",
    "artikel",
    "euro",
    "eur",
    "usd",
    "bestand",
    "versie",
];

/// What stands behind an amount or a count.
const UNITS: [&str; 9] = [
    "euro",
    "eur",
    "dollar",
    "inwoners",
    "inhabitants",
    "bytes",
    "keer",
    "times",
    "mensen",
];

/// How far before a number the word may stand that says what it is, and how far behind it, in bytes.
const BEFORE: usize = 40;
const BEHIND: usize = 24;

/// Returns all such numbers in `text`, in its order.
pub(super) fn citizen_numbers(text: &str) -> Vec<CitizenNumber> {
    numbers(text).filter_map(|number| judged(text, &number)).collect()
}

fn judged(text: &str, number: &Number) -> Option<CitizenNumber> {
    let digits = &number.digits;
    let is_certain = says_so(text, &number.at);
    let passes = match digits.len() {
        9 => passes_the_eleven_test(digits),
        // The zero in front is often left out.
        8 if is_certain => passes_the_eleven_test(&[&[0], &**digits].concat()),
        _ => false,
    };
    let is_written_so = is_certain || matches!(*number.groups, [9] | [4, 2, 3]);
    let is_one = passes && is_written_so && (is_certain || !is_something_else(text, number));
    is_one.then(|| CitizenNumber {
        at: number.at.clone(),
        is_certain,
    })
}

/// Whether the digits are those of a citizen service number.
pub(super) fn passes_the_eleven_test(digits: &[u8]) -> bool {
    const WEIGHTS: [i32; 9] = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| i32::from(*digit) * weight)
        .sum();
    digits.len() == 9 && digits.iter().any(|digit| *digit != digits[0]) && sum % 11 == 0
}

/// Whether a word close by says that it is one.
fn says_so(text: &str, at: &Range<usize>) -> bool {
    let before = before(text, at.start, BEFORE).to_lowercase();
    // What comes after another number is about that.
    let before = before.rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let behind = behind(text, at.end, BEHIND).to_lowercase();
    let behind = behind.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let has = |part: &str| {
        OWN_WORDS.iter().any(|word| {
            part.match_indices(word).any(|(n, _)| {
                let is_start = !part[..n].ends_with(char::is_alphabetic);
                let end = &part[n + word.len()..];
                is_start && (*word != "bsn" || !end.starts_with(|c: char| c.is_alphabetic()) || end.starts_with('n'))
            })
        })
    };
    has(before) || has(behind)
}

/// Whether what stands about a number says that it is an amount, a telephone number or the number of something.
fn is_something_else(text: &str, number: &Number) -> bool {
    let before = before(text, number.at.start, BEFORE).to_lowercase();
    let behind = behind(text, number.at.end, BEHIND).to_lowercase();
    let touching = before.trim_end();
    if touching.ends_with(['€', '$', '£', '#', '§', '+', '='])
        || touching.ends_with("+31")
        || touching.ends_with("0031")
        || touching.ends_with("(0)")
    {
        return true;
    }
    let unit = behind.trim_start();
    if UNITS.iter().any(|word| unit.starts_with(word)) {
        return true;
    }
    // The three words before it.
    let words = touching
        .rsplit(|c: char| c.is_whitespace() || matches!(c, ':' | '(' | ',' | '"'))
        .filter(|word| !word.is_empty());
    words.take(3).any(|word| {
        let is_of_something = ["nummer", "number", "nûmer", "nr", "nr."]
            .iter()
            .any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending));
        let parts = word.split(['-', '.', '/', '_']);
        is_of_something || OTHER_WORDS.contains(&word) || parts.into_iter().any(|part| OTHER_WORDS.contains(&part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, bool)> {
        citizen_numbers(text)
            .into_iter()
            .map(|one| (&text[one.at], one.is_certain))
            .collect()
    }

    #[test]
    fn a_number_is_one_by_its_word_or_by_its_form() {
        for (text, number, is_certain) in [
            ("Zijn BSN is 123456782.", "123456782", true),
            ("BSN: 1234.56.782", "1234.56.782", true),
            (
                "burgerservicenummer 123 456 782 (van de aanvrager)",
                "123 456 782",
                true,
            ),
            ("het bsn-nummer 123-456-782", "123-456-782", true),
            ("bsnnummer 12345672", "12345672", true),
            ("123456782 (BSN)", "123456782", true),
            ("Aanvrager: J. de Vries, 111222333, te Veere", "111222333", false),
            ("de heer De Vries (123456782)", "123456782", false),
            ("1234.56.782", "1234.56.782", false),
        ] {
            assert_eq!(found(text), [(number, is_certain)], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "BSN 123456789", // fails the test
            "BSN 000000000",
            "12345678", // eight digits, and nobody says what they are
            "KvK 123456782",
            "RSIN 123456782",
            "btw-nummer NL123456782B01",
            "zaaknummer 123456782",
            "vergunning-nummer: 123456782",
            "€ 123456782",
            "123456782 euro",
            "123.456.782 inwoners",
            "123 456 782",
            "tel. 123456782",
            "+31 123456782",
            "0123456782", // ten digits
            "1234567822",
            "1.123456782",
            "123456782.5",
            "2026-123456782",
            "Z123456782",
            "https://voorbeeld.nl/123456782",
            "BSN 2026, en 123.456.789 keer",
            "Het nummer van 2026: 20260101",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn one_wrong_digit_or_two_that_changed_places_never_pass() {
        let right = [1, 2, 3, 4, 5, 6, 7, 8, 2];
        assert!(passes_the_eleven_test(&right));
        for place in 0..9 {
            for digit in 0..10 {
                let mut wrong = right;
                wrong[place] = digit;
                assert_eq!(passes_the_eleven_test(&wrong), wrong == right, "{wrong:?}");
            }
            for other in 0..8 {
                let mut wrong = right;
                wrong.swap(place, other);
                // The last has another sign: a place with it may be of the same weight.
                assert!(
                    wrong == right || place == 8 || !passes_the_eleven_test(&wrong),
                    "{wrong:?}"
                );
            }
        }
    }
}
