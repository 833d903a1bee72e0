"""A file of claims held against the rules: JSON lines by claim_rules.py, RDF by shapes.ttl."""

from collections.abc import Iterator
from pathlib import Path

from rdflib import RDF, Graph

from actorgraph.errors import BadRecord, BrokenClaim, InputError, UnknownKind, UnknownRelation
from actorgraph.graph.claim_file import read_claims
from actorgraph.graph.rdf_formats import RdfForm, rdf_form
from actorgraph.ontology.shape_checks import Violation, shape_violations
from actorgraph.ontology.turtle import AG


def check_file(path: str | Path) -> Iterator[Violation]:
    """Yield what in a file of claims breaks a rule, by line (JSON lines) or node (RDF).

    The file's name tells which it is (.trig, .ttl, .nq and .jsonld are RDF, also before ".gz").
    Lines are read one by one; RDF is held in memory, and about 30 claims a second are checked.
    Raises UnreadableFile, and MissingExtra where a library for RDF is not installed.
    """
    name = str(path)
    if form := rdf_form(name):
        yield from _in_rdf(name, form)
    else:
        yield from _in_lines(name)


def _in_lines(name: str) -> Iterator[Violation]:
    told: list[BadRecord] = []

    def take(error: InputError) -> None:
        if not isinstance(error, BadRecord):  # a shard that is not there is no broken claim
            raise error
        told.append(error)

    for _ in read_claims(name, take):
        yield from _taken(told)
    yield from _taken(told)


def _taken(told: list[BadRecord]) -> Iterator[Violation]:
    for error in told:
        for rule, message in _broken(error):
            yield Violation(file=error.path, node=error.where, rule=rule, message=message)
    told.clear()


def _broken(error: BadRecord) -> tuple[tuple[str, str], ...]:
    """Return the rules that a line breaks; what is no claim at all breaks the first of them."""
    match error.__cause__:
        case BrokenClaim(broken=broken):
            return tuple(broken)
        case UnknownRelation():
            return (("relation-known", error.reason),)
        case UnknownKind():
            return (("kind-known", error.reason),)
        case ValueError() if "Status" in error.reason:
            return (("status-known", error.reason),)
        case _:
            return (("fields-given", error.reason),)


def _in_rdf(name: str, form: RdfForm) -> Iterator[Violation]:
    # pyoxigraph is an extra, and slow to import.
    from actorgraph.graph.rdf_triples import rdf_triples  # noqa: PLC0415

    data = Graph()
    for triple in rdf_triples(name, form):
        data.add(triple)
    if (None, RDF.type, AG.Claim) not in data:
        message = "the file holds no ag:Claim"
        yield Violation(file=name, node="file", rule="fields-given", message=message)
    yield from shape_violations(data, name)
