//! Pixels as a PNG file.

use png::{BitDepth, ColorType, Compression, DeflateCompression, Encoder, EncodingError, Filter};

/// How many colours a picture with a palette has at the most.
const MOST: usize = 256;
/// How hard to look for what repeats: at 6 a card is 1 KB smaller and takes three times as long to write, at 1 it is 11 KB larger for two thirds
/// of the time.
const LEVEL: u8 = 3;

/// Returns a picture that is opaque as a PNG file; `pixels` are four bytes each, red, green and blue first. With a palette where it has few colours, as
/// letters on a ground have: no byte of what is seen is another for it.
pub(super) fn png(pixels: &[u8], (width, height): (u32, u32)) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::with_capacity(32 * 1024);
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_depth(BitDepth::Eight);
    let data = match indexed(pixels) {
        Some((palette, indices)) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(palette);
            encoder.set_filter(Filter::NoFilter);
            encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
            indices
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            encoder.set_compression(Compression::Balanced);
            pixels
                .as_chunks::<4>()
                .0
                .iter()
                .flat_map(|[red, green, blue, _]| [*red, *green, *blue])
                .collect()
        }
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

/// How many places the colours of a palette are looked up in: four for each, so that most are found at once.
const SLOTS: usize = 4 * MOST;

/// The colours of a picture, in the order in which they come.
struct Palette {
    colours: Vec<u8>,
    /// Each colour with its number, at the place that its hash gives it or the next that was free.
    slots: [Option<([u8; 3], u8)>; SLOTS],
}

impl Palette {
    /// Returns the number of a colour; none where there are too many.
    fn number(&mut self, colour: [u8; 3]) -> Option<u8> {
        let [red, green, blue] = colour;
        // Multiplied, since shades from one colour to another lie on a line.
        let hash = u32::from_le_bytes([red, green, blue, 0]).wrapping_mul(0x9e37_79b9);
        let mut slot = hash as usize >> (u32::BITS - SLOTS.trailing_zeros());
        loop {
            match self.slots[slot] {
                Some((known, number)) if known == colour => return Some(number),
                Some(_) => slot = (slot + 1) % SLOTS,
                None => {
                    let number = u8::try_from(self.colours.len() / 3).ok()?;
                    self.slots[slot] = Some((colour, number));
                    self.colours.extend(colour);
                    return Some(number);
                }
            }
        }
    }
}

/// Returns the palette of a picture, and of each pixel which of its colours it has; none where there are too many.
fn indexed(pixels: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut palette = Palette {
        colours: Vec::with_capacity(3 * MOST),
        slots: [None; SLOTS],
    };
    let mut indices = Vec::with_capacity(pixels.len() / 4);
    // Most pixels are as the one before.
    for run in pixels.as_chunks::<4>().0.chunk_by(|one, next| one == next) {
        let [red, green, blue, _] = *run.first()?;
        let number = palette.number([red, green, blue])?;
        indices.resize(indices.len() + run.len(), number);
    }
    Some((palette.colours, indices))
}
