"""A small table of static word vectors that spell out Brown clusters bit by bit."""

from __future__ import annotations

import gzip
import json
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
from spacy.strings import get_string_id
from spacy.vectors import Vectors  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A cluster id is a path in a binary tree, lowest bit first. Words that share the first 4, 6 or
# 10 bits share that part of their vector; the last part is the cluster's own.
BITS_ONE_HOT = 4
CODES = ((6, 48), (10, 64))
OWN_WIDTH = 128


def cluster_vectors(*, seed: int = 0) -> Vectors:
    """Return vectors for the word forms that have a cluster: 999 rows, 190 thousand words."""
    file = resources.files("spacy_lookups_data") / "data" / "en_lexeme_cluster.json.gz"
    table: dict[str, int] = json.loads(gzip.decompress(file.read_bytes()))
    clusters = {word: cluster for word, cluster in table.items() if cluster}
    ids = sorted(set(clusters.values()))
    vectors = Vectors(data=_codes(ids, seed), name="brown_clusters")
    row = {cluster: index for index, cluster in enumerate(ids)}
    for word, cluster in clusters.items():
        vectors.add(get_string_id(word), row=row[cluster])
    return vectors


def _codes(ids: list[int], seed: int) -> NDArray[np.float32]:
    random = np.random.default_rng(seed)
    clusters = np.array(ids)
    parts = [np.eye(2**BITS_ONE_HOT)[clusters % 2**BITS_ONE_HOT]]
    parts += [_unit_rows(random, 2**bits, width)[clusters % 2**bits] for bits, width in CODES]
    parts.append(_unit_rows(random, len(ids), OWN_WIDTH))
    return np.concatenate(parts, axis=1).astype(np.float32)


def _unit_rows(random: np.random.Generator, rows: int, width: int) -> NDArray[np.float64]:
    table = random.normal(size=(rows, width))
    unit: NDArray[np.float64] = table / np.linalg.norm(table, axis=1, keepdims=True)
    return unit
