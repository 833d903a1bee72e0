"""Claims in RDF files: Turtle, TriG, N-Quads and JSON-LD, written as a stream."""

import gzip
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from actorgraph.errors import UnreadableFile, UsageError
from actorgraph.graph.rdf_formats import RdfForm, rdf_form
from actorgraph.graph.rdf_json import write_json_ld
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claim_iris import PREFIXES
from actorgraph.ontology.claim_rdf import Triples, article_runs
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.inference import Inference
from actorgraph.ontology.inference_rdf import GRAPH, inference_triples
from actorgraph.ontology.oxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

STANDARD = "-"
FORMATS = {
    RdfForm.TRIG: RdfFormat.TRIG,
    RdfForm.TURTLE: RdfFormat.TURTLE,
    RdfForm.NQUADS: RdfFormat.N_QUADS,
    RdfForm.JSONLD: RdfFormat.JSON_LD,
}


def write_rdf(
    claims: Iterable[Claim],
    path: str | Path,
    form: RdfForm | None = None,
    *,
    articles: Iterable[Article] = (),
    inferred: Iterable[Inference] = (),
) -> int:
    """Write claims as RDF, "-" for standard output; return how many.

    The format is told by the file's name unless it is given; a name that ends in ".gz" is packed.
    Claims of one article should come together. `articles` gives texts in the order of the claims,
    for what stands around each quotation. `inferred` goes into the graph ag:inferred.
    """
    form = form or rdf_form(str(path))
    if form is None:
        message = f"{path}: the name tells no RDF format; end it in .trig, .ttl, .nq or .jsonld"
        raise UsageError(message)
    counted = _Counted(claims)
    graphs = rdf_graphs(counted, form, articles=articles, inferred=inferred)
    with opened(str(path), "w") as file:
        if form is RdfForm.JSONLD:
            write_json_ld(graphs, file)
        elif form is RdfForm.TURTLE:
            triples = (Triple(*one) for _, found in graphs for one in found)
            serialize(triples, file, FORMATS[form], prefixes=PREFIXES)
        else:
            serialize(quads(graphs), file, FORMATS[form], prefixes=PREFIXES)
    return counted.count


def rdf_graphs(
    claims: Iterable[Claim],
    form: RdfForm = RdfForm.NQUADS,
    *,
    articles: Iterable[Article] = (),
    inferred: Iterable[Inference] = (),
) -> Iterator[tuple[NamedNode, Triples]]:
    """Yield the graph of each article with its triples, then that of what was inferred."""
    yield from article_runs(claims, articles)
    first = next(given := iter(inferred), None)
    if first is not None:
        both = (one for part in ((first,), given) for one in part)
        yield GRAPH, inference_triples(both, plain=form is not RdfForm.TURTLE)


def quads(graphs: Iterable[tuple[NamedNode, Triples]]) -> Iterator[Quad]:
    """Yield the quads of named graphs."""
    for graph, triples in graphs:
        for subject, predicate, value in triples:
            yield Quad(subject, predicate, value, graph)


class _Counted:
    """Passes claims on and counts them."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.count, self._claims = 0, claims

    def __iter__(self) -> Iterator[Claim]:
        for claim in self._claims:
            self.count += 1
            yield claim


@contextmanager
def opened(name: str, mode: str) -> Iterator[IO[bytes]]:
    """Open a file to read ("r") or write ("w") bytes; standard output stays open."""
    if name == STANDARD:
        yield sys.stdin.buffer if mode == "r" else sys.stdout.buffer
        return
    try:
        file = (gzip.open if name.endswith(".gz") else open)(name, f"{mode}b")
    except OSError as error:
        raise UnreadableFile(name, error.strerror or str(error)) from error
    with cast("IO[bytes]", file) as stream:
        yield stream
