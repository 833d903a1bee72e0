"""Periods of the calendar, and dates that may be a year or a month."""

from dataclasses import dataclass
from datetime import date, timedelta

from actorgraph.errors import UsageError

PERIODS = ("week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of time: its first and last day, both within."""

    first: date
    last: date

    def holds(self, day: str | None) -> bool:
        """Whether an ISO date of any precision begins in it."""
        return day is not None and self.first.isoformat() <= whole(day) <= self.last.isoformat()


def whole(day: str) -> str:
    """Return an ISO date of any precision as the first day that it may mean."""
    return (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]


def begins(day: str, period: str) -> date:
    """Return the first day of the period in which an ISO date lies.

    Raises UsageError for a period that is not one of PERIODS; weeks begin on Monday.
    """
    at = date.fromisoformat(whole(day))
    match period:
        case "week":
            return at - timedelta(days=at.weekday())
        case "month":
            return at.replace(day=1)
        case "quarter":
            return at.replace(month=3 * ((at.month - 1) // 3) + 1, day=1)
        case "year":
            return at.replace(month=1, day=1)
    message = f"{period!r} is no period; take one of {', '.join(PERIODS)}"
    raise UsageError(message)


def after(first: date, period: str) -> date:
    """Return the first day of the next period."""
    return begins((first + timedelta(days=LONGEST[period])).isoformat(), period)


# From the first day of a period, so many days later is always in the next one.
LONGEST = {"week": 7, "month": 31, "quarter": 92, "year": 366}
