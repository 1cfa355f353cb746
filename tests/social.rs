//! Pictures beside links: a small site in, PNG files out.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::{Built, Site, site};

/// A site with social cards, and these files.
fn with_cards(files: &str) -> Site {
    let config = "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/krant/\"
        [social]
        cards = true
        [sections.nieuws]
        kicker = \"Nieuws\"
";
    site(&format!("{config}{files}"))
}

fn article(title: &str) -> String {
    let title = title.replace('\'', "''");
    format!("---\ntitle: '{title}'\ndate: 2026-03-05\n---\nTekst.\n")
}

/// A site with one article of this title.
fn titled(title: &str) -> Site {
    let site = with_cards("");
    site.write("content/nieuws/a.md", article(title).as_bytes());
    site
}

/// The names of all social cards in the output.
fn names(site: &Site) -> Vec<String> {
    let tree = site.tree();
    let cards = tree.keys().filter(|path| path.starts_with("assets/social/"));
    cards.cloned().collect()
}

/// A picture: its pixels, a colour each.
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    #[track_caller]
    fn read(bytes: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG file");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut pixels).expect("a picture");
        assert_eq!(frame.color_type, png::ColorType::Rgb);
        let pixels = pixels[..frame.buffer_size()].as_chunks::<3>().0.to_vec();
        Self {
            width: frame.width as usize,
            height: frame.height as usize,
            pixels,
        }
    }

    #[track_caller]
    fn of(site: &Site, name: &str) -> Self {
        Self::read(&fs::read(site.output().join(name)).expect("a social card"))
    }

    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        self.pixels[y * self.width + x]
    }

    /// The pixels that are of another colour than the ground, below the band at the top.
    fn written(&self) -> Vec<(usize, usize)> {
        let ground = self.at(2, 300);
        let places = (20..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        places.filter(|(x, y)| self.at(*x, *y) != ground).collect()
    }

    /// Between which heights the text of the headline and what stands around it is, as runs of rows with something in them.
    fn rows(&self) -> Vec<(usize, usize)> {
        let rows: BTreeSet<usize> = self.written().into_iter().map(|(_, y)| y).collect();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for row in rows {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == row => *last = row,
                _ => runs.push((row, row)),
            }
        }
        runs
    }

    /// It has the size of a card, something is written on it, and nothing comes near its edges.
    #[track_caller]
    fn is_a_card(&self) -> &Self {
        assert_eq!((self.width, self.height), (1200, 630));
        let written = self.written();
        assert!(written.len() > 5_000, "{}", written.len());
        let outside = written.iter().find(|(x, y)| !(70..=1130).contains(x) || *y > 600);
        assert_eq!(outside, None);
        self
    }
}

/// What a page says of the picture beside links to it.
#[track_caller]
fn told(built: &Built<'_>, page: &str, property: &str) -> Option<String> {
    let page = built.page(page);
    let (_, rest) = page.split_once(&format!("<meta property=\"{property}\" content=\""))?;
    rest.split_once('"').map(|(value, _)| value.to_owned())
}

#[test]
fn an_article_without_a_picture_gets_one_of_its_headline() {
    let site = titled("Raad kiest voor open data");
    let built = site.build();
    built.is_clean();
    let names = names(&site);
    assert_eq!(names.len(), 1, "{names:?}");
    Picture::of(&site, &names[0]).is_a_card();
    let page = "nieuws/a/index.html";
    let address = format!("https://proef.example/krant/{}", names[0]);
    let says = |property: &str| told(&built, page, property);
    assert_eq!(says("og:image"), Some(address.clone()));
    assert_eq!(says("og:image:type").as_deref(), Some("image/png"));
    assert_eq!(says("og:image:width").as_deref(), Some("1200"));
    assert_eq!(says("og:image:height").as_deref(), Some("630"));
    assert_eq!(says("og:image:alt").as_deref(), Some("Raad kiest voor open data"));
    built.page_contains(page, "<meta name=\"twitter:card\" content=\"summary_large_image\">");
    // For search engines too; and it is not in the page.
    built.page_contains(page, &format!("\"contentUrl\":\"{address}\""));
    built.page_lacks(page, "<img");
}

