"""Prints the hours around every change of the clock in some zones, as Python reckons: ZONE LOCAL UNIX OFFSET, or ZONE LOCAL skipped.

Of years that are past: of those to come, two lists of zones may say different things, since governments change their minds.
"""
import datetime
import sys
import zoneinfo

HOUR = datetime.timedelta(hours=1)

for name in sys.argv[1:]:
    zone = zoneinfo.ZoneInfo(name)
    at = datetime.datetime(2019, 1, 1, tzinfo=datetime.timezone.utc)
    before = at.astimezone(zone).utcoffset()
    while at.year < 2026:
        at += HOUR
        now = at.astimezone(zone).utcoffset()
        if now != before:
            # By the clock on the wall, from three hours before to three after, of which some hours are skipped and some come twice.
            wall = (at + before).replace(tzinfo=None)
            for quarter in range(-12, 13):
                local = wall + datetime.timedelta(minutes=15 * quarter)
                moment = local.replace(tzinfo=zone)
                unix = int(moment.timestamp())
                shown = datetime.datetime.fromtimestamp(unix, zone)
                written = local.strftime("%Y-%m-%dT%H:%M")
                if shown.replace(tzinfo=None) != local:
                    print(name, written, "skipped")
                else:
                    print(name, written, unix, int(shown.utcoffset().total_seconds()))
            before = now
