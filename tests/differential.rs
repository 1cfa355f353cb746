//! What others have written down of the formats that Courant reads, and another's reckoning, beside what Courant makes of the same: CommonMark's and
//! GitHub's examples, the test suites of YAML and TOML, and the clocks of twenty time zones. Each difference is named here, with its reason.

#[path = "differential/clocks.rs"]
mod clocks;
#[path = "differential/html.rs"]
mod html;
#[path = "differential/markdown.rs"]
mod markdown;
#[path = "differential/toml.rs"]
mod toml;
#[path = "differential/yaml.rs"]
mod yaml;

use std::collections::BTreeSet;
use std::fmt::Debug;

/// Checks that what came out otherwise is what is known to, all of it and nothing else.
#[track_caller]
fn differ<T: Ord + Debug>(differ: impl IntoIterator<Item = T>, known: impl IntoIterator<Item = T>) {
    let (differ, known): (BTreeSet<T>, BTreeSet<T>) = (differ.into_iter().collect(), known.into_iter().collect());
    let new: Vec<&T> = differ.difference(&known).collect();
    let gone: Vec<&T> = known.difference(&differ).collect();
    assert!(new.is_empty(), "come out otherwise, and nobody knew: {new:?}");
    assert!(gone.is_empty(), "are known to come out otherwise, and do not: {gone:?}");
}
