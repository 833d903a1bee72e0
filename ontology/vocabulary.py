"""The relations and kinds of actor, read once from actor_relations.ttl into frozen values."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from rdflib import Graph, Namespace
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import Node

from actorgraph.errors import UnknownRelation

AG = Namespace("https://w3id.org/actorgraph/ontology#")
TURTLE = files("actorgraph.ontology").joinpath("actor_relations.ttl")


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


@cache
def _turtle() -> Graph:
    return Graph().parse(data=TURTLE.read_text(encoding="utf-8"), format="turtle")


def _text(subject: Node, predicate: Node) -> str | None:
    value = _turtle().value(subject, predicate)
    return None if value is None else str(value)


def _local(node: Node) -> str:
    return str(node).rsplit("#", 1)[-1]


def _relation(node: Node) -> Relation:
    quad, weight = _text(node, AG.quadClass), _text(node, AG.goldstein)
    symmetric = (node, RDF.type, AG.SymmetricRelation) in _turtle()
    modes = [
        (_text(mode, SKOS.notation) or "", float(_text(mode, AG.goldstein) or "nan"))
        for mode in _turtle().subjects(AG.modeOf, node)
    ]
    return Relation(
        name=_text(node, SKOS.notation) or "",
        label=_text(node, RDFS.label) or "",
        definition=_text(node, SKOS.definition) or "",
        symmetric=symmetric,
        plover=_text(node, AG.ploverRoot),
        quad=int(quad) if quad else None,
        goldstein=float(weight) if weight else None,
        cameo=tuple(sorted(str(code) for code in _turtle().objects(node, AG.cameoCode))),
        modes=tuple(sorted(modes)),
        places=_turtle().value(node, RDFS.range) == AG.Participant,
    )


def _relations() -> dict[str, Relation]:
    classes = (AG.EventRelation, AG.LastingTie)
    nodes = [node for kind in classes for node in _turtle().subjects(RDF.type, kind)]
    return {relation.name: relation for relation in map(_relation, sorted(nodes, key=str))}


def _kinds() -> dict[str, Kind]:
    kinds = {}
    nodes = sorted(_turtle().subjects(RDF.type, AG.KindOfActor), key=str)
    for node in nodes:
        parent = _turtle().value(node, RDFS.subClassOf)
        kinds[_local(node)] = Kind(
            name=_local(node),
            label=_text(node, RDFS.label) or "",
            definition=_text(node, SKOS.definition) or "",
            parent=_local(parent) if parent in nodes else None,
        )
    return kinds


RELATIONS = MappingProxyType(_relations())
KINDS = MappingProxyType(_kinds())


def relation_named(name: str) -> Relation:
    """Return the relation with this name, or raise UnknownRelation with the nearest one."""
    try:
        return RELATIONS[name]
    except KeyError:
        raise UnknownRelation(name, RELATIONS) from None
