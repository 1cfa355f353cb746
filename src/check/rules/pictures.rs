//! What is said in the place of pictures (WCAG 2.2, 1.1.1), and how large they are.

use std::collections::HashMap;

use crate::check::DocumentView;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::organise::Kind;
use crate::read::ContentFile;
use crate::safe::has_scheme;

/// From how many bytes on a picture is too heavy for a page: at 1.6 megabits a second, a slow telephone's, that is three seconds.
const HEAVY: u64 = 600 * 1024;
/// The smallest picture that services show as large beside a link, in pixels (Facebook, "Images in Link Shares").
const CARD: (u32, u32) = (600, 315);
/// What only says that there is a picture; small letters.
const NAMES: &[&str] = &[
    "afbeelding",
    "bild",
    "figuur",
    "figure",
    "foto",
    "image",
    "img",
    "ôfbylding",
    "photo",
    "picture",
    "plaatje",
    "grafiek",
    "grafik",
    "graph",
    "chart",
    "diagram",
    "infographic",
    "illustratie",
    "illustration",
    "screenshot",
    "schermafbeelding",
    "thumbnail",
    "untitled",
    "banner",
];
/// Words for pictures that hold more than a line can say; small letters.
const CHARTS: &[&str] = &[
    "grafiek",
    "staafdiagram",
    "lijndiagram",
    "cirkeldiagram",
    "taartdiagram",
    "stroomschema",
    "infographic",
    "infografiek",
    "organogram",
    "tijdlijn",
    "bar chart",
    "line chart",
    "pie chart",
    "flowchart",
    "organisation chart",
    "organization chart",
    "balkendiagramm",
    "liniendiagramm",
    "kreisdiagramm",
    "flussdiagramm",
    "infografik",
    "organigramm",
    "diagramme",
    "organigramme",
    "histogramme",
    "infographie",
];

/// Among how many words that has to stand.
const FIRST: usize = 4;

/// A picture that a document shows, wherever it is named.
struct Shown<'v> {
    src: &'v str,
    alt: Option<&'v str>,
    caption: Option<&'v str>,
    decorates: bool,
    is_described: bool,
    /// Where it is named, and where what it says is written.
    span: Span,
    alt_span: Span,
    from: From,
}

/// Where a picture is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Head(&'static str),
    Text,
    Call,
}

/// Tells of what pictures say, and do not.
pub(in crate::check) fn said(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut first: HashMap<String, &str> = HashMap::new();
    let shown = shown(view);
    for picture in &shown {
        let Some(alt) = picture.alt.map(str::trim) else {
            continue;
        };
        if alt.is_empty() {
            found.extend(unclear(picture));
            continue;
        }
        let lower = alt.to_lowercase();
        if picture.decorates {
            let message = "this picture is said to decorate only, and has a text all the same";
            let hint = "take  decorative  out, or the text";
            found.push(Diagnostic::new(Code::AltEmpty, message).at(picture.alt_span).hint(hint));
        } else if is_like_a_file(&lower, picture.src) {
            found.push(like_a_file(picture, alt));
        } else if picture.caption.is_some_and(|caption| plain(caption) == plain(alt)) {
            let message = format!("\"{alt}\" is said twice: in the place of the picture, and under it");
            let hint = "let the text say what is to be seen, and the line under the picture what it means";
            found.push(
                Diagnostic::new(Code::AltRepeated, message)
                    .at(picture.alt_span)
                    .hint(hint),
            );
        } else if let Some(other) = first.get(&lower).filter(|other| **other != picture.src) {
            let message = format!("\"{alt}\" is what {other} says as well");
            let hint = "say of each picture what is to be seen on it alone";
            found.push(
                Diagnostic::new(Code::AltRepeated, message)
                    .at(picture.alt_span)
                    .hint(hint),
            );
        }
        if is_chart(&lower) && !picture.is_described && !has_table(view) {
            found.push(undescribed(picture));
        }
        first.entry(lower).or_insert(picture.src);
    }
    found
}

/// Tells of pictures that are too heavy for a page, or too small to stand beside a link to it.
pub(in crate::check) fn sizes(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for picture in shown(view).iter().filter(|picture| !has_scheme(picture.src)) {
        let Some(file) = view.file_named(&decoded(picture.src)) else {
            continue;
        };
        if file.size > HEAVY {
            found.push(heavy(file, picture.span));
        }
        let is_card =
            picture.from == From::Head("image") && matches!(view.kind, Some(Kind::Article | Kind::Event) | None);
        let is_drawn = file.path.as_str().to_ascii_lowercase().ends_with(".svg");
        if let Some((width, height)) = file.dimensions.filter(|_| is_card && !is_drawn)
            && (width < CARD.0 || height < CARD.1)
        {
            let message = format!(
                "this picture is {width} by {height} pixels, too small to stand large beside a link to the page"
            );
            let hint = format!(
                "take one of at least {} by {} pixels; 1200 by 630 is best",
                CARD.0, CARD.1
            );
            found.push(Diagnostic::new(Code::PictureSmall, message).at(picture.span).hint(hint));
        }
    }
    found
}

