"""Neo4j Browser beside a graph: what it is given, and opening it without showing its ticket."""

import os
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from actorgraph.errors import UsageError
from actorgraph.graph.engine import open_engine
from actorgraph.graph.engine_files import DATABASE
from actorgraph.graph.server_settings import is_server, login_for
from actorgraph.graph.store import Store
from actorgraph.queries.browser_look import style_sheet
from actorgraph.queries.browser_scripts import pictures, saved_scripts, script
from actorgraph.queries.browser_server import BrowserLogin

SCHEMES = {
    "bolt": "bolt", "neo4j": "bolt", "bolt+s": "bolt+s", "neo4j+s": "bolt+s",
}  # fmt: skip
BUSIEST = """
MATCH (a:Actor)-[r]-(:Actor)
WITH a, sum(r.claims + r.alleged) AS claims ORDER BY claims DESC, a.id LIMIT 2
RETURN a.id AS actor
"""


def browser_login(
    graph: str, *, password: str | None = None, database: str | None = None
) -> BrowserLogin:
    """Return how Browser reaches a graph: one address, which it may speak to and no other.

    A cluster's members would be others, so `neo4j:` becomes `bolt:`. Raises UsageError for an
    address that no browser can use.
    """
    if not is_server(graph):
        engine = open_engine(Path(graph))
        return BrowserLogin(
            uri=engine.uri, user=engine.user, password=engine.password, database=DATABASE
        )
    login = login_for(graph, password=password, database=database)
    parts = urlsplit(login.uri)
    if parts.scheme not in SCHEMES:
        message = f"{login.uri}: a browser trusts no certificate that signed itself; use neo4j+s:"
        raise UsageError(message)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return BrowserLogin(
        uri=f"{SCHEMES[parts.scheme]}://{host}:{parts.port or 7687}",
        user=login.user, password=login.password or "", database=login.database,
    )  # fmt: skip


def storage_items(store: Store) -> dict[str, Any]:
    """Return what Browser finds in its storage: settings, saved scripts and the style sheet."""
    actors = [row[0] for row in store.query(BUSIEST).rows]
    folders, documents = saved_scripts(actors)
    return {
        "neo4j.settings": {
            "allowCrashReports": False,
            "allowUserStats": False,
            "showSampleScripts": False,
            "initCmd": script(next(iter(pictures().values()))),
        },
        # Browser says six times that it collects information, which it cannot do here.
        "neo4j.udc": {"consentBannerShownCount": 6},
        "neo4j.folders": folders,
        "neo4j.documents": documents,
        "neo4j.grass": style_sheet(),
    }


@contextmanager
def opening_file(address: str, folder: Path | None) -> Iterator[Path]:
    """Write a file that leads to the address, for your eyes only, and take it away at the end.

    A program's arguments are shown to everybody on a machine: the address of this file may be.
    `folder` is the graph's, which a packaged web browser can read; without it a temporary one.
    """
    with TemporaryDirectory(prefix="browser-", dir=folder) as private:  # 0700, as mkdtemp makes it
        file = Path(private).resolve() / "open.html"
        leads = f'<meta http-equiv="refresh" content="0;url={address}">'
        file.write_text(f"<!doctype html><title>Neo4j Browser</title>{leads}\n", encoding="utf-8")
        yield file


def open_in_browser(file: Path) -> bool:
    """Open a file in the person's web browser; return False where there is none to see."""
    seen = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    return seen and webbrowser.open(file.as_uri())
