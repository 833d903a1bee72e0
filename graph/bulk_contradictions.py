"""The contradictions of a bulk import, told from the times of claims that its writers leave behind.

While the tables of claims are written, the times of those that assert or deny something go into
files beside them, by what they are about: a part of all relationships is in memory at the end.
"""

import os
import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from actorgraph.graph.claim_times import Pair, dated_row, pairs_of
from actorgraph.graph.claims_to_write import ClaimToWrite
from actorgraph.graph.contradictions import key_of
from actorgraph.graph.csv_tables import CsvTables, LinkTable, link
from actorgraph.graph.edges import Edge, Node
from actorgraph.graph.sums import ASSERTING

PARTS = 32  # of all relationships; one is in memory at a time
CONTRADICTING = LinkTable(start="Claim", end="Claim")
TIME = {
    "id": "id", "article": "article", "first": "first", "last": "last",
    "precision": "when_precision", "end": "when_end",
}  # fmt: skip

Timed = tuple[Edge, bool, tuple[Any, ...]]  # what a claim is about, whether it denies it, when


def note_times(folder: Path, rows: Iterable[ClaimToWrite]) -> None:
    """Keep the times of claims in files of this process in the folder."""
    parts: dict[int, list[Timed]] = defaultdict(list)
    for (subject, obj, *_), values in rows:
        claim = values["claim"]
        if claim["status"] in ASSERTING:
            key = key_of(
                Edge(Node(subject, values["s"]), claim["relation"], Node(obj, values["o"]))
            )
            part = crc32(f"{key.subject.id}\x1f{key.object.id}".encode()) % PARTS
            time = tuple(map(claim.get, TIME.values()))
            parts[part].append((key, claim["denied"], time))
    for part, some in parts.items():
        with (folder / f"times-{part:02}.{os.getpid()}").open("ab") as file:
            pickle.dump(some, file, pickle.HIGHEST_PROTOCOL)


def write_contradictions(tables: CsvTables) -> None:
    """Write the links of all claims whose times are in the tables' folder; those files then go."""
    for part in range(PARTS):
        files = sorted(tables.folder.glob(f"times-{part:02}.*"))
        lines = (link(denial, "CONTRADICTS", other) for denial, other in _pairs(files))
        tables.lines(CONTRADICTING, lines)
        for file in files:
            file.unlink()


def _pairs(files: list[Path]) -> Iterator[Pair]:
    denied: dict[Edge, list[tuple[Any, ...]]] = defaultdict(list)
    asserted: dict[Edge, list[tuple[Any, ...]]] = defaultdict(list)
    for key, denial, time in (one for file in files for one in _times(file)):
        (denied if denial else asserted)[key].append(time)
    for key in denied.keys() & asserted.keys():
        first, second = (
            [dated_row(dict(zip(TIME, time, strict=True))) for time in side[key]]
            for side in (denied, asserted)
        )
        yield from pairs_of(first, second)


def _times(path: Path) -> Iterator[Timed]:
    with path.open("rb") as file:
        while True:
            try:
                yield from pickle.load(file)  # noqa: S301  (written above)
            except EOFError:
                return
