//! Reads words from TOML.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Word, Words};
use crate::diagnostic::{Checked, Code, Diagnostic, Span};
use crate::language::PluralCategory;

impl Words {
    /// Reads the words of a file such as `i18n/nl.toml`. The diagnostics have no file yet.
    ///
    /// A table whose keys are all plural forms (`zero`, `one`, `two`, `few`, `many`, `other`) is a word with forms; any
    /// other table is a group, whose keys follow its own and a dot.
    pub fn parse(text: &str) -> Checked<Self> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader::default();
        reader.group("", table.get_ref());
        let mut found: Vec<_> = errors.iter().map(syntax).collect();
        if found.is_empty() {
            found = reader.found;
            found.sort_by_key(|problem| problem.span);
        }
        Checked {
            value: Self(reader.words),
            found,
        }
    }
}

#[derive(Default)]
struct Reader {
    words: BTreeMap<Box<str>, Word>,
    found: Vec<Diagnostic>,
}

impl Reader {
    fn group(&mut self, path: &str, table: &DeTable) {
        for (key, value) in table {
            let key = key.get_ref();
            let path = if path.is_empty() {
                key.to_string()
            } else {
                format!("{path}.{key}")
            };
            match value.get_ref() {
                DeValue::String(text) => {
                    let word = Word::Text(text.to_string().into());
                    self.add(path, word, value);
                }
                DeValue::Table(table) if is_plural(table) => self.plural(path, table, value),
                DeValue::Table(table) => self.group(&path, table),
                _ => self.no_text(&path, value),
            }
        }
    }

    fn plural(&mut self, path: String, table: &DeTable, value: &Spanned<DeValue>) {
        let mut forms = Vec::new();
        for (key, form) in table {
            match (PluralCategory::parse(key.get_ref()), form.get_ref()) {
                (Some(category), DeValue::String(text)) => forms.push((category, text.to_string().into())),
                _ => self.no_text(&format!("{path}.{}", key.get_ref()), form),
            }
        }
        forms.sort_by_key(|(category, _)| *category);
        if forms.iter().any(|(category, _)| *category == PluralCategory::Other) {
            self.add(path, Word::Plural(forms), value);
        } else if !table.contains_key("other") {
            let message = format!("{path} has plural forms, but not the form \"other\"");
            let hint = format!("every language needs it: add  other = \"{{count}} …\"  under [{path}]");
            self.found
                .push(Diagnostic::new(Code::ConfigMissing, message).at(span(value)).hint(hint));
        }
    }

    /// Adds a word; a key with a dot in it (`"a.b"`) may be the same as that of a group.
    fn add(&mut self, path: String, word: Word, value: &Spanned<DeValue>) {
        if self.words.contains_key(&*path) {
            let message = format!("{path} stands here twice");
            let hint = "keep one of the two";
            self.found
                .push(Diagnostic::new(Code::ConfigValue, message).at(span(value)).hint(hint));
        } else {
            self.words.insert(path.into(), word);
        }
    }

    fn no_text(&mut self, path: &str, value: &Spanned<DeValue>) {
        let kind = match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a group of words",
            DeValue::String(_) => "a text",
        };
        let message = format!("{path} is {kind}, and must be a text");
        let hint = "write the text between quotes";
        self.found
            .push(Diagnostic::new(Code::ConfigType, message).at(span(value)).hint(hint));
    }
}

fn is_plural(table: &DeTable) -> bool {
    !table.is_empty() && table.keys().all(|key| PluralCategory::parse(key.get_ref()).is_some())
}

fn span<T>(value: &Spanned<T>) -> Span {
    let range = value.span();
    Span::new(range.start, range.end)
}

fn syntax(error: &toml::de::Error) -> Diagnostic {
    let message = format!("these words cannot be read as TOML: {}", error.message());
    let diagnostic = Diagnostic::new(Code::ConfigSyntax, message).hint("write  key = \"text\"  on a line of its own");
    match error.span() {
        Some(range) => diagnostic.at(Span::new(range.start, range.end)),
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_groups_and_plural_forms_are_read() {
        let text = r#"
            share_title = "Deel dit nieuwsartikel"
            taxonomy.tags = "Onderwerpen"
            [minutes]
            one = "{count} minuut"
            other = "{count} minuten"
            [in_language]
            nl = "in het Nederlands"
            deep.er = "dieper"
            [status]
            one = "een"
            two-thirds = "twee derde"
            [empty]
        "#;
        let read = Words::parse(text);
        assert_eq!(read.found, []);
        let keys: Vec<_> = read.value.keys().collect();
        let expected = [
            "in_language.deep.er",
            "in_language.nl",
            "minutes",
            "share_title",
            "status.one",
            "status.two-thirds",
            "taxonomy.tags",
        ];
        assert_eq!(keys, expected);
        assert_eq!(
            read.value.get_plural("minutes", PluralCategory::One),
            Some("{count} minuut")
        );
    }

    #[track_caller]
    fn check(text: &str, code: Code, message: &str, place: &str) {
        let found = Words::parse(text).found;
        let [problem] = &found[..] else { panic!("{found:?}") };
        let at = problem.span.map(|span| &text[span.range()]);
        assert_eq!(
            (problem.code, problem.message.as_str(), at),
            (code, message, Some(place))
        );
        assert!(problem.hint.is_some());
    }

    #[test]
    fn what_is_no_word_is_told_with_its_place() {
        check("a = 3", Code::ConfigType, "a is a number, and must be a text", "3");
        check(
            "[a]\nb = [1]",
            Code::ConfigType,
            "a.b is a list, and must be a text",
            "[1]",
        );
        check(
            "[m]\nother = true",
            Code::ConfigType,
            "m.other is true or false, and must be a text",
            "true",
        );
        check(
            "m = {one = '1'}",
            Code::ConfigMissing,
            "m has plural forms, but not the form \"other\"",
            "{one = '1'}",
        );
        check(
            "'a.b' = '1'\n[a]\nb = '2'",
            Code::ConfigValue,
            "a.b stands here twice",
            "'1'",
        );
    }

    #[test]
    fn what_is_no_toml_is_told_and_the_rest_is_read() {
        let read = Words::parse("a = 'een'\nb = \nc = 'drie'\n");
        assert!(read.has_error());
        assert!(
            read.found
                .iter()
                .all(|problem| problem.code == Code::ConfigSyntax && problem.span.is_some())
        );
        assert_eq!(read.value.get("a"), Some("een"));
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_endings_do_no_harm() {
        let read = Words::parse("\u{feff}a = 'een'\r\nb = 'twee'\r\n");
        assert_eq!(read.found, []);
        assert_eq!(read.value.get("b"), Some("twee"));
    }
}
