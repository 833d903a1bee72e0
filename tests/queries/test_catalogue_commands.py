"""The commands of the catalogue: what they print, write and refuse."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from actorgraph.errors import BadTable, UnreadableFile, UsageError
from actorgraph.queries.command_line import app


def ran(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["actors", *map(str, words)], env={"COLUMNS": "200"})


def test_find_names_what_was_like_it() -> None:
    done = ran("find", "Лавров", "--most", "1")

    assert done.exit_code == 0
    assert "sergey-lavrov" in done.stdout
    assert "Сергей Лавров" in done.stdout


def test_show_prints_roles_in_the_order_of_time() -> None:
    done = ran("show", "Vladimir Putin")

    assert (
        done.stdout.index("1998-07") < done.stdout.index("2000-05-07") < done.stdout.index("2012")
    )
    assert "Владимир Путин (ru)" in done.stdout


def test_explain_says_who_and_why_in_a_table_and_as_json() -> None:
    table = ran("explain", "King Abdullah", "--date", "2016-10-24")
    lines = ran("explain", "King Abdullah", "--date", "2016-10-24", "--format", "jsonl")

    assert "Abdullah II of Jordan (the only one of this name on that date)" in table.stdout
    assert json.loads(lines.stdout)["winner"] == "abdullah-ii-of-jordan"
    assert len(json.loads(lines.stdout)["candidates"]) == 2


def test_import_makes_tables_that_the_others_take(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("BLUE_BRIGADE_ [SYRREB]\n+BLUE_ONES_\nX_ [?]\n", "utf-8")
    tables = tmp_path / "tables"
    done = ran("import", tmp_path / "some.txt", "--format", "petrarch", "--out", tables)
    found = ran("find", "Blue Ones", "--most", "1", "--tables", tables)
    explained = ran("explain", "Blue Ones", "--tables", tables)

    assert done.exit_code == 1
    assert done.stdout == ""
    assert "line 3: '?' is no code" in done.stderr
    assert "1 actors (1 ArmedGroup)" in done.stderr
    assert "blue-brigade" in found.stdout
    assert "Blue Ones: Blue Brigade" in explained.stdout


def test_import_of_a_table_maps_its_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Org\nBlue Brigade\n", encoding="utf-8")
    done = ran("import", tmp_path / "a.csv", "--format", "csv", "--out", tmp_path / "t",
               "--column", "name=Org", "--kind", "NGO")  # fmt: skip

    assert done.exit_code == 0
    assert (tmp_path / "t" / "actors.csv").read_text("utf-8").splitlines() == [
        "id,name,kind,aliases,country,wikidata",
        "blue-brigade,Blue Brigade,NGO,,,",
    ]
    assert [table.name for table in (tmp_path / "t").iterdir()] == ["actors.csv"]


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        (("find", "x", "--tables", "nowhere"), BadTable, "nowhere"),
        (("show", "putin", "--date", "yesterday"), UsageError, "is not a date"),
        (("export", "--out", "no/such/folder/x.ttl"), UsageError, "cannot be written"),
        (("import", "none.json", "--format", "wikidata", "--out", "t"), UnreadableFile, "none"),
        (("import", "a.csv", "--format", "csv", "--out", "t", "--column", "name"), UsageError,
         "name=value"),
    ],
)  # fmt: skip
def test_wrong_use_is_refused_and_leaves_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    error: type[Exception],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = ran(*words)

    assert isinstance(done.exception, error)
    assert said in str(done.exception)
    assert list(tmp_path.iterdir()) == []
