//! Documents with all that can stand in them: Markdown, HTML, shortcodes.

use std::path::Path;
use std::sync::LazyLock;

use courant::config::{self, Config};
use courant::parse::markdown::{Sanitiser, ShortcodeSignatures, inline_links, plain};
use courant::parse::{Body, Content, Filling, ParseContext, document};
use courant::read::{ContentPath, Source};
use courant::theme;

use super::{inert, text, told};

struct Settings {
    config: Config,
    shortcodes: ShortcodeSignatures,
}

/// Those of a site without any of its own.
static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    let text = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[languages.en]\n";
    let config = config::read(text).value.expect("settings without an error");
    let theme = theme::load(Path::new("/nowhere"), &config, text);
    let shortcodes = theme.value.expect("the theme in the program").shortcodes;
    Settings { config, shortcodes }
});

thread_local! {
    static CONTEXT: ParseContext<'static> = ParseContext {
        config: &SETTINGS.config,
        shortcodes: &SETTINGS.shortcodes,
        taxonomy_folders: &[],
        sanitiser: Sanitiser::default(),
    };
}

/// Reads a document: nothing in it runs, what is known of it fits its text, and is the same once it was kept.
pub fn markdown(bytes: &[u8]) {
    let Some(file) = text(bytes) else { return };
    let source = Source {
        path: ContentPath::new("nieuws/raad.md").expect("a path"),
        text: file.to_owned(),
    };
    let read = CONTEXT.with(|context| document(&source, context));
    told::check(&read.found, file);
    let body = &read.value.body;
    let content = body.content.as_ref().expect("a text that was just read");
    fits(content, file);
    for reference in &body.references {
        told::within(reference.span, file);
    }
    for heading in &body.headings {
        assert!(
            (1..=6).contains(&heading.level) && !heading.id.is_empty(),
            "{heading:?}"
        );
        assert!(body.anchors.contains(&heading.id), "{heading:?}");
    }
    assert!(body.anchors.is_sorted());
    let kept = postcard::to_stdvec(body).expect("it can be kept");
    let again: Body = postcard::from_bytes(&kept).expect("what was kept can be read");
    assert_eq!(postcard::to_stdvec(&again).expect("it can be kept"), kept);
    plain(file);
    inline_links(file);
}

/// Checks that the holes of a text lie in it, one behind the other, and that neither it nor what goes into them runs anything.
fn fits(content: &Content, file: &str) {
    let mut whole = String::new();
    let mut from = 0;
    for hole in &content.holes {
        let at = hole.at as usize;
        told::within(hole.span, file);
        whole.push_str(
            content
                .html
                .get(from..at)
                .expect("holes in their order, between characters"),
        );
        from = at;
        match &hole.what {
            Filling::LinkStart { .. } => whole.push_str("<a href=\"#\">"),
            Filling::LinkEnd => whole.push_str("</a>"),
            Filling::Dimensions { .. } => whole.push_str(" width=\"1\""),
            Filling::Address { .. } => whole.push('#'),
            Filling::Image(image) => inert::harmless(&image.src),
            Filling::Code(_) => {}
            Filling::Shortcode(call) => call.body.iter().for_each(|body| fits(body, file)),
        }
    }
    whole.push_str(content.html.get(from..).expect("holes in the text"));
    inert::check(&whole);
}
