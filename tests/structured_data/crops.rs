//! Pictures in the shapes that search engines ask for: a small site in, JPEG files and what pages say of them out.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use serde_json::Value;

use super::common::{Built, Site, site};
use super::{graph, node};

const RED: [u8; 3] = [200, 20, 20];
const BLUE: [u8; 3] = [20, 20, 200];

/// A site with crops and these files.
fn with_crops(files: &str) -> Site {
    let config = "
        -- site.toml --
        title = \"Stad\"
        base_url = \"https://stad.example/map/\"
        [search_engines]
        crops = true
";
    site(&format!("{config}{files}"))
}

fn article(image: &str) -> String {
    format!("---\ntitle: Raad\ndate: 2026-03-05\nimage: {image}\n---\nTekst.\n")
}

/// A site with one article that shows `foto.jpg`, of these bytes.
fn showing(photo: &[u8], image: &str) -> Site {
    let site = with_crops("");
    site.write("content/nieuws/foto.jpg", photo);
    site.write("content/nieuws/a.md", article(image).as_bytes());
    site
}

const SHOWN: &str = "{ src: foto.jpg, alt: Foto }";

/// A picture of which the left half is red and the right half blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| Rgb(if x < width / 2 { RED } else { BLUE }))
}

fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(halves(width, height), ImageFormat::Jpeg)
}

/// A picture whose head is right and whose pixels are not there.
fn broken(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(halves(width, height), ImageFormat::Png);
    bytes.truncate(60);
    bytes
}

/// What a page says of its pictures: address below the site, width and height.
#[track_caller]
fn told(built: &Built<'_>, page: &str, kind: &str) -> Vec<(String, u64, u64)> {
    let nodes = graph(built, page);
    let images = node(&nodes, kind)["image"].as_array().cloned().unwrap_or_default();
    let one = |image: &Value| {
        let url = image["url"].as_str().expect("an address");
        assert_eq!(image["contentUrl"], image["url"]);
        let path = url.strip_prefix("https://stad.example/map/").expect("of the site");
        let number = |name: &str| image[name].as_u64().expect("a number");
        (path.to_owned(), number("width"), number("height"))
    };
    images.iter().map(one).collect()
}

/// The names of the pictures that an article has beside its own; each is a JPEG file, as large as the page says.
#[track_caller]
fn crops(site: &Site, built: &Built<'_>) -> Vec<String> {
    let all = told(built, "nieuws/a/index.html", "NewsArticle");
    let crops = all.iter().skip(1).map(|(path, width, height)| {
        let picture = read(site, path);
        assert_eq!(
            (u64::from(picture.width()), u64::from(picture.height())),
            (*width, *height),
            "{path}"
        );
        path.strip_prefix("nieuws/").expect("beside the picture").to_owned()
    });
    let crops: Vec<String> = crops.collect();
    let tree = site.tree();
    let there = tree
        .keys()
        .filter(|path| path.starts_with("nieuws/") && path.contains(".jpg."));
    assert_eq!(there.count(), crops.len(), "{:?}", tree.keys());
    crops
}

#[track_caller]
fn read(site: &Site, path: &str) -> RgbImage {
    let bytes = std::fs::read(site.output().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let picture = image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg);
    picture.expect("a JPEG file").into_rgb8()
}

/// Whether a colour is nearly this one: JPEG loses something.
#[track_caller]
fn is_nearly(found: Rgb<u8>, wanted: [u8; 3]) {
    let off = found.0.iter().zip(wanted).map(|(a, b)| a.abs_diff(b)).max();
    assert!(off.is_some_and(|off| off <= 12), "{found:?} is not {wanted:?}");
}

