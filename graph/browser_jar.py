"""Neo4j Browser: the jar of its pages, pinned and fetched once like the engine's jars."""

from pathlib import Path

from actorgraph.errors import BrowserMissing
from actorgraph.graph.jars import Jar, Progress, fetch_pinned, jar_folder, pinned_jars

BROWSER_VERSION = "5.24.0"  # it speaks Bolt with Neo4j 5.26 as with 2026.x


def browser_jar() -> Jar:
    """Return the one jar of Neo4j Browser, as the lock file pins it."""
    return pinned_jars(f"browser-{BROWSER_VERSION}.lock")[0]


def fetch_browser(
    *,
    to: Path | None = None,
    source: str | Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Path:
    """Bring the jar where it is missing or damaged; return its path.

    `to` and `source` are those of `fetch_jars`. Raises BrowserMissing or JarMismatch.
    """
    folder, jar = to or jar_folder(), browser_jar()
    try:
        fetch_pinned((jar,), folder, source=source, progress=progress)
    except OSError as error:  # no network, no room, no right: requests' errors are OSErrors too
        raise BrowserMissing(BROWSER_VERSION, str(folder), str(error)) from error
    return folder / jar.path
