//! Slugs: a text as the last part of an address.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::Tag;

/// The most characters that a slug has; longer ones end at the last whole word before it.
const MOST_CHARACTERS: usize = 100;
/// The most bytes that a slug has, since file systems count those.
const MOST_BYTES: usize = 200;

/// Returns `text` as a slug: small letters, digits and single hyphens, never a hyphen at the ends.
///
/// Latin letters lose their accents; in German ä, ö and ü become ae, oe and ue. Apostrophes go without a trace, and a
/// euro sign becomes a word, as + and # do behind a letter at the end of a word (C++, C#). Letters of other scripts stay as they are. A text without letters and digits gives an
/// empty slug. A slug is its own slug, so long as the language is the same.
pub fn slugify(text: &str, language: &Tag) -> String {
    cap(letters(text, language))
}

/// The same of a name that must stay apart from all others, however long: of a file, a term, a slug that was chosen. One too long for a
/// disk ends with a mark of its own.
pub fn slug_of_name(name: &str, language: &Tag) -> String {
    let slug = letters(name, language);
    if slug.len() <= MOST_BYTES {
        return slug;
    }
    let mark = format!("{:08x}", xxhash_rust::xxh3::xxh3_64(slug.as_bytes()) as u32);
    let mut end = MOST_BYTES - mark.len() - 1;
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}-{mark}", slug[..end].trim_end_matches('-'))
}

fn letters(text: &str, language: &Tag) -> String {
    let text = &*with_signs_as_words(text);
    let mut slug = Slug::with_room_for(text);
    if text.is_ascii() {
        text.bytes().for_each(|byte| slug.push(char::from(byte)));
    } else {
        let umlauts = language.primary() == "de";
        let kept = text.chars().filter(|c| !matches!(c, '™' | '®' | '©' | '´'));
        kept.nfkc().for_each(|c| push_character(&mut slug, c, umlauts));
        if !slug.text.is_ascii() {
            // Marks that now stand side by side have an order of their own.
            slug.text = slug.text.nfkc().collect();
        }
    }
    slug.text
}

/// Writes out the signs that tell one name from another: C, C++ and C# are three.
fn with_signs_as_words(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'+', b'#', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(['+', '#']) {
        let (before, signs) = rest.split_at(at);
        let end = signs.find(|c| c != '+' && c != '#').unwrap_or(signs.len());
        let (signs, behind) = signs.split_at(end);
        out.push_str(before);
        let ends_a_word = before.ends_with(char::is_alphabetic) && !behind.starts_with(char::is_alphanumeric);
        for sign in signs.chars() {
            match sign {
                '+' if ends_a_word => out.push_str(" plus"),
                '#' if ends_a_word => out.push_str(" sharp"),
                _ => out.push(' '),
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

struct Slug {
    text: String,
    /// Whether something stood since the last letter that parts words.
    parted: bool,
}

impl Slug {
    fn with_room_for(text: &str) -> Self {
        Self {
            text: String::with_capacity(text.len()),
            parted: false,
        }
    }

    /// Adds a letter or digit; anything else parts words, but for apostrophes.
    fn push(&mut self, c: char) {
        if c.is_ascii_alphanumeric() {
            self.letter(c.to_ascii_lowercase());
        } else if c != '\'' {
            self.parted = true;
        }
    }

    fn letter(&mut self, c: char) {
        if self.parted && !self.text.is_empty() {
            self.text.push('-');
        }
        self.parted = false;
        self.text.push(c);
    }
}

fn push_character(slug: &mut Slug, c: char, umlauts: bool) {
    if c.is_ascii() {
        return slug.push(c);
    }
    if is_invisible(c) {
        return;
    }
    if c == '€' {
        slug.parted = true;
        "euro".chars().for_each(|c| slug.letter(c));
        slug.parted = true;
        return;
    }
    for c in c.to_lowercase() {
        if umlauts && let Some(letters) = umlaut(c) {
            letters.chars().for_each(|c| slug.letter(c));
        } else {
            push_small(slug, c);
        }
    }
}

fn push_small(slug: &mut Slug, c: char) {
    let Some(base) = c.nfd().next() else { return };
    if base.is_ascii_alphanumeric() {
        slug.letter(base);
    } else if let Some(letters) = plain(base) {
        letters.chars().for_each(|c| slug.letter(c));
    } else if is_combining_mark(c) {
        // Part of a letter of another script; of a Latin letter it is an accent, and goes.
        if !slug.parted && slug.text.ends_with(|last: char| !last.is_ascii()) {
            slug.text.push(c);
        }
    } else if c.is_alphanumeric() {
        slug.letter(c);
    } else {
        slug.parted = true;
    }
}

/// Apostrophes of all kinds, soft hyphens, joiners and marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2b9}' | '\u{ad}' | '\u{feff}' | '\u{2060}'
    ) || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn umlaut(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        _ => return None,
    })
}

/// Latin letters that are no plain letter with an accent.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ŋ' => "ng",
        'ĸ' => "k",
        _ => return None,
    })
}

