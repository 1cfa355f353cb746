//! What stands beside a link to a page where people share it.

use super::keys;
use super::read::from_top;
use super::reader::{Reader, Table};
use crate::diagnostic::Spanned;

/// What `[social]` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Social {
    /// Whether articles and events without a picture of their own get one with their headline.
    pub cards: bool,
    /// The picture of all pages that have none, a path in the site or an address.
    pub image: Option<Spanned<String>>,
}

/// Reads `[social]`.
pub(super) fn social(top: &Table<'_>, reader: &mut Reader) -> Social {
    let Some(node) = top.get("social") else {
        return Social::default();
    };
    let Some(table) = reader.table(node, "social", keys::of("social")) else {
        return Social::default();
    };
    let cards = table.get("cards");
    let image = table.get("image");
    Social {
        cards: cards
            .and_then(|node| reader.boolean(node, "social.cards"))
            .unwrap_or_default(),
        image: image.and_then(|node| Some(Spanned::new(from_top(reader.safe_address(node, "image")?), node.span))),
    }
}
