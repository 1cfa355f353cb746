//! Addresses that are good on this disk and not on those of others.

use super::owners::{Is, Owner, Owners};
use super::site::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::disk_name;

/// Tells of addresses that somebody chose, and that Windows can make no folder or file of. Those that follow from the name of a file or folder have been
/// told of with that.
pub(super) fn not_on_windows(owners: &Owners, site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let mut told: Vec<Diagnostic> = owners
        .values()
        .filter(|owner| is_chosen(owner, site))
        .filter_map(|owner| {
            let why = owner.url.as_str().split('/').find_map(disk_name::not_on_windows)?;
            let message = format!(
                "{}, the address of {}, cannot be made on Windows, which has no such names: {why}",
                owner.url,
                owner.name(site)
            );
            let hint = "give it another slug if the site may be built on Windows";
            let one = Diagnostic::new(Code::NotOnWindows, message)
                .at(owner.span(site))
                .hint(hint);
            Some(match owner.told_in(site) {
                Some(path) => one.in_file(&path.from_root()),
                None => Diagnostic { span: None, ..one },
            })
        })
        .collect();
    told.sort_by(|a, b| (&a.file, &a.message).cmp(&(&b.file, &b.message)));
    found.extend(told);
}

fn is_chosen(owner: &Owner, site: &Site<'_>) -> bool {
    match owner.is {
        Is::Document(_) => owner.asks(site),
        Is::Alias(..) | Is::Term(_) | Is::Series(_) => true,
        _ => false,
    }
}
