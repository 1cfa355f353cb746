//! The picture of an article or an event in the shapes that search engines ask for (Google, "Article structured data" and "Event structured
//! data": 16:9, 4:3 and 1:1, each of 50,000 pixels at the least).

use super::Shared;
use super::image::{is_elsewhere, media_type, picture};
use crate::organise::{EntryId, FileCopy, Kind};
use crate::parse::front_matter::ImageSpec;
use crate::read::ContentPath;
use crate::url_path::UrlPath;

/// The shapes: width to height.
const SHAPES: [(u32, u32); 3] = [(16, 9), (4, 3), (1, 1)];
/// How wide a crop is at the most, in pixels: Google shows large pictures from 1,200 on.
const MOST_WIDE: u32 = 1200;
/// How wide a picture may be that is shown as it is, in pixels.
const MOST_WIDE_AS_IT_IS: u32 = 2 * MOST_WIDE;
/// How many pixels search engines ask for (Google: "width multiplied by height").
const FEWEST_PIXELS: u64 = 50_000;
/// What part of a picture a crop shows at the least: one third. Of a panorama no square tells what it shows.
const LEAST_PART: u64 = 3;

/// A part of a picture, in pixels of the picture as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Part {
    /// How far from the left.
    pub left: u32,
    /// How far from the top.
    pub top: u32,
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
}

/// A picture in another shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crop {
    /// Its address, beside the picture: the same part of one picture has the same address, whoever asks for it.
    pub url: UrlPath,
    /// What it shows.
    pub part: Part,
    /// Its width and height, in pixels: those of the part, or less.
    pub size: (u32, u32),
}

/// A picture with its crops.
#[derive(Debug, Clone)]
pub struct Crops {
    /// The file.
    pub picture: ContentPath,
    /// Its width and height as it is shown, in pixels.
    pub dimensions: (u32, u32),
    /// The crops, sorted by address.
    pub crops: Vec<Crop>,
}

/// Returns the picture of a document with its crops, the widest shape first; none of what is no article and no event, or is not published, and none of a picture
/// elsewhere or of a kind that has no pixels or may move.
pub(super) fn crops(id: EntryId, shared: &Shared<'_>) -> Option<Crops> {
    if !shared.config.search_engines.crops {
        return None;
    }
    let head = shared.head(id);
    if !matches!(head.kind, Kind::Article | Kind::Event) || head.is_draft {
        return None;
    }
    let spec = head.image?;
    let src = spec.src.as_ref().filter(|src| !is_elsewhere(&src.value))?;
    let of = picture(&src.value, id, shared)?.file?;
    let kind = media_type(of.file.path.file_name());
    if !matches!(kind, Some("image/jpeg" | "image/png" | "image/webp")) || shared.is_uncropped(&of.file.path) {
        return None;
    }
    let dimensions = of.file.dimensions?;
    let crops = SHAPES
        .iter()
        .filter_map(|shape| crop(of, dimensions, *shape, focus(spec)));
    Some(Crops {
        picture: of.file.path.clone(),
        dimensions,
        crops: crops.collect(),
    })
}

/// Returns the crop of a picture in a shape; none where it has that shape already, or would be too small or hardly the same picture.
fn crop(of: &FileCopy<'_>, (width, height): (u32, u32), shape: (u32, u32), focus: (u32, u32)) -> Option<Crop> {
    let (part_width, part_height) = largest((width, height), shape);
    let pixels = |width: u32, height: u32| u64::from(width) * u64::from(height);
    // Within a hundredth.
    let has_shape = pixels(part_width, part_height) * 100 >= pixels(width, height) * 99;
    let is_fit = pixels(part_width, part_height) * LEAST_PART >= pixels(width, height);
    if (has_shape && width <= MOST_WIDE_AS_IT_IS) || !is_fit {
        return None;
    }
    // As `object-position` has it (CSS Images 3, 5.5), so that the point lies as far in the part as in the whole, and never outside.
    let offset = |room: u32, percent: u32| (u64::from(room) * u64::from(percent) + 50) / 100;
    let part = Part {
        left: u32::try_from(offset(width - part_width, focus.0)).ok()?,
        top: u32::try_from(offset(height - part_height, focus.1)).ok()?,
        width: part_width,
        height: part_height,
    };
    let size_width = part_width.min(MOST_WIDE);
    let size = if size_width == part_width {
        (part_width, part_height)
    } else {
        (size_width, rounded(size_width, shape.1, shape.0)?)
    };
    if pixels(size.0, size.1) < FEWEST_PIXELS {
        return None;
    }
    // It is cut on two of its sides only.
    let percent = if part_width < width { focus.0 } else { focus.1 };
    let moved = if percent == 50 {
        String::new()
    } else {
        format!("-{percent}")
    };
    let url = UrlPath::parse(&format!("{}.{}x{}{moved}.jpg", of.url, shape.0, shape.1))?;
    Some(Crop { url, part, size })
}

