//! The addresses and links in `site.toml`: does each lead to a page of the site?

use super::check::{reason, withheld_at};
use super::site::{Site, Target, Unpublished};
use crate::config::{Config, Localized, SITE_TOML};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::parse::markdown::inline_links;
use crate::safe::{address_meant, has_scheme, is_from_everywhere};

/// What the theme has to do with addresses in `site.toml`.
#[derive(Clone, Copy)]
pub struct OfTheme<'t> {
    /// The addresses in its options, each with its option.
    pub addresses: &'t [Spanned<(String, String)>],
    /// Whether it has a file at an address.
    pub has_file: &'t dyn Fn(&str) -> bool,
}

/// Checks the addresses in `site.toml` that lead to pages of the site, and the links in its texts.
pub fn check_settings(site: &Site<'_>, config: &Config, theme: OfTheme<'_>) -> Vec<Diagnostic> {
    let menus = [("menu.main", &config.menu.main), ("menu.footer", &config.menu.footer)];
    let items = menus.into_iter().flat_map(|(name, items)| {
        let items = items.iter().flatten();
        items.map(move |item| (name, item.url.as_str(), item.url_span))
    });
    let newsletter = config.newsletter.as_ref();
    let privacy = newsletter.and_then(|block| {
        let url = block.privacy_url.as_deref()?;
        Some(("newsletter.privacy_url", url, block.privacy_span))
    });
    let of_options = theme.addresses.iter().map(|Spanned { value, span }| {
        let (name, url) = value;
        (name.as_str(), url.as_str(), *span)
    });
    let of_theme = |address: &str| (theme.has_file)(address.split(['?', '#']).next().unwrap_or(address));
    let addresses = items.chain(privacy).chain(of_options);
    let addresses = addresses.filter(|(_, url, _)| !of_theme(url));
    let mut found: Vec<Diagnostic> = addresses
        .filter_map(|(name, url, span)| {
            withheld(site, config, name, url, span).or_else(|| address(site, name, url, span))
        })
        .collect();
    if let Some(block) = newsletter {
        let texts = [
            ("newsletter.consent", &block.consent, block.consent_span),
            ("newsletter.text", &block.text, block.text_span),
        ];
        for (name, text, span) in texts {
            let links = text.iter().flat_map(each).flat_map(inline_links);
            let links = links.filter(|link| !of_theme(link));
            found.extend(links.filter_map(|link| link_in_text(site, config, name, &link, span)));
        }
    }
    found.extend(remote_logo(config));
    found.extend(expired(site, config));
    let file = SITE_TOML.into();
    found.into_iter().map(|found| found.in_file(&file)).collect()
}

/// What `security.txt` says has to be looked at again once a year (RFC 9116 §2.5.5); what is over nobody may go by.
fn expired(site: &Site<'_>, config: &Config) -> Option<Diagnostic> {
    let Spanned { value: expires, span } = &config.security.as_ref()?.expires;
    let day = expires.date;
    let at = expires.end_timestamp(&config.timezone);
    let year_before = at.checked_sub(jiff::SignedDuration::from_hours(366 * 24)).ok()?;
    let hint = "look whether what stands in [security] is still right, and write a day within a year";
    let message = if site.now.reached(at) {
        format!("security.expires: {day} is over, so nobody who finds a weak spot may go by security.txt")
    } else if !site.now.reached(year_before) {
        format!("security.expires: {day} is more than a year ahead, and security.txt should be looked at every year")
    } else {
        return None;
    };
    Some(Diagnostic::new(Code::SecurityExpires, message).at(*span).hint(hint))
}

/// A logo of another site: that site would see who reads this one.
fn remote_logo(config: &Config) -> Option<Diagnostic> {
    let Spanned { value: logo, span } = config.organisation.logo.as_ref()?;
    if !has_scheme(logo) || config.path_of(logo).is_some() {
        return None;
    }
    let message = format!("organisation.logo: {logo} is on another site, which then knows who reads yours");
    let hint = "put the file in the folder content, and write the way to it:  logo = \"/beeld/logo.svg\"";
    Some(Diagnostic::new(Code::RemotePicture, message).at(*span).hint(hint))
}

