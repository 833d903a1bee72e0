"""Sets of single sentences that annotate less than whole claims, as limits on what a pair may be.

A sentence with one marked pair of actors and its PLOVER root, or with the quad class of its one
event: each says of some pairs of mentions which relations are possible. The model learns that the
possible ones together are likely (`claim_fit.py`), which asks nothing that the set does not tell.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random
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

    from claim_labels import Span

    from actorgraph.loaders.claim_features import Candidate
    from actorgraph.loaders.extraction import ClaimReader

NONE = CLASSES[0]
# What a pair may be that the set is silent about: no event, since it names one a sentence.
QUIET = frozenset({NONE, *(name for name, relation in RELATIONS.items() if relation.lasting)})
# How much a marked pair counts beside one of an article, and how much one that is not marked:
# sentences of plv have more events than the one that is marked.
NAMED = 2.0
UNNAMED = {"plv": 0.3, "cameo": 1.0, "made up": 1.0}
FILLINGS = 4  # how often each of them is filled with other names
NAMES = {
    "ABC": "France|Egypt|Chile|Ukraine|Turkey|India|Kenya|Iran|Poland|Japan|Russia|Sudan|Peru|Iraq",
    "PQ": "Anna Kowalska|Peter Lindqvist|Maria Lopez|Ivan Petrov|Amina Diallo|Hassan Karimi",
    "GH": "People's Front|National Union|Green League|Workers' Council|Northern Brigade",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence: the marked pairs of spans, and what each of them may be.

    `told` is false where an event has no marked pair, so that nothing is said of any pair.
    """

    set: str
    id: str
    text: str
    pairs: tuple[tuple[Span, Span], ...]
    possible: frozenset[str]
    told: bool = True


@dataclass(frozen=True, slots=True)
class Limited:
    """A row, read: for each candidate what it may be, and whether the set names the pair.

    Of a pair that is nearly the marked one, nothing is said (None).
    """

    row: Row
    fold: int
    evidence: ArticleEvidence
    candidates: list[Candidate]
    possible: list[frozenset[str] | None]
    named: list[bool]
    start: int  # the first candidate's row of the table

    @property
    def rows(self) -> range:
        """The rows of its candidates."""
        return range(self.start, self.start + len(self.candidates))

    def right(self, candidate: int, relation: str) -> float:
        """Return 1 for a claim that is right, 0 if it is not, nan where the set does not tell."""
        possible = self.possible[candidate]
        silent = not self.named[candidate] and self.row.set == "plv"
        if possible is None or silent or RELATIONS[relation].lasting:
            return float("nan")
        return float(relation in possible)


def lessons(rows: Sequence[Limited]) -> Lessons:
    """Return what these rows teach."""
    places, marks, counts = [], [], []
    for row in rows:
        for place, possible, named in zip(row.rows, row.possible, row.named, strict=True):
            if possible is not None:
                places.append(place)
                marks.append([float(name in possible) for name in CLASSES])
                counts.append(NAMED if named else UNNAMED[row.row.set])
    return Lessons(np.array(places), np.array(marks, np.float32), np.array(counts, np.float32))


def read_limits(path: Path, reader: ClaimReader, *, folds: int, start: int) -> list[Limited]:
    """Read plv.jsonl or cameo.jsonl; versions of one text are in one fold."""
    read = READERS[path.stem]
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [row for line in lines if (row := read(json.loads(line)))]
    return limited(rows, reader, folds=folds, start=start)


def limited(rows: Sequence[Row], reader: ClaimReader, *, folds: int, start: int) -> list[Limited]:
    """Return the rows, read; their candidates follow each other in the table from `start` on."""
    order: dict[int, int] = {}
    found = []
    for row, number in zip(rows, groups([row.text for row in rows]), strict=True):
        fold = order.setdefault(number, len(order)) % folds
        found.append(_limited(row, reader, fold, start))
        start += len(found[-1].candidates)
    return found


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
    possible = frozenset(name for name, r in RELATIONS.items() if r.quad == row["penta"])
    marked = tuple(pairs) if row["penta"] else ()
    told = bool(marked) or not row["penta"]
    return Row("cameo", row["id"], row["text"], marked, possible, told)


