//! The country in which a language is written as it is, for who asks for one with every language.

use super::Tag;

/// The likely territory of a language that says none, as CLDR has it (supplemental/likelySubtags.xml); languages of more than one country are
/// here with the one that CLDR takes.
const LIKELY: [(&str, &str); 38] = [
    ("af", "ZA"),
    ("ar", "EG"),
    ("bg", "BG"),
    ("ca", "ES"),
    ("cs", "CZ"),
    ("cy", "GB"),
    ("da", "DK"),
    ("de", "DE"),
    ("el", "GR"),
    ("en", "US"),
    ("es", "ES"),
    ("et", "EE"),
    ("eu", "ES"),
    ("fi", "FI"),
    ("fr", "FR"),
    ("fy", "NL"),
    ("ga", "IE"),
    ("he", "IL"),
    ("hr", "HR"),
    ("hu", "HU"),
    ("is", "IS"),
    ("it", "IT"),
    ("ja", "JP"),
    ("lb", "LU"),
    ("lt", "LT"),
    ("lv", "LV"),
    ("mt", "MT"),
    ("nl", "NL"),
    ("pl", "PL"),
    ("pt", "BR"),
    ("ro", "RO"),
    ("sk", "SK"),
    ("sl", "SI"),
    ("sv", "SE"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("ur", "PK"),
    ("zh", "CN"),
];

/// Returns language and territory as Open Graph writes them, `nl_NL`: the tag's own territory, else the likely one; none where neither is
/// known.
pub fn open_graph_locale(tag: &Tag) -> Option<String> {
    let is_territory = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    let own = tag.as_str().split('-').skip(1).find(is_territory);
    let likely = || LIKELY.iter().find(|(language, _)| *language == tag.primary());
    let territory = own.or_else(|| likely().map(|(_, territory)| *territory))?;
    Some(format!("{}_{territory}", tag.primary()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_own_territory_else_the_likely_one() {
        let of = |tag: &str| open_graph_locale(&Tag::parse(tag).unwrap());
        for (tag, expected) in [
            ("nl", "nl_NL"),
            ("nl-BE", "nl_BE"),
            ("fy", "fy_NL"),
            ("en-GB", "en_GB"),
            ("zh-Hant-TW", "zh_TW"),
        ] {
            assert_eq!(of(tag).as_deref(), Some(expected));
        }
        assert_eq!((of("pap"), of("es-419").as_deref()), (None, Some("es_ES")));
    }
}
