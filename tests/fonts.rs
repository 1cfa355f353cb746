//! Typefaces of a site's own: what stands in for one until it has come takes as much room.

mod common;

use std::io::Write;

use common::site;
use courant::font::{Like, metrics, near};
use flate2::{Compression, write::ZlibEncoder};
use proptest::prelude::*;

/// The tables of a typeface of 1000 units whose signs, from the space on, are `width` wide.
fn tables(width: u16) -> Vec<(&'static [u8; 4], Vec<u8>)> {
    let words = |words: &[u16]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    let mut head = vec![0; 54];
    head[0..4].copy_from_slice(&[0, 1, 0, 0]);
    head[18..20].copy_from_slice(&1000u16.to_be_bytes());
    let mut hhea = vec![0; 36];
    hhea[0..4].copy_from_slice(&[0, 1, 0, 0]);
    hhea[4..10].copy_from_slice(&words(&[900, 300u16.wrapping_neg(), 50]));
    hhea[34..36].copy_from_slice(&2u16.to_be_bytes());
    let maxp = [&[0, 0, 0x50, 0][..], &96u16.to_be_bytes()].concat();
    // One segment, from the space to the tilde, and the one that ends them (format 4).
    let segments = words(&[
        4,
        32,
        0,
        4,
        4,
        1,
        0,
        126,
        0xffff,
        0,
        32,
        0xffff,
        31u16.wrapping_neg(),
        1,
        0,
        0,
    ]);
    let cmap = [words(&[0, 1, 3, 1]), 12u32.to_be_bytes().to_vec(), segments].concat();
    let mut hmtx = words(&[500, 0, width, 0]);
    hmtx.extend(vec![0; 2 * 94]);
    vec![
        (b"cmap", cmap),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"maxp", maxp),
    ]
}

/// The same, with an axis of weights: 100 units wider at 900 than at 400.
fn variable(width: u16) -> Vec<(&'static [u8; 4], Vec<u8>)> {
    let fixed = |weight: u32| (weight << 16).to_be_bytes();
    let axis = [&b"wght"[..], &fixed(100), &fixed(400), &fixed(900), &[0; 4]].concat();
    let fvar = [&[0, 1, 0, 0, 0, 16, 0, 2, 0, 1, 0, 20, 0, 0, 0, 8][..], &axis].concat();
    // Deltas of one region, which is all above 400, for each of the 96 signs (OpenType 1.9, "Item variation store").
    let region = [0, 1, 0, 1, 0, 0, 0x40, 0, 0x40, 0];
    let deltas = [&[0, 96, 0, 1, 0, 1, 0, 0][..], &[0, 100].repeat(96)].concat();
    let store = [&[0, 1][..], &be(12), &[0, 1], &be(12 + region.len()), &region, &deltas].concat();
    let hvar = [&[0, 1, 0, 0][..], &be(20), &[0; 12], &store].concat();
    let mut tables = tables(width);
    tables.extend([(b"fvar", fvar), (b"HVAR", hvar)]);
    tables
}

fn be(number: usize) -> [u8; 4] {
    u32::try_from(number).expect("a small number").to_be_bytes()
}

fn open_type(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut file = [&[0, 1, 0, 0, 0][..], &[tables.len() as u8], &[0; 6]].concat();
    let mut start = 12 + 16 * tables.len();
    for (tag, table) in tables {
        file.extend([&tag[..], &[0; 4], &be(start), &be(table.len())].concat());
        start += table.len();
    }
    file.extend(tables.iter().flat_map(|(_, table)| table.clone()));
    file
}

fn woff(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut file = [b"wOFF\0\x01\0\0\0\0\0\0\0", &[tables.len() as u8][..], &[0; 30]].concat();
    let mut body = Vec::new();
    for (tag, table) in tables {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(9));
        encoder.write_all(table).expect("memory");
        let packed = encoder.finish().expect("memory");
        let packed = if packed.len() < table.len() {
            packed
        } else {
            table.clone()
        };
        let start = 44 + 20 * tables.len() + body.len();
        file.extend([&tag[..], &be(start), &be(packed.len()), &be(table.len()), &[0; 4]].concat());
        body.extend(packed);
    }
    file.extend(body);
    file
}