#[test]
fn a_picture_is_there_in_the_shapes_that_google_asks_for() {
    let site = showing(&jpeg(1300, 1200), "{ src: foto.jpg, alt: Foto, credit: Jan }");
    site.write(
        "content/nieuws/dag.md",
        b"---\ntitle: Dag\ndate: 2026-03-01\nevent: { start: 2031-09-01 10:00, venue: Stadhuis }\nimage: { src: foto.jpg, alt: Foto }\n---\n",
    );
    let built = site.build();
    built.is_clean();
    let names = crops(&site, &built);
    assert_eq!(names, ["foto.jpg.16x9.jpg", "foto.jpg.4x3.jpg", "foto.jpg.1x1.jpg"]);
    let expected = [
        ("", 1300, 1200),
        (".16x9.jpg", 1200, 675),
        (".4x3.jpg", 1200, 900),
        (".1x1.jpg", 1200, 1200),
    ];
    let expected = expected.map(|(name, width, height)| (format!("nieuws/foto.jpg{name}"), width, height));
    assert_eq!(told(&built, "nieuws/a/index.html", "NewsArticle"), expected);
    // The event of another document shows the same files.
    assert_eq!(told(&built, "nieuws/dag/index.html", "Event"), expected);
    let nodes = graph(&built, "nieuws/a/index.html");
    for image in node(&nodes, "NewsArticle")["image"].as_array().expect("pictures") {
        assert_eq!(
            (&image["caption"], &image["creditText"]),
            (&"Foto".into(), &"Jan".into())
        );
    }
    // From the middle: red to the left, blue to the right.
    let square = read(&site, "nieuws/foto.jpg.1x1.jpg");
    is_nearly(*square.get_pixel(560, 600), RED);
    is_nearly(*square.get_pixel(640, 600), BLUE);
}

#[test]
fn none_are_made_unless_the_site_asks_for_them() {
    let site = showing(&jpeg(400, 400), SHOWN);
    site.write(
        "site.toml",
        b"title = \"Stad\"\nbase_url = \"https://stad.example/map/\"\n",
    );
    let built = site.build();
    built.is_clean();
    assert_eq!(crops(&site, &built), [""; 0]);
}

#[test]
fn what_has_the_focus_is_kept() {
    for (focus, name, colour) in [
        ("0% 50%", "foto.jpg.1x1-0.jpg", RED),
        ("100% 20%", "foto.jpg.1x1-100.jpg", BLUE),
    ] {
        let site = showing(
            &jpeg(800, 400),
            &format!("{{ src: foto.jpg, alt: Foto, focus: {focus} }}"),
        );
        let built = site.build();
        built.is_clean();
        assert!(crops(&site, &built).contains(&name.to_owned()));
        let square = read(&site, &format!("nieuws/{name}"));
        assert_eq!(square.dimensions(), (400, 400));
        is_nearly(*square.get_pixel(10, 200), colour);
        is_nearly(*square.get_pixel(390, 200), colour);
    }
}

#[test]
fn a_shape_that_would_be_too_small_or_hardly_the_same_picture_is_left_out() {
    for (width, height, expected) in [
        // 200 by 200 is less than 50,000 pixels.
        (300, 200, &["foto.jpg.16x9.jpg", "foto.jpg.4x3.jpg"][..]),
        (200, 150, &[]),
        // It has that shape, within a hundredth.
        (1066, 600, &["foto.jpg.4x3.jpg", "foto.jpg.1x1.jpg"]),
        // A panorama: a quarter of it and less would be left.
        (2000, 400, &["foto.jpg.16x9.jpg"][..]),
        (2000, 300, &[]),
        // A telephone held upright.
        (450, 800, &["foto.jpg.4x3.jpg", "foto.jpg.1x1.jpg"]),
    ] {
        let site = showing(&jpeg(width, height), SHOWN);
        let built = site.build();
        built.is_clean();
        assert_eq!(crops(&site, &built), expected, "{width} x {height}");
    }
}

#[test]
fn only_what_is_published_and_has_pixels_of_its_own_is_cropped() {
    let site = with_crops(
        "
        -- content/over.md --
        ---
        title: Over
        image: { src: /foto.jpg, alt: Foto }
        ---
        -- content/nieuws/later.md --
        ---
        title: Later
        date: 2026-03-05
        publish_at: 2030-01-01
        image: { src: later.jpg, alt: Foto }
        ---
        -- content/nieuws/concept.md --
        ---
        title: Concept
        date: 2026-03-05
        draft: true
        image: { src: concept.jpg, alt: Foto }
        ---
        -- content/nieuws/elders.md --
        ---
        title: Elders
        date: 2026-03-05
        image: { src: 'https://elders.example/foto.jpg', alt: Foto }
        ---
        -- content/nieuws/tekening.md --
        ---
        title: Tekening
        date: 2026-03-05
        image: { src: tekening.svg, alt: Foto }
        ---
        -- content/nieuws/tekening.svg --
        <svg width='800' height='800'/>
        ",
    )
    .drafts();
    for file in ["foto.jpg", "nieuws/later.jpg", "nieuws/concept.jpg"] {
        site.write(&format!("content/{file}"), &jpeg(400, 400));
    }
    site.build().is_done();
    let tree = site.tree();
    assert!(tree.contains_key("nieuws/concept/index.html") && tree.contains_key("foto.jpg"));
    let crops: Vec<_> = tree
        .keys()
        .filter(|path| path.contains("x9") || path.contains("4x3"))
        .collect();
    assert_eq!(crops, [""; 0]);
}

