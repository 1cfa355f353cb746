//! Long lists of numbers as they lie in a file: what a format for anything would go through number by number is half of a build after which
//! one text has changed.

use crate::plan::view::{Fact, FactNumber};

/// How many bytes a [`Fact`] takes.
const FACT: usize = 16;

/// Adds a number of 64 bits.
pub(super) fn put(bytes: &mut Vec<u8>, number: u64) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

/// Adds a fact.
pub(super) fn put_fact(bytes: &mut Vec<u8>, fact: Fact) {
    put(bytes, fact.name);
    put(bytes, fact.value);
}

/// Numbers of facts, most of which ascend: each is held as how much it is more than the one before, seven bits a byte, the lowest first, and the
/// highest bit where more follow (LEB128). Most take one byte or two.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers(Box<[u8]>);

impl Numbers {
    /// Holds these numbers.
    pub fn of(numbers: impl IntoIterator<Item = FactNumber>) -> Self {
        let numbers = numbers.into_iter();
        let mut bytes = Vec::with_capacity(numbers.size_hint().0 * 2);
        let mut before = 0;
        for number in numbers {
            let mut more = number.wrapping_sub(before);
            before = number;
            while more >= 0x80 {
                bytes.push(more as u8 | 0x80);
                more >>= 7;
            }
            bytes.push(more as u8);
        }
        Self(bytes.into())
    }

    /// Returns the numbers.
    pub fn iter(&self) -> impl Iterator<Item = FactNumber> {
        let mut bytes = self.0.iter();
        let mut before: FactNumber = 0;
        std::iter::from_fn(move || {
            let (mut more, mut shift) = (0, 0);
            loop {
                let byte = *bytes.next()?;
                // What is more than a number can hold was not put there by `of`.
                more |= FactNumber::from(byte & 0x7f).unbounded_shl(shift);
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            before = before.wrapping_add(more);
            Some(before)
        })
    }

    /// Adds them to `bytes`.
    pub(super) fn put(&self, bytes: &mut Vec<u8>) {
        put(bytes, self.0.len() as u64);
        bytes.extend_from_slice(&self.0);
    }
}

/// What has not been taken of a file yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unread<'a>(pub &'a [u8]);

impl Unread<'_> {
    /// Takes a number of 64 bits.
    pub fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*number))
    }

    /// Takes a number of 128 bits.
    pub fn wide(&mut self) -> Option<u128> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u128::from_le_bytes(*number))
    }

    /// Takes the length of a list of which each takes `least` bytes or more.
    pub fn length(&mut self, least: usize) -> Option<usize> {
        let length = usize::try_from(self.number()?).ok()?;
        // No memory is set aside for what cannot be there.
        (length.checked_mul(least)? <= self.0.len()).then_some(length)
    }

    /// Takes a fact.
    pub fn fact(&mut self) -> Option<Fact> {
        Some(Fact {
            name: self.number()?,
            value: self.number()?,
        })
    }

    /// Takes a list of facts.
    pub fn facts(&mut self) -> Option<Vec<Fact>> {
        let length = self.length(FACT)?;
        let mut facts = Vec::with_capacity(length);
        for _ in 0..length {
            facts.push(self.fact()?);
        }
        Some(facts)
    }

    /// Takes numbers of facts.
    pub fn numbers(&mut self) -> Option<Numbers> {
        let length = self.length(1)?;
        let (numbers, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(Numbers(numbers.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_taken_and_no_more() {
        let lists: [&[FactNumber]; 5] = [
            &[],
            &[0],
            &[5, 132, 133, 20_000, 4_000_000],
            &[0, FactNumber::MAX],
            &[7, 3, 3],
        ];
        let mut bytes = Vec::new();
        for list in lists {
            Numbers::of(list.iter().copied()).put(&mut bytes);
        }
        let mut unread = Unread(&bytes);
        for list in lists {
            let numbers: Option<Vec<FactNumber>> = unread.numbers().map(|numbers| numbers.iter().collect());
            assert_eq!(numbers.as_deref(), Some(list));
        }
        assert!(unread.numbers().is_none());
        for end in 0..bytes.len() {
            let mut cut = Unread(&bytes[..end]);
            assert!(lists.iter().any(|_| cut.numbers().is_none()));
        }
    }
}
