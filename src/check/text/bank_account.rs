//! Bank accounts (IBAN, ISO 13616) in a text.

use std::ops::Range;

/// How long the number of an account is, by country: the registry of ISO 13616, kept by SWIFT.
const LENGTHS: [(&str, usize); 87] = [
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HN", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
];

/// Returns where in `text` accounts stand, in its order.
pub(super) fn bank_accounts(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, _) in text.match_indices(|c: char| c.is_ascii_alphabetic()) {
        let is_free = found.last().is_none_or(|last| last.end <= start);
        // Of an address or a name it is a part.
        let touches = text[..start]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '_' | '=' | '-'));
        if is_free
            && !touches
            && let Some(end) = account_at(text, start)
        {
            found.push(start..end);
        }
    }
    found
}

/// Returns the signs of an account alone, in capitals.
pub(super) fn bare(account: &str) -> String {
    account
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Returns the end of the account that begins at `start`, if one does.
fn account_at(text: &str, start: usize) -> Option<usize> {
    let country = text.get(start..start + 2)?.to_ascii_uppercase();
    let length = LENGTHS
        .iter()
        .find(|(code, _)| *code == country)
        .map(|(_, length)| *length)?;
    let mut signs: Vec<u8> = Vec::with_capacity(length);
    let mut end = start;
    let mut was_space = false;
    for c in text[start..].chars() {
        if c.is_ascii_alphanumeric() {
            signs.push(c.to_ascii_uppercase() as u8);
            was_space = false;
        } else if matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.') && !was_space {
            was_space = true;
        } else {
            return None;
        }
        end += c.len_utf8();
        if signs.len() == length {
            break;
        }
    }
    let is_whole = signs.len() == length && !text[end..].starts_with(|c: char| c.is_alphanumeric());
    let has_check = signs
        .get(2..4)
        .is_some_and(|digits| digits.iter().all(u8::is_ascii_digit));
    (is_whole && has_check && has_right_check(&signs)).then_some(end)
}

/// Whether the check digits are right: the first four signs put behind the others, letters as 10 to 35, the number leaves 1 when divided by 97 (ISO
/// 7064, MOD 97-10).
fn has_right_check(signs: &[u8]) -> bool {
    let (first, rest) = signs.split_at(4);
    let rest = rest.iter().chain(first).fold(0_u32, |rest, sign| match sign {
        b'0'..=b'9' => (rest * 10 + u32::from(sign - b'0')) % 97,
        _ => (rest * 100 + u32::from(sign - b'A') + 10) % 97,
    });
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        bank_accounts(text).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn an_account_is_found_as_people_write_it() {
        for (text, account) in [
            ("Maak over op NL91ABNA0417164300.", "NL91ABNA0417164300"),
            ("IBAN: NL91 ABNA 0417 1643 00, t.n.v. A.", "NL91 ABNA 0417 1643 00"),
            ("(nl91abna0417164300)", "nl91abna0417164300"),
            ("NL91.ABNA.0417.1643.00", "NL91.ABNA.0417.1643.00"),
            ("DE89 3704 0044 0532 0130 00 en meer", "DE89 3704 0044 0532 0130 00"),
            ("GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
            (
                "BE68\u{a0}5390\u{a0}0754\u{a0}7034",
                "BE68\u{a0}5390\u{a0}0754\u{a0}7034",
            ),
        ] {
            assert_eq!(found(text), [account], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_left_alone() {
        for text in [
            "NL91ABNA0417164301",  // a wrong digit
            "NL91ABNA041716430",   // too short
            "NL91ABNA04171643000", // too long
            "XX91ABNA0417164300",  // no such country
            "NLABABNA0417164300",
            "https://a.nl/NL91ABNA0417164300",
            "De 27 gemeenten in 2026 waren het eens",
            "NL",
            "é",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn one_wrong_digit_or_letter_never_passes() {
        let right = "NL91ABNA0417164300";
        for place in 2..right.len() {
            let is_digit = right.as_bytes()[place].is_ascii_digit();
            for sign in ('0'..='9')
                .chain('A'..='Z')
                .filter(|sign| sign.is_ascii_digit() == is_digit)
            {
                let mut wrong = right.to_owned();
                wrong.replace_range(place..=place, &sign.to_string());
                assert_eq!(!found(&wrong).is_empty(), wrong == right, "{wrong}");
            }
        }
    }
}
