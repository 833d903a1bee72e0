"""Questions as methods: what they offer to people who type, without asking any graph."""

import inspect
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from actorgraph.queries.question_calls import row_type
from actorgraph.queries.question_files import COMMAND, PAGE, STUB, questions_page, stub
from actorgraph.queries.question_methods import Ask
from actorgraph.queries.questions import questions

ROOT = Path(__file__).parents[2]


@pytest.fixture
def offered() -> Any:
    """The methods, with no graph behind them: none is asked here."""
    return Ask(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("path", "written"), [(STUB, stub), (PAGE, questions_page)])
def test_what_is_written_from_the_headers_is_up_to_date(path: str, written: Any) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == written(), f"run {COMMAND}"


def test_names_are_completed_and_a_wrong_one_offers_the_near_one(offered: Any) -> None:
    assert set(questions()) <= set(dir(offered))
    assert not hasattr(offered, "_ipython_display_")
    with pytest.raises(AttributeError, match="did you mean 'rivals'"):
        _ = offered.rivls


def test_a_method_says_what_it_takes_and_returns(offered: Any) -> None:
    told = inspect.getdoc(offered.dormant) or ""

    assert str(inspect.signature(offered.escalation)) == (
        "(actor: str, *, other: str | None = None, since: str | datetime.date | None = None, "
        "until: str | datetime.date | None = None, checked: bool = False, most: int = 1000)"
    )
    assert told.startswith("Which two actors had much to do with each other")
    assert "silent: for how many days there must have been nothing" in told
    assert "relations (list[str]): what was between them" in told
    assert offered.dormant.__name__ == "dormant"


def test_what_is_given_twice_or_in_too_many_places_is_told(offered: Any) -> None:
    with pytest.raises(TypeError, match="'actor' is given twice"):
        offered.rivals("Russia", actor="Turkey")
    with pytest.raises(TypeError, match="too many positional"):
        offered.rivals("Russia", "2016")


@pytest.mark.parametrize("name", sorted(questions()))
def test_rows_are_named_as_the_columns(name: str) -> None:
    columns = tuple(column.name for column in questions()[name].columns)

    assert row_type(name)._fields == columns
    assert row_type(name)(*columns)._asdict() == dict(zip(columns, columns, strict=True))


def test_a_notebook_shows_the_questions(offered: Any) -> None:
    shown = offered._repr_html_()

    assert all(f">{name}</td>" in shown for name in questions())


def test_the_shell_completes_questions_and_files_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "broken.cypher").touch()
    code = "import sys; sys.argv = ['actorgraph']; from actorgraph.__main__ import main; main()"
    asked = {"COMP_WORDS": "actorgraph ask bro", "COMP_CWORD": "2"}
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path,
        env=dict(os.environ) | asked | {"_ACTORGRAPH_COMPLETE": "complete_bash"},
    )  # fmt: skip

    assert sorted(done.stdout.split()) == ["broken.cypher", "broken_ceasefires", "brokers"]
