//! A piece for nginx, to include in a `server` block.

use super::Told;
use crate::config::HostFile;

/// Returns the piece. A `location` with headers of its own takes none from around it, so each has all.
pub fn piece(told: &Told) -> String {
    // Nobody need read the file itself.
    let name = HostFile::Nginx.name();
    let headers: String = told.headers.iter().map(|(name, value)| header(name, value)).collect();
    let mut text = format!("# In the server block:  include /path/to/site/{name};\n{headers}charset utf-8;\n");
    for (folder, page) in &told.not_found {
        text += &if *folder == told.top {
            format!("error_page 404 {page};\n")
        } else {
            format!("location {folder} {{ error_page 404 {page}; }}\n")
        };
    }
    text += &format!("location = {}{name} {{ return 404; }}\n", told.top);
    let for_ever = header("Cache-Control", told.for_ever);
    text += &format!("location ^~ {} {{\n{headers}{for_ever}}}\n", told.assets);
    // Not among the types that nginx knows.
    let unknown = [
        ("\\.ics", "text/calendar"),
        ("\\.md", "text/markdown"),
        ("/feed\\.json", "application/feed+json"),
    ];
    for (ending, media_type) in unknown {
        text += &format!("location ~ {ending}$ {{ types {{ }} default_type \"{media_type}; charset=utf-8\"; }}\n");
    }
    for (from, to) in &told.redirects {
        text += &format!("location = {} {{ return 301 {to}; }}\n", from.plain);
        if from.is_page {
            text += &format!("location = {}/ {{ return 301 {to}; }}\n", from.plain);
        }
    }
    text
}

fn header(name: &str, value: &str) -> String {
    format!("add_header {name} \"{value}\" always;\n")
}
