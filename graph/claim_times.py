"""Whether two claims are of the same time, so that one can contradict the other.

Of two events that the texts date, the days meet or follow each other; where one is known by its day
of publication alone, they lie within seven days. Claims that have no date at all are compared with
those of their own article.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from neo4j import Record

from actorgraph.graph.sums import fact_of
from actorgraph.ontology.claims import Claim

Pair = tuple[str, str]  # ids: the denied claim, the claim that it contradicts

BETWEEN_EVENTS = 1  # days: "Monday night" is Tuesday for others
BETWEEN_REPORTS = 7  # days: a denial follows within the week


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What decides whether two claims are of the same time.

    `first` and `last` count days, None where no date is known; `exact` if the event is dated.
    """

    id: str
    article: str
    first: int | None
    last: int | None
    exact: bool


def same_time(one: Dated, other: Dated) -> bool:
    """Return whether the two can be about one event."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return one.article == other.article
    apart = BETWEEN_EVENTS if one.exact and other.exact else BETWEEN_REPORTS
    return one.first - apart <= other.last and other.first - apart <= one.last


def pairs_of(denied: Iterable[Dated], asserted: Iterable[Dated]) -> Iterator[Pair]:
    """Yield the contradictions between claims of one relation and the same actors."""
    known = list(asserted)
    dated = sorted((a for a in known if a.first is not None), key=_first)
    firsts = [_first(claim) for claim in dated]
    longest = max((_last(claim) - _first(claim) for claim in dated), default=0)
    for denial in denied:
        near: Sequence[Dated] = known
        if denial.first is not None:
            begin = bisect_left(firsts, denial.first - longest - BETWEEN_REPORTS)
            near = dated[begin : bisect_right(firsts, _last(denial) + BETWEEN_REPORTS)]
            near += [claim for claim in known if claim.first is None]
        yield from ((denial.id, claim.id) for claim in near if same_time(denial, claim))


def dated(claim: Claim) -> Dated:
    """Return the claim's time."""
    fact = fact_of(claim)
    return dated_row(
        {
            "id": claim.id,
            "article": claim.article,
            "first": fact.first,
            "last": fact.last,
            "precision": claim.when.precision if claim.when else None,
            "end": claim.when.end if claim.when else None,
        }
    )


def reach_of(near: Sequence[Dated] | None) -> tuple[str | None, str | None]:
    """Return ISO days outside of which no claim can be of the time of these."""
    days = [day for one in near or () for day in (one.first, one.last)]
    if not days or None in days:
        return None, None
    known = [day for day in days if day is not None]
    apart = timedelta(BETWEEN_REPORTS)
    return (
        (date.fromordinal(min(known)) - apart).isoformat(),
        (date.fromordinal(max(known)) + apart).isoformat(),
    )


def dated_row(row: Mapping[str, Any] | Record) -> Dated:
    """Return the time of a claim's row: id, article, first, last, precision and end of its date."""
    first, last = _day(row["first"]), _day(row["last"], end=True)
    precision = row["precision"]
    if last is not None and row["end"] is None and precision in ("month", "year"):
        shown = row["last"][: 7 if precision == "month" else 4]
        last = _day(shown, end=True)
    known = first is not None and last is not None
    return Dated(
        id=row["id"],
        article=row["article"],
        first=first if known else None,
        last=last if known else None,
        exact=precision is not None,
    )


def _day(written: str | None, *, end: bool = False) -> int | None:
    """Return the number of the first (or last) day of an ISO date of any precision."""
    try:
        parts = [int(part) for part in (written or "").split("-")]
        year, month, day = [*parts, 1, 1][:3] if len(parts) < 3 else parts
        if not end or len(parts) == 3:
            return date(year, month, day).toordinal()
        follows = (year + 1, 1) if len(parts) == 1 or month == 12 else (year, month + 1)
        return date(*follows, 1).toordinal() - 1
    except (ValueError, OverflowError):
        return None


def _first(claim: Dated) -> int:
    return claim.first or 0


def _last(claim: Dated) -> int:
    return claim.last or 0
