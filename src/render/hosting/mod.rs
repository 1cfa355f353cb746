//! Files for servers: headers that keep readers safe, and former addresses that lead on.

mod apache;
mod caddy;
mod netlify;
mod nginx;
mod policy;

pub use policy::inline_sources;

use super::page::Renderer;
use crate::config::HostFile;
use crate::plan::view::{Shared, href};

/// What every server is told.
pub(super) struct Told {
    /// The headers of every answer.
    pub headers: Vec<(&'static str, String)>,
    /// Where the files of the theme lie whose names change with what they hold: from the host's top, with `/` at the end.
    pub assets: String,
    /// For how long such a file holds.
    pub for_ever: &'static str,
    /// Former addresses.
    pub redirects: Vec<(Former, String)>,
    /// The pages for what is not found: the folder of the language, and the page; that of the whole site last.
    pub not_found: Vec<(String, String)>,
    /// The top of the site, from the host's.
    pub top: String,
}

/// A former address as it is asked for: from the host's top, without the `/` at its end.
pub(super) struct Former {
    /// As people read it.
    pub plain: String,
    /// As a browser asks for it.
    pub encoded: String,
    /// Whether it was a page, which is asked for with and without `/` at its end.
    pub is_page: bool,
}

/// Returns a file.
pub fn file(file: HostFile, renderer: Renderer<'_>) -> Vec<u8> {
    let told = told(renderer);
    let text = match file {
        HostFile::Headers => netlify::headers(&told),
        HostFile::Redirects => netlify::redirects(&told),
        HostFile::Nginx => nginx::piece(&told),
        HostFile::Caddy => caddy::piece(&told),
        HostFile::Htaccess => apache::piece(&told),
    };
    text.into_bytes()
}

fn told(renderer: Renderer<'_>) -> Told {
    let shared = renderer.shared;
    let config = shared.config;
    let mut headers = vec![
        ("Content-Security-Policy", policy::policy(renderer)),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        (
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()".to_owned(),
        ),
        // What is not of this site learns nothing of who reads it.
        ("Referrer-Policy", "same-origin".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        // For browsers that do not know frame-ancestors.
        ("X-Frame-Options", "DENY".to_owned()),
    ];
    if config.base_url.starts_with("https://") {
        headers.push(("Strict-Transport-Security", "max-age=31536000".to_owned()));
    }
    let top = config.base_path().to_owned();
    let languages = (0..config.languages.len() as u32)
        .map(crate::organise::LanguageId)
        .rev();
    let not_found = languages.filter_map(|id| {
        let home = shared.language(id).url;
        Some((href(home, config), href(&home.join("404.html")?, config)))
    });
    Told {
        headers,
        assets: format!("{top}assets/"),
        for_ever: "public, max-age=31536000, immutable",
        redirects: redirects(shared),
        not_found: not_found.collect(),
        top,
    }
}

/// A former address with a character that a server reads as more than itself has its page and no more.
fn redirects(shared: &Shared<'_>) -> Vec<(Former, String)> {
    let config = shared.config;
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | '.' | '~');
    let all = shared
        .redirects()
        .iter()
        .filter(|redirect| redirect.from.as_str().chars().all(is_plain));
    let former = all.map(|redirect| {
        let from = &redirect.from;
        let base = config.base_path().trim_end_matches('/');
        let former = Former {
            plain: format!("{base}{}", from.as_str().trim_end_matches('/')),
            encoded: href(from, config).trim_end_matches('/').to_owned(),
            is_page: from.as_str().ends_with('/'),
        };
        // In some of these files a `$` begins a name, and a `;` ends what is said.
        let to = href(&redirect.to, config).replace('$', "%24").replace(';', "%3B");
        (former, to)
    });
    former.collect()
}
