//! What is fuzzed. Each target takes any bytes at all and panics where something that must hold does not; `fuzz_targets/` gives it to libFuzzer,
//! and `tests/seeds.rs` runs the same over the seeds that are kept.

mod front_matter;
mod inert;
mod kept;
mod markdown;
mod names;
mod requests;
mod settings;
mod told;

pub use front_matter::front_matter;
pub use kept::kept;
pub use markdown::markdown;
pub use names::names;
pub use requests::requests;
pub use settings::settings;

/// The text that a file with these bytes has: none where Courant would not take it for one.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}
