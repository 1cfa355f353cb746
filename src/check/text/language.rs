//! In which language a text is, where that is certain.
//!
//! A screen reader speaks a text in the language that its page names (WCAG 2.2, 3.1.1). What `whatlang` makes of its letters counts only if it is sure, of a text
//! that is long enough, no list of names, and in none of two languages that are taken for each other.

use super::readability::words_of;
use whatlang::{Lang, detect};

/// Of fewer words nothing is said.
const LEAST_WORDS: usize = 40;
/// A text in which more words than these have a capital, in parts of a hundred, is a list of names.
const MOST_CAPITALS: usize = 40;
/// Languages that are taken for each other: of two in one row nothing is said.
const ALIKE: [&[&str]; 6] = [
    &["nl", "af"],
    &["nb", "nn", "no", "da", "sv"],
    &["es", "pt", "ca", "gl"],
    &["hr", "sr", "bs", "sl"],
    &["id", "ms", "jv"],
    &["cs", "sk"],
];

/// Returns the language (ISO 639) that a text is certainly in, where that is another than `declared`; none of a short text, a list of names, or where the
/// one that is declared is not known well enough to tell.
pub(super) fn other_language(text: &str, declared: &str) -> Option<&'static str> {
    let words: Vec<&str> = words_of(text).collect();
    if words.len() < LEAST_WORDS || !is_known(declared) {
        return None;
    }
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    if capitals * 100 > words.len() * MOST_CAPITALS && !has_other_capitals(declared) {
        return None;
    }
    let found = detect(text).filter(whatlang::Info::is_reliable)?;
    let code = short_code(found.lang())?;
    let is_alike = ALIKE
        .iter()
        .any(|alike| alike.contains(&code) && alike.contains(&declared));
    if code == declared || is_alike {
        return None;
    }
    Some(code)
}

/// German has capitals in every sentence.
fn has_other_capitals(language: &str) -> bool {
    matches!(language, "de" | "lb")
}

fn is_known(language: &str) -> bool {
    Lang::all().iter().any(|known| short_code(*known) == Some(language))
}

/// Returns the code of two letters (ISO 639-1), by which sites name languages, where there is one.
fn short_code(language: Lang) -> Option<&'static str> {
    const CODES: [(&str, &str); 62] = [
        ("afr", "af"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tha", "th"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("vie", "vi"),
        ("yid", "yi"),
    ];
    CODES
        .iter()
        .find(|(long, _)| *long == language.code())
        .map(|(_, short)| *short)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUTCH: &str = "De gemeenteraad heeft donderdag een plan gekozen voor het park aan de rand van de stad. Er komt een pad langs het water, en er komen \
        bomen bij. De wethouder zei dat het werk in het voorjaar begint en dat bewoners mee mogen denken over de plaats van de banken.";
    const ENGLISH: &str = "On Thursday the council chose a plan for the park at the edge of the town. There will be a path along the water, and more trees. \
        The alderman said that the work starts in spring and that people who live there can have a say in where the benches will be.";
    const GERMAN: &str = "Der Rat hat am Donnerstag einen Plan für den Park am Rand der Stadt gewählt. Es wird einen Weg am Wasser geben und mehr Bäume. Die \
        Arbeiten beginnen im Frühjahr, und wer dort wohnt, kann mitreden, wo die Bänke stehen werden und wie der Spielplatz aussehen soll.";
    const FRISIAN: &str = "De gemeenteried hat tongersdei in plan keazen foar it park oan 'e râne fan 'e stêd. Der komt in paad by it wetter lâns, en der komme \
        beammen by. De wethâlder sei dat it wurk yn 'e maitiid begjint en dat bewenners meitinke meie oer it plak fan 'e banken.";

    #[test]
    fn a_text_in_another_language_than_it_says_is_found() {
        for (text, language) in [(DUTCH, "nl"), (ENGLISH, "en"), (GERMAN, "de")] {
            for declared in ["nl", "en", "de", "fr"] {
                let expected = (declared != language).then_some(language);
                assert_eq!(other_language(text, declared), expected, "{declared}: {text}");
            }
        }
    }

    #[test]
    fn where_it_is_not_certain_nothing_is_said() {
        let names = "Jan de Vries, Anna van den Berg, Piet Jansen, Maria Garcia Lopez, John Smith, Wei Zhang, Fatima El Idrissi, ".repeat(6);
        for (text, declared) in [
            ("The council chose.", "nl"),
            (&*names, "en"),
            (FRISIAN, "nl"),
            (FRISIAN, "fy"),
            (DUTCH, "fy"),
            (DUTCH, "af"),
            (&"SELECT naam FROM raad WHERE jaar = 2026; ".repeat(20), "nl"),
            ("", "nl"),
        ] {
            assert_eq!(other_language(text, declared), None, "{declared}: {text}");
        }
    }

    #[test]
    fn words_of_another_language_within_a_text_do_not_make_it_another() {
        let mixed = format!(
            "{DUTCH} Het heet “Open by default”, en het valt onder de European Interoperability Framework en de Single Digital Gateway."
        );
        assert_eq!(other_language(&mixed, "nl"), None);
    }
}
