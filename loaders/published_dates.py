"""Dates of publication: from the way a source writes them to ISO 8601, or to nothing."""

import re
from datetime import datetime, time, timezone
from email.utils import parsedate_to_datetime

from actorgraph.loaders.time_zones import PATTERN, offset_of

_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? \S+$")
_ZONE_AT_END = re.compile(rf"^(.{{6,60}}\d(?:\s?[ap]\.?m\.?)?)\s({PATTERN})\.?$", re.IGNORECASE)
_NUMBERS = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")
_MONTHS_IN_YEAR = 12


def iso_date(written: str) -> str | None:
    """Return an ISO date ("2016-10-25") or date and time, or None for what is not certain.

    Refused are dates without a day, dates relative to today, and dates such as 10/11/2016 that
    mean one day in London and another in New York.
    """
    written = " ".join(written.split())
    found = _standard(written) or _in_words(written)
    if found is None:
        return None
    if found.tzinfo is None and found.time() == time():  # how tables write a plain date
        return found.date().isoformat()
    return found.isoformat(timespec="minutes" if found.second == 0 else "seconds")


def _standard(written: str) -> datetime | None:
    try:
        if _MAIL.match(written):
            return parsedate_to_datetime(written)
        return datetime.fromisoformat(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _in_words(written: str) -> datetime | None:
    if _either_way(written):
        return None
    zoned = _ZONE_AT_END.match(written)
    plain = _parsed(zoned[1] if zoned else written)
    if plain is None or zoned is None or plain.tzinfo is not None:
        return plain
    offset = offset_of(zoned[2], plain.date())
    return plain if offset is None else plain.replace(tzinfo=timezone(offset))


def _either_way(written: str) -> bool:
    numbers = _NUMBERS.match(written)
    if numbers is None:
        return False
    first, second = int(numbers[1]), int(numbers[3])
    return first != second and max(first, second) <= _MONTHS_IN_YEAR


def _parsed(written: str) -> datetime | None:
    import dateparser  # type: ignore[import-untyped]  # noqa: PLC0415  (slow, seldom needed)

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "DATE_ORDER": "DMY",
    }
    try:
        found: datetime | None = dateparser.parse(written[:80], languages=["en"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return found
