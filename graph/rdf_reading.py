"""Claims read back from RDF files, ours and other people's, an article's graph at a time.

In a file whose graphs stand each in one piece, as we write them, one graph is in memory at a time.
Any other file (Turtle, which has no graphs, or graphs in pieces) is first laid into a store on
disk, and its claims are looked up there in the order in which the file names them.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from actorgraph.errors import ActorGraphError, BadRecord, UnreadableFile
from actorgraph.graph.rdf_file import FORMATS, opened
from actorgraph.graph.rdf_formats import RdfForm, rdf_form
from actorgraph.ontology.claim_of_rdf import CLAIM, TYPE, Nodes, claim_of, shown
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.oxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    parse,
)

MOST_QUADS = 500_000  # of one graph that is held in memory
SMALL = 20_000_000  # bytes of a file that is laid into memory rather than on disk
STREAMING = RdfFormat.from_media_type(
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#streaming"'
)

Report = Callable[[BadRecord], None]
Found = dict[NamedNode, list[Any]]


def read_rdf(path: str, report: Report) -> Iterator[Claim]:
    """Yield the claims of an RDF file in the order of the file.

    `report` is told of each claim that lacks something, by its node; the rest goes on. Raises
    UnreadableFile where the file itself cannot be read.
    """
    syntax = _syntax(path)
    if _in_pieces(path, syntax):
        yield from _looked_up(path, syntax, report)
    else:
        yield from _streamed(path, syntax, report)


def _syntax(path: str) -> RdfFormat:
    """Return the format; JSON-LD whose keys are not in streaming's order is read as a whole."""
    form = rdf_form(path)
    if form is None:
        raise UnreadableFile(path, "the name tells no RDF format (.trig, .ttl, .nq, .jsonld)")
    if form is not RdfForm.JSONLD or STREAMING is None:
        return FORMATS[form]
    try:
        for _ in _quads(path, STREAMING):
            pass
    except UnreadableFile:
        return FORMATS[form]
    return STREAMING


def _quads(path: str, syntax: RdfFormat) -> Iterator[Quad]:
    with opened(path, "r") as file:
        try:
            yield from parse(file, syntax)
        except (SyntaxError, EOFError, OSError, UnicodeDecodeError) as error:
            reason = error.msg if isinstance(error, SyntaxError) else str(error)
            raise UnreadableFile(path, reason) from error


def _in_pieces(path: str, syntax: RdfFormat) -> bool:
    """Return whether the file must be laid out first: no graphs, graphs in pieces, or huge ones."""
    seen: set[object] = set()
    for graph, run in groupby(quad.graph_name for quad in _quads(path, syntax)):
        if graph in seen or isinstance(graph, DefaultGraph) or sum(1 for _ in run) > MOST_QUADS:
            return True
        seen.add(graph)
    return False


def _streamed(path: str, syntax: RdfFormat, report: Report) -> Iterator[Claim]:
    for _, run in groupby(_quads(path, syntax), key=lambda quad: quad.graph_name):
        yield from _claims_together(run, path, report)


def _claims_together(run: Iterable[Quad], path: str, report: Report) -> Iterator[Claim]:
    nodes: dict[Any, Found] = {}
    claims: dict[Any, None] = {}
    for quad in run:
        nodes.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
        if quad.predicate == TYPE and quad.object == CLAIM:
            claims[quad.subject] = None
    yield from _claims(claims, lambda node: nodes.get(node, {}), path, report)


def _looked_up(path: str, syntax: RdfFormat, report: Report) -> Iterator[Claim]:
    small = Path(path).stat().st_size < SMALL and not path.endswith(".gz")
    with tempfile.TemporaryDirectory(prefix="actorgraph-") as folder:
        # The store is nobody's but the generator's, so that it is closed before its folder goes.
        yield from _from_store(Store() if small else Store(f"{folder}/rdf"), path, syntax, report)


def _from_store(store: Store, path: str, syntax: RdfFormat, report: Report) -> Iterator[Claim]:
    def found(node: Any) -> Found:
        values: Found = {}
        for quad in store.quads_for_pattern(node, None, None, None):
            values.setdefault(quad.predicate, []).append(quad.object)
        return values

    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as order:
        store.bulk_extend(_noting(_quads(path, syntax), order))
        order.seek(0)
        yield from _claims(_noted(order, store), found, path, report)


def _noting(quads: Iterable[Quad], order: TextIO) -> Iterator[Quad]:
    """Pass quads on, and note each claim's node on disk.

    Another look into the file would give other names to nodes without one.
    """
    for quad in quads:
        if quad.predicate == TYPE and quad.object == CLAIM:
            order.write(f"{quad.subject}\n")
        yield quad


def _noted(order: TextIO, store: Store) -> Iterator[Any]:
    """Yield each claim's node once."""
    for line in order:
        text = line.rstrip("\n")
        node = BlankNode(text[2:]) if text.startswith("_:") else NamedNode(text[1:-1])
        if found := list(store.quads_for_pattern(node, TYPE, CLAIM, None)):
            for quad in found:
                store.remove(quad)
            yield node


def _claims(claims: Iterable[Any], nodes: Nodes, path: str, report: Report) -> Iterator[Claim]:
    for node in claims:
        try:
            yield claim_of(node, nodes)
        except ActorGraphError as error:
            report(BadRecord(path, shown(node), str(error)))
