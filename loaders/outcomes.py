"""Outcomes: what became of each relation that was read between two mentions of an article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.claim_context import LIKELY
from actorgraph.loaders.claim_features import FAR, SYMMETRIC, Candidate
from actorgraph.loaders.claim_model import COLUMNS, LEARNED, ClaimModel, Judged
from actorgraph.loaders.events import Tie
from actorgraph.loaders.explanation import Considered, Grounds, Outcome, Reason
from actorgraph.loaders.extraction import (
    ClaimMaker,
    ClaimReader,
    event,
    is_sure,
    kept,
    reading_of,
    what,
)
from actorgraph.loaders.said import Said
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Status

SHOWN = 0.2  # what the model alone gives less than this is not worth a line
REASONS = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A tie and what became of it."""

    tie: Tie
    considered: Considered


class Outcomes:
    """The ties of one article, of rules and of the model, each with what became of it."""

    def __init__(
        self,
        reader: ClaimReader,
        article: Article,
        reading: Reading,
        said: list[Said],
        rule_ties: list[Tie],
    ) -> None:
        self.reader, self.reading = reader, reading
        self.maker = reader.maker(article, reading, said)
        self.rule_ties = rule_ties
        self.ties = reader.judged(self.maker, rule_ties, 0.0)
        self.weights = _Weights(reader, self.maker, rule_ties)
        self.made = [(tie, next(self.maker.claims(tie), None)) for tie in self.ties]
        self.least = reader.sure(reading)
        self.sure = [c for tie, c in self.made if c and is_sure(tie, c, self.least)]
        self.kept = {id(claim) for claim in kept(self.sure)}
        self.found = sorted(self._found(), key=lambda one: _order(one.tie))

    def _found(self) -> Iterator[Found]:
        for tie, claim in self.made:
            outcome, why = self._outcome(tie, claim)
            small = tie.confidence < SHOWN and tie.rule == LEARNED
            if outcome is Outcome.KEPT or not small:
                yield Found(tie, self._considered(tie, claim, outcome, why))
        judged = {_identity(tie) for tie in self.ties}
        for tie in self.rule_ties:
            if _identity(tie) not in judged:
                outcome, why = self._dropped(tie)
                yield Found(tie, self._considered(tie, None, outcome, why))

    def _outcome(self, tie: Tie, claim: Claim | None) -> tuple[Outcome, str]:
        if claim is None:
            return Outcome.REFUSED, self.maker.refusal(tie)
        if id(claim) in self.kept:
            return Outcome.KEPT, ""
        if not is_sure(tie, claim, self.least):
            return Outcome.UNSURE, f"below the least confidence, {self.least:.2f}"
        rival = max(
            (c for c in self.sure if c is not claim and _rivals(c, claim)),
            key=lambda c: c.confidence,
        )
        said = f"{rival.cue.text!r} says {rival.relation} ({rival.confidence:.2f})"
        if what(rival) == what(claim) or event(rival) == event(claim):
            return Outcome.REPEATED, f"the same is read more surely: {said}"
        return Outcome.REPLACED, f"a surer reading of these words: {said}"

    def _dropped(self, tie: Tie) -> tuple[Outcome, str]:
        """Why a tie of the rules is not among those that the model weighed in full."""
        if refusal := self.maker.refusal(tie):
            return Outcome.REFUSED, refusal
        for other in self.ties:
            if _same(other, tie):
                word = self.reading.doc[other.head].text
                return Outcome.REPEATED, f"the same is read from {word!r} by {other.cue.origin}"
        first = self.weights.first(tie)
        if first is None:
            return Outcome.DOUBTED, f"the two stand more than {FAR} words apart"
        if first < LIKELY:
            return Outcome.DOUBTED, f"the model holds it for unlikely: below {LIKELY:.2f}"
        rival = next((t for t in self.ties if self._overlap(t, tie)), None)
        said = f": {self._pair(rival)}" if rival else ""
        return Outcome.REPLACED, f"a surer reading of overlapping mentions{said}"

    def _overlap(self, one: Tie, other: Tie) -> bool:
        sides = ((one.subject, other.subject), (one.object, other.object))
        return one.relation == other.relation and all(self._meet(a, b) for a, b in sides)

    def _meet(self, one: int, other: int) -> bool:
        first, second = self.reading.mention(one).found, self.reading.mention(other).found
        return first.start < second.end and second.start < first.end

    def _pair(self, tie: Tie) -> str:
        first, second = (self._words(m) for m in (tie.subject, tie.object))
        return f"{first!r} {tie.relation} {second!r}"

    def _words(self, mention: int) -> str:
        found = self.reading.mention(mention).found
        return str(self.reading.doc[found.start : found.end].text)

    def _considered(self, tie: Tie, claim: Claim | None, outcome: Outcome, why: str) -> Considered:
        subject, obj = (self.reading.mention(m) for m in (tie.subject, tie.object))
        spans = [self.maker.span(m.found.start, m.found.end) for m in (subject, obj)]
        priors = [t.confidence for t in self.rule_ties if _same(t, tie)]
        weighed = self.reader.model is None or any(t is tie for t in self.ties)
        confidence = claim.confidence if claim else tie.confidence if weighed else None
        return Considered(
            subject=spans[0],
            subject_name=subject.actor.name,
            relation=tie.relation,
            object=spans[1],
            object_name=obj.actor.name,
            cue=self.maker.span(tie.tokens[0], tie.tokens[-1] + 1),
            line=tie.cue.origin,
            rule=tie.rule,
            prior=round(max(priors), 3) if priors else None,
            first=self.weights.first(tie),
            confidence=confidence if confidence is None else round(confidence, 3),
            outcome=outcome,
            why=why,
            reasons=tuple(self.weights.reasons(tie)),
            claim=claim,
            grounds=_grounds(self.maker, tie, claim) if claim else None,
        )