/// The number by which WOFF2 knows a table; `changed` is what it makes of the widths where they follow from the shapes.
fn woff2(tables: &[(&[u8; 4], Vec<u8>)], changed: bool) -> Vec<u8> {
    let (mut directory, mut body) = (Vec::new(), Vec::new());
    for (tag, table) in tables {
        let number = match *tag {
            b"cmap" => 0,
            b"head" => 1,
            b"hhea" => 2,
            b"hmtx" => 3,
            b"maxp" => 4,
            b"fvar" => 47,
            _ => 63,
        };
        let length = |length: usize| match length {
            0..128 => vec![length as u8],
            _ => vec![0x80 | (length >> 7) as u8, (length & 0x7f) as u8],
        };
        let packed = match changed && number == 3 {
            true => [&[3], &table[0..2], &table[4..6]].concat(),
            false => table.clone(),
        };
        directory.push(number | if changed && number == 3 { 1 << 6 } else { 0 });
        if number == 63 {
            directory.extend(*tag);
        }
        directory.extend(length(table.len()));
        if changed && number == 3 {
            directory.extend(length(packed.len()));
        }
        body.extend(packed);
    }
    // Brotli, as it is (RFC 7932, §9.2): a block that is not packed, and an empty one at the end.
    let header = be((body.len() - 1) << 4 | 1 << 20);
    let stream = [&[header[3], header[2], header[1]][..], &body, &[3]].concat();
    let mut file = [
        b"wOF2\0\x01\0\0\0\0\0\0\0",
        &[tables.len() as u8][..],
        &[0; 6],
        &be(stream.len()),
        &[0; 24],
    ]
    .concat();
    file.extend(directory);
    file.extend(stream);
    file
}

#[test]
fn a_typeface_is_measured_in_each_kind_of_file() {
    let tables = tables(444);
    for file in [
        open_type(&tables),
        woff(&tables),
        woff2(&tables, false),
        woff2(&tables, true),
    ] {
        let metrics = metrics(&file).expect("a typeface");
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(
            close(metrics.ascent, 0.9) && close(metrics.descent, 0.3) && close(metrics.gap, 0.05),
            "{metrics:?}"
        );
        // All signs are as wide as the last in the table, but for the one that stands for none.
        assert!(
            close(metrics.width, 0.444) && close(metrics.bold_width, 0.444),
            "{metrics:?}"
        );
        let css = near("Kop", &metrics, Like::Sans);
        let first = "@font-face{font-family:\"Kop near 1\";src:local(\"Arial\"),local(\"Liberation Sans\"),local(\"Arimo\");font-weight:100 599;\
                     size-adjust:100.07%;ascent-override:89.94%;descent-override:29.98%;line-gap-override:5%}\n";
        assert!(css.starts_with(first), "{css}");
        assert_eq!(css.matches("@font-face").count(), 4);
    }
}

#[test]
fn a_typeface_of_many_weights_is_measured_at_two() {
    let tables = variable(444);
    for file in [open_type(&tables), woff(&tables), woff2(&tables, false)] {
        let metrics = metrics(&file).expect("a typeface");
        assert!((metrics.width - 0.444).abs() < 1e-9, "{metrics:?}");
        // Three fifths of the way from 400 to 900.
        assert!((metrics.bold_width - 0.504).abs() < 1e-9, "{metrics:?}");
    }
}

#[test]
fn what_cannot_be_measured_is_left_out() {
    assert_eq!(metrics(b""), None);
    assert_eq!(metrics(b"wOF2"), None);
    assert_eq!(metrics(b"<svg/>"), None);
    let whole = tables(444);
    for left_out in 0..whole.len() {
        let mut tables = whole.clone();
        tables.remove(left_out);
        assert_eq!(metrics(&open_type(&tables)), None, "{left_out}");
    }
    // No letter is as wide, or of no width.
    assert_eq!(metrics(&open_type(&tables(9000))), None);
    assert_eq!(metrics(&open_type(&tables(0))), None);
}

proptest! {
    #[test]
    fn a_broken_file_ends_nothing(kind in 0..4usize, cut in 0..700usize, at in 0..700usize, byte: u8) {
        let tables = tables(444);
        let mut file = [open_type(&tables), woff(&tables), woff2(&tables, false), woff2(&tables, true)][kind].clone();
        let length = file.len();
        file[at % length] = byte;
        let _ = metrics(&file);
        file.truncate(cut);
        let _ = metrics(&file);
    }
}

/// A table that lies further than a file of 32 bits can reach.
#[test]
fn a_place_that_no_file_has_ends_nothing() {
    let mut file = woff2(&tables(444), true);
    let length = file.len();
    file[494 % length] = 10;
    let _ = metrics(&file);
}

#[test]
fn a_page_names_what_stands_in_for_a_typeface_of_its_own() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        [theme_options]
        head_font = \"/letter/kop.woff2\"
        text_font = \"/letter/tekst.woff2\"
        typeface = \"sans\"
        -- content/letter/tekst.woff2 --
        wOF2
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    site.write("content/letter/kop.woff2", &woff2(&tables(444), false));
    let article = "nieuws/a/index.html";
    site.build()
        .is_clean()
        .page_contains(
            article,
            "--head: \"Site head\", \"Site head near 1\", \"Site head near 2\", var(--sans)",
        )
        .page_contains(article, "font-family:\"Site head near 1\";src:local(\"Arial\")")
        .page_contains(article, "size-adjust:100.07%")
        // One that cannot be read has nothing that is as large.
        .page_contains(article, "--text: \"Site text\"")
        .page_lacks(article, "font-family:\"Site text near 1\"");
    // Under the same name it can become another.
    site.write("content/letter/kop.woff2", &woff2(&tables(888), false));
    site.build().is_clean().page_contains(article, "size-adjust:200.14%");
    site.clean_build();
    assert_eq!(site.clean_tree(), site.tree());
}
