//! `.htaccess`, for Apache with mod_headers and mod_alias.

use super::Told;

/// Returns the file.
pub fn piece(told: &Told) -> String {
    let mut text = "<IfModule mod_headers.c>\n".to_owned();
    for (name, value) in &told.headers {
        text += &format!("Header always set {name} \"{value}\"\n");
    }
    let condition = format!("%{{REQUEST_URI}} =~ m#^{}#", told.assets);
    text += &format!(
        "Header set Cache-Control \"{}\" \"expr={condition}\"\n</IfModule>\n",
        told.for_ever
    );
    text +=
        "AddDefaultCharset utf-8\nAddType text/calendar .ics\nAddType text/markdown .md\nAddCharset utf-8 .ics .md\n";
    text += "<Files \"feed.json\">\nForceType application/feed+json\n</Files>\n";
    for (folder, page) in told.not_found.iter().rev() {
        text += &if *folder == told.top {
            format!("ErrorDocument 404 {page}\n")
        } else {
            format!("<If \"%{{REQUEST_URI}} =~ m#^{folder}#\">\nErrorDocument 404 {page}\n</If>\n")
        };
    }
    for (from, to) in &told.redirects {
        let slash = if from.is_page { "/?" } else { "" };
        let plain = from.plain.replace('.', "\\.");
        text += &format!("RedirectMatch 301 \"^{plain}{slash}$\" \"{to}\"\n");
    }
    text
}
