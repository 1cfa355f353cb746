//! The tables of a font file: as they are (OpenType), each compressed (WOFF 1.0), or all together (WOFF2).

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

/// As much as is unpacked of a file, in bytes: no typeface that a page loads is as large.
const LARGEST: u64 = 64 << 20;

/// The names of tables in WOFF2 by their number (WOFF2, §5.2).
const KNOWN: [&[u8; 4]; 63] = [
    b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"OS/2", b"post", b"cvt ", b"fpgm", b"glyf", b"loca",
    b"prep", b"CFF ", b"VORG", b"EBDT", b"EBLC", b"gasp", b"hdmx", b"kern", b"LTSH", b"PCLT", b"VDMX", b"vhea",
    b"vmtx", b"BASE", b"GDEF", b"GPOS", b"GSUB", b"EBSC", b"JSTF", b"MATH", b"CBDT", b"CBLC", b"COLR", b"CPAL",
    b"SVG ", b"sbix", b"acnt", b"avar", b"bdat", b"bloc", b"bsln", b"cvar", b"fdsc", b"feat", b"fmtx", b"fvar",
    b"gvar", b"hsty", b"just", b"lcar", b"mort", b"morx", b"opbd", b"prop", b"trak", b"Zapf", b"Silf", b"Glat",
    b"Gloc", b"Feat", b"Sill",
];

/// Tables by their names.
pub(super) type Tables<'a> = HashMap<[u8; 4], Cow<'a, [u8]>>;

/// Whether a path is that of a font file, by its ending.
pub fn is_font(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ["woff2", "woff", "ttf", "otf"].contains(&&*ending))
}

/// Returns the tables of a font file; none where it is no font, is broken or holds several.
pub(super) fn tables(bytes: &[u8]) -> Option<Tables<'_>> {
    match bytes.get(..4)? {
        [0, 1, 0, 0] | b"OTTO" | b"true" => open_type(bytes),
        b"wOFF" => woff(bytes),
        b"wOF2" => woff2(bytes),
        _ => None,
    }
}

/// OpenType 1.9, "Table directory": after twelve bytes, sixteen a table.
fn open_type(bytes: &[u8]) -> Option<Tables<'_>> {
    let count = u16_at(bytes, 4)?;
    let table = |n: usize| {
        let at = 12 + 16 * n;
        let (start, length) = (u32_at(bytes, at + 8)?, u32_at(bytes, at + 12)?);
        let table = bytes.get(start..start.checked_add(length)?)?;
        Some((tag_at(bytes, at)?, Cow::Borrowed(table)))
    };
    (0..usize::from(count)).map(table).collect()
}

/// WOFF 1.0, §3 and §4: after 44 bytes, twenty a table.
fn woff(bytes: &[u8]) -> Option<Tables<'_>> {
    let count = u16_at(bytes, 12)?;
    let table = |n: usize| {
        let at = 44 + 20 * n;
        let (start, packed, length) = (u32_at(bytes, at + 4)?, u32_at(bytes, at + 8)?, u32_at(bytes, at + 12)?);
        let table = bytes.get(start..start.checked_add(packed)?)?;
        let table = match packed < length {
            true => Cow::Owned(unpacked(flate2::read::ZlibDecoder::new(table), length)?),
            false => Cow::Borrowed(table),
        };
        Some((tag_at(bytes, at)?, table))
    };
    (0..usize::from(count)).map(table).collect()
}

/// WOFF2, §4 and §5: after 48 bytes, a directory of tables; then all of them, one behind the other.
fn woff2(bytes: &[u8]) -> Option<Tables<'_>> {
    if bytes.get(4..8)? == b"ttcf" {
        return None;
    }
    let count = u16_at(bytes, 12)?;
    let mut at = 48;
    let mut directory = Vec::new();
    for _ in 0..count {
        let flags = *bytes.get(at)?;
        at += 1;
        let tag = match KNOWN.get(usize::from(flags & 63)) {
            Some(tag) => **tag,
            None => {
                at += 4;
                tag_at(bytes, at - 4)?
            }
        };
        let mut length = base_128(bytes, &mut at)?;
        let is_shape = [b"glyf", b"loca"].contains(&&tag);
        // Shapes are changed unless it is said; all else only where it is.
        let is_changed = (flags >> 6 == 0) == is_shape;
        if is_changed {
            length = base_128(bytes, &mut at)?;
        }
        directory.push((tag, length, is_changed));
    }
    let all: usize = directory
        .iter()
        .try_fold(0usize, |sum, (_, length, _)| sum.checked_add(*length))?;
    let packed = bytes.get(at..at.checked_add(u32_at(bytes, 20)?)?)?;
    let all = unpacked(brotli_decompressor::Decompressor::new(packed, 4096), all)?;
    let mut start = 0;
    let mut tables = Tables::new();
    for (tag, length, is_changed) in directory {
        let table = &all[start..start + length];
        start += length;
        if !is_changed {
            tables.insert(tag, Cow::Owned(table.to_vec()));
        } else if &tag == b"hmtx" {
            tables.insert(tag, Cow::Owned(widths(table, tables.get(b"hhea")?)?));
        }
    }
    Some(tables)
}

/// Returns the table `hmtx` of one that WOFF2 has changed (§5.4): the widths are there, what is left out follows from the shapes, which nobody
/// asks for here.
fn widths(changed: &[u8], hhea: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(u16_at(hhea, 34)?);
    let widths = changed.get(1..1 + 2 * count)?;
    Some(
        widths
            .chunks_exact(2)
            .flat_map(|width| [width[0], width[1], 0, 0])
            .collect(),
    )
}

pub(super) fn unpacked(reader: impl Read, length: usize) -> Option<Vec<u8>> {
    if length as u64 > LARGEST {
        return None;
    }
    let mut out = Vec::new();
    reader.take(length as u64).read_to_end(&mut out).ok()?;
    (out.len() == length).then_some(out)
}

/// Reads a number of one to five bytes, seven bits each (WOFF2, §6.1.1).
fn base_128(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let mut value = 0usize;
    for n in 0..5 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        if n == 0 && byte == 0x80 {
            return None;
        }
        value = value << 7 | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn tag_at(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..at + 4)?.try_into().ok()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let value = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    usize::try_from(value).ok()
}
