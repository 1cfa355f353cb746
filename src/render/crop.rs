//! Parts of a picture as pictures of their own: JPEG, as it is seen.
//!
//! What a camera writes beside the picture (where it was taken, by whom) does not go along; a colour profile does.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, GenericImageView as _, ImageDecoder, ImageEncoder, ImageFormat, ImageReader,
    Limits, RgbImage,
};

use crate::plan::view::{Crop, Part};

/// How many pixels a picture may have: more than those of a good camera, and its memory is bounded by them.
pub const MOST_PIXELS: u64 = 64_000_000;
/// How much memory the readers of pictures may take for one, in bytes.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;
/// Of JPEG, from 1 to 100.
const QUALITY: u8 = 82;

/// Why a picture cannot be cropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CropFailed {
    /// It has more than [`MOST_PIXELS`].
    TooLarge,
    /// It is broken, or of a kind that its name does not say.
    Unreadable,
    /// It has another size than it had when somebody looked.
    Changed,
}

/// Returns crops of the picture in `bytes`, of these `dimensions` as it is shown, in their order.
pub fn crops(bytes: &[u8], dimensions: (u32, u32), crops: &[Crop]) -> Result<Vec<Vec<u8>>, CropFailed> {
    if u64::from(dimensions.0) * u64::from(dimensions.1) > MOST_PIXELS {
        return Err(CropFailed::TooLarge);
    }
    let (picture, profile) = read(bytes)?;
    if picture.dimensions() != dimensions {
        return Err(CropFailed::Changed);
    }
    crops
        .iter()
        .map(|crop| written(&cut(&picture, crop.part, crop.size), &profile).ok_or(CropFailed::Unreadable))
        .collect()
}

/// Returns the picture as it is shown, on white, and its colour profile.
fn read(bytes: &[u8]) -> Result<(DynamicImage, Option<Vec<u8>>), CropFailed> {
    let unreadable = |_| CropFailed::Unreadable;
    let mut reader = ImageReader::new(Cursor::new(bytes));
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let reader = reader.with_guessed_format().map_err(|_| CropFailed::Unreadable)?;
    let is_jpeg = reader.format() == Some(ImageFormat::Jpeg);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(CropFailed::TooLarge);
    }
    // Of other kinds it is not read when they are measured either.
    let turned = if is_jpeg {
        decoder.orientation().map_err(unreadable)?
    } else {
        Orientation::NoTransforms
    };
    // That of another kind (grey, or of inks) does not fit what is written here.
    let profile = decoder.icc_profile().ok().flatten();
    let profile = profile.filter(|profile| profile.get(16..20) == Some(b"RGB "));
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(turned);
    let on_white = if picture.color().has_alpha() {
        let picture = picture.into_rgba8();
        RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
            let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
            let over = |part: u8| {
                let (part, alpha) = (u32::from(part), u32::from(alpha));
                // At most 255.
                ((part * alpha + 255 * (255 - alpha) + 127) / 255) as u8
            };
            image::Rgb([over(red), over(green), over(blue)])
        })
    } else {
        picture.into_rgb8()
    };
    Ok((DynamicImage::ImageRgb8(on_white), profile))
}

fn cut(picture: &DynamicImage, part: Part, (width, height): (u32, u32)) -> DynamicImage {
    let part = picture.crop_imm(part.left, part.top, part.width, part.height);
    if (width, height) == part.dimensions() {
        return part;
    }
    part.resize_exact(width, height, FilterType::CatmullRom)
}

fn written(picture: &DynamicImage, profile: &Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.clone()).ok()?;
    }
    let (width, height) = picture.dimensions();
    let encoded = encoder.write_image(picture.as_bytes(), width, height, ExtendedColorType::Rgb8);
    encoded.ok().map(|()| bytes)
}
