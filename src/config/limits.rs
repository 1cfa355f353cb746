//! What is too much for one site: a limit that is passed is an error in words, where a build would take minutes or all the memory there is.

use super::keys;
use super::reader::{Reader, Table};

/// What `[limits]` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How large a document may be, in megabytes of 1,000,000 bytes.
    pub document_megabytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { document_megabytes: 16 }
    }
}

/// Reads `[limits]`.
pub(super) fn limits(top: &Table<'_>, reader: &mut Reader) -> Limits {
    let mut limits = Limits::default();
    let Some(node) = top.get("limits") else { return limits };
    let Some(table) = reader.table(node, "limits", keys::of("limits")) else {
        return limits;
    };
    // Places in a document are numbers of 32 bits.
    let most = table
        .get("document_megabytes")
        .and_then(|node| reader.whole(node, "limits.document_megabytes", 1..=2000, 50));
    if let Some(most) = most.and_then(|most| u64::try_from(most).ok()) {
        limits.document_megabytes = most;
    }
    limits
}
