"""What the commands share: options, formats, and opening what they name."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actorgraph.errors import UsageError
from actorgraph.queries import printing
from actorgraph.queries.printing import Reports, say

if TYPE_CHECKING:
    from actorgraph.graph.store import Store
    from actorgraph.loaders.reader_settings import ReaderSettings
    from actorgraph.loaders.web_settings import WebSettings
    from actorgraph.ontology.claims import Claim
    from actorgraph.queries.page_filters import PageFilters

DEFAULT_GRAPH = "actorgraph.db"


class Lines(StrEnum):
    """Formats of claims and statements."""

    JSONL = "jsonl"
    TABLE = "table"


class Rows(StrEnum):
    """Formats of query results."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Paths = Annotated[
    list[str],
    typer.Argument(help="Files, folders, globs, web addresses, or - for standard input."),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Read addresses of your own machine and network too."),
]
GraphOption = Annotated[
    str,
    typer.Option(
        "--graph", "-g", envvar="ACTORGRAPH_GRAPH",
        help="A folder (a private Neo4j is started for it) or a neo4j:// address.",
    ),
]  # fmt: skip
LinesOption = Annotated[Lines, typer.Option(help="One JSON object a line, or a table.")]
Pipeline = Annotated[
    str, typer.Option(help="A spaCy pipeline: the one that ships, or an installed one.")
]
Tables = Annotated[
    list[str] | None,
    typer.Option(
        help="A folder of your own lexicon and catalogue tables, laid over the shipped ones; again "
        "for more, the last on top."
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        help="The least confidence of a claim, 0 to 1; without it as docs/commands.md says."
    ),
]

Workers = Annotated[
    int, typer.Option("--workers", "-w", min=1, help="Processes that read, of about 0.5 GB each.")
]


@contextmanager
def open_graph(address: str) -> "Iterator[Store]":
    """Open a store; the first use of a folder shows how Neo4j is fetched."""
    from actorgraph.graph.store import open_store

    with printing.fetch_progress() as bar:
        task = bar.add_task("fetch", total=None, visible=False)

        def fetched(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        store = open_store(address, progress=fetched)
    with store:
        yield store


def expect_graph(graph: str) -> None:
    """Refuse a folder that holds no graph, rather than start an empty one for a mistyped name."""
    from actorgraph.graph.store import SCHEMES

    if not graph.startswith(SCHEMES) and not Path(graph).is_dir():
        message = f"there is no graph in {graph}; make one with 'actorgraph build', or name another"
        raise UsageError(message)


@contextmanager
def open_claims(source: str, reports: Reports) -> "Iterator[Iterator[Claim]]":
    """Open the claims of a graph or of a file of claims."""
    from actorgraph.graph.claim_file import read_claims
    from actorgraph.queries.building import is_claim_file

    if is_claim_file(source):
        yield read_claims(source, reports)
    else:
        expect_graph(source)
        with open_graph(source) as store:
            yield store.claims()


def reader_settings(
    pipeline: str, tables: list[str] | None, min_confidence: float | None = None
) -> "ReaderSettings":
    """Return how articles are read."""
    from actorgraph.loaders.reader_settings import settings_for

    return settings_for(pipeline, tables=tables or (), least=min_confidence)


def web_settings(*, allow_private: bool) -> "WebSettings":
    """Return how addresses are fetched."""
    from actorgraph.loaders.web_settings import WebSettings

    return WebSettings(allow_private=allow_private)


def write_page_file(
    claims: "Iterable[Claim]",
    out: Path,
    *,
    title: str,
    filters: "PageFilters | None" = None,
    steps: Path | None = None,
) -> None:
    """Write the page, and say what it shows."""
    from actorgraph.ontology.catalogue import shipped
    from actorgraph.queries.page import PageExtras, write_page

    extras = PageExtras(actors=tuple(shipped().actors.values()), steps=steps)
    made = write_page(claims, out, title=title, filters=filters, extras=extras)
    say(
        f"page: {made.path} ({made.actors} actors, {made.relations} relations, "
        f"{made.claims} claims, {made.size / 1e6:.1f} MB)"
    )