#[test]
fn there_are_none_unless_the_site_asks_for_them() {
    let site = titled("Raad");
    site.write(
        "site.toml",
        b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\n",
    );
    let built = site.build();
    built.is_clean().page_lacks("nieuws/a/index.html", "og:image");
    assert_eq!(names(&site), [""; 0]);
    // A theme that has no template for them has none either.
    site.write(
        "site.toml",
        b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\ntheme = \"kaal\"\n[social]\ncards = true\n",
    );
    for template in ["home", "section", "article", "taxonomy", "term", "404", "redirect"] {
        let path = format!("themes/kaal/templates/{template}.html");
        site.write(
            &path,
            b"{% if page is defined %}{{ page.social_image or \"\" }}{% endif %}",
        );
    }
    site.build().is_done();
    assert_eq!(names(&site), [""; 0]);
}

#[test]
fn a_picture_of_its_own_wins_unless_it_is_one_that_is_not_shown_elsewhere() {
    let site = with_cards(
        "
        -- content/nieuws/foto.md --
        ---
        title: Foto
        date: 2026-03-05
        image: { src: foto.gif, alt: Een foto }
        ---
        -- content/nieuws/tekening.md --
        ---
        title: Tekening
        date: 2026-03-05
        image: { src: tekening.svg, alt: Een tekening }
        ---
        -- content/nieuws/tekening.svg --
        <svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>
    ",
    );
    site.write("content/nieuws/foto.gif", b"GIF89a\x03\x00\x02\x00\x00\x00\x00;");
    let built = site.build();
    built.is_done();
    let own = told(&built, "nieuws/foto/index.html", "og:image");
    assert_eq!(own.as_deref(), Some("https://proef.example/krant/nieuws/foto.gif"));
    assert_eq!(
        told(&built, "nieuws/foto/index.html", "og:image:alt").as_deref(),
        Some("Een foto")
    );
    let names = names(&site);
    assert_eq!(names.len(), 1);
    let card = format!("https://proef.example/krant/{}", names[0]);
    assert_eq!(
        told(&built, "nieuws/tekening/index.html", "og:image"),
        Some(card.clone())
    );
    // Search engines take both.
    built.page_contains("nieuws/tekening/index.html", &format!("\"url\":\"{card}\""));
    built.page_contains("nieuws/tekening/index.html", "/krant/nieuws/tekening.svg\"");
}

#[test]
fn the_name_of_a_card_changes_with_what_is_written_on_it_and_with_nothing_else() {
    let site = titled("Raad");
    site.build().is_clean();
    let first = names(&site);
    // Neither the text nor what else there is makes another.
    site.write(
        "content/nieuws/a.md",
        article("Raad").replace("Tekst.", "Meer tekst.").as_bytes(),
    );
    site.build().is_clean();
    assert_eq!(names(&site), first);
    site.write(
        "content/nieuws/a.md",
        article("Raad").replace("date:", "tags: [Data]\ndate:").as_bytes(),
    );
    let config = fs::read_to_string(site.root().join("site.toml")).expect("settings");
    site.write("site.toml", format!("copyright = \"Vrij\"\n{config}").as_bytes());
    site.build().is_clean();
    assert_eq!(names(&site), first);
    let mut seen = BTreeSet::from([first[0].clone()]);
    let mut is_another = |what: &str| {
        site.build().is_clean();
        let names = names(&site);
        assert_eq!(names.len(), 1, "{what}: {names:?}");
        assert!(seen.insert(names[0].clone()), "{what}");
    };
    site.write("content/nieuws/a.md", article("De raad").as_bytes());
    is_another("the headline");
    site.write(
        "content/nieuws/a.md",
        article("De raad").replace("03-05", "03-06").as_bytes(),
    );
    is_another("the date");
    site.write(
        "content/nieuws/a.md",
        article("De raad")
            .replace("date:", "kicker: Interview\ndate:")
            .as_bytes(),
    );
    is_another("the kicker");
    site.write("site.toml", config.replace("Proef", "De Proef").as_bytes());
    is_another("the name of the site");
    site.write(
        "site.toml",
        format!("{config}[theme_options]\naccent = \"red\"\n").as_bytes(),
    );
    is_another("the colour");
    site.write("templates/social.svg", SQUARE.as_bytes());
    is_another("the template");
    site.write(
        "fonts/letter.ttf",
        &fs::read(bundled("CourantSans-Bold.ttf")).expect("a typeface"),
    );
    is_another("the typefaces");
}

fn bundled(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("themes/courant/fonts")
        .join(name)
}

/// A template that writes nothing.
const SQUARE: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 630'><rect width='600' height='630' fill='#f00'/></svg>";

