//! Why a date cannot be read.

use std::fmt;

/// What is wrong with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateErrorKind {
    /// Nothing that looks like a date.
    NotADate,
    /// Year, month and day in another order or with other signs: `05/03/2026`.
    WrongOrder,
    /// A month as a word: `5 maart 2026`.
    InWords,
    /// A month or day that the calendar does not have: `2026-02-30`.
    NoSuchDay,
    /// A time that the clock does not have: `25:00`.
    NoSuchTime,
    /// A time that the clocks skipped that night: `2026-03-29 02:30` in Amsterdam.
    SkippedTime,
    /// Something behind the day that is no time: `2026-03-05 ochtend`.
    NotATime,
    /// Something behind the time that is no offset from UTC: `2026-03-05 9:00 CET`.
    NotAnOffset,
}

/// Why a date cannot be read, and how to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What kind of problem it is.
    pub kind: DateErrorKind,
    message: String,
    hint: String,
}

impl DateError {
    pub(super) fn new(kind: DateErrorKind, message: String, hint: String) -> Self {
        Self { kind, message, hint }
    }

    /// Returns what is wrong, in plain words.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns how to write it: where the date meant can be told, that date.
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DateError {}
