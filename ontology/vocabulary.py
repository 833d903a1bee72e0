"""The relations and kinds of actor: frozen values, read once from actor_relations.ttl."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

from actorgraph.errors import UnknownRelation

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation of the ontology.

    `plover` is the PLOVER root and `quad` the quad class (1 verbal cooperation, 2 material
    cooperation, 3 verbal conflict, 4 material conflict); both are None for lasting ties.
    `goldstein` is the mean CAMEO Goldstein weight (-10 to 10); `modes` gives a mode's own weight.
    `places` says whether a place can be the object, as Aleppo can of an attack.
    """

    name: str
    label: str
    definition: str
    symmetric: bool
    plover: str | None = None
    quad: int | None = None
    goldstein: float | None = None
    cameo: tuple[str, ...] = ()
    modes: tuple[tuple[str, float], ...] = ()
    places: bool = False

    @property
    def lasting(self) -> bool:
        """Whether it is a lasting tie rather than an event."""
        return self.plover is None

    @property
    def neo4j_type(self) -> str:
        """The type of the relationship in Neo4j: ATTACKS for attacks."""
        return self.name.upper()

    def weight(self, mode: str | None) -> float | None:
        """Return the Goldstein weight of the mode, or the relation's own."""
        return dict(self.modes).get(mode or "", self.goldstein)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of actor; `parent` is the broader kind, or None at the top."""

    name: str
    label: str
    definition: str
    parent: str | None = None


class _ReadOnce(Mapping[str, T]):
    """A mapping that is read from the Turtle file when it is first looked at.

    Reading takes longer than a command that needs none of it, such as a query.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def _found(self) -> Mapping[str, T]:
        from actorgraph.ontology import turtle  # noqa: PLC0415  # rdflib is slow

        found: Mapping[str, T] = getattr(turtle, self._name)()
        return found

    def __getitem__(self, key: str) -> T:
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


RELATIONS: Mapping[str, Relation] = _ReadOnce("read_relations")
KINDS: Mapping[str, Kind] = _ReadOnce("read_kinds")


@cache
def relation_named(name: str) -> Relation:
    """Return the relation with this name, or raise UnknownRelation with the nearest one."""
    try:
        return RELATIONS[name]
    except KeyError:
        raise UnknownRelation(name, RELATIONS) from None
