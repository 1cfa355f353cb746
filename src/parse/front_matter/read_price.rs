//! Reading what it costs to come to an event.

use super::event::Price;
use super::example::Name;
use super::values::{Group, Values};
use crate::diagnostic::{Code, Diagnostic};

/// What people write for nothing, in the languages of the theme.
const FREE: [&str; 6] = ["gratis", "free", "kostenlos", "kostenfrei", "gratuit", "fergees"];

/// The currency of a price that names none.
const USUAL: &str = "EUR";

/// Reads `price` and `currency`.
pub(super) fn price(group: &Group<'_>, values: &mut Values<'_>) -> Option<Price> {
    let currency = group.get("currency").and_then(|(node, name)| {
        let text = values.text(node, name)?;
        // ISO 4217: three letters.
        if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Some(text.to_ascii_uppercase().into());
        }
        let message = format!("{name} is {text}, and should be the three letters of a currency");
        values.bad_value(node.span, message, values.hint_for(name));
        None
    });
    let Some((node, name)) = group.get("price") else {
        if let Some((node, name)) = group.get("currency") {
            let found = Diagnostic::new(
                Code::BadValue,
                format!("{name} stands without a price, so it is not read"),
            );
            let hint = values.hint_for(Name::of("event", "price"));
            values.found.push(found.at(node.span).hint(hint).as_warning());
        }
        return None;
    };
    let Some(scalar) = node.scalar() else {
        values.wrong_type(node, name, "a number");
        return None;
    };
    let text = scalar.text.trim();
    let Some(hundredths) = hundredths(text) else {
        let message = format!("{name} is {text}, and should be an amount, or 0 for what is free");
        values.bad_value(node.span, message, values.hint_for(name));
        return None;
    };
    Some(Price {
        hundredths,
        currency: currency.unwrap_or_else(|| USUAL.into()),
    })
}

/// Returns an amount in hundredths, as people write it: `12`, `12.5`, `12,50`, `gratis`.
fn hundredths(text: &str) -> Option<u64> {
    if FREE.contains(&&*text.to_lowercase()) {
        return Some(0);
    }
    let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_number =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole, 9) || !is_number(rest, 2) {
        return None;
    }
    Some(whole.parse::<u64>().ok()? * 100 + format!("{rest:0<2}").parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("0", Some(0)),
            ("45", Some(4500)),
            ("12.5", Some(1250)),
            ("12,50", Some(1250)),
            ("0.05", Some(5)),
            ("Gratis", Some(0)),
            ("", None),
            ("1.234", None),
            ("-1", None),
            ("€ 12", None),
            ("12.", None),
            ("9999999999", None),
        ] {
            assert_eq!(hundredths(text), expected, "{text}");
        }
    }
}
