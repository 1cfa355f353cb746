//! How each language writes dates and numbers: from CLDR 49.

/// How a language writes dates and numbers.
#[derive(Debug)]
pub(super) struct Conventions {
    /// The tag, with region only where it differs from the language's own row.
    pub tag: &'static str,
    /// The months as they stand in a date.
    pub months: [&'static str; 12],
    /// The months by themselves, where they are not as in a date.
    pub months_alone: Option<[&'static str; 12]>,
    /// The same as in a date, short.
    pub short_months: [&'static str; 12],
    /// The days of the week from Monday.
    pub weekdays: [&'static str; 7],
    /// The parts of a date.
    pub date: DateShape,
    /// How a time is written.
    pub clock: Clock,
    /// What stands between date and time.
    pub at: &'static str,
    /// What parts groups of three digits.
    pub group: &'static str,
    /// From how many digits a number has groups.
    pub grouped_from: usize,
    /// What parts whole from tenths.
    pub decimal: &'static str,
    /// What stands before the sign of a unit.
    pub before_unit: &'static str,
    /// The signs of byte, kilobyte, megabyte and gigabyte.
    pub bytes: [&'static str; 4],
}

/// The order of the parts of a date, and what stands between.
#[derive(Debug)]
pub(super) enum DateShape {
    /// `13 oktober 2019`, `13. Oktober 2019`, `13 de octubre de 2019`
    DayFirst {
        /// What stands right behind the day.
        behind_day: &'static str,
        /// What stands between the parts.
        between: &'static str,
        /// The same in a short date.
        between_short: &'static str,
    },
    /// `October 13, 2019`
    MonthFirst,
    /// `2019-10-13`
    Iso,
}

/// How a time is written.
#[derive(Debug)]
pub(super) enum Clock {
    /// `09:00`, with this sign between.
    Hours24(char),
    /// `9:00 AM`
    Hours12,
}

const PLAIN: DateShape = shape("", " ", " ");
const DOTTED: DateShape = shape(".", " ", " ");
const BYTES: [&str; 4] = ["B", "kB", "MB", "GB"];
const COLON: Clock = Clock::Hours24(':');

const fn shape(behind_day: &'static str, between: &'static str, between_short: &'static str) -> DateShape {
    DateShape::DayFirst {
        behind_day,
        between,
        between_short,
    }
}

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const ENGLISH_SHORT_MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const ENGLISH_WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The conventions of a language that is not in the table: those of ISO 8601, numbers as CLDR's root has them.
pub(super) const OTHER: Conventions = Conventions {
    tag: "und",
    months: ENGLISH_MONTHS,
    months_alone: None,
    short_months: ENGLISH_SHORT_MONTHS,
    weekdays: ENGLISH_WEEKDAYS,
    date: DateShape::Iso,
    clock: COLON,
    at: " ",
    group: ",",
    grouped_from: 4,
    decimal: ".",
    before_unit: " ",
    bytes: BYTES,
};

/// All languages that are known, a tag with region behind its language.
pub(super) const TABLE: [Conventions; 13] = [
    Conventions {
        tag: "nl",
        months: [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        short_months: [
            "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
        ],
        weekdays: [
            "maandag",
            "dinsdag",
            "woensdag",
            "donderdag",
            "vrijdag",
            "zaterdag",
            "zondag",
        ],
        date: PLAIN,
        at: " om ",
        group: ".",
        decimal: ",",
        ..OTHER
    },
    Conventions {
        tag: "en",
        date: DateShape::MonthFirst,
        clock: Clock::Hours12,
        at: " at ",
        ..OTHER
    },
    Conventions {
        tag: "en-GB",
        short_months: [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
        ],
        date: PLAIN,
        at: " at ",
        ..OTHER
    },
    Conventions {
        tag: "de",
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        short_months: [
            "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
        ],
        weekdays: [
            "Montag",
            "Dienstag",
            "Mittwoch",
            "Donnerstag",
            "Freitag",
            "Samstag",
            "Sonntag",
        ],
        date: DOTTED,
        at: " um ",
        group: ".",
        decimal: ",",
        before_unit: "\u{a0}",
        ..OTHER
    },
    Conventions {
        tag: "fr",
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        short_months: [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ],
        weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        date: PLAIN,
        at: " à ",
        group: "\u{202f}",
        decimal: ",",
        before_unit: "\u{a0}",
        bytes: ["o", "ko", "Mo", "Go"],
        ..OTHER
    },
    Conventions {
        tag: "fy",
        months: [
            "Jannewaris",
            "Febrewaris",
            "Maart",
            "April",
            "Maaie",
            "Juny",
            "July",
            "Augustus",
            "Septimber",
            "Oktober",
            "Novimber",
            "Desimber",
        ],
        short_months: [
            "Jan", "Feb", "Mrt", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Des",
        ],
        weekdays: [
            "moandei",
            "tiisdei",
            "woansdei",
            "tongersdei",
            "freed",
            "sneon",
            "snein",
        ],
        date: PLAIN,
        at: " om ",
        group: ".",
        decimal: ",",
        ..OTHER
    },
    Conventions {
        tag: "es",
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        short_months: [
            "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic",
        ],
        weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        date: shape("", " de ", " "),
        at: " a las ",
        group: ".",
        grouped_from: 5,
        decimal: ",",
        ..OTHER
    },
    Conventions {
        tag: "it",
        months: [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
        short_months: [
            "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic",
        ],
        weekdays: [
            "lunedì",
            "martedì",
            "mercoledì",
            "giovedì",
            "venerdì",
            "sabato",
            "domenica",
        ],
        date: PLAIN,
        at: " alle ore ",
        group: ".",
        grouped_from: 5,
        decimal: ",",
        ..OTHER
    },
    Conventions {
        tag: "pl",
        months: [
            "stycznia",
            "lutego",
            "marca",
            "kwietnia",
            "maja",
            "czerwca",
            "lipca",
            "sierpnia",
            "września",
            "października",
            "listopada",
            "grudnia",
        ],
        months_alone: Some([
            "styczeń",
            "luty",
            "marzec",
            "kwiecień",
            "maj",
            "czerwiec",
            "lipiec",
            "sierpień",
            "wrzesień",
            "październik",
            "listopad",
            "grudzień",
        ]),
        short_months: [
            "sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru",
        ],
        weekdays: [
            "poniedziałek",
            "wtorek",
            "środa",
            "czwartek",
            "piątek",
            "sobota",
            "niedziela",
        ],
        date: PLAIN,
        group: "\u{a0}",
        grouped_from: 5,
        decimal: ",",
        ..OTHER
    },
    Conventions {
        tag: "da",
        months: [
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
        ],
        short_months: [
            "jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.",
        ],
        weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
        date: DOTTED,
        clock: Clock::Hours24('.'),
        at: " kl. ",
        group: ".",
        decimal: ",",
        ..OTHER
    },
    Conventions {
        tag: "sv",
        months: [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ],
        short_months: [
            "jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.",
        ],
        weekdays: ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
        date: PLAIN,
        at: " kl. ",
        group: "\u{a0}",
        decimal: ",",
        before_unit: "\u{a0}",
        ..OTHER
    },
    Conventions {
        tag: "nb",
        months: [
            "januar",
            "februar",
            "mars",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "desember",
        ],
        short_months: [
            "jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.",
        ],
        weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
        date: DOTTED,
        at: " kl. ",
        group: "\u{a0}",
        decimal: ",",
        before_unit: "\u{a0}",
        ..OTHER
    },
    Conventions {
        tag: "pt",
        months: [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
        short_months: [
            "jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez.",
        ],
        weekdays: [
            "segunda-feira",
            "terça-feira",
            "quarta-feira",
            "quinta-feira",
            "sexta-feira",
            "sábado",
            "domingo",
        ],
        date: shape("", " de ", " de "),
        at: " às ",
        group: ".",
        decimal: ",",
        ..OTHER
    },
];
