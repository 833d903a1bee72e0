"""The commands and queries of the documentation run, and print what it shows.

A block "console" has commands behind "$ " (going on behind "> ") and what they print; "python" has
what a block "text" behind it shows. `…` stands for anything, and alone in a line for any lines.

    ACTORGRAPH_WRITE_DOCS=1 pytest tests/graph/test_documented_commands.py

writes what is printed into the pages, where it is another than they show.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from actorgraph.graph.jars import ENGINE_VERSION
from actorgraph.graph.store import Store
from actorgraph.queries import printing
from actorgraph.queries.command_line import main

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = ("tutorial.md", *sorted(f"how-to/{page.name}" for page in DOCS.glob("how-to/*.md")))
WRITE = os.environ.get("ACTORGRAPH_WRITE_DOCS") == "1"
BLOCK = re.compile(r"^```(console|python|text|cypher)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*\n(?:> .*\n)*)((?:(?!\$ ).*\n)*)", re.MULTILINE)
VERSIONS = [lock.stem.removeprefix("neo4j-") for lock in ROOT.glob("graph/neo4j-*.lock")]
COLUMNS = 100  # of the terminal that the pages show

OLDER = [version for version in VERSIONS if version != ENGINE_VERSION]

newest = pytest.mark.parametrize("engine_settings", [ENGINE_VERSION], indirect=True)


@pytest.fixture(scope="module")
def place(
    engine_folder: Path, empty_store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A folder with the articles of the examples, whose syria.db is an engine that runs already."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "examples" / "articles", folder / "articles")
    (folder / "syria.db").symlink_to(engine_folder, target_is_directory=True)
    assert empty_store.address == str(engine_folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(printing, "WIDE", COLUMNS)
        for name in [name for name in os.environ if name.startswith(("ACTORGRAPH_G", "NEO4J_"))]:
            patch.delenv(name)
        yield folder


def printed(command: str) -> str:
    """Return what a command prints: ours runs in this process, which knows the reader already."""
    words = shlex.split(command)
    if words[0] != "actorgraph" or "|" in words:
        done = subprocess.run(  # noqa: S603 - written in our own pages
            ["/bin/sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, check=False,
        )  # fmt: skip
        return done.stdout
    out = Path(words[-1]) if words[-2] == ">" else None
    arguments = words[:-2] if out else words
    stdout, terminal = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", arguments)
        streams = redirect_stdout(stdout if out else terminal), redirect_stderr(terminal)
        with streams[0], streams[1], pytest.raises(SystemExit):
            main()
    if out:
        out.write_text(stdout.getvalue(), encoding="utf-8")
    return terminal.getvalue()


def pattern(shown: str) -> str:
    """Return the regular expression of what a page shows."""
    lines = ("(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n"
             for line in shown.splitlines())  # fmt: skip
    return "".join(lines)


def tidy(text: str) -> str:
    """Return the text without blanks at the end of lines, and without empty lines at its end."""
    lines = [line.rstrip() for line in text.rstrip().splitlines()]
    return "".join(f"{line}\n" for line in lines)


def cut_like(shown: str, found: str) -> str:
    """Return what was printed, cut where the page cuts: as many lines before and after a `…`."""
    lines, before = found.splitlines(keepends=True), shown.splitlines(keepends=True)
    if "…\n" not in before:
        return found
    at = before.index("…\n")
    after = len(before) - at - 1
    return "".join([*lines[:at], "…\n", *lines[len(lines) - after :]])


def outcomes(page: str) -> Iterator[tuple[str, str, str]]:
    """Run a page from top to bottom; give each command with what is shown and what it printed."""
    code: str | None = None
    names: dict[str, object] = {"__name__": "__page__"}
    for kind, block in BLOCK.findall((DOCS / page).read_text(encoding="utf-8")):
        if kind == "console":
            for command, shown in COMMAND.findall(block):
                yield command, shown, tidy(printed(command.replace("\n> ", "\n").strip()))
        elif kind == "python":
            code = block
            told = StringIO()
            with redirect_stdout(told):
                exec(compile(block, page, "exec"), names)  # noqa: S102 - written in our own pages
        elif kind == "text" and code is not None:
            yield code, block, tidy(told.getvalue())
            code = None


@newest
@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_the_page_shows(place: Path, page: str) -> None:
    assert place.is_dir()
    wrong = []
    ran = 0
    for command, shown, found in outcomes(page):
        ran += 1
        if re.fullmatch(pattern(tidy(shown)), found):
            continue
        wrong.append(f"{command}{found}")
        if WRITE:
            path = DOCS / page
            text = path.read_text(encoding="utf-8")
            begin = text.index(command) + len(command)
            start = text.index(shown, begin) if shown else begin
            path.write_text(
                text[:start] + cut_like(shown, found) + text[start + len(shown) :], encoding="utf-8"
            )

    assert ran
    assert "\n".join(wrong) == ""


def recipes() -> dict[str, str]:
    """Return the queries of the cook-book by the first words above each."""
    text = (DOCS / "cookbook.md").read_text(encoding="utf-8")
    parts = re.findall(r"^### (.*?)\n.*?^```cypher\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert text.count("```cypher") == len(parts)
    return dict(parts)


@pytest.fixture(scope="module")
def examples(place: Path, empty_store: Store) -> Store:
    """The graph of the examples: the pages made it, unless a test runs alone."""
    if not empty_store.query("MATCH (c:Claim) RETURN count(c)").rows[0][0]:
        printed("actorgraph build articles --graph syria.db")
    assert (place / "syria.db").is_dir()
    return empty_store


@newest
@pytest.mark.parametrize("recipe", recipes())
def test_a_recipe_finds_something_in_the_examples(examples: Store, recipe: str) -> None:
    assert examples.query(recipes()[recipe]).rows


def rows_of(heading: str) -> dict[str, set[str]]:
    """Return, of a table of the data model, the names in the first and in the last column."""
    text = (DOCS / "data-model.md").read_text(encoding="utf-8")
    part = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| `")]
    return {re.findall(r"`(\w+)`", row[0])[0]: set(re.findall(r"`(\w+)`", row[-1])) for row in rows}


@newest
def test_the_data_model_is_that_of_the_store(examples: Store) -> None:
    printed("actorgraph actors merge syria syrian-government --graph syria.db")
    printed("actorgraph actors split syria --graph syria.db")
    nodes = "MATCH (n) UNWIND keys(n) AS key RETURN labels(n)[0], collect(DISTINCT key)"
    links = "MATCH ()-[r]->() UNWIND keys(r) AS key RETURN type(r), collect(DISTINCT key)"
    bare = "MATCH ()-[r]->() WHERE size(keys(r)) = 0 RETURN DISTINCT type(r)"
    told = rows_of("Relationships")

    assert {label: set(keys) for label, keys in examples.query(nodes).rows} == rows_of("Nodes")
    assert set().union(*(keys for _, keys in examples.query(links).rows)) == told.pop("ATTACKS")
    assert told == {type_: set() for (type_,) in examples.query(bare).rows}


@pytest.mark.parametrize("engine_settings", OLDER, indirect=True)
def test_the_recipes_are_cypher_of_older_versions_too(store: Store) -> None:
    rows = [row for query in recipes().values() for row in store.query(query).rows]

    assert all(set(row) <= {None, 0} for row in rows)  # of an empty graph: sums at most
