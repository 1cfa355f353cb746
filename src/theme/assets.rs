//! Assets: stylesheets, scripts and fonts, with a fingerprint in their names so that they can be kept for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::layer::Layer;

/// A file that goes into the output beside the pages.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its path among the assets, or `static/` and its path there: `css/site.css`.
    pub path: String,
    /// Its address in the site: `/assets/css/site.1a2b3c4d5e.css`.
    pub url: String,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
}

/// All assets and static files of a theme, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    /// The files.
    pub files: Vec<Asset>,
}

/// Gathers the assets of all layers; of two with one path the upper layer's counts.
pub(super) fn assets(layers: &[Layer]) -> Assets {
    let mut raw: BTreeMap<&str, &Cow<'static, [u8]>> = BTreeMap::new();
    let mut fixed: BTreeMap<&str, &Cow<'static, [u8]>> = BTreeMap::new();
    for layer in layers {
        for (path, bytes) in layer.below("assets") {
            raw.entry(path).or_insert(bytes);
        }
        for (path, bytes) in layer.below("static") {
            fixed.entry(path).or_insert(bytes);
        }
    }
    let mut files: Vec<Asset> = Vec::new();
    // What stylesheets refer to gets its name first.
    for (path, bytes) in raw.iter().filter(|(path, _)| !path.ends_with(".css")) {
        files.push(asset(path, (*bytes).clone()));
    }
    let named: BTreeMap<String, String> = files
        .iter()
        .map(|asset| (asset.path.clone(), asset.url.clone()))
        .collect();
    for (path, bytes) in raw.iter().filter(|(path, _)| path.ends_with(".css")) {
        let bytes = match std::str::from_utf8(bytes) {
            Ok(css) => Cow::Owned(with_fingerprints(css, path, &named).into_bytes()),
            Err(_) => (*bytes).clone(),
        };
        files.push(asset(path, bytes));
    }
    for (path, bytes) in fixed {
        files.push(Asset {
            path: format!("static/{path}"),
            url: format!("/{path}"),
            bytes: bytes.clone(),
        });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Assets { files }
}

fn asset(path: &str, bytes: Cow<'static, [u8]>) -> Asset {
    let hash = blake3::hash(&bytes).to_hex();
    let (stem, ending) = match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => (stem, format!(".{ending}")),
        _ => (path, String::new()),
    };
    Asset {
        path: path.to_owned(),
        url: format!("/assets/{stem}.{}{ending}", &hash.as_str()[..10]),
        bytes,
    }
}

/// Rewrites `url(…)` of a stylesheet at `path` to the fingerprinted names, relative to where it will lie.
fn with_fingerprints(css: &str, path: &str, named: &BTreeMap<String, String>) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at + 4);
        out.push_str(before);
        let end = after.find(')').unwrap_or(after.len());
        let (inner, tail) = after.split_at(end);
        let target = inner.trim().trim_matches(['"', '\'']);
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in target.split('/') {
            match part {
                "." | "" => {}
                ".." => drop(parts.pop()),
                _ => parts.push(part),
            }
        }
        match named.get(&parts.join("/")) {
            Some(url) if !target.starts_with('/') => {
                let up = "../".repeat(folder.split('/').filter(|part| !part.is_empty()).count());
                out.push_str(&format!("\"{up}{}\"", url.trim_start_matches("/assets/")));
            }
            _ => out.push_str(inner),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stylesheet_follows_the_names_of_its_fonts() {
        let named = BTreeMap::from([(
            "fonts/a.woff2".to_owned(),
            "/assets/fonts/a.0123456789.woff2".to_owned(),
        )]);
        let css = with_fingerprints(
            "@font-face{src:url(../fonts/a.woff2)} b{background:url('data:x')}",
            "css/site.css",
            &named,
        );
        assert_eq!(
            css,
            "@font-face{src:url(\"../fonts/a.0123456789.woff2\")} b{background:url('data:x')}"
        );
    }
}
