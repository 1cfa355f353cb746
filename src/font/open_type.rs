//! A font file as OpenType, with its shapes: what draws text reads nothing else.

use std::borrow::Cow;
use std::error::Error;

use super::container::unpacked;

/// Returns a font file as OpenType, unpacked where it is WOFF 1.0 or WOFF2; none where it is broken, or no font.
pub(super) fn open_type(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    match bytes.get(..4)? {
        [0, 1, 0, 0] | b"OTTO" | b"true" => Some(Cow::Borrowed(bytes)),
        b"wOFF" => {
            let mut zlib = |packed: &[u8], length| whole(unpacked(flate2::read::ZlibDecoder::new(packed), length));
            wuff::decompress_woff1_with_custom_z(bytes, &mut zlib)
                .ok()
                .map(Cow::Owned)
        }
        b"wOF2" => {
            let mut brotli = |packed: &[u8], length| {
                let reader = brotli_decompressor::Decompressor::new(packed, 4096);
                whole(unpacked(reader, length))
            };
            let whole = wuff::decompress_woff2_with_custom_brotli(bytes, &mut brotli);
            whole.ok().map(Cow::Owned)
        }
        _ => None,
    }
}

fn whole(bytes: Option<Vec<u8>>) -> Result<Vec<u8>, Box<dyn Error>> {
    bytes.ok_or_else(|| "cut off, or too large".into())
}
