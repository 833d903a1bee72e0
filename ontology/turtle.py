"""Reads the relations and kinds of actor from actor_relations.ttl."""

from functools import cache
from importlib.resources import files

from rdflib import Graph, Namespace
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import Node

from actorgraph.ontology.vocabulary import Kind, Relation

AG = Namespace("https://w3id.org/actorgraph/ontology#")
TURTLE = files("actorgraph.ontology").joinpath("actor_relations.ttl")


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


def read_relations() -> dict[str, Relation]:
    """Return the relations by name."""
    classes = (AG.EventRelation, AG.LastingTie)
    nodes = [node for kind in classes for node in _turtle().subjects(RDF.type, kind)]
    return {relation.name: relation for relation in map(_relation, sorted(nodes, key=str))}


def read_kinds() -> dict[str, Kind]:
    """Return the kinds of actor by name."""
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
