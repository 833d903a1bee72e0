"""Which relation an annotated article gives each pair of mentions, and which claims are right."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from actorgraph.loaders.claim_context import CLASSES
from actorgraph.loaders.claim_features import SYMMETRIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from actorgraph.loaders.arguments import Reading
    from actorgraph.loaders.claim_features import ArticleEvidence, Candidate

Span = tuple[int, int]
ALTERNATIVES = re.compile(r"alt=([a-z_,]+)")


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated claim: the spans of its mentions, and the relations that count as right."""

    subject: Span
    object: Span
    relation: str
    accepted: frozenset[str]
    optional: bool
    cue: int


@dataclass(slots=True)
class Label:
    """What the annotation says of one candidate: its relations; `open` where either answer will do.

    Optional claims leave it open, and are learned from all the same.
    """

    accepted: list[frozenset[str]] = field(default_factory=list)
    optional: list[frozenset[str]] = field(default_factory=list)
    open: bool = False


def gold_claims(row: dict[str, object]) -> list[Gold]:
    """Return the annotated claims of an article."""
    return [
        Gold(
            subject=(claim["subject"]["start"], claim["subject"]["end"]),
            object=(claim["object"]["start"], claim["object"]["end"]),
            relation=claim["relation"],
            accepted=_accepted(claim),
            optional="optional" in claim["note"],
            cue=claim["cue"]["start"],
        )
        for claim in row["claims"]  # type: ignore[attr-defined]
    ]


def _accepted(claim: dict[str, str]) -> frozenset[str]:
    others = {name for names in ALTERNATIVES.findall(claim["note"]) for name in names.split(",")}
    return frozenset({claim["relation"], *others} & set(CLASSES))


def spans_of(reading: Reading) -> list[Span | None]:
    """Return the characters of each mention, None for one that means nobody."""
    spans: list[Span | None] = []
    for mention in reading.mentions:
        if mention is None:
            spans.append(None)
            continue
        last = reading.doc[mention.found.end - 1]
        spans.append((reading.doc[mention.found.start].idx, last.idx + len(last)))
    return spans


def common(first: Span, second: Span) -> int:
    """Return how many characters two spans share."""
    return min(first[1], second[1]) - max(first[0], second[0])


def names(span: Span | None, gold: Span) -> bool:
    """Whether a mention is the annotated one: nearly one inside the other, and of like length."""
    if span is None:
        return False
    sizes = (span[1] - span[0], gold[1] - gold[0])
    shared = common(span, gold)
    return shared > 0 and shared >= min(sizes) - 2 and max(sizes) <= 3 * min(sizes) + 10


def likeness(first: Span, second: Span) -> float:
    """Return the shared part of two spans as a share of what they cover together."""
    return common(first, second) / (max(first[1], second[1]) - min(first[0], second[0]))


def labels(
    candidates: Sequence[Candidate], evidence: ArticleEvidence, gold: Iterable[Gold]
) -> list[Label]:
    """Return a label for each candidate.

    A claim labels the pair of mentions nearest to the annotated ones; other pairs that name the
    same are left open.
    """
    spans = spans_of(evidence.reading)
    place = {(c.subject, c.object): i for i, c in enumerate(candidates)}
    found = [Label() for _ in candidates]
    for claim in gold:
        pairs = sorted(_pairs(claim, spans, evidence), reverse=True)
        for alike, subject, obj in pairs:
            pair = (subject, obj)
            if claim.relation in SYMMETRIC:
                pair = (min(pair), max(pair))
            if pair not in place:
                continue
            label = found[place[pair]]
            nearest = alike == pairs[0][0]
            if claim.optional or not nearest:
                label.open = True
            kinds = label.optional if claim.optional else label.accepted
            if nearest and claim.accepted not in kinds:
                kinds.append(claim.accepted)
    return found


def _pairs(
    claim: Gold, spans: Sequence[Span | None], evidence: ArticleEvidence
) -> Iterator[tuple[float, int, int]]:
    subjects, objects = (
        [(place, span) for place, span in enumerate(spans) if span and names(span, wanted)]
        for wanted in (claim.subject, claim.object)
    )
    sentence, mention = evidence.sentence, evidence.reading.mention
    for subject, one in subjects:
        for obj, other in objects:
            together = sentence[mention(subject).found.head] == sentence[mention(obj).found.head]
            if subject != obj and together:
                alike = likeness(one, claim.subject) + likeness(other, claim.object)
                yield alike, subject, obj


def targets(found: Sequence[Label]) -> tuple[list[int], NDArray[np.float32]]:
    """Return the rows to learn from, and for each a 1 at every class that is right."""
    rows, marks = [], []
    for row, label in enumerate(found):
        wanted = list(dict.fromkeys(label.accepted + label.optional))
        if not wanted and not label.open:
            wanted = [frozenset({CLASSES[0]})]
        for accepted in wanted:
            rows.append(row)
            marks.append([float(name in accepted) for name in CLASSES])
    return rows, np.array(marks, np.float32).reshape(len(rows), len(CLASSES))


@dataclass(frozen=True, slots=True)
class Made:
    """A claim to be compared with the annotation."""

    subject: Span
    object: Span
    relation: str
    cue: int
    confidence: float


def verdicts(made: Iterable[Made], gold: Iterable[Gold]) -> list[tuple[float, bool]]:
    """Return (confidence, right) of the claims: each annotated one found once, none optional."""
    left, found = list(gold), []
    for claim in sorted(made, key=lambda claim: -claim.confidence):
        fits = [g for g in left if claim.relation in g.accepted and _tied(claim, g)]
        if not fits:
            found.append((claim.confidence, False))
            continue
        nearest = min(fits, key=lambda g: (abs(g.cue - claim.cue), g.optional))
        left.remove(nearest)
        if not nearest.optional:
            found.append((claim.confidence, True))
    return found


def _tied(claim: Made, gold: Gold) -> bool:
    if names(claim.subject, gold.subject) and names(claim.object, gold.object):
        return True
    turned = names(claim.subject, gold.object) and names(claim.object, gold.subject)
    return claim.relation in SYMMETRIC and turned


def reached(found: Sequence[tuple[float, bool]], gold: int, least: float) -> dict[str, float]:
    """Return precision, recall and F1 of the claims with at least this confidence."""
    right = sum(good for confidence, good in found if confidence >= least)
    made = sum(confidence >= least for confidence, _ in found)
    return {
        "precision": right / max(made, 1),
        "recall": right / gold,
        "f1": 2 * right / (made + gold),
        "made": made,
    }


def by_tenth(found: Sequence[tuple[float, bool]]) -> dict[int, tuple[int, float, float]]:
    """Return for each tenth of confidence: claims, their mean confidence, the share right."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in found:
        bins[min(int(confidence * 10), 9)].append((confidence, right))
    return {
        tenth: (
            len(inside),
            sum(c for c, _ in inside) / len(inside),
            sum(r for _, r in inside) / len(inside),
        )
        for tenth, inside in sorted(bins.items())
    }
