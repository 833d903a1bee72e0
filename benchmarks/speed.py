"""How fast claims are read, and on what the time goes: words a second, shares of steps, memory.

python benchmarks/speed.py [PATH…] [--articles 200]      the examples, repeated, without PATH
python benchmarks/speed.py [PATH…] --workers 2           one process against several
python benchmarks/speed.py --growth                      hostile texts of 1, 2, 4 and 8 times a size
python benchmarks/speed.py --characters 5000000          one article of so many, in one line

Times are of one core's work (CPU time), so that other programs disturb less; the load is shown.
`--write benchmarks/speed.md` puts the figures under the command that made them.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is imported
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import hashlib
import json
import re
import resource
import subprocess
import sys
import tempfile
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

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples" / "articles"
STEPS = (
    (extraction, "parse", "parse"),
    (MentionFinder, "find", "mentions"),
    (Resolver, "resolve", "resolution"),
    (extraction, "find_statements", "statements"),
    (EventFinder, "find", "events"),
    (TieFinder, "find", "lasting ties"),
    (extraction.ClaimReader, "judged", "judgement"),
    (extraction, "standing", "status"),
    (extraction, "dated", "dates"),
    (extraction, "place_at", "places"),
)
LINE = "Russia attacked Syria near Aleppo on Monday, the U.S. said, and Turkey condemned the raid. "


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


def shares(paths: list[str], most: int) -> Iterator[str]:
    """Yield the lines that say how fast articles are read, and on what the time goes."""
    reader = extraction.ClaimReader()
    reader.claims(next(articles([], 1)))  # tables that are read on first use do not count
    watch = Stopwatch()
    for owner, name, step in STEPS:
        setattr(owner, name, watch.wrap(getattr(owner, name), step))
    seconds, before, read, words, claims = 0.0, _memory(), 0, 0, 0
    for article in articles(paths, most):
        start = time.process_time()
        claims += len(reader.claims(article))
        seconds += time.process_time() - start
        read, words = read + 1, words + len(article.text.split())
    parse = watch.spent["parse"]
    yield f"{read:,} articles, {words:,} words, {claims:,} claims; load {os.getloadavg()[0]:.1f}"
    yield (
        f"{words / seconds:,.0f} words a second of CPU; {seconds / parse:.2f} times the parse alone"
    )
    yield f"memory: {_memory():.0f} MB at most, {_memory() - before:.0f} MB of it while reading"
    yield from ("", "| step | share |", "|---|---|")
    for step, spent in sorted(watch.spent.items(), key=lambda one: -one[1]):
        yield f"| {step} | {spent / seconds:.0%} |"
    yield f"| the rest | {1 - sum(watch.spent.values()) / seconds:.0%} |"


def compared(paths: list[str], most: int, workers: int) -> Iterator[str]:
    """Yield the lines that compare one process with several, by the commands people run."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        with file.open("w", encoding="utf-8") as rows:
            for one in articles(paths, most):
                row = {"id": one.id, "text": one.text, "published": one.published}
                rows.write(json.dumps(row) + "\n")
        runs = [_extract(file, number) for number in (1, workers)]
    (alone, _, first), (together, _, second) = runs
    yield f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    yield from ("", "| workers | seconds of the clock | seconds of CPU |", "|---|---|---|")
    for number, (clock, cpu, _) in zip((1, workers), runs, strict=True):
        yield f"| {number} | {clock:.1f} | {cpu:.1f} |"
    same = "byte for byte the same" if first == second else "DIFFERENT"
    yield from ("", f"{alone / together:.2f} times as fast by the clock; output {same}")


def _extract(file: Path, workers: int) -> tuple[float, float, str]:
    """Return the seconds of the clock and of CPU that extracting takes, and a hash of its output.

    The time that a reader takes to be built is part of it, for one as for several.
    """
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "actorgraph", "extract", str(file), "--workers", str(workers)],
        capture_output=True, check=True,
    )  # fmt: skip
    clock, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return clock, cpu, hashlib.sha256(done.stdout).hexdigest()


def grown() -> Iterator[str]:
    """Yield the table of hostile texts: CPU seconds by size."""
    from growth import TIMES, growth  # noqa: PLC0415 - a neighbour, there when this is a script

    yield f"| text | {' | '.join(f'{times}×' for times in TIMES)} | characters at {TIMES[-1]}× |"
    yield "|---|" + "---|" * (len(TIMES) + 1)
    for kind, characters, spent in growth(extraction.ClaimReader()):
        yield f"| {kind} | {' | '.join(f'{one:.2f}' for one in spent)} | {characters:,} |"


def giant(characters: int) -> Iterator[str]:
    """Yield what one article of so many characters in one line takes."""
    reader = extraction.ClaimReader()
    text = LINE * (characters // len(LINE))
    start = time.process_time()
    claims = reader.claims(Article(id="giant", text=text, published="2016-10-24"))
    seconds, words = time.process_time() - start, len(text.split())
    yield f"{len(text):,} characters in one line, {words:,} words, {len(claims):,} claims"
    yield f"{words / seconds:,.0f} words a second of CPU; memory {_memory():.0f} MB at most"


def write(file: Path, command: str, lines: list[str]) -> None:
    """Put the lines into a Markdown file under their command, in place of what was there."""
    title = "# Speed\n\nCPU time; each part is what the command above it printed.\n"
    before = file.read_text(encoding="utf-8") if file.exists() else title
    part = f"\n## `{command}`\n\n" + "\n".join(lines) + "\n"
    old = re.compile(rf"\n## `{re.escape(command)}`\n.*?(?=\n## |\Z)", re.DOTALL)
    found = old.search(before)
    after = old.sub(lambda _: part, before) if found else before + part
    file.write_text(after, encoding="utf-8")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", help="articles; the examples without it")
    parser.add_argument("--articles", type=int, default=200, help="how many to read")
    parser.add_argument("--workers", type=int, help="compare one process with so many")
    parser.add_argument("--growth", action="store_true", help="time hostile texts by size")
    parser.add_argument("--characters", type=int, help="read one article of so many")
    parser.add_argument("--write", type=Path, help="also put the figures into this Markdown file")
    options = parser.parse_args()
    if options.growth:
        figures, given = grown(), "--growth"
    elif options.characters:
        figures, given = giant(options.characters), f"--characters {options.characters}"
    elif options.workers:
        figures = compared(options.paths, options.articles, options.workers)
        given = f"{_named(options.paths)}--articles {options.articles} --workers {options.workers}"
    else:
        figures = shares(options.paths, options.articles)
        given = f"{_named(options.paths)}--articles {options.articles}"
    lines = []
    for line in figures:
        print(line, flush=True)
        lines.append(line)
    if options.write:
        write(options.write, f"python benchmarks/speed.py {given}", lines)


def _named(paths: list[str]) -> str:
    """Return the paths as a report names them: without the folders of this machine."""
    return "".join(f"{Path(path).name} " for path in paths)


def _memory() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
