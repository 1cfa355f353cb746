//! What room the letters of a typeface take.

use ttf_parser::{Face, RawFaceTables, Tag};

use super::container::{Tables, tables};

/// What room a typeface takes, in parts of its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// From the line that letters stand on up.
    pub ascent: f64,
    /// From there down, 0 or more.
    pub descent: f64,
    /// What a line has beside.
    pub gap: f64,
    /// How wide a letter of a text is on average, at the weight of a text (400).
    pub width: f64,
    /// The same for a headline (700); of a typeface of one weight the same.
    pub bold_width: f64,
}

/// How often each sign stands in a thousand of a text: counted in the articles of the sample site, in Dutch and English.
const SIGNS: [(char, u32); 28] = [
    (' ', 172),
    ('e', 151),
    ('n', 72),
    ('a', 64),
    ('t', 63),
    ('r', 50),
    ('i', 50),
    ('o', 49),
    ('d', 41),
    ('s', 35),
    ('l', 30),
    ('g', 23),
    ('h', 21),
    ('m', 19),
    ('v', 18),
    ('u', 17),
    ('w', 16),
    ('k', 16),
    ('b', 15),
    ('.', 15),
    ('p', 14),
    ('c', 11),
    ('f', 10),
    ('j', 9),
    ('z', 8),
    (',', 7),
    ('y', 3),
    ('x', 1),
];

/// Reads a font file (OpenType, WOFF or WOFF2); none where its tables cannot be read, or where it lacks one of these letters, as one of another script.
pub fn metrics(bytes: &[u8]) -> Option<Metrics> {
    let tables = tables(bytes)?;
    let mut face = Face::from_raw_tables(raw(&tables)?).ok()?;
    let size = f64::from(face.units_per_em());
    let (ascent, descent, gap) = (face.ascender(), face.descender(), face.line_gap());
    let weight = Tag::from_bytes(b"wght");
    // A typeface of one weight has no such axis, and is as wide at each.
    let _ = face.set_variation(weight, 400.0);
    let width = width(&face)?;
    let _ = face.set_variation(weight, 700.0);
    let metrics = Metrics {
        ascent: f64::from(ascent) / size,
        descent: f64::from(-descent) / size,
        gap: f64::from(gap) / size,
        width: width / size,
        bold_width: self::width(&face)? / size,
    };
    // No letter that is read is five times as high as it is called, nor without a width.
    let is_likely = |part: f64| (0.0..5.0).contains(&part);
    let all = [
        metrics.ascent,
        metrics.descent,
        metrics.gap,
        metrics.width,
        metrics.bold_width,
    ];
    (all.into_iter().all(is_likely) && metrics.width > 0.05 && metrics.bold_width > 0.05).then_some(metrics)
}

/// Returns how wide a sign of a text is on average, in units of the typeface.
fn width(face: &Face<'_>) -> Option<f64> {
    let wide = SIGNS.iter().map(|(sign, count)| {
        let advance = face.glyph_hor_advance(face.glyph_index(*sign)?)?;
        Some(f64::from(advance) * f64::from(*count))
    });
    Some(wide.sum::<Option<f64>>()? / 1000.0)
}

fn raw<'a>(tables: &'a Tables<'_>) -> Option<RawFaceTables<'a>> {
    let table = |name: &[u8; 4]| tables.get(name).map(|table| &**table);
    Some(RawFaceTables {
        head: table(b"head")?,
        hhea: table(b"hhea")?,
        maxp: table(b"maxp")?,
        cmap: table(b"cmap"),
        hmtx: table(b"hmtx"),
        os2: table(b"OS/2"),
        fvar: table(b"fvar"),
        avar: table(b"avar"),
        hvar: table(b"HVAR"),
        ..RawFaceTables::default()
    })
}
