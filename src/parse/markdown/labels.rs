//! The few words that Markdown itself puts into a page, by language: titles of notes, labels for screen readers.

use crate::language::Tag;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Labels {
    pub note: &'static str,
    pub tip: &'static str,
    pub important: &'static str,
    pub warning: &'static str,
    pub caution: &'static str,
    pub footnotes: &'static str,
    pub footnote: &'static str,
    pub back: &'static str,
    pub table: &'static str,
    pub done: &'static str,
    pub to_do: &'static str,
}

static NL: Labels = Labels {
    note: "Let op",
    tip: "Tip",
    important: "Belangrijk",
    warning: "Waarschuwing",
    caution: "Pas op",
    footnotes: "Voetnoten",
    footnote: "Voetnoot",
    back: "Terug naar de tekst bij voetnoot",
    table: "Tabel",
    done: "Gedaan",
    to_do: "Nog te doen",
};
static EN: Labels = Labels {
    note: "Note",
    tip: "Tip",
    important: "Important",
    warning: "Warning",
    caution: "Caution",
    footnotes: "Footnotes",
    footnote: "Footnote",
    back: "Back to the text at footnote",
    table: "Table",
    done: "Done",
    to_do: "To do",
};
static DE: Labels = Labels {
    note: "Hinweis",
    tip: "Tipp",
    important: "Wichtig",
    warning: "Warnung",
    caution: "Vorsicht",
    footnotes: "Fußnoten",
    footnote: "Fußnote",
    back: "Zurück zum Text bei Fußnote",
    table: "Tabelle",
    done: "Erledigt",
    to_do: "Noch zu tun",
};
static FR: Labels = Labels {
    note: "Remarque",
    tip: "Conseil",
    important: "Important",
    warning: "Avertissement",
    caution: "Attention",
    footnotes: "Notes",
    footnote: "Note",
    back: "Retour au texte, note",
    table: "Tableau",
    done: "Fait",
    to_do: "À faire",
};
static FY: Labels = Labels {
    note: "Tink derom",
    tip: "Tip",
    important: "Wichtich",
    warning: "Warskôging",
    caution: "Pas op",
    footnotes: "Fuotnoaten",
    footnote: "Fuotnoat",
    back: "Werom nei de tekst by fuotnoat",
    table: "Tabel",
    done: "Dien",
    to_do: "Noch te dwaan",
};

/// Returns the words of `language`; English ones for a language that has none here.
pub(super) fn labels(language: &Tag) -> &'static Labels {
    match language.primary() {
        "nl" => &NL,
        "de" => &DE,
        "fr" => &FR,
        "fy" => &FY,
        _ => &EN,
    }
}
