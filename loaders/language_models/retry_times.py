"""When to try again: what the endpoint asks for, else longer each time."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST, LONGEST = 1.0, 60.0  # seconds between two tries where the endpoint does not say
PATIENCE = 900.0  # seconds; an endpoint that asks for more is not waited for


def asked_to_wait(headers: Mapping[str, str], *, now: datetime | None = None) -> float | None:
    """Return the seconds that Retry-After asks for, in either of its forms; None without it."""
    given = headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(given))
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(given)
    except (ValueError, TypeError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def pause_before(attempt: int, asked: float | None) -> float:
    """Return the seconds to wait before the attempt of this number, 1 being the second.

    Others that failed at the same time should not all come back at the same time.
    """
    if asked is not None:
        return asked
    longest = min(LONGEST, FIRST * 2.0 ** (attempt - 1))
    return float(longest * random.uniform(0.5, 1))  # noqa: S311 - no secret
