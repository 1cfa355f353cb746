//! Plural forms by CLDR.

use super::Tag;

/// A plural form by CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum PluralCategory {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl PluralCategory {
    /// All, in CLDR's order.
    pub const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// Returns the name that CLDR and the theme's words use: `one`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }

    /// Returns the form of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }
}

/// Which plural form each number takes in one language.
///
/// The rules are those of `icu_plurals`, with its data compiled in. They are made when this is made; asking is cheap
/// and needs no lock.
#[derive(Debug)]
pub struct PluralRules(Option<icu_plurals::PluralRules>);

impl PluralRules {
    /// Returns the rules of a language; of one that CLDR does not know, all numbers take [`PluralCategory::Other`].
    pub fn of(tag: &Tag) -> Self {
        let locale = tag
            .as_str()
            .parse::<icu_provider::prelude::icu_locale_core::Locale>()
            .ok();
        Self(locale.and_then(|locale| icu_plurals::PluralRules::try_new_cardinal((&locale).into()).ok()))
    }

    /// Returns the form that `number` of something takes.
    pub fn category(&self, number: u64) -> PluralCategory {
        let category = self.0.as_ref().map(|rules| rules.category_for(number));
        match category {
            Some(icu_plurals::PluralCategory::Zero) => PluralCategory::Zero,
            Some(icu_plurals::PluralCategory::One) => PluralCategory::One,
            Some(icu_plurals::PluralCategory::Two) => PluralCategory::Two,
            Some(icu_plurals::PluralCategory::Few) => PluralCategory::Few,
            Some(icu_plurals::PluralCategory::Many) => PluralCategory::Many,
            Some(icu_plurals::PluralCategory::Other) | None => PluralCategory::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_forms_that_cldr_gives_them() {
        use PluralCategory::{Few, Many, One, Other, Two, Zero};
        for (code, number, expected) in [
            ("nl", 0, Other),
            ("nl", 1, One),
            ("nl", 2, Other),
            ("en-GB", 1, One),
            ("fy", 1, One),
            ("fr", 0, One),
            ("fr", 2, Other),
            ("fr", 1_000_000, Many),
            ("pl", 2, Few),
            ("pl", 5, Many),
            ("ar", 0, Zero),
            ("ar", 2, Two),
            ("ja", 1, Other),
        ] {
            let rules = PluralRules::of(&Tag::parse(code).unwrap());
            assert_eq!(rules.category(number), expected, "{number} in {code}");
        }
    }

    #[test]
    fn rules_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<PluralRules>();
    }

    #[test]
    fn a_form_is_found_by_its_name() {
        for category in PluralCategory::ALL {
            assert_eq!(PluralCategory::parse(category.name()), Some(category));
        }
        assert_eq!(PluralCategory::parse("eno"), None);
    }
}
