//! How what somebody looks for and what there is are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns a text in small letters and without accents, so that "cafe" finds "Café".
pub(super) fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let letters = text.nfkd().filter(|sign| !is_combining_mark(*sign));
    letters.flat_map(char::to_lowercase).collect()
}
