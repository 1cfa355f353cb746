//! A long text under construction, of which only the end need be at hand.

/// How long what is at hand of a document may be, in bytes.
const AT_HAND: usize = 2 * 1024 * 1024;

/// A text that is written from its beginning to its end.
#[derive(Debug, Default)]
pub struct Stream(String);

impl Stream {
    /// Makes room for `bytes` more, as far as they are at hand, so that a long document is not moved again and again while it grows.
    pub fn reserve(&mut self, bytes: usize) {
        self.0.reserve(bytes.min(AT_HAND));
    }

    /// Adds text as it is.
    pub fn push(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// Gives away what is written so far, once it is long: of all articles of a large site a feed is as long as all that is known of them.
    pub fn spill(&mut self, take: &mut dyn FnMut(&[u8])) {
        if self.0.len() >= AT_HAND {
            take(self.0.as_bytes());
            self.0.clear();
        }
    }

    /// Returns what was written and not given away.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

impl From<String> for Stream {
    fn from(text: String) -> Self {
        Self(text)
    }
}
