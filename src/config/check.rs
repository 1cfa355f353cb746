//! What `[check]` says: how `courant check` judges. No page depends on it.

use super::external::external;
use super::reader::{Reader, Table};
use super::{External, keys};
use crate::diagnostic::{Code, Severity};
use crate::language::Tag;

/// What `[check]` says.
#[derive(Debug, Clone)]
pub struct Check {
    /// How bad what is found is, by the names of codes or families of codes.
    pub levels: Vec<(Box<str>, Level)>,
    /// The languages in which there is to be all that there is in the default one.
    pub complete: Vec<Tag>,
    /// Below which reading ease, of 100, a text is hard to read.
    pub readability: u8,
    /// Bank accounts that may be shown, without spaces and in capitals.
    pub accounts: Vec<String>,
    /// How links to other sites are looked at.
    pub external: External,
}

/// Of Flesch's scale the part that its maker calls very difficult begins here.
const READABILITY: u8 = 30;

impl Default for Check {
    fn default() -> Self {
        Self {
            levels: Vec::new(),
            complete: Vec::new(),
            readability: READABILITY,
            accounts: Vec::new(),
            external: External::default(),
        }
    }
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It ends the check with an error.
    Error,
    /// It is told.
    Warning,
    /// It is not told.
    Off,
}

impl Check {
    /// Returns how bad what has this code is, where `[check.levels]` says so: the longest name that it is meant by counts.
    pub fn level(&self, code: Code) -> Option<Level> {
        let named = self.levels.iter().filter(|(name, _)| code.is_named_by(name));
        named.max_by_key(|(name, _)| name.len()).map(|(_, level)| *level)
    }
}

/// Reads `[check]`; `known` are the languages of the site.
pub(super) fn check(top: &Table<'_>, known: &[Tag], reader: &mut Reader) -> Check {
    let mut check = Check::default();
    let Some(node) = top.get("check") else { return check };
    let Some(table) = reader.table(node, "check", keys::of("check")) else {
        return check;
    };
    let words = [
        ("error", Level::Error),
        ("warning", Level::Warning),
        ("off", Level::Off),
    ];
    let levels = table.get("levels").map(|node| reader.entries(node, "check.levels"));
    for (key, node) in levels.unwrap_or_default() {
        let codes = Code::named(&key.text);
        if codes.is_empty() {
            let message = format!("there is no code or family of codes {}", key.text);
            let hint = match Code::near(&key.text) {
                Some(near) => format!("did you mean  \"{}\"  ?", near.name()),
                None => "courant explain  lists all codes".to_owned(),
            };
            reader.bad_value(key.span, message, &hint);
            continue;
        }
        if codes.iter().all(|code| code.severity() == Severity::Error) {
            let message = format!("{} is an error that ends a build, which no setting changes", key.text);
            reader.bad_value(key.span, message, "take the line out");
            continue;
        }
        if let Some(level) = reader.word(node, &format!("check.levels.{}", key.text), &words) {
            check.levels.push((key.text.clone(), level));
        }
    }
    for node in table
        .get("complete")
        .map(|node| reader.items(node, "complete"))
        .unwrap_or_default()
    {
        let Some(text) = reader.text(node, "complete") else {
            continue;
        };
        match Tag::parse(&text).filter(|tag| known.contains(tag)) {
            Some(tag) => check.complete.push(tag),
            None => {
                let all: Vec<&str> = known.iter().map(Tag::as_str).collect();
                let message = format!("complete has {text}, which is no language of this site");
                reader.bad_value(node.span, message, &format!("write one of these: {}", all.join(", ")));
            }
        }
    }
    let readability = table
        .get("readability")
        .and_then(|node| reader.whole(node, "check.readability", 0..=100, READABILITY.into()));
    check.readability = readability
        .and_then(|least| u8::try_from(least).ok())
        .unwrap_or(READABILITY);
    let accounts = table.get("accounts").map(|node| reader.texts(node, "check.accounts"));
    let bare = |account: String| {
        account
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_uppercase()
    };
    check.accounts = accounts.unwrap_or_default().into_iter().map(bare).collect();
    check.external = external(&table, reader);
    check
}
