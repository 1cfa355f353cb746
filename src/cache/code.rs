//! Blocks of code as they were coloured: what takes longest with the first block of a language.

use std::collections::HashMap;

use super::Cache;
use crate::parse::CodeBlock;

const CODE: &str = "code";
/// Past this, in bytes, they are gathered anew: blocks that no document has any more are among them.
const MOST: usize = 64 * 1024 * 1024;

/// Blocks, and what became of them; none where the language is not known.
pub type Coloured = HashMap<CodeBlock, Option<Box<str>>>;

/// Returns the blocks that were coloured.
pub fn code(cache: &Cache) -> Coloured {
    let bytes = cache.read(CODE).unwrap_or_default();
    postcard::from_bytes(&bytes).unwrap_or_default()
}

/// Keeps blocks that were coloured.
pub fn keep_code(cache: &Cache, blocks: &Coloured) {
    match postcard::to_stdvec(blocks) {
        Ok(bytes) if bytes.len() <= MOST => {
            cache.write(CODE, &bytes);
        }
        _ => cache.forget(CODE),
    }
}
