//! An option that a theme declares: its type, and what a site gives it that does not fit.

use super::manifest::near;
use super::option_text;
use crate::colour::{Colour, LEGIBLE};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::safe::{has_scheme, is_safe_address, is_safe_file};
use crate::tree::{Key, Kind, Node, ScalarValue};

/// An option of a theme.
#[derive(Debug, Clone)]
pub(super) struct OptionSpec {
    pub name: String,
    pub kind: OptionKind,
    /// What the items of a list are; anything where that is not said.
    pub items: Option<Items>,
    pub default: tera::Value,
    /// The words that it takes; any where there are none.
    pub values: Vec<String>,
    /// What text in this colour stands on.
    pub legible_on: Vec<Colour>,
}

/// What the items of a list are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Items {
    /// All of one type.
    Each(OptionKind),
    /// Tables, which have each of these keys.
    Tables(Vec<(String, OptionKind)>),
}

/// The type of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(super) enum OptionKind {
    String,
    /// A text for readers: one, or one a language.
    Text,
    Integer,
    Bool,
    List,
    Table,
    /// The path of a file in `content`, or of a static file of the theme.
    File,
    /// An address that a link may have.
    Url,
    /// `#a11d2b`
    Colour,
}

/// The types by the names that they have in a manifest.
pub(super) const KINDS: &[(&str, OptionKind)] = &[
    ("string", OptionKind::String),
    ("text", OptionKind::Text),
    ("integer", OptionKind::Integer),
    ("bool", OptionKind::Bool),
    ("list", OptionKind::List),
    ("table", OptionKind::Table),
    ("file", OptionKind::File),
    ("url", OptionKind::Url),
    ("colour", OptionKind::Colour),
];

impl OptionKind {
    /// What it is called to a person.
    fn in_words(self) -> &'static str {
        match self {
            Self::String => "text",
            Self::Text => "a text for readers",
            Self::Integer => "a whole number",
            Self::Bool => "true or false",
            Self::List => "a list",
            Self::Table => "a table",
            Self::File => "the path of a file",
            Self::Url => "an address",
            Self::Colour => "a colour",
        }
    }

    fn example(self) -> &'static str {
        match self {
            Self::String | Self::Text => "\"…\"",
            Self::Integer => "3",
            Self::Bool => "true",
            Self::List => "[ … ]",
            Self::Table => "{ … }",
            Self::File => "\"/beeld/logo.svg\"",
            Self::Url => "\"https://…\"",
            Self::Colour => "\"#0b5563\"",
        }
    }

    pub fn is_of(self, node: &Node) -> bool {
        match (&node.kind, self) {
            (Kind::Scalar(scalar), Self::String | Self::Text | Self::File | Self::Url | Self::Colour) => {
                scalar.value == ScalarValue::Text
            }
            (Kind::Scalar(scalar), Self::Integer) => matches!(scalar.value, ScalarValue::Integer(_)),
            (Kind::Scalar(scalar), Self::Bool) => matches!(scalar.value, ScalarValue::Bool(_)),
            (Kind::Sequence(_), Self::List) | (Kind::Mapping(_), Self::Table | Self::Text) => true,
            _ => false,
        }
    }

    /// Returns the value of an option that says nothing of its default.
    pub fn default(self) -> tera::Value {
        match self {
            Self::String | Self::Text | Self::File | Self::Url | Self::Colour => tera::Value::normal_string(""),
            Self::Integer => tera::Value::from(0),
            Self::Bool => tera::Value::from(false),
            Self::List => tera::Value::from(Vec::<tera::Value>::new()),
            Self::Table => tera::Value::from(tera::Map::default()),
        }
    }

    /// Says why a value cannot be of this type; nothing where it can.
    fn misfit(self, key: &str, node: &Node, example: &str) -> Option<Diagnostic> {
        let hint = format!("write  {key} = {example}");
        if !self.is_of(node) {
            let (is, wanted) = (node.described(), self.in_words());
            let message = format!("{key} is {is}, and the theme wants {wanted}");
            return Some(Diagnostic::new(Code::ConfigType, message).at(node.span).hint(hint));
        }
        if self == Self::Text {
            return option_text::misfit(key, node, example);
        }
        let text = &*node.scalar()?.text;
        if self == Self::Colour {
            let is_colour = text.is_empty() || Colour::parse(text).is_some();
            let message = format!("{key} is \"{text}\", which is no colour");
            let hint = format!("write it with a # and six digits, 0 to 9 and a to f:  {key} = {example}");
            return (!is_colour).then(|| Diagnostic::new(Code::ConfigValue, message).at(node.span).hint(hint));
        }
        let is_safe = match self {
            Self::Url => is_safe_address(text),
            Self::File => is_safe_address(text) && !has_scheme(text) && is_safe_file(text),
            _ => true,
        };
        if is_safe {
            return None;
        }
        if self == Self::File && has_scheme(text) && is_safe_address(text) {
            // It would be fetched from there on every page.
            let message = format!("{key} is \"{text}\", and the theme wants a file of this site");
            let hint = format!("put the file in the folder content, and {hint}");
            return Some(Diagnostic::new(Code::ConfigValue, message).at(node.span).hint(hint));
        }
        let message = format!("{key} is \"{text}\", which is not {} that is safe", self.in_words());
        Some(Diagnostic::new(Code::ConfigValue, message).at(node.span).hint(hint))
    }
}