/// Shortens a slug that is too long for an address, at the end of a word where there is one in its second half.
fn cap(mut slug: String) -> String {
    if slug.len() <= MOST_CHARACTERS {
        return slug;
    }
    let fits =
        |(number, (at, c)): &(usize, (usize, char))| *number < MOST_CHARACTERS && at + c.len_utf8() <= MOST_BYTES;
    let end = slug.char_indices().enumerate().take_while(fits).last();
    let end = end.map_or(0, |(_, (at, c))| at + c.len_utf8());
    if end < slug.len() {
        let whole = slug[end..].starts_with('-');
        let hyphen = slug[..end].rfind('-').filter(|at| !whole && *at >= end / 2);
        slug.truncate(hyphen.unwrap_or(end));
        slug.truncate(slug.trim_end_matches('-').len());
    }
    slug
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(language: &str, text: &str, expected: &str) {
        assert_eq!(slugify(text, &Tag::parse(language).unwrap()), expected);
    }

    #[test]
    fn a_title_becomes_small_letters_and_hyphens() {
        check("nl", "Raad neemt besluit", "raad-neemt-besluit");
        check("nl", "  Wat? -- Nu: \"open\" data!  ", "wat-nu-open-data");
        check("nl", "Coördinatie & privé-e-mail", "coordinatie-prive-e-mail");
        check("nl", "'s-Gravenhage’s foto's", "s-gravenhages-fotos");
        check("nl", "Ĳsland en ijs", "ijsland-en-ijs");
        check("nl", "€5 miljoen, 5€", "euro-5-miljoen-5-euro");
        check("nl", "C++ & C#", "c-plus-plus-c-sharp");
        check("nl", "Kop #1, 1+1, A+B, #tag, Google+", "kop-1-1-1-a-b-tag-google-plus");
        check("nl", "", "");
        check("nl", "???", "");
        check("nl", "½ m² Product™ samen\u{ad}werking", "1-2-m2-product-samenwerking");
    }

    #[test]
    fn letters_of_latin_scripts_become_plain() {
        check("de", "Übergröße für ÄRZTE", "uebergroesse-fuer-aerzte");
        check("de-AT", "U\u{308}ber", "ueber");
        check("nl", "Übergröße", "ubergrosse");
        check("da", "Ærø, Århus & smørrebrød", "aero-arhus-smorrebrod");
        check("pl", "Łódź źrebię", "lodz-zrebie");
        check("fr", "L’œuvre d’Élodie", "loeuvre-delodie");
        check("tr", "İstanbul ışık", "istanbul-isik");
        check("vi", "Đường phố", "duong-pho");
        check("is", "Þór ðe ǿ", "thor-de-o");
    }

    #[test]
    fn letters_of_other_scripts_stay() {
        check("ru", "Россия Йод", "россия-йод");
        check("ja", "東京 タワー", "東京-タワー");
        check("hi", "हिन्दी में", "हिन्दी-में");
        check("el", "Αθήνα 2026", "αθήνα-2026");
    }

    #[test]
    fn names_stay_apart_however_long() {
        let language = Tag::dutch();
        for length in [90, 150, 400] {
            let (one, other) = (
                format!("{}een", "woord ".repeat(length / 6)),
                format!("{}twee", "woord ".repeat(length / 6)),
            );
            let (one, other) = (slug_of_name(&one, &language), slug_of_name(&other, &language));
            assert!(
                one != other && one.len() <= MOST_BYTES && other.len() <= MOST_BYTES,
                "{one} {other}"
            );
            assert_eq!(slug_of_name(&one, &language), one);
        }
    }

    #[test]
    fn a_long_title_ends_at_a_whole_word() {
        let slug = slugify(&"woord ".repeat(30), &Tag::parse("nl").unwrap());
        assert!(slug.len() <= MOST_CHARACTERS && slug.ends_with("-woord"), "{slug}");
        check("nl", &"a".repeat(300), &"a".repeat(MOST_CHARACTERS));
        check("ja", &"東".repeat(300), &"東".repeat(66));
    }

    proptest! {
        #[test]
        fn a_slug_has_only_what_a_slug_may_have(text in "\\PC{0,80}|[a-zA-Z0-9 '_-]{0,150}", german: bool) {
            let language = Tag::parse(if german { "de" } else { "nl" }).unwrap();
            let slug = slugify(&text, &language);
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert!(slug.chars().all(|c| {
                c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit()
                    || (!c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)))
            }), "{}", slug);
            prop_assert!(slug.chars().count() <= MOST_CHARACTERS && slug.len() <= MOST_BYTES);
            prop_assert_eq!(slugify(&slug, &language), slug);
        }
    }
}