/// What a camera writes beside a picture: that it was held on its side, and something that nobody is to know.
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend(b"52.1326 GEHEIM");
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

#[test]
fn a_picture_that_lies_on_its_side_is_turned_and_what_the_camera_wrote_does_not_go_along() {
    let site = showing(&with_exif(&jpeg(600, 400)), SHOWN);
    let built = site.build();
    built.is_clean();
    // As browsers show it: upright, red above.
    let all = told(&built, "nieuws/a/index.html", "NewsArticle");
    assert_eq!(all[0], ("nieuws/foto.jpg".to_owned(), 400, 600));
    built.page_contains("nieuws/a/index.html", "width=\"400\" height=\"600\"");
    assert_eq!(
        crops(&site, &built),
        ["foto.jpg.16x9.jpg", "foto.jpg.4x3.jpg", "foto.jpg.1x1.jpg"]
    );
    let square = read(&site, "nieuws/foto.jpg.1x1.jpg");
    for x in [10, 390] {
        is_nearly(*square.get_pixel(x, 150), RED);
        is_nearly(*square.get_pixel(x, 250), BLUE);
    }
    for (path, bytes) in site.tree().iter().filter(|(path, _)| path.contains(".jpg.")) {
        let has = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
        assert!(!has(b"Exif") && !has(b"GEHEIM"), "{path}");
    }
}

#[test]
fn pictures_of_all_kinds_become_jpeg() {
    let clear = RgbaImage::from_fn(400, 400, |x, _| {
        Rgba(if x < 200 { [0, 0, 0, 0] } else { [20, 20, 200, 255] })
    });
    let grey = image::ImageBuffer::<image::Luma<u16>, Vec<u16>>::from_pixel(400, 400, image::Luma([51 * 257]));
    for (name, bytes, left, right) in [
        ("helder.png", encoded(clear.clone(), ImageFormat::Png), [255; 3], BLUE),
        ("helder.webp", encoded(clear, ImageFormat::WebP), [255; 3], BLUE),
        ("grijs.png", encoded(grey, ImageFormat::Png), [51; 3], [51; 3]),
        (
            "GRIJS.JPEG",
            encoded(
                image::GrayImage::from_pixel(400, 400, image::Luma([51])),
                ImageFormat::Jpeg,
            ),
            [51; 3],
            [51; 3],
        ),
    ] {
        let site = with_crops("");
        site.write(&format!("content/nieuws/{name}"), &bytes);
        let shown = article(&format!("{{ src: {name}, alt: Foto }}"));
        site.write("content/nieuws/a.md", shown.as_bytes());
        site.build().is_clean();
        let crop = read(&site, &format!("nieuws/{name}.16x9.jpg"));
        assert_eq!(crop.dimensions(), (400, 225));
        is_nearly(*crop.get_pixel(20, 100), left);
        is_nearly(*crop.get_pixel(380, 100), right);
    }
}

#[test]
fn a_colour_profile_goes_along_where_it_fits() {
    for (space, goes_along) in [(b"RGB ", true), (b"GRAY", false)] {
        let mut profile = vec![7u8; 200];
        profile[16..20].copy_from_slice(space);
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new(&mut bytes);
        encoder.set_icc_profile(profile.clone()).expect("a profile");
        let picture = halves(400, 400);
        encoder
            .write_image(&picture, 400, 400, ExtendedColorType::Rgb8)
            .expect("a picture");
        let site = showing(&bytes, SHOWN);
        site.build().is_clean();
        let crop = std::fs::read(site.output().join("nieuws/foto.jpg.4x3.jpg")).expect("a crop");
        assert_eq!(crop.windows(200).any(|window| window == profile), goes_along);
    }
}

