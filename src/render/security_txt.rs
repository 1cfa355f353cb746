//! `security.txt` (RFC 9116).

use crate::config::{Config, Security};

/// Returns the file.
pub fn security_txt(security: &Security, config: &Config) -> Vec<u8> {
    let mut text = String::new();
    let mut field = |name: &str, value: &str| text += &format!("{name}: {value}\n");
    for contact in &security.contacts {
        field("Contact", contact);
    }
    field("Expires", &security.expires.value.rfc3339());
    for (name, value) in &security.fields {
        field(name, value);
    }
    let languages = if security.languages.is_empty() {
        config
            .languages
            .iter()
            .map(|language| language.tag.as_str())
            .collect::<Vec<_>>()
    } else {
        security.languages.iter().map(String::as_str).collect()
    };
    field("Preferred-Languages", &languages.join(", "));
    field("Canonical", &format!("{}.well-known/security.txt", config.base_url));
    text.into_bytes()
}
