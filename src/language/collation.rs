//! The order of names in a list.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns what a name is sorted by: letters before case and accents, as the root collation of CLDR has it for Latin script, so that
/// "Één" stands beside "een" and not behind "zorg". Letters that a language counts as its own (Swedish å) are not told apart.
pub fn sort_key(name: &str) -> (String, String) {
    let letters = name.nfd().filter(|c| !is_combining_mark(*c));
    let key = letters
        .skip_while(|c| !c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    (key, name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    #[test]
    fn accents_case_and_quotation_marks_come_after_letters() {
        let mut names = [
            "Zorg",
            "Één loket",
            "een",
            "Data",
            "’s-Hertogenbosch",
            "Open data",
            "Überall",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "Data",
                "een",
                "Één loket",
                "Open data",
                "’s-Hertogenbosch",
                "Überall",
                "Zorg"
            ]
        );
    }
}
