"""Filling an empty local store at once, by Neo4j's own import rather than over Bolt.

All is made beside the store and takes its place in one step at the end: a crash before leaves the
store empty, and what it left is cleared away the next time.
"""

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from actorgraph.errors import EngineFailed, ImportFailed
from actorgraph.graph.bulk_contradictions import write_contradictions
from actorgraph.graph.claim_folder import is_claim_folder, size_of
from actorgraph.graph.claim_parts import Report, Written, write_claim_file
from actorgraph.graph.claim_tables import LOAD, write_totals
from actorgraph.graph.csv_tables import CsvTables, import_options, joined
from actorgraph.graph.engine import fetch_missing, stop_engine
from actorgraph.graph.engine_files import EngineFiles, is_alive
from actorgraph.graph.engine_settings import EngineSettings, settings_from_environment
from actorgraph.graph.loading import Load
from actorgraph.graph.neo4j_admin import import_full
from actorgraph.graph.store import SCHEMES, Store, StoreSettings, open_store

LARGE = 100 << 20  # bytes of claims: from here on the import is faster, its start included
PACKED = 10  # how much smaller a packed file is

Progress = Callable[[str, int], None]  # what is being done, and articles read so far


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a bulk import works: a folder in the store's, which goes when it is done."""

    folder: Path

    @property
    def tables(self) -> Path:
        return self.folder / "tables"

    @property
    def home(self) -> Path:
        return self.folder / "neo4j"


def is_large(path: str) -> bool:
    """Return whether a file or folder of claims is large enough for the start of an import."""
    if is_claim_folder(path):
        return size_of(path) * PACKED >= LARGE
    file = Path(path)
    if not file.is_file():
        return False
    size = file.stat().st_size
    return size * (PACKED if file.suffix in (".gz", ".parquet") else 1) >= LARGE


def can_take_bulk(address: str | Path, settings: StoreSettings | None = None) -> bool:
    """Return whether the address is a folder without anything in its graph."""
    if str(address).startswith(SCHEMES):
        return False
    files = EngineFiles(Path(address).resolve())
    if not (files.home / "data" / "databases" / "neo4j").exists():
        return True
    with open_store(address, settings) as store:
        return store.query("MATCH (n) WHERE NOT n:ActorGraph RETURN count(n)").rows == ((0,),)


def bulk_load(
    path: str,
    folder: Path,
    settings: EngineSettings | None = None,
    *,
    report: Report,
    progress: Progress = lambda _doing, _articles: None,
) -> Load:
    """Fill the folder's empty store with a file of claims, and return what was loaded.

    The graph is the same as `Store.load` makes. Memory grows with the number of relationships
    (about 1 KB each); the tables take about as much room on the disk as the file, until the end.
    Raises ImportFailed.
    """
    settings, files = settings or settings_from_environment(), EngineFiles(folder.resolve())
    fetch_missing(settings.version, lambda done, _: progress("fetching Neo4j, bytes", done))
    files.folder.mkdir(parents=True, exist_ok=True)
    load, started = str(uuid.uuid4()), _now()
    # A name of its own: of an import that was cut, Java may still be at work for a while.
    place = _Place(files.folder / f"import-{load}")
    with _alone(files):
        for left in files.folder.glob("import-*"):
            shutil.rmtree(left, ignore_errors=True)
        place.tables.mkdir(parents=True)
        written = write_claim_file(
            path, place.tables, load, report=report,
            done=lambda articles: progress("reading claims", articles),
        )  # fmt: skip
        done = _load(load, started, written)
        if done.articles:
            progress("importing", done.articles)
            _import(place, files, settings, _finish(place, written, done))
        shutil.rmtree(place.folder, ignore_errors=True)
    progress("indexing", done.articles)
    with open_store(folder, StoreSettings(engine=settings)) as store:
        return _sign(store, done)


@contextmanager
def _alone(files: EngineFiles) -> Iterator[None]:
    try:
        with FileLock(files.folder / "import.lock", timeout=0):
            yield
    except Timeout:
        message = "another process imports into it; wait for its end"
        raise ImportFailed(str(files.folder), message, "none") from None


def _load(id_: str, started: str, written: Written) -> Load:
    extractor = written.totals.extractor
    return Load(
        id=id_,
        started=started,
        finished=None,
        extractor=f"{extractor.name} {extractor.version}" if extractor else "",
        model=extractor.model if extractor else "",
        articles=written.totals.articles,
        claims=written.totals.claims,
    )


def _finish(place: _Place, written: Written, load: Load) -> CsvTables:
    """Write what is known at the end: sums, actors, contradictions, the record of the load."""
    with CsvTables(place.tables, part=999) as tables:
        write_totals(tables, written.totals, {})
        write_contradictions(tables)
        row = {
            "id": load.id, "started": load.started, "extractor": load.extractor,
            "model": load.model, "articles": load.articles, "claims": load.claims, "replaced": 0,
        }  # fmt: skip
        tables.nodes(LOAD, [row])
    return joined([*written.tables, tables.closed()])


def _import(place: _Place, files: EngineFiles, settings: EngineSettings, tables: CsvTables) -> None:
    log = files.folder / "import.log"
    import_full(place.home, place.tables, import_options([tables]), settings, log)
    stop_engine(files.folder)
    with FileLock(files.opening):  # nobody starts an engine between these two steps
        if is_alive(files):
            message = "another process has just started it; run it again"
            raise EngineFailed(str(files.folder), message, str(files.log))
        shutil.rmtree(files.home, ignore_errors=True)
        place.home.replace(files.home)


def _sign(store: Store, load: Load) -> Load:
    """Make constraints and indexes, and write down that the load came to its end."""
    finished = _now()
    store.finish_load(load.id, finished)
    return replace(load, finished=finished)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
