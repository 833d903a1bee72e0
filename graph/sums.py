"""The sums on a relationship between two actors: how they follow from its claims.

This is the one definition: the store's relationships and networkx's edges both come from here.
A claim is *asserting* when it is not denied and the text states it as actual or alleged; only
asserting claims count for articles, sources, dates, confidence and weight.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from actorgraph.ontology.claims import Claim, Source, Status
from actorgraph.ontology.vocabulary import relation_named

ACTUAL, ALLEGED = Status.ACTUAL.value, Status.ALLEGED.value
ASSERTING = (ACTUAL, ALLEGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a claim adds to the sums; `origin` is the report that it comes from.

    That is the id of the report's first article; where reprints are not told, the publisher, or the
    article itself. `first` and `last` are ISO dates: of the event, else of publication.
    """

    status: str
    denied: bool
    article: str
    origin: str
    first: str | None
    last: str | None
    confidence: float
    weight: float | None

    @property
    def asserting(self) -> bool:
        """Whether the relationship exists because of this claim."""
        return not self.denied and self.status in ASSERTING


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The properties of a typed relationship.

    `sources` counts reports, however many articles print one (of articles without a signature:
    publishers); `confidence` is the highest of its claims, `goldstein` the mean of their weights,
    None for lasting ties.
    """

    claims: int
    alleged: int
    intended: int
    denials: int
    articles: int
    sources: int
    first: str | None
    last: str | None
    confidence: float
    goldstein: float | None

    @property
    def asserting(self) -> int:
        """How many claims hold the relationship up; it is there only while this is not 0."""
        return self.claims + self.alleged


NOTHING = Sums(
    claims=0, alleged=0, intended=0, denials=0, articles=0, sources=0,
    first=None, last=None, confidence=0.0, goldstein=None,
)  # fmt: skip


def origin_of(source: Source, article: str) -> str:
    """Return what counts as one source: the article, where its reprints can be told.

    Else the publisher, because its articles may well be one report; the article without one.
    """
    return article if source.signature else source.publisher or article


def as_reports(facts: Iterable[Fact], reprints: Mapping[str, str]) -> Iterator[Fact]:
    """Yield the facts of reprints as those of the report; `reprints` has it by article."""
    for fact in facts:
        report = reprints.get(fact.origin)
        yield fact if report is None else replace(fact, origin=report)


def fact_of(claim: Claim) -> Fact:
    """Return what the claim adds to the sums of its relationship."""
    published = (claim.source.published or "")[:10] or None
    when = claim.when
    return Fact(
        status=claim.status.value,
        denied=claim.denied,
        article=claim.article,
        origin=origin_of(claim.source, claim.article),
        first=when.date if when else published,
        last=(when.end or when.date) if when else published,
        confidence=claim.confidence,
        weight=relation_named(claim.relation).weight(claim.mode),
    )


def sums_of(facts: Iterable[Fact]) -> Sums:
    """Return the sums over the facts of one relationship."""
    count = {ACTUAL: 0, ALLEGED: 0}
    intended = denials = 0
    held: list[Fact] = []
    for fact in facts:  # once for most relationships: their number is what takes the time
        if fact.denied:
            denials += 1
        elif fact.status in count:
            count[fact.status] += 1
            held.append(fact)
        else:
            intended += 1
    weights = [fact.weight for fact in held if fact.weight is not None]
    return Sums(
        claims=count[ACTUAL],
        alleged=count[ALLEGED],
        intended=intended,
        denials=denials,
        articles=len({fact.article for fact in held}),
        sources=len({fact.origin for fact in held}),
        first=min([fact.first for fact in held if fact.first], default=None),
        last=max([fact.last for fact in held if fact.last], default=None),
        confidence=max([fact.confidence for fact in held], default=0.0),
        goldstein=_mean(_hundredths(weights), len(weights)),
    )


def added(old: Sums, new: Sums, *, new_sources: int) -> Sums:
    """Return the sums with other articles' claims added; `new_sources` were not there before."""
    weights = [
        (sums.goldstein, sums.asserting) for sums in (old, new) if sums.goldstein is not None
    ]
    total = sum(round(mean * count * 100) for mean, count in weights)
    return Sums(
        claims=old.claims + new.claims,
        alleged=old.alleged + new.alleged,
        intended=old.intended + new.intended,
        denials=old.denials + new.denials,
        articles=old.articles + new.articles,
        sources=old.sources + new_sources,
        first=min((day for day in (old.first, new.first) if day), default=None),
        last=max((day for day in (old.last, new.last) if day), default=None),
        confidence=max(old.confidence, new.confidence),
        goldstein=_mean(total, sum(count for _, count in weights)),
    )


def _hundredths(weights: Iterable[float]) -> int:
    # Weights have one decimal or two: counted as whole hundredths, their order does not matter.
    return sum(round(weight * 100) for weight in weights)


def _mean(hundredths: int, count: int) -> float | None:
    return hundredths / (100 * count) if count else None