#[test]
fn a_card_that_is_there_is_not_drawn_again_and_one_of_a_former_headline_goes() {
    let site = titled("Raad");
    site.build().is_clean();
    let name = names(&site).remove(0);
    let modified = |name: &str| {
        fs::metadata(site.output().join(name))
            .and_then(|file| file.modified())
            .expect("a time")
    };
    let before = modified(&name);
    // A template that could not draw anything now is not run for what is drawn.
    let config = fs::read_to_string(site.root().join("site.toml")).expect("settings");
    site.write(
        "site.toml",
        config.replace("[social]", "paginate_by = 7\n[social]").as_bytes(),
    );
    site.build().is_clean();
    assert_eq!(modified(&name), before);
    site.write("content/nieuws/a.md", article("Een ander").as_bytes());
    site.build().is_clean().has_no_file(&name);
    assert_eq!(names(&site).len(), 1);
    site.remove("content/nieuws/a.md");
    site.write("content/nieuws/_index.md", b"---\ntitle: Nieuws\n---\n");
    site.build().is_clean();
    assert_eq!(names(&site), [""; 0]);
}

#[test]
fn what_somebody_did_to_a_card_is_put_right() {
    let site = titled("Raad");
    site.build().is_clean();
    let good = site.tree();
    let name = names(&site).remove(0);
    fs::write(site.output().join(&name), "anders").expect("a file");
    site.build().is_clean();
    assert!(site.tree() == good);
    fs::remove_file(site.output().join(&name)).expect("a file");
    site.build().is_clean();
    assert!(site.tree() == good);
}

#[test]
fn long_headlines_stay_within_the_card() {
    for title in [
        "Raad",
        "Arbeidsongeschiktheidsverzekeringsmaatschappij",
        "Gemeente publiceert beleid voor arbeidsongeschiktheidsverzekeringsmaatschappijen en hun meerjarenbegrotingen",
        &"De gemeenteraad besluit over dienstverlening; ".repeat(7),
        &"ab".repeat(150),
        &"WWWW ".repeat(60),
        "Één «titel» – met “aanhalingstekens” & <tekens> \"50 %\" 🎉👩‍👩‍👧 en ’n apostrof",
        "Новости цифрового правительства и открытых данных",
        "Ψηφιακή διακυβέρνηση",
    ] {
        let site = titled(title);
        site.build().is_done();
        let names = names(&site);
        assert_eq!(names.len(), 1, "{title}");
        Picture::of(&site, &names[0]).is_a_card();
    }
}

/// A short headline is in large letters, a long one in smaller ones and more lines.
#[test]
fn the_size_of_a_headline_follows_from_its_length() {
    let rows = |title: &str| {
        let site = titled(title);
        site.build().is_done();
        Picture::of(&site, &names(&site)[0]).rows()
    };
    // Kicker, headline, line, name and date.
    let short = rows("nnnnn nnnnn");
    assert_eq!(short.len(), 4, "{short:?}");
    let long = rows(&"nnnnn ".repeat(20));
    assert!(long.len() > 5, "{long:?}");
    let height = |(from, to): (usize, usize)| to - from;
    assert!(height(long[1]) < height(short[1]), "{long:?} {short:?}");
    // What does not fit ends with an ellipsis, on the last of as many lines as there can be.
    let cut = rows(&"nnnnn ".repeat(200));
    let most = rows(&"nnnnn ".repeat(400));
    assert_eq!(cut, most);
}

#[test]
fn a_letter_that_no_typeface_has_makes_no_card() {
    for title in ["أخبار الحكومة", "数字政府新闻", "ข่าว"] {
        let site = titled(title);
        let config = fs::read_to_string(site.root().join("site.toml")).expect("settings");
        site.write("content/deel.gif", b"GIF89a\xb0\x04\x76\x02\x00\x00\x00;");
        site.write(
            "site.toml",
            config
                .replace("cards = true", "cards = true\nimage = \"/deel.gif\"")
                .as_bytes(),
        );
        let built = site.build();
        built.is_done();
        assert_eq!(names(&site), [""; 0], "{title}");
        // The site's own stands in, as on pages that are no articles.
        for page in ["nieuws/a/index.html", "index.html"] {
            let says = |property: &str| told(&built, page, property);
            assert_eq!(
                says("og:image").as_deref(),
                Some("https://proef.example/krant/deel.gif")
            );
            assert_eq!(says("og:image:width").as_deref(), Some("1200"));
            assert_eq!(says("og:image:height").as_deref(), Some("630"));
            assert_eq!(says("og:image:type").as_deref(), Some("image/gif"));
            assert_eq!(says("og:image:alt").as_deref(), Some("Proef"));
        }
    }
    let site = titled("🎉🎉");
    site.build().is_done();
    assert_eq!(names(&site), [""; 0]);
}

