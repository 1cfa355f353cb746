//! The address at which a site is published.

/// Returns the address with a `/` at its end, or what is wrong with it.
pub(super) fn checked(url: &str) -> Result<String, String> {
    let lower = url.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) else {
        return Err(format!("is \"{url}\", and should start with https://"));
    };
    let host = rest.split('/').next().unwrap_or_default();
    let (name, port) = host_and_port(host);
    if !name.is_ascii() {
        return Err(format!(
            "is \"{url}\", and its host has letters that addresses write otherwise: ask your provider for the name that starts with xn--"
        ));
    }
    let number = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let plain = match number {
        Some(number) => number.parse::<std::net::Ipv6Addr>().is_ok(),
        None => name.split('.').all(is_label),
    };
    if !plain || port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err(format!("is \"{url}\", and names no host"));
    }
    let path = &rest[host.len()..];
    // The last of them mean something in files for servers.
    let odd = |c: char| c.is_control() || c.is_whitespace() || "?#\\\"<>%;{}$'`".contains(c);
    if path.contains(odd) || path.contains("//") || path.split('/').any(|part| matches!(part, "." | "..")) {
        return Err(format!(
            "is \"{url}\", and should be a host, perhaps with a folder behind it"
        ));
    }
    let scheme = if lower.starts_with("https:") {
        "https://"
    } else {
        "http://"
    };
    let given_path = &url[url.len() - path.len()..];
    let slash = if given_path.ends_with('/') { "" } else { "/" };
    Ok(format!("{scheme}{host}{given_path}{slash}"))
}

/// Returns what a whole address has behind one of `base_urls`, decoded, with a `/` in front; none for one of another site.
pub fn path_under(base_urls: &[impl AsRef<str>], address: &str) -> Option<String> {
    let rest = behind_scheme(address.trim())?;
    let behind = |base_url: &str| {
        let own = behind_scheme(base_url)?;
        let same = rest.get(..own.len())?;
        same.eq_ignore_ascii_case(own).then(|| &rest[own.len()..])
    };
    let path = base_urls.iter().find_map(|base_url| behind(base_url.as_ref()))?;
    Some(format!(
        "/{}",
        percent_encoding::percent_decode_str(path).decode_utf8_lossy()
    ))
}

/// Returns what a whole address of the web has behind `https://`, `http://` or, where it takes the page's own, `//`.
fn behind_scheme(address: &str) -> Option<&str> {
    ["https://", "http://", "//"].iter().find_map(|scheme| {
        let start = address.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| &address[scheme.len()..])
    })
}

fn host_and_port(host: &str) -> (&str, Option<&str>) {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    }
}

/// Whether a part of a host's name, between its dots, is one (RFC 1123 §2.1).
fn is_label(label: &str) -> bool {
    let plain = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    !label.is_empty() && plain && !label.starts_with('-') && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::{checked, path_under};

    #[test]
    fn an_address_ends_with_a_slash() {
        assert_eq!(
            checked("https://Nieuws.example.org").as_deref(),
            Ok("https://nieuws.example.org/")
        );
        assert_eq!(
            checked("http://localhost:8080/Map").as_deref(),
            Ok("http://localhost:8080/Map/")
        );
    }

    #[test]
    fn an_address_of_the_site_is_known_however_it_is_written() {
        let base = ["https://a.nl/onder/", "https://proef.a.nl/"];
        for own in [
            "https://a.nl/onder/x/",
            "HTTP://A.nl/onder/x/",
            "//a.nl/onder/%78/",
            "https://proef.a.nl/x/",
        ] {
            assert_eq!(path_under(&base, own).as_deref(), Some("/x/"), "{own}");
        }
        for other in [
            "https://a.nl/x/",
            "https://a.nl.b.nl/onder/x/",
            "/onder/x/",
            "mailto://a.nl/onder/",
        ] {
            assert_eq!(path_under(&base, other), None, "{other}");
        }
    }

    #[test]
    fn an_address_may_be_a_number() {
        assert_eq!(checked("http://[::1]:1111").as_deref(), Ok("http://[::1]:1111/"));
        assert_eq!(checked("http://127.0.0.1/x/").as_deref(), Ok("http://127.0.0.1/x/"));
    }

    #[test]
    fn what_is_no_site_is_refused() {
        for url in [
            "nieuws.example.org",
            "ftp://a.nl",
            "https://",
            "https://a.nl/?q",
            "https://a.nl/../b",
            "https://a b.nl",
            "javascript:x",
            "https://a.nl:99999",
            "https://:80/",
            "https://..",
            "https://[x]/",
            "https://a..nl",
            "https://-a.nl",
            "https://súdwest.nl",
            "https://iemand@a.nl",
            "https://a.nl/%2e%2e/",
            "https://a.nl/a\u{7}b",
            "https://a.nl//b",
        ] {
            assert!(checked(url).is_err(), "{url}");
        }
    }
}
