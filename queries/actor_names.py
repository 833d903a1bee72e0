"""Names for the actors and places of a graph: by id, name or alias, however it is spelt."""

from collections import defaultdict

from rapidfuzz import fuzz, process

from actorgraph.errors import AmbiguousActor, UnknownActor
from actorgraph.graph.read_only import Limits
from actorgraph.graph.store import Store
from actorgraph.ontology.catalogue import shipped
from actorgraph.ontology.spelling import alias_key

EVERY = Limits(seconds=600, rows=1_000_000_000)
NODES = (
    "MATCH (a:Actor|Place) RETURN a.id AS id, a.name AS name, coalesce(a.aliases, []) AS aliases, "
    "a:Place AS place ORDER BY place, id"
)
MERGED = "MATCH (m:Merge) RETURN m.id AS id, m.into AS into"
NEAR = 60  # rapidfuzz score from which a name is offered
OFFERED = 10


class ActorNames:
    """The names by which a graph's actors, and where no actor has them its places, are found.

    An exact id goes before a name, a name before an alias, and an alias of the graph before one
    that only the catalogue knows.
    """

    def __init__(self, store: Store) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        self._aliases: dict[str, set[str]] = defaultdict(set)
        self._places: dict[str, set[str]] = defaultdict(set)
        self._ids: set[str] = set()
        for id_, name, aliases, place in store.stream(NODES, limits=EVERY).rows:
            self._ids.add(id_)
            (self._places if place else self._names)[alias_key(name)].add(id_)
            for alias in aliases:
                self._aliases[alias_key(alias)].add(id_)
        self._merged: dict[str, str] = dict(store.stream(MERGED, limits=EVERY).rows)

    def resolve(self, name: str) -> str:
        """Return the id of the actor of this name, after merges.

        Raises UnknownActor with names that are near, and AmbiguousActor with the ids.
        """
        merged = self._merged.get(name, name)
        if merged in self._ids:
            return str(merged)
        key = alias_key(name)
        for names in (self._names, self._aliases, self._places):
            found = names.get(key, set())
            if len(found) > 1:
                raise AmbiguousActor(name, found)
            if found:
                return next(iter(found))
        for actor in shipped().named(name):
            if (id_ := self._merged.get(actor.id, actor.id)) in self._ids:
                return str(id_)
        raise UnknownActor(name, self._near(key))

    def _near(self, key: str) -> list[str]:
        known = [*self._names, *self._aliases, *self._places]
        found = process.extract(key, known, scorer=fuzz.WRatio, limit=OFFERED, score_cutoff=NEAR)
        return [name for name, _, _ in found]