#[test]
fn the_picture_of_the_site_has_to_be_there() {
    let site = titled("Raad");
    let config = fs::read_to_string(site.root().join("site.toml")).expect("settings");
    site.write(
        "site.toml",
        config.replace("cards = true", "image = \"deel.png\"").as_bytes(),
    );
    site.build().finds(&["site.toml:4:9 link/missing-file"]);
    site.write(
        "site.toml",
        config.replace("cards = true", "cards = \"ja\"\nplaatje = 1").as_bytes(),
    );
    site.build()
        .finds(&["site.toml:4:9 config/wrong-type", "site.toml:5:1 config/unknown-key"]);
}

#[test]
fn events_and_reports_have_cards_and_nothing_unpublished_has() {
    let site = with_cards(
        "
        -- content/evenementen/congres.md --
        ---
        title: Congres
        event: { start: 2026-12-10 13:00, end: 2026-12-10 17:00, venue: Stadhuis }
        ---
        -- content/evenementen/afgelast.md --
        ---
        title: Congres
        event: { start: 2026-12-10 13:00, end: 2026-12-10 17:00, venue: Stadhuis, status: cancelled }
        ---
        -- content/nieuws/verslag.md --
        ---
        title: Zo was het
        date: 2026-03-05
        event: /evenementen/congres.md
        ---
        -- content/nieuws/klad.md --
        ---
        title: Klad
        date: 2026-03-05
        draft: true
        ---
        -- content/nieuws/later.md --
        ---
        title: Later
        date: 2027-03-05
        ---
        -- content/over.md --
        ---
        title: Over ons
        ---
    ",
    );
    let built = site.build();
    built.is_done();
    assert_eq!(names(&site).len(), 3);
    let card = |page: &str| {
        let address = told(&built, page, "og:image").expect("a card");
        let name = address
            .strip_prefix("https://proef.example/krant/")
            .expect("an address")
            .to_owned();
        Picture::of(&site, &name).is_a_card();
        name
    };
    let pages = [
        "evenementen/congres/index.html",
        "evenementen/afgelast/index.html",
        "nieuws/verslag/index.html",
    ];
    let all: BTreeSet<String> = pages.into_iter().map(card).collect();
    assert_eq!(all.len(), 3);
    built.page_lacks("over/index.html", "og:image");
    // A draft that is shown to who writes it is shared by nobody.
    let site = site.drafts();
    site.build().is_done();
    assert_eq!(names(&site).len(), 3);
}

#[test]
fn a_site_can_bring_its_own_template() {
    let site = titled("Raad & <daad>");
    site.write("templates/social.svg", SQUARE.as_bytes());
    site.build().is_done();
    let card = Picture::of(&site, &names(&site)[0]);
    assert_eq!((card.width, card.height), (1200, 630));
    assert_eq!((card.at(10, 10), card.at(1190, 620)), ([255, 0, 0], [255; 3]));
    // Of another size, and the same shape.
    site.write("templates/social.svg", SQUARE.replace("1200 630", "600 315").as_bytes());
    site.build().is_done();
    assert_eq!(Picture::of(&site, &names(&site)[0]).at(1190, 620), [255, 0, 0]);
    // What it writes is escaped, and a photo or a gradient has as many colours as it has.
    let template = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 630'><linearGradient id='a'><stop stop-color='#f00'/>\
         <stop offset='1' stop-color='#00f'/></linearGradient><rect width='1200' height='630' fill='url(#a)'/>\
         <text y='300' font-family='Courant Sans' font-size='90'>{{ social.headline }}</text></svg>";
    site.write("templates/social.svg", template.as_bytes());
    site.build().is_done();
    let card = Picture::of(&site, &names(&site)[0]);
    let colours: BTreeSet<[u8; 3]> = card.pixels.iter().copied().collect();
    assert!(colours.len() > 256, "{}", colours.len());
}

/// Each field that docs/content/themes/theming.md names is there, and no other.
#[test]
fn the_template_sees_what_the_page_about_themes_says() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/themes/theming.md"))
        .expect("a page");
    let (_, part) = page.split_once("\n## Social cards\n").expect("a part on social cards");
    let part = part.split("\n## ").next().unwrap_or_default();
    let mut fields: Vec<&str> = Vec::new();
    for line in part.lines().filter(|line| line.starts_with("| `")) {
        let cell = line.trim_start_matches("| ").split(" | ").next().unwrap_or_default();
        fields.extend(cell.split('`').skip(1).step_by(2));
    }
    assert!(fields.contains(&"social.headline"), "{fields:?}");
    let count = |of: &str| fields.iter().filter(|field| field.starts_with(of)).count();
    let (social, of_site) = (count("social."), count("site."));
    assert_eq!(social + of_site, fields.len());
    let defined: Vec<String> = fields.iter().map(|field| format!("{field} is defined")).collect();
    let template = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 630'>{{% if {} and social | length == {social} and site | length == {of_site} %}}<rect width='1200' height='630' fill='#0f0'/>{{% endif %}}</svg>",
        defined.join(" and ")
    );
    let site = titled("Raad");
    site.write("templates/social.svg", template.as_bytes());
    site.build().is_done();
    assert_eq!(Picture::of(&site, &names(&site)[0]).at(600, 300), [0, 255, 0]);
}

