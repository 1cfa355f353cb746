//! Properties that some browser of the day knows only by a name of its own.

/// The properties, each with the names that stand before it.
///
/// What browserslist calls `defaults` (more than 0.5 % of use, the last two versions, Firefox ESR) lacks these by caniuse of November 2026,
/// as Autoprefixer 10 lists them: Safari to 27 `user-select`, `box-decoration-break`, `initial-letter` and `text-decoration` with several
/// parts; Safari on telephones `text-size-adjust`; Chrome 109, the last for Windows 7 and 8, the masks and `print-color-adjust`. What only Opera
/// Mini and KaiOS lack is left out: there a page reads well without. `mask-composite` too, since the older name has other values.
const PREFIXED: &[(&str, &str)] = &[
    ("box-decoration-break", "-webkit-box-decoration-break"),
    ("initial-letter", "-webkit-initial-letter"),
    ("mask", "-webkit-mask"),
    ("mask-clip", "-webkit-mask-clip"),
    ("mask-image", "-webkit-mask-image"),
    ("mask-origin", "-webkit-mask-origin"),
    ("mask-position", "-webkit-mask-position"),
    ("mask-repeat", "-webkit-mask-repeat"),
    ("mask-size", "-webkit-mask-size"),
    ("print-color-adjust", "-webkit-print-color-adjust"),
    ("text-decoration", "-webkit-text-decoration"),
    ("text-size-adjust", "-webkit-text-size-adjust"),
    ("user-select", "-webkit-user-select"),
];

/// Returns the name that has to stand before a property with this value, without white space around it.
pub(super) fn prefixed(property: &str, value: &str) -> Option<&'static str> {
    let (_, prefixed) = PREFIXED.iter().find(|(name, _)| name.eq_ignore_ascii_case(property))?;
    // One part is known everywhere: the line.
    let is_simple = *prefixed == "-webkit-text-decoration" && !value.contains(' ');
    (!is_simple).then_some(prefixed)
}
