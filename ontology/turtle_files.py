"""The ontology's Turtle files: which there are, and all of them as one graph.

Only actor_relations.ttl is read at import, by vocabulary.py; the others where they are asked for.
"""

from functools import cache
from importlib.resources import files

from rdflib import Graph

FOLDER = files("actorgraph.ontology")

PARTS = {
    "actor_relations.ttl": "relations, modes and kinds of actor",
    "relation_modes.ttl": "each mode as a relation of its own",
    "claim_terms.ttl": "claims, articles and mentions",
    "plover.ttl": "PLOVER 0.8 as a concept scheme",
    "cameo.ttl": "CAMEO 1.1 as a concept scheme",
    "alignments.ttl": "what corresponds to our terms in other vocabularies",
}
SHAPES = "shapes.ttl"


def parsed(*names: str) -> Graph:
    """Return the Turtle files of these names as one graph that the caller may change."""
    graph = Graph()
    for name in names:
        graph.parse(data=FOLDER.joinpath(name).read_text(encoding="utf-8"), format="turtle")
    return graph


@cache
def ontology() -> Graph:
    """Return the whole ontology, without the shapes; it is read once (about two seconds)."""
    return parsed(*PARTS)


@cache
def shapes() -> Graph:
    """Return the SHACL shapes; they are read once."""
    return parsed(SHAPES)
