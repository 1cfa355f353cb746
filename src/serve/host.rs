//! What the real host is told of the site, read as it would read it: headers, and addresses that lead on.
//!
//! The files are those of Netlify and Cloudflare Pages, `_headers` and `_redirects`, for these are lists and no programs. Where `site.toml` names other
//! hosts they are made for the server alone ([`crate::build::Host`]), and say what the others are told. Those of a site's own are read likewise.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{StatusCode, Uri};
use percent_encoding::percent_decode_str;

use super::policy;
use crate::config::HostFile;

/// What is not sent here. A browser would keep to `https` and to what it has long after another site is served at this port; and no file of the site may
/// say how an answer is put on the wire, or open it to pages of other sites.
const NOT_HERE: [&str; 11] = [
    "strict-transport-security",
    "cache-control",
    "expires",
    "connection",
    "transfer-encoding",
    "content-length",
    "content-encoding",
    "etag",
    "location",
    "cross-origin-resource-policy",
    "access-control-allow-origin",
];

/// What the host of a site is told.
#[derive(Debug, Default)]
pub(super) struct Host {
    /// The folder that the site lies in, from the host's top: `/nieuws/`, or `/`.
    base: String,
    headers: Vec<(Pattern, Vec<(HeaderName, HeaderValue)>)>,
    redirects: Vec<Redirect>,
}

#[derive(Debug)]
struct Redirect {
    from: Pattern,
    to: String,
    status: StatusCode,
}

impl Host {
    /// Reads what there is in the built site in `folder`, which lies in the folder `base` of its host.
    pub fn of(folder: &Path, base: &str) -> Self {
        let text = |file: HostFile| {
            let path = folder.join(file.name());
            let is_file = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
            is_file
                .then(|| fs::read_to_string(path).ok())
                .flatten()
                .unwrap_or_default()
        };
        Self {
            base: base.to_owned(),
            headers: headers(&text(HostFile::Headers)),
            redirects: text(HostFile::Redirects).lines().filter_map(redirect).collect(),
        }
    }

    /// The folder that the site lies in, from the host's top, with `/` at both ends.
    pub fn base(&self) -> &str {
        if self.base.is_empty() { "/" } else { &self.base }
    }

    /// Returns an address from the host's top as one from the site's; none for one outside the site.
    pub fn within<'a>(&self, address: &'a str) -> Option<&'a str> {
        let top = self.base().len() - 1;
        address.starts_with(self.base()).then(|| &address[top..])
    }

    /// Returns where an address leads on to, and how. A redirect goes before a file, as with Cloudflare, nginx, Caddy and Apache.
    pub fn leads_on(&self, uri: &Uri) -> Option<(StatusCode, HeaderValue)> {
        let (redirect, caught) = self
            .redirects
            .iter()
            .find_map(|redirect| Some((redirect, redirect.from.caught(uri.path())?)))?;
        let mut to = redirect.to.clone();
        for (name, value) in caught {
            to = to.replace(&name, &value);
        }
        if let Some(query) = uri.query().filter(|_| !to.contains('?')) {
            to = format!("{to}?{query}");
        }
        Some((redirect.status, HeaderValue::from_str(&to).ok()?))
    }

    /// Whether the policies that an address has there let all of these sources through, or there is none.
    pub fn lets_through(&self, address: &str, sources: &BTreeSet<String>) -> bool {
        let mut policies = self
            .headers_of(address)
            .filter(|(name, _)| *name == hyper::header::CONTENT_SECURITY_POLICY);
        policies.all(|(_, policy)| {
            let policy = String::from_utf8_lossy(policy.as_bytes());
            sources.iter().all(|source| policy.contains(&**source))
        })
    }

    fn headers_of(&self, address: &str) -> impl Iterator<Item = &(HeaderName, HeaderValue)> {
        let rules = self
            .headers
            .iter()
            .filter(move |(pattern, _)| pattern.caught(address).is_some());
        rules.flat_map(|(_, headers)| headers)
    }

    /// Puts the headers into an answer that an address has there; `here` is the server's own host, with its port.
    pub fn add_headers(&self, address: &str, here: &str, to: &mut HeaderMap) {
        let mut added: Vec<&HeaderName> = Vec::new();
        for (name, value) in self.headers_of(address) {
            let value = if *name == hyper::header::CONTENT_SECURITY_POLICY {
                policy::with_live(value, here)
            } else {
                value.clone()
            };
            // Of what the server says itself the host has its own way; two of the host's are both sent.
            if added.contains(&name) {
                to.append(name.clone(), value);
            } else {
                to.insert(name.clone(), value);
                added.push(name);
            }
        }
    }
}

/// Whether a file of the site, by its path from the top, is for the host and for nobody else.
pub(super) fn is_for_host(file: &str) -> bool {
    HostFile::ALL.iter().any(|own| own.name() == file)
}

/// Reads `_headers`: an address on a line, and its headers on the lines below, which are indented.
fn headers(text: &str) -> Vec<(Pattern, Vec<(HeaderName, HeaderValue)>)> {
    let mut rules: Vec<(Pattern, Vec<_>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        if line.starts_with(char::is_whitespace) {
            let header = line.split_once(':').and_then(|(name, value)| {
                let name: HeaderName = name.trim().parse().ok()?;
                let value = HeaderValue::from_str(value.trim()).ok()?;
                (!NOT_HERE.contains(&name.as_str())).then_some((name, value))
            });
            if let Some((_, headers)) = rules.last_mut() {
                headers.extend(header);
            }
        } else if !line.is_empty() {
            rules.push((Pattern::of(line.trim()), Vec::new()));
        }
    }
    rules
}

