//! The typefaces of systems, made as wide and as high as another one.

use super::metrics::Metrics;

/// What a typeface is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Like {
    /// It has serifs.
    Serif,
    /// It has none.
    Sans,
}

/// A typeface of systems: how it is called there, thin and bold, and how wide its letters are, as `metrics` counts.
struct System {
    names: &'static [&'static str],
    bold_names: &'static [&'static str],
    width: f64,
    bold_width: f64,
}

/// That of Windows, macOS and iOS, with those of Linux that are made as wide, letter by letter (so that theirs could be measured here); and that
/// of Android.
const SERIF: [System; 2] = [
    System {
        names: &["Times New Roman", "Liberation Serif", "Tinos"],
        bold_names: &["Times New Roman Bold", "Liberation Serif Bold", "Tinos Bold"],
        width: 0.3995,
        bold_width: 0.4247,
    },
    System {
        names: &["Noto Serif"],
        bold_names: &["Noto Serif Bold"],
        width: 0.4777,
        bold_width: 0.5074,
    },
];
const SANS: [System; 2] = [
    System {
        names: &["Arial", "Liberation Sans", "Arimo"],
        bold_names: &["Arial Bold", "Liberation Sans Bold", "Arimo Bold"],
        width: 0.4437,
        bold_width: 0.4760,
    },
    System {
        names: &["Roboto"],
        bold_names: &["Roboto Bold"],
        width: 0.4417,
        bold_width: 0.4488,
    },
];

/// Returns rules `@font-face` for `NAME near 1` and `NAME near 2`: two typefaces of systems that take as much room as the one with these metrics
/// (CSS Fonts 5, `size-adjust`; CSS Fonts 4, §4.9 to §4.11).
pub fn near(name: &str, metrics: &Metrics, like: Like) -> String {
    let systems = match like {
        Like::Serif => &SERIF,
        Like::Sans => &SANS,
    };
    let mut css = String::new();
    for (n, system) in (1..).zip(systems) {
        for (names, weights, adjust) in [
            (system.names, "100 599", metrics.width / system.width),
            (system.bold_names, "600 900", metrics.bold_width / system.bold_width),
        ] {
            let sources: Vec<String> = names.iter().map(|name| format!("local(\"{name}\")")).collect();
            css.push_str(&format!(
                "@font-face{{font-family:\"{name} near {n}\";src:{};font-weight:{weights};size-adjust:{};ascent-override:{};\
                 descent-override:{};line-gap-override:{}}}\n",
                sources.join(","),
                percent(adjust),
                percent(metrics.ascent / adjust),
                percent(metrics.descent / adjust),
                percent(metrics.gap / adjust),
            ));
        }
    }
    css
}

fn percent(part: f64) -> String {
    let text = format!("{:.2}", part * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}
