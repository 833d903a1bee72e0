"""How fast claims are read, and on what the time goes: words a second, shares of steps, memory.

python benchmarks/speed.py [PATH…] [--articles 200]      the examples, repeated, without PATH

Times are of one core's work (CPU time), so that other programs disturb less; the load is shown.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is imported
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from itertools import count, islice
from pathlib import Path
from types import GeneratorType
from typing import Any

from actorgraph.loaders import extraction
from actorgraph.loaders.events import EventFinder
from actorgraph.loaders.mentions import MentionFinder
from actorgraph.loaders.reading import read_articles
from actorgraph.loaders.resolution import Resolver
from actorgraph.loaders.ties import TieFinder
from actorgraph.ontology.articles import Article

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"
STEPS = (
    (extraction, "parse", "parse"),
    (MentionFinder, "find", "mentions"),
    (Resolver, "resolve", "resolution"),
    (extraction, "find_statements", "statements"),
    (EventFinder, "find", "events"),
    (TieFinder, "find", "lasting ties"),
    (extraction, "date_at", "dates"),
    (extraction, "place_at", "places"),
)


class Stopwatch:
    """CPU seconds by step; what a step calls that is a step itself counts for that one alone."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inside: list[float] = []  # what the steps within each open step have taken

    def wrap(self, function: Callable[..., Any], step: str) -> Callable[..., Any]:
        """Return the function, timed; a generator is run to its end."""

        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            self._inside.append(0.0)
            result = function(*args, **kwargs)
            if isinstance(result, GeneratorType):
                result = iter(list(result))
            took = time.process_time() - start
            self.spent[step] += took - self._inside.pop()
            if self._inside:
                self._inside[-1] += took
            return result

        return timed


def articles(paths: list[str], most: int) -> Iterator[Article]:
    """Yield articles; the examples are repeated, each time under other ids."""
    if paths:
        yield from islice(read_articles(paths, on_error=lambda _error: None), most)
        return
    examples = list(read_articles([str(EXAMPLES)], on_error=lambda _error: None))
    copies = (replace(one, id=f"{one.id}#{turn}") for turn in count() for one in examples)
    yield from islice(copies, most)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", help="articles; the examples without it")
    parser.add_argument("--articles", type=int, default=200, help="how many to read")
    options = parser.parse_args()
    sample = list(articles(options.paths, options.articles))
    reader = extraction.ClaimReader()
    reader.claims(sample[0])  # tables that are read on first use do not count
    watch = Stopwatch()
    for owner, name, step in STEPS:
        setattr(owner, name, watch.wrap(getattr(owner, name), step))

    start, before = time.process_time(), _memory()
    claims = sum(len(reader.claims(article)) for article in sample)
    _print(sample, claims, time.process_time() - start, watch)
    print(f"memory: {_memory():.0f} MB at most, {_memory() - before:.0f} MB of it while reading")


def _print(sample: list[Article], claims: int, seconds: float, watch: Stopwatch) -> None:
    words = sum(len(article.text.split()) for article in sample)
    parse = watch.spent["parse"]
    print(
        f"{len(sample)} articles, {words:,} words, {claims:,} claims; load {os.getloadavg()[0]:.1f}"
    )
    print(
        f"{words / seconds:,.0f} words a second of CPU; {seconds / parse:.2f} times the parse alone"
    )
    print("\n| step | share |\n|---|---|")
    for step, spent in sorted(watch.spent.items(), key=lambda one: -one[1]):
        print(f"| {step} | {spent / seconds:.0%} |")
    print(f"| the rest | {1 - sum(watch.spent.values()) / seconds:.0%} |\n")


def _memory() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
