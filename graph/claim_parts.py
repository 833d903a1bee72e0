"""A large file of claims as CSV tables: read in parts, by a process for each."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from actorgraph.errors import BadRecord, InputError
from actorgraph.graph.claim_file import (
    ARTICLE,
    claim_readings,
    readings_of_lines,
    reprints_in_file,
)
from actorgraph.graph.claim_folder import is_claim_folder
from actorgraph.graph.claim_tables import Totals, write_readings
from actorgraph.graph.csv_tables import CsvTables
from actorgraph.graph.rdf_formats import rdf_form
from actorgraph.graph.readings import Reading
from actorgraph.graph.signed import reprints_in
from actorgraph.graph.spilled_totals import SpilledTotals

AT_ONCE = 500  # articles
PARTS = 32 << 20  # bytes: how much of the file a process reads before it takes the next part

Report = Callable[[InputError], None]
Done = Callable[[int], None]  # articles


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes `start` to `end` of the file, which begin with line `line`; whole articles."""

    number: int
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Written:
    """What the tables of all parts hold together."""

    tables: list[CsvTables]
    totals: Totals | SpilledTotals


REPRINTS: dict[str, str] = {}  # of the whole file, in each process that writes parts of it


def write_claim_file(
    path: str, folder: Path, load: str, *, report: Report, done: Done = lambda _articles: None
) -> Written:
    """Write the tables of a file of claims into the folder.

    A file whose lines are in the order of articles is read by all processors at once, as are the
    shards of a folder.
    """
    if is_claim_folder(path):
        from actorgraph.graph.shard_tables import write_claim_folder  # noqa: PLC0415  (imports us)

        return write_claim_folder(path, folder, load, report=report, done=done)
    if not Path(path).is_file():
        readings = list(claim_readings(path, report))  # standard input can be read once only
        claims = (claim for reading in readings for claim in reading.claims)
        return write_all(readings, folder, load, done=done, reprints=reprints_in(claims))
    reprints = reprints_in_file(path)
    as_a_whole = rdf_form(path) or path.endswith((".gz", ".parquet"))
    parts = None if as_a_whole else parts_of(path)
    if parts is None or len(parts) == 1:
        readings_ = claim_readings(path, report)
        return write_all(readings_, folder, load, done=done, reprints=reprints)
    written, workers = Written([], Totals()), min(len(parts), processors())
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, spawn, know_reprints, (dict(reprints),)) as pool:
        futures = [pool.submit(_write_part, path, part, folder, load) for part in parts]
        take_parts(pool, futures, written, report=report, done=done)
    return written


def take_parts(
    pool: ProcessPoolExecutor,
    futures: "list[Future[PartDone]]",
    written: Written,
    *,
    report: Report,
    done: Done,
) -> None:
    """Add what the parts hold to what is written, in their order; where one fails, all stop."""
    try:
        for future in in_turn(futures):
            tables, packed, errors = future.result()
            for error in errors:
                report(error)
            written.tables.append(tables)
            written.totals.add(packed)
            done(written.totals.articles)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def write_all(
    readings: Iterable[Reading],
    folder: Path,
    load: str,
    *,
    done: Done = lambda _articles: None,
    reprints: Mapping[str, str],
) -> Written:
    """Write the tables of readings, none of which has the same article as another."""
    totals = Totals()
    with CsvTables(folder) as tables:
        for some in batches(readings):
            write_readings(tables, some, load, totals, reprints)
            done(totals.articles)
    return Written([tables.closed()], totals)


def processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def in_turn(
    futures: list["Future[PartDone]"],
) -> Iterator["Future[PartDone]"]:
    """Yield the futures in their order, and let go of each: its result is large."""
    waiting = futures[::-1]
    futures.clear()
    while waiting:
        future = waiting.pop()
        wait([future])
        yield future


PartDone = tuple[CsvTables, tuple[Any, ...], list[InputError]]  # the totals are packed


def parts_of(path: str) -> list[Part] | None:
    """Return parts of whole articles; None where an article's lines do not stand together."""
    parts: list[Part] = []
    seen: set[bytes] = set()
    last, begin, line, place = None, 0, 1, 0
    with Path(path).open("rb") as file:
        for number, text in enumerate(file, 1):
            found = ARTICLE.search(text)
            article = found[1] if found else last
            if article != last:
                if article in seen:
                    return None
                if place - begin >= PARTS:
                    parts.append(Part(len(parts), begin, place, line))
                    begin, line = place, number
                if article:
                    seen.add(article)
            last = article
            place += len(text)
    return [*parts, Part(len(parts), begin, place, line)]


def know_reprints(reprints: dict[str, str]) -> None:
    """Take note of the reprints, in a process that writes parts."""
    REPRINTS.update(reprints)


def _write_part(path: str, part: Part, folder: Path, load: str) -> PartDone:
    gc.disable()  # nothing here refers to itself, and looking for it takes a fifth of the time
    errors: list[InputError] = []

    def report(error: InputError) -> None:
        errors.append(error)

    totals = Totals()
    with Path(path).open("rb") as file, CsvTables(folder, part.number) as tables:
        file.seek(part.start)
        lines = file.read(part.end - part.start).split(b"\n")
        texts = _decoded(lines, (path, part.line), report)
        for some in batches(readings_of_lines(texts, (path, part.line), report)):
            write_readings(tables, some, load, totals, REPRINTS)
    return tables.closed(), totals.packed(), errors


def _decoded(lines: list[bytes], origin: tuple[str, int], report: Report) -> Iterator[str]:
    name, first = origin
    for number, line in enumerate(lines, first):
        try:
            yield line.decode()
        except UnicodeDecodeError as error:
            report(BadRecord(name, f"line {number}", str(error)))
            yield ""


def batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Yield readings so many at once."""
    each = iter(readings)
    while some := list(islice(each, AT_ONCE)):
        yield some
