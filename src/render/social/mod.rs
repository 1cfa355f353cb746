//! Social cards: a template makes an SVG of what is written on one, and that is drawn.

mod fit;
mod pieces;
mod png;

use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use super::asked::alone;
use crate::font::{SANS, Typefaces, Written};
use crate::plan::view::fields::{Fields, list_of};
use crate::plan::view::{SOCIAL_SIZE, SOCIAL_TEMPLATE, Shared, Social};

/// A social card that could not be drawn.
#[derive(Debug)]
pub enum SocialFailed {
    /// Its template failed.
    Template(Error),
    /// What the template made is no SVG that can be drawn.
    Svg {
        /// Why.
        why: String,
        /// The line of it at which that shows, if one does.
        line: Option<String>,
    },
}

/// Draws a social card; returns it as a PNG file.
pub fn social(social: &Social, shared: &Shared<'_>, tera: &Tera) -> Result<Vec<u8>, SocialFailed> {
    let mut context = Context::new();
    context.insert_value("social", social.value());
    let ground = shared.social_ground(social.language);
    context.insert_value("site", ground.map_or_else(Value::none, |(site, _)| site.clone()));
    context.insert_value("lang", Value::normal_string(shared.tag(social.language).as_str()));
    let svg = alone(|| tera.render(SOCIAL_TEMPLATE, &context)).map_err(SocialFailed::Template)?;
    let drawn = shared.social.map(|drawing| draw(&svg, drawing.typefaces));
    drawn.unwrap_or_else(|| Err(failed("there is nothing to draw with")))
}

fn failed(why: impl ToString) -> SocialFailed {
    SocialFailed::Svg {
        why: why.to_string(),
        line: None,
    }
}

/// Draws an SVG of the size of a card, or of one that is as wide for its height.
fn draw(svg: &str, typefaces: &Typefaces) -> Result<Vec<u8>, SocialFailed> {
    let options = Options {
        fontdb: Arc::clone(typefaces.database()),
        font_family: SANS.to_owned(),
        // What lies on the disk is not the template's to show.
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| unreadable(&error, svg))?;
    let (width, height) = SOCIAL_SIZE;
    let scale = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    if (scale.0 / scale.1 - 1.0).abs() > 0.005 {
        let (wide, high) = (tree.size().width(), tree.size().height());
        return Err(failed(format!(
            "it is {wide} wide and {high} high, and a card is {width} by {height}"
        )));
    }
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| failed("there is no room in memory"))?;
    // What a template leaves open is paper.
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale.0, scale.1), &mut pixels.as_mut());
    png::png(pixels.data(), SOCIAL_SIZE).map_err(failed)
}

fn unreadable(error: &resvg::usvg::Error, svg: &str) -> SocialFailed {
    let line = match error {
        resvg::usvg::Error::ParsingFailed(error) => {
            let row = (error.pos().row as usize).saturating_sub(1);
            svg.lines().nth(row).map(|line| line.trim().to_owned())
        }
        _ => None,
    };
    SocialFailed::Svg {
        why: error.to_string(),
        line,
    }
}

/// `fit(text=…, width=1040, height=330, families="Courant Serif", weight=700, sizes=[96, 80, 64], lines=4)`: the text in lines that fill a space.
pub(super) fn fit(typefaces: &Typefaces, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let text: &str = kwargs.must_get("text")?;
    let sizes: Value = kwargs.must_get("sizes")?;
    let sizes: Vec<f64> = sizes
        .as_array()
        .unwrap_or_default()
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    let number = |name: &str, usual: f64| TeraResult::Ok(kwargs.get::<f64>(name)?.unwrap_or(usual));
    let space = fit::Space {
        width: kwargs.must_get("width")?,
        height: kwargs.must_get("height")?,
        lines: number("lines", 4.0)? as usize,
        leading: number("leading", 1.1)?,
        sizes,
    };
    let is_room = space.width > 0.0 && space.height > 0.0 && space.leading > 0.0 && space.lines > 0;
    if !is_room || space.sizes.is_empty() || space.sizes.iter().any(|size| *size <= 0.0) {
        let message = "fit needs a width, a height, sizes such as [96, 80, 64], lines and leading, all above 0";
        return Err(Error::message(message));
    }
    let families: &str = kwargs.must_get("families")?;
    let written = Written {
        families,
        weight: number("weight", 400.0)? as u16,
        spacing: number("spacing", 0.0)?,
    };
    let language = state.get::<Value>("lang")?;
    let language = language.as_ref().and_then(Value::as_str).unwrap_or_default();
    let fitted = fit::fit(text, &space, typefaces, written, language);
    let leading = fitted.size * space.leading;
    let lines = fitted.lines.iter().zip(0i32..).map(|(line, n)| {
        let down = f64::from(n) * leading;
        Fields::new().text("text", line).with("down", down).into()
    });
    let height = fitted.size + leading * (fitted.lines.len().saturating_sub(1)) as f64;
    let value = Fields::new()
        .with("size", fitted.size)
        .with("lines", list_of(lines))
        .with("height", height);
    Ok(value.into())
}
