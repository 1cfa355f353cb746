//! Making the files of the output, one by one.

use super::files::{File, MadeFrom};
use super::stages::{Ground, MadeFor};
use crate::cache::Numbers;
use crate::diagnostic::{Code, Diagnostic};
use crate::organise::Site;
use crate::plan::view::{Basis, Seen, Social};
use crate::plan::{self, Shows};
use crate::publish::{Publisher, Put};
use crate::render::{self, Failed, Items, Renderer, SocialFailed, TextFailed, render};
use crate::theme::{self, Theme, template_error};

/// From how many bytes on the memory that a page took is not kept for the next.
const LARGE: usize = 1024 * 1024;

/// What it takes to make the files of the output.
pub(super) struct Maker<'a> {
    pub ground: &'a Ground<'a>,
    pub basis: &'a Basis<'a>,
    pub site: &'a Site<'a>,
    pub tera: &'a tera::Tera,
    pub items: &'a Items,
    pub listed: &'a plan::Listed<'a>,
    pub publisher: Option<&'a Publisher<'a>>,
}

/// A file that was made, or is as it was.
pub(super) struct Made {
    /// None where nothing is to be published.
    pub put: Option<Put>,
    /// The facts that it was made from.
    pub from: Numbers,
}

impl Maker<'_> {
    /// Makes a file; `bytes` is room for it.
    pub fn make(&self, file: &File<'_>, bytes: &mut Vec<u8>) -> Result<Made, Diagnostic> {
        let (path, publisher) = (&*file.path, self.publisher);
        let seen = Seen::default();
        let put = match file.from {
            MadeFrom::Page(page) => {
                let renderer = Renderer {
                    shared: &self.basis.seen_by(&seen),
                    tera: self.tera,
                    items: self.items,
                    listed: self.listed,
                };
                let mut pieces = publisher.map(|publisher| publisher.pieces(path));
                // Only what is told in pieces is no page of HTML.
                let mut take = |piece: &[u8]| pieces.iter_mut().for_each(|pieces| pieces.add(piece));
                render(page, renderer, bytes, &mut take)
                    .map_err(|failed| render_error(&failed, page, self.site, self.ground.theme))?;
                if let MadeFor::Looking(look) = self.ground.made_for {
                    look(page, bytes, self.site, self.ground);
                }
                let put = pieces.map(|pieces| pieces.finish(bytes)).transpose()?;
                // A feed of all articles is larger than all pages after it.
                if bytes.capacity() > LARGE {
                    *bytes = Vec::new();
                }
                put
            }
            MadeFrom::Asset(asset) => publisher
                .map(|publisher| publisher.put(path, &asset.bytes))
                .transpose()?,
            MadeFrom::Social(card) => {
                // Its name says all that it is made from.
                let apart = Seen::default();
                let drawn = render::social(card, &self.basis.seen_by(&apart), self.tera);
                let drawn = drawn.map_err(|failed| social_error(&failed, card, self.site, self.ground.theme))?;
                publisher.map(|publisher| publisher.put(path, &drawn)).transpose()?
            }
            MadeFrom::Crop(cropping, place, _) => {
                let cropped = cropping.take(place, self.ground)?;
                publisher.map(|publisher| publisher.put(path, &cropped)).transpose()?
            }
            MadeFrom::Content(source, _) => {
                let source = self.ground.options.root.join("content").join(source.as_str());
                publisher.map(|publisher| publisher.copy(path, &source)).transpose()?
            }
        };
        Ok(Made {
            put,
            from: Numbers::of(seen.into_facts()),
        })
    }
}

pub(super) fn social_error(failed: &SocialFailed, card: &Social, site: &Site<'_>, theme: &Theme) -> Diagnostic {
    let document = site.entries[card.of.index()].document.path().from_root();
    match failed {
        SocialFailed::Template(error) => template_error(theme, error, &format!("the social card of {document}")),
        SocialFailed::Svg { why, line } => theme::social_error(theme, (why, line.as_deref()), &document),
    }
}

pub(super) fn render_error(failed: &Failed, page: &plan::Page, site: &Site<'_>, theme: &Theme) -> Diagnostic {
    match failed {
        Failed::Template(error) => {
            let document = match page.shows {
                Shows::Entry(id) => site.entries[id.index()].document.path().from_root().to_string(),
                _ => format!("the page {}", page.url),
            };
            template_error(theme, error, &document)
        }
        Failed::Text(id, failed) => {
            let file = site.entries[id.index()].document.path().from_root();
            match failed {
                TextFailed::Shortcode(failed) => template_error(theme, &failed.error, &file),
                TextFailed::Vanished => Diagnostic::new(Code::Unreadable, "this file changed while the site was built")
                    .hint("build again")
                    .in_file(&file),
            }
        }
    }
}
