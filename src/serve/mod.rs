//! serve: a site while somebody works on it: built, shown in browsers, built again after each save.
//!
//! **Where the pages live.** In a folder of its own in the cache, `.courant/serve/`, into which the site is built as into any other: never in the
//! user's output. So a build after a save makes only what the save concerns, and a large site takes room on the disk (of which the system keeps in
//! memory what is looked at) and not in memory. It goes when the server ends ([`stop`]); of one that was killed the next takes it over ([`folder`]).
//!
//! **Who does what.** One loop ([`serve`]) waits for saves and builds; a thread of its own answers browsers, of any number, on one core
//! ([`http`]). What both know stands in [`hub`]: who looks at which page, in what state they have it, and what is wrong with the site.
//!
//! **Nothing reaches further than it should.** Only this machine is listened to unless somebody asks for more ([`network`]), and only by a name of this
//! machine or the address at which it was reached ([`guard`]); what the real host would be told holds here too ([`host`]); only files of
//! the built site are given out ([`place`]); what is put into a page that is served ([`client`]) is in no file.

mod ahead;
mod answer;
mod at_hand;
mod client;
mod connection;
mod event;
mod file;
mod folder;
mod guard;
mod host;
mod http;
mod hub;
mod kind;
mod network;
mod newsroom;
mod place;
mod policy;
mod port;
mod problems;
mod serving;
mod stop;
mod stylesheets;
mod watch;

pub use serving::{ServeFailed, ServeOptions, Told, serve};
pub use watch::Unwatched;
