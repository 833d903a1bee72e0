"""What the doctor finds, on this machine and on ones that lack something."""

from collections.abc import Callable
from importlib.metadata import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from actorgraph.graph.jars import jar_folder, locked_jars
from actorgraph.queries import doctor
from actorgraph.queries.command_line import app
from actorgraph.queries.doctor import Finding, look_over


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finding]:
    return {one.what: one for one in look_over(str(tmp_path_factory.mktemp("d") / "g.db"))}


@pytest.mark.parametrize("what", ["Python", "model", "Java", "extra rdf"])
def test_what_the_tests_need_is_well(here: dict[str, Finding], what: str) -> None:
    assert here[what].well, here[what]


def test_the_model_and_java_say_what_they_are(here: dict[str, Finding]) -> None:
    assert "reads a sentence" in here["model"].found
    assert "version" in here["Java"].found
    assert "there is no graph in" in here["graph"].found


def test_every_extra_has_a_row(here: dict[str, Finding]) -> None:
    named = set(metadata("actorgraph").get_all("Provides-Extra", [])) - {"docs", "test"}

    assert {what.removeprefix("extra ") for what in here if what.startswith("extra ")} == named
    assert {"rdf", "sources"} <= named


def test_an_extra_lacks_what_is_not_there_or_too_old() -> None:
    found = {
        one.what: one
        for one in doctor.extras(
            [
                "pytest>=1; extra == 'ray'", "numpy", "no-such-library; extra == 'llm'",
                "pytest<1; extra == 'llm'", "nothing-here; extra == 'test'",
                "no-such-thing; extra == 'ray' and python_version < '3'",
            ]
        )
    }  # fmt: skip

    assert set(found) == {"extra ray", "extra llm"}
    assert found["extra ray"].well
    assert not found["extra llm"].well
    assert "no no-such-library, pytest " in found["extra llm"].found
    assert "(<1 is needed)" in found["extra llm"].found
    assert found["extra llm"].advice == "pip install 'actorgraph[llm]'"


def test_missing_jars_are_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ACTORGRAPH_CACHE", str(tmp_path))
    first = locked_jars()[0]
    (jar_folder() / first.path).parent.mkdir(parents=True)
    (jar_folder() / first.path).write_bytes(b"cut")

    done = CliRunner().invoke(app, ["doctor", "--graph", str(tmp_path / "g.db")])

    assert done.exit_code == 3
    assert f"0 of {len(locked_jars())} jars" in "".join(done.output.split("\n"))
    assert "to be mended" in done.output


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usage: Callable[..., object] = lambda _path: type("U", (), {"free": 10 << 20})()  # noqa: E731
    monkeypatch.setattr(doctor.shutil, "disk_usage", usage)

    found = {one.what: one for one in look_over(str(tmp_path / "new" / "g.db"))}

    assert not found["room for the graph"].well
    assert "0.0 GB free" in found["room for the graph"].found


def test_a_server_that_does_not_answer_is_told() -> None:
    found = {one.what: one for one in look_over("bolt://127.0.0.1:1")}

    assert not found["server"].well
    assert "nobody answers" in found["server"].found
