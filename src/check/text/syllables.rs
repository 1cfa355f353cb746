//! How many syllables a word has, in Dutch and in English.
//!
//! Counted by groups of vowels, as the makers of the formulas for readability had it done by hand: what is heard at once is one syllable. Of a single
//! word that may be wrong; of a text the errors level out (the tests say how far).

/// Counts the syllables of a word of letters.
pub(super) type Counter = fn(&str) -> usize;

/// What is one syllable in Dutch, longer ones first: the vowels and diphthongs of the Groene Boekje, and those of words that came from elsewhere.
const DUTCH: [&str; 31] = [
    "eeu", "ieu", "aai", "ooi", "oei", "eau", "eui", "aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ei", "ij", "au",
    "ou", "ai", "oi", "ay", "ey", "oy", "uy", "ëi", "ée", "èe", "ïe", "œu", "oû",
];

/// Returns how many syllables a Dutch word has. A vowel with a trema begins a syllable of its own: `ideeën`, `reünie`.
pub(super) fn dutch(word: &str) -> usize {
    let word = word.to_lowercase();
    let mut rest = word.as_str();
    let mut count = 0;
    let mut is_first = true;
    while let Some(c) = rest.chars().next() {
        let cluster = DUTCH.iter().find(|cluster| rest.starts_with(**cluster));
        // "museum", "petroleum": the two are not heard as one.
        let is_latin = rest.starts_with("eum") && rest.len() == 3;
        let length = match cluster {
            Some(cluster) if !is_latin => cluster.len(),
            _ => c.len_utf8(),
        };
        // A `y` before a vowel begins a word as a consonant: `yoghurt`.
        let is_consonant = is_first && c == 'y' && rest[1..].starts_with(is_vowel);
        if is_vowel(c) && !is_consonant {
            count += 1;
        }
        is_first = false;
        rest = &rest[length..];
    }
    spelt(&word, count)
}

/// Returns how many syllables an English word has: groups of vowels, without an `e` that is not heard, and with those of a group that are heard apart.
pub(super) fn english(word: &str) -> usize {
    let word = word.to_lowercase().replace(['\'', '’'], "");
    let letters: Vec<char> = word.chars().collect();
    let is_vowel_at = |n: usize| letters.get(n).is_some_and(|c| is_vowel(*c) && !(n == 0 && *c == 'y'));
    let mut count = (0..letters.len())
        .filter(|n| is_vowel_at(*n) && (*n == 0 || !is_vowel_at(n - 1)))
        .count();
    let before = |from_end: usize| {
        letters
            .len()
            .checked_sub(from_end)
            .and_then(|n| letters.get(n))
            .copied()
            .unwrap_or(' ')
    };
    let is_silent = match (before(2), before(1)) {
        // "table" has it, "hole" has not.
        ('l', 'e') => is_vowel(before(3)),
        (c, 'e') => !is_vowel(c),
        ('e', 's') => {
            !is_vowel(before(3))
                && !matches!(before(3), 's' | 'x' | 'z' | 'c' | 'g' | 'h')
                && (before(3) != 'l' || is_vowel(before(4)))
        }
        ('e', 'd') => {
            !is_vowel(before(3)) && !matches!(before(3), 't' | 'd') && (before(3) != 'l' || is_vowel(before(4)))
        }
        _ => false,
    };
    // "unique", "league": of the group at the end nothing is heard.
    let is_silent = is_silent || word.ends_with("que") || word.ends_with("gue");
    if is_silent && count > 1 {
        count -= 1;
    }
    // "serve-ment": within a word, before an ending.
    for ending in ["ement", "ements", "eful", "eless", "ely", "eness"] {
        let stem = word.strip_suffix(ending).unwrap_or_default();
        if stem.chars().any(is_vowel)
            && stem.ends_with(|c: char| !is_vowel(c))
            && !(ending == "ement" && stem.ends_with('l'))
        {
            count -= 1;
            break;
        }
    }
    for (n, pair) in letters.windows(2).enumerate() {
        let before = n.checked_sub(1).map_or(' ', |n| letters[n]);
        let is_apart = match (pair[0], pair[1]) {
            ('i', 'a') => !matches!(before, 'c' | 't' | 'g' | 'r'),
            ('i', 'o') => !matches!(before, 't' | 's' | 'c' | 'g' | 'x'),
            ('i', 'u' | 'é') | ('u', 'a' | 'o') => before != 'q' && before != 'g',
            ('e', 'o') => before != 'p' && before != 'g',
            ('y', 'i') | ('ï', _) => true,
            // "mayor", "seeing".
            ('y', c) => is_vowel(before) && is_vowel(c),
            ('e', 'i') => word.ends_with("eing") && n + 4 == letters.len(),
            _ => false,
        };
        count += usize::from(is_apart);
    }
    if word.contains("crea") || word.contains("idea") || word.contains("real") {
        count += 1;
    }
    if word.ends_with("sm") || word.ends_with("sms") {
        count += 1;
    }
    spelt(&word, count)
}

