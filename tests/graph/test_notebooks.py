"""The notebooks of examples/, run cell by cell against a real Neo4j, all in one kernel."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from neo4j import GraphDatabase

from actorgraph.graph.engine import open_engine
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.jars import ENGINE_VERSION

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ("first-graph", "aleppo", "two-publishers")
# What a reader has to see somewhere in the output, as the articles say it.
SHOWN = {
    "first-graph": ("<mark", "Houthis", "United States in conflict", "first-graph.html"),
    "aleppo": ("<mark", "not: attacks", "Igor Konashenkov", "week"),
    "two-publishers": ("Example Courier", "relations are told by both", "Stepanakert", "ceasefire"),
}


def shown(cell: nbformat.NotebookNode) -> Iterator[str]:
    for output in cell.get("outputs", ()):
        yield output.get("text", "")
        data = output.get("data", {})
        yield data.get("text/html", data.get("text/plain", ""))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NotebookClient]:
    """A kernel in a copy of examples/, where notebooks may write."""
    place = tmp_path_factory.mktemp("notebooks") / "examples"
    shutil.copytree(ROOT / "examples", place)
    made = NotebookClient(
        nbformat.v4.new_notebook(), timeout=240, resources={"metadata": {"path": str(place)}}
    )
    environment = dict(os.environ) | {"JUPYTER_PLATFORM_DIRS": "1", "IPYTHONDIR": str(place.parent)}
    with made.setup_kernel(env=environment):
        yield made


@pytest.mark.parametrize("engine_settings", [ENGINE_VERSION], indirect=True)
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_and_shows_what_it_promises(
    client: NotebookClient, engine_folder: Path, engine_settings: EngineSettings, name: str
) -> None:
    engine = open_engine(engine_folder, engine_settings)
    with GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        driver.execute_query("MATCH (n) WHERE NOT n:ActorGraph DETACH DELETE n")
    login = {"GRAPH": engine.uri, "USER": engine.user, "PASSWORD": engine.password}
    named = {f"ACTORGRAPH_{key}": value for key, value in login.items()}
    notebook = nbformat.read(ROOT / "examples" / f"{name}.ipynb", as_version=4)
    first = nbformat.v4.new_code_cell(f"import os; os.environ.update({named!r})")
    client.nb = nbformat.v4.new_notebook(cells=[first, *notebook.cells])
    client.reset_execution_trackers()
    for place, cell in enumerate(client.nb.cells):
        client.execute_cell(cell, place)

    said = "\n".join(text for cell in client.nb.cells for text in shown(cell))
    for words in SHOWN[name]:
        assert words in said
    assert "<script" not in said
    tables = [text for cell in client.nb.cells for text in shown(cell) if "<table" in text]
    assert len(tables) >= 4
    assert all("<td" in table for table in tables)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_kept_without_output(name: str) -> None:
    notebook = nbformat.read(ROOT / "examples" / f"{name}.ipynb", as_version=4)

    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
