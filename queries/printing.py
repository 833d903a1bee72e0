"""What commands print: data to standard output, everything else to standard error."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)
from rich.table import Table as RichTable

from actorgraph.counters import COUNTERS
from actorgraph.errors import ActorGraphError, DoubtfulInput, InputError
from actorgraph.queries import log_lines

errors = Console(stderr=True, highlight=False)
WIDE = 160  # characters of a table in a pipe
GAP = 2  # between two columns
RELATION, DATE = 17, 10  # the longest name of a relation; an ISO date
NAME = 9  # what a name of an actor needs, wrapped
SHOWN = 3  # how many inputs a doubt is shown for before it is only counted


def say(message: str, *, event: str = "told", level: str = "info", **fields: Any) -> None:
    """Tell the person something that is not data; a log of JSON lines gets the facts too."""
    if log_lines.is_json():
        log_lines.write_line(level, event, message, fields)
    else:
        errors.print(escape(message), soft_wrap=True)


def say_error(error: ActorGraphError) -> None:
    """Tell the person why a command ends."""
    facts = log_lines.facts_of(error)
    text = str(error) if log_lines.is_json() else f"actorgraph: {error}"
    say(text, event="failed", level="error", **facts)


class Reports:
    """Prints what could not be read as it comes; doubts are counted and told at the end."""

    def __init__(self) -> None:
        self.exit_code = 0
        self._doubts: Counter[str] = Counter()

    def __call__(self, error: InputError) -> None:
        """Take one report."""
        self.exit_code = max(self.exit_code, error.exit_code)
        doubt = isinstance(error, DoubtfulInput)
        COUNTERS.add("doubts" if doubt else "not read")
        if log_lines.is_json():
            level, event = ("info", "doubt") if doubt else ("warning", "not_read")
            say(str(error), event=event, level=level, **log_lines.facts_of(error))
            return
        if isinstance(error, DoubtfulInput):
            self._doubts[error.reason] += 1
            if self._doubts[error.reason] > SHOWN:
                return
        say(f"{'note' if doubt else 'not read'}: {error}")

    def close(self) -> None:
        """Tell how often a doubt came that was not shown each time."""
        for reason, times in self._doubts.items():
            if times > SHOWN:
                say(f"note: {reason}: {times - SHOWN} more")


def _shows_progress() -> bool:
    return errors.is_terminal and not log_lines.is_json()


def article_progress() -> Progress:
    """Return a progress line that counts articles."""
    return count_progress("articles")


def count_progress(what: str) -> Progress:
    """Return a progress line that counts things of this name."""
    return Progress(
        SpinnerColumn(),
        TextColumn(f"{{task.completed:,.0f}} {what}"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=errors,
        transient=True,
        disable=not _shows_progress(),
    )


@contextmanager
def claim_progress() -> Iterator[Callable[[int], None]]:
    """Show a progress line of claims, and give what tells it their number."""
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} claims"), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True, disable=not _shows_progress()) as bar:
        task = bar.add_task("", total=None)
        yield lambda done: bar.update(task, completed=done)


def fetch_progress() -> Progress:
    """Return a progress bar that counts bytes."""
    return Progress(
        TextColumn("fetching Neo4j"), BarColumn(), DownloadColumn(), TransferSpeedColumn(),
        console=errors, transient=True, disable=not _shows_progress(),
    )  # fmt: skip


@contextmanager
def fetch_shown() -> Iterator[Callable[[int, int], None]]:
    """Show a fetch as it goes; what is yielded is told of the bytes there and of those in all."""
    with fetch_progress() as bar:
        task = bar.add_task("fetch", total=None, visible=False)

        def fetched(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        yield fetched


def print_json(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON object a line."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


class _Output(Console):
    """Standard output, of which a closed pipe is for the command line to tell."""

    def on_broken_pipe(self) -> None:
        """Raise what rich would end the program with exit code 1 for."""
        raise  # noqa: PLE0704  (rich calls this where it has caught it)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "") -> None:
    """Print a table that fits the terminal; a pipe gets the full width."""
    console = _Output(highlight=False, width=None if sys.stdout.isatty() else WIDE)
    table = RichTable(
        title=title or None, title_justify="left", header_style="bold",
        box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0),
    )  # fmt: skip
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    whole = _whole(widths, console.width)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(escape(column), overflow="fold", no_wrap=width <= whole)
    for row in cells:
        table.add_row(*map(escape, row))
    console.print(table)


def _whole(widths: Sequence[int], room: int) -> int:
    """Return up to which width columns need not wrap, so that the others keep room for a name."""
    for most in (RELATION, DATE):
        short = [width + GAP for width in widths if width <= most]
        if room - sum(short) >= (NAME + GAP) * (len(widths) - len(short)) - GAP:
            return most
    return 0


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
