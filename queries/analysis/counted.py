"""What analyses count: claims cut down to who, whom, friendly or hostile, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from actorgraph.errors import UsageError
from actorgraph.graph.networks import PLACE, ClaimFilter
from actorgraph.graph.sums import fact_of, origin_of
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.vocabulary import relation_named

COOPERATIVE, HOSTILE, NEITHER = 1, -1, 0
# Lasting ties have no quad class. Membership, office and control say nothing of friendship.
TIES = {"backs": COOPERATIVE, "allied_with": COOPERATIVE, "opposes": HOSTILE}
PERIODS = ("week", "month", "quarter", "year")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of time: its first and last day, both within."""

    first: date
    last: date

    def holds(self, day: str | None) -> bool:
        """Whether an ISO date of any precision begins in it."""
        return day is not None and self.first.isoformat() <= whole(day) <= self.last.isoformat()


def sign_of(relation: str) -> int:
    """Return 1 for cooperation, -1 for conflict, 0 for ties that are neither."""
    quad = relation_named(relation).quad
    if quad is None:
        return TIES.get(relation, NEITHER)
    return COOPERATIVE if quad in (1, 2) else HOSTILE


def deeds(claims: Iterable[Claim], only: ClaimFilter | None = None) -> Iterator[Deed]:
    """Yield a deed for each claim that states or alleges something between two actors."""
    only = only or ClaimFilter()
    for claim in claims:
        fact = fact_of(claim)
        ends = (claim.subject, claim.object)
        if not (fact.asserting and only.admits(claim)) or PLACE in (end.kind for end in ends):
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
            origin=origin_of(claim.source, claim.article),
            symmetric=relation.symmetric,
        )


def whole(day: str) -> str:
    """Return an ISO date of any precision as the first day that it may mean."""
    return (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]


def begins(day: str, period: str) -> date:
    """Return the first day of the period in which an ISO date lies.

    Raises UsageError for a period that is not one of PERIODS; weeks begin on Monday.
    """
    at = date.fromisoformat(whole(day))
    match period:
        case "week":
            return at - timedelta(days=at.weekday())
        case "month":
            return at.replace(day=1)
        case "quarter":
            return at.replace(month=3 * ((at.month - 1) // 3) + 1, day=1)
        case "year":
            return at.replace(month=1, day=1)
    message = f"{period!r} is no period; take one of {', '.join(PERIODS)}"
    raise UsageError(message)


def after(first: date, period: str) -> date:
    """Return the first day of the next period."""
    return begins((first + timedelta(days=LONGEST[period])).isoformat(), period)


# From the first day of a period, so many days later is always in the next one.
LONGEST = {"week": 7, "month": 31, "quarter": 92, "year": 366}


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
