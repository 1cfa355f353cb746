//! The head of a document.

use courant::date::TimeZone;
use courant::parse::front_matter::{FrontMatter, HeadContext, Role, read, text_of};

use super::{text, told};

/// Reads the head of a file; what is read of it is the same once it was kept.
pub fn front_matter(bytes: &[u8]) {
    let Some(file) = text(bytes) else { return };
    let zone = TimeZone::parse("Europe/Amsterdam").expect("a zone that there is");
    let roles = [Role::Article, Role::Index, Role::Person];
    let context = HeadContext {
        timezone: &zone,
        taxonomies: &["tags", "authors", "series"],
        title_keys: &["naam"],
        role: roles[file.len() % roles.len()],
        is_translation: file.len() % 5 == 0,
        heading_is_title: file.len() % 7 == 0,
    };
    let (front, body_at) = read(file, &context);
    assert!(file.is_char_boundary(body_at));
    told::check(&front.found, file);
    if !front.has_error() {
        assert!(file.ends_with(text_of(file, context.heading_is_title)));
    }
    let kept = postcard::to_stdvec(&front.value).expect("it can be kept");
    let again: FrontMatter = postcard::from_bytes(&kept).expect("what was kept can be read");
    let kept_again = postcard::to_stdvec(&again).expect("it can be kept");
    assert_eq!(kept, kept_again);
}
