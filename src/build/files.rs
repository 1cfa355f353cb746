//! The files of the output, and what each is made from.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::crops::Cropping;
use super::stages::Ground;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::disk_name::{Folders, clashes, is_folded};
use crate::organise::Site;
use crate::plan;
use crate::plan::view::{Basis, Fact, Social};
use crate::read::ContentPath;
use crate::theme;

/// What a file of the output is made from.
#[derive(Debug, Clone, Copy)]
pub(super) enum MadeFrom<'a> {
    Page(&'a plan::Page),
    Asset(&'a theme::Asset),
    Social(&'a Social),
    /// One of the crops of a picture, by its place.
    Crop(&'a Cropping, usize, Known),
    Content(&'a ContentPath, Known),
}

/// Whether it is known how a file stands: below a folder that is a link nobody has looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Yes,
    No,
}

/// A file of the output.
#[derive(Debug)]
pub(super) struct File<'a> {
    /// Its path in the output folder.
    pub path: Arc<str>,
    /// What it is made from.
    pub from: MadeFrom<'a>,
    /// What it is called from one build to the next, and what it is.
    pub fact: Fact,
}

/// Returns all files of the output; two with one path are told of.
pub(super) fn planned<'a>(
    (pages, socials, croppings): (&'a [plan::Page], &'a [Arc<Social>], &'a [Cropping]),
    basis: &Basis<'_>,
    site: &Site<'a>,
    ground: &Ground<'a>,
) -> Checked<Vec<File<'a>>> {
    let theme = ground.theme;
    let mut files: Vec<File<'a>> = Vec::with_capacity(pages.len() + site.files.len() + theme.assets.files.len());
    files.extend(pages.iter().map(|page| File {
        path: page.url.output_file().into(),
        from: MadeFrom::Page(page),
        fact: basis.page_fact(page),
    }));
    // By size and time: what a large file holds is not looked at again.
    let stamp = |path: &str| {
        let stamp = ground.cache.and_then(|cache| cache.inputs().get(path).copied());
        (stamp, stamp.map_or(Known::No, |_| Known::Yes))
    };
    files.extend(site.files.iter().map(|copy| {
        let path = copy.file.path.from_root();
        let (stamp, known) = stamp(&path);
        File {
            path: copy.url.output_file().into(),
            from: MadeFrom::Content(&copy.file.path, known),
            fact: Fact::new(("copy", &path), stamp),
        }
    }));
    for cropping in croppings {
        let (stamp, known) = stamp(&cropping.crops.picture.from_root());
        files.extend(cropping.crops.crops.iter().enumerate().map(|(place, crop)| {
            let path = crop.url.output_file();
            File {
                fact: Fact::new(("crop", &path), (stamp, crop.part, crop.size)),
                path: path.into(),
                from: MadeFrom::Crop(cropping, place, known),
            }
        }));
    }
    files.extend(socials.iter().map(|social| {
        let path = social.url.output_file();
        File {
            // Its name says all that it is made from.
            fact: Fact::new(("social", &path), 0u8),
            path: path.into(),
            from: MadeFrom::Social(social),
        }
    }));
    let mut taken: HashSet<&str> = HashSet::with_capacity(files.len());
    let mut found = Vec::new();
    for File { path, from, .. } in &files {
        if !taken.insert(path) {
            let message = format!("/{path} is the address of two pages");
            let clash = Diagnostic::new(Code::SameAddress, message).hint("rename the file, or give the page a slug");
            found.push(match from {
                MadeFrom::Content(file, _) => clash.in_file(&file.from_root()),
                // It is the file in the way that can have another name.
                MadeFrom::Crop(cropping, ..) => {
                    let picture = cropping.crops.picture.file_name();
                    let hint = format!("rename the file: a crop of {picture} for search engines is called so");
                    clash.hint(&hint).in_file(&format!("content/{path}").into())
                }
                _ => clash,
            });
        }
    }
    let path_of = |asset: &theme::Asset| asset.url.trim_start_matches('/').to_owned();
    let clashes = theme.assets.files.iter().filter(|asset| {
        let path = path_of(asset);
        taken.contains(path.as_str()) && site.files.iter().all(|copy| copy.url.output_file() != path)
    });
    found.extend(clashes.map(|asset| {
        let message = format!(
            "{} is a file of the theme ({}), and the address of a page",
            asset.url, asset.path
        );
        Diagnostic::new(Code::SameAddress, message).hint("rename the file in the theme")
    }));
    // A file of the content goes before one of the theme.
    let assets: Vec<File<'a>> = theme
        .assets
        .files
        .iter()
        .map(|asset| (asset.url.trim_start_matches('/'), asset))
        .filter(|(path, _)| !taken.contains(path))
        .map(|(path, asset)| File {
            path: path.into(),
            from: MadeFrom::Asset(asset),
            // At hand, and compared when it is put: what it holds need not be hashed here.
            fact: Fact::new(("asset", path), &asset.url),
        })
        .collect();
    files.extend(assets);
    found.extend(one_elsewhere(&files));
    Checked { value: files, found }
}

/// Tells of files that are one on a disk of a Mac or of Windows. Those of documents have been told of with their addresses; what is left is the theme's.
fn one_elsewhere(files: &[File<'_>]) -> Vec<Diagnostic> {
    let mut paths: Vec<&str> = files.iter().map(|file| &*file.path).collect();
    if paths.iter().all(|path| is_folded(path)) {
        return Vec::new();
    }
    paths.par_sort_unstable();
    let clashes = clashes(&paths, Folders::Merge).into_iter().map(|(path, other)| {
        let message = format!("on a Mac or on Windows /{path} and /{other} are one file");
        Diagnostic::new(Code::SameAddress, message).hint("give one of the two another name")
    });
    clashes.collect()
}
