//! Time zones by their IANA names.
//!
//! The data is that of the program, never that of the machine: a machine may have none, or another release, and then
//! the same site would come out differently. Before 1970 it is coarse: it has Amsterdam on the clocks of Brussels.

use std::fmt;

use jiff::tz::TimeZoneDatabase;

/// A time zone with its IANA name.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeZone(jiff::tz::TimeZone);

impl TimeZone {
    /// Returns the time zone of that IANA name: `Europe/Amsterdam`. Capitals don't matter.
    ///
    /// A name that IANA does not have gives `None`, as does `Etc/Unknown`.
    pub fn parse(name: &str) -> Option<Self> {
        let zone = TimeZoneDatabase::bundled().get(name).ok()?;
        (!zone.is_unknown() && zone.iana_name().is_some()).then_some(Self(zone))
    }

    /// Universal time.
    pub fn utc() -> Self {
        Self(jiff::tz::TimeZone::UTC)
    }

    /// Returns the IANA name in its usual spelling.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// Returns the time zone as jiff knows it, for calculations.
    pub fn as_jiff(&self) -> &jiff::tz::TimeZone {
        &self.0
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whatever_its_capitals() {
        let zone = TimeZone::parse("europe/amsterdam").unwrap();
        assert_eq!(zone.name(), "Europe/Amsterdam");
        assert_eq!(TimeZone::parse("UTC"), Some(TimeZone::utc()));
        assert_eq!(TimeZone::utc().name(), "UTC");
    }

    #[test]
    fn what_is_no_time_zone_is_none() {
        for name in ["", "Amsterdam", "CET-1", "Etc/Unknown", "../../etc/passwd", "Europe/"] {
            assert_eq!(TimeZone::parse(name), None, "{name}");
        }
    }
}
