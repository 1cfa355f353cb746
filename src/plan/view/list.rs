//! Lists in pages: the part that a page shows, and the way to the others.

use serde::Serialize;
use tera::Value;

use super::fields::{Fields, list_of, map_of};
use super::{Shared, href};
use crate::organise::EntryId;
use crate::plan::pages::{below_list, page_count};
use crate::url_path::UrlPath;

/// How many page numbers stand on either side of the current one.
const AROUND: usize = 3;

/// A page of a list, to go to; 0 is a gap.
#[derive(Serialize)]
struct PageLink<'a> {
    number: usize,
    url: &'a str,
    current: bool,
}

/// Returns a list: page `number` (from 1) of `items`, at `per_page` a page (0: all on one).
pub(super) fn list(items: &[EntryId], per_page: usize, number: usize, url: &UrlPath, shared: &Shared<'_>) -> Value {
    let pages = page_count(items.len(), per_page);
    let size = if per_page == 0 { items.len() } else { per_page };
    let start = ((number - 1) * size).min(items.len());
    let shown = &items[start..(start + size).min(items.len())];
    let first = href(url, shared.config);
    let address = |number: usize| match number {
        0 => String::new(),
        1 => first.clone(),
        // What is put behind the address of the list needs no encoding.
        _ => [first.trim_end_matches('/'), "/", &below_list(number)].concat(),
    };
    Fields::new()
        .with("items", list_of(shown.iter().map(|id| shared.card(*id))))
        .with("total", items.len())
        .with("number", number)
        .with("pages", pages)
        .text("first_url", &first)
        .text("last_url", &address(pages))
        .maybe("previous_url", (number > 1).then(|| address(number - 1)).as_deref())
        .maybe("next_url", (number < pages).then(|| address(number + 1)).as_deref())
        .with(
            "links",
            list_of(numbers(number, pages).into_iter().map(|shown| {
                map_of(&PageLink {
                    number: shown,
                    url: &address(shown),
                    current: shown == number,
                })
            })),
        )
        .into()
}

/// Returns the page numbers to show: the first, those around the current one, the last; 0 for a gap.
fn numbers(current: usize, pages: usize) -> Vec<usize> {
    if pages <= 1 {
        return Vec::new();
    }
    let from = current.saturating_sub(AROUND).max(1);
    let to = (current + AROUND).min(pages);
    let mut numbers = Vec::with_capacity(2 * AROUND + 5);
    if from > 1 {
        numbers.push(1);
    }
    if from > 2 {
        numbers.push(if from == 3 { 2 } else { 0 });
    }
    numbers.extend(from..=to);
    if to + 1 < pages {
        numbers.push(if to + 2 == pages { pages - 1 } else { 0 });
    }
    if to < pages {
        numbers.push(pages);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn a_gap_stands_for_two_pages_or_more() {
        assert_eq!(numbers(1, 1), Vec::<usize>::new());
        assert_eq!(numbers(1, 3), [1, 2, 3]);
        assert_eq!(numbers(1, 9), [1, 2, 3, 4, 0, 9]);
        assert_eq!(numbers(5, 9), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(numbers(50, 99), [1, 0, 47, 48, 49, 50, 51, 52, 53, 0, 99]);
        assert_eq!(numbers(99, 99), [1, 0, 96, 97, 98, 99]);
    }
}
