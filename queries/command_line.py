"""The command line: each command calls one public function and prints what it returns."""

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from actorgraph.errors import ActorGraphError
from actorgraph.queries.commands import (
    actors,
    asking,
    browser,
    coded,
    engine,
    exporting,
    keeping,
    looking_over,
    plotting,
    reading,
    watching,
)
from actorgraph.queries.printing import say

# Imports of spaCy, Neo4j and pyvis stand inside the commands, so that each starts at once.


class Commands(TyperGroup):
    """The commands, for which a reader that closes the pipe early is no error."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what it printed goes out here, so that a closed pipe is met here."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None


app = typer.Typer(
    name="actorgraph",
    cls=Commands,
    help="Who did what to whom, according to whom: articles in, a graph of actors out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(reading.app)
app.add_typer(coded.app)
app.add_typer(asking.app)
app.add_typer(plotting.app)
app.add_typer(exporting.app)
app.add_typer(keeping.app)
app.add_typer(looking_over.app)
app.add_typer(watching.app)
app.add_typer(actors.app, name="actors")
app.add_typer(browser.app)
app.add_typer(engine.app, name="engine")


def main() -> None:
    """Run the command line; an error is told in a line, its exit code says of what sort it is."""
    try:
        app()
    except ActorGraphError as error:
        say(f"actorgraph: {error}")
        sys.exit(error.exit_code)
