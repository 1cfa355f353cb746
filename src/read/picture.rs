//! How large pictures are, from their first bytes.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// How much of a drawing is looked through for its first tag, in bytes: before it stand comments at most.
const START_OF_SVG: u64 = 64 * 1024;

/// Returns width and height of a picture in pixels; none for what is no picture or cannot be measured.
pub(super) fn dimensions(file: &Path) -> Option<(u32, u32)> {
    let ending = file.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" => {
            let size = imagesize::size(file).ok()?;
            Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
        }
        "svg" => {
            let mut start = Vec::new();
            File::open(file).ok()?.take(START_OF_SVG).read_to_end(&mut start).ok()?;
            svg(&String::from_utf8_lossy(&start))
        }
        _ => None,
    }
}

/// Reads `width` and `height` of the first tag, else its `viewBox`.
fn svg(text: &str) -> Option<(u32, u32)> {
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let attribute = |name: &str| {
        let at = tag
            .find(&format!(" {name}="))
            .or_else(|| tag.find(&format!("\n{name}=")))?;
        let value = &tag[at + name.len() + 2..];
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next()
    };
    let pixels = |text: &str| {
        text.trim_end_matches("px")
            .trim()
            .parse::<f64>()
            .ok()
            .filter(|n| *n >= 1.0 && *n < 1e6)
            .map(|n| n.round() as u32)
    };
    if let (Some(width), Some(height)) = (
        attribute("width").and_then(pixels),
        attribute("height").and_then(pixels),
    ) {
        return Some((width, height));
    }
    let numbers: Vec<u32> = attribute("viewBox")?
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .skip(2)
        .filter_map(pixels)
        .collect();
    match numbers[..] {
        [width, height] => Some((width, height)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_drawing_is_measured_by_its_first_tag() {
        assert_eq!(
            svg("<svg width=\"300\" height='200px'><rect width=\"1\"/></svg>"),
            Some((300, 200))
        );
        assert_eq!(svg("<?xml?>\n<svg viewBox=\"0 0 16 9\">"), Some((16, 9)));
        assert_eq!(svg("<svg width=\"100%\">"), None);
        assert_eq!(svg("<svg"), None);
    }
}
