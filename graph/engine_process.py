"""The process that runs Neo4j for one store's folder; `engine.py` starts it and lets it go.

python -m actorgraph.graph.engine_process FOLDER '{"idle": 600, …}'

It stops when nobody has been connected for a while, on SIGTERM, and when engine.json is taken
away (so also when somebody deletes the store's folder).
"""

import gc
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from types import FrameType

from filelock import FileLock, Timeout

from actorgraph.graph import aot_cache
from actorgraph.graph.engine_files import (
    FAILED,
    Address,
    EngineFiles,
    disk_is_full,
    read_address,
    read_password,
    write_address,
)
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.neo4j_java import (
    LOOPBACK,
    Database,
    java_identity,
    root_cause,
    set_first_password,
    start_java,
    write_configuration,
)
from actorgraph.graph.unsigned_jars import class_path

POLL = 0.25  # seconds between two looks at who is connected


class _Terminated(Exception):
    """SIGTERM came."""


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise _Terminated


def open_database(
    files: EngineFiles, settings: EngineSettings, options: Sequence[str] = ()
) -> Database:
    """Start Java, with more `options`, and Neo4j, and write its address down."""
    start_java(settings, class_path(settings.version), options)
    write_configuration(files, settings)
    set_first_password(files, read_password(files))
    database = Database(files)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    uri = f"bolt://{LOOPBACK}:{database.port()}"
    address = Address(uri=uri, pid=os.getpid(), version=settings.version, started=now)
    write_address(files, address)
    return database


def _open_quickly(files: EngineFiles, settings: EngineSettings) -> Database:
    """Open the database with the cache of classes; one that is missing or unfit is made anew."""
    if not settings.aot:
        return open_database(files, settings)
    cache = aot_cache.cache_path(settings.version, java_identity())
    database = open_database(files, settings, aot_cache.options_with(cache))
    if aot_cache.was_refused(files.log):
        cache.unlink(missing_ok=True)
    aot_cache.make_in_background(settings.version, cache)
    return database


def _wait_until_idle(files: EngineFiles, database: Database, idle: float) -> None:
    """Return when nobody has been connected, or has joined, for `idle` seconds; or when told to.

    Also when the disk is nearly full, because Neo4j's log is not readable any more once a write to
    it was cut; and when the database has stopped itself, so that the next command starts a new one.
    """
    used = time.time()
    while _is_wanted(files):
        if disk_is_full(files.folder) or not database.is_healthy():
            files.address.unlink(missing_ok=True)
            return
        if database.connections():
            used = time.time()
        if time.time() - max(used, _joined(files)) > idle and _leave(files, idle):
            return
        time.sleep(min(POLL, idle))


def _is_wanted(files: EngineFiles) -> bool:
    address = read_address(files)
    return address is not None and address.pid == os.getpid()


def _joined(files: EngineFiles) -> float:
    """Return when somebody last joined: joining touches the address."""
    try:
        return files.address.stat().st_mtime
    except OSError:
        return 0.0


def _leave(files: EngineFiles, idle: float) -> bool:
    """Take the address away, unless somebody is joining at this moment."""
    try:
        with FileLock(files.opening, timeout=0):
            if time.time() - _joined(files) > idle:
                files.address.unlink(missing_ok=True)
                return True
    except (Timeout, OSError):
        pass
    return False


def serve(files: EngineFiles, settings: EngineSettings) -> None:
    """Run the database until it is idle or told to stop."""
    with FileLock(files.alive, timeout=2):  # whoever asks whether it is held has it for a moment
        signal.signal(signal.SIGTERM, _terminate)
        database = None
        try:
            database = _open_quickly(files, settings)
            _wait_until_idle(files, database, settings.idle)
        except _Terminated:
            if _is_wanted(files):
                files.address.unlink(missing_ok=True)
        if database:
            _stop(database)


def _stop(database: Database) -> None:
    """Shut down in order; one that cannot write any more never ends, and recovers when started."""
    stopping = Thread(target=database.stop, daemon=True)
    stopping.start()
    while stopping.is_alive() and database.is_healthy():
        stopping.join(POLL)


def main(folder: str, settings: str) -> int:
    """Serve the folder; what goes wrong is written to the log in one line that the opener reads."""
    gc.disable()  # jpype answers each of Python's collections with a full one of Java
    try:
        serve(EngineFiles(Path(folder)), EngineSettings(**json.loads(settings)))
    except Timeout:
        print("another engine runs this store", flush=True)  # noqa: T201  # to the log
    except Exception as error:  # noqa: BLE001  # whatever it is, the opener waits for it
        traceback.print_exc()
        print(FAILED + root_cause(error).replace("\n", " "), flush=True)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1], sys.argv[2])
    sys.stdout.flush()
    os._exit(code)  # threads of the database may linger
