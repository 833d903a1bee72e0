"""A graph as Python sees it: open one, add articles, ask, take it away as networkx or a page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import networkx as nx

from actorgraph.errors import BadRecord, InputError
from actorgraph.graph.coded_networks import claims_in
from actorgraph.graph.findings import Finding
from actorgraph.graph.history import LogEntry
from actorgraph.graph.limits import Limits
from actorgraph.graph.loading import Load
from actorgraph.graph.merges import Merge
from actorgraph.graph.networks import ClaimFilter
from actorgraph.graph.readings import readings_of
from actorgraph.graph.sampling import Sample, SampleSettings
from actorgraph.graph.searching import Found
from actorgraph.graph.store import StoreSettings, Table, open_store
from actorgraph.graph.stored import RelationRow
from actorgraph.graph.tables import Rows
from actorgraph.graph.verdict_file import read_verdicts
from actorgraph.graph.verdicts import Added
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.articles import Article
from actorgraph.ontology.catalogue import shipped
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.inference import Inference
from actorgraph.ontology.notebook_html import table_html
from actorgraph.ontology.verdicts import Check
from actorgraph.queries.building import Build, build
from actorgraph.queries.claim_sources import store_source
from actorgraph.queries.coding_page import write_coding_page
from actorgraph.queries.default_graph import default_graph
from actorgraph.queries.page import PageExtras, PageReport, write_page
from actorgraph.queries.page_filters import PageFilters
from actorgraph.queries.question_methods import Ask
from actorgraph.queries.refitting import Method, Refit, refit
from actorgraph.queries.verdict_report import VerdictReport, verdict_report

COUNTS = (
    "CALL () { MATCH (c:Claim) RETURN count(c) AS claims, min(c.first) AS first, "
    "max(c.last) AS last } "
    "RETURN COUNT { (:Actor) } AS actors, COUNT { (:Place) } AS places, "
    "COUNT { (:Actor|Place)-[r]->(:Actor|Place) WHERE r.claims IS NOT NULL } AS relations, "
    "claims, COUNT { (:Article) } AS articles, first, last"
)


class Graph:
    """A graph of claims, in a folder (a private Neo4j is started for it) or on a Neo4j server.

        with actorgraph.Graph("syria.db") as graph:
            graph.add("articles/*.txt")
            graph.query("MATCH (a)-[r:ATTACKS]->(b) RETURN a.name, b.name, r.claims")

    Without an address it is the graph that the command line takes: ACTORGRAPH_GRAPH, else the
    file of settings, else `actorgraph.db` here. Raises StoreError where it cannot be had.
    """

    def __init__(
        self, address: str | Path | None = None, settings: StoreSettings | None = None
    ) -> None:
        self.store = open_store(address or default_graph(), settings)
        self._closed = False

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
        self._closed = True
        self.store.close()

    def __repr__(self) -> str:
        return f"Graph({self.store.address!r})"

    def _repr_html_(self) -> str:
        """Return how much of each sort is in the graph, for notebooks."""
        if self._closed:
            return table_html(("graph",), [(self.store.address,)], "It is closed.")
        counts = self.store.query(COUNTS)
        rows = [(self.store.address, *counts.rows[0])]
        return table_html(("graph", *counts.columns), rows)

    def add(self, *paths: str | Path, pipeline: str = "english", reprints: bool = True) -> Build:
        """Read files, folders or globs into the graph; adding them twice changes nothing.

        With `reprints` articles that print one report count as one source. Raises the first
        InputError once everything that can be read is in the graph.
        """
        errors: list[InputError] = []
        built = build(
            map(str, paths), self.store, lambda: _reader(pipeline), report=errors.append,
            reprints=reprints,
        )  # fmt: skip
        for error in errors:
            if error.exit_code:
                raise error
        return built

    def remove(self, *articles: str) -> int:
        """Remove articles with their claims; return how many claims those were."""
        return sum(self.store.remove(article) for article in articles)

    def merge(self, into: str, merged: str) -> int:
        """Make the second actor the first, by id or name; later loads heed it, `split` undoes it.

        Returns how many claims went over. Raises UnknownActor or BadMerge.
        """
        return self.store.merge(into, merged)

    def split(self, actor: str) -> tuple[list[str], int]:
        """Take the actor out of its merge, or all out of it; return their ids, and claims moved."""
        return self.store.split(actor)

    def merges(self) -> Iterator[Merge]:
        """Yield which actors were merged."""
        return self.store.merges()

    def contradictions(self) -> Iterator[tuple[Claim, Claim]]:
        """Yield each denied claim with each claim that asserts the same of the same time."""
        return self.store.contradictions()

    def check(self, *, repair: bool = False) -> Iterator[Finding]:
        """Yield what is not as the claims say; with `repair`, sums and such are put right."""
        return self.store.check(repair=repair)

    def log(self) -> Iterator[LogEntry]:
        """Yield the loads, removals, merges and splits, the oldest first."""
        return self.store.log()

    def dump(self, path: str | Path) -> dict[str, int]:
        """Write the whole graph into one file; return how many lines of each sort it has."""
        return self.store.dump(path)

    def restore(self, path: str | Path) -> None:
        """Write a dump into this graph, which has to be empty."""
        self.store.restore(path)

    def query(self, cypher: str, **parameters: Any) -> Table:
        """Run Cypher that only reads; values come as plain Python."""
        return self.store.query(cypher, parameters)

    def stream(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limits: Limits | None = None,
    ) -> Rows:
        """Run Cypher that only reads; rows come as they are asked for, so memory stays small."""
        return self.store.stream(cypher, parameters, limits=limits)

    @property
    def ask(self) -> Ask:
        """The questions that ship, each a method, and `ask("mine.cypher", …)` for your own.

        >>> graph.ask.neighbours("Russia", since="2016-10").to_pandas()
        >>> graph.ask.rivals("Russia")[0].other
        'United States'
        >>> graph.ask("neighbours", actor="Russia")

        Rows are named tuples; docs/questions.md has all questions. They raise BadParameter,
        UnknownActor or AmbiguousActor; a name that is none, AttributeError or UnknownQuestion.
        """
        return Ask(self.store)

    def sparql(self, query: str, *, infer: bool = False) -> Table:
        """Run SPARQL that only reads over the graph as RDF; `infer` adds the graph ag:inferred."""
        found = store_source(self.store).sparql(query, infer=infer)
        return Table(columns=found.columns, rows=tuple(found.rows))

    def inferred(self) -> Iterator[Inference]:
        """Yield what follows from the claims by rule; none of it is kept in the graph."""
        return store_source(self.store).inferred()

    def search(self, words: str, *, most: int = 20) -> Iterator[Found]:
        """Yield the articles with these words, with a passage and the claims found in them.

        >>> for found in graph.search("ceasefire AND Idlib"): print(found.passage)

        Raises BadQuery for words that Lucene cannot read.
        """
        return self.store.search(words, most=most)

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

    def network(
        self, only: ClaimFilter | None = None, *, evidence: bool = False
    ) -> "nx.MultiDiGraph[str]":
        """Return the graph as networkx: actors are nodes, relations are edges with their sums.

        `only.actors` may be any names. With `evidence`, edges carry their claims, and
        `add_network` gives them back exactly. Raises UnknownActor or AmbiguousActor.
        """
        if only and only.actors:
            names = self.store.actor_names()
            only = replace(only, actors=frozenset(map(names.resolve, only.actors)))
        return self.store.network(only, evidence=evidence)

    def add_network(self, network: "nx.MultiDiGraph[str]", *, coded_by: str | None = None) -> Load:
        """Add the claims that a network's edges carry, or edges made by hand as claims coded so.

        Articles that the graph has already are left as they are: a network may hold only some of
        their claims. Raises NotANetwork with what lacks; then nothing is added.
        """
        known = self.store.known()
        claims = [
            claim
            for claim in claims_in(network, coded_by=coded_by)
            if claim.article not in known or claim.article == claim.data_id
        ]
        return self.store.load(readings_of(claims), actors=shipped().actors)

    def page(
        self, out: str | Path, *, title: str = "Graph of claims", filters: PageFilters | None = None
    ) -> PageReport:
        """Write the interactive page, one HTML file."""
        return page(
            self.store.merged_claims(), out, title=title, filters=filters, actors=self.actors(),
            checks=self.store.checks(),
        )  # fmt: skip

    def sample(self, out: str | Path, settings: SampleSettings | None = None) -> Sample:
        """Draw claims, and write the page on which a coder says what is right about them.

        `settings.actors` may be any names. Raises NothingToCode, UnknownActor, AmbiguousActor.
        """
        chosen = settings or SampleSettings()
        if chosen.actors:
            names = self.store.actor_names()
            chosen = replace(chosen, actors=frozenset(map(names.resolve, chosen.actors)))
        drawn = self.store.sample(chosen)
        write_coding_page(drawn, Path(out))
        return drawn

    def add_verdicts(self, *files: str | Path) -> Added:
        """Keep the verdicts of coders' files; raises the first BadRecord once the rest is kept."""
        errors: list[BadRecord] = []
        added = self.store.add_verdicts(
            verdict for file in files for verdict in read_verdicts(file, errors.append)
        )
        if errors:
            raise errors[0]
        return added

    def verdict_report(self) -> VerdictReport:
        """Return precision by relation and field with intervals, and how far coders agree."""
        return verdict_report(self.store.verdicts(), self.store.claims_by_relation())

    def refit(self, method: Method = Method.AUTO) -> Refit:
        """Fit the claims' confidence to the verdicts, if that makes it better; later loads, too.

        `self.store.calibrate(None)` takes it back. Raises TooFewVerdicts, MissingExtra.
        """
        made = refit(self.store.verdicts(), self.store.claims_by_relation(), method)
        if made.better:
            self.store.calibrate(made.calibration)
        return made


@cache
def _reader(pipeline: str) -> ClaimReader:
    """Return the reader, which takes seconds to make: every graph of a process uses the same."""
    return ClaimReader(pipeline)


def page(
    claims: Iterable[Claim],
    out: str | Path,
    *,
    title: str = "Graph of claims",
    filters: PageFilters | None = None,
    actors: Iterable[Actor] = (),
    checks: Mapping[str, Check] | None = None,
) -> PageReport:
    """Write the interactive page of these claims, one HTML file."""
    extras = PageExtras(actors=tuple(actors), checks=checks or {})
    return write_page(claims, Path(out), title=title, filters=filters, extras=extras)
