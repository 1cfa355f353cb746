//! Curves as SVG: one value against the number of articles, in steps of ten.

use std::fmt::Write as _;

/// Points (articles, value), by articles.
pub struct Curve<'a> {
    pub title: &'a str,
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 240.0;
/// What is left free for numbers and title, in pixels.
const LEFT: f64 = 44.0;
const TOP: f64 = 36.0;
const BOTTOM: f64 = 30.0;
const RIGHT: f64 = 24.0;

/// Draws curves beside each other, each with a scale of its own that starts at nothing.
pub fn side_by_side(curves: &[Curve<'_>]) -> String {
    let width = WIDTH * curves.len() as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {HEIGHT}\" role=\"img\" aria-labelledby=\"title\">\n\
         <title id=\"title\">How the cost of an article changes with the size of the site</title>\n\
         <style>\n\
         \ttext {{ font: 12px system-ui, sans-serif; fill: #333 }}\n\
         \t.title {{ font-weight: 600 }}\n\
         \t.grid {{ stroke: #ccc }}\n\
         \t.curve {{ fill: none; stroke: #0b5cad; stroke-width: 2 }}\n\
         \t.point {{ fill: #0b5cad }}\n\
         \t@media (prefers-color-scheme: dark) {{ text {{ fill: #ddd }} .grid {{ stroke: #555 }} .curve {{ stroke: #7db7f0 }} .point {{ fill: #7db7f0 }} }}\n\
         </style>\n"
    );
    for (n, curve) in curves.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(svg, "<g transform=\"translate({} 0)\">", WIDTH * n as f64);
        draw(&mut svg, curve);
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw(svg: &mut String, curve: &Curve<'_>) {
    let most = round_up(curve.points.iter().map(|point| point.1).fold(0.0, f64::max));
    let decades = |articles: f64| articles.max(1.0).log10();
    let (first, last) = (
        curve.points.first().map_or(0.0, |point| decades(point.0)),
        curve.points.last().map_or(1.0, |point| decades(point.0)),
    );
    let x = |articles: f64| LEFT + (decades(articles) - first) / (last - first).max(1e-9) * (WIDTH - LEFT - RIGHT);
    let y = |value: f64| HEIGHT - BOTTOM - value / most * (HEIGHT - TOP - BOTTOM);
    let _ = writeln!(
        svg,
        "<text class=\"title\" x=\"{LEFT}\" y=\"18\">{}</text>",
        curve.title
    );
    for step in 0..=4 {
        let value = most * f64::from(step) / 4.0;
        let (at, end) = (y(value), WIDTH - RIGHT);
        let _ = writeln!(
            svg,
            "<path class=\"grid\" d=\"M{LEFT} {at:.1}H{end}\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{value}</text>",
            LEFT - 6.0,
            at + 4.0
        );
    }
    let mut way = String::new();
    for (n, (articles, value)) in curve.points.iter().enumerate() {
        let (at, up) = (x(*articles), y(*value));
        let _ = write!(way, "{}{at:.1} {up:.1}", if n == 0 { "M" } else { "L" });
        let _ = writeln!(svg, "<circle class=\"point\" cx=\"{at:.1}\" cy=\"{up:.1}\" r=\"3\"/>");
        let _ = writeln!(
            svg,
            "<text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            HEIGHT - 10.0,
            short(*articles)
        );
    }
    let _ = writeln!(svg, "<path class=\"curve\" d=\"{way}\"/>");
}

/// The next of 1, 2, 4, 8, 10, 20, 40, …: its quarters are round too.
fn round_up(value: f64) -> f64 {
    let power = 10f64.powf(value.max(1.0).log10().floor());
    let steps = [1.0, 2.0, 4.0, 8.0, 10.0];
    power * steps.into_iter().find(|step| power * step >= value).unwrap_or(10.0)
}

fn short(articles: f64) -> String {
    match articles {
        many if many >= 1e6 => format!("{} M", many / 1e6),
        many if many >= 1e4 => format!("{:.0}k", many / 1e3),
        many if many >= 1e3 => format!("{:.1}k", many / 1e3).replace(".0k", "k"),
        few => format!("{few}"),
    }
}
