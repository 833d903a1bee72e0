"""Java's cache of loaded and linked classes, with which Neo4j starts in half the time.

One file for each combination of jars, Java and its options, shared by all stores; `aot_training.py`
makes it in the background. Java itself refuses one that is broken or was made for something else.
"""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from actorgraph.folders import cache_folder
from actorgraph.graph.unsigned_jars import class_path

REFUSED = "An error has occurred while processing the AOT cache"  # as Java says it in the log
RETRY = 24 * 3600.0  # seconds until making one is tried again where it failed


def aot_folder() -> Path:
    """Return where the caches are kept."""
    return cache_folder() / "aot"


def cache_path(version: str, java: Sequence[str]) -> Path:
    """Return the cache of a version's jars with a Java, which `java` tells by version and options.

    The jars count with their times, as Java compares them too: jars that were fetched anew have
    another cache.
    """
    parts = [*java]
    for jar in class_path(version):
        state = jar.stat()
        parts.append(f"{jar} {state.st_size} {state.st_mtime_ns}")
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
    return aot_folder() / f"neo4j-{version}-{key}.aot"


def options_with(path: Path) -> list[str]:
    """Return Java's options that use the cache, where there is one."""
    if not path.exists():
        return []
    os.utime(path)  # so that one which nobody uses any more is known by its age
    return [f"-XX:AOTCache={path}", "-XX:+VerifySharedSpaces"]


def was_refused(log: Path) -> bool:
    """Return whether Java, whose words are in the log, found the cache unfit."""
    return log.exists() and REFUSED in log.read_text(encoding="utf-8", errors="replace")


def discard_caches(version: str) -> bool:
    """Take away a version's caches, with which an engine crashed; return whether there were any."""
    found = list(aot_folder().glob(f"neo4j-{version}-*.aot"))
    for path in found:
        path.unlink(missing_ok=True)
    return bool(found)


def failure_note(path: Path) -> Path:
    """Return the file that says why this cache could not be made."""
    return path.with_suffix(".failed")


def make_in_background(version: str, path: Path) -> None:
    """Start making the cache, unless it is there or lately failed; nobody waits for it."""
    note = failure_note(path)
    if path.exists() or (note.exists() and time.time() - note.stat().st_mtime < RETRY):
        return
    aot_folder().mkdir(parents=True, exist_ok=True)
    subprocess.Popen(  # noqa: S603  # our own module
        [sys.executable, "-P", "-m", "actorgraph.graph.aot_training", version],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=aot_folder(),
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        | getattr(subprocess, "DETACHED_PROCESS", 0),
    )
