"""An RDF file's triples as terms of rdflib, whatever graph they stand in."""

from collections.abc import Iterator
from typing import Any

from rdflib import BNode, Literal, URIRef

from actorgraph.errors import UnreadableFile
from actorgraph.graph.rdf_file import FORMATS, opened
from actorgraph.graph.rdf_formats import RdfForm
from actorgraph.ontology import oxigraph

Term = URIRef | BNode | Literal


def rdf_triples(path: str, form: RdfForm) -> Iterator[tuple[Term, Term, Term]]:
    """Yield the triples of all graphs of a file; raises UnreadableFile with the line."""
    with opened(path, "r") as file:
        try:
            for quad in oxigraph.parse(file, FORMATS[form]):
                yield _term(quad.subject), _term(quad.predicate), _term(quad.object)
        except (SyntaxError, EOFError, OSError, UnicodeDecodeError) as error:
            reason = error.msg if isinstance(error, SyntaxError) else str(error)
            raise UnreadableFile(path, reason) from error


def _term(term: Any) -> Term:
    if isinstance(term, oxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, oxigraph.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == "http://www.w3.org/2001/XMLSchema#string":
        return Literal(term.value)  # rdflib takes a plain literal and an xsd:string for two
    return Literal(term.value, datatype=URIRef(datatype))
