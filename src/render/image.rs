//! The `<img>` tag: everywhere the same, with what keeps a page from jumping while it loads.

use tera::escape_html;

/// A picture as a page shows it.
#[derive(Debug, Clone, Copy)]
pub struct Image<'a> {
    /// Its address.
    pub url: &'a str,
    /// The text for who cannot see it.
    pub alt: &'a str,
    /// Width and height in pixels.
    pub dimensions: Option<(u32, u32)>,
    /// A title.
    pub title: Option<&'a str>,
    /// Classes for the theme.
    pub class: Option<&'a str>,
    /// When the browser fetches it.
    pub loading: Loading,
}

/// When a browser fetches a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loading {
    /// When it comes near.
    Lazy,
    /// At once: the picture at the top of a page.
    Eager,
}

/// Adds the tag to `out`.
pub fn image_tag(out: &mut String, image: &Image<'_>) {
    out.push_str("<img");
    let mut attribute = |name: &str, value: &str| {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        out.push_str(&escaped(value));
        out.push('"');
    };
    attribute("src", image.url);
    attribute("alt", image.alt);
    if let Some((width, height)) = image.dimensions {
        attribute("width", &width.to_string());
        attribute("height", &height.to_string());
    }
    if let Some(title) = image.title {
        attribute("title", title);
    }
    if let Some(class) = image.class {
        attribute("class", class);
    }
    match image.loading {
        Loading::Lazy => attribute("loading", "lazy"),
        Loading::Eager => attribute("fetchpriority", "high"),
    }
    attribute("decoding", "async");
    out.push('>');
}

/// Returns `text` with the characters escaped that mean something in HTML.
pub fn escaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len() + 8);
    // Writing to a vector cannot fail, and escaping keeps UTF-8 whole.
    let _ = escape_html(text, &mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_written_ends_an_attribute_or_the_tag() {
        let image = Image {
            url: "/a.jpg\" onerror=\"x",
            alt: "<b>\"'&",
            dimensions: None,
            title: Some("\"><script>"),
            class: Some("breed\" x=\""),
            loading: Loading::Lazy,
        };
        let mut tag = String::new();
        image_tag(&mut tag, &image);
        // Around the values of six attributes, and nowhere else.
        assert_eq!(tag.matches('"').count(), 12, "{tag}");
        assert_eq!((tag.matches('<').count(), tag.matches('>').count()), (1, 1), "{tag}");
        assert!(tag.contains("&amp;"), "{tag}");
    }
}
