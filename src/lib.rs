//! Courant: a folder of Markdown becomes a news site.
//!
//! The modules in the order of the data's way; a module uses those above it, never below. [`build`] is the whole way.

pub mod diagnostic;
pub mod url_path;
pub mod pasted;
pub mod tree;
pub mod safe;
pub mod disk_name;
pub mod colour;
pub mod font;
pub mod word_count;
pub mod date;
pub mod language;
pub mod slug;
pub mod words;
pub mod config;
pub mod reading_time;
pub mod read;
pub mod parse;
pub mod organise;
pub mod newsroom;
pub mod plan;
pub mod theme;
pub mod render;
pub mod publish;
pub mod cache;
pub mod check;
pub mod build;
pub mod start;
pub mod serve;
pub mod cli;