/// Returns the largest width and height of a shape in a picture.
fn largest((width, height): (u32, u32), (across, down): (u32, u32)) -> (u32, u32) {
    if u64::from(width) * u64::from(down) > u64::from(height) * u64::from(across) {
        (rounded(height, across, down).unwrap_or(width).clamp(1, width), height)
    } else {
        (width, rounded(width, down, across).unwrap_or(height).clamp(1, height))
    }
}

/// Returns a length times `by` over `over`, rounded.
fn rounded(length: u32, by: u32, over: u32) -> Option<u32> {
    let product = u64::from(length) * u64::from(by);
    u32::try_from((2 * product + u64::from(over)) / (2 * u64::from(over))).ok()
}

/// Returns what must stay in sight, in percent from the left and the top: the middle, where front matter names nothing.
fn focus(spec: &ImageSpec) -> (u32, u32) {
    let percents = spec.focus.as_deref().map(|focus| {
        let mut parts = focus
            .split_whitespace()
            .map(|part| part.trim_end_matches('%').parse().ok());
        (parts.next().flatten(), parts.next().flatten())
    });
    match percents {
        Some((Some(left), Some(top))) => (std::cmp::min(left, 100), std::cmp::min(top, 100)),
        _ => (50, 50),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::read::ContentFile;

    fn copy_of(file: &ContentFile) -> FileCopy<'_> {
        FileCopy {
            file,
            url: UrlPath::parse("/a.jpg").expect("an address"),
        }
    }

    fn file() -> ContentFile {
        ContentFile {
            path: ContentPath::new("a.jpg").expect("a path"),
            size: 1,
            dimensions: None,
        }
    }

    #[test]
    fn a_picture_that_has_the_shape_is_made_smaller_where_it_is_too_large_to_be_shown_as_it_is() {
        let file = file();
        let size = |picture| crop(&copy_of(&file), picture, (16, 9), (50, 50)).map(|crop| crop.size);
        assert_eq!(size((2400, 1350)), None);
        assert_eq!(size((4000, 2250)), Some((1200, 675)));
        // Within a hundredth.
        assert_eq!(size((2000, 1130)), None);
        assert_eq!(size((2000, 1150)), Some((1200, 675)));
    }

    proptest! {
        #[test]
        fn a_crop_lies_in_its_picture_has_its_shape_and_is_never_enlarged(
            width in 1..20_000u32, height in 1..20_000u32, shape in 0..3usize, focus in (0..=100u32, 0..=100u32),
        ) {
            let file = file();
            let copy = copy_of(&file);
            let (across, down) = SHAPES[shape];
            if let Some(Crop { part, size, .. }) = crop(&copy, (width, height), SHAPES[shape], focus) {
                prop_assert!(part.left + part.width <= width && part.top + part.height <= height);
                prop_assert!(part.width == width || part.height == height);
                prop_assert!(size.0 <= part.width && size.1 <= part.height && size.0 <= MOST_WIDE);
                prop_assert!(u64::from(size.0) * u64::from(size.1) >= FEWEST_PIXELS);
                // To the pixel.
                for (width, height) in [size, (part.width, part.height)] {
                    let off = f64::from(width) * f64::from(down) / f64::from(across) - f64::from(height);
                    prop_assert!(off.abs() <= 1.0, "{width} x {height}");
                }
                // What has the focus is in it.
                let at = |whole: u32, percent: u32| f64::from(whole) * f64::from(percent) / 100.0;
                let (x, y) = (at(width, focus.0), at(height, focus.1));
                prop_assert!(x >= f64::from(part.left) - 1.0 && x <= f64::from(part.left + part.width) + 1.0);
                prop_assert!(y >= f64::from(part.top) - 1.0 && y <= f64::from(part.top + part.height) + 1.0);
            }
        }
    }
}