def _grounds(maker: ClaimMaker, tie: Tie, claim: Claim) -> Grounds:
    """Return the words that decided the fields of a claim."""
    said = maker.said_at(claim.cue, tie.head)
    how = maker.standing(tie, said)
    cue = maker.article.text[slice(*said.cue)] if said else ""
    denier = "" if how.denier is None else maker.reading.doc[how.denier].text
    denied = denier or how.denial or (tie.rule if tie.ends else cue)
    dated = maker.dated(tie, claim.cue.start)
    return Grounds(
        status=(how.status_word or cue) if claim.status is not Status.ACTUAL else "",
        denied=denied if claim.denied else "",
        speaker=(cue or denier) if claim.speaker else "",
        when=dated[1] if dated else "",
        where=claim.where.name if claim.where else "",
    )


class _Weights:
    """What the learned model gives the pairs of an article; nothing where there is no model."""

    def __init__(self, reader: ClaimReader, maker: ClaimMaker, ties: Sequence[Tie]) -> None:
        self.model: ClaimModel | None = reader.model
        self.maker = maker
        self.judged: Judged | None = None
        self.places: dict[tuple[int, int], int] = {}
        if self.model is not None:
            self.judged = self.model.weigh(maker.reading, ties, reader.lexicon)
            # In a short text the steps for articles decide of lasting and denied ties.
            self.articles = self.judged.by(self.model.articles)
            self.places = {
                (c.subject, c.object): place for place, c in enumerate(self.judged.candidates)
            }

    def _place(self, tie: Tie) -> int | None:
        place = self.places.get((tie.subject, tie.object))
        if self.judged is None or place is None:
            return None
        if tie.relation in SYMMETRIC and not self.judged.candidates[place].forward:
            return self.places.get((tie.object, tie.subject))  # told in one order only
        return place

    def first(self, tie: Tie) -> float | None:
        """Return the probability that the first step gives, None where it does not look."""
        place = self._place(tie)
        if self.judged is None or place is None:
            return None
        judged = self.articles if self.maker.uncoded(tie) else self.judged
        return round(float(judged.context.probabilities[place, COLUMNS[tie.relation]]), 3)

    def reasons(self, tie: Tie) -> Iterator[Reason]:
        """Yield what weighs most for and against a tie in the first step."""
        place = self._place(tie)
        if self.model is None or self.judged is None or place is None:
            return
        candidate: Candidate = self.judged.candidates[place]
        steps = self.model.steps(self.maker.reading)
        if self.maker.uncoded(tie):
            steps = self.model.articles
        for feature, weight in steps.linear.reasons(candidate, tie.relation, REASONS):
            yield Reason(feature=feature, weight=round(weight, 2))


def _identity(tie: Tie) -> tuple[object, ...]:
    ends = (tie.subject, tie.object)
    if tie.relation in SYMMETRIC:
        ends = (min(ends), max(ends))
    return (tie.cue.origin, tie.head, tie.tokens, tie.relation, ends)


def _same(one: Tie, other: Tie) -> bool:
    """Whether two ties state one relation of the same mentions."""
    ends, others = (one.subject, one.object), (other.subject, other.object)
    turned = one.relation in SYMMETRIC and ends == others[::-1]
    return one.relation == other.relation and (ends == others or turned)


def _rivals(one: Claim, other: Claim) -> bool:
    return any(key(one) == key(other) for key in (reading_of, what, event))


def _order(tie: Tie) -> tuple[int, float, int, int]:
    return tie.head, -tie.confidence, tie.subject, tie.object
