//! Tables as those hear them who cannot see them (WCAG 2.2, 1.3.1): cell by cell, each with the words of its head.

use crate::check::{DocumentView, ProseTable};
use crate::diagnostic::{Code, Diagnostic, Span};

/// Tells of heads without words, of empty columns, and of tables typed as HTML that cannot be read out.
pub(in crate::check) fn tables(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in &view.prose.tables {
        found.extend(head(table));
        found.extend(empty_column(table));
    }
    // Each table that was typed, with all that stands in it.
    let mut table: Option<(Span, String)> = None;
    for (raw, span) in &view.prose.html {
        let lower = raw.to_ascii_lowercase();
        if table.is_none() && lower.contains("<table") {
            table = Some((*span, String::new()));
        }
        if let Some((start, text)) = &mut table {
            text.push_str(&lower);
            if lower.contains("</table") {
                found.extend(typed(text, *start));
                table = None;
            }
        }
    }
    found
}

fn head(table: &ProseTable) -> Option<Diagnostic> {
    let missing: Vec<usize> = (table.head.iter().enumerate())
        .filter(|(_, cell)| cell.is_empty())
        .map(|(n, _)| n + 1)
        .collect();
    // The first may be empty: what stands below it are the names of the rows.
    let message = match missing[..] {
        [] | [1] if table.head.len() > 1 => return None,
        _ if missing.len() == table.head.len() => {
            "the head of this table is empty, so nobody can tell what its columns hold".to_owned()
        }
        _ => {
            let missing: Vec<String> = missing.iter().map(usize::to_string).collect();
            format!("the head of this table has no words for column {}", missing.join(", "))
        }
    };
    let hint = "write a word over each column:  | Jaar | Bedrag |";
    Some(Diagnostic::new(Code::TableHead, message).at(table.span).hint(hint))
}

fn empty_column(table: &ProseTable) -> Option<Diagnostic> {
    let is_empty = |column: &usize| {
        table
            .rows
            .iter()
            .all(|row| row.get(*column).is_none_or(|cell| cell.is_empty()))
    };
    let column = (0..table.head.len())
        .find(is_empty)
        .filter(|_| !table.rows.is_empty())?;
    let message = format!("column {} of this table is empty", column + 1);
    let hint = "take the column out; a table that only puts things beside one another is better a list";
    Some(Diagnostic::new(Code::TableEmpty, message).at(table.span).hint(hint))
}

fn typed(text: &str, span: Span) -> Option<Diagnostic> {
    if !text.contains("<th") || text.matches("<th").count() == text.matches("<thead").count() {
        let message = "this table has no cells of a head, so nobody can tell what its columns hold";
        let hint = "write the table in Markdown, or let the cells of its head be  <th scope=\"col\">";
        return Some(Diagnostic::new(Code::TableHead, message).at(span).hint(hint));
    }
    let spans = ["colspan", "rowspan"]
        .into_iter()
        .find(|attribute| text.contains(attribute));
    let nested = text.matches("<table").count() > 1;
    let message = match (nested, spans) {
        (true, _) => "a table stands in a table here, which screen readers lose their way in".to_owned(),
        (false, Some(attribute)) => {
            format!("cells of this table are joined ({attribute}), which screen readers lose their way in")
        }
        (false, None) => return None,
    };
    let hint = "make two plain tables of it, or repeat what holds for several cells in each";
    Some(Diagnostic::new(Code::TableMerged, message).at(span).hint(hint))
}