fn each(text: &Localized) -> Vec<&str> {
    match text {
        Localized::All(text) => vec![text],
        Localized::Each(texts) => texts.iter().map(|(_, text)| &**text).collect(),
    }
}

/// An address of what is not published.
fn withheld(site: &Site<'_>, config: &Config, name: &str, url: &str, span: Span) -> Option<Diagnostic> {
    let why = withheld_at(site, config, url)?;
    let message = format!("{name}: {url} {}, so the site does not show it", reason(why, config));
    let hint = match why {
        Unpublished::Since(_) => "take the line out",
        Unpublished::InError => "mend that page, or take the line out",
        _ => "nothing has to be done: it is shown when that is published",
    };
    Some(Diagnostic::new(Code::LinkToUnpublished, message).at(span).hint(hint))
}

/// An address as it stands: a page has one, and its file is none.
fn address(site: &Site<'_>, name: &str, url: &str, span: Span) -> Option<Diagnostic> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    if !path.starts_with('/') || path.starts_with("//") || is_published(site, path) {
        return None;
    }
    let found =
        |message: String, hint: String| Some(Diagnostic::new(Code::UnknownAddress, message).at(span).hint(hint));
    match site.targets.by_path.get(path.trim_start_matches('/')) {
        Some(Target::File(_)) => None,
        Some(Target::Entry(id)) => {
            let url = &site.entries[id.index()].url;
            found(
                format!("{name}: {path} is the file of a page, and nothing is published there"),
                format!("write its address:  \"{url}\""),
            )
        }
        Some(Target::Unpublished(_)) | None => found(
            format!("{name}: nothing is published at {url}"),
            "make the page, or take the line out".to_owned(),
        ),
    }
}

/// A link in a text: to a file from the content folder, or to an address from the site's top.
fn link_in_text(site: &Site<'_>, config: &Config, name: &str, link: &str, span: Span) -> Option<Diagnostic> {
    let path = link.split(['?', '#']).next().unwrap_or(link);
    if path.is_empty() || has_scheme(link) {
        return None;
    }
    let found = |code, message: String, hint: String| Some(Diagnostic::new(code, message).at(span).hint(hint));
    let target = site.targets.by_path.get(path.trim_start_matches('/'));
    let why = match target {
        Some(Target::Unpublished(why)) => Some(*why),
        _ => withheld_at(site, config, path),
    };
    if let Some(why) = why {
        let reason = reason(why, config);
        let hint = match why {
            Unpublished::Since(_) => "take the link out",
            Unpublished::InError => "mend that page, or take the link out",
            _ => "nothing has to be done: it becomes a link when that is published",
        };
        return found(
            Code::LinkToUnpublished,
            format!("{name}: {link} {reason}, so this link is plain text for now"),
            hint.to_owned(),
        );
    }
    match target {
        Some(Target::Entry(_) | Target::File(_)) => None,
        _ if is_from_everywhere(path) && is_published(site, path) => None,
        _ if is_from_everywhere(path) => found(
            Code::UnknownAddress,
            format!("{name}: nothing is published at {path}"),
            "make the page, or take the link out".to_owned(),
        ),
        _ => found(
            Code::DeadLink,
            format!("{name}: {link} is not there"),
            match address_meant(path) {
                meant if has_scheme(&meant) => format!("for another site, write it in full:  {meant}"),
                _ => "write the way from the content folder:  [privacy](/privacy.md)".to_owned(),
            },
        ),
    }
}

fn is_published(site: &Site<'_>, path: &str) -> bool {
    let trimmed = path.trim_end_matches('/');
    let known = |address: &str| site.targets.by_url.contains_key(address);
    known(path) || known(trimmed) || known(&format!("{trimmed}/"))
}
