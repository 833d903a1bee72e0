"""The command line: each command calls one public function and prints what it returns."""

import os
import sys
import traceback
from typing import Any

import typer
from typer.core import TyperGroup

from actorgraph.errors import ActorGraphError
from actorgraph.queries import log_lines
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
    verdicts,
    watching,
)
from actorgraph.queries.commands.every_command import DEFECT, PIPE_CLOSED, give_to_all
from actorgraph.queries.printing import say, say_error

# Imports of spaCy, Neo4j and pyvis stand inside the commands, so that each starts at once.


class Commands(TyperGroup):
    """The commands, which a reader that closes the pipe early ends without a word."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what it printed goes out here, so that a closed pipe is met here."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from None


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
app.add_typer(verdicts.sampling)
app.add_typer(verdicts.app, name="verdicts")
app.add_typer(actors.app, name="actors")
app.add_typer(browser.app)
app.add_typer(engine.app, name="engine")
give_to_all(app)


def main() -> None:
    """Run the command line; an error is told in a line, its exit code says of what sort it is."""
    log_lines.use(log_lines.asked_format(sys.argv[1:]))
    try:
        sys.exit(app(standalone_mode=not log_lines.is_json()))
    except ActorGraphError as error:
        say_error(error)
        sys.exit(error.exit_code)
    except typer.Abort:  # a question was not answered
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - a defect has an exit code of its own
        sys.exit(_tell(error))


def _tell(error: Exception) -> int:
    """Tell what the libraries for command lines raise where they do not tell it, and defects."""
    wrong_use = getattr(error, "format_message", None)
    if wrong_use is not None:
        code = int(getattr(error, "exit_code", 2))
        say(wrong_use(), event="failed", level="error", error="UsageError", exit_code=code)
        return code
    trace = "".join(traceback.format_exception(error))
    message = f"a defect of actorgraph ended it: {type(error).__name__}: {error}"
    if log_lines.is_json():
        say(message, event="defect", level="error", traceback=trace, exit_code=DEFECT)
    else:
        say(f"{trace}\nactorgraph: {message}; please report it with the lines above")
    return DEFECT
