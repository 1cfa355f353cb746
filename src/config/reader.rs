//! Reading the values of `site.toml` and of theme manifests.

use std::ops::RangeInclusive;

use super::Localized;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Tag;
use crate::tree::{Key, Kind, Node, ScalarValue};

/// Collects what is wrong while values are read.
#[derive(Debug)]
pub(crate) struct Reader {
    pub found: Vec<Diagnostic>,
    /// What to do with a key that nobody knows.
    pub unknown_hint: &'static str,
}

/// What people write for the words that settings take; small letters.
const IN_OTHER_WORDS: &[(&str, &str)] = &[
    ("twitter", "x"),
    ("mail", "email"),
    ("e-mail", "email"),
    ("kopieer", "copy"),
    ("kopiëren", "copy"),
    ("link", "copy"),
    ("artikel", "article"),
    ("nieuws", "article"),
    ("evenement", "event"),
    ("agenda", "event"),
    ("pagina", "page"),
    ("datum", "date"),
    ("gewicht", "weight"),
    ("titel", "title"),
    ("toon", "show"),
    ("verberg", "hide"),
    ("fout", "error"),
    ("waarschuwing", "warn"),
    ("warning", "warn"),
    ("sanitize", "sanitise"),
    ("samenvatting", "summary"),
];

/// Returns the word that was typed with a slip. One letter in three may be wrong, or it is another word; so is what differs in one letter
/// of a short one: pink is not meant for ink.
pub(crate) fn near_word<'w>(words: &[&'w str], typed: &str) -> Option<&'w str> {
    let near = words
        .iter()
        .map(|word| (strsim::osa_distance(word, typed), *word))
        .min();
    near.filter(|(distance, word)| word.len() > 3 && distance * 3 <= word.len())
        .map(|(_, word)| word)
}

/// Returns a key as it is written below its table: `share.links` there would be another table in it.
fn in_its_table(key: &str) -> &str {
    key.rsplit_once('.').map_or(key, |(_, key)| key)
}

/// A table whose keys have been looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'n>(&'n [(Key, Node)]);

impl<'n> Table<'n> {
    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.0
            .iter()
            .find(|(known, _)| &*known.text == key)
            .map(|(_, node)| node)
    }
}

