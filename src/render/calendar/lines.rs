//! Content lines of iCalendar (RFC 5545 §3.1): escaped, folded, each ended by CRLF.

/// How long a line may be, in bytes, its end not counted.
const LONGEST: usize = 75;

/// An iCalendar object under construction.
#[derive(Debug, Default)]
pub struct Lines {
    written: String,
    /// The line that is being made, before it is folded.
    line: String,
}

impl Lines {
    /// Adds `name:value`. No value, wherever it comes from, can begin another line: control characters go (§3.3.11).
    pub fn raw(&mut self, name: &str, value: &str) -> &mut Self {
        self.line.clear();
        self.line.push_str(name);
        self.line.push(':');
        self.line.extend(value.chars().filter(is_allowed));
        self.fold();
        self
    }

    /// Adds a text, escaped (§3.3.11).
    pub fn text(&mut self, name: &str, text: &str) -> &mut Self {
        self.texts(name, [text].into_iter())
    }

    /// Adds several texts as one value, commas between.
    pub fn texts<'t>(&mut self, name: &str, texts: impl Iterator<Item = &'t str>) -> &mut Self {
        self.line.clear();
        self.line.push_str(name);
        for (n, text) in texts.enumerate() {
            self.line.push(if n == 0 { ':' } else { ',' });
            escape_into(&mut self.line, text);
        }
        self.fold();
        self
    }

    fn fold(&mut self) {
        fold_into(&mut self.written, &self.line);
    }

    /// Returns the object.
    pub fn finish(self) -> Vec<u8> {
        self.written.into_bytes()
    }
}

/// The value of a parameter in double quotes: it cannot hold one, nor a control character (§3.2).
pub fn quoted(value: &str) -> String {
    let plain: String = value
        .chars()
        .filter(is_allowed)
        .map(|c| if c == '"' { '\'' } else { c })
        .collect();
    format!("\"{plain}\"")
}

fn is_allowed(c: &char) -> bool {
    *c == '\t' || !c.is_control()
}

fn escape_into(line: &mut String, text: &str) {
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => line.extend(['\\', c]),
            // A line break of any system is one.
            '\n' if before == '\r' => {}
            '\n' | '\r' => line.push_str("\\n"),
            c if is_allowed(&c) => line.push(c),
            _ => {}
        }
        before = c;
    }
}

/// Parts a line so that none is longer than [`LONGEST`] and no character is cut; each part but the first begins with a space.
fn fold_into(out: &mut String, line: &str) {
    let mut rest = line;
    let mut room = LONGEST;
    while rest.len() > room {
        let (part, behind) = rest.split_at(boundary(rest, room));
        out.push_str(part);
        out.push_str("\r\n ");
        rest = behind;
        room = LONGEST - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

/// Returns the last place up to `most` bytes from the start at which no character is cut.
fn boundary(text: &str, most: usize) -> usize {
    let places = (0..=most).rev();
    places.into_iter().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, text: &str) -> String {
        let mut lines = Lines::default();
        lines.text(name, text);
        String::from_utf8(lines.finish()).unwrap()
    }

    #[test]
    fn a_line_is_folded_at_75_bytes_and_no_character_is_cut() {
        for text in ["a".repeat(400), "é".repeat(300), "日本".repeat(99), "👩🏽‍💻".repeat(50)] {
            let text = text.as_str();
            for shift in 0..5 {
                let name = &"SUMMARY"[..7 - shift];
                let written = written(name, text);
                let unfolded = written.replace("\r\n ", "");
                assert_eq!(unfolded, format!("{name}:{text}\r\n"));
                for line in written.trim_end_matches("\r\n").split("\r\n") {
                    assert!(line.len() <= 75, "{line}");
                    assert!(line.len() > 70 || written.ends_with(&format!("{line}\r\n")), "{line}");
                }
            }
        }
        assert_eq!(written("X", &"a".repeat(73)), format!("X:{}\r\n", "a".repeat(73)));
        assert_eq!(written("X", &"a".repeat(74)), format!("X:{}\r\n a\r\n", "a".repeat(73)));
    }

    #[test]
    fn a_text_cannot_break_out() {
        let text = "a\\b;c,d:e\nf\r\ng\rh\u{0}\u{7f}\u{85}\ti\"";
        assert_eq!(written("X", text), "X:a\\\\b\\;c\\,d:e\\nf\\ng\\nh\ti\"\r\n");
        let mut lines = Lines::default();
        lines
            .raw("URL", "https://a.nl/\r\nSTATUS:CANCELLED")
            .texts("CATEGORIES", ["a,b", "c"].into_iter());
        let written = String::from_utf8(lines.finish()).unwrap();
        assert_eq!(written, "URL:https://a.nl/STATUS:CANCELLED\r\nCATEGORIES:a\\,b,c\r\n");
        assert_eq!(quoted("a\"b:c\n"), "\"a'b:c\"");
    }
}
