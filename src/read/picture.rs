//! How large pictures are, from their first bytes.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use image::metadata::Orientation;

/// How much of a drawing is looked through for its first tag, in bytes: before it stand comments at most.
const START_OF_SVG: u64 = 64 * 1024;

/// Returns width and height of a picture in pixels, as it is shown; none for what is no picture or cannot be measured.
pub(super) fn dimensions(file: &Path) -> Option<(u32, u32)> {
    let ending = file.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" => {
            let size = imagesize::size(file).ok()?;
            let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
            let is_on_its_side = File::open(file).is_ok_and(|file| is_on_its_side(BufReader::new(file)));
            Some(if is_on_its_side {
                (height, width)
            } else {
                (width, height)
            })
        }
        "svg" => {
            let mut start = Vec::new();
            File::open(file).ok()?.take(START_OF_SVG).read_to_end(&mut start).ok()?;
            svg(&String::from_utf8_lossy(&start))
        }
        _ => None,
    }
}

/// Whether a JPEG lies on its side in its file, as the camera was held: browsers turn it (CSS Images 3, `image-orientation`; Exif 3.0, 4.6.5.1.6).
fn is_on_its_side(mut file: impl Read + Seek) -> bool {
    let mut orientation = || {
        let mut start = [0; 2];
        file.read_exact(&mut start).ok()?;
        if start != [0xff, 0xd8] {
            return None;
        }
        loop {
            // A marker, and the length of what stands behind it, itself included (ITU-T T.81, B.1.1.4).
            let mut segment = [0; 4];
            file.read_exact(&mut segment).ok()?;
            let [0xff, marker, long, short] = segment else {
                return None;
            };
            let length = u16::from_be_bytes([long, short]).checked_sub(2)?;
            match marker {
                0xe1 => {
                    let mut bytes = vec![0; usize::from(length)];
                    file.read_exact(&mut bytes).ok()?;
                    // Others put what they have to say there too.
                    if let Some(exif) = bytes.strip_prefix(b"Exif\0\0") {
                        return Orientation::from_exif_chunk(exif);
                    }
                }
                // The picture itself begins.
                0xc0..=0xc3 | 0xda => return None,
                _ => drop(file.seek(SeekFrom::Current(i64::from(length))).ok()?),
            }
        }
    };
    orientation().is_some_and(|orientation| orientation.to_exif() >= 5)
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
