"""Phrases that name a date, as a text writes them, and the days they mean for an anchor day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from actorgraph.loaders.date_reading import (
    DAY_NUMBERS,
    SMALL,
    Reader,
    Tense,
    read_ago,
    read_apart,
    read_calendar,
    read_day,
    read_decade,
    read_iso_day,
    read_lately,
    read_month,
    read_near,
    read_weekday,
    read_weekend,
    read_year,
)
from actorgraph.ontology.claims import When

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_YEAR = r"(?:1[89]|20)\d\d"
_COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(SMALL)})"
_PART = r"(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Mm]iddle of|beginning of|end of|start of)[ -])?"

# A phrase behind one of these is a limit, not the day on which something happened.
LIMITS = frozenset(
    "until till by before after following pending than ahead prior toward towards beyond".split()
)
_BEFORE = re.compile(r"(?:\b(?P<word>[A-Za-z]+)(?: (?:of|to))?\s(?:the\s)?)$")
_TWO = re.compile(r"\s*(?:to|and|until|till|through|[-–])\s*(?:the\s)?$")
_ANY = re.compile(
    rf"{_WEEKDAY}|{_MONTH}|{_YEAR}|day\b|week|month\b|year|night\b|ago\b|morning|afternoon|evening"
    r"|tomorrow|past\b|later\b|earlier\b",
    re.IGNORECASE,
)


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

    @property
    def apart(self) -> bool:
        """Whether the phrase counts from a day that the text has named: "two days later"."""
        return self.reader is read_apart

    def when(self, anchor: date | None, tense: Tense) -> When | None:
        """Return the days meant, told from the day of the article.

        None where that is open, where the phrase is a limit, and for days such as 30 February.
        """
        if self.word in LIMITS:
            return None
        try:
            return self._when(anchor, tense)
        except (ValueError, OverflowError):
            return None

    def _when(self, anchor: date | None, tense: Tense) -> When | None:
        period = self.reader(self.match, anchor, tense)
        if period is None:
            return None
        end = period.end
        if self.last is not None:
            last = self.last.reader(self.last.match, anchor, tense)
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


_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"\b\d{4}-\d\d-\d\d\b"), read_iso_day),
    (
        re.compile(
            rf"\b(?:{_WEEKDAY},? )?(?P<month>{_MONTH}) (?P<day>{_DAY})(?:st|nd|rd|th)?"
            rf"(?:(?: ?[-–] ?| to | and | through )(?P<last>{_DAY})(?:st|nd|rd|th)?)?\b"
            rf"(?:,? (?:of )?(?P<year>{_YEAR})\b)?(?![,.:]?\d|%)"
        ),
        read_day,
    ),
    (
        re.compile(
            rf"\b(?:{_WEEKDAY},? )?(?P<day>{_DAY})(?:st|nd|rd|th)?"
            rf"(?:(?: ?[-–] ?| to | and | through )(?P<last>{_DAY})(?:st|nd|rd|th)?)?"
            rf" (?:of )?(?P<month>{_MONTH})(?:,? (?:of )?(?P<year>{_YEAR})\b)?(?![,.:]?\d)"
        ),
        read_day,
    ),
    (
        re.compile(
            rf"\b{_PART}(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?(?P<month>{_MONTH})"
            rf"(?:,? (?:of )?(?P<year>{_YEAR})\b|(?: of)? (?P<of>last|this) year\b)?"
        ),
        read_month,
    ),
    (
        re.compile(
            rf"\b(?P<year>{_YEAR})(?P<last>(?!))?s\b",
        ),
        read_decade,
    ),
    (
        re.compile(rf"\b{_PART}(?P<year>{_YEAR})(?:[-–](?P<last>{_YEAR}|\d\d))?\b(?![-–.,]?\d|%)"),
        read_year,
    ),
    (
        re.compile(
            r"\b(?:(?:early|late|later|earlier) )?(?:(?:on )?(?P<which>last|this coming|this past"
            rf"|this|next|past|coming) )?(?P<name>{_WEEKDAY})(?!s)\b"
            r"(?: (?:night|morning|afternoon|evening)\b)?",
            re.IGNORECASE,
        ),
        read_weekday,
    ),
    (
        re.compile(
            r"\b(?P<near>the day before yesterday|yesterday|today|tomorrow|tonight|last night"
            r"|this (?:morning|afternoon|evening))\b",
            re.IGNORECASE,
        ),
        read_near,
    ),
    (
        re.compile(
            r"(?<!\bthe )\b(?:(?P<part>earlier|later|late|early) )?(?P<which>last|this|next)"
            r" (?P<unit>weekend|week|month|year)\b",
            re.IGNORECASE,
        ),
        read_calendar,
    ),
    (re.compile(r"(?<=\b(?:over|ring) the )weekend\b|(?<=\bat the )weekend\b"), read_weekend),
    (
        re.compile(
            r"\b(?P<hedge>(?:more than|less than|nearly|almost|about|around|some|over|at least) )?"
            rf"(?P<count>{_COUNT}) (?P<unit>days?|weeks?|months?|years?) ago\b",
            re.IGNORECASE,
        ),
        read_ago,
    ),
    (
        re.compile(
            rf"\b(?P<count>{_COUNT}) (?P<units>days?|weeks?|months?|years?)"
            r" (?P<way>later|earlier)\b"
            r"|(?<=\b[Tt]he )(?P<which>next|following|previous) (?P<unit>day|week|month|year)\b"
        ),
        read_apart,
    ),
    (
        re.compile(
            r"(?<=the )(?:past|last) "
            rf"(?:(?P<count>{_COUNT}) )?(?P<unit>hours|days?|weeks?|months?|years?)\b",
        ),
        read_lately,
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
    if reader in (read_month, read_year) and not _dates(
        match, reader, word, possessive or adjective
    ):
        return None
    if reader is read_weekday and (_OTHER_NAMES.search(ahead) or _PAPERS.match(behind)):
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
    return reader is read_month and bool(groups["year"] or groups["which"] or groups["of"])


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
    if first.reader is not read_weekday or last.reader is not read_weekday or first.own or last.own:
        return False
    days = [DAY_NUMBERS[phrase.match["name"][:3].lower()] for phrase in (first, last)]
    return (days[1] - days[0]) % 7 == 1
