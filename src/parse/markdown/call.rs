//! Calls of shortcodes: their form.

/// A call as it was written, arguments not yet compared with what the shortcode takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// The name.
    pub name: Box<str>,
    /// Whether it closes.
    pub closes: bool,
    /// Whether it says itself that nothing follows: `{{< x />}}`.
    pub self_closing: bool,
    /// The arguments; positional ones named by number.
    pub arguments: Vec<(Box<str>, Box<str>)>,
}

/// Reads what stands between `{{<` and `>}}`. Fails with what is wrong, in words.
pub(super) fn written(inner: &str) -> Result<Written, String> {
    let mut rest = inner.trim();
    let closes = rest.starts_with('/');
    rest = rest.trim_start_matches('/').trim_start();
    let self_closing = rest.ends_with('/') && !closes;
    if self_closing {
        rest = rest[..rest.len() - 1].trim_end();
    }
    let end = rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(rest.len());
    let name = &rest[..end];
    let plain = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.'));
    if !plain || name.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err("there is no name of a shortcode in it".to_owned());
    }
    let mut arguments = Vec::new();
    let mut position = 0;
    rest = rest[end..].trim_start();
    while !rest.is_empty() {
        let key_end = rest
            .find(|c: char| c == '=' || c.is_whitespace() || c == '"' || c == '`')
            .unwrap_or(rest.len());
        // Spaces around the sign are no other call.
        let sign = rest[key_end..].trim_start();
        let is_named = sign.starts_with('=') && key_end > 0 && !rest.starts_with(['\'', '“', '”']);
        let key: Box<str> = if is_named {
            let key: Box<str> = rest[..key_end].into();
            if arguments.iter().any(|(known, _): &(Box<str>, Box<str>)| *known == key) {
                return Err(format!("{key} stands in it twice"));
            }
            rest = sign[1..].trim_start();
            key
        } else {
            let key = position.to_string().into();
            position += 1;
            key
        };
        let (value, after) = value(rest).ok_or_else(|| {
            if is_named {
                format!("the value of {key} is missing or its quotes do not close")
            } else {
                "quotes do not close".to_owned()
            }
        })?;
        arguments.push((key, value.into()));
        if after.trim_start().starts_with(',') {
            return Err("between its arguments is a comma; a space is enough".to_owned());
        }
        rest = after.trim_start();
    }
    Ok(Written {
        name: name.into(),
        closes,
        self_closing,
        arguments,
    })
}

/// Reads one value: in quotes, in backticks, or up to the next space.
fn value(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next()?;
    match quote {
        '`' => {
            let end = text[1..].find('`')? + 1;
            Some((text[1..end].to_owned(), &text[end + 1..]))
        }
        '\'' if text[1..].contains('\'') => {
            let end = text[1..].find('\'')? + 1;
            Some((text[1..end].to_owned(), &text[end + 1..]))
        }
        '"' | '“' | '”' => {
            let mut value = String::new();
            let mut chars = text.char_indices().skip(1);
            while let Some((at, c)) = chars.next() {
                match c {
                    '\\' => value.push(match chars.next()?.1 {
                        'n' => '\n',
                        other => other,
                    }),
                    '"' | '”' | '“' => return Some((value, &text[at + c.len_utf8()..])),
                    _ => value.push(c),
                }
            }
            None
        }
        _ => {
            let end = text.find(char::is_whitespace).unwrap_or(text.len());
            let value = &text[..end];
            (!value.contains('"')).then(|| (value.to_owned(), &text[end..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(inner: &str, expected: &[(&str, &str)]) {
        let found = written(inner).map(|call| call.arguments);
        let expected = expected
            .iter()
            .map(|(key, value)| ((*key).into(), (*value).into()))
            .collect();
        assert_eq!(found, Ok(expected), "{inner}");
    }

    #[test]
    fn arguments_are_read_as_hugo_writes_them() {
        check("youtube abc", &[("0", "abc")]);
        check(
            " youtube id=\"a b\"  title=`x \"y\"` n=3 ",
            &[("id", "a b"), ("title", "x \"y\""), ("n", "3")],
        );
        check("ref \"a \\\"b\\\".md\"", &[("0", "a \"b\".md")]);
        check("ref\"x.md\"", &[("0", "x.md")]);
        check("x a=\"\" /", &[("a", "")]);
    }

    #[test]
    fn a_call_that_cannot_be_read_says_why() {
        for inner in ["", "x a=", "x a=\"b", "x \"b", "../x"] {
            assert!(written(inner).is_err(), "{inner}");
        }
    }
}
