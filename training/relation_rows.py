"""Annotated pairs of actors as rows to learn from, and the groups that a fold must not part."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from actorgraph.loaders.pairs import Pair
from actorgraph.loaders.pipeline import load_pipeline, parse
from actorgraph.loaders.relation_features import features
from actorgraph.ontology.articles import Article
from actorgraph.ontology.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from actorgraph.loaders.relating import Relater

EVENTS = tuple(sorted(name for name, relation in RELATIONS.items() if not relation.lasting))
BY_ROOT = {RELATIONS[name].plover: name for name in EVENTS}
FARTHEST = 600  # characters between two actors of a news article that still make a row
ALIKE = 0.5  # share of three-word runs from which two texts are versions of one


@dataclass(frozen=True, slots=True)
class Row:
    """A pair's features, with the relation and the quad class that it is annotated with."""

    text: str
    relation: str
    quad: int | None
    features: dict[str, float]


def sentence_rows(path: Path, relater: Relater) -> list[Row]:
    """Return the rows of single sentences with <s> and <t> around the actors (plv.jsonl)."""
    return [
        Row(pair.text, BY_ROOT[root], quad, relater.features(relater.read(pair)))
        for pair, root, quad in _marked(path)
    ]


def _marked(path: Path) -> Iterator[tuple[Pair, str, int]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = [located(row, name, tag) for name, tag in (("source", "s"), ("target", "t"))]
        if spans[0] and spans[1]:
            pair = Pair(id=row["id"], text=row["text"], source=spans[0], target=spans[1])
            yield pair, row["gold_root"], row["gold_penta"]


def located(row: dict[str, str], name: str, tag: str) -> tuple[int, int] | None:
    """Return where an actor stands in the text without marks; its first place if it has none."""
    other = "t" if tag == "s" else "s"
    marked = re.sub(f"</?{other}>", "", row["marked"])
    found = re.search(f"<{tag}>(.*?)</{tag}>", marked, re.DOTALL)
    if found:
        return found.start(), found.start() + len(found[1])
    at = row["text"].find(row[name])
    return (at, at + len(row[name])) if at >= 0 and row[name] else None


def article_rows(path: Path, relater: Relater) -> Iterator[Row]:
    """Yield the undenied events of annotated articles (news.jsonl)."""
    nlp = load_pipeline()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        doc = parse(nlp, Article(id=row["id"], text=row["text"]))
        for claim in row["claims"]:
            spans = [(claim[side]["start"], claim[side]["end"]) for side in ("subject", "object")]
            near = abs(spans[0][0] - spans[1][0]) <= FARTHEST and spans[0] != spans[1]
            if claim["relation"] in EVENTS and near and not claim["denied"]:
                pair = relater.reader.read(doc, spans[0], spans[1])
                quad = RELATIONS[claim["relation"]].quad
                yield Row("", claim["relation"], quad, features(pair, relater.lexicon))


def groups(texts: Sequence[str]) -> list[int]:
    """Number the texts so that versions of one text have one number."""
    first, holders = list(range(len(texts))), defaultdict[tuple[str, ...], list[int]](list)
    runs = [_runs(text) for text in texts]

    def root(at: int) -> int:
        while first[at] != at:
            at = first[at]
        return at

    for at, own in enumerate(runs):
        shared = Counter(other for run in own for other in holders[run])
        for other, count in shared.items():
            if count >= ALIKE * min(len(own), len(runs[other])):
                first[root(at)] = root(other)
        for run in own:
            holders[run].append(at)
    return [root(at) for at in range(len(texts))]


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 3]) for at in range(max(len(words) - 2, 1))}
