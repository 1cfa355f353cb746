//! A piece for Caddy, to import in the block of a site.

use super::Told;
use crate::config::HostFile;

/// Returns the piece.
pub fn piece(told: &Told) -> String {
    // Nobody need read the file itself.
    let name = HostFile::Caddy.name();
    let mut text = format!("# In the block of the site:  import /path/to/site/{name}\nheader {{\n");
    for (name, value) in &told.headers {
        text += &format!("\t{name} \"{value}\"\n");
    }
    text += &format!("}}\nheader {}* Cache-Control \"{}\"\n", told.assets, told.for_ever);
    text += "@calendars path *.ics\nheader @calendars Content-Type \"text/calendar; charset=utf-8\"\n";
    text += "@markdown path *.md\nheader @markdown Content-Type \"text/markdown; charset=utf-8\"\n";
    text += "@feeds path */feed.json\nheader @feeds Content-Type \"application/feed+json\"\n";
    text += &format!("respond {}{name} 404\n", told.top);
    for (from, to) in &told.redirects {
        text += &format!("redir {} {to} 301\n", from.plain);
        if from.is_page {
            text += &format!("redir {}/ {to} 301\n", from.plain);
        }
    }
    text += "handle_errors {\n";
    for (n, (folder, page)) in told.not_found.iter().enumerate() {
        text += &format!("\t@missing{n} `{{err.status_code}} == 404 && path('{folder}*')`\n");
        text += &format!("\thandle @missing{n} {{\n\t\trewrite * {page}\n\t\tfile_server\n\t}}\n");
    }
    text + "}\n"
}
