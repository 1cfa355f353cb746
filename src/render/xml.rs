//! Writing XML: text that cannot break out, and no character that XML forbids.

use super::stream::Stream;

/// An XML document under construction.
#[derive(Debug, Default)]
pub struct Xml(String);

impl Xml {
    /// Returns a document with the XML declaration.
    pub fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// Returns a document that a browser shows with a stylesheet, where there is one (xml-stylesheet 1.0).
    pub fn styled(stylesheet: Option<&str>) -> Self {
        let mut xml = Self::new();
        if let Some(href) = stylesheet {
            xml.raw("<?xml-stylesheet type=\"text/css\" href=\"")
                .text(href)
                .raw("\"?>\n");
        }
        xml
    }

    /// Adds markup as it is.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds escaped text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape_into(&mut self.0, text);
        self
    }

    /// Adds `<name>text</name>` and a line end.
    pub fn element(&mut self, name: &str, text: &str) -> &mut Self {
        self.raw("<")
            .raw(name)
            .raw(">")
            .text(text)
            .raw("</")
            .raw(name)
            .raw(">\n")
    }

    /// Adds `<name a="…"/>` and a line end.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.open_tag(name, attributes).raw("/>\n")
    }

    /// Adds `<name a="…">`.
    pub fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.open_tag(name, attributes).raw(">")
    }

    fn open_tag(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.raw("<").raw(name);
        for (key, value) in attributes {
            self.raw(" ").raw(key).raw("=\"").text(value).raw("\"");
        }
        self
    }

    /// Returns what was written, as a part of another document.
    pub fn text_so_far(self) -> String {
        self.0
    }

    /// Returns what was written, to go on with.
    pub fn into_stream(self) -> Stream {
        self.0.into()
    }
}

/// Escapes the five characters of XML and drops those that XML 1.0 §2.2 forbids.
fn escape_into(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut at = 0;
    while at < bytes.len() {
        if !STOPS[usize::from(bytes[at])] {
            at += 1;
            continue;
        }
        let (written, length) = match bytes[at] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\'' => ("&#39;", 1),
            // U+FFFE and U+FFFF; what else starts with this byte may stay.
            0xef if matches!(&bytes[at..], [_, 0xbf, 0xbe | 0xbf, ..]) => ("", 3),
            0xef => {
                at += 1;
                continue;
            }
            _ => ("", 1),
        };
        out.push_str(&text[from..at]);
        out.push_str(written);
        at += length;
        from = at;
    }
    out.push_str(&text[from..]);
}

/// The bytes that escaping looks at; all others are copied as they stand.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        stops[byte] = match byte as u8 {
            b'\t' | b'\n' | b'\r' => false,
            0..=0x1f | b'&' | b'<' | b'>' | b'"' | b'\'' | 0xef => true,
            _ => false,
        };
        byte += 1;
    }
    stops
};

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn text_cannot_break_out_and_forbidden_characters_go() {
        let mut xml = Xml::default();
        xml.start("a", &[("b", "\"<")]).text("]]> & \u{0}\u{b}x").raw("</a>");
        assert_eq!(xml.text_so_far(), "<a b=\"&quot;&lt;\">]]&gt; &amp; x</a>");
        let mut xml = Xml::default();
        xml.text("\u{fffd}é\u{ffff}\u{fffe}\u{feff}日'\n");
        assert_eq!(xml.text_so_far(), "\u{fffd}é\u{feff}日&#39;\n");
    }
}