/// What has no vowel is read letter by letter: `BSN`, `html`.
fn spelt(word: &str, count: usize) -> usize {
    match count {
        0 => word.chars().filter(|c| c.is_alphabetic()).count().clamp(1, 5),
        count => count,
    }
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'á'
            | 'à'
            | 'â'
            | 'ä'
            | 'é'
            | 'è'
            | 'ê'
            | 'ë'
            | 'í'
            | 'ì'
            | 'î'
            | 'ï'
            | 'ó'
            | 'ò'
            | 'ô'
            | 'ö'
            | 'ú'
            | 'ù'
            | 'û'
            | 'ü'
            | 'œ'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words parted into their syllables, as they are heard.
    const IN_DUTCH: &str = "de ge-meen-te ver-ga-dert o-ver het be-sluit raad ge-meen-te-raad bur-ge-mees-ter wet-hou-der in-wo-ners nieuws nieu-we \
        eeuw ko-nink-rijk vrij-heid ge-bouw tui-nen i-dee i-dee-ën re-ü-nie co-ör-di-na-tie mu-se-um the-a-ter ca-deau bu-reau yog-hurt di-gi-taal \
        di-gi-ta-li-se-ring o-ver-heid be-leid toe-gan-ke-lijk toe-gan-ke-lijk-heid pri-va-cy in-for-ma-tie e-va-lu-a-tie fi-nan-ci-ë-le af-de-ling \
        straat strand moei-lijk draai-en ooit groei geld bui-ten-ge-woon be-stuur-der aan-vraag aan-vra-gen ver-gun-ning ge-ge-vens ont-wik-ke-ling \
        maat-re-gel o-pen-ba-re ruim-te be-wo-ners-a-vond";

    const IN_ENGLISH: &str = "the gov-ern-ment de-cides a-bout its plan coun-cil may-or cit-i-zen cit-i-zens serv-ice serv-ic-es ta-ble ta-bles hole \
        holes make makes walked want-ed de-cid-ed pub-lished pub-lic dig-i-tal dig-i-tal-ly ac-cess ac-ces-si-ble in-for-ma-tion de-ci-sion re-gion \
        spe-cial me-di-a i-de-a cre-ate re-al var-i-ous sit-u-a-tion pri-va-cy ed-u-ca-tion peo-ple move-ment use-ful free see-ing be-ing ques-tion \
        street through knowl-edge man-age man-age-ment re-quire-ment re-quire-ments com-mu-ni-ty com-mu-ni-cate quick u-nique da-ta web-site us-er \
        us-ers de-vel-op de-vel-op-ment a-gen-cy a-gen-cies wait wait-ing time-ly home-less";

    fn wrong(words: &str, counter: Counter) -> Vec<String> {
        let words = words.split_whitespace();
        let wrong = words.filter(|parted| counter(&parted.replace('-', "")) != parted.split('-').count());
        wrong
            .map(|parted| format!("{parted}: {}", counter(&parted.replace('-', ""))))
            .collect()
    }

    #[test]
    fn syllables_are_counted_as_they_are_heard() {
        assert_eq!(wrong(IN_DUTCH, dutch), Vec::<String>::new());
        assert_eq!(wrong(IN_ENGLISH, english), Vec::<String>::new());
    }

    #[test]
    fn what_has_no_vowel_is_spelt_and_nothing_has_none() {
        for (word, count) in [
            ("BSN", 3),
            ("html", 4),
            ("wcag", 1),
            ("x", 1),
            ("", 1),
            ("é", 1),
            ("日本", 2),
        ] {
            assert_eq!(dutch(word), count, "{word}");
        }
        assert_eq!(english("HTTPS"), 5);
    }
}
