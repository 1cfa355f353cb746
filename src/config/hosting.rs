//! What the server of the site is told, and whom people tell of a weak spot.

use serde::{Deserialize, Serialize};

use super::keys;
use super::reader::{Reader, Table};
use crate::date::{Moment, TimeZone};
use crate::diagnostic::Spanned;
use crate::tree::{Kind, Node};

/// What `[hosting]` says.
#[derive(Debug, Clone, Default)]
pub struct Hosting {
    /// The servers and services for which there are files with headers and redirects.
    pub servers: Vec<Server>,
    /// Whether a former address has a page that leads on.
    pub redirect_pages: RedirectPages,
    /// What pages may load besides what is theirs: for each directive of the Content-Security-Policy the sources that are added.
    pub sources: Vec<(String, Vec<String>)>,
}

impl Hosting {
    /// Adds the files with headers and redirects that `courant serve` reads, where a site has any host to tell of them.
    #[must_use]
    pub fn also_here(mut self) -> Self {
        if !self.servers.is_empty() && !self.servers.contains(&Server::Netlify) {
            self.servers.push(Server::Netlify);
        }
        self
    }
}

/// A server or service that reads headers and redirects from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// `_headers` and `_redirects`, as Netlify and Cloudflare Pages read them.
    Netlify,
    /// `nginx.conf`, to include in a `server` block.
    Nginx,
    /// `Caddyfile`, to import in the block of a site.
    Caddy,
    /// `.htaccess`
    Apache,
}

impl Server {
    /// Returns the files for it.
    pub fn files(self) -> &'static [HostFile] {
        match self {
            Self::Netlify => &[HostFile::Headers, HostFile::Redirects],
            Self::Nginx => &[HostFile::Nginx],
            Self::Caddy => &[HostFile::Caddy],
            Self::Apache => &[HostFile::Htaccess],
        }
    }
}

/// A file for a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HostFile {
    /// Headers, for Netlify and Cloudflare Pages.
    Headers,
    /// Former addresses, for the same.
    Redirects,
    /// Both, for nginx.
    Nginx,
    /// Both, for Caddy.
    Caddy,
    /// Both, for Apache.
    Htaccess,
}

impl HostFile {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Headers, Self::Redirects, Self::Nginx, Self::Caddy, Self::Htaccess];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headers => "_headers",
            Self::Redirects => "_redirects",
            Self::Nginx => "nginx.conf",
            Self::Caddy => "Caddyfile",
            Self::Htaccess => ".htaccess",
        }
    }
}

/// Whether a former address has a page that leads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RedirectPages {
    /// It has, so that it works on every server.
    #[default]
    Made,
    /// The server leads on by itself.
    None,
}

/// The directives of a Content-Security-Policy to which a site can add sources.
const DIRECTIVES: [&str; 9] = [
    "script-src",
    "style-src",
    "img-src",
    "font-src",
    "connect-src",
    "media-src",
    "frame-src",
    "manifest-src",
    "form-action",
];

/// Reads `[hosting]`.
pub(super) fn hosting(top: &Table<'_>, reader: &mut Reader) -> Hosting {
    let mut hosting = Hosting::default();
    let Some(node) = top.get("hosting") else { return hosting };
    let Some(table) = reader.table(node, "hosting", keys::of("hosting")) else {
        return hosting;
    };
    let words = [
        ("netlify", Server::Netlify),
        ("cloudflare", Server::Netlify),
        ("nginx", Server::Nginx),
        ("caddy", Server::Caddy),
        ("apache", Server::Apache),
    ];
    for node in table
        .get("servers")
        .map(|node| reader.items(node, "servers"))
        .unwrap_or_default()
    {
        let server = reader.word(node, "hosting.servers", &words);
        hosting
            .servers
            .extend(server.filter(|server| !hosting.servers.contains(server)));
    }
    let pages = table.get("redirect_pages");
    if pages.and_then(|node| reader.boolean(node, "redirect_pages")) == Some(false) {
        hosting.redirect_pages = RedirectPages::None;
    }
    if let Some(node) = table.get("sources") {
        for (key, node) in reader.entries(node, "hosting.sources") {
            if !DIRECTIVES.contains(&&*key.text) {
                let message = format!(
                    "hosting.sources.{} is no part of the policy that sources can be added to",
                    key.text
                );
                reader.bad_value(key.span, message, &format!("write one of: {}", DIRECTIVES.join(", ")));
                continue;
            }
            let mut sources = Vec::new();
            for node in reader.items(node, "sources") {
                let Some(source) = reader.text(node, "sources") else {
                    continue;
                };
                if is_source(&source) {
                    sources.push(source);
                } else {
                    let message = format!("\"{source}\" is no source: a host with https:// in front");
                    reader.bad_value(node.span, message, "write  img-src = [\"https://beeld.example.org\"]");
                }
            }
            hosting.sources.push((key.text.to_string(), sources));
        }
    }
    hosting
}

