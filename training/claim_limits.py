"""Sets of single sentences that annotate less than whole claims, as limits on what a pair may be.

A sentence with one marked pair of actors and its PLOVER root, or with the quad class of its one
event: each says of some pairs of mentions which relations are possible. The model learns that the
possible ones together are likely (`claim_fit.py`), which asks nothing that the set does not tell.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from claim_fit import Lessons
from claim_labels import likeness, names, spans_of
from relation_rows import groups, located

from actorgraph.loaders.claim_context import CLASSES
from actorgraph.loaders.claim_features import SYMMETRIC, ArticleEvidence
from actorgraph.ontology.articles import Article
from actorgraph.ontology.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from claim_labels import Span

    from actorgraph.loaders.claim_features import Candidate
    from actorgraph.loaders.extraction import ClaimReader

NONE = CLASSES[0]
# What a pair may be that the set is silent about: no event, since it names one a sentence.
QUIET = frozenset({NONE, *(name for name, relation in RELATIONS.items() if relation.lasting)})
# How much such a pair counts: sentences of plv have more events than the one that is marked.
UNNAMED = {"plv": 0.2, "cameo": 0.5}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence: the marked pairs of spans, and what each of them may be."""

    set: str
    id: str
    text: str
    pairs: tuple[tuple[Span, Span], ...]
    possible: frozenset[str]


@dataclass(frozen=True, slots=True)
class Limited:
    """A pair of mentions with its features, what it may be, and how much that counts."""

    row: int
    candidate: Candidate
    possible: frozenset[str]
    counts: float


@dataclass(frozen=True, slots=True)
class Limits:
    """A set: its rows, the fold of each, and the pairs of mentions of which they say something."""

    rows: list[Row]
    folds: list[int]
    pairs: list[Limited]

    def lessons(self, start: int, apart: int | None = None) -> Lessons:
        """Return the lessons, without those of one fold; they begin at this row of the table."""
        kept = [at for at, pair in enumerate(self.pairs) if self.folds[pair.row] != apart]
        marks = [[float(name in self.pairs[at].possible) for name in CLASSES] for at in kept]
        return Lessons(
            rows=start + np.array(kept, int),
            wanted=np.array(marks, np.float32),
            counts=np.array([self.pairs[at].counts for at in kept], np.float32),
        )


def read_limits(path: Path, reader: ClaimReader, folds: int) -> Limits:
    """Read plv.jsonl or cameo.jsonl; versions of one text are in one fold."""
    read = READERS[path.stem]
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [row for line in lines if (row := read(json.loads(line)))]
    order: dict[int, int] = {}
    numbers = groups([row.text for row in rows])
    fold_of = [order.setdefault(number, len(order)) % folds for number in numbers]
    pairs = [pair for place, row in enumerate(rows) for pair in _limited(place, row, reader)]
    return Limits(rows, fold_of, pairs)


def plv(row: dict[str, Any]) -> Row | None:
    """A sentence with one marked pair and the root of its relation."""
    spans = [located(row, name, tag) for name, tag in (("source", "s"), ("target", "t"))]
    possible = frozenset(n for n, r in RELATIONS.items() if r.plover == row["gold_root"])
    if spans[0] is None or spans[1] is None:
        return None
    return Row("plv", row["id"], row["text"], ((spans[0], spans[1]),), possible)


def cameo(row: dict[str, Any]) -> Row | None:
    """A sentence with source and target of its event, and the quad class, 0 without an event."""
    if row["penta"] is None:
        return None
    spans = list(_token_spans(row))
    pairs = [
        (one, other)
        for role, one in spans
        for part, other in spans
        if role in ("source", "reciprocal") and part in ("target", "reciprocal") and one != other
    ]
    if row["penta"] and not pairs:
        return None
    possible = frozenset(name for name, r in RELATIONS.items() if r.quad == row["penta"])
    return Row("cameo", row["id"], row["text"], tuple(pairs) if row["penta"] else (), possible)


READERS: dict[str, Callable[[dict[str, Any]], Row | None]] = {"plv": plv, "cameo": cameo}


def _token_spans(row: dict[str, Any]) -> Iterator[tuple[str, Span]]:
    places, at = [], 0
    for token in row["tokens"]:
        at = row["text"].find(token, at)
        places.append((at, at + len(token)))
        at += len(token)
    for span in row["spans"]:
        yield span["role"], (places[span["start"]][0], places[span["end"] - 1][1])


def _limited(place: int, row: Row, reader: ClaimReader) -> Iterator[Limited]:
    reading, _ = reader.read(Article(id=row.id, text=row.text))
    evidence = ArticleEvidence(reading, reader.lexicon, reader.rule_ties(reading))
    pairs = [pair for number in sorted(evidence.mentions) for pair in evidence.pairs(number)]
    told = _told(row, pairs, spans_of(reading))
    for candidate in evidence.candidates():
        possible = told.get((candidate.subject, candidate.object))
        if possible is None:
            yield Limited(place, candidate, QUIET, UNNAMED[row.set])
        elif possible:
            yield Limited(place, candidate, possible, 1.0)


def _told(
    row: Row, pairs: Sequence[tuple[int, int]], spans: Sequence[Span | None]
) -> dict[tuple[int, int], frozenset[str]]:
    """Return what the pairs that name a marked one may be; nothing is said of the less near ones.

    A symmetric relation is told once, from the mention that stands first.
    """
    told: dict[tuple[int, int], frozenset[str]] = {}
    for marked in row.pairs:
        near = list(_near(marked, row.possible, pairs, spans))
        best = max((alike for alike, _, _ in near), default=0)
        for alike, pair, turned in near:
            possible = row.possible & SYMMETRIC if turned else row.possible
            if pair[0] > pair[1]:
                possible -= SYMMETRIC
            told[pair] = told.get(pair, frozenset()) | (possible if alike == best else frozenset())
    return told


def _near(
    marked: tuple[Span, Span],
    possible: frozenset[str],
    pairs: Iterable[tuple[int, int]],
    spans: Sequence[Span | None],
) -> Iterator[tuple[float, tuple[int, int], bool]]:
    """Yield the pairs that name the two, how nearly they do, and whether turned round."""
    ways = [marked, marked[::-1]] if possible & SYMMETRIC else [marked]
    for pair in pairs:
        one, other = spans[pair[0]], spans[pair[1]]
        if one is None or other is None:
            continue
        for turned, (first, second) in enumerate(ways):
            if names(one, first) and names(other, second):
                yield likeness(one, first) + likeness(other, second), pair, bool(turned)
                break
