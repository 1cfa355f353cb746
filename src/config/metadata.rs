//! What pages say of themselves in the words of Dublin Core, as Dutch government sites do (OWMS 4.0, standaarden.overheid.nl/owms).

use super::Localized;
use super::keys;
use super::reader::{Reader, Table};
use crate::language::Tag;

/// What `[metadata]` says.
#[derive(Debug, Clone)]
pub struct Metadata {
    /// Who answers for the site; the publisher where absent.
    pub authority: Option<Localized>,
    /// The list of values that its name is of: `OVERHEID.Gemeente`.
    pub authority_scheme: Option<String>,
    /// Who makes it, and the list that the name is of; who answers for it where absent.
    pub creator: Option<(Localized, Option<String>)>,
    /// What place it is about, and the list that its name is of.
    pub spatial: Option<(Localized, Option<String>)>,
    /// The list of values that the kinds of documents are of.
    pub type_scheme: String,
    /// What articles, events, pages and lists are called in that list, in that order.
    pub types: [String; 4],
}

/// The keys of `[metadata.types]`, in the order of [`Metadata::types`].
const TYPES: [&str; 4] = ["article", "event", "page", "list"];

/// Reads `[metadata]`.
pub(super) fn metadata(top: &Table<'_>, known: &[Tag], reader: &mut Reader) -> Option<Metadata> {
    let node = top.get("metadata")?;
    let table = reader.table(node, "metadata", keys::of("metadata"))?;
    let mut named = |key: &str| Some(table.get(key)?).and_then(|node| reader.localized(node, key, known));
    let (authority, creator, spatial) = (named("authority"), named("creator"), named("spatial"));
    let mut scheme = |key: &str| Some(table.get(key)?).and_then(|node| self::scheme(node, key, reader));
    let authority_scheme = scheme("authority_scheme");
    let creator_scheme = scheme("creator_scheme");
    let spatial_scheme = scheme("spatial_scheme");
    let type_scheme = scheme("type_scheme");
    let types = table.get("types");
    let types = types.and_then(|node| reader.table(node, "metadata.types", keys::of("metadata.types")));
    let mut one = |key: &str| types.and_then(|types| reader.text(types.get(key)?, key));
    Some(Metadata {
        authority,
        authority_scheme,
        creator: creator.map(|name| (name, creator_scheme)),
        spatial: spatial.map(|name| (name, spatial_scheme)),
        type_scheme: type_scheme.unwrap_or_else(|| "OVERHEID.Informatietype".to_owned()),
        types: TYPES.map(|key| one(key).unwrap_or_else(|| "webpagina".to_owned())),
    })
}

/// The name of a list of values: its vocabulary, a dot, and its own.
fn scheme(node: &crate::tree::Node, key: &str, reader: &mut Reader) -> Option<String> {
    let text = reader.text(node, key)?;
    let is_name = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if text
        .split_once('.')
        .is_some_and(|(vocabulary, list)| is_name(vocabulary) && is_name(list))
    {
        return Some(text);
    }
    let message = format!("{key} is \"{text}\", which is no name of a list of values");
    reader.bad_value(node.span, message, &format!("write  {key} = \"OVERHEID.Gemeente\""));
    None
}
