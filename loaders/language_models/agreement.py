"""Two voices on one article: where rules and model agree, a claim is surer; else both are kept.

A claim of both has the rules' words. Its confidence is a noisy-or of the two: it is wrong only if
both are. Two claims on the same words of the same actors that cannot both be meant (another
relation, turned round, denied by one) each weigh against the other, and stay, however unsure: who
reads them sees that there is a doubt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from actorgraph.ontology.claims import Claim, Extractor, Status
from actorgraph.ontology.vocabulary import relation_named

MOST = 0.99  # no two voices make certain


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesClaims:
    """What the rules read: claims, and readings that are too unsure to be any, in text order."""

    sure: Sequence[Claim] = ()
    unsure: Sequence[Claim] = ()


def agreed(
    rules: RulesClaims, model: Iterable[Claim], *, both: Extractor, least: float
) -> list[Claim]:
    """Return the claims of rules and model in text order: agreed, differing, and of one alone.

    Each claim's extractor says whose it is. What rules or model alone are too unsure of can be a
    claim of both; no other is kept that is less sure than `least`.
    """
    found = {claim.id: claim for claim in rules.sure}
    alone: list[Claim] = []
    stated: set[str] = set()  # claims of the rules that the model states; twice adds nothing
    for claim in model:
        same = next((o for o in (*rules.sure, *rules.unsure) if same_claim(o, claim)), None)
        if same is None:
            alone.append(claim)
        elif same.id not in stated:
            stated.add(same.id)
            found[same.id] = _of_both(same, claim, both)
    sure = [c for c in alone if c.confidence >= least]
    ours = [c for c in found.values() if c.id not in stated or c.confidence >= least]
    against = [(o, t) for o, t in product(ours, sure) if o.id not in stated and differ(o, t)]
    after = {claim.id: claim for claim in (*ours, *sure)}
    for pair in against:
        for one, other in (pair, pair[::-1]):
            less = _against(after[one.id].confidence, other.confidence)
            after[one.id] = replace(after[one.id], confidence=less)
    return sorted(after.values(), key=_place)


def same_claim(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same of the same actors, by the same cue or mentions."""
    return _says(one) == _says(other) and (
        _overlap(one, other) or _mentions(one) == _mentions(other)
    )


def differ(one: Claim, other: Claim) -> bool:
    """Whether two claims read the same words of the same two actors in different ways."""
    return _pair(one) == _pair(other) and _overlap(one, other) and not same_claim(one, other)


def _says(claim: Claim) -> tuple[object, ...]:
    actors = (claim.subject.actor, claim.object.actor)
    symmetric = relation_named(claim.relation).symmetric
    return (claim.relation, claim.denied, *(sorted(actors) if symmetric else actors))


def _pair(claim: Claim) -> tuple[str, ...]:
    return tuple(sorted((claim.subject.actor, claim.object.actor)))


def _mentions(claim: Claim) -> list[tuple[int | None, int | None]]:
    return sorted(((end.start, end.end) for end in (claim.subject, claim.object)), key=str)


def _place(claim: Claim) -> tuple[int, int, int, str]:
    return (claim.cue.start, claim.subject.start or 0, claim.object.start or 0, claim.relation)


def _overlap(one: Claim, other: Claim) -> bool:
    return one.cue.start < other.cue.end and other.cue.start < one.cue.end


def _of_both(ours: Claim, theirs: Claim, both: Extractor) -> Claim:
    """Return one claim of two; where they put it differently, the doubt stays, and adds nothing."""
    ours = replace(
        ours, extractor=both, speaker=ours.speaker or theirs.speaker, mode=ours.mode or theirs.mode
    )
    if ours.status is theirs.status:
        return replace(ours, confidence=_either(ours.confidence, theirs.confidence))
    doubtful = theirs.status if ours.status is Status.ACTUAL else ours.status
    sure = max(ours.confidence, theirs.confidence)
    return replace(ours, status=doubtful, confidence=sure)


def _either(one: float, other: float) -> float:
    return round(min(MOST, 1 - (1 - one) * (1 - other)), 3)


def _against(one: float, other: float) -> float:
    """Return how sure the first is, given that not both hold."""
    both = one * other
    return round(one * (1 - other) / (1 - both), 3) if both < 1 else 0.0
