//! Where sentences end.

/// What ends in a point without ending a sentence, in Dutch and English; small letters, without that point.
const SHORTENED: [&str; 47] = [
    "bijv", "bv", "o.a", "d.w.z", "m.a.w", "m.b.t", "t.a.v", "i.v.m", "e.d", "enz", "nr", "art", "mr", "mw", "mevr",
    "dhr", "dr", "drs", "ir", "ing", "prof", "ds", "jl", "a.s", "ca", "incl", "excl", "max", "min", "blz", "p", "tel",
    "resp", "vgl", "st", "e.g", "i.e", "vs", "mrs", "ms", "inc", "no", "fig", "approx", "dept", "gov", "u.s",
];

/// Returns how many sentences a paragraph has: at least one if there is anything in it. What is left behind the last end is one too.
pub(super) fn count_sentences(paragraph: &str) -> usize {
    let mut count = 0;
    let mut start = 0;
    for (at, c) in paragraph.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let behind = &paragraph[at + c.len_utf8()..];
        let closed = behind.trim_start_matches(['"', '\'', '”', '’', ')', ']', '»']);
        let next = closed.trim_start();
        let is_end = closed.is_empty() || (closed.len() > next.len() && !next.starts_with(char::is_lowercase));
        if is_end && !(c == '.' && is_shortened(&paragraph[start..at])) && has_word(&paragraph[start..at]) {
            count += 1;
            start = at + c.len_utf8();
        }
    }
    count + usize::from(has_word(&paragraph[start..]))
}

fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether a point behind this text belongs to its last word: `bijv.`, `J. de Vries`.
fn is_shortened(text: &str) -> bool {
    let word = text
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    is_initial || SHORTENED.contains(&&*word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_point_and_not_at_that_of_a_word() {
        for (paragraph, count) in [
            ("De raad koos. Het plan gaat door.", 2),
            ("De raad koos", 1),
            ("Wie koos? De raad! En toen…", 3),
            ("Er zijn o.a. Parken en bijv. Pleinen.", 1),
            ("Volgens J. de Vries kost het 1.5 miljoen.", 1),
            ("“Het gaat door.” Dat zei zij. (Er was applaus.)", 3),
            ("Zie raad.nl voor meer. Daar staat het.", 2),
            ("Hij zei: “Ja.” en ging.", 1),
            ("Op 1 mei. In 2026. Wel.", 3),
            ("...", 0),
            ("", 0),
        ] {
            assert_eq!(count_sentences(paragraph), count, "{paragraph}");
        }
    }
}