fn shown<'v>(view: &'v DocumentView<'_>) -> Vec<Shown<'v>> {
    let mut all = Vec::new();
    for key in ["image", "photo"] {
        let text = |inner: &str| {
            view.head_value(&[key, inner])
                .and_then(|node| node.scalar())
                .map(|scalar| &*scalar.text)
        };
        let Some(node) = view.head_value(&[key]) else { continue };
        // The name of a file alone says only which.
        let name = node.scalar().map(|scalar| &*scalar.text);
        let Some(src) = text("src").or(name) else { continue };
        all.push(Shown {
            src,
            // An empty one has no words.
            alt: text("alt").or_else(|| view.head_value(&[key, "alt"]).map(|_| "")),
            caption: text("caption"),
            decorates: text("decorative") == Some("true"),
            is_described: text("long_description").is_some_and(|text| !text.trim().is_empty()),
            span: view.head_value(&[key, "src"]).unwrap_or(node).span,
            alt_span: match view.head_place(&[key, "alt"]) {
                span if span.start < span.end && text("alt").is_some() => span,
                _ => node.span,
            },
            from: From::Head(key),
        });
    }
    let of_text = view.prose.pictures.iter().map(|picture| Shown {
        src: &picture.src,
        // One without words is told of by the build.
        alt: Some(&*picture.alt).filter(|alt| !alt.is_empty()),
        caption: Some(&*picture.title).filter(|title| !title.is_empty()),
        decorates: false,
        is_described: false,
        span: picture.span,
        alt_span: picture.span,
        from: From::Text,
    });
    all.extend(of_text);
    for (call, span) in &view.prose.calls {
        let (Some(src), Some(alt)) = (call.argument("src"), call.argument("alt")) else {
            continue;
        };
        all.push(Shown {
            src,
            alt: Some(alt),
            caption: call.argument("caption"),
            decorates: call.argument("decorative") == Some("true"),
            is_described: call
                .argument("long_description")
                .is_some_and(|text| !text.trim().is_empty()),
            span: *span,
            alt_span: *span,
            from: From::Call,
        });
    }
    all
}

fn decoded(src: &str) -> String {
    percent_encoding::percent_decode_str(src)
        .decode_utf8_lossy()
        .into_owned()
}

fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether what a picture says is the name of a file, or only that it is a picture.
fn is_like_a_file(alt: &str, src: &str) -> bool {
    let name = src.rsplit('/').next().unwrap_or(src).to_lowercase();
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    let ends = [
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".tif", ".bmp",
    ];
    let bare = alt.trim_matches(|c: char| !c.is_alphanumeric());
    let is_stem = plain(alt) == plain(stem)
        && (stem.contains(['-', '_']) || stem.chars().any(|c| c.is_ascii_digit()))
        && !alt.contains(' ');
    let is_camera = ["img_", "dsc_", "dscf", "dscn", "img-", "screenshot_", "whatsapp image"]
        .iter()
        .any(|start| alt.starts_with(start));
    let word = bare.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    ends.iter().any(|end| alt.ends_with(end)) || is_stem || is_camera || NAMES.contains(&word)
}

/// Whether a picture is a chart by its own words: one of its first names it. A chart in the background of a photograph comes later.
fn is_chart(alt: &str) -> bool {
    let start: String = alt.split_whitespace().take(FIRST).collect::<Vec<_>>().join(" ");
    CHARTS.iter().any(|word| start.contains(word))
}

fn has_table(view: &DocumentView<'_>) -> bool {
    !view.prose.tables.is_empty()
}

fn unclear(picture: &Shown<'_>) -> Option<Diagnostic> {
    if picture.decorates {
        return None;
    }
    let hint = match picture.from {
        From::Call => {
            "say what is to be seen:  alt=\"De raad stemt\"  , or say that it only decorates:  decorative=\"true\""
        }
        _ => "say what is to be seen:  alt: \"De raad stemt\"  , or say that it only decorates:  decorative: true",
    };
    let message = format!("{} has an empty text, and nothing says that this is meant", picture.src);
    Some(
        Diagnostic::new(Code::AltEmpty, message)
            .at(picture.alt_span)
            .hint(hint)
            .grouped("empty"),
    )
}

fn like_a_file(picture: &Shown<'_>, alt: &str) -> Diagnostic {
    Diagnostic::new(
        Code::AltFileName,
        format!("\"{alt}\" says nothing of what is to be seen on {}", picture.src),
    )
    .at(picture.alt_span)
    .hint("say what somebody misses who cannot see the picture:  Wethouder Ada Voorbeeld opent de balie")
    .grouped("name")
}

fn undescribed(picture: &Shown<'_>) -> Diagnostic {
    let hint = match picture.from {
        From::Text => {
            "say in words or in a table what it shows, or give it a description of its own:  {{< figure src=\"…\" alt=\"…\" long_description=\"…\" >}}"
        }
        From::Call => {
            "say in words or in a table what it shows, or give it a description of its own:  long_description=\"…\""
        }
        From::Head(_) => {
            "say in words or in a table what it shows, or give it a description of its own:  long_description: \"…\""
        }
    };
    Diagnostic::new(
        Code::ChartText,
        format!("{} is a chart, and what it shows is told nowhere in words", picture.src),
    )
    .at(picture.alt_span)
    .hint(hint)
}

fn heavy(file: &ContentFile, span: Span) -> Diagnostic {
    let size = file.size.div_ceil(1024);
    let message = format!(
        "{} is {size} kB: on a telephone readers wait seconds for it, and pay for it",
        file.path.file_name()
    );
    let hint = match file.dimensions {
        Some((width, _)) if width > 2000 => format!(
            "make it smaller: it is {width} pixels wide, and a page shows 1600 at most; and save it as webp or avif"
        ),
        _ => "save it as webp or avif, or with a lower quality".to_owned(),
    };
    Diagnostic::new(Code::PictureHeavy, message).at(span).hint(hint)
}
