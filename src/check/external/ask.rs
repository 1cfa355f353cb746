//! One question to one host, and what comes back.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::fmt::rfc2822;
use ureq::config::Config;
use ureq::http::{HeaderMap, Method, Request, Uri, header};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, Proxy};
use url::Url;

use super::answer::Unclear;
use super::public::{is_public, may_be_public};
use super::settings::Asking;
use crate::config::Private;

/// What may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Whether there is a page, without the page.
    Head,
    /// For the page; of which no more than its head is read.
    Get,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reply {
    /// An answer of the host.
    Status {
        status: u16,
        /// Where it leads, as the host wrote it.
        location: Option<String>,
        /// How long it asks to be left alone.
        later: Option<Duration>,
    },
    /// There is no such host.
    NoHost,
    /// It lies inside a network.
    Private,
    /// Nothing that says anything.
    Nothing(Unclear),
}

/// Who asks.
#[derive(Debug)]
pub(super) struct Asker {
    agent: Agent,
    private: Private,
}

impl Asker {
    pub fn new(asking: &Asking) -> Self {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            // What the system trusts: the network of a municipality may have an authority of its own.
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Config::builder()
            .tls_config(tls)
            .proxy(Proxy::try_from_env())
            .user_agent(asking.user_agent.as_str())
            .accept("text/html, */*;q=0.8")
            .http_status_as_error(false)
            // Each step is looked at.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(asking.patience))
            // Nothing is left open at a host that has been asked.
            .max_idle_connections(0)
            .build();
        let resolver = Public {
            private: asking.private,
            inner: DefaultResolver::default(),
        };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            private: asking.private,
        }
    }

    /// Asks, and waits no longer for it than it was told.
    pub fn ask(&self, url: &Url, how: How) -> Reply {
        if self.private == Private::Refuse && !may_be_public(url) {
            return Reply::Private;
        }
        let method = match how {
            How::Head => Method::HEAD,
            How::Get => Method::GET,
        };
        // What stands behind `#` is for the browser.
        let target = url.as_str().split('#').next().unwrap_or_default();
        let request = match Request::builder().method(method).uri(target).body(()) {
            Ok(request) => request,
            Err(_) => return Reply::Nothing(Unclear::Garbled),
        };
        match self.agent.run(request) {
            // The page itself is left where it is.
            Ok(answer) => Reply::Status {
                status: answer.status().as_u16(),
                location: text(answer.headers(), header::LOCATION).map(str::to_owned),
                later: later(answer.headers()),
            },
            Err(error) => failed(&error),
        }
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// How long a host asks to be left alone: seconds, or a moment (RFC 9110, 10.2.3), which is compared with the host's own clock.
fn later(headers: &HeaderMap) -> Option<Duration> {
    let asked = text(headers, header::RETRY_AFTER)?.trim();
    if let Ok(seconds) = asked.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = rfc2822::parse(asked).ok()?.timestamp();
    let now = rfc2822::parse(text(headers, header::DATE)?).ok()?.timestamp();
    Some(Duration::from_secs(
        (until.as_second() - now.as_second()).try_into().unwrap_or(0),
    ))
}

/// Returns what an error says of the page.
fn failed(error: &Error) -> Reply {
    match error {
        Error::HostNotFound => Reply::NoHost,
        Error::Timeout(_) => Reply::Nothing(Unclear::Slow),
        Error::Other(inner) => match inner.downcast_ref::<Unresolved>() {
            Some(Unresolved::Private) => Reply::Private,
            Some(Unresolved::NoHost) => Reply::NoHost,
            Some(Unresolved::NotNow) => Reply::Nothing(Unclear::NoNames),
            None => Reply::Nothing(Unclear::NoConnection),
        },
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::TlsRequired => Reply::Nothing(Unclear::Insecure),
        // rustls tells of a certificate through what reads.
        Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) => {
            Reply::Nothing(Unclear::Insecure)
        }
        Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => Reply::Nothing(Unclear::Slow),
        Error::Io(_) | Error::ConnectionFailed | Error::ConnectProxyFailed(_) => Reply::Nothing(Unclear::NoConnection),
        _ => Reply::Nothing(Unclear::Garbled),
    }
}

