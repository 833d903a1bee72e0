"""What follows from claims by rule; it is worked out anew each time and never kept among them.

Three rules, on claims that are stated as a fact and not denied:

- `symmetric`: who negotiates with somebody is negotiated with.
- `sub-relation`: an event of a mode is one of the finer relation that the ontology has for it.
- `part-of`: what an organ does, or what is done to it, its whole does or suffers: the air force's
  attack is the state's. Only for events, only for parts that act for their whole (`ORGANS`), over
  `part_of` ties of the catalogue that hold on the date, and over those that claims state. Where
  both sides are parts of one whole it is the whole's own affair, and the rule stops below it.

Members act for themselves, so `member_of` is not followed; nor are lasting ties passed on: who
leads a ministry does not lead the state.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.claims import Claim, Mention, Status
from actorgraph.ontology.sub_relations import sub_relation
from actorgraph.ontology.vocabulary import relation_named

ORGANS = frozenset((
    "Alliance", "ArmedGroup", "Court", "Government", "IGO", "Intelligence", "Legislature",
    "Military", "Ministry", "Police",
))  # fmt: skip
STEPS = 6  # of part-of, one after another


class Rule(StrEnum):
    """The rule by which something was inferred."""

    SYMMETRIC = "symmetric"
    SUB_RELATION = "sub-relation"
    PART_OF = "part-of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor at one end of an inferred statement."""

    actor: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """That a part belongs to a whole; `claim` is the id of the claim that says so.

    `claim` is None and `confidence` 1 where the catalogue says so.
    """

    part: str
    whole: Party
    claim: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """One statement that follows from one claim; several claims may give the same statement.

    `relation` is a relation of the ontology or, by the rule `sub-relation`, the name of a finer
    one. `rules` are those used, `ties` the part-of ties. `confidence` is that of the least sure of
    the claims behind it.
    """

    subject: Party
    relation: str
    object: Party
    claim: str
    rules: tuple[Rule, ...]
    ties: tuple[Tie, ...]
    confidence: float


def claimed_ties(claims: Iterable[Claim]) -> dict[str, tuple[Tie, ...]]:
    """Return by its part every part-of tie that claims state as a fact; the surest claim counts."""
    best: dict[tuple[str, str], Tie] = {}
    for claim in claims:
        if claim.relation == "part_of" and _stated(claim) and claim.subject.kind in ORGANS:
            key = (claim.subject.actor, claim.object.actor)
            if key not in best or best[key].confidence < claim.confidence:
                best[key] = Tie(
                    part=claim.subject.actor,
                    whole=_party(claim.object),
                    claim=claim.id,
                    confidence=claim.confidence,
                )
    found: dict[str, tuple[Tie, ...]] = {}
    for tie in best.values():
        found[tie.part] = (*found.get(tie.part, ()), tie)
    return found


def inferences(
    claims: Iterable[Claim], catalogue: Catalogue, ties: Mapping[str, tuple[Tie, ...]] | None = None
) -> Iterator[Inference]:
    """Yield what follows from each claim; `ties` are what `claimed_ties` found."""
    for claim in claims:
        if _stated(claim):
            yield from _follows(claim, _Wholes(catalogue, ties or {}, _date(claim)))


class _Wholes:
    """What actors are part of on a date."""

    def __init__(
        self, catalogue: Catalogue, ties: Mapping[str, tuple[Tie, ...]], date: str | None
    ) -> None:
        self._catalogue, self._claimed, self._date = catalogue, ties, date

    def above(self, party: Party) -> dict[str, tuple[Party, tuple[Tie, ...]]]:
        """Return the party itself and every whole around it, with the ties that lead there."""
        found: dict[str, tuple[Party, tuple[Tie, ...]]] = {party.actor: (party, ())}
        layer = [party]
        for _ in range(STEPS):
            after: list[Party] = []
            for part in layer:
                for tie in self._ties(part):
                    if tie.whole.actor not in found:
                        found[tie.whole.actor] = (tie.whole, (*found[part.actor][1], tie))
                        after.append(tie.whole)
            layer = after
        return found

    def _ties(self, part: Party) -> Iterator[Tie]:
        if part.kind not in ORGANS:
            return
        known = self._catalogue.actors.get(part.actor)
        for bond in known.bonds if known else ():
            if bond.relation == "part_of" and bond.holds_on(self._date):
                whole = self._catalogue.actors[bond.other]
                party = Party(actor=whole.id, name=whole.name, kind=whole.kind)
                yield Tie(part=part.actor, whole=party)
        yield from self._claimed.get(part.actor, ())


def _follows(claim: Claim, wholes: _Wholes) -> Iterator[Inference]:
    relation = relation_named(claim.relation)
    finer = sub_relation(claim.relation, claim.mode)
    for subject, obj, ties in _lifted(claim, wholes, lasting=relation.lasting):
        part_of = (Rule.PART_OF,) if ties else ()
        if ties:
            yield _inference(claim, (subject, claim.relation, obj), part_of, ties)
        if relation.symmetric:
            rules = (*part_of, Rule.SYMMETRIC)
            yield _inference(claim, (obj, claim.relation, subject), rules, ties)
        if finer:
            rules = (*part_of, Rule.SUB_RELATION)
            yield _inference(claim, (subject, finer, obj), rules, ties)


def _lifted(
    claim: Claim, wholes: _Wholes, *, lasting: bool
) -> Iterator[tuple[Party, Party, tuple[Tie, ...]]]:
    """Yield the two parties as they are, then with one or both of them as a whole around it."""
    first, second = _party(claim.subject), _party(claim.object)
    if lasting:
        yield first, second, ()
        return
    left, right = wholes.above(first), wholes.above(second)
    for subject, ties in left.values():
        for obj, more in right.values():
            raised = ties or more
            own_affair = (ties and subject.actor in right) or (more and obj.actor in left)
            if not (raised and own_affair):
                yield subject, obj, (*ties, *more)


def _inference(
    claim: Claim,
    said: tuple[Party, str, Party],
    rules: tuple[Rule, ...],
    ties: tuple[Tie, ...],
) -> Inference:
    subject, relation, obj = said
    return Inference(
        subject=subject,
        relation=relation,
        object=obj,
        claim=claim.id,
        rules=rules,
        ties=ties,
        confidence=min(claim.confidence, *(tie.confidence for tie in ties), 1.0),
    )


def _party(mention: Mention) -> Party:
    return Party(actor=mention.actor, name=mention.name, kind=mention.kind)


def _stated(claim: Claim) -> bool:
    return claim.status is Status.ACTUAL and not claim.denied


def _date(claim: Claim) -> str | None:
    return claim.when.date if claim.when else claim.source.published
