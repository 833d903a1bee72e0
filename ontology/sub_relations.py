"""The finer relations of the ontology: ag:shells is ag:attacks with the mode of heavy weapons."""

from functools import cache
from importlib.resources import files

from rdflib import Graph
from rdflib.namespace import RDFS, SKOS

from actorgraph.ontology.claim_iris import RELATION_IRIS
from actorgraph.ontology.turtle import AG

TURTLE = ("actor_relations.ttl", "relation_modes.ttl")


def sub_relation(relation: str, mode: str | None) -> str | None:
    """Return the local name of the finer relation for this mode, or None where there is none."""
    return finer_relations().get((relation, mode)) if mode else None


@cache
def finer_relations() -> dict[tuple[str, str], str]:
    """Return the name of each finer relation by its broader one and its mode."""
    graph = Graph()
    for name in TURTLE:
        file = files("actorgraph.ontology").joinpath(name)
        graph.parse(data=file.read_text(encoding="utf-8"), format="turtle")
    return finer_in(graph)


def finer_in(graph: Graph) -> dict[tuple[str, str], str]:
    """Return the finer relations of an ontology: those below a relation that name their mode."""
    names = {iri: name for name, iri in RELATION_IRIS.items()}
    return {
        (names[str(broader)], str(graph.value(mode, SKOS.notation))): str(finer).removeprefix(AG)
        for finer, mode in graph.subject_objects(AG.hasMode)
        for broader in graph.objects(finer, RDFS.subPropertyOf)
        if str(broader) in names
    }
