"""The commands that keep a graph in order, as a person runs them: what they tell, and exit codes."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from actorgraph.graph.store import Store
from actorgraph.queries.command_line import main

Make = Callable[..., Any]


class Done(NamedTuple):
    """How a command ended: exit code, standard output, standard error."""

    code: int
    out: str
    told: str


@pytest.fixture
def run(
    engine_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Done]:
    monkeypatch.setenv("ACTORGRAPH_GRAPH", str(engine_folder))
    monkeypatch.setenv("COLUMNS", "240")

    def ran(*words: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["actorgraph", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return Done(int(ended.value.code or 0), told.out, told.err)

    return ran


@pytest.fixture
def filled(store: Store, article: Make, claim: Make, reading: Make) -> Store:
    homes = [article(name, text="russia struck syria.") for name in ("one.txt", "two.txt")]
    store.load([reading(home, claim("russia attacks syria", home, start=0)) for home in homes])
    return store


def test_actors_are_merged_listed_and_split(filled: Store, run: Callable[..., Done]) -> None:
    assert run("actors", "merge", "syria", "Russia").code == 0
    listed = run("actors", "merges")
    assert {"russia", "syria"} <= set(listed.out.split())
    page = [row.subject for row in filled.relations()]
    assert page == ["syria"]

    again = run("actors", "merge", "syria", "Russia")
    assert (again.code, again.out) == (2, "")
    assert "one actor already" in again.told or "syria" in again.told
    assert run("actors", "split", "Russia").code == 0
    assert [(row.subject, row.object) for row in filled.relations()] == [("russia", "syria")]

    unknown = run("actors", "merge", "syria", "Rusia")
    assert unknown.code == 2
    assert "did you mean" in unknown.told


def test_articles_are_removed_and_unknown_ones_told(
    filled: Store, run: Callable[..., Done]
) -> None:
    done = run("remove", "on.txt", "two.txt")

    assert done.code == 1
    assert "'on.txt'; did you mean 'one.txt'" in done.told
    assert "two.txt: removed with 1 claims" in done.told
    assert list(filled.known()) == ["one.txt"]

    entries = run("log").out
    assert [line.split()[1] for line in entries.splitlines() if line.startswith("20")] == [
        "load", "remove",
    ]  # fmt: skip
    assert "two.txt" in entries


def test_check_tells_and_repairs(filled: Store, run: Callable[..., Done]) -> None:
    with filled._connection.writing() as session:
        session.run("MATCH ()-[r:ATTACKS]->() SET r.claims = 9").consume()

    found, repaired, after = run("check"), run("check", "--repair"), run("check")
    assert found.code == 1
    assert "sums: russia attacks syria: claims 9 (its claims say 2)" in found.out
    assert "repaired" in repaired.out
    assert "sums" not in after.out


def test_a_graph_goes_into_a_file_and_back(
    filled: Store, run: Callable[..., Done], tmp_path: Path
) -> None:
    before = list(filled.claims()), list(filled.log())
    dumped = run("dump", tmp_path / "graph.dump")
    full = run("restore", tmp_path / "graph.dump")
    bad = run("restore", tmp_path / "nowhere.dump", "--graph", tmp_path / "new.db")

    assert (dumped.code, full.code) == (0, 2)
    assert "2 articles, 2 claims" in dumped.told
    assert "holds a graph already" in full.told
    assert bad.code == 1
    assert not (tmp_path / "new.db").exists()

    with filled._connection.writing() as session:
        session.run("MATCH (n) WHERE NOT n:ActorGraph DETACH DELETE n").consume()
    assert run("restore", tmp_path / "graph.dump").code == 0
    assert (list(filled.claims()), list(filled.log())) == before


def test_a_graph_that_is_not_there_is_not_made(run: Callable[..., Done], tmp_path: Path) -> None:
    for words in (["check"], ["log"], ["remove", "x"], ["dump", "x"], ["actors", "merges"]):
        done = run(*words, "--graph", tmp_path / "mistyped.db")
        assert done.code == 2, words
        assert "mistyped.db" in done.told
    assert not (tmp_path / "mistyped.db").exists()
