"""Finding actors in the catalogue: by any name, fuzzily, and what each is on a date."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from actorgraph.errors import UnknownActor
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.catalogue import Catalogue, folded, shipped

LIKE = 70  # rapidfuzz score from which a name counts as found


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownActor:
    """An actor with what the catalogue says of it: plain facts, and its ties on a date."""

    actor: Actor
    bonds: tuple[Bond, ...]
    held: tuple[tuple[Actor, Bond], ...]  # who leads it, speaks for it, is part of it


def find_actors(name: str, *, most: int = 10, catalogue: Catalogue | None = None) -> list[Actor]:
    """Return the actors whose names are most like this one, the likest first."""
    catalogue = catalogue or shipped()
    known = [actor.id for actor in catalogue.named(name)]
    wanted = folded(name).casefold()
    scored = [(_likeness(wanted, alias), actor) for alias, actor in catalogue.aliases()]
    found = sorted((entry for entry in scored if entry[0] >= LIKE), reverse=True)
    ids = dict.fromkeys([*known, *(actor for _, actor in found)])
    return [catalogue.actors[actor] for actor in list(ids)[:most]]


def _likeness(wanted: str, alias: str) -> float:
    """How like the alias, or the likest of its words, is to what is wanted: 0 to 100."""
    name = folded(alias).casefold()
    words = max((fuzz.ratio(wanted, word) for word in name.split()), default=0.0)
    return max(fuzz.ratio(wanted, name), words - 5)


def show_actor(
    name: str, date: str | None = None, *, catalogue: Catalogue | None = None
) -> ShownActor:
    """Return one actor by id or name, with its ties; with a date, those that hold then.

    Raises UnknownActor, which offers the nearest name.
    """
    catalogue = catalogue or shipped()
    actor = catalogue.actors.get(name) or next(iter(catalogue.named(name, date)), None)
    if actor is None:
        raise UnknownActor(name, (known.name for known in catalogue.actors.values()))
    return ShownActor(
        actor=actor,
        bonds=tuple(bond for bond in actor.bonds if date is None or bond.holds_on(date)),
        held=tuple(_held(catalogue, actor, date)),
    )


def _held(catalogue: Catalogue, actor: Actor, date: str | None) -> Iterator[tuple[Actor, Bond]]:
    for other, bond in catalogue.held.get(actor.id, ()):
        if date is None or bond.holds_on(date):
            yield catalogue.actors[other], bond
