//! Where links of a text lead, as far as the text itself tells.

use percent_encoding::percent_decode_str;

use super::shortcodes::{END, Piece, START};
use super::state::State;
use super::stretches::without_calls;
use crate::config::DeadLinks;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::LinkBy;

/// For how many dead links in one text the near id is looked for.
const MAX_NEAR: usize = 20;

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// To another host, or to no page at all (`mailto:`).
    Outside(String),
    /// To a place in the text.
    Anchor(String),
    /// To a file or page of the site.
    Inside(String, LinkBy),
    /// Nowhere.
    Empty,
    /// To what runs code.
    Unsafe,
}

/// Reads a destination; `pieces` are the calls that placeholders in it stand for.
pub(super) fn destination(dest: &str, pieces: &[Piece]) -> Destination {
    if let Some((target, rest)) = placeholder(dest, pieces) {
        return match target {
            Some(target) if !target.is_empty() => {
                let target = format!("{target}{}", without_calls(rest));
                if names_a_file(&target) {
                    Destination::Inside(target, LinkBy::Ref)
                } else {
                    Destination::Unsafe
                }
            }
            _ => Destination::Empty,
        };
    }
    let dest = dest.trim();
    if dest.is_empty() {
        return Destination::Empty;
    }
    // A slip that people make: [text]((https://example.org)).
    let wrapped = dest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let dest = wrapped
        .filter(|inner| inner.starts_with("https://") || inner.starts_with("http://"))
        .unwrap_or(dest);
    if !crate::safe::is_safe_address(dest) {
        return Destination::Unsafe;
    }
    if crate::safe::has_scheme(dest) {
        return Destination::Outside(dest.to_owned());
    }
    if let Some(id) = dest.strip_prefix('#') {
        let id = percent_decode_str(id).decode_utf8_lossy().into_owned();
        return if id.is_empty() {
            Destination::Outside("#".to_owned())
        } else {
            Destination::Anchor(id)
        };
    }
    let path = percent_decode_str(dest).decode_utf8_lossy().into_owned();
    if names_a_file(&path) {
        Destination::Inside(path, LinkBy::Path)
    } else {
        Destination::Unsafe
    }
}

/// Whether an address is one of this site, also once decoded: `javascript%3Ax` is a file to a browser, and would be
/// more than that if its colon were taken at its word later.
pub(super) fn names_a_file(path: &str) -> bool {
    crate::safe::is_safe_address(path) && !crate::safe::has_scheme(path)
}

/// A destination that starts with a call: what a `ref` names, and what stands behind it. Other calls name nothing.
fn placeholder<'d>(dest: &'d str, pieces: &[Piece]) -> Option<(Option<Box<str>>, &'d str)> {
    let inner = &dest[dest.find(START)? + START.len_utf8()..];
    let (number, rest) = inner.split_once(END)?;
    let piece = number.parse::<usize>().ok().and_then(|n| pieces.get(n));
    let target = match piece {
        Some(Piece::Call { call, .. }) if matches!(&*call.name, "ref" | "relref") => ref_target(&call.arguments),
        _ => None,
    };
    Some((target, rest))
}

/// Returns what `{{< ref "x" >}}` or `{{< ref path="x" >}}` names.
pub(super) fn ref_target(arguments: &[(Box<str>, Box<str>)]) -> Option<Box<str>> {
    arguments
        .iter()
        .find(|(name, _)| matches!(&**name, "0" | "path"))
        .map(|(_, value)| value.trim().into())
}

/// Finds links to places in the text that are not there.
pub(super) fn check_anchors(state: &mut State<'_>, ids: &[String]) {
    let links = std::mem::take(&mut state.anchors);
    // Each search for a near id goes through all ids; after the first ones a writer knows what is wrong.
    let mut searches = 0..MAX_NEAR;
    for (id, span) in links {
        if ids.binary_search(&id).is_ok() || id == "top" {
            continue;
        }
        let all = searches.next().map(|_| ids).unwrap_or_default();
        let near = all
            .iter()
            .filter(|known| known.len().abs_diff(id.len()) <= 1 + id.len() / 3)
            .map(|known| (strsim::damerau_levenshtein(known, &id), known))
            .min();
        let hint = match near {
            Some((distance, known)) if distance <= 1 + id.len() / 3 => format!("did you mean #{known}?"),
            _ => "write the heading's own words in small letters with hyphens:  #een-kop".to_owned(),
        };
        let message = format!("there is no heading #{id} in this text");
        let found = Diagnostic::new(Code::DeadAnchor, message)
            .at(span)
            .hint(hint)
            .grouped("anchor");
        let warn = state.context.settings.dead_links == DeadLinks::Warn;
        state.found.push(if warn { found.as_warning() } else { found });
    }
}
