//! Who is answered: browsers that asked for this machine, by a name of its own or by the very address at which they reached it.
//!
//! A page of any site can have its host name lead to 127.0.0.1 (DNS rebinding) and then read what is served here as if it were its own: drafts,
//! and what is under embargo. The name that it asks for gives it away, and so does the origin of what asks. Where a browser says what a request
//! is for (Fetch Metadata), a page of another site may lead here, and nothing more: it may neither show what is here in a frame nor take it in.

use std::net::{IpAddr, SocketAddr};

use hyper::header::{HOST, HeaderMap, ORIGIN};
use hyper::{Uri, http::HeaderValue};

/// The names under which the server is asked for, each with the port.
#[derive(Debug, Clone)]
pub(super) struct Names {
    known: Vec<String>,
    port: u16,
}

impl Names {
    /// The names of this machine, for a server at `port`.
    pub fn local(port: u16) -> Self {
        let hosts = ["127.0.0.1", "localhost", "[::1]"];
        let mut names: Vec<String> = hosts.iter().map(|host| format!("{host}:{port}")).collect();
        if port == 80 {
            names.extend(hosts.map(str::to_owned));
        }
        Self { known: names, port }
    }

    /// Whether a request with this target and these headers, which came in at the address `here`, is for this server, and from no page of another site.
    pub fn welcome(&self, target: &Uri, headers: &HeaderMap, here: SocketAddr) -> bool {
        let names = At { names: self, here };
        names.welcome(target, headers)
    }
}

/// The names, and the address at which somebody asks. A number leads nowhere else than it says, so that no other site can have it for its name.
struct At<'a> {
    names: &'a Names,
    here: SocketAddr,
}

impl At<'_> {
    fn welcome(&self, target: &Uri, headers: &HeaderMap) -> bool {
        // A target with a host goes before the header (RFC 9112, 3.2.2); none of ours sends one.
        let in_target = target.authority().is_none_or(|host| self.has(host.as_str()));
        let mut hosts = headers.get_all(HOST).iter();
        let host = hosts.next().is_some_and(|host| self.is_named(host, "")) && hosts.next().is_none();
        let mut origins = headers.get_all(ORIGIN).iter();
        in_target && host && origins.all(|origin| self.is_named(origin, "http://")) && is_own_or_led_here(headers)
    }

    fn is_named(&self, value: &HeaderValue, scheme: &str) -> bool {
        let name = value.to_str().ok().and_then(|value| value.strip_prefix(scheme));
        name.is_some_and(|name| self.has(name))
    }

    fn has(&self, name: &str) -> bool {
        self.names.known.iter().any(|known| known.eq_ignore_ascii_case(name)) || self.is_here(name)
    }

    fn is_here(&self, name: &str) -> bool {
        let bare = || {
            name.trim_start_matches('[')
                .trim_end_matches(']')
                .parse::<IpAddr>()
                .ok()
        };
        let asked = match name.parse::<SocketAddr>() {
            Ok(asked) => Some(asked),
            Err(_) if self.names.port == 80 => bare().map(|address| SocketAddr::new(address, 80)),
            Err(_) => None,
        };
        // One of version 4 may come in as one of version 6.
        asked.is_some_and(|asked| asked.port() == self.names.port && asked.ip() == self.here.ip().to_canonical())
    }
}

/// Whether a request comes from the site itself or from a person, or is for a page that a window is to show (W3C Fetch Metadata, 2). Browsers say so
/// to this machine; one that does not, or that asks from another device, is known by the rest alone.
fn is_own_or_led_here(headers: &HeaderMap) -> bool {
    let field = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    match field("sec-fetch-site") {
        None | Some(b"same-origin" | b"none") => true,
        // A server at another port of this machine is the same site, but may be anybody's.
        Some(_) => field("sec-fetch-mode") == Some(b"navigate") && field("sec-fetch-dest") == Some(b"document"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn welcome(target: &str, headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        let target: Uri = target.parse().expect("a target");
        Names::local(1618).welcome(&target, &map, "192.0.2.7:1618".parse().expect("an address"))
    }

    #[test]
    fn from_the_network_the_address_itself_is_welcome_and_no_other() {
        assert!(welcome(
            "/",
            &[("host", "192.0.2.7:1618"), ("origin", "http://192.0.2.7:1618")]
        ));
        for host in [
            "192.0.2.8:1618",
            "192.0.2.7:80",
            "192.0.2.7",
            "[::ffff:192.0.2.8]:1618",
            "7.2.0.192.in-addr.arpa:1618",
        ] {
            assert!(!welcome("/", &[("host", host)]), "{host}");
        }
    }

    #[test]
    fn this_machine_is_welcome_and_no_other_name_is() {
        for host in ["127.0.0.1:1618", "localhost:1618", "LocalHost:1618", "[::1]:1618"] {
            assert!(welcome("/", &[("host", host)]), "{host}");
        }
        for host in [
            "evil.example:1618",
            "evil.example",
            "localhost",
            "localhost:80",
            "127.0.0.1.evil.example:1618",
            "",
        ] {
            assert!(!welcome("/", &[("host", host)]), "{host}");
        }
        assert!(!welcome("/", &[]));
        assert!(!welcome("/", &[("host", "localhost:1618"), ("host", "evil.example")]));
        assert!(!welcome("http://evil.example/", &[("host", "localhost:1618")]));
    }

    #[test]
    fn a_page_of_another_site_is_not_answered() {
        let from = |origin| welcome("/", &[("host", "localhost:1618"), ("origin", origin)]);
        assert!(from("http://localhost:1618") && from("http://127.0.0.1:1618"));
        for origin in [
            "null",
            "http://evil.example",
            "https://localhost:1618",
            "http://localhost:8080",
            "localhost:1618",
        ] {
            assert!(!from(origin), "{origin}");
        }
    }

    #[test]
    fn a_page_of_another_site_may_lead_here_and_no_more() {
        let from = |site, mode, dest| {
            let fetch = [
                ("sec-fetch-site", site),
                ("sec-fetch-mode", mode),
                ("sec-fetch-dest", dest),
            ];
            welcome("/", &[&[("host", "localhost:1618")][..], &fetch].concat())
        };
        assert!(from("same-origin", "cors", "empty") && from("none", "navigate", "document"));
        for site in ["cross-site", "same-site"] {
            assert!(from(site, "navigate", "document"), "{site}");
            assert!(!from(site, "navigate", "iframe"), "{site}");
            assert!(
                !from(site, "no-cors", "script") && !from(site, "no-cors", "image"),
                "{site}"
            );
            assert!(
                !from(site, "cors", "empty") && !from(site, "navigate", "embed"),
                "{site}"
            );
        }
    }
}
