"""The guided tour: Markdown steps and their views, in Python and in the browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import BadStep, UnreadableFile
from actorgraph.ontology.claims import Claim
from actorgraph.queries.page_tables import tables_of
from actorgraph.queries.story import read_steps

TOUR = """# How the siege closed

Two powers **agree** on little, see [the record](https://news.example/record)
and [this trap](javascript:alert(1)).

view: actor=Sergei Lavrov

## The air war

Bombs fall <script>alert(2)</script> on the east.

view: file:///somewhere/page.html#edge=russia%3Eattacks%3Eopposition&from=2016-10-20
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "tour.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_steps_have_words_and_a_view_with_actors_found_by_name(
    claims: list[Claim], tmp_path: Path
) -> None:
    first, second = read_steps(written(tmp_path, TOUR), tables_of(claims, {}))

    assert (first.title, first.view) == ("How the siege closed", "actor=lavrov")
    assert ("strong", "agree", "") in first.paragraphs[0]
    assert ("link", "the record", "https://news.example/record") in first.paragraphs[0]
    assert second.view == "edge=russia%3Eattacks%3Eopposition&from=2016-10-20"


@pytest.mark.parametrize(
    ("view", "reason"), [("actor=Atlantis", "no actor 'Atlantis'"), ("colour=red", "no 'colour'")]
)
def test_a_view_that_cannot_be_shown_names_file_and_step(
    claims: list[Claim], tmp_path: Path, view: str, reason: str
) -> None:
    with pytest.raises(BadStep, match=rf"tour\.md, step 1: .*{reason}"):
        read_steps(written(tmp_path, f"# One\n\nview: {view}\n"), tables_of(claims, {}))


def test_a_missing_file_is_named(claims: list[Claim], tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="nowhere"):
        read_steps(tmp_path / "nowhere.md", tables_of(claims, {}))


def test_the_tour_walks_forward_and_back(
    claims: list[Claim], tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    opened = open_page(claims, steps=written(tmp_path, TOUR))
    page = opened.page
    page.keyboard.press("t")
    assert "How the siege closed" in opened.panel()
    assert page.locator(".tour a").count() == 1  # the trap stays text
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel article")
    assert "Bombs fall <script>alert(2)</script> on the east." in opened.panel()
    assert "from=2016-10-20" in page.url
    page.go_back()
    assert "How the siege closed" in opened.panel()
    assert (opened.errors, opened.dialogs) == ([], [])
