"""Totals of more relationships than the memory takes: on disk, in parts that are added apart."""

import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from zlib import crc32

from actorgraph.graph.claim_tables import Totals
from actorgraph.ontology.claims import Extractor

PARTS = 64  # of all relationships and nodes; one is in memory at a time


class SpilledTotals:
    """What rows of claims add up to, as Totals, in files of a folder of its own.

    A relationship, or a node, is always in the same part, told from its ends or its id.
    """

    def __init__(self, folder: Path) -> None:
        self.articles = self.claims = 0
        self.extractor: Extractor | None = None
        self._open = ExitStack()
        place = Path(self._open.enter_context(TemporaryDirectory(dir=folder, prefix="totals-")))
        self._files: list[BinaryIO] = [
            self._open.enter_context((place / f"{number:02}").open("w+b"))
            for number in range(PARTS)
        ]

    def add(self, packed: tuple[Any, ...]) -> None:
        """Add packed totals of other articles, which come after these."""
        edges, nodes, articles, claims, extractor = packed
        split: list[tuple[list[Any], list[Any]]] = [([], []) for _ in range(PARTS)]
        for edge in edges:
            split[_part(edge[0][1], edge[2][1])][0].append(edge)
        for node in nodes:
            split[_part(node[0][1])][1].append(node)
        for file, (some_edges, some_nodes) in zip(self._files, split, strict=True):
            if some_edges or some_nodes:
                pickle.dump((some_edges, some_nodes, 0, 0, None), file, pickle.HIGHEST_PROTOCOL)
        self.articles += articles
        self.claims += claims
        self.extractor = extractor or self.extractor

    def parts(self) -> Iterator[Totals]:
        """Yield the totals of one part after another; the files then go."""
        with self._open:
            for file in self._files:
                file.seek(0)
                totals = Totals()
                while True:
                    try:
                        totals.add(pickle.load(file))  # noqa: S301  (written above)
                    except EOFError:
                        break
                yield totals


def _part(*ids: str) -> int:
    return crc32("\x1f".join(ids).encode()) % PARTS
