"""The claims of an article beside its annotation: what is missed, what is false, and why.

Causes are told by program, the first that holds: whether the mentions were proposed and stand in
one sentence, what was claimed of them, and how sure the judge was.
"""

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.claim_context import CLASSES
from actorgraph.loaders.claim_features import ArticleEvidence
from actorgraph.loaders.claim_model import Judged
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import claim_to_json

Span = tuple[int, int]
UNSURE = 0.15
LEAST = 0.5  # confidence of an annotation of re3d that the scorer counts
MISSES = (
    "a mention is not proposed",
    "a mention means nobody",
    "the two stand in different sentences",
    "claimed of the pair, another relation",
    "claimed, turned round",
    "claimed of the same actors by other mentions in the sentence",
    f"proposed, confidence {UNSURE} or more",
    "refused, though a rule reads it",
    "refused; a cue of the relation stands in the sentence",
    "refused; no cue of the relation in the sentence",
    "claimed, and counted for another line",
)
FALSE = (
    "the pair is annotated, with another relation",
    "the pair is annotated, turned round",
    "the relation is annotated of the subject and another object",
    "the relation is annotated of another subject and the object",
    "both are annotated in the sentence, not together",
    "one of the two is in no annotated claim of the sentence",
)


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated claim: where its mentions stand, and which relations count as right."""

    subject: Span
    object: Span
    accepted: frozenset[str]
    either_way: bool = False
    optional: bool = False
    cue: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """An article as it was read: all that the judge weighed, and the claims that were made."""

    evidence: ArticleEvidence
    judged: Judged
    claims: list[dict[str, Any]]

    def spans(self) -> Iterator[tuple[int, Span, bool]]:
        """Yield the place and the characters of each mention, and whether it means anybody."""
        for place, (span, means) in enumerate(spans_of(self.evidence.reading)):
            yield place, span, means


def spans_of(reading: Reading) -> Iterator[tuple[Span, bool]]:
    """Yield the characters of each mention, and whether it means anybody."""
    for found, meant in zip(reading.found, reading.mentions, strict=True):
        last = reading.doc[found.end - 1]
        yield (reading.doc[found.start].idx, last.idx + len(last)), meant is not None


def scorer(shared: Path) -> ModuleType:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    if spec is None or spec.loader is None:
        message = f"{shared / 'eval' / 'score.py'} cannot be loaded"
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(reader: ClaimReader, article: Article) -> Read:
    """Read an article, and keep what the judge refused."""
    reading, _ = reader.read(article)
    ties = reader.rule_ties(reading)
    evidence = ArticleEvidence(reading, reader.lexicon, ties)
    if reader.model is None:
        message = "no judge is installed"
        raise LookupError(message)
    judged = reader.model.weigh(reading, ties, reader.lexicon)
    return Read(evidence, judged, [claim_to_json(claim) for claim in reader.claims(article)])


class Comparison:
    """The claims of one article beside its annotation, as the scorer compares them."""

    def __init__(self, found: Read, gold: list[Gold], score: ModuleType, *, family: bool) -> None:
        self.found, self.gold, self.score, self.family = found, gold, score, family
        claims = score.usable(found.claims) if family else found.claims
        self.claims = sorted(claims, key=lambda claim: -claim["confidence"])
        if family:
            self.claims = [c for c in self.claims if score.family(c) != "other"]
        self.missed = list(gold)
        self.false: list[dict[str, Any]] = []
        for claim in self.claims:
            fitting = [g for g in self.missed if self.fits(claim, g)]
            if fitting:
                cue = claim["cue"]["start"]
                nearest = min(fitting, key=lambda g: (abs(g.cue - cue), g.optional))
                self.missed.remove(nearest)
            else:
                self.false.append(claim)
        self.missed = [g for g in self.missed if not g.optional]

    def said(self, claim: dict[str, Any]) -> str:
        """What a claim says, in the words of the annotation: its relation or its family."""
        return str(self.score.family(claim) if self.family else claim["relation"])

    def touch(self, claim: dict[str, Any], first: Span, second: Span) -> bool:
        """Whether subject and object of a claim are these two."""
        touches = self.score.touches
        return bool(touches(claim["subject"], first) and touches(claim["object"], second))

    def fits(self, claim: dict[str, Any], gold: Gold) -> bool:
        """Whether a claim is the annotated one."""
        if self.said(claim) not in gold.accepted:
            return False
        either = gold.either_way or claim["relation"] in self.score.SYMMETRIC
        return self.touch(claim, gold.subject, gold.object) or (
            either and self.touch(claim, gold.object, gold.subject)
        )

    def why_missed(self, gold: Gold) -> str:
        """Return the cause of a miss, one of MISSES."""
        near = [self._near(gold.subject), self._near(gold.object)]
        if not all(near):
            return MISSES[0]
        ones, others = ([place for place, means in side if means] for side in near)
        if not ones or not others:
            return MISSES[1]
        place = self.found.judged.context.place
        pairs = [(a, b) for a in ones for b in others if (a, b) in place or (b, a) in place]
        if not pairs:
            return MISSES[2]
        return self._claimed(gold, pairs) or self._refused(gold, pairs)

    def _near(self, gold: Span) -> list[tuple[int, bool]]:
        def touches(span: Span) -> bool:
            return bool(self.score.touches({"start": span[0], "end": span[1]}, gold))

        return [(place, means) for place, span, means in self.found.spans() if touches(span)]

    def _claimed(self, gold: Gold, pairs: list[tuple[int, int]]) -> str:
        for claim in self.claims:
            if self.touch(claim, gold.subject, gold.object):
                return MISSES[10] if self.said(claim) in gold.accepted else MISSES[3]
            if self.touch(claim, gold.object, gold.subject):
                return MISSES[10] if self.fits(claim, gold) else MISSES[4]
        evidence = self.found.evidence
        actors = {(evidence.actor(a), evidence.actor(b)) for a, b in pairs}
        for claim in self.claims:
            both = (claim["subject"]["actor"], claim["object"]["actor"])
            here = claim["sentence"]["start"] <= gold.subject[0] < claim["sentence"]["end"]
            if here and both in actors and self.said(claim) in gold.accepted:
                return MISSES[5]
        return ""

    def _refused(self, gold: Gold, pairs: list[tuple[int, int]]) -> str:
        both = {*pairs, *((b, a) for a, b in pairs)} if gold.either_way else set(pairs)
        accepted = self._relations(gold)
        sure = [
            confidence
            for claim, confidence in self.found.judged.claims()
            if (claim.subject, claim.object) in both and CLASSES[claim.relation] in accepted
        ]
        if max(sure, default=0) >= UNSURE:
            return MISSES[6]
        evidence = self.found.evidence
        ties = (tie for pair in both for tie in evidence.by_pair.get(pair, ()))
        if any(tie.relation in accepted for tie in ties):
            return MISSES[7]
        sentence = evidence.sentence[evidence.reading.found[pairs[0][0]].head]
        cues = {seen.cue.relation for seen in evidence.cues[sentence]}
        return MISSES[8] if cues & accepted else MISSES[9]

    def _relations(self, gold: Gold) -> set[str]:
        if not self.family:
            return set(gold.accepted)
        return {r for r in CLASSES[1:] if self.score.relation_family(r) in gold.accepted}

    def why_false(self, claim: dict[str, Any]) -> str:
        """Return the cause of a false claim, one of FALSE."""
        touches = self.score.touches
        if any(self.touch(claim, g.subject, g.object) for g in self.gold):
            return FALSE[0]
        if any(self.touch(claim, g.object, g.subject) for g in self.gold):
            return FALSE[1]
        same = [g for g in self.gold if self.said(claim) in g.accepted]
        if any(touches(claim["subject"], g.subject) for g in same):
            return FALSE[2]
        if any(touches(claim["object"], g.object) for g in same):
            return FALSE[3]
        spans = [span for g in self.gold for span in (g.subject, g.object)]
        sides = (any(touches(claim[side], s) for s in spans) for side in ("subject", "object"))
        return FALSE[4] if all(sides) else FALSE[5]


def annotated(name: str, row: dict[str, Any], score: ModuleType) -> list[Gold]:
    """Return what a row of news or re3d has annotated."""
    if name == "news":
        return [
            Gold(
                subject=(claim["subject"]["start"], claim["subject"]["end"]),
                object=(claim["object"]["start"], claim["object"]["end"]),
                accepted=frozenset(score.accepted(claim)),
                optional="optional" in claim["note"],
                cue=claim["cue"]["start"],
            )
            for claim in row["claims"]
        ]
    pairs = {
        (score.GOLD_FAMILY[r["type"]], *sorted((tuple(r["source"]), tuple(r["target"]))))
        for r in row["relations"]
        if r["type"] in score.GOLD_FAMILY and r["confidence"] >= LEAST
        if r["source_type"] in score.ACTORS and r["target_type"] in score.ACTORS
    }
    return [
        Gold(subject=one, object=other, accepted=frozenset({family}), either_way=True)
        for family, one, other in sorted(pairs)
    ]
