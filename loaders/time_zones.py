"""Time zones as news writes them: "GMT", "BST", "ET", "UTC+3"."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Left out on purpose: IST (India, Israel, Ireland), AST and CST, which mean several zones each.
_HOURS = {
    "Z": 0, "GMT": 0, "UTC": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2,
    "EEST": 3, "TRT": 3, "EAT": 3, "CAT": 2, "SAST": 2, "WAT": 1,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
# Zones whose offset depends on the date.
_REGIONS = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "MSK": "Europe/Moscow",
}
NAMES = tuple(sorted([*_HOURS, *_REGIONS], key=len, reverse=True))
PATTERN = r"(?:GMT|UTC)[+-]\d{1,2}(?::?\d\d)?|" + "|".join(NAMES)


def offset_of(zone: str, day: date | None) -> timedelta | None:
    """Return the zone's offset from UTC on the day, or None where it is not certain."""
    name = zone.upper()
    if shifted := re.fullmatch(r"(?:GMT|UTC)([+-])(\d{1,2}):?(\d\d)?", name):
        sign, hours, minutes = shifted.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return None if offset > timedelta(hours=14) else (offset if sign == "+" else -offset)
    if name in _HOURS:
        return timedelta(hours=_HOURS[name])
    if name not in _REGIONS or day is None:
        return None
    try:
        region = ZoneInfo(_REGIONS[name])
    except ZoneInfoNotFoundError:  # a machine without a time zone database
        return None
    return datetime.combine(day, time(12), region).utcoffset()
