//! What asking for an address brought.

use serde::{Deserialize, Serialize};

/// What asking for an address brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Answer {
    /// There is a page.
    Fine,
    /// There is one, and its host says that it is at this other address for good.
    Moved(String),
    /// The host says that there is none: 404 or 410 (RFC 9110, 15.5.5 and 15.5.11).
    Gone(u16),
    /// There is no such host.
    NoHost,
    /// It leads to an address inside a network, and was not asked for.
    Private,
    /// Nobody can say.
    Unclear(Unclear),
}

/// Why nobody can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Unclear {
    /// The host answered with this status: it lets no program in, is broken, or is too busy.
    Status(u16),
    /// It asks not to be asked again for as many seconds.
    Later(u64),
    /// It did not answer in time.
    Slow,
    /// There is no way to it, or it hung up.
    NoConnection,
    /// Names of hosts cannot be looked up at the moment.
    NoNames,
    /// The connection is not secure: the certificate is not right, or there is none on this machine to compare it with.
    Insecure,
    /// It answered with what is no HTTP.
    Garbled,
    /// It leads on and on.
    Loop,
    /// It did not answer twice before, and was not asked again.
    Silent,
    /// There was no time left.
    NoTime,
}

impl Answer {
    /// Whether the next run may take it for an answer: what was not asked for is none.
    pub fn is_kept(&self) -> bool {
        !matches!(
            self,
            Self::Private | Self::Unclear(Unclear::Silent | Unclear::NoTime | Unclear::NoNames)
        )
    }

    /// Whether somebody at the other end said something.
    pub fn is_from_a_host(&self) -> bool {
        matches!(
            self,
            Self::Fine
                | Self::Moved(_)
                | Self::Gone(_)
                | Self::Unclear(
                    Unclear::Status(_) | Unclear::Later(_) | Unclear::Insecure | Unclear::Garbled | Unclear::Loop
                )
        )
    }
}