/// A host, perhaps with a path, or the hash of a script: nothing that ends the directive or opens it to everybody (CSP Level 3 §2.3.1).
fn is_source(source: &str) -> bool {
    let plain = source
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b';' | b',' | b'"' | b'\\'));
    let hash = ["'sha256-", "'sha384-", "'sha512-"]
        .iter()
        .any(|start| source.starts_with(start))
        && source.ends_with('\'');
    let host = source
        .strip_prefix("https://")
        .or_else(|| source.strip_prefix("wss://"));
    let host = host
        .is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '*') && host.contains('.'));
    plain && (hash || (host && !source.contains('\'')))
}

/// Whom people tell of a weak spot (`security.txt`, RFC 9116).
#[derive(Debug, Clone)]
pub struct Security {
    /// Where they tell it, as addresses.
    pub contacts: Vec<String>,
    /// Until when what stands here holds.
    pub expires: Spanned<Moment>,
    /// What encrypts a message, what is asked of people, who was thanked, who is wanted: each field with its address.
    pub fields: Vec<(&'static str, String)>,
    /// Codes of the languages that are understood.
    pub languages: Vec<String>,
}

/// Reads `[security]`.
pub(super) fn security(top: &Table<'_>, zone: &TimeZone, reader: &mut Reader) -> Option<Security> {
    let node = top.get("security")?;
    let table = reader.table(node, "security", keys::of("security"))?;
    let mut contacts = Vec::new();
    let contact_nodes = table.get("contact").map(|node| one_or_more(node, reader, "contact"));
    for node in contact_nodes.unwrap_or_default() {
        let Some(text) = reader.text(node, "contact") else {
            continue;
        };
        match contact(&text) {
            Some(contact) => contacts.push(contact),
            None => {
                let message = format!("security.contact is \"{text}\", which is no address");
                let hint = "write an e-mail address, or one that starts with https:// or tel:";
                reader.bad_value(node.span, message, hint);
            }
        }
    }
    if table.get("contact").is_none() {
        reader.missing("contact", node.span, "contact = \"security@example.org\"");
    }
    let expires = match table.get("expires") {
        None => {
            reader.missing("expires", node.span, "expires = \"2027-03-05\"");
            None
        }
        Some(node) => reader
            .text(node, "expires")
            .and_then(|text| match Moment::parse(&text, zone) {
                Ok(value) => Some(Spanned { value, span: node.span }),
                Err(error) => {
                    reader.bad_value(
                        node.span,
                        format!("security.expires: {}", error.message()),
                        error.hint(),
                    );
                    None
                }
            }),
    };
    let names = [
        ("encryption", "Encryption"),
        ("acknowledgments", "Acknowledgments"),
        ("policy", "Policy"),
        ("hiring", "Hiring"),
    ];
    let fields = names.into_iter().filter_map(|(key, name)| {
        let node = table.get(key)?;
        Some((name, reader.web_address(node, key)?))
    });
    let fields = fields.collect();
    let languages = table
        .get("languages")
        .map(|node| one_or_more(node, reader, "languages"));
    let languages = languages.unwrap_or_default().into_iter();
    Some(Security {
        contacts,
        expires: expires?,
        fields,
        languages: languages.filter_map(|node| reader.text(node, "languages")).collect(),
    })
}

/// Returns the items of a list, or the one that stands there by itself.
fn one_or_more<'n>(node: &'n Node, reader: &mut Reader, key: &str) -> Vec<&'n Node> {
    match &node.kind {
        Kind::Scalar(_) => vec![node],
        _ => reader.items(node, key),
    }
}

/// Returns a way to tell somebody as an address (RFC 9116 §2.5.3); none for what is none.
fn contact(text: &str) -> Option<String> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    let has_scheme = ["mailto:", "https://", "tel:"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    let is_mail = text
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    match (is_plain, has_scheme, is_mail && !text.contains(':')) {
        (true, true, _) => Some(text.to_owned()),
        (true, false, true) => Some(format!("mailto:{text}")),
        _ => None,
    }
}
