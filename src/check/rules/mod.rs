//! The rules about documents and about the whole site, a subject a file.

pub(super) mod links;
