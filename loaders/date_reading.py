"""What the words of a date phrase mean, counted from the day of the article."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

# What the tense around a phrase says of it: "on Friday" of a past deed is the last Friday.
Tense = Literal["past", "future", "unknown"]

_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
MONTH_NUMBERS = {name[:3]: place for place, name in enumerate(_MONTHS.split(), 1)}
DAY_NUMBERS = {name[:3]: place for place, name in enumerate(_DAYS.split())}
SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: place for place, word in enumerate(SMALL, 1)} | {"a": 1, "an": 1}

SUNDAY = 6
_LONG_AGO = 100  # a bare number further from the anchor's year is no year of news


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end` (or one day, month or year), known as exactly as `precision`."""

    start: date
    precision: Literal["day", "month", "year"] = "day"
    end: date | None = None

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        if self.end or self.precision == "day":
            return self.end or self.start
        year, month = self.start.year, self.start.month
        follows = (year, month + 1) if self.precision == "month" and month < 12 else (year + 1, 1)
        return date(*follows, 1) - timedelta(1)


Reader = Callable[[re.Match[str], date | None, Tense], Period | None]


def read_day(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
    """Read "October 24", "24 October 2016", "October 12-15"."""
    month, day = MONTH_NUMBERS[match["month"][:3].lower()], int(match["day"])
    year = int(match["year"]) if match["year"] else _year_of(month, day, anchor, tense)
    if year is None:
        return None
    last = int(match["last"]) if match["last"] else None
    end = date(year, month, last) if last and last > day else None
    return Period(date(year, month, day), end=end)


def read_iso_day(match: re.Match[str], _anchor: date | None, _tense: Tense) -> Period | None:
    """Read "2016-10-24"."""
    return Period(date.fromisoformat(match.group()))


def _year_of(month: int, day: int, anchor: date | None, tense: Tense) -> int | None:
    """Return the year of a day without one: the nearest that the tense allows."""
    if anchor is None:
        return None
    passed = (month, day) <= (anchor.month, anchor.day)
    if tense == "future":
        return anchor.year + (passed and (month, day) != (anchor.month, anchor.day))
    if tense == "unknown" and not passed:
        return None
    return anchor.year - (not passed)


def read_month(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
    """Read "August 2015", "late August", "March last year"."""
    month = MONTH_NUMBERS[match["month"][:3].lower()]
    if match["year"]:
        return Period(date(int(match["year"]), month, 1), "month")
    if anchor is None:
        return None
    which = match["which"] or ""
    if match["of"]:  # "in March last year"
        year: int | None = anchor.year - (match["of"] == "last")
    elif which.lower() == "last":  # of this year or of the one before? Only one of them is past
        year = anchor.year - 1 if month >= anchor.month else None
    elif which.lower() == "next":
        year = anchor.year + 1 if month <= anchor.month else None
    else:
        year = _year_of(month, 1, anchor, tense)
    return Period(date(year, month, 1), "month") if year else None


def read_year(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
    """Read "2013", "2012-2014"."""
    year = int(match["year"])
    if anchor and not anchor.year - _LONG_AGO <= year <= anchor.year + (tense != "past") * 50:
        return None
    last = match["last"]
    if not last:
        return Period(date(year, 1, 1), "year")
    final = int(last) if len(last) > 2 else year // 100 * 100 + int(last)
    return Period(date(year, 1, 1), "year", date(final, 12, 31)) if final > year else None


def read_decade(match: re.Match[str], _anchor: date | None, _tense: Tense) -> Period | None:
    """Read "the 1990s"."""
    year = int(match["year"])
    return Period(date(year, 1, 1), "year", date(year + 9, 12, 31)) if year % 10 == 0 else None


def read_weekday(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
    """Read "Monday", "last Friday"."""
    if anchor is None:
        return None
    which = (match["which"] or "").lower()
    back = (anchor.weekday() - DAY_NUMBERS[match["name"][:3].lower()]) % 7
    if which == "last" or which.endswith("past"):
        return Period(anchor - timedelta(back or 7))
    if which == "next":  # "next Friday", said on a Wednesday, is this week's or the one after
        ahead = -back % 7 or 7
        clear = ahead + anchor.weekday() > 6
        return Period(anchor + timedelta(ahead)) if clear else None
    if which in ("this", "coming", "this coming") or tense == "future":
        return Period(anchor + timedelta(-back % 7)) if tense == "future" or which else None
    if tense == "unknown" and back:
        return None
    return Period(anchor - timedelta(back))


_NEAR = {
    "yesterday": -1,
    "last night": -1,
    "yester": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
}


def read_near(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
    """Read "yesterday", "last night", "tomorrow"."""
    words = " ".join(match["near"].lower().split())
    if words == "today" and tense == "unknown":  # "the threat that Ukraine faces today"
        return None
    return Period(anchor + timedelta(_NEAR.get(words, 0))) if anchor else None


def read_calendar(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
    """Read "last week", "earlier this month", "next year"."""
    if anchor is None:
        return None
    which, unit = match["which"].lower(), match["unit"]
    step = {"last": -1, "next": 1}.get(which, 0)
    if unit == "week":
        monday = anchor - timedelta(anchor.weekday() - 7 * step)
        return _week(monday, anchor, "future" if match["part"] == "later" else tense, step)
    if unit == "weekend":
        return _weekend(anchor, step, tense)
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return Period(date(months // 12, months % 12 + 1, 1), "month")
    return Period(date(anchor.year + step, 1, 1), "year")


def _week(monday: date, anchor: date, tense: Tense, step: int) -> Period:
    sunday = monday + timedelta(6)
    if step == 0 and tense == "future":
        return Period(anchor, end=sunday)
    if step < 0 and anchor.weekday() == SUNDAY:  # for some the week that ended yesterday
        return Period(monday, end=anchor - timedelta(1))
    return Period(monday, end=anchor if step == 0 and anchor > monday else sunday)


def _weekend(anchor: date, step: int, tense: Tense) -> Period | None:
    saturday = anchor + timedelta(5 - anchor.weekday())
    inside = anchor.weekday() > 4
    if step > 0 or (tense == "future" and step == 0):
        return None if inside or step else Period(saturday, end=saturday + timedelta(1))
    if inside and step == 0:
        return Period(saturday, end=anchor) if anchor > saturday else None
    before = saturday - timedelta(7)
    return Period(before, end=before + timedelta(1))


def read_weekend(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
    """Read "over the weekend"."""
    return _weekend(anchor, 0, tense) if anchor and match else None


def _number(words: str | None) -> int | None:
    words = (words or "").lower()
    return int(words) if words.isdigit() else _NUMBERS.get(words)


def read_ago(match: re.Match[str], anchor: date | None, _tense: Tense) -> Period | None:
    """Read "three days ago"; weeks mean a week, months a month, years a year."""
    count, unit = _number(match["count"]), match["unit"].removesuffix("s")
    if anchor is None or count is None or match["hedge"]:
        return None
    if unit == "day":
        return Period(anchor - timedelta(count))
    if unit == "week":
        monday = anchor - timedelta(7 * count + anchor.weekday())
        return Period(monday, end=monday + timedelta(6))
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 - count
        return Period(date(months // 12, months % 12 + 1, 1), "month")
    return Period(date(anchor.year - count, 1, 1), "year")


def read_lately(match: re.Match[str], anchor: date | None, _tense: Tense) -> Period | None:
    """Read "over the past two weeks": from so long before until the anchor."""
    count = _number(match["count"] or "one")
    unit = match["unit"].removesuffix("s")
    if anchor is None or count is None:
        return None
    if unit == "year":
        return Period(date(anchor.year - count, 1, 1), "year", anchor)
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 - count
        return Period(date(months // 12, months % 12 + 1, 1), "month", anchor)
    days = {"hour": -(-count // 24), "day": count, "week": 7 * count}[unit]
    return Period(anchor - timedelta(days), end=anchor)


def read_apart(match: re.Match[str], anchor: date | None, _tense: Tense) -> Period | None:
    """Read "two days later", "the following month"; the anchor is the day they are counted from.

    As with "ago", weeks mean a week, months a month, years a year.
    """
    groups = match.groupdict()
    count = _number(groups["count"] or "one")
    if anchor is None or count is None:
        return None
    back = (groups["way"] or groups["which"]).lower() in ("earlier", "before", "previous")
    return _moved(anchor, -count if back else count, groups["unit"] or groups["units"])


def _moved(anchor: date, count: int, unit: str) -> Period:
    match unit.removesuffix("s"):
        case "day":
            return Period(anchor + timedelta(count))
        case "week":
            monday = anchor + timedelta(7 * count - anchor.weekday())
            return Period(monday, end=monday + timedelta(6))
        case "month":
            months = anchor.year * 12 + anchor.month - 1 + count
            return Period(date(months // 12, months % 12 + 1, 1), "month")
        case _:
            return Period(date(anchor.year + count, 1, 1), "year")
