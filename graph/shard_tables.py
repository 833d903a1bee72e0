"""A folder of claims in shards as CSV tables: some shards to a process, the sums kept on disk."""

import gc
import multiprocessing
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from actorgraph.errors import InputError
from actorgraph.graph import claim_parts
from actorgraph.graph.claim_folder import (
    ClaimFolder,
    finished,
    first_shards,
    shard_claims,
    shard_reprints,
)
from actorgraph.graph.claim_parts import Done, PartDone, Report, Written, processors
from actorgraph.graph.claim_tables import Totals, write_readings
from actorgraph.graph.csv_tables import CsvTables
from actorgraph.graph.readings import readings_of
from actorgraph.graph.spilled_totals import SpilledTotals
from actorgraph.storage import place_of

PACKED = 5  # how much smaller the claims of a shard are than as JSON lines


@dataclass(frozen=True, slots=True)
class ShardPart:
    """Shards that one process writes: their names by number, and where repeated articles count."""

    number: int
    path: str
    shards: Mapping[int, str]
    first: Mapping[str, int]


def write_claim_folder(
    path: str, folder: Path, load: str, *, report: Report, done: Done = lambda _articles: None
) -> Written:
    """Write the tables of a folder of shards into another folder.

    However many claims there are, memory holds those of a shard for each processor, and a part of
    the relationships at the end; of articles with a signature also that, 0.7 KB each.
    """
    shards = finished(path, report)
    place = ClaimFolder(place_of(path))
    first = first_shards(place, shards)
    parts = list(_parts(path, place, shards, first))
    reprints = dict(shard_reprints(place, shards))
    written = Written([], SpilledTotals(folder))
    workers = max(1, min(len(parts), processors()))
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, spawn, claim_parts.know_reprints, (reprints,)) as pool:
        futures = [pool.submit(_write_part, part, folder, load) for part in parts]
        claim_parts.take_parts(pool, futures, written, report=report, done=done)
    return written


def _parts(
    path: str, place: ClaimFolder, shards: list[str], first: Mapping[str, int]
) -> Iterator[ShardPart]:
    """Yield runs of shards of about as much as a part of a file of JSON lines."""
    some: dict[int, str] = {}
    number = size = 0
    for at, shard in enumerate(shards):
        some[at] = shard
        size += (place.claims(shard).info().size or 0) * PACKED
        if size >= claim_parts.PARTS or at + 1 == len(shards):
            yield ShardPart(number, path, some, first)
            number, size, some = number + 1, 0, {}


def _write_part(part: ShardPart, folder: Path, load: str) -> PartDone:
    gc.disable()  # nothing here refers to itself, and looking for it takes a fifth of the time
    errors: list[InputError] = []
    totals = Totals()
    with CsvTables(folder, part.number) as tables:
        claims = shard_claims(part.path, part.shards, part.first, errors.append)
        for some in claim_parts.batches(readings_of(claims)):
            write_readings(tables, some, load, totals, claim_parts.REPRINTS)
    return tables.closed(), totals.packed(), errors
