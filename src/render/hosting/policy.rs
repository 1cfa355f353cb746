//! The Content-Security-Policy (CSP Level 3): pages load what is the site's own, and nothing else.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::render::page::{Renderer, render};

/// What stands in a page itself and is run or applied: by the hash of its bytes.
#[derive(Default)]
struct Inline {
    scripts: BTreeSet<String>,
    styles: BTreeSet<String>,
}

/// Returns the policy. Styles and scripts that stand in pages themselves are found by making one page of each template.
pub fn policy(renderer: Renderer<'_>) -> String {
    let config = renderer.shared.config;
    let mut inline = Inline::default();
    let mut page = Vec::new();
    for one in renderer.listed.one_of_each_template() {
        // What is wrong with it is told where it is made for readers.
        if render(one, renderer, &mut page, &mut |_| {}).is_ok() {
            inline.of(&String::from_utf8_lossy(&page));
        }
    }
    let form = config
        .newsletter
        .as_ref()
        .and_then(|newsletter| origin(&newsletter.action));
    let own = |more: Vec<String>| [vec!["'self'".to_owned()], more].concat();
    let none = || vec!["'none'".to_owned()];
    let mut directives: Vec<(&str, Vec<String>)> = vec![
        ("default-src", none()),
        ("script-src", own(inline.scripts.into_iter().collect())),
        ("style-src", own(inline.styles.into_iter().collect())),
        ("img-src", own(Vec::new())),
        ("font-src", own(Vec::new())),
        ("connect-src", own(Vec::new())),
        ("media-src", own(Vec::new())),
        ("manifest-src", own(Vec::new())),
        ("frame-src", none()),
        ("form-action", own(form.into_iter().collect())),
        ("base-uri", none()),
        ("frame-ancestors", none()),
    ];
    for (name, sources) in &config.hosting.sources {
        if let Some((_, own)) = directives.iter_mut().find(|(directive, _)| directive == name) {
            own.retain(|source| source != "'none'" || sources.is_empty());
            own.extend(sources.iter().cloned());
        }
    }
    let directives = directives
        .iter()
        .map(|(name, sources)| format!("{name} {}", sources.join(" ")));
    directives.collect::<Vec<_>>().join("; ")
}

impl Inline {
    fn of(&mut self, html: &str) {
        self.scripts.extend(bodies(html, "script", |attributes| {
            // One with an address is loaded; data is not run (HTML, "prepare the script element").
            !attributes.contains(" src=") && !attributes.contains("json")
        }));
        self.styles.extend(bodies(html, "style", |_| true));
    }
}

/// Returns what stands in a page itself and is run or applied, as sources of a policy.
pub fn inline_sources(html: &str) -> BTreeSet<String> {
    let mut inline = Inline::default();
    inline.of(html);
    inline.scripts.into_iter().chain(inline.styles).collect()
}

/// Returns the hashes of what stands in elements of a name, as sources.
fn bodies<'h>(html: &'h str, name: &str, counts: impl Fn(&str) -> bool + 'h) -> impl Iterator<Item = String> + 'h {
    let (open, close) = (format!("<{name}"), format!("</{name}"));
    let elements: Vec<&str> = html.split(&*open).skip(1).collect();
    let found: Vec<String> = elements
        .into_iter()
        .filter_map(|rest| {
            let (attributes, rest) = rest.split_once('>')?;
            let is_whole_name = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
            let body = rest.split(&*close).next()?;
            (is_whole_name && counts(attributes)).then(|| source(body))
        })
        .collect();
    found.into_iter()
}

fn source(body: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(body.as_bytes())))
}

/// Returns scheme and host of a whole address; none for a path.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    // Nothing that ends the source, the directive or the line.
    let is_host = host.chars().all(|c| c.is_alphanumeric() || "-.:[]".contains(c));
    is_host.then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_page_has_a_hash() {
        let mut inline = Inline::default();
        inline.of("<style>a</style><styles>x</styles><script src=\"/a.js\"></script><script type=\"application/ld+json\">{}</script><script>alert(1)</script>");
        // As `printf a | openssl dgst -sha256 -binary | base64` has it.
        assert_eq!(
            inline.styles.into_iter().collect::<Vec<_>>(),
            ["'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"]
        );
        assert_eq!(
            inline.scripts.into_iter().collect::<Vec<_>>(),
            ["'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"]
        );
        assert_eq!(
            origin("https://lijst.example:8443/a?b").as_deref(),
            Some("https://lijst.example:8443")
        );
        for odd in [
            "/aanmelden",
            "https://a.example; script-src */",
            "https://a.example\n  X: y/",
            "https://a b/",
        ] {
            assert_eq!(origin(odd), None, "{odd}");
        }
    }
}
