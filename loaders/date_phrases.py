"""Phrases that name a date, as a text writes them, and the days they mean for an anchor day."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from actorgraph.ontology.claims import When

# What the tense around a phrase says of it: "on Friday" of a past deed is the last Friday.
Tense = Literal["past", "future", "unknown"]

_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
MONTH_NUMBERS = {name[:3]: place for place, name in enumerate(_MONTHS.split(), 1)}
DAY_NUMBERS = {name[:3]: place for place, name in enumerate(_DAYS.split())}
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: place for place, word in enumerate(_SMALL, 1)} | {"a": 1, "an": 1}

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_YEAR = r"(?:1[89]|20)\d\d"
_COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(_SMALL)})"
_PART = r"(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Mm]iddle of|beginning of|end of|start of)[ -])?"
_LONG_AGO = 100  # a bare number further from the anchor's year is no year of news

# A phrase behind one of these is a limit, not the day on which something happened.
LIMITS = frozenset(
    "until till by before after following pending than ahead prior toward towards beyond".split()
)
_BEFORE = re.compile(r"(?:\b(?P<word>[A-Za-z]+)(?: (?:of|to))?\s(?:the\s)?)$")
_TWO = re.compile(r"\s*(?:to|and|until|till|through|[-–])\s*(?:the\s)?$")
_ANY = re.compile(
    rf"{_WEEKDAY}|{_MONTH}|{_YEAR}|day\b|week|month\b|year|night\b|ago\b|morning|afternoon|evening"
    r"|tomorrow|past\b",
    re.IGNORECASE,
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePhrase:
    """A phrase that names a date; `start` and `end` are characters, without the preposition.

    `last` is the end of a range: "from Monday to Friday". `word` is the preposition before it,
    lower case; `own` says that the phrase modifies a noun: "Monday's attack", "the 2014 coup".
    """

    start: int
    end: int
    word: str
    own: bool
    match: re.Match[str]
    reader: Reader
    last: "DatePhrase | None" = None

    def when(self, anchor: date | None, tense: Tense) -> When | None:
        """Return the days meant, told from the day of the article, or None where that is open."""
        period = self.period(anchor, tense)
        if period is None or self.word in LIMITS:
            return None
        end = period.end
        if self.last is not None:
            last = self.last.period(anchor, tense)
            if last is None or last.start < period.start:
                return None
            end = last.last_day
        elif self.word == "since":
            if anchor is None or period.start > anchor:
                return None
            end = anchor
        return When(
            date=period.start.isoformat(),
            precision=period.precision,
            end=end.isoformat() if end else None,
        )

    def period(self, anchor: date | None, tense: Tense) -> Period | None:
        """Return the days of the phrase alone; impossible ones (30 February) are None."""
        try:
            return self.reader(self.match, anchor, tense)
        except (ValueError, OverflowError):
            return None


def _explicit(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
    month, day = MONTH_NUMBERS[match["month"][:3].lower()], int(match["day"])
    year = int(match["year"]) if match["year"] else _year_of(month, day, anchor, tense)
    if year is None:
        return None
    last = int(match["last"]) if match["last"] else None
    end = date(year, month, last) if last and last > day else None
    return Period(date(year, month, day), end=end)


def _iso(match: re.Match[str], _anchor: date | None, _tense: Tense) -> Period | None:
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


def _month(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
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


def _year(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
    year = int(match["year"])
    if anchor and not anchor.year - _LONG_AGO <= year <= anchor.year + (tense != "past") * 50:
        return None
    last = match["last"]
    if not last:
        return Period(date(year, 1, 1), "year")
    final = int(last) if len(last) > 2 else year // 100 * 100 + int(last)
    return Period(date(year, 1, 1), "year", date(final, 12, 31)) if final > year else None


def _decade(match: re.Match[str], _anchor: date | None, _tense: Tense) -> Period | None:
    year = int(match["year"])
    return Period(date(year, 1, 1), "year", date(year + 9, 12, 31)) if year % 10 == 0 else None


def _weekday(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
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


def _near(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
    words = " ".join(match["near"].lower().split())
    if words == "today" and tense == "unknown":  # "the threat that Ukraine faces today"
        return None
    return Period(anchor + timedelta(_NEAR.get(words, 0))) if anchor else None


def _calendar(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
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


def _bare_weekend(match: re.Match[str], anchor: date | None, tense: Tense) -> Period | None:
    return _weekend(anchor, 0, tense) if anchor and match else None


def _number(words: str | None) -> int | None:
    words = (words or "").lower()
    return int(words) if words.isdigit() else _NUMBERS.get(words)


def _ago(match: re.Match[str], anchor: date | None, _tense: Tense) -> Period | None:
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


def _lately(match: re.Match[str], anchor: date | None, _tense: Tense) -> Period | None:
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


_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"\b\d{4}-\d\d-\d\d\b"), _iso),
    (
        re.compile(
            rf"\b(?:{_WEEKDAY},? )?(?P<month>{_MONTH}) (?P<day>{_DAY})(?:st|nd|rd|th)?"
            rf"(?:(?: ?[-–] ?| to | and | through )(?P<last>{_DAY})(?:st|nd|rd|th)?)?\b"
            rf"(?:,? (?:of )?(?P<year>{_YEAR})\b)?(?![,.:]?\d|%)"
        ),
        _explicit,
    ),
    (
        re.compile(
            rf"\b(?:{_WEEKDAY},? )?(?P<day>{_DAY})(?:st|nd|rd|th)?"
            rf"(?:(?: ?[-–] ?| to | and | through )(?P<last>{_DAY})(?:st|nd|rd|th)?)?"
            rf" (?:of )?(?P<month>{_MONTH})(?:,? (?:of )?(?P<year>{_YEAR})\b)?(?![,.:]?\d)"
        ),
        _explicit,
    ),
    (
        re.compile(
            rf"\b{_PART}(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?(?P<month>{_MONTH})"
            rf"(?:,? (?:of )?(?P<year>{_YEAR})\b|(?: of)? (?P<of>last|this) year\b)?"
        ),
        _month,
    ),
    (
        re.compile(
            rf"\b(?P<year>{_YEAR})(?P<last>(?!))?s\b",
        ),
        _decade,
    ),
    (
        re.compile(rf"\b{_PART}(?P<year>{_YEAR})(?:[-–](?P<last>{_YEAR}|\d\d))?\b(?![-–.,]?\d|%)"),
        _year,
    ),
    (
        re.compile(
            r"\b(?:(?:early|late|later|earlier) )?(?:(?:on )?(?P<which>last|this coming|this past"
            rf"|this|next|past|coming) )?(?P<name>{_WEEKDAY})(?!s)\b",
            re.IGNORECASE,
        ),
        _weekday,
    ),
    (
        re.compile(
            r"\b(?P<near>the day before yesterday|yesterday|today|tomorrow|tonight|last night"
            r"|this (?:morning|afternoon|evening))\b",
            re.IGNORECASE,
        ),
        _near,
    ),
    (
        re.compile(
            r"(?<!\bthe )\b(?:(?P<part>earlier|later|late|early) )?(?P<which>last|this|next)"
            r" (?P<unit>weekend|week|month|year)\b",
            re.IGNORECASE,
        ),
        _calendar,
    ),
    (re.compile(r"(?<=\b(?:over|ring) the )weekend\b|(?<=\bat the )weekend\b"), _bare_weekend),
    (
        re.compile(
            r"\b(?P<hedge>(?:more than|less than|nearly|almost|about|around|some|over|at least) )?"
            rf"(?P<count>{_COUNT}) (?P<unit>days?|weeks?|months?|years?) ago\b",
            re.IGNORECASE,
        ),
        _ago,
    ),
    (
        re.compile(
            r"(?<=the )(?:past|last) "
            rf"(?:(?P<count>{_COUNT}) )?(?P<unit>hours|days?|weeks?|months?|years?)\b",
        ),
        _lately,
    ),
)
_OTHER_NAMES = re.compile(  # "Bloody Sunday", "The Sunday Times": no day of the article's week
    r"(?:Bloody|Black|Good|Super|Palm|Easter|Ash|Cyber|Holy|Giving|Maundy|Shrove|every|Every|each"
    r"|Each|most|Mondays?|Sundays?) $"
)
_PAPERS = re.compile(
    r" (?:Times|Telegraph|Mail|Express|Mirror|Herald|Post|Agreement|Accords?|Night)\b"
)
# Bare months and years are words of other use ("may", a number) but for what stands before them.
_FRAME = frozenset(
    "in since from until till by before after between during through of for and to early late mid "
    "around".split()
)
_OWNER = re.compile(r"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|an?)|['’]s?) (?:\w+ )?$")
_NOUN_FOLLOWS = re.compile(
    r" (?!and\b|or\b|the\b|a\b|in\b|on\b|at\b|to\b|by\b|when\b|with\b|as\b)[a-z]"
)
_LOOK_BACK = 24


@lru_cache(maxsize=512)
def date_phrases(text: str) -> tuple[DatePhrase, ...]:
    """Return the phrases of a sentence that name dates, in text order, ranges as one."""
    if not _ANY.search(text):
        return ()
    found: list[DatePhrase] = []
    taken = bytearray(len(text))
    for pattern, reader in _PATTERNS:  # the fuller forms first: they take the words
        for match in pattern.finditer(text):
            start, end = match.span()
            phrase = None if any(taken[start:end]) else _phrase(text, match, reader)
            if phrase is not None:
                found.append(phrase)
                taken[start:end] = b"\1" * (end - start)
    return tuple(_ranges(text, sorted(found, key=lambda phrase: phrase.start)))


def _phrase(text: str, match: re.Match[str], reader: Reader) -> DatePhrase | None:
    ahead = text[max(match.start() - _LOOK_BACK, 0) : match.start()]
    behind = text[match.end() : match.end() + _LOOK_BACK]
    before = _BEFORE.search(ahead)
    word = before["word"].lower() if before else ""
    possessive = behind[:1] in ("'", "’")
    adjective = bool(_OWNER.search(ahead) and _NOUN_FOLLOWS.match(behind))
    if reader in (_month, _year) and not _dates(match, reader, word, possessive or adjective):
        return None
    if reader is _weekday and (_OTHER_NAMES.search(ahead) or _PAPERS.match(behind)):
        return None
    return DatePhrase(
        start=match.start(),
        end=match.end(),
        word=word,
        own=possessive or adjective,
        match=match,
        reader=reader,
    )


def _dates(match: re.Match[str], reader: Reader, word: str, own: bool) -> bool:  # noqa: FBT001
    """Tell a month or year from the same word or number used otherwise."""
    groups = match.groupdict()
    if groups.get("part") or word in _FRAME or own:
        return True
    return reader is _month and bool(groups["year"] or groups["which"] or groups["of"])


def _ranges(text: str, phrases: list[DatePhrase]) -> Iterator[DatePhrase]:
    """Join "from Monday to Friday", "between 2012 and 2014"."""
    place = 0
    while place < len(phrases):
        first = phrases[place]
        last = phrases[place + 1] if place + 1 < len(phrases) else None
        joined = last and _TWO.match(text[first.end : last.start])
        if last and joined and (first.word in ("from", "between") or _day_after(first, last)):
            yield DatePhrase(
                start=first.start,
                end=last.end,
                word=first.word,
                own=first.own,
                match=first.match,
                reader=first.reader,
                last=last,
            )
            place += 2
        else:
            yield first
            place += 1


def _day_after(first: DatePhrase, last: DatePhrase) -> bool:
    """Whether two weekdays stand for one span: "on Saturday and Sunday"."""
    if first.reader is not _weekday or last.reader is not _weekday or first.own or last.own:
        return False
    days = [DAY_NUMBERS[phrase.match["name"][:3].lower()] for phrase in (first, last)]
    return (days[1] - days[0]) % 7 == 1
