//! Assets: stylesheets, scripts and fonts, with a fingerprint in their names so that they can be kept for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::layer::Layer;
use super::stylesheet;

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
    let mut named = Named {
        raw: &raw,
        files: BTreeMap::new(),
    };
    for path in raw.keys() {
        named.add(path, &mut Vec::new());
    }
    let mut files: Vec<Asset> = named.files.into_values().collect();
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
    let hash = format!("{:032x}", xxhash_rust::xxh3::xxh3_128(&bytes));
    let (stem, ending) = match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => (stem, format!(".{ending}")),
        _ => (path, String::new()),
    };
    Asset {
        path: path.to_owned(),
        url: format!("/assets/{stem}.{}{ending}", &hash[..10]),
        bytes,
    }
}

/// The assets that have their names.
struct Named<'a> {
    raw: &'a BTreeMap<&'a str, &'a Cow<'static, [u8]>>,
    files: BTreeMap<&'a str, Asset>,
}

impl<'a> Named<'a> {
    /// Gives an asset its name, and before it what it refers to; `on_the_way` to it are stylesheets that wait for theirs.
    fn add(&mut self, path: &'a str, on_the_way: &mut Vec<&'a str>) {
        let Some(bytes) = self.raw.get(path).filter(|_| !self.files.contains_key(path)) else {
            return;
        };
        let css = std::str::from_utf8(bytes).ok().filter(|_| path.ends_with(".css"));
        let bytes = match css {
            Some(css) => {
                on_the_way.push(path);
                let css = stylesheet::with_names(css, |target| self.name_of(target, path, on_the_way));
                on_the_way.pop();
                Cow::Owned(css.into_bytes())
            }
            None => (*bytes).clone(),
        };
        self.files.insert(path, asset(path, bytes));
    }

    /// Returns the new name of what a stylesheet refers to, relative to the stylesheet; nothing where it is no asset.
    fn name_of(&mut self, target: &str, stylesheet: &str, on_the_way: &mut Vec<&'a str>) -> Option<String> {
        let folder = stylesheet.rsplit_once('/').map_or("", |(folder, _)| folder);
        let wanted = resolved(target, folder)?;
        let (path, _) = self.raw.get_key_value(wanted.as_str())?;
        // Two stylesheets that import each other cannot both have the name of the other in them.
        if on_the_way.contains(path) {
            return None;
        }
        self.add(path, on_the_way);
        let up = "../".repeat(folder.split('/').filter(|part| !part.is_empty()).count());
        let url = &self.files.get(path)?.url;
        Some(format!("{up}{}", url.trim_start_matches("/assets/")))
    }
}

/// Returns the path of a relative address among the assets; nothing for one that leads elsewhere.
fn resolved(target: &str, folder: &str) -> Option<String> {
    if target.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let layer = Layer {
            name: "site".to_owned(),
            place: String::new(),
            files: files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), Cow::Owned(text.as_bytes().to_vec())))
                .collect(),
        };
        let assets = assets(&[layer]);
        assets
            .files
            .into_iter()
            .map(|asset| (asset.url, String::from_utf8_lossy(&asset.bytes).into_owned()))
            .collect()
    }

    #[test]
    fn a_stylesheet_follows_the_names_of_its_fonts_and_imports() {
        let built = built(&[
            (
                "assets/css/site.css",
                "@import \"parts/b.css\"; a{src:url(../fonts/a.woff2?#x)} b{background:url('data:x')} c{d:url(../../x.png)}",
            ),
            ("assets/css/parts/b.css", "b{background:url( '../../b.svg#dot' )}"),
            ("assets/fonts/a.woff2", "font"),
            ("assets/b.svg", "<svg/>"),
        ]);
        let url = |start: &str, end: &str| -> &str {
            let found = built
                .iter()
                .find(|(url, _)| url.starts_with(start) && url.ends_with(end));
            found.map_or("", |(url, _)| url.trim_start_matches("/assets/"))
        };
        let (font, svg) = (url("/assets/fonts/a.", ".woff2"), url("/assets/b.", ".svg"));
        let (part, site) = (url("/assets/css/parts/b.", ".css"), url("/assets/css/site.", ".css"));
        let text = |url: &str| {
            built
                .iter()
                .find(|(known, _)| known.ends_with(url))
                .map(|(_, text)| text.as_str())
        };
        assert_eq!(text(part), Some(&*format!("b{{background:url(\"../../{svg}#dot\")}}")));
        assert_eq!(
            text(site),
            Some(&*format!(
                "@import \"../{part}\"; a{{src:url(\"../{font}?#x\")}} b{{background:url('data:x')}} c{{d:url(../../x.png)}}"
            ))
        );
    }

    #[test]
    fn stylesheets_that_import_each_other_end() {
        let built = built(&[
            ("assets/a.css", "@import url(b.css);"),
            ("assets/b.css", "@import url(a.css);"),
        ]);
        assert_eq!(built.len(), 2);
        assert!(built[0].1.starts_with("@import url(\"b."), "{built:?}");
    }
}
