"""What every command has: how it tells what happens, and what it has counted at its end."""

import functools
import inspect
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from actorgraph.counters import COUNTERS
from actorgraph.errors import ActorGraphError
from actorgraph.queries import log_lines
from actorgraph.queries.log_lines import LogFormat
from actorgraph.queries.printing import say

LogFormatOption = Annotated[
    LogFormat,
    typer.Option(
        log_lines.OPTION, envvar=log_lines.VARIABLE, rich_help_panel="Log",
        help="Standard error as text, or as a JSON object a line.",
    ),
]  # fmt: skip
CountersOption = Annotated[
    str | None,
    typer.Option(
        "--counters", metavar="FILE", rich_help_panel="Log",
        help="Write counts and the seconds of each stage as JSON; - prints them at the end.",
    ),
]  # fmt: skip
ADDED = {"log_format": (LogFormatOption, LogFormat.TEXT), "counters": (CountersOption, None)}
DEFECT = 70  # EX_SOFTWARE of sysexits.h
# Exit codes as shells have them for any program, 128 and the number of the signal.
STOPPED = 130  # by Ctrl-C
PIPE_CLOSED = 141  # by a reader who has enough


def give_to_all(app: typer.Typer) -> None:
    """Give all commands of an application these options."""
    for group in app.registered_groups:
        if group.typer_instance is not None:
            give_to_all(group.typer_instance)
    for command in app.registered_commands:
        if command.callback is not None and not hasattr(command.callback, "__wrapped__"):
            command.callback = _with_options(command.callback)


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(command)
    def run(*words: Any, log_format: LogFormat, counters: str | None, **options: Any) -> None:
        log_lines.use(log_format)
        with _Run(command.__name__, counters):
            command(*words, **options)
            sys.stdout.flush()  # so that a closed pipe is met here

    signature = inspect.signature(command)
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in ADDED.items()
    ]
    run.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[*signature.parameters.values(), *added]
    )
    kinds = {name: kind for name, (kind, _) in ADDED.items()}
    run.__annotations__ = {**command.__annotations__, **kinds}
    return run


class _Run:
    """One run of a command, from its start to its exit code."""

    def __init__(self, command: str, counters: str | None) -> None:
        self._command, self._file = command, counters
        self._start = perf_counter()

    def __enter__(self) -> None:
        COUNTERS.taken()
        if log_lines.is_json():
            from importlib.metadata import version

            fields = {"command": self._command, "version": version("actorgraph")}
            log_lines.write_line("info", "started", f"actorgraph {self._command}", fields)

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        seconds = round(perf_counter() - self._start, 3)
        counted = {"command": self._command, "elapsed": seconds, **COUNTERS.as_json()}
        if log_lines.is_json():
            fields = {**counted, "exit_code": _code(error)}
            log_lines.write_line("info", "finished", f"actorgraph {self._command}", fields)
        elif self._file == "-":
            _print_counters(counted)
        if self._file and self._file != "-":
            Path(self._file).write_text(json.dumps(counted, indent=1) + "\n", encoding="utf-8")


def _code(error: BaseException | None) -> int:
    """Return the exit code that an exception will give."""
    match error:
        case None:
            return 0
        case typer.Exit() | ActorGraphError():
            return error.exit_code
        case KeyboardInterrupt():
            return STOPPED
        case BrokenPipeError():
            return PIPE_CLOSED
        case _:
            return DEFECT


def _print_counters(counted: dict[str, Any]) -> None:
    for name, number in counted["counts"].items():
        say(f"{number:>12,} {name}")
    for name, seconds in counted["seconds"].items():
        say(f"{seconds:>12.2f} s {name}")
    say(f"{counted['elapsed']:>12.2f} s from start to end")
