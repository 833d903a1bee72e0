"""A graph as RDF on disk, for SPARQL: laid out once, and again when the claims are others."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from uuid import uuid4

from actorgraph.folders import cache_folder
from actorgraph.graph.rdf_file import lay_out, rdf_graphs
from actorgraph.ontology.claim_iris import digest
from actorgraph.ontology.claim_rdf import Triples
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.inference import Inference
from actorgraph.ontology.oxigraph import DefaultGraph, NamedNode, Quad
from actorgraph.ontology.oxigraph import Store as Quads

FORM = 2  # of the RDF; another number makes every view anew
STEP = 1_000  # claims between two words of progress

Progress = Callable[[int], None]


def view_of(
    name: str,
    state: str,
    claims: Callable[[], Iterable[Claim]],
    *,
    inferred: Callable[[], Iterable[Inference]] = tuple,
    progress: Progress = lambda _claims: None,
) -> Path:
    """Return the folder of the view of a graph or file, `name`; lay it out where there is none.

    Views stand in the cache folder, readable by their owner alone. Laying one out takes the memory
    of an article at a time, and replaces the view of an older state.
    """
    home = cache_folder() / "rdf" / digest(name)
    view = home / f"{FORM}-{state}"
    if view.is_dir():
        return view
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    older = list(home.iterdir())
    made = home / f"new-{uuid4().hex}"
    try:
        quads_on_disk = Quads(made)
        graphs = rdf_graphs(counted(claims(), progress), inferred=inferred())
        lay_out(quads_on_disk, _in_both(graphs))
        quads_on_disk.flush()
        del quads_on_disk  # it holds the folder's lock
        made.rename(view)
    finally:
        for folder in (made, *older):
            shutil.rmtree(folder, ignore_errors=True)
    return view


def _in_both(graphs: Iterable[tuple[NamedNode, Triples]]) -> Iterator[Quad]:
    """Yield each triple in its graph and in the default graph.

    The library can take all graphs for the default one, but then gives a triple that stands in two
    of them twice, and counts are wrong.
    """
    default = DefaultGraph()
    for graph, triples in graphs:
        for subject, predicate, value in triples:
            yield Quad(subject, predicate, value, graph)
            yield Quad(subject, predicate, value, default)


def counted(claims: Iterable[Claim], progress: Progress) -> Iterator[Claim]:
    """Pass claims on, and tell every thousand of them."""
    for count, claim in enumerate(claims, 1):
        yield claim
        if not count % STEP:
            progress(count)