/// Why the name of a host leads nowhere.
#[derive(Debug)]
enum Unresolved {
    NoHost,
    /// Names cannot be looked up at the moment, this one or any.
    NotNow,
    Private,
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoHost => "no such host",
            Self::NotNow => "names cannot be looked up",
            Self::Private => "inside a network",
        })
    }
}

impl std::error::Error for Unresolved {}

/// Looks names up, and leaves out what lies inside a network: what is asked for is the very address that was looked at, so that a name which leads elsewhere a moment later
/// (DNS rebinding) does not help.
#[derive(Debug)]
struct Public {
    private: Private,
    inner: DefaultResolver,
}

impl Resolver for Public {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let all = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            Error::Io(error) => Error::Other(Box::new(unresolved(&error))),
            error => error,
        })?;
        let is_proxy = config.proxy().is_some_and(|proxy| uri.host() == Some(proxy.host()));
        if self.private == Private::Ask || is_proxy {
            return Ok(all);
        }
        let mut public = self.empty();
        for address in all.iter().filter(|address| is_public(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() {
            return Err(Error::Other(Box::new(Unresolved::Private)));
        }
        Ok(public)
    }
}

/// The standard library has no kind for what goes wrong when a name is looked up, only the system's words (getaddrinfo: EAI_AGAIN; of Windows WSATRY_AGAIN).
fn unresolved(error: &std::io::Error) -> Unresolved {
    let words = error.to_string().to_lowercase();
    let is_for_now = error.raw_os_error() == Some(11002)
        || ["temporary", "try again", "tijdelijk", "vorübergehend"]
            .iter()
            .any(|word| words.contains(word));
    if is_for_now {
        Unresolved::NotNow
    } else {
        Unresolved::NoHost
    }
}

#[cfg(test)]
mod tests {
    use super::super::settings::Which;
    use super::*;
    use crate::config::External;

    #[test]
    fn a_name_that_leads_inside_is_found_out_where_it_is_looked_up() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a listener");
        let address = format!(
            "http://localhost:{}/",
            listener.local_addr().expect("an address").port()
        );
        let which = Which {
            settings: External::default(),
            own: Vec::new(),
        };
        // Past what the name itself says.
        let answer = Asker::new(&which.asking()).agent.get(&address).call();
        assert_eq!(failed(&answer.expect_err("nothing")), Reply::Private);
        assert!(listener.accept().is_err());
    }

    #[test]
    fn a_host_says_how_long_it_wants_to_be_left_alone() {
        let of = |lines: &[(header::HeaderName, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                headers.insert(name, value.parse().expect("a value"));
            }
            later(&headers).map(|later| later.as_secs())
        };
        let date = || (header::DATE, "Tue, 01 Dec 2026 12:00:00 GMT");
        assert_eq!(of(&[(header::RETRY_AFTER, "120")]), Some(120));
        assert_eq!(
            of(&[(header::RETRY_AFTER, "Tue, 01 Dec 2026 12:01:30 GMT"), date()]),
            Some(90)
        );
        assert_eq!(
            of(&[(header::RETRY_AFTER, "Tue, 01 Dec 2026 11:00:00 GMT"), date()]),
            Some(0)
        );
        assert_eq!(of(&[(header::RETRY_AFTER, "Tue, 01 Dec 2026 12:01:30 GMT")]), None);
        assert_eq!(of(&[(header::RETRY_AFTER, "straks"), date()]), None);
        assert_eq!(of(&[(header::RETRY_AFTER, "99999999999999999999"), date()]), None);
        assert_eq!(of(&[]), None);
    }
}
