"""What goes into a page: the chosen claims, and the refusal of more than a page can show."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from actorgraph.errors import PageTooLarge, UnknownActor
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.vocabulary import relation_named
from actorgraph.queries.page_tables import date_of, day_number

MOST_ACTORS = 10_000
MOST_RELATIONS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFilters:
    """Which claims a page takes in; the empty choice takes all.

    `actors` are ids, names or aliases: what lies within `hops` of them is kept. `since` and
    `until` are ISO dates, both included; a claim without a date is then left out. `checked`
    leaves those that coders found right, by the page's checks.
    """

    actors: tuple[str, ...] = ()
    hops: int = 1
    since: str | None = None
    until: str | None = None
    relations: tuple[str, ...] = ()
    confidence: float = 0.0
    checked: bool = False

    def described(self) -> str:
        """Return the filters in words, for the page's foot and its printed form."""
        words = []
        if self.actors:
            steps = "1 step" if self.hops == 1 else f"{self.hops} steps"
            words.append(f"within {steps} of {', '.join(self.actors)}")
        if self.since:
            words.append(f"since {self.since}")
        if self.until:
            words.append(f"until {self.until}")
        if self.relations:
            words.append("only " + ", ".join(relation_named(one).label for one in self.relations))
        if self.confidence:
            words.append(f"confidence at least {self.confidence:g}")
        if self.checked:
            words.append("only claims that were checked and found right")
        return "; ".join(words)


def chosen_claims(
    claims: Iterable[Claim], filters: PageFilters, catalogue: Mapping[str, Actor]
) -> list[Claim]:
    """Return the claims that the filters choose.

    Raises UnknownRelation or UnknownActor for a name that nothing answers to, and
    PageTooLarge where more is left than a page can show.
    """
    wanted = {relation_named(name).name for name in filters.relations}
    kept = [
        claim
        for claim in claims
        if (not wanted or claim.relation in wanted)
        and claim.confidence >= filters.confidence
        and _in_time(claim, filters)
    ]
    if filters.actors:
        kept = _around(kept, _resolved(filters.actors, kept, catalogue), filters.hops)
    _refuse_too_large(kept)
    return kept


def _in_time(claim: Claim, filters: PageFilters) -> bool:
    if not (filters.since or filters.until):
        return True
    day, since = day_number(date_of(claim)), day_number(filters.since)
    if day is None:
        return False
    if since is not None and day < since:
        return False
    until = filters.until
    # "2016" and "2016-10" name their last day here, so the text is compared, not the number
    return until is None or (date_of(claim) or "")[: len(until)] <= until


def folded(name: str) -> str:
    """Return the name as it is compared: without case, accents and doubled spaces."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def _resolved(
    names: Sequence[str], claims: Sequence[Claim], catalogue: Mapping[str, Actor]
) -> set[str]:
    answers: dict[str, str] = {}
    for claim in claims:
        for mention in (claim.subject, claim.object):
            known = catalogue.get(mention.actor)
            for name in (*(known.aliases if known else ()), mention.name, mention.actor):
                answers[folded(name)] = mention.actor
    for name in names:
        if folded(name) not in answers:
            raise UnknownActor(name, answers)
    return {answers[folded(name)] for name in names}


def _around(claims: Sequence[Claim], centre: set[str], hops: int) -> list[Claim]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        neighbours[claim.subject.actor].add(claim.object.actor)
        neighbours[claim.object.actor].add(claim.subject.actor)
    inside, edge = set(centre), set(centre)
    for _ in range(hops):
        edge = {near for one in edge for near in neighbours[one]} - inside
        inside |= edge
    return [c for c in claims if c.subject.actor in inside and c.object.actor in inside]


def _size(claims: Iterable[Claim]) -> tuple[int, int]:
    actors: set[str] = set()
    relations: set[tuple[str, str, str]] = set()
    for claim in claims:
        first, second = claim.subject.actor, claim.object.actor
        actors |= {first, second}
        if relation_named(claim.relation).symmetric and first > second:
            first, second = second, first
        relations.add((first, claim.relation, second))
    return len(actors), len(relations)


def _fits(size: tuple[int, int]) -> bool:
    return size[0] <= MOST_ACTORS and size[1] <= MOST_RELATIONS


def _refuse_too_large(claims: Sequence[Claim]) -> None:
    size = _size(claims)
    if not _fits(size):
        raise PageTooLarge(*size, limits=(MOST_ACTORS, MOST_RELATIONS), helps=_helping(claims))


def _helping(claims: Sequence[Claim]) -> list[str]:
    """Return filters that bring these claims below the limits, each with what it leaves."""
    busiest = Counter(m.actor for c in claims for m in (c.subject, c.object)).most_common(1)[0][0]
    name = next(m.name for c in claims for m in (c.subject, c.object) if m.actor == busiest)
    days = sorted(date for date in map(date_of, claims) if day_number(date) is not None and date)
    tries = [(f'--actor "{name}" --hops 1', _around(claims, {busiest}, 1))]
    for share in (2, 4, 10):
        if days:
            since = days[-len(days) // share][:10]
            later = [c for c in claims if _in_time(c, PageFilters(since=since))]
            tries.append((f"--since {since}", later))
    for relation, _ in Counter(claim.relation for claim in claims).most_common(2):
        tries.append((f"--relation {relation}", [c for c in claims if c.relation == relation]))
    sized = [(option, _size(left)) for option, left in tries]
    return [
        f"{option} (leaves {actors:,} actors, {relations:,} relations)"
        for option, (actors, relations) in sized
        if _fits((actors, relations))
    ]
