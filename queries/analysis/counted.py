"""What analyses count: claims cut down to who, whom, friendly or hostile, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from actorgraph.graph.networks import PLACE, ClaimFilter
from actorgraph.graph.sums import fact_of
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.vocabulary import relation_named
from actorgraph.queries.periods import Window, after, begins, whole

COOPERATIVE, HOSTILE, NEITHER = 1, -1, 0
# Lasting ties have no quad class. Membership, office and control say nothing of friendship.
TIES = {"backs": COOPERATIVE, "allied_with": COOPERATIVE, "opposes": HOSTILE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A claim that holds, as analyses count it.

    `sign` is 1 (quad classes 1 and 2, backing, alliance), -1 (quad classes 3 and 4, opposition)
    or 0; `weight` is the Goldstein weight (-10 to 10), None for ties; `day` an ISO date of the
    event, else of publication, and `origin` the publisher, or the article without one.
    """

    who: str
    whom: str
    who_name: str
    whom_name: str
    relation: str
    sign: int
    quad: int | None
    weight: float | None
    day: str | None
    origin: str
    symmetric: bool


def sign_of(relation: str) -> int:
    """Return 1 for cooperation, -1 for conflict, 0 for ties that are neither."""
    quad = relation_named(relation).quad
    if quad is None:
        return TIES.get(relation, NEITHER)
    return COOPERATIVE if quad in (1, 2) else HOSTILE


def deeds(claims: Iterable[Claim], only: ClaimFilter | None = None) -> Iterator[Deed]:
    """Yield a deed for each claim that states or alleges something between two actors.

    Of `only.actors` one has to have a part in it, whatever `hops` says.
    """
    only = only or ClaimFilter()
    for claim in claims:
        fact = fact_of(claim)
        ends = (claim.subject, claim.object)
        if not (fact.asserting and only.admits(claim)) or PLACE in (end.kind for end in ends):
            continue
        if only.actors and not any(map(only.names, ends)):
            continue
        relation = relation_named(claim.relation)
        yield Deed(
            who=claim.subject.actor,
            whom=claim.object.actor,
            who_name=claim.subject.name,
            whom_name=claim.object.name,
            relation=claim.relation,
            sign=sign_of(claim.relation),
            quad=relation.quad,
            weight=fact.weight,
            day=fact.first,
            origin=claim.source.publisher or claim.article,
            symmetric=relation.symmetric,
        )


def windows(of: Iterable[Deed], period: str) -> Iterator[Window]:
    """Yield the periods from the first to the last dated deed, also those without any."""
    days = [deed.day for deed in of if deed.day]
    if not days:
        return
    first, end = begins(min(days, key=whole), period), whole(max(days, key=whole))
    while first.isoformat() <= end:
        following = after(first, period)
        yield Window(first=first, last=following - timedelta(days=1))
        first = following


def names(of: Iterable[Deed]) -> dict[str, str]:
    """Return the name of each actor: of several that claims give, the first in the alphabet."""
    found: dict[str, str] = {}
    for deed in of:
        for actor, name in ((deed.who, deed.who_name), (deed.whom, deed.whom_name)):
            found[actor] = min(name, found.get(actor, name))
    return found
