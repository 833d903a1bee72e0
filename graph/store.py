"""The store: a graph of claims in Neo4j, in a local engine's folder or on a server."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from actorgraph.errors import StoreUnreachable, UnknownArticle
from actorgraph.graph import stored
from actorgraph.graph.connection import Connection, open_driver
from actorgraph.graph.engine import open_engine
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.jars import Progress as FetchProgress
from actorgraph.graph.loading import Load, Progress, load_readings
from actorgraph.graph.networks import ClaimFilter, Network
from actorgraph.graph.read_only import Limits, read_rows
from actorgraph.graph.readings import Reading, extractor_key
from actorgraph.graph.removal import remove_article
from actorgraph.graph.schema import check_schema, prepare_schema, schema_of
from actorgraph.graph.stored_networks import stored_network
from actorgraph.graph.tables import Rows, Table
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Extractor

LOCAL_DATABASE = "neo4j"
SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """How a store is opened; None for user, password and database asks the environment.

    That is ACTORGRAPH_USER, _PASSWORD and _DATABASE, else NEO4J_USERNAME, NEO4J_PASSWORD and
    NEO4J_DATABASE, as Aura's files of credentials name them.
    """

    user: str | None = None
    password: str | None = None
    database: str | None = None
    engine: EngineSettings | None = None


def open_store(
    address: str | Path,
    settings: StoreSettings | None = None,
    *,
    progress: FetchProgress = lambda _done, _total: None,
) -> "Store":
    """Open the graph in a folder (its engine is started or joined), or on a server by its address.

    `progress` is told of the bytes of Neo4j that the first use of a folder fetches.
    """
    settings = settings or StoreSettings()
    name = str(address)
    if name.startswith(SCHEMES):
        user = settings.user or _setting("USER", "NEO4J_USERNAME") or "neo4j"
        password = settings.password or _setting("PASSWORD", "NEO4J_PASSWORD") or ""
        database = settings.database or _setting("DATABASE", "NEO4J_DATABASE")
        driver = open_driver(name, (user, password), name)
        return Store(Connection(driver=driver, database=database, address=name))
    try:
        return _open_folder(Path(name), settings, progress)
    except StoreUnreachable:  # we joined an engine in the moment of its end
        return _open_folder(Path(name), settings, progress)


def _open_folder(folder: Path, settings: StoreSettings, progress: FetchProgress) -> "Store":
    engine = open_engine(folder, settings.engine, progress=progress)
    driver = open_driver(engine.uri, (engine.user, engine.password), str(folder))
    return Store(Connection(driver=driver, database=LOCAL_DATABASE, address=str(folder)))


class Store:
    """An open graph; use it with `with`, or close it."""

    def __init__(self, connection: Connection) -> None:
        self.address = connection.address
        self._connection = connection
        self._prepared = False
        try:
            check_schema(schema_of(connection), connection.address)
        except BaseException:
            connection.driver.close()
            raise

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
        """Close the connections; a local engine stays warm for the next use."""
        self._connection.driver.close()

    # Writing

    def load(
        self,
        readings: Iterable[Reading],
        *,
        actors: Mapping[str, Actor] | None = None,
        progress: Progress = lambda _articles: None,
    ) -> Load:
        """Write articles with their claims; what is there already, unchanged, is left alone.

        An article that comes again with another text, or read by another extractor, replaces
        its old claims. `actors` is the catalogue: it says more of an actor than a mention does.
        `progress` is told how many articles are done, after each batch.
        """
        self._prepare()
        with self._connection.writing() as session:
            return load_readings(session, readings, actors=actors or {}, progress=progress)

    def remove(self, article: str) -> int:
        """Remove an article with its claims; return how many claims those were."""
        self._prepare()
        with self._connection.writing() as session:
            removed = session.execute_write(remove_article, article)
        if removed is None:
            raise UnknownArticle(article, self.known())
        return removed

    # Reading

    def known(self) -> dict[str, tuple[str, str]]:
        """Return each article's fingerprint and extractor, as `is_current` compares them."""
        return stored.known_articles(self._connection)

    def is_current(self, article: Article, extractor: Extractor) -> bool:
        """Return whether the graph has this very text, read by this very extractor."""
        version = stored.known_article(self._connection, article.id)
        return version == (article.fingerprint, extractor_key(extractor))

    def claims(self) -> Iterator[Claim]:
        """Yield every claim, equal to what was loaded; in the order of articles and words."""
        return stored.claims(self._connection)

    def articles(self) -> Iterator[Article]:
        """Yield every article; the text is empty where only its claims are known."""
        return stored.articles(self._connection)

    def actors(self) -> Iterator[Actor]:
        """Yield every actor that a claim names, by id."""
        return stored.actors(self._connection)

    def relations(self) -> Iterator[stored.RelationRow]:
        """Yield the typed relationships, those with most claims first."""
        return stored.relations(self._connection)

    def network(self, only: ClaimFilter | None = None, *, evidence: bool = False) -> Network:
        """Return the graph as networkx; `only.actors` are ids. See `networks.network`."""
        return stored_network(self._connection, only or ClaimFilter(), evidence=evidence)

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limits: Limits | None = None,
    ) -> Table:
        """Run Cypher that only reads, and return all its rows."""
        running = self.stream(cypher, parameters, limits=limits)
        return Table(columns=running.columns, rows=tuple(running.rows))

    def stream(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limits: Limits | None = None,
    ) -> Rows:
        """Run Cypher that only reads; rows come as they are asked for, so memory stays small."""
        return read_rows(self._connection, cypher, parameters or {}, limits or Limits())

    def _prepare(self) -> None:
        if not self._prepared:
            prepare_schema(self._connection)
            self._prepared = True


def _setting(*names: str) -> str | None:
    for name in (f"ACTORGRAPH_{names[0]}", *names[1:]):
        if value := os.environ.get(name):
            return value
    return None


__all__ = ["Load", "Reading", "Store", "StoreSettings", "Table", "open_store"]
