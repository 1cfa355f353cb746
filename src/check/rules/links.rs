//! What links say of where they lead (WCAG 2.2, 2.4.4). Who listens to a page hears its links one after the other, without the text around them.

use std::collections::HashMap;

use crate::check::{DocumentView, ProseLink};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Tag;

/// What says nothing of where a link leads, by language; small letters.
const NL: &[&str] = &[
    "bekijk",
    "bekijk hier",
    "deze",
    "deze link",
    "deze pagina",
    "deze website",
    "dit",
    "download",
    "download hier",
    "ga verder",
    "hier",
    "hier klikken",
    "info",
    "klik",
    "klik hier",
    "kijk hier",
    "lees hier",
    "lees meer",
    "lees verder",
    "link",
    "meer",
    "meer info",
    "meer informatie",
    "meer lezen",
    "meer weten",
    "verder",
    "verder lezen",
    "via deze link",
    "website",
    "zie hier",
];
const EN: &[&str] = &[
    "click",
    "click here",
    "continue",
    "continue reading",
    "details",
    "download",
    "download here",
    "find out more",
    "go",
    "go here",
    "here",
    "info",
    "learn more",
    "link",
    "more",
    "more info",
    "more information",
    "read here",
    "read more",
    "see here",
    "see more",
    "this",
    "this link",
    "this page",
    "this website",
    "view",
    "view more",
    "website",
];
const DE: &[&str] = &[
    "dieser link",
    "diese seite",
    "details",
    "download",
    "herunterladen",
    "hier",
    "hier klicken",
    "klick hier",
    "klicken sie hier",
    "link",
    "mehr",
    "mehr dazu",
    "mehr erfahren",
    "mehr informationen",
    "mehr lesen",
    "seite",
    "weiter",
    "weitere informationen",
    "weiterlesen",
    "website",
];
const FR: &[&str] = &[
    "cette page",
    "ce lien",
    "cliquer ici",
    "cliquez ici",
    "détails",
    "en savoir plus",
    "ici",
    "lien",
    "lire la suite",
    "lire plus",
    "plus",
    "plus d'informations",
    "plus d'infos",
    "site",
    "suite",
    "télécharger",
    "voir",
    "voir plus",
];
const FY: &[&str] = &[
    "dizze keppeling",
    "dizze side",
    "download",
    "fierder",
    "hjir",
    "keppeling",
    "klik hjir",
    "lês fierder",
    "lês mear",
    "mear",
    "mear ynformaasje",
    "mear witte",
];

/// Tells of link texts that say nothing, that are an address, or that lead to several places.
pub(in crate::check) fn texts(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut first: HashMap<String, &ProseLink> = HashMap::new();
    for link in &view.prose.links {
        let said = plain(&link.text);
        if said.is_empty() {
            // A link without words is one around a picture that says nothing, or nothing at all.
            if !link.target.is_empty() {
                found.push(empty(link));
            }
            continue;
        }
        if is_address(link) {
            found.push(address(link));
        } else if says_nothing(&said, view.language) {
            found.push(vague(link));
        } else if let Some(other) = first
            .get(&said)
            .filter(|other| place(&other.target) != place(&link.target))
        {
            found.push(same(link, other));
        } else {
            first.entry(said).or_insert(link);
        }
    }
    found
}

/// Returns the words of a link as they are compared: in small letters, without the signs around them.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('’', "'");
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn says_nothing(said: &str, language: &Tag) -> bool {
    let own = match language.primary() {
        "nl" => NL,
        "de" => DE,
        "fr" => FR,
        "fy" => FY,
        _ => EN,
    };
    own.contains(&said) || EN.contains(&said)
}

/// Whether an address is what a reader sees and hears. That of a mailbox is one that people know by heart.
fn is_address(link: &ProseLink) -> bool {
    let text = link.text.to_ascii_lowercase();
    ["https://", "http://", "www."]
        .iter()
        .any(|start| text.starts_with(start))
}

/// Returns a target as it is compared with others.
fn place(target: &str) -> &str {
    let target = target
        .strip_prefix("https://")
        .or_else(|| target.strip_prefix("http://"))
        .unwrap_or(target);
    target.strip_prefix("www.").unwrap_or(target).trim_end_matches('/')
}

fn vague(link: &ProseLink) -> Diagnostic {
    Diagnostic::new(
        Code::LinkText,
        format!("\"{}\" does not say where this link leads", link.text),
    )
    .at(link.span)
    .hint("let the link say what is behind it:  [het verslag van de raad](verslag.md)")
    .grouped("vague")
}

fn address(link: &ProseLink) -> Diagnostic {
    Diagnostic::new(Code::LinkAddress, "this link shows an address in place of words")
        .at(link.span)
        .hint(format!(
            "write what is behind it in its place:  [de site van de gemeente]({})",
            link.target
        ))
        .grouped("address")
}

fn same(link: &ProseLink, other: &ProseLink) -> Diagnostic {
    let message = format!(
        "\"{}\" leads to {} here, and to {} elsewhere in this text",
        link.text, link.target, other.target
    );
    Diagnostic::new(Code::LinkSameText, message)
        .at(link.span)
        .hint("give each link words of its own, so that a reader who hears only the links can tell them apart")
}

fn empty(link: &ProseLink) -> Diagnostic {
    Diagnostic::new(Code::LinkEmpty, format!("the link to {} has no words", link.target))
        .at(link.span)
        .hint("write words between the brackets; around a picture, what the picture says is what the link says:  [![De routekaart](kaart.png)](kaart.pdf)")
}
