"""Commands of a folder's local Neo4j: engine fetch, start, status, stop."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from actorgraph.errors import UsageError
from actorgraph.queries import printing
from actorgraph.queries.commands.options import DEFAULT_GRAPH, GraphOption, open_graph
from actorgraph.queries.printing import say

app = typer.Typer(help="The local Neo4j of a graph folder.", no_args_is_help=True)


def _engine_folder(graph: str) -> Path:
    from actorgraph.graph.server_settings import is_server

    if is_server(graph):
        message = f"{graph} is a server; only a folder has an engine of its own"
        raise UsageError(message)
    return Path(graph)


@app.command("status", epilog="Example: `actorgraph engine status --graph syria.db`")
def engine_status(graph: GraphOption = DEFAULT_GRAPH) -> None:
    """Say whether the engine runs, and how other Bolt clients reach it."""
    from actorgraph.graph.engine import engine_state

    state = engine_state(_engine_folder(graph))
    sys.stdout.write("\n".join(state.described()) + "\n")


@app.command("start", epilog="Example: `actorgraph engine start --graph syria.db`")
def engine_start(graph: GraphOption = DEFAULT_GRAPH) -> None:
    """Start the engine, or find that it runs; the first time Neo4j is fetched."""
    with open_graph(str(_engine_folder(graph))):
        pass
    engine_status(graph)


@app.command("stop", epilog="Example: `actorgraph engine stop --graph syria.db`")
def engine_stop(graph: GraphOption = DEFAULT_GRAPH) -> None:
    """Stop the engine of a folder; nothing is lost."""
    from actorgraph.graph.engine import stop_engine

    stopped = stop_engine(_engine_folder(graph))
    say("stopped" if stopped else "it was not running")


@app.command("fetch", epilog="Example: `actorgraph engine fetch --to jars/`")
def engine_fetch(
    to: Annotated[Path | None, typer.Option(help="Put them there instead, to be carried.")] = None,
    from_: Annotated[Path | None, typer.Option("--from", help="Take the jars from there.")] = None,
    browser: Annotated[
        bool, typer.Option("--browser", help="Fetch Neo4j Browser too, for 'actorgraph browser'.")
    ] = False,
) -> None:
    """Fetch Neo4j's jars now, or carry them to a machine without network."""
    from actorgraph.graph.browser_jar import fetch_browser
    from actorgraph.graph.jars import ENGINE_VERSION, fetch_jars
    from actorgraph.graph.unsigned_jars import make_unsigned

    with printing.fetch_shown() as fetched:
        folder = fetch_jars(to=to, source=from_, progress=fetched)
    if to is None:
        make_unsigned(ENGINE_VERSION)
    say(f"Neo4j's jars are in {folder}")
    if browser:
        with printing.fetch_shown() as fetched:
            jar = fetch_browser(to=to, source=from_, progress=fetched)
        say(f"Neo4j Browser is in {jar}")