#[test]
fn a_broken_picture_is_told_of_and_no_crop_of_it_is_named() {
    let own = |width, height| vec![("nieuws/foto.jpg".to_owned(), width, height)];
    let mut too_large = broken(300, 300);
    // Of its width and height the head says 16,384.
    for at in [16, 20] {
        too_large[at..at + 4].copy_from_slice(&16_384u32.to_be_bytes());
    }
    for (bytes, size) in [(broken(400, 300), (400, 300)), (too_large, (16_384, 16_384))] {
        let site = showing(&bytes, SHOWN);
        let built = site.build();
        built.is_done().finds(&["content/nieuws/foto.jpg site/no-crops"]);
        assert_eq!(told(&built, "nieuws/a/index.html", "NewsArticle"), own(size.0, size.1));
        assert_eq!(crops(&site, &built), [""; 0]);
        assert!(site.tree().contains_key("nieuws/foto.jpg"));
    }
    // One that breaks later, and is mended again; texts change meanwhile.
    let site = showing(&jpeg(400, 300), SHOWN);
    let good = site.build();
    assert_eq!(crops(&site, good.is_clean()).len(), 2);
    site.write("content/nieuws/foto.jpg", &broken(400, 300));
    for text in [article(SHOWN), article(SHOWN).replace("Tekst", "Ander")] {
        site.write("content/nieuws/a.md", text.as_bytes());
        let built = site.build();
        built.finds(&["content/nieuws/foto.jpg site/no-crops"]);
        assert_eq!(crops(&site, &built), [""; 0]);
    }
    site.write("content/nieuws/foto.jpg", &jpeg(400, 300));
    assert_eq!(crops(&site, site.build().is_clean()).len(), 2);
}

#[test]
fn a_file_in_the_way_is_told_of() {
    let site = showing(&jpeg(400, 400), SHOWN);
    site.write("content/nieuws/foto.jpg.4x3.jpg", &jpeg(40, 30));
    let built = site.build();
    built.finds(&["content/nieuws/foto.jpg.4x3.jpg site/same-address"]);
}

/// After each change the crops are those of a clean build, and none is written that is there already.
#[test]
fn crops_follow_the_picture_its_focus_and_the_setting() {
    let site = showing(&jpeg(500, 400), SHOWN);
    let other = article(SHOWN).replace("Raad", "Ander");
    site.write("content/nieuws/b.md", other.as_bytes());
    site.build().is_clean();
    let as_clean = |changed: usize| {
        let built = site.build();
        let written = built.is_clean().report.published.written;
        let tree = site.tree();
        let crops = |tree: &std::collections::BTreeMap<String, Vec<u8>>| -> Vec<(String, Vec<u8>)> {
            let crops = tree.iter().filter(|(path, _)| path.contains(".jpg."));
            crops.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
        };
        site.clean_build().is_clean();
        assert!(tree == site.clean_tree());
        assert!(written >= changed, "{written}");
        crops(&tree)
    };
    let first = as_clean(0);
    assert_eq!(first.len(), 3);
    // A text, a title.
    let changed = article(SHOWN).replace("Tekst", "Anders");
    site.write("content/nieuws/a.md", changed.as_bytes());
    assert!(as_clean(1) == first);
    site.write(
        "content/nieuws/a.md",
        changed.replace("Raad", "Gemeenteraad").as_bytes(),
    );
    assert!(as_clean(1) == first);
    // Another picture of the same size.
    let mut turned = halves(500, 400);
    image::imageops::flip_horizontal_in_place(&mut turned);
    site.write("content/nieuws/foto.jpg", &encoded(turned, ImageFormat::Jpeg));
    let second = as_clean(4);
    assert!(
        second.len() == 3
            && second
                .iter()
                .zip(&first)
                .all(|(new, old)| new.0 == old.0 && new.1 != old.1)
    );
    // Another focus of one of two documents: its crops come beside those of the other.
    site.write(
        "content/nieuws/a.md",
        article("{ src: foto.jpg, alt: Foto, focus: 10% 20% }").as_bytes(),
    );
    let third = as_clean(4);
    let names: Vec<&str> = third
        .iter()
        .map(|(path, _)| path.trim_start_matches("nieuws/foto.jpg."))
        .collect();
    assert_eq!(
        names,
        [
            "16x9-20.jpg",
            "16x9.jpg",
            "1x1-10.jpg",
            "1x1.jpg",
            "4x3-20.jpg",
            "4x3.jpg"
        ]
    );
    // Without them.
    site.write(
        "site.toml",
        b"title = \"Stad\"\nbase_url = \"https://stad.example/map/\"\n",
    );
    assert!(as_clean(2).is_empty());
}
