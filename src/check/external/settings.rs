//! What is asked for, and how.

use std::time::Duration;

use url::Url;

use crate::config::{Config, External, Private};

/// Which links to other sites are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// What `[check.external]` says.
    pub settings: External,
    /// The addresses of the site itself, which are looked up in the site.
    pub own: Vec<String>,
}

/// For how long a bad answer holds, so that what was mended is not told of any more.
pub(super) const BAD_FOR: Duration = Duration::from_secs(60 * 60);

/// How hosts are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asking {
    /// Who asks: a name, and the address of the site whose links are looked at.
    pub user_agent: String,
    /// What becomes of addresses inside a network.
    pub private: Private,
    /// How long a host is left alone between two questions.
    pub pause: Duration,
    /// How long one answer may take.
    pub patience: Duration,
    /// How often a question is put again that brought no answer.
    pub again: u32,
    /// How long it takes until the first of these; the next takes twice as long.
    pub backoff: Duration,
    /// For how long a host that asks for it is waited.
    pub longest_wait: Duration,
    /// How long all may take together.
    pub in_all: Duration,
    /// How many hosts are asked at the same time.
    pub at_once: usize,
}

impl Which {
    /// Returns which links of a site are looked at.
    pub fn of(config: &Config) -> Self {
        Self {
            settings: config.check.external.clone(),
            own: config.base_urls().map(str::to_owned).to_vec(),
        }
    }

    /// Returns how hosts are asked.
    pub(super) fn asking(&self) -> Asking {
        let site = self.own.first().map_or("", String::as_str);
        Asking {
            user_agent: format!("Courant/{} (+{site})", env!("CARGO_PKG_VERSION")),
            private: self.settings.private,
            pause: self.settings.pause,
            patience: self.settings.timeout,
            again: 2,
            // Where there is hardly a pause, there is hardly a reason to wait.
            backoff: self.settings.pause * 2,
            longest_wait: Duration::from_secs(60),
            in_all: self.settings.time_limit,
            at_once: 12,
        }
    }

    /// Whether an address is not asked for.
    pub(super) fn leaves_out(&self, address: &str) -> bool {
        let Ok(url) = Url::parse(address) else { return true };
        let host = url.host_str().unwrap_or_default();
        let is_example = EXAMPLES
            .iter()
            .any(|name| host == *name || host.strip_suffix(name).is_some_and(|front| front.ends_with('.')));
        let is_own = self
            .own
            .iter()
            .any(|own| address.starts_with(own.trim_end_matches('/')));
        is_example || is_own || self.settings.skip.iter().any(|pattern| pattern.is_of(address, &url))
    }
}

/// Hosts that are set aside for examples and tests (RFC 2606, RFC 6761): nobody is there.
const EXAMPLES: [&str; 6] = [
    "example",
    "test",
    "invalid",
    "example.com",
    "example.org",
    "example.net",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_and_the_site_itself_are_not_asked_for() {
        let which = Which {
            own: vec!["https://nieuws.nl/".to_owned()],
            settings: External::default(),
        };
        for (address, is) in [
            ("https://nieuws.nl/raad/", true),
            ("https://nieuws.nl", true),
            ("https://veere.example/", true),
            ("https://example.org/", true),
            ("https://www.example.com/a", true),
            ("https://anexample.com/", false),
            ("https://raad.nl/", false),
            ("geen adres", true),
        ] {
            assert_eq!(which.leaves_out(address), is, "{address}");
        }
    }
}
