"""The tables behind a page: its actors, the relations between them, and the claims of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from actorgraph.graph.signed import reprints_in
from actorgraph.graph.sums import Sums, as_reports, fact_of, sums_of
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.claims import Claim, Mention
from actorgraph.ontology.vocabulary import relation_named

# fmt: off
PRONOUNS = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "who",
    "which", "that", "this", "these", "those", "one",
})
# fmt: on
LONGEST_ALIAS = 60
MOST_ALIASES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PageActor:
    """An actor on the page; `claims` counts those in which it is subject or object."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    bonds: tuple[Bond, ...]
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRelation:
    """One relation between two actors, given by their places in the table of actors.

    `claims` are newest first, `ids` are theirs (made from content, so dear to make again), and
    `sums` are those that the store keeps for the same claims.
    """

    subject: int
    object: int
    relation: str
    claims: tuple[Claim, ...]
    ids: tuple[str, ...]
    sums: Sums

    @property
    def drawn(self) -> bool:
        """Whether the page draws it at once: somebody states or alleges it."""
        return self.sums.asserting > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What a page shows: actors by id, relations by their ends, each with its claims.

    `reprints` has the report of each article that repeats an earlier one.
    """

    actors: tuple[PageActor, ...]
    relations: tuple[PageRelation, ...]
    reprints: Mapping[str, str]


def date_of(claim: Claim) -> str | None:
    """Return the day of the event, else of the article, as far as it is known."""
    if claim.when:
        return claim.when.date
    return claim.source.published


def day_number(written: str | None) -> int | None:
    """Return the days since 1970 of an ISO date of any precision, or None for anything else."""
    parts = (written or "")[:10].split("-")
    try:
        year, month, day = [int(part) for part in [*parts, "1", "1"][:3]]
        return date(year, month, day).toordinal() - date(1970, 1, 1).toordinal()
    except ValueError:
        return None


def tables_of(claims: Iterable[Claim], catalogue: Mapping[str, Actor]) -> Tables:
    """Return the tables of a page; the same claims in any order give the same tables."""
    once = {claim.id: claim for claim in claims}
    kept = sorted(once.items(), key=_newest_first)
    actors = _actors([claim for _, claim in kept], catalogue)
    place = {actor.id: index for index, actor in enumerate(actors)}
    grouped: dict[tuple[int, int, str], list[tuple[str, Claim]]] = defaultdict(list)
    for named in kept:
        grouped[_ends(named[1], place)].append(named)
    reprints = reprints_in(claim for _, claim in kept)
    relations = tuple(_relation(ends, said, reprints) for ends, said in sorted(grouped.items()))
    return Tables(actors=actors, relations=relations, reprints=reprints)


def _relation(
    ends: tuple[int, int, str], said: list[tuple[str, Claim]], reprints: Mapping[str, str]
) -> PageRelation:
    claims = tuple(claim for _, claim in said)
    return PageRelation(
        subject=ends[0],
        object=ends[1],
        relation=ends[2],
        claims=claims,
        ids=tuple(name for name, _ in said),
        sums=sums_of(as_reports(map(fact_of, claims), reprints)),
    )


def _newest_first(named: tuple[str, Claim]) -> tuple[int, str, int, str]:
    name, claim = named
    day = day_number(date_of(claim))
    return (10**7 if day is None else -day, claim.article, claim.cue.start, name)


def _ends(claim: Claim, place: Mapping[str, int]) -> tuple[int, int, str]:
    subject, target = place[claim.subject.actor], place[claim.object.actor]
    if relation_named(claim.relation).symmetric and subject > target:
        subject, target = target, subject
    return subject, target, claim.relation


def _actors(claims: list[Claim], catalogue: Mapping[str, Actor]) -> tuple[PageActor, ...]:
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for claim in claims:
        mentions[claim.subject.actor].append(claim.subject)
        if claim.object.actor != claim.subject.actor:
            mentions[claim.object.actor].append(claim.object)
    return tuple(_actor(key, mentions[key], catalogue.get(key)) for key in sorted(mentions))


def _actor(key: str, mentions: list[Mention], known: Actor | None) -> PageActor:
    name = known.name if known else _commonest(mention.name for mention in mentions)
    return PageActor(
        id=key,
        name=name,
        kind=known.kind if known else _commonest(mention.kind for mention in mentions),
        aliases=_aliases(name, mentions, known),
        bonds=known.bonds if known else (),
        claims=len(mentions),
    )


def _aliases(name: str, mentions: list[Mention], known: Actor | None) -> tuple[str, ...]:
    """Return the catalogue's aliases, then the commonest names that the texts use."""
    written = Counter(mention.text for mention in mentions if _is_name(mention.text))
    in_texts = sorted(written, key=lambda text: (-written[text], text))
    every = dict.fromkeys([*(known.aliases if known else ()), *in_texts[:MOST_ALIASES]])
    return tuple(alias for alias in every if alias != name)


def _is_name(text: str) -> bool:
    caseless = text.upper() == text.lower()
    long = len(text) > LONGEST_ALIAS
    return (
        bool(text)
        and not long
        and text.lower() not in PRONOUNS
        and (caseless or text != text.lower())
    )


def _commonest(values: Iterable[str]) -> str:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))
