"""Which actor or place of a graph a person means: by id, name or alias, however it is spelt."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from actorgraph.errors import AmbiguousActor, UnknownActor
from actorgraph.ontology.catalogue import shipped
from actorgraph.ontology.spelling import alias_key

Asked: TypeAlias = Callable[[str], Iterable[Sequence[Any]]]

NODES = (
    "MATCH (a:Actor|Place) RETURN a.id AS id, a.name AS name, coalesce(a.aliases, []) AS aliases, "
    "a:Place AS place ORDER BY place, id"
)
MERGED = (
    "MATCH (m:Merge) RETURN m.id AS id, m.into AS into, m.row AS row, m.asked AS asked, "
    "m.head AS head"
)
NEAR = 60  # rapidfuzz score from which a name is offered
OFFERED = 10


class ActorNames:
    """The names by which a graph's actors, and where no actor has them its places, are found.

    An exact id goes before a name, a name before an alias, and an alias of the graph before one
    that only the catalogue knows. Names that are only like the one asked for are offered, never
    taken. `asked` runs a query and gives its rows.
    """

    def __init__(self, asked: Asked) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        self._aliases: dict[str, set[str]] = defaultdict(set)
        self._places: dict[str, set[str]] = defaultdict(set)
        self._actors: set[str] = set()
        self._standing: dict[str, str] = {}
        for id_, name, aliases, place in asked(NODES):
            if place:
                self._places[alias_key(name)].add(id_)
                self._places[id_].add(id_)
            else:
                self._add(id_, name, aliases)
        for id_, into, row, head_id, head in asked(MERGED):
            self._standing[id_] = into
            for one, said in ((id_, row), (head_id, head)):
                kept = json.loads(said)
                self._add(one, kept["name"], kept.get("aliases") or ())

    def _add(self, id_: str, name: str, aliases: Iterable[str]) -> None:
        self._actors.add(id_)
        self._names[alias_key(name)].add(id_)
        for alias in aliases:
            self._aliases[alias_key(alias)].add(id_)

    def resolve(self, name: str) -> str:
        """Return the id of who stands for the actor of this name after merges, or of the place.

        Raises UnknownActor with names that are near, and AmbiguousActor with the ids.
        """
        if found := self._found(name, self._standing):
            return found
        places = self._places.get(name) or self._places.get(alias_key(name)) or set()
        if found := _only(name, places):
            return found
        for actor in shipped().named(name):
            if actor.id in self._actors:
                return self._standing.get(actor.id, actor.id)
        raise UnknownActor(name, self._near(name))

    def actor_named(self, name: str) -> str:
        """Return the id of the actor itself, be it merged into another or not.

        Here only the graph's own names count, since what follows is a change. Raises as `resolve`.
        """
        found = self._found(name, {})
        if found is None:
            raise UnknownActor(name, self._near(name))
        return found

    def _found(self, name: str, standing: Mapping[str, str]) -> str | None:
        if name in self._actors:
            return standing.get(name, name)
        key = alias_key(name)
        for names in (self._names, self._aliases):
            ids = names.get(key) or names.get(key.casefold()) or set()
            if found := _only(name, {standing.get(one, one) for one in ids}):
                return found
        return None

    def _near(self, name: str) -> list[str]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415  # most names are found

        known = [*self._names, *self._aliases, *self._places]
        found = process.extract(
            alias_key(name), known, scorer=fuzz.WRatio, limit=OFFERED, score_cutoff=NEAR
        )
        return [near for near, _, _ in found]


def _only(name: str, ids: Iterable[str]) -> str | None:
    """Return the id where there is one, None where there is none; raise AmbiguousActor."""
    every = sorted(ids)
    if len(every) > 1:
        raise AmbiguousActor(name, every)
    return every[0] if every else None
