"""A graph as Python sees it: open one, add articles, ask, take it away as networkx or a page."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import networkx as nx

from actorgraph.errors import InputError
from actorgraph.graph.networks import network
from actorgraph.graph.store import StoreSettings, Table, open_store
from actorgraph.graph.stored import RelationRow
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.inference import Inference
from actorgraph.queries.building import Build, build
from actorgraph.queries.claim_sources import store_source
from actorgraph.queries.page import PageExtras, PageReport, write_page
from actorgraph.queries.page_filters import PageFilters


class Graph:
    """A graph of claims, in a folder (a private Neo4j is started for it) or on a Neo4j server.

        with actorgraph.Graph("syria.db") as graph:
            graph.add("articles/*.txt")
            graph.query("MATCH (a)-[r:ATTACKS]->(b) RETURN a.name, b.name, r.claims")

    Raises StoreError where neither can be had.
    """

    def __init__(self, address: str | Path, settings: StoreSettings | None = None) -> None:
        self.store = open_store(address, settings)
        self._readers: dict[str, ClaimReader] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; a local engine stays warm for ten minutes."""
        self.store.close()

    def add(self, *paths: str | Path, pipeline: str = "english") -> Build:
        """Read files, folders or globs into the graph; adding them twice changes nothing.

        Raises the first InputError once everything that can be read is in the graph.
        """
        errors: list[InputError] = []
        reader = self._readers.setdefault(pipeline, ClaimReader(pipeline))
        built = build(map(str, paths), self.store, lambda: reader, report=errors.append)
        for error in errors:
            if error.exit_code:
                raise error
        return built

    def query(self, cypher: str, **parameters: Any) -> Table:
        """Run Cypher that only reads; values come as plain Python."""
        return self.store.query(cypher, parameters)

    def sparql(self, query: str, *, infer: bool = False) -> Table:
        """Run SPARQL that only reads over the graph as RDF; `infer` adds the graph ag:inferred."""
        found = store_source(self.store).sparql(query, infer=infer)
        return Table(columns=found.columns, rows=tuple(found.rows))

    def inferred(self) -> Iterator[Inference]:
        """Yield what follows from the claims by rule; none of it is kept in the graph."""
        return store_source(self.store).inferred()

    def claims(self) -> Iterator[Claim]:
        """Yield every claim, in the order of articles and words."""
        return self.store.claims()

    def articles(self) -> Iterator[Article]:
        """Yield every article with its text."""
        return self.store.articles()

    def actors(self) -> Iterator[Actor]:
        """Yield every actor that a claim names."""
        return self.store.actors()

    def relations(self) -> Iterator[RelationRow]:
        """Yield who does what to whom, with the sums over its claims, most claims first."""
        return self.store.relations()

    def network(self) -> "nx.MultiDiGraph[str]":
        """Return the graph as networkx: actors are nodes, relations are edges with their sums."""
        return network(self.claims())

    def page(
        self, out: str | Path, *, title: str = "Graph of claims", filters: PageFilters | None = None
    ) -> PageReport:
        """Write the interactive page, one HTML file."""
        return page(self.claims(), out, title=title, filters=filters, actors=self.actors())


def page(
    claims: Iterable[Claim],
    out: str | Path,
    *,
    title: str = "Graph of claims",
    filters: PageFilters | None = None,
    actors: Iterable[Actor] = (),
) -> PageReport:
    """Write the interactive page of these claims, one HTML file."""
    extras = PageExtras(actors=tuple(actors))
    return write_page(claims, Path(out), title=title, filters=filters, extras=extras)
