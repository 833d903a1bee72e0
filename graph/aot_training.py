"""The process that makes an AOT cache: it starts Neo4j on a throw-away store, loads and asks.

python -m actorgraph.graph.aot_training 2026.08.1

It runs when nobody waits for it, with the lowest priority, and touches nothing but the folder of
the caches. A second one that starts meanwhile leaves at once.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from filelock import FileLock, Timeout

from actorgraph.graph.aot_cache import aot_folder, cache_path, failure_note
from actorgraph.graph.connection import Connection, open_driver
from actorgraph.graph.engine_files import DATABASE, USER, EngineFiles, read_address, read_password
from actorgraph.graph.engine_process import open_database
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.neo4j_java import end_java, java_identity
from actorgraph.graph.readings import Reading
from actorgraph.graph.store import Store
from actorgraph.graph.unsigned_jars import make_unsigned
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Extractor, Mention, Span, source_of

LIMIT = 3600.0  # seconds that a training may take: on a busy machine it gets little time
ROOM = 1_000_000_000  # bytes that the disk must have left: a cache and its making take a third
OLD = 30 * 24 * 3600.0  # seconds after which a cache that nobody used goes
LOWEST = 19  # priority
# What a training compiled with C2, a start would compile so at once. Level 1 would spare it more,
# but methods that a training left there stay there, and long loads get slower.
WITHOUT_C2 = "-XX:TieredStopAtLevel=2"


def make_cache(version: str) -> Path | None:
    """Make the cache of a version unless it is there; None if another process is at it."""
    try:
        with FileLock(aot_folder() / "training.lock", timeout=0):
            _clear_up()
            path = cache_path(version, java_identity())
            if shutil.disk_usage(aot_folder()).free < ROOM:
                failure_note(path).write_text("the disk has too little room left", encoding="utf-8")
                return path
            make_unsigned(version)  # and so the class path is another, to be trained with
            path = cache_path(version, java_identity())
            if not path.exists():
                _make(version, path)
    except Timeout:
        return None
    return path


def _clear_up() -> None:
    """Remove what a training that was killed left, and caches that nobody uses any more."""
    for left in aot_folder().glob("training-*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
    for path in aot_folder().glob("neo4j-*"):
        if time.time() - path.stat().st_mtime > OLD:
            path.unlink(missing_ok=True)


def _make(version: str, path: Path) -> None:
    """Train in a process of its own, because Java writes the cache as it ends, and the process."""
    place = aot_folder() / f"training-{os.getpid()}"
    place.mkdir()
    try:
        command = [sys.executable, "-P", "-m", "actorgraph.graph.aot_training", version, str(place)]
        with (place / "log").open("wb") as log:
            subprocess.run(  # noqa: S603  # this module
                command, stdout=log, stderr=log, check=False, timeout=LIMIT, cwd=place
            )
        if (place / "cache.aot").exists():
            (place / "cache.aot").replace(path)
            failure_note(path).unlink(missing_ok=True)
        else:
            shutil.copyfile(place / "log", failure_note(path))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def train(version: str, place: Path) -> None:
    """Start, load, ask and stop, and end this process; Java writes `place`/cache.aot meanwhile."""
    if hasattr(os, "nice"):
        os.nice(LOWEST)
    files = EngineFiles(place / "store")
    settings = EngineSettings(version=version, heap="512m", page_cache="32m")
    options = [WITHOUT_C2, f"-XX:AOTCacheOutput={place / 'cache.aot'}"]
    database = open_database(files, settings, options)
    address = read_address(files)
    assert address  # noqa: S101  # it has just been written
    driver = open_driver(address.uri, (USER, read_password(files)), address.uri)
    connection = Connection(driver=driver, database=DATABASE, address=address.uri)
    with Store(connection) as store:
        _use(store)
    database.stop()
    end_java()


def _use(store: Store) -> None:
    """Do what people do first, so that its classes are in the cache."""
    article = Article(id="training", text="Russia struck Syria.", title="", published="2016-10-24")
    extractor = Extractor(name="training", version="1", model="")
    claim = Claim(
        article=article.id,
        source=source_of(article),
        relation="attacks",
        subject=_state("russia", 0),
        object=_state("syria", 14),
        cue=Span(text="struck", start=7, end=13),
        sentence=Span(text=article.text, start=0, end=len(article.text)),
        confidence=0.8,
        extractor=extractor,
    )
    store.load([Reading(article=article, claims=(claim,), extractor=extractor)])
    store.query("MATCH (a:Actor)-[r:ATTACKS]->(b) RETURN a.name, b.name, r.claims ORDER BY a.name")
    list(store.relations())
    list(store.claims())


def _state(actor: str, start: int) -> Mention:
    end = start + len(actor)
    return Mention(
        actor=actor, name=actor.title(), kind="State", text=actor.title(), start=start, end=end
    )


if __name__ == "__main__":
    if len(sys.argv) > 2:
        train(sys.argv[1], Path(sys.argv[2]))
    else:
        make_cache(sys.argv[1])
