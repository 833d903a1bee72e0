"""The RDF library as the package uses it; without it the message says what to install."""

from actorgraph.errors import MissingExtra

try:
    from pyoxigraph import (
        BlankNode,
        DefaultGraph,
        Literal,
        NamedNode,
        Quad,
        RdfFormat,
        Store,
        Triple,
        parse,
        serialize,
    )
except ModuleNotFoundError as error:
    what = "RDF"
    raise MissingExtra(what, "pyoxigraph", "rdf") from error

__all__ = [
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Quad",
    "RdfFormat",
    "Store",
    "Triple",
    "parse",
    "serialize",
]
