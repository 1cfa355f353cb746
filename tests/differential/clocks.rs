//! Twenty zones over their changes of the clock, beside Python's reckoning.

use std::path::Path;
use std::process::Command;

use courant::date::{DateErrorKind, Moment, TimeZone};

/// Zones of all kinds: north and south of the equator, half an hour of summer time, changes at midnight, none any more, and Ramadan's.
const ZONES: [&str; 20] = [
    "Europe/Amsterdam",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Athens",
    "Europe/Moscow",
    "Atlantic/Azores",
    "America/New_York",
    "America/St_Johns",
    "America/Los_Angeles",
    "America/Paramaribo",
    "America/Curacao",
    "America/Santiago",
    "America/Havana",
    "America/Nuuk",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Jakarta",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
];

#[test]
fn clocks_change_as_python_says() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential/clocks.py");
    let output = Command::new("python3").arg(script).args(ZONES).output();
    let Some(output) = output.ok().filter(|output| output.status.success()) else {
        println!("skipped: there is no Python with zones here");
        return;
    };
    let text = String::from_utf8(output.stdout).expect("text");
    let (mut tried, mut skipped) = (0, 0);
    let mut zones = std::collections::BTreeSet::new();
    for line in text.lines() {
        let mut parts = line.split(' ');
        let mut next = || parts.next().expect("a part");
        let (name, local) = (next(), next());
        let zone = TimeZone::parse(name).expect("a zone that there is");
        let moment = Moment::parse(local, &zone);
        zones.insert(name);
        let unix = next();
        if unix == "skipped" {
            // An hour that no clock showed is not guessed at.
            let error = moment.expect_err("an hour that there was not");
            assert_eq!(error.kind, DateErrorKind::SkippedTime, "{line}");
            skipped += 1;
            continue;
        }
        let unix: i64 = unix.parse().expect("a moment");
        let offset: i32 = next().parse().expect("an offset");
        let moment = moment.expect("a moment");
        assert_eq!(moment.timestamp().as_second(), unix, "{line}");
        assert_eq!(moment.offset.seconds(), offset, "{line}");
        // Shown again it is the same moment.
        let again = Moment::parse(&moment.rfc3339(), &zone).expect("a moment");
        assert_eq!(again, moment, "{line}");
        tried += 1;
    }
    assert!(tried > 3_000 && skipped > 300, "{tried} {skipped}");
    // Two of them have not changed their clocks for long: there nothing is to be found.
    assert!(zones.len() >= 15, "{zones:?}");
}