impl OptionSpec {
    /// Says why the option cannot have the value of `key`; nothing where it can.
    pub fn misfits(&self, key: &str, node: &Node) -> Vec<Diagnostic> {
        let word = self.values.first().map(|word| format!("{word:?}"));
        let items = self.items.as_ref().map(Items::example);
        let example = word.or(items).unwrap_or_else(|| self.kind.example().to_owned());
        if let Some(misfit) = self.kind.misfit(key, node, &example) {
            return vec![misfit];
        }
        match (&node.kind, &self.items) {
            (Kind::Sequence(nodes), Some(items)) => nodes
                .iter()
                .flat_map(|node| items.misfits(key, node, &example))
                .collect(),
            (Kind::Scalar(scalar), _) => self.other_word(key, node, &scalar.text).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Tells of a colour in which text cannot be read.
    pub fn hard_to_read(&self, key: &str, node: &Node) -> Option<Diagnostic> {
        let colour = Colour::parse(&node.scalar()?.text)?;
        let ratio = |ground: &Colour| colour.contrast(*ground);
        let worst = self.legible_on.iter().min_by(|a, b| ratio(a).total_cmp(&ratio(b)))?;
        if ratio(worst) >= LEGIBLE {
            return None;
        }
        // Rounded down, for 4.46 is not enough.
        let shown = (ratio(worst) * 10.0).floor() / 10.0;
        let message = format!(
            "text in {colour} cannot be read well on {worst}: its contrast is {shown} : 1, and the law asks for {LEGIBLE} : 1"
        );
        let hint = format!(
            "write the nearest that can:  {key} = \"{}\"",
            colour.legible_on(&self.legible_on)
        );
        Some(Diagnostic::new(Code::LowContrast, message).at(node.span).hint(hint))
    }

    fn other_word(&self, key: &str, node: &Node, text: &str) -> Option<Diagnostic> {
        let first = self.values.first()?;
        if self.values.iter().any(|value| value == text) {
            return None;
        }
        let message = format!("{key} is \"{text}\", and should be one of: {}", self.values.join(", "));
        let hint = match near(&self.values, text) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("write  {key} = {first:?}"),
        };
        Some(Diagnostic::new(Code::ConfigValue, message).at(node.span).hint(hint))
    }

    /// Returns a value that fits as templates see it: the path of a file from the top, since pages of every folder show it.
    pub fn value(&self, node: &Node) -> tera::Value {
        match node.scalar() {
            Some(scalar) if self.kind == OptionKind::File => match &*scalar.text {
                "" => tera::Value::normal_string(""),
                text if text.starts_with('/') => tera::Value::normal_string(text),
                text => tera::Value::from(format!("/{text}")),
            },
            _ => node.to_value(),
        }
    }

    /// Returns the nodes in its value that name files of the site.
    pub fn files<'n>(&self, node: &'n Node) -> Vec<&'n Node> {
        self.of_kind(OptionKind::File, node)
    }

    /// Returns the nodes in its value that are addresses: those of which it is declared, and the `url` of any group.
    pub fn addresses<'n>(&self, node: &'n Node) -> Vec<&'n Node> {
        match (&node.kind, &self.items) {
            (Kind::Sequence(items), None) => {
                let entries = items.iter().filter_map(Node::mapping).flatten();
                entries
                    .filter(|(key, _)| &*key.text == "url")
                    .map(|(_, node)| node)
                    .collect()
            }
            _ => self.of_kind(OptionKind::Url, node),
        }
    }

    fn of_kind<'n>(&self, wanted: OptionKind, node: &'n Node) -> Vec<&'n Node> {
        let is_given = |node: &&Node| {
            let text = node.scalar().map(|scalar| &*scalar.text);
            text.is_some_and(|text| !text.is_empty())
        };
        self.all_of_kind(wanted, node).into_iter().filter(is_given).collect()
    }

    /// Returns the nodes in its value that are of a type.
    pub fn all_of_kind<'n>(&self, wanted: OptionKind, node: &'n Node) -> Vec<&'n Node> {
        let of_items = |items: &'n [Node]| -> Vec<&'n Node> {
            match &self.items {
                Some(Items::Each(kind)) if *kind == wanted => items.iter().collect(),
                Some(Items::Tables(keys)) => {
                    let is_wanted = |key: &Key| {
                        let of_key = keys.iter().find(|(name, _)| **name == *key.text);
                        of_key.is_some_and(|(_, kind)| *kind == wanted)
                    };
                    let entries = items.iter().filter_map(Node::mapping).flatten();
                    entries
                        .filter(|(key, _)| is_wanted(key))
                        .map(|(_, node)| node)
                        .collect()
                }
                _ => Vec::new(),
            }
        };
        match &node.kind {
            Kind::Sequence(items) => of_items(items),
            _ if self.kind == wanted => vec![node],
            _ => Vec::new(),
        }
    }
}