#[test]
fn what_is_wrong_with_a_template_is_told_at_its_place() {
    let check = |template: &str, found: &str| {
        let site = titled("Raad");
        site.build().is_clean();
        let good = site.tree();
        site.write("templates/social.svg", template.as_bytes());
        site.build().finds(&[found]);
        assert!(site.tree() == good);
    };
    check(
        "<svg>\n{{ social.kop }}</svg>",
        "templates/social.svg:2:11 template/failed",
    );
    check("<svg>\n{% if %}</svg>", "templates/social.svg:2:7 template/syntax");
    check(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 630'>\n<g>\n</svg>",
        "templates/social.svg:3:1 template/social-card",
    );
    check("geen svg", "templates/social.svg:1:1 template/social-card");
    check(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'></svg>",
        "templates/social.svg:1:1 template/social-card",
    );
    check(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 630'>\n{{ asset(path='css/site.css') }}</svg>",
        "templates/social.svg:2:4 template/failed",
    );
    check(
        "{% set a = fit(text=social.headline, width=0, height=9, sizes=[9], families='x') %}",
        "templates/social.svg:1:12 template/failed",
    );
}

#[test]
fn nothing_of_the_disk_is_in_a_card() {
    let secret = tempfile::NamedTempFile::with_suffix(".svg").expect("a file");
    fs::write(secret.path(), SQUARE).expect("a file");
    let site = titled("Raad");
    let template = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 1200 630'>\
         <image xlink:href='{}' width='1200' height='630'/></svg>",
        secret.path().display()
    );
    site.write("templates/social.svg", template.as_bytes());
    site.build().is_done();
    assert_eq!(Picture::of(&site, &names(&site)[0]).at(100, 100), [255; 3]);
}

#[test]
fn a_typeface_of_the_sites_own_is_used_and_one_that_cannot_be_read_is_told_of() {
    let site = titled("Raad");
    site.build().is_clean();
    let plain = Picture::of(&site, &names(&site)[0]).pixels;
    let config = fs::read_to_string(site.root().join("site.toml")).expect("settings");
    let options = format!("{config}[theme_options]\nhead_font = \"/kop.ttf\"\n");
    site.write("site.toml", options.as_bytes());
    site.write(
        "content/kop.ttf",
        &fs::read(bundled("CourantSans-Bold.ttf")).expect("a typeface"),
    );
    site.build().is_clean();
    let own = Picture::of(&site, &names(&site)[0]);
    assert!(own.is_a_card().pixels != plain);
    // Cut off, it is none.
    let cut = &fs::read(bundled("CourantSans-Bold.ttf")).expect("a typeface")[..2_000];
    site.write("content/kop.ttf", cut);
    site.write("fonts/stuk.woff2", b"wOF2 en verder niets");
    let built = site.build();
    built.is_done().finds(&[
        "fonts/stuk.woff2 theme/unreadable-font",
        "site.toml:8:13 theme/unreadable-font",
    ]);
    assert!(Picture::of(&site, &names(&site)[0]).pixels == plain);
}

/// However a typeface is packed, the same letters are drawn.
#[test]
fn a_typeface_can_be_packed_as_for_the_web() {
    let site = titled("Raad");
    site.build().is_clean();
    let plain = Picture::of(&site, &names(&site)[0]).pixels;
    let config = fs::read_to_string(site.root().join("site.toml")).expect("settings");
    let drawn = ["ttf", "woff", "woff2"].map(|ending| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/typefaces/rad.{ending}"));
        let name = format!("kop.{ending}");
        site.write(&format!("content/{name}"), &fs::read(file).expect("a typeface"));
        let options = format!("{config}[theme_options]\nhead_font = \"/{name}\"\n");
        site.write("site.toml", options.as_bytes());
        site.build().is_clean();
        Picture::of(&site, &names(&site)[0]).pixels
    });
    assert!(drawn[0] != plain);
    assert!(drawn[0] == drawn[1] && drawn[0] == drawn[2]);
}
