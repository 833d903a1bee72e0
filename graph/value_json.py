"""Values of a query as JSON text, as the table of `values.py` says; it needs no driver."""

import datetime as dt
import json
from typing import Any


def as_json(value: Any) -> str:
    """Return the value as JSON text; dates and times are ISO text."""
    return json.dumps(value, ensure_ascii=False, default=_iso)


def _iso(value: Any) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    message = f"{value!r} has no form in JSON"
    raise TypeError(message)
