//! Assets: stylesheets, scripts and fonts, with a fingerprint in their names so that they can be kept for ever.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::layer::Layer;
use super::references::{Need, Reference, references};
use super::stylesheet;
use crate::config::Minify;
use crate::diagnostic::{Checked, Code, Diagnostic, Span};
use crate::safe::has_scheme;

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
    /// What stylesheets and scripts refer to and the theme lacks; the content may have it.
    pub(super) lacking: Vec<Lacking>,
}

impl Assets {
    /// Returns the address of the stylesheet with which browsers show feeds, if the theme has one.
    pub fn feed_style(&self) -> Option<&str> {
        let style = self.files.iter().find(|asset| asset.path == "css/feed.css");
        style.map(|style| &*style.url)
    }
}

/// A file that an asset refers to and that the theme lacks.
#[derive(Debug, Clone)]
pub(super) struct Lacking {
    /// Its path from the site's top.
    pub path: String,
    /// What is told if the content lacks it too.
    pub told: Diagnostic,
}

/// Gathers the assets of all layers; of two with one path the upper layer's counts.
pub(super) fn assets(layers: &[Layer], minify: Minify) -> Checked<Assets> {
    let mut written: BTreeMap<&str, Written<'_>> = BTreeMap::new();
    let mut fixed: BTreeMap<&str, &Cow<'static, [u8]>> = BTreeMap::new();
    for layer in layers {
        for (path, bytes) in layer.below("assets") {
            written.entry(path).or_insert_with(|| Written {
                bytes,
                from_root: format!("{}assets/{path}", layer.place).into(),
            });
        }
        for (path, bytes) in layer.below("static") {
            fixed.entry(path).or_insert(bytes);
        }
    }
    let sheets: BTreeMap<&str, &str> = (written.iter())
        .filter(|(path, _)| minify == Minify::Yes && path.ends_with(".css"))
        .filter_map(|(path, asset)| Some((*path, std::str::from_utf8(asset.bytes).ok()?)))
        .collect();
    let (mut lean, found) = stylesheet::published(&sheets);
    let found = found
        .into_iter()
        .map(|(path, found)| found.in_file(&written[path].from_root));
    let found = found.collect();
    let mut lacking = Vec::new();
    for (path, asset) in &written {
        asset.lacks(path, &written, &mut lacking);
    }
    let raw: BTreeMap<&str, Raw<'_>> = (written.iter())
        .map(|(path, asset)| (*path, Raw::new(path, asset, lean.remove(path))))
        .collect();
    let urls: BTreeMap<&str, String> = raw.keys().map(|path| (*path, url_of(path, &raw))).collect();
    let mut files: Vec<Asset> = raw
        .iter()
        .map(|(path, asset)| Asset {
            path: (*path).to_owned(),
            // There is one for each path.
            url: urls.get(path).cloned().unwrap_or_default(),
            bytes: asset.with_names(path, &urls),
        })
        .collect();
    for (path, bytes) in fixed {
        files.push(Asset {
            path: format!("static/{path}"),
            url: format!("/{path}"),
            bytes: bytes.clone(),
        });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Checked {
        value: Assets { files, lacking },
        found,
    }
}

/// Returns the address of an asset. Its fingerprint is that of all that it refers to as well, however far: then each has its name before
/// one is written into another, and scripts can import each other.
fn url_of(path: &str, raw: &BTreeMap<&str, Raw<'_>>) -> String {
    let mut bytes = raw.get(path).map_or_else(Vec::new, |asset| asset.bytes().to_vec());
    let mut reached = BTreeSet::from([path.to_owned()]);
    let mut next = vec![path.to_owned()];
    while let Some(path) = next.pop() {
        let Some(asset) = raw.get(&*path) else { continue };
        let targets = asset.references.iter();
        let targets = targets.filter_map(|reference| resolved(address(asset.text(), reference).0, &path));
        for target in targets.filter(|target| raw.contains_key(&**target)) {
            if reached.insert(target.clone()) {
                next.push(target);
            }
        }
    }
    reached.remove(path);
    for other in &reached {
        bytes.extend_from_slice(other.as_bytes());
        bytes.extend_from_slice(raw.get(&**other).map_or(&[], |asset| asset.bytes()));
    }
    let hash = format!("{:032x}", xxhash_rust::xxh3::xxh3_128(&bytes));
    let (stem, ending) = match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => (stem, format!(".{ending}")),
        _ => (path, String::new()),
    };
    format!("/assets/{stem}.{}{ending}", &hash[..10])
}

/// An asset as its maker wrote it.
struct Written<'a> {
    bytes: &'a Cow<'static, [u8]>,
    /// Where it lies, from the site's root.
    from_root: Arc<str>,
}

/// An asset as it is published, but for the names of others in it.
struct Raw<'a> {
    written: &'a Cow<'static, [u8]>,
    /// Its text without what means nothing, where it has one.
    lean: Option<String>,
    references: Vec<Reference>,
}

/// Returns an address in a text, and apart from it the `?query` or `#part` behind it.
fn address<'t>(text: &'t str, reference: &Reference) -> (&'t str, &'t str) {
    let address = &text[reference.place.clone()];
    let end = address.find(['?', '#']).unwrap_or(address.len());
    address.split_at(end)
}

/// Whether an address in the asset `path` is none of a file of the site: that of another host, or in a script a name from elsewhere, for a
/// script asks for others by way of `./` or `../` only.
fn leads_elsewhere(path: &str, address: &str) -> bool {
    let is_module_name = !path.ends_with(".css") && !address.starts_with(['.', '/']);
    address.is_empty() || has_scheme(address) || is_module_name
}

