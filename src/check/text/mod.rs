//! What a text says that it should not, and how it is said: personal data, how readable it is, and in which language.

mod bank_account;
mod citizen_number;
mod language;
mod number;
mod readability;
mod readable;
mod sentences;
mod syllables;

use std::ops::Range;

use super::{BlockKind, DocumentView};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Tag;
use crate::language::own_name;
use bank_account::bank_accounts;
use citizen_number::citizen_numbers;
use readability::readability;
use readable::readable;

/// Numbers of people that do not belong on a public page. What is told never holds the number: it is read where many can read it.
pub(super) fn personal(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let text = readable(view);
    let at = |range: &Range<usize>| Span::new(range.start, range.end);
    let citizens = citizen_numbers(&text).into_iter().map(|number| {
        let (message, hint) = if number.is_certain {
            (
                "the citizen service number (burgerservicenummer) of somebody stands here",
                "take it out, and out of the history of version control; if it was online, tell your data protection officer",
            )
        } else {
            (
                "this looks like a citizen service number (burgerservicenummer): nine digits that pass the eleven-test",
                "take it out; if it is another number, say so before it, or silence this with the reason",
            )
        };
        Diagnostic::new(Code::CitizenNumber, message).at(at(&number.at)).hint(hint)
    });
    let own = &view.config().check.accounts;
    let accounts = bank_accounts(&text)
        .into_iter()
        .filter(|range| !own.contains(&bank_account::bare(&text[range.clone()])));
    let accounts = accounts.map(|range| {
        let hint = "take it out if it is somebody's own; that of an organisation can be named in  [check] accounts";
        Diagnostic::new(Code::BankAccount, "the number of a bank account (IBAN) stands here")
            .at(at(&range))
            .hint(hint)
    });
    citizens.chain(accounts).collect()
}

/// Whether a text is harder to read than `[check] readability` has it.
pub(super) fn hard_to_read(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let blocks: Vec<String> = sentences_of(view).collect();
    let Some(ease) = readability(blocks.iter().map(String::as_str), view.language.primary()) else {
        return Vec::new();
    };
    let least = view.config().check.readability;
    if ease.score >= f64::from(least) {
        return Vec::new();
    }
    let message = format!(
        "this text is hard to read: {:.0} of 100 by {}, with {:.0} words a sentence and {:.1} syllables a word",
        ease.score.max(0.0).floor(),
        ease.formula,
        ease.words_a_sentence,
        ease.syllables_a_word
    );
    let hint = format!(
        "part long sentences and take shorter words, and read it aloud; {least} or more is what  [check] readability  asks for"
    );
    vec![
        Diagnostic::new(Code::Readability, message)
            .at(view.head_place(&["title"]))
            .hint(hint),
    ]
}

/// Whether a text is certainly in another language than it is said to be in.
pub(super) fn other_language(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let text: String = sentences_of(view).collect::<Vec<_>>().join("\n");
    let Some(found) = language::other_language(&text, view.language.primary()) else {
        return Vec::new();
    };
    let name = |tag: &Tag| match own_name(tag) {
        own if own == tag.as_str() => format!("the language {tag}"),
        own => format!("{own} ({tag})"),
    };
    let told = Tag::parse(found).map_or_else(|| found.to_owned(), |tag| name(&tag));
    let message = format!(
        "this text is in {told}, and its page says that it is in {}",
        name(view.language)
    );
    let hint = match view
        .config()
        .languages
        .iter()
        .find(|known| known.tag.primary() == found)
    {
        Some(known) => format!(
            "end the name of the file in  .{tag}.md  , or write  language: {tag}",
            tag = known.tag
        ),
        None => format!("translate it, or add  [languages.{found}]  to site.toml"),
    };
    vec![
        Diagnostic::new(Code::OtherLanguage, message)
            .at(view.head_place(&["title"]))
            .hint(hint),
    ]
}

/// Returns what holds sentences, without code: paragraphs, items and definitions.
fn sentences_of<'v>(view: &'v DocumentView<'_>) -> impl Iterator<Item = String> + 'v {
    let blocks = view.prose.blocks.iter();
    let of_sentences = blocks.filter(|block| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Definition
        )
    });
    of_sentences.map(|block| block.words())
}