impl Reader {
    /// Returns a table, and tells of keys that are not `known`.
    pub fn table<'n>(&mut self, node: &'n Node, path: &str, known: &[&str]) -> Option<Table<'n>> {
        let entries = self.entries_of(node, path)?;
        for (key, _) in entries {
            if !known.contains(&&*key.text) {
                self.unknown(key, path, known);
            }
        }
        Some(Table(entries))
    }

    /// The same; what is no table has no keys.
    pub fn table_or_empty<'n>(&mut self, node: &'n Node, path: &str, known: &[&str]) -> Table<'n> {
        self.table(node, path, known).unwrap_or(Table(&[]))
    }

    fn unknown(&mut self, key: &Key, path: &str, known: &[&str]) {
        let lower = key.text.to_lowercase();
        let near = known
            .iter()
            .map(|known| (strsim::damerau_levenshtein(known, &lower), *known))
            .min();
        let name = if path.is_empty() {
            key.text.to_string()
        } else {
            format!("{path}.{}", key.text)
        };
        let found =
            Diagnostic::new(Code::UnknownKey, format!("{name} is not a setting that Courant knows")).at(key.span);
        // In a long word more can go wrong: "highlite".
        let close = near
            .filter(|(distance, known)| *distance <= (known.len() / 3).max(2) && *distance * 2 < known.len().max(3));
        let of_the_top = super::KEYS.iter().find(|(table, _)| table.is_empty());
        let is_misplaced = !path.is_empty() && of_the_top.is_some_and(|(_, keys)| keys.contains(&&*key.text));
        self.found.push(match close {
            // A slip: what was meant does not happen, so it cannot be left at a warning.
            Some((_, known)) => Diagnostic {
                severity: crate::diagnostic::Severity::Error,
                ..found.hint(format!("did you mean  {known}  ?"))
            },
            // A key of the top that stands below a table belongs to that, whatever lies between.
            None if is_misplaced => found.hint(format!(
                "put {} above the first line with brackets, such as [feeds]: what stands below belongs to that",
                key.text
            )),
            None => found.hint(self.unknown_hint),
        });
    }

    fn entries_of<'n>(&mut self, node: &'n Node, path: &str) -> Option<&'n [(Key, Node)]> {
        if let Kind::Mapping(entries) = &node.kind {
            return Some(entries);
        }
        self.wrong_type(node, path, "a table", &format!("[{path}]"));
        None
    }

    /// Returns the entries of a table with keys of the site's own choice.
    pub fn entries<'n>(&mut self, node: &'n Node, path: &str) -> Vec<(&'n Key, &'n Node)> {
        self.entries_of(node, path)
            .unwrap_or_default()
            .iter()
            .map(|(key, node)| (key, node))
            .collect()
    }

    pub fn text(&mut self, node: &Node, key: &str) -> Option<String> {
        match node.scalar() {
            Some(scalar) if scalar.value == ScalarValue::Text => Some(scalar.text.trim().to_owned()).filter(|text| {
                if text.is_empty() {
                    self.bad_value(
                        node.span,
                        format!("{key} is empty"),
                        &format!("write  {} = \"…\"  or take the line out", in_its_table(key)),
                    );
                }
                !text.is_empty()
            }),
            _ => {
                self.wrong_type(node, key, "text", &format!("{} = \"…\"", in_its_table(key)));
                None
            }
        }
    }

    /// A text as it stands, which may be empty.
    pub fn text_or_empty(&mut self, node: &Node, key: &str) -> Option<String> {
        match node.scalar() {
            Some(scalar) if scalar.value == ScalarValue::Text => Some(scalar.text.to_string()),
            _ => {
                self.wrong_type(node, key, "text", &format!("{} = \"…\"", in_its_table(key)));
                None
            }
        }
    }

    pub fn boolean(&mut self, node: &Node, key: &str) -> Option<bool> {
        match node.scalar().map(|scalar| scalar.value) {
            Some(ScalarValue::Bool(value)) => Some(value),
            _ => {
                self.wrong_type(node, key, "true or false", &format!("{} = true", in_its_table(key)));
                None
            }
        }
    }

    /// A whole number in `range`; `usual` is the example in hints.
    pub fn whole(&mut self, node: &Node, key: &str, range: RangeInclusive<i64>, usual: i64) -> Option<i64> {
        match node.scalar().map(|scalar| scalar.value) {
            Some(ScalarValue::Integer(value)) if range.contains(&value) => Some(value),
            Some(ScalarValue::Integer(value)) => {
                let message = format!(
                    "{key} is {value}, and should lie between {} and {}",
                    range.start(),
                    range.end()
                );
                self.bad_value(node.span, message, &format!("write  {} = {usual}", in_its_table(key)));
                None
            }
            _ => {
                self.wrong_type(node, key, "a whole number", &format!("{} = {usual}", in_its_table(key)));
                None
            }
        }
    }

    pub fn items<'n>(&mut self, node: &'n Node, key: &str) -> Vec<&'n Node> {
        if let Kind::Sequence(items) = &node.kind {
            return items.iter().collect();
        }
        self.wrong_type(node, key, "a list", &format!("{} = [ … ]", in_its_table(key)));
        Vec::new()
    }

    pub fn texts(&mut self, node: &Node, key: &str) -> Vec<String> {
        self.items(node, key)
            .into_iter()
            .filter_map(|node| self.text(node, key))
            .collect()
    }

    /// A text, or a table of texts by language.
    pub fn localized(&mut self, node: &Node, key: &str, known: &[Tag]) -> Option<Localized> {
        let Kind::Mapping(entries) = &node.kind else {
            return self.text(node, key).map(|text| Localized::All(text.into()));
        };
        let mut each = Vec::new();
        for (name, node) in entries {
            let tag = Tag::parse(&name.text).filter(|tag| known.contains(tag));
            let Some(text) = self.text(node, &format!("{key}.{}", name.text)) else {
                continue;
            };
            match tag {
                Some(tag) => each.push((tag, text.into())),
                None => self.found.push(
                    Diagnostic::new(
                        Code::UnknownKey,
                        format!("{key} has a text for {}, which is no language of this site", name.text),
                    )
                    .at(name.span)
                    .hint(format!("add  [languages.{}]  or take the text out", name.text)),
                ),
            }
        }
        (!each.is_empty()).then_some(Localized::Each(each))
    }

    /// One of a few words.
    pub fn word<T: Copy>(&mut self, node: &Node, key: &str, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(node, key)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let lower = text.to_lowercase();
        let translated = IN_OTHER_WORDS.iter().find(|(other, _)| *other == lower);
        let translated = translated.map(|(_, word)| *word).filter(|word| all.contains(word));
        let hint = match translated.or_else(|| near_word(&all, &lower)) {
            Some(word) => format!("did you mean \"{word}\"?"),
            None => format!("write one of these words: {}", all.join(", ")),
        };
        let message = format!("{key} is \"{text}\", and should be one of: {}", all.join(", "));
        self.bad_value(node.span, message, &hint);
        None
    }

    /// An address that runs nothing, or a path in the site.
    pub fn address(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.safe_address(node, key)?;
        if !crate::safe::is_from_everywhere(&text) {
            self.bad_value(
                node.span,
                format!("{key} is \"{text}\", which leads nowhere"),
                &format!("write  {key} = \"{}\"", crate::safe::address_meant(&text)),
            );
            return None;
        }
        Some(text)
    }

    /// An address that runs no code, or the path of a file.
    pub fn safe_address(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.text(node, key)?;
        // A browser leaves line breaks out, and a file for a server has another line.
        if text.chars().any(char::is_control) {
            let message = format!("{key} is an address with a line break or a tab in it");
            self.bad_value(node.span, message, "write it on one line");
            return None;
        }
        if crate::safe::is_safe_address(&text) {
            return Some(text);
        }
        let message = format!("{key} is an address that could run code");
        self.bad_value(node.span, message, "write an address that starts with https://");
        None
    }

    /// An address of the web: of another site, in full.
    pub fn web_address(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.safe_address(node, key)?;
        let lower = text.to_ascii_lowercase();
        if lower.starts_with("https://") || lower.starts_with("http://") {
            return Some(text);
        }
        self.bad_value(
            node.span,
            format!("{key} is \"{text}\", which is no web address"),
            "write an address that starts with https://",
        );
        None
    }

    /// An e-mail address.
    pub fn email(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.text(node, key)?;
        let parts = text.split_once('@');
        let plain = !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '?' | ':'));
        if plain && parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) {
            return Some(text);
        }
        self.bad_value(
            node.span,
            format!("{key} is \"{text}\", which is no e-mail address"),
            &format!("write  {key} = \"redactie@example.org\""),
        );
        None
    }

    /// The name of a folder.
    pub fn folder_name(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.text(node, key)?;
        if text != "." && text != ".." && !text.contains(['/', '\\', '\0']) {
            return Some(text);
        }
        self.bad_value(
            node.span,
            format!("{key} is \"{text}\", which is no name of a folder"),
            &format!("write  {key} = \"courant\""),
        );
        None
    }

    /// The path of a folder inside the site.
    pub fn folder_path(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.text(node, key)?;
        let path = text.trim_matches('/');
        let inside = crate::url_path::UrlPath::parse(&format!("/{path}/")).is_some() && !path.is_empty();
        if inside {
            return Some(path.to_owned());
        }
        self.bad_value(
            node.span,
            format!("{key} is \"{text}\", which is no folder of the site"),
            &format!("write  {key} = \"onderwerpen\""),
        );
        None
    }

    /// A key without which its table means nothing; `place` is the table's.
    pub fn missing(&mut self, key: &str, place: Span, example: &str) {
        let message = format!("{key} is missing, and cannot be left out");
        self.found.push(
            Diagnostic::new(Code::ConfigMissing, message)
                .at(place)
                .hint(format!("add a line  {example}")),
        );
    }

    pub fn bad_value(&mut self, span: Span, message: String, hint: &str) {
        self.found
            .push(Diagnostic::new(Code::ConfigValue, message).at(span).hint(hint));
    }

    pub fn wrong_type(&mut self, node: &Node, key: &str, expected: &str, example: &str) {
        let message = format!("{key} is {}, and should be {expected}", node.described());
        self.found.push(
            Diagnostic::new(Code::ConfigType, message)
                .at(node.span)
                .hint(format!("write  {example}")),
        );
    }
}
