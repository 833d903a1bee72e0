"""The line of an export that says when an article was published."""

import re

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_LINE = re.compile(
    rf"\s*(?:{_DAY},?\s+)?(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}}),?|"
    rf"(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}),?)\s+(?P<year>\d{{4}})"
    rf"(?:,?\s+{_DAY})?(?:,?\s+(?P<time>\d{{1,2}}:\d\d(?::\d\d)?(?:\s?[AP]M)?(?:\s[A-Z]{{2,4}})?))?"
    r"(?:\s*(?:\(.{0,40}\)|,?\s*(?:\w+ ){0,4}Edition.{0,20}))?\s*$",
    re.IGNORECASE,
)


def date_in_line(line: str) -> str | None:
    """Return the date of a line that holds one and nothing else: "25 October 2016 8:25 AM GMT"."""
    found = _LINE.match(line[:120])
    if found is None:
        return None
    day, month = found["day"] or found["day2"], found["month"] or found["month2"]
    return " ".join(filter(None, (day, month.rstrip("."), found["year"], found["time"])))
