"""The file as written: the same bytes for the same claims, and closed by its policy."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from actorgraph.errors import UntrustedLibrary
from actorgraph.ontology.claims import Claim
from actorgraph.queries import page as page_module
from actorgraph.queries.page import PageExtras, PageReport, write_page
from actorgraph.queries.page_filters import PageFilters


@pytest.fixture
def report(claims: list[Claim], tmp_path: Path) -> PageReport:
    return write_page(claims, tmp_path / "a.html", title="Aleppo")


def test_the_report_counts_what_is_on_the_page(report: PageReport) -> None:
    assert (report.actors, report.relations, report.claims, report.articles) == (12, 18, 22, 9)
    assert report.communities == 0
    assert report.size == report.path.stat().st_size


def test_the_same_claims_give_the_same_bytes(
    claims: list[Claim], report: PageReport, tmp_path: Path
) -> None:
    again = write_page(reversed(claims), tmp_path / "b.html", title="Aleppo")

    assert again.path.read_bytes() == report.path.read_bytes()


def test_a_large_page_is_also_the_same_bytes(
    synthetic: Callable[..., Iterator[Claim]], tmp_path: Path
) -> None:
    first = write_page(synthetic(420, 1200), tmp_path / "a.html")
    second = write_page(synthetic(420, 1200), tmp_path / "b.html")

    assert first.communities > 1
    assert first.path.read_bytes() == second.path.read_bytes()


class Parts(HTMLParser):
    """Everything of a page that could run, style or fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.outside: list[str] = []
        self.handlers: list[str] = []
        self.policy = ""
        self._inside: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element may do."""
        given = dict(attrs)
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag == "script" and "type" not in given:
            self._inside = self.scripts
        if tag == "style":
            self._inside = self.styles
        self.handlers += [name for name in given if name.startswith("on") or name == "style"]
        self.outside += [given[name] or "" for name in ("src", "href", "action") if name in given]

    def handle_data(self, data: str) -> None:
        """Note the text of a script or style."""
        if self._inside is not None:
            self._inside.append(data)
            self._inside = None


def test_the_policy_names_exactly_the_scripts_and_the_style_of_the_file(report: PageReport) -> None:
    parts = Parts(report.path.read_text(encoding="utf-8"))

    def hashed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    allowed = dict(part.split(" ", 1) for part in parts.policy.split("; "))
    assert allowed["default-src"] == "'none'"
    assert allowed["script-src"].split() == [hashed(one) for one in parts.scripts]
    assert allowed["style-src"] == hashed(parts.styles[0])
    assert "unsafe" not in parts.policy
    assert parts.handlers == []
    assert {one for one in parts.outside if not one.startswith("#")} == {"data:,"}


def test_a_changed_library_is_refused(
    monkeypatch: pytest.MonkeyPatch, claims: list[Claim], tmp_path: Path
) -> None:
    monkeypatch.setattr(page_module, "VIS_SHA256", "0" * 64)
    page_module._vis_network.cache_clear()
    with pytest.raises(UntrustedLibrary, match=r"vis-network\.min\.js"):
        write_page(claims, tmp_path / "a.html")
    page_module._vis_network.cache_clear()


def test_without_scripts_the_page_has_a_picture_and_a_table(report: PageReport) -> None:
    text = report.path.read_text(encoding="utf-8")

    assert len(re.findall(r'class="mark ', text.split("<script")[0])) == 12
    assert (
        "<td><bdi>Russia</bdi></td><td>attacks</td><td><bdi>Syrian opposition</bdi></td>"
        "<td>2</td><td>1</td><td>1</td>" in text
    )


def test_filters_and_citation_are_written_down(claims: list[Claim], tmp_path: Path) -> None:
    report = write_page(
        claims,
        tmp_path / "a.html",
        filters=PageFilters(actors=("Russia",), since="2016-10-20"),
        extras=PageExtras(citation="Doe 2026"),
    )
    text = report.path.read_text(encoding="utf-8")

    assert "within 1 step of Russia; since 2016-10-20" in text
    assert "Doe 2026" in text


def test_no_claims_make_an_empty_page(tmp_path: Path) -> None:
    assert write_page([], tmp_path / "a.html").actors == 0
