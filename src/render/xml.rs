//! Writing XML: text that cannot break out, and no character that XML forbids.

/// An XML document under construction.
#[derive(Debug, Default)]
pub struct Xml(String);

impl Xml {
    /// Returns a document with the XML declaration.
    pub fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
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

    /// Returns the document.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// Escapes the five characters of XML and drops those that XML 1.0 §2.2 forbids.
fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn text_cannot_break_out_and_forbidden_characters_go() {
        let mut xml = Xml::default();
        xml.start("a", &[("b", "\"<")]).text("]]> & \u{0}\u{b}x").raw("</a>");
        assert_eq!(xml.finish(), b"<a b=\"&quot;&lt;\">]]&gt; &amp; x</a>");
    }
}
