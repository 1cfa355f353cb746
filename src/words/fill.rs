//! Placeholders in words: `Deel op {service}`.

/// Returns `text` with each `{name}` replaced by its value. One without a value stays as it stands, to be seen.
///
/// A value is not filled in itself.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, name, behind)) = next(rest) {
        filled.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&rest[before.len()..rest.len() - behind.len()]),
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// Returns the names of the placeholders in `text`, in its order.
pub fn placeholders(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((_, name, behind)) = next(rest) {
        names.push(name);
        rest = behind;
    }
    names
}

/// Returns what stands before the first placeholder, its name, and what stands behind.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let inner = &text[open + 1..];
        let length = inner
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(inner.len());
        if length > 0 && inner[length..].starts_with('}') {
            return Some((&text[..open], &inner[..length], &inner[length + 1..]));
        }
        from = open + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_in_and_unknown_ones_stay_visible() {
        let values = [("service", "LinkedIn"), ("count", "3"), ("odd", "{count}")];
        for (text, expected) in [
            ("Deel op {service}", "Deel op LinkedIn"),
            ("{count} van {total}", "3 van {total}"),
            ("{count}{count}", "33"),
            ("{odd}", "{count}"),
            ("{ count } {} {{count}} {é} {", "{ count } {} {3} {é} {"),
            ("{service", "{service"),
            ("zonder", "zonder"),
            ("", ""),
        ] {
            assert_eq!(fill(text, &values), expected, "{text}");
        }
    }

    #[test]
    fn the_names_of_placeholders_can_be_listed() {
        assert_eq!(placeholders("{a} en {b_2}, {a} { c } {"), ["a", "b_2", "a"]);
        assert!(placeholders("geen").is_empty());
    }
}
