"""CAMEO codes of events as relations and modes, by the concept scheme of the ontology."""

from functools import cache

from rdflib import SKOS, URIRef

from actorgraph.loaders.coded.coded_events import NotTaken
from actorgraph.ontology.turtle import AG
from actorgraph.ontology.turtle_files import parsed
from actorgraph.ontology.vocabulary import RELATIONS


def relation_of(code: str) -> tuple[str, str | None]:
    """Return the relation and mode of a CAMEO code of two to four digits.

    Raises NotTaken where it has none, as the statements of 01 have.
    """
    text = code.strip()
    if not text.isdigit():
        message = f"{code!r} is no CAMEO code"
        raise NotTaken(message)
    if text not in _modes() and f"0{text}" in _modes():
        text = f"0{text}"  # a spreadsheet took the zero away
    for end in range(len(text), 1, -1):
        for relation in RELATIONS.values():
            if text[:end] in relation.cameo:
                return relation.name, _mode(text)
    message = f"CAMEO {text} has no relation here"
    raise NotTaken(message)


def _mode(code: str) -> str | None:
    for end in range(len(code), 1, -1):
        if mode := _modes().get(code[:end]):
            return mode
    return None


@cache
def _modes() -> dict[str, str]:
    """Return the mode of each code, "" where it has none of its own; read once (a second)."""
    graph = parsed("cameo.ttl", "plover.ttl", "actor_relations.ttl")
    found = {}
    for concept, code in graph.subject_objects(SKOS.notation):
        if (concept, SKOS.inScheme, AG.CAMEO) in graph:
            matches = filter(_is_mode, graph.objects(concept, SKOS.closeMatch))
            modes = [str(graph.value(match, SKOS.notation)) for match in matches]
            found[str(code)] = modes[0] if modes else ""
    return found


def _is_mode(match: object) -> bool:
    return isinstance(match, URIRef) and not str(match).removeprefix(AG).startswith("PLOVER-")
