"""Runs commands in processes that have everything imported already; `tests/conftest.py` starts it.

Importing and loading the reader take longer than most commands. Each line of standard input is an
order, {"words", "folder", "environment", "streams"}, the last three paths for standard input,
output and error. It is answered with the number of the process that runs `python -m actorgraph`
with these words, and, when that has ended, with its exit code.
"""

import functools
import gc
import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any

import pandas as pd  # noqa: F401
import pyarrow as pa  # noqa: F401

from actorgraph.graph import frames, rdf_file, store  # noqa: F401
from actorgraph.loaders import extraction, pipeline, relating
from actorgraph.ontology.articles import Article
from actorgraph.queries import building, command_line, graphs, page  # noqa: F401

MODES = (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY)


def prepare() -> None:
    """Read a sentence, so that the children have all that takes time from the beginning."""
    loaded = functools.cache(pipeline.load_pipeline)
    for module in (pipeline, extraction, relating):
        if hasattr(module, "load_pipeline"):
            module.load_pipeline = loaded
    reader = extraction.ClaimReader()
    reader.claims(Article(id="a", text="Turkey bombed the YPG.", published="2016-10-24"))
    gc.freeze()  # the children leave these pages as they are


def run(order: dict[str, Any]) -> None:
    """Become the command."""
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    for number, (path, mode) in enumerate(zip(order["streams"], MODES, strict=True)):
        os.dup2(os.open(path, mode), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.argv = ["actorgraph", *order["words"]]
    runpy.run_module("actorgraph", run_name="__main__", alter_sys=True)
    sys.exit(0)


def main() -> None:
    """Obey until the orders end."""
    orders, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w", buffering=1)
    prepare()
    print("ready", file=answers)
    for line in orders:
        process = os.fork()
        if process == 0:
            run(json.loads(line))
        print(process, file=answers)
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), file=answers)


if __name__ == "__main__":
    sys.path.remove(
        str(Path(__file__).parent)
    )  # as with `python -m`, which has the folder it is in
    main()
