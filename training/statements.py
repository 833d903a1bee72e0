"""Learn how far statements can be trusted, and score the statements by document-wise folds.

    python training/statements.py SHARED/eval/dev/attribution.jsonl

prints F1 and speaker accuracy on documents that each model has not seen, and writes the weights
learnt from all documents to loaders/lexicon/statement_weights.tsv.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from actorgraph.loaders.lexicon_reading import shipped
from actorgraph.loaders.pipeline import load_pipeline, parse
from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.said import Said
from actorgraph.loaders.statement_weights import TABLE, features
from actorgraph.loaders.statements import LEAST, RARE, candidates, outermost
from actorgraph.loaders.syntax import Syntax, scheme_of
from actorgraph.ontology.articles import Article

FOLDS = 6
PENALTY = 5.0  # of the squared weights; the default of a logistic model with C = 0.2
STEPS = 600
SMALL = 0.02  # weights nearer to nothing are left out of the table

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """One document: candidates, what the model sees of them, which are right, and the gold."""

    said: Sequence[Said]
    seen: Sequence[dict[str, float]]
    right: Sequence[bool]
    gold: Sequence[tuple[Span, Sequence[Span]]]


def pieces(path: Path) -> Iterator[Piece]:
    """Yield the annotated documents of the attribution set with what the rules propose."""
    nlp = load_pipeline()
    arcs, lexicon = scheme_of(nlp), shipped()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        doc = parse(nlp, Article(id=row["id"], text=row["text"]))
        text = QuotedText(doc, Syntax(doc, arcs))
        said = candidates(text, lexicon)
        gold = [
            ((min(a for a, _ in one["content"]), max(b for _, b in one["content"])), one["source"])
            for one in row["attributions"]
            if one["content"]
        ]
        right = [any(alike(one.content, c) and same(one, who) for c, who in gold) for one in said]
        yield Piece(said, [dict(features(text, one)) for one in said], right, gold)


def alike(first: Span, second: Span) -> bool:
    """Whether two contents share half of the longer one, as the shared scorer asks."""
    return share(first, second) >= 1 / 2


def share(first: Span, second: Span) -> float:
    """Return the overlap of two spans as a share of the longer one."""
    overlap = min(first[1], second[1]) - max(first[0], second[0])
    return max(overlap, 0) / max(first[1] - first[0], second[1] - second[0], 1)


def same(said: Said, sources: Sequence[Span]) -> bool:
    """Whether the speaker names one of the annotated sources, or neither text names any."""
    if not sources or said.speaker is None:
        return not sources and said.speaker is None
    return any(_touches(said.speaker, source) for source in sources)


def _touches(mention: Span, gold: Span) -> bool:
    overlap = min(mention[1], gold[1]) - max(mention[0], gold[0])
    short, long = sorted((mention[1] - mention[0], gold[1] - gold[0]))
    return overlap > 0 and overlap >= short - 2 and long <= 3 * short + 10


def learn(train: Sequence[Piece]) -> dict[str, float]:
    """Fit a logistic model with squared penalty by accelerated gradient descent."""
    rows = [row for piece in train for row in piece.seen]
    target = np.array([right for piece in train for right in piece.right], dtype=float)
    names = sorted({name for row in rows for name in row})
    place = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            table[number, place[name]] = value
    weights = _descend(table, target)
    return {name: float(w) for name, w in zip(names, weights, strict=True) if abs(w) >= SMALL}


def _descend(table: NDArray[np.float64], target: NDArray[np.float64]) -> NDArray[np.float64]:
    direction = np.ones(table.shape[1])
    for _ in range(30):  # the largest eigenvalue, which bounds how far a step may go
        direction = table.T @ (table @ direction)
        largest = float(np.linalg.norm(direction))
        direction /= largest
    step = 1 / (PENALTY + largest / 4 * 1.1)
    weights = previous = np.zeros(table.shape[1])
    for number in range(STEPS):
        ahead = weights + number / (number + 3) * (weights - previous)
        expected = 1 / (1 + np.exp(-table @ ahead))
        previous, weights = (
            weights,
            ahead - step * (table.T @ (expected - target) + PENALTY * ahead),
        )
    return weights


def weighed(piece: Piece, weights: dict[str, float]) -> list[Said]:
    """Return the candidates of a document with the model's confidence in place of the lexicon's."""
    totals = [sum(weights.get(name, 0.0) * v for name, v in row.items()) for row in piece.seen]
    return [
        one if one.rule in RARE else replace(one, confidence=1 / (1 + exp(-total)))
        for one, total in zip(piece.said, totals, strict=True)
    ]


def score(tested: Sequence[tuple[Piece, list[Said]]], least: float) -> dict[str, float]:
    """Score as the shared scorer does: contents matched one to one, then their speakers."""
    made = wanted = found = right = 0
    for piece, said in tested:
        kept = outermost([one for one in said if one.confidence >= least])
        made, wanted = made + len(kept), wanted + len(piece.gold)
        pairs = sorted(
            (
                (share(content, one.content), g, s)
                for g, (content, _) in enumerate(piece.gold)
                for s, one in enumerate(kept)
                if alike(content, one.content)
            ),
            reverse=True,
        )
        used_gold: set[int] = set()
        used_said: set[int] = set()
        for _, g, s in pairs:
            if g not in used_gold and s not in used_said:
                used_gold.add(g)
                used_said.add(s)
                found += 1
                right += same(kept[s], piece.gold[g][1])
    return {
        "precision": round(right / made, 4),
        "recall": round(right / wanted, 4),
        "f1": round(2 * right / (made + wanted), 4),
        "speaker_accuracy": round(right / found, 4),
    }


def calibration_error(tested: Sequence[tuple[Piece, list[Said]]]) -> float:
    """Return the expected calibration error in ten bins of confidence."""
    pairs = [
        (one.confidence, right)
        for piece, said in tested
        for one, right in zip(said, piece.right, strict=True)
    ]
    bins = [[p for p in pairs if int(min(p[0], 0.999) * 10) == at] for at in range(10)]
    gaps = [abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins]
    return round(sum(gaps) / len(pairs), 4)


def main() -> None:
    """Score by folds, then learn from everything and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("attribution", type=Path)
    parser.add_argument(
        "--out", type=Path, default=Path(__file__).parent.parent / "loaders/lexicon"
    )
    options = parser.parse_args()
    every = list(pieces(options.attribution))
    tested: list[tuple[Piece, list[Said]]] = []
    for fold in range(FOLDS):
        weights = learn([piece for at, piece in enumerate(every) if at % FOLDS != fold])
        tested += [(piece, weighed(piece, weights)) for piece in every[fold::FOLDS]]
    for least in sorted({0.1, 0.15, LEAST, 0.25, 0.3, 0.4, 0.5}):
        print(f"least {least}", json.dumps(score(tested, least)))
    print("calibration error", calibration_error(tested))
    lines = [
        "# What tells right statements from wrong ones, and how much; see training/statements.py"
    ]
    lines.append("feature\tweight")
    lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(learn(every).items())]
    (options.out / TABLE).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