impl<'a> Raw<'a> {
    fn new(path: &str, written: &Written<'a>, lean: Option<String>) -> Self {
        let mut asset = Self {
            written: written.bytes,
            lean,
            references: Vec::new(),
        };
        asset.references = references(path, asset.text());
        asset
    }

    fn bytes(&self) -> &[u8] {
        self.lean.as_ref().map_or(&self.written[..], |lean| lean.as_bytes())
    }

    /// Its text, if it is one that can refer to others.
    fn text(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    /// Returns the asset with the names that others have been given.
    fn with_names(&self, path: &str, urls: &BTreeMap<&str, String>) -> Cow<'static, [u8]> {
        let up = "../".repeat(path.matches('/').count());
        let text = self.text();
        let mut out = String::new();
        let mut done = 0;
        for reference in &self.references {
            let (address, behind) = address(text, reference);
            if leads_elsewhere(path, address) {
                continue;
            }
            let Some(url) = resolved(address, path).and_then(|target| urls.get(&*target)) else {
                continue;
            };
            let name = url.trim_start_matches("/assets/");
            let start = if up.is_empty() { "./" } else { &*up };
            let quote = if reference.quoted { "" } else { "\"" };
            out.push_str(&text[done..reference.place.start]);
            out.push_str(&format!("{quote}{start}{name}{behind}{quote}"));
            done = reference.place.end;
        }
        if done == 0 && self.lean.is_none() {
            return self.written.clone();
        }
        out.push_str(&text[done..]);
        Cow::Owned(out.into_bytes())
    }
}

impl Written<'_> {
    /// Adds to `lacking` what it refers to and is not among the assets.
    fn lacks(&self, path: &str, all: &BTreeMap<&str, Self>, lacking: &mut Vec<Lacking>) {
        let text = std::str::from_utf8(self.bytes).unwrap_or_default();
        for reference in references(path, text) {
            let (address, _) = address(text, &reference);
            let is_asset = || resolved(address, path).is_some_and(|target| all.contains_key(&*target));
            if !leads_elsewhere(path, address) && !is_asset() {
                lacking.extend(self.lacking(path, &reference, address));
            }
        }
    }

    fn lacking(&self, path: &str, reference: &Reference, address: &str) -> Option<Lacking> {
        // An address from the top can be of anything on the host, unless it is plainly meant to be an asset.
        let wanted = match address.strip_prefix('/') {
            Some(rest) => rest[rest
                .find("assets/")
                .filter(|at| *at == 0 || rest[..*at].ends_with('/'))?..]
                .to_owned(),
            None => resolved(address, &format!("assets/{path}"))?,
        };
        let message = format!("{address} is not there");
        let hint = match wanted.strip_prefix("assets/") {
            Some(_) if address.starts_with('/') => {
                "an asset has a fingerprint in its name: write the way from this file, as in  ../fonts/letter.woff2"
                    .to_owned()
            }
            Some(rest) => format!("put the file into assets/{rest}, or write the way from this file to it"),
            None => format!("put the file into content/{wanted}, or write the way from this file to it"),
        };
        let told = Diagnostic::new(Code::MissingAsset, message)
            .at(Span::new(reference.place.start, reference.place.end))
            .hint(hint)
            .in_file(&self.from_root);
        Some(Lacking {
            path: wanted,
            told: match reference.need {
                Need::Always => told,
                Need::Perhaps => told.as_warning(),
            },
        })
    }
}

/// Returns the path that an address in the file `from` leads to; nothing for one from the top or one that leads above it.
pub(super) fn resolved(address: &str, from: &str) -> Option<String> {
    if address.starts_with('/') {
        return None;
    }
    let address = percent_decode_str(address).decode_utf8_lossy();
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
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
        let assets = assets(&[layer], Minify::No).value;
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
        assert_eq!(text(part), Some(&*format!("b{{background:url( '../../{svg}#dot' )}}")));
        assert_eq!(
            text(site),
            Some(&*format!(
                "@import \"../{part}\"; a{{src:url(\"../{font}?#x\")}} b{{background:url('data:x')}} c{{d:url(../../x.png)}}"
            ))
        );
    }

    #[test]
    fn scripts_follow_the_names_of_what_they_import_and_can_import_each_other() {
        let texts = [
            (
                "assets/js/a.js",
                "import { b } from \"./b.js\";\nimport lib from 'lib';",
            ),
            ("assets/js/b.js", "import './a.js'; export * from '../c.js'"),
            ("assets/c.js", "c"),
        ];
        let names = |files: &[(&str, &str)]| -> Vec<String> { built(files).into_iter().map(|(url, _)| url).collect() };
        let all = built(&texts);
        let name = |n: usize| all[n].0.trim_start_matches("/assets/");
        assert_eq!(
            all[1].1,
            format!("import {{ b }} from \"../{}\";\nimport lib from 'lib';", name(2))
        );
        assert_eq!(
            all[2].1,
            format!("import '../{}'; export * from '../{}'", name(1), name(0))
        );
        // Whatever changes, all that lead to it have other names.
        let changed = names(&[texts[0], texts[1], ("assets/c.js", "d")]);
        assert!(
            changed.iter().zip(&all).all(|(new, (old, _))| new != old),
            "{changed:?}"
        );
    }

    #[test]
    fn stylesheets_that_import_each_other_end() {
        let built = built(&[
            ("assets/a.css", "@import url(b.css);"),
            ("assets/b.css", "@import url(a.css);"),
        ]);
        assert_eq!(built.len(), 2);
        assert!(built[0].1.starts_with("@import url(\"./b."), "{built:?}");
        assert!(built[1].1.starts_with("@import url(\"./a."), "{built:?}");
    }
}
