"""What the commands share: options, formats, and opening what they name."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actorgraph.errors import UsageError
from actorgraph.queries import default_graph, printing
from actorgraph.queries.printing import Reports, say

if TYPE_CHECKING:
    from actorgraph.graph.connection import Connection
    from actorgraph.graph.reader import Reader
    from actorgraph.graph.store import Store
    from actorgraph.loaders.reader_settings import ReaderSettings
    from actorgraph.loaders.web_settings import WebSettings
    from actorgraph.ontology.claims import Claim
    from actorgraph.ontology.verdicts import Check
    from actorgraph.queries.claim_sources import ClaimSource
    from actorgraph.queries.page_filters import PageFilters

DEFAULT_GRAPH = default_graph.FOLDER


class Lines(StrEnum):
    """Formats of claims and statements."""

    JSONL = "jsonl"
    TABLE = "table"


class Rows(StrEnum):
    """Formats of query results."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def _configured(context: typer.Context, parameter: typer.CallbackParam, value: str) -> str:
    """Return the graph of the file of settings, where neither option nor environment names one."""
    from actorgraph.graph.server_settings import graph_file

    source = context.get_parameter_source(parameter.name or "")
    if source is not None and source.name == "DEFAULT":  # the enum is typer's or click's
        return graph_file().uri or value
    return value


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
        "--graph", "-g", envvar="ACTORGRAPH_GRAPH", callback=_configured,
        help="A folder (a private Neo4j is started for it) or a neo4j:// address.",
    ),
]  # fmt: skip
DatabaseOption = Annotated[
    str | None, typer.Option("--database", help="A database of the server; else the user's own.")
]
Sparql = Annotated[
    bool, typer.Option("--sparql", help="The query is SPARQL; --graph may be a file of claims.")
]
Infer = Annotated[
    bool, typer.Option("--infer", help="With what follows by rule, in the graph ag:inferred.")
]
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

Checked = Annotated[
    bool,
    typer.Option("--checked", help="Only claims of a graph that coders checked and found right."),
]

Reprints = Annotated[
    bool,
    typer.Option(
        "--reprints/--no-reprints",
        help="Tell reprints of one report, which then count as one source; without, publishers do.",
    ),
]
Workers = Annotated[
    int, typer.Option("--workers", "-w", min=1, help="Processes that read, of about 0.5 GB each.")
]


@contextmanager
def open_graph(
    address: str, database: str | None = None, *, password: str | None = None
) -> "Iterator[Store]":
    """Open a store; the first use of a folder shows how Neo4j is fetched.

    On a terminal, a server's password that is nowhere written down is asked for.
    """
    with _connected(address, database, password) as connection:
        from actorgraph.graph.store import Store

        yield Store(connection)


@contextmanager
def open_to_ask(graph: str, database: str | None = None) -> "Iterator[Reader]":
    """Open a graph that has to be there, only to ask it: in half the time of `open_graph`.

    What imports the driver is best imported in its `with`.
    """
    expect_graph(graph)
    with _connected(graph, database) as connection:
        from actorgraph.graph.reader import Reader

        yield Reader(connection)


@contextmanager
def _connected(
    address: str, database: str | None, password: str | None = None
) -> "Iterator[Connection]":
    _import_driver()
    from actorgraph.graph.opening import StoreSettings, open_connection

    settings = StoreSettings(password=password or asked_password(address), database=database)
    with printing.fetch_shown() as fetched:
        connection = open_connection(address, settings, progress=fetched)
    with connection.driver:
        yield connection


def _import_driver() -> None:
    """Import the Neo4j driver without numpy, pandas and pyarrow, which it would import too.

    That takes longer than most queries. It wants them for parameters that are arrays and frames,
    which no command has; frames of results are made by pandas as always.
    """
    hidden = [name for name in ("numpy", "pandas", "pyarrow") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        import neo4j  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]


def asked_password(address: str) -> str | None:
    """Return the password that the person types, where a server's is nowhere written down."""
    from actorgraph.graph.server_settings import is_server, login_for

    if not (is_server(address) and sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    login = login_for(address)
    if login.password is not None:
        return None
    question = f"Password of {login.user} at {login.uri}"
    return str(typer.prompt(question, hide_input=True, err=True))


def expect_graph(graph: str) -> None:
    """Refuse a folder that holds no graph, rather than start an empty one for a mistyped name."""
    from actorgraph.graph.server_settings import is_server

    if not is_server(graph) and not Path(graph).is_dir():
        message = f"there is no graph in {graph}; make one with 'actorgraph build', or name another"
        raise UsageError(message)


@contextmanager
def existing_graph(graph: str) -> "Iterator[Store]":
    """Open a graph that has to be there."""
    expect_graph(graph)
    with open_graph(graph) as store:
        yield store


@contextmanager
def open_claims(
    source: str, reports: Reports, *, checked: bool = False
) -> "Iterator[Iterator[Claim]]":
    """Open the claims of a graph, with actors as merged, or of a file of claims."""
    with open_checked(source, reports, checked=checked) as (claims, _):
        yield claims


@contextmanager
def open_checked(
    source: str, reports: Reports, *, checked: bool = False
) -> "Iterator[tuple[Iterator[Claim], Mapping[str, Check]]]":
    """Open the same claims, with what coders found: a file of claims does not tell."""
    from actorgraph.graph.claim_file import read_claims
    from actorgraph.queries.building import is_claim_file

    if is_claim_file(source):
        _refuse_checked(source, checked=checked)
        yield read_claims(source, reports), {}
    else:
        expect_graph(source)
        with open_graph(source) as store:
            yield store.merged_claims(checked=checked), store.checks()


@contextmanager
def open_source(source: str, *, checked: bool = False) -> "Iterator[ClaimSource]":
    """Open a graph or a file of claims, to go through its claims more than once."""
    from actorgraph.queries.building import is_claim_file
    from actorgraph.queries.claim_sources import file_source, store_source

    if is_claim_file(source):
        _refuse_checked(source, checked=checked)
        yield file_source(source)
    else:
        expect_graph(source)
        with open_graph(source) as store:
            yield store_source(store, checked=checked)


def _refuse_checked(source: str, *, checked: bool) -> None:
    if checked:
        message = f"{source} is a file of claims, which does not tell what was checked; "
        raise UsageError(message + "--checked is for a graph")


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
    checks: "Mapping[str, Check] | None" = None,
) -> None:
    """Write the page, and say what it shows."""
    from actorgraph.ontology.catalogue import shipped
    from actorgraph.queries.page import PageExtras, write_page

    actors = tuple(shipped().actors.values())
    extras = PageExtras(actors=actors, steps=steps, checks=checks or {})
    made = write_page(claims, out, title=title, filters=filters, extras=extras)
    say(
        f"page: {made.path} ({made.actors} actors, {made.relations} relations, "
        f"{made.claims} claims, {made.size / 1e6:.1f} MB)"
    )


def print_claims(claims: "Iterator[Claim]") -> None:
    """Print claims as a table."""
    printing.print_table(
        ("who", "relation", "whom", "status", "according to", "words", "confidence"),
        (
            (
                claim.subject.name,
                f"not: {claim.relation}" if claim.denied else claim.relation,
                claim.object.name,
                claim.status.value,
                claim.speaker.name if claim.speaker else "",
                claim.cue.text,
                claim.confidence,
            )
            for claim in claims
        ),
    )
