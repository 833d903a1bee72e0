"""Counters of a run: how many articles and claims there were, and the seconds of each stage.

A stage inside another counts for itself alone, so that the seconds add up to what was timed. Where
several processes read, their seconds are added, and are more than those on the clock.
"""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import Any, TypeVar

T = TypeVar("T")


class Counters:
    """What a process has counted so far."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.seconds: dict[str, float] = {}
        self._open = threading.local()  # of each thread, the stages it is in

    def add(self, what: str, number: int = 1) -> None:
        """Count something."""
        self.counts[what] += number

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what is done inside, without the stages inside it."""
        inner: list[float] = self._open.__dict__.setdefault("inner", [])
        inner.append(0.0)
        start = perf_counter()
        try:
            yield
        finally:
            took = perf_counter() - start
            self.seconds[name] = self.seconds.get(name, 0.0) + took - inner.pop()
            if inner:
                inner[-1] += took

    def timed(self, name: str, items: Iterable[T]) -> Iterator[T]:
        """Yield the items, and time how long each takes to come."""
        source = iter(items)
        while True:
            with self.stage(name):
                try:
                    item = next(source)
                except StopIteration:
                    return
            yield item

    def taken(self) -> dict[str, Any]:
        """Return all as plain values, and count from nothing again."""
        said = self.as_json()
        self.counts.clear()
        self.seconds.clear()
        return said

    def take(self, said: Mapping[str, Any]) -> None:
        """Add what another process counted."""
        self.counts.update(said["counts"])
        for name, seconds in said["seconds"].items():
            self.seconds[name] = self.seconds.get(name, 0.0) + seconds

    def as_json(self) -> dict[str, Any]:
        """Return counts and seconds as plain values."""
        seconds = {name: round(value, 6) for name, value in self.seconds.items()}
        return {"counts": dict(self.counts), "seconds": seconds}


COUNTERS = Counters()
