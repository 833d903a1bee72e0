"""The command that serves Neo4j Browser beside a graph."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from actorgraph.queries import printing
from actorgraph.queries.commands.options import (
    DEFAULT_GRAPH,
    DatabaseOption,
    GraphOption,
    asked_password,
    expect_graph,
    open_graph,
)
from actorgraph.queries.printing import say

app = typer.Typer()

RIGHTS = (
    "Neo4j Browser has all rights of the store's owner: what is run there can change and delete "
    "everything in the graph. It can speak to this store alone. Ctrl-C ends it."
)


@app.command("browser", epilog="Example: `actorgraph browser --graph syria.db`")
def browser(
    graph: GraphOption = DEFAULT_GRAPH,
    port: Annotated[
        int,
        typer.Option(
            min=0, max=65535,
            help="Where to serve it, to find your own scripts again; 0 takes any free port.",
        ),
    ] = 0,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Print the address only; open no web browser.")
    ] = False,
    database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Serve Neo4j Browser on this machine, connected to a graph, until Ctrl-C."""
    from actorgraph.graph.browser_jar import fetch_browser
    from actorgraph.graph.server_settings import is_server
    from actorgraph.queries.browser_server import BrowserServer
    from actorgraph.queries.browsing import (
        browser_login,
        open_in_browser,
        opening_file,
        storage_items,
    )

    expect_graph(graph)
    password = asked_password(graph)
    with printing.fetch_shown() as fetched:
        jar = fetch_browser(progress=fetched)
    with open_graph(graph, database, password=password) as store:
        login = browser_login(graph, password=password, database=database)
        server = BrowserServer(jar, login, storage_items(store), port=port, opened=_say_again)
        say(RIGHTS)
        with server, ExitStack() as opening:
            if not no_open:
                folder = None if is_server(graph) else Path(graph)
                file = opening.enter_context(opening_file(server.address(), folder))
                no_open = not open_in_browser(file)
            say(f"{'open' if no_open else 'opened; if nothing shows, open'} {server.address()}")
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                say("ended")


def _say_again(address: str) -> None:
    say(f"connected; to open it once more: {address}")
