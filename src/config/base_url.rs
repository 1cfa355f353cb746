//! The address at which a site is published.

/// Returns the address with a `/` at its end, or what is wrong with it.
pub(super) fn checked(url: &str) -> Result<String, String> {
    let lower = url.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) else {
        return Err(format!("is \"{url}\", and should start with https://"));
    };
    let host = rest.split('/').next().unwrap_or_default();
    let host_is_plain = !host.is_empty()
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':' | b'[' | b']'));
    if !host_is_plain {
        return Err(format!("is \"{url}\", and names no host"));
    }
    let path = &rest[host.len()..];
    if url.contains(['?', '#', '\\', '"', '<', '>', ' '])
        || path.contains("//")
        || path.split('/').any(|part| matches!(part, "." | ".."))
    {
        return Err(format!(
            "is \"{url}\", and should be a host, perhaps with a folder behind it"
        ));
    }
    let scheme = if lower.starts_with("https") {
        "https://"
    } else {
        "http://"
    };
    let given_path = &url[url.len() - path.len()..];
    let slash = if given_path.ends_with('/') { "" } else { "/" };
    Ok(format!("{scheme}{host}{given_path}{slash}"))
}

#[cfg(test)]
mod tests {
    use super::checked;

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
    fn what_is_no_site_is_refused() {
        for url in [
            "nieuws.example.org",
            "ftp://a.nl",
            "https://",
            "https://a.nl/?q",
            "https://a.nl/../b",
            "https://a b.nl",
            "javascript:x",
        ] {
            assert!(checked(url).is_err(), "{url}");
        }
    }
}
