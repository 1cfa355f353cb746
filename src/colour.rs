//! Colours as CSS writes them in hexadecimal, and whether text in one can be read on another.

use std::fmt;

/// The contrast that text needs with what it stands on (WCAG 2.2, success criterion 1.4.3, level AA).
pub const LEGIBLE: f64 = 4.5;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    const BLACK: Self = Self([0; 3]);
    const WHITE: Self = Self([255; 3]);

    /// Reads `#a11d2b` or `#a12`, in capitals or not; nothing where it is written otherwise, or lets something shine through.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digits: Vec<u8> = digits
            .chars()
            .map(|digit| Some(digit.to_digit(16)? as u8))
            .collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r, s, g, h, b, c] => Some(Self([r * 16 + s, g * 16 + h, b * 16 + c])),
            _ => None,
        }
    }

    /// Returns how the colours differ in lightness: from 1, not at all, to 21, black and white (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Relative luminance, as WCAG 2.2 defines it, with the threshold of IEC 61966-2-1.
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Returns the least contrast with any of `grounds`; that with nothing at all where there is none.
    pub fn least_contrast(self, grounds: &[Self]) -> f64 {
        grounds.iter().map(|ground| self.contrast(*ground)).fold(21.0, f64::min)
    }

    /// Returns the colour itself if it can be read on all `grounds`, else the nearest that can, darker or lighter. Where none can, black or white.
    pub fn legible_on(self, grounds: &[Self]) -> Self {
        let towards = |end: Self| (0..=u8::MAX).map(move |step| (step, self.mixed(end, step)));
        let first = |end: Self| towards(end).find(|(_, colour)| colour.least_contrast(grounds) >= LEGIBLE);
        match (first(Self::BLACK), first(Self::WHITE)) {
            (Some((darker, colour)), Some((lighter, _))) if darker <= lighter => colour,
            (_, Some((_, colour))) | (Some((_, colour)), None) => colour,
            (None, None) if Self::BLACK.least_contrast(grounds) >= Self::WHITE.least_contrast(grounds) => Self::BLACK,
            (None, None) => Self::WHITE,
        }
    }

    /// Returns the colour so many 255ths on the way to another.
    fn mixed(self, end: Self, step: u8) -> Self {
        let mix = |from: u8, to: u8| {
            let (from, to, step) = (u32::from(from), u32::from(to), u32::from(step));
            ((from * (255 - step) + to * step) / 255) as u8 // between the two
        };
        let ([r, g, b], [x, y, z]) = (self.0, end.0);
        Self([mix(r, x), mix(g, y), mix(b, z)])
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("a colour")
    }

    #[test]
    fn colours_are_read_as_css_has_them() {
        assert_eq!(colour("#A12").to_string(), "#aa1122");
        assert_eq!(colour("#a11d2b").to_string(), "#a11d2b");
        for wrong in [
            "",
            "#",
            "#12",
            "#1234",
            "#12345678",
            "a11d2b",
            "red",
            "#gggggg",
            "#é12345",
        ] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    /// #767676 is the lightest grey, and #949494 the lightest for large text, that WCAG lets stand on white.
    #[test]
    fn contrast_is_that_of_wcag() {
        let with_white = |text: &str| (colour(text).contrast(Colour::WHITE) * 100.0).round() / 100.0;
        assert_eq!(with_white("#000"), 21.0);
        assert_eq!(with_white("#fff"), 1.0);
        assert_eq!((with_white("#767676"), with_white("#777777")), (4.54, 4.48));
        assert!(colour("#949494").contrast(Colour::WHITE) >= 3.0 && colour("#959595").contrast(Colour::WHITE) < 3.0);
        assert_eq!(with_white("#ff0000"), 4.0);
    }

    #[test]
    fn what_cannot_be_read_becomes_darker_or_lighter_and_no_more_than_it_must() {
        let (white, dark) = ([Colour::WHITE], [colour("#14181a")]);
        assert_eq!(colour("#0b5563").legible_on(&white), colour("#0b5563"));
        let yellow = colour("#ffcc00").legible_on(&white);
        assert!(
            yellow.contrast(white[0]) >= LEGIBLE && yellow.contrast(white[0]) < 4.7,
            "{yellow}"
        );
        let blue = colour("#0b5563").legible_on(&dark);
        assert!(
            blue.contrast(dark[0]) >= LEGIBLE && blue.contrast(dark[0]) < 4.7,
            "{blue}"
        );
        // One grey can be read on both.
        let both = [Colour::WHITE, Colour::BLACK];
        assert_eq!(colour("#888").legible_on(&both), colour("#767676"));
        // Nothing can be read on all of these.
        let three = [Colour::WHITE, colour("#767676"), Colour::BLACK];
        assert!([Colour::WHITE, Colour::BLACK].contains(&colour("#888").legible_on(&three)));
    }
}
