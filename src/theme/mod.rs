//! theme: folders of templates, assets and words, one over the other -> what pages are made with.

mod assets;
mod builtin;
mod engine;
mod layer;
mod load;
mod made_of;
mod manifest;
mod option_spec;
mod option_text;
mod options;
mod parents;
mod references;
mod slips;
mod spaces;
mod stylesheet;
mod tags;
mod wanted;
mod words;

pub use assets::{Asset, Assets};
pub use builtin::{NAME as BUILTIN, builtin_file, told_file};
pub use engine::{engine, social_error, template_error, template_file};
pub use load::{TemplateFile, Theme, load, missing_files};
pub use made_of::made_of;
pub use words::dictionaries;

#[cfg(test)]
mod tests;