/// Reads a line of `_redirects`: from, to, and a status. One with conditions, or that shows one page in the place of another, is left to the host.
fn redirect(line: &str) -> Option<Redirect> {
    let words: Vec<&str> = line.split('#').next()?.split_whitespace().collect();
    let (from, to, status) = match words[..] {
        [from, to] => (from, to, "301"),
        [from, to, status] => (from, to, status.trim_end_matches('!')),
        _ => return None,
    };
    let status = StatusCode::from_bytes(status.as_bytes()).ok()?;
    let is_one = status.is_redirection() && status != StatusCode::NOT_MODIFIED;
    is_one.then(|| Redirect {
        from: Pattern::of(from),
        to: to.to_owned(),
        status,
    })
}

/// Which addresses a rule is for: in its parts `:name` stands for any one part, and `*` at the end for all that follows.
#[derive(Debug)]
struct Pattern(Vec<String>);

impl Pattern {
    fn of(text: &str) -> Self {
        Self(parts(text).map(decoded).collect())
    }

    /// Returns what stands in an address in the places of names, each as the rule names it; none where the rule is for others. An address with and
    /// without `/` at its end is one.
    fn caught(&self, address: &str) -> Option<Vec<(String, String)>> {
        let mut caught = Vec::new();
        let mut rest = parts(address);
        for part in &self.0 {
            if part == "*" {
                caught.push((":splat".to_owned(), rest.collect::<Vec<_>>().join("/")));
                return Some(caught);
            }
            let found = rest.next()?;
            if part.starts_with(':') {
                caught.push((part.clone(), found.to_owned()));
            } else if *part != decoded(found) {
                return None;
            }
        }
        rest.next().is_none().then_some(caught)
    }
}

fn parts(address: &str) -> impl Iterator<Item = &str> {
    address.split('/').filter(|part| !part.is_empty())
}

fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(headers: &str, redirects: &str) -> Host {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("_headers"), headers).expect("a file");
        fs::write(folder.path().join("_redirects"), redirects).expect("a file");
        Host::of(folder.path(), "/nieuws/")
    }

    #[test]
    fn headers_are_those_of_the_rules_that_an_address_fits() {
        let host = host(
            "# van ons\n/*\n  X-Een: a\n  Strict-Transport-Security: max-age=1\n  Access-Control-Allow-Origin: *\n\n/nieuws/*\n  X-Een: b\n  X-Twee: c: d\n  geen kop\n/ander\n  X-Drie: e\n",
            "",
        );
        let of = |address: &str| {
            let mut map = HeaderMap::new();
            map.insert("x-een", HeaderValue::from_static("van de server"));
            host.add_headers(address, "localhost:1", &mut map);
            let named = |name: &str| {
                map.get_all(name)
                    .iter()
                    .filter_map(|value| value.to_str().ok().map(str::to_owned))
            };
            [
                "x-een",
                "x-twee",
                "x-drie",
                "strict-transport-security",
                "access-control-allow-origin",
            ]
            .map(|name| named(name).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(of("/nieuws/raad/"), ["a b", "c: d", "", "", ""]);
        assert_eq!(of("/nieuws"), ["a b", "c: d", "", "", ""]);
        assert_eq!(of("/ander/"), ["a", "", "e", "", ""]);
        assert_eq!(of("/"), ["a", "", "", "", ""]);
    }

    #[test]
    fn an_address_leads_on_as_its_line_says() {
        let host = host(
            "",
            "# van ons\n/oud/ /nieuw/ 301\n/caf%C3%A9 /bar 302!\n/a/:jaar/* /b/:splat/:jaar\n/kort /lang?a=b 308\n/nl /en 302 Country=be\n/app/* /index.html 200\n",
        );
        let to = |address: &str| {
            let uri: Uri = address.parse().expect("an address");
            let (status, to) = host.leads_on(&uri)?;
            Some((status.as_u16(), to.to_str().expect("text").to_owned()))
        };
        let leads = |status, to: &str| Some((status, to.to_owned()));
        assert_eq!(to("/oud/"), leads(301, "/nieuw/"));
        assert_eq!(to("/oud?x=y"), leads(301, "/nieuw/?x=y"));
        assert_eq!(to("/caf%c3%a9"), leads(302, "/bar"));
        assert_eq!(to("/a/2025/x/y"), leads(301, "/b/x/y/2025"));
        assert_eq!(to("/kort?x=y"), leads(308, "/lang?a=b"));
        for none in ["/oud/er", "/", "/nl", "/app/x"] {
            assert_eq!(to(none), None, "{none}");
        }
    }

    #[test]
    fn a_site_may_lie_in_a_folder() {
        let host = host("", "");
        assert_eq!(host.within("/nieuws/raad/"), Some("/raad/"));
        assert_eq!(host.within("/nieuws/"), Some("/"));
        assert_eq!(host.within("/nieuws"), None);
        assert_eq!(host.within("/nieuwsbrief/"), None);
        assert_eq!(Host::default().within("/nieuws/"), Some("/nieuws/"));
    }
}
