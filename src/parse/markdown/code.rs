//! Blocks of code.

use super::escape::{escape_into, escaped};
use super::fragment::Writer;
use crate::diagnostic::Span;
use crate::parse::{CodeBlock, Filling};

/// Longer code is shown without colours: it costs more than a reader gains.
const MAX_HIGHLIGHTED: usize = 100_000;

impl Writer<'_, '_> {
    /// Adds a block of code. Its colours come later: a language costs more to load than a hundred articles to read.
    pub(super) fn block(&mut self, code: &str, language: &str, span: Span) {
        self.push("<div class=\"code\"><pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.push(&format!(" class=\"language-{}\"", escaped(language)));
        }
        self.push(">");
        let coloured = self.state.context.settings.highlight && !language.is_empty() && code.len() <= MAX_HIGHLIGHTED;
        if coloured {
            let block = CodeBlock {
                language: language.into(),
                code: code.into(),
            };
            self.hole(Filling::Code(block), span);
        } else {
            escape_into(&mut self.part.html, code);
        }
        self.push("</code></pre></div>\n");
    }
}
