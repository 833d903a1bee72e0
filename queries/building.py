"""Building a graph: from paths to articles to claims to the store, one article at a time."""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from actorgraph.counters import COUNTERS
from actorgraph.errors import InputError, MissingExtra, UnreadableFile
from actorgraph.graph.bulk_import import Progress as BulkProgress
from actorgraph.graph.bulk_import import bulk_load, can_take_bulk, is_large
from actorgraph.graph.claim_file import claim_readings
from actorgraph.graph.claim_folder import is_claim_folder
from actorgraph.graph.claim_parquet import is_claim_table
from actorgraph.graph.loading import Load
from actorgraph.graph.rdf_formats import rdf_form
from actorgraph.graph.readings import Reading, extractor_key
from actorgraph.graph.store import Store
from actorgraph.loaders.reading import read_articles
from actorgraph.loaders.web_settings import WebSettings
from actorgraph.loaders.workers import MakesReader, claims_of
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Extractor
from actorgraph.ontology.signatures import signed
from actorgraph.storage import is_storage, place_of

Report = Callable[[InputError], None]
Progress = Callable[[Article], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build did: what was loaded, and how many articles were read and were there already."""

    load: Load
    read: int
    unchanged: int


def build(  # noqa: PLR0913  # each is a choice of whoever builds
    paths: Iterable[str],
    store: Store,
    make: MakesReader,
    *,
    report: Report,
    progress: Progress = lambda _article: None,
    workers: int = 1,
    web: WebSettings | None = None,
    reprints: bool = True,
) -> Build:
    """Read articles, extract their claims and keep them; what the store has already is skipped.

    `make` builds a reader: one here, and one more in each of several `workers`. `web` says how
    addresses are fetched. With `reprints` the articles that print one report count as one source.
    """
    with COUNTERS.stage("load"):
        reader = make()
    work = _Work(store, reader.extractor, progress)
    articles = work.new(read_articles(paths, on_error=report, web=web))
    if reprints:
        articles = signed(articles)
    read = claims_of(
        articles, make if workers > 1 else lambda: reader, report=report, workers=workers
    )
    with COUNTERS.stage("write"):
        load = store.load(work.readings(read), actors=reader.catalogue.actors)
    if load.articles and work.unchanged:
        store.record_unchanged(load.id, work.unchanged)
    return Build(load=load, read=work.read, unchanged=work.unchanged)


def build_from_claims(path: str, store: Store, *, report: Report, reprints: bool = True) -> Load:
    """Load a file of claims, JSON lines or RDF; what is no claim is reported.

    Without `reprints` the signatures that claims bring are left out.
    """

    def readings() -> Iterator[Reading]:
        try:
            found = claim_readings(path, report)
            yield from found if reprints else map(_unsigned, found)
        except UnreadableFile as error:
            report(error)

    with COUNTERS.stage("write"):
        load = store.load(readings())
    COUNTERS.add("articles", load.articles)
    COUNTERS.add("claims", load.claims)
    return load


def fill_from_claims(
    path: str, graph: str, *, report: Report, progress: BulkProgress
) -> Load | None:
    """Fill an empty graph in a folder with a large file of claims, by Neo4j's own import.

    Returns None where the file is RDF or not large, or the graph not empty or on a server: such a
    file is loaded by `build_from_claims`, with the same result.
    """
    if rdf_form(path) or not is_large(path) or not can_take_bulk(graph):
        return None
    return bulk_load(path, Path(graph), report=report, progress=progress)


def is_claim_file(path: str) -> bool:
    """Whether this is a file or folder of claims rather than of articles, told from its start."""
    file = Path(path)
    if rdf_form(file.name) and file.is_file():
        return True
    if is_storage(path) or file.is_dir() or file.suffix == ".parquet":
        return _holds_claims(path)
    if not file.is_file() or ".jsonl" not in file.name:
        return False
    opened = gzip.open if file.suffix == ".gz" else open
    try:
        with opened(file, "rt", encoding="utf-8") as lines:
            first = json.loads(next(lines, "{}"))
    except (OSError, ValueError):
        return False
    return isinstance(first, dict) and {"relation", "subject", "cue"} <= first.keys()


def _unsigned(reading: Reading) -> Reading:
    return replace(
        reading,
        article=replace(reading.article, signature=None),
        claims=tuple(
            replace(claim, source=replace(claim.source, signature=None)) for claim in reading.claims
        ),
    )


def _holds_claims(path: str) -> bool:
    """Whether this is a Parquet file of claims, or a folder of shards."""
    if path.endswith(".parquet"):
        with suppress(MissingExtra):  # which whoever reads it will tell
            return is_claim_table(place_of(path))
        return False
    return is_claim_folder(path)


class _Work:
    """The articles of one build, and how many there were of each sort."""

    def __init__(self, store: Store, extractor: Extractor, progress: Progress) -> None:
        self.read = self.unchanged = 0
        self._known = store.known()
        self._extractor, self._progress = extractor, progress

    def new(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Yield the articles that the store does not have as they are."""
        version = extractor_key(self._extractor)
        for article in articles:
            self.read += 1
            if self._known.get(article.id) == (article.fingerprint, version):
                self.unchanged += 1
            else:
                yield article
            self._progress(article)

    def readings(self, read: Iterable[tuple[Article, Sequence[Claim]]]) -> Iterator[Reading]:
        """Yield what was read as the store takes it."""
        for article, claims in read:
            yield Reading(article=article, claims=tuple(claims), extractor=self._extractor)
