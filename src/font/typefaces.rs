//! The typefaces that pictures are written in.

use std::sync::Arc;

use resvg::usvg::fontdb::{Database, FaceInfo, Family, ID, Language, Query, Source, Weight};
use ttf_parser::{Face, PlatformId, Tag};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::open_type::open_type;

/// What `serif` is, and any family that is not there.
const SERIF: &str = "Courant Serif";
/// What `sans-serif` is.
pub const SANS: &str = "Courant Sans";

/// A typeface, before it is read.
#[derive(Debug, Clone)]
pub struct Typeface<'a> {
    /// Its file: OpenType, WOFF or WOFF2.
    pub bytes: &'a [u8],
    /// Another name by which it can be asked for, beside that of its family.
    pub alias: Option<&'a str>,
}

/// All typefaces that pictures can be written in.
#[derive(Debug, Clone)]
pub struct Typefaces {
    faces: Arc<Database>,
    /// The signs that one of them has, as a bit each.
    covered: Vec<u64>,
    hash: u128,
}

/// How a text is written.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The families of typefaces, the first that is there counts; parted by commas, as in CSS.
    pub families: &'a str,
    /// How bold: 100 to 900.
    pub weight: u16,
    /// What is added between two letters, in parts of their size; it can be less than 0.
    pub spacing: f64,
}

impl Typefaces {
    /// Reads typefaces; returns with them which of them cannot be read, by their place.
    pub fn read<'a>(typefaces: impl IntoIterator<Item = Typeface<'a>>) -> (Self, Vec<usize>) {
        let mut faces = Database::new();
        faces.set_serif_family(SERIF);
        faces.set_sans_serif_family(SANS);
        let mut covered = vec![0; 0x11_0000 / 64];
        let mut hash = 0;
        let mut unreadable = Vec::new();
        for (place, Typeface { bytes, alias }) in typefaces.into_iter().enumerate() {
            let is_read = open_type(bytes).is_some_and(|bytes| add(&mut faces, &mut covered, &bytes, alias));
            if !is_read {
                unreadable.push(place);
            }
            hash = xxh3_128(format!("{hash} {} {alias:?} {is_read}", xxh3_64(bytes)).as_bytes());
        }
        let typefaces = Self {
            faces: Arc::new(faces),
            covered,
            hash,
        };
        (typefaces, unreadable)
    }

    /// Returns the typefaces as what draws them takes them.
    pub fn database(&self) -> &Arc<Database> {
        &self.faces
    }

    /// Returns a hash of them all.
    pub fn hash(&self) -> u128 {
        self.hash
    }

    fn has(&self, sign: char) -> bool {
        let at = u32::from(sign) as usize;
        self.covered[at / 64] >> (at % 64) & 1 == 1
    }

    /// Returns a text as it can be written: in one line, without signs that are no letters and that no typeface has, such as emoji. None where a
    /// letter is in none of them: nobody can read a text in boxes.
    pub fn writable(&self, text: &str) -> Option<String> {
        let mut line = String::with_capacity(text.len());
        // Composed, for a letter with its accent is one sign in a typeface.
        for sign in text.nfc() {
            if sign.is_whitespace() || sign.is_control() {
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
            } else if self.has(sign) || is_never_seen(sign) {
                line.push(sign);
            } else if sign.is_alphanumeric() || (is_combining_mark(sign) && !is_of_emoji(sign)) {
                return None;
            }
        }
        line.truncate(line.trim_end().len());
        Some(line)
    }

    /// Returns how wide each of `signs` is when it is written so, in parts of the size of the letters.
    pub fn widths(&self, signs: &[char], written: Written<'_>) -> Vec<f64> {
        let mut widths = vec![written.spacing; signs.len()];
        let mut is_open: Vec<bool> = signs.iter().map(|sign| !sign.is_control()).collect();
        // In the order in which what draws takes them.
        let first = self.face(written);
        let others = self.faces.faces().map(|face| face.id).filter(|id| Some(*id) != first);
        for id in first.into_iter().chain(others) {
            if !is_open.contains(&true) {
                break;
            }
            self.faces.with_face_data(id, |bytes, index| {
                let Ok(mut face) = Face::parse(bytes, index) else {
                    return;
                };
                // A typeface of one weight has no such axis.
                let _ = face.set_variation(Tag::from_bytes(b"wght"), f32::from(written.weight));
                let size = f64::from(face.units_per_em());
                for (n, sign) in signs
                    .iter()
                    .enumerate()
                    .filter(|(n, _)| is_open[*n])
                    .collect::<Vec<_>>()
                {
                    let advance = face.glyph_index(*sign).and_then(|glyph| face.glyph_hor_advance(glyph));
                    if let Some(advance) = advance {
                        widths[n] += f64::from(advance) / size;
                        is_open[n] = false;
                    }
                }
            });
        }
        widths
    }

    /// Returns the typeface in which a text is written first of all.
    fn face(&self, written: Written<'_>) -> Option<ID> {
        let names = written
            .families
            .split(',')
            .map(|name| name.trim().trim_matches(['\'', '"']));
        // As what draws does it, which takes that with serifs where none of these is there.
        let families: Vec<Family<'_>> = names.map(Family::Name).chain([Family::Serif]).collect();
        self.faces.query(&Query {
            families: &families,
            weight: Weight(written.weight),
            ..Query::default()
        })
    }
}

/// Where a word may be parted, and where two letters are not joined (Persian): these matter, and are in few typefaces.
fn is_never_seen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200c}')
}

/// What makes a sign before it an emoji, or a key: nothing that a reader misses.
fn is_of_emoji(sign: char) -> bool {
    matches!(sign, '\u{fe00}'..='\u{fe0f}' | '\u{20e3}')
}

/// Adds a font file, and under its other name; returns whether it could be read.
fn add(faces: &mut Database, covered: &mut [u64], bytes: &[u8], alias: Option<&str>) -> bool {
    let Ok(face) = Face::parse(bytes, 0) else { return false };
    let subtables = face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
    // That of a symbol typeface has numbers of its own.
    let unicode = subtables.filter(|table| table.is_unicode() || table.platform_id == PlatformId::Unicode);
    for table in unicode {
        table.codepoints(|sign| {
            let is_there = char::from_u32(sign).and_then(|sign| face.glyph_index(sign)).is_some();
            if let Some(word) = covered.get_mut(sign as usize / 64).filter(|_| is_there) {
                *word |= 1 << (sign % 64);
            }
        });
    }
    let ids = faces.load_font_source(Source::Binary(Arc::new(bytes.to_vec())));
    for id in &ids {
        let named = faces.face(*id).zip(alias).map(|(face, alias)| FaceInfo {
            families: vec![(alias.to_owned(), Language::English_UnitedStates)],
            ..face.clone()
        });
        if let Some(named) = named {
            faces.push_face_info(named);
        }
    }
    !ids.is_empty()
}
