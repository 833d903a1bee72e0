"""RDF held against shapes.ttl with pyshacl: what breaks which rule, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from actorgraph.errors import MissingExtra
from actorgraph.ontology.turtle import AG
from actorgraph.ontology.turtle_files import parsed, shapes

KNOWN = ("actor_relations.ttl", "claim_terms.ttl")  # what the shapes look up: kinds, ranges, modes


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """What breaks a rule: in which file, at which line or node, and what to put right."""

    file: str
    node: str
    rule: str
    message: str


class _AskedAgain(Graph):
    """A graph that parses a query once: pyshacl asks those of the shapes anew at each node."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *args, **kwargs)


@lru_cache(maxsize=100)
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def shape_violations(data: Graph, file: str = "") -> Iterator[Violation]:
    """Yield what in the graph breaks a shape, in the order of the nodes' names.

    Raises MissingExtra where pyshacl is not installed.
    """
    try:
        from pyshacl import validate  # noqa: PLC0415 - heavy, and an extra
    except ModuleNotFoundError as error:
        what = "checking RDF"
        raise MissingExtra(what, "pyshacl", "rdf") from error

    whole = _AskedAgain()
    whole += data
    whole += _known()  # pyshacl would take only class axioms from an ont_graph
    _, report, _ = validate(whole, shacl_graph=shapes(), inplace=True)
    found = {
        Violation(
            file=file,
            node=str(report.value(result, SH.focusNode)),
            rule=_rule(report, result),
            message=_message(report, result),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    yield from sorted(found, key=lambda one: (one.node, one.rule, one.message))


@cache
def _known() -> Graph:
    return parsed(*KNOWN)


def _rule(report: Graph, result: Node) -> str:
    """Return the rule of the constraint, else of its shape."""
    for predicate in (SH.sourceConstraint, SH.sourceShape):
        source = report.value(result, predicate)
        if source is not None and (rule := shapes().value(source, AG.ruleName)):
            return str(rule)
    return "shape"


def _message(report: Graph, result: Node) -> str:
    message = str(report.value(result, SH.resultMessage))
    value = report.value(result, SH.value)
    told = value is None or value == report.value(result, SH.focusNode)
    return message if told else f"{message}; found {value}"
