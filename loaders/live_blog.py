"""Live blogs: the timed entries of a page that is written as the day goes on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from actorgraph.loaders.time_zones import PATTERN as ZONE
from actorgraph.loaders.time_zones import offset_of
from actorgraph.ontology.articles import Section

# Every repetition is bounded and none is nested, so that a line costs the same however long it is.
_TIMED = re.compile(
    rf"""[ \t>*_•·▪●\[(#-]{{0,8}}
    (?P<heading>
      (?P<label>(?:LIVE[ ])?UPDATED?|LATEST|BREAKING)?(?(label)[ ,:–—-]{{1,3}}(?:at[ ])?)
      (?:
        (?P<h24>[01]\d|2[0-3])(?P<m24>[0-5]\d)(?=[ ]?(?:{ZONE}|hrs|hours)\b)
      | (?P<hour>\d{{1,2}})(?:(?P<dot>[:.])(?P<minute>[0-5]\d))?(?![\d.,]\d|[:%])
      )
      (?:[ ]?(?P<half>[ap](?:m\b|\.m\.?+)))?
      (?P<hrs>[ ]?(?:hrs|hours)\b)?
      (?:[ ]?(?P<zone>{ZONE}|local[ ]time)\b)?
      (?:[ ]\([^()\n]{{1,30}}\))?
      (?:,?[ ](?:on[ ])?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)?
    )
    (?:[ \t*_]{{0,6}}(?:$|\]|[:|–—-](?=$|\D)|\.(?=\s|$)))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_UNTIMED = re.compile(
    r"[ \t*_#]{0,8}(?P<heading>(?:Our )?Original (?:Entry|Post|Story|Report))"
    r"[*_]{0,3}\s{0,3}(?::|$)",
    re.IGNORECASE,
)
_HEAD = 120  # no heading is longer; nothing behind it is looked at
_FEWEST = 2  # one timed line alone is a note on when the page was changed
_NOON = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """Where a heading's words stand, with the minute of the day that they name."""

    start: int
    end: int
    words: str
    minute: int | None = None
    zone: str = ""
    entry: bool = False  # surely an entry of the day, not "11:00 am - …" in a list of past events


def sections_of(text: str, published: str | None) -> tuple[Section, ...]:
    """Return the timed entries of a live blog, in the page's order, or () for other articles.

    A section runs from its heading to the next one; what stands before the first (promotion,
    captions) is in none. Its time has a date only where the day of publication is known, all
    headings are those of a live blog (a list of past events has its own days), and they run in
    one direction, so that none of them can belong to the day before or after.
    """
    headings = list(_headings(text))
    timed = [heading for heading in headings if heading.minute is not None]
    if len(timed) < _FEWEST:
        return ()
    day = _day_of(published)
    entries = all(heading.entry for heading in timed)
    dated = published is not None and entries and _one_direction(timed, day)
    ends = [heading.start for heading in headings[1:]] + [len(text)]
    return tuple(
        Section(
            start=heading.start,
            end=end,
            heading=heading.words,
            time=_iso(heading, published if dated else None, day),
        )
        for heading, end in zip(headings, ends, strict=True)
    )


def _headings(text: str) -> Iterator[_Heading]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if heading := _heading(text[start : min(end, start + _HEAD)], start):
            yield heading
        start = end + 1


def _heading(line: str, at: int) -> _Heading | None:
    if found := _UNTIMED.match(line):
        start, end = found.span("heading")
        return _Heading(start=at + start, end=at + end, words=found["heading"])
    found = _TIMED.match(line)
    minute = _minute(found) if found else None
    if found is None or minute is None:
        return None
    start, end = found.span("heading")
    alone = found.end() == len(line.rstrip())
    return _Heading(
        start=at + start,
        end=at + end,
        words=found["heading"],
        minute=minute,
        zone=(found["zone"] or "").upper(),
        entry=bool(alone or found["label"] or found["zone"]),
    )


def _minute(found: re.Match[str]) -> int | None:
    """Return the minute of the day, or None where the words need not be a time."""
    if found["h24"]:
        return int(found["h24"]) * 60 + int(found["m24"])
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    marked = half or found["zone"] or found["label"]
    plain_clock = found["dot"] == ":" and len(found["hour"]) > 1  # 10:35, not 2.5 or a video's 1:10
    if not (marked or plain_clock) or (found["minute"] is None and not half):
        return None
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half[0] in "pP" else 0)
    return hour * 60 + minute if hour < 2 * _NOON else None


def _day_of(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published else None


def _one_direction(timed: list[_Heading], day: date | None) -> bool:
    zones = {heading.zone for heading in timed}
    minutes = [(heading.minute or 0) - _offset_minutes(heading, day) for heading in timed]
    certain = len(zones) == 1 or all(offset_of(zone, day) is not None for zone in zones)
    return certain and minutes in (sorted(minutes), sorted(minutes, reverse=True))


def _offset_minutes(heading: _Heading, day: date | None) -> int:
    return int((offset_of(heading.zone, day) or timedelta()).total_seconds()) // 60


def _iso(heading: _Heading, published: str | None, day: date | None) -> str | None:
    if heading.minute is None:
        return None
    offset = offset_of(heading.zone, day)
    moment = datetime(2000, 1, 1, heading.minute // 60, heading.minute % 60)  # noqa: DTZ001
    if offset is not None:
        moment = moment.replace(tzinfo=timezone(offset))
    if published is None:
        return moment.timetz().isoformat("minutes")
    local = _local_day(published, offset)
    return datetime.combine(local, moment.timetz()).isoformat(timespec="minutes")


def _local_day(published: str, offset: timedelta | None) -> date:
    """Return the day of publication as the heading's zone counts days."""
    moment = datetime.fromisoformat(published)
    if offset is None or moment.tzinfo is None:
        return moment.date()
    return moment.astimezone(timezone(offset)).date()
