"""Drawing claims for coders to check: seeded, with as many of each stratum as there can be."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from actorgraph.graph.claim_rows import article_map, claim_of
from actorgraph.graph.connection import Connection
from actorgraph.graph.merged_claims import Standing, as_merged, standing
from actorgraph.graph.stored import rows_of
from actorgraph.ontology.claims import Claim

AROUND = 600  # characters of the article before and after the sentence
ALL = "all claims"
BANDS = 10  # of confidence


class By(StrEnum):
    """What a sample has equally many claims of."""

    RELATION = "relation"
    CONFIDENCE = "confidence"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSettings:
    """How many claims are drawn, equally by what, and out of which; empty means all.

    `actors` are ids, `since` and `until` ISO dates, both included. `unchecked` leaves out what a
    coder judged already.
    """

    n: int = 100
    by: By = By.RELATION
    seed: int = 1
    actors: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    confidence: float = 0.0
    unchecked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledClaim:
    """A claim to be checked: `id` as the graph has it, actors as merged, words around it.

    `before` and `after` are empty where the article's text is not known.
    """

    id: str
    claim: Claim
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The claims drawn, in an order that tells nothing; `strata` says how many out of how many."""

    claims: tuple[SampledClaim, ...]
    strata: Mapping[str, tuple[int, int]]


def sample(connection: Connection, settings: SampleSettings) -> Sample:
    """Draw claims. Claims that others coded are no part of it: they have no words to check."""
    strata: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id_, relation, confidence in _eligible(connection, settings):
        strata[_stratum(settings.by, relation, confidence)].append((_lot(settings, id_), id_))
    sizes = {name: len(members) for name, members in strata.items()}
    shares = allotted(settings.n, sizes)
    drawn = sorted(one for name in strata for one in sorted(strata[name])[: shares[name]])
    claims = _read(connection, [id_ for _, id_ in drawn])
    return Sample(
        claims=tuple(claims[id_] for _, id_ in drawn),
        strata={name: (shares[name], sizes[name]) for name in sorted(sizes)},
    )


def allotted(n: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """Return how many of each stratum are drawn: equally many, and the others share what one lacks.

    >>> allotted(10, {"attacks": 90, "aids": 2, "backs": 40})
    {'aids': 2, 'backs': 4, 'attacks': 4}
    """
    shares: dict[str, int] = {}
    left = n
    for place, (name, size) in enumerate(sorted(sizes.items(), key=lambda one: (one[1], one[0]))):
        shares[name] = min(size, left // (len(sizes) - place))
        left -= shares[name]
    return shares


def _lot(settings: SampleSettings, id_: str) -> str:
    """Return by what a claim is drawn: it stays the same when others come or go."""
    return hashlib.sha256(f"{settings.seed} {id_}".encode()).hexdigest()


def _stratum(by: By, relation: str, confidence: float) -> str:
    match by:
        case By.RELATION:
            return relation
        case By.CONFIDENCE:
            band = min(int(confidence * BANDS), BANDS - 1)
            return f"{band / BANDS:.1f} to {(band + 1) / BANDS:.1f}"
        case By.NONE:
            return ALL


def _eligible(connection: Connection, settings: SampleSettings) -> Iterator[tuple[str, str, float]]:
    query = (
        "MATCH (c:Claim) WHERE c.data_id IS NULL AND c.confidence >= $confidence "
        "AND ($relations = [] OR c.relation IN $relations) "
        "AND ($since IS NULL OR c.last >= left($since, size(c.last))) "
        "AND ($until IS NULL OR left(c.first, size($until)) <= $until) "
        "AND ($actors = [] OR EXISTS {MATCH (c)-[:SUBJECT|OBJECT]->(n) WHERE n.id IN $actors}) "
        "AND NOT ($unchecked AND EXISTS {(:Verdict)-[:JUDGES]->(c)}) "
        "RETURN c.id AS id, c.relation AS relation, c.confidence AS confidence"
    )
    rows = rows_of(
        connection, query,
        confidence=settings.confidence, relations=sorted(settings.relations),
        actors=sorted(settings.actors), since=settings.since, until=settings.until,
        unchecked=settings.unchecked,
    )  # fmt: skip
    for row in rows:
        yield row["id"], row["relation"], row["confidence"]


def _read(connection: Connection, ids: list[str]) -> dict[str, SampledClaim]:
    query = (
        "UNWIND $ids AS id MATCH (c:Claim {id: id})-[:STATED_IN]->(a) "
        f"RETURN id, properties(c) AS claim, {article_map('a')} AS article, "
        "coalesce(a.text, '') AS text"
    )
    stands = standing(connection)
    return {
        row["id"]: _sampled(row["id"], claim_of(row["claim"], row["article"]), row["text"], stands)
        for row in rows_of(connection, query, ids=ids)
    }


def _sampled(id_: str, claim: Claim, text: str, stands: Mapping[str, Standing]) -> SampledClaim:
    (merged,) = as_merged([claim], stands)
    start, end = claim.sentence.start, claim.sentence.end
    if start is None or end is None or text[start:end] != claim.sentence.text:
        return SampledClaim(id=id_, claim=merged, before="", after="")
    return SampledClaim(
        id=id_,
        claim=merged,
        before=_words(text[max(0, start - AROUND) : start], cut=start > AROUND, first=True),
        after=_words(text[end : end + AROUND], cut=end + AROUND < len(text), first=False),
    )


def _words(text: str, *, cut: bool, first: bool) -> str:
    """Return the text without the word at its far end, if that was cut through."""
    if not cut:
        return text
    head, _, tail = text.partition(" ") if first else text.rpartition(" ")
    return f"…{tail}" if first else f"{head}…"
