//! The rules about documents and about the whole site, a subject a file.

pub(super) mod calendar;
pub(super) mod downloads;
pub(super) mod emphasis;
pub(super) mod headings;
pub(super) mod lengths;
pub(super) mod links;
pub(super) mod lists;
pub(super) mod media;
pub(super) mod people;
pub(super) mod pictures;
pub(super) mod slips;
pub(super) mod tables;
pub(super) mod terms;
pub(super) mod translations;
