"""The store: a graph of claims in Neo4j, in a local engine's folder or on a server."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from actorgraph.errors import UnknownArticle
from actorgraph.graph import contradictions, history, merges, stored, verdicts
from actorgraph.graph.calibrating import calibrate, calibration_of, finish_calibration
from actorgraph.graph.checking import check
from actorgraph.graph.connection import Connection
from actorgraph.graph.dumping import dump
from actorgraph.graph.findings import Finding
from actorgraph.graph.graph_tables import Exported, write_graph
from actorgraph.graph.jars import Progress as FetchProgress
from actorgraph.graph.loading import Load, Progress, finish_load, load_readings
from actorgraph.graph.merged_claims import as_merged, standing
from actorgraph.graph.networks import ClaimFilter, Network
from actorgraph.graph.opening import StoreSettings, open_connection
from actorgraph.graph.reader import Reader
from actorgraph.graph.readings import Reading, extractor_key
from actorgraph.graph.removal import remove_article
from actorgraph.graph.restoring import CheckedDump, check_dump, restore
from actorgraph.graph.sampling import Sample, SampleSettings, sample
from actorgraph.graph.schema import prepare_schema
from actorgraph.graph.script_export import Script, export_graph_script
from actorgraph.graph.searching import Found, prepare_search, search
from actorgraph.graph.server_settings import SCHEMES
from actorgraph.graph.stored_networks import stored_network
from actorgraph.graph.tables import Table
from actorgraph.graph.upkeep import chunks, prepare_upkeep
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.articles import Article
from actorgraph.ontology.calibration import Calibration
from actorgraph.ontology.claims import Claim, Extractor
from actorgraph.ontology.verdicts import Check, Verdict


def open_store(
    address: str | Path,
    settings: StoreSettings | None = None,
    *,
    progress: FetchProgress = lambda _done, _total: None,
) -> "Store":
    """Open the graph in a folder (its engine is started or joined), or on a server by its address.

    `progress` is told of the bytes of Neo4j that the first use of a folder fetches.
    """
    return Store(open_connection(address, settings, progress=progress))


class Store(Reader):
    """An open graph, to write and to read; use it with `with`, or close it."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._prepared = False

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

    def finish_load(self, load: str, finished: str) -> None:
        """Make the graph of a bulk import ready, and write down when its load came to its end."""
        self._prepare(linked=True)
        with self._connection.writing() as session:
            session.execute_write(finish_load, load, finished)

    def remove(self, article: str) -> int:
        """Remove an article with its claims; return how many claims those were."""
        self._prepare()
        with self._connection.writing() as session:
            removed = session.execute_write(remove_article, article)
        if removed is None:
            raise UnknownArticle(article, self.known())
        return removed

    def merge(self, into: str, merged: str) -> int:
        """Make the second actor the first, by id or name; return how many claims went over.

        Later loads heed it; `split` takes it back. Raises UnknownActor or BadMerge.
        """
        self._prepare()
        with self._connection.writing() as session:
            return session.execute_write(merges.merge_actors, into, merged)

    def split(self, actor: str) -> tuple[list[str], int]:
        """Take the actor out of its merge, or all out of it that were merged into it.

        Returns their ids, and how many claims went back. Raises UnknownActor or BadMerge.
        """
        self._prepare()
        with self._connection.writing() as session:
            return session.execute_write(merges.split_actor, actor)

    def check(self, *, repair: bool = False) -> Iterator[Finding]:
        """Yield what is not as the claims say; with `repair`, sums and such are put right.

        A missing or wrong sum, a claim without its links, words that are not at their offsets, a
        relation that the ontology does not define, an actor that no claim names.
        """
        if repair:
            self._prepare()
        return check(self._connection, repair=repair)

    def dump(self, path: str | Path, *, progress: Progress = lambda _lines: None) -> dict[str, int]:
        """Write the whole graph into one file; return how many lines of each sort it has."""
        return dump(self._connection, Path(path), progress=progress)

    def restore(
        self, path: str | Path, *, progress: Progress = lambda _articles: None
    ) -> CheckedDump:
        """Write a dump into this graph, which has to be empty; the file is checked first.

        Raises BadDump or GraphNotEmpty. Cut at any point, it can be run again.
        """
        checked = check_dump(path)
        prepare_schema(self._connection)
        restore(self._connection, checked, progress=progress)
        return checked

    def record_unchanged(self, load: str, articles: int) -> None:
        """Add to a load's record how many articles needed no reading, being there already."""
        with self._connection.writing() as session:
            session.execute_write(history.record_unchanged, load, articles)

    def add_verdicts(self, given: Iterable[Verdict]) -> verdicts.Added:
        """Write what coders say of claims; what is there already is left alone.

        A coder's newest verdict on a claim counts, older ones are kept. Verdicts on claims that
        the graph does not have wait for them.
        """
        self._prepare()
        verdicts.prepare_verdicts(self._connection)
        added = verdicts.Added()
        with self._connection.writing() as session:
            for some in chunks(given, verdicts.BATCH):
                added += session.execute_write(verdicts.add_verdicts, some)
        return added

    def calibrate(
        self, calibration: Calibration | None, *, progress: Progress = lambda _claims: None
    ) -> int:
        """Refit the confidence of all claims, now and in later loads; None takes that back.

        Returns how many claims changed. Cut at any point, the next write goes on with it.
        """
        self._prepare()
        verdicts.prepare_verdicts(self._connection)
        with self._connection.writing() as session:
            return calibrate(session, calibration, progress)

    # Reading

    def verdicts(self) -> Iterator[verdicts.StoredVerdict]:
        """Yield every verdict, also those that newer ones replaced, and those on claims gone."""
        return verdicts.verdicts(self._connection)

    def claims_by_relation(self) -> dict[str, int]:
        """Return how many claims of each relation there are, without those that others coded."""
        return verdicts.claims_by_relation(self._connection)

    def checks(self) -> dict[str, Check]:
        """Return what coders say together of the claims that they judged.

        Keys are ids of claims, as `claims` and as `merged_claims` have them.
        """
        return verdicts.checks(self._connection)

    def calibration(self) -> Calibration | None:
        """Return by what the confidence of claims was refitted."""
        with self._connection.reading() as session:
            return session.execute_read(calibration_of)

    def sample(self, settings: SampleSettings) -> Sample:
        """Return claims drawn for coders to check; the same settings draw the same claims."""
        return sample(self._connection, settings)

    def merges(self) -> Iterator[merges.Merge]:
        """Yield which actors people have merged, the oldest decision first."""
        return merges.merges(self._connection)

    def contradictions(self) -> Iterator[tuple[Claim, Claim]]:
        """Yield each denied claim with each claim that asserts the same of the same time."""
        return contradictions.contradictions(self._connection)

    def log(self) -> Iterator[history.LogEntry]:
        """Yield the loads, removals, merges and splits, the oldest first."""
        return history.entries(self._connection)

    def merged_claims(self, *, checked: bool = False) -> Iterator[Claim]:
        """Yield the claims with merged actors named by who stands for them."""
        return as_merged(self.claims(checked=checked), standing(self._connection))

    def known(self) -> dict[str, tuple[str, str]]:
        """Return each article's fingerprint and extractor, as `is_current` compares them."""
        return stored.known_articles(self._connection)

    def is_current(self, article: Article, extractor: Extractor) -> bool:
        """Return whether the graph has this very text, read by this very extractor."""
        version = stored.known_article(self._connection, article.id)
        return version == (article.fingerprint, extractor_key(extractor))

    def claims(self, *, checked: bool = False) -> Iterator[Claim]:
        """Yield every claim, as it was loaded but for a refitted confidence, in order of words.

        With `checked`, only those that coders found right.
        """
        return stored.claims(self._connection, checked=checked)

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

    def search(self, words: str, *, most: int = 20) -> Iterator[Found]:
        """Yield the articles with these words, and the claims whose sentences have them.

        Lucene's syntax: AND, OR, NOT, "words in a row", begin*. The first search makes the index,
        which later loads then keep. Raises BadQuery.
        """
        self._prepare()
        prepare_search(self._connection)
        return search(self._connection, words, most)

    def write_tables(self, folder: Path) -> Exported:
        """Write all that is in the graph as CSV tables into the folder, which is there."""
        return write_graph(self._connection, folder)

    def write_script(self, path: Path) -> Script:
        """Write all that is in the graph as a Cypher script."""
        return export_graph_script(self._connection, path)

    def _prepare(self, *, linked: bool = False) -> None:
        if not self._prepared:
            prepare_schema(self._connection)
            prepare_upkeep(self._connection, linked=linked)
            finish_calibration(self._connection)
            self._prepared = True


__all__ = ["SCHEMES", "Load", "Reading", "Store", "StoreSettings", "Table", "open_store"]
