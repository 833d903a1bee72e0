"""A calibration: how the confidence that an extractor gives becomes what coders found to hold."""

import json
from bisect import bisect_left
from dataclasses import dataclass

DIGITS = 4  # of a confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A rising line through `knots` (raw, refitted), both 0 to 1, fitted to `checked` claims.

    It is for claims of these `models` alone: another extractor's figures mean something else.
    `at` is an ISO time in UTC; errors are expected calibration errors, on claims not fitted to.
    """

    method: str
    at: str
    knots: tuple[tuple[float, float], ...]
    models: tuple[str, ...]
    checked: int
    error_before: float
    error_after: float

    def of(self, raw: float) -> float:
        """Return the refitted confidence."""
        place = bisect_left(self.knots, (raw, -1.0))
        if place == 0:
            return round(self.knots[0][1], DIGITS)
        if place == len(self.knots):
            return round(self.knots[-1][1], DIGITS)
        (left, low), (right, high) = self.knots[place - 1], self.knots[place]
        return round(low + (high - low) * (raw - left) / (right - left), DIGITS)

    def fits(self, model: str, data_id: str | None) -> bool:
        """Return whether it is for a claim of this model; one that people coded has no model."""
        return data_id is None and model in self.models

    def knots_as_text(self) -> str:
        """Return the knots as JSON, which is how a graph keeps them."""
        return json.dumps(self.knots)


def knots_of(text: str) -> tuple[tuple[float, float], ...]:
    """Return the knots of such a text."""
    return tuple((float(raw), float(fitted)) for raw, fitted in json.loads(text))
