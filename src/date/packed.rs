//! Dates as they are kept from one build to the next: numbers, which need no reading.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Moment;

/// A [`Moment`] in numbers.
#[derive(Serialize, Deserialize)]
pub(super) struct Packed {
    date: (i16, i8, i8),
    time: Option<(i8, i8, i8, i32)>,
    /// In seconds.
    offset: i32,
}

impl From<Moment> for Packed {
    fn from(moment: Moment) -> Self {
        let Moment { date, time, offset } = moment;
        let time = time.map(|time| (time.hour(), time.minute(), time.second(), time.subsec_nanosecond()));
        Self {
            date: (date.year(), date.month(), date.day()),
            time,
            offset: offset.seconds(),
        }
    }
}

impl TryFrom<Packed> for Moment {
    type Error = jiff::Error;

    fn try_from(packed: Packed) -> Result<Self, jiff::Error> {
        let Packed {
            date: (year, month, day),
            time,
            offset,
        } = packed;
        let time = time.map(|(hour, minute, second, rest)| Time::new(hour, minute, second, rest));
        Ok(Self {
            date: Date::new(year, month, day)?,
            time: time.transpose()?,
            offset: Offset::from_seconds(offset)?,
        })
    }
}

/// For `#[serde(with)]` at a date that may be absent.
pub mod packed_date {
    use super::{Date, Deserialize, Deserializer, Serialize, Serializer};

    /// Keeps the date.
    pub fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        date.map(|date| (date.year(), date.month(), date.day()))
            .serialize(serializer)
    }

    /// Returns the date that was kept.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        let kept = Option::<(i16, i8, i8)>::deserialize(deserializer)?;
        let date = kept.map(|(year, month, day)| Date::new(year, month, day));
        date.transpose().map_err(serde::de::Error::custom)
    }
}

/// For `#[serde(with)]` at a moment in time: seconds since 1970, and nanoseconds.
pub mod packed_timestamp {
    use jiff::Timestamp;
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Keeps the moment.
    pub fn serialize<S: Serializer>(moment: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        (moment.as_second(), moment.subsec_nanosecond()).serialize(serializer)
    }

    /// Returns the moment that was kept.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        let (second, rest) = <(i64, i32)>::deserialize(deserializer)?;
        Timestamp::new(second, rest).map_err(D::Error::custom)
    }

    /// For one that may be absent.
    pub mod optional {
        use jiff::Timestamp;
        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        #[derive(Serialize, Deserialize)]
        struct Packed(#[serde(with = "super")] Timestamp);

        /// Keeps the moment.
        pub fn serialize<S: Serializer>(moment: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
            moment.map(Packed).serialize(serializer)
        }

        /// Returns the moment that was kept.
        pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
            let kept = Option::<Packed>::deserialize(deserializer)?;
            Ok(kept.map(|Packed(moment)| moment))
        }
    }
}
