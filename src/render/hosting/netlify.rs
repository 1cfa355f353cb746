//! `_headers` and `_redirects`, as Netlify and Cloudflare Pages read them.

use super::Told;

/// Returns `_headers`. No header stands in two rules that fit one address: Cloudflare would join their values.
pub fn headers(told: &Told) -> String {
    let mut text = format!("{}*\n", told.top);
    for (name, value) in &told.headers {
        text += &format!("  {name}: {value}\n");
    }
    text += &format!("\n{}*\n  Cache-Control: {}\n", told.assets, told.for_ever);
    text
}

/// Returns `_redirects`. Both services take an address with and without `/` at its end for one.
pub fn redirects(told: &Told) -> String {
    let lines = told.redirects.iter().map(|(from, to)| {
        let slash = if from.is_page { "/" } else { "" };
        format!("{}{slash} {to} 301\n", from.encoded)
    });
    lines.collect()
}
