"""The command that watches feeds."""

import signal
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from actorgraph.errors import UsageError
from actorgraph.queries.commands.options import (
    DEFAULT_GRAPH,
    AllowPrivate,
    GraphOption,
    MinConfidence,
    Pipeline,
    Tables,
    open_graph,
    reader_settings,
    web_settings,
)
from actorgraph.queries.printing import Reports, say

if TYPE_CHECKING:
    from actorgraph.queries.watching import Poll

SHORTEST = 60  # seconds between two polls of a feed

app = typer.Typer()


@app.command(epilog="Example: `actorgraph watch https://example.org/rss --graph news.db`")
def watch(
    feeds: Annotated[list[str], typer.Argument(help="Feeds: web addresses, or files.")],
    graph: GraphOption = DEFAULT_GRAPH,
    every: Annotated[str, typer.Option(help="Time between two polls: 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Poll each feed once, and end.")] = False,
    pipeline: Pipeline = "english",
    tables: Tables = None,
    min_confidence: MinConfidence = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Poll feeds and add what is new to a graph, until Ctrl-C."""
    from functools import cache

    from actorgraph.queries import watching

    pause = _pause(every)
    settings = reader_settings(pipeline, tables, min_confidence)
    settings.check()
    reports, stop = Reports(), Event()
    polls = watching.Watch(
        lambda: open_graph(graph),
        cache(settings.reader),
        report=reports,
        web=web_settings(allow_private=allow_private),
        stop=stop,
    )
    _stop_on_signals(stop)
    if once:
        failed = [result for feed in feeds if _told(result := polls.poll(feed)).failed]
        reports.close()
        raise typer.Exit(1 if failed else reports.exit_code)
    watching.watch(feeds, polls.poll, every=pause, stop=stop, tell=_told)
    say("stopped; what was read is in the graph")


def _pause(every: str) -> float:
    from actorgraph.queries.watching import seconds_of

    try:
        pause = seconds_of(every)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if pause < SHORTEST:
        message = f"--every {every} is too often to be polite; the shortest is 1m"
        raise UsageError(message)
    return pause


def _told(result: "Poll", pause: float = 0) -> "Poll":
    again = f"; next in {pause / 60:.0f} minutes" if pause else ""
    if result.failed:
        say(f"not read: {result.feed}: {result.failed}{again}")
    if result.articles or not result.failed:
        say(f"{result.feed}: {result.articles} new articles, {result.claims} claims added")
    return result


def _stop_on_signals(stop: Event) -> None:
    """Let the first Ctrl-C end the watch after the article at hand, and a second one at once."""

    def end(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.default_int_handler)
        say("stopping after the article at hand; Ctrl-C again stops at once")

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