impl Items {
    /// How such a list is written.
    fn example(&self) -> String {
        match self {
            Self::Each(kind) => format!("[{}]", kind.example()),
            Self::Tables(keys) => {
                let keys: Vec<String> = keys
                    .iter()
                    .map(|(key, kind)| format!("{key} = {}", kind.example()))
                    .collect();
                format!("[{{ {} }}]", keys.join(", "))
            }
        }
    }

    fn misfits(&self, key: &str, node: &Node, example: &str) -> Vec<Diagnostic> {
        let keys = match self {
            Self::Each(kind) => return kind.misfit(key, node, example).into_iter().collect(),
            Self::Tables(keys) => keys,
        };
        let hint = format!("write  {key} = {example}");
        let Some(entries) = node.mapping() else {
            let message = format!("{key} holds {}, and the theme wants a list of groups", node.described());
            return vec![Diagnostic::new(Code::ConfigType, message).at(node.span).hint(hint)];
        };
        let mut found = Vec::new();
        for (name, node) in entries {
            match keys.iter().find(|(known, _)| **known == *name.text) {
                Some((_, kind)) => found.extend(kind.misfit(&name.text, node, kind.example())),
                None => {
                    let message = format!("the theme knows no {} in {key}", name.text);
                    let unknown = Diagnostic::new(Code::UnknownKey, message).at(name.span);
                    let names = keys.iter().map(|(known, _)| known);
                    found.push(match near(names, &name.text) {
                        // As with the other settings: what was meant does not happen.
                        Some(near) => Diagnostic {
                            severity: Severity::Error,
                            ..unknown.hint(format!("did you mean  {near}  ?"))
                        },
                        None => unknown.hint(hint.clone()),
                    });
                }
            }
        }
        // One that was only misspelt has been told of.
        let is_missing = |name: &str| entries.iter().all(|(key, _)| *key.text != *name);
        let missing = keys.iter().find(|(name, _)| is_missing(name));
        if let Some((name, _)) = missing.filter(|_| found.is_empty()) {
            let message = format!("an item of {key} has no {name}");
            found.push(Diagnostic::new(Code::ConfigMissing, message).at(node.span).hint(hint));
        }
        found
    }
}
