//! What becomes of findings: silenced in their place, and as bad as `[check.levels]` says.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::silence::{Silences, of_an_error, useless};
use crate::config::{Check, Level};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// What findings are judged by.
#[derive(Debug, Clone, Default)]
pub struct Settled {
    /// What `[check]` says.
    pub settings: Check,
    /// What is silenced, by file.
    pub silences: HashMap<Arc<str>, Silences>,
    /// The families of codes that nobody looked for this time: to silence one of these is not in vain.
    pub unasked: Vec<&'static str>,
}

/// Returns findings as they are told: once each, those that are silenced left out, each as bad as the settings say. A silence that silences nothing is
/// itself told. Errors of a build stay what they are.
pub fn judged(found: Vec<Diagnostic>, settled: &Settled) -> Vec<Diagnostic> {
    let Settled {
        settings,
        silences,
        unasked,
    } = settled;
    let (mut used, mut of_errors) = (HashSet::new(), HashSet::new());
    let mut told = HashSet::new();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(found.len());
    for one in found {
        let of_file = one.file.as_ref().and_then(|file| Some((file, silences.get(file)?)));
        if let Some((file, of_file)) = of_file
            && let Some(n) = of_file.silences_at(&one)
        {
            if !one.is_error() {
                used.insert((Arc::clone(file), n));
                continue;
            }
            of_errors.insert((Arc::clone(file), n));
        }
        if told.insert((one.code, one.file.clone(), one.span, one.message.clone())) {
            kept.push(one);
        }
    }
    for (file, of_file) in silences {
        let was_looked_for = |name: &str| {
            let is_unasked = |code: &Code| unasked.iter().any(|family| code.is_named_by(family));
            !Code::named(name).iter().any(is_unasked)
        };
        let unused = of_file
            .all
            .iter()
            .enumerate()
            .filter(|(n, _)| !used.contains(&(Arc::clone(file), *n)));
        let unused = unused.filter(|(_, silence)| was_looked_for(&silence.name));
        let told = unused.map(|(n, silence)| match of_errors.contains(&(Arc::clone(file), n)) {
            true => of_an_error(silence),
            false => useless(silence),
        });
        kept.extend(told.map(|told| told.in_file(file)));
    }
    let mut told: Vec<Diagnostic> = kept
        .into_iter()
        .filter_map(|found| as_bad_as(found, settings))
        .collect();
    // Pages are looked at in no order.
    told.sort_by(|a, b| (&a.file, a.span, a.code, &a.message).cmp(&(&b.file, b.span, b.code, &b.message)));
    told
}

/// Returns a finding as bad as the settings say; none where it is not to be told.
fn as_bad_as(found: Diagnostic, settings: &Check) -> Option<Diagnostic> {
    if found.is_error() {
        return Some(found);
    }
    let severity = match settings.level(found.code) {
        Some(Level::Off) => return None,
        Some(Level::Error) => Severity::Error,
        Some(Level::Warning) => Severity::Warning,
        None => found.severity,
    };
    Some(Diagnostic { severity, ..found })
}
