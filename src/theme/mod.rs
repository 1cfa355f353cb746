//! theme: folders of templates, assets and words, one over the other -> what pages are made with.

mod assets;
mod builtin;
mod engine;
mod layer;
mod load;
mod manifest;
mod option_spec;
mod options;
mod parents;
mod references;
mod slips;
mod tags;
mod words;

pub use assets::{Asset, Assets};
pub use builtin::builtin_file;
pub use engine::{engine, template_error};
pub use load::{TemplateFile, Theme, load, missing_files};
pub use words::dictionaries;

#[cfg(test)]
mod tests;