READERS: dict[str, Callable[[dict[str, Any]], Row | None]] = {"plv": plv, "cameo": cameo}


def made_up() -> Iterator[Row]:
    """Yield plain sentences of our own, as no set has them: with one relation, and with none."""
    random = Random(0)  # noqa: S311 - variety, not secrecy
    lines = [f"{NONE}\t{line}" for line in _lines("quiet.txt")] + _lines("plain.txt")
    for number, line in enumerate(lines):
        relation, template = line.split("\t")
        for turn in range(FILLINGS):
            text, spans = _filled(template, random)
            pair = ((spans["A"], spans["B"]),) if relation != NONE else ()
            ident = f"made-up-{number}-{turn}"
            told = not pair or "C" not in spans  # of a third actor nothing is said
            yield Row("made up", ident, text, pair, frozenset({relation}) - {NONE}, told)


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _filled(template: str, random: Random) -> tuple[str, dict[str, Span]]:
    """Return the sentence with names in its places, and where these stand."""
    names = {
        place: name
        for places, listed in NAMES.items()
        for place, name in zip(places, random.sample(listed.split("|"), len(places)), strict=True)
    }
    text, spans = "", {}
    for part in re.split(r"(\{[A-Z]\})", template):
        name = names[part[1]] if part.startswith("{") else part
        if part.startswith("{"):
            spans[part[1]] = (len(text), len(text) + len(name))
        text += name
    return text, spans


def _token_spans(row: dict[str, Any]) -> Iterator[tuple[str, Span]]:
    places, at = [], 0
    for token in row["tokens"]:
        at = row["text"].find(token, at)
        places.append((at, at + len(token)))
        at += len(token)
    for span in row["spans"]:
        yield span["role"], (places[span["start"]][0], places[span["end"] - 1][1])


def _limited(row: Row, reader: ClaimReader, fold: int, start: int) -> Limited:
    article = Article(id=row.id, text=row.text)
    reading, said = reader.read(article)
    ties = reader.rule_ties(reading)
    evidence = ArticleEvidence(reading, reader.lexicon, ties)
    candidates = list(evidence.candidates())
    pairs = [(candidate.subject, candidate.object) for candidate in candidates]
    maker = reader.maker(article, reading, said)
    told = _told(row, pairs, spans_of(reading))
    # The sets leave out what is denied, and claims are to keep it: it may hold, or may not.
    for tie in ties:
        if any(claim.denied for claim in maker.claims(tie)):
            known = told.get((tie.subject, tie.object))
            told[tie.subject, tie.object] = known | {tie.relation} if known else None
    return Limited(
        row=row,
        fold=fold,
        evidence=evidence,
        candidates=candidates,
        possible=[told.get(pair, QUIET if row.told else None) or None for pair in pairs],
        named=[bool(told.get(pair)) for pair in pairs],
        start=start,
    )


def _told(
    row: Row, pairs: Sequence[tuple[int, int]], spans: Sequence[Span | None]
) -> dict[tuple[int, int], frozenset[str] | None]:
    """Return what the pairs that name a marked one may be; nothing is said of the less near ones.

    A symmetric relation is told once, from the mention that stands first.
    """
    told: dict[tuple[int, int], frozenset[str] | None] = {}
    for marked in row.pairs:
        near = list(_near(marked, row.possible, pairs, spans))
        best = max((alike for alike, _, _ in near), default=0)
        for alike, pair, turned in near:
            possible = row.possible & SYMMETRIC if turned else row.possible
            if pair[0] > pair[1]:
                possible -= SYMMETRIC
            nearest = possible if alike == best else frozenset()
            told[pair] = (told.get(pair) or frozenset()) | nearest
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
